package kind

import (
	"math"
	"slices"
	"strconv"

	"intake/internal/item"
	"intake/internal/text"
)

// scale asks for a score in whole numbers, 0 to 10 if content says nothing
// else.
type scale struct{}

func (scale) Name() string    { return "scale" }
func (scale) Type() item.Type { return item.Number }

func (scale) Check(s *Spec) error {
	least, most := bounds(s, 0, 10)
	return checkBounds(least, most)
}

func (scale) Options(s *Spec) []Option {
	least, most := bounds(s, 0, 10)
	if most-least > 20 {
		return noneOption(s)
	}
	var out []Option
	for v := math.Ceil(least); v <= most; v++ {
		n := strconv.Itoa(int(v))
		out = append(out, Option{ID: n, Label: n})
	}
	return append(out, noneOption(s)...)
}

func (scale) Read(spec *Spec, said Said, env Env) Reading {
	least, most := bounds(spec, 0, 10)
	id, r, done := button(spec, said)
	if done {
		return r
	}
	if id != "" {
		return pressedNumber(id, least, most)
	}
	s := speakOf(spec, said, env)
	ns := bareNumbers(s, env)
	if env.Listening {
		if len(ns) == 1 && ns[0].Of == most {
			return score(ns[0], least, most, s.rest(ns[0].Span))
		}
		return notAnswer(s)
	}
	switch {
	case none(spec, s.Line):
		return Reading{Outcome: Valued, Rest: s.asked}
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	}
	scores := slices.DeleteFunc(slices.Clone(ns), func(n text.Number) bool { return (n.Counts || n.Vague) && n.Of == 0 })
	switch {
	case len(scores) > 0:
		ns = scores
	case len(ns) == 0 && s.Degree() && len(s.Core()) <= 8:
		return notClear("number", s.asked)
	case len(ns) == 0:
		return notAnswer(s)
	}
	aspect := text.Parse(spec.Question, "").Aspect()
	for i, n := range ns { // never below a 3
		if n.Floor && aspect == text.Least || n.Ceiling && aspect == text.Worst {
			ns[i].Loose = false
		}
	}
	heard := ns
	if ns = meantNumbers(s, ns, aspect); len(ns) == 0 {
		return notClear("", s.rest(spansOf(heard)...))
	}
	rest := s.rest(spansOf(ns)...)
	first := score(ns[0], least, most, rest)
	for _, n := range ns[1:] {
		if r := score(n, least, most, rest); r.Outcome != first.Outcome || !r.Value.Equal(first.Value) {
			return notClear("two", rest)
		}
	}
	return first
}

// meantNumbers are the numbers that stand at the end of s and are of the time
// asked for.
func meantNumbers(s speech, ns []text.Number, aspect text.Aspect) []text.Number {
	all := make([]figure, len(ns))
	for i, n := range ns {
		all[i] = figure{Span: n.Span}
	}
	left, _ := settle(s, ownFigures(s, all), aspect)
	var out []text.Number
	for _, f := range left {
		at := slices.IndexFunc(ns, func(n text.Number) bool { return n.Span == f.Span })
		out = append(out, ns[at])
	}
	return out
}

// score reads one number as a score: of neighbours the upper, of a half the
// whole number above it, of a hundred the tenth.
func score(n text.Number, least, most float64, rest string) Reading {
	low, high := n.Low, n.High
	switch {
	case n.Of == 100 && most == 10:
		low, high = low/10, high/10
	case n.Of != 0 && n.Of != most, n.Percent:
		return notClear("range", rest)
	}
	switch {
	case low < least || high > most:
		return notClear("range", rest)
	case high-low > 1:
		return notClear("two", rest)
	case n.Counts, n.Vague, n.Loose:
		return notClear("number", rest)
	}
	v := math.Floor(high + 0.5)
	return fit(v, least, most, n.Low != n.High || v != high, rest)
}

func (scale) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	_, most := bounds(spec, 0, 10)
	return text.SayOutOf("", v.Number(), most)
}
