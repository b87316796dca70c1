package store

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestEnvelope(t *testing.T) {
	e := &envelope{
		version: 3, person: person{1, 2}, listed: noon, entries: []uint64{5, 300, 70_000},
		seen: []sight{{mark{1}, 0}, {mark{2}, 2}}, state: []byte("state"),
	}
	b := e.body()
	got, err := readEnvelope(3, b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(e, got, cmp.AllowUnexported(envelope{}, sight{})); d != "" {
		t.Error(d)
	}
	if n := len(b) - len(e.state); n > 50 {
		t.Errorf("three entries and two ids take %d bytes", n)
	}
	if seq, ok := got.find(mark{2}); !ok || seq != 70_000 {
		t.Errorf("found %d, %v", seq, ok)
	}
}

func FuzzEnvelope(f *testing.F) {
	e := &envelope{entries: []uint64{1}, seen: []sight{{mark{1}, 0}}, listed: time.Unix(0, 0)}
	f.Add(e.body())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := readEnvelope(1, b)
		if err != nil {
			return
		}
		again, err := readEnvelope(1, e.body())
		if err != nil || !bytes.Equal(again.body(), e.body()) {
			t.Errorf("%v: %x and then %x", err, e.body(), again.body())
		}
	})
}
