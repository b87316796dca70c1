package summary

import (
	"encoding/json"
	"strings"
	"testing"

	"intake/internal/kind"
	"intake/internal/triage"
)

// leaks fails where anything of a public copy holds one of the words.
func leaks(t *testing.T, c *Case, secrets ...string) {
	t.Helper()
	p := c.Public()
	out, err := p.JSON()
	if err != nil {
		t.Fatal(err)
	}
	all := strings.ToLower(string(out) + oneLine(p.Text()))
	for _, s := range secrets {
		if strings.Contains(all, strings.ToLower(s)) {
			t.Errorf("the public copy tells %q:\n%s", s, p.Text())
		}
	}
	whole, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(p.Text(), "Answers marked private are shown in the console only.") {
		t.Error("the copy does not say that something may be missing")
	}
	if strings.Contains(string(whole), elsewhere) {
		t.Error("the whole case lacks something")
	}
	checkJSON(t, p)
	checkPage(t, p)
}

func TestPublicSelfHarm(t *testing.T) {
	k := newTalk(t)
	k.types("hello")
	for k.entries[len(k.entries)-1].Turn.Asking != "pain.now" {
		k.answer(anna, k.entries[len(k.entries)-1].Turn.Asking)
	}
	k.types("honestly I want to kill myself")
	c := k.summary()
	if c.Banner.Disposition != triage.Emergency || !strings.Contains(oneLine(c.Text()), `"honestly I want to kill myself"`) {
		t.Fatalf("no emergency in the patient's words:\n%s", c.Text())
	}
	leaks(t, c, "kill myself", "self-harm", "self_harm", "suicid", "988")
	p := c.Public()
	if p.Banner.Disposition != triage.Emergency || p.Banner.Reason != "Private: see the console" {
		t.Errorf("the copy's banner is %+v", p.Banner)
	}
	if p.Banner.Name != "Anna Berg" || p.Body.Pain == nil {
		t.Error("the copy lacks what is not private")
	}
	k.says(kind.Said{Choice: "misunderstood"})
	c = k.summary()
	if len(c.RedFlags.TakenBack) != 1 || !strings.Contains(c.Text(), "Taken back 16 Mar") {
		t.Errorf("the alarm is not shown as taken back:\n%s", c.Text())
	}
	leaks(t, c, "kill myself", "self-harm", "self_harm", "suicid")
}

// TestPublicWords tells two things in one breath: the flag that is not private
// stays, without the words.
func TestPublicWords(t *testing.T) {
	k := newTalk(t)
	k.types("hello")
	k.types("yes")
	k.types("I want to kill myself, and I have chest pain right now")
	c := k.summary()
	leaks(t, c, "kill myself", "self-harm", "suicid")
	f := c.Public().RedFlags.Flags
	if len(c.RedFlags.Flags) != 2 || len(f) != 1 || f[0].Rule != "em.chest_pain" || f[0].Because[0].Words != elsewhere {
		t.Errorf("the copy shows %+v", f)
	}
}

func TestPublicMood(t *testing.T) {
	for _, coping := range []string{"low_anxious", "unsafe_home", "stressed"} {
		c := caseOf(t, anna.with(patient{"boundaries.list": []string{"past_trauma"}, "wellbeing.coping": button(coping)}))
		if c.Boundaries.Mood == "" || !strings.Contains(c.Text(), "Mood: ") {
			t.Errorf("%s: no mood in the whole case", coping)
		}
		leaks(t, c, "mood:", coping, "unsafe home", "low or anxious", "wellbeing", c.Boundaries.Mood)
	}
}

func TestPublicMinor(t *testing.T) {
	minor := patient{
		"profile.sex": button("female"), "profile.dob": "14 March 2010", "guardian.name": "Eva Berg",
		"guardian.relationship": button("parent"), "guardian.consent": button("yes"), "guardian.present": button("yes"),
		"symptoms.onset": button("gradual"), "symptoms.reason": "My back aches, and I am pregnant but mum must not know.",
		"pregnancy.status": button("yes"), "pregnancy.weeks": "15", "boundaries.list": []string{"past_trauma", "no_feet"},
		"provider.preference": []string{"prenatal", "pt"},
	}
	c := caseOf(t, anna.with(minor))
	if !strings.Contains(c.Text(), "Safeguarding lead first") || c.Pregnancy.Status != "yes" {
		t.Errorf("the whole case names no safeguarding lead:\n%s", c.Text())
	}
	p := c.Public()
	p.Notice = strings.Replace(p.Notice, minorNotice, "", 1)
	out, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"i am pregnant", "15 weeks", "trimester", "prenatal", "side-lying", "past_trauma", "past trauma", "adp.preg", "trauma-informed"} {
		if strings.Contains(strings.ToLower(string(out)), s) {
			t.Errorf("a minor's copy tells %q:\n%s", s, out)
		}
	}
	if !strings.Contains(oneLine(c.Public().Text()), "safeguarding lead first") {
		t.Error("a minor's copy does not name the safeguarding lead")
	}
	if len(p.Boundaries.Touch) != 1 || p.Banner.Disposition != c.Banner.Disposition {
		t.Errorf("a minor's copy has limits %v and is %s", p.Boundaries.Touch, p.Banner.Disposition)
	}
	// A grown-up's pregnancy is for everyone who treats.
	if !strings.Contains(caseOf(t, full).Public().Text(), "Pregnant, 26 weeks") {
		t.Error("a grown-up's copy lacks the pregnancy")
	}
}

func TestPublicOfDecodedCase(t *testing.T) {
	c := caseOf(t, anna)
	bare := &Case{Banner: c.Banner}
	if p := bare.Public(); p.Banner.Name != "" || p.Banner.Disposition != c.Banner.Disposition || p.Notice == "" {
		t.Errorf("a case of unknown origin shows %+v", p.Banner)
	}
	if p := c.Public().Public(); p.Banner.Name != "Anna Berg" {
		t.Error("a copy of a copy is empty")
	}
}

func TestPublicLeavesTheCase(t *testing.T) {
	c := fullCase(t)
	before, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	c.Public()
	after, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("making the copy changed the case")
	}
}
