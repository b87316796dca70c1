package kind

import (
	"fmt"
	"math"
	"slices"

	"intake/internal/item"
	"intake/internal/text"
)

// integer asks for a whole number, of a unit where the Spec has one; other
// units of time, length and weight are converted to it, months at 30 days.
type integer struct{}

func (integer) Name() string    { return "integer" }
func (integer) Type() item.Type { return item.Number }

func (integer) Check(s *Spec) error {
	if s.Unit != "" && !KnowsUnit(s.Unit) {
		return fmt.Errorf("no unit is called %q", s.Unit)
	}
	least, most := bounds(s, math.Inf(-1), math.Inf(1))
	return checkBounds(least, most)
}

// KnowsUnit reports whether numbers can be converted to the unit that content
// calls name.
func KnowsUnit(name string) bool {
	_, timed := text.UnitOf(name)
	_, sized := text.MeasureOf(name)
	return timed || sized
}

func (integer) Options(s *Spec) []Option { return noneOption(s) }

func (integer) Read(spec *Spec, said Said, env Env) Reading {
	a := askedOf(spec)
	id, r, done := button(spec, said)
	if done {
		return r
	}
	if id != "" {
		return pressedNumber(id, a.least, a.most)
	}
	s := speakOf(spec, said, env)
	if env.Listening {
		if !a.timed {
			return notAnswer(s)
		}
		return overheard(s, env, a.unit, a.least, a.most)
	}
	switch {
	case none(spec, s.Line):
		return Reading{Outcome: Valued, Rest: s.asked}
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	case s.OfKin():
		return notAnswer(s)
	}
	all, foreign := a.figures(s, env)
	if len(all) > 0 {
		return a.choose(s, all)
	}
	countable := a.count && a.least <= 0 && (!a.timed || a.unit < text.Day || a.daily)
	if no := len(s.Core()) == 1 && s.NoMore(); countable && (no || s.None(a.words)) {
		return Reading{Outcome: Valued, Value: item.NumberOf(0), Inferred: true, Rest: s.rest()}
	}
	if a.timed && a.unit >= text.Day && len(foreign) == 0 && len(vague(s, env)) == 0 {
		return sinceDate(s, env, a.unit, a.least, a.most)
	}
	switch {
	case len(foreign) > 0 && a.timed:
		return notClear("unit", s.rest(foreign...))
	case len(foreign) > 0, len(vague(s, env)) > 0:
		return notClear("number", s.rest(foreign...))
	case !a.timed && s.Degree() && len(s.Core()) <= 8:
		return notClear("number", s.asked)
	}
	return notAnswer(s)
}

// vague returns the lengths of time in s that have no number.
func vague(s speech, env Env) []text.Span {
	var out []text.Span
	for _, d := range s.Durations(env.Now, env.DOB) {
		if d.Vague {
			out = append(out, d.Span)
		}
	}
	return out
}

// choose makes a reading of the one figure that is meant.
func (a *asked) choose(s speech, all []figure) Reading {
	rest := s.rest(figureSpans(all)...)
	if a.headed(s, all) {
		return a.fit(all[0], rest)
	}
	if f, ok := a.sum(s, all); ok {
		return a.fit(f, rest)
	}
	aspect := text.Any
	if a.timed && a.unit >= text.Day {
		aspect = anyTime
	}
	left, corrected := settle(s, all, aspect)
	if len(left) == 0 && len(all) == 1 && all[0].low == 1 && a.count && a.least <= 0 && !a.timed { // not even one
		return Reading{Outcome: Valued, Value: item.NumberOf(0), Inferred: true, Rest: rest}
	}
	if f, ok := a.total(s, left); ok && !corrected {
		return a.fit(f, rest)
	}
	torn := false
	if left, torn = owned(s, left); torn {
		return notClear("two", rest)
	}
	if len(left) == 0 {
		return notClear("", rest)
	}
	for _, f := range left[1:] {
		if f.low != left[0].low || f.high != left[0].high {
			return notClear("two", rest)
		}
	}
	return a.fit(left[0], rest)
}

// fit makes a reading of one figure: of neighbours the upper.
func (a *asked) fit(f figure, rest string) Reading {
	near := a.timed || a.sized || a.age // things are counted exactly
	switch {
	case f.why != "":
		return notClear(f.why, rest)
	case f.high-f.low > 1 || !near && f.high != f.low:
		return notClear("two", rest)
	case f.high != math.Trunc(f.high):
		return notClear("number", rest)
	}
	return fit(f.high, a.least, a.most, !f.plain, rest)
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

// overheard reads an amount with a unit of its own in words that were said to
// something else.
func overheard(s speech, env Env, unit text.Unit, least, most float64) Reading {
	ds := s.Durations(env.Now, env.DOB)
	var all []text.Duration
	for _, d := range ds {
		if d.Vague || d.From > 0 && within[s.Tokens[d.From-1].Text] {
			continue
		}
		all = append(all, d)
	}
	if len(all) != 1 || all[0].Point || all[0].Parts[0].Unit < text.Day || unit == text.Day && s.ofAnother(all[0].Span) {
		return notAnswer(s)
	}
	a := asked{unit: unit, timed: true, least: least, most: most}
	return a.fit(a.span(all[0]), s.rest(all[0].Span))
}

const longDate = 5 // words; a month or year in a longer message may be that of anything

// beginnings are words that tell when something began.
var beginnings = wordSet("since from start started starts starting began begin begun beginning onset back desde empezo empece comenzo comenzaron empezaron inicio")

// begins reports whether a message tells when something began.
func (s speech) begins() bool {
	return slices.ContainsFunc(s.Tokens, func(t text.Token) bool { return beginnings[t.Text] })
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
	d, ok := meantDate(s, ds)
	switch {
	case s.Due():
		return notClear("unit", rest)
	case !ok:
		return notClear("two", rest)
	case d.Fault == text.Future:
		return notClear("future", rest)
	case d.Fault != "":
		return notClear("", rest)
	case d.D == 0 && len(s.Core()) > longDate && !s.begins():
		return notClear("unit", rest) // "I had my gallbladder out in 2014"
	}
	passed := text.Duration{Since: true, Parts: []text.Part{{Count: float64(d.DaysTo(env.Now)), Unit: text.Day}}}
	v := passed.In(unit)
	if unit >= text.Month {
		v = d.MonthsTo(env.Now)
		if unit == text.Year {
			v = math.Floor(v / 12)
		}
	}
	return fit(v, least, most, true, rest)
}

func (integer) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	if u, ok := text.UnitOf(spec.Unit); ok {
		return text.SayCount("", v.Number(), u)
	}
	if spec.Unit != "" {
		return text.SayNumber(v.Number()) + " " + spec.Unit
	}
	return text.SayNumber(v.Number())
}
