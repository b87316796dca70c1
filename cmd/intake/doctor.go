package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"intake/internal/dialog"
	"intake/internal/store"
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
	fine, err := dataDir(w, c.dataFlag)
	line("data", err, fine)
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
		line("clinic", c.unusedFacts(w, e), "every fact given is used by an answer")
	}
	line("clock", nil, time.Now().In(w.env.zone).Format("2006-01-02 15:04 MST"))
	for _, s := range channelStates(w.env) {
		fmt.Fprintln(w.stdout, "note  "+s)
	}
	for _, x := range checks(w.env) {
		for _, r := range x(w.ctx) {
			line(r.What, r.Err, r.Fine)
		}
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

// unusedFacts names what the clinic says of itself that no answer uses:
// mostly a name that was mistyped.
func (c *doctorCmd) unusedFacts(w *world, e *dialog.Engine) error {
	opt, err := flowOptions(w.env, c.dir(w.env), "")
	if err != nil || opt.Clinic == nil {
		return err
	}
	facts := maps.Clone(opt.Clinic.Facts)
	var used []string
	for _, x := range e.FAQ.Entries() {
		delete(facts, x.Fact)
		if x.Fact != "" && !slices.Contains(used, x.Fact) {
			used = append(used, x.Fact)
		}
	}
	if len(facts) == 0 {
		return nil
	}
	slices.Sort(used)
	return fmt.Errorf("no answer uses %s of clinic.yaml; they use %s",
		strings.Join(slices.Sorted(maps.Keys(facts)), ", "), strings.Join(used, ", "))
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

// dataDir checks that the data directory is there, or can be made, is the
// owner's alone, and that what lies in it opens with the key.
func dataDir(w *world, d dataFlag) (fine string, err error) {
	dir := d.dir(w.env)
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		parent := filepath.Dir(dir)
		if _, err := os.Stat(parent); err != nil {
			return "", fmt.Errorf("%s does not exist: make it, or name another with --data", parent)
		}
		return dir + " will be made", nil
	}
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return "", fmt.Errorf("%s is not a directory", dir)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s can be read by others: chmod 700 %s", dir, dir)
	}
	probe, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return "", fmt.Errorf("%s cannot be written: %w", dir, err)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return "", err
	}
	if !store.Holds(dir) {
		return dir + " holds no intakes yet", nil
	}
	var rows bytes.Buffer
	inner := *w
	inner.stdout = &rows
	if err := (&listCmd{dataFlag: d}).Run(&inner); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s, intakes: %d", dir, bytes.Count(rows.Bytes(), []byte("\n"))), nil
}
