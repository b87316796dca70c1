package dialog_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
)

// TestChoosing reads answers in people's own words to questions with options,
// the flow's and others.
func TestChoosing(t *testing.T) {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/choosing.txt")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	var spec kind.Spec
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if asked, ok := strings.CutPrefix(line, "? "); ok {
			spec = askedBy(t, e, asked)
			continue
		}
		text, want, _ := strings.Cut(line, " => ")
		r, err := e.Read(dialog.Query{Spec: spec, Now: now, Text: text})
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		got := []string{"-"}
		if r.Recorded {
			got = slices.Sorted(slices.Values(r.Value.Options()))
		}
		if want := slices.Sorted(strings.SplitSeq(want, ",")); !slices.Equal(got, want) {
			t.Errorf("%s: %q: %q, want %q", spec.Question, text, got, want)
		}
	}
}

// askedBy returns the question that a line of the file names or writes out.
func askedBy(t *testing.T, e *dialog.Engine, line string) kind.Spec {
	t.Helper()
	parts := strings.Split(line, " | ")
	if len(parts) == 1 {
		q := e.Flow.Question(item.ID(line))
		if q == nil {
			t.Fatalf("no question %s", line)
		}
		return q.Spec
	}
	s := kind.Spec{ID: "asked", Type: parts[0], Question: parts[1]}
	for o := range strings.SplitSeq(parts[2], "; ") {
		id, label, _ := strings.Cut(o, "=")
		s.Options = append(s.Options, kind.Option{ID: id, Label: label})
	}
	return s
}
