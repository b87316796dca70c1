package kind

import (
	"cmp"
	"math"
	"slices"

	"intake/internal/text"
)

// A figure is a number of what is asked, as found in a message.
type figure struct {
	low, high float64
	own       bool   // said with its unit or its thing
	plain     bool   // said in the very unit that is kept
	why       string // what is wrong with it, "" for nothing
	aside     bool   // said of a part only
	point     bool   // said by a day: last week
	slack     int    // how many days off it may be
	text.Span
}

// asked is what an integer question counts.
type asked struct {
	unit    text.Unit
	timed   bool // unit counts
	measure text.Measure
	sized   bool // measure counts
	things  []string
	count   bool // it asks how many
	daily   bool // it asks how many in each day or week
	age     bool
	order   bool // a number in an order counts: which floor
	words   []string
	least   float64
	most    float64
}

// askedOf reads a Spec and its question.
func askedOf(spec *Spec) asked {
	q := text.Parse(spec.Question, "")
	a := asked{words: text.Words(spec.Question)}
	a.least, a.most = bounds(spec, -1e15, 1e15)
	a.things, a.count = q.HowMany()
	a.daily = q.Recurring()
	unit := spec.Unit
	for _, t := range a.things { // how many miles
		if unit == "" && KnowsUnit(t) {
			unit = t
		}
	}
	a.unit, a.timed = text.UnitOf(unit)
	if a.timed && a.unit == text.Year && q.AsksAge() {
		a.age, a.timed = true, false
		return a
	}
	if !a.timed && unit != "" {
		a.measure, a.sized = text.MeasureOf(unit)
	}
	if !a.sized {
		for _, t := range a.things {
			if m, ok := text.MeasureFor(t); ok {
				a.measure, a.sized = m, true
			}
		}
	}
	a.order = spec.Unit == "" && !a.count
	return a
}

// figures returns the numbers in s that may answer, in order, and whether
// there are others that count something else.
func (a *asked) figures(s speech, env Env) (all []figure, foreign []text.Span) {
	var taken []text.Span
	ds := s.Durations(env.Now, env.DOB)
	for _, d := range ds {
		switch {
		case a.age || d.Vague:
			continue
		case a.timed && a.unit < text.Day && d.Parts[0].Unit >= text.Day: // on a good night
		case a.timed:
			all = append(all, a.span(d))
		}
		taken = append(taken, d.Span)
	}
	for _, q := range s.Quantities() {
		if hits(taken, q.Span) {
			continue
		}
		low, high, ok := q.In(a.measure)
		if !ok || !a.sized {
			foreign = append(foreign, q.Span)
		} else {
			f := figure{low: math.Round(low), high: math.Round(high), own: true, Span: q.Span, plain: low == math.Trunc(low) && low == high}
			if q.Loose {
				f.why = "number"
			}
			all = append(all, f)
		}
		taken = append(taken, q.Span)
	}
	if !a.timed && !a.sized || a.count && len(all) == 0 {
		for _, n := range s.Times() {
			all = append(all, figure{low: n.Low, high: n.High, own: true, plain: true, Span: n.Span})
			taken = append(taken, n.Span)
		}
	}
	bare, other := a.bare(s, env, taken)
	all = append(all, bare...)
	slices.SortFunc(all, func(x, y figure) int { return cmp.Compare(x.From, y.From) })
	return all, append(foreign, other...)
}

func hits(spans []text.Span, s text.Span) bool {
	return slices.ContainsFunc(spans, func(t text.Span) bool { return overlap(s, t) })
}

// span makes a figure of a duration.
func (a *asked) span(d text.Duration) figure {
	p := d.Parts[0]
	v := d.In(a.unit)
	f := figure{low: v, high: v, own: true, aside: d.Aside, point: d.Point, slack: d.Slack, Span: d.Span}
	f.plain = len(d.Parts) == 1 && p.Unit == a.unit && p.Over == 0 && p.Count == v && !d.Since
	if p.Over > 1 && a.unit != text.Day {
		f.why = "two"
	}
	return f
}

// bare returns the numbers without a unit, those of the things asked for, and
// where others are.
func (a *asked) bare(s speech, env Env, taken []text.Span) (all []figure, foreign []text.Span) {
	dates := s.Dates(env.Now, env.DOB)
	ns := s.Numbers()
	for i := 0; i < len(ns); i++ {
		n := ns[i]
		dated := !a.age && !a.order && slices.ContainsFunc(dates, func(d text.Date) bool {
			return overlap(d.Span, n.Span) && n.Of == 0 && (n.Low == n.High || d.Y == 0) && !ageOnly(d, n)
		})
		if dated || hits(taken, n.Span) || n.Ordinal && !a.order {
			continue
		}
		if f, ok := a.pair(s, ns[i:]); ok {
			all = append(all, f)
			if f.To > n.To {
				i++
			}
			continue
		}
		f := figure{low: n.Low, high: n.High, Span: n.Span, plain: n.Low == n.High && n.Low == math.Trunc(n.Low)}
		if a.sized && !a.measure.Tall(a.most) || a.timed && a.unit < text.Day {
			f.low, f.high = math.Floor(n.Low+0.5), math.Floor(n.High+0.5)
		} else if a.timed {
			f.low, f.high = math.Floor(n.Low), math.Floor(n.High)
		}
		switch own, other := a.said(s, n); {
		case own:
			f.own = true
		case other:
			foreign = append(foreign, n.Span)
			continue
		}
		if n.Of != 0 || n.Percent || n.Loose {
			f.why = "number"
		}
		if a.age && n.To < len(s.Tokens) && s.Tokens[n.To].Text == "s" { // in my 20s
			f.why = "number"
		}
		all = append(all, f)
	}
	for i := range s.Tokens { // a boy and a girl
		if a.timed || a.age || !s.One(i) || i+1 >= len(s.Tokens) || !a.isThing(s.Tokens[i+1].Text) {
			continue
		}
		sp := text.Span{From: i, To: i + 1}
		if !hits(taken, sp) && !slices.ContainsFunc(all, func(f figure) bool { return overlap(f.Span, sp) }) {
			all = append(all, figure{low: 1, high: 1, own: true, plain: true, Span: sp})
		}
	}
	return all, foreign
}

