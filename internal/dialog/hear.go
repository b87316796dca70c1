package dialog

import (
	"slices"
	"strings"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
)

// longest is how much of a message is searched for moves, corrections and
// questions; the safety net reads all of it.
const longest = 4000

// readable is how much of one is shown to the readers of answers: more than
// the longest answer has, in any script.
const readable = 5 * longest

// A heard message is one patient message taken apart once.
type heard struct {
	said  kind.Said
	text  string   // as typed, cleaned
	words []string // folded
	move  move
	asks  bool // put as a question
}

// take takes a message apart, said while the conversation stands where it
// does.
func (st *step) take(said kind.Said) heard {
	if q := st.asked(); q != nil && (st.s.Follow == nil || st.s.Follow.Kind == FollowFAQ && st.s.Held == nil) {
		return st.takeTo(said, &q.Spec)
	}
	return st.takeTo(said, nil)
}

// takeTo takes a message to one question apart, nil for none.
func (st *step) takeTo(said kind.Said, ask *kind.Spec) heard {
	h := heard{said: said}
	h.said.Text = text.Strip(said.Text)
	h.text = h.said.Text
	if len(h.said.Text) > readable {
		h.said.Text = text.Strip(h.said.Text[:readable]) // still too long for any answer
	}
	part := h.text
	if len(part) > longest {
		part = text.Strip(part[:longest])
	}
	h.words = text.Words(part)
	h.asks = said.Choice == "" && st.moves.asks(part, h.words)
	if h.move = st.moves.of(h.said, part, h.words, ask); h.move != "" && st.isAnswer(h, ask) {
		h.move = ""
	}
	return h
}

// spoke reads a patient's message.
func (st *step) spoke(m Message) {
	st.s.Channel, st.s.User = m.Channel, m.User
	away := !st.s.Spoke.IsZero() && st.now.Sub(st.s.Spoke) > awayFor
	late := !st.s.Spoke.IsZero() && st.now.Sub(st.s.Spoke) >= expireAfter
	st.s.Spoke = st.now
	if m.Apart != "" && st.answerApart(m) {
		return
	}
	if m.Of > 0 && m.Of < st.s.Since && m.Said.Text == "" {
		m.Said = kind.Said{Choice: oldButton}
	}
	h := st.take(m.Said)
	if late && !st.done() {
		st.machine.fire(st, evExpire)
	}
	if !st.done() {
		st.s.Wake = st.now.Add(expireAfter)
	}
	if m.Edit != "" && st.s.Phase != PhaseEmergency && st.edited(m.Edit, h) {
		return
	}
	switch st.s.Phase {
	case PhaseEmergency:
		st.stillInDanger(h)
	case PhaseSubmitted, PhaseDeclined, PhaseWithdrawn, PhaseExpired:
		st.afterwards(h)
	case PhaseStart:
		st.openUp(h)
	default:
		st.converse(h, away)
	}
}

// oldButton stands for a button of a question that is no longer open: no
// question has it.
const oldButton = "old"

// edited answers a change to an earlier message. What was read from that
// message stays, since the patient may not know what was; staff are told. It
// reports false where the words must be taken as said anew: they tell of
// danger, or nothing was agreed to yet.
func (st *step) edited(e Edit, h heard) bool {
	if !st.consented() {
		return e == Deleted
	}
	if len(st.net.Scan(h.text)) > 0 {
		return false
	}
	st.note(st.say.text(string(e)+"_note", "words", h.text))
	st.lead = []string{st.say.text(string(e))}
	st.short = true
	switch {
	case st.s.Phase == PhaseSubmitted:
		st.turn.Effects = append(st.turn.Effects, Effect{Kind: Amend})
		st.s.Version++
		st.last = []Reply{st.closing()}
	case st.done() || st.s.Phase == PhasePaused:
		st.last = []Reply{{}}
	}
	st.compose()
	return true
}

