package term

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"intake/internal/dialog"
)

// TestChatPages: how replies look, to the letter.
func TestChatPages(t *testing.T) {
	for _, c := range []struct {
		name  string
		reply dialog.Reply
		want  string
	}{
		{"words", dialog.Reply{Text: "One.\n\nTwo is a sentence that is too long for a line of forty columns."}, `
  One.

  Two is a sentence that is too long for
  a line of forty columns.
`},
		{"a list", dialog.Reply{Text: "- Pain: seven out of ten, and worse when sitting\n- Since: March"}, `
  - Pain: seven out of ten, and worse
    when sitting
  - Since: March
`},
		{"two short options", dialog.Reply{Text: "Do you?", Options: buttons("yes=Yes", "no=No", "skip=Skip this", "human=A person, please")}, `
  Do you?

    1) Yes    2) No
  (or say: skip this / a person, please)
`},
		{"long options", dialog.Reply{Text: "Which?", Options: buttons("a=Sudden tearing pain in the back or the belly", "b=No"), Many: true}, `
  Which?

    1) Sudden tearing pain in the back
       or the belly
    2) No
  (several? For example: 1, 2)
`},
		{"many short options", dialog.Reply{Text: "Where?", Options: buttons("a=Head", "b=Neck", "c=Chest", "d=Shoulder", "e=Elbow", "f=Hand", "g=Other")}, `
  Where?

    1) Head        5) Elbow
    2) Neck        6) Hand
    3) Chest       7) Other
    4) Shoulder
`},
		{"a scale", dialog.Reply{Text: "How bad, from 0 to 10?", Options: buttons(numbers(11)...)}, `
  How bad, from 0 to 10?
`},
		{"a lone option", dialog.Reply{Text: "Which medicines?", Options: buttons("none=None", "skip=Skip this")}, `
  Which medicines?

  (or say: none / skip this)
`},
		{"wide letters", dialog.Reply{Text: "膝が痛いです膝が痛いです 膝が痛いです膝が痛いです a\u0301a\u0301a\u0301"}, `
  膝が痛いです膝が痛いです
  膝が痛いです膝が痛いです a` + "\u0301a\u0301a\u0301" + `
`},
		{"a word without end", dialog.Reply{Text: strings.Repeat("x", 50)}, `
  ` + strings.Repeat("x", 38) + `
  ` + strings.Repeat("x", 12) + `
`},
		{"control characters", dialog.Reply{Text: "You wrote: a\x1b[31mb\x07\u202ec\r\u009b2J\u2028d\te\xff", Options: buttons("a=\x1b[1mA", "b=B\n1) C")}, `
  You wrote: a[31mbc2J d e` + "\ufffd" + `

    1) [1mA    2) B 1) C
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var s screen
			chat := NewChat(strings.NewReader(""), &s, "ann", false, 10)
			if err := chat.Send(context.Background(), "ann", "1", c.reply); err != nil {
				t.Fatal(err)
			}
			if got := s.String(); got != c.want {
				t.Errorf("printed\n%s\nwant\n%s", got, c.want)
			}
			for l := range strings.Lines(s.String()) {
				if n := columns(strings.TrimSuffix(l, "\n")); n > 40 {
					t.Errorf("%q takes %d columns", l, n)
				}
			}
		})
	}
}

func TestChatTooManyToList(t *testing.T) {
	var words []string
	for i := range mostListed + 1 {
		words = append(words, fmt.Sprintf("o%d=Option %d", i, i))
	}
	var s screen
	chat := NewChat(strings.NewReader(""), &s, "ann", false, 80)
	_ = chat.Send(context.Background(), "ann", "1", dialog.Reply{Text: "Where?", Options: buttons(words...), Many: true})
	if got := s.String(); strings.Contains(got, "Option") || !strings.Contains(got, "own words") {
		t.Errorf("printed %s", got)
	}
}

// TestChatColor: colour only where it was asked for.
func TestChatColor(t *testing.T) {
	for _, color := range []bool{false, true} {
		var s screen
		chat := NewChat(strings.NewReader(""), &s, "ann", color, 80)
		_ = chat.Send(context.Background(), "ann", "1", dialog.Reply{Text: "Do you?", Options: buttons("yes=Yes", "no=No", "skip=Skip this"), Many: true, Last: true})
		_ = chat.prompt()
		if got := strings.Contains(s.String(), "\x1b["); got != color {
			t.Errorf("colour %t: printed %q", color, s.String())
		}
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"a b c", "膝 が", "a\u0301 \u200d", strings.Repeat("x", 200), "\x1b[31m", "- a list", "👩‍👩‍👧 family"} {
		f.Add(s, 40)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 10 + width&63
		words := clean(s)
		got := ""
		for _, l := range wrap(words, width) {
			if n := columns(l); n > width {
				t.Errorf("%q takes %d columns of %d", l, n, width)
			}
			got += l
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(got) != bare(words) {
			t.Errorf("%q became %q", words, got)
		}
	})
}
