package term

import (
	"strings"
	"unicode"
)

// clean keeps control characters, and those that turn the direction of
// writing, off the terminal: a reply may hold a patient's own words.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || unicode.In(r, unicode.Zl, unicode.Zp):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// typed takes out of a line what keys such as the arrows leave in it, and what
// is no text at all.
func typed(line string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(line, "\x1b")
		b.WriteString(before)
		if !found {
			break
		}
		if strings.HasPrefix(after, "[") || strings.HasPrefix(after, "O") {
			after = strings.TrimLeft(after[1:], "0123456789;?")
			if after != "" && after[0] < 0x80 {
				after = after[1:]
			}
		}
		line = after
	}
	return strings.ReplaceAll(clean(b.String()), "\n", " ")
}

// block indents a paragraph and breaks it into lines; those after the mark of
// a list stand under its words.
func block(indent, para string, width int) string {
	mark := ""
	if m := para[:len(para)-len(strings.TrimLeft(para, "-*• "))]; strings.TrimSpace(m) != "" && strings.HasSuffix(m, " ") {
		mark, para = m, para[len(m):]
	}
	var b strings.Builder
	for i, l := range wrap(para, width-columns(indent)-columns(mark)) {
		if i > 0 {
			mark = strings.Repeat(" ", columns(mark))
		}
		b.WriteString(strings.TrimRight(indent+mark+l, " ") + "\n")
	}
	return b.String()
}

// wrap breaks a paragraph into lines of at most width columns; a word longer
// than that is broken.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	for w := range strings.FieldsSeq(s) {
		switch {
		case line == "":
			line = w
		case columns(line)+1+columns(w) > width:
			lines = append(lines, line)
			line = w
		default:
			line += " " + w
		}
		for columns(line) > width {
			at := cut(line, width)
			lines, line = append(lines, line[:at]), line[at:]
		}
	}
	return append(lines, line)
}

// cut returns where the first width columns of s end, after at least one
// character.
func cut(s string, width int) int {
	n := 0
	for i, r := range s {
		if n += runeColumns(r); n > width && i > 0 {
			return i
		}
	}
	return len(s)
}

// columns returns how many columns of a terminal s takes.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wide, r):
		return 2
	default:
		return 1
	}
}

// wide holds what takes two columns, by Unicode's East Asian width and the
// emoji blocks.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x115f, 1},
		{0x2e80, 0x303e, 1},
		{0x3041, 0xa4cf, 1},
		{0xa960, 0xa97c, 1},
		{0xac00, 0xd7a3, 1},
		{0xf900, 0xfaff, 1},
		{0xfe30, 0xfe6f, 1},
		{0xff00, 0xff60, 1},
		{0xffe0, 0xffe6, 1},
	},
	R32: []unicode.Range32{{0x1f300, 0x1f64f, 1}, {0x1f680, 0x1f6ff, 1}, {0x1f900, 0x1faff, 1}, {0x20000, 0x3fffd, 1}},
}
