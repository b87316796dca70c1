package text

import "time"

// shifted reads a day counted from another: 3 days after Christmas, the day
// before Halloween, the Monday after Easter.
func (r *dater) shifted(i int) (Date, bool) {
	days, j := 0, i
	exact := true
	w, named := r.weekdayAt(i)
	if _, n := r.t.afterAlone.at(r.toks, i, nil); n > 0 { // al dia siguiente de
		return r.stepped(i, i+n, 1)
	}
	if named {
		j++
	} else {
		p, to, ok := r.t.amount(r.toks, i)
		if !ok || p.Unit < Day || to == i {
			return Date{}, false
		}
		j = to
		if exact = p.Count > 0 && p.Over == 0 && p.Unit <= Week; !exact && p.Unit == Day {
			p.Count, exact = 1, p.Over == 0
		}
		days = int(p.days())
	}
	sign := 1
	_, n := r.t.after.at(r.toks, j, nil)
	if n == 0 {
		sign = -1
		if _, n = r.t.before.at(r.toks, j, nil); n == 0 {
			return Date{}, false
		}
	}
	if !named {
		d, ok := r.stepped(i, j+n, sign*days)
		if ok && !exact {
			d.Fault = Incomplete
		}
		return d, ok
	}
	d, ok := r.stepped(i, j+n, 0)
	if !ok || d.Fault != "" {
		return d, ok
	}
	days = (int(w) - int(d.First().Weekday()) + 7) % 7
	if sign < 0 {
		days -= 7
	} else if days == 0 {
		days = 7
	}
	return r.moved(d, days), true
}

// shifts reports whether "after" or "before" stands at token i.
func (r *dater) shifts(i int) bool {
	_, a := r.t.after.at(r.toks, i, nil)
	_, b := r.t.before.at(r.toks, i, nil)
	return a+b > 0
}

// stepped moves the date that begins at token j, of which the words from i
// are part, by some days.
func (r *dater) stepped(i, j, days int) (Date, bool) {
	for k := j; k < j+3; k++ {
		d, ok := r.unshifted(k)
		switch {
		case ok && d.D == 0 && d.Fault == "":
			d.Fault = Incomplete
		case ok && d.Fault == "":
			d = r.moved(d, days)
		case !ok && r.t.nearDate[r.word(k)]:
			continue
		case !ok:
			return Date{}, false
		}
		d.From = i
		return d, true
	}
	return Date{}, false
}

// moved is d some days later; where its year was not said, the latest that is
// not in the future.
func (r *dater) moved(d Date, days int) Date {
	t := d.First().AddDate(0, 0, days)
	if d.feast != nil && t.After(r.now) {
		m, day := d.feast(d.Y - 1)
		t = time.Date(d.Y-1, m, day+days, 0, 0, 0, 0, time.UTC)
	}
	return Date{Y: t.Year(), M: int(t.Month()), D: t.Day(), Guessed: d.Guessed, Span: d.Span}
}

// weekdayOf reads a weekday with its week: Monday last week.
func (r *dater) weekdayOf(i int) (Date, bool) {
	w, ok := r.weekdayAt(i)
	if !ok {
		return Date{}, false
	}
	j := i + 1
	if r.t.inOf[r.word(j)] {
		j++
	}
	rel, k := r.t.relative.at(r.toks, j, nil)
	if k == 0 || rel.unit != Week || rel.count < 1 {
		return Date{}, false
	}
	monday := (int(r.now.Weekday()) + 6) % 7
	d := r.back(Day, monday+7*rel.count-(int(w)+6)%7)
	d.Span = Span{i, j + k}
	return d, true
}

// anniversary reads a birthday of the patient's own: the last one, or the
// 40th.
func (r *dater) anniversary(i int) (Date, bool) {
	_, k := r.t.birthday.at(r.toks, i, nil)
	age := -1
	if k == 0 {
		v, ordinal, n := 0.0, false, 0
		var num Number
		if w := r.word(i); w != "" && digit(rune(w[0])) && num.digits(w) && num.Ordinal {
			v, ordinal, n = num.Low, true, 1
		} else if n == 0 {
			v, ordinal, n = r.t.words(r.toks, i)
		}
		if !ordinal || n == 0 || !r.t.birth[r.word(i+n)] || v > 115 {
			return Date{}, false
		}
		age, k = int(v), n+1
	}
	d := Date{Fault: Incomplete, Span: Span{i, i + k}}
	b, err := time.Parse(time.DateOnly, r.dob)
	if err != nil {
		return d, true
	}
	d = r.latest(Date{M: int(b.Month()), D: b.Day(), Span: d.Span})
	if age >= 0 {
		d = checked(Date{Y: b.Year() + age, M: d.M, D: d.D, Guessed: true, Span: d.Span})
	}
	return d, true
}

// month returns the month named at token i; a long name may have a slip.
func (r *dater) month(i int) (int, bool) {
	w := r.word(i)
	if m, ok := r.t.months[w]; ok {
		return m, true
	}
	if len(w) < 5 {
		return 0, false
	}
	for name, m := range r.t.months {
		if len(name) > 5 && name[0] == w[0] && OneSlip(name, w) {
			return m, true
		}
	}
	return 0, false
}

// weekdayAt returns the weekday named at token i; a long name may have a slip.
func (r *dater) weekdayAt(i int) (time.Weekday, bool) {
	w := r.word(i)
	if d, ok := r.t.weekdays[w]; ok {
		return d, true
	}
	if len(w) < 5 {
		return 0, false
	}
	for name, d := range r.t.weekdays {
		if len(name) > 5 && name[0] == w[0] && OneSlip(name, w) {
			return d, true
		}
	}
	return 0, false
}

// follows reports whether words such as "que viene" stand at token i.
func (r *dater) follows(i int) bool {
	_, n := r.t.nextAfter.at(r.toks, i, nil)
	return n > 0
}
