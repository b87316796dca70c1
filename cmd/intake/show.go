package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"intake/bot"
	"intake/internal/dialog"
	"intake/internal/store"
	"intake/internal/summary"
)

// showCmd prints one intake as staff read it.
type showCmd struct {
	dataFlag
	ID         string `arg:"" help:"The intake's id, from intake list."`
	Transcript bool   `help:"Print what was said instead of the summary."`
}

func (c *showCmd) Help() string { return "Example:\n  intake show k3v9m2qa" }

// Run prints the intake.
func (c *showCmd) Run(w *world) error {
	return visit(w, c.dataFlag, "show", c, func(ctx context.Context, h *house) error { return c.do(ctx, h, w.stdout) })
}

func (c *showCmd) do(ctx context.Context, h *house, out io.Writer) error {
	if c.Transcript {
		return h.transcript(ctx, c.ID, out)
	}
	k, err := h.caseOf(ctx, c.ID)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, k.Text())
	return err
}

// caseOf builds the case of an intake.
func (h *house) caseOf(ctx context.Context, id string) (*summary.Case, error) {
	k, err := bot.New(h.engine, h.db, h.zone, h.log).Case(ctx, id)
	if errors.Is(err, store.ErrNotFound) && k == nil {
		return nil, fmt.Errorf("no intake %s: intake list shows which there are", id)
	}
	return k, err
}

// transcript prints what was said, a line each.
func (h *house) transcript(ctx context.Context, id string, out io.Writer) error {
	_, entries, err := h.db.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("no intake %s: intake list shows which there are", id)
	}
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for _, e := range entries {
		fmt.Fprintf(&b, "%-18s%s: %s\n", e.At.In(h.zone).Format(dayTime), e.By, under(said(e)))
		for _, r := range e.Turn.Replies {
			fmt.Fprintf(&b, "%18sbot: %s\n", "", under(r.Text))
		}
	}
	_, err = out.Write(b.Bytes())
	return err
}

// under keeps the lines of a longer text below its first, so that nobody's
// words pass for somebody else's.
func under(s string) string {
	return strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n"+strings.Repeat(" ", 20))
}

func said(e dialog.Entry) string {
	switch {
	case e.Said.Text != "":
		return e.Said.Text
	case e.Said.Choice != "":
		return "[" + e.Said.Choice + "]"
	case len(e.Said.Choices) > 0:
		return "[" + strings.Join(e.Said.Choices, ", ") + "]"
	default:
		return "(nothing, or not kept)"
	}
}

// exportCmd writes intakes for other programs.
type exportCmd struct {
	dataFlag
	IDs    []string `arg:"" name:"id" help:"The intakes' ids, from intake list."`
	Format string   `enum:"json,text" default:"json" help:"json: one object a line; text: the page staff read (${enum})."`
	Output string   `short:"o" help:"File to write, made readable for its owner alone (default: standard output)." placeholder:"FILE" json:"-"`
}

func (c *exportCmd) Help() string {
	return "Example:\n  intake export k3v9m2qa --format json -o case.json"
}

// Run writes the intakes.
func (c *exportCmd) Run(w *world) error {
	return toFile(w, c.Output, func(w *world) error {
		return visit(w, c.dataFlag, "export", c, func(ctx context.Context, h *house) error { return c.do(ctx, h, w.stdout) })
	})
}

func (c *exportCmd) do(ctx context.Context, h *house, out io.Writer) error {
	for i, id := range c.IDs {
		k, err := h.caseOf(ctx, id)
		if err != nil {
			return err
		}
		b := []byte(k.Text())
		if c.Format == "json" {
			if b, err = k.JSON(); err != nil {
				return err
			}
			var line bytes.Buffer
			if err := json.Compact(&line, b); err != nil {
				return fmt.Errorf("export %s: %w", id, err)
			}
			b = append(line.Bytes(), '\n')
		} else if i > 0 {
			b = append([]byte("\f\n"), b...)
		}
		if _, err := out.Write(b); err != nil {
			return fmt.Errorf("export %s: %w", id, err)
		}
	}
	return nil
}

// toFile runs do with its output in a new file, which appears only when all
// of it is written; with an empty name on standard output.
func toFile(w *world, name string, do func(*world) error) error {
	if name == "" {
		return do(w)
	}
	tmp := name + ".part"
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	inner := *w
	inner.stdout = f
	var stop func() // so that Ctrl-C leaves nothing half written
	inner.ctx, stop = signal.NotifyContext(w.ctx, os.Interrupt)
	defer stop()
	err = do(&inner)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp, name)
	}
	if err != nil {
		_ = os.Remove(tmp)
	}
	return err
}
