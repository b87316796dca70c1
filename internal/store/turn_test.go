package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"intake/internal/dialog"
	"intake/internal/faq"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

func never(t *testing.T) func(dialog.State) (dialog.State, dialog.Turn) {
	return func(s dialog.State) (dialog.State, dialog.Turn) {
		t.Error("a repeated message was stepped")
		return s, dialog.Turn{}
	}
}

func TestTurnBeginsAndGoesOn(t *testing.T) {
	for name, opt := range map[string]Options{"open": options(), "sealed": sealed()} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, dir, opt)
			_, _, err := db.Turn(ctx, message("u1", "a", "hello"), func(s dialog.State) (dialog.State, dialog.Turn) {
				if s.ID != "" || s.Channel != "slack" || s.User != "u1" || s.Asking != -1 || s.Again != -1 {
					t.Errorf("state not begun: %+v", s)
				}
				return echo("hello")(s)
			})
			if err != nil {
				t.Fatal(err)
			}
			say(t, db, "u1", "b", "7")
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			db = open(t, dir, opt)
			say(t, db, "u1", "c", "back")
			rows := list(t, db)
			if len(rows) != 1 || len(rows[0].ID) != 8 {
				t.Fatalf("list: %+v", rows)
			}
			s, entries := get(t, db, rows[0].ID)
			if s.ID != rows[0].ID || s.Turns != 3 || s.Answers.Get("name").Value.Text() != "back" {
				t.Errorf("state %+v", s)
			}
			if len(entries) != 3 {
				t.Fatalf("%d entries", len(entries))
			}
			same(t, "second entry", entries[1], dialog.Entry{
				N: 2, At: noon, By: "patient", Said: kind.Said{Text: "7"}, Asked: "pain.now", Turn: entries[1].Turn,
			})
			if entries[0].Asked != "" {
				t.Errorf("the first words answered %q", entries[0].Asked)
			}
			whole(t, db)
		})
	}
}

// TestEntryRoundTrip: the first answer comes back whole, whatever it held.
func TestEntryRoundTrip(t *testing.T) {
	db := open(t, t.TempDir(), options())
	want := dialog.Turn{
		State: "symptoms", Asking: "areas", Gap: true, Triage: triage.Urgent, Done: true,
		Flags:   []triage.RuleID{"urg.x", "adp.preg"},
		FAQ:     &faq.Hit{ID: "frequency", Score: 0.8300000000000001},
		Replies: []dialog.Reply{{Text: "<b>&\u2028 é", Many: true, Options: []dialog.Button{{ID: "l", Label: "Left"}}}, {Text: "two"}},
		Effects: []dialog.Effect{{Kind: dialog.Alert, Rules: []triage.RuleID{"urg.x"}, Mistaken: true}, {Kind: dialog.Call}},
		Understood: []dialog.Heard{
			{Item: "pain.now", Status: item.Given, Value: item.NumberOf(7), Was: item.NumberOf(5), Sign: true},
			{Item: "b", Status: item.Given, Value: item.BoolOf(false)},
			{Item: "name", Status: item.Declined},
			{Item: "areas", Status: item.Given, Value: item.OptionsOf("neck", "knee")},
			{Item: "o", Status: item.Given, Value: item.OptionOf("x")},
			{Item: "d", Status: item.Given, Value: item.DateOf("2026-03")},
		},
	}
	m := message("u1", "a", "x")
	if _, _, err := db.Turn(ctx, m, func(s dialog.State) (dialog.State, dialog.Turn) {
		s, _ = echo("x")(s)
		return s, want
	}); err != nil {
		t.Fatal(err)
	}
	got, seen, err := db.Turn(ctx, m, never(t))
	if err != nil || !seen {
		t.Fatalf("seen %v, %v", seen, err)
	}
	same(t, "first answer", got, want)
}

