package text

import (
	"strconv"
	"strings"
)

// A Number is a number or a range of numbers found in a message.
type Number struct {
	// Low and High are the same unless it is a range: "6 or 7".
	Low, High float64
	// Of is the whole in "7 out of 10", 0 where there is none.
	Of float64
	// Plus is the second part of "20+3", whole weeks and days.
	Plus float64
	// Ordinal is true for "third".
	Ordinal bool
	// Counts is true where it counts things: "2 pills".
	Counts bool
	// Loose is true for "more than 5".
	Loose bool
	// Percent is true for "70%".
	Percent bool
	Span
}

// Numbers returns the numbers that l says, in order. Dates, times and the
// ends of a scale that is only named ("on a scale of 1 to 10") are none.
func (l Line) Numbers() []Number {
	for _, t := range tables(l.Lang) {
		if ns := t.numbers(l.Tokens); len(ns) > 0 {
			return ns
		}
	}
	return nil
}

func (t *language) numbers(toks []Token) []Number {
	var out []Number
	for i := 0; i < len(toks); {
		if _, n := t.outOf.at(toks, i, nil); n > 0 { // "out of 10 I'd say 7"
			if of, ok := t.number(toks, i+n); ok {
				i = of.To
				continue
			}
		}
		if _, n := t.scaleOf.at(toks, i, nil); n > 0 {
			if of, ok := t.number(toks, i+n); ok {
				i = of.To
				continue
			}
		}
		from := i
		_, loose := t.bounding.at(toks, i, nil)
		i += loose
		for i < len(toks) && t.about[toks[i].Text] {
			i++
		}
		n, ok := t.number(toks, i)
		if !ok {
			i = max(i, from+1)
			continue
		}
		if i > 0 && toks[i-1].Text == "-" && toks[i-1].End == toks[i].Start && (i == 1 || toks[i-2].End < toks[i-1].Start) {
			n.Low, n.High = -n.High, -n.Low
		}
		if t.clock[word(toks, n.To)] {
			i = n.To + 1
			continue
		}
		n.From, n.Loose = from, loose > 0
		n.Counts, n.Percent = t.things(word(toks, n.To)), t.percent[word(toks, n.To)]
		out = append(out, n)
		i = n.To
	}
	return out
}

// things reports whether a word after a number is what it counts: a plural.
func (t *language) things(w string) bool {
	return len(w) > 3 && strings.HasSuffix(w, t.plural) && !strings.HasSuffix(w, "ss") && !t.notThings[w]
}

// number reads the number that starts at token i.
func (t *language) number(toks []Token, i int) (Number, bool) {
	from := i
	between := i < len(toks) && t.between[toks[i].Text]
	if between {
		i++
	}
	n, ok := t.single(toks, i)
	if !ok {
		return Number{}, false
	}
	n.From = from
	if n.Low == n.High && n.Of == 0 && !n.Ordinal {
		if to, k := t.to.at(toks, n.To, nil); k > 0 && (between || to != "and") {
			j := n.To + k
			for j < len(toks) && t.about[toks[j].Text] {
				j++
			}
			if m, ok := t.single(toks, j); ok && !m.Ordinal && m.Low == m.High {
				n.Low, n.High = min(n.Low, m.Low), max(n.High, m.High)
				n.Of, n.To = m.Of, m.To
			}
		}
	}
	if n.Of == 0 && !n.Ordinal {
		k := n.To
		if _, c := t.outOf.at(toks, k, nil); c > 0 {
			k += c
		} else if _, c := t.of.at(toks, k, nil); c > 0 {
			k += c
		}
		if k > n.To {
			if m, ok := t.single(toks, k); ok && m.Low == m.High && m.Of == 0 && m.Low > 1 {
				n.Of, n.To = m.Low, m.To
			}
		}
	}
	return n, true
}

