package summary

import (
	"math"
	"slices"

	"intake/internal/body"
	"intake/internal/item"
	"intake/internal/text"
)

func (b *builder) reason() Reason {
	return Reason{
		Words: b.words("symptoms.reason"), Goal: b.words("goals.main"), Sport: b.words("sport.name"),
		Added: b.words("review.anything_else"),
	}
}

func (b *builder) body() Body {
	return Body{
		Pain: b.regions("symptoms.areas"), Surgery: b.regions("surgery.area"), Lymphedema: b.regions("lymphedema.area"),
		Skin: b.items("skin.now"), Implants: b.items("implant.types"),
	}
}

func (b *builder) regions(id item.ID) []Place {
	var out []Place
	for _, r := range b.value(id).Options() {
		p := Place{Region: r, Label: body.Label(r)}
		if at, ok := body.ByID(r); ok {
			p.Side = at.Side
		}
		out = append(out, p)
	}
	return out
}

// noTouch are the places of the limits that patients set.
var noTouch = []struct {
	option, area string
	bases        []string
}{
	{"no_face_scalp", "face and scalp", []string{"head", "face"}},
	{"no_chest", "chest", []string{"chest"}},
	{"no_abdomen", "belly", []string{"abdomen"}},
	{"no_glutes", "buttocks", []string{"buttock"}},
	{"no_feet", "feet", []string{"foot"}},
}

// hatches are the places to leave alone or go gently: precautions with a
// place, then the limits the patient set.
func (b *builder) hatches(areas []Area) []Hatch {
	var out []Hatch
	for _, a := range areas {
		if len(a.Regions) > 0 {
			out = append(out, Hatch{Area: a.Area, Why: a.Avoid[0], Regions: a.Regions})
		}
	}
	for _, n := range noTouch {
		if b.has("boundaries.list", n.option) {
			out = append(out, Hatch{Area: n.area, Why: "patient's limit", Regions: regionsOf(n.bases)})
		}
	}
	return out
}

// regionsOf spells out places, both sides of what is paired.
func regionsOf(bases []string) []string {
	var out []string
	for _, r := range body.Regions() {
		if slices.Contains(bases, r.Base) {
			out = append(out, r.ID)
		}
	}
	return out
}

// regionsIn finds the places that a rule's plain words name, head to foot: of
// a wide one all parts, both sides where none is said.
func regionsIn(words string) []string {
	found := body.Find(words)
	ids := slices.Concat(found.Regions, regionsOf(found.Unsided))
	for _, w := range found.Wide {
		for _, id := range regionsOf(body.Parts(w.Place)) {
			r, _ := body.ByID(id)
			if r.Side == "" || w.Left == w.Right || r.Side == "left" && w.Left || r.Side == "right" && w.Right {
				ids = append(ids, id)
			}
		}
	}
	var out []string
	for _, r := range body.Regions() {
		if slices.Contains(ids, r.ID) {
			out = append(out, r.ID)
		}
	}
	return out
}

// realMean and changeRule say how large a change is more than chance (Stratford 1995).
const (
	realMean   = 2.0
	changeRule = "MDC90: 2 points for the mean, 3 for one activity (Stratford 1995)"
)

func (b *builder) baseline() Baseline {
	l := Baseline{
		Now: b.number("pain.now"), Worst: b.number("pain.worst"), Best: b.number("pain.best"),
		Pattern: b.show("pain.pattern_24h"), Change: changeRule, Pressure: b.show("preference.pressure"),
		Earlier: []Score{},
	}
	sum, n := 0.0, 0
	for _, p := range [][2]item.ID{
		{"psfs.activity1", "psfs.score1"}, {"psfs.activity2", "psfs.score2"}, {"psfs.activity3", "psfs.score3"},
	} {
		a := Activity{Words: b.words(p[0]), Score: b.number(p[1])}
		if a.Words == "" && a.Score == nil {
			continue
		}
		if a.Score != nil {
			sum += *a.Score
			n++
		}
		l.Activity = append(l.Activity, a)
	}
	if n > 0 {
		mean := math.Round(sum/float64(n)*10) / 10
		l.Mean = &mean
	}
	return l
}

// Compare adds the scores of the visit that this one started from, and of
// those before it, with what has changed since.
func (c *Case) Compare(earlier *Case) {
	e := earlier.Baseline
	s := Score{ID: earlier.Banner.ID, At: earlier.Banner.Sent, Now: e.Now, Mean: e.Mean}
	if s.At.IsZero() {
		s.At = earlier.Banner.Opened
	}
	all := append([]Score{s}, e.Earlier...)
	for i := range all {
		all[i].NowChange = change(c.Baseline.Now, all[i].Now)
		all[i].MeanChange = change(c.Baseline.Mean, all[i].Mean)
		all[i].Real = all[i].MeanChange != nil && math.Abs(*all[i].MeanChange) >= realMean
	}
	c.Baseline.Earlier = all
}

func change(now, then *float64) *float64 {
	if now == nil || then == nil {
		return nil
	}
	d := math.Round((*now-*then)*10) / 10
	return &d
}

// phases: acute under 6 weeks, chronic from 90 days, subacute between.
func phaseOf(days int) string {
	switch {
	case days < 6*7:
		return "acute"
	case days < 90:
		return "subacute"
	default:
		return "chronic"
	}
}

func (b *builder) behaviour() Behaviour {
	h := Behaviour{
		Onset:       b.show("symptoms.onset"),
		Injury:      b.facts("injury.mechanism", "injury.assessed", "sport.injury_type"),
		Aggravating: b.items("pain.aggravating"), Easing: b.items("pain.easing"), Quality: b.items("pain.quality"),
		Flare: b.show("chronic.flare"), Previous: b.items("treatment.previous"), Response: b.show("treatment.response"),
	}
	b.orNone("pain.aggravating", &h.Aggravating)
	b.orNone("pain.easing", &h.Easing)
	b.orNone("treatment.previous", &h.Previous)
	if n := b.number("symptoms.duration"); n != nil {
		days := int(*n)
		h.Days, h.Duration, h.Phase = &days, text.SayDays(staffLang, days), phaseOf(days)
	}
	return h
}

// orNone fills a list in which "none" is an answer worth reading.
func (b *builder) orNone(id item.ID, to *[]Item) {
	if b.denied(id) {
		*to = []Item{{ID: b.value(id).Options()[0], Label: b.show(id)}}
	}
}

func (b *builder) boundaries() Boundaries {
	const list = item.ID("boundaries.list")
	o := Boundaries{
		Touch: b.itemsOf(list, "stay_clothed", "no_face_scalp", "no_feet", "no_abdomen", "no_chest", "no_glutes",
			"explain_first", "past_trauma"),
		Chaperone: b.has(list, "chaperone"), Therapist: b.gender(), Access: b.itemsOf(list, "access_help"),
		Mood: b.show("wellbeing.coping"), None: b.denied(list),
	}
	if b.has(list, "cannot_lie_flat") {
		o.LieFlat = "cannot lie flat"
	}
	if b.minor() {
		o.Safeguarding = safeguarding(b)
	}
	return o
}

// gender is the therapist wished for, female or male.
func (b *builder) gender() string {
	for _, id := range []item.ID{"boundaries.list", "provider.preference"} {
		switch female, male := b.has(id, "female_therapist"), b.has(id, "male_therapist"); {
		case female && male:
			return "female or male"
		case female:
			return "female"
		case male:
			return "male"
		}
	}
	return ""
}
