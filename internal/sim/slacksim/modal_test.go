package slacksim_test

import (
	"testing"
	"time"

	"github.com/slack-go/slack"

	"intake/internal/sim/slacksim"
)

func modal(external string) slack.ModalViewRequest {
	note := slack.NewPlainTextInputBlockElement(nil, "text").WithMaxLength(5)
	sides := slack.NewRadioButtonsBlockElement("side", slack.NewOptionBlockObject("l", plain("Left"), nil), slack.NewOptionBlockObject("r", plain("Right"), nil))
	more := slack.NewInputBlock("more", plain("More"), nil, slack.NewDatePickerBlockElement("day"))
	more.Optional = true
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain("Where"), Submit: plain("Send"), CallbackID: "where", PrivateMetadata: "k", ExternalID: external, NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock("note", plain("Note"), nil, note), slack.NewInputBlock("side", plain("Side"), nil, sides), more}},
	}
}

// TestModal: a modal is opened once by a trigger, filled, sent back with words
// at a field, and closed.
func TestModal(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	l := listen(t, s)
	c := client(s)
	s.Slash("U1", "", "/intake", "")
	trigger := l.acked(t).Data.(slack.SlashCommand).TriggerID
	opened, err := c.OpenView(trigger, modal("ext"))
	if err != nil {
		t.Fatal(err)
	}
	if m := s.Modal("U1"); m == nil || m.Title != "Where" || m.CallbackID != "where" || m.Private != "k" {
		t.Fatalf("the modal: %+v", m)
	}
	for _, c := range []struct {
		name   string
		fields map[string]any
	}{
		{"a field left empty", map[string]any{"note": "x"}},
		{"no such option", map[string]any{"side": "middle"}},
		{"no such field", map[string]any{"knee": "x"}},
		{"too long", map[string]any{"note": "123456", "side": "l"}},
	} {
		if _, err := s.Submit("U1", c.fields); err == nil {
			t.Errorf("%s: the form lets it pass", c.name)
		}
	}
	sent, err := s.Submit("U1", map[string]any{"note": "knee", "side": "l", "more": "2026-01-31"})
	if err != nil {
		t.Fatal(err)
	}
	cb := callback(t, l.acked(t, slack.NewErrorsViewSubmissionResponse(map[string]string{"note": "Which knee?"})))
	v := cb.View.State.Values
	if cb.Type != slack.InteractionTypeViewSubmission || v["note"]["text"].Value != "knee" || v["side"]["side"].SelectedOption.Value != "l" || v["more"]["day"].SelectedDate != "2026-01-31" || cb.View.ID != opened.ID || cb.View.PrivateMetadata != "k" {
		t.Errorf("submitted: %+v", cb.View)
	}
	sent.Wait(soon)
	until(t, "the words at the field", func() bool { m := s.Modal("U1"); return m != nil && m.Errors["note"] == "Which knee?" })
	next := modal("ext")
	next.Title = plain("Now where")
	if _, err := c.UpdateView(next, "", opened.Hash, opened.ID); err != nil || s.Modal("U1").Title != "Now where" {
		t.Errorf("an update: %v", err)
	}
	sent, _ = s.Submit("U1", nil) // what was typed is still there
	l.acked(t, slack.NewUpdateViewSubmissionResponse(&next))
	sent.Wait(soon)
	sent, _ = s.Submit("U1", nil)
	cb = callback(t, l.acked(t, slack.NewPushViewSubmissionResponse(ptr(modal("")))))
	sent.Wait(soon)
	if m := s.Modal("U1"); m.ID == opened.ID || cb.TriggerID == "" {
		t.Error("nothing was laid on top")
	}
	s.Cancel("U1")
	if cb := callback(t, l.acked(t)); cb.Type != slack.InteractionTypeViewClosed || s.Modal("U1").ID != opened.ID {
		t.Errorf("closed: %+v", cb)
	}
	sent, _ = s.Submit("U1", nil)
	l.acked(t)
	sent.Wait(soon)
	until(t, "the end of the modal", func() bool { return s.Modal("U1") == nil })
	clean(t, s)

	if _, err := c.OpenView(trigger, modal("")); !says(err, "exchanged_trigger_id") {
		t.Errorf("a trigger used twice: %v", err)
	}
	s.Slash("U1", "", "/intake", "")
	if _, err := c.OpenView(l.acked(t).Data.(slack.SlashCommand).TriggerID, modal("")); err != nil {
		t.Fatal(err)
	}
	if _, err := c.UpdateView(modal(""), "", "old", s.Modal("U1").ID); !says(err, "hash_conflict") {
		t.Errorf("an update of an old state: %v", err)
	}
	sent, _ = s.Submit("U1", map[string]any{"note": "x", "side": "r"})
	l.acked(t, slack.NewErrorsViewSubmissionResponse(map[string]string{"nowhere": "x"}))
	sent.Wait(soon)
	until(t, "Slack's own words", func() bool { return s.Modal("U1").Errors[""] != "" })
}

// TestStackedModals: modals lie on each other, three at most, and what is
// chosen in one stays chosen.
func TestStackedModals(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	l := listen(t, s)
	c := client(s)
	s.Slash("U1", "", "/intake", "")
	first := l.acked(t).Data.(slack.SlashCommand).TriggerID
	if _, err := c.PushView(first, modal("")); !says(err, "invalid_trigger_id") {
		t.Errorf("laid on nothing: %v", err)
	}
	s.Slash("U1", "", "/intake", "")
	if _, err := c.OpenView(l.acked(t).Data.(slack.SlashCommand).TriggerID, modal("")); err != nil {
		t.Fatal(err)
	}
	side := slacksim.Controls(s.Modal("U1").Blocks)[1] // after the note
	for _, want := range []string{"", "", "push_limit_reached"} {
		s.Press("U1", slacksim.Message{}, side)
		cb := callback(t, l.acked(t))
		if cb.View.State.Values["side"]["side"].SelectedOption.Value != "l" {
			t.Errorf("chosen: %+v", cb.View.State)
		}
		if _, err := c.PushView(cb.TriggerID, modal("")); want == "" && err != nil || want != "" && !says(err, want) {
			t.Errorf("laid on top: %v, want %q", err, want)
		}
	}
	short := modal("")
	short.Blocks.BlockSet = short.Blocks.BlockSet[:1]
	if _, err := c.UpdateView(short, "", "", s.Modal("U1").ID); err != nil {
		t.Error(err)
	}
	sent, err := s.Submit("U1", map[string]any{"note": "x"})
	if err != nil {
		t.Fatal(err)
	}
	cb := callback(t, l.acked(t, slack.NewClearViewSubmissionResponse()))
	if v := cb.View.State.Values; len(v) != 1 || v["note"]["text"].Value != "x" {
		t.Errorf("fields that are gone: %+v", v)
	}
	sent.Wait(soon)
	until(t, "the end of all", func() bool { return s.Modal("U1") == nil })
}

func ptr[T any](v T) *T { return &v }

func TestExpiredTrigger(t *testing.T) {
	s := workspace(t, slacksim.Options{Patience: time.Millisecond})
	l := listen(t, s)
	s.Slash("U1", "", "/intake", "")
	id := l.next(t).Data.(slack.SlashCommand).TriggerID
	time.Sleep(5 * time.Millisecond)
	if _, err := client(s).OpenView(id, modal("")); !says(err, "expired_trigger_id") {
		t.Errorf("a trigger too late: %v", err)
	}
}
