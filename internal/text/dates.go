package text

import (
	"fmt"
	"strings"
	"time"
)

// A Date is a day, a month or a year found in a message; the parts that were
// not said are 0.
type Date struct {
	Y, M, D int
	// Fault says why it cannot be recorded, "" where it can.
	Fault  Fault
	season int // the month it begins in, of a part of a year
	// Guessed is true where the year was not said; Short where it was said
	// in two digits.
	Guessed, Short bool
	// Age is true where it was said by an age.
	Age bool
	// Apart is true where it was only said what lies beside it: before May.
	Apart bool
	// Planned is true where it was said of what is to come.
	Planned bool
	// Bare is true where it was only a number: el 3.
	Bare    bool
	weekday bool    // only the name of a weekday
	dayOnly bool    // only a day of a month
	feast   holiday // of a year that was not said
	slack   int     // how many days it may be off: 3 weeks ago
	Span
}

// A Fault says what is wrong with a Date.
type Fault string

// The faults of a date.
const (
	Future     Fault = "future"
	Impossible Fault = "impossible" // no such day
	Incomplete Fault = "incomplete" // an age without a date of birth, "last week"
)

// String returns YYYY, YYYY-MM or YYYY-MM-DD.
func (d Date) String() string {
	switch {
	case d.M == 0:
		return fmt.Sprintf("%04d", d.Y)
	case d.D == 0:
		return fmt.Sprintf("%04d-%02d", d.Y, d.M)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Y, d.M, d.D)
}

// First returns the first day that d can mean.
func (d Date) First() time.Time {
	return time.Date(d.Y, time.Month(max(d.M, d.season, 1)), max(d.D, 1), 0, 0, 0, 0, time.UTC)
}

// Dates returns the dates that l says, in order, as seen from now; dob, a
// full date of birth or "", turns ages into years.
func (l Line) Dates(now time.Time, dob string) []Date {
	return best(l, func(t *language) []Date {
		r := dater{t: t, toks: l.Tokens, now: dayOf(now), dob: dob}
		return r.all()
	})
}

