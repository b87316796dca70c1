package bench

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"intake/flows"
	"intake/internal/dialog"
)

// TestQuick shows that every measurement still runs; what it measures is for
// people to read.
func TestQuick(t *testing.T) {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	starts := 0
	b := &Bench{
		Engine: e, Dir: filepath.Join(t.TempDir(), "data"), Out: &out, Quick: true,
		Start: func() error { starts++; return nil }, Bare: func() error { return nil },
	}
	if err := b.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"step ", "turns,    1 patients", "a turn, ", "growth ", "memory ", "start to first reply"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no line %q in\n%s", want, out.String())
		}
	}
	if starts == 0 {
		t.Error("the program was never started")
	}
}
