package dialog

import (
	"strings"

	"intake/internal/faq"
)

// Apart says that a message stands by itself: the safety net hears it and the
// clinic's content answers it, but it moves no intake and its words are not
// kept.
type Apart string

// The reasons why a message stands apart; "" is none.
const (
	// ApartAsk is a question put beside the intake. Where it tells of danger,
	// it is taken as any other message.
	ApartAsk Apart = "ask"
	// ApartMinimal is a message where the clinic wants no health details:
	// whatever else it says is met with how to reach the clinic.
	ApartMinimal Apart = "minimal"
)

// answerApart answers a message that stands apart. It reports false where the
// message must be taken as any other.
func (st *step) answerApart(m Message) bool {
	h := st.takeTo(m.Said, nil)
	alarm, doubt := false, false
	if h.said.Text != "" {
		for _, sign := range st.net.Scan(h.text) {
			alarm, doubt = alarm || !sign.Doubt, doubt || sign.Doubt
		}
	}
	if m.Apart == ApartAsk && (alarm || doubt) {
		return false
	}
	st.turn.Apart = true
	var r Reply
	switch {
	case alarm:
		st.turn.Effects = append(st.turn.Effects, Effect{Kind: Alert})
		r.Text = st.say.text("emergency_closed")
	case doubt:
		r.Text = st.say.text("apart_sign")
	default:
		if m.Apart == ApartMinimal && st.s.Turns == 1 {
			st.turn.Replies = append(st.turn.Replies, Reply{Text: st.say.text("apart_hello")})
		}
		r = st.apartReply(m, h)
	}
	st.turn.Replies = append(st.turn.Replies, r)
	return true
}

// apartReply answers from the clinic's content alone.
func (st *step) apartReply(m Message, h heard) Reply {
	id, pressed := strings.CutPrefix(h.said.Choice, faqButton)
	if e := st.FAQ.Entry(id); pressed && e != nil {
		return st.answerOf(e, 1)
	}
	if e := st.FAQ.Entry(st.s.LastFAQ); h.move == moveMore && e != nil && e.More != "" {
		return Reply{Text: e.More}
	}
	switch {
	case h.move == moveHuman:
		st.turn.Effects = append(st.turn.Effects, Effect{Kind: Call})
		return Reply{Text: st.say.text("human")}
	case h.said.Text == "" || h.move != "":
		return Reply{Text: st.say.text("apart")}
	}
	ranked := st.FAQ.Ask(h.text)
	switch {
	case ranked.Verdict == faq.Answer:
		return st.answerOf(st.FAQ.Entry(ranked.Hits[0].ID), ranked.Hits[0].Score)
	case m.Apart == ApartMinimal && !h.asks:
		return Reply{Text: st.say.text("apart")}
	case ranked.Verdict == faq.Choose:
		r := Reply{Text: st.say.text("faq_choose")}
		for _, hit := range ranked.Hits[:min(3, len(ranked.Hits))] {
			r.Options = append(r.Options, Button{faqButton + hit.ID, st.FAQ.Entry(hit.ID).Short})
		}
		return r
	case ranked.Verdict == faq.Clinician:
		return Reply{Text: st.say.text("apart_clinician")}
	default:
		return Reply{Text: st.say.text("apart_unknown")}
	}
}
