package store

import (
	"testing"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// TestPlace holds that replies come back with the place their message was
// said at, across a restart, and that it is nowhere but in the outbox.
func TestPlace(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, options())
	m := dialog.Message{Channel: "slack", User: "u1", At: noon, Said: kind.Said{Text: "a"}, Place: "thread:7"}
	if _, _, err := db.Turn(ctx, m, echo("a")); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, options())
	say(t, db, "u1", "", "b")
	p := next(t, db, "chat:slack", noon, 9)
	if len(p) != 2 || p[0].Place != "thread:7" || p[1].Place != "" {
		t.Errorf("parcels %+v", p)
	}
}

// TestApartIsNotKept holds that the words of a message that stood apart are
// not in the transcript.
func TestApartIsNotKept(t *testing.T) {
	db := open(t, t.TempDir(), options())
	m := dialog.Message{Channel: "slack", User: "u1", At: noon, Said: kind.Said{Text: "my knee hurts"}, Apart: dialog.ApartMinimal}
	if _, _, err := db.Turn(ctx, m, func(s dialog.State) (dialog.State, dialog.Turn) {
		s, turn := echo("a")(s)
		turn.Apart = true
		return s, turn
	}); err != nil {
		t.Fatal(err)
	}
	_, entries, err := db.Get(ctx, list(t, db)[0].ID)
	if err != nil || len(entries) != 1 || entries[0].Said.Text != "" {
		t.Errorf("entries %+v, %v", entries, err)
	}
}
