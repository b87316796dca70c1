package summary

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"intake/internal/kind"
	"intake/internal/triage"
)

// samples are the cases kept as golden files.
var samples = []struct {
	name string
	want triage.Disposition
	make func(*testing.T) *Case
}{
	{"routine", triage.Routine, func(t *testing.T) *Case {
		return caseOf(t, anna)
	}},
	{"adapt", triage.Adapt, func(t *testing.T) *Case {
		return caseOf(t, anna.with(patient{
			"symptoms.areas": []string{"lower_back", "neck"}, "symptoms.onset": button("flare_longstanding"), "symptoms.duration": "4 years",
			"symptoms.reason":    "My back and neck ache after work, it comes and goes.",
			"pain.quality":       []string{"ache", "tight"},
			"chronic.flare":      button("flare_now"),
			"meds.anticoagulant": []string{"anticoagulant"}, "meds.groups": []string{"blood_pressure"}, "meds.list": "apixaban 5 mg, ramipril",
			"history.circulation": []string{"high_bp"}, "bp.control": button("controlled"),
			"history.conditions": []string{"diabetes"}, "diabetes.control": button("well"),
			"allergies.list": []string{"nut_oil", "latex"}, "allergies.severity": button("anaphylaxis"),
			"boundaries.list": []string{"no_feet", "cannot_lie_flat", "female_therapist"},
			"history.surgery": []string{"implant_device"}, "implant.types": []string{"pacemaker_icd"},
		}))
	}},
	{"clearance", triage.Clearance, func(t *testing.T) *Case {
		k := newTalk(t)
		k.answers(anna.with(patient{
			"profile.name": "Maria Lopez", "profile.sex": button("female"), "profile.dob": "2 May 1993",
			"symptoms.areas": []string{"lower_back"}, "symptoms.onset": button("gradual"), "symptoms.duration": "2 months",
			"symptoms.reason": "Low back ache, worse since I am pregnant.", "sport.name": nil,
			"pregnancy.status": button("yes"), "pregnancy.weeks": "18", "pregnancy.complications": []string{"multiple"},
			"pregnancy.cleared": button("yes"), "consent.share": button("yes"), "share.contact": "Dr Osei, midwives' unit, 555 0177",
			"provider.preference": []string{"prenatal"},
		}))
		k.now = k.now.AddDate(0, 0, 15)
		return k.summary()
	}},
	{"urgent", triage.Urgent, func(t *testing.T) *Case {
		return caseOf(t, anna.with(patient{
			"symptoms.reason": "My left calf is sore after a long flight.", "symptoms.areas": []string{"calf_left"},
			"symptoms.onset": button("gradual"), "symptoms.duration": "3 days", "leg.signs": []string{"swelling_one", "tender_calf"},
			"leg.risk": []string{"long_travel"}, "redflag.general": []string{"one_leg"},
		}))
	}},
	{"emergency", triage.Emergency, func(t *testing.T) *Case {
		k := newTalk(t)
		k.types("hello")
		for _, id := range []string{"yes", "Anna Berg", "14 March 1985"} {
			k.types(id)
		}
		k.types("I have crushing chest pain right now and can't get my breath")
		return k.summary()
	}},
	{"minor", triage.Adapt, func(t *testing.T) *Case {
		return caseOf(t, anna.with(patient{
			"profile.name": "Leo Berg", "profile.dob": "14 March 2010", "guardian.name": "Anna Berg",
			"guardian.relationship": button("parent"), "guardian.consent": button("yes"), "guardian.present": button("yes"),
			"symptoms.reason": "My shoulder is sore after swimming.", "symptoms.areas": []string{"shoulder_right"},
			"symptoms.onset": button("training_soreness"), "symptoms.duration": "5 days", "sport.name": "swimming",
		}))
	}},
}

func TestGolden(t *testing.T) {
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) {
			c := s.make(t)
			if c.Banner.Disposition != s.want {
				t.Errorf("disposition is %s, want %s: %v", c.Banner.Disposition, s.want, c.Provenance.Rules)
			}
			out, err := c.JSON()
			if err != nil {
				t.Fatal(err)
			}
			golden(t, s.name+".txt", []byte(c.Text()))
			golden(t, s.name+".json", out)
			checkJSON(t, c)
			checkPage(t, c)
			checkJSON(t, c.Public())
			checkPage(t, c.Public())
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	// The hash changes with any word of the content.
	got = bytes.ReplaceAll(got, []byte(engine(t).Flow.Hash), []byte("HASH"))
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s (-want +got), run go test -update if that is right:\n%s", file, cmp.Diff(string(want), string(got)))
	}
}

// checkPage holds the printed case to the measures of a page.
func checkPage(t *testing.T, c *Case) {
	t.Helper()
	page, rest, two := strings.Cut(c.Text(), "\n"+pageBreak+"\n")
	if n := strings.Count(strings.TrimRight(page, "\n"), "\n") + 1; n > pageLines {
		t.Errorf("page 1 has %d lines", n)
	}
	for _, l := range strings.Split(page+"\n"+rest, "\n") {
		if utf8.RuneCountInString(l) > columns {
			t.Errorf("%d columns: %s", utf8.RuneCountInString(l), l)
		}
		if strings.ContainsFunc(l, func(r rune) bool { return r < ' ' || r == '\u202e' }) {
			t.Errorf("control characters in %q", l)
		}
	}
	if strings.Contains(page, more) && !two {
		t.Error("page 1 promises a page 2 that is not there")
	}
	if !strings.HasPrefix(page, c.Banner.Sign+" "+c.Banner.Words) {
		t.Errorf("the page begins with %.40q", page)
	}
	at := -1
	for _, must := range []string{"RED FLAGS", "BASELINE", "CONSENT", "ON THE DAY"} {
		i := strings.Index(page, "\n"+must)
		if i <= at {
			t.Errorf("%s is missing or out of order on page 1", must)
		}
		at = i
	}
}

func TestRoutineFitsOnePage(t *testing.T) {
	if s := caseOf(t, anna).Text(); strings.Contains(s, "page 2") {
		t.Errorf("a routine case has a second page:\n%s", s)
	}
}

func TestSameCase(t *testing.T) {
	k := newTalk(t)
	k.answers(anna.with(patient{"meds.anticoagulant": []string{"aspirin"}, "history.conditions": []string{"diabetes", "cancer"}}))
	first, err := k.summary().JSON()
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := k.summary().JSON()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("the same conversation gives another case")
		}
	}
}

func TestZone(t *testing.T) {
	k := newTalk(t)
	k.answers(anna)
	k.now = k.now.In(time.UTC)
	if c := k.summary(); c.Banner.Opened.Location() != time.UTC || !strings.Contains(c.Text(), "2026 09:") {
		t.Errorf("opened %s, want the zone of now", c.Banner.Opened)
	}
}

func TestNotBegun(t *testing.T) {
	c := New(engine(t), newTalk(t).s, nil, start)
	checkJSON(t, c)
	checkPage(t, c)
	k := newTalk(t)
	k.types("hello")
	k.says(kind.Said{Choice: "no"})
	checkPage(t, k.summary())
}
