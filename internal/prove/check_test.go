package prove

import (
	"strings"
	"testing"

	"intake/flows"
	"intake/internal/dialog"
)

// The built-in flow has no error, and its talks touch every rule.
func TestBuiltInFlow(t *testing.T) {
	r, err := Check(flows.Massage(), dialog.Options{}, talkStart)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		if f.Severity == Fault || strings.Contains(f.Msg, "no talk makes") {
			t.Error(f)
		}
	}
	if r.Items != 94 || r.Rules != 152 || r.Touched != r.Rules || r.Talks < 25 || r.Sent == 0 {
		t.Errorf("Check() = %d items, %d rules of which %d touched, %d talks, %d sent", r.Items, r.Rules, r.Touched, r.Talks, r.Sent)
	}
}

// The check is meant to be run after every edit.
func BenchmarkCheck(b *testing.B) {
	for b.Loop() {
		if _, err := Check(flows.Massage(), dialog.Options{}, talkStart); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCheckTellsAFolderThatDoesNotLoad(t *testing.T) {
	if _, err := Check(mini(t, "type: integer", "type: guess"), dialog.Options{}, talkStart); err == nil {
		t.Error("Check() of a broken folder returned no error")
	}
}

func TestErrorsComeFirst(t *testing.T) {
	r, err := Check(mini(t, "ask: \"How bad is it?\"", "ask: \"How bad is it? Really?\""), dialog.Options{}, talkStart)
	if err != nil || !r.Failed() || r.Findings[0].Severity != Fault {
		t.Errorf("Check() = %+v, %v, want an error first", r, err)
	}
}
