package dialog_test

import (
	"strings"
	"testing"
	"time"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// TestApart holds what a message that stands apart is met with, and that it
// moves nothing.
func TestApart(t *testing.T) {
	e := load(t)
	now := time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		apart dialog.Apart
		said  kind.Said
		want  string // part of the replies
		alert bool
	}{
		{"a question is answered", dialog.ApartAsk, kind.Said{Text: "do you take insurance?"}, "It varies by plan", false},
		{"a pressed offer is answered", dialog.ApartAsk, kind.Said{Choice: "faq.insurance"}, "It varies by plan", false},
		{"an unknown question is owned up to", dialog.ApartAsk, kind.Said{Text: "who won the football last night?"}, "I don't have that", false},
		{"a minimal chat introduces itself", dialog.ApartMinimal, kind.Said{Text: "hi"}, "not a person", false},
		{"health details are met with the clinic", dialog.ApartMinimal, kind.Said{Text: "my left knee hurts since tuesday"}, "don't write about your health", false},
		{"an emergency is answered and staff told", dialog.ApartMinimal, kind.Said{Text: "I have crushing chest pain and cannot breathe"}, "call", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, turn := e.Step(dialog.State{Asking: -1, Again: -1}, dialog.Spoke{Message: dialog.Message{Channel: "slack", User: "u", Said: c.said, Apart: c.apart}}, now)
			var all []string
			for _, r := range turn.Replies {
				all = append(all, r.Text)
			}
			if got := strings.Join(all, "\n"); !strings.Contains(got, c.want) {
				t.Errorf("replies %q do not say %q", got, c.want)
			}
			if alert := len(turn.Effects) == 1 && turn.Effects[0].Kind == dialog.Alert; alert != c.alert {
				t.Errorf("effects %v, want an alert: %t", turn.Effects, c.alert)
			}
			if s.Phase != dialog.PhaseStart || !turn.Apart || len(turn.Understood) > 0 || len(s.Early) > 0 {
				t.Errorf("phase %s, apart %t, understood %v, early %q", s.Phase, turn.Apart, turn.Understood, s.Early)
			}
		})
	}
}

// TestAskInDanger holds that a question beside the intake is taken as any
// other message where it tells of danger.
func TestAskInDanger(t *testing.T) {
	s, turn := load(t).Step(dialog.State{Asking: -1, Again: -1}, dialog.Spoke{Message: dialog.Message{
		Channel: "slack", User: "u", Said: kind.Said{Text: "I have crushing chest pain and cannot breathe, can I still come?"}, Apart: dialog.ApartAsk,
	}}, time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC))
	if s.Phase != dialog.PhaseEmergency || turn.Apart {
		t.Errorf("phase %s, apart %t", s.Phase, turn.Apart)
	}
}

// TestWhere holds that the question of consent says which service the words
// pass through.
func TestWhere(t *testing.T) {
	e := load(t)
	for channel, want := range map[string]string{"slack": "passes through Slack", "discord": "passes through Discord", "terminal": ""} {
		_, turn := e.Step(dialog.State{Asking: -1, Again: -1}, dialog.Spoke{Message: dialog.Message{Channel: channel, User: "u", Said: kind.Said{Text: "hi"}}}, time.Now())
		ask := turn.Replies[len(turn.Replies)-1].Text
		if !strings.Contains(ask, want) || want == "" && strings.Contains(ask, "passes through") || strings.Contains(ask, "{") {
			t.Errorf("on %s: %q", channel, ask)
		}
	}
}
