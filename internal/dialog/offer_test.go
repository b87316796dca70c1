package dialog_test

import (
	"slices"
	"strings"
	"testing"

	"intake/internal/dialog"
	"intake/internal/faq"
	"intake/internal/kind"
)

// unsure returns a question that gets an offer of answers.
func unsure(t *testing.T, e *dialog.Engine) string {
	t.Helper()
	for _, q := range []string{
		"what should i wear to my apointment", "anything to know about clothes or the table", "is it worth it with my plan",
		"how does it work with the money and the visits", "what about my knee and running",
	} {
		if e.FAQ.Ask(q).Verdict == faq.Choose {
			return q
		}
	}
	t.Fatal("no question is doubtful any more: add one")
	return ""
}

func (k *talk) offered() bool { return k.s.Follow != nil && k.s.Follow.Kind == dialog.FollowFAQ }

// TestOffer: behind an offer of answers the pending question is put again, in
// few words, and what answers that is taken as its answer.
func TestOffer(t *testing.T) {
	for _, c := range []struct {
		name, then, press string
		before            []string // answers up to the pending question
		asking            string   // the item asked at the offer
		understood        string
		told, gap         bool
		after             string // the item asked next
		follow            bool   // a question back is open, which has one wording
	}{
		{name: "passed over", then: "left knee", asking: "symptoms.reason", understood: "symptoms.areas=[knee_left]", after: "redflag.emergency"},
		{name: "none of these", press: "none_of_these", asking: "symptoms.reason", gap: true, after: "symptoms.reason"},
		{name: "the first", then: "1", asking: "symptoms.reason", told: true, after: "symptoms.reason"},
		{name: "a yes to the offer", then: "yes", asking: "symptoms.reason", told: true, after: "symptoms.reason"},
		{name: "a no denies no danger", before: []string{"left knee"}, then: "no", asking: "redflag.emergency", gap: true, after: "redflag.emergency"},
		{name: "none of what is asked", before: []string{"left knee"}, press: "none", asking: "redflag.emergency", understood: "redflag.emergency=[none]", after: "redflag.nerve"},
		{name: "a move", before: []string{"left knee"}, then: "help", asking: "redflag.emergency", after: "redflag.emergency"},
		{name: "which side, behind the offer", before: []string{"it hurts", "none", "none", "none", "my knee"}, then: "the left one", asking: "symptoms.areas", understood: "symptoms.areas=[knee_left]", after: "redflag.nerve", follow: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := begin(t)
			k.open()
			k.say(c.before...)
			if string(k.turn.Asking) != c.asking {
				t.Fatalf("asking %s", k.turn.Asking)
			}
			asked := k.turn.Replies[len(k.turn.Replies)-1]
			k.say(unsure(t, k.e))
			if !k.offered() || len(k.turn.Replies) != 2 || string(k.turn.Asking) != c.asking {
				t.Fatalf("asking %s: %q", k.turn.Asking, k.said())
			}
			put := k.turn.Replies[1]
			if put.Text == "" || !c.follow && put.Text == asked.Text || len(put.Text) > len(asked.Text) || !slices.Equal(put.Options, asked.Options) {
				t.Errorf("puts %q %v again as %q %v", asked.Text, asked.Options, put.Text, put.Options)
			}
			if c.press != "" {
				k.press(c.press)
			} else {
				k.say(c.then)
			}
			if k.offered() {
				t.Errorf("offers again: %q", k.said())
			}
			if got := k.understood(); got != c.understood || (k.turn.FAQ != nil) != c.told || k.turn.Gap != c.gap || string(k.turn.Asking) != c.after {
				t.Errorf("understood %q, FAQ %v, gap %v, asking %s: %q", got, k.turn.FAQ, k.turn.Gap, k.turn.Asking, k.said())
			}
		})
	}
}

// TestOfferWithAnswer: a message that answers and asks gets the offer and the
// next question.
func TestOfferWithAnswer(t *testing.T) {
	k := begin(t)
	k.say("hi", "yes", "Ada Byron", "10 December 1985")
	said := "female. " + unsure(t, k.e)
	if k.say(said); k.turn.FAQ != nil {
		t.Fatal("the question is answered for sure: the test needs another")
	}
	if k.asks("profile.contact"); !k.offered() || !strings.Contains(k.said(), "reach you") {
		t.Errorf("offered %v: %q", k.offered(), k.said())
	}
	k.say("415 555 0123")
	k.asks("symptoms.reason")
}

// TestTwoQuestions: each question of a message is answered that can be.
func TestTwoQuestions(t *testing.T) {
	for _, c := range []struct {
		said, faq string
		told      int
		clinician bool
	}{
		{"does it hurt and how much does it cost?", "painful", 2, false},
		{"How long is a session? And does it hurt?", "session_length", 2, false},
		{"how much does it cost? and should i stop taking my warfarin?", "cost", 1, true},
		{"oh hey before i forget, does my insurance cover this??", "insurance", 1, false},
		{"sorry, random question: does it hurt?", "painful", 1, false},
		{"perdón, antes de que se me olvide, cuánto dura una sesión?", "session_length", 1, false},
		{"does it hurt? is it painful?", "painful", 1, false},
	} {
		k := begin(t)
		k.open()
		k.say(c.said)
		got := ""
		if k.turn.FAQ != nil {
			got = k.turn.FAQ.ID
		}
		if got != c.faq || len(k.turn.Replies) != c.told+1 || k.turn.Gap != c.clinician {
			t.Errorf("%q: %s, %q", c.said, got, k.said())
		}
		for i, r := range k.turn.Replies[:len(k.turn.Replies)-1] {
			if more := slices.ContainsFunc(r.Options, func(b dialog.Button) bool { return b.ID == "more" }); more && i != c.told-1 {
				t.Errorf("%q: answer %d has a button that belongs to another", c.said, i)
			}
		}
		k.asks("symptoms.reason")
	}
}

// TestClinician: what is a clinician's to say is sent to one, in the middle of
// any question, and the question is put again.
func TestClinician(t *testing.T) {
	for _, asked := range []string{"should i stop my warfarin?", "how much ibuprofen can i take before i come?", "what do my mri results mean?"} {
		k := begin(t)
		k.open()
		for range 2 {
			at := k.turn.Asking
			k.say(asked)
			if !k.turn.Gap || k.turn.FAQ != nil || k.turn.Asking != at || !strings.Contains(k.said(), "clinician") || len(k.turn.Understood) > 0 {
				t.Errorf("%s: %q: %q, understood %v", at, asked, k.said(), k.turn.Understood)
			}
			k.step(kind.Said{Text: "left knee"})
		}
	}
}
