package summary

import (
	"strings"
	"testing"
	"time"

	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
)

// full is a patient of whom every section has something to say.
var full = anna.with(patient{
	"profile.name": "Maria Lopez", "profile.sex": button("female"), "profile.dob": "2 May 1993",
	"symptoms.reason": "My lower back and left calf hurt since the fall.",
	"symptoms.areas":  []string{"lower_back", "calf_left"}, "symptoms.duration": "8 weeks",
	"redflag.general": []string{"one_leg"}, "leg.signs": []string{"hard_veins"}, "leg.risk": []string{"none"},
	"injury.assessed": button("yes"), "psfs.activity3": "lifting my son", "psfs.score3": "4",
	"pregnancy.status": button("yes"), "pregnancy.weeks": "26", "pregnancy.complications": []string{"pelvic_girdle_pain"},
	"pregnancy.cleared":  button("yes"),
	"history.conditions": []string{"epilepsy", "lymphedema"}, "epilepsy.control": button("controlled"),
	"lymphedema.area":     []string{"upper_arm_right"},
	"history.circulation": []string{"high_bp"}, "bp.control": button("controlled"),
	"history.surgery": []string{"surgery_12m", "implant_device"}, "surgery.type": "wrist plate", "surgery.weeks_ago": "20",
	"surgery.area": []string{"wrist_left"}, "surgery.wound": button("closed_dry"), "surgery.cleared": button("yes"),
	"implant.types":      []string{"plates_screws", "stimulator"},
	"meds.anticoagulant": []string{"anticoagulant"}, "meds.groups": []string{"steroids_long"}, "meds.list": "enoxaparin, prednisone",
	"allergies.list": []string{"lanolin", "medication"}, "allergies.severity": button("anaphylaxis"), "allergies.details": "penicillin, a skin rash",
	"skin.now":         []string{"eczema_psoriasis", "fungal_local"},
	"boundaries.list":  []string{"no_abdomen", "chaperone", "female_therapist", "cannot_lie_flat", "access_help", "past_trauma"},
	"wellbeing.coping": button("low_anxious"), "referral.status": button("have_referral"), "referral.from": "Dr Osei",
	"claim.type": button("auto"), "consent.share": button("yes"), "share.contact": "Dr Osei, 555 0177, mornings",
})

// fullCase is the case of a talk with all that can go wrong in it.
func fullCase(t *testing.T) *Case {
	t.Helper()
	k := newTalk(t)
	k.types("hello")
	for _, id := range []string{"consent.privacy", "profile.name", "profile.dob"} {
		k.answer(full, k.asking(id))
	}
	k.answers(full)
	k.now = k.now.AddDate(0, 0, 15)
	return k.summary()
}

func (k *talk) asking(id string) (asked item.ID) {
	k.t.Helper()
	asked = k.entries[len(k.entries)-1].Turn.Asking
	if string(asked) != id {
		k.t.Fatalf("asking %s, want %s", asked, id)
	}
	return asked
}

