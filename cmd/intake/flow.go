package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"intake/internal/content"
	"intake/internal/dialog"
	"intake/internal/prove"
)

// flowCmd looks at flows.
type flowCmd struct {
	Check flowCheckCmd `cmd:"" help:"Lint and prove a flow, and replay its talks."`
	Graph flowGraphCmd `cmd:"" help:"Draw a flow in Mermaid."`
	Diff  flowDiffCmd  `cmd:"" help:"Tell what changed between two flows."`
}

// flowCheckCmd proves what can be proven of a flow.
type flowCheckCmd struct {
	dataFlag
	Dir  string `arg:"" optional:"" help:"Flow folder (default $INTAKE_FLOW, else the built-in one)."`
	Lang string `help:"Language to check (default: the flow's own)." placeholder:"LANG"`
}

func (c *flowCheckCmd) Help() string {
	return `Every question must be reachable, every rule must be able to fire, no intake may be
sent with a required question open, the words must be plain and fit their buttons,
and the talks in the folder must go as written. Exit code 1 on an error; warnings are
for the clinic to read.

Examples:
  intake flow check
  intake flow check ./my-flow --lang es`
}

// Run prints what was found, as a compiler would, and the flow's figures.
func (c *flowCheckCmd) Run(w *world) error {
	files, err := flowFlag{c.Dir}.files(w.env)
	if err != nil {
		return err
	}
	opt, err := flowOptions(w.env, c.dir(w.env), c.Lang)
	if err != nil {
		return err
	}
	r, err := prove.Check(files, opt, time.Now().In(w.env.zone))
	if err != nil {
		return fmt.Errorf("load flow:\n%w", err)
	}
	errors := 0
	for _, f := range r.Findings {
		fmt.Fprintln(w.stdout, f)
		if f.Severity == prove.Fault {
			errors++
		}
	}
	fmt.Fprintf(w.stdout, "%d sections, %d prompts, %d items, %d rules, %d answers to questions\n", r.Sections, r.Prompts, r.Items, r.Rules, r.FAQ)
	fmt.Fprintf(w.stdout, "shortest way: %s\n", r.Shortest)
	fmt.Fprintf(w.stdout, "longest way: %s\n", r.Longest)
	fmt.Fprintf(w.stdout, "%d talks replayed, %d of %d rules fired in them\n", r.Talks, r.Touched, r.Rules)
	fmt.Fprintf(w.stdout, "%d walks of %d messages: %d intakes sent\n", r.Walks, r.Steps, r.Sent)
	fmt.Fprintf(w.stdout, "%d errors, %d warnings\n", errors, len(r.Findings)-errors)
	if errors > 0 {
		return fmt.Errorf("the flow is not fit for patients: see the errors above")
	}
	return nil
}

// flowOptions are what the environment and the clinic.yaml beside the data
// say around a flow.
func flowOptions(s settings, data, lang string) (dialog.Options, error) {
	opt := dialog.Options{Lang: lang, Country: s.country, Name: s.clinic}
	dir := os.DirFS(data)
	if _, err := fs.Stat(dir, "clinic.yaml"); err != nil {
		return opt, nil
	}
	c, err := content.LoadClinic(dir, "clinic.yaml")
	if err != nil {
		return opt, fmt.Errorf("load %s: %w", filepath.Join(data, "clinic.yaml"), err)
	}
	opt.Clinic = &c
	return opt, nil
}

// flowGraphCmd draws a flow.
type flowGraphCmd struct {
	Dir       string `arg:"" optional:"" help:"Flow folder (default $INTAKE_FLOW, else the built-in one)."`
	Questions bool   `help:"Draw the questions and what each hangs on, instead of the phases."`
}

func (c *flowGraphCmd) Help() string {
	return "The phases of a conversation, as the program runs them, or its questions.\n\nExample:\n  intake flow graph --questions > questions.mmd"
}

// Run prints Mermaid.
func (c *flowGraphCmd) Run(w *world) error {
	e, err := load(w.env, flowFlag{c.Dir}, "", "")
	if err != nil {
		return err
	}
	if c.Questions {
		_, err = fmt.Fprint(w.stdout, prove.Graph(e))
		return err
	}
	drawn, err := e.Mermaid()
	if err == nil {
		_, err = fmt.Fprintln(w.stdout, strings.TrimSpace(drawn))
	}
	return err
}

// flowDiffCmd compares two flows.
type flowDiffCmd struct {
	Old  string `arg:"" help:"The flow folder that was."`
	New  string `arg:"" optional:"" help:"The flow folder that is to be (default: the built-in one)."`
	Data string `help:"Tell also what each conversation in this data directory would meet." placeholder:"DIR"`
}

func (c *flowDiffCmd) Help() string {
	return `Items, options, conditions, rules and answers that came, went or changed. A running
conversation moves to a new flow at its next message: answers that still fit stay.

Examples:
  intake flow diff ./flow-of-may ./flow-of-june
  intake flow diff ./flow-of-may --data ./intake-data`
}

// Run prints the changes, and what running conversations would meet.
func (c *flowDiffCmd) Run(w *world) error {
	before, err := loadFolder(c.Old)
	if err != nil {
		return err
	}
	after, err := loadFolder(c.New)
	if err != nil {
		return err
	}
	changes := prove.Diff(before, after)
	for _, x := range changes {
		fmt.Fprintln(w.stdout, x)
	}
	fmt.Fprintf(w.stdout, "%d changes\n", len(changes))
	if c.Data == "" {
		return nil
	}
	args := *c
	if args.New != "" {
		if args.New, err = filepath.Abs(c.New); err != nil {
			return fmt.Errorf("find %s: %w", c.New, err)
		}
	}
	return visit(w, dataFlag{c.Data}, "flow diff", &args, func(ctx context.Context, h *house) error { return args.do(ctx, h, w.stdout) })
}

// loadFolder makes the engine of a folder alone, "" for the built-in flow.
func loadFolder(dir string) (*dialog.Engine, error) { return load(settings{}, flowFlag{dir}, "", "") }

// do tells what each conversation that is under way would meet in the new
// flow.
func (c *flowDiffCmd) do(ctx context.Context, h *house, out io.Writer) error {
	after, err := loadFolder(c.New)
	if err != nil {
		return err
	}
	rows, err := h.db.List(ctx)
	if err != nil {
		return err
	}
	running := 0
	for _, r := range rows {
		if slices.Contains(over, r.Phase) {
			continue
		}
		running++
		s, _, err := h.db.Get(ctx, r.ID)
		if err != nil {
			return err
		}
		m := prove.Meets(s, after)
		fmt.Fprintf(out, "%s %s: %d answers kept%s%s%s%s%s\n", r.ID, r.Phase, len(m.Kept), listed("asked again", m.Again),
			listed("no longer wanted", m.Gone), listed("new questions", m.New), listed("rules that fire", m.Fires), listed("rules that rest", m.Rests))
	}
	fmt.Fprintf(out, "%d conversations under way\n", running)
	return nil
}

// over are the phases in which nothing is asked any more.
var over = []dialog.Phase{dialog.PhaseSubmitted, dialog.PhaseDeclined, dialog.PhaseWithdrawn, dialog.PhaseExpired}

func listed[T ~string](what string, ids []T) string {
	if len(ids) == 0 {
		return ""
	}
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = string(id)
	}
	return fmt.Sprintf("; %s: %s", what, strings.Join(parts, ", "))
}
