package text

import (
	"strings"
	"time"
)

// monthFirst reads a month with what follows it: March, March 2021, March
// 14th, March the 14th, 1985.
func (r *dater) monthFirst(i int) (Date, bool) {
	m, ok := r.month(i)
	if !ok {
		return Date{}, false
	}
	d := Date{M: m, Span: Span{i, i + 1}}
	j := i + 1
	if r.t.the[r.word(j)] || r.word(j) == "." && r.toks[i].End == r.toks[j].Start && len(r.word(i)) < 5 { // Mar. 14
		j++
	}
	if day, k := r.dayAt(j); k > 0 && !r.counts(j+k) {
		d.D, d.To = day, j+k
	}
	j = d.To
	two := d.D > 0
	if r.word(j) == "," || r.word(j) == "." || r.word(j) == "/" || r.word(j) == "-" || r.t.inOf[r.word(j)] {
		two = two || r.t.yearOf[r.word(j)]
		j++
	}
	if y, k := r.yearAt(j, two); k > 0 && !r.counts(j+k) {
		d.Y, d.To, d.Short = y, j+k, r.short(j)
		return checked(d), true
	}
	if rel, k := r.t.relative.at(r.toks, j, nil); k > 0 && rel.unit == Year && rel.count >= 0 { // April of last year
		d.Y, d.To = r.now.Year()-rel.count, j+k
		return checked(d), true
	}
	if d.D == 0 { // March 85: no month has so many days
		if y, k := r.yearAt(d.To, true); k > 0 && y%100 > 31 && !r.counts(d.To+k) {
			d.Y, d.To = y, d.To+k
			return checked(d), true
		}
		if !r.likely(i) {
			return Date{}, false
		}
	}
	return r.placed(d), true
}

// dayFirst reads a day before its month: 14 March 1985, the fourteenth of
// march nineteen eighty five.
func (r *dater) dayFirst(i int) (Date, bool) {
	day, k := r.dayAt(i)
	if k == 0 {
		return Date{}, false
	}
	j := i + k
	if r.t.inOf[r.word(j)] || r.word(j) == "/" || r.word(j) == "-" {
		j++
	}
	m, ok := r.month(j)
	if !ok {
		return Date{}, false
	}
	d := Date{M: m, D: day, Span: Span{i, j + 1}}
	j++
	if r.word(j) == "," || r.word(j) == "." || r.word(j) == "/" || r.word(j) == "-" || r.t.inOf[r.word(j)] {
		j++
	}
	if r.t.units[r.word(j)] == Year && r.t.inOf[r.word(j-1)] { // del ano 85
		j++
	}
	if rel, k := r.t.relative.at(r.toks, j, nil); k > 0 && rel.unit == Year { // el 18 de mayo de este ano
		d.Y, d.To = r.now.Year()-rel.count, j+k
		return checked(d), true
	}
	if y, k := r.yearAt(j, true); k > 0 && !r.counts(j+k) {
		d.Y, d.To, d.Short = y, j+k, r.short(j)
		return checked(d), true
	}
	if r.t.unlikely[r.word(d.To-1)] && j == d.To && d.To < len(r.toks) && r.toks[d.To].Word { // 7 may be too much
		return Date{}, false
	}
	return r.placed(d), true
}

// likely reports whether the word at token i means a month, weekday or
// season, where it may mean something else: "may", "sat", "fall".
func (r *dater) likely(i int) bool {
	before := r.word(i - 1)
	if _, k := r.t.to.at(r.toks, i+1, nil); k > 0 && r.t.months[r.word(i+1+k)] > 0 { // March or April
		return true
	}
	return !r.t.unlikely[r.word(i)] || r.t.dateCue[before] || r.t.last[before] || r.t.next[before] || r.alone(i, i+1)
}

// counts reports whether token i is a unit, so that the number before it is
// no day and no year: "March 3 weeks ago".
func (r *dater) counts(i int) bool {
	_, ok := r.t.units[r.word(i)]
	return ok
}

