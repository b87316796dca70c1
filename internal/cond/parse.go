package cond

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An Error says what is wrong with the text of a condition.
type Error struct {
	Col  int    // the character at which it stands, from 1
	Msg  string // what is wrong
	Want string // what would be right; "" where Msg says it all
}

// Error returns the column and all that is known.
func (e *Error) Error() string {
	s := fmt.Sprintf("column %d: %s", e.Col, e.Msg)
	if e.Want != "" {
		s += ", expected " + e.Want
	}
	return s
}

// deepest is how far brackets and nots may nest: beyond it nobody can read a
// condition aloud.
const deepest = 30

// Words with a meaning of their own where an item's id could stand.
const (
	wordAge         = "age"
	wordDisposition = "disposition"
	wordDeclined    = "declined"
	wordAnd         = "and"
	wordOr          = "or"
	wordNot         = "not"
)

// Parse reads a condition and types it against the items of s. It is to be
// evaluated against answers to the same items. The error is nil or says what
// is wrong first; src must not be empty.
func Parse(src string, s *Schema) (Cond, *Error) {
	p := &parser{schema: s}
	if err := p.scan(src); err != nil {
		return nil, err
	}
	c, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.text != "" {
		return nil, t.fault("and, or, or the end", "unexpected %q", t.text)
	}
	return c, nil
}

// A token is a word (an id or a number), an operator, a bracket, a comma, an
// "@"; the last token of a condition has no text.
type token struct {
	text string
	col  int
}

func (t token) fault(want, format string, args ...any) *Error {
	return &Error{Col: t.col, Msg: fmt.Sprintf(format, args...), Want: want}
}

type parser struct {
	schema *Schema
	tokens []token
	at     int
}

func wordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '.' || b == '-'
}

func (p *parser) scan(src string) *Error {
	col := 1
	for i := 0; i < len(src); {
		n := 1
		switch b := src[i]; {
		case b == ' ' || b == '\n':
			i, col = i+1, col+1
			continue
		case wordByte(b):
			for i+n < len(src) && wordByte(src[i+n]) {
				n++
			}
		case strings.IndexByte("(),@", b) >= 0:
		case strings.HasPrefix(src[i:], "==") || strings.HasPrefix(src[i:], "<=") || strings.HasPrefix(src[i:], ">="):
			n = 2
		case b == '<' || b == '>':
		default:
			r, _ := utf8.DecodeRuneInString(src[i:])
			want := "words, numbers, ==, <, <=, >=, >, commas, @ and brackets"
			if b == '=' {
				want = "=="
			}
			return &Error{Col: col, Msg: fmt.Sprintf("unexpected %q", r), Want: want}
		}
		p.tokens = append(p.tokens, token{src[i : i+n], col})
		i, col = i+n, col+n
	}
	p.tokens = append(p.tokens, token{"", col})
	return nil
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) next() token {
	t := p.tokens[p.at]
	if t.text != "" {
		p.at++
	}
	return t
}

// accept reads the next token if it is text.
func (p *parser) accept(text string) bool {
	if p.peek().text != text {
		return false
	}
	p.at++
	return true
}

func (p *parser) or(depth int) (Cond, *Error) {
	list, err := p.chain(wordOr, depth, p.and)
	if err != nil || len(list) == 1 {
		return list[0], err
	}
	return &Or{list}, nil
}

func (p *parser) and(depth int) (Cond, *Error) {
	list, err := p.chain(wordAnd, depth, p.unary)
	if err != nil || len(list) == 1 {
		return list[0], err
	}
	return &And{list}, nil
}

// chain reads one part or several with a word between them; on an error its
// list holds one nil.
func (p *parser) chain(word string, depth int, part func(int) (Cond, *Error)) ([]Cond, *Error) {
	var list []Cond
	for {
		c, err := part(depth)
		if err != nil {
			return []Cond{nil}, err
		}
		if list = append(list, c); !p.accept(word) {
			return list, nil
		}
	}
}

func (p *parser) unary(depth int) (Cond, *Error) {
	t := p.peek()
	if depth > deepest {
		return nil, t.fault("", "brackets nest deeper than %d", deepest)
	}
	switch {
	case p.accept(wordNot):
		x, err := p.unary(depth + 1)
		if err != nil {
			return nil, err
		}
		return &Not{x}, nil
	case p.accept("("):
		x, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if end := p.peek(); !p.accept(")") {
			return nil, end.fault("\")\"", "the bracket at column %d is not closed", t.col)
		}
		return x, nil
	}
	return p.compare()
}

// op reads an operator.
func (p *parser) op() (Op, bool) {
	for o := Eq; o <= Answered; o++ {
		if p.accept(o.String()) {
			return o, true
		}
	}
	return 0, false
}

// list reads words with commas between them, each once.
func (p *parser) list() ([]token, *Error) {
	var list []token
	for {
		t, err := p.word("a value")
		if err != nil {
			return nil, err
		}
		for _, had := range list {
			if had.text == t.text {
				return nil, t.fault("", "%q stands twice", t.text)
			}
		}
		if list = append(list, t); !p.accept(",") {
			return list, nil
		}
	}
}

func (p *parser) word(want string) (token, *Error) {
	t := p.peek()
	if t.text == "" {
		return t, t.fault(want, "the condition ends too soon")
	}
	if !wordByte(t.text[0]) {
		return t, t.fault(want, "unexpected %q", t.text)
	}
	return p.next(), nil
}

// group reads "@" and a name.
func (p *parser) group(want string) (token, *Error) {
	t := p.peek()
	if !p.accept("@") {
		if t.text == "" {
			return t, t.fault(want, "the condition ends too soon")
		}
		return t, t.fault(want, "unexpected %q", t.text)
	}
	return p.word(want)
}
