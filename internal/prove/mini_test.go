package prove

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/triage"
)

// mini is the smallest flow that the engine takes, with one branch: fever
// asks for its days.
const miniFlow = `flow: mini
version: "1"
lang: en
sections:
  - id: consent
    title: "Privacy"
    prompts:
      - items:
          - {id: consent.privacy, type: boolean, role: consent, name: "Privacy", ask: "May we keep this?", short: "May we?", again: "Yes or no?", why: "We ask first.", required: true}
  - id: symptoms
    title: "Symptoms"
    prompts:
      - items:
          - id: redflag.emergency
            type: multi
            name: "Signs"
            ask: "Do you have any of these?"
            short: "Any of these?"
            again: "Is one of these true?"
            why: "Some things need help today."
            required: true
            safety: true
            options:
              - {id: chest_pain, label: "Chest pain"}
              - {id: other_emergency, label: "Another emergency"}
              - {id: fever, label: "Fever", words: ["temperature"]}
              - {id: lump, label: "Lump"}
              - {id: none, label: "None", alone: true}
      - items:
          - {id: fever.days, type: integer, name: "Days", ask: "How many days of fever?", short: "How many days?", again: "Since how many days?", why: "It matters.", required: true, safety: true, min: 0, max: 30, when: "redflag.emergency has fever"}
      - items:
          - {id: pain.now, type: scale, name: "Pain", ask: "How bad is it?", short: "How bad?", again: "From 0 to 10?", why: "To compare.", required: true, min: 0, max: 10}
  - id: review
    title: "Review"
    prompts:
      - items:
          - {id: review.confirm, type: boolean, role: consent, name: "Confirm", ask: "All right?", short: "Right?", again: "Yes or no, is it right?", why: "You see it first.", required: true}
      - items:
          - {id: consent.treatment, type: boolean, role: consent, name: "Treatment", ask: "Do you agree to treatment?", short: "Do you agree?", again: "Yes or no, do you agree?", why: "It is yours to say.", required: true}
      - items:
          - {id: review.anything_else, type: text, name: "More", ask: "More?", short: "More?", again: "Any more?", why: "You may add.", quiet: true}
`

const miniRules = `rules:
  - {id: em.chest, when: "redflag.emergency has chest_pain", title: "Chest", patient: "Call {emergency} now.", staff: "Heart.", action: "Call", source: "unverified"}
  - {id: clr.fever, when: "fever.days >= 3", title: "Fever", patient: "Let a doctor look first.", staff: "Fever.", action: "Wait", source: "unverified"}
`

// mini returns the small flow with some texts replaced: old, new, old, new,
// in flow.yaml or rules.yaml.
func mini(t *testing.T, edits ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{"flow.yaml": {Data: []byte(miniFlow)}, "rules.yaml": {Data: []byte(miniRules)}}
	for _, name := range []string{"messages.yaml", "countries.yaml"} {
		data, err := fs.ReadFile(flows.Massage(), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	for i := 0; i+1 < len(edits); i += 2 {
		done := false
		for _, name := range []string{"flow.yaml", "rules.yaml"} {
			if s := string(files[name].Data); strings.Contains(s, edits[i]) {
				files[name], done = &fstest.MapFile{Data: []byte(strings.Replace(s, edits[i], edits[i+1], 1))}, true
				break
			}
		}
		if !done {
			t.Fatalf("nothing reads %q", edits[i])
		}
	}
	return files
}

// addRule returns the edit that adds a rule.
func addRule(id, when string) (old, with string) {
	return "rules:\n", "rules:\n  - {id: " + id + ", when: \"" + when + "\", title: \"T\", patient: \"We take care.\", staff: \"S\", action: \"A\", source: \"unverified\"}\n"
}

func loaded(t *testing.T, files fs.FS) *dialog.Engine {
	t.Helper()
	e, err := dialog.Load(files, dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// holds reports whether a finding of a severity says something.
func holds(list []Finding, s Severity, words string) bool {
	for _, f := range list {
		if f.Severity == s && strings.Contains(f.String(), words) {
			return true
		}
	}
	return false
}

func TestMiniIsSound(t *testing.T) {
	r, err := Check(mini(t), dialog.Options{Country: "US"}, talkStart)
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed() {
		t.Errorf("the small flow, from which all broken ones are made, has errors: %v", r.Findings)
	}
}

func ids(list ...item.ID) []item.ID { return list }

func rules(list ...triage.RuleID) []triage.RuleID { return list }
