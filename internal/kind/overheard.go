package kind

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"intake/internal/item"
	"intake/internal/text"
)

// longestContact is how much may stand around a telephone number or address
// that is heard in other words.
const longestContact = 200

// overheardContact finds a telephone number or an e-mail address in words said
// to something else.
func overheardContact(s string, env Env) Reading {
	none := Reading{Outcome: NotAnswer, Rest: s}
	if len(s) > longestContact || !reachable(s) {
		return none
	}
	line := text.Parse(s, "")
	if len(line.Dates(env.Now, "")) > 0 { // 4/12/1990 has the digits of a number
		return none
	}
	for f := range strings.FieldsSeq(s) {
		if f = strings.Trim(f, "<>(),;:.!?\"'"); strings.Contains(f, "@") && reachable(f) {
			return Reading{Outcome: Valued, Value: item.TextOf(f), Rest: strings.Replace(s, f, " ", 1)}
		}
	}
	from := strings.IndexAny(s, "+(0123456789")
	to := strings.LastIndexAny(s, "0123456789") + 1
	if from < 0 || from >= to || !reachable(s[from:to]) || strings.IndexFunc(s[from:to], unicode.IsLetter) >= 0 {
		return none
	}
	return Reading{Outcome: Valued, Value: item.TextOf(s[from:to]), Rest: s[:from] + " " + s[to:]}
}

// introductions stand before a name in words said to something else.
var introductions = [][]string{
	{"im"},
	{"i", "am"},
	{"this", "is"},
	{"my", "name", "is"},
	{"my", "names"},
	{"name", "is"},
	{"soy"},
	{"me", "llamo"},
	{"mi", "nombre", "es"},
	{"le", "habla"},
	{"habla"},
}

// particles are the parts of names that are written small.
var particles = wordSet("de la del los las van der von den da dos di du le el al bin ben")

// overheardName finds "I'm Priya Raman": words that introduce, and at least two
// names in capitals.
func overheardName(s string) Reading {
	none := Reading{Outcome: NotAnswer, Rest: s}
	l := text.Parse(s, "")
	for i := range l.Tokens {
		for _, in := range introductions {
			if !standsAt(l.Tokens, i, in) {
				continue
			}
			from := i + len(in)
			to, names := from, 0
			for to < len(l.Tokens) && to < from+6 && l.Tokens[to].Word {
				if capital(l, to) {
					names++
				} else if !particles[l.Tokens[to].Text] {
					break
				}
				to++
			}
			for to > from && !capital(l, to-1) {
				to--
			}
			if names >= 2 && names <= 4 && to-from <= 5 {
				return Reading{Outcome: Valued, Value: item.TextOf(l.Between(from, to)), Rest: l.Cut(text.Span{From: i, To: to})}
			}
		}
	}
	return none
}

// capital reports whether a word is written as names are: one capital, then
// small letters, so that a message all in capitals holds none.
func capital(l text.Line, i int) bool {
	w := l.Raw[l.Tokens[i].Start:l.Tokens[i].End]
	first, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first) && len(w) > n && strings.IndexFunc(w[n:], unicode.IsLower) >= 0
}