// single reads one number without words of range, at token i.
func (t *language) single(toks []Token, i int) (Number, bool) {
	if i >= len(toks) {
		return Number{}, false
	}
	n := Number{Span: Span{i, i + 1}}
	w := toks[i].Text
	if digit(rune(w[0])) {
		return n, n.digits(w) && t.fraction(toks, &n)
	}
	if v, k := t.amounts.at(toks, i, nil); k > 0 {
		n.Low, n.High, n.To = v, v, i+k
		return n, true
	}
	v, ordinal, k := t.words(toks, i)
	if k == 0 || k == 1 && v == 1 && t.pronoun(toks, i) {
		return Number{}, false
	}
	n.Low, n.High, n.Ordinal, n.To = v, v, ordinal, i+k
	if !ordinal {
		t.fraction(toks, &n)
	}
	return n, true
}

// digits reads a token of digits: 7, 6.5, 6-7, 7/10, 6-7/10, 20+3, 14th.
func (n *Number) digits(w string) bool {
	if len(w) > 20 {
		return false
	}
	ok := true
	parse := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		ok = ok && err == nil
		return v
	}
	if last := len(w) - 2; last > 0 && letter(rune(w[last])) { // 14th
		n.Ordinal = true
		n.Low = parse(w[:last])
		n.High = n.Low
		return ok
	}
	if s, of, found := strings.Cut(w, "/"); found {
		n.Of, w = parse(of), s
	}
	if s, plus, found := strings.Cut(w, "+"); found {
		n.Plus, w = parse(plus), s
	}
	low, high, found := strings.Cut(w, "-")
	n.Low = parse(low)
	n.High = n.Low
	if found {
		n.High = parse(high)
		n.Low, n.High = min(n.Low, n.High), max(n.Low, n.High)
	}
	return ok
}

// fraction adds "and a half" or "point five" after a number; always true.
func (t *language) fraction(toks []Token, n *Number) bool {
	if n.Ordinal || n.Of > 0 || n.Low != n.High {
		return true
	}
	if v, k := t.halves.at(toks, n.To, nil); k > 0 {
		n.Low += v
		n.High = n.Low
		n.To += k
	} else if n.To+1 < len(toks) && t.point[toks[n.To].Text] {
		if v, ordinal, k := t.words(toks, n.To+1); k == 1 && !ordinal && v < 10 {
			n.Low += v / 10
			n.High = n.Low
			n.To += 2
		}
	}
	return true
}

// pronoun reports whether the "one" at token i counts nothing: "this one".
func (t *language) pronoun(toks []Token, i int) bool {
	if _, ok := t.units[word(toks, i+1)]; ok {
		return false
	}
	return i > 0 && toks[i-1].Word && !t.oneAfter[toks[i-1].Text] || t.oneBefore[word(toks, i+1)]
}

// words reads a number in words at token i: zero to the thousands, cardinal
// or ordinal.
func (t *language) words(toks []Token, i int) (v float64, ordinal bool, n int) {
	word := func(j int) string {
		if j < len(toks) {
			return toks[j].Text
		}
		return ""
	}
	below := func(j int) (v float64, ord bool, n int) { // up to 99
		if tens, ok := t.tens[word(j)]; ok {
			if one, ok := t.ones[word(j+1)]; ok && 0 < one && one < 10 {
				return tens + one, false, 2
			}
			if one, ok := t.ordinals[word(j+1)]; ok && one < 10 {
				return tens + one, true, 2
			}
			return tens, false, 1
		}
		if v, ok := t.ones[word(j)]; ok {
			return v, false, 1
		}
		if v, ok := t.ordinals[word(j)]; ok {
			return v, true, 1
		}
		return 0, false, 0
	}
	v, ordinal, n = below(i)
	if n == 0 {
		if many, k := t.hundreds.at(toks, i, nil); k > 0 {
			v, n = many, k
		} else {
			return 0, false, 0
		}
	}
	for !ordinal && n < 12 {
		if many, ok := t.multiples[word(i+n)]; ok && v > 0 && v < many {
			v *= many
			n++
			continue
		}
		if v < 100 {
			break
		}
		j := i + n
		if t.and[word(j)] {
			j++
		}
		more, ord, k := below(j)
		if k == 0 || more == 0 || more >= 100 {
			break
		}
		v, ordinal, n = v+more, ord, j+k-i
		break
	}
	return v, ordinal, n
}
