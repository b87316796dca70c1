package prove

import (
	"slices"

	"intake/internal/cond"
	"intake/internal/flow"
	"intake/internal/triage"
)

func (p *prover) emergencies() []triage.RuleID {
	var ids []triage.RuleID
	for _, i := range p.danger {
		ids = append(ids, p.rules.List[i].ID)
	}
	return ids
}

// reach finds what can never come to be: sections and questions that nobody
// is asked, rules that nothing fires, conditions that always hold, and parts
// of conditions that change nothing.
func (p *prover) reach() []Finding {
	var f findings
	for _, s := range p.flow.Sections {
		if s.When != nil {
			p.idle(&f, p.where("section", s.ID), s.When, nil)
		}
	}
	for _, q := range p.flow.Questions {
		if q.Asks() {
			p.askable(&f, q)
		}
	}
	for i := range p.rules.List {
		r := &p.rules.List[i]
		at := p.where("rule", string(r.ID))
		goals := []goal{{r.When, true}}
		if _, ok := p.solve(goals, r.ID); ok {
			p.idle(&f, at, r.When, nil)
		} else if _, ok := p.solve(goals, p.emergencies()...); ok {
			f.warn(at, "%s fires only beside an emergency, which ends the talk", r.ID)
		} else {
			f.fault(at, "%s can never fire: no answers make %q true", r.ID, r.When)
		}
	}
	if p.givenUp > 0 {
		f.warn("conditions", "%d searches were given up after %d cases, and what they looked for is told as not found", p.givenUp, maxNodes)
	}
	return f
}

// askable finds a question that cannot come to be asked, and idle conditions.
func (p *prover) askable(f *findings, q *flow.Question) {
	at := p.where("item", string(q.ID))
	var goals []goal
	for _, c := range p.conds[q.At] {
		goals = append(goals, goal{c, true})
	}
	if _, ok := p.solve(goals); !ok {
		f.fault(at, "%s is never asked: no answers make %q true", q.ID, goals[len(goals)-1].c)
		return
	}
	if q.When != nil {
		p.idle(f, at, q.When, goals[:len(goals)-1])
	}
}

// idle finds a condition, or a part of one, that comes out the same whatever
// is answered, and a way of meeting it that never counts: one of several
// options or alternatives without which nothing would change.
func (p *prover) idle(f *findings, at string, c cond.Cond, under []goal) {
	can := func(g ...goal) bool {
		_, ok := p.solve(append(slices.Clone(under), g...), p.emergencies()...)
		return ok
	}
	if !can(goal{c, false}) {
		f.fault(at, "the condition always holds: %q", c)
		return
	}
	cond.Walk(c, func(x cond.Cond) {
		switch {
		case x == c:
		case !can(goal{x, true}):
			f.fault(at, "a part of the condition never holds: %q", x)
		case !can(goal{x, false}):
			f.fault(at, "a part of the condition always holds: %q", x)
		}
	})
	for _, l := range lessOne(c) {
		if !can(goal{l.left, true}, goal{c, true}, goal{l.c, false}) && !can(goal{l.left, true}, goal{c, false}, goal{l.c, true}) {
			f.warn(at, "%q changes nothing in %q", l.left, c)
		}
	}
}

// A lesser is a condition without one of its alternatives: the two can differ
// only where what was left out holds.
type lesser struct{ c, left cond.Cond }

// lessOne returns c once for each alternative in it that can be left out.
func lessOne(c cond.Cond) []lesser {
	within := func(list []cond.Cond, join func([]cond.Cond) cond.Cond) []lesser {
		var out []lesser
		for i, x := range list {
			for _, l := range lessOne(x) {
				changed := slices.Clone(list)
				changed[i] = l.c
				out = append(out, lesser{join(changed), l.left})
			}
		}
		return out
	}
	switch c := c.(type) {
	case *cond.And:
		return within(c.List, func(l []cond.Cond) cond.Cond { return &cond.And{List: l} })
	case *cond.Or:
		out := within(c.List, func(l []cond.Cond) cond.Cond { return &cond.Or{List: l} })
		for i, x := range c.List {
			out = append(out, lesser{&cond.Or{List: slices.Delete(slices.Clone(c.List), i, i+1)}, x})
		}
		return out
	case *cond.Not:
		var out []lesser
		for _, l := range lessOne(c.X) {
			out = append(out, lesser{&cond.Not{X: l.c}, l.left})
		}
		return out
	case *cond.Compare:
		var out []lesser
		for i, o := range c.Options {
			if len(c.Options) < 2 || c.Op == cond.In {
				break
			}
			less, only := *c, *c
			less.Options = slices.Delete(slices.Clone(c.Options), i, i+1)
			only.Options = []string{o}
			out = append(out, lesser{&less, &only})
		}
		return out
	default:
		return nil
	}
}
