package dialog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// A talk is one patient speaking with the engine.
type talk struct {
	*testing.T
	e    *dialog.Engine
	s    dialog.State
	turn dialog.Turn
	now  time.Time
}

func begin(t *testing.T) *talk {
	t.Helper()
	return &talk{T: t, e: load(t), s: dialog.State{Channel: "test", User: "u", Asking: -1, Again: -1}, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
}

func (k *talk) step(said kind.Said) {
	k.now = k.now.Add(time.Minute)
	k.s, k.turn = k.e.Step(k.s, dialog.Spoke{Message: dialog.Message{Channel: "test", User: "u", At: k.now, Said: said}}, k.now)
}

// say types lines one after the other.
func (k *talk) say(lines ...string) {
	for _, l := range lines {
		k.step(kind.Said{Text: l})
	}
}

// press presses buttons one after the other.
func (k *talk) press(ids ...string) {
	for _, id := range ids {
		k.step(kind.Said{Choice: id})
	}
}

// open goes through consent and profile, up to the reason.
func (k *talk) open() {
	k.say("hi", "yes", "Ada Byron", "10 December 1985", "female", "415 555 0123")
	k.asks("symptoms.reason")
}

func (k *talk) asks(id item.ID) {
	k.Helper()
	if k.turn.Asking != id {
		k.Fatalf("asking %s, want %s; it said %q", k.turn.Asking, id, k.said())
	}
}

func (k *talk) said() string {
	var b []string
	for _, r := range k.turn.Replies {
		b = append(b, r.Text)
	}
	return strings.Join(b, "\n")
}

func (k *talk) flagged(id triage.RuleID) bool { return slices.Contains(k.turn.Flags, id) }

func (k *talk) alerts() int {
	n := 0
	for _, f := range k.turn.Effects {
		if f.Kind == dialog.Alert {
			n++
		}
	}
	return n
}

func TestSkipKeepsWhatWasTold(t *testing.T) {
	k := begin(t)
	k.open()
	k.say("my lower back aches and i have a fever of 39")
	if !k.flagged("urg.spinal_infection") {
		t.Fatalf("flags %v", k.turn.Flags)
	}
	k.press("none", "none")
	k.asks("redflag.general")
	k.press("skip")
	if !k.flagged("urg.spinal_infection") || !k.flagged("clr.declined") {
		t.Errorf("after a skip of the rest: flags %v", k.turn.Flags)
	}
	if a := k.s.Answers.Get("redflag.general"); a.Status != item.Left || !a.Value.Has("fever") {
		t.Errorf("general signs are %s %s", a.Status, a.Value)
	}
}

// half hears a sign in a way that leaves a doubt.
const half = "i feel a bit breathless"

func TestSignIsAskedUntilAnswered(t *testing.T) {
	for name, leave := range map[string]func(*talk){
		"back":  func(k *talk) { k.say("go back") },
		"pause": func(k *talk) { k.say("pause", "continue") },
		"stop":  func(k *talk) { k.say("stop"); k.press("go_on") },
	} {
		t.Run(name, func(t *testing.T) {
			k := begin(t)
			k.open()
			k.say("my neck is stiff, " + half)
			k.asks("redflag.emergency")
			if k.s.Follow == nil || k.s.Follow.Kind != dialog.FollowSign {
				t.Fatalf("no plain question about the sign; it said %q", k.said())
			}
			leave(k)
			if k.s.Follow == nil || k.s.Follow.Kind != dialog.FollowSign {
				t.Fatalf("the sign is forgotten; it said %q", k.said())
			}
			k.say("no")
			if k.s.Follow != nil || k.turn.State == dialog.PhaseEmergency {
				t.Fatalf("after a no: %s, it said %q", k.turn.State, k.said())
			}
		})
	}
}

func TestSkipOfASignIsNoAnswer(t *testing.T) {
	k := begin(t)
	k.open()
	k.say("my neck is stiff, " + half)
	k.press("skip")
	if st := k.s.Answers.Get("redflag.emergency").Status; st == item.Declined {
		t.Fatal("a skip of one sign declined the whole list")
	}
	k.press("skip")
	if k.turn.State != dialog.PhaseEmergency {
		t.Errorf("still unclear, the safer reading is not taken: %s", k.turn.State)
	}
}

func TestSignBesideAHalfAnswer(t *testing.T) {
	k := begin(t)
	k.open()
	k.say("stiff all over")
	k.press("none")
	k.asks("symptoms.areas")
	k.say("my knee, and " + half)
	if k.s.Follow == nil || k.s.Follow.Kind != dialog.FollowSign {
		t.Fatalf("the sign is not asked about first: %q", k.said())
	}
	k.say("no")
	if !strings.Contains(k.said(), "knee") {
		t.Fatalf("the knee is forgotten: %q", k.said())
	}
	k.say("left")
	if a := k.s.Answers.Get("symptoms.areas"); !a.Value.Has("knee_left") {
		t.Errorf("areas %s", a.Value)
	}
}

func TestSecondEmergency(t *testing.T) {
	k := begin(t)
	k.say("hi", "i have crushing chest pain")
	if k.turn.State != dialog.PhaseEmergency || k.alerts() != 1 {
		t.Fatalf("%s with %d alerts", k.turn.State, k.alerts())
	}
	k.say("ok")
	if k.alerts() != 0 {
		t.Error("the same emergency raised two alerts")
	}
	k.say("i want to kill myself")
	if !k.flagged("em.suicidal") || k.alerts() != 1 || !strings.Contains(k.said(), "988") {
		t.Errorf("flags %v, %d alerts, it said %q", k.turn.Flags, k.alerts(), k.said())
	}
}

func TestBeforeConsentOnlyDangerIsRecorded(t *testing.T) {
	k := begin(t)
	k.say("i have a fever of 39 and my lower back hurts")
	if len(k.turn.Understood) > 0 || len(k.turn.Flags) > 0 || k.alerts() > 0 {
		t.Fatalf("before consent: understood %v, flags %v", k.turn.Understood, k.turn.Flags)
	}
	k.say("yes")
	if !k.flagged("urg.spinal_infection") || k.alerts() != 1 {
		t.Errorf("after it: flags %v, %d alerts", k.turn.Flags, k.alerts())
	}
	heard := func(id item.ID) bool {
		return slices.ContainsFunc(k.turn.Understood, func(h dialog.Heard) bool { return h.Item == id })
	}
	if !heard("redflag.general") || !heard("symptoms.reason") || !heard("symptoms.areas") {
		t.Errorf("understood %v", k.turn.Understood)
	}
}

func TestLongWordsBeforeConsent(t *testing.T) {
	k := begin(t)
	story := "my left knee hurts " + strings.Repeat("when i climb the stairs ", 80)
	k.say(story, story, story)
	if !strings.Contains(k.said(), "4000") {
		t.Errorf("too much was taken without a word: %q", k.said())
	}
	k.say("yes")
	if a := k.s.Answers.Get("symptoms.reason"); a.Status != item.Given {
		t.Errorf("the reason is %s", a.Status)
	}
}

func TestCorrectionKeepsBounds(t *testing.T) {
	k := begin(t)
	k.open()
	k.say("lower back, three weeks, came on slowly", "none", "none", "none", "5 now, 7 at worst, 2 at best")
	k.say("actually my worst pain was 1")
	if a := k.s.Answers.Get("pain.worst"); a.Value.Number() != 7 {
		t.Errorf("worst pain is %s, below the best", a.Value)
	}
}

func TestMisunderstoodAfterSending(t *testing.T) {
	k := begin(t)
	k.open()
	k.say("lower back, three weeks, came on slowly")
	for range 60 {
		if k.turn.Done {
			break
		}
		q := k.e.Flow.Question(k.turn.Asking)
		switch options := q.Kind.Options(&q.Spec); q.Type {
		case "boolean":
			k.press("yes")
		case "multi":
			k.press(options[len(options)-1].ID)
		case "choice":
			k.press(options[0].ID)
		case "scale":
			k.say("5")
		default:
			k.say("walking the dog")
		}
	}
	if k.turn.State != dialog.PhaseSubmitted {
		t.Fatalf("not sent: %s asking %s", k.turn.State, k.turn.Asking)
	}
	k.say("i have crushing chest pain")
	if k.turn.State != dialog.PhaseEmergency {
		t.Fatalf("after sending: %s", k.turn.State)
	}
	k.press("misunderstood")
	if a := k.s.Answers.Get("redflag.emergency"); k.turn.State != dialog.PhaseSubmitted || a.Status != item.Given || !a.Value.Has("none") {
		t.Errorf("%s with emergency signs %s %s", k.turn.State, a.Status, a.Value)
	}
}