// placed gives a month or day without a year its year, minding a "last" or
// "next" before it.
func (r *dater) placed(d Date) Date {
	before := r.word(d.From - 1)
	switch {
	case r.t.next[before]:
		d.From--
		d.Y, d.Fault = r.now.Year()+1, Future
		return d
	case r.t.this[before] && d.D == 0 && d.M > int(r.now.Month()):
		d.Y, d.Guessed, d.Fault = r.now.Year(), true, Future
		return d
	case r.follows(d.To):
		d = r.latest(d)
		d.Fault = Future
		return d
	case r.t.last[before] || r.t.lastAfter[r.word(d.To)]:
		if r.t.last[before] {
			d.From--
		} else {
			d.To++
		}
		d = r.latest(d)
		if d.D == 0 && d.Y == r.now.Year() && d.M == int(r.now.Month()) {
			d.Y--
		}
		return checked(d)
	}
	return r.latest(d)
}

// relative reads today, yesterday, last month, last year.
func (r *dater) relative(i int) (Date, bool) {
	rel, k := r.t.relative.at(r.toks, i, nil)
	if k == 0 || k == 1 && r.t.unlikely[r.word(i)] && r.t.dayPart[r.word(i-1)] { // en la manana
		return Date{}, false
	}
	d := r.back(rel.unit, rel.count)
	d.Span = Span{i, i + k}
	if rel.vague {
		d.Fault = Incomplete
	}
	return d, true
}

// A shift is a step back from now; negative steps lie ahead.
type shift struct {
	count int
	unit  Unit
	vague bool // says only about when: last week
}

// back returns the day, month or year that lies count units before now, as
// precise as the unit is.
func (r *dater) back(u Unit, count int) Date {
	t := r.now
	switch u {
	case Year:
		return Date{Y: t.Year() - count, Guessed: true}
	case Month:
		t = time.Date(t.Year(), t.Month()-time.Month(count), 1, 0, 0, 0, 0, time.UTC)
		return Date{Y: t.Year(), M: int(t.Month()), Guessed: true}
	case Week:
		t = t.AddDate(0, 0, -7*count)
	default:
		t = t.AddDate(0, 0, -count)
	}
	return Date{Y: t.Year(), M: int(t.Month()), D: t.Day(), Guessed: true}
}

// weekday reads Monday, last Monday.
func (r *dater) weekday(i int) (Date, bool) {
	if d, ok := r.weekdayOf(i); ok {
		return d, true
	}
	named, ok := r.weekdayAt(i)
	if !ok {
		return Date{}, false
	}
	before := r.word(i - 1)
	if !r.likely(i) {
		return Date{}, false
	}
	d := Date{Span: Span{i, i + 1}}
	if _, exact := r.t.weekdays[r.word(i)]; !exact { // two Fridays ago
		if _, ok := r.t.single(r.toks, i-1); ok {
			d.Fault = Incomplete
			return d, true
		}
	}
	days := (int(r.now.Weekday()) - int(named) + 7) % 7
	if w := r.word(i + 1); w != "" && digit(rune(w[0])) && (i+2 >= len(r.toks) || !r.toks[i+2].Word) { // Monday 16
		var n Number
		if n.digits(w) && n.Low == n.High && n.Low >= 1 && n.Low <= 31 && n.Of == 0 && n.Low == float64(int(n.Low)) {
			e := r.dayed(i, int(n.Low))
			if e.To = i + 2; e.First().Weekday() != named {
				e.Fault = Incomplete
			}
			return e, true
		}
	}
	_, prior := r.t.before.at(r.toks, i+1, nil)
	switch {
	case prior > 0 && r.t.last[r.word(i+1+prior)]: // the Saturday before last
		d = r.back(Day, days+7)
		d.Span = Span{i, i + 2 + prior}
		return d, true
	case r.t.next[before]:
		d = r.back(Day, days-7)
		d.Span, d.Fault = Span{i - 1, i + 1}, Future
	case r.t.this[before] && days > (int(r.now.Weekday())+6)%7, r.follows(i + 1): // this Friday, in this week
		d = r.back(Day, days-7)
		d.Span, d.Fault = Span{i, i + 1}, Future
	case r.t.last[before] || r.t.lastAfter[r.word(i+1)]:
		if days == 0 {
			days = 7
		}
		d = r.back(Day, days)
		d.Span = Span{i - 1, i + 1}
		if !r.t.last[before] {
			d.Span = Span{i, i + 2}
		}
	default:
		d = r.back(Day, days)
		d.Span = Span{i, i + 1}
	}
	d.weekday = true
	return d, true
}

