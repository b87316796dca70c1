package slack_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"intake/bot"
	"intake/bot/slack"
	"intake/internal/dialog"
	"intake/internal/sim/slacksim"
)

// TestWaysIn holds what each way to write to the bot becomes.
func TestWaysIn(t *testing.T) {
	s := workspace(t)
	s.Invite("C7")
	got := running(t, channel(s))

	thread := s.Write("U1", "a & b <c> :smile:")
	if m := next(t, got); m.Said.Text != "a & b <c> :smile:" || m.Place != "" || m.ID != "D1:"+thread || m.At.IsZero() {
		t.Errorf("a message: %+v", m)
	}
	s.WriteIn("U1", thread, "in a thread")
	if m := next(t, got); m.Place != "thread:"+thread {
		t.Errorf("in a thread: %+v", m)
	}
	s.Edit("U1", thread, "c")
	if m := next(t, got); m.Edit != dialog.Edited || m.Said.Text != "c" || !strings.HasPrefix(m.ID, "D1:"+thread+":") {
		t.Errorf("an edit: %+v", m)
	}
	s.Delete("U1", thread)
	if m := next(t, got); m.Edit != dialog.Deleted || m.User != "U1" {
		t.Errorf("a deletion: %+v", m)
	}
	s.Upload("U1", "my scan")
	if m := next(t, got); m.Said.Text != "my scan" {
		t.Errorf("a file: %+v", m)
	}
	until(t, "the word on files", func() bool { return strings.Contains(slacksim.Words(shown(s, "U1")), words.NoFiles) })
	s.Slash("U1", "C7", "/intake", "")
	if m := next(t, got); m.Said.Choice != "resume" || m.Apart != "" {
		t.Errorf("/intake: %+v", m)
	}
	until(t, "the answer to /intake", func() bool { return strings.Contains(slacksim.Words(s.In("C7", "U1")), words.Written) })
	s.Slash("U1", "C7", "/ask", "")
	until(t, "how /ask is used", func() bool { return strings.Contains(slacksim.Words(s.In("C7", "U1")), words.Ask) })
	s.OpenHome("U1")
	until(t, "the home", func() bool { return s.Home("U1") != nil })
	home := slacksim.Controls(s.Home("U1"))
	s.Press("U1", slacksim.Message{}, home[0])
	if m := next(t, got); m.Said.Choice != "resume" {
		t.Errorf("start on the home: %+v", m)
	}
	for _, m := range s.In("C7", "U2") {
		if m.Bot {
			t.Errorf("another person in the channel sees %q", m.Text)
		}
	}
}

// TestAskedInAChannel: what is asked in a channel is answered there for the
// asker alone, in the chat where that is no longer possible, and its controls
// stand apart too.
func TestAskedInAChannel(t *testing.T) {
	s := workspace(t)
	s.Invite("C7")
	c := channel(s)
	got := running(t, c)
	s.Slash("U1", "C7", "/ask", "do you take insurance?")
	ask := next(t, got)
	if ask.Apart != dialog.ApartAsk || ask.Said.Text != "do you take insurance?" {
		t.Fatalf("/ask: %+v", ask)
	}
	send(t, c, "U1", "k.1.0", dialog.Reply{Text: "It varies.", Options: []dialog.Button{{ID: "more", Label: "Tell me more"}}, Place: ask.Place, Apart: true})
	s.Mention("U1", "C7", "what does it cost?")
	mention := next(t, got)
	if mention.Apart != dialog.ApartAsk || mention.Said.Text != "what does it cost?" {
		t.Fatalf("a mention: %+v", mention)
	}
	send(t, c, "U1", "k.2.0", dialog.Reply{Text: "Ninety.", Place: mention.Place, Apart: true})
	seen := slacksim.Words(s.In("C7", "U1"))
	if !strings.Contains(seen, "It varies.") || !strings.Contains(seen, "Ninety.") {
		t.Errorf("the asker sees %q", seen)
	}
	if others := slacksim.Words(s.In("C7", "U2")); strings.Contains(others, "varies") || strings.Contains(others, "Ninety") {
		t.Errorf("others see %q", others)
	}
	for _, m := range s.In("C7", "U1") {
		if controls := slacksim.Controls(m.Blocks); len(controls) > 0 {
			s.Press("U1", m, controls[0])
		}
	}
	if m := next(t, got); m.Apart != dialog.ApartAsk || m.Said.Choice != "more" || m.Place == "" {
		t.Errorf("a press under it: %+v", m)
	}
	s.Fail(slacksim.Fault{Method: "response_url", Times: -1, Status: 404})
	send(t, c, "U1", "k.3.0", dialog.Reply{Text: "Late.", Place: ask.Place, Apart: true})
	if own := slacksim.Words(shown(s, "U1")); !strings.Contains(own, "Late.") {
		t.Errorf("in the asker's own chat: %q", own)
	}
}

