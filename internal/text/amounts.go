package text

import (
	"math"
	"strings"
)

// amount reads one number with its unit at token i: "three weeks", "a week or
// two", "a year and a half", "week 20", "half a year". Count is negative for
// a unit without a number.
func (t *language) amount(toks []Token, i int) (Part, int, bool) {
	unit := func(j int) Unit {
		if j >= len(toks) {
			return 0
		}
		if u, ok := t.units[toks[j].Text]; ok {
			return u
		}
		if u, ok := t.tightUnits[toks[j].Text]; ok && j > 0 && toks[j-1].End == toks[j].Start {
			return u
		}
		return 0
	}
	if i >= len(toks) {
		return Part{}, i, false
	}
	if v, n := t.halfOf.at(toks, i, nil); n > 0 { // half a year
		if u := unit(i + n); u > 0 {
			return Part{Count: v, Unit: u}, i + n + 1, true
		}
	}
	if p, n := t.spans.at(toks, i, nil); n > 0 { // a fortnight
		return p, i + n, true
	}
	if n, ok := t.number(toks, i); ok {
		j := n.To
		if _, k := t.loosely.at(toks, j, nil); k > 0 { // 2 or so days
			j += k
		}
		if word(toks, j) == "," && unit(j+1) == 0 { // two, three weeks
			if m, ok := t.single(toks, j+1); ok && n.Low == n.High && m.Low == n.Low+1 && unit(m.To) > 0 {
				n.High, j = m.High, m.To
			}
		}
		if t.inOf[word(toks, j)] || t.more[word(toks, j)] {
			j++
		}
		u := unit(j)
		if u == 0 || n.Of > 0 {
			return Part{}, n.To, true
		}
		p := Part{n.High, u, n.High - n.Low}
		return p, t.orTwo(toks, j+1, &p), true
	}
	one := t.one[word(toks, i)]
	j := i
	if one {
		j++
		if t.more[word(toks, j)] {
			j++
		}
	}
	u := unit(j)
	if u == 0 {
		return Part{}, i, false
	}
	p := Part{Count: 1, Unit: u}
	to := t.orTwo(toks, j+1, &p)
	if !one && p.Count == 1 { // week 20, or a bare unit
		if n, ok := t.number(toks, j+1); ok && n.Low == n.High && t.singular[toks[j].Text] {
			return Part{Count: n.Low, Unit: u}, n.To, true
		}
		p.Count = -1
	}
	return p, to, true
}

// commaDecimal reads "1,5" and "1,70" typed without a space.
func commaDecimal(toks []Token, i int) (v float64, to int, ok bool) {
	if i+2 >= len(toks) || toks[i+1].Text != "," || toks[i].End != toks[i+1].Start || toks[i+1].End != toks[i+2].Start {
		return 0, i, false
	}
	whole, part := toks[i].Text, toks[i+2].Text
	if len(whole) > 3 || len(part) > 2 || strings.Trim(whole+part, "0123456789") != "" {
		return 0, i, false
	}
	if i+3 < len(toks) && toks[i+3].Text == "," && toks[i+3].Start == toks[i+2].End { // 4,5,6
		return 0, i, false
	}
	v = float64(atoi(whole)) + float64(atoi(part))/math.Pow10(len(part))
	return v, i + 3, true
}

// orTwo reads what may follow a unit: "or two", "and a half".
func (t *language) orTwo(toks []Token, j int, p *Part) int {
	if v, k := t.halves.at(toks, j, nil); k > 0 && p.Count == math.Trunc(p.Count) && t.and[word(toks, j)] {
		p.Count += v
		return j + k
	}
	if w, k := t.to.at(toks, j, nil); k > 0 && w == "or" {
		if n, ok := t.single(toks, j+k); ok && n.High > p.Count && !t.unitAfter(toks, n.To) {
			p.Over = n.High - p.Count
			p.Count = n.High
			return n.To
		}
	}
	return j
}

func (t *language) unitAfter(toks []Token, j int) bool {
	_, ok := t.units[word(toks, j)]
	return ok
}
