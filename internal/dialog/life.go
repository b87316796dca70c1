package dialog

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// noWake is the Wake of a conversation that waits for nothing.
var noWake time.Time

// openUp answers a person's first message: who this is, what is kept, and the
// question of consent. What they tell is heard out and used after a yes.
func (st *step) openUp(h heard) {
	st.s.Opened = st.now
	st.s.Flow, st.s.Lang = st.Flow.Hash, st.Flow.Lang
	if st.screen(h); st.s.Phase == PhaseEmergency {
		st.keepEarly(h)
		return
	}
	st.machine.fire(st, evOpen)
	told := false
	switch {
	case h.move == moveHuman:
		st.callHuman()
	case h.move != "" || h.text == "":
	default:
		told = st.tellAndAsk(h)
	}
	if st.nextSign() {
		st.askSign()
		st.compose()
		return
	}
	st.put(st.spots.privacy)
	if told {
		st.lead = append(st.lead, st.earlyLead())
	}
	st.compose()
}

// tellAndAsk keeps what a message tells before consent and answers what it
// asks.
func (st *step) tellAndAsk(h heard) bool {
	said, asked := apart(h.text)
	if asked == "" || wordsIn(said) < 3 {
		return !(h.asks && st.answerQuestion(h, false)) && st.keepEarly(h)
	}
	told := st.keepEarly(h)
	st.answerQuestion(st.take(kind.Said{Text: asked}), false)
	return told
}

// keepEarly keeps words said before consent, where they tell something.
func (st *step) keepEarly(h heard) bool {
	if h.move != "" || len(h.words) < 3 {
		return false
	}
	n := utf8.RuneCountInString(h.text)
	for _, e := range st.s.Early {
		n += utf8.RuneCountInString(e) + 1
	}
	if q := st.reason(); q != nil && q.MaxLen > 0 && n > q.MaxLen {
		st.lead = append(st.lead, st.say.text("too_long", "n", itoa(q.MaxLen)))
		return false
	}
	st.s.Early = append(st.s.Early, h.text)
	return true
}

// earlyLead says back what was told before consent and will not be asked
// again. Nothing of it is recorded yet.
func (st *step) earlyLead() string {
	try := *st
	try.s.Answers = st.s.Answers.Clone()
	try.turn.Understood, try.touched, try.lead = nil, nil, nil
	said, _ := apart(strings.Join(st.s.Early, "\n"))
	try.listen(said, st.reason())
	var got []string
	for _, h := range try.turn.Understood {
		q := st.Flow.Question(h.Item)
		got = append(got, st.saidOf(q, h.Value))
	}
	if len(got) == 0 {
		return st.say.text("hear_out")
	}
	return st.say.text("early", "list", strings.Join(got, "; "))
}

// mostRefusal is how many words a refusal may have that does not begin with a
// no: in a longer message a "don't" may be about anything, and a refusal wipes
// what was told.
const mostRefusal = 8

// readConsent reads the answer to the privacy question, which nothing passes
// by: yes goes on with what was told before, no wipes it.
func (st *step) readConsent(h heard) bool {
	q := st.spots.privacy
	r := q.Kind.Read(&q.Spec, h.said, st.env)
	switch {
	case r.Outcome == kind.Valued && r.Value.Bool() && h.asks && st.answerQuestion(h, false):
		// A yes with a question is asked for once more, after the answer.
	case r.Outcome == kind.Valued && r.Value.Bool():
		st.record(q, r)
		if rest := strings.TrimSpace(r.Rest); wordsIn(rest) >= 3 && st.tells(rest) {
			st.s.Early = append(st.s.Early, rest)
		}
		st.settle()
		st.useEarly()
	case r.Outcome == kind.Valued && (len(h.words) <= mostRefusal || h.words[0] == "no") && !strings.ContainsAny(h.text, "0123456789@"):
		st.decline()
	case h.said.Choice != "" || len(h.said.Choices) > 0:
		st.lead = append(st.lead, st.say.text("old_button"))
		st.short = true
	case h.asks && st.answerQuestion(h, false):
	case r.Outcome == kind.NotAnswer && st.tells(h.text) && st.keepEarly(h):
		st.lead = append(st.lead, st.earlyLead())
		st.short = true
	default:
		st.missed(q, "")
	}
	return true
}

