package summary

import (
	"slices"
	"strings"

	"intake/internal/item"
	"intake/internal/triage"
)

// Session lengths in minutes.
const (
	fullSession  = 60
	shortSession = 30
	// widespread is how many places make pain widespread: half of the twelve
	// that can be chosen.
	widespread = 6
)

func (b *builder) match() Match {
	m := Match{
		Therapists: b.therapists(), Gender: b.gender(), Asked: b.items("provider.preference"), Minutes: fullSession,
		Insurance: b.show("insurance.status"), Payer: b.words("insurance.payer"),
		Referral: b.show("referral.status"), Referrer: b.words("referral.from"), Claim: b.show("claim.type"),
		Slots: b.items("availability.slots"),
	}
	m.Session = "60 min"
	if b.has("history.conditions", "fibromyalgia", "chronic_fatigue") || len(b.value("symptoms.areas").Options()) >= widespread {
		m.Minutes = shortSession
		m.Session = "30 min (widespread pain)"
	}
	switch {
	case b.worst >= triage.Urgent:
		m.Session = "none until seen by a doctor, then " + m.Session
	case b.worst == triage.Clearance:
		m.Session += ", once cleared"
	}
	return m
}

// therapists are the kinds that suit, with why; the first is the one to book.
func (b *builder) therapists() []Therapist {
	var out []Therapist
	add := func(kind string, why ...string) {
		why = slices.DeleteFunc(why, func(s string) bool { return s == "" })
		if len(why) > 0 {
			out = append(out, Therapist{Kind: kind, Why: strings.Join(why, ", ")})
		}
	}
	when := func(yes bool, why string) string {
		if yes {
			return why
		}
		return ""
	}
	has := func(id item.ID, why string, options ...string) string { return when(b.has(id, options...), why) }
	signs := slices.Concat(b.items("redflag.nerve"))
	surgery := b.has("history.surgery", "surgery_12m") || b.has("symptoms.onset", "after_surgery")
	add("PT", when(b.worst >= triage.Clearance, "clearance or red flag"), when(len(signs) > 0, "nerve signs"),
		when(surgery, "after surgery"))
	add("prenatal-certified", has("pregnancy.status", "pregnancy", "yes", "maybe"), has("pregnancy.status", "after birth", "postpartum"))
	add("oncology-trained", has("history.conditions", "cancer", "cancer"))
	add("lymphedema-trained", has("history.conditions", "lymphedema", "lymphedema"), when(b.is("cancer.nodes_removed", true), "nodes removed"))
	add("sports", when(b.words("sport.name") != "", "sport"), has("injury.mechanism", "sports injury", "sport"),
		has("symptoms.onset", "training", "training_soreness"))
	if len(out) == 0 {
		out = []Therapist{{Kind: "PT or massage therapist", Why: "no special need"}}
	}
	return out
}
