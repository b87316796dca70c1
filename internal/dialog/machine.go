package dialog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/looplab/fsm"
)

// The machine holds the life of an intake: which phase may follow which. What
// it is for: no way leads into a section but through consent, and alarm
// leaves every phase in which a patient may still speak of danger. Questions
// are data, not states; the walk inside a section needs no machine.
//
// A section is reached from consent or from another section alone. So what
// leads back into a talk (resume after a pause, calm after an emergency) ends
// in consent, from where the step goes on at once if consent was given.

// The events.
const (
	evOpen     = "open"     // start > consent
	evPause    = "pause"    // any section > paused
	evResume   = "resume"   // paused > consent
	evDecline  = "decline"  // consent > declined
	evWithdraw = "withdraw" // any section, paused, submitted, emergency > withdrawn
	evExpire   = "expire"   // any section, start, paused > expired
	evAlarm    = "alarm"    // every open phase > emergency
	evCalm     = "calm"     // emergency > consent
	evSettled  = "settled"  // emergency > submitted, where the case was sent before
	evSubmit   = "submit"   // review > submitted
	askPrefix  = "ask."     // ask.<section>: any section > that section
)

const (
	sectionConsent = "consent"
	sectionReview  = "review"
)

// reserved are names that looplab/fsm gives a meaning of its own in callback
// keys ("enter_state", "before_event").
var reserved = []string{"event", "state"}

// A machine is the compiled table with a pool of fsm values: making one costs
// seventy times as much as an event.
type machine struct {
	events fsm.Events
	phases map[Phase]bool
	pool   sync.Pool
}

// newMachine compiles the table for sections in their order and refuses what
// looplab/fsm would accept silently: two destinations for one event and
// source, of which the last would win, callbacks for what does not exist,
// which would be dropped, and reserved names.
func newMachine(sections []string) (*machine, error) {
	for i, s := range sections {
		if slices.Contains(reserved, s) || slices.Contains(sections[:i], s) || slices.Contains(fixedPhases, Phase(s)) {
			return nil, fmt.Errorf("a section cannot be called %q", s)
		}
	}
	for _, must := range []string{sectionConsent, sectionReview} {
		if !slices.Contains(sections, must) {
			return nil, fmt.Errorf("a flow needs a section %q", must)
		}
	}
	start, sub, paused, emergency := string(PhaseStart), string(PhaseSubmitted), string(PhasePaused), string(PhaseEmergency)
	with := func(more ...string) []string { return append(slices.Clone(sections), more...) }
	events := fsm.Events{
		{Name: evOpen, Src: []string{start}, Dst: sectionConsent},
		{Name: evPause, Src: sections, Dst: paused},
		{Name: evResume, Src: []string{paused}, Dst: sectionConsent},
		{Name: evDecline, Src: []string{sectionConsent}, Dst: string(PhaseDeclined)},
		{Name: evWithdraw, Src: with(paused, sub, emergency), Dst: string(PhaseWithdrawn)},
		{Name: evExpire, Src: with(start, paused), Dst: string(PhaseExpired)},
		{Name: evAlarm, Src: with(start, paused, sub), Dst: emergency},
		{Name: evCalm, Src: []string{emergency}, Dst: sectionConsent},
		{Name: evSettled, Src: []string{emergency}, Dst: sub},
		{Name: evSubmit, Src: []string{sectionReview}, Dst: sub},
	}
	for _, s := range sections {
		if s == sectionConsent {
			continue
		}
		from := slices.DeleteFunc(slices.Clone(sections), func(x string) bool { return x == s })
		events = append(events, fsm.EventDesc{Name: askPrefix + s, Src: from, Dst: s})
	}
	m := &machine{events: events, phases: map[Phase]bool{}}
	if err := m.check(); err != nil {
		return nil, err
	}
	callbacks := m.callbacks(sections)
	if err := m.checkCallbacks(callbacks); err != nil {
		return nil, err
	}
	m.pool.New = func() any { return fsm.NewFSM(start, events, callbacks) }
	return m, nil
}

var fixedPhases = []Phase{
	PhaseStart, PhaseSubmitted, PhasePaused, PhaseDeclined, PhaseWithdrawn, PhaseExpired, PhaseEmergency,
}

// check finds two destinations for one event and source.
func (m *machine) check() error {
	type edge struct{ event, src string }
	seen := map[edge]string{}
	for _, e := range m.events {
		m.phases[Phase(e.Dst)] = true
		for _, src := range e.Src {
			m.phases[Phase(src)] = true
			if dst, ok := seen[edge{e.Name, src}]; ok && dst != e.Dst {
				return fmt.Errorf("event %s leads from %s to both %s and %s", e.Name, src, dst, e.Dst)
			}
			seen[edge{e.Name, src}] = e.Dst
		}
	}
	return nil
}

// checkCallbacks finds a callback that would never be called.
func (m *machine) checkCallbacks(callbacks fsm.Callbacks) error {
	known := map[string]bool{}
	for _, e := range m.events {
		known["before_"+e.Name] = true
	}
	for p := range m.phases {
		known["enter_"+string(p)] = true
	}
	for name := range callbacks {
		if !known[name] {
			return fmt.Errorf("callback %s belongs to no event and no phase", name)
		}
	}
	return nil
}

// callbacks are the guards and the consequences. Each gets the step as its
// first argument.
func (m *machine) callbacks(sections []string) fsm.Callbacks {
	cb := fsm.Callbacks{
		"before_" + evSubmit: func(_ context.Context, e *fsm.Event) {
			if st := stepOf(e); !st.complete() {
				e.Cancel(errors.New("a required answer is missing"))
			}
		},
		"before_" + evSettled: func(_ context.Context, e *fsm.Event) {
			if stepOf(e).s.Version == 0 {
				e.Cancel(errors.New("nothing was sent yet"))
			}
		},
		"enter_" + string(PhaseEmergency): func(_ context.Context, e *fsm.Event) {
			stepOf(e).alert()
		},
		"enter_" + string(PhaseSubmitted): func(_ context.Context, e *fsm.Event) {
			if e.Event == evSubmit {
				stepOf(e).handoff()
			}
		},
	}
	for _, s := range sections {
		if s != sectionConsent {
			cb["before_"+askPrefix+s] = func(_ context.Context, e *fsm.Event) {
				if !stepOf(e).consented() {
					e.Cancel(errors.New("no consent"))
				}
			}
		}
	}
	return cb
}

func stepOf(e *fsm.Event) *step { return e.Args[0].(*step) }

// fire moves st's phase by an event and reports whether it could. The context
// is never a request's: one cancelled before the transition would leave the
// fsm refusing every later event.
func (m *machine) fire(st *step, event string) bool {
	if !m.phases[st.s.Phase] {
		return false
	}
	f := m.pool.Get().(*fsm.FSM)
	f.SetState(string(st.s.Phase))
	if err := f.Event(context.Background(), event, st); err != nil {
		return false // the fsm may be mid-transition: let it go
	}
	st.s.Phase = Phase(f.Current())
	m.pool.Put(f)
	return true
}

// Mermaid draws the machine as a Mermaid state diagram.
func (e *Engine) Mermaid() (string, error) {
	f := e.machine.pool.Get().(*fsm.FSM)
	defer e.machine.pool.Put(f)
	f.SetState(string(PhaseStart))
	out, err := fsm.VisualizeWithType(f, fsm.MermaidStateDiagram)
	if err != nil {
		return "", fmt.Errorf("draw the machine: %w", err)
	}
	return out, nil
}
