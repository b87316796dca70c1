package prove

import (
	"slices"

	"intake/internal/cond"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/triage"
)

// A goal is a condition that must come out true, or not true.
type goal struct {
	c    cond.Cond
	want bool
}

// met reports whether a goal is reached in a.
func (g goal) met(a item.Answers) bool { return (g.c.Eval(a) == cond.True) == g.want }

// lost reports whether g is out of reach in a, given what the goals rule out.
func (s *search) lost(g goal, a item.Answers, goals []goal) bool {
	t := s.truth(g.c, a, goals)
	return t == cond.True && !g.want || t == cond.False && g.want
}

// truth is that of c in a, where a comparison that the goals rule out counts
// as false though it is still open.
func (s *search) truth(c cond.Cond, a item.Answers, goals []goal) cond.Truth {
	t := c.Eval(a)
	if t != cond.Unknown {
		return t
	}
	switch c := c.(type) {
	case *cond.And:
		t = cond.True
		for _, x := range c.List {
			t = min(t, s.truth(x, a, goals))
		}
	case *cond.Or:
		t = cond.False
		for _, x := range c.List {
			t = max(t, s.truth(x, a, goals))
		}
	case *cond.Not:
		t = cond.True - s.truth(c.X, a, goals)
	case *cond.Compare:
		if s.ruledOut(c, goals) {
			t = cond.False
		}
	}
	return t
}

// ruledOut reports whether the goals say that c is to come out false: it, or
// a choice among more options of the same item, or that its question is asked.
func (s *search) ruledOut(c *cond.Compare, goals []goal) bool {
	for _, g := range goals {
		if g.want {
			continue
		}
		if g.c == c {
			return true
		}
		if x, ok := g.c.(*cond.Compare); ok && x.Item == c.Item && chooses(x) && chooses(c) && within(c.Options, x.Options) {
			return true
		}
		if slices.Contains(s.conds[s.flow.Question(c.Item).At], g.c) {
			return true
		}
	}
	return false
}

func within(part, whole []string) bool {
	for _, x := range part {
		if !slices.Contains(whole, x) {
			return false
		}
	}
	return true
}

// maxNodes bounds one search, so that a flow with conditions too tangled to
// search is told so in time. A search of the built-in flow needs at most some
// thousand.
const maxNodes = 20000

// A search looks for answers in which all goals are reached.
type search struct {
	*prover
	forbid []int // rules that may not fire
	nodes  int
}

// solve returns whole answers in which every goal is reached and no emergency
// but those allowed holds.
func (p *prover) solve(goals []goal, allow ...triage.RuleID) (item.Answers, bool) {
	var forbid []int
	for _, i := range p.danger {
		if !slices.Contains(allow, p.rules.List[i].ID) {
			forbid = append(forbid, i)
		}
	}
	return p.without(forbid, goals)
}

// without returns whole answers in which every goal is reached and none of
// the rules at the positions in forbid fires.
func (p *prover) without(forbid []int, goals []goal) (item.Answers, bool) {
	s := &search{prover: p, forbid: forbid}
	a := p.answers()
	p.settle(a)
	found, ok := s.find(a, goals)
	if s.nodes > maxNodes {
		p.givenUp++
	}
	return found, ok
}

// find decides the first open comparison of the first open goal, each way in
// turn: a search by cases that comes to an end because every case closes an
// item or adds an option.
func (s *search) find(a item.Answers, goals []goal) (item.Answers, bool) {
	if s.nodes++; s.nodes > maxNodes {
		return a, false
	}
	for _, g := range goals {
		if s.lost(g, a, goals) {
			return a, false
		}
	}
	for _, g := range goals {
		if leaf, want := s.pick(g.c, g.want, a, goals); leaf != nil {
			return s.decide(a, goals, leaf, want)
		}
	}
	return s.finish(a, goals)
}

