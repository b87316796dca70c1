package summary

import (
	"cmp"
	"slices"
	"time"

	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/triage"
)

// staffLang is the language of what this package words itself. Labels come
// from the engine's flow: give New an engine in the language of the staff.
const staffLang = "en"

// New builds the case of a conversation. entries are its transcript in order;
// now is the time by the clinic's clock, whose zone all times are told in. An
// old case is read with an engine of the content it was begun with.
func New(e *dialog.Engine, s dialog.State, entries []dialog.Entry, now time.Time) *Case {
	b := &builder{e: e, s: s, a: adopt(s.Answers, e.Flow.Schema.Items), entries: entries, now: now}
	b.gather()
	c := b.build()
	c.public = func() *Case { return b.withheld().build() }
	return c
}

// adopt puts answers into the order of the engine's flow.
func adopt(old item.Answers, s *item.Schema) item.Answers {
	if old.Schema() == s {
		return old
	}
	a := item.NewAnswers(s)
	if old.Schema() == nil {
		return a
	}
	a.Day, a.Worst, a.Settled = old.Day, old.Worst, old.Settled
	for i := range s.Len() {
		if x := old.Get(s.ID(i)); !x.Known() || x.Value.Type() == s.Type(i) {
			a.Set(i, x)
		}
	}
	return a
}

// A builder makes one case. The sections take what they know by id; what none
// of them took is listed as other answers, so that nothing told is lost.
type builder struct {
	e       *dialog.Engine
	s       dialog.State
	a       item.Answers
	entries []dialog.Entry
	now     time.Time

	rules []held // that hold, worst first
	worst triage.Disposition
	taken map[item.ID]bool
	// open is true in a copy for a wider circle, where private answers are
	// missing from a, entries and rules.
	open bool
}

// held is a rule that holds.
type held struct {
	*triage.Rule
	at    int // in the list of rules
	fired dialog.Fired
}

// gather orders the rules that hold, worst first, then as they are written.
func (b *builder) gather() {
	for _, f := range b.s.Fired {
		b.worst = max(b.worst, f.Rule.Disposition())
		at := slices.IndexFunc(b.e.Rules.List, func(r triage.Rule) bool { return r.ID == f.Rule })
		if at >= 0 {
			b.rules = append(b.rules, held{Rule: &b.e.Rules.List[at], at: at, fired: f})
		}
	}
	slices.SortFunc(b.rules, func(x, y held) int {
		return cmp.Or(cmp.Compare(y.Disposition, x.Disposition), cmp.Compare(x.at, y.at))
	})
}

func (b *builder) build() *Case {
	b.taken = map[item.ID]bool{}
	c := &Case{
		RedFlags:    b.redFlags(),
		Precautions: b.precautions(),
		Reason:      b.reason(),
		Body:        b.body(),
		Baseline:    b.baseline(),
		Behaviour:   b.behaviour(),
		History:     b.history(),
		Medicines:   b.medicines(),
		Pregnancy:   b.pregnancy(),
		Boundaries:  b.boundaries(),
		Match:       b.match(),
		Consents:    b.consents(),
		NotAnswered: b.notAnswered(),
		Provenance:  b.provenance(),
		OnTheDay:    b.onTheDay(),
	}
	c.Body.Avoid = b.hatches(c.Precautions.Areas)
	c.Banner = b.banner(c)
	c.Reason.Other = b.others()
	if b.open {
		c.Notice = b.notice()
	}
	return c
}
