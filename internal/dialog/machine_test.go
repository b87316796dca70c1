package dialog

import (
	"slices"
	"testing"

	"github.com/looplab/fsm"
)

var testSections = []string{"consent", "profile", "symptoms", "review"}

// reach walks the compiled table from a phase without passing the phase
// barred.
func reach(m *machine, from, barred string) map[string]bool {
	seen := map[string]bool{from: true}
	for todo := []string{from}; len(todo) > 0; todo = todo[1:] {
		for _, e := range m.events {
			if slices.Contains(e.Src, todo[0]) && e.Dst != barred && !seen[e.Dst] {
				seen[e.Dst] = true
				todo = append(todo, e.Dst)
			}
		}
	}
	return seen
}

func TestNoWayPastConsent(t *testing.T) {
	m, err := newMachine(testSections)
	if err != nil {
		t.Fatal(err)
	}
	// submitted is reached so too, from emergency: a guard lets only a case
	// back that was sent before.
	for phase := range reach(m, string(PhaseStart), sectionConsent) {
		if slices.Contains(testSections, phase) {
			t.Errorf("%s is reached without consent", phase)
		}
	}
	all := reach(m, string(PhaseStart), "")
	for _, p := range append(fixedPhases, Phase("profile"), Phase("review")) {
		if !all[string(p)] {
			t.Errorf("%s is never reached", p)
		}
	}
}

func TestAlarmLeavesEveryOpenPhase(t *testing.T) {
	m, err := newMachine(testSections)
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range append(slices.Clone(testSections), "start", "paused", "submitted") {
		if !slices.ContainsFunc(m.events, func(e fsm.EventDesc) bool {
			return e.Name == evAlarm && slices.Contains(e.Src, from) && e.Dst == string(PhaseEmergency)
		}) {
			t.Errorf("alarm does not leave %s", from)
		}
	}
}

func TestMachineRefuses(t *testing.T) {
	for name, sections := range map[string][]string{
		"reserved":   {"consent", "event", "review"},
		"a phase":    {"consent", "paused", "review"},
		"twice":      {"consent", "profile", "profile", "review"},
		"no consent": {"profile", "review"},
		"no review":  {"consent", "profile"},
	} {
		if _, err := newMachine(sections); err == nil {
			t.Errorf("%s: %v was accepted", name, sections)
		}
	}
	m := &machine{phases: map[Phase]bool{}, events: fsm.Events{
		{Name: "go", Src: []string{"a"}, Dst: "b"},
		{Name: "go", Src: []string{"a"}, Dst: "c"},
	}}
	if err := m.check(); err == nil {
		t.Error("two destinations for one event and source were accepted")
	}
	if err := m.checkCallbacks(fsm.Callbacks{"enter_nowhere": nil}); err == nil {
		t.Error("a callback for no phase was accepted")
	}
}
