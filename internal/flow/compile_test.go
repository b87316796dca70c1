package flow_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"intake/internal/content"
	"intake/internal/flow"
	"intake/internal/item"
)

// small has a question of each sort that Compile and Settle treat apart.
const small = `flow: small
version: "2"
lang: en
sections:
  - id: about
    title: About
    intro: Hello.
    prompts:
      - items: [{id: me.hurt, type: multi, name: Hurt, ask: Hurt?, short: Hurt?, again: Hurt?, why: Care., listen: true, safety: true, when: me.ill == true, options: [{id: arm, label: Arm}, {id: leg, label: Leg}, {id: none, label: None, alone: true}]}]
      - items: [{id: me.ill, type: boolean, name: Ill, ask: Ill?, short: Ill?, again: Ill?, why: Care., required: true}]
      - items: [{id: me.born, type: date, role: dob, name: Born, ask: Born?, short: Born?, again: Born?, why: Care., safety: true, carry: true}]
      - ask: Now and worst?
        short: Both?
        again: Two numbers?
        items:
          - {id: me.now, type: scale, name: Now, ask: Now?, short: Now?, again: Now?, why: Care., min: 0, max: 10}
          - {id: me.worst, type: scale, name: Worst, ask: Worst?, short: Worst?, again: Worst?, why: Care., at_least: me.now}
  - id: child
    title: Child
    when: age < 18
    prompts:
      - items: [{id: my.guardian, type: text, name: Guardian, ask: Who?, short: Who?, again: Who?, why: Care.}]
      - items: [{id: my.school, type: text, name: School, ask: Which?, short: Which?, again: Which?, why: Care., optional: true, private: true, when: my.guardian answered}]
  - id: end
    title: End
    prompts:
      - items: [{id: end.weeks, type: integer, unit: week, name: Weeks, ask: Weeks?, short: Weeks?, again: Weeks?, why: Care., listen: true, when: "me.hurt has leg and not (me.now < 5)"}]
      - items: [{id: end.note, type: text, name: Note, ask: Note?, short: Note?, again: Note?, why: Care., quiet: true}]
`

