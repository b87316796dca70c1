package content

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// A plainReader reads the part of YAML that content is written in: mappings
// and lists in blocks, lists in brackets, quoted texts, words, and folded
// blocks. Parsing all of YAML takes the library half of a program's start; what
// a plainReader takes in, it reads just the same, thirty times as fast. At the
// first sign of anything else it gives up, and the library reads the file.
type plainReader struct {
	src  string
	at   int // the next byte
	line int // counts from 1
	from int // where the line begins
	// mark is a place of the line, and col its column.
	mark, col int
}

// notPlain ends the reading.
type notPlain struct{}

// readPlain reads a file; ok is false where it is not plain.
func readPlain(src string) (n ast.Node, ok bool) {
	defer func() {
		if e := recover(); e != nil {
			if _, given := e.(notPlain); !given {
				panic(e)
			}
			n, ok = nil, false
		}
	}()
	p := &plainReader{src: src, line: 1, col: 1}
	p.must(strings.HasSuffix(src, "\n"))
	indent, more := p.seek()
	p.must(more && indent == 0)
	n = p.mapping(0)
	_, more = p.seek()
	return n, !more
}

func (p *plainReader) must(ok bool) {
	if !ok {
		panic(notPlain{})
	}
}

// peek returns the byte i from here on, 0 at the end.
func (p *plainReader) peek(i int) byte {
	if p.at+i < len(p.src) {
		return p.src[p.at+i]
	}
	return 0
}

// endOfLine passes the rest of a line, which must be blank.
func (p *plainReader) endOfLine() {
	p.spaces()
	if p.at < len(p.src) {
		p.must(p.src[p.at] == '\n')
		p.newline()
	}
}

func (p *plainReader) newline() {
	p.at++
	p.line++
	p.from, p.mark, p.col = p.at, p.at, 1
}

func (p *plainReader) spaces() {
	for p.peek(0) == ' ' {
		p.at++
	}
}

// seek goes to the next line that says something, and returns how far it is
// indented. It must begin at the start of a line.
func (p *plainReader) seek() (indent int, more bool) {
	for p.at < len(p.src) {
		p.spaces()
		switch p.peek(0) {
		case '\n':
			p.newline()
		case '#':
			n := strings.IndexByte(p.src[p.at:], '\n')
			if n < 0 {
				p.at = len(p.src)
				return 0, false
			}
			p.at += n
			p.newline()
		case 0:
			p.must(p.at == len(p.src))
		default:
			return p.at - p.from, true
		}
	}
	return 0, false
}

// token makes the token of what begins at a byte of this line, on from the
// last one.
func (p *plainReader) token(at int, is token.Type, value string) *token.Token {
	p.col += utf8.RuneCountInString(p.src[p.mark:at])
	p.mark = at
	return &token.Token{Type: is, Value: value, Position: &token.Position{Line: p.line, Column: p.col}}
}

func inKey(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '.'
}

// longestKey bounds the keys that are plain.
const longestKey = 100

// key returns how long the key is that begins here, with its colon, 0 where
// none does.
func (p *plainReader) key() int {
	n := 0
	if p.peek(0) == '"' {
		for n = 1; inKey(p.peek(n)); n++ {
		}
		if p.peek(n) != '"' {
			return 0
		}
		n++
	} else {
		for inKey(p.peek(n)) {
			n++
		}
	}
	if after := p.peek(n + 1); n == 0 || n > longestKey || p.peek(n) != ':' || after != ' ' && after != '\n' && p.at+n+1 < len(p.src) {
		return 0
	}
	return n + 1
}

// mapping reads the keys that stand at an indent, the first of them here.
func (p *plainReader) mapping(indent int) ast.Node {
	m := ast.Mapping(nil, false)
	for {
		n := p.key()
		p.must(n > 0)
		var key ast.MapKeyNode
		if word := p.src[p.at : p.at+n-1]; word[0] == '"' {
			key = ast.String(p.token(p.at, token.DoubleQuoteType, word[1:len(word)-1]))
		} else {
			node, ok := p.word(p.at, word).(ast.MapKeyNode)
			p.must(ok)
			key = node
		}
		at := p.token(p.at+n-1, token.MappingValueType, ":")
		p.at += n
		m.Values = append(m.Values, ast.MappingValue(at, key, p.value(indent)))
		next, more := p.seek()
		if !more || next < indent {
			return m
		}
		p.must(next == indent)
	}
}

// value reads what a key says, on its line or below it.
func (p *plainReader) value(indent int) ast.Node {
	p.spaces()
	if c := p.peek(0); c != '\n' && c != 0 {
		return p.scalar(indent)
	}
	p.endOfLine()
	below, more := p.seek()
	p.must(more && below > indent)
	if p.peek(0) == '-' {
		return p.list(below)
	}
	return p.mapping(below)
}

// list reads the entries that stand at an indent, the first of them here.
func (p *plainReader) list(indent int) ast.Node {
	list := ast.Sequence(p.token(p.at, token.SequenceEntryType, "-"), false)
	for {
		p.must(p.peek(0) == '-' && p.peek(1) == ' ' && p.peek(2) != ' ')
		p.at += 2
		if p.key() > 0 {
			list.Values = append(list.Values, p.mapping(indent+2))
		} else {
			list.Values = append(list.Values, p.scalar(indent))
		}
		next, more := p.seek()
		if !more || next < indent {
			return list
		}
		p.must(next == indent)
	}
}

