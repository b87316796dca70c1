package prove

import (
	"slices"
	"strings"
	"testing"

	"intake/flows"
	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/item"
)

func TestReachTellsWhatCannotBe(t *testing.T) {
	rule := func(id, when string) []string { a, b := addRule(id, when); return []string{a, b} }
	for name, tt := range map[string]struct {
		edits []string
		sev   Severity
		want  string
	}{
		"a question nobody is asked":    {[]string{"redflag.emergency has fever\"", "redflag.emergency has fever and redflag.emergency has none\""}, Fault, "fever.days is never asked"},
		"a question behind an alarm":    {[]string{"redflag.emergency has fever\"", "redflag.emergency has chest_pain\""}, Fault, "fever.days is never asked"},
		"a rule that cannot fire":       {rule("adp.x", "fever.days answered and redflag.emergency has none"), Fault, "adp.x can never fire"},
		"a number out of range":         {rule("adp.x", "fever.days > 30"), Fault, "adp.x can never fire"},
		"a rule beside an alarm":        {rule("adp.x", "redflag.emergency has chest_pain and pain.now > 3"), Warning, "adp.x fires only beside an emergency"},
		"a condition that always is":    {rule("adp.x", "not (pain.now > 10)"), Fault, "the condition always holds"},
		"a part that always is":         {rule("adp.x", "pain.now <= 10 and redflag.emergency has lump"), Warning, "x"},
		"an alternative without use":    {rule("adp.x", "pain.now > 3 or pain.now > 5"), Warning, "\"pain.now > 5\" changes nothing"},
		"an option without use":         {rule("adp.x", "redflag.emergency has lump or redflag.emergency has lump,fever"), Warning, "\"redflag.emergency has lump\" changes nothing"},
		"an alternative that cannot be": {rule("adp.x", "redflag.emergency has lump or fever.days > 30"), Fault, "a part of the condition never holds"},
	} {
		t.Run(name, func(t *testing.T) {
			e := loaded(t, mini(t, tt.edits...))
			f := newProver(e, talkStart).reach()
			if tt.want == "x" { // a declined item makes it false, so it is no fault
				if len(f) > 0 {
					t.Errorf("reach() = %v, want nothing", f)
				}
				return
			}
			if !holds(f, tt.sev, tt.want) {
				t.Errorf("reach() = %v, want %s: %s", f, tt.sev, tt.want)
			}
		})
	}
}

func TestLoadRefusesACircle(t *testing.T) {
	files := mini(t, "required: true, min: 0, max: 10}", "required: true, min: 0, max: 10, when: \"fever.days > 1\"}",
		"redflag.emergency has fever\"", "pain.now > 2\"")
	if _, err := dialog.Load(files, dialog.Options{}); err == nil || !strings.Contains(err.Error(), "circle") {
		t.Errorf("Load() error = %v, want one that tells of a circle", err)
	}
}

// Each rule's witness, said to the engine as a patient would press it, makes
// the rule fire.
func TestWitnessesFireInTheEngine(t *testing.T) {
	e := loaded(t, flows.Massage())
	p := newProver(e, talkStart)
	for i := range e.Rules.List {
		id := e.Rules.List[i].ID
		a, ok := p.witness(id)
		if !ok {
			t.Errorf("witness(%s) found none", id)
			continue
		}
		_, turns := play(e, a, talkStart)
		if !slices.ContainsFunc(turns, func(t dialog.Turn) bool { return slices.Contains(t.Flags, id) }) {
			last := turns[len(turns)-1]
			t.Errorf("%s did not fire: %d turns, last %s asking %s, flags %v", id, len(turns), last.State, last.Asking, last.Flags)
		}
	}
}

// Whatever small slip is made in writing a rule, one of its nearest cases
// tells, unless the slip changes nothing.
func TestNearCasesTellSlipsApart(t *testing.T) {
	e := loaded(t, flows.Massage())
	p := newProver(e, talkStart)
	slips, same := 0, 0
	for i := range e.Rules.List {
		r := &e.Rules.List[i]
		misses, hits := p.nearMiss(r.ID), p.nearHit(r.ID)
		for _, a := range misses {
			if e.Rules.Fires(i, a) {
				t.Errorf("%s fires on a near miss", r.ID)
			}
		}
		for _, a := range hits {
			if !e.Rules.Fires(i, a) {
				t.Errorf("%s does not fire on a near hit", r.ID)
			}
		}
		all := slices.Concat(misses, hits)
		for _, m := range cond.Mutants(r.When) {
			slips++
			if !slices.ContainsFunc(all, func(a item.Answers) bool { return m.Eval(a) != r.When.Eval(a) }) {
				same++
				t.Logf("%s: %q tells the same as %q", r.ID, m, r.When)
			}
		}
	}
	if slips < 300 || same > 3 {
		t.Errorf("%d of %d slips go unnoticed, want at most 3", same, slips)
	}
}
