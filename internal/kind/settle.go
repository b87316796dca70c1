package kind

import (
	"slices"

	"intake/internal/text"
)

// anyTime is the aspect of questions about the past, in which tenses tell
// nothing.
const anyTime text.Aspect = 255

// settle returns the figures that are meant at the end of a message: without
// those taken back or denied, said of another time, or less plainly said.
func settle(s speech, all []figure, aspect text.Aspect) (left []figure, corrected bool) {
	stands, corrected := s.Standing(figureSpans(all))
	left = kept(all, stands)
	if len(left) > 1 && aspect != anyTime || len(left) == 1 && aspect == text.Now {
		left = kept(left, s.Meant(figureSpans(left), aspect))
	}
	if whole := slices.DeleteFunc(slices.Clone(left), func(f figure) bool { return f.aside || f.point }); len(whole) > 0 {
		left = whole
	}
	return left, corrected
}

// ownFigures leaves out what is said of or by somebody else, where there is
// more.
func ownFigures(s speech, all []figure) []figure {
	if len(all) < 2 {
		return all
	}
	return kept(all, s.Own(figureSpans(all)))
}

func kept(all []figure, keep []bool) []figure {
	var out []figure
	for i, f := range all {
		if keep[i] {
			out = append(out, f)
		}
	}
	return out
}

func figureSpans(all []figure) []text.Span {
	out := make([]text.Span, len(all))
	for i, f := range all {
		out[i] = f.Span
	}
	return out
}

// owned leaves out the bare numbers where others have their unit, unless one
// stands beside them as their like: "7 hours on weekdays, 9 on weekends".
func owned(s speech, all []figure) (left []figure, torn bool) {
	own := slices.DeleteFunc(slices.Clone(all), func(f figure) bool { return !f.own })
	if len(own) == 0 {
		return all, false
	}
	for _, f := range all {
		if f.own || f.From <= own[0].From || f.From == 0 {
			continue
		}
		before := s.Tokens[f.From-1]
		same := slices.ContainsFunc(own, func(o figure) bool { return o.low == f.low && o.high == f.high })
		if !same && (before.Text == "," || text.Joins(before.Text)) {
			torn = true
		}
	}
	return own, torn
}

// total returns the figure that counts the others: their sum, or, where
// people are counted, how many ages follow.
func (a *asked) total(s speech, all []figure) (figure, bool) {
	n := len(all)
	if n < 2 {
		return figure{}, false
	}
	sum := 0.0
	for _, f := range all[:n-1] {
		if f.low != f.high {
			return figure{}, false
		}
		sum += f.low
	}
	rest := 0.0
	for _, f := range all[1:] {
		rest += f.high
	}
	if first := all[0]; n > 2 && first.low == first.high && first.high == rest && !a.timed && !a.sized { // 2, a boy and a girl
		return first, true
	}
	last := all[n-1]
	if n > 2 || s.Another() > 0 {
		if last.low == last.high && last.low == sum+float64(s.Another()) {
			return last, true
		}
	}
	return figure{}, false
}

// headed reports whether the first number says how many others follow, which
// are then ages.
func (a *asked) headed(s speech, all []figure) bool {
	if len(all) == 0 || !a.isThing("children") && !a.isThing("people") {
		return false
	}
	ns := s.Numbers()
	first := all[0]
	if len(ns) < 2 || ns[0].From != first.From {
		return false
	}
	for _, f := range all[1:] {
		if f.own {
			return false
		}
	}
	return first.low == first.high && int(first.low) == len(ns)-1
}

// sum adds things of the kind asked for: "3 boys and a girl".
func (a *asked) sum(s speech, all []figure) (figure, bool) {
	if len(all) < 2 || a.timed || a.sized || a.age || a.isThing("time") {
		return figure{}, false
	}
	out := all[0]
	for i, f := range all {
		if !f.own || f.low != f.high || f.why != "" || i > 0 && s.Tokens[f.From-1].Text != "," && !text.Joins(s.Tokens[f.From-1].Text) {
			return figure{}, false
		}
		if i > 0 {
			out.low += f.low
			out.high += f.high
			out.To = f.To
		}
	}
	return out, true
}
