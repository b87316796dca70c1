// Package triage decides how careful a clinic must be with a patient. Rules
// are conditions over answers, each with a disposition and the words for
// patient and staff; the overall disposition is that of the worst rule that
// fires. A Net finds red-flag signs in whatever a patient says, so that a
// sign is heard wherever it is told.
package triage

import (
	"fmt"
	"slices"
	"strings"

	"intake/internal/cond"
	"intake/internal/content"
	"intake/internal/item"
)

// A Disposition says what may happen next; a higher one is more careful.
type Disposition uint8

// The dispositions.
const (
	Routine   Disposition = iota // treat
	Adapt                        // treat with changes
	Clearance                    // a clinician or physician first
	Urgent                       // medical assessment today, no massage
	Emergency                    // help now; the intake stops
)

var dispositionNames = [...]string{"routine", "adapt", "clearance", "urgent", "emergency"}

// String returns the disposition as the contract writes it.
func (d Disposition) String() string {
	if int(d) < len(dispositionNames) {
		return dispositionNames[d]
	}
	return fmt.Sprintf("disposition %d", uint8(d))
}

// MarshalText writes the disposition's name.
func (d Disposition) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a disposition's name.
func (d *Disposition) UnmarshalText(b []byte) error {
	for i, n := range dispositionNames {
		if n == string(b) {
			*d = Disposition(i)
			return nil
		}
	}
	return fmt.Errorf("no disposition is called %q", b)
}

// prefixes of rule ids say the disposition.
var prefixes = map[string]Disposition{"adp": Adapt, "clr": Clearance, "urg": Urgent, "em": Emergency}

// A RuleID names a rule; its prefix is the disposition.
type RuleID string

// Disposition returns what the id's prefix says, Routine for none.
func (id RuleID) Disposition() Disposition {
	p, _, ok := strings.Cut(string(id), ".")
	if !ok {
		return Routine
	}
	return prefixes[p]
}

// A Rule is one reason to be careful.
type Rule struct {
	ID          RuleID
	Disposition Disposition
	When        cond.Cond
	Title       string // what staff call it
	Patient     string // what the patient is told
	Staff       string // for the summary: techniques, positions, areas
	Action      string // what the clinic does
	Care        []Care
	Clears      string // who must agree first
	Source      string
	Crisis      bool // answered with the crisis line
	Private     bool // kept out of channel posts and sheets
}

// Care is one precaution for hands-on work.
type Care struct {
	Area    string  // plain words, or "" where Item names it
	Item    item.ID // the item whose answer is the area
	Avoid   string
	Instead string
}

// Rules are all rules of a flow, in the order written.
type Rules struct {
	List   []Rule
	byID   map[RuleID]*Rule
	sets   map[string][]item.ID
	byItem [][]int // positions in List of the rules that read the item at a position
}

// Rule returns the rule with this id, or nil.
func (r *Rules) Rule(id RuleID) *Rule { return r.byID[id] }

// Reading returns the positions in List of the rules that read the item at
// position i of the schema.
func (r *Rules) Reading(i int) []int { return r.byItem[i] }

// Compile checks a folder's rules against the flow's items. It returns every
// fault found; the rules are nil if there are any.
func Compile(folder *content.Folder, s *cond.Schema) (*Rules, content.Errors) {
	r := &Rules{byID: map[RuleID]*Rule{}, sets: s.Sets, byItem: make([][]int, s.Items.Len())}
	var faults content.Errors
	for i := range folder.Rules {
		d := &folder.Rules[i]
		rule := Rule{
			ID: RuleID(d.ID.S), Title: d.Title.S, Patient: d.Patient.S, Staff: d.Staff.S, Action: d.Action.S,
			Clears: d.Clears.S, Source: d.Source.S, Crisis: d.Crisis, Private: d.Private,
		}
		rule.Disposition = rule.ID.Disposition()
		if rule.Disposition == Routine {
			faults = append(faults, folder.Fault(d.ID.Pos, fmt.Sprintf("the id %q tells no disposition", d.ID.S), "a prefix adp., clr., urg. or em."))
		}
		when, err := cond.Parse(d.When.S, s)
		if err != nil {
			faults = append(faults, folder.FaultAt(d.When, err.Col, err.Msg, err.Want))
			continue
		}
		rule.When = when
		for _, c := range d.Care {
			care := Care{Area: c.Area.S, Avoid: c.Avoid.S, Instead: c.Instead.S}
			if id, ok := strings.CutPrefix(c.Area.S, "@"); ok {
				care.Area, care.Item = "", item.ID(id)
				if _, ok := s.Items.Index(care.Item); !ok {
					faults = append(faults, folder.Fault(c.Area.Pos, fmt.Sprintf("no item %q", id), "@ and the id of an item that names an area"))
				}
			}
			rule.Care = append(rule.Care, care)
		}
		r.List = append(r.List, rule)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	for i := range r.List {
		rule := &r.List[i]
		r.byID[rule.ID] = rule
		for _, id := range rule.reads(s) {
			if at, ok := s.Items.Index(id); ok && !slices.Contains(r.byItem[at], i) {
				r.byItem[at] = append(r.byItem[at], i)
			}
		}
	}
	return r, nil
}

// reads lists the items whose change can change the rule: those named, and
// for "declined in @safety" the whole set.
func (r *Rule) reads(s *cond.Schema) []item.ID {
	ids := r.When.Items()
	cond.Walk(r.When, func(c cond.Cond) {
		if d, ok := c.(*cond.Declined); ok {
			ids = append(ids, s.Sets[d.Set]...)
		}
	})
	return ids
}
