package term

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"intake/internal/dialog"
	"intake/internal/kind"
)

const (
	// mostListed is how many options are printed with a number; of more the
	// patient is told to type.
	mostListed = 36
	// shortList is how many are listed under one another; more stand in
	// columns where those fit.
	shortList = 6
	indent    = "  "
)

// asides are buttons for moves, which answer no question: they are named
// below the options and typed in words.
var asides = map[string]bool{"skip": true, "human": true, "more": true, "misunderstood": true, "new_visit": true}

// page lays a reply out, and keeps what its numbers mean. c.mu is held.
func (c *Chat) page(r dialog.Reply) string {
	var b strings.Builder
	b.WriteString("\n")
	for para := range strings.SplitSeq(strings.TrimSpace(clean(r.Text)), "\n") {
		b.WriteString(block(indent, para, c.width))
	}
	c.buttons, c.many = r.Options, r.Many
	var words []string
	c.listed, words = split(r.Options)
	switch n := len(c.listed); {
	case n > mostListed:
		c.listed = nil
		b.WriteString("\n" + c.dim(indent+"(type it in your own words)") + "\n")
	case n > 0:
		b.WriteString("\n" + c.table(c.listed))
		if c.many {
			b.WriteString(c.dim(indent+"(several? For example: 1, "+strconv.Itoa(min(3, n))+")") + "\n")
		}
	}
	if len(words) > 0 {
		if len(c.listed) == 0 {
			b.WriteString("\n")
		}
		for l := range strings.Lines(block(indent, "(or say: "+strings.Join(words, " / ")+")", c.width)) {
			b.WriteString(c.dim(strings.TrimSuffix(l, "\n")) + "\n")
		}
	}
	return b.String()
}

// split tells the options that get a number from those that are only named:
// asides, and one that stands alone, since a number there is an answer of its
// own. The numbers of a scale are neither: the patient types them.
func split(options []dialog.Button) (listed []dialog.Button, words []string) {
	numbers := 0
	for _, o := range options {
		if isNumber(o.ID) {
			numbers++
		}
	}
	var aside []dialog.Button
	for _, o := range options {
		switch {
		case asides[o.ID]:
			aside = append(aside, o)
		case numbers < 2 || !isNumber(o.ID):
			listed = append(listed, o)
		}
	}
	if len(listed) == 1 || numbers >= 2 {
		aside, listed = append(listed, aside...), nil
	}
	for _, o := range aside {
		words = append(words, inSentence(clean(o.Label)))
	}
	return listed, words
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// inSentence takes the capital off a label, unless its first word is a name
// such as "MRI" or the word "I".
func inSentence(s string) string {
	first, rest := s[:min(len(s), 1)], s[min(len(s), 1):]
	if second, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(second) || first == "A" && second == ' ' {
		return strings.ToLower(first) + rest
	}
	return s
}

// table prints numbered options: a few short ones on one line, many in columns
// read downwards, others under one another.
func (c *Chat) table(options []dialog.Button) string {
	cells, widest, sum := make([]string, len(options)), 0, 0
	for i, o := range options {
		cells[i] = strings.Join(strings.Fields(clean(o.Label)), " ")
		w := columns(cells[i])
		widest, sum = max(widest, w), sum+w
	}
	number := func(i int) string { return c.bold(fmt.Sprintf("%3d)", i+1)) + " " }
	const gap = 5 // "%3d) "
	room := c.width - len(indent)
	var b strings.Builder
	switch {
	case len(cells) <= 3 && sum+len(cells)*(gap+2) <= room:
		b.WriteString(indent)
		for i, cell := range cells {
			if i > 0 {
				b.WriteString("  ")
			}
			b.WriteString(number(i) + cell)
		}
		b.WriteString("\n")
	case len(cells) > shortList && room/2 >= widest+gap+2:
		cols := min(room/(widest+gap+2), 3)
		rows := (len(cells) + cols - 1) / cols
		for y := range rows {
			b.WriteString(indent)
			for i := y; i < len(cells); i += rows {
				b.WriteString(number(i) + cells[i])
				if i+rows < len(cells) {
					b.WriteString(strings.Repeat(" ", widest-columns(cells[i])+2))
				}
			}
			b.WriteString("\n")
		}
	default:
		for i, cell := range cells {
			for j, l := range wrap(cell, room-gap) {
				if j == 0 {
					b.WriteString(indent + number(i) + l + "\n")
				} else {
					b.WriteString(indent + strings.Repeat(" ", gap) + l + "\n")
				}
			}
		}
	}
	return b.String()
}

// read makes an answer of a line: bare numbers are the options listed, a
// button's own words press it, anything else is said.
func (c *Chat) read(line string) kind.Said {
	c.mu.Lock()
	defer c.mu.Unlock()
	line = strings.TrimSpace(typed(line))
	for _, o := range c.buttons {
		if strings.EqualFold(line, strings.TrimSpace(o.Label)) && !isNumber(line) {
			return kind.Said{Choice: o.ID}
		}
	}
	var ids []string
	for f := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		n, err := strconv.Atoi(strings.Trim(f, ").("))
		if err != nil || n < 1 || n > len(c.listed) {
			return kind.Said{Text: line}
		}
		if id := c.listed[n-1].ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	switch {
	case len(ids) == 1:
		return kind.Said{Choice: ids[0]}
	case len(ids) > 1 && c.many:
		return kind.Said{Choices: ids}
	default:
		return kind.Said{Text: line}
	}
}
