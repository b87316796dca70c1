package store

import (
	"bytes"
	"errors"
	"os"
	"testing"
	"time"

	"intake/internal/dialog"
)

// inFile reports whether words stand anywhere in the data directory.
func inFile(t testing.TB, db *DB, words string) bool {
	t.Helper()
	files, err := os.ReadDir(db.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(db.dir + "/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(words)) {
			return true
		}
	}
	return false
}

// wipe is the turn of a no: the state keeps nothing of what was said.
func wipe(p dialog.Phase) func(dialog.State) (dialog.State, dialog.Turn) {
	return func(s dialog.State) (dialog.State, dialog.Turn) {
		n := dialog.State{
			ID: s.ID, Channel: s.Channel, User: s.User, Phase: p, Opened: s.Opened, Spoke: noon,
			Asking: -1, Again: -1, Turns: s.Turns + 1,
		}
		return n, dialog.Turn{
			State: p, Done: true, Replies: []dialog.Reply{{Text: "goodbye"}},
			Effects: []dialog.Effect{{Kind: dialog.Forget}},
		}
	}
}

func TestForget(t *testing.T) {
	for name, o := range map[string]Options{"open": options(), "sealed": sealed()} {
		t.Run(name, func(t *testing.T) {
			o.Sinks = []string{"mail"}
			dir := t.TempDir()
			db := open(t, dir, o)
			say(t, db, "user-canary", "a", "words-canary one")
			say(t, db, "user-canary", "b", "words-canary two", alert)
			say(t, db, "user-canary", "c", "words-canary three", handoff)
			say(t, db, "other", "a", "stays-here")
			goodbye, _, err := db.Turn(ctx, message("user-canary", "d", "words-canary no"), wipe(dialog.PhaseDeclined))
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range []string{"a", "b", "c", "d"} {
				got, seen, err := db.Turn(ctx, message("user-canary", id, "x"), never(t))
				if err != nil || !seen {
					t.Fatalf("message %s: seen %v, %v", id, seen, err)
				}
				same(t, "answer to "+id, got, goodbye)
			}
			id := list(t, db)[0].ID
			s, entries := get(t, db, id)
			if s.User != "" || s.Phase != dialog.PhaseDeclined {
				t.Errorf("kept %+v", s)
			}
			for _, e := range entries {
				if e.Said.Text != "" || len(e.Turn.Understood) > 0 || e.N != 4 && len(e.Turn.Replies) > 0 {
					t.Errorf("kept entry %+v", e)
				}
			}
			p := next(t, db, "sink:mail", noon, 9)
			if len(p) != 1 || p[0].Effect.Kind != dialog.Alert || p[0].Entry.N != 2 {
				t.Errorf("for staff: %+v", p)
			}
			c := next(t, db, "chat:slack", noon, 9)
			same(t, "for patients", texts(c), []string{"other 1 stays-here", "user-canary goodbye"})
			db.Done(c[1].Seq)
			whole(t, db)
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			for _, w := range []string{"words-canary", "user-canary"} {
				if inFile(t, db, w) {
					t.Errorf("%s is still in the file", w)
				}
			}
			if inFile(t, db, "stays-here") == (o.Key != nil) {
				t.Error("the canary search finds nothing, or the seal hides nothing")
			}

			// The person is still known by the hash, and may speak again.
			db = open(t, dir, o)
			turn, _, err := db.Turn(ctx, message("user-canary", "e", "later-canary"), in(dialog.PhaseDeclined, echo("hello")))
			if err != nil || turn.Replies[0].Text != "5 hello" {
				t.Errorf("again: %+v, %v", turn, err)
			}
			s, entries = get(t, db, id)
			if s.User != "" {
				t.Error("a declined person's name was kept at the next message")
			}
			last := entries[len(entries)-1]
			if last.N != 5 || last.Said.Text != "" || len(last.Turn.Understood) > 0 {
				t.Errorf("kept of the message after a no: %+v", last)
			}
			if inFile(t, db, "later-canary") {
				t.Error("the words after a no are in the file")
			}
			whole(t, db)
		})
	}
}

// TestForgetDeliveredLater: the last words are delivered after the file was
// wiped; the user id must go with them.
func TestForgetDeliveredLater(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, options())
	say(t, db, "user-canary", "a", "x")
	if _, _, err := db.Turn(ctx, message("user-canary", "b", "no"), wipe(dialog.PhaseWithdrawn)); err != nil {
		t.Fatal(err)
	}
	if err := db.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, options())
	db.Done(next(t, db, "chat:slack", noon, 9)[0].Seq)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if inFile(t, db, "user-canary") {
		t.Error("the user id is still in the file")
	}
}

