package triage_test

import (
	"slices"
	"strings"
	"testing"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/triage"
)

// well answers all that is always asked and triage reads, as someone with a
// sore shoulder and nothing else would.
const well = "age=40 redflag.emergency=none symptoms.areas=shoulder_left redflag.nerve=none redflag.general=none " +
	"symptoms.onset=gradual symptoms.duration=20 pain.now=4 history.circulation=none history.conditions=none " +
	"history.surgery=none meds.anticoagulant=none meds.groups=none allergies.list=none pregnancy.status=no " +
	"skin.now=none boundaries.list=none"

// TestPatients: whole intakes, with every rule that fires and what comes of
// it. The flow's own conditions decide which questions there are, so no case
// here rests on answers that could not be given together.
func TestPatients(t *testing.T) {
	for _, c := range []struct {
		answers string // other than well's
		want    triage.Disposition
		fires   string
	}{
		{"", triage.Routine, ""},
		{"pain.now=9", triage.Adapt, "adp.severe_pain"},
		{"redflag.general=night_pain", triage.Clearance, "clr.constitutional"},
		{"redflag.general=night_pain,night_sweats", triage.Urgent, "urg.constitutional clr.constitutional"},
		{"redflag.emergency=chest_pain skin.now=declined", triage.Emergency, "em.chest_pain clr.declined"},
		{
			"pregnancy.status=yes pregnancy.weeks=20 pregnancy.cleared=yes pregnancy.warning=none pregnancy.complications=none",
			triage.Adapt, "adp.preg",
		},
		{
			"pregnancy.status=yes pregnancy.weeks=12 pregnancy.cleared=not_asked pregnancy.warning=none pregnancy.complications=none",
			triage.Clearance, "clr.preg_first",
		},
		{
			"pregnancy.status=yes pregnancy.weeks=12 pregnancy.cleared=yes pregnancy.warning=none pregnancy.complications=none",
			triage.Adapt, "adp.preg_first_cleared",
		},
		{
			"pregnancy.status=yes pregnancy.weeks=30 pregnancy.cleared=yes pregnancy.warning=none pregnancy.complications=none " +
				"history.circulation=high_bp bp.control=above_target",
			triage.Urgent, "urg.preg_bp clr.bp_uncontrolled clr.preg_high_risk adp.preg",
		},
		{
			"pregnancy.status=postpartum postpartum.weeks=3 postpartum.birth=cesarean postpartum.warning=fever_discharge " +
				"redflag.general=fever wellbeing.coping=low_anxious",
			triage.Urgent, "urg.postpartum urg.fever_pregnant clr.fever clr.postpartum_cesarean adp.postpartum adp.low_mood",
		},
		{
			"symptoms.areas=lower_back,calf_left redflag.nerve=bladder_change leg.signs=none",
			triage.Emergency, "em.cauda_equina",
		},
		{"redflag.nerve=bladder_change", triage.Urgent, "urg.bladder_bowel"},
		{"symptoms.areas=calf_left leg.signs=tender_calf leg.risk=none", triage.Clearance, "clr.calf_pain"},
		{"symptoms.areas=calf_left leg.signs=tender_calf leg.risk=hormones", triage.Urgent, "urg.dvt_risk"},
		{
			"symptoms.areas=calf_left leg.signs=swelling_one leg.risk=none redflag.general=effort_chest",
			triage.Emergency, "em.pe urg.dvt urg.effort_chest",
		},
		{
			"age=17 guardian.relationship=parent guardian.consent=true guardian.present=false",
			triage.Adapt, "adp.minor",
		},
		{
			"age=15 guardian.relationship=parent guardian.consent=true guardian.present=false symptoms.areas=hip_left",
			triage.Clearance, "clr.minor clr.child adp.minor",
		},
		{
			"age=72 pregnancy.status=- symptoms.areas=lower_back symptoms.onset=injury symptoms.duration=2 injury.mechanism=fall " +
				"sport.injury_type=unsure injury.flags=none injury.assessed=false meds.groups=steroids_long",
			triage.Urgent, "urg.fragility_fracture adp.steroids adp.acute_injury",
		},
		{
			"symptoms.areas=knee_left leg.signs=none symptoms.onset=injury symptoms.duration=42 injury.mechanism=blow " +
				"sport.injury_type=unsure injury.flags=crack_heard injury.assessed=true",
			triage.Clearance, "clr.fracture_seen adp.contusion",
		},
		{
			"history.conditions=cancer cancer.status=current cancer.treatment=chemo cancer.spread=no cancer.nodes_removed=false redflag.general=fever",
			triage.Emergency, "em.neutropenic clr.fever clr.cancer_current",
		},
		{
			"history.conditions=cancer cancer.status=past cancer.treatment=none cancer.nodes_removed=true symptoms.areas=mid_back",
			triage.Clearance, "clr.cancer_spine adp.cancer_past adp.nodes",
		},
		{
			"history.conditions=diabetes,neuropathy diabetes.control=poor diabetes.feet=foot_ulcer meds.groups=insulin",
			triage.Urgent, "urg.foot_ulcer clr.diabetes_unstable adp.diabetes adp.neuropathy",
		},
		{
			"history.surgery=surgery_12m,implant_device surgery.weeks_ago=8 surgery.cleared=yes surgery.wound=closed_dry implant.types=plates_screws",
			triage.Adapt, "adp.implant_ortho adp.surgery_healing",
		},
		{
			"history.surgery=surgery_12m surgery.weeks_ago=8 surgery.cleared=declined surgery.wound=stitches_in",
			triage.Clearance, "clr.surgery_uncleared clr.stitches clr.declined",
		},
		{
			"history.circulation=stroke_tia,easy_bruising heart.change=true heart.event_months=5 meds.anticoagulant=anticoagulant",
			triage.Urgent, "urg.heart_change clr.heart_event clr.anticoag_bleed adp.anticoagulant adp.bruising",
		},
		{"boundaries.list=past_trauma wellbeing.coping=unsafe_thoughts", triage.Emergency, "em.suicidal adp.past_trauma"},
	} {
		in := loaded(t)
		a := in.patient(t, c.answers)
		got, worst := in.firing(a)
		if got != c.fires || worst != c.want {
			t.Errorf("%s\ngives %s of %s\nnot   %s of %s", c.answers, worst, got, c.want, c.fires)
		}
		if !in.rules.Settled(a, worst) {
			t.Errorf("%s\nis not settled, and nothing is left to ask", c.answers)
		}
	}
}

