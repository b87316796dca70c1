package summary_test

import (
	"strings"
	"testing"
	"time"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/kind"
	"intake/internal/summary"
)

// TestCorrectionAfterSendingOpensASafetyQuestion: the case must not read as
// routine while the leg signs that the new area asks for are unknown.
func TestCorrectionAfterSendingOpensASafetyQuestion(t *testing.T) {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := dialog.State{Channel: "test", User: "u", Asking: -1, Again: -1}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var turn dialog.Turn
	var entries []dialog.Entry
	say := func(said kind.Said) {
		now = now.Add(time.Minute)
		s, turn = e.Step(s, dialog.Spoke{Message: dialog.Message{At: now, Said: said}}, now)
		entries = append(entries, dialog.Entry{N: s.Turns, At: now, By: "patient", Said: said, Turn: turn})
	}
	say(kind.Said{Text: "hello"})
	for range 80 {
		q := e.Flow.Question(turn.Asking)
		if q == nil {
			break
		}
		options := q.Kind.Options(&q.Spec)
		switch {
		case q.Role == "dob":
			say(kind.Said{Text: "14 March 1985"})
		case q.Role == "contact":
			say(kind.Said{Text: "415 555 0123"})
		case q.ID == "symptoms.onset":
			say(kind.Said{Choice: "gradual"})
		case q.Type == "boolean":
			say(kind.Said{Choice: "yes"})
		case q.Type == "multi":
			say(kind.Said{Choice: options[len(options)-1].ID})
		case q.Type == "choice":
			say(kind.Said{Choice: options[0].ID})
		case q.Type == "body-regions":
			say(kind.Said{Choice: "lower_back"})
		case q.Type == "duration":
			say(kind.Said{Text: "three weeks"})
		case q.Type == "scale":
			say(kind.Said{Text: "5"})
		default:
			say(kind.Said{Text: "walking the dog"})
		}
	}
	if s.Phase != dialog.PhaseSubmitted {
		t.Fatalf("not sent: %s asking %s", s.Phase, turn.Asking)
	}
	if c := summary.New(e, s, entries, now); !c.Banner.Complete {
		t.Fatalf("a sent case is not complete: %+v", c.NotAnswered)
	}
	say(kind.Said{Text: "actually it is my left calf, not my lower back"})
	if !s.Answers.Get("symptoms.areas").Value.Has("calf_left") {
		t.Fatalf("the correction was not taken: %+v", turn)
	}
	c := summary.New(e, s, entries, now)
	if c.Banner.Complete {
		t.Error("the case reads as complete though the leg signs are unknown")
	}
	for _, want := range []string{"NOT COMPLETE", "Do not book on this", "Not reached: leg signs"} {
		if !strings.Contains(c.Text(), want) {
			t.Errorf("the page lacks %q:\n%s", want, c.Text())
		}
	}
}
