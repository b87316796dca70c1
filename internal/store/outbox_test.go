package store

import (
	"slices"
	"testing"
	"time"

	"intake/internal/dialog"
)

var (
	alert   = dialog.Effect{Kind: dialog.Alert}
	handoff = dialog.Effect{Kind: dialog.Handoff}
)

func next(t testing.TB, db *DB, dest string, now time.Time, limit int) []Parcel {
	t.Helper()
	p, err := db.Next(ctx, dest, now, limit)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// texts shows parcels as user or effect, and turn.
func texts(list []Parcel) (out []string) {
	for _, p := range list {
		if p.Effect != nil {
			out = append(out, string(p.Effect.Kind)+" "+p.Entry.Turn.Replies[0].Text)
		} else {
			out = append(out, p.User+" "+p.Entry.Turn.Replies[0].Text)
		}
	}
	return out
}

func TestRepliesInOrder(t *testing.T) {
	db := open(t, t.TempDir(), options())
	for _, m := range [][2]string{{"u1", "a"}, {"u2", "b"}, {"u1", "c"}, {"u3", "d"}, {"u1", "e"}} {
		say(t, db, m[0], "", m[1])
	}
	select {
	case <-db.Queued():
	default:
		t.Error("no signal that replies wait")
	}
	same(t, "destinations", db.Dests(), []string{"chat:slack"})
	first := next(t, db, "chat:slack", noon, 2)
	same(t, "first", texts(first), []string{"u1 1 a", "u2 1 b"})
	if p := first[0]; p.Channel != "slack" || p.ID != list(t, db)[0].ID || p.Key() != p.ID+".1" {
		t.Errorf("parcel %+v with key %s", p, p.Key())
	}
	// u1's later replies wait for the first, u3's do not.
	same(t, "while the first are out", texts(next(t, db, "chat:slack", noon, 10)), []string{"u3 1 d"})
	db.Later(noon.Add(time.Hour), first[0].Seq)
	db.Done(first[1].Seq)
	same(t, "u1 cannot be reached", texts(next(t, db, "chat:slack", noon.Add(time.Minute), 10)), nil)
	say(t, db, "u2", "", "f")
	same(t, "u2 goes on", texts(next(t, db, "chat:slack", noon.Add(time.Minute), 10)), []string{"u2 2 f"})
	same(t, "u1 again, and u3 whose lease ran out",
		texts(next(t, db, "chat:slack", noon.Add(2*time.Hour), 10)),
		[]string{"u1 1 a", "u1 2 c", "u3 1 d", "u1 3 e", "u2 2 f"})
}

func TestDoneOutlivesRestart(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, options())
	say(t, db, "u1", "", "a")
	say(t, db, "u1", "", "b")
	db.Done(next(t, db, "chat:slack", noon, 1)[0].Seq)
	deadline := time.Now().Add(10 * time.Second)
	for n := 2; n != 1; { // struck by itself, with no turn to take it along
		if time.Now().After(deadline) {
			t.Fatal("a delivered parcel stays in the file")
		}
		time.Sleep(20 * time.Millisecond)
		_ = db.view(func(b *buckets) error {
			n = 0
			return b.at(bOutbox).ForEach(func(_, _ []byte) error { n++; return nil })
		})
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, options())
	p := next(t, db, "chat:slack", noon, 9)
	same(t, "after a restart", texts(p), []string{"u1 2 b"})
	db.Done(p[0].Seq)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, options())
	same(t, "Close strikes out", db.Dests(), nil)
	say(t, db, "u1", "", "c")
	if q := next(t, db, "chat:slack", noon, 9); len(q) != 1 || q[0].Seq <= p[0].Seq {
		t.Errorf("numbers start again: %v", q)
	}
}

func TestEffectsToSinks(t *testing.T) {
	o := options()
	o.Sinks, o.Direct = []string{"mail", "webhook"}, []string{"slack"}
	db := open(t, t.TempDir(), o)
	say(t, db, "u1", "", "a", alert, dialog.Effect{Kind: dialog.Call})
	say(t, db, "u2", "", "b", handoff)
	same(t, "destinations", db.Dests(), []string{"sink:mail", "sink:webhook"})
	for _, d := range db.Dests() {
		p := next(t, db, d, noon, 9)
		same(t, d, texts(p), []string{"alert 1 a", "call 1 a", "handoff 1 b"})
		if k := p[1].Key(); k != p[1].ID+".1.call.1" {
			t.Errorf("key %s", k)
		}
		db.Done(p[0].Seq, p[1].Seq, p[2].Seq)
	}
	same(t, "destinations after", db.Dests(), nil)
}

func TestWaitsForFirstSink(t *testing.T) {
	dir := t.TempDir()
	o := options()
	o.Direct = []string{"slack"}
	db := open(t, dir, o)
	say(t, db, "u1", "", "a", alert)
	say(t, db, "u1", "", "b", handoff)
	same(t, "destinations", db.Dests(), []string{"staff"})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	o.Sinks = []string{"mail", "webhook"}
	db = open(t, dir, o)
	same(t, "destinations", db.Dests(), []string{"sink:mail", "sink:webhook"})
	var seqs []uint64
	for _, d := range db.Dests() {
		p := next(t, db, d, noon, 9)
		same(t, d, texts(p), []string{"alert 1 a", "handoff 2 b"})
		seqs = append(seqs, p[0].Seq, p[1].Seq)
	}
	slices.Sort(seqs)
	if len(slices.Compact(seqs)) != 4 {
		t.Errorf("numbers %v", seqs)
	}
	whole(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, o)
	same(t, "destinations after a restart", db.Dests(), []string{"sink:mail", "sink:webhook"})
}

// TestErasedLeavesNoHold: a conversation that was held back and then erased
// is not remembered.
func TestErasedLeavesNoHold(t *testing.T) {
	db := open(t, t.TempDir(), options())
	say(t, db, "u1", "", "a")
	say(t, db, "u2", "", "b")
	db.Later(noon.Add(time.Hour), next(t, db, "chat:slack", noon, 1)[0].Seq)
	if _, err := db.Erase(ctx, "slack:u1"); err != nil {
		t.Fatal(err)
	}
	if q := db.out.dests["chat:slack"]; len(q.rows) != 1 || len(q.later) != 0 {
		t.Errorf("%d rows, held back: %v", len(q.rows), q.later)
	}
}
