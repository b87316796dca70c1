package prove

import (
	"fmt"
	"strings"
	"testing"

	"intake/flows"
	"intake/internal/item"
)

func TestWaysOfTheSmallFlow(t *testing.T) {
	w, _ := newProver(loaded(t, mini(t)), talkStart).ways()
	short, long := w[0], w[1]
	if short.Messages != 6 || !short.Shown {
		t.Errorf("shortest = %v, shown %t, want 6 messages shown", short, short.Shown)
	}
	if long.Messages != 7 || !long.Shown {
		t.Errorf("longest = %v, shown %t, want 7 messages shown", long, long.Shown)
	}
	if s := long.String(); s != "7 messages: the greeting, consent 1, symptoms 3, review 2" {
		t.Errorf("String() = %q", s)
	}
}

// The shortest way is what a conversation over the engine takes: as many
// prompts are asked, however many messages a patient needs for a shared one.
func TestShortestWayIsTaken(t *testing.T) {
	e := loaded(t, flows.Massage())
	p := newProver(e, talkStart)
	w, _ := p.ways()
	short, long := w[0], w[1]
	if !short.Shown || !long.Shown || short.Messages > longestShort || long.Messages <= short.Messages {
		t.Fatalf("shortest %v (%t), longest %v (%t)", short, short.Shown, long, long.Shown)
	}
	least, most := p.extremes()
	for want, goals := range map[int][]goal{short.Messages: p.asked(least), long.Messages: p.asked(most)} {
		var a item.Answers
		var ok bool
		if want == short.Messages {
			all := make([]int, len(p.rules.List))
			for i := range all {
				all[i] = i
			}
			a, ok = p.without(all, goals)
		} else {
			a, ok = p.solve(goals)
		}
		if !ok {
			t.Fatal("no answers take it")
		}
		s, turns := play(e, a, talkStart)
		asked := map[string]bool{}
		for _, turn := range turns {
			if q := e.Flow.Question(turn.Asking); q != nil {
				asked[string(q.Prompt.Questions[0].ID)] = true
			}
		}
		if s.Phase != "submitted" || len(asked)+1 != want {
			t.Errorf("the engine asks %d prompts and ends %s, want %d and the greeting", len(asked), s.Phase, want-1)
		}
	}
}

func TestTooLongAWayIsAFault(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "      - items:\n          - {id: more.n%d, type: scale, name: \"N\", ask: \"How much?\", short: \"How?\", again: \"From 0 to 10?\", why: \"So.\", required: true}\n", i)
	}
	e := loaded(t, mini(t, "  - id: review\n    title", b.String()+"  - id: review\n    title"))
	_, f := newProver(e, talkStart).ways()
	if !holds(f, Fault, "a routine intake takes 46 messages") {
		t.Errorf("ways() found %v", f)
	}
}
