package text

import (
	"math"
	"slices"
	"time"
)

// A Unit is a length of time that people count in.
type Unit uint8

// The units; a Part of none has the zero Unit.
const (
	Minute Unit = iota + 1
	Hour
	Day
	Week
	Month
	Year
)

// Days returns how many days u counts for.
func (u Unit) Days() float64 {
	return [...]float64{0, 1. / 1440, 1. / 24, 1, 7, 30, 365}[u]
}

// UnitOf returns the unit that content calls day, weeks or months.
func UnitOf(name string) (Unit, bool) {
	u, ok := english.units[name]
	return u, ok
}

// A Part is a number of one unit; Over says how far below Count a range
// begins.
type Part struct {
	Count float64
	Unit  Unit
	Over  float64
}

func (p Part) days() float64 { return p.Count * p.Unit.Days() }

// A Duration is a length of time found in a message.
type Duration struct {
	// Parts are its numbers and units, one or more, of a range the upper:
	// "two years and three months".
	Parts []Part
	// Since is true where it was counted from a date.
	Since bool
	// Point is true for "last week", which says how long only where that
	// was asked.
	Point bool
	// Slack is how many days off it may be where it was counted from a month
	// or a year.
	Slack int
	// Aside is true where it is said of a part only: "worse for two days".
	Aside bool
	// Rate is true for "30 minutes a day".
	Rate bool
	// Vague is true where it has a unit and no number, which is then -1 of
	// it, or neither: "for weeks", "for ages".
	Vague bool
	Span
}

// Days returns the whole days.
func (d Duration) Days() int { return int(d.exact(Day) + 1e-9) }

// In returns the units that d holds, to the nearest whole one; a year is
// twelve months. What was counted from a day, and weeks with days besides,
// hold only those that are complete.
func (d Duration) In(u Unit) float64 {
	sum := d.exact(u)
	n := len(d.Parts)
	if u == Day || d.Since && !d.Point || n > 1 && d.Parts[0].Unit >= u && u > Hour && d.Parts[n-1].Unit < u {
		return math.Floor(sum + 1e-9)
	}
	return math.Floor(sum + 0.5 + 1e-9)
}

func (d Duration) exact(u Unit) float64 {
	sum := 0.0
	for _, p := range d.Parts {
		switch {
		case p.Unit == u:
			sum += p.Count
		case p.Unit == Year && u == Month:
			sum += p.Count * 12
		default:
			sum += p.days() / u.Days()
		}
	}
	return sum
}

// Durations returns the lengths of time that l says, in order. Dates with a
// word such as "since" before them count up to now.
func (l Line) Durations(now time.Time, dob string) []Duration {
	return best(l, func(t *language) []Duration { return t.durations(l.Tokens, now, dob) })
}

// Amounts returns the lengths of time that l says with number and unit; dates
// do not count.
func (l Line) Amounts() []Duration {
	return slices.DeleteFunc(l.Durations(time.Time{}, ""), func(d Duration) bool { return d.Vague || d.Since })
}

func (d Duration) known() bool { return !d.Vague && len(d.Parts) > 0 }

func (t *language) durations(toks []Token, now time.Time, dob string) []Duration {
	r := dater{t: t, toks: toks, now: dayOf(now), dob: dob}
	ends := t.untils(toks)
	var out []Duration
	for i := 0; i < len(toks); {
		if t.rate[toks[i].Text] { // twice a day, every 3 weeks
			_, i, _ = t.amount(toks, i+1)
			continue
		}
		if _, n := t.rates.at(toks, i, nil); n > 0 && i > 0 && t.frequent(toks, i, out) {
			i += n
			continue
		}
		d, ok := t.since(&r, i)
		if !ok && ends {
			d, ok = t.till(&r, i)
		}
		if !ok {
			d, ok = t.duration(toks, i)
		}
		if !ok {
			i++
			continue
		}
		least, next := 0, d.To
		if len(out) > 0 {
			least = out[len(out)-1].To
		}
		for d.From > least && t.nearSpan[toks[d.From-1].Text] {
			d.From--
		}
		if _, n := t.rates.at(toks, next, nil); n > 0 { // 30 minutes a day
			d.Rate = true
		}
		for k := d.From - 1; k >= max(least, d.From-3) && toks[k].Word; k-- {
			d.Aside = d.Aside || t.aside[toks[k].Text]
		}
		if next < len(toks) && t.ago[toks[next].Text] {
			d.To++
			next++
		}
		if d.Vague && len(out) > 0 && out[len(out)-1].Vague && d.From <= out[len(out)-1].To+1 { // years and years
			out[len(out)-1].To = d.To
		} else {
			out = append(out, d)
		}
		i = next
	}
	return out
}

// frequent reports whether the "a day" at token i says how often: after an
// amount or a thing that is counted.
func (t *language) frequent(toks []Token, i int, out []Duration) bool {
	if n := len(out); n > 0 && out[n-1].To == i && out[n-1].known() {
		return true
	}
	w := toks[i-1].Text
	return t.things(w) || t.rate[w] || digit(rune(w[0])) || t.measures[w].size > 0
}

// untils reports whether the line says that something goes on till now.
func (t *language) untils(toks []Token) bool {
	for i := range toks {
		if _, n := t.until.at(toks, i, nil); n > 0 {
			return true
		}
	}
	return false
}

// till reads "March till now".
func (t *language) till(r *dater, i int) (Duration, bool) {
	d, ok := r.at(i)
	if !ok || d.Fault != "" || d.First().After(r.now) {
		return Duration{}, false
	}
	_, n := t.until.at(r.toks, d.To, nil)
	if n == 0 {
		return Duration{}, false
	}
	return r.counted(d, Span{i, d.To + n}), true
}

