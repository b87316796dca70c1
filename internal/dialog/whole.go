package dialog

import (
	"slices"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
)

// listenWhole looks once more through all of a message that chose an option,
// for what the same words tell besides: "I fell on the stairs yesterday" tells
// how it began, what happened and how long ago, "yes 22 weeks" whether and how
// long.
func (st *step) listenWhole(q *flow.Question, h heard) {
	if h.said.Text == "" || len(h.text) > longest || q.Kind.Type() != item.Option || !q.Safety || st.s.Phase == PhaseEmergency {
		return
	}
	if slices.ContainsFunc(st.turn.Understood, func(h Heard) bool { return h.Sign }) {
		return // what may be a danger is asked about in full
	}
	taken := len(st.turn.Understood)
	said, _ := apart(h.text)
	for _, c := range clauses(said, false) {
		st.listenClause(c, q)
		if parts := clauses(c, true); len(parts) > 1 {
			for _, part := range parts {
				st.listenClause(part, q)
			}
		}
	}
	if len(st.turn.Understood) > taken {
		st.settle()
	}
}

// listenClause reads one clause for what hangs on q, and for how long it has
// been where the clause tells how it began.
func (st *step) listenClause(c string, q *flow.Question) {
	if wordsIn(c) < 2 {
		return
	}
	before := len(st.turn.Understood)
	for _, o := range st.Flow.Questions {
		if !st.hearable(o, q) || !o.Applies(st.s.Answers) || o.Prompt.Section != q.Prompt.Section && !o.DependsOn(q.ID) {
			continue
		}
		switch {
		case o.Type == "integer" && o.Unit != "" && o.DependsOn(q.ID):
			st.hearLength(o, c)
		case o.Kind.Name() == "duration" && o.Listen && st.tellsHow(q, c):
			st.hearLength(o, c)
		case o.Kind.Type() == item.Option && o.Listen && o.DependsOn(q.ID) && o.Prompt.Section == q.Prompt.Section:
			r := o.Kind.Read(&o.Spec, kind.Said{Text: c}, st.byName())
			if r.Outcome == kind.Valued && !doubtful(r.Value) {
				st.overhear(o, r.Value, false)
			}
		}
	}
	if len(st.turn.Understood) > before {
		st.weighAll()
	}
}

// hearLength takes a clause's one length of time, or the time since its one
// date, as the answer to q.
func (st *step) hearLength(q *flow.Question, c string) {
	line := text.Parse(c, "")
	spans, dates := line.Amounts(), line.Dates(st.env.Now, st.env.DOB) // "all my life" is asked again
	switch {
	case len(spans) > 1, len(spans) == 1 && spans[0].Vague && len(dates) == 0:
		return
	case len(spans) == 0 && (len(dates) != 1 || dates[0].D == 0 || q.Kind.Name() != "duration"):
		return
	}
	r := q.Kind.Read(&q.Spec, kind.Said{Text: c}, st.env)
	if r.Outcome == kind.Valued && !r.Value.IsNull() {
		st.overhear(q, r.Value, false)
	}
}

// tellsHow reports whether a clause by itself gives q the answer it has, which
// is one that happened on a day.
func (st *step) tellsHow(q *flow.Question, c string) bool {
	a := st.answer(q)
	if !a.Known() || q.Kind.Type() != item.Option {
		return false
	}
	r := q.Kind.Read(&q.Spec, kind.Said{Text: c}, st.byName())
	return r.Outcome == kind.Valued && r.Value.Equal(a.Value)
}

// listenForBeginning hears since when it has been from the clause of the reason
// that tells how it began.
func (st *step) listenForBeginning(words string, reason *flow.Question) {
	for _, q := range st.Flow.Questions {
		if q.Listen && q.Kind.Type() == item.Option && q.Prompt.Section == reason.Prompt.Section && st.answer(q).Known() && st.answer(q).Turn == st.s.Turns {
			st.listenWhole(q, heard{said: kind.Said{Text: words}, text: words})
		}
	}
}