func TestSeenWithinWindow(t *testing.T) {
	db := open(t, t.TempDir(), options())
	var first []dialog.Turn
	for i := range 40 {
		first = append(first, say(t, db, "u1", fmt.Sprint(i), fmt.Sprint("text ", i)))
	}
	for i := 40 - window; i < 40; i++ {
		got, seen, err := db.Turn(ctx, message("u1", fmt.Sprint(i), "again"), never(t))
		if err != nil || !seen {
			t.Fatalf("message %d: seen %v, %v", i, seen, err)
		}
		same(t, "first answer", got, first[i])
	}
	if _, seen, _ := db.Turn(ctx, message("u1", fmt.Sprint(40-window-1), "again"), echo("again")); seen {
		t.Error("a message further back is still known")
	}
	if _, seen, _ := db.Turn(ctx, message("u2", "39", "x"), echo("x")); seen {
		t.Error("another person's message id was taken for a repetition")
	}
	say(t, db, "u1", "", "no id")
	say(t, db, "u1", "", "no id")
}

func TestNewVisit(t *testing.T) {
	db := open(t, t.TempDir(), options())
	old := say(t, db, "u1", "a", "first visit")
	m := message("u1", "b", "new visit")
	opened, _, err := db.Turn(ctx, m, func(s dialog.State) (dialog.State, dialog.Turn) {
		n := dialog.State{Before: s.ID, Channel: s.Channel, User: s.User, Asking: -1}
		return echo("new visit")(n)
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := list(t, db)
	if len(rows) != 2 {
		t.Fatalf("%d intakes", len(rows))
	}
	s, entries := get(t, db, rows[1].ID)
	if s.Before != rows[0].ID || s.ID == rows[0].ID || len(entries) != 1 {
		t.Errorf("new visit: %+v with %d entries", s, len(entries))
	}
	for _, c := range []struct {
		id   string
		want dialog.Turn
	}{{"a", old}, {"b", opened}} {
		got, seen, err := db.Turn(ctx, message("u1", c.id, "again"), never(t))
		if err != nil || !seen {
			t.Fatalf("message %s: seen %v, %v", c.id, seen, err)
		}
		same(t, "first answer", got, c.want)
	}
	say(t, db, "u1", "c", "goes on")
	if _, entries := get(t, db, rows[1].ID); len(entries) != 2 {
		t.Error("the next message did not go to the new visit")
	}
	whole(t, db)
}

func TestOnePersonInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l lines
		var got []int
		release, _ := l.enter(t.Context(), person{1})
		var wg sync.WaitGroup
		for i := range 20 {
			c := t.Context()
			if i == 7 {
				c = canceled()
			}
			wg.Go(func() {
				leave, err := l.enter(c, person{1})
				if err != nil {
					return
				}
				got = append(got, i) // the line is the lock
				leave()
			})
			synctest.Wait()
		}
		if leave, err := l.enter(t.Context(), person{2}); err != nil {
			t.Error("another person had to wait")
		} else {
			leave()
		}
		release()
		wg.Wait()
		synctest.Wait()
		same(t, "order", got, []int{0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
		if len(l.of) != 0 {
			t.Error("lines are left over")
		}
	})
}

// TestSideBySide: a slow step of one person holds up no other, and turns that
// come together are all kept.
func TestSideBySide(t *testing.T) {
	db := open(t, t.TempDir(), options())
	stuck := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_, _, err := db.Turn(ctx, message("slow", "a", "x"), func(s dialog.State) (dialog.State, dialog.Turn) {
			<-stuck
			return echo("x")(s)
		})
		if err != nil {
			t.Error(err)
		}
	})
	var others sync.WaitGroup
	for u := range 32 {
		others.Go(func() {
			for i := range 5 {
				if _, _, err := db.Turn(ctx, message(fmt.Sprint(u), fmt.Sprint(i), "x"), echo("x")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	others.Wait()
	close(stuck)
	wg.Wait()
	r := whole(t, db)
	if r.Conversations != 33 || r.Entries != 161 {
		t.Errorf("%+v", r)
	}
}

func TestConcurrentMessagesOfOnePerson(t *testing.T) {
	db := open(t, t.TempDir(), options())
	var wg sync.WaitGroup
	var seen atomic.Int32
	for i := range 60 {
		wg.Go(func() {
			_, again, err := db.Turn(ctx, message("u1", fmt.Sprint(i/3), "x"), echo("x"))
			if err != nil {
				t.Error(err)
			}
			if again {
				seen.Add(1)
			}
		})
	}
	wg.Wait()
	s, entries := get(t, db, list(t, db)[0].ID)
	if s.Turns != 20 || len(entries) != 20 || seen.Load() != 40 {
		t.Errorf("%d turns, %d entries, %d repetitions", s.Turns, len(entries), seen.Load())
	}
}

// TestGroupRefusesOne: of turns written together the one that cannot be
// applied is refused alone.
func TestGroupRefusesOne(t *testing.T) {
	db := open(t, t.TempDir(), options())
	say(t, db, "u1", "a", "x")
	var group []*change
	for i, was := range []uint32{0, 7, 0} {
		n := db.lastConv.Add(1)
		key := numKey(n)
		v := append((&envelope{version: was + 1}).prefix(), byte(i))
		group = append(group, &change{
			conv: n, was: was, done: make(chan error, 1),
			writes: []write{{bDue, key, []byte{}}, {bConv, key, v}},
		})
	}
	db.commit(slices.Clone(group))
	for i, c := range group {
		if err := <-c.done; errors.Is(err, errStale) != (i == 1) || i != 1 && err != nil {
			t.Errorf("turn %d: %v", i, err)
		}
	}
	_ = db.view(func(b *buckets) error {
		for i, c := range group {
			if kept := b.at(bConv).Get(numKey(c.conv)) != nil; kept == (i == 1) {
				t.Errorf("turn %d kept: %v", i, kept)
			}
			if kept := b.at(bDue).Get(numKey(c.conv)) != nil; kept == (i == 1) {
				t.Errorf("turn %d half kept: %v", i, kept)
			}
		}
		return nil
	})
}

func TestTurnErrors(t *testing.T) {
	db := open(t, t.TempDir(), options())
	say(t, db, "u1", "a", "x")
	if _, _, err := db.Turn(canceled(), message("u1", "b", "x"), echo("x")); err != nil {
		// A free line is entered at once; the turn then goes through.
		t.Errorf("canceled context with nobody before: %v", err)
	}
	_, _, err := db.Turn(ctx, message("u1", "c", "x"), func(s dialog.State) (dialog.State, dialog.Turn) {
		s, turn := echo("x")(s)
		s.ID = "stranger"
		return s, turn
	})
	if !errors.Is(err, errStrange) {
		t.Errorf("a step that returns another conversation: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := db.Turn(ctx, message("u1", "d", "x"), echo("x")); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

func TestAct(t *testing.T) {
	db := open(t, t.TempDir(), options())
	say(t, db, "u1", "a", "x")
	id := list(t, db)[0].ID
	turn, err := db.Act(ctx, id, noon.Add(time.Hour), "staff", in("profile", echo("reopened")))
	if err != nil {
		t.Fatal(err)
	}
	_, entries := get(t, db, id)
	same(t, "entry", entries[1], dialog.Entry{N: 2, At: noon.Add(time.Hour), By: "staff", Asked: "pain.now", Turn: turn})
	for _, bad := range []string{"", "x", "zzzzzzzz", "iiiiiiii", strings.ToUpper(id), id[:7]} {
		if _, err := db.Act(ctx, bad, noon, "staff", echo("x")); !errors.Is(err, ErrNotFound) {
			t.Errorf("id %q: %v", bad, err)
		}
		if _, _, err := db.Get(ctx, bad); !errors.Is(err, ErrNotFound) {
			t.Errorf("id %q: %v", bad, err)
		}
	}
}

func TestOldContent(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, options())
	say(t, db, "u1", "a", "x")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	o := options()
	o.Flow = Flow{Hash: "h2", Archive: archived("today, newer"), Schema: item.NewSchema([]item.ID{"other"}, []item.Type{item.Bool})}
	db = open(t, dir, o)
	s, _ := get(t, db, list(t, db)[0].ID)
	if s.Flow != "h1" || s.Answers.Get("name").Value.Text() != "x" {
		t.Errorf("an old case reads %q under %q", s.Answers.Get("name").Value, s.Flow)
	}
	for hash, want := range map[string]string{"h1": "today's content", "h2": "today, newer"} {
		if a, err := db.Flow(hash); err != nil || string(a) != want {
			t.Errorf("flow %s: %q, %v", hash, a, err)
		}
	}
	if _, err := db.Flow("h3"); !errors.Is(err, ErrNotFound) {
		t.Errorf("flow h3: %v", err)
	}
	if r := whole(t, db); r.Flows != 2 {
		t.Errorf("%d flows", r.Flows)
	}
}
