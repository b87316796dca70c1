package slacksim

import (
	"slices"
	"strings"
	"time"

	"intake/internal/sim/blockkit"
)

// A Message is one message as a person sees it.
type Message struct {
	Channel, TS, Thread string
	User                string // who wrote it
	Bot                 bool   // written by the program
	Text                string
	Blocks              []Block
	Files               []File
	// Only is the one person who sees it, "" for everybody there.
	Only   string
	Edited bool
	// Meta is the payload of the message's metadata.
	Meta     map[string]any
	metaType string
}

// A channel is a channel or one person's chat with the bot.
type channel struct {
	messages []*Message
	members  []string // without the bot
	bot      bool     // the bot is in it
	due      time.Time
}

// burst is how many messages a channel takes at once under a Pace.
const burst = 5

// room returns a channel, new where it is not yet known. s.mu is held.
func (s *Server) room(id string) *channel {
	c := s.channels[id]
	if c == nil {
		c = &channel{bot: owner(id) != ""}
		s.channels[id] = c
	}
	return c
}

// Invite brings the bot into a channel: C… for a public, G… for a private one.
func (s *Server) Invite(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.room(channel).bot = true
}

// Join brings people into a channel.
func (s *Server) Join(channel string, users ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.room(channel)
	for _, u := range users {
		if !slices.Contains(c.members, u) {
			c.members = append(c.members, u)
		}
	}
}

// Messages are what a person sees in their own chat with the bot, in order.
func (s *Server) Messages(user string) []Message { return s.In(dm(user), user) }

// In are what a person sees in a channel, in order; what only others see is
// not among it.
func (s *Server) In(channel, user string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, m := range s.room(channel).messages {
		if m.Only == "" || m.Only == user {
			out = append(out, *m)
		}
	}
	return out
}

// ChannelMessages are what everybody in a channel sees, in order.
func (s *Server) ChannelMessages(channel string) []Message { return s.In(channel, "") }

// add puts a new message into its channel. s.mu is held, as for all below.
func (s *Server) add(m *Message) {
	if m.TS == "" {
		m.TS = s.stamp()
	}
	c := s.room(m.Channel)
	c.messages = append(c.messages, m)
}

func (s *Server) find(channel, ts string) *Message {
	list := s.room(channel).messages
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].TS == ts {
			return list[i]
		}
	}
	return nil
}

func (s *Server) remove(m *Message) {
	c := s.room(m.Channel)
	c.messages = slices.DeleteFunc(c.messages, func(x *Message) bool { return x == m })
}

// setBlocks gives a message its blocks, with ids where they lack them.
func (s *Server) setBlocks(m *Message, blocks []Block) {
	blockkit.Name(blocks, func() string { return s.id("b") })
	m.Blocks = blocks
}

// wire is a message as Slack sends it.
func (m *Message) wire() map[string]any {
	out := map[string]any{"type": "message", "ts": m.TS, "text": m.Text, "user": m.User, "team": teamID}
	if m.Bot {
		out["bot_id"], out["app_id"] = botID, appID
	}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
	}
	if len(m.Blocks) > 0 {
		out["blocks"] = m.Blocks
	}
	if m.Edited {
		out["edited"] = map[string]any{"user": m.User, "ts": m.TS}
	}
	if len(m.Files) > 0 {
		var files []map[string]any
		for _, f := range m.Files {
			files = append(files, f.wire())
		}
		out["files"] = files
	}
	if m.metaType != "" {
		out["metadata"] = map[string]any{"event_type": m.metaType, "event_payload": m.Meta}
	}
	return out
}

// escape is what Slack does to what people write.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
