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

// UnitOf returns the unit that content calls day, week or month.
func UnitOf(name string) (Unit, bool) {
	u, ok := map[string]Unit{"hour": Hour, "day": Day, "week": Week, "month": Month, "year": Year}[name]
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
	// Aside is true where it is said of a part only: "worse for two days".
	Aside bool
	// Vague is true where it has a unit and no number, or neither: "for
	// weeks", "for ages".
	Vague bool
	Span
}

// Days returns the whole days.
func (d Duration) Days() int { return int(d.In(Day)) }

// In returns the whole units that d holds; a year is twelve months.
func (d Duration) In(u Unit) float64 {
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
	return math.Floor(sum + 1e-9)
}

// Durations returns the lengths of time that l says, in order. Dates with a
// word such as "since" before them count up to now.
func (l Line) Durations(now time.Time, dob string) []Duration {
	for _, t := range tables(l.Lang) {
		if ds := t.durations(l.Tokens, now, dob); len(ds) > 0 {
			return ds
		}
	}
	return nil
}

// Amounts returns the lengths of time that l says with number and unit; dates
// do not count.
func (l Line) Amounts() []Duration {
	return slices.DeleteFunc(l.Durations(time.Time{}, ""), func(d Duration) bool { return d.Vague || d.Since })
}

func (t *language) durations(toks []Token, now time.Time, dob string) []Duration {
	r := dater{t: t, toks: toks, now: dayOf(now), dob: dob}
	var out []Duration
	for i := 0; i < len(toks); {
		if t.rate[toks[i].Text] { // twice a day, every 3 weeks
			_, i, _ = t.amount(toks, i+1)
			continue
		}
		d, ok := t.since(&r, i)
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

// since reads "since March", "since last week", "all my life".
func (t *language) since(r *dater, i int) (Duration, bool) {
	k := i
	if _, n := t.allLife.at(r.toks, i, nil); n > 0 {
		if b, err := time.Parse(time.DateOnly, r.dob); err == nil {
			y, m, d := b.Date()
			days := Date{Y: y, M: int(m), D: d}.DaysTo(r.now)
			return Duration{Parts: []Part{{Count: float64(max(days, 0)), Unit: Day}}, Since: true, Span: Span{i, i + n}}, true
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
	for k < i+5 && (t.nearDate[r.word(k)] || t.last[r.word(k)]) {
		k++
	}
	for back := k; back > i; back-- { // "last week" is one phrase, "last" before March is not
		if rel, n := t.relative.at(r.toks, back, nil); n > 0 && rel.count >= 0 {
			return Duration{Parts: []Part{{Count: float64(rel.count), Unit: rel.unit}}, Since: true, Span: Span{i, back + n}}, true
		}
	}
	d, ok := r.at(k)
	if !ok {
		return Duration{Vague: true, Span: Span{i, i + 1}}, true
	}
	if d.Fault != "" || d.First().After(r.now) {
		return Duration{}, false
	}
	return Duration{Parts: []Part{{Count: float64(d.DaysTo(r.now)), Unit: Day}}, Since: true, Span: Span{i, d.To}}, true
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
	d := Duration{Span: Span{i, to}, Vague: p.Count < 0}
	if d.Vague {
		return d, true
	}
	d.Parts = append(d.Parts, p)
	for len(d.Parts) < 4 {
		j := d.To
		for j < len(toks) && (t.and[toks[j].Text] || toks[j].Text == ",") {
			j++
		}
		q, to, ok := t.amount(toks, j)
		if !ok || q.Unit == 0 || q.Count < 0 || q.Unit >= d.Parts[len(d.Parts)-1].Unit {
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
