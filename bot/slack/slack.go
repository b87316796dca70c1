// Package slack carries intakes over Slack: direct messages, slash commands,
// mentions and the app's home, by Socket Mode, so that a clinic needs no
// public address; and brings cases to the staff's channel.
//
// What a patient sends is handed on and made durable before Slack gets its
// acknowledgement, one patient's messages in order and patients side by side.
// A message's id is its channel and time stamp, so that one that Slack brings
// again, after minutes or a restart, is known (slackapi/node-slack-sdk#2141).
// Whatever a person wrote goes out as plain text, in which nothing is a
// mention, a link or markup.
package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"intake/bot"
	"intake/internal/dialog"
	"intake/internal/metrics"
)

// sockets are how many connections are open at once: while one is renewed,
// which Slack asks for every few hours, events come by the other.
const sockets = 2

// Config is what the channel needs to know.
type Config struct {
	BotToken string // xoxb-
	AppToken string // xapp-, for Socket Mode
	// API is the address of the Web API with its trailing slash, "" for
	// Slack's own.
	API string
	// Minimal has every message answered apart: no intake in this chat.
	Minimal bool
	Words   Words
	HTTP    *http.Client // nil for the default
	Log     *slog.Logger
	Counts  *metrics.Set
}

// A Channel is one Slack workspace as patients use it.
type Channel struct {
	minimal bool
	words   Words
	api     *slack.Client
	log     *slog.Logger
	counts  *metrics.Set
	lines   bot.Lines
	posts   posts

	mu    sync.Mutex
	chats map[string]string // by user: the channel of their direct message
}

// New returns a channel; nothing is called before Run or Send.
func New(c Config) *Channel {
	return &Channel{
		minimal: c.Minimal, words: c.Words, log: c.Log, counts: c.Counts,
		api:   client(c.API, c.BotToken, c.AppToken, c.HTTP),
		chats: map[string]string{},
		posts: posts{began: time.Now()},
	}
}

func client(api, bot, app string, hc *http.Client) *slack.Client {
	opts := []slack.Option{slack.OptionAppLevelToken(app), slack.OptionLog(log.New(io.Discard, "", 0))}
	if api != "" {
		opts = append(opts, slack.OptionAPIURL(api))
	}
	if hc != nil {
		opts = append(opts, slack.OptionHTTPClient(hc))
	}
	return slack.New(bot, opts...)
}

// Name implements bot.Channel.
func (c *Channel) Name() string { return "slack" }

// Run implements bot.Channel.
func (c *Channel) Run(ctx context.Context, take func(context.Context, dialog.Message) error) error {
	r := &receiver{Channel: c, take: take}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var wg sync.WaitGroup
	for range sockets {
		wg.Go(func() {
			if err := c.hold(ctx, r); err != nil {
				stop(err)
			}
		})
	}
	wg.Wait()
	c.lines.Wait() // what was read is taken before the store closes
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

const (
	firstPause   = time.Second
	longestPause = time.Minute
)

// hold keeps one socket open until ctx ends or Slack refuses the tokens.
func (c *Channel) hold(ctx context.Context, r *receiver) error {
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		began := time.Now()
		sm := socketmode.New(c.api, socketmode.OptionLog(log.New(io.Discard, "", 0)))
		var wg sync.WaitGroup
		life, end := context.WithCancel(ctx)
		wg.Go(func() {
			for {
				select {
				case e := <-sm.Events:
					r.event(ctx, sm, e)
				case <-life.Done():
					return
				}
			}
		})
		err := sm.RunContext(life)
		end()
		wg.Wait()
		if ctx.Err() != nil {
			return nil
		}
		if refused(err) {
			return fmt.Errorf("connect to slack: %w: check SLACK_BOT_TOKEN and SLACK_APP_TOKEN", err)
		}
		if time.Since(began) > longestPause {
			pause = firstPause
		}
		c.counts.Add("intake_reconnects_total", 1, "channel", c.Name())
		c.log.Warn("slack connection lost", "again_in", pause, "error", err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil
		}
	}
}

// refused reports whether an error means that the tokens are no good.
func refused(err error) bool {
	var e slack.SlackErrorResponse
	if !errors.As(err, &e) {
		return false
	}
	switch e.Err {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type", "missing_scope":
		return true
	}
	return false
}

// chat returns the channel of a person's direct message.
func (c *Channel) chat(ctx context.Context, user string) (string, error) {
	c.mu.Lock()
	id := c.chats[user]
	c.mu.Unlock()
	if id != "" {
		return id, nil
	}
	ch, _, _, err := c.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
	if err != nil {
		return "", fmt.Errorf("open direct message: %w", err)
	}
	c.knows(user, ch.ID)
	return ch.ID, nil
}

func (c *Channel) knows(user, chat string) {
	c.mu.Lock()
	c.chats[user] = chat
	c.mu.Unlock()
}
