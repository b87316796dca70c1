package prove

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"intake/internal/dialog"
	"intake/internal/kind"
)

func TestDiff(t *testing.T) {
	old := loaded(t, mini(t))
	lump := "              - {id: lump, label: \"Lump\"}\n"
	added := "      - items:\n          - {id: new.one, type: text, name: \"N\", ask: \"What?\", short: \"What?\", again: \"What is it?\", why: \"So.\", max_len: 10}\n"
	rule, with := addRule("adp.new", "pain.now > 7")
	to := loaded(t, mini(t, lump, "", "type: integer, name: \"Days\"", "type: scale, name: \"Days\"", "redflag.emergency has fever\"", "redflag.emergency has fever,chest_pain\"",
		"  - id: review\n    title", added+"  - id: review\n    title", rule, with, "fever.days >= 3", "fever.days >= 2", "Let a doctor look first.", "A doctor looks first."))
	var got []string
	for _, c := range Diff(old, to) {
		got = append(got, c.String())
	}
	want := []string{
		"item redflag.emergency option lump: removed",
		"item fever.days: type integer is now scale: answers are kept where they still fit",
		`item fever.days: condition was "redflag.emergency has fever", is "redflag.emergency has fever,chest_pain"`,
		"item new.one: added",
		"rule adp.new: added",
		`rule clr.fever: condition was "fever.days >= 3", is "fever.days >= 2"`,
		"rule clr.fever: what the patient is told reads differently",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Diff (-want +got):\n%s", d)
	}
	if same := Diff(old, loaded(t, mini(t))); len(same) > 0 {
		t.Errorf("Diff of equal flows = %v", same)
	}
}

func TestMeets(t *testing.T) {
	old := loaded(t, mini(t))
	var s dialog.State
	now := talkStart
	for _, said := range []kind.Said{{Text: "hi"}, {Choice: "yes"}, {Choices: []string{"fever", "lump"}}, {Text: "2"}, {Text: "6"}} {
		s, _ = old.Step(s, dialog.Spoke{Message: dialog.Message{At: now, Said: said}}, now)
	}
	rule, with := addRule("adp.new", "pain.now >= 6")
	added := "      - items:\n          - {id: new.one, type: text, name: \"N\", ask: \"What?\", short: \"What?\", again: \"What is it?\", why: \"So.\", max_len: 10}\n"
	to := loaded(t, mini(t, "              - {id: lump, label: \"Lump\"}\n", "", "  - id: review\n    title", added+"  - id: review\n    title", rule, with))
	want := Meeting{
		Kept: ids("consent.privacy", "pain.now"), Again: ids("redflag.emergency"), New: ids("new.one"),
		Fires: rules("adp.new"),
	}
	got := Meets(s, to)
	// Its condition is open again, so the days are kept for now.
	want.Kept = ids("consent.privacy", "fever.days", "pain.now")
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Meets (-want +got):\n%s", d)
	}
	gone := Meets(s, loaded(t, mini(t, "      - items:\n          - {id: pain.now, type: scale, name: \"Pain\", ask: \"How bad is it?\", short: \"How bad?\", again: \"From 0 to 10?\", why: \"To compare.\", required: true, min: 0, max: 10}\n", "")))
	if len(gone.Gone) != 1 || gone.Gone[0] != "pain.now" {
		t.Errorf("Meets() where pain is not asked = %+v", gone)
	}
}

func TestGraph(t *testing.T) {
	got := Graph(loaded(t, mini(t, "redflag.emergency has fever\"", "redflag.emergency has fever and pain.now > 3\"")))
	for _, want := range []string{
		"flowchart TD\n    subgraph section_consent[\"Privacy\"]\n        q_consent_privacy[\"consent.privacy\"]\n    end\n",
		"q_fever_days[\"fever.days<br>when redflag.emergency has fever and pain.now #gt; 3\"]",
		"    q_redflag_emergency --> q_fever_days\n    q_pain_now --> q_fever_days\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("Graph() = %s\nwant in it %q", got, want)
		}
	}
}
