package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// listCmd lists intakes, oldest first.
type listCmd struct {
	dataFlag
	Header bool `hidden:""`
}

func (c *listCmd) Help() string {
	return "The first column is the id that show, export and erase take.\n\nExample:\n  intake list --data ./intake-data"
}

// Run lists the intakes.
func (c *listCmd) Run(w *world) error {
	c.Header = c.Header || isTerminal(w.stdout)
	return visit(w, c.dataFlag, "list", c, func(ctx context.Context, h *house) error { return c.do(ctx, h, w.stdout) })
}

func (c *listCmd) do(ctx context.Context, h *house, out io.Writer) error {
	rows, err := h.db.List(ctx)
	if err != nil {
		return err
	}
	if c.Header {
		fmt.Fprintf(out, "%-10s%-18s%-11s%-18s%s\n", "ID", "STATE", "TRIAGE", "LAST HEARD", "CHANNEL")
	}
	for _, r := range rows {
		fmt.Fprintf(out, "%-10s%-18s%-11s%-18s%s\n", r.ID, r.Phase, r.Triage, r.Spoke.In(h.zone).Format(dayTime), r.Channel)
	}
	return nil
}

// isTerminal reports whether f is a terminal.
func isTerminal(f any) bool {
	file, ok := f.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

const dayTime = time.DateOnly + " 15:04"
