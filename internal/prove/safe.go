package prove

import (
	"regexp"
	"slices"

	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
)

// sending checks the facts from which it follows that no intake is sent with
// a required or safety question open: see the package comment.
func (p *prover) sending() []Finding {
	var f findings
	p.lifeOf(&f)
	for _, q := range p.flow.Questions {
		for _, c := range p.conds[q.At] {
			if a, ok := p.undecided(c); ok {
				f.fault(p.where("item", string(q.ID)), "%s could be left open at the end: %q is unknown though all it reads is closed (%s)",
					q.ID, c, told(a, c))
				break
			}
		}
		if (q.Required || q.Safety) && q.Off {
			f.fault(p.where("item", string(q.ID)), "%s is required or a safety question, and switched off", q.ID)
		}
	}
	return f
}

// An edge is one step that the machine can take.
type edge struct{ src, dst, event string }

var edgeLine = regexp.MustCompile(`(?m)^\s*(\w+) --> (\w+): (\S+)\s*$`)

// edges reads the machine's table off its drawing, which is made from the
// compiled machine itself.
func edges(e *dialog.Engine) ([]edge, error) {
	drawn, err := e.Mermaid()
	if err != nil {
		return nil, err
	}
	var out []edge
	for _, m := range edgeLine.FindAllStringSubmatch(drawn, -1) {
		out = append(out, edge{m[1], m[2], m[3]})
	}
	return out, nil
}

// lifeOf checks the machine: the one way into submitted, consent before every
// other section, and alarm from wherever a patient may speak.
func (p *prover) lifeOf(f *findings) {
	table, err := edges(p.e)
	if err != nil {
		f.fault("machine", "%v", err)
		return
	}
	sections := map[string]bool{}
	for _, s := range p.flow.Sections {
		sections[s.ID] = true
	}
	const consent, review, emergency, submitted = "consent", "review", string(dialog.PhaseEmergency), string(dialog.PhaseSubmitted)
	into := 0
	for _, x := range table {
		if x.dst == submitted {
			into++
			if !(x.src == review && x.event == "submit" || x.src == emergency && x.event == "settled") {
				f.fault("machine", "%s leads from %s into submitted", x.event, x.src)
			}
		}
		if sections[x.dst] && x.dst != consent && !sections[x.src] {
			f.fault("machine", "%s leads from %s into section %s past consent", x.event, x.src, x.dst)
		}
	}
	if into == 0 {
		f.fault("machine", "nothing leads into submitted")
	}
	for _, s := range append(keys(sections), string(dialog.PhaseStart), string(dialog.PhasePaused), submitted) {
		if !slices.ContainsFunc(table, func(x edge) bool { return x.src == s && x.dst == emergency }) {
			f.fault("machine", "no alarm leads out of %s", s)
		}
	}
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// undecided looks for closed answers to all that c reads under which c is
// still unknown: over every value that conditions tell apart, and every way
// of closing a question.
func (p *prover) undecided(c cond.Cond) (item.Answers, bool) {
	var read []*flow.Question
	for _, id := range c.Items() {
		read = append(read, p.flow.Question(id))
	}
	cond.Walk(c, func(c cond.Cond) {
		if d, ok := c.(*cond.Declined); ok {
			for _, id := range p.flow.Schema.Sets[d.Set] {
				if q := p.flow.Question(id); !slices.Contains(read, q) {
					read = append(read, q)
				}
			}
		}
	})
	a := p.answers()
	a.Settled = true
	// Many items are read only where one is declined: there each is closed
	// in one way after the other, which is all that such a set looks at.
	product := 1
	for _, q := range read {
		if product < maxProduct {
			product *= len(p.closings(q))
		}
	}
	if product < maxProduct {
		return p.closeAll(c, read, a)
	}
	for _, q := range read {
		a.Set(q.At, item.Answer{Status: item.NotApplicable})
	}
	for _, q := range read {
		for _, to := range p.closings(q) {
			a.Set(q.At, to)
			if c.Eval(a) == cond.Unknown {
				return a, true
			}
		}
	}
	return a, false
}

// maxProduct bounds how many combinations one condition is held against.
const maxProduct = 1 << 18

func (p *prover) closeAll(c cond.Cond, read []*flow.Question, a item.Answers) (item.Answers, bool) {
	if len(read) == 0 {
		return a, c.Eval(a) == cond.Unknown
	}
	for _, to := range p.closings(read[0]) {
		a.Set(read[0].At, to)
		if b, ok := p.closeAll(c, read[1:], a); ok {
			return b, true
		}
	}
	return a, false
}

// closings lists the ways in which q can be closed.
func (p *prover) closings(q *flow.Question) []item.Answer {
	out := []item.Answer{{Status: item.NotApplicable}, {Status: item.Declined}, {Status: item.None}}
	for _, v := range p.values[q.At] {
		out = append(out, item.Answer{Status: item.Given, Value: v})
	}
	return out
}

// told says in a few words what the answers that c reads are.
func told(a item.Answers, c cond.Cond) string {
	s := ""
	for _, id := range c.Items() {
		if s != "" {
			s += ", "
		}
		got := a.Get(id)
		s += string(id) + " " + got.Status.String()
		if got.Known() {
			s += " " + got.Value.String()
		}
	}
	return s
}
