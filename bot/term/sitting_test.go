package term

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

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

func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func (s *sitting) sends(words string) {
	_ = s.chat.Send(context.Background(), "ann", words, dialog.Reply{Text: words, Last: true})
	synctest.Wait()
}
