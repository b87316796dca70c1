package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"intake/internal/dialog"
	"intake/internal/triage"
)

func TestListOldestFirst(t *testing.T) {
	db := open(t, t.TempDir(), options())
	at := func(opened, spoke time.Time, p dialog.Phase, worst triage.Disposition) func(dialog.State) (dialog.State, dialog.Turn) {
		return func(s dialog.State) (dialog.State, dialog.Turn) {
			s, turn := echo("x")(s)
			s.Opened, s.Spoke, s.Phase, s.Answers.Worst = opened, spoke, p, uint8(worst)
			return s, turn
		}
	}
	for _, c := range []struct {
		user   string
		opened time.Duration
		phase  dialog.Phase
	}{{"u1", 3 * time.Hour, "profile"}, {"u2", time.Hour, "submitted"}, {"u3", 2 * time.Hour, "emergency"}, {"u4", time.Hour, "profile"}} {
		o := noon.Add(c.opened)
		if _, _, err := db.Turn(ctx, message(c.user, "", "x"), at(o, o, c.phase, triage.Adapt)); err != nil {
			t.Fatal(err)
		}
	}
	rows := list(t, db)
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Phase, " ", r.Opened.Sub(noon), " ", r.Channel, " ", r.Triage, " ", r.Turns))
	}
	same(t, "list", got, []string{
		"submitted 1h0m0s slack adapt 1", "profile 1h0m0s slack adapt 1",
		"emergency 2h0m0s slack adapt 1", "profile 3h0m0s slack adapt 1",
	})

	// The row follows the phase and the disposition at once, the time of the
	// last words now and then.
	id := rows[1].ID
	row := func() Row {
		for _, r := range list(t, db) {
			if r.ID == id {
				return r
			}
		}
		t.Fatal("gone from the list")
		return Row{}
	}
	o := noon.Add(time.Hour)
	for _, c := range []struct {
		spoke  time.Duration
		phase  dialog.Phase
		worst  triage.Disposition
		listed time.Duration
	}{
		{time.Minute, "profile", triage.Adapt, 0},
		{2 * time.Minute, "symptoms", triage.Adapt, 2 * time.Minute},
		{3 * time.Minute, "symptoms", triage.Urgent, 3 * time.Minute},
		{12 * time.Minute, "symptoms", triage.Urgent, 3 * time.Minute},
		{13 * time.Minute, "symptoms", triage.Urgent, 13 * time.Minute},
		{14 * time.Minute, "paused", triage.Urgent, 14 * time.Minute},
	} {
		if _, _, err := db.Turn(ctx, message("u4", "", "x"), at(o, o.Add(c.spoke), c.phase, c.worst)); err != nil {
			t.Fatal(err)
		}
		if r := row(); r.Phase != c.phase || r.Triage != c.worst || r.Spoke.Sub(o) != c.listed {
			t.Errorf("%+v is listed as %+v", c, r)
		}
	}
	if n := len(list(t, db)); n != 4 {
		t.Errorf("%d rows", n)
	}
	whole(t, db)
}

func TestWake(t *testing.T) {
	db := open(t, t.TempDir(), options())
	wakeAt := func(at time.Time) func(dialog.State) (dialog.State, dialog.Turn) {
		return func(s dialog.State) (dialog.State, dialog.Turn) {
			s, turn := echo("tick")(s)
			s.Wake = at
			return s, turn
		}
	}
	for u := range 200 {
		if _, _, err := db.Turn(ctx, message(fmt.Sprint("u", u), "", "x"), wakeAt(noon.Add(time.Duration(u)*time.Minute))); err != nil {
			t.Fatal(err)
		}
	}
	n, err := db.Wake(ctx, noon.Add(99*time.Minute), wakeAt(noon.Add(time.Hour*1000)))
	if n != 100 || err != nil {
		t.Fatalf("%d woken, %v", n, err)
	}
	if n, err := db.Wake(ctx, noon.Add(99*time.Minute), wakeAt(time.Time{})); n != 0 || err != nil {
		t.Errorf("%d woken twice, %v", n, err)
	}
	_, entries := get(t, db, list(t, db)[0].ID)
	if e := entries[len(entries)-1]; e.By != "clock" || !e.At.Equal(noon.Add(99*time.Minute)) {
		t.Errorf("entry %+v", e)
	}
	whole(t, db)

	// A step that goes wrong stops no other.
	n, err = db.Wake(ctx, noon.Add(300*time.Minute), func(s dialog.State) (dialog.State, dialog.Turn) {
		s, turn := wakeAt(time.Time{})(s)
		if s.User == "u150" {
			s.ID = "stranger"
		}
		return s, turn
	})
	if n != 99 || !errors.Is(err, errStrange) {
		t.Errorf("%d woken, %v", n, err)
	}
	if n, err := db.Wake(ctx, noon.Add(300*time.Minute), wakeAt(time.Time{})); n != 1 || err != nil {
		t.Errorf("%d woken, %v", n, err)
	}
	whole(t, db)
}
