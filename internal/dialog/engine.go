// Package dialog is the engine: a conversation is a State, and one pure
// function, Step, moves it on.
//
// Step reads no clock, opens no file, sends nothing and cannot fail; the same
// State, Input and time give the same result on any machine, so that a turn
// can be replayed, tested and stored whole. One message is read in a fixed
// order: the safety net, the moves (back, skip, why), an open question back,
// a correction, the answer to what is asked, a question to the clinic; what
// is left is asked again in other words. The life of the conversation (which
// phase may follow which) is a looplab/fsm machine, see machine.go.
package dialog

import (
	"fmt"
	"io/fs"
	"slices"
	"time"

	"intake/internal/content"
	"intake/internal/faq"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// An Engine runs one flow in one language. It does not change once loaded and
// serves any number of conversations at once.
type Engine struct {
	Flow    *flow.Flow
	Rules   *triage.Rules
	FAQ     *faq.Index
	net     *triage.Net
	say     *phrases
	machine *machine
	country content.CountryDoc
	clinic  content.ClinicDoc
	moves   *moves
	spots   spots
	buttons [][]Button // of each question
	// signAsks are the plain questions about signs, by doubtKey.
	signAsks map[string]string
	names    [][]string       // by which a patient may call each question, folded
	offers   map[string][]int // the positions of the questions with an option
	folder   *content.Folder
}

// Options are what a clinic sets around its flow.
type Options struct {
	Lang    string // "" for the flow's own
	Country string // ISO 3166 code, "" for unknown: all common numbers are named
	// Clinic is laid over the folder's clinic.yaml; Name over both.
	Clinic *content.ClinicDoc
	Name   string
	// PatternsOnly leaves out the ear of the safety net, to measure and teach.
	PatternsOnly bool

	archived bool // content of the past, only to be shown
}

// spots are the positions of the items that the engine itself must know.
type spots struct {
	privacy, dob, emergency, confirm, more, treatment *flow.Question
}

// Load reads a flow folder and makes it ready to run. The error is a
// content.Errors with every fault found.
func Load(fsys fs.FS, opt Options) (*Engine, error) {
	folder, err := content.Load(fsys, opt.Lang)
	if err != nil {
		return nil, err
	}
	if opt.Clinic != nil {
		folder.Lay(*opt.Clinic)
	}
	if opt.Name != "" {
		folder.Clinic.Name.S = opt.Name
	}
	e := &Engine{clinic: folder.Clinic, folder: folder}
	var bad []triage.NetFault
	netReady := make(chan struct{}) // a third of a start: made beside the rest
	go func() {
		defer close(netReady)
		e.net, bad = triage.NewNet(folder.Signs, folder.Scope)
	}()
	var faults content.Errors
	var ok bool
	if e.country, ok = folder.Countries[opt.Country]; !ok {
		return nil, fmt.Errorf("no country %q in countries.yaml", opt.Country)
	}
	if e.Flow, faults = flow.Compile(folder); faults != nil {
		return nil, faults
	}
	var more content.Errors
	e.Rules, more = triage.Compile(folder, e.Flow.Schema)
	faults = append(faults, more...)
	e.FAQ = faq.New(folder.FAQ, folder.Questions)
	<-netReady
	for _, f := range bad {
		faults = append(faults, folder.Fault(f.Pos, f.Msg, f.Want))
	}
	faults = append(faults, e.checkSigns(folder)...)
	e.signAsks = map[string]string{}
	for _, s := range folder.Signs {
		e.signAsks[doubtKey(item.ID(s.Item.S), s.Option.S)] = s.Ask.S
	}
	e.say, more = newPhrases(folder, e.clinic, e.country)
	if !opt.archived {
		faults = append(faults, more...)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	e.moves, e.offers = newMoves(e.say), map[string][]int{}
	e.fillIn()
	if err := e.findSpots(); err != nil {
		return nil, err
	}
	for _, q := range e.Flow.Questions {
		e.buttons = append(e.buttons, e.buttonsOf(q))
		e.names = append(e.names, namesOf(q))
		for _, o := range q.Options {
			e.offers[o.ID] = append(e.offers[o.ID], q.At)
		}
	}
	var names []string
	for _, s := range e.Flow.Sections {
		names = append(names, s.ID)
	}
	if e.machine, err = newMachine(names); err != nil {
		return nil, fmt.Errorf("load flow %s: %w", e.Flow.ID, err)
	}
	if !opt.PatternsOnly {
		e.net = e.net.Learned(e.urgent)
	}
	return e, nil
}

// urgent reports whether a sign is an emergency by itself.
func (e *Engine) urgent(id item.ID, option string) bool {
	st := e.stepFor(Query{})
	return st.raises(triage.Sign{Item: id, Option: option})
}

// fillIn puts clinic and country into all that can be said, once, so that no
// turn has to.
func (e *Engine) fillIn() {
	fill := func(texts ...*string) {
		for _, t := range texts {
			*t = e.say.facts.Replace(*t)
		}
	}
	for _, s := range e.Flow.Sections {
		fill(&s.Title, &s.Intro)
		for _, p := range s.Prompts {
			fill(&p.Ask, &p.Short, &p.Again)
		}
	}
	for _, q := range e.Flow.Questions {
		fill(&q.Ask, &q.Short, &q.Again, &q.Why)
		for i := range q.Options {
			fill(&q.Options[i].Label, &q.Options[i].Means)
		}
	}
	for i := range e.Rules.List {
		fill(&e.Rules.List[i].Patient)
	}
	for i := range e.FAQ.Entries() {
		x := &e.FAQ.Entries()[i]
		fill(&x.Answer, &x.More, &x.Filled, &x.Unfilled)
	}
}

// checkSigns holds the signs against the flow's items and options.
func (e *Engine) checkSigns(folder *content.Folder) content.Errors {
	var faults content.Errors
	for _, s := range folder.Signs {
		q := e.Flow.Question(item.ID(s.Item.S))
		if q == nil {
			faults = append(faults, folder.Fault(s.Item.Pos, fmt.Sprintf("no item %q", s.Item.S), "the id of an item in flow.yaml"))
			continue
		}
		known := false
		for _, o := range q.Options {
			known = known || o.ID == s.Option.S
		}
		if !known {
			faults = append(faults, folder.Fault(s.Option.Pos, fmt.Sprintf("%s has no option %q", q.ID, s.Option.S), "one of its options"))
		}
	}
	return faults
}

// findSpots looks up the items that the engine cannot do without.
func (e *Engine) findSpots() error {
	for _, spot := range []struct {
		id item.ID
		to **flow.Question
	}{
		{"consent.privacy", &e.spots.privacy},
		{"redflag.emergency", &e.spots.emergency},
		{"review.confirm", &e.spots.confirm},
		{"review.anything_else", &e.spots.more},
		{"consent.treatment", &e.spots.treatment},
	} {
		if *spot.to = e.Flow.Question(spot.id); *spot.to == nil {
			return fmt.Errorf("load flow %s: it has no item %s, which every intake needs", e.Flow.ID, spot.id)
		}
	}
	if q := e.spots.emergency; !slices.ContainsFunc(q.Options, func(o kind.Option) bool { return o.ID == otherEmergency }) {
		return fmt.Errorf("load flow %s: %s has no option %s, which every intake needs", e.Flow.ID, q.ID, otherEmergency)
	}
	if e.Flow.Schema.DOB != "" {
		e.spots.dob = e.Flow.Question(e.Flow.Schema.DOB)
	}
	return nil
}

// Step moves a conversation on by one input. It never changes what s holds.
// now is the time by the clinic's clock.
func (e *Engine) Step(s State, in Input, now time.Time) (State, Turn) {
	st := e.begin(s, now)
	switch in := in.(type) {
	case Spoke:
		st.spoke(in.Message)
	case Tick:
		st.tick()
	case StaffAct:
		if in.Act == Reopen {
			st.reopen()
		}
	}
	after, turn := st.end()
	if after.Asking != s.Asking || after.Phase != s.Phase || after.Follow != s.Follow || after.Again != s.Again || after.ID != s.ID {
		after.Since = after.Turns
	}
	return after, turn
}

// Contact says how to reach the clinic, "" where it has not said.
func (e *Engine) Contact() string { return contactOf(e.clinic) }

// Unconfirmed lists the FAQ entries whose wording the clinic must confirm and
// has not.
func (e *Engine) Unconfirmed() []string {
	var out []string
	for _, x := range e.FAQ.Entries() {
		if x.Confirm != "" && !slices.ContainsFunc(e.clinic.Confirmed, func(s content.Str) bool { return s.S == x.ID }) {
			out = append(out, x.ID)
		}
	}
	return out
}
