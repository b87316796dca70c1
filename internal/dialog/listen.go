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
	if v.IsNull() || q.Kind.Type() == item.Text {
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
	said, _ := apart(h.text)
	st.listenForCues(said, q)
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
		if not != nil && not.Role != "reason" {
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
// owners, the first that it answers: to a list the widest cut that says little
// else, to anything else the narrowest.
func (st *step) takePiece(p kind.Piece, not *flow.Question, message string) (kind.Cut, bool) {
	for _, at := range p.Owners {
		q := st.Flow.Questions[at]
		more := q != not && q.Type == "multi" && st.answer(q).Status == item.Given && st.moves.adds(text.Words(message))
		if !more && !st.hearable(q, not) {
			continue
		}
		for i := range p.Cuts {
			cut := p.Cuts[i]
			if q.Type != "multi" {
				cut = p.Cuts[len(p.Cuts)-1-i]
			}
			r := q.Kind.Read(&q.Spec, kind.Said{Text: cut.Text}, st.env)
			switch {
			case r.Outcome != kind.Valued || r.Value.IsNull() || doubtful(r.Value), st.tooLow(q, r.Value):
			case wordsIn(r.Rest) > mostLeft && !(q.Type == "scale" && tellsNumber(cut.Text)):
			case more:
				st.amend(q, st.join(q, st.answer(q).Value, r.Value))
				return cut, true
			default:
				st.overhear(q, r.Value, q.Safety && q.Type == "multi")
				return cut, true
			}
		}
	}
	return kind.Cut{}, false
}

// tellsNumber reports whether a piece says one number and else only
// explains it: "8 when I climb stairs", "since yesterday was a seven".
func tellsNumber(piece string) bool {
	n := text.Parse(piece, "").Numbers()
	return len(n) == 1 && (n[0].From <= 2 || wordsIn(piece) <= 2*mostLeft)
}

// doubtful reports whether a value is the option of those who do not know,
// which words said to something else never mean.
func doubtful(v item.Value) bool {
	return v.Has("unsure") || v.Has("not_sure") || v.Has("unknown") || v.Text() == "unsure" || v.Text() == "not_sure" || v.Text() == "unknown"
}

// ahead is how many questions of a section a clause is tried on.
const ahead = 4

// listenAhead reads clauses as answers to what would be asked soon: what
// depends on the answer just given, and the next questions of its section. A
// clause must say that and next to nothing else, and more than yes, no or a
// number. It returns the clauses that are left.
func (st *step) listenAhead(words string, not *flow.Question) string {
	clauses := strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(",;.\n", r) })
	if len(clauses) > 2*ahead {
		return words
	}
	next := st.soon(not)
	var left []string
	for _, c := range clauses {
		if !st.answersSoon(c, next) {
			left = append(left, strings.TrimSpace(c))
		}
	}
	return strings.Join(left, ", ")
}

// soon lists what would be asked soon after q.
func (st *step) soon(q *flow.Question) []*flow.Question {
	var out []*flow.Question
	near := 0
	for _, o := range st.Flow.Questions {
		switch {
		case !st.hearable(o, q) || !o.Applies(st.s.Answers) || o.Prompt.Section != q.Prompt.Section || o.Role == "name":
		case o.DependsOn(q.ID):
			out = append(out, o)
		case o.At > q.At && near < ahead:
			near++
			out = append(out, o)
		}
	}
	return out
}

// answersSoon takes a clause that answers one of the questions.
func (st *step) answersSoon(clause string, next []*flow.Question) bool {
	line := text.Parse(clause, "")
	if len(line.Core()) == 0 || line.YesOrNo() || line.Unsure() || line.NoMore() {
		return false
	}
	if n := line.Numbers(); len(n) == 1 && len(line.Core()) <= n[0].To-n[0].From {
		return false
	}
	for _, q := range next {
		switch {
		case q.Kind.Type() == item.Text && q.Role != "contact", !st.hearable(q, nil):
			continue
		case q.Kind.Type() == item.Number && len(line.Numbers()) == 0:
			continue // "in January" is no number of weeks
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: clause}, st.env)
		if r.Outcome != kind.Valued || r.Value.IsNull() || doubtful(r.Value) || wordsIn(r.Rest) > 1 || st.tooLow(q, r.Value) || st.saysNone(q, r.Value) {
			continue
		}
		st.overhear(q, r.Value, q.Safety && q.Type == "multi")
		return true
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
		if !q.Listen || !st.hearable(q, not) || q.Kind.Type() == item.Number && !q.Applies(st.s.Answers) {
			continue
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, env)
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

// besides takes answers to other items out of a message that words lead to and
// returns what is left for the question asked: of two numbers, only one is
// its own.
func (st *step) besides(q *flow.Question, h heard) heard {
	name := q.Role == "name"
	switch {
	case h.said.Text == "" || len(h.text) > longest, !name && q.Kind.Type() == item.Text:
		return h
	case q.Kind.Type() == item.Option && q.Kind.Read(&q.Spec, h.said, st.env).Outcome == kind.Valued:
		return h // "after lifting" tells how it began, not what makes it worse
	}
	said, asked := apart(h.text)
	left, _ := st.listenForCues(said, q)
	if name {
		left = st.clausesBesides(left, q)
	}
	if left == said {
		return h
	}
	h.said.Text = strings.TrimSpace(left + " " + asked)
	h.text = h.said.Text
	h.words = text.Words(h.text)
	return h
}

// clausesBesides takes the clauses that answer other items out of a message.
func (st *step) clausesBesides(words string, q *flow.Question) string {
	clauses := strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	if len(clauses) < 2 {
		return words
	}
	var left []string
	for _, c := range clauses {
		before := len(st.turn.Understood)
		if len(left) > 0 && st.answersSoon(c, st.soon(q)) {
			continue
		}
		if st.listenForSigns(c, q); len(st.turn.Understood) > before {
			continue
		}
		left = append(left, strings.TrimSpace(c))
	}
	return strings.Join(left, ", ")
}