// season reads "last summer", which is known to the year; a winter lies in
// two years.
func (r *dater) season(i int) (Date, bool) {
	m, ok := r.t.seasons[r.word(i)]
	if !ok {
		return Date{}, false
	}
	j := i + 1
	if r.t.inOf[r.word(j)] {
		j++
	}
	if y, k := r.yearAt(j, false); k > 0 {
		return Date{Y: y, season: m, Span: Span{i, j + k}}, true
	}
	before := r.word(i - 1)
	after := r.t.lastAfter[r.word(i+1)]
	the := r.t.the[before] && !r.t.unlikely[r.word(i)] && (r.t.dateCue[r.word(i-2)] || r.t.nearSpan[r.word(i-2)])
	if !after && !the && !r.t.last[before] && !r.t.dateCue[before] && !r.alone(i, i+1) {
		return Date{}, false
	}
	d := r.latest(Date{M: m})
	d.M, d.season, d.Span = 0, m, Span{i, i + 1}
	if after {
		d.To++
	}
	if r.t.last[before] {
		d.From--
	}
	if m == 12 {
		d.Fault = Incomplete
	}
	return d, true
}

// dayAlone reads "the 14th", the latest one.
func (r *dater) dayAlone(i int) (Date, bool) {
	w := r.word(i)
	var n Number
	named := r.t.dayWord[r.word(i-1)]                                                                                                             // el dia 5
	if v, ordinal, k := r.t.words(r.toks, i); ordinal && k == 1 && r.t.the[r.word(i-1)] && v <= 31 && (i+1 >= len(r.toks) || !r.toks[i+1].Word) { // the second
		return r.dayed(i, int(v)), true
	}
	if w == "" || !digit(rune(w[0])) || !n.digits(w) || !n.Ordinal && !named || n.Low < 1 || n.Low > 31 || n.Low != n.High || n.Of > 0 || n.Low != float64(int(n.Low)) {
		return Date{}, false
	}
	_, of := r.t.relative.at(r.toks, i+1, nil)
	if i+1 < len(r.toks) && r.toks[i+1].Word && of == 0 && !r.t.inOf[r.word(i+1)] && !r.t.dateCue[r.word(i+1)] || i > 0 && !r.t.the[r.word(i-1)] && !r.alone(i, i+1) {
		return Date{}, false
	}
	d := r.dayed(i, int(n.Low))
	d.Bare = !n.Ordinal
	return d, true
}

// dayed is the latest such day of a month.
func (r *dater) dayed(i, day int) Date {
	d := Date{Y: r.now.Year(), M: int(r.now.Month()), D: day, Guessed: true, Span: Span{i, i + 1}}
	for back := 0; back < 3 && (checked(d).Fault != "" || d.First().After(r.now)); back++ {
		if d.M--; d.M == 0 {
			d.Y, d.M = d.Y-1, 12
		}
	}
	d.dayOnly = true
	return checked(d)
}

// yearAlone reads "in 2015", "2015"; a number that counts something is none.
func (r *dater) yearAlone(i int) (Date, bool) {
	before := r.word(i - 1)
	two := r.t.dateCue[before] && !digitsBelow(r.word(i), 32) && (i+1 >= len(r.toks) || !r.toks[i+1].Word) // back in 98
	y, k := r.yearAt(i, two)
	if k == 0 || y < 1880 || y > 2100 {
		return Date{}, false
	}
	if r.word(i+k) == "s" && r.toks[i+k].Start == r.toks[i+k-1].End { // the 1990s
		return Date{Y: y, Fault: Incomplete, Span: Span{i, i + k + 1}}, true
	}
	if i+k < len(r.toks) && !r.t.nearDate[before] && (r.counts(i+k) || r.t.things(r.word(i+k)) || r.t.measures[r.word(i+k)].size > 0) || r.t.labels[before] {
		return Date{}, false
	}
	return Date{Y: y, Span: Span{i, i + k}}, true
}

// digitsBelow reports whether w is a number in digits below most, or none in
// digits at all.
func digitsBelow(w string, most int) bool {
	return len(w) != 2 || strings.Trim(w, "0123456789") != "" || atoi(w) < most
}
