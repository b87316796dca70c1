package discord_test

import (
	"errors"
	"strings"
	"testing"

	"intake/bot"
	"intake/bot/discord"
	"intake/internal/dialog"
	"intake/internal/sim/discordsim"
)

// TestWaysIn holds what each way to write to the bot becomes.
func TestWaysIn(t *testing.T) {
	s := guild(t)
	ann, room := s.Person("ann"), s.Channel("lobby")
	got := running(t, s, channel(t, s))
	id := s.Write(ann, "a & b")
	if m := next(t, got); m.Said.Text != "a & b" || m.ID != id || m.User != ann || m.At.IsZero() {
		t.Errorf("a message: %+v", m)
	}
	if err := s.Edit(ann, id, "c"); err != nil {
		t.Fatal(err)
	}
	if m := next(t, got); m.Edit != dialog.Edited || m.Said.Text != "c" || !strings.HasPrefix(m.ID, id+":") {
		t.Errorf("an edit: %+v", m)
	}
	if err := s.Delete(ann, id); err != nil {
		t.Fatal(err)
	}
	if m := next(t, got); m.Edit != dialog.Deleted || m.User != ann {
		t.Errorf("a deletion: %+v", m)
	}
	s.Upload(ann, "my scan", discordsim.File{Name: "scan.jpg", Type: "image/jpeg", Data: []byte("x")})
	if m := next(t, got); m.Said.Text != "my scan" {
		t.Errorf("a file: %+v", m)
	}
	until(t, "the word on files", func() bool { return strings.Contains(discordsim.Words(shown(s, ann)), words.NoFiles) })
	until(t, "the commands", func() bool { return len(s.Commands()) == 2 })
	if err := s.Slash(ann, room, "intake", ""); err != nil {
		t.Fatal(err)
	}
	if m := next(t, got); m.Said.Choice != "resume" {
		t.Errorf("/intake: %+v", m)
	}
	until(t, "the answer to /intake", func() bool { return strings.Contains(discordsim.Words(s.In(room, ann)), words.Written) })
	if others := s.In(room, s.Person("bob")); len(others) > 0 {
		t.Errorf("another person in the channel sees %q", discordsim.Words(others))
	}
}

// TestAsked: what is asked in a channel is answered there for the asker alone.
func TestAsked(t *testing.T) {
	s := guild(t)
	ann, room := s.Person("ann"), s.Channel("lobby")
	c := channel(t, s)
	got := running(t, s, c)
	until(t, "the commands", func() bool { return len(s.Commands()) == 2 })
	if err := s.Slash(ann, room, "ask", "do you take insurance?"); err != nil {
		t.Fatal(err)
	}
	ask := next(t, got)
	if ask.Apart != dialog.ApartAsk || ask.Said.Text != "do you take insurance?" {
		t.Fatalf("/ask: %+v", ask)
	}
	until(t, "the promise of an answer", func() bool { return s.Answered() == 1 })
	if err := c.Send(t.Context(), ann, "k.1.0", dialog.Reply{Text: "It varies.", Place: ask.Place, Apart: true}); err != nil {
		t.Fatal(err)
	}
	if seen := discordsim.Words(s.In(room, ann)); !strings.Contains(seen, "It varies.") {
		t.Errorf("the asker sees %q", seen)
	}
	if others := s.In(room, s.Person("bob")); len(others) > 0 {
		t.Errorf("others see %q", discordsim.Words(others))
	}
}

// TestFreezes: a control that was used gives way to what was chosen, and names
// the turn that showed it.
func TestFreezes(t *testing.T) {
	s := guild(t)
	ann := s.Person("ann")
	c := channel(t, s)
	got := running(t, s, c)
	if err := c.Send(t.Context(), ann, "k3v9.12.0", dialog.Reply{Text: "Which side?", Options: []dialog.Button{{ID: "left", Label: "Left"}, {ID: "right", Label: "Right"}}}); err != nil {
		t.Fatal(err)
	}
	press(t, s, ann, "Left")
	if m := next(t, got); m.Said.Choice != "left" || m.Of != 12 {
		t.Errorf("a press: %+v", m)
	}
	until(t, "the choice to be shown", func() bool { return strings.Contains(discordsim.Words(shown(s, ann)), "You chose: Left") })
	if last := shown(s, ann)[0]; len(discordsim.Controls(last)) > 0 || !strings.Contains(last.Text, "Which side?") {
		t.Errorf("afterwards: %+v", last)
	}
}

// TestClosed: who has closed their direct messages is told so where they
// typed, and staff see what did not go.
func TestClosed(t *testing.T) {
	s, err := discordsim.New(discordsim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	ann, room := s.Person("ann"), s.Channel("lobby")
	c := channel(t, s)
	got := running(t, s, c)
	until(t, "the commands", func() bool { return len(s.Commands()) == 2 })
	s.CloseDMs(ann, true)
	if err := s.Slash(ann, room, "intake", ""); err != nil {
		t.Fatal(err)
	}
	m := next(t, got)
	until(t, "the answer to /intake", func() bool { return s.Answered() == 1 })
	var never *bot.Undeliverable
	if err := c.Send(t.Context(), ann, "k.1.0", dialog.Reply{Text: "Hello.", Place: m.Place}); !errors.As(err, &never) {
		t.Errorf("closed direct messages: %v", err)
	}
	if seen := discordsim.Words(s.In(room, ann)); !strings.Contains(seen, words.Closed) {
		t.Errorf("where they typed they see %q", seen)
	}
}

// TestCheck: the doctor finds what is wrong.
func TestCheck(t *testing.T) {
	s, err := discordsim.New(discordsim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if f := discord.Check(t.Context(), s.URL, discordsim.BotToken, s.Channel("staff")); len(f) != 2 || f[0].Err != nil || f[1].Err != nil || !strings.Contains(f[0].Fine, "client_id="+discordsim.AppID) {
		t.Errorf("all well: %+v", f)
	}
	if f := discord.Check(t.Context(), s.URL, discordsim.BotToken, "123"); len(f) != 2 || f[1].Err == nil {
		t.Errorf("another channel: %+v", f)
	}
	if f := discord.Check(t.Context(), s.URL, "other", ""); len(f) != 1 || f[0].Err == nil {
		t.Errorf("a wrong token: %+v", f)
	}
}
