package triage_test

import (
	"fmt"
	"slices"

	"intake/internal/cond"
	"intake/internal/triage"
)

// A slip is a condition that differs from a rule's by one small mistake, and
// what was done to it.
type slip struct {
	cond cond.Cond
	what string
}

// slips returns those that cond.Mutants makes of the grammar alone, and those
// that need a flow to be made: a bound one off, an option too many, a region
// more or fewer in a group.
func slips(r *triage.Rule, s *cond.Schema) []slip {
	var all []slip
	for _, m := range cond.Mutants(r.When) {
		all = append(all, slip{m, m.String()})
	}
	return append(all, widened(r.When, s)...)
}

func widened(c cond.Cond, s *cond.Schema) []slip {
	within := func(list []cond.Cond, join func([]cond.Cond) cond.Cond) (out []slip) {
		for i := range list {
			for _, m := range widened(list[i], s) {
				l := slices.Clone(list)
				l[i] = m.cond
				out = append(out, slip{join(l), m.what})
			}
		}
		return out
	}
	switch c := c.(type) {
	case *cond.And:
		return within(c.List, func(l []cond.Cond) cond.Cond { return &cond.And{List: l} })
	case *cond.Or:
		return within(c.List, func(l []cond.Cond) cond.Cond { return &cond.Or{List: l} })
	case *cond.Not:
		return within([]cond.Cond{c.X}, func(l []cond.Cond) cond.Cond { return &cond.Not{X: l[0]} })
	case *cond.Compare:
		return wide(c, s.Options[c.Item])
	}
	return nil
}

func wide(c *cond.Compare, options []string) (out []slip) {
	with := func(change func(m *cond.Compare), how string, arg any) {
		m := *c
		change(&m)
		out = append(out, slip{&m, fmt.Sprintf("%s %s %v", c, how, arg)})
	}
	switch {
	case c.Options != nil:
		for _, o := range options {
			if !slices.Contains(c.Options, o) {
				with(func(m *cond.Compare) { m.Options = append(slices.Clone(c.Options), o) }, "with", o)
			}
		}
		for i, o := range c.Options {
			if c.Op == cond.In {
				with(func(m *cond.Compare) { m.Options = slices.Delete(slices.Clone(c.Options), i, i+1) }, "without", o)
			}
		}
	case c.Bools == nil && c.Op != cond.Answered:
		for _, by := range []float64{-1, 1} {
			with(func(m *cond.Compare) { m.Number += by }, "by", by)
		}
	}
	return out
}

// equivalent lists the slips that no answers can tell from the rule.
var equivalent = []struct{ why, rule, slips string }{
	{
		"none stands alone, so it never comes with the other option that the rule wants", "em.septic_joint",
		"redflag.general has hot_joint with none; redflag.general has fever with none",
	},
	{"none stands alone", "em.neck_vascular", "redflag.neck has dizziness with none; redflag.neck has new_headache with none"},
	{"none stands alone", "em.pe", "redflag.general has one_arm with none"},
	{
		"none stands alone", "urg.constitutional", "redflag.general has weight_loss with none; " +
			"redflag.general has night_pain with none; redflag.general has night_sweats with none",
	},
	{"none stands alone", "clr.calf_pain", "leg.signs has swelling_one,warm_red,hard_veins with none"},
	{"none stands alone", "clr.anticoag_bleed", "meds.anticoagulant has antiplatelet,aspirin with none"},
	{
		"the option fires by itself in another branch", "em.cauda_equina",
		"redflag.nerve has bladder_change,bowel_change,both_legs with saddle_numbness; redflag.nerve has sexual_change with saddle_numbness",
	},
	{
		"@low_back lies within @back_leg, where these fire already", "em.cauda_equina", "redflag.nerve has sexual_change with bladder_change; " +
			"redflag.nerve has sexual_change with bowel_change; redflag.nerve has sexual_change with both_legs",
	},
	{
		"what lies outside @back_leg lies outside @low_back, where it fires already", "urg.bladder_bowel",
		"redflag.nerve has bladder_change,bowel_change,both_legs with sexual_change",
	},
	{
		"the option fires by itself in another branch", "em.neck_vascular", "redflag.neck has dizziness with double_vision; " +
			"redflag.neck has dizziness with speech_swallow; redflag.neck has dizziness with face_numb; redflag.neck has dizziness with drop_attack; " +
			"redflag.neck has new_headache with double_vision; redflag.neck has new_headache with speech_swallow; " +
			"redflag.neck has new_headache with face_numb; redflag.neck has new_headache with drop_attack",
	},
	{"the option fires by itself in another branch", "em.spinal_injury", "injury.flags has limb_numb_weak with high_energy_spine"},
	{
		"any two of the three fire in another branch", "urg.constitutional", "redflag.general has weight_loss with night_sweats; " +
			"redflag.general has night_pain with night_sweats; redflag.general has weight_loss with night_pain; " +
			"redflag.general has night_sweats with night_pain; redflag.general has night_pain with weight_loss; " +
			"redflag.general has night_sweats with weight_loss",
	},
	{"yes fires by itself in another branch", "urg.fever_pregnant", "pregnancy.status == postpartum with yes"},
	{"yes fires by itself in another branch", "urg.preg_bp", "pregnancy.status == postpartum with yes"},
	{
		"the sign is excluded by the next part of the rule", "clr.calf_pain", "leg.signs has tender_calf with swelling_one; " +
			"leg.signs has tender_calf with warm_red; leg.signs has tender_calf with hard_veins",
	},
	{"no fires by itself in another branch", "clr.surgery_uncleared", "surgery.cleared == yes with no"},
	{"yes fires from an earlier week in another branch", "adp.surgery_healing", "surgery.cleared == no with yes"},
}
