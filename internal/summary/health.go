package summary

import (
	"slices"

	"intake/internal/body"
	"intake/internal/item"
	"intake/internal/text"
)

// follows are the questions asked about a condition: those of the first of
// its options that the patient has.
var follows = []struct {
	list    item.ID
	options []string
	ask     []item.ID
}{
	{"history.circulation", []string{"heart_attack", "heart_surgery", "stroke_tia"}, []item.ID{"heart.event_months"}},
	{
		"history.circulation",
		[]string{"heart_attack", "angina", "heart_failure", "arrhythmia", "valve_disease", "heart_surgery", "stroke_tia", "aneurysm"},
		[]item.ID{"heart.change"},
	},
	{"history.circulation", []string{"high_bp"}, []item.ID{"bp.control"}},
	{
		"history.conditions",
		[]string{"cancer"},
		[]item.ID{"cancer.status", "cancer.site", "cancer.treatment", "cancer.spread", "cancer.nodes_removed"},
	},
	{"history.conditions", []string{"diabetes"}, []item.ID{"diabetes.control", "diabetes.feet"}},
	{"history.conditions", []string{"osteoporosis"}, []item.ID{"osteoporosis.fracture"}},
	{"history.conditions", []string{"inflammatory_arthritis", "gout", "lupus_connective"}, []item.ID{"inflammatory.flare"}},
	{"history.conditions", []string{"epilepsy"}, []item.ID{"epilepsy.control"}},
	{"history.conditions", []string{"lymphedema"}, []item.ID{"lymphedema.area"}},
}

func (b *builder) history() History {
	var h History
	for _, id := range []item.ID{"history.circulation", "history.conditions"} {
		for _, o := range b.items(id) {
			h.Conditions = append(h.Conditions, Condition{Item: id, ID: o.ID, Label: o.Label})
		}
	}
	for _, f := range follows {
		facts := b.facts(f.ask...)
		at := slices.IndexFunc(h.Conditions, func(c Condition) bool {
			return c.Item == f.list && slices.Contains(f.options, c.ID)
		})
		switch {
		case at >= 0:
			h.Conditions[at].Follow = append(h.Conditions[at].Follow, facts...)
		case len(facts) > 0:
			// Heard without the condition itself: it still must be read.
			h.Conditions = append(h.Conditions, Condition{Item: f.list, ID: "", Label: b.name(f.list), Follow: facts})
		}
	}
	h.Surgery = b.surgery()
	h.Recent = b.itemsOf("history.surgery", "injection_2w", "fracture_3m")
	h.Implants = b.items("implant.types")
	for _, id := range []item.ID{"history.circulation", "history.conditions", "history.surgery", "skin.now"} {
		if b.denied(id) {
			h.Denied = append(h.Denied, b.name(id))
		}
	}
	return h
}

func (b *builder) surgery() *Surgery {
	s := Surgery{
		Type: b.words("surgery.type"), Weeks: b.weeksOn("surgery.weeks_ago"),
		Areas: joinLabels(b.value("surgery.area")), Wound: b.show("surgery.wound"), Cleared: b.show("surgery.cleared"),
	}
	if !b.has("history.surgery", "surgery_12m") && s == (Surgery{}) {
		return nil
	}
	return &s
}

func joinLabels(v item.Value) string {
	var out []Item
	for _, l := range body.Labels(v.Options()) {
		out = append(out, Item{Label: l})
	}
	return list(out)
}

// products name what an allergy rules out; other allergens have no product.
var products = []struct{ option, product string }{
	{"nut_oil", "nut oils"},
	{"fragrance", "fragrance"},
	{"lanolin", "lanolin"},
	{"menthol", "menthol"},
	{"latex", "latex gloves and bands"},
	{"adhesive", "tape and adhesive"},
}

func (b *builder) medicines() Medicines {
	m := Medicines{
		Thinners: b.items("meds.anticoagulant"), Groups: b.items("meds.groups"), Names: b.words("meds.list"),
		Allergies: b.items("allergies.list"), Severity: b.show("allergies.severity"), Details: b.words("allergies.details"),
	}
	for _, p := range products {
		if b.has("allergies.list", p.option) {
			m.Products = append(m.Products, p.product)
		}
	}
	for _, id := range []item.ID{"meds.anticoagulant", "meds.groups", "allergies.list"} {
		if b.denied(id) {
			m.Denied = append(m.Denied, b.name(id))
		}
	}
	return m
}

// Weeks at which the place on the table changes.
const (
	secondTrimester = 13
	notFlat         = 20
	thirdTrimester  = 28
)

func (b *builder) pregnancy() Pregnancy {
	p := Pregnancy{
		Complications: b.items("pregnancy.complications"), Birth: b.show("postpartum.birth"), Cleared: b.show("pregnancy.cleared"),
		Warning: slices.Concat(b.items("pregnancy.warning"), b.items("postpartum.warning")),
	}
	v := b.value("pregnancy.status")
	if v.Text() == "no" {
		return p
	}
	p.Status, p.Label = v.Text(), b.show("pregnancy.status")
	weeks := item.ID("pregnancy.weeks")
	if p.Status == "postpartum" {
		weeks = "postpartum.weeks"
	}
	if n := b.number(weeks); n != nil {
		said := int(*n)
		p.Said, p.SaidOn, p.Weeks = &said, b.at(b.a.Get(weeks).Turn), b.weeksOn(weeks)
	}
	if p.Weeks != nil && p.Status == "yes" {
		switch w := *p.Weeks; {
		case w < secondTrimester:
			p.Trimester = 1
		case w < thirdTrimester:
			p.Trimester = 2
		default:
			p.Trimester = 3
		}
	}
	p.Position = position(p)
	for _, id := range []item.ID{"pregnancy.warning", "postpartum.warning", "pregnancy.complications"} {
		if b.denied(id) {
			p.Denied = append(p.Denied, b.name(id))
		}
	}
	return p
}

// position is how the patient lies, by the weeks of today.
func position(p Pregnancy) string {
	switch {
	case p.Status == "postpartum":
		return "as comfortable; no deep leg work in the first 6 weeks"
	case p.Status == "maybe":
		return "as in pregnancy until known"
	case p.Status != "yes":
		return ""
	case p.Weeks == nil:
		return "side-lying or semi-reclined until the weeks are known"
	case *p.Weeks < secondTrimester:
		return "as comfortable; no abdomen, light low back, no heat"
	case *p.Weeks < notFlat:
		return "side-lying or semi-reclined, not prone"
	default:
		return "side-lying or semi-reclined, not prone, not flat on the back"
	}
}

// onTheDay is what staff ask and check again before the session.
func (b *builder) onTheDay() []string {
	list := []string{"fever", "contagious", "leg swelling", "numbness", "alcohol/sedation"}
	if b.has("history.conditions", "diabetes") {
		list = append(list, "eaten")
	}
	if b.has("history.circulation", "high_bp", "low_bp") {
		list = append(list, "BP")
	}
	if n := b.weeksOn("pregnancy.weeks"); n != nil {
		list = append(list, text.SayNumber(float64(*n))+" weeks today")
	} else if b.has("pregnancy.status", "yes", "maybe") {
		list = append(list, "weeks today")
	}
	return append(list, "skin", "medicines", "consent", "emergency contact", "consent chest/buttock/groin/pelvic floor")
}
