package dialog

import (
	"strings"
	"unicode"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// gotIt says back a value that was inferred.
func (st *step) gotIt(q *flow.Question, v item.Value) {
	if v.IsNull() || q.Kind.Type() == item.Text {
		return
	}
	st.lead = append(st.lead, backPrefix+inSentence(st.show(q.At, v)))
}

// inSentence puts an answer's label where no sentence begins.
func inSentence(s string) string {
	r := []rune(s)
	if len(r) < 2 || unicode.IsUpper(r[1]) || r[1] == ' ' || r[1] == '\'' {
		return s
	}
	r[0] = unicode.ToLower(r[0])
	return string(r)
}

// backPrefix marks lines of lead that are said back together, in one
// sentence, when the turn is composed.
const backPrefix = "\x00"

// readTogether reads a message for all open items of the prompt, where it
// tells which part is whose.
func (st *step) readTogether(q *flow.Question, h heard) bool {
	open := st.openIn(q.Prompt)
	if len(open) < 2 || h.said.Text == "" {
		return false
	}
	var labels []kind.Label
	for _, o := range open {
		labels = append(labels, kind.Label{ID: o.ID, Type: o.Type, Words: append([]string{o.Name}, o.Also...)})
	}
	parts := kind.Labelled(h.text, labels)
	if len(parts) < 2 {
		return false
	}
	type pair struct {
		q *flow.Question
		r kind.Reading
	}
	var read []pair
	for _, o := range open {
		part, ok := parts[o.ID]
		if !ok {
			continue
		}
		r := o.Kind.Read(&o.Spec, kind.Said{Text: part}, st.env)
		if r.Outcome != kind.Valued {
			continue
		}
		read = append(read, pair{o, r})
	}
	if len(read) == 0 {
		return false
	}
	for _, p := range read {
		p.r.Inferred = p.r.Inferred || p.q.Kind.Type() != item.Text && len(read) < len(open)
		st.record(p.q, p.r)
	}
	st.settle()
	return true
}

// openIn lists the questions of a prompt that are open or may still be.
func (st *step) openIn(p *flow.Prompt) []*flow.Question {
	var open []*flow.Question
	for _, q := range p.Questions {
		if s := st.answer(q).Status; q.Asks() && (s == item.Open || s == item.Partial) && q.Possible(st.s.Answers) {
			open = append(open, q)
		}
	}
	return open
}

// readRest looks into what an answer left over, and settles.
func (st *step) readRest(q *flow.Question, h heard, r kind.Reading) {
	rest := r.Rest
	if q.Role == "reason" {
		rest = h.text
	}
	left := 0
	if q.Leads {
		left = st.leftInAll()
	}
	st.settle()
	if n := st.leftInAll() - left; q.Leads && n >= manyMore && st.s.Phase != PhaseEmergency {
		st.lead = append(st.lead, st.say.text("more_because", "n", itoa(n)))
	}
	if st.s.Phase == PhaseEmergency || strings.TrimSpace(rest) == "" {
		return
	}
	st.listen(rest, q)
	if h.asks && strings.ContainsAny(rest, "?¿") {
		st.answerQuestion(st.take(kind.Said{Text: rest}), false)
	}
}

// listen takes answers to other items from words said to something else,
// where the reading is safe, and says back what it took.
func (st *step) listen(words string, not *flow.Question) {
	if len(words) > longest {
		return
	}
	env := st.env
	env.Listening = true
	found := false
	for _, q := range st.Flow.Questions {
		if q.Kind.Name() == "duration" && not.Role != "reason" {
			continue // "a fever since yesterday" says nothing of the complaint
		}
		if !q.Listen || q == not || st.answer(q).Status != item.Open || !q.Applies(st.s.Answers) {
			continue
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, env)
		if r.Outcome != kind.Valued || r.Value.IsNull() {
			continue
		}
		st.set(q, item.Answer{Status: item.Given, Listened: true, Value: r.Value}, false)
		st.gotIt(q, r.Value)
		found = true
	}
	if found {
		st.settle()
	}
}
