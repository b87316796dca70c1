package triage_test

import (
	"strings"
	"testing"

	"intake/internal/cond"
	"intake/internal/triage"
)

func TestWhy(t *testing.T) {
	in := loaded(t)
	for _, c := range []struct{ when, answers, want string }{
		// Of several reasons those that hold.
		{"em.cauda_equina", "redflag.nerve=saddle_numbness symptoms.areas=neck", "redflag.nerve"},
		{"em.cauda_equina", "redflag.nerve=bladder_change symptoms.areas=lower_back", "redflag.nerve symptoms.areas"},
		{"em.cauda_equina", "redflag.nerve=saddle_numbness,both_legs symptoms.areas=neck", "redflag.nerve"},
		{"clr.anticoag_bleed", "meds.anticoagulant=anticoagulant,aspirin history.circulation=none", "meds.anticoagulant"},
		{"clr.anticoag_bleed", "meds.anticoagulant=anticoagulant,aspirin history.circulation=easy_bruising", "meds.anticoagulant history.circulation"},
		{"clr.minor", "age=15 guardian.consent=true guardian.relationship=parent guardian.present=false", "profile.dob guardian.present"},
		{"em.suicidal", "redflag.emergency=partial:self_harm wellbeing.coping=open", "redflag.emergency"},
		// What makes a not hold is what was answered otherwise, or declined.
		{"adp.preg", "pregnancy.status=yes pregnancy.weeks=13", "pregnancy.status pregnancy.weeks"},
		{"adp.preg", "pregnancy.status=yes pregnancy.weeks=declined", "pregnancy.status pregnancy.weeks"},
		{"adp.preg", "pregnancy.status=yes pregnancy.weeks=null", "pregnancy.status"},
		{"adp.preg", "pregnancy.status=yes", "pregnancy.status"},
		{"urg.gca", "age=60 redflag.neck=jaw_chewing", "profile.dob redflag.neck"},
		{"not (redflag.general has fever and skin.now has shingles)", "redflag.general=fever skin.now=none", "skin.now"},
		{"not (redflag.general has fever or skin.now has shingles)", "redflag.general=lump skin.now=none", "redflag.general skin.now"},
		{"not (not (pain.now > 3) or skin.now has shingles)", "pain.now=4 skin.now=none", "pain.now skin.now"},
		// All that were declined.
		{"clr.declined", "skin.now=declined leg.signs=declined redflag.nerve=none pain.now=declined", "leg.signs skin.now"},
		// Nothing where the rule does not hold.
		{"em.chest_pain", "redflag.emergency=none", ""},
		{"em.cauda_equina", "redflag.nerve=bladder_change symptoms.areas=open", ""},
		{"clr.declined", "skin.now=bruise", ""},
	} {
		rule := in.rules.Rule(triage.RuleID(c.when))
		if rule == nil {
			when, err := cond.Parse(c.when, in.flow.Schema)
			if err != nil {
				t.Fatal(err)
			}
			rule = &triage.Rule{When: when}
		}
		var got []string
		for _, id := range in.rules.Why(rule, in.one(t, c.answers)) {
			got = append(got, string(id))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n%s\nfires for %s, not %s", c.when, c.answers, s, c.want)
		}
	}
}

func TestSettled(t *testing.T) {
	in := loaded(t)
	for _, c := range []struct {
		answers string
		worst   triage.Disposition
		want    bool
	}{
		{"pain.now=0", triage.Routine, true},
		{"pain.now=open", triage.Routine, false},
		{"pain.now=open", triage.Adapt, true},
		{"heart.event_months=open", triage.Adapt, false},
		{"heart.event_months=open", triage.Clearance, true},
		{"bp.control=open", triage.Clearance, false},
		{"bp.control=open", triage.Urgent, true},
		{"redflag.emergency=open", triage.Urgent, false},
		{"redflag.emergency=open", triage.Emergency, true},
		{"redflag.emergency=partial:chest_pain", triage.Urgent, false},
		// Open, but whatever is said no rule can come to hold.
		{"injury.assessed=open injury.flags=none symptoms.areas=knee_left", triage.Clearance, true},
		{"injury.assessed=open injury.flags=crack_heard symptoms.areas=knee_left", triage.Clearance, false},
		{"goals.main=open", triage.Routine, true},
	} {
		if got := in.rules.Settled(in.one(t, c.answers), c.worst); got != c.want {
			t.Errorf("%s with %s so far: settled is %t", c.answers, c.worst, got)
		}
	}
}