// TestMustContain holds the printed case, page by page, to what each section
// must contain.
func TestMustContain(t *testing.T) {
	text := fullCase(t).Text()
	routine := caseOf(t, anna).Text()
	emergency := samples[4].make(t).Text()
	minor := samples[5].make(t).Text()
	for _, tt := range []struct {
		section, what, in, want string
	}{
		{"banner", "disposition in words with a sign", text, "[!] URGENT: "},
		{"banner", "one-line reason", text, "Possible clot in leg"},
		{"banner", "action", text, "ACTION Call today; no massage until DVT excluded"},
		{"banner", "action of a routine case", routine, "ACTION        Book as usual"},
		{"banner", "name", text, "Maria Lopez"},
		{"banner", "date of birth", text, "born 2 May 1993"},
		{"banner", "age", text, "age 32"},
		{"banner", "contact", text, "+1 555 010 2233"},
		{"banner", "safe way and time", text, "text only, after 5 pm"},
		{"banner", "who typed", text, "typed by patient"},
		{"banner", "who typed for a minor", minor, "typed by guardian"},
		{"banner", "complaint", text, "lower back, left calf, after an injury, 8 weeks, pain 6/10"},
		{"banner", "time", text, "sent Mon 16 Mar 2026 10:"},
		{"banner", "channel", text, "by slack"},
		{"banner", "flow version", text, "massage 1.0.0"},
		{"banner", "language", text, ", en,"},
		{"alerts", "anaphylaxis", text, "naphylaxis: lanolin (wool fat), a medicine"},
		{"alerts", "blood thinner", text, "blood thinner: anticoagulant"},
		{"alerts", "pregnancy weeks", text, "pregnant, 28 weeks"},
		{"alerts", "device", text, "device: "},
		{"alerts", "seizures", text, "seizures: controlled"},
		{"alerts", "infection", text, "infection: "},
		{"alerts", "clot", text, "clot: "},
		{"alerts", "cannot lie flat", text, "cannot lie flat"},
		{"red flags", "none reported", routine, "RED FLAGS     None reported"},
		{"red flags", "name", text, "[!] Possible clot in leg (URGENT)"},
		{"red flags", "the answer", text, "Leg signs: "},
		{"red flags", "the words of an emergency", emergency, `"I have crushing chest pain right now`},
		{"red flags", "what the patient was told and when", emergency, `Told 16 Mar 09:59: "Call 911 now`},
		{"red flags", "whether help was reached", emergency, "Help reached: not recorded"},
		{"red flags", "owner and time of the call-back", emergency, "Call-back: unassigned, due now"},
		{"red flags", "call-back of an urgent one", text, "Call-back: unassigned, due today, Mon 16 Mar 2026"},
		{"precautions", "what to avoid", text, "Legs: avoid "},
		{"precautions", "what to use instead", text, "Instead: "},
		{"precautions", "worst first", text, "- Whole body: avoid any massage"},
		{"precautions", "who must clear", text, "Clears: "},
		{"precautions", "how to reach them", text, `"Dr Osei, 555 0177, mornings"`},
		{"reason", "own words", text, `"My lower back and left calf hurt since the fall."`},
		{"reason", "goal", text, `Goal: "run the autumn trail race"`},
		{"reason", "sport", text, `Sport: "trail running"`},
		{"body", "regions with side", text, "Lower back, left calf"},
		{"body", "surgery", text, "Surgery: left wrist"},
		{"body", "lymphedema", text, "Lymphedema: right upper arm"},
		{"body", "skin", text, "Skin: "},
		{"body", "implants", text, "Implants: "},
		{"body", "areas to avoid", text, "Hatched on the figure: "},
		{"baseline", "pain now, worst, best", text, "Pain now 6, worst 8, best 2"},
		{"baseline", "24-hour pattern", text, "Pattern: depends on what I do"},
		{"baseline", "activities with scores", text, `2/10  "running downhill"`},
		{"baseline", "third activity", text, `4/10  "lifting my son"`},
		{"baseline", "mean", text, "3.7/10  mean"},
		{"baseline", "what change is real", text, "(MDC90: 2 points, one activity 3; Stratford 1995)"},
		{"baseline", "pressure", text, "Pressure wished: medium"},
		{"behaviour", "onset", text, "An injury or accident"},
		{"behaviour", "duration and phase", text, "8 weeks, subacute"},
		{"behaviour", "aggravating", text, "Worse: stairs, sport or exercise"},
		{"behaviour", "easing", text, "Better: resting, ice or cold"},
		{"behaviour", "quality", samples[1].make(t).Text(), "Feels: aching, tight"},
		{"behaviour", "flare", samples[1].make(t).Text(), "flare: "},
		{"behaviour", "previous treatment and response", text, "Tried: physical therapy; it helped"},
		{"history", "conditions with follow-ups", text, "- Epilepsy"},
		{"history", "conditions of the circulation", text, "- High blood pressure (blood pressure control: "},
		{"history", "surgery with weeks", text, "22 weeks ago"},
		{"history", "clearance of surgery", text, "surgeon's agreement: yes"},
		{"history", "implants", text, "- Implants: "},
		{"medicines", "thinners first", text, "MEDICINES     Blood thinners: "},
		{"medicines", "groups", text, "Medicines: "},
		{"medicines", "names", text, `"enoxaparin, prednisone"`},
		{"medicines", "allergies", text, "Allergies: lanolin"},
		{"medicines", "worst reaction", text, "worst reaction: severe"},
		{"medicines", "details", text, `"penicillin, a skin rash"`},
		{"medicines", "products to avoid", text, "Avoid products: lanolin"},
		{"pregnancy", "weeks today", text, "28 weeks today (26 on 16 Mar)"},
		{"pregnancy", "trimester", text, "3rd trimester"},
		{"pregnancy", "complications", text, "Complications: "},
		{"pregnancy", "warning signs", text, "pregnancy signs"},
		{"pregnancy", "clearance", text, "Provider says massage is fine: yes"},
		{"pregnancy", "position", text, "Position: side-lying or semi-reclined, not prone, not flat on the back"},
		{"boundaries", "touch limits", text, "No touch on the belly"},
		{"boundaries", "chaperone", text, "chaperone"},
		{"boundaries", "therapist", text, "female therapist"},
		{"boundaries", "cannot lie flat", text, "cannot lie flat"},
		{"boundaries", "access", text, "help"},
		{"boundaries", "mood", text, "Mood: "},
		{"match", "PT", text, "PT (clearance or red flag, after surgery)"},
		{"match", "prenatal", text, "prenatal-certified (pregnancy)"},
		{"match", "lymphedema", text, "lymphedema-trained (lymphedema)"},
		{"match", "sports", text, "sports (sport)"},
		{"match", "gender", text, "therapist: female"},
		{"match", "session", text, "60 min"},
		{"match", "payer", text, `plan "Aetna Silver"`},
		{"match", "referral", text, `from "Dr Osei"`},
		{"match", "claim", text, "claim: "},
		{"match", "slots", text, "times: weekday evenings, weekends"},
		{"consent", "value, name, time, channel", text, "yes Privacy, Maria Lopez, 16 Mar 09:58, slack"},
		{"consent", "treatment", text, "yes Consent to treatment, Maria Lopez"},
		{"consent", "text version", text, "text massage 1.0.0 "},
		{"consent", "wording", text, `Consent to treatment: yes. "You can stop at any time.`},
		{"consent", "guardian and relationship", minor, "Guardian: Anna Berg, parent"},
		{"consent", "guardian's consent", minor, "yes Guardian agrees, Anna Berg for Leo Berg"},
		{"consent", "contact my doctor", text, "May contact doctor: yes"},
		{"consent", "contact my doctor, not asked", routine, "May contact doctor: not asked"},
		{"answers", "ids and times of answers", text, "pain.now               16 Mar 10:"},
		{"provenance", "rule ids", text, "Rules: urg.dvt "},
		{"provenance", "rule-set version", text, "rule set massage 1.0.0 "},
		{"provenance", "transcript", text, "transcript k7f3"},
		{"on the day", "tick list", text, "_fever _contagious"},
		{"on the day", "blood pressure where listed", text, "_BP"},
		{"on the day", "weeks today", text, "_28 weeks today"},
	} {
		if got := under(tt.in, tt.section); !strings.Contains(got, oneLine(tt.want)) {
			t.Errorf("%s: no %s: %q in %q", tt.section, tt.what, tt.want, got)
		}
	}
	if t.Failed() {
		t.Log("the full case:\n" + text)
	}
}

