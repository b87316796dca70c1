package text

import "strings"

// year2 puts two digits into the latest year that is not in the future.
func (r *dater) year2(y int) int {
	c := r.now.Year() / 100 * 100
	if c+y > r.now.Year() {
		c -= 100
	}
	return c + y
}

// yearAt reads a year at token i and says how many tokens it takes: 1985,
// '85, nineteen eighty five, two thousand and five; and 85 where two is true.
func (r *dater) yearAt(i int, two bool) (y, n int) {
	w := r.word(i)
	switch {
	case w == "":
		return 0, 0
	case w == "'" && len(r.word(i+1)) == 2 && digit(rune(r.word(i + 1)[0])):
		return r.year2(atoi(r.word(i + 1))), 2
	case strings.Trim(w, "0123456789") == "":
		v := atoi(w[:min(len(w), 5)])
		if len(w) == 4 && v >= 1880 && v <= 2100 {
			return v, 1
		}
		if next := r.word(i + 1); (w == "19" || w == "20") && len(next) == 2 && strings.Trim(next, "0123456789") == "" && !r.counts(i+2) { // 19 70
			if y := v*100 + atoi(next); y <= r.now.Year() {
				return y, 2
			}
		}
		if two && len(w) == 2 {
			return r.year2(v), 1
		}
		return 0, 0
	}
	c, ordinal, k := r.t.words(r.toks, i)
	if k == 0 || ordinal {
		return 0, 0
	}
	if c >= 1880 && c <= 2100 {
		return int(c), k
	}
	if (c == 18 || c == 19 || c == 20) && k == 1 {
		j := i + 1
		oh := r.t.zero[r.word(j)]
		if oh {
			j++
		}
		if v, ord, m := r.t.words(r.toks, j); m > 0 && !ord && (v >= 10 && v < 100 || oh && v > 0 && v < 10) {
			if y := int(c)*100 + int(v); y <= r.now.Year()+1 {
				return y, j + m - i
			}
		}
	}
	if two && c >= 10 && c < 100 {
		return r.year2(int(c)), k
	}
	return 0, 0
}

// spaced reads a date of digits set apart: 03 / 14 / 1985, 3 14 1985.
func (r *dater) spaced(i int) (Date, bool) {
	var n [3]int
	j, marks := i, 0
	for k := range n {
		w := r.word(j)
		if w == "" || len(w) > 4 || strings.Trim(w, "0123456789") != "" {
			return Date{}, false
		}
		n[k] = atoi(w)
		j++
		if m := r.word(j); k < 2 && (m == "/" || m == "-" || m == ".") {
			marks++
			j++
		}
	}
	d := Date{Y: n[2], M: n[0], D: n[1], Span: Span{i, j}}
	year := d.Y >= 1880 && d.Y <= 2100
	if d.M < 1 || d.D < 1 || d.M > 31 || d.D > 31 || marks == 1 || !year && (d.Y > 99 || marks == 0 && (d.Y < 32 || !r.alone(i, j))) {
		return Date{}, false
	}
	if !year {
		d.Y, d.Short = r.year2(d.Y), true
	}
	return checked(r.order(d)), true
}

// yearFirst reads a year before its month: 1985 March 14.
func (r *dater) yearFirst(i int) (Date, bool) {
	y, k := r.yearAt(i, false)
	if k == 0 {
		return Date{}, false
	}
	j := i + k
	if r.word(j) == "," {
		j++
	}
	m, ok := r.month(j)
	if !ok {
		return Date{}, false
	}
	d := Date{Y: y, M: m, Span: Span{i, j + 1}}
	j++
	if r.t.the[r.word(j)] {
		j++
	}
	if day, k := r.dayAt(j); k > 0 && !r.counts(j+k) {
		d.D, d.To = day, j+k
	} else if _, k := r.yearAt(d.To, false); k > 0 { // in 2015, March 2016 it came back
		return Date{}, false
	}
	return checked(d), true
}

// dayAt reads a day of the month at token i, where the year does not.
func (r *dater) dayAt(i int) (d, n int) {
	if _, k := r.yearAt(i, false); k > 0 {
		return 0, 0
	}
	w := r.word(i)
	if w == "" {
		return 0, 0
	}
	if digit(rune(w[0])) {
		var num Number
		if num.digits(w) && num.Low == num.High && num.Low >= 1 && num.Low <= 31 && num.Of == 0 && num.Low == float64(int(num.Low)) {
			if r.t.ordinalEnds[r.word(i+1)] && r.toks[i+1].Start == r.toks[i].End { // 1ro de mayo
				return int(num.Low), 2
			}
			return int(num.Low), 1
		}
		return 0, 0
	}
	if v, _, k := r.t.words(r.toks, i); k > 0 && v >= 1 && v <= 31 {
		return int(v), k
	}
	return 0, 0
}

// short reports whether the year at token i has two digits.
func (r *dater) short(i int) bool { return r.word(i) == "'" || len(r.word(i)) == 2 }
