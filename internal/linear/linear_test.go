package linear

import (
	"strings"
	"testing"
)

func TestMeasure(t *testing.T) {
	for name, c := range map[string]struct {
		read func(string)
		want bool
	}{
		"no work":   {func(string) {}, true},
		"linear":    {func(s string) { strings.Count(s, "z") }, true},
		"quadratic": {everyPair, false},
	} {
		if a, b, ok := measure("ab", c.read); ok != c.want {
			t.Errorf("%s: %v and %v are in proportion: %t", name, a, b, ok)
		}
	}
}

// everyPair compares each hundredth byte with all that follow.
func everyPair(s string) {
	for i := 0; i < len(s); i += 100 {
		for j := i; j < len(s); j++ {
			if s[i] == s[j] {
				same++
			}
		}
	}
}

// same keeps the work from being left out.
var same int
