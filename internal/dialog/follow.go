package dialog

import (
	"slices"
	"strings"

	"intake/internal/body"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// followQuestion puts the question back that is open.
func (st *step) followQuestion(f *Follow) Reply {
	q := st.Flow.Questions[f.Item]
	switch f.Kind {
	case FollowSign:
		return Reply{Text: st.signAsk(q, f.Words[0]), Options: []Button{st.button("yes"), st.button("no")}}
	case FollowStop:
		return Reply{Text: st.say.text("stop_ask"), Options: []Button{st.button("keep"), st.button("delete"), st.button("go_on")}}
	case FollowRestart:
		return Reply{Text: st.say.text("restart_ask"), Options: []Button{st.button("yes"), st.button("no")}}
	case FollowWhich:
		return Reply{Text: st.say.text("review_which")}
	default:
		return st.readerAsks(q, f.Read)
	}
}

// readerAsks puts a reader's question back: which side, are you sure.
func (st *step) readerAsks(q *flow.Question, f *kind.Follow) Reply {
	about := make([]string, len(f.About))
	means := ""
	for i, a := range f.About {
		about[i] = body.Label(a)
		for _, o := range q.Options {
			if o.ID == a {
				about[i] = o.Label
				means = o.Means
			}
		}
	}
	r := Reply{Text: st.say.text(f.Ask, "about", st.say.list(about))}
	if means != "" && len(about) == 1 {
		r.Text = means + " " + r.Text
	}
	for _, o := range f.Options {
		r.Options = append(r.Options, Button{o.ID, o.Label})
	}
	return r
}

// followUp reads a message as the answer to the question back. It reports
// false where the message is about something else, which then is read as
// usual.
func (st *step) followUp(h heard) bool {
	f := st.s.Follow
	q := st.Flow.Questions[f.Item]
	switch f.Kind {
	case FollowSign:
		return st.followSign(q, f, h)
	case FollowFAQ:
		return st.followFAQ(f, h)
	case FollowStop:
		return st.followStop(h)
	case FollowRestart:
		return st.followRestart(h)
	case FollowWhich:
		st.s.Follow = nil
		return false
	default:
		return st.followReader(q, f, h)
	}
}

func (st *step) followReader(q *flow.Question, f *Follow, h heard) bool {
	env := st.env
	env.Follow = f.Read
	r := q.Kind.Read(&q.Spec, h.said, env)
	switch r.Outcome {
	case kind.Valued:
		st.s.Follow = nil
		r.Inferred = true
		if st.record(q, r) {
			st.settle()
		}
		return true
	case kind.Followed:
		st.s.Follow = &Follow{Kind: FollowRead, Item: q.At, Read: r.Follow}
		return true
	case kind.NotClear, kind.NotSure:
		st.missed(q, "")
		return true
	}
	if h.asks && st.answerQuestion(h, false) {
		return true
	}
	st.missed(q, "")
	return true
}

// askSign puts the plain yes/no question about the first sign half heard.
func (st *step) askSign() {
	key := st.s.Signs[0]
	q, option := st.signOf(key)
	if f := st.s.Follow; f != nil && f.Kind == FollowRead {
		st.s.Held = f
	}
	st.s.Follow = &Follow{Kind: FollowSign, Item: q.At, Words: []string{option}}
	st.s.Asking = q.At
	st.s.Tries = 0
}

// nextSign drops the signs that need no question any more and reports whether
// one is left to ask about.
func (st *step) nextSign() bool {
	for len(st.s.Signs) > 0 {
		if q, option := st.signOf(st.s.Signs[0]); q != nil && !st.toldOf(q, option) {
			return true
		}
		st.s.Signs = st.s.Signs[1:]
	}
	return false
}

// toldOf reports whether the patient has just answered the list that a sign
// stands in, so that there is nothing to ask about it.
func (st *step) toldOf(q *flow.Question, option string) bool {
	a := st.answer(q)
	return a.Status == item.Given && a.Turn == st.s.Turns || a.Known() && a.Value.Has(option)
}

func (st *step) signAsk(q *flow.Question, option string) string {
	if ask := st.signAsks[doubtKey(q.ID, option)]; ask != "" && st.s.Tries == 0 && !st.short {
		return ask
	}
	for _, o := range q.Options {
		if o.ID == option {
			return strings.TrimSpace(o.Means + " " + st.say.text("sure_sign", "about", o.Label))
		}
	}
	return st.say.text("sure_sign", "about", q.Name)
}

// followSign reads the answer to the question about a sign. Still unclear,
// the safer reading is taken: the sign is there.
func (st *step) followSign(q *flow.Question, f *Follow, h heard) bool {
	yes, clear := st.says(h.said)
	if !clear && st.s.Tries == 0 {
		st.s.Tries = 1
		return true
	}
	key := doubtKey(q.ID, f.Words[0])
	st.s.Signs = slices.DeleteFunc(slices.Clone(st.s.Signs), func(s string) bool { return s == key })
	st.s.Doubted = append(st.s.Doubted, key)
	st.s.Follow, st.s.Held = st.s.Held, nil
	st.s.Tries = 0
	if st.s.Follow != nil {
		st.s.Asking = st.s.Follow.Item
	} else {
		st.backToTrail()
	}
	if yes || !clear {
		st.addSign(q, f.Words[0])
		st.settle()
	}
	return true
}

// backToTrail returns to the item that was asked before a question back about
// another one.
func (st *step) backToTrail() {
	st.s.Asking = -1
	if n := len(st.s.Trail); n > 0 {
		at := st.s.Trail[n-1]
		if q := st.Flow.Questions[at]; st.open(q) || st.s.Again == at {
			st.s.Asking = at
			st.short = true
		}
	}
}

const faqButton = "faq."

// offer puts the answers that a question may have meant.
func (st *step) offer(f *Follow) Reply {
	r := Reply{Text: st.say.text("faq_choose")}
	for _, id := range f.Words {
		r.Options = append(r.Options, Button{faqButton + id, st.FAQ.Entry(id).Short})
	}
	r.Options = append(r.Options, st.button("none_of_these"))
	return r
}

// offerAnswers offers what a question may have meant. A question back that was
// open waits.
func (st *step) offerAnswers(ids []string) {
	if f := st.s.Follow; f != nil && f.Kind == FollowRead {
		st.s.Held = f
	}
	st.s.Follow = &Follow{Kind: FollowFAQ, Item: max(st.s.Asking, 0), Words: ids}
}

// followFAQ reads the choice among answers offered. Behind the offer the
// pending question was put again, so what answers that is left to it.
func (st *step) followFAQ(f *Follow, h heard) bool {
	st.s.Follow, st.s.Held = st.s.Held, nil
	st.short = true
	chosen := strings.TrimPrefix(h.said.Choice, faqButton)
	if i, ok := ordinal(h.words); ok && i < len(f.Words) && !st.answersBehind(h) {
		chosen = f.Words[i]
	}
	for _, id := range f.Words {
		if e := st.FAQ.Entry(id); chosen == id || len(h.words) > 0 && strings.EqualFold(strings.TrimSpace(h.text), e.Short) {
			st.tell(id, 1)
			return true
		}
	}
	yes, clear := st.says(h.said)
	switch {
	case h.said.Choice == "none_of_these":
		clear, yes = true, false
	case h.said.Choice != "" || clear && st.answersBehind(h):
		clear = false
	}
	switch {
	case !clear:
		return st.s.Follow != nil && st.followUp(h)
	case !yes:
		st.turn.Gap = true
		st.lead = append(st.lead, st.say.text("faq_none"))
	default: // a yes to "did you mean" is none to the question behind it
		st.tell(f.Words[0], 1)
	}
	return true
}

// answersBehind reports whether a bare yes, no or number is rather the answer
// to the question put behind an offer. No safety question is denied so: the no
// may be to the offer.
func (st *step) answersBehind(h heard) bool {
	q := st.asked()
	if q == nil || st.done() || st.s.Follow != nil || q.Kind.Type() == item.Text {
		return false
	}
	if yes, clear := st.says(h.said); q.Safety && clear && !yes {
		return false
	}
	return q.Kind.Read(&q.Spec, h.said, st.env).Outcome == kind.Valued
}

// ordinal reads a bare number of a button, from 1.
func ordinal(words []string) (int, bool) {
	if len(words) != 1 || len(words[0]) != 1 || words[0][0] < '1' || words[0][0] > '9' {
		return 0, false
	}
	return int(words[0][0] - '1'), true
}

func (st *step) followStop(h heard) bool {
	st.s.Follow = nil
	yes, clear := st.says(h.said)
	switch {
	case h.move == moveKeep || h.move == movePause:
		st.pause()
	case h.move == moveDelete:
		st.withdraw()
	case h.said.Choice == "go_on" || clear && !yes:
		st.short = true
		st.lead = append(st.lead, st.say.text("stop_not"))
	default:
		return false
	}
	return true
}

func (st *step) followRestart(h heard) bool {
	yes, clear := st.says(h.said)
	st.s.Follow = nil
	if !clear {
		return false
	}
	if !yes {
		st.lead = append(st.lead, st.say.text("restart_not"))
		st.short = true
		return true
	}
	st.restart()
	return true
}

// askChanged asks of a whole section at once what has changed since the last
// visit.
func (st *step) askChanged(q *flow.Question) Reply {
	var b []string
	if intro := st.intro(q); intro != "" {
		b = append(b, intro)
	}
	b = append(b, strings.Join(st.lines(q.Prompt.Section, func(q *flow.Question) bool { return st.answer(q).Carried }), "\n"))
	b = append(b, st.say.text("changed_ask"))
	return Reply{Text: strings.Join(b, "\n\n"), Options: []Button{st.button("same"), st.button("changed")}}
}

// readChanged reads the answer to askChanged: all as it was, or something is
// different, told at once or by going through the section again.
func (st *step) readChanged(q *flow.Question, h heard) bool {
	s := q.Prompt.Section
	if len(h.words) > 2 && st.change(h, true) {
		st.confirmCarried(s)
		return true
	}
	yes, clear := st.says(h.said)
	switch {
	case h.said.Choice == "same" || clear && !yes:
		st.confirmCarried(s)
		st.lead = append(st.lead, st.say.text("changed_same"))
	case h.said.Choice == "changed" || clear:
		for _, p := range s.Prompts {
			for _, q := range p.Questions {
				if st.answer(q).Carried {
					st.s.Answers.Set(q.At, item.Answer{})
					st.touched = append(st.touched, q.At)
				}
			}
		}
		st.settle()
	default:
		return false
	}
	return true
}

// confirmCarried keeps a section's answers of the last visit for this one.
func (st *step) confirmCarried(s *flow.Section) {
	for _, p := range s.Prompts {
		for _, q := range p.Questions {
			if a := st.answer(q); a.Carried {
				a.Carried = false
				st.set(q, a, false)
			}
		}
	}
	st.settle()
}
