// Package prove shows, before a patient meets it, that a flow holds together:
// every question can come to be asked, every rule can fire, no condition is
// idle, the words keep to the manner of the house, and the talks that come
// with the flow go as written.
//
// # What is proven, and how
//
// Conditions read few items, and an item has few values that a condition can
// tell apart: its options, yes and no, the numbers at a bound and one beside
// it, the days on which an age begins. So a search over those is exhaustive
// (solve.go). It looks for whole sets of answers in which every question that
// applies is answered and none else, so that what it finds can happen; and no
// emergency but the one sought may hold in them, because an emergency ends
// the talk.
//
// That no intake is sent with a required or safety question open follows from
// four facts. (1) Only submit leads into submitted, from review, or settled,
// from an emergency that came after sending: read off the compiled machine.
// (2) The engine submits only when no question is open and applies. (3) A
// condition is never unknown once all that it reads is closed: checked for
// each condition over all values and ways of closing. (4) Conditions do not
// go in a circle: refused at load. By (3) and (4), whenever some question is
// neither closed nor out of question there is one that is open and applies,
// the first in the order of dependence; so by (2) at submitting all are
// closed or do not apply. What this argument takes for granted, that the
// engine does what (2) says, seeded walks of a wilful patient through
// dialog.Engine.Step put to the test (walk.go).
package prove

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"intake/internal/content"
	"intake/internal/dialog"
	"intake/internal/triage"
)

// A Severity says whether a finding forbids using the flow.
type Severity string

// The severities.
const (
	Fault   Severity = "error"
	Warning Severity = "warning"
)

// A Finding is one thing that is wrong with a flow.
type Finding struct {
	Severity Severity
	Where    string // "flow.yaml:12:9", or what it concerns
	Msg      string
}

// String prints it as a compiler would.
func (f Finding) String() string { return fmt.Sprintf("%s: %s: %s", f.Where, f.Severity, f.Msg) }

// findings gathers what the checks find.
type findings []Finding

func (f *findings) fault(where, format string, args ...any) {
	*f = append(*f, Finding{Fault, where, fmt.Sprintf(format, args...)})
}

func (f *findings) warn(where, format string, args ...any) {
	*f = append(*f, Finding{Warning, where, fmt.Sprintf(format, args...)})
}

// A Report is all that was found, with the flow's figures.
type Report struct {
	Findings []Finding

	Sections, Prompts, Items, Rules, FAQ int
	Shortest, Longest                    Way
	Talks                                int
	// Touched counts the rules that fired in some talk.
	Touched int
	// Walks and Steps count the wilful patients and what they said, Sent
	// the intakes that they sent in the end.
	Walks, Steps, Sent int
}

// Failed reports whether an error was found.
func (r *Report) Failed() bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity == Fault })
}

// longestShort is how many messages a routine intake may take a patient who
// answers straight.
const longestShort = 35

// Check proves what can be proven of a flow folder. The error is that of
// loading it, where nothing can be proven. The day is the one on which ages
// count, and where talks that name no time begin.
func Check(fsys fs.FS, opt dialog.Options, day time.Time) (*Report, error) {
	e, err := dialog.Load(fsys, opt)
	if err != nil {
		return nil, err
	}
	folder, err := content.Load(fsys, opt.Lang)
	if err != nil {
		return nil, err
	}
	if opt.Clinic != nil {
		folder.Lay(*opt.Clinic)
	}
	r := &Report{
		Sections: len(e.Flow.Sections), Items: len(e.Flow.Questions), Rules: len(e.Rules.List), FAQ: len(e.FAQ.Entries()),
	}
	for _, s := range e.Flow.Sections {
		r.Prompts += len(s.Prompts)
	}
	p := newProver(e, day)
	p.places(folder)
	f := findings{}
	f = append(f, p.reach()...)
	f = append(f, p.sending()...)
	ways, found := p.ways()
	r.Shortest, r.Longest = ways[0], ways[1]
	f = append(f, found...)
	f = append(f, checkTexts(folder, opt.Country)...)
	walks, found := walks(e, walkCount, walkSteps, day)
	r.Walks, r.Steps, r.Sent = walkCount, walks.Steps, walks.Sent
	f = append(f, found...)
	talks, err := replayAll(e, fsys)
	if err != nil {
		return nil, err
	}
	f = append(f, talks.Findings...)
	r.Talks, r.Touched = talks.Count, r.Rules-len(talks.Untouched)
	if talks.Count > 0 {
		for _, id := range talks.Untouched {
			f.warn(p.where("rule", string(id)), "no talk makes %s fire", id)
		}
	}
	slices.SortStableFunc(f, func(a, b Finding) int { return cmp.Compare(rank(a), rank(b)) })
	r.Findings = f
	return r, nil
}

// rank puts errors first.
func rank(f Finding) int {
	if f.Severity == Fault {
		return 0
	}
	return 1
}

// places notes where items and rules stand, for findings about them.
func (p *prover) places(folder *content.Folder) {
	at := func(kind string, s content.Str) { p.place[kind+" "+s.S] = pos(s.Pos) }
	for _, s := range folder.Flow.Sections {
		at("section", s.ID)
		for _, pr := range s.Prompts {
			for _, it := range pr.Items {
				at("item", it.ID)
			}
		}
	}
	for _, r := range folder.Rules {
		at("rule", r.ID)
	}
}

// where is the place of an item or rule, or its name where no file is known.
func (p *prover) where(kind, id string) string {
	if at, ok := p.place[kind+" "+id]; ok {
		return at
	}
	return kind + " " + id
}

func pos(p content.Pos) string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// rule names a rule of the flow; it is here so that the files below read as
// they are spoken.
func (p *prover) rule(id triage.RuleID) *triage.Rule { return p.rules.Rule(id) }
