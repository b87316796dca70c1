package kind

import (
	"math"
	"strings"
)

// A bin is the run of numbers that an option stands for: "5 to 7", "less than
// 5", "once".
type bin struct {
	low, high float64
	ok        bool
}

// binOf reads the words of an option's label as a run of numbers.
func binOf(words []string) bin {
	var ns []float64
	less, more := false, false
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch {
		case w == "less" || w == "under" || w == "fewer" || w == "below" || w == "menos":
			less = true
		case w == "over" || w == "above" || w == "mas" || w == "more" && (next == "than" || i > 1 && words[i-1] == "or"):
			more = true
		case w == "once":
			ns = append(ns, 1)
		case w == "twice":
			ns = append(ns, 2)
		case w == "none" || w == "zero" || w == "ninguno" || w == "ninguna" || w == "never" || w == "nunca":
			ns = append(ns, 0)
		default:
			lo, hi, both := strings.Cut(w, "-")
			if a, ok := number(lo); ok {
				ns = append(ns, float64(a))
				if b, ok := number(hi); ok && both {
					ns = append(ns, float64(b))
				}
			}
		}
	}
	switch {
	case len(ns) == 2 && ns[0] < ns[1] && !less && !more:
		return bin{ns[0], ns[1], true}
	case len(ns) != 1:
		return bin{}
	case less:
		return bin{math.Inf(-1), ns[0] - 1e-9, true}
	case more && strings.Contains(" "+strings.Join(words, " ")+" ", " or more ") || more && words[len(words)-1] == "mas":
		return bin{ns[0], math.Inf(1), true}
	case more:
		return bin{ns[0] + 1e-9, math.Inf(1), true}
	}
	return bin{ns[0], ns[0], true}
}

// binsOf reads the labels as runs of numbers, where most of them are.
func binsOf(calls []called) []bin {
	bins := make([]bin, len(calls))
	n, wide := 0, false
	for i := range calls {
		bins[i] = binOf(calls[i].label.words)
		if bins[i].ok {
			n++
			wide = wide || bins[i].low != bins[i].high
		}
	}
	if !wide || 2*n <= len(calls) {
		return nil
	}
	return bins
}

// counted reads a message as a number that lies in one option's run.
func (s *scene) counted() (option int, found, clear bool) {
	if s.lex.bins == nil {
		return 0, false, false
	}
	ns := s.line.Numbers()
	if len(ns) != 1 || ns[0].Ordinal {
		return 0, false, false
	}
	at, n := 0, 0
	for i, b := range s.lex.bins {
		if b.ok && ns[0].Low >= b.low && ns[0].High <= b.high {
			at = i
			n++
		}
	}
	return at, true, n == 1
}
