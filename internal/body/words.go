package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A mark says what stands between a word and the one before it.
type mark uint8

const (
	space mark = iota // nothing, or what means nothing here
	comma
	joint // & / +
	tag   // ? : ends a sentence, and makes a "right" before it a question
	stop  // . ; ! and line ends
)

// A word is one word of the message, in lower case and without accents.
type word struct {
	text       string
	start, end int
	before     mark // between it and the word before
	after      mark // between it and the word behind
	owner      bool // had 's behind it
}

// split cuts a message into words. Apostrophes fall away: "don't" is dont;
// 's is cut off, since it is mostly "is".
func split(s string) []word {
	var ws []word
	var b strings.Builder
	between := space
	start := -1
	end := func(at int) {
		if start < 0 {
			return
		}
		w := word{text: b.String(), start: start, end: at, before: between}
		if base, ok := strings.CutSuffix(w.text, "'s"); ok {
			w.text, w.owner = base, true
		}
		if strings.IndexByte(w.text, '\'') >= 0 {
			w.text = strings.ReplaceAll(w.text, "'", "")
		}
		if w.text != "" {
			if len(ws) > 0 {
				ws[len(ws)-1].after = between
			}
			ws = append(ws, w)
			between = space
		}
		b.Reset()
		start = -1
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) && r < utf8.RuneSelf:
			if start < 0 {
				start = i
			}
			b.WriteRune(plain(r))
		case unicode.Is(unicode.Mn, r) || r == 0x200B || r == 0x200D || 0x1F3FB <= r && r <= 0x1F3FF:
		case pictured[r] != "":
			end(i)
			start = i
			b.WriteString(pictured[r])
			end(i + size)
		case (r == '\'' || r == '’' || r == '‘') && start >= 0:
			b.WriteByte('\'')
		case r == '.' && start >= 0 && abbreviated(b.String(), s[i+1:]):
		default:
			end(i)
			between = max(between, markOf(r))
		}
		i += size
	}
	end(len(s))
	if len(ws) > 0 {
		ws[len(ws)-1].after = between
	}
	return ws
}

// abbreviated reports whether a full stop behind w ends no sentence: L. knee,
// rt. hip, 7.5.
func abbreviated(w, rest string) bool {
	switch w {
	case "l", "r", "rt", "lt", "vs", "izq", "izqda", "izqdo", "izda", "izdo", "dcha", "dcho", "drcha", "drcho", "der":
		return strings.TrimSpace(rest) != ""
	}
	last := w[len(w)-1]
	return '0' <= last && last <= '9' && rest != "" && '0' <= rest[0] && rest[0] <= '9'
}

// pictured are the emoji of places that people set in place of the word.
// Hands that wave, pray or point say something else.
var pictured = map[rune]string{'🦶': "🦶", '👣': "👣", '🦵': "🦵", '🦿': "🦵", '✋': "✋", '🤚': "✋", '🖐': "✋", '🫱': "✋", '🫲': "✋", '🍑': "🍑"}

func markOf(r rune) mark {
	switch r {
	case ',':
		return comma
	case '&', '/', '+', '>', '<', '=':
		return joint
	case '?':
		return tag
	case '.', ';', '!', '\n', '\r', '…':
		return stop
	}
	return space
}

// plain returns the lower-case letter without its accent, for the letters of
// the languages we read.
func plain(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	r = unicode.ToLower(r)
	switch r {
	case 'á', 'à', 'â', 'ä':
		return 'a'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'í', 'ì', 'î', 'ï':
		return 'i'
	case 'ó', 'ò', 'ô', 'ö':
		return 'o'
	case 'ú', 'ù', 'û', 'ü':
		return 'u'
	case 'ñ':
		return 'n'
	}
	return r
}
