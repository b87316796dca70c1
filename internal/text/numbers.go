package text

import (
	"math"
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
	// Vague is true for "a couple", which is no score.
	Vague bool
	// Loose is true for "more than 5".
	Loose bool
	// Floor and Ceiling are true for "never below 3" and "never above 5".
	Floor, Ceiling bool
	// Percent is true for "70%".
	Percent bool
	Span
}

// Numbers returns the numbers that l says, in order. Dates, times and the
// ends of a scale that is only named ("on a scale of 1 to 10") are none.
func (l Line) Numbers() []Number {
	return best(l, func(t *language) []Number { return t.numbers(l.Tokens) })
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
		if t.rate[toks[i].Text] { // every few minutes
			if p, to, ok := t.amount(toks, i+1); ok && p.Unit > 0 {
				i = to
				continue
			}
		}
		if _, n := t.clockBefore.at(toks, i, nil); n > 0 { // a las 7
			if at, ok := t.single(toks, i+n); ok && !t.unitAfter(toks, at.To) {
				i = at.To
				continue
			}
		}
		if t.labels[toks[i].Text] { // type 2
			if name, ok := t.single(toks, i+1); ok && !t.unitAfter(toks, name.To) {
				i = name.To
				continue
			}
		}
		from := i
		_, loose := t.bounding.at(toks, i, nil)
		i += loose
		if loose > 0 {
			k := t.article(toks, i, true)
			if k > i && toks[from].Text == "up" { // it got up to an 8
				loose = 0
			}
			i = k
		}
		for i < len(toks) && t.about[toks[i].Text] {
			if _, n := t.amounts.at(toks, i, nil); n > 0 { // just the one
				break
			}
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
		if t.atClock[word(toks, from-1)] && t.daily(toks, from-1) { // got up at 6
			i = n.To
			continue
		}
		if _, k := t.clockAfter.at(toks, n.To, nil); k > 0 || t.clock[word(toks, n.To)] {
			i = n.To + max(k, 1)
			continue
		}
		_, odd := t.odd.at(toks, n.To, nil)
		n.Floor = loose > 0 && t.below[toks[from].Text] && t.never(toks, from)
		n.Ceiling = loose > 0 && t.above[toks[from].Text] && t.never(toks, from)
		n.From, n.Loose = from, loose > 0 || odd > 0 || word(toks, n.To) == "+"
		n.Counts, n.Percent = t.things(word(toks, n.To)) || t.having[word(toks, from-1)] && t.content(toks, n.To), t.percent[word(toks, n.To)]
		out = append(out, n)
		i = n.To
	}
	return out
}

// things reports whether a word after a number is what it counts: a plural,
// or what has none.
func (t *language) things(w string) bool {
	return t.uncounted[w] || len(w) > 3 && strings.HasSuffix(w, t.plural) && !strings.HasSuffix(w, "ss") && !t.notThings[w]
}

// never reports whether words before token i say that it does not come to
// what follows: never goes below 3.
func (t *language) never(toks []Token, i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		if _, n := t.denies.at(toks, k, nil); n > 0 || t.negated[toks[k].Text] {
			return true
		}
	}
	return false
}

// daily reports whether the words before token i are of getting up, going to
// bed and the like, at a time of day.
func (t *language) daily(toks []Token, i int) bool {
	for k := i - 1; k >= max(0, i-5); k-- {
		if t.dayTimes[toks[k].Text] {
			return true
		}
	}
	return false
}

// content reports whether token i is a word of some meaning: after "took 2",
// what was taken.
func (t *language) content(toks []Token, i int) bool {
	w := word(toks, i)
	_, unit := t.units[w]
	_, polite := t.polite.at(toks, i, nil)
	return i < len(toks) && toks[i].Word && polite == 0 && !unit && letter(rune(w[0])) &&
		!t.small[w] && !t.passing[w] && !t.and[w] && !t.contrast[w] && !t.present[w] && !t.past[w] && !t.about[w] && !t.degrees[w] && !t.common[w]
}

