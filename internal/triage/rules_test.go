package triage_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"intake/internal/content"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/triage"
)

const smallFlow = `flow: small
version: "1"
lang: en
sections:
  - id: health
    title: Health
    prompts:
      - items: [{id: sore.skin, type: multi, name: Skin, ask: Skin?, short: Skin?, again: Skin?, why: Care., safety: true, options: [{id: bruise, label: Bruise}, {id: none, label: None, alone: true}]}]
      - items: [{id: sore.areas, type: body-regions, name: Where, ask: Where?, short: Where?, again: Where?, why: Care.}]
`

const smallRules = `rules:
  - id: adp.bruise
    when: sore.skin has bruise
    title: Bruise
    patient: We keep off it.
    staff: Keep off.
    action: none
    clears: a nurse
    source: unverified
    private: true
    care:
      - {area: "@sore.areas", avoid: all work, instead: light work}
      - {area: feet, avoid: heat}
  - id: clr.asked
    when: declined in @safety or sore.areas has neck
    title: Declined
    patient: We ask in person.
    staff: Ask.
    action: call
    source: unverified
`

// compile compiles smallRules with one text replaced.
func compile(t *testing.T, was, is string) (*triage.Rules, content.Errors) {
	t.Helper()
	if strings.Count(smallRules, was) != 1 {
		t.Fatalf("%q does not stand there once", was)
	}
	folder, err := content.Load(fstest.MapFS{
		"flow.yaml":     {Data: []byte(smallFlow)},
		"messages.yaml": {Data: []byte("hello: Hello.\n")},
		"rules.yaml":    {Data: []byte(strings.Replace(smallRules, was, is, 1))},
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	f, faults := flow.Compile(folder)
	if faults != nil {
		t.Fatal(faults)
	}
	return triage.Compile(folder, f.Schema)
}

func TestCompile(t *testing.T) {
	rules, faults := compile(t, "rules:", "rules:")
	if faults != nil {
		t.Fatal(faults)
	}
	r := rules.Rule("adp.bruise")
	if r == nil || r != &rules.List[0] || rules.Rule("adp.other") != nil {
		t.Fatal("Rule does not find the rule of that id alone")
	}
	care := []triage.Care{
		{Item: "sore.areas", Avoid: "all work", Instead: "light work"},
		{Area: "feet", Avoid: "heat"},
	}
	if d := cmp.Diff(care, r.Care); d != "" {
		t.Errorf("care (-want +got)\n%s", d)
	}
	if r.Clears != "a nurse" || !r.Private || r.Crisis || r.When.String() != "sore.skin has bruise" {
		t.Errorf("the rule is %+v", r)
	}
	// A declined in a set reads every item of it.
	if d := cmp.Diff([][]int{{0, 1}, {1}}, [][]int{rules.Reading(0), rules.Reading(1)}); d != "" {
		t.Errorf("reading (-want +got)\n%s", d)
	}
}

func TestCompileFaults(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{
			"id: adp.bruise", "id: odd.bruise",
			`rules.yaml:2:9: the id "odd.bruise" tells no disposition, expected a prefix adp., clr., urg. or em.
      - id: odd.bruise
            ^`,
		},
		{
			"when: sore.skin has bruise", "when: sore.skin has rash",
			`rules.yaml:3:25: sore.skin has no option "rash", expected one of bruise, none
        when: sore.skin has rash
                            ^`,
		},
		{
			"when: sore.skin has bruise", "when: >-\n      sore.skin has bruise and\n      sore.age > 3",
			`rules.yaml:5:7: no item is called "sore.age", did you mean sore.areas?
          sore.age > 3
          ^`,
		},
		{
			`area: "@sore.areas"`, `area: "@sore.spot"`,
			`rules.yaml:12:16: no item "sore.spot", expected @ and the id of an item that names an area
          - {area: "@sore.spot", avoid: all work, instead: light work}
                   ^`,
		},
	} {
		rules, faults := compile(t, c.was, c.is)
		if rules != nil || len(faults) != 1 {
			t.Errorf("%s: rules %v, faults %v", c.is, rules, faults)
			continue
		}
		if d := cmp.Diff(c.want, faults.Error()); d != "" {
			t.Errorf("%s (-want +got)\n%s", c.is, d)
		}
	}
}

// TestCompileAllFaults: one fault does not hide the next.
func TestCompileAllFaults(t *testing.T) {
	_, faults := compile(t, "adp.bruise\n    when: sore.skin has bruise", "bruise\n    when: sore.skin has")
	_, more := compile(t, "declined in @safety", "declined in @danger")
	if len(faults) != 2 || len(more) != 1 {
		t.Errorf("faults %v and %v", faults, more)
	}
}

func TestDisposition(t *testing.T) {
	for d := triage.Routine; d <= triage.Emergency; d++ {
		data, err := json.Marshal(d)
		var back triage.Disposition
		if err != nil || json.Unmarshal(data, &back) != nil || back != d {
			t.Errorf("%s became %s as %s", d, back, data)
		}
	}
	if s := triage.Emergency.String() + triage.Disposition(9).String(); s != "emergencydisposition 9" {
		t.Error(s)
	}
	var d triage.Disposition
	if err := d.UnmarshalText([]byte("Urgent")); err == nil {
		t.Error("Urgent is read as a disposition")
	}
	for id, want := range map[triage.RuleID]triage.Disposition{
		"em.x": triage.Emergency, "urg.x": triage.Urgent, "clr.x": triage.Clearance, "adp.x": triage.Adapt, "emx.x": triage.Routine, "": triage.Routine,
	} {
		if got := id.Disposition(); got != want {
			t.Errorf("%q is %s", id, got)
		}
	}
}

// TestRulesWhole: what staff and patients are shown of a rule of the program's
// own flow is there.
func TestRulesWhole(t *testing.T) {
	in := loaded(t)
	for _, r := range in.rules.List {
		if r.Title == "" || r.Patient == "" || r.Staff == "" || r.Action == "" || r.Source == "" {
			t.Errorf("%s lacks words", r.ID)
		}
		if r.Disposition == triage.Clearance && r.Clears == "" {
			t.Errorf("%s does not say who must agree", r.ID)
		}
		for _, c := range r.Care {
			if q := in.flow.Question(c.Item); c.Item != "" && (q == nil || q.Kind.Type() == item.Bool) {
				t.Errorf("%s: %s names no area", r.ID, c.Item)
			}
		}
	}
}
