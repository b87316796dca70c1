package text

import "time"

// ago reads "3 weeks ago": a day for days and weeks, a month for months, a
// year for years; and "in 3 weeks", which lies ahead.
func (r *dater) ago(i int) (Date, bool) {
	if p, to, ok := r.t.amount(r.toks, i); ok && p.Unit > 0 && r.t.old[r.word(to)] { // 34 years old
		return Date{Fault: Incomplete, Span: Span{i, to + 1}}, true
	}
	d, ok := r.t.duration(r.toks, i)
	if !ok {
		return Date{}, false
	}
	to := d.To
	if d.Vague {
		if r.t.ago[r.word(to)] {
			return Date{Fault: Incomplete, Span: Span{i, to + 1}}, true
		}
		return Date{}, false
	}
	p := d.Parts[0]
	if n := len(d.Parts); n > 1 {
		p = Part{Count: float64(d.Days()), Unit: Day}
		if d.Parts[n-1].Unit >= Month {
			p = Part{Count: d.In(Month), Unit: Month}
		}
	}
	if r.t.ago[r.word(to)] {
		count := int(p.Count)
		if p.Count != float64(count) { // half a year ago, two and a half weeks ago
			days := int(p.days())
			d := r.back(Day, days)
			if p.Unit == Year || p.Unit == Month {
				d.D = 0
			}
			d.Span = Span{i, to + 1}
			return d, true
		}
		if p.days() > 200*365 {
			return Date{}, false
		}
		d := r.back(p.Unit, count)
		d.Span = Span{i, to + 1}
		return d, true
	}
	if _, k := r.t.ahead.at(r.toks, to, nil); k > 0 || r.t.within[r.word(i-1)] {
		d := r.back(Day, -1)
		d.Fault, d.Span = Future, Span{i, to + k}
		return d, true
	}
	return Date{}, false
}

// age reads "when I was 12", which is a year for those whose date of birth is
// known.
func (r *dater) age(i int) (Date, bool) {
	_, k := r.t.atAge.at(r.toks, i, nil)
	_, now := r.t.ageNow.at(r.toks, i, nil)
	if k == 0 && now == 0 {
		return Date{}, false
	}
	k = max(k, now)
	n, ok := r.t.number(r.toks, i+k)
	if !ok || n.Low != n.High || n.Low < 0 || n.Low > 115 || n.Of > 0 || now > 0 && n.To < len(r.toks) && r.toks[n.To].Word {
		return Date{}, false
	}
	d := Date{Span: Span{i, n.To}, Fault: Incomplete}
	if b, err := time.Parse(time.DateOnly, r.dob); err == nil && now == 0 {
		d.Y, d.Fault, d.Guessed = b.Year()+int(n.Low), "", true
	}
	return d, true
}
