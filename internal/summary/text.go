package summary

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"intake/internal/text"
	"intake/internal/triage"
)

// The page: what a clinician reads in a minute.
const (
	columns   = 80
	pageLines = 60
	indent    = 14
	pageBreak = "\f--- page 2 ---"
	more      = "... (page 2)"
)

// Text prints the case: a page of 60 lines with every section, and behind a
// form feed the details of a case that is not routine or does not fit. Nothing
// is left out without a word: what page 1 shortens stands whole on page 2.
func (c *Case) Text() string {
	page, cut := c.page()
	if c.Banner.Disposition > triage.Routine || len(cut) > 0 {
		page = append(page, c.details(cut)...)
	}
	return strings.Join(page, "\n") + "\n"
}

// quotes are the lengths to which page 1 shortens quotations, tried in order
// until everything fits; 0 shortens nothing.
var quotes = []int{0, 240, 120}

// A sheet is one part being printed.
type sheet struct {
	quoted int  // letters that a quotation may have, 0 for any
	whole  bool // on page 2, where nothing is left for later
	cut    bool // something was shortened
	out    []string
}

// parts are the sections in order; the first ones are the banner's lines.
// Where a page is full, a part with more weight keeps more of its lines.
var parts = []struct {
	label  string
	print  func(*sheet, *Case)
	weight int
}{
	{"", printDisposition, 4},
	{"ACTION", printAction, 4},
	{"PATIENT", printPatient, 1},
	{"CONTACT", printContact, 1},
	{"COMPLAINT", printComplaint, 1},
	{"ALERTS", printAlerts, 3},
	{"INTAKE", printIntake, 1},
	{"NOTICE", printNotice, 1},
	{"RED FLAGS", printFlags, 4},
	{"PRECAUTIONS", printPrecautions, 4},
	{"REASON", printReason, 1},
	{"BODY", printBody, 2},
	{"BASELINE", printBaseline, 2},
	{"BEHAVIOUR", printBehaviour, 1},
	{"HISTORY", printHistory, 2},
	{"MEDICINES", printMedicines, 2},
	{"PREGNANCY", printPregnancy, 2},
	{"BOUNDARIES", printBoundaries, 1},
	{"MATCH", printMatch, 1},
	{"CONSENT", printConsents, 2},
	{"NOT ANSWERED", printNotAnswered, 1},
	{"PROVENANCE", printProvenance, 1},
	{onTheDay, printOnTheDay, 9},
}

const (
	firstSection = "RED FLAGS" // after the banner
	onTheDay     = "ON THE DAY"
)

// page prints page 1 and returns which parts it shortened.
func (c *Case) page() (lines []string, cut []int) {
	var sheets []*sheet
	for _, n := range quotes {
		sheets = sheets[:0]
		for _, p := range parts {
			s := &sheet{quoted: n}
			p.print(s, c)
			sheets = append(sheets, s)
		}
		for _, blank := range []bool{true, false} {
			if lines = layOut(sheets, blank); len(lines) <= pageLines {
				return lines, shortened(sheets)
			}
		}
	}
	share := shareOf(sheets)
	for i, s := range sheets {
		sheets[i] = s.trim(limit(i, share))
	}
	return layOut(sheets, false), shortened(sheets)
}

// shareOf returns the share of the page, in quarters of a line for a part of
// weight 1, with which the page holds every part.
func shareOf(sheets []*sheet) int {
	share := 4 * pageLines
	for n := pageLines + 1; share > 0 && n > pageLines; share-- {
		n = 1 // the rule below the banner
		for i, s := range sheets {
			n += min(len(s.out), limit(i, share-1))
		}
	}
	return share
}

// limit is how many lines a part may have.
func limit(part, share int) int { return max(2, share*parts[part].weight/4) }

// trim returns the sheet with no more than so many lines.
func (s *sheet) trim(lines int) *sheet {
	if len(s.out) <= lines {
		return s
	}
	return &sheet{cut: true, out: append(s.out[:lines-1:lines-1], more)}
}

func shortened(sheets []*sheet) []int {
	var cut []int
	for i, s := range sheets {
		if s.cut {
			cut = append(cut, i)
		}
	}
	return cut
}

// layOut puts the parts below each other, a rule below the banner.
func layOut(sheets []*sheet, blank bool) []string {
	var lines []string
	banner := true
	for i, s := range sheets {
		if len(s.out) == 0 {
			continue
		}
		switch {
		case parts[i].label == firstSection:
			lines = append(lines, strings.Repeat("-", columns))
			banner = false
		case blank && !banner:
			lines = append(lines, "")
		}
		lines = append(lines, labelled(parts[i].label, s.out)...)
	}
	return lines
}

// labelled puts a label before the first line and indents the others.
func labelled(label string, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		switch {
		case label == onTheDay || i == 0 && label == "":
			out[i] = l
		case i == 0:
			out[i] = fmt.Sprintf("%-*s%s", indent, label, l)
		default:
			out[i] = strings.Repeat(" ", indent) + l
		}
		out[i] = strings.TrimRight(out[i], " ")
	}
	return out
}

// line adds a line, wrapped.
func (s *sheet) line(format string, args ...any) { s.wrapped("", fmt.Sprintf(format, args...)) }

// bullet adds a line that begins with a mark, wrapped behind it.
func (s *sheet) bullet(mark, line string) { s.wrapped(mark, line) }

func (s *sheet) wrapped(mark, line string) {
	if line = strings.TrimSpace(line); line == "" {
		return
	}
	pad := strings.Repeat(" ", len(mark))
	for i, l := range wrap(line, columns-indent-len(mark)) {
		if i == 0 {
			s.out = append(s.out, mark+l)
		} else {
			s.out = append(s.out, pad+l)
		}
	}
}

// join adds the parts that are not empty as one line.
func (s *sheet) join(sep string, parts ...string) {
	s.line("%s", strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), sep))
}

// quote puts a patient's words in quotation marks, made inert, shortened where
// the page is full.
func (s *sheet) quote(words string) string {
	words = inert(words)
	if words == "" {
		return ""
	}
	return `"` + strings.Replace(s.short(words)+`"`, more+`"`, `" `+more, 1)
}

// short returns words, shortened where the page is full.
func (s *sheet) short(words string) string {
	r := []rune(words)
	if s.quoted == 0 || len(r) <= s.quoted {
		return words
	}
	s.cut = true
	short := string(r[:s.quoted])
	if i := strings.LastIndexByte(short, ' '); i > len(short)*2/3 {
		short = short[:i]
	}
	return short + more
}

// inert makes words safe to print in a line: no control characters, no line
// ends, nothing that turns the direction of writing.
func inert(s string) string { return strings.Join(strings.Fields(text.Strip(s)), " ") }

// wrap breaks a line between words; a word longer than the line is broken
// where the line ends.
func wrap(s string, width int) []string {
	var out []string
	line := ""
	n := 0
	flush := func() {
		if n > 0 {
			out = append(out, line)
		}
		line, n = "", 0
	}
	for _, w := range strings.Fields(s) {
		r := []rune(w)
		if n > 0 && n+1+len(r) > width {
			flush()
		}
		for len(r) > width {
			out = append(out, string(r[:width]))
			r = r[width:]
		}
		if n > 0 {
			line += " "
			n++
		}
		line += string(r)
		n += len(r)
	}
	flush()
	return out
}

// Ways to write a time: in full, and within the case.
const (
	fullTime  = "Mon 2 Jan 2006 15:04"
	shortTime = "2 Jan 15:04"
)

func stamp(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

// before puts a label before what is there.
func before(label, s string) string {
	if s == "" {
		return ""
	}
	return label + s
}
