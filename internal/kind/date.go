package kind

import (
	"slices"
	"time"

	"intake/internal/item"
	"intake/internal/text"
)

// date asks for a day, a month or a year, and keeps the precision given. With
// the role "dob" it asks for a full date of birth.
type date struct{}

func (date) Name() string    { return "date" }
func (date) Type() item.Type { return item.Date }

// maxAge is the oldest age that is believed.
const maxAge = 115

func (date) Check(*Spec) error        { return nil }
func (date) Options(s *Spec) []Option { return noneOption(s) }

func (date) Read(spec *Spec, said Said, env Env) Reading {
	id, r, done := button(spec, said)
	if done {
		return r
	}
	if id != "" {
		s := speech{Line: text.Parse(id, "")}
		ds := s.Dates(env.Now, "")
		if len(ds) != 1 || len(s.Tokens) != 1 || ds[0].Guessed {
			return old()
		}
		return dated(spec, s, ds, env)
	}
	s := speakOf(spec, said, env)
	ds := s.Dates(env.Now, env.DOB)
	if env.Listening {
		if len(ds) != 1 || ds[0].Fault != "" || ds[0].Guessed || ds[0].M == 0 || spec.Role == "dob" && !s.Birth() {
			return notAnswer(s)
		}
		if r := dated(spec, s, ds, env); r.Outcome == Valued {
			return r
		}
		return notAnswer(s)
	}
	switch {
	case len(ds) > 0:
		return dated(spec, s, ds, env)
	case none(spec, s.Line):
		return Reading{Outcome: Valued, Rest: s.asked}
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	}
	if ns := s.Numbers(); len(ns) > 0 {
		return notClear("incomplete", s.rest(spansOf(ns)...))
	}
	return notAnswer(s)
}

// dated makes a reading of the dates in s, which must be one and the same.
func dated(spec *Spec, s speech, ds []text.Date, env Env) Reading {
	var spans []text.Span
	for _, d := range ds {
		spans = append(spans, d.Span)
	}
	rest := s.rest(spans...)
	d, ok := meantDate(s, ds)
	if !ok {
		return notClear("two", rest)
	}
	birth := spec.Role == "dob"
	if birth && d.Short && d.Fault == text.Future {
		d.Y, d.Fault = d.Y-100, ""
	}
	switch {
	case d.Fault == text.Impossible:
		return notClear("", rest)
	case d.Fault != "" && !(birth && d.Guessed):
		return notClear(string(d.Fault), rest)
	case birth && (d.D == 0 || d.Guessed || d.Fault != ""):
		return notClear("incomplete", rest)
	}
	value := d.String()
	if _, err := time.Parse(time.DateOnly, value); d.D > 0 && err != nil {
		return notClear("", rest)
	}
	if birth {
		y, m, n := env.Now.Date()
		if age, ok := item.AgeOn(value, time.Date(y, m, n, 0, 0, 0, 0, time.UTC)); !ok || age > maxAge {
			return notClear("range", rest)
		}
	}
	return Reading{Outcome: Valued, Value: item.DateOf(value), Inferred: d.Guessed || d.Short, Rest: rest}
}

// meantDate returns the one date that is meant at the end of s: dates of the
// same day count as one, those taken back as none, and those of other people
// only where there is no other.
func meantDate(s speech, ds []text.Date) (text.Date, bool) {
	if full := slices.DeleteFunc(slices.Clone(ds), func(d text.Date) bool {
		return d.Fault == text.Incomplete && !d.Apart || d.Planned
	}); len(full) > 0 {
		ds = full // "I'm 41, born 3/14/1985"
	}
	spans := make([]text.Span, len(ds))
	for i, d := range ds {
		spans[i] = d.Span
	}
	stands, corrected := s.Standing(spans)
	if s.replaced(spans, stands) {
		return text.Date{}, false
	}
	if d, ok := text.Agree(ds); ok && !corrected {
		return d, true
	}
	mine := s.Own(spans)
	var left []text.Date
	for i, d := range ds {
		if stands[i] && (mine[i] || corrected) {
			left = append(left, d)
		}
	}
	if d, ok := s.newYear(ds, left, corrected); ok {
		return d, true
	}
	return text.Agree(left)
}

// newYear is a date of which only the year was taken back: "May 3rd 2001,
// sorry, 2002".
func (s speech) newYear(all, left []text.Date, corrected bool) (text.Date, bool) {
	if !corrected || len(left) != 1 || left[0].M > 0 || left[0].Fault != "" {
		return text.Date{}, false
	}
	for _, d := range slices.Backward(all) {
		if d.M > 0 && d.To <= left[0].From {
			d.Y, d.Guessed = left[0].Y, false
			return d, d.Fault == "" && !d.First().After(left[0].First().AddDate(1, 0, -1)) && d.D < 29
		}
	}
	return text.Date{}, false
}

// replaced reports whether a number that is no date takes a date back: "March
// 14th, sorry, 15th".
func (s speech) replaced(dates []text.Span, stood []bool) bool {
	all := slices.Clone(dates)
	for _, n := range s.Numbers() {
		if !hits(dates, n.Span) {
			all = append(all, n.Span)
		}
	}
	slices.SortFunc(all, func(a, b text.Span) int { return a.From - b.From })
	stands, corrected := s.Standing(all)
	for i, d := range dates {
		if corrected && stood[i] && !stands[slices.Index(all, d)] {
			return true
		}
	}
	return false
}

func (date) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	return text.SayDate("", v.Text())
}
