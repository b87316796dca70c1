// Package term is the terminal: a patient who types, and the scripted channel
// that programs and tests speak through.
package term

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// ChatName is the terminal's name in messages and in the store.
const ChatName = "terminal"

// mostShown is how many options are printed as a numbered list; of more the
// patient is told to type.
const mostShown = 36

// A Chat is one patient at a terminal. It is a bot.Channel: replies come from
// the outbox, so that one which a crash kept back is shown at the next start.
type Chat struct {
	in    *bufio.Reader
	out   io.Writer
	user  string
	color bool
	width int
	// Bye says how to go on later, printed after Ctrl-C.
	Bye string

	mu      sync.Mutex
	options []dialog.Button // of the last reply: what a bare number means
	many    bool
	shown   chan struct{} // the last reply of a turn was printed
}

// NewChat returns the chat of one user. Colour is used where color is true,
// text is wrapped at width columns.
func NewChat(in io.Reader, out io.Writer, user string, color bool, width int) *Chat {
	if width < 40 || width > 100 {
		width = 80
	}
	return &Chat{in: bufio.NewReader(in), out: out, user: user, color: color, width: width, shown: make(chan struct{}, 1)}
}

// Name returns "terminal".
func (c *Chat) Name() string { return ChatName }

// Run reads lines until the input ends or Ctrl-C, which pauses the talk.
func (c *Chat) Run(ctx context.Context, take func(context.Context, dialog.Message) error) error {
	interrupt := make(chan os.Signal, 1)
	signal.Notify(interrupt, os.Interrupt)
	defer signal.Stop(interrupt)
	send := func(said kind.Said) error {
		err := take(ctx, dialog.Message{Channel: ChatName, User: c.user, Said: said})
		if err != nil {
			return err
		}
		select {
		case <-c.shown:
		case <-ctx.Done():
		}
		return nil
	}
	if err := send(kind.Said{Choice: "resume"}); err != nil {
		return err
	}
	lines := make(chan string)
	ended := make(chan error, 1)
	go func() {
		for {
			s, err := c.in.ReadString('\n')
			if s != "" {
				lines <- s
			}
			if err != nil {
				ended <- err
				return
			}
		}
	}()
	for {
		c.prompt()
		select {
		case <-ctx.Done():
			return nil
		case err := <-ended:
			if errors.Is(err, io.EOF) {
				fmt.Fprintln(c.out)
				return nil
			}
			return fmt.Errorf("read terminal: %w", err)
		case <-interrupt:
			fmt.Fprintln(c.out)
			if err := send(kind.Said{Choice: "pause"}); err != nil {
				return err
			}
			fmt.Fprintln(c.out, c.Bye)
			return nil
		case s := <-lines:
			s = strings.TrimRight(s, "\r\n")
			if strings.TrimSpace(s) == "" {
				continue
			}
			if err := send(c.read(s)); err != nil {
				fmt.Fprintf(c.out, "\n  That could not be saved (%v). Nothing is lost: type it again in a moment.\n", err)
			}
		}
	}
}

// Send prints a reply.
func (c *Chat) Send(_ context.Context, _, _ string, r dialog.Reply) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b strings.Builder
	b.WriteString("\n")
	for para := range strings.SplitSeq(clean(r.Text), "\n") {
		for _, l := range wrap(para, c.width-2) {
			b.WriteString("  " + l + "\n")
		}
	}
	c.options, c.many = nil, r.Many
	var words []string
	for _, o := range r.Options {
		if o.ID == "skip" || o.ID == "human" || o.ID == "more" || o.ID == "misunderstood" || o.ID == "new_visit" {
			words = append(words, strings.ToLower(clean(o.Label)))
			continue
		}
		c.options = append(c.options, o)
	}
	if scale(c.options) {
		c.options = nil
	}
	if n := len(c.options); n > mostShown {
		b.WriteString(c.dim("\n  (type it in your own words)\n"))
	} else if n > 0 {
		b.WriteString("\n")
		for i, o := range c.options {
			for j, l := range wrap(clean(o.Label), c.width-8) {
				if j == 0 {
					fmt.Fprintf(&b, "  %s %s\n", c.bold(fmt.Sprintf("%3d)", i+1)), l)
				} else {
					b.WriteString("       " + l + "\n")
				}
			}
		}
		if c.many {
			b.WriteString(c.dim("  (several: 1, 3)\n"))
		}
	}
	if len(words) > 0 {
		b.WriteString(c.dim("  (or say: " + strings.Join(words, " / ") + ")\n"))
	}
	if _, err := io.WriteString(c.out, b.String()); err != nil {
		return fmt.Errorf("print reply: %w", err)
	}
	if r.Last {
		select {
		case c.shown <- struct{}{}:
		default:
		}
	}
	return nil
}

// scale reports whether the options are numbers themselves: the patient types
// the number, not its place in the list.
func scale(options []dialog.Button) bool {
	for _, o := range options {
		if _, err := strconv.Atoi(o.ID); err != nil {
			return false
		}
	}
	return len(options) > 0
}

// read turns bare numbers into the options printed; anything else is words.
func (c *Chat) read(line string) kind.Said {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.options) == 0 || len(c.options) > mostShown {
		return kind.Said{Text: line}
	}
	var ids []string
	for _, f := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		n, err := strconv.Atoi(strings.TrimSuffix(f, ")"))
		if err != nil || n < 1 || n > len(c.options) {
			return kind.Said{Text: line}
		}
		ids = append(ids, c.options[n-1].ID)
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

func (c *Chat) prompt() { fmt.Fprint(c.out, "\n"+c.bold("> ")) }

func (c *Chat) bold(s string) string { return c.paint("\x1b[1m", s) }
func (c *Chat) dim(s string) string  { return c.paint("\x1b[2m", s) }

func (c *Chat) paint(code, s string) string {
	if !c.color {
		return s
	}
	return code + s + "\x1b[0m"
}

// clean keeps control characters of patients' own words off the terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control)) {
			return -1
		}
		return r
	}, s)
}

// wrap breaks a paragraph into lines of at most width characters; a word
// longer than that stands alone.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	for w := range strings.FieldsSeq(s) {
		switch {
		case line == "":
			line = w
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > width:
			lines = append(lines, line)
			line = w
		default:
			line += " " + w
		}
	}
	return append(lines, line)
}
