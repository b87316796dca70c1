package slack_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"intake/bot"
	"intake/bot/bottest"
	"intake/bot/slack"
	"intake/internal/dialog"
	"intake/internal/sim/slacksim"
)

var words = slack.Words{
	Written: "I've written to you.", Ask: "Type /ask and your question.", Chose: "You chose:", NoFiles: "No files, please.",
	Pick: "Choose", Done: "Done", Start: "Start or go on", Home: "I ask questions.",
}

// workspace starts a fake Slack, in which nothing that Slack would refuse may
// be asked for.
func workspace(t *testing.T) *slacksim.Server {
	t.Helper()
	s, err := slacksim.New(slacksim.Options{Again: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	t.Cleanup(func() {
		for _, f := range s.Faults() {
			t.Errorf("slack would refuse: %s", f)
		}
	})
	return s
}

func channel(s *slacksim.Server, change ...func(*slack.Config)) *slack.Channel {
	c := slack.Config{BotToken: slacksim.BotToken, AppToken: slacksim.AppToken, API: s.URL, Words: words, Log: slog.New(slog.DiscardHandler)}
	for _, f := range change {
		f(&c)
	}
	return slack.New(c)
}

// shown are the bot's messages in a person's chat.
func shown(s *slacksim.Server, user string) []slacksim.Message {
	return slices.DeleteFunc(s.Messages(user), func(m slacksim.Message) bool { return !m.Bot })
}

// press has a person press controls with these labels on their last message.
func press(t *testing.T, s *slacksim.Server, user string, labels ...string) {
	t.Helper()
	list := shown(s, user)
	for _, m := range slices.Backward(list) {
		var chosen []slacksim.Control
		for _, l := range labels {
			for _, c := range slacksim.Controls(m.Blocks) {
				if c.Label == l {
					chosen = append(chosen, c)
					break
				}
			}
		}
		if len(chosen) == len(labels) {
			s.Press(user, m, chosen...)
			return
		}
	}
	t.Errorf("no message with controls %q", labels)
}

// live returns what in messages is more than words.
func live(messages []slacksim.Message) (out []string) {
	for _, m := range messages {
		if len(m.Blocks) == 0 && strings.Contains(m.Text, "<") || strings.Contains(m.Text, "<@") || strings.Contains(m.Text, "<!") {
			out = append(out, m.Text)
		}
		for _, b := range m.Blocks {
			if text, ok := b["text"].(map[string]any); ok && text["type"] != "plain_text" {
				out = append(out, fmt.Sprint(text))
			}
		}
	}
	return out
}

func TestChannel(t *testing.T) {
	bottest.TestChannel(t, func(t *testing.T) bottest.Service {
		s := workspace(t)
		c := channel(s)
		return bottest.Service{
			Channel: c, Users: []string{"U1", "U2"}, Once: true,
			Write: func(user, text string) { s.Write(user, text) },
			Press: func(user string, b dialog.Button) { press(t, s, user, b.Label) },
			PressMany: func(user string, list []dialog.Button) {
				var labels []string
				for _, b := range list {
					labels = append(labels, b.Label)
				}
				press(t, s, user, append(labels, words.Done)...)
			},
			Again: s.Again, Acked: s.Acked,
			Shown: func(user string) string { return slacksim.Words(shown(s, user)) },
			Live:  func(user string) []string { return live(shown(s, user)) },
			Refuse: func(after time.Duration) {
				f := slacksim.Fault{Method: "chat.postMessage", Times: 1, Status: 500}
				if after > 0 {
					f.Status, f.After = 429, after
				}
				s.Fail(f)
			},
		}
	})
}

func TestStaff(t *testing.T) {
	bottest.TestSink(t, func(t *testing.T) bottest.Staff {
		s := workspace(t)
		s.Invite("C1")
		got := func() []slacksim.Message { return s.In("C1", "") }
		return bottest.Staff{
			Sink: slack.NewStaff(slack.StaffConfig{BotToken: slacksim.BotToken, API: s.URL, Channel: "C1", Post: func(n bot.Notice) (string, string) { return bot.Post(n, true) }}),
			Got: func() []string {
				var out []string
				for _, m := range got() {
					out = append(out, slacksim.Words([]slacksim.Message{m}))
				}
				return out
			},
			Once: true, Live: func() []string { return live(got()) },
			Refuse: func(after time.Duration) {
				f := slacksim.Fault{Method: "chat.postMessage", Times: 1, Status: 500}
				if after > 0 {
					f.Status, f.After = 429, after
				}
				s.Fail(f)
			},
		}
	})
}

// running runs a channel and gives what it hands on.
func running(t *testing.T, c *slack.Channel) <-chan dialog.Message {
	t.Helper()
	got := make(chan dialog.Message, 100)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- c.Run(ctx, func(_ context.Context, m dialog.Message) error { got <- m; return nil })
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return got
}

func next(t *testing.T, got <-chan dialog.Message) dialog.Message {
	t.Helper()
	select {
	case m := <-got:
		return m
	case <-time.After(20 * time.Second):
		t.Fatal("no message came")
		return dialog.Message{}
	}
}

func send(t *testing.T, c *slack.Channel, user, id string, r dialog.Reply) {
	t.Helper()
	if err := c.Send(t.Context(), user, id, r); err != nil {
		t.Error(err)
	}
}

// until waits for something to hold.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