// converse reads a message while the intake is open.
func (st *step) converse(h heard, away bool) {
	resumed := st.s.Phase == PhasePaused
	if resumed {
		st.resume()
	}
	if resumed || away {
		st.welcome(h)
	}
	st.screen(h)
	if st.consented() && !st.alarmed {
		st.announce() // also what came to hold with a birthday or new content
	}
	if st.s.Phase == PhaseEmergency {
		return
	}
	was := st.s.Follow
	switch {
	case st.makeMove(h):
		if was != nil && was.Kind == FollowFAQ && st.s.Follow == was && h.move != moveRepeat {
			st.s.Follow, st.s.Held = st.s.Held, nil // the offer is passed over
		}
	case st.s.Follow != nil && st.followUp(h):
	case st.readAnswer(h):
	}
	if !st.done() && st.s.Phase != PhasePaused && st.last == nil {
		st.proceed()
	}
	st.compose()
}

// readAnswer reads a message as an answer to what is asked, as a correction
// of something said before, or as a question to the clinic.
func (st *step) readAnswer(h heard) bool {
	q := st.asked()
	if q == nil {
		return false
	}
	if q != st.spots.privacy && st.answer(q).Carried && st.s.Again != q.At {
		if !st.readChanged(q, h) && !(h.asks && st.answerQuestion(h, false)) {
			st.missed(q, "")
		}
		return true
	}
	if tail, ok := st.answersFirst(q, h); ok {
		h = tail
		if st.change(h, false) {
			return true
		}
	}
	if st.namesAnother(q, h) && st.change(h, true) {
		return true
	}
	if (st.moves.corrects(h.words) || st.moves.contrasts(h.text) && !st.chooses(q, h)) && !st.fitsPending(q, h) && st.change(h, false) {
		return true
	}
	if q.Kind.Type() == item.Text && q.Role == "" && st.takesOther(h) {
		st.missed(q, "")
		return true
	}
	switch q {
	case st.spots.privacy:
		return st.readConsent(h)
	case st.spots.confirm:
		return st.readReview(h)
	}
	said, asked := apart(h.text)
	if asked == "" || h.said.Text == "" || q.Kind.Type() != item.Text && len(st.openIn(q.Prompt)) < 2 {
		return st.readPending(q, h)
	}
	words := len(text.Parse(said, "").Core())
	if words < 2 && !st.inAWord(q, said) && q.Kind.Type() == item.Text && st.answerQuestion(h, true) {
		return true
	}
	if words == 0 {
		return st.readPending(q, h)
	}
	taken := len(st.turn.Understood)
	if st.readPending(q, st.take(kind.Said{Text: said})); len(st.turn.Understood) == taken {
		st.lead, st.again, st.turn.Missed = nil, false, false // not a misreading: it was a question
	}
	if st.s.Phase != PhaseEmergency && st.s.Follow == nil {
		st.answerQuestion(st.take(kind.Said{Text: asked}), false)
	}
	return true
}

// inAWord reports whether the one word beside a question is an answer that
// needs no more: how to be reached.
func (st *step) inAWord(q *flow.Question, said string) bool {
	return q.Role == "contact" && q.Kind.Read(&q.Spec, kind.Said{Text: said}, st.env).Outcome == kind.Valued
}

// readPending reads what a message says as the answer to what is asked.
func (st *step) readPending(q *flow.Question, h heard) bool {
	if st.readTogether(q, h) {
		return true
	}
	taken := len(st.turn.Understood)
	if h = st.besides(q, h); h.text == "" && len(st.turn.Understood) > taken {
		st.settle()
		st.short = true
		return true
	}
	r := q.Kind.Read(&q.Spec, h.said, st.env)
	if r.Outcome == kind.Valued && r.Inferred && q.Kind.Type() == item.Option && st.onlyPlaces(h) {
		r = kind.Reading{Outcome: kind.NotAnswer, Rest: h.text} // "neck" does not tell how it began
	}
	switch t := q.Kind.Type(); {
	case r.Outcome == kind.NotClear || r.Outcome == kind.NotAnswer:
		if part, rest, ok := st.firstPart(q, h); ok {
			r = part
			r.Rest = rest
		}
	case r.Outcome == kind.Valued && (t == item.Option || t == item.Options && q.Type == "multi") && wordsIn(r.Rest) == 0 && h.said.Text != "":
		r.Rest = st.besideOptions(q, h.text)
	}
	switch r.Outcome {
	case kind.Valued:
		if !st.record(q, r) {
			return true
		}
		st.readRest(q, h, r)
		st.listenWhole(q, h)
		if q.Kind.Type() == item.Text && q.Role == "" {
			st.listenBehind(h.text, q)
		}
	case kind.Followed:
		st.s.Follow = &Follow{Kind: FollowRead, Item: q.At, Read: r.Follow}
		st.listen(h.text, q)
	case kind.NotSure:
		st.unsure(q)
	default:
		if h.said.Choice != "" || len(h.said.Choices) > 0 {
			st.lead = append(st.lead, st.say.text("old_button"))
			st.short = true
			return true
		}
		if !h.asks && len(h.words) > 2 && st.change(h, false) {
			return true
		}
		said, asked := apart(h.text)
		st.listen(said, q)
		took := len(st.turn.Understood) > 0 // by the safety net too
		switch {
		case took && asked != "":
			st.answerQuestion(st.take(kind.Said{Text: asked}), false)
			return true
		case h.asks && st.answerQuestion(h, false):
			return true
		case took && r.Outcome == kind.NotAnswer:
			st.short = true
			return true
		}
		st.missed(q, r.Why)
	}
	return true
}

