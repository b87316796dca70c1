package summary

import (
	"strings"

	"intake/internal/dialog"
	"intake/internal/item"
)

// consentItems are the questions of consent, in asking order.
var consentItems = []item.ID{"consent.privacy", "guardian.consent", "consent.share", "consent.treatment"}

func (b *builder) consents() Consents {
	c := Consents{
		List: []Consent{}, Guardian: b.words("guardian.name"), Relationship: b.show("guardian.relationship"),
		Present: b.show("guardian.present"), Doctor: b.mayContact(),
	}
	b.taken["review.confirm"] = true
	for _, id := range consentItems {
		q := b.e.Flow.Question(id)
		a := b.get(id)
		if q == nil || a.Status == item.NotApplicable {
			continue
		}
		n := Consent{
			Item: id, Label: b.name(id), Wording: strings.ReplaceAll(q.Ask, " "+dialog.WherePlace, ""), Version: b.version(), Name: b.words("profile.name"),
			At: b.at(a.Turn), Turn: a.Turn, Channel: b.s.Channel, Value: "not asked",
		}
		switch {
		case a.Known() && a.Value.Bool():
			n.Value = "yes"
		case a.Known():
			n.Value = "no"
		case a.Refused():
			n.Value = "not answered"
		default:
			n.Name, n.Channel = "", ""
		}
		if c.Guardian != "" && n.Name != "" {
			n.Name = c.Guardian + " for " + n.Name
		}
		if a.Status != item.Open && !b.open {
			n.Shown = b.shown(id, a.Turn)
		}
		c.List = append(c.List, n)
	}
	return c
}

// version names the exact content: flow, version and hash.
func (b *builder) version() string {
	return b.e.Flow.ID + " " + b.e.Flow.Version + " " + b.hash()
}

// shown is what stood on the screen when a question was answered: the last
// turn before the answer that asked it.
func (b *builder) shown(id item.ID, answered uint32) string {
	var s string
	for i := range b.entries {
		e := &b.entries[i]
		if e.N >= answered || e.Turn.Asking != id {
			continue
		}
		var texts []string
		for _, r := range e.Turn.Replies {
			texts = append(texts, r.Text)
		}
		s = strings.Join(texts, "\n\n")
	}
	return s
}
