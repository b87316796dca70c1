package prove

import (
	"fmt"
	"slices"
	"strings"

	"intake/internal/cond"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/triage"
)

// A Way is a length of the intake in messages of the patient: the greeting,
// and one answer for each prompt.
type Way struct {
	Messages int
	Sections []Stretch
	// Shown is true where whole answers were found that take this way
	// without an emergency (and, for the shortest, without any rule firing).
	Shown bool
}

// A Stretch is the part of a way that lies in one section.
type Stretch struct {
	Section string
	Prompts int
}

// String lists the sections with their prompts.
func (w Way) String() string {
	parts := make([]string, len(w.Sections))
	for i, s := range w.Sections {
		parts[i] = fmt.Sprintf("%s %d", s.Section, s.Prompts)
	}
	return fmt.Sprintf("%d messages: the greeting, %s", w.Messages, strings.Join(parts, ", "))
}

// ways returns the shortest and the longest way through the intake. Which prompts apply depends on few answers, and most of
// those have nothing to do with each other; so the items are parted into
// groups that hang together through conditions, and each group is tried in
// full. Dispositions hang on all items, so they count as a group of their
// own; whether the groups' extremes fit together is shown by finding whole
// answers in which they all hold.
func (p *prover) ways() ([2]Way, findings) {
	var f findings
	least, most := p.extremes()
	out := [2]Way{p.way(least), p.way(most)}
	all := make([]int, len(p.rules.List))
	for i := range all {
		all[i] = i
	}
	_, out[0].Shown = p.without(all, p.asked(least))
	_, out[1].Shown = p.solve(p.asked(most))
	if n := out[0].Messages; n > longestShort {
		f.fault("shortest way", "a routine intake takes %d messages, at most %d are wanted", n, longestShort)
	}
	if !out[0].Shown {
		f.warn("shortest way", "no answers were found that take it without any rule firing")
	}
	if !out[1].Shown {
		f.warn("longest way", "no answers were found that take it whole: it is an upper bound")
	}
	return out, f
}

func (p *prover) way(asked map[*flow.Prompt]bool) Way {
	w := Way{Messages: 1}
	for _, s := range p.flow.Sections {
		n := 0
		for _, pr := range s.Prompts {
			if asked[pr] {
				n++
			}
		}
		if n > 0 {
			w.Sections = append(w.Sections, Stretch{s.ID, n})
			w.Messages += n
		}
	}
	return w
}

// asked are the goals that the conditional prompts are asked, or are not. In
// a prompt of several questions the first one speaks for them where it is
// asked, and none may apply where it is not.
func (p *prover) asked(prompts map[*flow.Prompt]bool) []goal {
	var goals []goal
	for _, q := range p.flow.Questions {
		list := p.conds[q.At]
		for _, c := range list {
			switch {
			case !q.Asks():
			case prompts[q.Prompt] && q == q.Prompt.Questions[0]:
				goals = append(goals, goal{c, true})
			case !prompts[q.Prompt] && len(list) == 1:
				goals = append(goals, goal{c, false})
			}
		}
	}
	return goals
}

// extremes returns the prompts of the shortest and of the longest way.
func (p *prover) extremes() (least, most map[*flow.Prompt]bool) {
	least, most = map[*flow.Prompt]bool{}, map[*flow.Prompt]bool{}
	for _, g := range p.groups() {
		var lowest, highest []*flow.Prompt
		low, high, floor := len(g.prompts)+1, -1, 0
		for _, pr := range g.prompts {
			if slices.ContainsFunc(pr.Questions, func(q *flow.Question) bool { return q.Asks() && len(p.conds[q.At]) == 0 }) {
				floor++
			}
		}
		p.each(&g, p.answers(), g.drivers, func(a item.Answers) bool {
			var asked []*flow.Prompt
			for _, pr := range g.prompts {
				if slices.ContainsFunc(pr.Questions, func(q *flow.Question) bool { return q.Asks() && q.Applies(a) }) {
					asked = append(asked, pr)
				}
			}
			if n := len(asked); n < low {
				low, lowest = n, asked
			}
			if n := len(asked); n > high {
				high, highest = n, asked
			}
			return low > floor || high < len(g.prompts)
		})
		for _, pr := range lowest {
			least[pr] = true
		}
		for _, pr := range highest {
			most[pr] = true
		}
	}
	return least, most
}

// A group is prompts that hang together through what their conditions read.
type group struct {
	prompts []*flow.Prompt
	drivers []*flow.Question // the items read, each after those it hangs on
	graded  bool             // a condition reads the disposition
}

