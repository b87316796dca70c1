package slack

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"intake/bot"
	"intake/internal/dialog"
	visible "intake/internal/text"
)

// Places, as they stand in the outbox.
const (
	placeThread    = "thread:" // and the thread's time stamp
	placeURL       = "url:"    // and a response_url: seen by one person, good for 30 minutes
	placeEphemeral = "only:"   // and a channel and its thread: seen by one person
)

func inThread(ts string) string {
	if ts == "" {
		return ""
	}
	return placeThread + ts
}

// metaType marks our messages, so that one sent before an unclear failure is
// found again.
const metaType = "intake_message"

// Send implements bot.Channel.
func (c *Channel) Send(ctx context.Context, user, id string, r dialog.Reply) error {
	if c.posts.has(id) {
		return nil
	}
	ctl := control{turn: turnOf(id)}
	words := visible.Strip(r.Text) + longLabels(r.Options)
	send := func(part string, n int, blocks []slack.Block) error {
		return c.post(ctx, user, "", fmt.Sprintf("%s.%d", id, n), part, blocks)
	}
	switch kind, rest, _ := strings.Cut(r.Place, ":"); kind + ":" {
	case placeThread:
		send = func(part string, n int, blocks []slack.Block) error {
			return c.post(ctx, user, rest, fmt.Sprintf("%s.%d", id, n), part, blocks)
		}
	case placeURL, placeEphemeral:
		if !r.Apart {
			break // it became the intake's own: consent, an emergency
		}
		ctl.place = "apart"
		private := func(part string, blocks []slack.Block) error {
			opts := content(part, blocks)
			if kind+":" == placeURL {
				_, _, _, err := c.api.SendMessageContext(ctx, "", append(opts, slack.MsgOptionResponseURL(rest, slack.ResponseTypeEphemeral))...)
				return err
			}
			channel, thread, _ := strings.Cut(rest, " ")
			if thread != "" {
				opts = append(opts, slack.MsgOptionTS(thread))
			}
			_, err := c.api.PostEphemeralContext(ctx, channel, user, opts...)
			return err
		}
		inChat := send
		send = func(part string, n int, blocks []slack.Block) error {
			err := private(part, blocks)
			if err == nil || wait(err) != nil {
				return err
			}
			return inChat(part, n, blocks) // the address has run out: their own chat is as private
		}
	}
	parts := bot.Split(words, messageText)
	for n, part := range parts {
		blocks := sections(part)
		if n == len(parts)-1 {
			blocks = append(blocks, c.words.controls(ctl, r)...)
		}
		if err := send(part, n, blocks); err != nil {
			return explain(err)
		}
	}
	c.posts.add(id)
	return nil
}