// counted is the time that has passed since d; mid and late in a month tell
// the day about.
func (r *dater) counted(d Date, sp Span) Duration {
	if d.D == 0 && d.M > 0 {
		for k := d.From - 1; k >= max(0, d.From-3); k-- {
			switch {
			case r.t.middle[r.word(k)]:
				d.D = 15
			case r.t.late[r.word(k)]:
				d.D = 25
			}
		}
		if d.First().After(r.now) {
			d.D = 0
		}
	}
	slack := 1
	switch {
	case d.M == 0:
		slack = 365
	case d.D == 0:
		slack = 31
	}
	return Duration{Parts: []Part{{Count: float64(max(d.DaysTo(r.now), 0)), Unit: Day}}, Since: true, Slack: slack, Span: sp}
}

// since reads "since March", "since last week", "all my life".
func (t *language) since(r *dater, i int) (Duration, bool) {
	k := i
	if _, n := t.allLife.at(r.toks, i, nil); n > 0 {
		if b, err := time.Parse(time.DateOnly, r.dob); err == nil {
			y, m, d := b.Date()
			return r.counted(Date{Y: y, M: int(m), D: d}, Span{i, i + n}), true
		}
		return Duration{Vague: true, Span: Span{i, i + n}}, true
	}
	if rel, n := t.relative.at(r.toks, i, nil); n > 0 && rel.count > 0 && rel.unit >= Week {
		return Duration{Parts: []Part{{Count: float64(rel.count), Unit: rel.unit}}, Since: true, Point: true, Span: Span{i, i + n}}, true
	}
	if !t.sinceWords[r.word(k)] {
		return Duration{}, false
	}
	k++
	if n, ok := t.single(r.toks, k); ok && t.clock[word(r.toks, n.To)] { // since 9 am
		return Duration{Parts: []Part{{Count: 0, Unit: Day}}, Since: true, Span: Span{i, n.To + 1}}, true
	}
	if d, ok := r.age(i); ok { // desde los 12 anos
		if d.Fault != "" {
			return Duration{Vague: true, Span: d.Span}, true
		}
		return r.counted(d, d.Span), true
	}
	for j := k; j < i+5; j++ { // since 3 weeks ago, desde hace 3 semanas
		if d, ok := t.duration(r.toks, j); ok && d.known() && !r.shifts(d.To) {
			d.From = i
			return d, true
		}
		if !t.nearSpan[r.word(j)] {
			break
		}
	}
	for k < i+5 && (t.nearDate[r.word(k)] || t.last[r.word(k)]) {
		k++
	}
	for back := k; back > i; back-- { // "last week" is one phrase, "last" before March is not
		if rel, n := t.relative.at(r.toks, back, nil); n > 0 && rel.count >= 0 && rel.unit > 0 {
			if d, ok := r.weekdayOf(back - 1); ok { // since monday last week
				return r.counted(d, Span{i, d.To}), true
			}
			if rel.vague && rel.unit == Day { // since the weekend
				return Duration{Vague: true, Span: Span{i, back + n}}, true
			}
			return Duration{Parts: []Part{{Count: float64(rel.count), Unit: rel.unit}}, Since: true, Span: Span{i, back + n}}, true
		}
	}
	for back := k; back > i; back-- {
		d, ok := r.at(back)
		if !ok {
			continue
		}
		if d.Fault != "" && d.season == 0 || d.First().After(r.now) {
			return Duration{}, false
		}
		return r.counted(d, Span{i, d.To}), true
	}
	for j := k; j < min(k+6, len(r.toks)) && r.toks[j].Word; j++ { // since my fall on May 1st
		if !t.dateCue[r.word(j)] {
			continue
		}
		for to := j + 1; to < j+4; to++ {
			if d, ok := r.at(to); ok && d.Fault == "" && !d.First().After(r.now) {
				return r.counted(d, Span{i, d.To}), true
			}
		}
	}
	return Duration{Vague: true, Span: Span{i, i + 1}}, true
}

// duration reads numbers with units at token i, or a unit or a word of length
// without a number.
func (t *language) duration(toks []Token, i int) (Duration, bool) {
	if _, n := t.vague.at(toks, i, nil); n > 0 {
		return Duration{Vague: true, Span: Span{i, i + n}}, true
	}
	p, to, ok := t.amount(toks, i)
	if !ok {
		return Duration{}, false
	}
	if p.Unit == 0 || t.old[word(toks, to)] {
		return Duration{}, false
	}
	d := Duration{Parts: []Part{p}, Span: Span{i, to}, Vague: p.Count < 0}
	if d.Vague {
		return d, true
	}
	for len(d.Parts) < 4 {
		j := d.To
		for j < len(toks) && (t.and[toks[j].Text] || toks[j].Text == ",") {
			j++
		}
		q, to, ok := t.amount(toks, j)
		p := d.Parts[len(d.Parts)-1]
		if !ok || q.Unit == 0 || q.Count < 0 || q.days() >= p.Unit.Days() || p.Count != math.Trunc(p.Count) || q.Unit >= p.Unit {
			break
		}
		d.Parts = append(d.Parts, q)
		d.To = to
	}
	return d, true
}

// word returns the text of token i, "" past the end.
func word(toks []Token, i int) string {
	if i >= 0 && i < len(toks) {
		return toks[i].Text
	}
	return ""
}
