package dialog_test

import (
	"strings"
	"testing"
	"time"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// A talker leads one conversation.
type talker struct {
	e    *dialog.Engine
	s    dialog.State
	turn dialog.Turn
	now  time.Time
}

func newTalker(t *testing.T, lines ...string) *talker {
	p := &talker{e: load(t), s: dialog.State{Asking: -1, Again: -1}, now: time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)}
	for _, l := range lines {
		p.say(dialog.Message{Said: kind.Said{Text: l}})
	}
	return p
}

func (p *talker) say(m dialog.Message) string {
	m.Channel, m.User = "slack", "u"
	p.now = p.now.Add(time.Minute)
	p.s, p.turn = p.e.Step(p.s, dialog.Spoke{Message: m}, p.now)
	var all []string
	for _, r := range p.turn.Replies {
		all = append(all, r.Text)
	}
	return strings.Join(all, "\n")
}

// TestOldButton: a button of a question that is no longer open answers
// nothing, one of the open question does, also after a digression.
func TestOldButton(t *testing.T) {
	p := newTalker(t, "hi")
	consent := p.s.Turns
	p.say(dialog.Message{Said: kind.Said{Text: "what should I wear?"}})
	p.say(dialog.Message{Said: kind.Said{Choice: "yes"}, Of: consent})
	if p.turn.Asking != "profile.name" {
		t.Fatalf("asking %s after a yes to the open question", p.turn.Asking)
	}
	p.say(dialog.Message{Said: kind.Said{Text: "Ann Lee"}})
	asking := p.turn.Asking
	got := p.say(dialog.Message{Said: kind.Said{Choice: "yes"}, Of: consent})
	if p.turn.Asking != asking || len(p.turn.Understood) > 0 || !strings.Contains(got, "earlier question") {
		t.Errorf("an old button: asking %s, understood %v, %q", p.turn.Asking, p.turn.Understood, got)
	}
}

// TestEdited: a changed message changes no answer, is told to staff, and
// still sounds the alarm.
func TestEdited(t *testing.T) {
	p := newTalker(t, "hi", "yes", "Ann Lee")
	asking := p.turn.Asking
	got := p.say(dialog.Message{Said: kind.Said{Text: "Anne Lee"}, Edit: dialog.Edited})
	if p.turn.Asking != asking || !strings.Contains(got, "changed an earlier message") {
		t.Errorf("asking %s, %q", p.turn.Asking, got)
	}
	note := p.s.Answers.At(p.e.Flow.Question("review.anything_else").At).Value.Text()
	if !strings.Contains(note, "Anne Lee") {
		t.Errorf("staff read %q", note)
	}
	if got = p.say(dialog.Message{Edit: dialog.Deleted}); !strings.Contains(got, "removed a message") || p.turn.Asking != asking {
		t.Errorf("asking %s, %q", p.turn.Asking, got)
	}
	p.say(dialog.Message{Said: kind.Said{Text: "I have crushing chest pain and cannot breathe"}, Edit: dialog.Edited})
	if p.s.Phase != dialog.PhaseEmergency {
		t.Errorf("danger in a changed message leaves it in %s", p.s.Phase)
	}
}

// TestDeletedBeforeConsent: nothing is said to a person who takes back what
// nothing was kept of.
func TestDeletedBeforeConsent(t *testing.T) {
	p := newTalker(t)
	if got := p.say(dialog.Message{Edit: dialog.Deleted}); got != "" || p.s.Phase != dialog.PhaseStart {
		t.Errorf("%s, %q", p.s.Phase, got)
	}
}
