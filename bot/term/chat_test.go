package term

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"intake/bot"
	"intake/bot/bottest"
	"intake/internal/dialog"
	"intake/internal/kind"
)

func TestChatIsAChannel(t *testing.T) {
	bottest.TestChannel(t, func(t *testing.T) bottest.Service {
		in, typing, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { typing.Close(); in.Close() })
		var s screen
		write := func(words string) { fmt.Fprintln(typing, words) }
		number := func(label string) string {
			all := regexp.MustCompile(`(\d+)\) `+regexp.QuoteMeta(label)).FindAllStringSubmatch(s.String(), -1)
			if len(all) == 0 {
				return label
			}
			return all[len(all)-1][1]
		}
		return bottest.Service{
			Channel: NewChat(in, &s, "ann", false, 80), Users: []string{"ann"}, Opens: true, Once: true,
			Write: func(_, text string) { write(text) },
			Press: func(_ string, b dialog.Button) { write(number(b.Label)) },
			PressMany: func(_ string, list []dialog.Button) {
				var words []string
				for _, b := range list {
					words = append(words, number(b.Label))
				}
				write(strings.Join(words, ", "))
			},
			Shown: func(string) string { return s.flat() },
			Live: func(string) (live []string) {
				for _, r := range s.String() {
					if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
						live = append(live, fmt.Sprintf("%q", r))
					}
				}
				return live
			},
		}
	})
}

func TestChatReadsNumbers(t *testing.T) {
	yesNo := buttons("yes=Yes, I agree", "no=No", "skip=Skip this")
	areas := buttons("head=Head", "neck=Neck", "back=Back", "none=None of these", "human=A person, please")
	var many []string
	for i := range mostListed + 4 {
		many = append(many, fmt.Sprintf("o%d=Option %d", i, i))
	}
	for _, c := range []struct {
		name    string
		options []dialog.Button
		many    bool
		line    string
		want    string
	}{
		{"a number", yesNo, false, "2", `"" no []`},
		{"with a bracket", yesNo, false, " 1) ", `"" yes []`},
		{"a label", yesNo, false, "YES, i agree", `"" yes []`},
		{"an aside's label", yesNo, false, "skip this", `"" skip []`},
		{"an aside's number", yesNo, false, "3", `"3"  []`},
		{"zero", yesNo, false, "0", `"0"  []`},
		{"two where one is asked", yesNo, false, "1 2", `"1 2"  []`},
		{"one twice where one is asked", yesNo, false, "1, 1", `"" yes []`},
		{"words", yesNo, false, "yes but 2 things", `"yes but 2 things"  []`},
		{"several", areas, true, "1, 3", `""  [head back]`},
		{"several without comma", areas, true, "3 1", `""  [back head]`},
		{"several, one twice", areas, true, "1,3,1", `""  [head back]`},
		{"several, one unknown", areas, true, "1, 9", `"1, 9"  []`},
		{"one of several", areas, true, "2", `"" neck []`},
		{"a scale", buttons(append(numbers(11), "skip=Skip this")...), false, "7", `"7"  []`},
		{"a scale with words", buttons(append(numbers(11), "none=No pain")...), false, "1", `"1"  []`},
		{"a scale's words", buttons(append(numbers(11), "none=No pain")...), false, "no pain", `"" none []`},
		{"a lone option", buttons("none=I don't take any"), false, "1", `"1"  []`},
		{"a lone option's words", buttons("none=I don't take any"), false, "I don't take any.", `"I don't take any."  []`},
		{"too many to list", buttons(many...), true, "1", `"1"  []`},
		{"too many to list, by name", buttons(many...), true, "option 38", `"" o38 []`},
		{"no options", nil, false, "7", `"7"  []`},
		{"arrow keys", yesNo, false, "\x1b[A\x1b[1;5D1\x1bOB", `"" yes []`},
		{"no text at all", yesNo, false, "knee\x00\x07 \x1b\u202epain\xff", "\"knee pain\ufffd\"  []"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := sit(t, replies{list: []dialog.Reply{{Text: "Which?", Options: c.options, Many: c.many}}})
				s.types(c.line)
				if err := s.end(); err != nil {
					t.Error(err)
				}
				if len(s.heard) != 2 || said(s.heard[1]) != c.want {
					t.Errorf("%q was heard as %v, want %s", c.line, s.heard[1:], c.want)
				}
			})
		})
	}
}