// number reads the number that starts at token i.
func (t *language) number(toks []Token, i int) (Number, bool) {
	from := i
	between := i < len(toks) && t.between[toks[i].Text]
	if between {
		i++
	}
	n, ok := t.single(toks, t.article(toks, i, between))
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
			if m, ok := t.single(toks, t.article(toks, j, true)); ok && !m.Ordinal && m.Low == m.High {
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

// article passes over the "a" of "between a 4 and a 5" at token i, where some
// number follows it.
func (t *language) article(toks []Token, i int, in bool) int {
	w := word(toks, i)
	if _, amount := t.amounts.at(toks, i, nil); !in || !t.one[w] || digit(rune(w[0])) || amount > 0 {
		return i
	}
	if _, ok := t.single(toks, i+1); ok {
		return i + 1
	}
	return i
}

// single reads one number without words of range, at token i.
func (t *language) single(toks []Token, i int) (Number, bool) {
	if i < 0 || i >= len(toks) {
		return Number{}, false
	}
	n := Number{Span: Span{i, i + 1}}
	w := toks[i].Text
	if v, to, ok := commaDecimal(toks, i); ok {
		return Number{Low: v, High: v, Span: Span{i, to}}, true
	}
	if digit(rune(w[0])) {
		ok := n.digits(w)
		if many := t.multiples[word(toks, n.To)]; ok && many > n.High && n.Of == 0 && !n.Ordinal && n.Low == math.Trunc(n.Low) { // 5 hundred
			n.Low, n.High, n.To = n.Low*many, n.High*many, n.To+1
		}
		t.fraction(toks, &n)
		if ok && t.ordinalEnds[word(toks, n.To)] && toks[n.To].Start == toks[n.To-1].End { // 1ro
			n.Ordinal = true
			n.To++
		}
		return n, ok
	}
	if v, k := t.amounts.at(toks, i, nil); k > 0 {
		n.Low, n.High, n.To = v, v, i+k
		n.Vague = true
		return n, true
	}
	v, ordinal, k := t.words(toks, i)
	if k == 0 || k == 1 && (v == 0 && t.zero[w] && len(w) < 3 || v == 1 && t.pronoun(toks, i)) {
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
	if i > 0 && t.counting(toks, i-1) { // six foot one
		return false
	}
	return i > 0 && toks[i-1].Word && !t.oneAfter[toks[i-1].Text] || t.oneBefore[word(toks, i+1)]
}

// counting reports whether token i is a number from which another may follow:
// six one, 6 foot one.
func (t *language) counting(toks []Token, i int) bool {
	w := toks[i].Text
	v, ok := t.ones[w]
	_, part := t.measures[w].smaller()
	return ok && v > 1 || digit(rune(w[0])) || part
}

// words reads a number in words at token i: zero to the thousands, cardinal
// or ordinal.
func (t *language) words(toks []Token, i int) (v float64, ordinal bool, n int) {
	group, ordinal, n := t.belowHundred(toks, i)
	if n == 0 {
		if group, n = t.hundreds.at(toks, i, nil); n == 0 {
			return 0, false, 0
		}
	}
	total := 0.0
	if group >= 1000 {
		total, group = group, 0
	}
	for !ordinal && n < 12 {
		if many, ok := t.multiples[word(toks, i+n)]; ok && group > 0 && group < many {
			group *= many
			if many >= 1000 {
				total, group = total+group, 0
			}
			n++
			continue
		}
		if total+group < 100 || int(group)%100 > 0 {
			break
		}
		if h, k := t.hundreds.at(toks, i+n, nil); k > 0 && group == 0 && h < 1000 { // mil novecientos
			group, n = h, n+k
			continue
		}
		j := i + n
		if t.and[word(toks, j)] {
			j++
		}
		more, ord, k := t.belowHundred(toks, j)
		if k == 0 || more == 0 || ord && more > 9 && group == 0 {
			break
		}
		group, ordinal, n = group+more, ord, j+k-i
	}
	return total + group, ordinal, n
}

// belowHundred reads a number in words up to 99 at token i.
func (t *language) belowHundred(toks []Token, i int) (v float64, ordinal bool, n int) {
	if tens, ok := t.tens[word(toks, i)]; ok {
		j := i + 1
		if t.tensAnd[word(toks, j)] {
			j++
		}
		if one, ok := t.ones[word(toks, j)]; ok && 0 < one && one < 10 {
			return tens + one, false, j + 1 - i
		}
		if j > i+1 {
			if w := word(toks, j); t.one[w] && !digit(rune(w[0])) { // treinta y un
				return tens + 1, false, 3
			}
			return tens, false, 1
		}
		if one, ok := t.ordinals[word(toks, j)]; ok && one < 10 {
			return tens + one, true, 2
		}
		return tens, false, 1
	}
	if v, ok := t.ones[word(toks, i)]; ok {
		return v, false, 1
	}
	if w, ish := strings.CutSuffix(word(toks, i), "ish"); ish { // sixish
		if v, ok := t.ones[w]; ok {
			return v, false, 1
		}
	}
	if v, ok := t.ordinals[word(toks, i)]; ok {
		return v, true, 1
	}
	return 0, false, 0
}
