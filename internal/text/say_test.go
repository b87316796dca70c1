package text

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSayList(t *testing.T) {
	for want, list := range map[string][]string{
		"":           nil,
		"a":          {"a"},
		"a and b":    {"a", "b"},
		"a, b and c": {"a", "b", "c"},
	} {
		for _, lang := range []string{"", "en", "xx"} {
			if got := SayList(lang, list); got != want {
				t.Errorf("SayList(%q, %q) = %q, want %q", lang, list, got, want)
			}
		}
	}
}

func TestAlternatives(t *testing.T) {
	for label, want := range map[string][]string{
		"":                             {},
		"Morning":                      {"Morning"},
		"Physical therapy / physio":    {"Physical therapy", "physio"},
		"Gym, swimming or other":       {"Gym", "swimming", "other"},
		"Pain: dull; sharp, / or none": {"Pain", "dull", "sharp", "", "none"},
	} {
		if d := cmp.Diff(want, Alternatives(label)); d != "" {
			t.Errorf("%q: %s", label, d)
		}
	}
}

func TestOneSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"fever", "fevre", true},
		{"fever", "fevor", true},
		{"fever", "fver", true},
		{"fever", "feverr", true},
		{"fever", "afever", true},
		{"fever", "fever", false},
		{"fever", "fervent", false},
		{"fever", "vefer", false},
		{"fever", "fvere", false},
		{"", "a", true},
		{"", "", false},
		{"", "ab", false},
	} {
		if got := OneSlip(c.a, c.b); got != c.want {
			t.Errorf("OneSlip(%q, %q) = %t", c.a, c.b, got)
		}
		if got := OneSlip(c.b, c.a); got != c.want {
			t.Errorf("OneSlip(%q, %q) = %t", c.b, c.a, got)
		}
	}
}
