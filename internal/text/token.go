// Package text reads people: it folds what they type into words that can be
// compared, and finds numbers, dates, durations, yes and no in them.
//
// A message is cut once into tokens that remember the bytes they stand for.
// A reader walks the tokens from left to right with a bounded look ahead, so
// that a message of any size takes time in proportion, and says which tokens
// it used, so that the rest can be read for something else. What differs
// between languages lies in one table per language (english.go); no function
// asks which language it is. An empty language code means every table there
// is, in order.
package text

import (
	"slices"
	"strings"
	"unicode"
)

// newline is the Text of the token for a line end.
const newline = "\n"

// A Token is one word, number or mark of a message, folded.
type Token struct {
	Text string
	// Start and End are the bytes of the message it stands for.
	Start, End int
	// Word is true for words and numbers, false for marks.
	Word bool
}

// A Line is a message cut into tokens.
type Line struct {
	Raw  string
	Lang string
	// Prefer is the language of what was asked, "" where unknown: it decides
	// where the words do not.
	Prefer string
	Tokens []Token
}

// A Span is a run of tokens of a Line: From up to, not including, To.
type Span struct{ From, To int }

// Parse cuts a message. Lang is the language it is expected to be in, "" for
// any; where its words tell of another, that is the Line's.
func Parse(s, lang string) Line {
	l := Line{Raw: s, Lang: lang, Tokens: scan(s, shortForms(lang))}
	if is := likely(s, l.Tokens, lang); is != tables(lang)[0].code {
		l.Lang, l.Tokens = is, scan(s, shortForms(is))
	}
	return l
}

// Cut returns what l says outside the spans, as typed, with the marks and
// joining words left hanging at its ends taken off.
func (l Line) Cut(spans ...Span) string {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b Span) int { return a.From - b.From })
	var parts []string
	from := 0
	add := func(to int) {
		if p := l.trim(from, to); p != "" {
			parts = append(parts, p)
		}
	}
	for _, s := range spans {
		if s.From < from {
			from = max(from, s.To)
			continue
		}
		add(s.From)
		from = s.To
	}
	add(len(l.Tokens))
	return strings.Join(parts, " ")
}

// Between returns the bytes of the message from token i up to token j, as
// typed.
func (l Line) Between(i, j int) string {
	if i >= j {
		return ""
	}
	return l.Raw[l.Tokens[i].Start:l.Tokens[j-1].End]
}

// trim is Between without what has no meaning at its ends.
func (l Line) trim(i, j int) string {
	hangs := func(t Token) bool { return !t.Word && t.Text != "?" || t.Word && joining(l.Lang, t.Text) }
	for i < j && hangs(l.Tokens[i]) {
		i++
	}
	for i < j && hangs(l.Tokens[j-1]) {
		j--
	}
	return l.Between(i, j)
}

// scan cuts s into tokens, writing out the short forms given.
func scan(s string, short map[string]string) []Token {
	c := scanner{short: short}
	c.cells, c.folded = cells(s)
	c.tokens = make([]Token, 0, len(c.cells)/4+1)
	for c.at < len(c.cells) {
		c.next()
	}
	return c.tokens
}

type scanner struct {
	cells  []cell
	folded string // the runes of the cells
	at     int
	short  map[string]string
	tokens []Token
}

func (c *scanner) rune(i int) rune {
	if i < 0 || i >= len(c.cells) {
		return ' '
	}
	return c.cells[i].r
}

func digit(r rune) bool  { return '0' <= r && r <= '9' }
func letter(r rune) bool { return 'a' <= r && r <= 'z' || r > unicode.MaxASCII && unicode.IsLetter(r) }

// next reads one token, or passes over what separates them.
func (c *scanner) next() {
	r, from := c.rune(c.at), c.at
	switch {
	case digit(r), r == '.' && digit(c.rune(from+1)) && c.rune(from-1) == ' ':
		c.number()
	case letter(r):
		c.word()
	case r == '\n':
		c.at++
		c.emit(newline, from, false)
	case r == thumbUp:
		c.at++
		c.emit("yes", from, true)
	case r == thumbDown:
		c.at++
		c.emit("no", from, true)
	case r == '&':
		c.at++
		c.emit("and", from, true)
	case r == '\'' || r == '"':
		c.at++
		if digit(c.rune(from-1)) || digit(c.rune(c.at)) { // feet and inches, '85
			c.emit(string(r), from, false)
		}
	case r == '-' && !spaced(c.rune(from-1)) && !spaced(c.rune(from+1)): // x-ray
		c.at++
	case strings.ContainsRune(".,;:!?()/+%$=<>~@#-", r):
		for c.rune(c.at) == r {
			c.at++
		}
		c.emit(string(r), from, false)
	default:
		c.at++
	}
}

