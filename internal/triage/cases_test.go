package triage_test

import (
	"maps"
	"strings"
	"testing"

	"intake/internal/cond"
	"intake/internal/item"
	"intake/internal/triage"
)

// total is how many rules there are. It stands here so that a rule that goes
// missing is noticed even where its cases go with it.
var total = map[triage.Disposition]int{triage.Emergency: 29, triage.Urgent: 33, triage.Clearance: 47, triage.Adapt: 43}

// TestCases: every rule says to every case what the table has, the table
// shows each rule holding and not holding, and names no other rules.
func TestCases(t *testing.T) {
	in := loaded(t)
	fires, silent := map[triage.RuleID]bool{}, map[triage.RuleID]bool{}
	for _, c := range trials(t) {
		rule := in.rules.Rule(c.rule)
		if rule == nil {
			t.Errorf("%s\nthere is no such rule", c.place)
			continue
		}
		for _, a := range c.answers {
			if got := rule.When.Eval(a); got != c.want {
				t.Errorf("%s\n%s gives %s to %s", c.place, rule.When, verdict(got), known(a, rule))
			}
		}
		fires[c.rule] = fires[c.rule] || c.want == cond.True
		silent[c.rule] = silent[c.rule] || c.want == cond.False
	}
	for _, r := range in.rules.List {
		if !fires[r.ID] || !silent[r.ID] {
			t.Errorf("%s is not shown to fire and to be silent", r.ID)
		}
	}
}

func verdict(t cond.Truth) string {
	for word, v := range verdicts {
		if v == t {
			return word
		}
	}
	return "?"
}

// known tells the answers that a rule reads.
func known(a item.Answers, rule *triage.Rule) string {
	s := ""
	for _, id := range rule.When.Items() {
		if x := a.Get(id); x.Status != item.NotApplicable {
			s += string(id) + " " + x.Status.String() + " " + x.Value.String() + "; "
		}
	}
	return s
}

// TestNoneMissing: the rules are those of the table, as many as there should
// be of each disposition, and each has the disposition of its id.
func TestNoneMissing(t *testing.T) {
	in := loaded(t)
	have, count := map[triage.RuleID]bool{}, map[triage.Disposition]int{}
	for _, r := range in.rules.List {
		have[r.ID] = true
		count[r.Disposition]++
		prefix := map[triage.Disposition]string{
			triage.Emergency: "em.", triage.Urgent: "urg.", triage.Clearance: "clr.", triage.Adapt: "adp.",
		}[r.Disposition]
		if prefix == "" || !strings.HasPrefix(string(r.ID), prefix) {
			t.Errorf("%s is %s", r.ID, r.Disposition)
		}
	}
	shown := map[triage.RuleID]bool{}
	for _, c := range trials(t) {
		if shown[c.rule] = true; !have[c.rule] {
			t.Errorf("%s has cases and is no rule", c.rule)
		}
	}
	for id := range have {
		if !shown[id] {
			t.Errorf("%s has no cases", id)
		}
	}
	if !maps.Equal(count, total) {
		t.Errorf("there are %v rules of the dispositions, not %v", count, total)
	}
}

// TestDeclinedNamesAll: the cases of clr.declined decide for every question
// whether declining it matters.
func TestDeclinedNamesAll(t *testing.T) {
	in := loaded(t)
	named := map[item.ID]bool{}
	for _, c := range trials(t) {
		for _, q := range in.flow.Questions {
			if c.rule == "clr.declined" && c.answers[0].At(q.At).Status == item.Declined {
				named[q.ID] = true
			}
		}
	}
	for _, q := range in.flow.Questions {
		if !named[q.ID] {
			t.Errorf("no case declines %s", q.ID)
		}
	}
}

// TestMutants: whatever small slip is made in a rule, a case is judged
// otherwise than the table has it.
func TestMutants(t *testing.T) {
	in := loaded(t)
	byRule := map[triage.RuleID][]trial{}
	for _, c := range trials(t) {
		byRule[c.rule] = append(byRule[c.rule], c)
	}
	n := 0
	same := map[string]bool{}
	for _, e := range equivalent {
		for what := range strings.SplitSeq(e.slips, "; ") {
			same[e.rule+": "+what] = false
		}
	}
	for i := range in.rules.List {
		r := &in.rules.List[i]
		for _, m := range slips(r, in.flow.Schema) {
			n++
			if told(m.cond, byRule[r.ID]) {
				continue
			}
			name := string(r.ID) + ": " + m.what
			if _, ok := same[name]; ok {
				same[name] = true
				continue
			}
			t.Errorf("no case tells %s\n%s\nfrom\n%s", r.ID, r.When, name)
		}
	}
	for name, found := range same {
		if !found {
			t.Errorf("this slip does not occur or a case tells it: %s", name)
		}
	}
	if n < 3000 {
		t.Errorf("only %d slips were tried", n)
	}
}

// told reports whether a case goes another way under m.
func told(m cond.Cond, list []trial) bool {
	for _, c := range list {
		for _, a := range c.answers {
			if (m.Eval(a) == cond.True) != (c.want == cond.True) {
				return true
			}
		}
	}
	return false
}
