package eval_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/eval"
)

var (
	update = flag.Bool("update", false, "write EVAL.md anew")
	show   = flag.String("show", "", "print the cases of one set that fail, of lists that are read while rules are made: answers, safety, ...")
	kinds  = flag.String("kind", "", "with -show: only of this kind")
)

// kept is where the figures are kept.
const kept = "../../EVAL.md"

func engine(t *testing.T) *dialog.Engine {
	t.Helper()
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestShow prints what fails, for whoever makes rules.
func TestShow(t *testing.T) {
	if *show == "" {
		return
	}
	results, err := eval.Run(engine(t), os.DirFS("testdata"), *show, func(list string) bool { return strings.HasPrefix(list, "learn") })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if r.Verdict == eval.Right || *kinds != "" && r.Kind != *kinds {
			continue
		}
		t.Logf("%s:%d %s %s\n\t%s\n\tgot  %s\n\twant %s", r.List, r.Line, r.Kind, [...]string{"right", "WRONG", "missed", "broken"}[r.Verdict], r.Text, r.Got, r.Want)
	}
	if err := eval.WriteTable(t.Output(), eval.Rows(results)); err != nil {
		t.Fatal(err)
	}
}

// TestKept holds every figure against the one that is kept.
func TestKept(t *testing.T) {
	if *show != "" {
		return
	}
	e := engine(t)
	var all []eval.Result
	for _, set := range eval.Sets {
		results, err := eval.Run(e, os.DirFS("testdata"), set, func(string) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, results...)
	}
	rows := eval.Rows(all)
	var table strings.Builder
	if err := eval.WriteTable(&table, rows); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + table.String())
	old, err := os.ReadFile(kept)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if *update {
		head, _, _ := strings.Cut(string(old), "| set |")
		if err := os.WriteFile(kept, []byte(head+table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, worse := range eval.Below(rows, string(old)) {
		t.Error(worse)
	}
	if i := slices.IndexFunc(rows, func(r eval.Row) bool { return r.SetAside > 0 }); i >= 0 {
		t.Errorf("%d cases of %s do not fit the flow", rows[i].SetAside, rows[i].Set)
	}
}
