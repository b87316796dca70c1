package cond

import (
	"time"

	"intake/internal/item"
)

// clinic is a part of a real intake, enough for real conditions.
func clinic() *Schema {
	s := &Schema{
		Options: map[item.ID][]string{},
		Groups: map[string][]string{
			"leg":       {"knee_left", "knee_right", "calf_left", "calf_right"},
			"spine":     {"neck", "mid_back", "lower_back"},
			"spine_hip": {"neck", "mid_back", "lower_back", "hip_left", "hip_right"},
			"low_back":  {"lower_back"},
			"back_leg":  {"lower_back", "calf_left", "calf_right"},
			"belly":     {"abdomen"},
			"sky":       {"moon"},
		},
		DOB:          "profile.dob",
		Dispositions: []string{"routine", "adapt", "clearance", "urgent", "emergency"},
	}
	var ids []item.ID
	var types []item.Type
	add := func(t item.Type, id item.ID, options ...string) {
		ids, types = append(ids, id), append(types, t)
		if options != nil {
			s.Options[id] = options
		}
	}
	add(item.Text, "profile.name")
	add(item.Date, "profile.dob")
	add(item.Option, "profile.sex", "female", "male", "intersex", "prefer_not")
	add(item.Option, "guardian.relationship", "parent", "legal_guardian", "other")
	add(item.Bool, "guardian.consent")
	add(item.Options, "redflag.emergency", "chest_pain", "tearing_pain", "self_harm", "none")
	add(item.Options, "symptoms.areas", "neck", "mid_back", "lower_back", "abdomen", "hip_left", "hip_right", "knee_left", "knee_right", "calf_left", "calf_right")
	add(item.Options, "redflag.nerve", "saddle_numbness", "bladder_change", "bowel_change", "sexual_change", "both_legs", "limb_weakness", "unsteady", "none")
	add(item.Options, "redflag.general", "fever", "weight_loss", "night_pain", "one_leg", "one_arm", "effort_chest", "none")
	add(item.Options, "redflag.neck", "dizziness", "jaw_chewing", "scalp_tender", "none")
	add(item.Options, "leg.signs", "swelling_one", "tender_calf", "warm_red", "hard_veins", "none")
	add(item.Options, "leg.risk", "past_clot", "hormones", "none")
	add(item.Option, "symptoms.onset", "injury", "overuse", "training_soreness", "gradual", "sudden_no_cause")
	add(item.Number, "symptoms.duration")
	add(item.Option, "injury.mechanism", "fall", "vehicle", "lift", "blow")
	add(item.Options, "injury.flags", "high_energy_spine", "limb_numb_weak", "cannot_bear_weight", "deformity", "head_hit", "none")
	add(item.Bool, "injury.assessed")
	add(item.Number, "pain.now")
	add(item.Text, "psfs.activity2")
	add(item.Options, "history.circulation", "high_bp", "aneurysm", "clot_current", "clot_past", "bleeding_disorder", "none")
	add(item.Number, "heart.event_months")
	add(item.Options, "history.conditions", "cancer", "diabetes", "osteoporosis", "immune_low", "none")
	add(item.Option, "cancer.spread", "no", "bone", "other", "unsure")
	add(item.Number, "surgery.weeks_ago")
	add(item.Option, "surgery.cleared", "yes", "no", "not_asked")
	add(item.Option, "surgery.wound", "closed_dry", "stitches_in")
	add(item.Options, "meds.anticoagulant", "anticoagulant", "antiplatelet", "aspirin", "unsure", "none")
	add(item.Options, "meds.groups", "steroids_long", "immunosuppressants", "none")
	add(item.Option, "pregnancy.status", "no", "yes", "maybe", "postpartum")
	add(item.Number, "pregnancy.weeks")
	add(item.Number, "postpartum.weeks")
	add(item.Option, "pregnancy.cleared", "yes", "told_not_to", "not_asked")
	s.Items = item.NewSchema(ids, types)
	s.Sets = map[string][]item.ID{"safety": {"profile.dob", "redflag.emergency", "leg.signs"}, "empty": nil}
	return s
}

