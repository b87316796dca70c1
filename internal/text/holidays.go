package text

import "time"

// A holiday returns the day it falls on in a year.
type holiday func(year int) (time.Month, int)

// holiday reads a holiday with what stands around it: last Thanksgiving,
// Christmas 2019.
func (r *dater) holiday(i int) (Date, bool) {
	h, k := r.t.holidays.at(r.toks, i, nil)
	if k == 0 {
		return Date{}, false
	}
	on := func(y int) Date {
		m, d := h(y)
		return Date{Y: y, M: int(m), D: d, Span: Span{i, i + k}}
	}
	j := i + k
	if r.word(j) == "," || r.t.inOf[r.word(j)] {
		j++
	}
	if y, n := r.yearAt(j, false); n > 0 {
		d := on(y)
		d.To = j + n
		return d, true
	}
	d := on(r.now.Year())
	if d.First().After(r.now) {
		d = on(r.now.Year() - 1)
	}
	switch before := r.word(i - 1); {
	case r.t.next[before]:
		d = on(r.now.Year() + 1)
		d.From--
	case r.t.last[before]:
		if d.First().Equal(r.now) {
			d = on(r.now.Year() - 1)
		}
		d.From--
	}
	if n, ok := r.t.single(r.toks, i-1); i > 0 && ok && n.To == i && !n.Ordinal { // two Christmases ago
		d.Fault = Incomplete
	}
	if before := r.word(i - 1); !r.t.next[before] && r.t.lastAfter[r.word(i+k)] {
		d.To++
	}
	d.Guessed, d.feast = true, h
	return d, true
}

// fixed is a holiday on the same day each year.
func fixed(m time.Month, d int) holiday {
	return func(int) (time.Month, int) { return m, d }
}

// nth is a holiday on the nth such weekday of a month; the last one where n
// is -1.
func nth(n int, w time.Weekday, m time.Month) holiday {
	return func(y int) (time.Month, int) {
		if n < 0 {
			last := time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC)
			return m, last.Day() - (int(last.Weekday())-int(w)+7)%7
		}
		first := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
		return m, 1 + (int(w)-int(first.Weekday())+7)%7 + 7*(n-1)
	}
}

// aroundEaster is a holiday some days after Easter Sunday, or before.
func aroundEaster(days int) holiday {
	return func(y int) (time.Month, int) {
		m, d := easter(y)
		t := time.Date(y, m, d+days, 0, 0, 0, 0, time.UTC)
		return t.Month(), t.Day()
	}
}

// blackFriday is the day after Thanksgiving.
func blackFriday(y int) (time.Month, int) {
	m, d := nth(4, time.Thursday, time.November)(y)
	return m, d + 1
}

// easter is Easter Sunday by the Gregorian reckoning, after Meeus, Jones and
// Butcher.
func easter(y int) (time.Month, int) {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := h + l - 7*m
	return time.Month((n + 90) / 25), (n + 33*((n+90)/25) + 19) % 32
}
