package prove

import (
	"slices"
	"strings"
	"testing"

	"intake/internal/triage"
)

// through leads the small flow to its first question.
const through = "patient: hi\nasking consent.privacy\npress: yes\n"

func TestReplayHoldsEachLine(t *testing.T) {
	e := loaded(t, mini(t))
	for _, talk := range []string{
		through + "understood consent.privacy = true\nasking redflag.emergency\nstate symptoms\nno done\nno alert\nfaq",
		through + "bot: do you   HAVE any",
		through + "press: fever, lump\nunderstood redflag.emergency = fever, lump\nunderstood redflag.emergency = [\"fever\",\"lump\"]\nasking fever.days",
		through + "press: chest_pain\nflag em.chest\nno flag clr.fever\ntriage emergency\nalert\ndone\nasking",
		through + "patient: skip\nunderstood redflag.emergency = null",
		through + "press: fever\npatient: 4\nunderstood fever.days = 4\nflag clr.fever\nlater 45d\npatient: hello\nstate expired",
		"title: a no\n# said at once\nat 2026-05-01T08:00:00Z\npatient: hi\npress: no\nstate declined\nforget",
	} {
		if f, _ := replay(e, "a.txt", []byte(talk)); len(f) > 0 {
			t.Errorf("replay(%q) = %v", talk, f)
		}
	}
}

func TestReplayTellsWhatDidNotComeTrue(t *testing.T) {
	e := loaded(t, mini(t))
	for line, want := range map[string]string{
		"understood pain.now = 3":            "understood only consent.privacy",
		"understood consent.privacy = false": "understood consent.privacy = true",
		"asking pain.now":                    `asking is "redflag.emergency"`,
		"state review":                       `state is "symptoms"`,
		"triage urgent":                      `triage is "routine"`,
		"flag em.chest":                      "the flags are []",
		"faq cost":                           `faq is ""`,
		"bot: goodbye":                       "the bot said \"Do you have any of these?\"",
		"handoff":                            "the effects are []",
		"done":                               "it goes on, asking redflag.emergency",
		"no flag em.x":                       "",
		"wonder":                             `no line of a talk begins with "wonder"`,
		"no wonder":                          `no line says "no wonder"`,
		"no asking":                          `no line says "no asking"`,
		"later tomorrow":                     `"tomorrow" is no time`,
		"at noon":                            `"noon" is no time`,
		"understood pain":                    "understood wants an item",
		"press:":                             "press names no button",
	} {
		f, _ := replay(e, "a.txt", []byte(through+line))
		if want == "" {
			if len(f) > 0 {
				t.Errorf("replay(%q) = %v, want nothing", line, f)
			}
			continue
		}
		if !holds(f, Fault, want) || f[0].Where != "a.txt:4" {
			t.Errorf("replay(%q) = %v, want a.txt:4: %s", line, f, want)
		}
	}
	for talk, want := range map[string]string{"asking x": "nothing was said before", "# no": "the talk says nothing"} {
		if f, _ := replay(e, "a.txt", []byte(talk)); !holds(f, Fault, want) {
			t.Errorf("replay(%q) = %v, want %s", talk, f, want)
		}
	}
}

func TestReplayAllTellsUntouchedRules(t *testing.T) {
	files := mini(t)
	files["talks/a.txt"] = file(through + "press: chest_pain\n")
	got, err := replayAll(loaded(t, files), files)
	if err != nil || got.Count != 1 || len(got.Findings) > 0 || !slices.Equal(got.Untouched, []triage.RuleID{"clr.fever"}) {
		t.Errorf("replayAll() = %+v, %v", got, err)
	}
}

func FuzzTalk(f *testing.F) {
	f.Add(through + "understood a = [\"x\"]\nno flag x\nlater 3d")
	f.Fuzz(func(t *testing.T, src string) {
		talk, bad := parseTalk("f.txt", []byte(src))
		if len(talk.acts)+len(bad) > strings.Count(src, "\n")+2 {
			t.Errorf("more acts and faults than lines")
		}
	})
}
