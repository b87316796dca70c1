package slacksim_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"intake/internal/sim/slacksim"
)

func message(t *testing.T, e socketmode.Event) *slackevents.MessageEvent {
	t.Helper()
	outer, _ := e.Data.(slackevents.EventsAPIEvent)
	m, ok := outer.InnerEvent.Data.(*slackevents.MessageEvent)
	if !ok {
		t.Fatalf("no message: %+v", e.Data)
	}
	return m
}

func callback(t *testing.T, e socketmode.Event) slack.InteractionCallback {
	t.Helper()
	cb, ok := e.Data.(slack.InteractionCallback)
	if !ok {
		t.Fatalf("no interaction: %+v", e.Data)
	}
	return cb
}

// TestEvents: what people do comes as Slack's library reads it.
func TestEvents(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	l := listen(t, s)
	ts := s.Write("U1", "a & b")
	if m := message(t, l.acked(t)); m.Text != "a &amp; b" || m.User != "U1" || m.Channel != "D1" || m.TimeStamp != ts || m.ChannelType != "im" || m.ClientMsgID == "" {
		t.Errorf("a message: %+v", m)
	}
	s.WriteIn("U1", ts, "in a thread")
	if m := message(t, l.acked(t)); m.ThreadTimeStamp != ts {
		t.Errorf("in a thread: %+v", m)
	}
	s.Edit("U1", ts, "c")
	if m := message(t, l.acked(t)); m.SubType != "message_changed" || m.Message.Text != "c" || m.PreviousMessage.Text != "a &amp; b" || m.Message.Edited == nil {
		t.Errorf("an edit: %+v", m)
	}
	s.Delete("U1", ts)
	if m := message(t, l.acked(t)); m.SubType != "message_deleted" || m.DeletedTimeStamp != ts || m.PreviousMessage.User != "U1" {
		t.Errorf("a deletion: %+v", m)
	}
	if len(s.Messages("U1")) != 1 {
		t.Error("what was deleted is still seen")
	}
	s.Upload("U1", "my scan")
	if m := message(t, l.acked(t)); m.SubType != "file_share" || len(m.Message.Files) != 1 || m.Text != "my scan" {
		t.Errorf("a file: %+v", m)
	}
	s.MentionIn("U1", "C1", "1.000001", "what does it cost?")
	outer := l.acked(t).Data.(slackevents.EventsAPIEvent)
	if m, ok := outer.InnerEvent.Data.(*slackevents.AppMentionEvent); !ok || m.Text != "<@UBOT> what does it cost?" || m.Channel != "C1" || m.ThreadTimeStamp != "1.000001" {
		t.Errorf("a mention: %+v", outer.InnerEvent.Data)
	}
	s.OpenHome("U1")
	outer = l.acked(t).Data.(slackevents.EventsAPIEvent)
	if m, ok := outer.InnerEvent.Data.(*slackevents.AppHomeOpenedEvent); !ok || m.Tab != "home" || m.User != "U1" {
		t.Errorf("the home: %+v", outer.InnerEvent.Data)
	}
	thread := s.OpenAssistant("U1")
	outer = l.acked(t).Data.(slackevents.EventsAPIEvent)
	if m, ok := outer.InnerEvent.Data.(*slackevents.AssistantThreadStartedEvent); !ok || m.AssistantThread.ThreadTimeStamp != thread || m.AssistantThread.ChannelID != "D1" {
		t.Errorf("the split pane: %+v", outer.InnerEvent.Data)
	}
	if _, _, err := client(s).PostMessage("D1", slack.MsgOptionText("mine", true)); err != nil {
		t.Fatal(err)
	}
	if m := message(t, l.acked(t)); m.BotID == "" || m.Text != "mine" {
		t.Errorf("the bot's own message: %+v", m)
	}
	until(t, "the acknowledgements", func() bool { return s.Acked() == 8 && s.Unacked() == 0 }) // the bot's own does not count
	clean(t, s)
}

