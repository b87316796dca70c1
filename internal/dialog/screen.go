package dialog

import (
	"slices"
	"strings"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// mostSigns is how many signs half heard wait to be asked about.
const mostSigns = 4

// screen is the safety net: it reads every message before all else. Where the
// past is asked about, as in a list of conditions, a sign that answers it may
// be long over: one question makes sure, as where the words answer what is
// asked and only the ear is sure of a sign in them. What is chosen from a list is weighed
// by the rules for it, not by what it sounds like. Before consent only an emergency is
// recorded; the words are read again once there is one.
func (st *step) screen(h heard) {
	if h.said.Text == "" {
		return
	}
	history, listed, told := false, false, false
	if q := st.asked(); q != nil && q.Role == "" && (q.Carry || lists(q) || q.Kind.Type() == item.Bool) && q.Kind.Read(&q.Spec, h.said, st.env).Outcome == kind.Valued {
		history, listed, told = q.Carry, lists(q), q.Kind.Type() == item.Bool
	}
	kept, fired, understood := st.s.Answers.Clone(), st.s.Fired, len(st.turn.Understood)
	heardOne := false
	for _, sign := range st.net.Scan(h.text) {
		q := st.Flow.Question(sign.Item)
		if a := st.answer(q); a.Known() && a.Value.Has(sign.Option) || sign.Learned && (listed || h.move != "") {
			continue
		}
		if sign.Doubt || history && !sign.Sudden || told && (sign.Learned || sign.Raised) {
			st.wonder(sign)
			continue
		}
		st.addSign(q, sign.Option)
		if sign.Sudden && st.waitsForMore(sign) {
			st.addSign(st.spots.emergency, otherEmergency)
		}
		heardOne = true
	}
	if !heardOne {
		return
	}
	if st.weighAll(); !st.consented() && !st.inDanger() {
		st.s.Answers, st.s.Fired = kept, fired
		st.turn.Understood = st.turn.Understood[:understood]
		return
	}
	st.announce()
}

// lists reports whether q offers a list to choose from.
func lists(q *flow.Question) bool {
	return q.Kind.Type() == item.Option || q.Kind.Type() == item.Options
}

// wonder notes a sign half heard, to be asked about in one plain question.
func (st *step) wonder(sign triage.Sign) {
	if !st.consented() && sign.Item != st.spots.emergency.ID {
		return
	}
	key := doubtKey(sign.Item, sign.Option)
	if len(st.s.Signs) < mostSigns && !slices.Contains(st.s.Signs, key) && !slices.Contains(st.s.Doubted, key) {
		st.s.Signs = append(st.s.Signs, key)
	}
}

// inDanger reports whether an emergency rule holds that the patient has not
// been told of.
func (st *step) inDanger() bool {
	return slices.ContainsFunc(st.s.Fired, func(f Fired) bool { return f.Rule.Disposition() == triage.Emergency && !f.Told })
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

// doubtKey names a sign in the state.
func doubtKey(id item.ID, option string) string { return string(id) + " " + option }

// signOf undoes doubtKey; nil where content no longer has the item.
func (e *Engine) signOf(key string) (q *flow.Question, option string) {
	id, option, _ := strings.Cut(key, " ")
	return e.Flow.Question(item.ID(id)), option
}

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
