package text

import (
	"slices"
	"strings"
)

// Birth reports whether l speaks of being born.
func (l Line) Birth() bool {
	for _, t := range tables(l.Lang) {
		for _, tok := range l.Tokens {
			if t.birth[tok.Text] {
				return true
			}
		}
	}
	return false
}

// Spelled reports whether l holds an address said aloud: "ana at clinic dot
// com".
func (l Line) Spelled() bool {
	for _, t := range tables(l.Lang) {
		for i := range l.Tokens {
			if _, n := t.spelled.at(l.Tokens, i, nil); n > 0 {
				return true
			}
		}
	}
	return false
}

// Name returns what l gives as a name, as typed, without a greeting and "my
// name is" before it.
func (l Line) Name() string {
	i := 0
	for _, t := range tables(l.Lang) {
		k := t.start(l.Tokens, 0)
		_, n := t.nameIs.at(l.Tokens, k, nil)
		if n == 0 {
			_, k = t.greets.at(l.Tokens, 0, nil)
		}
		if k+n > 0 && k+n < len(l.Tokens) {
			i = k + n
			break
		}
	}
	j := len(l.Tokens)
	for j > i+1 && l.polite(l.Tokens[j-1]) {
		j--
	}
	for i < j && !l.Tokens[i].Word {
		i++
	}
	if i >= j {
		return ""
	}
	end := len(l.Raw)
	if j < len(l.Tokens) {
		end = l.Tokens[j-1].End
	}
	whole := strings.TrimSpace(l.Raw[l.Tokens[i].Start:end])
	name := strings.TrimRight(whole, " ,.!;:")
	if last := name[strings.LastIndexAny(name, " ,.")+1:]; strings.HasPrefix(whole[len(name):]+l.Raw[end:], ".") && slices.Contains(shortened, last) {
		name += "."
	}
	return name
}

// shortened are the parts of names that end in a point.
var shortened = []string{"Sr", "Jr", "Dr", "Dra", "Mr", "Mrs", "Ms", "St", "Sra", "Srta", "Esq", "Ph", "D", "MD", "Prof"}

// polite reports whether t is a mark or a word of thanks that no name ends
// in.
func (l Line) polite(t Token) bool {
	return !t.Word && strings.Contains(".,!;:", t.Text) || slices.ContainsFunc(tables(l.Lang), func(la *language) bool { return la.courtesy[t.Text] })
}

// Digits returns how many digits l says one after the other in words: "five
// five five".
func (l Line) Digits() int {
	most, run := 0, 0
	for _, t := range tables(l.Lang) {
		for _, tok := range l.Tokens {
			if v, ok := t.ones[tok.Text]; ok && v < 10 || tok.Word && len(tok.Text) == 1 && digit(rune(tok.Text[0])) {
				run++
			} else if tok.Word {
				run = 0
			}
			most = max(most, run)
		}
		run = 0
	}
	return most
}

// HowMany reports whether l, a question, asks for a count, and returns the
// words for what is to be counted.
func (l Line) HowMany() (things []string, ok bool) {
	for _, t := range tables(l.Lang) {
		for i := range l.Tokens {
			_, n := t.howMany.at(l.Tokens, i, nil)
			if n == 0 {
				continue
			}
			for _, tok := range l.Tokens[i+n : min(i+n+4, len(l.Tokens))] {
				if !tok.Word || t.stops[tok.Text] {
					break
				}
				if !t.small[tok.Text] && !t.inOf[tok.Text] {
					things = append(things, tok.Text)
				}
			}
			return things, true
		}
	}
	return nil, false
}

// AsksAge reports whether l, a question, asks for an age.
func (l Line) AsksAge() bool {
	for _, t := range tables(l.Lang) {
		for i, tok := range l.Tokens {
			if t.old[tok.Text] || t.units[tok.Text] == Year && t.had[word(l.Tokens, i+1)] {
				return true
			}
		}
	}
	return false
}

// One reports whether token i is an article that counts one: a.
func (l Line) One(i int) bool {
	for _, t := range tables(l.Lang) {
		if w := word(l.Tokens, i); t.one[w] && !digit(rune(w[0])) {
			return true
		}
	}
	return false
}

// Another counts the words that stand for one more.
func (l Line) Another() int {
	n := 0
	for _, t := range tables(l.Lang) {
		for _, tok := range l.Tokens {
			if t.another[tok.Text] {
				n++
			}
		}
	}
	return n
}

// Times returns the counts that l says in words for times: once, twice.
func (l Line) Times() []Number {
	return best(l, func(t *language) []Number {
		var out []Number
		for i := 0; i < len(l.Tokens); {
			v, n := t.times.at(l.Tokens, i, nil)
			if n > 0 && !t.unitAfter(l.Tokens, i+n) {
				out = append(out, Number{Low: v, High: v, Span: Span{i, i + n}})
			}
			i += max(n, 1)
		}
		return out
	})
}