// oneLine is text as one line, so that wrapping does not matter.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// under returns what stands under a section's label, on both pages, as one
// line; the banner is all that stands above the rule.
func under(text, section string) string {
	if section == "banner" {
		head, _, _ := strings.Cut(text, "\n---")
		return oneLine(head)
	}
	var out []string
	label := ""
	for _, l := range strings.Split(text, "\n") {
		if l != "" && l[0] != ' ' && l[0] != '_' {
			label = strings.TrimSpace(l[:min(indent, len(l))])
			if strings.HasPrefix(l, onTheDay) {
				label = onTheDay
			}
		} else if l == "" {
			label = ""
		}
		if strings.EqualFold(label, section) {
			out = append(out, l)
		}
	}
	return oneLine(strings.Join(out, "\n"))
}

// TestNotAnswered tells of what is missing, and why.
func TestNotAnswered(t *testing.T) {
	k := newTalk(t)
	k.types("hello")
	for {
		switch id := k.entries[len(k.entries)-1].Turn.Asking; id {
		case "profile.dob":
			k.types("skip")
		case "pain.now":
			k.types("purple monkey dishwasher")
			k.types("who won the game last night?")
			k.answer(anna, id)
			k.types("sorry, change pain now to 7")
		case "psfs.activity1", "meds.groups":
			k.says(kind.Said{Choice: "skip"})
		case "review.confirm":
			k.types("please mention that my dog comes along to the visit")
			k.answers(anna)
			c := k.summary()
			for _, want := range []string{
				"ALERTS Declined: date of birth, medicines", "Declined: date of birth (safety), hard activity 1",
				"clr.declined: ask in person, never read as no", `Not understood, pain now: "purple monkey dishwasher"`,
				`Asked us, no answer known: "who won the game last night?"`, `pain now: "6 out of 10" -> "7 out of 10"`,
				`Added at review: "please mention that my dog comes along to the visit"`,
			} {
				if !strings.Contains(oneLine(c.Text()), want) {
					t.Errorf("no %s in:\n%s", want, c.Text())
				}
			}
			checkJSON(t, c)
			return
		case "":
			t.Fatal("the talk ended early")
		default:
			k.answer(anna, id)
		}
	}
}

func TestPhase(t *testing.T) {
	for days, want := range map[int]string{
		0: "acute", 41: "acute", 42: "subacute", 84: "subacute", 89: "subacute", 90: "chronic", 4000: "chronic",
	} {
		if got := phaseOf(days); got != want {
			t.Errorf("%d days: %s, want %s", days, got, want)
		}
	}
}

