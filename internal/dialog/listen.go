package dialog

import (
	"slices"
	"strings"
	"unicode"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
)

// gotIt says back a value that was inferred.
func (st *step) gotIt(q *flow.Question, v item.Value) {
	if v.IsNull() || q.Kind.Type() == item.Text || st.saysNone(q, v) {
		return
	}
	st.lead = append(st.lead, backPrefix+st.inWords(q, v))
}

// inWords is a value in the middle of a sentence.
func (st *step) inWords(q *flow.Question, v item.Value) string {
	if q.Type != "multi" {
		return inSentence(st.show(q.At, v))
	}
	var labels []string
	for _, o := range q.Options {
		if v.Has(o.ID) {
			labels = append(labels, inSentence(o.Label))
		}
	}
	return st.say.list(labels)
}

// inSentence puts an answer's label where no sentence begins.
func inSentence(s string) string {
	r := []rune(s)
	if len(r) < 2 || unicode.IsUpper(r[1]) || r[1] == '\'' || r[1] == ' ' && r[0] != 'A' {
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
	if st.readScored(q, h) {
		return true
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
	st.listenForCues(h.text, q)
	st.settle()
	return true
}

// readScored reads several things with their scores, where the prompt asks for
// one and the prompts behind it for more.
func (st *step) readScored(q *flow.Question, h heard) bool {
	if q.Kind.Type() != item.Text {
		return false
	}
	pairs := kind.Scored(h.text)
	read := 0
	for _, p := range q.Prompt.Section.Prompts {
		if read == len(pairs) || len(p.Questions) != 2 || p.Questions[0].Type != "text" || p.Questions[1].Type != "scale" || p.Questions[0].At < q.At {
			continue
		}
		what, score := p.Questions[0], p.Questions[1]
		a := what.Kind.Read(&what.Spec, kind.Said{Text: pairs[read][0]}, st.env)
		b := score.Kind.Read(&score.Spec, kind.Said{Text: pairs[read][1]}, st.env)
		if a.Outcome != kind.Valued || b.Outcome != kind.Valued {
			break
		}
		st.record(what, a)
		st.record(score, b)
		read++
	}
	if read == 0 {
		return false
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

// readRest looks into what an answer left over, and settles: answers to other
// items, and a question to the clinic.
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
	said, asked := apart(rest)
	st.listen(said, q)
	if asked != "" && st.s.Phase != PhaseEmergency {
		st.answerQuestion(st.take(kind.Said{Text: asked}), false)
	}
}

// apart parts a message into what it says and what it asks.
func apart(message string) (said, asked string) {
	if len(message) > longest {
		return message, ""
	}
	line := text.Parse(message, "")
	asks := line.Asks()
	if len(asks) == 0 {
		return message, ""
	}
	var b []string
	for _, s := range asks {
		b = append(b, line.Between(s.From, s.To))
	}
	return line.Cut(asks...), strings.Join(b, " ")
}

// listen takes answers to other items than not from words said to something
// else, where the reading is safe, and says back what it took. Words that lead
// to an item ("worse when ...") give it what they lead to; a clause may answer
// what would be asked soon after; beyond those, only what stands out by itself
// is taken.
func (st *step) listen(words string, not *flow.Question) {
	if len(words) > longest || strings.TrimSpace(words) == "" {
		return
	}
	taken := len(st.turn.Understood)
	_, words = st.listenForCues(words, not)
	for range 2 { // what was taken may bring questions that the rest answers
		before := len(st.turn.Understood)
		st.listenForSigns(words, not)
		switch {
		case not == nil:
		case not.Role == "reason":
			st.listenForManner(words, not)
			st.listenForBeginning(words, not)
		default:
			words = st.listenAhead(words, not)
		}
		if len(st.turn.Understood) == before {
			break
		}
		st.weighAll()
	}
	if len(st.turn.Understood) > taken {
		st.settle()
	}
}

// listenForCues takes what words lead to. It returns the message without that
// and the words that led to it, and the message with only the latter.
func (st *step) listenForCues(words string, not *flow.Question) (without, led string) {
	line := text.Parse(words, "")
	var whole, alone []text.Span
	for _, p := range st.Flow.Cues.Find(line) {
		if cut, ok := st.takePiece(p, not, words); ok {
			whole, alone = append(whole, cut.Whole), append(alone, cut.Alone)
		}
	}
	if len(whole) == 0 {
		return words, words
	}
	return line.Cut(whole...), line.Cut(alone...)
}

// mostLeft is how many words a piece may hold besides its answer.
const mostLeft = 3

// takePiece reads a piece that words lead to as the answer to one of its
// owners, the first that it answers.
func (st *step) takePiece(p kind.Piece, not *flow.Question, message string) (kind.Cut, bool) {
	for _, at := range p.Owners {
		q := st.Flow.Questions[at]
		a := st.answer(q)
		more := q != not && q.Type == "multi" && a.Known() && (a.Turn == st.s.Turns || st.moves.adds(text.Words(message)))
		if !more && !st.hearable(q, not) || q.Kind.Type() == item.Option && len(text.Parse(p.Cuts[0].Text, "").Numbers()) > 0 {
			continue
		}
		v, cut, ok := st.ledTo(q, p)
		switch {
		case !ok || st.tooLow(q, v):
			continue
		case more && a.Turn == st.s.Turns:
			a.Value = st.join(q, a.Value, v)
			st.set(q, a, false)
		case more:
			st.amend(q, st.join(q, a.Value, v))
		default:
			st.overhear(q, v, q.Safety && q.Type == "multi")
		}
		return cut, true
	}
	return kind.Cut{}, false
}

// ledTo reads a piece as the value of q: of a list the widest cut that says
// little else, of anything else the narrowest.
func (st *step) ledTo(q *flow.Question, p kind.Piece) (item.Value, kind.Cut, bool) {
	for i := range p.Cuts {
		cut := p.Cuts[i]
		if q.Type != "multi" {
			cut = p.Cuts[len(p.Cuts)-1-i]
		} else if len(text.Parse(cut.Text, "").Numbers()) > 0 {
			continue // no places in a list that was not shown
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: cut.Text}, st.env)
		if r.Outcome != kind.Valued || r.Value.IsNull() || doubtful(r.Value) {
			continue
		}
		if wordsIn(r.Rest) <= mostLeft || q.Type == "scale" && tellsNumber(cut.Text) {
			return r.Value, cut, true
		}
	}
	return item.Value{}, kind.Cut{}, false
}

// tellsNumber reports whether a piece says one number and else only
// explains it: "8 when I climb stairs", "since yesterday was a seven".
func tellsNumber(piece string) bool {
	n := text.Parse(piece, "").Numbers()
	return len(n) == 1 && (n[0].From <= 2 || wordsIn(piece) <= 2*mostLeft)
}

// doubtful reports whether a value is the option of those who do not know, or a
// bare no, which words said to something else never mean.
func doubtful(v item.Value) bool {
	for _, id := range []string{"unsure", "not_sure", "unknown", "no"} {
		if v.Has(id) || v.Type() == item.Option && v.Text() == id {
			return true
		}
	}
	return false
}

// saysNone reports whether a value of q is that there is nothing.
func (st *step) saysNone(q *flow.Question, v item.Value) bool {
	for _, o := range q.Options {
		if o.Alone && v.Has(o.ID) {
			return true
		}
	}
	return false
}

// listenForSigns takes what can mean nothing but an answer to one item.
func (st *step) listenForSigns(words string, not *flow.Question) {
	env := st.env
	env.Listening = true
	for _, q := range st.Flow.Questions {
		if q.Kind.Name() == "duration" && not != nil && not.Role != "reason" && !not.Listen {
			continue // "a fever since yesterday" says nothing of the complaint
		}
		if !q.Listen || !st.hearable(q, not) || !q.Safety && !q.Applies(st.s.Answers) || q.Kind.Type() == item.Number && !q.Applies(st.s.Answers) {
			continue
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, env)
		if r.Outcome != kind.Valued && q.Type == "body-regions" && not != nil && not.Role == "reason" {
			r = q.Kind.Read(&q.Spec, kind.Said{Text: words}, st.env) // what brings them here names where
		}
		if r.Outcome == kind.Valued && !r.Value.IsNull() && !doubtful(r.Value) {
			st.overhear(q, r.Value, q.Type == "multi")
		}
	}
}

// tooHigh reports whether a number is above another item's that may not be
// below it.
func (st *step) tooHigh(q *flow.Question, v item.Value) bool {
	return v.Type() == item.Number && slices.ContainsFunc(st.Flow.Questions, func(o *flow.Question) bool {
		a := st.answer(o)
		return o.AtLeast == q.ID && a.Known() && a.Value.Number() < v.Number()
	})
}

// hearable reports whether an answer to q may be taken from words said to
// something else.
func (st *step) hearable(q, not *flow.Question) bool {
	return q != not && q.Asks() && st.answer(q).Status == item.Open && q.Possible(st.s.Answers) && q.Role != "consent"
}

// overhear records an answer to q and says it back. Of a list that was heard
// of in part, the rest is still asked.
func (st *step) overhear(q *flow.Question, v item.Value, part bool) {
	if st.tooLow(q, v) || st.tooHigh(q, v) {
		return
	}
	a := item.Answer{Status: item.Given, Listened: true, Value: v}
	if part && !st.saysNone(q, v) {
		a.Status = item.Partial
	}
	st.set(q, a, false)
	if q.Kind.Type() != item.Text {
		st.lead = append(st.lead, backPrefix+st.saidOf(q, v))
	}
}

// saidOf is a value said of q where nothing else tells that it is q's: a place
// or a time speaks for itself.
func (st *step) saidOf(q *flow.Question, v item.Value) string {
	value := st.inWords(q, v)
	switch q.Kind.Name() {
	case "body-regions", "duration", "date":
		return value
	}
	return value + " (" + inSentence(q.Name) + ")"
}
