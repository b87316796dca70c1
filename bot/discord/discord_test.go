package discord_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"intake/bot"
	"intake/bot/bottest"
	"intake/bot/discord"
	"intake/internal/dialog"
	"intake/internal/sim/discordsim"
)

var words = discord.Words{
	Written: "I have written to you.", Closed: "Your direct messages are closed.", Chose: "You chose:", NoFiles: "No files, please.",
	Pick: "Choose from the list", Intake: "Start your intake", Ask: "Ask the clinic", Query: "Your question",
}

// guild starts a fake Discord, in which nothing that Discord would refuse may
// be asked for.
func guild(t *testing.T) *discordsim.Server {
	t.Helper()
	s, err := discordsim.New(discordsim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	t.Cleanup(func() {
		for _, f := range s.Faults() {
			t.Errorf("discord would refuse: %s", f)
		}
	})
	return s
}

func channel(t *testing.T, s *discordsim.Server, change ...func(*discord.Config)) *discord.Channel {
	t.Helper()
	c := discord.Config{Token: discordsim.BotToken, API: s.URL, Words: words, Log: slog.New(slog.DiscardHandler)}
	for _, f := range change {
		f(&c)
	}
	ch, err := discord.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return ch
}

// shown are the bot's messages in a person's chat.
func shown(s *discordsim.Server, user string) []discordsim.Message {
	return slices.DeleteFunc(s.Messages(user), func(m discordsim.Message) bool { return !m.Bot })
}

// press has a person press controls with these labels on their last message.
func press(t *testing.T, s *discordsim.Server, user string, labels ...string) {
	t.Helper()
	for _, m := range slices.Backward(shown(s, user)) {
		var chosen []discordsim.Control
		for _, l := range labels {
			for _, c := range discordsim.Controls(m) {
				if c.Label == l {
					chosen = append(chosen, c)
					break
				}
			}
		}
		if len(chosen) == len(labels) {
			if err := s.Press(user, m, chosen...); err != nil {
				t.Error(err)
			}
			return
		}
	}
	t.Errorf("no message with controls %q", labels)
}

// fault is what has Discord refuse the next message.
func fault(after time.Duration) discordsim.Fault {
	f := discordsim.Fault{Operation: "create_message", Times: 1, Status: 500}
	if after > 0 {
		f.Status, f.After = 429, after
	}
	return f
}

func TestChannel(t *testing.T) {
	bottest.TestChannel(t, func(t *testing.T) bottest.Service {
		s := guild(t)
		ann, bob := s.Person("ann"), s.Person("bob")
		return bottest.Service{
			Channel: channel(t, s), Users: []string{ann, bob}, Once: true,
			Write: func(user, text string) { connected(t, s); s.Write(user, text) },
			Press: func(user string, b dialog.Button) { connected(t, s); press(t, s, user, b.Label) },
			PressMany: func(user string, list []dialog.Button) {
				connected(t, s)
				var labels []string
				for _, b := range list {
					labels = append(labels, b.Label)
				}
				press(t, s, user, labels...)
			},
			Again:  s.Again,
			Shown:  func(user string) string { return discordsim.Words(shown(s, user)) },
			Live:   func(user string) []string { return discordsim.Markup(shown(s, user)) },
			Refuse: func(after time.Duration) { s.Fail(fault(after)) },
		}
	})
}

func TestStaff(t *testing.T) {
	bottest.TestSink(t, func(t *testing.T) bottest.Staff {
		s := guild(t)
		room := s.Channel("staff")
		sink, err := discord.NewStaff(discord.StaffConfig{
			Token: discordsim.BotToken, API: s.URL, Channel: room, Post: func(n bot.Notice) (string, string) { return bot.Post(n, true) },
		})
		if err != nil {
			t.Fatal(err)
		}
		return bottest.Staff{
			Sink: sink, Once: true,
			Got: func() []string {
				var out []string
				for _, m := range s.In(room, "") {
					words := discordsim.Words([]discordsim.Message{m})
					if len(out) > 0 && !strings.HasPrefix(m.Text, "**") { // the rest of a long one
						out[len(out)-1] += words
					} else {
						out = append(out, words)
					}
				}
				return out
			},
			Live: func() []string {
				return slices.DeleteFunc(discordsim.Markup(s.In(room, "")), func(x string) bool { return strings.HasPrefix(x, "*") }) // the title is bold
			},
			Refuse: func(after time.Duration) { s.Fail(fault(after)) },
		}
	})
}

// running runs a channel and gives what it hands on.
func running(t *testing.T, s *discordsim.Server, c *discord.Channel) <-chan dialog.Message {
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
	connected(t, s)
	return got
}

// connected waits until the program hears what people do: what they press
// before that is lost.
func connected(t *testing.T, s *discordsim.Server) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := s.Await(ctx); err != nil {
		t.Fatal(err)
	}
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

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