func TestContact(t *testing.T) {
	for in, want := range map[string]string{
		"555 010 2233":                          "555 010 2233|",
		"+1 (555) 010-2233, text only":          "+1 (555) 010-2233|text only",
		"anna@example.org, not on weekdays":     "anna@example.org|not on weekdays",
		"call 5550102233 or a.b@example.org":    "5550102233+a.b@example.org|call",
		"my sister passes it on":                "|my sister passes it on",
		"5550102233 but never before 17:30 ok?": "5550102233|but never before 17:30 ok",
	} {
		reach, safe := splitContact(in)
		if got := strings.Join(reach, "+") + "|" + safe; got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	earlier := caseOf(t, anna.with(patient{"pain.now": "7", "psfs.score1": "2", "psfs.score2": "1"}))
	earlier.Banner.ID = "old1"
	now := caseOf(t, anna)
	now.Compare(earlier)
	got := now.Baseline.Earlier
	if len(got) != 1 || got[0].ID != "old1" || *got[0].NowChange != -1 || *got[0].MeanChange != 2 || !got[0].Real {
		t.Errorf("earlier scores are %+v", got)
	}
	if want := "16 Mar 2026: pain 7 (-1 since), mean 1.5 (+2 since, a real change)"; !strings.Contains(now.Text(), want) {
		t.Errorf("no %q in:\n%s", want, now.Text())
	}
	if len(now.Public().Baseline.Earlier) != 1 {
		t.Error("the public copy has no earlier scores")
	}
	checkJSON(t, now)
}

func TestWeeksCountOn(t *testing.T) {
	k := newTalk(t)
	k.answers(full)
	for days, want := range map[int]int{0: 26, 6: 26, 7: 27, 13: 27, 14: 28} {
		later := *k
		later.now = start.AddDate(0, 0, days)
		c := later.summary()
		if c.Pregnancy.Weeks == nil || *c.Pregnancy.Weeks != want || *c.Pregnancy.Said != 26 {
			t.Errorf("after %d days: %+v, want %d weeks", days, c.Pregnancy, want)
		}
	}
	// A change of clocks makes no day shorter.
	from := time.Date(2026, 3, 16, 23, 0, 0, 0, zone)
	if n := daysBetween(from, from.Add(2*time.Hour)); n != 1 {
		t.Errorf("%d midnights, want 1", n)
	}
}

// TestEvidence shows the words that fired a rule, not those said later, and of
// a list the options that the rule asks for.
func TestEvidence(t *testing.T) {
	e := engine(t)
	q := e.Flow.Question("redflag.general")
	s := dialog.State{ID: "k7f3", Phase: "symptoms", Answers: item.NewAnswers(e.Flow.Schema.Items), Turns: 9}
	s.Answers.Set(q.At, item.Answer{Status: item.Given, Turn: 9, Value: item.OptionsOf("lump", "dark_urine")})
	s.Fired = []dialog.Fired{{Rule: "em.rhabdo", Turn: 4, Told: true}}
	told := strings.ReplaceAll(e.Rules.Rule("em.rhabdo").Patient, "{emergency}", "911")
	heard := func(ids ...string) dialog.Turn {
		return dialog.Turn{
			Replies:    []dialog.Reply{{Text: "First. " + told + " Last."}},
			Understood: []dialog.Heard{{Item: q.ID, Status: item.Given, Value: item.OptionsOf(ids...)}},
		}
	}
	entries := []dialog.Entry{
		{N: 4, At: start, By: "patient", Said: kind.Said{Text: "my pee is like cola"}, Asked: "symptoms.reason", Turn: heard("dark_urine")},
		{N: 9, At: start.Add(time.Hour), By: "patient", Said: kind.Said{Text: "and there is a lump"}, Asked: q.ID, Turn: heard("lump", "dark_urine")},
	}
	f := New(e, s, entries, start).RedFlags.Flags
	if len(f) != 1 || len(f[0].Because) != 1 {
		t.Fatalf("flags are %+v", f)
	}
	v := f[0].Because[0]
	if v.Words != "my pee is like cola" || v.Turn != 4 || v.Pressed || strings.Contains(v.Answer, "lump") {
		t.Errorf("evidence is %+v", v)
	}
	if f[0].Told != told || !f[0].ToldAt.Equal(start) {
		t.Errorf("told %q at %s, want %q", f[0].Told, f[0].ToldAt, told)
	}
	// Where the transcript is gone, the places are filled with plain words.
	f = New(e, s, nil, start).RedFlags.Flags
	if f[0].Told == "" || strings.Contains(f[0].Told, "{") {
		t.Errorf("without a transcript told %q", f[0].Told)
	}
}