// useEarly takes what was told before consent as the patient's own account.
func (st *step) useEarly() {
	words := strings.Join(st.s.Early, "\n")
	st.s.Early = nil
	if words == "" || st.s.Phase == PhaseEmergency {
		return
	}
	if st.screen(st.take(kind.Said{Text: words})); st.s.Phase == PhaseEmergency {
		return
	}
	if q := st.reason(); q != nil && st.answer(q).Status == item.Open {
		r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, st.env)
		if r.Outcome == kind.Valued {
			st.set(q, item.Answer{Status: item.Given, Value: r.Value, Listened: true}, false)
		}
		said, _ := apart(words)
		st.listen(said, q)
	}
}

// reason is the item that takes the patient's own account, nil for none.
func (st *step) reason() *flow.Question {
	at := slices.IndexFunc(st.Flow.Questions, func(q *flow.Question) bool { return q.Role == "reason" })
	if at < 0 {
		return nil
	}
	return st.Flow.Questions[at]
}

// decline ends before it began: nothing is kept.
func (st *step) decline() {
	if !st.machine.fire(st, evDecline) {
		return
	}
	st.forget()
	st.turn.Understood = []Heard{{Item: st.spots.privacy.ID, Status: item.Given, Value: item.BoolOf(false)}}
	st.last = []Reply{{Text: st.say.text("declined"), Options: []Button{st.button("new_visit")}}}
}

// forget empties the conversation of all that was said.
func (st *step) forget() {
	id, before, channel, user, phase, turns := st.s.ID, st.s.Before, st.s.Channel, st.s.User, st.s.Phase, st.s.Turns
	st.s = State{
		ID: id, Before: before, Channel: channel, User: user, Phase: phase, Turns: turns, Flow: st.Flow.Hash, Lang: st.s.Lang,
		Opened: st.s.Opened, Spoke: st.now, Asking: -1, Again: -1, Answers: item.NewAnswers(st.Flow.Schema.Items),
	}
	st.s.Answers.Day = time.Date(st.now.Year(), st.now.Month(), st.now.Day(), 0, 0, 0, 0, time.UTC)
	st.lead, st.urgent, st.answers = nil, nil, nil
	st.turn = Turn{Effects: []Effect{{Kind: Forget}}}
}

// pause keeps everything for later.
func (st *step) pause() {
	back := st.s.Phase
	if !st.machine.fire(st, evPause) {
		return
	}
	st.s.Back = back
	st.s.Follow = nil
	words := st.say.text("paused_consent")
	if q := st.asked(); q != nil && st.consented() {
		words = st.say.text("paused", "item", q.Name)
	}
	st.last = []Reply{{Text: words}}
}

// resume goes back to where a pause left.
func (st *step) resume() {
	st.s.Back = ""
	st.machine.fire(st, evResume)
	if !st.consented() {
		st.s.Asking = -1
		st.put(st.spots.privacy)
		return
	}
	if q := st.asked(); q != nil {
		st.machine.fire(st, askPrefix+q.Prompt.Section.ID)
	}
}

// welcome greets one who was away, and says where the talk was.
func (st *step) welcome(h heard) {
	q := st.asked()
	if q == nil || !st.consented() || st.s.Follow != nil {
		st.lead = append(st.lead, st.say.text("welcome_back_short"))
		return
	}
	if h.move == moveResume || h.move == moveHello {
		st.lead = append(st.lead, st.say.text("welcome_back", "item", q.Name))
		return
	}
	st.lead = append(st.lead, st.say.text("welcome_back_short"))
}

// withdraw takes consent back and wipes what was said.
func (st *step) withdraw() {
	if !st.machine.fire(st, evWithdraw) {
		return
	}
	key := "withdrawn"
	if st.s.Version > 0 || st.s.Before != "" {
		key = "withdrawn_sent"
	}
	st.forget()
	st.last = []Reply{{Text: st.say.text(key), Options: []Button{st.button("new_visit")}}}
}

// restart begins the questions again; consent stays.
func (st *step) restart() {
	privacy := st.answer(st.spots.privacy)
	for i := range st.Flow.Questions {
		st.s.Answers.Set(i, item.Answer{})
		st.touched = append(st.touched, i)
	}
	st.s.Answers.Set(st.spots.privacy.At, privacy)
	st.s.Trail, st.s.Again, st.s.Asking, st.s.Introduced, st.s.Follow, st.s.Doubted = nil, -1, -1, 0, nil, nil
	st.s.Fired = nil
	st.settle()
	st.lost = nil
	st.lead = append(st.lead, st.say.text("restarted"))
}