// TestSlash: a command is acknowledged with words for one person, and answered
// by its address five times.
func TestSlash(t *testing.T) {
	s := workspace(t, slacksim.Options{Patience: 100 * time.Millisecond, AddressLife: time.Hour})
	l := listen(t, s)
	sent := s.Slash("U1", "C1", "/ask", "a < b")
	e := l.acked(t, map[string]any{"response_type": "ephemeral", "text": "one moment"})
	cmd, ok := e.Data.(slack.SlashCommand)
	if !ok || cmd.Command != "/ask" || cmd.Text != "a &lt; b" || cmd.UserID != "U1" || cmd.ChannelID != "C1" {
		t.Fatalf("a command: %+v", e.Data)
	}
	if answer, ok := sent.Wait(soon); !ok || answer["text"] != "one moment" {
		t.Errorf("acknowledged with %v", answer)
	}
	c := client(s)
	say := func(o ...slack.MsgOption) error {
		_, _, _, err := c.SendMessage("", append([]slack.MsgOption{slack.MsgOptionText("answer", true), slack.MsgOptionResponseURL(cmd.ResponseURL, slack.ResponseTypeEphemeral)}, o...)...)
		return err
	}
	for range 5 {
		if err := say(); err != nil {
			t.Error(err)
		}
	}
	if seen := slacksim.Words(s.In("C1", "U1")); strings.Count(seen, "answer") != 5 || !strings.Contains(seen, "one moment") {
		t.Errorf("the asker sees %q", seen)
	}
	if len(s.ChannelMessages("C1")) != 0 {
		t.Error("others see it too")
	}
	clean(t, s)
	if err := say(); err == nil {
		t.Error("a sixth answer was taken")
	}
	s.Slash("U1", "C1", "/ask", "again")
	l.next(t) // and never acknowledged
	until(t, "the error", func() bool { return strings.Contains(slacksim.Words(s.In("C1", "U1")), "did not respond") })
	s.Slash("U1", "C1", "/ask", "once more")
	l.acked(t, map[string]any{"response_type": "in_channel", "text": "hear all"})
	until(t, "the public answer", func() bool { return len(s.ChannelMessages("C1")) == 1 })
	if f := strings.Join(s.Faults(), "\n"); !strings.Contains(f, "used_url") || !strings.Contains(f, "for all to see") {
		t.Errorf("noted: %q", f)
	}
}

func TestExpiredAddress(t *testing.T) {
	s := workspace(t, slacksim.Options{AddressLife: time.Nanosecond})
	l := listen(t, s)
	s.Slash("U1", "", "/ask", "x")
	url := l.acked(t).Data.(slack.SlashCommand).ResponseURL
	_, _, _, err := client(s).SendMessage("", slack.MsgOptionText("late", true), slack.MsgOptionResponseURL(url, slack.ResponseTypeEphemeral))
	if err == nil || !strings.Contains(strings.Join(s.Faults(), ""), "expired_url") {
		t.Errorf("an answer too late: %v, %q", err, s.Faults())
	}
}