// TestFreezes: a control that was used gives way to what was chosen, and names
// the turn that showed it.
func TestFreezes(t *testing.T) {
	s := workspace(t)
	c := channel(s)
	got := running(t, c)
	send(t, c, "U1", "k3v9.12.0", dialog.Reply{Text: "Which side?", Options: []dialog.Button{{ID: "left", Label: "Left"}, {ID: "right", Label: "Right"}}})
	press(t, s, "U1", "Left")
	if m := next(t, got); m.Said.Choice != "left" || m.Of != 12 {
		t.Errorf("a press: %+v", m)
	}
	until(t, "the choice to be shown", func() bool { return strings.Contains(slacksim.Words(shown(s, "U1")), "You chose: Left") })
	last := shown(s, "U1")[0]
	if len(slacksim.Controls(last.Blocks)) > 0 || !strings.Contains(slacksim.Words([]slacksim.Message{last}), "Which side?") {
		t.Errorf("afterwards: %q", slacksim.Words([]slacksim.Message{last}))
	}
}

// TestLostAnswer: a message whose sending failed unclearly is looked for, and
// not sent twice, by the same process and by the next.
func TestLostAnswer(t *testing.T) {
	s := workspace(t)
	c := channel(s)
	s.Fail(slacksim.Fault{Method: "chat.postMessage", Times: 1, Lost: true})
	r := dialog.Reply{Text: "Only once."}
	if err := c.Send(t.Context(), "U1", "k.1.0", r); err == nil {
		t.Fatal("a lost answer is no error")
	}
	send(t, c, "U1", "k.1.0", r)
	again := channel(s)
	running(t, again)
	until(t, "the connection", func() bool { return s.Open() > 0 })
	send(t, again, "U1", "k.1.0", r)
	if n := len(shown(s, "U1")); n != 1 {
		t.Errorf("%d messages were sent", n)
	}
}

// TestRefusals holds how Slack's answers are told to the route.
func TestRefusals(t *testing.T) {
	s, err := slacksim.New(slacksim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	var never *bot.Undeliverable
	if err := channel(s).Send(t.Context(), "W-nobody", "k.1.0", dialog.Reply{Text: "hi"}); !errors.As(err, &never) {
		t.Errorf("a person who is not there: %v", err)
	}
	wrong := channel(s, func(c *slack.Config) { c.AppToken = "xapp-other" })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := wrong.Run(ctx, func(context.Context, dialog.Message) error { return nil }); err == nil || !strings.Contains(err.Error(), "SLACK_APP_TOKEN") {
		t.Errorf("a wrong token: %v", err)
	}
}

// TestReconnects: dropped sockets and those that Slack renews lose nothing.
func TestReconnects(t *testing.T) {
	s := workspace(t)
	got := running(t, channel(s))
	until(t, "the connection", func() bool { return s.Open() == 2 })
	s.Drop()
	s.Write("U1", "one")
	if m := next(t, got); m.Said.Text != "one" {
		t.Errorf("after a drop: %+v", m)
	}
	until(t, "the connection", func() bool { return s.Open() == 2 })
	s.Refresh()
	s.Write("U1", "two")
	for m := next(t, got); m.Said.Text != "two"; m = next(t, got) {
		if m.Said.Text != "one" { // brought again, since its acknowledgement was lost
			t.Fatalf("after a renewal: %+v", m)
		}
	}
}

// TestMinimal: every message of a chat that is for questions alone stands
// apart.
func TestMinimal(t *testing.T) {
	s := workspace(t)
	got := running(t, channel(s, func(c *slack.Config) { c.Minimal = true }))
	s.Write("U1", "my knee hurts")
	if m := next(t, got); m.Apart != dialog.ApartMinimal {
		t.Errorf("%+v", m)
	}
}

// TestCheck: the doctor finds what is wrong.
func TestCheck(t *testing.T) {
	s, err := slacksim.New(slacksim.Options{Scopes: []string{"chat:write", "im:history", "channels:read"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	findings := map[string]string{}
	for _, f := range slack.Check(t.Context(), s.URL, slacksim.BotToken, slacksim.AppToken, "C9", nil) {
		if findings[f.What] = f.Fine; f.Err != nil {
			findings[f.What] = f.Err.Error()
		}
	}
	for what, want := range map[string]string{
		"slack token": "clinic-intake in workspace Sim", "slack scopes": "lacks commands, im:write", "slack socket": "opens", "slack staff": "not in C9",
	} {
		if !strings.Contains(findings[what], want) {
			t.Errorf("%s: %q, want %q", what, findings[what], want)
		}
	}
	if f := slack.Check(t.Context(), s.URL, "xoxb-other", "", "", nil); len(f) != 1 || f[0].Err == nil {
		t.Errorf("a wrong token: %+v", f)
	}
}

// TestAskedInDanger: what began as a question and became an emergency comes in
// the patient's own chat, with buttons that are the intake's.
func TestAskedInDanger(t *testing.T) {
	s := workspace(t)
	s.Invite("C7")
	c := channel(s)
	got := running(t, c)
	s.Slash("U1", "C7", "/ask", "is crushing chest pain ok?")
	ask := next(t, got)
	send(t, c, "U1", "k.1.0", dialog.Reply{Text: "Call now.", Options: []dialog.Button{{ID: "misunderstood", Label: "I was misunderstood"}}, Place: ask.Place})
	if own := slacksim.Words(shown(s, "U1")); !strings.Contains(own, "Call now.") {
		t.Errorf("in the patient's own chat: %q", own)
	}
	press(t, s, "U1", "I was misunderstood")
	if m := next(t, got); m.Apart != "" || m.Said.Choice != "misunderstood" {
		t.Errorf("the press: %+v", m)
	}
}
