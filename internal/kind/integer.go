package kind

import (
	"fmt"
	"math"
	"slices"

	"intake/internal/item"
	"intake/internal/text"
)

// integer asks for a whole number, of days, weeks or months where the Spec
// has a unit; other units are converted to it, months at 30 days.
type integer struct{}

func (integer) Name() string    { return "integer" }
func (integer) Type() item.Type { return item.Number }

func (integer) Check(s *Spec) error {
	if _, ok := text.UnitOf(s.Unit); s.Unit != "" && !ok {
		return fmt.Errorf("no unit is called %q", s.Unit)
	}
	least, most := bounds(s, math.Inf(-1), math.Inf(1))
	return checkBounds(least, most)
}

func (integer) Options(s *Spec) []Option { return noneOption(s) }

func (integer) Read(spec *Spec, said Said, env Env) Reading {
	least, most := bounds(spec, -1e15, 1e15)
	id, r, done := button(spec, said)
	if done {
		return r
	}
	if id != "" {
		return pressedNumber(id, least, most)
	}
	s := speak(said, env)
	unit, counted := text.UnitOf(spec.Unit)
	if counted {
		if r, ok := inUnit(s, env, unit, least, most); ok {
			return r
		}
	}
	if env.Listening {
		return notAnswer(s)
	}
	switch {
	case none(spec, s.Line):
		return Reading{Outcome: Valued, Rest: s.asked}
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	}
	ns := bareNumbers(s, env)
	if len(ns) == 0 {
		if counted {
			return sinceDate(s, env, unit, least, most)
		}
		if s.Degree() && len(s.Core()) <= 8 {
			return notClear("number", s.asked)
		}
		return notAnswer(s)
	}
	rest := s.rest(spansOf(ns)...)
	n := ns[0]
	for _, m := range ns[1:] {
		if m.Low != n.Low || m.High != n.High {
			return notClear("two", rest)
		}
	}
	switch {
	case n.Counts && counted:
		return notClear("unit", rest)
	case n.Of != 0 || n.Percent || n.Loose:
		return notClear("number", rest)
	case n.High-n.Low > 1 || !counted && n.High != n.Low:
		return notClear("two", rest)
	case !counted && n.High != math.Trunc(n.High):
		return notClear("number", rest)
	}
	v := math.Floor(n.High)
	return fit(v, least, most, n.Low != n.High || v != n.High, rest)
}

// agesOf follow a time that is said of something other than the complaint.
var agesOf = wordSet("pregnant along gestation old postpartum embarazada")

// within stand before a time in which something happens, which is not how long
// it has lasted: "after a day at the desk".
var within = wordSet("after in within every each per by until till")

// ofAnother reports whether a time is that of a pregnancy or a person.
func (s speech) ofAnother(span text.Span) bool {
	return span.To < len(s.Tokens) && agesOf[s.Tokens[span.To].Text]
}

// inUnit reads an amount said with a unit of its own; false if there is none.
func inUnit(s speech, env Env, unit text.Unit, least, most float64) (Reading, bool) {
	ds := s.Durations(env.Now, env.DOB)
	if len(ds) == 0 {
		return Reading{}, false
	}
	vague := false
	var spans []text.Span
	var all []text.Duration
	for _, d := range ds {
		if d.Vague {
			vague = true
			continue
		}
		if env.Listening && d.From > 0 && within[s.Tokens[d.From-1].Text] {
			continue
		}
		all = append(all, d)
		spans = append(spans, d.Span)
	}
	rest := s.rest(spans...)
	if env.Listening && (len(all) != 1 || all[0].Point || all[0].Parts[0].Unit < text.Day || unit == text.Day && s.ofAnother(all[0].Span)) {
		return Reading{}, false
	}
	if len(all) == 0 {
		if vague && !env.Listening && len(bareNumbers(s, env)) == 0 {
			return notClear("number", s.asked), true
		}
		return Reading{}, false
	}
	if whole := slices.DeleteFunc(slices.Clone(all), func(d text.Duration) bool { return d.Aside }); len(whole) > 0 {
		all = whole
	}
	v := all[0].In(unit)
	for _, d := range all[1:] {
		if d.In(unit) != v {
			return notClear("two", rest), true
		}
	}
	p := all[0].Parts[0]
	if p.Over > 1 && unit != text.Day {
		return notClear("two", rest), true
	}
	plain := len(all[0].Parts) == 1 && p.Unit == unit && p.Over == 0 && p.Count == v && !all[0].Since
	return fit(v, least, most, !plain, rest), true
}

// sinceDate reads a date as the time that has passed since.
func sinceDate(s speech, env Env, unit text.Unit, least, most float64) Reading {
	ds := s.Dates(env.Now, env.DOB)
	if len(ds) == 0 {
		return notAnswer(s)
	}
	var spans []text.Span
	for _, d := range ds {
		spans = append(spans, d.Span)
	}
	rest := s.rest(spans...)
	for _, d := range ds {
		switch {
		case s.Due():
			return notClear("unit", rest)
		case d.Fault == text.Future:
			return notClear("future", rest)
		case d.Fault != "":
			return notClear("", rest)
		case d.String() != ds[0].String():
			return notClear("two", rest)
		}
	}
	d := text.Duration{Parts: []text.Part{{Count: float64(ds[0].DaysTo(env.Now)), Unit: text.Day}}}
	return fit(d.In(unit), least, most, true, rest)
}

func (integer) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	if u, ok := text.UnitOf(spec.Unit); ok {
		return text.SayCount("", v.Number(), u)
	}
	return text.SayNumber(v.Number())
}