// content is a message in blocks, with the same words for notifications and
// screen readers.
func content(words string, blocks []slack.Block) []slack.MsgOption {
	return []slack.MsgOption{
		slack.MsgOptionText(bot.Cut(words, sectionText), true), slack.MsgOptionBlocks(blocks...),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
}

// post sends to a person's own chat, once: where an earlier try may have
// arrived, the chat is looked through first.
func (c *Channel) post(ctx context.Context, user, thread, id, words string, blocks []slack.Block) error {
	chat, err := c.chat(ctx, user)
	if err != nil {
		return err
	}
	if c.posts.has(id) {
		return nil
	}
	if c.posts.doubts(user, id) {
		there, err := posted(ctx, c.api, chat, thread)
		if err != nil {
			return err
		}
		c.posts.looked(user, there)
		if c.posts.has(id) {
			return nil
		}
	}
	opts := append(content(words, blocks), slack.MsgOptionMetadata(slack.SlackMetadata{EventType: metaType, EventPayload: map[string]any{"id": id}}))
	if thread != "" {
		opts = append(opts, slack.MsgOptionTS(thread))
	}
	if _, _, err = c.api.PostMessageContext(ctx, chat, opts...); err != nil {
		if unclear(err) {
			c.posts.doubt(id)
		}
		return err
	}
	c.posts.add(id)
	return nil
}

// posted returns the ids of our latest messages in a channel or thread.
func posted(ctx context.Context, api *slack.Client, channel, thread string) ([]string, error) {
	var list []slack.Message
	var err error
	if thread != "" {
		list, _, _, err = api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: channel, Timestamp: thread, Limit: lookBack, IncludeAllMetadata: true,
		})
	} else {
		var h *slack.GetConversationHistoryResponse
		if h, err = api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
			ChannelID: channel, Limit: lookBack, IncludeAllMetadata: true,
		}); err == nil {
			list = h.Messages
		}
	}
	if err != nil {
		return nil, fmt.Errorf("look for an earlier try: %w", err)
	}
	var ids []string
	for _, m := range list {
		if id, ok := m.Metadata.EventPayload["id"].(string); ok && m.Metadata.EventType == metaType {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

const (
	// lookBack is how many messages are looked through for an earlier try.
	lookBack = 50
	// mostPosts is how many ids of messages sent are remembered.
	mostPosts = 10000
	// freshFor is how long after the start something may have been sent by
	// the process before, and not be known as sent.
	freshFor = 5 * time.Minute
)

// posts remembers what was sent, and where that is in doubt.
type posts struct {
	began time.Time

	mu     sync.Mutex
	sent   map[string]bool
	old    map[string]bool // the generation before
	unsure map[string]bool
	seen   map[string]bool // users whose chat was looked through since the start
}

func (p *posts) has(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent[id] || p.old[id]
}

func (p *posts) add(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.note(id)
}

// note is add with p.mu held.
func (p *posts) note(id string) {
	if p.sent == nil || len(p.sent) >= mostPosts {
		p.old, p.sent = p.sent, map[string]bool{}
	}
	p.sent[id] = true
	delete(p.unsure, id)
}

func (p *posts) doubt(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.unsure == nil {
		p.unsure = map[string]bool{}
	}
	p.unsure[id] = true
}

// doubts reports whether a message may have been sent before: a try failed
// unclearly, or the process is so young that the one before may have.
func (p *posts) doubts(user, id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.unsure[id] || !p.seen[user] && !p.began.IsZero() && time.Since(p.began) < freshFor
}

// looked notes what a look through a user's chat has found.
func (p *posts) looked(user string, ids []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[user] = true
	for _, id := range ids {
		p.note(id)
	}
}

// unclear reports whether a failed call may have had its effect.
func unclear(err error) bool {
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	return !errors.As(err, &limited) && !errors.As(err, &refused)
}

// wait returns how long Slack asks to be left alone, nil where it does not.
func wait(err error) *slack.RateLimitedError {
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return limited
	}
	return nil
}

// closed are the answers that mean that a person cannot be written to.
var closed = map[string]bool{
	"channel_not_found": true, "user_not_found": true, "user_disabled": true, "user_not_visible": true,
	"is_archived": true, "cannot_dm_bot": true, "messages_tab_disabled": true, "account_inactive": false,
}

// explain puts an error of the library into the route's terms.
func explain(err error) error {
	var refused slack.SlackErrorResponse
	switch limited := wait(err); {
	case limited != nil:
		return &bot.RetryAfter{Wait: limited.RetryAfter, Patient: true, Err: err}
	case errors.As(err, &refused) && closed[refused.Err]:
		return &bot.Undeliverable{Err: err}
	}
	return unnamed(err)
}

// unnamed is an error of the network without the address called: one that
// Slack gave out for an answer works for whoever has it.
func unnamed(err error) error {
	var call *url.Error
	if errors.As(err, &call) {
		return fmt.Errorf("slack does not answer: %w", call.Err)
	}
	return err
}

// freeze replaces controls that were used by what was chosen.
func (r *receiver) freeze(ctx context.Context, cb slack.InteractionCallback, chose []string) {
	var blocks []slack.Block
	for _, b := range cb.Message.Blocks.BlockSet {
		if s, ok := b.(*slack.SectionBlock); ok && s.Accessory == nil {
			blocks = append(blocks, s)
		}
	}
	line := r.words.Chose + " " + strings.Join(chose, ", ")
	blocks = append(blocks, slack.NewContextBlock("", text(bot.Cut(line, sectionText))))
	_, _, _, err := r.api.SendMessageContext(ctx, "", append(content(cb.Message.Text+"\n"+line, blocks), slack.MsgOptionReplaceOriginal(cb.ResponseURL))...)
	if err != nil {
		r.log.Warn("cannot show what was chosen", "error", unnamed(err))
	}
}

// refuseFile says that files are not taken.
func (r *receiver) refuseFile(ctx context.Context, user, chat, thread string) {
	opts := []slack.MsgOption{slack.MsgOptionText(r.words.NoFiles, true)}
	if thread != "" {
		opts = append(opts, slack.MsgOptionTS(thread))
	}
	if _, _, err := r.api.PostMessageContext(ctx, chat, opts...); err != nil {
		r.log.Warn("cannot say that files are not taken", "error", err)
	}
}

// showHome publishes the app's home.
func (r *receiver) showHome(ctx context.Context, user string) {
	start := slack.NewButtonBlockElement(homeStart, resume, text(r.words.Start))
	start.Style = slack.StylePrimary
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: append(
		[]slack.Block{slack.NewActionBlock("home", start)}, sections(r.words.Home)...)}}
	if _, err := r.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view}); err != nil {
		r.log.Warn("cannot show the app's home", "error", err)
	}
}