// compile compiles small with one text replaced, and a clinic.yaml.
func compile(t *testing.T, clinic, was, is string) (*flow.Flow, content.Errors) {
	t.Helper()
	if strings.Count(small, was) != 1 {
		t.Fatalf("%q does not stand there once", was)
	}
	folder, err := content.Load(fstest.MapFS{
		"flow.yaml":     {Data: []byte(strings.Replace(small, was, is, 1))},
		"messages.yaml": {Data: []byte("hello: Hello.\n")},
		"rules.yaml":    {Data: []byte("rules: []\n")},
		"clinic.yaml":   {Data: []byte(clinic)},
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	return flow.Compile(folder)
}

func loaded(t *testing.T) *flow.Flow {
	t.Helper()
	f, faults := compile(t, "", "flow: small", "flow: small")
	if faults != nil {
		t.Fatal(faults)
	}
	return f
}

func TestCompile(t *testing.T) {
	f := loaded(t)
	if f.ID != "small" || f.Version != "2" || f.Lang != "en" || len(f.Hash) != 16 {
		t.Errorf("the flow is %s %s %s %s", f.ID, f.Version, f.Lang, f.Hash)
	}
	var ids []item.ID
	for i, q := range f.Questions {
		ids = append(ids, q.ID)
		at, ok := f.Schema.Items.Index(q.ID)
		if q.At != i || at != i || !ok || f.Question(q.ID) != q || f.Schema.Items.Type(i) != q.Kind.Type() {
			t.Errorf("%s stands at %d, in the schema at %d", q.ID, q.At, at)
		}
	}
	// Asked in the order written, whatever depends on what.
	want := []item.ID{"me.hurt", "me.ill", "me.born", "me.now", "me.worst", "my.guardian", "my.school", "end.weeks", "end.note"}
	if d := cmp.Diff(want, ids); d != "" {
		t.Errorf("questions (-want +got)\n%s", d)
	}
	s := f.Schema
	if s.DOB != "me.born" || len(s.Groups) == 0 || len(s.Dispositions) != 5 {
		t.Errorf("the schema is %+v", s)
	}
	if d := cmp.Diff([]item.ID{"me.hurt", "me.born"}, s.Sets["safety"]); d != "" {
		t.Errorf("@safety (-want +got)\n%s", d)
	}
	if d := cmp.Diff(map[item.ID][]string{"me.hurt": {"arm", "leg", "none"}}, s.Options); d != "" {
		t.Errorf("options (-want +got)\n%s", d)
	}
	if f.Section("child").When.String() != "age < 18" || f.Section("about").Intro != "Hello." || f.Section("other") != nil || f.Question("other") != nil {
		t.Error("a section or question is not what was written, or out of nothing")
	}
	now, hurt, school := f.Question("me.now"), f.Question("me.hurt"), f.Question("my.school")
	if now.Prompt != f.Question("me.worst").Prompt || now.Prompt.Ask != "Now and worst?" || now.Prompt.Section.ID != "about" {
		t.Errorf("now is asked with %+v", now.Prompt)
	}
	if !hurt.Safety || !hurt.Listen || hurt.Required || !f.Question("me.ill").Required || !f.Question("me.born").Carry || !school.Private {
		t.Error("what is said of a question is lost")
	}
	if f.Question("me.worst").AtLeast != "me.now" || *now.Most != 10 || !hurt.Options[2].Alone || f.Question("end.weeks").Unit != "week" {
		t.Error("what is said of an answer is lost")
	}
	if !school.Asks() || f.Question("end.note").Asks() {
		t.Error("a quiet question is asked, or another is not")
	}
}

func TestOff(t *testing.T) {
	f, faults := compile(t, "off: [my.school]\n", "flow: small", "flow: small")
	if faults != nil {
		t.Fatal(faults)
	}
	if f.Question("my.school").Asks() || !f.Question("my.guardian").Asks() {
		t.Error("what the clinic switched off is asked, or more is not")
	}
}

func TestCompileFaults(t *testing.T) {
	const born = "role: dob, name: Born, ask: Born?, short: Born?, again: Born?, why: Care."
	for _, c := range []struct {
		was, is string // in flow.yaml
		at      string // where the fault is told: behind the |
		want    string
	}{
		{
			"id: me.ill, type: boolean", "id: me.ill, type: yesno", "id: me.ill, type: |yesno",
			`no kind of question is called "yesno", expected one of boolean, choice, multi, integer, scale, duration, date, text, body-regions`,
		},
		{
			", options: [{id: arm, label: Arm}, {id: leg, label: Leg}, {id: none, label: None, alone: true}]", "", "{id: |me.hurt",
			"me.hurt: needs at least two options",
		},
		{"min: 0, max: 10", "min: 10, max: 0", "{id: |me.now", "me.now: "},
		{"unit: week", "unit: moon", "{id: |end.weeks", `end.weeks: no unit is called "moon"`},
		{
			"        short: Both?\n", "", "{id: |me.now",
			"a prompt with several items has no words of its own, expected ask, short and again on the prompt",
		},
		{
			"items: [{id: my.guardian, type: text, name: Guardian, ask: Who?, short: Who?, again: Who?, why: Care.}]", "items: []", "- id: |child",
			"a prompt of section child asks nothing, expected items: with at least one question",
		},
		{"at_least: me.now", "at_least: me.pain", "at_least: |me.pain", `no number is called "me.pain", expected the id of a number`},
		{"at_least: me.now", "at_least: me.born", "at_least: |me.born", `no number is called "me.born", expected the id of a number`},
		{
			"when: age < 18", "when: age below 18", "when: age |below",
			`age is a number and cannot be asked "below", expected one of ==, <, <=, >=, >`,
		},
		{"when: me.ill == true", "when: me.ill == maybe", "when: me.ill == |maybe", `me.ill is yes or no, "maybe" is not, expected true or false`},
		{"role: dob, ", "", "when: |age", "no item asks for a date of birth, so age is never known"},
		{
			"why: Care., required: true", "why: Care., when: me.hurt has arm", "{id: |me.hurt",
			"conditions go in a circle: me.hurt > me.ill > me.hurt",
		},
		{"when: me.ill == true", "when: me.hurt has arm", "{id: |me.hurt", "conditions go in a circle: me.hurt > me.hurt"},
		{
			// By way of the condition of a section.
			born, born + ", when: my.school answered", "{id: |me.born",
			"conditions go in a circle: me.born > my.school > me.born",
		},
	} {
		f, faults := compile(t, "", c.was, c.is)
		if f != nil || len(faults) == 0 {
			t.Errorf("%s: no fault", c.is)
			continue
		}
		want := place(t, strings.Replace(small, c.was, c.is, 1), c.at) + c.want
		if got, _, _ := strings.Cut(faults[0].Error(), "\n"); !strings.HasPrefix(got, want) {
			t.Errorf("%s\ngives %s\nnot   %s", c.is, got, want)
		}
	}
}

// place tells the line and column behind the | of a text in flow.yaml.
func place(t *testing.T, file, at string) string {
	t.Helper()
	before, after, _ := strings.Cut(at, "|")
	file, _, ok := strings.Cut(file, before+after)
	if !ok {
		t.Fatalf("%q stands nowhere", at)
	}
	file += before
	return fmt.Sprintf("flow.yaml:%d:%d: ", 1+strings.Count(file, "\n"), len(file)-strings.LastIndex(file, "\n"))
}

func TestOffFaults(t *testing.T) {
	for clinic, want := range map[string]string{
		"off: [me.ill]\n":              "clinic.yaml:1:7: me.ill cannot be switched off, expected an item marked optional in flow.yaml",
		"off: [my.school, me.other]\n": "clinic.yaml:1:18: no item \"me.other\" to switch off, expected the id of an optional item",
	} {
		f, faults := compile(t, clinic, "flow: small", "flow: small")
		if f != nil || len(faults) != 1 || !strings.HasPrefix(faults[0].Error(), want+"\n") {
			t.Errorf("%s: faults %v", clinic, faults)
		}
	}
}

// TestCompileAllFaults: one fault does not hide the next.
func TestCompileAllFaults(t *testing.T) {
	_, faults := compile(t, "off: [me.ill]\n", "at_least: me.now}\n  - id: child\n    title: Child\n    when: age < 18", "at_least: me.pain}\n  - id: child\n    title: Child\n    when: age < x")
	if len(faults) != 3 {
		t.Errorf("faults are %v", faults)
	}
}
