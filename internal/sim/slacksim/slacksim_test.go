package slacksim_test

import (
	"context"
	"errors"
	"io"
	"log"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"intake/internal/sim/slacksim"
)

const soon = 10 * time.Second

// workspace starts a fake Slack.
func workspace(t *testing.T, opt slacksim.Options) *slacksim.Server {
	t.Helper()
	s, err := slacksim.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// clean fails a test in which Slack would have refused something.
func clean(t *testing.T, s *slacksim.Server) {
	t.Helper()
	for _, f := range s.Faults() {
		t.Errorf("slack would refuse: %s", f)
	}
}

func client(s *slacksim.Server) *slack.Client {
	return slack.New(slacksim.BotToken, slack.OptionAppLevelToken(slacksim.AppToken), slack.OptionAPIURL(s.URL))
}

// A listener is a program at the other end of a socket.
type listener struct {
	*socketmode.Client
	got chan socketmode.Event // what is to be acknowledged
}

// listen connects slack-go's own Socket Mode client.
func listen(t *testing.T, s *slacksim.Server) *listener {
	t.Helper()
	before := s.Open()
	l := &listener{socketmode.New(client(s), socketmode.OptionLog(log.New(io.Discard, "", 0))), make(chan socketmode.Event, 100)}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = l.RunContext(ctx) }()
	go func() {
		for {
			select {
			case e := <-l.Events:
				if e.Request != nil && e.Request.EnvelopeID != "" {
					select {
					case l.got <- e:
					case <-ctx.Done():
					}
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	t.Cleanup(func() { cancel(); <-done })
	until(t, "the socket", func() bool { return s.Open() > before })
	return l
}

func (l *listener) next(t *testing.T) socketmode.Event {
	t.Helper()
	select {
	case e := <-l.got:
		return e
	case <-time.After(soon):
		t.Fatal("nothing came")
		return socketmode.Event{}
	}
}

// acked takes the next and acknowledges it.
func (l *listener) acked(t *testing.T, payload ...any) socketmode.Event {
	t.Helper()
	e := l.next(t)
	l.ack(e, payload...)
	return e
}

// ack acknowledges, unless there is no socket for a while: the library would
// wait for one for ever.
func (l *listener) ack(e socketmode.Event, payload ...any) {
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	var p any
	if len(payload) > 0 {
		p = payload[0]
	}
	_ = l.AckCtx(ctx, e.Request.EnvelopeID, p) // what is not acknowledged comes again
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(soon); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func says(err error, code string) bool {
	var e slack.SlackErrorResponse
	return errors.As(err, &e) && e.Err == code
}

func plain(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

// TestMessages: what the bot posts, changes and deletes is what people see.
func TestMessages(t *testing.T) {
	s, ctx := workspace(t, slacksim.Options{}), t.Context()
	c := client(s)
	who, err := c.AuthTestContext(ctx)
	if err != nil || who.UserID != slacksim.BotUser || !strings.Contains(who.Header.Get("X-OAuth-Scopes"), "chat:write") {
		t.Fatalf("auth.test: %+v, %v", who, err)
	}
	ch, _, _, err := c.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{"U1"}})
	if err != nil {
		t.Fatal(err)
	}
	meta := slack.SlackMetadata{EventType: "mine", EventPayload: map[string]any{"id": "7"}}
	_, ts, err := c.PostMessageContext(ctx, ch.ID, slack.MsgOptionText("one", true), slack.MsgOptionMetadata(meta))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.PostMessageContext(ctx, "U1", slack.MsgOptionText("two", true), slack.MsgOptionTS(ts)); err != nil {
		t.Fatal(err)
	}
	s.Write("U1", "three & <four>")
	h, err := c.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: ch.ID, IncludeAllMetadata: true})
	if err != nil || len(h.Messages) != 2 || h.Messages[0].Text != "three &amp; &lt;four&gt;" || h.Messages[1].Metadata.EventPayload["id"] != "7" {
		t.Errorf("history: %+v, %v", h, err)
	}
	if h, _ = c.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: ch.ID, Limit: 1}); !h.HasMore || len(h.Messages) != 1 {
		t.Errorf("one of history: %+v", h)
	}
	h, _ = c.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: ch.ID, Limit: 1, Cursor: h.ResponseMetaData.NextCursor})
	if h.HasMore || h.Messages[0].Text != "one" || h.Messages[0].Metadata.EventType != "" {
		t.Errorf("the next page, without metadata: %+v", h)
	}
	if h, _ = c.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{ChannelID: ch.ID, Oldest: ts}); len(h.Messages) != 1 {
		t.Errorf("history after the first: %+v", h.Messages)
	}
	list, _, _, err := c.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{ChannelID: ch.ID, Timestamp: ts})
	if err != nil || len(list) != 2 || list[0].Text != "one" || list[1].Text != "two" {
		t.Errorf("a thread: %+v, %v", list, err)
	}
	button := slack.NewActionBlock("", slack.NewButtonBlockElement("", "v", plain("Go")))
	if _, _, _, err := c.UpdateMessageContext(ctx, ch.ID, ts, slack.MsgOptionText("won", true), slack.MsgOptionBlocks(button)); err != nil {
		t.Error(err)
	}
	m := s.Messages("U1")[0]
	if m.Text != "won" || !m.Edited || len(slacksim.Controls(m.Blocks)) != 1 || slacksim.Controls(m.Blocks)[0].Action == "" {
		t.Errorf("changed to %+v", m)
	}
	if _, _, err := c.DeleteMessageContext(ctx, ch.ID, ts); err != nil || len(s.Messages("U1")) != 2 {
		t.Errorf("after deletion there is %+v, %v", s.Messages("U1"), err)
	}
	s.Join("C1", "U1", "U2")
	s.Invite("C1")
	if _, err := c.PostEphemeralContext(ctx, "C1", "U1", slack.MsgOptionText("for one", true)); err != nil {
		t.Error(err)
	}
	if len(s.In("C1", "U1")) != 1 || len(s.In("C1", "U2")) != 0 || len(s.ChannelMessages("C1")) != 0 {
		t.Error("what one may see is seen by others")
	}
	if members, _, err := c.GetUsersInConversationContext(ctx, &slack.GetUsersInConversationParameters{ChannelID: "C1"}); err != nil || !slices.Equal(members, []string{"U1", "U2", slacksim.BotUser}) {
		t.Errorf("members: %v, %v", members, err)
	}
	if info, err := c.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: "C1", IncludeNumMembers: true}); err != nil || !info.IsMember || info.NumMembers != 3 {
		t.Errorf("info: %+v, %v", info, err)
	}
	if u, err := c.GetUserInfoContext(ctx, "U1"); err != nil || u.ID != "U1" || u.Deleted || u.Locale != "en-US" {
		t.Errorf("a user: %+v, %v", u, err)
	}
	clean(t, s)
}

