package kind

import (
	"cmp"
	"math"
	"slices"

	"intake/internal/item"
	"intake/internal/text"
)

// duration asks how long something has lasted and records days.
type duration struct{}

func (duration) Name() string    { return "duration" }
func (duration) Type() item.Type { return item.Number }

// maxDays is a hundred years, the longest that is believed.
const maxDays = 36500

func (duration) Check(s *Spec) error {
	least, most := bounds(s, 0, maxDays)
	return checkBounds(least, most)
}

func (duration) Options(s *Spec) []Option { return noneOption(s) }

func (duration) Read(spec *Spec, said Said, env Env) Reading {
	least, most := bounds(spec, 0, maxDays)
	id, r, done := button(spec, said)
	if done {
		return r
	}
	if id != "" {
		return pressedNumber(id, least, most)
	}
	s := speakOf(spec, said, env)
	if env.Listening {
		return overheard(s, env, text.Day, least, most)
	}
	switch {
	case none(spec, s.Line):
		return Reading{Outcome: Valued, Rest: s.asked}
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	case s.OfKin():
		return notAnswer(s)
	}
	all, vague, units := spansIn(s, env)
	switch bare := bareNumbers(s, env); {
	case len(all) > 0:
		return lasted(s, all, bare, units, least, most)
	case len(bare) > 0:
		return notClear("unit", s.rest(spansOf(bare)...))
	case vague:
		if r := sinceDate(s, env, text.Day, least, most); r.Outcome == Valued { // last night
			return r
		}
		return notClear("number", s.asked)
	}
	return sinceDate(s, env, text.Day, least, most)
}

// spansIn returns the lengths of time in s as figures of days, and whether
// there are others without a number, with those that have a unit.
func spansIn(s speech, env Env) (all []span, vague bool, units []text.Duration) {
	a := asked{unit: text.Day}
	for _, d := range s.Durations(env.Now, env.DOB) {
		if d.Rate {
			vague = true
			continue
		}
		if d.Vague {
			vague = true
			if len(d.Parts) > 0 {
				units = append(units, d)
			}
			continue
		}
		all = append(all, span{a.span(d), d})
	}
	return all, vague, units
}

// A span is a length of time and the figure it makes.
type span struct {
	figure
	said text.Duration
}

// lasted makes a reading of the length of time that is meant. A bare number
// after a correcting word is of the unit before it: "3 weeks, no 4"; a bare
// unit keeps the number.
func lasted(s speech, all []span, bare []text.Number, units []text.Duration, least, most float64) Reading {
	figures := make([]figure, 0, len(all)+1)
	for _, x := range all {
		figures = append(figures, x.figure)
	}
	rest := s.rest(figureSpans(figures)...)
	last := all[len(all)-1]
	for _, n := range bare {
		if n.From < last.To || n.Of > 0 || n.Counts {
			continue
		}
		if stands, _ := s.Standing([]text.Span{last.Span, n.Span}); !stands[0] {
			d := last.said
			d.Parts = []text.Part{{Count: n.High, Unit: d.Parts[len(d.Parts)-1].Unit}}
			days := d.In(text.Day)
			figures = append(figures, figure{low: days, high: days, Span: n.Span})
		}
	}
	for _, u := range units { // 3 days, I mean weeks
		if _, corrected := s.Standing([]text.Span{last.Span, u.Span}); corrected && u.From >= last.To {
			d := last.said
			d.Parts = []text.Part{{Count: d.Parts[0].Count, Unit: u.Parts[0].Unit}}
			days := d.In(text.Day)
			figures = append(figures, figure{low: days, high: days, Span: u.Span})
		}
	}
	slices.SortFunc(figures, func(x, y figure) int { return cmp.Compare(x.From, y.From) })
	figures = ownFigures(s, figures)
	left, _ := settle(s, figures, text.Any)
	if f, ok := upper(s, left); ok {
		return fit(f.high, least, most, true, rest)
	}
	if len(left) == 0 {
		return notClear("", rest)
	}
	for _, f := range left[1:] {
		if !near(left[0], f) {
			return notClear("two", rest)
		}
	}
	f := left[0]
	for _, g := range left[1:] { // what was counted says less than what was said
		if g.slack < f.slack {
			f = g
		}
	}
	return fit(f.high, least, most, !f.plain, rest)
}

// upper reads a range whose ends have units of their own: "a week to 10
// days".
func upper(s speech, left []figure) (figure, bool) {
	if len(left) != 2 || left[1].From-left[0].To > 2 || left[0].high >= left[1].high || left[1].high > 2.2*left[0].high {
		return figure{}, false
	}
	return left[1], s.Ranges(left[0].To, left[1].From)
}

// near reports whether two lengths of time are the same, as people count:
// half a month and 15 days.
func near(a, b figure) bool {
	return math.Abs(a.high-b.high) <= max(a.high, b.high)/30+float64(a.slack+b.slack)
}

func (duration) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	return text.SayDays("", int(math.Round(v.Number())))
}