func TestErase(t *testing.T) {
	for name, o := range map[string]Options{"open": options(), "sealed": sealed()} {
		t.Run(name, func(t *testing.T) {
			o.Sinks = []string{"mail"}
			dir := t.TempDir()
			db := open(t, dir, o)
			visit := func(s dialog.State) (dialog.State, dialog.Turn) {
				s, turn := echo("words-canary", handoff)(dialog.State{Before: s.ID, Channel: s.Channel, User: s.User})
				s.Wake = noon.Add(time.Hour)
				return s, turn
			}
			for _, u := range []string{"user-canary", "other"} {
				for range 2 {
					if _, _, err := db.Turn(ctx, message(u, "", "words-canary"), visit); err != nil {
						t.Fatal(err)
					}
				}
			}
			ids := list(t, db)
			if n, err := db.Erase(ctx, ids[1].ID); n != 2 || err != nil {
				t.Fatalf("erased %d, %v", n, err)
			}
			if r := whole(t, db); r.Conversations != 2 || r.Entries != 2 || r.Parcels != 4 {
				t.Errorf("left: %+v", r)
			}
			if _, _, err := db.Get(ctx, ids[0].ID); !errors.Is(err, ErrNotFound) {
				t.Errorf("get: %v", err)
			}
			for _, who := range []string{ids[0].ID, "slack:user-canary", "slack:nobody", "x"} {
				if _, err := db.Erase(ctx, who); !errors.Is(err, ErrNotFound) {
					t.Errorf("erase %s: %v", who, err)
				}
			}
			if inFile(t, db, "user-canary") {
				t.Error("the person is still in the file")
			}
			say(t, db, "other", "", "goes on after the file was exchanged")
			if n, err := db.Erase(ctx, "slack:other"); n != 2 || err != nil {
				t.Fatalf("erased %d, %v", n, err)
			}
			for _, w := range []string{"words-canary", "other"} {
				if inFile(t, db, w) {
					t.Errorf("%s is still in the file", w)
				}
			}
			same(t, "what waits", db.Dests(), nil)

			// Numbers of erased intakes are not given again.
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			db = open(t, dir, o)
			say(t, db, "new", "", "x")
			for _, r := range ids {
				if r.ID == list(t, db)[0].ID {
					t.Error("an erased id came again")
				}
			}
		})
	}
}

// TestExchangeNotDurable: while a crash may bring the old file back, nothing
// is acknowledged that stands in the new one alone.
func TestExchangeNotDurable(t *testing.T) {
	db := open(t, t.TempDir(), options())
	bad := errors.New("input/output error")
	db.syncDir = func(string) error { return bad }
	say(t, db, "gone", "", "x")
	if _, err := db.Erase(ctx, "slack:gone"); !errors.Is(err, bad) {
		t.Errorf("erase: %v", err)
	}
	if _, _, err := db.Turn(ctx, message("u1", "a", "x"), echo("x")); !errors.Is(err, bad) {
		t.Errorf("turn: %v", err)
	}
	if err := db.Compact(ctx); !errors.Is(err, bad) {
		t.Errorf("compact: %v", err)
	}
	db.writing.Lock()
	db.syncDir = syncDir
	db.writing.Unlock()
	say(t, db, "u1", "a", "x")
	if err := db.Compact(ctx); err != nil {
		t.Error(err)
	}
	if r := whole(t, db); r.Entries != 1 {
		t.Errorf("kept %+v", r)
	}
}

// TestCompactUnderLoad: turns and readers go on around the exchange of the
// file.
func TestCompactUnderLoad(t *testing.T) {
	db := open(t, t.TempDir(), options())
	stop, done := make(chan struct{}), make(chan int)
	for _, u := range []string{"u1", "u2", "u3"} {
		go func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					done <- n
					return
				default:
				}
				if _, _, err := db.Turn(ctx, message(u, "", "x"), echo("x")); err != nil {
					t.Error(err)
				}
				if _, err := db.List(ctx); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	for range 10 {
		say(t, db, "gone", "", "x")
		if n, err := db.Erase(ctx, "slack:gone"); n != 1 || err != nil {
			t.Errorf("erased %d, %v", n, err)
		}
	}
	close(stop)
	sum := 0
	for range 3 {
		sum += <-done
	}
	if r := whole(t, db); r.Entries != sum || sum == 0 {
		t.Errorf("%d turns acknowledged, %d kept", sum, r.Entries)
	}
}
