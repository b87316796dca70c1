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

	"intake/internal/dialog"
	"intake/internal/faq"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

const (
	maxLine = 1 << 20 // a longer line gets an error
	maxName = 1 << 10 // so does a longer user or id: they are kept with every turn
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

// A line is one line as read, or why it could not be.
type line struct {
	raw []byte
	err error
}

var errLong = fmt.Errorf("line longer than %d bytes", maxLine)

// readLines hands on each line, and at the end the error that ended them. It
// stays in its last read until that returns: input cannot be interrupted.
func readLines(in io.Reader, lines chan<- line, quit <-chan struct{}) {
	r := bufio.NewReaderSize(in, 64<<10)
	for {
		raw, err := readLine(r)
		if errors.Is(err, io.EOF) && len(raw) > 0 {
			err = nil // a last line without its end; the next read says so again
		}
		select {
		case lines <- line{bytes.TrimRight(raw, "\r\n"), err}:
		case <-quit:
			return
		}
		if err != nil && !errors.Is(err, errLong) {
			return
		}
	}
}

// readLine returns the next line; of one that is too long errLong, after
// reading past it.
func readLine(r *bufio.Reader) ([]byte, error) {
	var raw []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			raw = append(raw, part...)
		}
		long = long || len(raw) > maxLine
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long && (err == nil || errors.Is(err, io.EOF)):
			return nil, errLong
		default:
			return raw, err
		}
	}
}

// parse checks one line and makes a message of it. Its errors quote nothing:
// a line holds a patient's words.
func parse(line line) (dialog.Message, error) {
	if line.err != nil {
		return dialog.Message{}, line.err
	}
	if len(bytes.TrimSpace(line.raw)) == 0 {
		return dialog.Message{}, errors.New("an empty line: one JSON object was expected")
	}
	var l Line
	if err := json.Unmarshal(bytes.ToValidUTF8(line.raw, []byte("\uFFFD")), &l); err != nil {
		return dialog.Message{}, fmt.Errorf("not a JSON object of the scripted channel: %s", jsonFault(err))
	}
	m := dialog.Message{Channel: ScriptName, User: l.User, ID: l.ID, Lang: l.Lang, Said: kind.Said{Text: l.Text, Choice: l.Choice, Choices: l.Choices}}
	switch {
	case l.User == "":
		return m, errors.New("a line needs a user")
	case l.Text == "" && l.Choice == "" && len(l.Choices) == 0:
		return m, errors.New("a line needs a text or a choice")
	case max(len(l.User), len(l.ID), len(l.Lang)) > maxName:
		return m, fmt.Errorf("user, id or lang longer than %d bytes", maxName)
	}
	if l.At != "" {
		at, err := time.Parse(time.RFC3339, l.At)
		if err != nil || at.Year() < 1970 || at.Year() > 9998 {
			return m, errors.New("at is not a time in RFC 3339, such as 2026-03-14T09:30:00Z")
		}
		m.At = at
	}
	return m, nil
}

func jsonFault(err error) string {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("bad JSON at byte %d", syntax.Offset)
	case errors.As(err, &wrong) && wrong.Field == "choices":
		return "choices must be a list of strings"
	case errors.As(err, &wrong) && wrong.Field != "":
		return wrong.Field + " must be a string"
	default:
		return "an object was expected"
	}
}

func answer(ctx context.Context, m dialog.Message, take taker) []byte {
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
