package text

import (
	"math"
	"time"
)

// ago reads "3 weeks ago": a day for days and weeks, a month for months, a
// year for years; and "in 3 weeks", which lies ahead.
func (r *dater) ago(i int) (Date, bool) {
	before := r.t.agoBefore[r.word(i)]
	start := i
	if before { // hace tres semanas
		for i++; i < start+4 && r.t.about[r.word(i)] && !r.t.one[r.word(i)]; i++ {
		}
	}
	if p, to, ok := r.t.amount(r.toks, i); ok && p.Unit > 0 && r.t.old[r.word(to)] { // 34 years old
		return Date{Fault: Incomplete, Span: Span{i, to + 1}}, true
	}
	d, ok := r.t.duration(r.toks, i)
	if !ok {
		return Date{}, false
	}
	to := d.To
	if _, k := r.t.loosely.at(r.toks, to, nil); k > 0 && !before { // a month or so ago
		to += k
	}
	if before {
		to--
	}
	if d.Vague {
		if before || r.t.ago[r.word(to)] {
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
	if before || r.t.ago[r.word(to)] {
		if _, k := r.t.relative.at(r.toks, to+1, nil); k == 1 && r.t.now[r.word(to+1)] { // 8 weeks ago today
			to++
		}
		if p.Unit < Day { // hours ago is today, unless it is a day's worth
			p = Part{Count: math.Round(p.days()), Unit: Day}
		}
		count := int(p.Count)
		if p.Count != float64(count) { // half a year ago, two and a half weeks ago
			days := int(p.days())
			d := r.back(Day, days)
			if p.Unit == Year || p.Unit == Month {
				d.D = 0
			}
			d.Span, d.slack = Span{start, to + 1}, int(p.Unit.Days()/2+1)
			return d, true
		}
		if p.days() > 200*365 {
			return Date{}, false
		}
		d := r.back(p.Unit, count)
		if p.Over > 0 || r.bounded(start) {
			d.Fault = Incomplete
		}
		d.Span, d.slack = Span{start, to + 1}, int(p.Unit.Days()/2+1)
		return d, true
	}
	if _, k := r.t.ahead.at(r.toks, to, nil); k > 0 || r.t.within[r.word(i-1)] || r.t.inOf[r.word(i-1)] && r.t.within[r.word(i-2)] {
		d := r.back(Day, -1)
		d.Fault, d.Span = Future, Span{i, to + k}
		return d, true
	}
	return Date{}, false
}

// bounded reports whether words such as "more than" end before token i.
func (r *dater) bounded(i int) bool {
	for back := 1; back <= min(i, 3); back++ {
		if _, n := r.t.bounding.at(r.toks, i-back, nil); n == back {
			return true
		}
	}
	return false
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
	if !ok || n.Low != n.High || n.Low < 0 || n.Low > 115 || n.Of > 0 || now > 0 && n.To < len(r.toks) && r.toks[n.To].Word && r.t.units[r.word(n.To)] != Year {
		return Date{}, false
	}
	if r.counts(n.To) {
		if r.t.units[r.word(n.To)] != Year {
			return Date{}, false
		}
		n.To++
	}
	d := Date{Span: Span{i, n.To}, Fault: Incomplete, Age: true}
	if b, err := time.Parse(time.DateOnly, r.dob); err == nil && now == 0 {
		d.Y, d.Fault, d.Guessed = b.Year()+int(n.Low), "", true
	}
	return d, true
}
