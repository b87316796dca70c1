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
	return strings.TrimRight(strings.TrimSpace(l.Raw[l.Tokens[i].Start:end]), " ,.!;:")
}

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
