package dialog

import (
	"slices"
	"strings"

	"intake/internal/faq"
	"intake/internal/text"
)

// makeMove does what the patient asks of the conversation. It reports false
// where the message is no move.
func (st *step) makeMove(h heard) bool {
	q := st.asked()
	switch h.move {
	case moveBack:
		st.goBack()
	case moveSkip:
		if st.s.Follow != nil && st.s.Follow.Kind == FollowSign {
			return false // no answer about a sign: it is asked once more, then taken as there
		}
		st.skip()
	case moveWhy:
		if q != nil {
			st.lead = append(st.lead, st.say.text("why", "why", q.Why))
		}
		st.short = true
	case moveHelp:
		st.answers = append(st.answers, Reply{Text: st.helpText(q)})
		st.short = true
	case moveRepeat, moveResume, moveNewVisit, moveHello:
		if h.move == moveHello && len(st.lead) == 0 {
			st.lead = append(st.lead, st.say.text("hello"))
			st.short = true
		}
	case movePause:
		st.pause()
	case moveRestart:
		if !st.consented() {
			return true
		}
		st.s.Follow = &Follow{Kind: FollowRestart, Item: st.spots.privacy.At}
	case moveStop:
		st.s.Follow = &Follow{Kind: FollowStop, Item: st.stopItem()}
	case moveDelete:
		if st.s.Follow != nil && st.s.Follow.Kind == FollowStop {
			return false
		}
		st.s.Follow = &Follow{Kind: FollowStop, Item: st.stopItem()}
	case moveHuman:
		st.callHuman()
		st.short = true
	case moveThanks, moveBot:
		st.lead = append(st.lead, st.say.text(string(h.move)))
		st.short = true
	case moveUpset:
		st.upset = true
		st.lead = append(st.lead, st.say.text([]string{"upset.1", "upset.2", "upset.3"}[st.s.Turns%3]))
		st.short = true
	case moveLeft:
		st.lead = append(st.lead, st.say.text("left", "n", itoa(st.leftInAll())))
		st.short = true
	case moveMore:
		st.tellMore()
		st.short = true
	default:
		return false
	}
	return true
}

// stopItem is the item that "keep or delete" concerns: the one being asked.
func (st *step) stopItem() int { return max(st.s.Asking, 0) }

// goBack asks the item before the present one again; its answer stays until a
// new one is given.
func (st *step) goBack() {
	st.s.Follow = nil
	t := st.s.Trail
	for len(t) > 0 && (t[len(t)-1] == st.s.Asking || t[len(t)-1] == st.spots.privacy.At ||
		!st.Flow.Questions[t[len(t)-1]].Possible(st.s.Answers)) {
		t = t[:len(t)-1]
	}
	if len(t) == 0 {
		st.lead = append(st.lead, st.say.text("nothing_before"))
		st.short = true
		return
	}
	at := t[len(t)-1]
	st.s.Trail = append([]int(nil), t[:len(t)-1]...)
	st.s.Again = at
	st.lead = append(st.lead, st.say.text("going_back"))
}

// skip leaves what is asked: the whole prompt where it was put as one.
func (st *step) skip() {
	q := st.asked()
	if q == nil {
		return
	}
	if mustAnswer(q) {
		st.lead = append(st.lead, st.say.text("skip_refused"))
		st.s.Tries = max(st.s.Tries, 1)
		st.again = true
		return
	}
	if st.s.Again == q.At && st.answer(q).Known() {
		st.s.Again, st.s.Follow = -1, nil
		st.lead = append(st.lead, st.say.text("kept"))
		st.short = true
		return
	}
	safety := q.Safety
	open := st.openIn(q.Prompt)
	st.leave(q)
	if len(open) == len(q.Prompt.Questions) {
		for _, o := range open {
			if safety = safety || o.Safety; o != q {
				st.leave(o)
			}
		}
	}
	key := "skipped"
	if safety {
		key = "skipped_safety"
	}
	st.lead = append(st.lead, st.say.text(key))
	st.settle()
}

// callHuman tells how to reach a person, and staff that one is wanted.
func (st *step) callHuman() {
	st.lead = append(st.lead, st.say.text("human"))
	st.turn.Effects = append(st.turn.Effects, Effect{Kind: Call})
}