// pick returns a comparison in c that is unknown, and what it should become.
// What comes about by leaving things out is not picked, but seen to in finish:
// that options are not chosen, and that nothing is declined.
func (s *search) pick(c cond.Cond, want bool, a item.Answers, goals []goal) (cond.Cond, bool) {
	if s.truth(c, a, goals) != cond.Unknown {
		return nil, false
	}
	var list []cond.Cond
	switch c := c.(type) {
	case *cond.And:
		list = c.List
	case *cond.Or:
		list = c.List
	case *cond.Not:
		return s.pick(c.X, !want, a, goals)
	case *cond.Declined:
		if !want {
			return nil, false
		}
		return c, want
	case *cond.Compare:
		if chooses(c) && !want {
			return nil, false
		}
		return c, want
	default:
		return c, want
	}
	for _, x := range list {
		if leaf, w := s.pick(x, want, a, goals); leaf != nil {
			return leaf, w
		}
	}
	return nil, false
}

// chooses reports whether c asks for options among several.
func chooses(c *cond.Compare) bool { return c.Op == cond.Has || c.Op == cond.In }

// decide tries every way to settle one comparison, wanted outcomes first.
func (s *search) decide(a item.Answers, goals []goal, leaf cond.Cond, want bool) (item.Answers, bool) {
	switch leaf := leaf.(type) {
	case *cond.Disposition:
		return s.decideDisposition(a, goals, leaf, want)
	case *cond.Declined:
		for _, id := range s.flow.Schema.Sets[leaf.Set] {
			q := s.flow.Question(id)
			if q.Role == "consent" || a.At(q.At).Status != item.Open {
				continue
			}
			if b, ok := s.try(a, goals, q, item.Answer{Status: item.Declined}); ok {
				return b, true
			}
		}
		return a, false
	case *cond.Compare:
		q := s.flow.Question(leaf.Item)
		var later []item.Answer
		for _, to := range s.ways(q, leaf, a.At(q.At)) {
			b := a.Clone()
			b.Set(q.At, to)
			if t := leaf.Eval(b); t != cond.Unknown && (t == cond.True) != want {
				later = append(later, to)
				continue
			}
			if b, ok := s.try(a, goals, q, to); ok {
				return b, true
			}
		}
		for _, to := range later {
			if b, ok := s.try(a, goals, q, to); ok {
				return b, true
			}
		}
		// Otherwise it is false, because none of its options is chosen or
		// because its question is not asked.
		if chooses(leaf) {
			return s.find(a, append(slices.Clip(goals), goal{leaf, false}))
		}
		for _, c := range s.conds[q.At] {
			if b, ok := s.find(a, append([]goal{{c, false}, {leaf, false}}, goals...)); ok {
				return b, true
			}
		}
	}
	return a, false
}

// try goes on with one answer more, and with the goal that it can be asked.
func (s *search) try(a item.Answers, goals []goal, q *flow.Question, to item.Answer) (item.Answers, bool) {
	if !q.Asks() {
		return a, false
	}
	b := a.Clone()
	b.Set(q.At, to)
	look := s.rules.Reading(q.At)
	if len(s.asks[q.At]) > 0 {
		s.settle(b)
		look = s.forbid
	}
	for _, r := range look {
		if slices.Contains(s.forbid, r) && s.rules.Fires(r, b) {
			return a, false
		}
	}
	more := slices.Clip(goals)
	for _, c := range s.conds[q.At] {
		more = append(more, goal{c, true})
	}
	return s.find(b, more)
}

// ways lists the answers to q that can bear on a comparison.
func (s *search) ways(q *flow.Question, leaf *cond.Compare, had item.Answer) []item.Answer {
	var out []item.Answer
	given := func(v item.Value) { out = append(out, item.Answer{Status: item.Given, Value: v}) }
	if q.Kind.Type() != item.Options {
		for _, v := range s.values[q.At] {
			given(v)
		}
		if q.None != nil {
			out = append(out, item.Answer{Status: item.None})
		}
		if q.Role != "consent" {
			out = append(out, item.Answer{Status: item.Declined})
		}
		return out
	}
	chosen, add := had.Value.Options(), leaf.Options
	if leaf.Op == cond.Answered || leaf.Op == cond.In {
		add = nil
		for _, v := range s.values[q.At] {
			if id := v.Options()[0]; leaf.Op == cond.Answered || slices.Contains(leaf.Options, id) {
				add = append(add, id)
			}
		}
	}
	for _, id := range add {
		switch {
		case !isAlone(q, id):
			out = append(out, item.Answer{Status: item.Partial, Value: item.OptionsOf(append(slices.Clone(chosen), id)...)})
		case len(chosen) == 0:
			given(item.OptionsOf(id))
		}
	}
	if leaf.Op == cond.Answered && len(chosen) == 0 {
		out = append(out, item.Answer{Status: item.Declined})
	}
	return out
}

