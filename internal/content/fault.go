package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// An Error is one fault in a file, as a compiler would tell it.
type Error struct {
	Pos
	Line string // the line itself; "" where the fault is the file's
	Msg  string
	Want string // what was expected; "" where Msg says it all
}

// Error returns the place and the fault, the line below, and a caret under
// the place in it.
func (e Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Pos.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Pos.Line, e.Col)
	}
	b.WriteString(": " + e.Msg)
	if e.Want != "" {
		b.WriteString(", expected " + e.Want)
	}
	if strings.TrimSpace(e.Line) != "" {
		shown, col := e.window()
		b.WriteString("\n    " + shown + "\n    " + strings.Repeat(" ", col) + "^")
	}
	return b.String()
}

// widest is how much of a line is shown: answers may stand on one long line.
const widest = 120

// window returns the part of the line around the fault, and how far into it
// the fault stands.
func (e Error) window() (string, int) {
	const gap = "..."
	letters, col := []rune(e.Line), max(e.Col-1, 0)
	from := 0
	if len(letters) > widest {
		from = max(0, min(col-widest/2, len(letters)-widest))
	}
	shown := string(letters[from:min(len(letters), from+widest)])
	if from+widest < len(letters) {
		shown += gap
	}
	if from > 0 {
		shown, from = gap+shown, from-len(gap)
	}
	return shown, col - from
}

// Errors are all faults found, by file, line and column.
type Errors []Error

// Error returns them all, one below the other.
func (e Errors) Error() string {
	list := make([]string, len(e))
	for i, x := range e {
		list[i] = x.Error()
	}
	return strings.Join(list, "\n")
}

// Sort brings e into the order of the files.
func (e Errors) Sort() {
	slices.SortStableFunc(e, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Col, b.Col), cmp.Compare(a.Msg, b.Msg))
	})
}

// Fault returns a fault at a place in one of f's files.
func (f *Folder) Fault(p Pos, msg, want string) Error {
	data, ok := f.laid[p.File]
	if !ok {
		data = f.Files[p.File]
	}
	return Error{Pos: p, Line: line(lines(data), p.Line), Msg: msg, Want: want}
}

// FaultAt returns a fault inside a text: at its column col, from 1, as a
// parser of the text counts. Where the text is folded over several lines, the
// place is found in them.
func (f *Folder) FaultAt(s Str, col int, msg, want string) Error {
	data, ok := f.laid[s.File]
	if !ok {
		data = f.Files[s.File]
	}
	return f.Fault(within(lines(data), s, col), msg, want)
}

// line returns line n, counting from 1; "" where there is none.
func line(list []string, n int) string {
	if n < 1 || n > len(list) {
		return ""
	}
	return list[n-1]
}

// within finds the place of the text's column col by going through text and
// source side by side. A text that escapes change is not followed further
// than its beginning.
func within(list []string, s Str, col int) Pos {
	c := cursor{list: list, Pos: s.Pos}
	if c.Pos.Line < 1 || c.Pos.Line > len(list) {
		return s.Pos
	}
	c.rest = []rune(line(list, s.Pos.Line))
	c.rest = c.rest[min(max(s.Col-1, 0), len(c.rest)):]
	if len(c.rest) > 0 {
		switch c.rest[0] {
		case '"', '\'':
			c.right()
		case '>', '|':
			c.down()
		}
	}
	for i, r := range []rune(s.S) {
		c.settle(r)
		switch {
		case i+1 == col:
			return c.Pos
		case len(c.rest) > 0 && c.rest[0] == r:
			c.right()
		case !unicode.IsSpace(r):
			return s.Pos
		}
	}
	return c.Pos
}

// A cursor goes through the lines of a file.
type cursor struct {
	Pos
	list []string
	rest []rune // of the line
}

func (c *cursor) right() { c.Col, c.rest = c.Col+1, c.rest[1:] }

// down goes to the first letter of the next line.
func (c *cursor) down() {
	c.Pos.Line++
	c.Col, c.rest = 1, []rune(line(c.list, c.Pos.Line))
	for len(c.rest) > 0 && c.rest[0] == ' ' {
		c.right()
	}
}

// settle goes on to where r, the next letter of a text, can stand: over the
// ends of lines, which a text shows as one space or not at all.
func (c *cursor) settle(r rune) {
	for len(c.rest) > 0 && c.rest[0] == ' ' && !unicode.IsSpace(r) {
		c.right()
	}
	for len(c.rest) == 0 && c.Pos.Line < len(c.list) {
		c.down()
	}
}
