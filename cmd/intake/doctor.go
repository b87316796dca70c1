package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"intake/internal/dialog"
)

// doctorCmd checks what is configured.
type doctorCmd struct {
	dataFlag
	flowFlag
}

func (c *doctorCmd) Help() string {
	return "Exit code 1 if any check fails.\n\nExample:\n  intake doctor"
}

// errUnwell ends a doctor's visit that found something.
var errUnwell = errors.New("something needs your attention, see above")

// Run checks each part, a line each.
func (c *doctorCmd) Run(w *world) error {
	unwell := false
	line := func(what string, err error, fine string) {
		if err != nil {
			unwell = true
			fmt.Fprintf(w.stdout, "FAIL  %-14s %v\n", what, err)
			return
		}
		fmt.Fprintf(w.stdout, "ok    %-14s %s\n", what, fine)
	}
	note := func(what, words string) { fmt.Fprintf(w.stdout, "note  %-14s %s\n", what, words) }
	dir := c.dir(w.env)
	if w.env.config == "" {
		note("configuration", "no file; the environment alone counts")
	} else {
		line("configuration", private(w.env.config), w.env.config)
	}
	err := dataDir(dir)
	line("data", err, dir)
	if w.env.key == nil {
		note("encryption", "INTAKE_KEY is not set: data lies unsealed in "+dir)
	} else {
		line("encryption", nil, "INTAKE_KEY is set")
	}
	e, err := load(w.env, c.flowFlag, dir, "")
	if err != nil {
		line("flow", err, "")
	} else {
		line("flow", nil, fmt.Sprintf("%s %s: %d questions, %d rules, %d answers", e.Flow.ID, e.Flow.Version, len(e.Flow.Questions), len(e.Rules.List), len(e.FAQ.Entries())))
		clinicNotes(e, w.env, note)
	}
	line("clock", nil, time.Now().In(w.env.zone).Format("2006-01-02 15:04 MST"))
	for _, s := range channelStates() {
		fmt.Fprintln(w.stdout, "note  "+s)
	}
	if unwell {
		return errUnwell
	}
	return nil
}

func clinicNotes(e *dialog.Engine, s settings, note func(what, words string)) {
	if s.country == "" {
		note("country", "INTAKE_COUNTRY is not set: patients are told all common emergency numbers")
	}
	if e.Contact() == "" {
		note("contact", "clinic.yaml gives neither phone nor email: patients are sent to the front desk")
	}
	if n := len(e.Unconfirmed()); n > 0 {
		note("answers", fmt.Sprintf("%d answers to patients' questions wait for the clinic's word: intake flow check lists them", n))
	}
}

// private checks that only the owner may read a file that may hold secrets.
func private(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%s can be read by others: chmod 600 %s", path, path)
	}
	return nil
}

// dataDir checks that the data directory is there, or can be made, and is the
// owner's alone.
func dataDir(dir string) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		parent := filepath.Dir(dir)
		if _, err := os.Stat(parent); err != nil {
			return fmt.Errorf("%s does not exist: make it, or name another with --data", parent)
		}
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a directory", dir)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return fmt.Errorf("%s can be read by others: chmod 700 %s", dir, dir)
	}
	probe, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", dir, err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}
