package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"intake/internal/bench"
)

// benchCmd measures the program.
type benchCmd struct {
	Dir   string `help:"Where to put the data that is measured with (default: a temporary directory; it should be on the disk that will hold the real data)." placeholder:"DIR"`
	Quick bool   `hidden:"" help:"Only show that it works."`
}

func (c *benchCmd) Help() string {
	return "Takes some minutes and up to 2 GB of disk. Ratios are to be compared, not times: machines differ.\n\nExample:\n  intake bench"
}

// Run prints the figures.
func (c *benchCmd) Run(w *world) (err error) {
	e, err := load(w.env, flowFlag{}, "", "")
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(c.Dir, "intake-bench-*")
	if err != nil {
		return fmt.Errorf("make a directory to measure in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program itself: %w", err)
	}
	data := filepath.Join(dir, "start")
	b := &bench.Bench{
		Engine: e, Dir: filepath.Join(dir, "data"), Out: w.stdout, Quick: c.Quick,
		Start: func() error {
			cmd := exec.CommandContext(w.ctx, self, "chat", "--jsonl", "--data", data)
			cmd.Stdin = strings.NewReader(`{"user":"bench","text":"hello"}` + "\n")
			return errors.Join(cmd.Run(), os.RemoveAll(data))
		},
		Bare: func() error { return exec.CommandContext(w.ctx, self, "--help").Run() },
	}
	return b.Run(w.ctx)
}
