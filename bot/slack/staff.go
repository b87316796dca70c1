package slack

import (
	"context"
	"net/http"
	"time"

	"github.com/slack-go/slack"

	"intake/bot"
)

// StaffConfig is what the way to staff needs to know.
type StaffConfig struct {
	BotToken string
	API      string
	Channel  string // its id, C0123456789; the bot must have been invited
	// Post puts a notice in words: a title, and the lines under it.
	Post func(bot.Notice) (title, body string)
	HTTP *http.Client
}

// Staff brings cases to a channel of the clinic's staff.
type Staff struct {
	api     *slack.Client
	channel string
	post    func(bot.Notice) (title, body string)
	posts   posts
}

// NewStaff returns a sink.
func NewStaff(c StaffConfig) *Staff {
	s := &Staff{api: client(c.API, c.BotToken, "", c.HTTP), channel: c.Channel, post: c.Post}
	s.posts.began = time.Now()
	return s
}

// Name implements bot.Sink.
func (s *Staff) Name() string { return "slack" }

// Deliver implements bot.Sink: one message for each notice, the rest of a
// long one in its thread.
func (s *Staff) Deliver(ctx context.Context, id string, n bot.Notice) error {
	if s.posts.has(id) {
		return nil
	}
	if s.posts.doubts("", id) {
		there, err := posted(ctx, s.api, s.channel, "")
		if err != nil {
			return explain(err)
		}
		if s.posts.looked("", there); s.posts.has(id) {
			return nil
		}
	}
	title, body := s.post(n)
	parts := bot.Split(body, messageText)
	thread := ""
	for i, part := range parts {
		blocks := sections(part)
		words := part
		if i == 0 {
			blocks = append([]slack.Block{slack.NewHeaderBlock(text(bot.Cut(title, headerText)))}, blocks...)
			words = title
		}
		opts := content(words, blocks)
		if i == len(parts)-1 { // only what is whole counts as sent
			opts = append(opts, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: metaType, EventPayload: map[string]any{"id": id}}))
		}
		if thread != "" {
			opts = append(opts, slack.MsgOptionTS(thread))
		}
		_, ts, err := s.api.PostMessageContext(ctx, s.channel, opts...)
		if err != nil {
			if unclear(err) {
				s.posts.doubt(id)
			}
			return explain(err)
		}
		if thread == "" {
			thread = ts
		}
	}
	s.posts.add(id)
	return nil
}

// headerText is the longest header.
const headerText = 150