// answerQuestion answers a question from the clinic's content, offers what it
// may mean, sends it to a clinician, or says that it does not know and keeps it
// for staff. With sure it does only the first and the third. Of two questions
// in one message each is answered that can be.
func (st *step) answerQuestion(h heard, sure bool) bool {
	st.short = true
	ranked := st.ask(h.text)
	told, referred := st.answerParts(h.text, ranked)
	switch {
	case told || referred:
	case ranked.Verdict == faq.Answer:
		st.tell(ranked.Hits[0].ID, ranked.Hits[0].Score)
	case ranked.Verdict == faq.Clinician:
		referred = true
	case sure:
		st.short = false
		return false
	case ranked.Verdict == faq.Choose:
		var ids []string
		for _, hit := range ranked.Hits[:min(3, len(ranked.Hits))] {
			ids = append(ids, hit.ID)
		}
		st.offerAnswers(ids)
	default:
		st.turn.Gap = true
		st.lead = append(st.lead, st.say.text("faq_unknown"))
	}
	if referred {
		st.turn.Gap = true
		st.lead = append(st.lead, st.say.text("faq_clinician"))
	}
	return true
}

// ask ranks a question; one that is not sure as it stands is ranked again
// without the chatter around it.
func (st *step) ask(question string) faq.Ranking {
	ranked := st.FAQ.Ask(question)
	if ranked.Verdict == faq.Answer || len(question) > longest {
		return ranked
	}
	line := text.Parse(question, "")
	bare := line.Bare()
	if n := wordsIn(bare); n < 2 || n == wordsIn(question) {
		return ranked
	}
	if strings.ContainsAny(question, "?¿") {
		bare += "?"
	}
	if plain := st.FAQ.Ask(bare); plain.Verdict == faq.Answer || ranked.Verdict == faq.Abstain {
		return plain
	}
	return ranked
}

// mostTold is how many answers one message gets.
const mostTold = 2

// answerParts answers the questions of a message one by one, where it puts
// several. It reports whether it told something, and whether one of them
// is a clinician's.
func (st *step) answerParts(message string, whole faq.Ranking) (told, referred bool) {
	parts := st.moves.questions(message)
	if len(parts) < 2 {
		return false, false
	}
	var hits []faq.Hit
	holds := func(id string) bool {
		return slices.ContainsFunc(hits, func(h faq.Hit) bool { return h.ID == id })
	}
	for _, p := range parts {
		switch r := st.ask(p); {
		case r.Verdict == faq.Answer && !holds(r.Hits[0].ID):
			hits = append(hits, r.Hits[0])
		case r.Verdict == faq.Clinician:
			referred = true
		}
	}
	if whole.Verdict == faq.Answer && !holds(whole.Hits[0].ID) {
		hits = slices.Insert(hits, 0, whole.Hits[0])
	}
	hits = hits[:min(mostTold, len(hits))]
	for _, h := range hits {
		st.tell(h.ID, h.Score)
	}
	return len(hits) > 0, referred
}

// tell answers with an entry; "more" brings the rest of it.
func (st *step) tell(id string, score float64) {
	e := st.FAQ.Entry(id)
	if e == nil {
		return
	}
	first := st.turn.FAQ
	st.answers = append(st.answers, st.answerOf(e, score))
	if n := len(st.answers); first != nil {
		st.turn.FAQ = first
		st.answers[n-2].Options = nil // "more" is of the last
	}
}

// answerOf is the answer of an entry, and notes that it was given.
func (st *step) answerOf(e *faq.Entry, score float64) Reply {
	st.turn.FAQ = &faq.Hit{ID: e.ID, Score: score}
	st.s.LastFAQ = e.ID
	r := Reply{Text: st.Tells(e)}
	if e.Offer && !st.consented() {
		r.Text += " " + st.say.text("faq_offer")
	}
	if e.More != "" {
		r.Options = []Button{{string(moveMore), st.say.text("button.more")}}
	}
	return r
}

// tellMore says the rest of the entry answered last.
func (st *step) tellMore() {
	e := st.FAQ.Entry(st.s.LastFAQ)
	if e == nil || e.More == "" {
		st.lead = append(st.lead, st.say.text("faq_more"))
		return
	}
	st.answers = append(st.answers, Reply{Text: e.More})
}

// Tells returns an answer as patients get it, completed with what the clinic
// has said of itself, or with the word that it has not and how to ask.
func (e *Engine) Tells(x *faq.Entry) string {
	if x.Fact == "" {
		return x.Answer
	}
	rest := x.Unfilled
	if fact := e.clinic.Facts[x.Fact].S; fact != "" {
		rest = strings.ReplaceAll(x.Filled, "{fact}", fact)
	}
	return strings.TrimSpace(x.Answer + " " + rest)
}

// wordsIn counts the words of a text.
func wordsIn(s string) int { return len(text.Words(s)) }
