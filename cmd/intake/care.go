package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"intake/internal/store"
)

// backupCmd copies all data while it is in use.
type backupCmd struct {
	dataFlag
	File string `arg:"" help:"File to write." json:"-"`
}

func (c *backupCmd) Help() string {
	return "The copy is sealed as the data is: keep INTAKE_KEY with care, apart from it.\n\nExample:\n  intake backup intake-backup.db"
}

// Run writes the backup.
func (c *backupCmd) Run(w *world) error {
	if _, err := os.Stat(c.File); err == nil {
		return fmt.Errorf("%s is there already: choose another name", c.File)
	}
	return toFile(w, c.File, func(w *world) error {
		return visit(w, c.dataFlag, "backup", c, func(ctx context.Context, h *house) error { return c.do(ctx, h, w.stdout) })
	})
}

func (c *backupCmd) do(ctx context.Context, h *house, out io.Writer) error {
	return h.db.Backup(ctx, out)
}

// restoreCmd makes a data directory from a backup.
type restoreCmd struct {
	dataFlag
	File string `arg:"" help:"The backup."`
}

func (c *restoreCmd) Help() string {
	return "It refuses a directory that already holds data.\n\nExample:\n  intake restore intake-backup.db --data ./restored"
}

// Run restores the backup.
func (c *restoreCmd) Run(w *world) error {
	f, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer f.Close()
	e, err := load(w.env, flowFlag{}, "", "")
	if err != nil {
		return err
	}
	r, err := store.Restore(w.ctx, c.dir(w.env), f, storeOptions(w.env, e, slog.New(slog.DiscardHandler)))
	if err != nil {
		return err
	}
	fmt.Fprintf(w.stdout, "restored %d intakes into %s\n", r.Conversations, c.dir(w.env))
	return nil
}

// verifyCmd checks all stored data.
type verifyCmd struct {
	dataFlag
}

func (c *verifyCmd) Help() string { return "Example:\n  intake verify --data ./intake-data" }

// Run verifies the data.
func (c *verifyCmd) Run(w *world) error {
	return visit(w, c.dataFlag, "verify", c, func(ctx context.Context, h *house) error { return c.do(ctx, h, w.stdout) })
}

func (c *verifyCmd) do(ctx context.Context, h *house, out io.Writer) error {
	r, err := h.db.Verify(ctx)
	if err != nil {
		return err
	}
	for _, fault := range r.Faults {
		fmt.Fprintln(out, fault)
	}
	if len(r.Faults) > 0 {
		return fmt.Errorf("%d faults found: restore a backup, and keep this directory for whoever looks into it", len(r.Faults))
	}
	fmt.Fprintf(out, "%d intakes, %d lines of transcript, %d messages waiting: all whole\n", r.Conversations, r.Entries, r.Parcels)
	return nil
}

// eraseCmd removes one person's data.
type eraseCmd struct {
	dataFlag
	Who string `arg:"" help:"An intake's id, or channel:user." name:"who"`
	Yes bool   `help:"Do not ask." json:"-"`
}

func (c *eraseCmd) Help() string {
	return "Everything of that person goes, earlier visits too, and the file is rewritten so that nothing stays in it.\n\nExamples:\n  intake erase k3v9m2qa\n  intake erase slack:U024BE7LH --yes"
}

// Run erases the person's data, after asking at a terminal.
func (c *eraseCmd) Run(w *world) error {
	if !c.Yes {
		if !isTerminal(w.stdin) {
			return usage("erase needs --yes where nobody can be asked")
		}
		fmt.Fprintf(w.stdout, "Erase everything of %s? This cannot be undone. Type yes: ", c.Who)
		var answer string
		if _, err := fmt.Fscanln(w.stdin, &answer); err != nil || answer != "yes" {
			return errors.New("nothing was erased")
		}
	}
	return visit(w, c.dataFlag, "erase", c, func(ctx context.Context, h *house) error { return c.do(ctx, h, w.stdout) })
}

func (c *eraseCmd) do(ctx context.Context, h *house, out io.Writer) error {
	n, err := h.db.Erase(ctx, c.Who)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("nothing is stored of %s", c.Who)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "erased %d intakes\n", n)
	return nil
}