// decideDisposition supposes an end: that some rule of a fitting disposition
// fires, or none. Whether it comes true is seen in finish.
func (s *search) decideDisposition(a item.Answers, goals []goal, leaf *cond.Disposition, want bool) (item.Answers, bool) {
	b := a.Clone()
	b.Settled = true
	if (leaf.Eval(b) == cond.True) == want {
		if c, ok := s.find(b, goals); ok {
			return c, true
		}
	}
	for i := range s.rules.List {
		r := &s.rules.List[i]
		b := a.Clone()
		b.Worst, b.Settled = uint8(r.Disposition), true
		if r.Disposition <= triage.Disposition(a.Worst) || (leaf.Eval(b) == cond.True) != want || slices.Contains(s.forbid, i) {
			continue
		}
		if c, ok := s.find(b, append(slices.Clip(goals), goal{r.When, true})); ok {
			return c, true
		}
	}
	return a, false
}

// finish answers all that is still open with the least worrying value, and
// holds the goals against the whole.
func (s *search) finish(a item.Answers, goals []goal) (item.Answers, bool) {
	a = a.Clone()
	a.Worst, a.Settled = 0, false
	s.settle(a)
	for {
		q := s.nextOpen(a)
		if q == nil {
			if a.Settled {
				break
			}
			a.Worst, a.Settled = uint8(s.worst(a)), true
			s.settle(a)
			continue
		}
		if !s.answer(a, q, goals) {
			return a, false
		}
		if len(s.asks[q.At]) > 0 {
			s.settle(a)
		}
	}
	if w := uint8(s.worst(a)); w != a.Worst {
		return a, false
	}
	for _, r := range s.forbid {
		if s.rules.Fires(r, a) {
			return a, false
		}
	}
	for _, g := range goals {
		if !g.met(a) {
			return a, false
		}
	}
	return a, true
}

// nextOpen is the first question to be asked, nil for none.
func (p *prover) nextOpen(a item.Answers) *flow.Question {
	for _, q := range p.flow.Questions {
		if q.Asks() && !a.At(q.At).Status.Closed() && q.Applies(a) {
			return q
		}
	}
	return nil
}

// answer gives q the value at which no goal is lost and the fewest rules fire.
func (s *search) answer(a item.Answers, q *flow.Question, goals []goal) bool {
	if had := a.At(q.At); had.Status == item.Partial {
		a.Set(q.At, item.Answer{Status: item.Given, Value: had.Value})
		return true
	}
	best, fewest := item.Value{}, -1
	if q.None != nil {
		fewest = 0
	}
	for _, v := range s.values[q.At] {
		if fewest == 0 {
			break
		}
		a.Set(q.At, item.Answer{Status: item.Given, Value: v})
		if slices.ContainsFunc(goals, func(g goal) bool { return s.lost(g, a, goals) }) {
			continue
		}
		n := 0
		for _, r := range s.rules.Reading(q.At) {
			if !s.rules.Fires(r, a) {
				continue
			}
			if n++; slices.Contains(s.forbid, r) {
				n += len(s.rules.List)
			}
		}
		if fewest < 0 || n < fewest {
			best, fewest = v, n
		}
	}
	to := item.Answer{Status: item.Given, Value: best}
	switch {
	case fewest < 0 && q.Role != "consent":
		to.Status = item.Declined
	case best.IsNull():
		to.Status = item.None
	}
	a.Set(q.At, to)
	return fewest <= len(s.rules.List)
}

// worst is the disposition of the worst rule that fires.
func (p *prover) worst(a item.Answers) triage.Disposition {
	w := triage.Routine
	for i := range p.rules.List {
		if d := p.rules.List[i].Disposition; d > w && p.rules.Fires(i, a) {
			w = d
		}
	}
	return w
}