// answersFirst records the answer of a message that goes on to correct another
// one, "6. oh and it's the left knee, not the right", and returns what it goes
// on with.
func (st *step) answersFirst(q *flow.Question, h heard) (heard, bool) {
	if h.said.Text == "" || len(h.text) > longest || q.Kind.Type() == item.Text || mustAnswer(q) || q == st.spots.confirm {
		return h, false
	}
	at := strings.IndexAny(h.text, ".,;\n")
	if at < 0 {
		return h, false
	}
	tail := st.take(kind.Said{Text: h.text[at+1:]})
	if !st.moves.corrects(tail.words) && !st.moves.contrasts(tail.text) || len(tail.words) < 3 {
		return h, false
	}
	r := q.Kind.Read(&q.Spec, kind.Said{Text: h.text[:at]}, st.env)
	if r.Outcome != kind.Valued || wordsIn(r.Rest) > 0 || !st.changes(tail) || !st.record(q, r) {
		return h, false
	}
	return tail, true
}

// changes reports whether a message would be read as a correction.
func (st *step) changes(h heard) bool {
	return st.fork().change(h, false)
}

// onlyPlaces reports whether a message names places of the body and nothing
// else.
func (st *step) onlyPlaces(h heard) bool {
	regions, _ := kind.Of("body-regions")
	r := regions.Read(&kind.Spec{Type: "body-regions"}, kind.Said{Text: h.text}, st.env)
	return r.Outcome == kind.Valued && wordsIn(r.Rest) == 0 && len(h.words) <= 4
}

// besideOptions are the clauses of an answer that name none of its options.
func (st *step) besideOptions(q *flow.Question, words string) string {
	var rest []string
	for i, c := range clauses(words, false) {
		if i > 0 && q.Kind.Read(&q.Spec, kind.Said{Text: c}, st.byName()).Outcome != kind.Valued {
			rest = append(rest, c)
		}
	}
	return strings.Join(rest, ", ")
}

// namesAnother reports whether a number is said of another item than the one
// asked: "pain now is 7" while the worst is asked.
func (st *step) namesAnother(q *flow.Question, h heard) bool {
	if q.Kind.Type() != item.Number || h.said.Text == "" {
		return false
	}
	named := st.named(h.words)
	return len(named) > 0 && named[0] != q && named[0].Kind.Type() == item.Number && !st.isNamed(q, h.words)
}

// fitsPending reports whether a message that sounds like a correction is
// rather the answer to what is asked: it fits, and names nothing else.
func (st *step) fitsPending(q *flow.Question, h heard) bool {
	if q.Kind.Type() == item.Text {
		return false
	}
	if st.moves.contrasts(h.text) || len(st.named(h.words)) > 0 {
		return false
	}
	return q.Kind.Read(&q.Spec, h.said, st.env).Outcome == kind.Valued
}

// chooses reports whether a message chooses among the options asked about;
// what it is set against is then one of those, or beside the point.
func (st *step) chooses(q *flow.Question, h heard) bool {
	switch q.Kind.Type() {
	case item.Option, item.Options:
		return q.Kind.Read(&q.Spec, h.said, st.env).Outcome == kind.Valued
	}
	return false
}