// said reports whether the words after a number are what is asked for, or
// something else that it counts.
func (a *asked) said(s speech, n text.Number) (own, other bool) {
	if a.age {
		if s.AgoAt(n.To) {
			return false, true
		}
		return false, n.Counts && !slices.Contains(a.words, s.Tokens[n.To].Text) && s.Tokens[n.To].Text != "anos"
	}
	for j := n.To; j < min(n.To+3, len(s.Tokens)); j++ {
		w := s.Tokens[j]
		if !w.Word {
			break
		}
		if a.isThing(w.Text) {
			return a.whose(s, j), !a.whose(s, j)
		}
		if text.Joins(w.Text) {
			break
		}
	}
	if n.Counts {
		return false, a.timed || a.sized || len(a.things) > 0
	}
	if a.count && !n.Ordinal && n.Low == 1 && n.High == 1 && n.To < len(s.Tokens) {
		w := s.Tokens[n.To]
		return false, w.Word && !text.Small(w.Text) && !text.Joins(w.Text) && !s.Passing(n.To) && len(w.Text) > 2
	}
	return false, false
}

// whose reports whether the thing at token j is not one of something else:
// cups of coffee, where glasses of water are asked for.
func (a *asked) whose(s speech, j int) bool {
	if len(a.things) < 2 || j+2 >= len(s.Tokens) || !inOf[s.Tokens[j+1].Text] || text.Small(s.Tokens[j+2].Text) {
		return true
	}
	return a.isThing(s.Tokens[j+2].Text)
}

// inOf stand between a measure and what it holds.
var inOf = wordSet("of de")

func (a *asked) isThing(w string) bool {
	return slices.ContainsFunc(a.things, func(t string) bool { return text.CountsSame(w, t) })
}

// pair reads what people say without a unit where a height or a weight is
// asked: "six two", "1.70", "one eighty".
func (a *asked) pair(s speech, ns []text.Number) (figure, bool) {
	n := ns[0]
	if !a.sized || n.Of > 0 || n.Ordinal {
		return figure{}, false
	}
	f := func(v float64, to int) (figure, bool) {
		v = math.Round(v)
		return figure{low: v, high: v, Span: text.Span{From: n.From, To: to}}, true
	}
	tall := a.measure.Tall(a.most)
	if n.Low == n.High && tall && n.Low > 1.2 && n.Low < 2.3 && n.Low != math.Trunc(n.Low) {
		return f(a.measure.Metres(n.Low, 0), n.To)
	}
	if tall && n.High-n.Low > 0 && n.To == n.From+1 && n.Low >= 1 && n.High < 12 { // 5-10
		if first, rest, ok := split(s.Tokens[n.From].Text); ok && first >= 4 && first <= 7 {
			return f(a.measure.Feet(first, rest), n.To)
		}
	}
	if len(ns) < 2 || ns[1].From != n.To || n.Low != n.High || ns[1].Low != ns[1].High || ns[1].Of > 0 || ns[1].Ordinal {
		return figure{}, false
	}
	first, rest, to := n.Low, ns[1].Low, ns[1].To
	switch {
	case tall && first >= 4 && first <= 7 && rest < 12:
		return f(a.measure.Feet(first, rest), to)
	case tall && first == 1 && rest >= 40 && rest < 100:
		return f(a.measure.Metres(first, rest), to)
	case a.measure.Weighs() && first >= 1 && first <= 6 && first == math.Trunc(first) && rest >= 10 && rest < 100:
		return f(100*first+rest, to)
	}
	return figure{}, false
}

// split parts digits such as 5-10.
func split(w string) (first, rest float64, ok bool) {
	ns := [2]float64{}
	at, digits := 0, 0
	for _, c := range w {
		switch {
		case c == '-' && at == 0 && digits > 0:
			at, digits = 1, 0
		case '0' <= c && c <= '9' && digits < 3:
			ns[at] = ns[at]*10 + float64(c-'0')
			digits++
		default:
			return 0, 0, false
		}
	}
	return ns[0], ns[1], at == 1 && digits > 0
}
