package triage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"intake/flows"
	"intake/internal/dialog"
)

// TestPeople: lines as people type them, each an emergency (+) or a line that
// only looks like one (-). They were written before the rules that hear them.
func TestPeople(t *testing.T) {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	files, err := filepath.Glob("testdata/people/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no lines: ", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			want := dialog.Quiet
			if line[0] == '+' {
				want = dialog.Alarm
			}
			if got := e.Hears(line[2:], now); got != want {
				t.Errorf("%s: %q is %s, want %s", filepath.Base(name), line[2:], got, want)
			}
		}
	}
}