// TestPress: buttons and lists in a message, and what becomes of it.
func TestPress(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	l := listen(t, s)
	c := client(s)
	opts := []*slack.OptionBlockObject{slack.NewOptionBlockObject("a", plain("A"), nil), slack.NewOptionBlockObject("b", plain("B"), nil)}
	_, _, err := c.PostMessage("D1", slack.MsgOptionText("which?", true), slack.MsgOptionBlocks(
		slack.NewActionBlock("boxes", slack.NewCheckboxGroupsBlockElement("box", opts...)),
		slack.NewActionBlock("rest", slack.NewButtonBlockElement("done", "d", plain("Done")), slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("One"), "one", opts...)),
	))
	if err != nil {
		t.Fatal(err)
	}
	l.acked(t) // the bot's own message
	m := s.Messages("U1")[0]
	controls := slacksim.Controls(m.Blocks) // A B Done A B
	if len(controls) != 5 || controls[2].Label != "Done" {
		t.Fatalf("controls: %+v", controls)
	}
	s.Press("U1", m, controls[0], controls[1], controls[2])
	if cb := callback(t, l.acked(t)); len(cb.ActionCallback.BlockActions) != 1 || len(cb.ActionCallback.BlockActions[0].SelectedOptions) != 1 {
		t.Errorf("a box ticked: %+v", cb.ActionCallback)
	}
	l.acked(t)
	cb := callback(t, l.acked(t))
	a := cb.ActionCallback.BlockActions[0]
	if a.ActionID != "done" || a.BlockID != "rest" || a.Value != "d" || cb.User.ID != "U1" || cb.Channel.ID != "D1" || cb.Message.Timestamp != m.TS || cb.TriggerID == "" {
		t.Errorf("a press: %+v", cb)
	}
	if got := cb.BlockActionState.Values["boxes"]["box"].SelectedOptions; len(got) != 2 || got[1].Text.Text != "B" {
		t.Errorf("with it chosen: %+v", cb.BlockActionState)
	}
	s.Press("U1", m, controls[3])
	if cb := callback(t, l.acked(t)); cb.ActionCallback.BlockActions[0].SelectedOption.Value != "a" {
		t.Errorf("from a list: %+v", cb.ActionCallback.BlockActions[0])
	}
	if _, _, _, err := c.SendMessage("", slack.MsgOptionText("You chose A", true), slack.MsgOptionReplaceOriginal(cb.ResponseURL)); err != nil {
		t.Fatal(err)
	}
	if now := s.Messages("U1"); len(now) != 1 || now[0].Text != "You chose A" || len(now[0].Blocks) != 0 || now[0].TS != m.TS {
		t.Errorf("replaced by %+v", now)
	}
	if _, _, _, err := c.SendMessage("", slack.MsgOptionDeleteOriginal(cb.ResponseURL)); err != nil || len(s.Messages("U1")) != 0 {
		t.Errorf("not deleted: %v", err)
	}
	if _, err := c.PostEphemeral("D1", "U1", slack.MsgOptionText("only", true), slack.MsgOptionBlocks(slack.NewActionBlock("x", slack.NewButtonBlockElement("b", "v", plain("B"))))); err != nil {
		t.Fatal(err)
	}
	m = s.Messages("U1")[0]
	s.Press("U1", m, slacksim.Controls(m.Blocks)...)
	for {
		e := l.acked(t)
		if cb, ok := e.Data.(slack.InteractionCallback); ok { // after the events of the change and the deletion
			if !cb.Container.IsEphemeral || cb.Message.Timestamp != "" || cb.Container.MessageTs != m.TS {
				t.Errorf("a press under what one person sees: %+v", cb)
			}
			break
		}
	}
	clean(t, s)
}

// TestHome: the home is published, seen and pressed.
func TestHome(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	l := listen(t, s)
	c := client(s)
	home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewActionBlock("home", slack.NewButtonBlockElement("start", "s", plain("Start")))}}}
	first, err := c.PublishView("U1", home, "")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.PublishView("U1", home, first.Hash); err != nil || again.ID != first.ID {
		t.Errorf("published again: %+v, %v", again, err)
	}
	s.Press("U1", slacksim.Message{}, slacksim.Controls(s.Home("U1"))...)
	if cb := callback(t, l.acked(t)); cb.View.ID != first.ID || cb.Container.Type != "view" || cb.ResponseURL != "" || cb.ActionCallback.BlockActions[0].ActionID != "start" {
		t.Errorf("a press: %+v", cb)
	}
	clean(t, s)
	if _, err := c.PublishView("U1", home, first.Hash); !says(err, "hash_conflict") {
		t.Errorf("an old hash: %v", err)
	}
}

// TestBadSocket: an address works once.
func TestBadSocket(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	r, err := http.Get(strings.Replace(s.URL, "/api/", "/socket?ticket=none", 1))
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	if r.StatusCode != http.StatusForbidden || len(s.Faults()) != 1 {
		t.Errorf("status %d, %q", r.StatusCode, s.Faults())
	}
}