func spaced(r rune) bool { return !letter(r) && !digit(r) }

// number reads digits with the marks that belong to a number, a fraction, a
// range or a date: 6.5, 7/10, 6-7, 20+3, 8:30, 3/14/85, and 1,000 without its
// comma. Letters that follow are their own word (3wks) unless they make it an
// ordinal (14th) or a short form (2day).
func (c *scanner) number() {
	from := c.at
	var b strings.Builder
	if c.rune(c.at) == '.' {
		b.WriteByte('0')
	}
	joined := false
	marks := "./-+:"
	if c.rune(from-1) == '-' && letter(c.rune(from-2)) { // Mar-14-1985
		marks = "./+:"
	}
	for {
		r := c.rune(c.at)
		switch {
		case digit(r):
			b.WriteRune(r)
		case strings.ContainsRune(marks, r) && digit(c.rune(c.at+1)):
			b.WriteRune(r)
			joined = true
		case r == ',' && !joined && c.at-from <= 3 && c.thousands(c.at+1):
		default:
			if letter(r) && !joined {
				to := c.at
				for letter(c.rune(to)) {
					to++
				}
				tail := c.string(c.at, to)
				whole, isShort := c.short[b.String()+tail]
				switch {
				case isShort:
					c.at = to
					c.emit(whole, from, true)
					return
				case tail == "st" && (!strings.HasSuffix(b.String(), "1") || strings.HasSuffix(b.String(), "11")): // 12st, of weight
				case tail == "st" || tail == "nd" || tail == "rd" || tail == "th":
					b.WriteString(tail)
					c.at = to
				}
			}
			c.emit(b.String(), from, true)
			return
		}
		c.at++
	}
}

// thousands reports whether exactly three digits stand at i.
func (c *scanner) thousands(i int) bool {
	return digit(c.rune(i)) && digit(c.rune(i+1)) && digit(c.rune(i+2)) && !digit(c.rune(i+3))
}

// string is what cells i up to j say; a word is cut out of what was folded, not
// written anew.
func (c *scanner) string(i, j int) string {
	to := len(c.folded)
	if j < len(c.cells) {
		to = int(c.cells[j].at)
	}
	return c.folded[c.cells[i].at:to]
}

// word reads letters and the digits among them, without apostrophes: cant,
// b4, l5. A short form may hold a slash: w/o.
func (c *scanner) word() {
	from := c.at
	apostrophe := false
	word := func() string {
		w := c.string(from, c.at)
		if apostrophe {
			w = strings.ReplaceAll(w, "'", "")
		}
		return w
	}
	for {
		r := c.rune(c.at)
		switch {
		case digit(r) && digit(c.rune(from-1)): // 20w3d
			c.finish(word(), from)
			return
		case letter(r) || digit(r):
		case r == '\'' && letter(c.rune(c.at+1)):
			apostrophe = true
		case r == '/':
			if c.at-from > 2 {
				c.finish(word(), from)
				return
			}
			to := c.at + 1
			for letter(c.rune(to)) && to-from < 8 {
				to++
			}
			for _, end := range []int{to, c.at + 1} {
				if _, ok := c.short[c.string(from, end)]; ok {
					short := c.string(from, end)
					c.at = end
					c.finish(short, from)
					return
				}
			}
			c.finish(word(), from)
			return
		default:
			c.finish(word(), from)
			return
		}
		c.at++
	}
}

// finish emits a word, written out where it is a short form.
func (c *scanner) finish(w string, from int) {
	unit := len(w) == 1 && digit(c.rune(from-1)) // 3d, 5y
	if long, ok := c.short[w]; ok && !unit {
		w = long
	}
	c.emit(w, from, true)
}

// emit adds a token of the cells from up to the present one; several words
// that one short form stands for share its bytes.
func (c *scanner) emit(w string, from int, word bool) {
	start, end := int(c.cells[from].start), int(c.cells[c.at-1].end)
	if strings.IndexByte(w, ' ') < 0 && w != "" && w != newline {
		c.tokens = append(c.tokens, Token{Text: w, Start: start, End: end, Word: word})
		return
	}
	for part := range strings.FieldsSeq(w) {
		c.tokens = append(c.tokens, Token{Text: part, Start: start, End: end, Word: word})
	}
	if w == newline {
		c.tokens = append(c.tokens, Token{Text: newline, Start: start, End: end})
	}
}
