package dialog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"intake/internal/item"
)

// understood is what the last message recorded, by item, but the reason.
func (k *talk) understood() string {
	var out []string
	for _, h := range k.turn.Understood {
		if h.Item == "symptoms.reason" {
			continue
		}
		s := fmt.Sprintf("%s=%v", h.Item, shown(h.Value))
		if h.Status == item.Partial {
			s += " (part)"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

func shown(v item.Value) string {
	data, err := v.MarshalJSON()
	if err != nil {
		return err.Error()
	}
	return strings.ReplaceAll(string(data), `"`, "")
}

// TestHears: what a message says of other questions is taken, where words lead
// to it or it can mean nothing else.
func TestHears(t *testing.T) {
	for _, c := range []struct{ said, want string }{
		{"I slipped on ice a week ago and my right wrist hurts", "injury.mechanism=fall; symptoms.areas=[wrist_right]; symptoms.duration=7; symptoms.onset=injury"},
		{"my neck hurts, sitting aggravates it, so does driving. lo mejora caminar", "pain.aggravating=[sitting]; pain.easing=[movement]; symptoms.areas=[neck]"},
		{"lower back for three weeks, worse when I sit, heat helps", "pain.aggravating=[sitting]; pain.easing=[heat]; symptoms.areas=[lower_back]; symptoms.duration=21"},
		{"sitting makes it worse, my left knee I mean", "pain.aggravating=[sitting]; symptoms.areas=[knee_left]"},
		{"pain in my right shoulder, gets up to 8, 3 at best", "pain.best=3; pain.worst=8; symptoms.areas=[shoulder_right]"},
		{"I have diabetes and my neck hurts", "history.conditions=[diabetes] (part); symptoms.areas=[neck]"},
		{"my lower back hurts, i'm 20 weeks pregnant", "pregnancy.status=yes; pregnancy.weeks=20; symptoms.areas=[lower_back]"},
		{"no diabetes, no asthma, just my neck", "symptoms.areas=[neck]"},
		{"it does not get better, nothing I tried helped my neck", "symptoms.areas=[neck]"},
	} {
		k := begin(t)
		k.open()
		k.say(c.said)
		if d := cmp.Diff(c.want, k.understood()); d != "" {
			t.Errorf("%q: %s", c.said, d)
		}
	}
}

// TestHearsFirst: words of a first message are used after the yes, names and
// addresses among them.
func TestHearsFirst(t *testing.T) {
	k := begin(t)
	k.say("I'm Priya Raman, priya@example.org. Right shoulder, 5 weeks.")
	if k.understood() != "" {
		t.Errorf("before consent: %s", k.understood())
	}
	k.say("yes")
	want := "consent.privacy=true; profile.contact=priya@example.org; profile.name=Priya Raman; symptoms.areas=[shoulder_right]; symptoms.duration=35"
	if d := cmp.Diff(want, k.understood()); d != "" {
		t.Error(d)
	}
}

// TestHearsAhead: an answer may bring that to the next questions with it.
func TestHearsAhead(t *testing.T) {
	k := begin(t)
	k.say("hi", "yes")
	for _, c := range []struct{ said, want string }{
		{"Ada Byron, 10 December 1985", "profile.dob=1985-12-10; profile.name=Ada Byron"},
		{"female, reach me at 415 555 0123", "profile.contact=415 555 0123; profile.sex=female"},
	} {
		if k.say(c.said); k.understood() != c.want {
			t.Errorf("%q: %s, want %s", c.said, k.understood(), c.want)
		}
	}
	k.asks("symptoms.reason")
}

// TestCorrects: a correction finds the answer that it changes, whatever is
// asked.
func TestCorrects(t *testing.T) {
	for _, c := range []struct{ said, want string }{
		{"sorry, it's the right knee, not the left", "symptoms.areas=[knee_right]"},
		{"I said left but I meant right", "symptoms.areas=[knee_right]"},
		{"my lower back too, not just the knee", "symptoms.areas=[lower_back,knee_left]"},
		{"actually five weeks, not three", "symptoms.duration=35"},
		{"the 3 weeks I gave was wrong, it's 2 months", "symptoms.duration=60"},
		{"oh, and my e-mail instead of the phone: ada@example.org", "profile.contact=ada@example.org"},
		{"I have never been to Spain, not even once", ""},
	} {
		k := begin(t)
		k.open()
		k.say("my left knee, for three weeks")
		k.asks("redflag.emergency")
		k.say(c.said)
		if d := cmp.Diff(c.want, k.understood()); d != "" {
			t.Errorf("%q: %s", c.said, d)
		}
	}
}

// TestQuestionBeside: a question beside an answer is answered, and the answer
// kept.
func TestQuestionBeside(t *testing.T) {
	k := begin(t)
	k.open()
	k.say("my left knee hurts since friday. do you take insurance?")
	if k.understood() != "symptoms.areas=[knee_left]; symptoms.duration=3" {
		t.Errorf("understood %s", k.understood())
	}
	if k.turn.FAQ == nil || k.turn.FAQ.ID != "insurance" {
		t.Errorf("answered %+v", k.turn.FAQ)
	}
	k.asks("redflag.emergency")
}

// TestConsentAlone: words of consent are no reason for a visit, and words of
// the question answer no other.
func TestConsentAlone(t *testing.T) {
	for said, want := range map[string]string{
		"yes, I read it twice, get on with it":    "consent.privacy=true",
		"sure, I've got a stiff neck, let's go":   "consent.privacy=true; symptoms.areas=[neck]",
		"I have read this and I agree, thank you": "consent.privacy=true",
	} {
		k := begin(t)
		k.say("hello")
		k.say(said)
		if d := cmp.Diff(want, k.understood()); d != "" {
			t.Errorf("%q: %s", said, d)
		}
	}
	k := begin(t)
	k.say("hi", "yes", "Ada Byron, 10 December 1985")
	k.asks("profile.sex")
	k.say("Female at birth.")
	if d := cmp.Diff("profile.sex=female", k.understood()); d != "" {
		t.Error(d)
	}
}
