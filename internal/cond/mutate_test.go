package cond

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestMutants(t *testing.T) {
	s := clinic()
	for src, want := range map[string][]string{
		"age < 18":                 {"age <= 18"},
		"pain.now <= 3":            {"pain.now < 3"},
		"pain.now >= 3":            {"pain.now > 3"},
		"pain.now > 3":             {"pain.now >= 3"},
		"disposition >= clearance": {"disposition > clearance"},
		"disposition == urgent":    {"not (disposition == urgent)"},
		"declined in @safety":      {"not (declined in @safety)"},
		"psfs.activity2 answered":  {"not (psfs.activity2 answered)"},
		"symptoms.areas in @leg":   {"not (symptoms.areas in @leg)"},
		"guardian.consent == true": {"not (guardian.consent == true)"},
		"leg.risk has none":        {"not (leg.risk has none)"},
		"leg.risk has none,hormones": {
			"not (leg.risk has none,hormones)", "leg.risk has hormones", "leg.risk has none",
		},
		"pregnancy.status == yes,maybe": {
			"not (pregnancy.status == yes,maybe)", "pregnancy.status == maybe", "pregnancy.status == yes",
		},
		"pain.now == 1,2": {"not (pain.now == 1,2)", "pain.now == 2", "pain.now == 1"},
		"not (leg.risk has none,hormones)": {
			"leg.risk has none,hormones", "not (leg.risk has hormones)", "not (leg.risk has none)",
		},
		"not (not (age < 8))": {"not (age < 8)", "not (age < 8)", "not (not (age <= 8))"},
		"age < 8 and (pain.now > 1 or leg.risk has none)": {
			"age < 8 or (pain.now > 1 or leg.risk has none)",
			"age <= 8 and (pain.now > 1 or leg.risk has none)",
			"age < 8 and (pain.now > 1 and leg.risk has none)",
			"age < 8 and (pain.now >= 1 or leg.risk has none)",
			"age < 8 and (pain.now > 1 or not (leg.risk has none))",
		},
	} {
		var got []string
		for _, m := range Mutants(parse(t, s, src)) {
			got = append(got, m.String())
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", src, d)
		}
	}
}

// TestMutantsDiffer: every mutant reads as another condition than c, and c
// itself is left as it was.
func TestMutantsDiffer(t *testing.T) {
	s := clinic()
	rapid.Check(t, func(t *rapid.T) {
		c := conds(s, 3).Draw(t, "cond")
		was := c.String()
		mutants := Mutants(c)
		if len(mutants) == 0 {
			t.Fatalf("no mutants of %s", was)
		}
		for _, m := range mutants {
			if m.String() == was {
				t.Fatalf("a mutant of %s is the same", was)
			}
			if _, err := Parse(m.String(), s); err != nil {
				t.Fatalf("mutant %s: %v", m, err)
			}
		}
		if c.String() != was {
			t.Fatalf("%s became %s", was, c)
		}
	})
}
