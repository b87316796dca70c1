package dialog

import (
	"slices"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// screen is the safety net: it reads every message before all else. Where the
// past is asked about, as in a list of conditions, a sign that answers it may
// be long over: one question makes sure.
func (st *step) screen(h heard) {
	if h.said.Text == "" {
		return
	}
	history := false
	if q := st.asked(); q != nil && q.Carry && q.Role == "" {
		history = q.Kind.Read(&q.Spec, h.said, st.env).Outcome == kind.Valued
	}
	heardOne := false
	for _, sign := range st.net.Scan(h.text) {
		q := st.Flow.Question(sign.Item)
		a := st.answer(q)
		if a.Known() && a.Value.Has(sign.Option) {
			continue
		}
		if sign.Doubt || history && !sign.Sudden {
			if st.doubt == nil && !slices.Contains(st.s.Doubted, doubtKey(sign)) {
				st.doubt = &sign
			}
			continue
		}
		st.addSign(q, sign.Option)
		if sign.Sudden && st.waitsForMore(sign) {
			st.addSign(st.spots.emergency, "other_emergency")
		}
		heardOne = true
	}
	if heardOne {
		st.settle()
	}
}

// waitsForMore reports whether a sign fires no emergency by itself yet, only
// because a question is still open: told with a new onset, it need not wait.
func (st *step) waitsForMore(sign triage.Sign) bool {
	at := st.Flow.Question(sign.Item).At
	for _, r := range st.Rules.Reading(at) {
		rule := &st.Rules.List[r]
		if rule.Disposition == triage.Emergency && st.Rules.Fires(r, st.s.Answers) {
			return false
		}
	}
	return true
}

func doubtKey(s triage.Sign) string { return string(s.Item) + " " + s.Option }

// addSign records that the patient has a sign. Where the list it stands in
// has not been asked yet, the rest of the list still will be.
func (st *step) addSign(q *flow.Question, option string) {
	a := st.answer(q)
	to := item.Answer{Status: item.Partial, Listened: true}
	if a.Status == item.Given {
		to.Status, to.Listened = item.Given, a.Listened
	}
	if q.Kind.Type() == item.Option {
		to.Status, to.Value = item.Given, item.OptionOf(option)
	} else {
		to.Value = st.join(q, a.Value, item.OptionsOf(option))
	}
	st.set(q, to, true)
}

// join unites two several-choice answers in the order of the options; one
// that excludes the others gives way.
func (st *step) join(q *flow.Question, a, b item.Value) item.Value {
	var ids []string
	for _, o := range q.Kind.Options(&q.Spec) {
		if !o.Alone && (a.Has(o.ID) || b.Has(o.ID)) {
			ids = append(ids, o.ID)
		}
	}
	return item.OptionsOf(ids...)
}