// TestRefusals: each thing that Slack refuses is refused as Slack does, and
// noted.
func TestRefusals(t *testing.T) {
	long := strings.Repeat("x", 3001)
	post := func(channel string, o ...slack.MsgOption) func(*slack.Client) error {
		return func(c *slack.Client) error { _, _, err := c.PostMessage(channel, o...); return err }
	}
	text := slack.MsgOptionText("hi", true)
	section := func(s string) slack.Block { return slack.NewSectionBlock(plain(s), nil, nil) }
	for _, c := range []struct {
		name string
		do   func(*slack.Client) error
		want string
	}{
		{"nothing to say", post("U1"), "no_text"},
		{"a limit", post("U1", text, slack.MsgOptionBlocks(section(long))), "invalid_blocks"},
		{"too much", post("U1", text, slack.MsgOptionBlocks(section(long[1:]), section(long[1:]), section(long[1:]), section(long[1:]), section(long[1:]))), "msg_blocks_too_long"},
		{"metadata", post("U1", text, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "x"})), "invalid_metadata_format"},
		{"a channel without the bot", post("C1", text), "not_in_channel"},
		{"a private channel without it", post("G1", text), "channel_not_found"},
		{"no such channel", post("X1", text), "channel_not_found"},
		{"a thread that is none", post("U1", text, slack.MsgOptionTS("soon")), "invalid_thread_ts"},
		{"change of what is not there", func(c *slack.Client) error { _, _, _, err := c.UpdateMessage("D1", "1.000001", text); return err }, "message_not_found"},
		{"a chat with nobody", func(c *slack.Client) error {
			_, _, _, err := c.OpenConversation(&slack.OpenConversationParameters{Users: []string{"W1"}})
			return err
		}, "user_not_found"},
		{"a person who is not there", func(c *slack.Client) error { _, err := c.GetUserInfo("W1"); return err }, "user_not_found"},
		{"a thread that is not there", func(c *slack.Client) error {
			_, _, _, err := c.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "D1", Timestamp: "1.000001"})
			return err
		}, "thread_not_found"},
		{"a trigger that is none", func(c *slack.Client) error { _, err := c.OpenView("x", modal("a")); return err }, "invalid_trigger_id"},
		{"a view that is none", func(c *slack.Client) error {
			_, err := c.UpdateView(modal("a"), "", "", "V0")
			return err
		}, "not_found"},
		{"a home that breaks a limit", func(c *slack.Client) error {
			_, err := c.PublishView("U1", slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{section(long)}}}, "")
			return err
		}, "invalid_arguments"},
		{"a method that is not there", func(c *slack.Client) error { _, err := c.GetEmoji(); return err }, "unknown_method"},
		{"a scope that is missing", func(c *slack.Client) error {
			return c.SetAssistantThreadsTitle(slack.AssistantThreadsSetTitleParameters{ChannelID: "D1", ThreadTS: "1.000001", Title: "x"})
		}, "missing_scope"},
		{"a file that is not there", func(c *slack.Client) error {
			_, err := c.CompleteUploadExternalContext(context.Background(), slack.CompleteUploadExternalParameters{Files: []slack.FileSummary{{ID: "F0"}}, Channel: "D1"})
			return err
		}, "file_not_found"},
	} {
		s := workspace(t, slacksim.Options{})
		if err := c.do(client(s)); !says(err, c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if f := s.Faults(); len(f) != 1 || !strings.Contains(f[0], c.want) {
			t.Errorf("%s: noted %q", c.name, f)
		}
	}
	s := workspace(t, slacksim.Options{})
	for token, want := range map[string]string{"": "not_authed", "xoxb-other": "invalid_auth", slacksim.AppToken: "not_allowed_token_type"} {
		if _, err := slack.New(token, slack.OptionAPIURL(s.URL)).AuthTest(); !says(err, want) {
			t.Errorf("token %q: %v, want %s", token, err, want)
		}
	}
	var e slack.SlackErrorResponse
	if err := post("U1", text, slack.MsgOptionBlocks(section(long)))(client(s)); !errors.As(err, &e) ||
		!slices.Contains(e.ResponseMetadata.Messages, "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]") {
		t.Errorf("does not say where: %+v", e)
	}
}

// TestUnwanted: what Slack lets pass but nobody wants is noted.
func TestUnwanted(t *testing.T) {
	for _, c := range []struct {
		name string
		opts []slack.MsgOption
		want string
	}{
		{"no text beside blocks", []slack.MsgOption{slack.MsgOptionBlocks(slack.NewDividerBlock())}, "screen readers"},
		{"mentions", []slack.MsgOption{slack.MsgOptionText("x", true), slack.MsgOptionLinkNames(true)}, "mentions"},
		{"parsed", []slack.MsgOption{slack.MsgOptionText("x", true), slack.MsgOptionParse(true)}, "mentions"},
		{"unknown argument", []slack.MsgOption{slack.MsgOptionText("x", true), slack.MsgOptionSchedule("1"), slack.MsgOptionPost()}, "unknown argument post_at"},
		{"cut off", []slack.MsgOption{slack.MsgOptionText(strings.Repeat("x", 40001), true)}, "cut off"},
	} {
		s := workspace(t, slacksim.Options{})
		if _, _, err := client(s).PostMessage("U1", c.opts...); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if f := s.Faults(); len(f) != 1 || !strings.Contains(f[0], c.want) {
			t.Errorf("%s: noted %q, want %q", c.name, f, c.want)
		}
	}
}
