package summary

import (
	"slices"
	"strings"

	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/text"
)

// stillOpen reports whether q applies and was never answered: not reached yet,
// or opened by a correction after the intake was sent.
func (b *builder) stillOpen(q *flow.Question) bool {
	return !b.a.At(q.At).Status.Closed() && q.Asks() && q.Applies(b.a)
}

func (b *builder) notAnswered() NotAnswered {
	var n NotAnswered
	for _, q := range b.e.Flow.Questions {
		a := b.a.At(q.At)
		switch {
		case a.Refused():
			b.taken[q.ID] = true
			n.Declined = append(n.Declined, Declined{
				Item: q.ID, Label: b.name(q.ID), Safety: q.Safety, Reason: b.refusal(a.Turn), Turn: a.Turn, At: b.at(a.Turn),
			})
		case b.stillOpen(q):
			n.NotReached = append(n.NotReached, Item{ID: string(q.ID), Label: b.name(q.ID)})
		}
	}
	for _, h := range b.rules {
		if h.ID == "clr.declined" {
			n.Rule = h.ID
		}
	}
	for i := range b.entries {
		e := &b.entries[i]
		if e.By != "patient" {
			continue
		}
		u := Unheard{Item: e.Asked, Words: text.Strip(e.Said.Text), Turn: e.N, At: b.local(e.At)}
		if e.Asked != "" {
			u.Label = b.name(e.Asked)
		}
		switch {
		case e.Turn.Gap:
			if before := b.entry(e.N - 1); before != nil && offersFAQ(before.Turn) {
				u.Words = text.Strip(before.Said.Text) // "none of these" was said of it
			}
			u.Item, u.Label = "", ""
			n.Questions = append(n.Questions, u)
		case e.Turn.Missed && u.Words != "":
			n.NotUnderstood = append(n.NotUnderstood, u)
		}
	}
	return n
}

// refusal is what was said when an item was left out, "" for a bare skip.
func (b *builder) refusal(turn uint32) string {
	e := b.entry(turn)
	if e == nil || b.e.IsMove(e.Said.Text) {
		return ""
	}
	return text.Strip(e.Said.Text)
}

func offersFAQ(t dialog.Turn) bool {
	return slices.ContainsFunc(t.Replies, func(r dialog.Reply) bool {
		return slices.ContainsFunc(r.Options, func(o dialog.Button) bool { return o.ID == "none_of_these" })
	})
}

func (b *builder) provenance() Provenance {
	p := Provenance{
		Answers: []Answer{}, RuleSet: b.version(), Conversation: b.s.ID, Turns: b.s.Turns,
		Transcript: strings.TrimSpace("transcript " + b.s.ID),
	}
	for _, q := range b.e.Flow.Questions {
		a := b.a.At(q.At)
		if a.Status == item.Open || a.Status == item.NotApplicable {
			continue
		}
		p.Answers = append(p.Answers, Answer{
			Item: q.ID, Label: b.name(q.ID), Section: q.Prompt.Section.ID, Status: a.Status.String(),
			Type: q.Kind.Type().String(), Value: a.Value, Shown: b.showValue(q.ID, a.Value), Code: q.Code,
			Turn: a.Turn, At: b.at(a.Turn), Carried: a.Carried, Listened: a.Listened, Private: q.Private,
		})
	}
	for i := range b.entries {
		e := &b.entries[i]
		for _, h := range e.Turn.Understood {
			if h.Was.IsNull() {
				continue
			}
			d := Edit{
				Item: h.Item, Label: b.name(h.Item), Old: b.showValue(h.Item, h.Was), New: b.showValue(h.Item, h.Value),
				Turn: e.N, At: b.local(e.At),
			}
			if h.Value.IsNull() {
				d.New = h.Status.String()
			}
			p.Edits = append(p.Edits, d)
		}
	}
	for _, h := range b.rules {
		p.Rules = append(p.Rules, Fired{
			Rule: h.ID, Disposition: h.Disposition, Turn: h.fired.Turn, At: b.at(h.fired.Turn), Told: h.fired.Told,
		})
	}
	return p
}