// scalar reads a text, a word, a number or a list in brackets, to the end of
// its last line. What goes on below must be indented further.
func (p *plainReader) scalar(indent int) ast.Node {
	var n ast.Node
	switch p.peek(0) {
	case '"':
		n = p.quoted(indent)
	case '[':
		n = p.brackets(indent)
	case '>':
		return p.folded(indent)
	default:
		end := p.at
		for end < len(p.src) && p.src[end] != '\n' {
			end++
		}
		n = p.word(p.at, p.src[p.at:end])
		p.at = end
	}
	p.endOfLine()
	return n
}

// word reads a text without quotes.
func (p *plainReader) word(at int, s string) ast.Node {
	p.must(s != "")
	switch {
	case s == "true" || s == "false":
		return ast.Bool(p.token(at, token.BoolType, s))
	case isInt(s):
		return ast.Integer(p.token(at, token.IntegerType, s))
	}
	c := s[0] | 0x20
	several := '0' <= c && c <= '9' && strings.Contains(s, " ") // words that begin with a number
	p.must(('a' <= c && c <= 'z' || c == '$' || c == '(' || several) && !strings.Contains(s, ": ") && !strings.Contains(s, " #") && s[len(s)-1] != ':' && s[len(s)-1] != ' ')
	p.must(!strings.ContainsAny(s, "\"[]{}\\") && !strings.EqualFold(s, "null") && !strings.EqualFold(s, "true") && !strings.EqualFold(s, "false"))
	return ast.String(p.token(at, token.StringType, s))
}

// isInt reports whether s is a number that can be read in one way only.
func isInt(s string) bool {
	if len(s) > 9 || s == "" || s[0] == '0' && len(s) > 1 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// brackets reads a list of texts and words in brackets.
func (p *plainReader) brackets(indent int) ast.Node {
	list := ast.Sequence(p.token(p.at, token.SequenceStartType, "["), true)
	p.at++
	for {
		p.gap(indent)
		switch {
		case p.peek(0) == ']' && len(list.Values) == 0:
			p.at++
			return list
		case p.peek(0) == '"':
			list.Values = append(list.Values, p.quoted(indent))
		default:
			n := 0
			for c := p.peek(n); c != ',' && c != ']'; c = p.peek(n) {
				p.must(inKey(c) || c == ' ' || c == '-' && n > 0)
				n++
			}
			list.Values = append(list.Values, p.word(p.at, p.src[p.at:p.at+n]))
			p.at += n
		}
		p.gap(indent)
		p.must(p.peek(0) == ',' || p.peek(0) == ']')
		p.at++
		if p.src[p.at-1] == ']' {
			return list
		}
	}
}

// gap passes what lies between two entries of a list in brackets.
func (p *plainReader) gap(indent int) {
	p.spaces()
	for p.peek(0) == '\n' {
		p.newline()
		p.spaces()
		p.must(p.at-p.from > indent || p.peek(0) == '\n')
	}
}

// quoted reads a text in double quotes. A line end in it is a space, each
// empty line a line end.
func (p *plainReader) quoted(indent int) ast.Node {
	tk := p.token(p.at, token.DoubleQuoteType, "")
	p.at++
	var b strings.Builder
	from := p.at
	for {
		n := strings.IndexAny(p.src[p.at:], "\"\n\\")
		p.must(n >= 0)
		p.at += n
		switch p.src[p.at] {
		case '"':
			if b.Len() == 0 {
				tk.Value = p.src[from:p.at]
			} else {
				b.WriteString(p.src[from:p.at])
				tk.Value = b.String()
			}
			p.at++
			p.must(p.peek(0) != ':')
			return ast.String(tk)
		case '\\':
			p.must(p.peek(1) == 'n')
			b.WriteString(p.src[from:p.at])
			b.WriteByte('\n')
			p.at += 2
		default:
			line := strings.TrimRight(p.src[from:p.at], " ")
			p.must(line != "" || b.Len() > 0)
			b.WriteString(line)
			empty := 0
			for p.newline(); ; p.newline() {
				p.spaces()
				if p.peek(0) != '\n' {
					break
				}
				empty++
			}
			p.must(p.at-p.from > indent && p.peek(0) != '"')
			if empty == 0 {
				b.WriteByte(' ')
			}
			b.WriteString(strings.Repeat("\n", empty))
		}
		from = p.at
	}
}

// folded reads a block after >-. A line end in it is a space, each empty line
// a line end.
func (p *plainReader) folded(indent int) ast.Node {
	block := ast.Literal(p.token(p.at, token.FoldedType, ">-"))
	p.must(p.peek(1) == '-')
	p.at += 2
	p.endOfLine()
	tk := p.token(p.at, token.StringType, "")
	var b strings.Builder
	inside, empty := 0, 0
	for p.at < len(p.src) {
		start := p.at
		p.spaces()
		if p.peek(0) == '\n' {
			p.newline()
			empty++
			continue
		}
		if p.at-p.from <= indent || p.at == len(p.src) {
			p.at = start
			break
		}
		if inside == 0 {
			p.must(empty == 0)
			inside = p.at - p.from
		}
		p.must(p.at-p.from == inside)
		switch {
		case b.Len() == 0:
		case empty == 0:
			b.WriteByte(' ')
		default:
			b.WriteString(strings.Repeat("\n", empty))
		}
		empty = 0
		end := p.at
		for end < len(p.src) && p.src[end] != '\n' {
			end++
		}
		p.must(p.src[end-1] != ' ')
		b.WriteString(p.src[p.at:end])
		if p.at = end; p.at < len(p.src) {
			p.newline()
		}
	}
	p.must(b.Len() > 0)
	tk.Value = b.String()
	block.Value = ast.String(tk)
	return block
}
