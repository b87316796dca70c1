package prove

import (
	"slices"
	"time"

	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// witness returns answers under which a rule fires: every question that
// applies is answered, and no emergency holds but, for an emergency rule, its
// own. Where the rule can fire only beside another emergency, that one holds
// too.
func (p *prover) witness(id triage.RuleID) (item.Answers, bool) {
	r := p.rule(id)
	if r == nil {
		return item.Answers{}, false
	}
	goals := []goal{{r.When, true}}
	if a, ok := p.solve(goals, id); ok {
		return a, true
	}
	return p.solve(goals, p.emergencies()...)
}

// nearMiss returns answers that come as close as can be to a rule without
// its firing: the witness with one answer changed, one option left out, one
// number past its bound; and for each way of miswriting the rule by a small
// slip, answers under which the slip would fire and the rule does not.
func (p *prover) nearMiss(id triage.RuleID) []item.Answers {
	r := p.rule(id)
	w, ok := p.witness(id)
	if !ok {
		return nil
	}
	var out []item.Answers
	for _, it := range r.When.Items() {
		q := p.flow.Question(it)
		for _, to := range p.others(q, w.At(q.At)) {
			a := w.Clone()
			a.Set(q.At, to)
			if a, ok := p.complete(a); ok && r.When.Eval(a) != cond.True {
				out = append(out, a)
			}
		}
	}
	for _, m := range cond.Mutants(r.When) {
		if a, ok := p.solve([]goal{{r.When, false}, {m, true}}, p.emergencies()...); ok {
			out = append(out, a)
		}
	}
	return out
}

// nearHit returns answers under which a rule fires though a slip in writing
// it would have kept it from firing: one for each slip that can be told so.
func (p *prover) nearHit(id triage.RuleID) []item.Answers {
	var out []item.Answers
	r := p.rule(id)
	if r == nil {
		return nil
	}
	for _, m := range cond.Mutants(r.When) {
		if a, ok := p.solve([]goal{{r.When, true}, {m, false}}, p.emergencies()...); ok {
			out = append(out, a)
		}
	}
	return out
}

// complete answers what a change has opened.
func (p *prover) complete(a item.Answers) (item.Answers, bool) {
	return (&search{prover: p}).finish(a, nil)
}

// others lists the answers to q next to the one it has: any other value, or
// the same options less one.
func (p *prover) others(q *flow.Question, had item.Answer) []item.Answer {
	var out []item.Answer
	given := func(v item.Value) { out = append(out, item.Answer{Status: item.Given, Value: v}) }
	if list := had.Value.Options(); q.Kind.Type() == item.Options && len(list) > 1 {
		for i := range list {
			given(item.OptionsOf(slices.Delete(slices.Clone(list), i, i+1)...))
		}
		return out
	}
	for _, v := range p.values[q.At] {
		if !v.Equal(had.Value) {
			given(v)
		}
	}
	return out
}

// play talks to e as a patient whose answers are a, from the greeting on,
// until nothing more is asked, and returns the conversation with its turns.
// It gives up after three hundred messages.
func play(e *dialog.Engine, a item.Answers, day time.Time) (dialog.State, []dialog.Turn) {
	var s dialog.State
	var turns []dialog.Turn
	said := kind.Said{Text: "hello"}
	for range 300 {
		day = day.Add(10 * time.Second)
		var t dialog.Turn
		s, t = e.Step(s, dialog.Spoke{Message: dialog.Message{Channel: "play", User: "patient", At: day, Said: said}}, day)
		turns = append(turns, t)
		if t.Done || t.Asking == "" {
			break
		}
		q := e.Flow.Question(t.Asking)
		said = spoken(q, a.At(q.At).Value)
		if s.Follow != nil {
			said = kind.Said{Choice: "no"}
		}
	}
	return s, turns
}
