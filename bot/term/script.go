package term

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"intake/internal/dialog"
	"intake/internal/faq"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// ScriptName is the scripted channel's name in messages and in the store.
const ScriptName = "jsonl"

const (
	maxLine   = 1 << 20 // a longer line gets an error
	inFlight  = 2048    // lines worked on at once
	replyWait = 64      // lines answered but not yet printed, beyond those
)

// A Line is one line into the scripted channel.
type Line struct {
	User    string   `json:"user"`
	ID      string   `json:"id"`
	At      string   `json:"at"` // RFC 3339, when it was sent; "" for now
	Lang    string   `json:"lang"`
	Text    string   `json:"text"`
	Choice  string   `json:"choice"`
	Choices []string `json:"choices"`
}

// An Answer is one line out of it.
type Answer struct {
	User       string             `json:"user"`
	State      dialog.Phase       `json:"state"`
	Asking     item.ID            `json:"asking"`
	Replies    []reply            `json:"replies"`
	Understood []understood       `json:"understood"`
	FAQ        *faq.Hit           `json:"faq"`
	Triage     triage.Disposition `json:"triage"`
	Flags      []triage.RuleID    `json:"flags"`
	Done       bool               `json:"done"`
}

type reply struct {
	Text    string          `json:"text"`
	Options []dialog.Button `json:"options"`
}

type understood struct {
	Item  item.ID    `json:"item"`
	Value item.Value `json:"value"`
}

type failure struct {
	Error string `json:"error"`
}

// Script runs the scripted channel: one JSON object a line in, exactly one a
// line out, in the order of the input. Lines of different users are worked on
// side by side, one user's strictly one after the other. A line is answered
// after its turn is durable; one that cannot be read, or whose turn could not
// be kept, gets an error on its line, and the rest go on. It returns when the
// input has ended and every line is answered, or when ctx ends.
func Script(ctx context.Context, in io.Reader, out io.Writer, take func(context.Context, dialog.Message) (dialog.Turn, error)) error {
	slots := make(chan chan []byte, inFlight+replyWait)
	work := make(chan struct{}, inFlight)
	written := make(chan error, 1)
	go func() { written <- write(out, slots) }()
	last := map[string]chan struct{}{} // of each user: closed when their last line is done
	lines := bufio.NewReaderSize(in, 64<<10)
	var readErr error
	for ctx.Err() == nil {
		raw, err := readLine(lines)
		if errors.Is(err, io.EOF) && len(raw) == 0 {
			break
		}
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
			readErr = fmt.Errorf("read input: %w", err)
			break
		}
		slot := make(chan []byte, 1)
		slots <- slot
		m, bad := parse(raw, err)
		if bad != nil {
			slot <- encode(failure{bad.Error()})
			continue
		}
		before, done := last[m.User], make(chan struct{})
		last[m.User] = done
		work <- struct{}{}
		go func() {
			defer func() { close(done); <-work }()
			if before != nil {
				<-before
			}
			slot <- answer(ctx, m, take)
		}()
		if len(last) > 4*inFlight {
			forgetDone(last)
		}
	}
	close(slots)
	return errors.Join(readErr, <-written)
}

// forgetDone drops the users whose last line is answered.
func forgetDone(last map[string]chan struct{}) {
	for user, done := range last {
		select {
		case <-done:
			delete(last, user)
		default:
		}
	}
}

var errLong = fmt.Errorf("line longer than %d bytes", maxLine)

// readLine returns the next line without its end; of one that is too long
// errLong, after reading past it.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		long = long || len(line) > maxLine
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long {
			return []byte{' '}, errLong
		}
		return bytes.TrimRight(line, "\r\n"), err
	}
}

// parse checks one line and makes a message of it.
func parse(raw []byte, err error) (dialog.Message, error) {
	if errors.Is(err, errLong) {
		return dialog.Message{}, errLong
	}
	if !utf8.Valid(raw) {
		raw = bytes.ToValidUTF8(raw, []byte("\uFFFD"))
	}
	var l Line
	if err := json.Unmarshal(raw, &l); err != nil {
		return dialog.Message{}, fmt.Errorf("not a JSON object of the scripted channel: %s", jsonFault(err))
	}
	m := dialog.Message{Channel: ScriptName, User: l.User, ID: l.ID, Lang: l.Lang, Said: kind.Said{Text: l.Text, Choice: l.Choice, Choices: l.Choices}}
	switch {
	case l.User == "":
		return m, errors.New("a line needs a user")
	case l.Text == "" && l.Choice == "" && len(l.Choices) == 0:
		return m, errors.New("a line needs a text or a choice")
	}
	if l.At != "" {
		if m.At, err = time.Parse(time.RFC3339, l.At); err != nil {
			return m, errors.New("at is not a time in RFC 3339, such as 2026-03-14T09:30:00Z")
		}
	}
	return m, nil
}

// jsonFault says what is wrong with a line without quoting it: it may hold a
// patient's words.
func jsonFault(err error) string {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("bad JSON at byte %d", syntax.Offset)
	case errors.As(err, &wrong) && wrong.Field != "":
		return fmt.Sprintf("%s must be a %s", wrong.Field, wrong.Type)
	default:
		return "an object was expected"
	}
}

func answer(ctx context.Context, m dialog.Message, take func(context.Context, dialog.Message) (dialog.Turn, error)) []byte {
	t, err := take(ctx, m)
	if err != nil {
		return encode(failure{err.Error()})
	}
	a := Answer{
		User: m.User, State: t.State, Asking: t.Asking, FAQ: t.FAQ, Triage: t.Triage, Done: t.Done,
		Replies: []reply{}, Understood: []understood{}, Flags: []triage.RuleID{},
	}
	for _, r := range t.Replies {
		o := r.Options
		if o == nil {
			o = []dialog.Button{}
		}
		a.Replies = append(a.Replies, reply{r.Text, o})
	}
	for _, h := range t.Understood {
		a.Understood = append(a.Understood, understood{h.Item, h.Value})
	}
	a.Flags = append(a.Flags, t.Flags...)
	return encode(a)
}

func encode(v any) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return encode(failure{"the answer could not be written"})
	}
	return buf.Bytes()
}

// write prints the answers in the order of their slots, and after each stretch
// that is ready hands them on, so that a reader that waits for one line gets it.
func write(out io.Writer, slots <-chan chan []byte) error {
	w := bufio.NewWriter(out)
	var failed error
	for slot := range slots {
		var b []byte
		select {
		case b = <-slot:
		default:
			if failed == nil {
				failed = w.Flush()
			}
			b = <-slot
		}
		if failed == nil {
			_, failed = w.Write(b)
		}
		if failed == nil && len(slots) == 0 {
			failed = w.Flush()
		}
	}
	if failed == nil {
		failed = w.Flush()
	}
	if failed != nil {
		return fmt.Errorf("write output: %w", failed)
	}
	return nil
}