// TestChatInterrupt: Ctrl-C pauses, shows what is said to that, and says how
// to go on.
func TestChatInterrupt(t *testing.T) {
	in, typing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer typing.Close()
	var s screen
	chat := NewChat(in, &s, "ann", false, 80)
	chat.Bye = "Go on with: intake chat"
	b, db := newBot(t)
	b.AddChannel(chat)
	done := make(chan error, 1)
	go func() { done <- b.Run(context.Background()) }()
	within(t, "the first question", func() bool { return strings.Contains(s.String(), "> ") })
	fmt.Fprintln(typing, "yes")
	within(t, "the second question", func() bool { return strings.Count(s.String(), "> ") == 2 })
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	rows, err := db.List(context.Background())
	if err != nil || len(rows) != 1 || rows[0].Phase != dialog.PhasePaused {
		t.Errorf("after Ctrl-C: %v %v", rows, err)
	}
	_, entries, err := db.Get(context.Background(), rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	last := entries[len(entries)-1].Turn.Replies[0].Text
	if end := s.flat(); !strings.HasSuffix(end, last+" Go on with: intake chat") {
		t.Errorf("the screen ends with %q", end[max(0, len(end)-200):])
	}
}

// TestChatPipe: a file of answers can be piped in; each is read when its
// question is on the screen, and the last needs no line end.
func TestChatPipe(t *testing.T) {
	var s screen
	b, db := newBot(t)
	b.AddChannel(NewChat(strings.NewReader("1\n\n  \nAnn Lee\n14 March 1980\npause"), &s, "ann", false, 80))
	if err := b.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	rows, err := db.List(context.Background())
	if err != nil || len(rows) != 1 || rows[0].Phase != dialog.PhasePaused {
		t.Fatalf("%v %v", rows, err)
	}
	_, entries, _ := db.Get(context.Background(), rows[0].ID)
	at := 0
	for _, e := range entries {
		for _, r := range e.Turn.Replies {
			words := strings.Join(strings.Fields(r.Text), " ")
			i := strings.Index(s.flat()[at:], words)
			if i < 0 {
				t.Fatalf("not shown in its place: %q in\n%s", words, s.String())
			}
			at += i + len(words)
		}
	}
	if len(entries) != 5 {
		t.Errorf("%d turns", len(entries))
	}
}

// TestChatComesBack: at the next start the talk goes on where it was.
func TestChatComesBack(t *testing.T) {
	b, _ := newBot(t)
	var first, second screen
	b.AddChannel(NewChat(strings.NewReader("yes\nAnn Lee\n"), &first, "ann", false, 80))
	if err := b.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	b.AddChannel(NewChat(strings.NewReader(""), &second, "ann", false, 80))
	if err := b.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := second.String(); !strings.Contains(got, "date of birth") || strings.Contains(got, "agree") {
		t.Errorf("the second sitting shows %s", got)
	}
}

// TestChatCannotSave: the patient is told in plain words, and nothing typed is
// lost.
func TestChatCannotSave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := false
		s := sit(t, replies{fail: func(kind.Said) error {
			if full {
				return errors.New("keep turn: no space left on device")
			}
			return nil
		}})
		full = true
		s.types("my knee hurts")
		if !strings.Contains(s.flat(), "could not be saved") || strings.Contains(s.String(), "device") {
			t.Errorf("the patient sees %s", s.String())
		}
		s.types("")
		if n := strings.Count(s.String(), "could not be saved"); n != 2 {
			t.Errorf("told %d times", n)
		}
		full = false
		s.types("")
		s.types("")
		if len(s.heard) != 2 || s.heard[1].Text != "my knee hurts" {
			t.Errorf("kept: %v", s.heard)
		}
		if err := s.end(); err != nil {
			t.Error(err)
		}
	})
}

func TestChatCannotBegin(t *testing.T) {
	down := errors.New("the store is closed")
	chat := NewChat(strings.NewReader(""), &screen{}, "ann", false, 80)
	if err := chat.Run(context.Background(), func(context.Context, dialog.Message) error { return down }); !errors.Is(err, down) {
		t.Errorf("ended with %v", err)
	}
}

func TestChatEnds(t *testing.T) {
	broken := errors.New("input/output error")
	for name, c := range map[string]struct {
		do   func(*sitting)
		want error
	}{
		"at the end of input":       {func(s *sitting) { s.typing.Close() }, nil},
		"with its context":          {func(s *sitting) { s.cancel() }, nil},
		"when input breaks":         {func(s *sitting) { _ = s.typing.(*io.PipeWriter).CloseWithError(broken) }, broken},
		"when the screen is gone":   {func(s *sitting) { s.breaks(broken); s.types("hello") }, broken},
		"when a reply meets no one": {func(s *sitting) { s.breaks(broken); s.sends("by itself") }, broken},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := sit(t, replies{})
				c.do(s)
				if err := <-s.done; !errors.Is(err, c.want) {
					t.Errorf("ended with %v", err)
				}
				s.cancel()
				s.typing.Close()
			})
		})
	}
}

// TestChatReplyByItself: a reply that comes while the patient may type stands
// above a new prompt, and the next answer is waited for all the same.
func TestChatReplyByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sit(t, replies{})
		s.sends("The clinic has spoken with you.")
		s.types("good")
		if got, want := s.String(), "\n  Noted.\n\n> \n\n  The clinic has spoken with you.\n\n> \n  Noted.\n\n> "; got != want {
			t.Errorf("printed\n%q, want\n%q", got, want)
		}
		if err := s.end(); err != nil {
			t.Error(err)
		}
	})
}

// TestChatWaitsNotForever: a turn without a reply does not take the prompt
// away.
func TestChatWaitsNotForever(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s screen
		in, typing := io.Pipe()
		chat := NewChat(in, &s, "ann", false, 80)
		done := make(chan error, 1)
		go func() {
			done <- chat.Run(context.Background(), func(context.Context, dialog.Message) error { return nil })
		}()
		time.Sleep(time.Minute)
		if !strings.Contains(s.String(), "> ") {
			t.Error("no prompt")
		}
		typing.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// TestChatIsPrivate: what waits for another patient is not shown to this one.
func TestChatIsPrivate(t *testing.T) {
	var s screen
	chat := NewChat(strings.NewReader(""), &s, "ann", false, 80)
	err := chat.Send(context.Background(), "bob", "1", dialog.Reply{Text: "Bob, about your results", Last: true})
	var later *bot.RetryAfter
	if !errors.As(err, &later) || !later.Patient || s.String() != "" {
		t.Errorf("error %v, printed %q", err, s.String())
	}
}