// patient returns the answers of someone who is well but for what words say;
// "-" leaves a question out.
func (in intake) patient(t *testing.T, words string) item.Answers {
	t.Helper()
	a := item.NewAnswers(in.flow.Schema.Items)
	a.Day = day
	r := reader{intake: in}
	for _, w := range append(strings.Fields(well), strings.Fields(words)...) {
		if id, ok := strings.CutSuffix(w, "=-"); ok {
			a.Set(in.flow.Question(item.ID(id)).At, item.Answer{})
			continue
		}
		list, err := r.answers(a, []string{w})
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %d answers, %v", w, len(list), err)
		}
		a = list[0]
	}
	given := a.Clone()
	for _, q := range in.flow.Questions {
		// Nothing hangs on how the others are answered.
		if len(in.rules.Reading(q.At)) == 0 && a.At(q.At).Status == item.Open {
			a.Set(q.At, item.Answer{Status: item.None})
		}
	}
	in.flow.Settle(a, func(q *flow.Question, had item.Answer) {
		if had.Known() {
			t.Errorf("%s\n%s is not asked", words, q.ID)
		}
	})
	for _, q := range in.flow.Questions {
		if s := a.At(q.At).Status; !s.Closed() {
			t.Errorf("%s\n%s is left %s", words, q.ID, s)
		}
		if given.At(q.At).Status == item.Declined && a.At(q.At).Status != item.Declined {
			t.Errorf("%s\n%s is not asked", words, q.ID)
		}
	}
	return a
}

// firing lists the rules that hold, and the worst of their dispositions.
func (in intake) firing(a item.Answers) (string, triage.Disposition) {
	var ids []string
	worst := triage.Routine
	for i, r := range in.rules.List {
		if in.rules.Fires(i, a) {
			ids = append(ids, string(r.ID))
			worst = max(worst, r.Disposition)
		}
	}
	return strings.Join(ids, " "), worst
}

// TestReading: an answer that changes a rule is among what the rules say it
// reads, so that none changes unseen.
func TestReading(t *testing.T) {
	in := loaded(t)
	for _, c := range trials(t) {
		at := slices.IndexFunc(in.rules.List, func(r triage.Rule) bool { return r.ID == c.rule })
		if at < 0 {
			continue // TestCases tells it
		}
		for _, a := range c.answers {
			for _, q := range in.flow.Questions {
				if a.At(q.At).Status == item.NotApplicable {
					continue
				}
				b := a.Clone()
				b.Set(q.At, item.Answer{Status: item.NotApplicable})
				if in.rules.List[at].When.Eval(b) != c.want && !slices.Contains(in.rules.Reading(q.At), at) {
					t.Errorf("%s changes %s and is not among what it reads", q.ID, c.rule)
				}
			}
		}
	}
}
