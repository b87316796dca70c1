package bot

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"intake/internal/dialog"
	"intake/internal/triage"
)

// Post puts a notice in words for a channel that staff read: a title, and what
// stands under it. With full it holds the whole case; else the disposition,
// initials and the id by which the case is read elsewhere, since the channel
// belongs to another company.
func Post(n Notice, full bool) (title, body string) {
	b := n.Case.Banner
	switch k := n.Effect.Kind; {
	case k == dialog.Alert && n.Effect.Mistaken:
		title = "Taken back: the patient says they were misunderstood"
	case k == dialog.Alert && b.Disposition >= triage.Emergency:
		title = "EMERGENCY: call back now"
	case k == dialog.Alert:
		title = "A patient may need help now"
	case k == dialog.Call:
		title = "A patient asks for a person"
	case k == dialog.Amend:
		title = b.Sign + " " + b.Words + ": an intake was changed"
	default:
		title = b.Sign + " " + b.Words + ": a new intake"
	}
	var lines []string
	who := initials(b.Name)
	if who == "" {
		who = "No name yet"
	}
	lines = append(lines, fmt.Sprintf("%s, intake %s, by %s.", who, b.ID, b.Channel), b.Action+".")
	if !full {
		return title, strings.Join(append(lines, "Read it with: intake show "+b.ID), "\n")
	}
	return title, strings.Join(lines, "\n") + "\n\n" + strings.ReplaceAll(n.Case.Text(), "\f", "\n")
}

// initials are the first letters of the first and the last name.
func initials(name string) string {
	f := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' })
	if len(f) > 2 {
		f = []string{f[0], f[len(f)-1]}
	}
	var out strings.Builder
	for _, w := range f {
		r, _ := utf8.DecodeRuneInString(w)
		out.WriteString(string(unicode.ToUpper(r)) + ".")
	}
	return out.String()
}