// real are conditions as a clinic writes them, all in the form in which they
// print.
var real = []string{
	"age < 18",
	"symptoms.areas in @leg or redflag.general has one_leg",
	"leg.signs has swelling_one,tender_calf,warm_red,hard_veins",
	"injury.flags has high_energy_spine,deformity,head_hit or symptoms.areas in @spine_hip and symptoms.onset == injury",
	"symptoms.onset == injury,overuse,training_soreness",
	"symptoms.duration >= 90",
	"psfs.activity2 answered",
	"history.conditions has cancer",
	"not (profile.sex == male) and not (age < 11) and not (age > 60)",
	"pregnancy.status == yes,maybe",
	"disposition >= clearance",
	"declined in @safety",
	"guardian.consent == true",
	"redflag.emergency has tearing_pain or history.circulation has aneurysm and symptoms.onset == sudden_no_cause and symptoms.areas in @belly",
	"redflag.nerve has saddle_numbness or redflag.nerve has bladder_change,bowel_change,both_legs and symptoms.areas in @back_leg or redflag.nerve has sexual_change and symptoms.areas in @low_back",
	"(injury.flags has high_energy_spine or injury.flags has limb_numb_weak and symptoms.areas in @spine) and not (injury.assessed == true) and not (symptoms.duration > 42)",
	"redflag.general has effort_chest and (leg.signs has swelling_one,tender_calf or redflag.general has one_arm or history.circulation has clot_current)",
	"leg.signs has swelling_one,tender_calf,warm_red,hard_veins and not (leg.risk has none)",
	"redflag.nerve has bladder_change,bowel_change,both_legs and not (symptoms.areas in @back_leg) or redflag.nerve has sexual_change and not (symptoms.areas in @low_back)",
	"redflag.general has fever and (history.conditions has immune_low or meds.groups has immunosuppressants)",
	fragility,
	"not (age < 50) and redflag.neck has jaw_chewing,scalp_tender",
	"redflag.general has fever and (pregnancy.status == yes or pregnancy.status == postpartum and not (postpartum.weeks > 6))",
	"cancer.spread == bone,other and symptoms.areas in @spine",
	"symptoms.areas has abdomen and symptoms.onset == sudden_no_cause and not (symptoms.duration > 7)",
	"heart.event_months < 6",
	"surgery.weeks_ago >= 6 and (surgery.cleared == no or surgery.weeks_ago <= 12 and not (surgery.cleared == yes))",
	"(surgery.weeks_ago > 12 and not (surgery.cleared == no) or surgery.weeks_ago >= 6 and surgery.cleared == yes) and surgery.wound == closed_dry",
	"pregnancy.status == yes and not (pregnancy.weeks >= 13) and not (pregnancy.cleared == yes)",
	"age < 18 and (guardian.consent == false or not (guardian.relationship == parent,legal_guardian)) or age < 16 and not (guardian.consent == true)",
	"meds.anticoagulant has anticoagulant and (meds.anticoagulant has antiplatelet,aspirin or history.circulation has bleeding_disorder)",
}

const fragility = "symptoms.areas in @spine_hip and not (symptoms.duration > 42) and not (injury.assessed == true) and " +
	"((history.conditions has osteoporosis or meds.groups has steroids_long) and symptoms.onset == injury,sudden_no_cause or age >= 65 and injury.mechanism == fall,vehicle,blow)"

// today is the day on which the tests' ages count.
var today = time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC)

// answers returns answers on today, with some given.
func answers(s *Schema, given map[item.ID]item.Value) item.Answers {
	a := item.NewAnswers(s.Items)
	a.Day = today
	for id, v := range given {
		i, ok := s.Items.Index(id)
		if !ok {
			panic("no item " + id)
		}
		a.Set(i, item.Answer{Status: item.Given, Value: v})
	}
	return a
}