// record keeps a reading of what was asked and says back what was inferred.
// It reports false where the value contradicts another and was not kept.
func (st *step) record(q *flow.Question, r kind.Reading) bool {
	v := r.Value
	if st.tooLow(q, v) {
		st.missed(q, "below")
		return false
	}
	st.liftFloor(q, v)
	a := item.Answer{Status: item.Given, Value: v}
	if v.IsNull() {
		a.Status = item.None
	}
	if had := st.answer(q); had.Status == item.Partial {
		a.Value = st.join(q, had.Value, v)
		if len(a.Value.Options()) == 0 {
			a.Value = v
		}
	}
	was := st.answer(q)
	st.set(q, a, false)
	st.s.Follow = nil
	if q.At == st.s.Again {
		st.s.Again = -1
		if was.Known() && !was.Value.Equal(a.Value) {
			st.lead = append(st.lead, st.say.text("changed", "item", q.Name, "new", st.show(q.At, a.Value), "old", st.show(q.At, was.Value)))
			st.afterChange(q)
		}
	} else if r.Inferred {
		st.gotIt(q, a.Value)
	}
	return true
}

// tooLow reports whether a number is below another item's that it may not be
// below.
func (st *step) tooLow(q *flow.Question, v item.Value) bool {
	if q.AtLeast == "" {
		return false
	}
	than := st.answer(st.Flow.Question(q.AtLeast))
	return than.Known() && v.Type() == item.Number && v.Number() < than.Value.Number()
}

// liftFloor asks another item again that may not be below q but now would be:
// a best pain told as more than the worst.
func (st *step) liftFloor(q *flow.Question, v item.Value) {
	for _, above := range st.Flow.Questions {
		if above.AtLeast != q.ID {
			continue
		}
		a := st.answer(above)
		if a.Status != item.Given || a.Value.Number() >= v.Number() {
			continue
		}
		st.s.Answers.Set(above.At, item.Answer{})
		st.touched = append(st.touched, above.At)
		st.turn.Understood = slices.DeleteFunc(st.turn.Understood, func(h Heard) bool { return h.Item == above.ID })
		st.lead = append(st.lead, st.say.text("miss.above", "item", above.Name, "old", st.show(above.At, a.Value)))
	}
}

// unsure meets "I don't know": once with an example, then the item is left.
func (st *step) unsure(q *flow.Question) {
	if mustAnswer(q) {
		st.missed(q, "")
		return
	}
	if st.s.Unsure++; st.s.Unsure < 2 {
		st.lead = append(st.lead, st.say.text("unsure"))
		st.again = true
		return
	}
	st.leave(q)
	st.lead = append(st.lead, st.say.text("unsure_left"))
	st.settle()
}

// leave records that the patient leaves an item unanswered.
func (st *step) leave(q *flow.Question) {
	to := item.Answer{Status: item.Declined}
	if had := st.answer(q); had.Status == item.Partial {
		to = item.Answer{Status: item.Left, Value: had.Value} // what was told stays told
	}
	st.set(q, to, false)
	st.s.Follow, st.s.Again = nil, -1
}

// mustAnswer reports whether an item cannot be left: without a word on it
// nothing may be kept, or nothing sent.
func mustAnswer(q *flow.Question) bool { return q.Role == "consent" }

// missed notes a misreading; the question is put again in other words.
func (st *step) missed(q *flow.Question, why string) {
	st.turn.Missed = true
	st.s.Tries = min(st.s.Tries+1, 250)
	st.again = true
	key := "miss." + why
	if _, ok := keys[key]; ok && st.s.Tries == 1 {
		st.lead = append(st.lead, st.missWords(q, key))
		return
	}
	n := (st.s.Tries - 1) % 3
	st.lead = append(st.lead, st.say.text([]string{"didnt_catch.1", "didnt_catch.2", "didnt_catch.3"}[n]))
}

func (st *step) missWords(q *flow.Question, key string) string {
	switch key {
	case "miss.below":
		return st.say.text(key, "item", st.Flow.Question(q.AtLeast).Name)
	case "miss.length":
		return st.say.text(key, "n", itoa(q.MaxLen))
	default:
		return st.say.text(key)
	}
}
