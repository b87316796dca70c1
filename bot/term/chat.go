// Package term is the terminal: a patient who types, and the scripted channel
// that programs and tests speak through.
//
// The chat is a channel like any other. Its replies come from the outbox, so
// that one which a crash kept back is shown at the next start; it takes the
// next line only when the last reply of a turn is on the screen, and so a file
// of answers can be piped in. The scripted channel gets its answers from the
// call that makes the turn durable, because one line out belongs to each line
// in.
package term

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"intake/bot"
	"intake/internal/dialog"
	"intake/internal/kind"
)

// ChatName is the terminal's name in messages and in the store.
const ChatName = "terminal"

// patience is how long the chat waits for the answer to a line before it takes
// the next one all the same.
const patience = 10 * time.Second

// A Chat is one patient at a terminal. It is a bot.Channel.
type Chat struct {
	in    io.Reader
	out   io.Writer
	user  string
	color bool
	width int
	// Bye says how to go on later, printed after Ctrl-C.
	Bye string

	mu      sync.Mutex
	buttons []dialog.Button // of the last reply
	listed  []dialog.Button // those with a number: what a bare number means
	many    bool
	last    string        // id of the last reply
	asking  bool          // the prompt stands on the last line
	shown   chan struct{} // the last reply of a turn was printed
	broken  chan error    // nothing more can be printed
}

// NewChat returns the chat of one user. Colour is used where color is true,
// text is wrapped at width columns.
func NewChat(in io.Reader, out io.Writer, user string, color bool, width int) *Chat {
	switch {
	case width < 40:
		width = 40
	case width > 80:
		width = 80 // longer lines are hard to read
	}
	return &Chat{in: in, out: out, user: user, color: color, width: width, shown: make(chan struct{}, 1), broken: make(chan error, 1)}
}

// Name returns "terminal".
func (c *Chat) Name() string { return ChatName }

// Run reads lines until the input ends or Ctrl-C, which pauses the talk.
func (c *Chat) Run(ctx context.Context, take func(context.Context, dialog.Message) error) error {
	interrupt := make(chan os.Signal, 1)
	signal.Notify(interrupt, os.Interrupt)
	defer signal.Stop(interrupt)
	if err := c.say(ctx, take, kind.Said{Choice: "resume"}); err != nil {
		return err
	}
	lines, ended, quit := make(chan string), make(chan error, 1), make(chan struct{})
	defer close(quit)
	go c.readLines(lines, ended, quit)
	var unsaved *kind.Said
	for {
		if err := c.prompt(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return c.print("\n")
		case err := <-c.broken:
			return err
		case err := <-ended:
			if !errors.Is(err, io.EOF) {
				return fmt.Errorf("read terminal: %w", err)
			}
			return c.print("\n")
		case <-interrupt:
			c.answered()
			if err := errors.Join(c.print("\n"), c.say(ctx, take, kind.Said{Choice: "pause"})); err != nil {
				return err
			}
			return c.print("\n  " + c.Bye + "\n")
		case s := <-lines:
			c.answered()
			said := c.read(s)
			if said.Text == "" && said.Choice == "" && said.Choices == nil {
				if unsaved == nil {
					continue
				}
				said = *unsaved
			}
			unsaved = nil
			if err := c.say(ctx, take, said); err != nil && ctx.Err() == nil {
				unsaved = &said
				if err := c.print("\n  That could not be saved just now. What you wrote is still here:\n  press Enter to try again.\n"); err != nil {
					return err
				}
			}
		}
	}
}

// say hands on what the patient said and waits until its answer is shown.
func (c *Chat) say(ctx context.Context, take func(context.Context, dialog.Message) error, said kind.Said) error {
	select {
	case <-c.shown: // of a reply that came by itself
	default:
	}
	if err := take(ctx, dialog.Message{Channel: ChatName, User: c.user, Said: said}); err != nil {
		return err
	}
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-c.shown:
	case <-wait.C:
	case <-ctx.Done():
	}
	return nil
}

// readLines hands on what is typed, and at the end why there is no more. It
// stays in its last read until that returns: input cannot be interrupted.
func (c *Chat) readLines(lines chan<- string, ended chan<- error, quit <-chan struct{}) {
	in := bufio.NewReader(c.in)
	for {
		s, err := in.ReadString('\n')
		if s != "" {
			select {
			case lines <- s:
			case <-quit:
				return
			}
		}
		if err != nil {
			ended <- err
			return
		}
	}
}

// Send prints a reply. The terminal belongs to one patient: what the outbox
// holds for another waits until they sit here.
func (c *Chat) Send(_ context.Context, user, id string, r dialog.Reply) error {
	if user != c.user {
		return &bot.RetryAfter{Wait: time.Hour, Patient: true, Err: errors.New("another patient's reply")}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if id == c.last {
		return nil
	}
	page := c.page(r)
	if c.asking {
		page = "\n" + page // it came by itself, after the prompt
	}
	if c.asking && r.Last {
		page += c.mark()
	} else {
		c.asking = false
	}
	if _, err := io.WriteString(c.out, page); err != nil {
		err = fmt.Errorf("write terminal: %w", err)
		select {
		case c.broken <- err:
		default:
		}
		return err
	}
	c.last = id
	if r.Last {
		select {
		case c.shown <- struct{}{}:
		default:
		}
	}
	return nil
}

// prompt asks for a line, unless the prompt stands there already.
func (c *Chat) prompt() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asking {
		return nil
	}
	c.asking = true
	if _, err := io.WriteString(c.out, c.mark()); err != nil {
		return fmt.Errorf("write terminal: %w", err)
	}
	return nil
}

func (c *Chat) mark() string { return "\n" + c.bold("> ") }

// answered says that the prompt has been typed over.
func (c *Chat) answered() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asking = false
}

func (c *Chat) print(s string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, err := io.WriteString(c.out, s); err != nil {
		return fmt.Errorf("write terminal: %w", err)
	}
	return nil
}

// bold and dim set words apart where colour is wanted.
func (c *Chat) bold(s string) string { return c.paint("\x1b[1m", s) }
func (c *Chat) dim(s string) string  { return c.paint("\x1b[2m", s) }

func (c *Chat) paint(code, s string) string {
	if !c.color || strings.TrimSpace(s) == "" {
		return s
	}
	return code + s + "\x1b[0m"
}