// None reports whether l says that there are none of the things asked for, of
// which asked are the words of the question: "none", "no kids", "I don't
// smoke".
func (l Line) None(asked []string) bool {
	for _, t := range tables(l.Lang) {
		clause := true
		for i := 0; i < len(l.Tokens); {
			plain, n := t.nothing.at(l.Tokens, i, nil)
			if t.nearly[l.Tokens[i].Text] {
				clause = false
				i++
				if _, n := t.nothing.at(l.Tokens, i, nil); n > 0 {
					i += n
				}
				continue
			}
			if _, p := t.polite.at(l.Tokens, i, nil); n == 0 && (p > 0 || !l.Tokens[i].Word || t.and[l.Tokens[i].Text] || t.about[l.Tokens[i].Text] || t.passing[l.Tokens[i].Text]) {
				clause = clause || !l.Tokens[i].Word
				i += max(p, 1)
				continue
			}
			if n > 0 && t.noneOf(l.Tokens, i, n, plain && clause, asked) {
				return true
			}
			clause = false
			i += max(n, 1)
		}
	}
	return false
}

// noneOf reports whether the word of none at token i, of n tokens, is said of
// what was asked, or says it alone.
func (t *language) noneOf(toks []Token, i, n int, plain bool, asked []string) bool {
	if plain {
		return !t.enough[word(toks, i+n)] && !t.enough[word(toks, i+n+1)]
	}
	for j := i + n; j < i+n+4 && j < len(toks) && toks[j].Word; j++ {
		w := toks[j].Text
		switch {
		case t.enough[w]:
			return false
		case t.anyOf[w]:
			return j+1 >= len(toks) || !t.enough[word(toks, j+1)]
		}
		for _, a := range asked {
			if CountsSame(w, a) || len(w) > 3 && len(a) > 3 && w[:3] == a[:3] {
				return !t.enough[word(toks, j+1)]
			}
		}
	}
	return false
}

// Passing reports whether token i says nothing of what a number before it
// counts.
func (l Line) Passing(i int) bool {
	for _, t := range tables(l.Lang) {
		if w := word(l.Tokens, i); t.passing[w] || t.about[w] || t.present[w] || t.past[w] || t.nearDate[w] {
			return true
		}
	}
	return false
}

// Own reports which of the spans, in order, are not said of somebody else; all
// where none is left.
func (l Line) Own(spans []Span) []bool {
	own := make([]bool, len(spans))
	some := false
	for k, s := range spans {
		own[k] = true
		least := 0
		if k > 0 {
			least = spans[k-1].To
		}
		for i := s.From - 1; i >= max(least, s.From-12); i-- {
			for _, t := range tables(l.Lang) {
				own[k] = own[k] && !t.others[l.Tokens[i].Text]
			}
			if !l.Tokens[i].Word && l.Tokens[i].Text != "," {
				break
			}
		}
		some = some || own[k]
	}
	for k := range own {
		own[k] = own[k] || !some
	}
	return own
}

// AgoAt reports whether the number that ends before token i is of a time that
// has passed: three years ago.
func (l Line) AgoAt(i int) bool {
	for _, t := range tables(l.Lang) {
		if t.ago[word(l.Tokens, i)] || t.ago[word(l.Tokens, i+1)] {
			return true
		}
	}
	return false
}

// Recurring reports whether l, a question, asks for a number in each day or
// week.
func (l Line) Recurring() bool {
	for _, t := range tables(l.Lang) {
		for i := range l.Tokens {
			if _, n := t.rates.at(l.Tokens, i, nil); n > 0 {
				return true
			}
		}
	}
	return false
}

// Ranges reports whether the tokens from i up to j join the ends of a range:
// to, or.
func (l Line) Ranges(i, j int) bool {
	for _, t := range tables(l.Lang) {
		if how, n := t.to.at(l.Tokens, i, nil); n > 0 && i+n <= j && (how != "and" || t.between[word(l.Tokens, i-3)] || t.between[word(l.Tokens, i-2)]) {
			return true
		}
	}
	return false
}

// OfKin reports whether l tells of a relative, and not of its writer: "my
// brother had one last month".
func (l Line) OfKin() bool {
	for _, t := range l.spoken() {
		kin, me := false, false
		for i, tok := range l.Tokens {
			kin = kin || t.kin[tok.Text] && t.does[word(l.Tokens, i+1)]
			me = me || t.me[tok.Text]
		}
		if kin && !me {
			return true
		}
	}
	return false
}
