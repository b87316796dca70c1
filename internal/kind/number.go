package kind

import (
	"errors"
	"math"
	"strconv"

	"intake/internal/item"
	"intake/internal/text"
)

// bounds are the limits of a Spec, or those given where it has none.
func bounds(s *Spec, least, most float64) (float64, float64) {
	if s.Least != nil {
		least = *s.Least
	}
	if s.Most != nil {
		most = *s.Most
	}
	return least, most
}

// checkBounds reports limits that nothing fits between.
func checkBounds(least, most float64) error {
	if least > most || math.IsNaN(least) || math.IsNaN(most) {
		return errors.New("min is above max")
	}
	return nil
}

// pressedNumber reads a button that carries a number.
func pressedNumber(id string, least, most float64) Reading {
	v, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return old()
	case float64(v) < least || float64(v) > most:
		return notClear("range", "")
	}
	return Reading{Outcome: Valued, Value: item.NumberOf(float64(v))}
}

// fit makes a reading of a number that was understood.
func fit(v, least, most float64, inferred bool, rest string) Reading {
	if v < least || v > most {
		return notClear("range", rest)
	}
	return Reading{Outcome: Valued, Value: item.NumberOf(v), Inferred: inferred, Rest: rest}
}

// bareNumbers are the numbers that s says without a unit and not as part of a
// date.
func bareNumbers(s speech, env Env) []text.Number {
	durations := s.Durations(env.Now, env.DOB)
	quantities := s.Quantities()
	dates := s.Dates(env.Now, env.DOB)
	var out []text.Number
next:
	for _, n := range s.Numbers() {
		if n.Ordinal {
			continue
		}
		for _, d := range durations {
			if overlap(d.Span, n.Span) && !d.Vague {
				continue next
			}
		}
		for _, q := range quantities {
			if overlap(q.Span, n.Span) && n.Of == 0 {
				continue next
			}
		}
		for _, d := range dates {
			if overlap(d.Span, n.Span) && n.Of == 0 && (n.Low == n.High || d.Y == 0) && !ageOnly(d, n) {
				continue next
			}
		}
		out = append(out, n)
	}
	return out
}

// ageOnly reports whether a date is only "I'm 20" or "el 3", which may be
// another number.
func ageOnly(d text.Date, n text.Number) bool {
	return d.Age && d.Fault != "" && d.To == n.To || d.Bare && d.To == n.To
}

// spansOf are the tokens that numbers take.
func spansOf(ns []text.Number) []text.Span {
	var out []text.Span
	for _, n := range ns {
		out = append(out, n.Span)
	}
	return out
}