// tick lets time pass: an intake that has waited too long expires, without a
// word to the patient.
func (st *step) tick() {
	if st.s.Wake.IsZero() || st.now.Before(st.s.Wake) {
		return
	}
	st.s.Wake = noWake
	st.machine.fire(st, evExpire)
}

// afterwards reads a message to a conversation in which nothing is asked any
// more: questions are answered, a correction amends a case that was sent, and
// a new visit starts from what is known.
func (st *step) afterwards(h heard) {
	st.screenAfter(h)
	if st.s.Phase == PhaseEmergency {
		return
	}
	sent := st.s.Phase == PhaseSubmitted
	switch {
	case h.move == moveNewVisit || !sent && (h.move == moveRestart || h.move == moveResume):
		st.newVisit()
		return
	case st.s.Follow != nil && st.s.Follow.Kind == FollowStop && sent && st.followStop(h):
	case st.s.Follow != nil && st.s.Follow.Kind == FollowFAQ && st.followFAQ(st.s.Follow, h):
	case h.move == moveStop || h.move == moveDelete:
		if sent {
			st.s.Follow = &Follow{Kind: FollowStop, Item: st.spots.privacy.At}
		}
	case h.move == moveHuman:
		st.callHuman()
	case h.move == moveMore:
		st.tellMore()
	case h.move == moveUpset:
		st.lead = append(st.lead, st.say.text("upset_over"))
	case h.move == moveBot || h.move == moveThanks:
		st.lead = append(st.lead, st.say.text(string(h.move)))
	case sent && h.move == "" && st.change(h, false):
		st.turn.Effects = append(st.turn.Effects, Effect{Kind: Amend})
		st.s.Version++
		st.last = []Reply{{Text: st.say.text("amended")}}
	case h.move == "" && h.asks && st.answerQuestion(h, false):
	case sent && h.move == "" && len(h.words) >= 4:
		st.note(h.text)
		st.turn.Effects = append(st.turn.Effects, Effect{Kind: Amend})
		st.s.Version++
	}
	if st.last == nil && st.s.Follow == nil {
		st.last = []Reply{st.closing()}
	}
	st.compose()
}

// screenAfter keeps the safety net up when the talk is over: a sent case is
// re-opened by danger; where nothing may be kept, help is shown and staff are
// told that someone needs it, no more.
func (st *step) screenAfter(h heard) {
	if st.s.Phase == PhaseSubmitted {
		if st.screen(h); !st.alarmed {
			st.announce()
		}
		st.s.Signs = nil
		return
	}
	for _, sign := range st.net.Scan(h.text) {
		if sign.Doubt {
			continue
		}
		if st.s.Tries == 0 { // staff are told once
			st.turn.Effects = append(st.turn.Effects, Effect{Kind: Alert})
			st.s.Tries = 1
		}
		st.urgent = append(st.urgent, st.say.text("emergency_closed"))
		return
	}
}

// closing is what is said when a talk is over, in few words.
func (st *step) closing() Reply {
	key := map[Phase]string{
		PhaseSubmitted: "after_sent", PhaseDeclined: "declined_again", PhaseWithdrawn: "withdrawn_again", PhaseExpired: "expired",
	}[st.s.Phase]
	return Reply{Text: st.say.text(key), Options: []Button{st.button("new_visit")}}
}

// newVisit begins another conversation from what the last one knows and stays
// true between visits; each such answer is confirmed in it.
func (st *step) newVisit() {
	old := st.s
	st.s = State{
		Before: old.ID, Channel: old.Channel, User: old.User, Phase: PhaseStart, Flow: st.Flow.Hash, Lang: old.Lang,
		Opened: st.now, Spoke: st.now, Wake: st.now.Add(expireAfter), Turns: 1, Asking: -1, Again: -1,
		Answers: item.NewAnswers(st.Flow.Schema.Items),
	}
	st.s.Answers.Day = old.Answers.Day
	st.turn = Turn{Effects: st.turn.Effects}
	for _, q := range st.Flow.Questions {
		a := old.Answers.At(q.At)
		if q.Carry && (a.Status == item.Given || a.Status == item.None) {
			a.Carried, a.Turn = true, 0
			st.s.Answers.Set(q.At, a)
		}
		st.touched = append(st.touched, q.At)
	}
	st.machine.fire(st, evOpen)
	st.weighAll()
	st.put(st.spots.privacy)
	if old.Phase == PhaseSubmitted || old.Phase == PhaseExpired {
		st.lead = append(st.lead, st.say.text("new_visit_ready"))
	}
	st.compose()
}
