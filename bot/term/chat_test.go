package term

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"intake/bot"
	"intake/bot/bottest"
	"intake/internal/dialog"
	"intake/internal/kind"
)

// A screen is what was printed so far.
type screen struct {
	mu  sync.Mutex
	out strings.Builder
	err error
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	return s.out.Write(b)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}

func (s *screen) breaks(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

// flat is the screen without its line breaks.
func (s *screen) flat() string { return strings.Join(strings.Fields(s.String()), " ") }

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

// A sitting is a chat in which a test types.
type sitting struct {
	*screen
	t      *testing.T
	chat   *Chat
	typing io.WriteCloser
	done   chan error
	cancel func()
	replies
}

// replies are what the far side of a chat answers, in turn, and what it heard.
type replies struct {
	list  []dialog.Reply
	heard []kind.Said
	fail  func(kind.Said) error
}

// sit begins a chat in a bubble. What it says is answered with the replies, one
// after the other, and then with "Noted.".
func sit(t *testing.T, r replies) *sitting {
	in, typing := io.Pipe()
	s := &sitting{screen: &screen{}, t: t, typing: typing, done: make(chan error, 1), replies: r}
	s.chat = NewChat(in, s.screen, "ann", false, 60)
	s.chat.Bye = "Go on with: intake chat"
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	go func() {
		s.done <- s.chat.Run(ctx, func(_ context.Context, m dialog.Message) error {
			if s.fail != nil {
				if err := s.fail(m.Said); err != nil {
					return err
				}
			}
			s.heard = append(s.heard, m.Said)
			answer := dialog.Reply{Text: "Noted."}
			if len(s.list) > 0 {
				answer, s.list = s.list[0], s.list[1:]
			}
			answer.Last = true
			go func(id string) {
				time.Sleep(time.Second) // the outbox takes its time
				_ = s.chat.Send(context.Background(), "ann", id, answer)
			}(fmt.Sprint(len(s.heard)))
			return nil
		})
	}()
	pause()
	return s
}

func (s *sitting) types(line string) {
	s.t.Helper()
	if _, err := io.WriteString(s.typing, line+"\n"); err != nil {
		s.t.Fatal(err)
	}
	pause()
}

// pause lets the chat come to rest.
func pause() {
	time.Sleep(2 * time.Second)
	synctest.Wait()
}

// end closes the input and returns how Run ended.
func (s *sitting) end() error {
	s.typing.Close()
	defer s.cancel()
	return <-s.done
}

func said(s kind.Said) string { return fmt.Sprintf("%q %s %s", s.Text, s.Choice, s.Choices) }

func buttons(words ...string) []dialog.Button {
	var list []dialog.Button
	for _, w := range words {
		id, label, _ := strings.Cut(w, "=")
		list = append(list, dialog.Button{ID: id, Label: label})
	}
	return list
}

func numbers(n int) (words []string) {
	for i := range n {
		words = append(words, fmt.Sprintf("%d=%d", i, i))
	}
	return words
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

func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
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

func (s *sitting) sends(words string) {
	_ = s.chat.Send(context.Background(), "ann", words, dialog.Reply{Text: words, Last: true})
	synctest.Wait()
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
