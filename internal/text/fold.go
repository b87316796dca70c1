package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Words returns the words and numbers of s, without marks, in the form that
// they are compared in: lower case, accents off, short forms of chat written
// out. Content is folded the same way before it is compared, so that "X-ray"
// and "x ray" meet.
func Words(s string) []string {
	tokens := scan(s, shortForms(""))
	if len(tokens) == 0 {
		return nil
	}
	words := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if t.Word {
			words = append(words, t.Text)
		}
	}
	return words
}

// A cell is one folded rune and the bytes of the original it stands for.
type cell struct {
	r          rune
	start, end int32
	at         int32 // where it stands in what was folded
}

// Runes that cells carry besides letters, digits and marks: an answer said
// by sign, and the end of a keycap, after which a new number begins.
const (
	thumbUp   = '\U0001F44D'
	thumbDown = '\U0001F44E'
	keycapEnd = '\u20E3'
)

// cells folds s rune by rune, so that every folded rune knows where it came
// from; control, bidi and format characters, marks on letters and broken
// bytes leave nothing behind.
func cells(s string) ([]cell, string) {
	out := make([]cell, 0, len(s))
	if isFolded(s) {
		for i := range len(s) {
			out = append(out, cell{rune(s[i]), int32(i), int32(i + 1), int32(i)})
		}
		return out, s
	}
	b := make([]byte, 0, len(s))
	add := func(r rune, start, end int) {
		out = append(out, cell{r, int32(start), int32(end), int32(len(b))})
		b = utf8.AppendRune(b, r)
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch {
		case r == utf8.RuneError && size == 1:
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			if r >= ' ' && r != 0x7f || r == '\n' || r == '\t' || r == '\r' {
				add(r, i, end)
			}
		default:
			for _, f := range foldRune(r, s[i:end]) {
				add(f, i, end)
			}
		}
		i = end
	}
	return out, string(b)
}

// isFolded reports whether s is as cells would fold it: most words of content
// are.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// foldRune folds one rune beyond ASCII, whose bytes are in.
func foldRune(r rune, in string) string {
	if f, ok := oddRunes[r]; ok {
		return f
	}
	switch {
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.C, r):
		return ""
	case unicode.Is(unicode.Me, r):
		return string(keycapEnd)
	case unicode.IsSpace(r):
		return " "
	}
	if d := norm.NFKD.PropertiesString(in).Decomposition(); d != nil {
		return strings.Map(foldPart, string(d))
	}
	if f := foldPart(r); f >= 0 {
		return string(f)
	}
	return ""
}

// foldPart folds one rune of a decomposition; negative for none.
func foldPart(r rune) rune {
	switch {
	case unicode.Is(unicode.Mn, r):
		return -1
	case unicode.IsLetter(r):
		return unicode.ToLower(r)
	case r > unicode.MaxLatin1 && unicode.IsDigit(r):
		// The decimal digits of a script stand in order, ten at a time.
		for zero := r; ; zero-- {
			if !unicode.IsDigit(zero-1) || r-zero == 9 {
				return '0' + (r - zero)
			}
		}
	case r == '\u2044':
		return '/'
	}
	return r
}

// oddRunes are the runes that neither case nor decomposition folds: quotes,
// dashes, signs for yes and no, halves.
var oddRunes = map[rune]string{
	'\u2018': "'", '\u2019': "'", '\u201B': "'", '\u02BC': "'", '\u00B4': "'", '\u2032': "'", '\uFF07': "'",
	'\u201C': `"`, '\u201D': `"`, '\u201E': `"`, '\u2033': `"`, '\u00AB': `"`, '\u00BB': `"`,
	'\u2010': "-", '\u2011': "-", '\u2012': "-", '\u2013': "-", '\u2014': " - ", '\u2015': " - ", '\u2212': "-",
	'\u00DF': "ss", '\u00E6': "ae", '\u00C6': "ae", '\u00F8': "o", '\u00D8': "o", '\u0142': "l", '\u0141': "l",
	'\u0153': "oe", '\u0152': "oe", '\u0131': "i", '\u0130': "i",
	'\u00BD': " half ", '\u00BC': " quarter ", '\u00BE': " 3/4 ",
	'\u00BF': " ", '\u00A1': " ", '\u2022': " ", '\u00B7': " ",
	thumbUp: string(thumbUp), '\U0001F44C': string(thumbUp), '\u2705': string(thumbUp), '\u2714': string(thumbUp),
	thumbDown: string(thumbDown), '\U0001F645': string(thumbDown), '\U0001F646': string(thumbUp), '\U0001F4AF': string(thumbUp), '\U0001F197': string(thumbUp), '\U0001FAE1': string(thumbUp), '\U0001F91D': string(thumbUp), '\u2611': string(thumbUp), '\U0001F937': " idk ", '\u274C': string(thumbDown), '\U0001F6AB': string(thumbDown),
	'\U0001F51F': " 10 ",
	'\U0001F3FB': "", '\U0001F3FC': "", '\U0001F3FD': "", '\U0001F3FE': "", '\U0001F3FF': "",
}
