// Package discord carries intakes over Discord: direct messages and the
// commands /intake and /ask, by the gateway with no privileged intent; and
// brings cases to the staff's channel.
//
// What a patient sends is handed on and made durable before Discord gets its
// answer, one patient's messages in order and patients side by side. Every
// message is sent with a nonce made of its id, enforced, so that a repeat is
// shown once; and with no mention allowed. Discord reads markup everywhere, so
// all of it is escaped.
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"intake/bot"
	"intake/internal/dialog"
	"intake/internal/metrics"
)

// Config is what the channel needs to know.
type Config struct {
	Token string
	// API is the address before "api/v9/", "" for Discord's own.
	API string
	// Minimal has every message answered apart: no intake in this chat.
	Minimal bool
	Words   Words
	Log     *slog.Logger
	Counts  *metrics.Set
}

// Words are what the adapter itself says, in the flow's language; all else
// comes with the replies.
type Words struct {
	Written string // the answer to /intake: "I have written to you."
	Closed  string // where that is not possible, and what to do
	Chose   string // before what was chosen, "You chose:"
	NoFiles string // a file was sent
	Pick    string // on a list that opens
	Intake  string // what /intake does
	Ask     string // what /ask does
	Query   string // what is to be typed behind it
}

// A Channel is one Discord application as patients use it.
type Channel struct {
	minimal bool
	words   Words
	s       *discordgo.Session
	log     *slog.Logger
	counts  *metrics.Set
	lines   bot.Lines

	mu    sync.Mutex
	chats map[string]string // by user: the channel of their direct message
	users map[string]string // and the other way round
}

// New returns a channel; nothing is called before Run or Send.
func New(c Config) (*Channel, error) {
	s, err := session(c.API, c.Token)
	if err != nil {
		return nil, err
	}
	return &Channel{
		minimal: c.Minimal, words: c.Words, s: s, log: c.Log, counts: c.Counts,
		chats: map[string]string{}, users: map[string]string{},
	}, nil
}

// session is a client of Discord, or of another address that speaks the same.
func session(api, token string) (*discordgo.Session, error) {
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, fmt.Errorf("discord: %w", err)
	}
	s.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsDirectMessages
	s.SyncEvents = true // in order; what takes time goes to the person's line
	s.StateEnabled = false
	s.LogLevel = -1 // its own log would hold what people write
	s.ShouldRetryOnRateLimit = false
	s.Client = &http.Client{Timeout: 20 * time.Second}
	if api != "" {
		to, err := url.Parse(api)
		if err != nil || to.Host == "" {
			return nil, fmt.Errorf("DISCORD_API_URL is no address: %q", api)
		}
		s.Client.Transport = elsewhere{to}
	}
	return s, nil
}

// elsewhere sends what is meant for Discord to another address.
type elsewhere struct{ to *url.URL }

// RoundTrip implements http.RoundTripper.
func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = e.to.Scheme, e.to.Host, e.to.Host
	r.URL.Path = strings.TrimSuffix(e.to.Path, "/") + r.URL.Path
	return http.DefaultTransport.RoundTrip(r)
}

// Name implements bot.Channel.
func (c *Channel) Name() string { return "discord" }

const (
	firstPause   = time.Second
	longestPause = time.Minute
)

// Run implements bot.Channel.
func (c *Channel) Run(ctx context.Context, take func(context.Context, dialog.Message) error) error {
	r := &receiver{Channel: c, ctx: ctx, take: take}
	for _, h := range []any{
		func(_ *discordgo.Session, e *discordgo.MessageCreate) { r.message(e.Message) },
		func(_ *discordgo.Session, e *discordgo.MessageUpdate) { r.edited(e.Message) },
		func(_ *discordgo.Session, e *discordgo.MessageDelete) { r.deleted(e.Message) },
		func(_ *discordgo.Session, e *discordgo.InteractionCreate) { r.interaction(e.Interaction) },
		func(_ *discordgo.Session, e *discordgo.Ready) { go r.register(e.Application.ID) },
		func(_ *discordgo.Session, _ *discordgo.Disconnect) {
			c.counts.Add("intake_reconnects_total", 1, "channel", c.Name())
		},
	} {
		defer c.s.AddHandler(h)()
	}
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := c.s.Open()
		if err == nil {
			break
		}
		if refused(err) {
			return fmt.Errorf("connect to discord: %w: check DISCORD_TOKEN", err)
		}
		c.log.Warn("discord cannot be reached", "again_in", pause, "error", err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil
		}
	}
	<-ctx.Done()
	err := c.s.Close()
	c.lines.Wait() // what was read is taken before the store closes
	if err != nil {
		return fmt.Errorf("leave discord: %w", err)
	}
	return nil
}

// refused reports whether an error means that the token is no good.
func refused(err error) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized ||
		errors.Is(err, discordgo.ErrUnauthorized) || strings.Contains(err.Error(), "4004")
}

// register tells Discord of the commands; telling it again changes nothing.
func (r *receiver) register(app string) {
	everywhere := &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
	installed := &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	_, err := r.s.ApplicationCommandBulkOverwrite(app, "", []*discordgo.ApplicationCommand{
		{Name: "intake", Description: bot.Cut(r.words.Intake, descriptionText), Contexts: everywhere, IntegrationTypes: installed},
		{
			Name: "ask", Description: bot.Cut(r.words.Ask, descriptionText), Contexts: everywhere, IntegrationTypes: installed,
			Options: []*discordgo.ApplicationCommandOption{{
				Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: bot.Cut(r.words.Query, descriptionText), Required: true,
			}},
		},
	}, discordgo.WithContext(r.ctx))
	if err != nil && r.ctx.Err() == nil {
		r.log.Warn("discord does not take the commands", "error", err)
	}
}

// chat returns the channel of a person's direct message.
func (c *Channel) chat(ctx context.Context, user string) (string, error) {
	c.mu.Lock()
	id := c.chats[user]
	c.mu.Unlock()
	if id != "" {
		return id, nil
	}
	ch, err := c.s.UserChannelCreate(user, discordgo.WithContext(ctx))
	if err != nil {
		return "", fmt.Errorf("open direct message: %w", err)
	}
	c.knows(user, ch.ID)
	return ch.ID, nil
}

func (c *Channel) knows(user, chat string) {
	c.mu.Lock()
	c.chats[user], c.users[chat] = chat, user
	c.mu.Unlock()
}
