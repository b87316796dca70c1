package prove

import (
	"fmt"
	"slices"
	"time"

	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/triage"
)

// A prover searches the answers that a flow can be given. It is for one
// goroutine.
type prover struct {
	flow  *flow.Flow
	rules *triage.Rules
	e     *dialog.Engine
	day   time.Time

	// values holds, for each item by position, the answers that some
	// condition of the flow can tell apart, the least worrying first. For
	// several-choice items these are the single options; the search adds
	// options one by one.
	values [][]item.Value
	// conds holds, for each item, the conditions under which it is asked.
	conds [][]cond.Cond
	// asks holds, for each item, the comparisons in questions' conditions
	// that read it; an item with some drives the talk.
	asks   [][]*cond.Compare
	danger []int // positions of the emergency rules
	place  map[string]string
	// givenUp counts searches that came to no end.
	givenUp int
}

// These items are the engine's own: without a yes to them nothing is asked,
// or nothing sent.
var yesOnly = []item.ID{"consent.privacy", "review.confirm"}

// newProver returns a prover of e's flow. The day is the one on which ages count.
func newProver(e *dialog.Engine, day time.Time) *prover {
	p := &prover{e: e, flow: e.Flow, rules: e.Rules, day: day.UTC().Truncate(24 * time.Hour), place: map[string]string{}}
	n := len(p.flow.Questions)
	p.values, p.conds, p.asks = make([][]item.Value, n), make([][]cond.Cond, n), make([][]*cond.Compare, n)
	for i, q := range p.flow.Questions {
		p.conds[i] = conds(q)
	}
	bounds, lists := p.bounds()
	for i, q := range p.flow.Questions {
		p.values[i] = p.domain(q, bounds[q.ID], lists[q.ID])
		for _, c := range p.conds[q.At] {
			cond.Walk(c, func(c cond.Cond) {
				if x, ok := c.(*cond.Compare); ok {
					at := p.flow.Question(x.Item).At
					p.asks[at] = append(p.asks[at], x)
				}
			})
		}
	}
	for i := range p.rules.List {
		if p.rules.List[i].Disposition == triage.Emergency {
			p.danger = append(p.danger, i)
		}
	}
	return p
}

// conds lists the conditions under which q is asked.
func conds(q *flow.Question) []cond.Cond {
	var out []cond.Cond
	for _, c := range []cond.Cond{q.Prompt.Section.When, q.When} {
		if c != nil {
			out = append(out, c)
		}
	}
	return out
}

// bounds gathers, by item, the numbers that conditions compare with, and the
// sets of options that they cannot tell apart any further.
func (p *prover) bounds() (numbers map[item.ID][]float64, lists map[item.ID][][]string) {
	numbers, lists = map[item.ID][]float64{}, map[item.ID][][]string{}
	look := func(c cond.Cond) {
		cond.Walk(c, func(c cond.Cond) {
			x, ok := c.(*cond.Compare)
			if !ok {
				return
			}
			switch {
			case x.Op == cond.Lt || x.Op == cond.Le || x.Op == cond.Ge || x.Op == cond.Gt:
				numbers[x.Item] = append(numbers[x.Item], x.Number)
			case x.Numbers != nil:
				numbers[x.Item] = append(numbers[x.Item], x.Numbers...)
			case x.Options != nil:
				lists[x.Item] = append(lists[x.Item], x.Options)
			}
		})
	}
	for _, q := range p.flow.Questions {
		for _, c := range p.conds[q.At] {
			look(c)
		}
	}
	for i := range p.rules.List {
		look(p.rules.List[i].When)
	}
	return numbers, lists
}

// domain lists the values of an item that conditions can tell apart.
func (p *prover) domain(q *flow.Question, bounds []float64, lists [][]string) []item.Value {
	switch q.Kind.Type() {
	case item.Bool:
		switch {
		case slices.Contains(yesOnly, q.ID):
			return []item.Value{item.BoolOf(true)}
		case q.Role == "consent":
			return []item.Value{item.BoolOf(true), item.BoolOf(false)}
		default:
			return []item.Value{item.BoolOf(false), item.BoolOf(true)}
		}
	case item.Number:
		return numbers(q, bounds)
	case item.Date:
		return p.births(bounds)
	case item.Text:
		return []item.Value{item.TextOf("something of my own")}
	case item.Option:
		var out []item.Value
		for _, o := range q.Kind.Options(&q.Spec) {
			out = append(out, item.OptionOf(o.ID))
		}
		return out
	case item.Options:
		return single(q, lists)
	default:
		return nil
	}
}

// numbers are the bounds of an item and the whole numbers beside them, within
// what the item takes.
func numbers(q *flow.Question, bounds []float64) []item.Value {
	try := []float64{}
	if q.Least != nil {
		try = append(try, *q.Least)
	} else {
		try = append(try, 0)
	}
	for _, b := range bounds {
		try = append(try, b-1, b, b+1)
	}
	if q.Most != nil {
		try = append(try, *q.Most)
	}
	slices.Sort(try)
	var out []item.Value
	for _, n := range slices.Compact(try) {
		if (q.Least == nil || n >= *q.Least) && (q.Most == nil || n <= *q.Most) {
			out = append(out, item.NumberOf(n))
		}
	}
	return out
}

// births are days of birth that give the ages at the bounds and beside them:
// the last day of the age below, and the birthday itself. A grown-up comes
// first.
func (p *prover) births(bounds []float64) []item.Value {
	ages := []int{40}
	for _, b := range bounds {
		ages = append(ages, int(b)-1, int(b), int(b)+1)
	}
	ages = append(ages, 0, 110)
	var out []item.Value
	seen := map[string]bool{}
	add := func(t time.Time) {
		if d := t.Format(time.DateOnly); !seen[d] && !t.After(p.day) {
			seen[d] = true
			out = append(out, item.DateOf(d))
		}
	}
	for _, age := range ages {
		if age < 0 || age > 115 {
			continue
		}
		birthday := p.day.AddDate(-age, 0, 0)
		add(birthday)
		if age > 0 {
			add(birthday.AddDate(0, 0, 1)) // one day short of it
		}
	}
	return out
}

// single lists the options of a several-choice item, each alone: the ones
// that exclude the others first, then one of each class that no condition
// tells apart.
func single(q *flow.Question, lists [][]string) []item.Value {
	var alone, rest []item.Value
	seen := map[string]bool{}
	for _, o := range q.Kind.Options(&q.Spec) {
		if o.Alone {
			alone = append(alone, item.OptionsOf(o.ID))
			continue
		}
		class := ""
		for _, l := range lists {
			class += fmt.Sprint(slices.Contains(l, o.ID), " ")
		}
		if !seen[class] {
			seen[class] = true
			rest = append(rest, item.OptionsOf(o.ID))
		}
	}
	return append(alone, rest...)
}

// isAlone reports whether an option of q excludes the others.
func isAlone(q *flow.Question, id string) bool {
	for _, o := range q.Kind.Options(&q.Spec) {
		if o.ID == id {
			return o.Alone
		}
	}
	return false
}

// answers returns the answers of nobody yet, on the prover's day.
func (p *prover) answers() item.Answers {
	a := item.NewAnswers(p.flow.Schema.Items)
	a.Day = p.day
	return a
}

// settle brings a into line with the conditions.
func (p *prover) settle(a item.Answers) { p.flow.Settle(a, func(*flow.Question, item.Answer) {}) }