// groups parts the prompts.
func (p *prover) groups() []group {
	root := make([]int, len(p.flow.Questions))
	for i := range root {
		root[i] = i
	}
	var find func(i int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	join := func(i, j int) { root[find(i)] = find(j) }
	for _, q := range p.flow.Questions {
		join(q.At, q.Prompt.Questions[0].At)
		for _, c := range p.conds[q.At] {
			for _, id := range c.Items() {
				join(q.At, p.flow.Question(id).At)
			}
		}
	}
	graded := map[int]bool{}
	for _, q := range p.flow.Questions {
		for _, c := range p.conds[q.At] {
			cond.Walk(c, func(c cond.Cond) {
				if _, ok := c.(*cond.Disposition); ok {
					graded[find(q.At)] = true
				}
			})
		}
	}
	byRoot := map[int]*group{}
	var order []int
	for _, s := range p.flow.Sections {
		for _, pr := range s.Prompts {
			r := find(pr.Questions[0].At)
			if byRoot[r] == nil {
				byRoot[r] = &group{graded: graded[r]}
				order = append(order, r)
			}
			byRoot[r].prompts = append(byRoot[r].prompts, pr)
		}
	}
	placed := map[*flow.Question]bool{}
	var place func(q *flow.Question)
	place = func(q *flow.Question) {
		if placed[q] {
			return
		}
		placed[q] = true
		for _, c := range p.conds[q.At] {
			for _, id := range c.Items() {
				place(p.flow.Question(id))
			}
		}
		if len(p.asks[q.At]) > 0 {
			g := byRoot[find(q.At)]
			g.drivers = append(g.drivers, q)
		}
	}
	for _, q := range p.flow.Questions {
		place(q)
	}
	out := make([]group, len(order))
	for i, r := range order {
		out[i] = *byRoot[r]
	}
	return out
}

// each calls f with every combination of the drivers' values that questions'
// conditions can tell apart, until f returns false. What hangs on the
// disposition is tried with the best and with the worst that is no emergency.
func (p *prover) each(g *group, a item.Answers, drivers []*flow.Question, f func(item.Answers) bool) bool {
	if len(drivers) == 0 {
		if !g.graded {
			return f(a)
		}
		for _, worst := range []triage.Disposition{triage.Routine, triage.Urgent} {
			b := a.Clone()
			b.Worst, b.Settled = uint8(worst), true
			p.settle(b)
			if !f(b) {
				return false
			}
		}
		return true
	}
	q := drivers[0]
	if !q.Possible(a) {
		a.Set(q.At, item.Answer{Status: item.NotApplicable})
		return p.each(g, a, drivers[1:], f)
	}
	for _, v := range p.classes(q) {
		to := item.Answer{Status: item.Given, Value: v}
		if v.IsNull() {
			to.Status = item.None
		}
		a.Set(q.At, to)
		if !p.each(g, a, drivers[1:], f) {
			return false
		}
	}
	a.Set(q.At, item.Answer{})
	return true
}

// classes lists the answers to q that questions' conditions tell apart, of
// several-choice answers every union of options.
func (p *prover) classes(q *flow.Question) []item.Value {
	leaves := p.asks[q.At]
	a := p.answers()
	var out []item.Value
	seen := map[string]bool{}
	add := func(v item.Value) {
		sig := ""
		to := item.Answer{Status: item.Given, Value: v}
		if v.IsNull() {
			to.Status = item.None
		}
		a.Set(q.At, to)
		for _, c := range leaves {
			sig += fmt.Sprint(c.Eval(a))
		}
		if !seen[sig] {
			seen[sig] = true
			out = append(out, v)
		}
	}
	if q.None != nil {
		add(item.Value{})
	}
	if q.Kind.Type() != item.Options {
		for _, v := range p.values[q.At] {
			add(v)
		}
		return out
	}
	var lists [][]string
	for _, c := range leaves {
		lists = append(lists, c.Options)
	}
	var many []string
	for _, v := range single(q, lists) {
		if id := v.Options()[0]; isAlone(q, id) {
			add(v)
		} else {
			many = append(many, id)
		}
	}
	for set := 1; set < 1<<min(len(many), maxClasses); set++ {
		var ids []string
		for i, id := range many {
			if set&(1<<i) != 0 {
				ids = append(ids, id)
			}
		}
		add(item.OptionsOf(ids...))
	}
	return out
}

// maxClasses bounds the classes of one item's options that are united in
// every way.
const maxClasses = 12