// dayOf returns the day of now by its own clock, as a day of no zone, so that
// days can be counted.
func dayOf(now time.Time) time.Time {
	y, m, d := now.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// DaysTo counts the days from the first day that d can mean to now.
func (d Date) DaysTo(now time.Time) int {
	return int(dayOf(now).Sub(d.First()) / (24 * time.Hour))
}

// MonthsTo counts the whole months from the first day that d can mean to now.
func (d Date) MonthsTo(now time.Time) float64 {
	y, m, day := now.Date()
	from := d.First()
	months := (y-from.Year())*12 + int(m-from.Month())
	if day < from.Day() {
		months--
	}
	return float64(months)
}

// A dater reads dates with one table.
type dater struct {
	t    *language
	toks []Token
	now  time.Time
	dob  string
}

func (r *dater) all() []Date {
	var out []Date
	for i := 0; i < len(r.toks); {
		d, ok := r.at(i)
		if !ok {
			i++
			continue
		}
		if d.Fault == "" && d.First().After(r.now) {
			d.Fault = Future
		}
		switch {
		case d.Fault != "":
		case r.apart(d):
			d.Fault, d.Apart = Incomplete, true
		case d.Guessed && r.planned(d.From):
			d.Fault, d.Planned = Future, true
		}
		least := 0
		if len(out) > 0 {
			least = out[len(out)-1].To
		}
		next := d.To
		for d.From > least && r.t.nearDate[r.word(d.From-1)] {
			d.From--
		}
		out = append(out, d)
		i = next
	}
	return out
}

// planned reports whether the words before token i, in the same clause, speak
// of what is to come: my appointment is on Friday.
func (r *dater) planned(i int) bool {
	for k := i - 1; k >= max(0, i-6) && r.toks[k].Word; k-- {
		if r.t.plans[r.word(k)] {
			return true
		}
	}
	return false
}

// apart reports whether d is not the day that is meant: before Christmas, the
// week of May 3rd, May 3rd or 4th.
func (r *dater) apart(d Date) bool {
	i := d.From
	for i > 0 && i > d.From-2 && r.t.the[r.word(i-1)] {
		i--
	}
	for back := 1; back < 3 && back <= i; back++ {
		_, a := r.t.after.at(r.toks, i-back, nil)
		_, b := r.t.before.at(r.toks, i-back, nil)
		if (a == back || b == back) && !r.t.last[r.word(i-1)] {
			return true
		}
	}
	if r.t.inOf[r.word(i-1)] && r.t.units[r.word(i-2)] == Week && d.D > 0 && !d.weekday {
		return true
	}
	if d.D == 0 {
		return false
	}
	if w := r.word(d.To); d.Y > 0 && d.M > 0 && w != "" && d.Guessed && strings.Contains(w, "-") && digit(rune(w[0])) {
		return true
	}
	how, k := r.t.to.at(r.toks, d.To, nil)
	if k == 0 || how != "or" && how != "to" {
		return false
	}
	n, ok := r.t.single(r.toks, d.To+k)
	return ok && (how == "or" || n.Low <= 31 && n.Low > float64(d.D)) && n.Low == n.High && !r.counts(n.To)
}

// at reads the date that starts at token i.
func (r *dater) at(i int) (Date, bool) {
	if d, ok := r.shifted(i); ok {
		return d, true
	}
	return r.unshifted(i)
}

// unshifted is at without days counted from another date.
func (r *dater) unshifted(i int) (Date, bool) {
	for _, read := range []func(int) (Date, bool){
		r.numeric, r.spaced, r.holiday, r.anniversary, r.yearFirst, r.monthFirst, r.dayFirst, r.relative, r.weekday, r.ago, r.age, r.season, r.dayAlone, r.yearAlone,
	} {
		if d, ok := read(i); ok {
			return d, true
		}
	}
	return Date{}, false
}

func (r *dater) word(i int) string {
	if i >= 0 && i < len(r.toks) {
		return r.toks[i].Text
	}
	return ""
}

// alone reports whether tokens i up to j stand between marks or line ends.
func (r *dater) alone(i, j int) bool {
	return (i == 0 || !r.toks[i-1].Word) && (j >= len(r.toks) || !r.toks[j].Word)
}

// checked returns d with Impossible set where there is no such day.
func checked(d Date) Date {
	t := d.First()
	if d.M > 12 || d.D > 31 || t.Day() != max(d.D, 1) {
		d.Fault = Impossible
	}
	return d
}

// numeric reads a date of digits: 3/14/85, 1985-03-14, 14.3.1985, 3/2021,
// 3/14, 19850314.
func (r *dater) numeric(i int) (Date, bool) {
	w := r.word(i)
	if w == "" || !digit(rune(w[0])) || len(w) > 10 {
		return Date{}, false
	}
	d := Date{Span: Span{i, i + 1}}
	if len(w) == 8 && strings.Trim(w, "0123456789") == "" {
		if w[:2] != "19" && w[:2] != "20" {
			w = w[4:] + w[:4]
		}
		d.Y, d.M, d.D = atoi(w[:4]), atoi(w[4:6]), atoi(w[6:])
		if y := d.Y; y < 1880 || y > 2100 {
			return Date{}, false
		}
		return checked(d), true
	}
	sep := strings.IndexFunc(w, func(c rune) bool { return !digit(c) })
	if sep < 0 || !strings.ContainsRune("/-.", rune(w[sep])) {
		return Date{}, false
	}
	parts := strings.Split(w, w[sep:sep+1])
	var n [3]int
	for k, p := range parts {
		if k > 2 || len(p) == 0 || len(p) > 4 || strings.Trim(p, "0123456789") != "" {
			return Date{}, false
		}
		n[k] = atoi(p)
	}
	year := func(k int) bool { return len(parts[k]) == 4 && n[k] >= 1880 && n[k] <= 2100 }
	switch {
	case len(parts) == 3 && year(0):
		d.Y, d.M, d.D = n[0], n[1], n[2]
	case len(parts) == 3 && (year(2) || len(parts[2]) == 2):
		d.Y, d.M, d.D = n[2], n[0], n[1]
		if d.Y < 100 {
			d.Y, d.Short = r.year2(d.Y), true
		}
		d = r.order(d)
	case len(parts) == 2 && year(1) && n[0] >= 1 && n[0] <= 12 && w[sep] != '.':
		d.Y, d.M = n[1], n[0]
		return d, true
	case len(parts) == 2 && year(0) && n[1] >= 1 && n[1] <= 12 && w[sep] != '.':
		d.Y, d.M = n[0], n[1]
		return d, true
	case len(parts) == 2 && w[sep] == '/' && n[0] > 0 && n[1] > 0:
		if r.fraction(i) {
			return Date{}, false
		}
		d = r.order(Date{M: n[0], D: n[1], Span: d.Span})
		if d.M > 12 || d.D > 31 {
			return Date{}, false
		}
		return r.latest(d), true
	case len(parts) == 3 && len(parts[0]) <= 2 && len(parts[1]) <= 2 && len(parts[2]) == 4 && w[sep] != '.':
		d.Fault = Impossible
		return d, true
	default:
		return Date{}, false
	}
	if d.M == 0 || d.D == 0 {
		d.Fault = Impossible
		return d, true
	}
	return checked(d), true
}

// fraction reports whether the digits at token i are a part of a whole: 7 1/2,
// 1/2 a year.
func (r *dater) fraction(i int) bool {
	switch r.word(i) {
	case "1/2", "1/4", "3/4":
	default:
		return false
	}
	if _, ok := r.t.single(r.toks, i-1); i > 0 && ok || r.t.and[r.word(i-1)] || r.t.one[r.word(i-1)] {
		return true
	}
	return r.counts(i+1) || r.t.one[r.word(i+1)] || r.t.inOf[r.word(i+1)]
}

// order puts day and month the way the language writes them, unless only the
// other way is possible.
func (r *dater) order(d Date) Date {
	if r.t.dayFirst {
		d.M, d.D = d.D, d.M
	}
	if d.M > 12 && d.D <= 12 {
		d.M, d.D = d.D, d.M
	}
	return d
}

// latest gives d, a month or a day without a year, the latest year in which
// it is not in the future.
func (r *dater) latest(d Date) Date {
	d.Y, d.Guessed = r.now.Year(), true
	if d.First().After(r.now) {
		d.Y--
	}
	for back := 0; back < 8 && d.D == 29 && d.M == 2 && checked(d).Fault != ""; back++ {
		d.Y--
	}
	return checked(d)
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
