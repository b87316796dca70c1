package store

import "testing"

// TestSetAside holds that what was set aside leaves its line, outlives a
// restart and comes back by hand.
func TestSetAside(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, options())
	say(t, db, "u1", "", "a")
	say(t, db, "u1", "", "b")
	if err := db.SetAside(ctx, next(t, db, "chat:slack", noon, 1)[0].Seq); err != nil {
		t.Fatal(err)
	}
	same(t, "what follows is sent", texts(next(t, db, "chat:slack", noon, 9)), []string{"u1 2 b"})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, options())
	lines, err := db.Lines(ctx)
	if err != nil || len(lines) != 2 {
		t.Fatalf("lines %+v, %v", lines, err)
	}
	for i, aside := range []bool{true, false} {
		if l := lines[i]; l.Dest != "chat:slack" || l.Aside != aside || l.N != 1 || l.Oldest.IsZero() {
			t.Errorf("line %+v", l)
		}
	}
	if n, err := db.Retry(ctx); n != 1 || err != nil {
		t.Fatalf("retried %d, %v", n, err)
	}
	same(t, "after what was sent meanwhile", texts(next(t, db, "chat:slack", noon, 9)), []string{"u1 2 b", "u1 1 a"})
	same(t, "destinations", db.Dests(), []string{"chat:slack"})
}

// TestSetAsideIsErased holds that nothing set aside outlives its intake.
func TestSetAsideIsErased(t *testing.T) {
	db := open(t, t.TempDir(), options())
	say(t, db, "u1", "", "a")
	if err := db.SetAside(ctx, next(t, db, "chat:slack", noon, 1)[0].Seq); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Erase(ctx, list(t, db)[0].ID); err != nil {
		t.Fatal(err)
	}
	same(t, "destinations", db.Dests(), nil)
}
