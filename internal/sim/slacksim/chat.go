package slacksim

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"intake/internal/sim/blockkit"
)

const (
	textCut    = 40000 // characters after which Slack cuts a text off
	updateText = 4000  // of chat.update, which refuses more (its reference)
	metaSize   = 8000  // about, of metadata
)

var isStamp = regexp.MustCompile(`^\d+\.\d{6}$`)

// reach checks that the bot may write in a channel, and returns its id.
func (s *Server) reach(id string) (string, error) {
	if strings.HasPrefix(id, "U") {
		id = dm(id) // a person's id stands for their chat
	}
	who := owner(id)
	switch {
	case id == "":
		return "", refuse("channel_not_found")
	case s.shut[who] != "":
		return "", refuse(s.shut[who])
	case who != "", s.room(id).bot:
		return id, nil
	case strings.HasPrefix(id, "C"):
		return "", refuse("not_in_channel")
	default:
		return "", refuse("channel_not_found")
	}
}

// paced takes one message's time off a channel.
func (s *Server) paced(id string) error {
	if s.opt.Pace == 0 {
		return nil
	}
	c, now := s.room(id), time.Now()
	start := now.Add(-burst * s.opt.Pace)
	if c.due.Before(start) {
		c.due = start
	}
	if c.due.After(now) {
		return &limited{time.Until(c.due)}
	}
	c.due = c.due.Add(s.opt.Pace)
	return nil
}

// compose reads and checks what a message is made of.
func (s *Server) compose(c call) (*Message, error) {
	m := &Message{Thread: c.get("thread_ts"), User: BotUser, Bot: true}
	if c.get("link_names") != "" && !no(c.get("link_names")) || c.get("parse") == "full" {
		s.fault("%s: names in the text would become mentions", c.method)
	}
	if m.Thread != "" && !isStamp.MatchString(m.Thread) {
		return nil, refuse("invalid_thread_ts")
	}
	return m, s.fill(m, c.method, c.get("text"), c.get("blocks"), c.get("metadata"), c.get("attachments")+c.get("markdown_text"))
}

func no(s string) bool { return s == "false" || s == "0" }

// fill gives a message its content, where Slack would take it.
func (s *Server) fill(m *Message, method, text, raw, metadata, other string) error {
	blocks, problems := blockkit.Check(raw)
	switch {
	case len(problems) > 0:
		return refuse("invalid_blocks", problems...)
	case text == "" && len(blocks) == 0 && other == "":
		return refuse("no_text")
	case blockkit.TooLong(blocks):
		return refuse("msg_blocks_too_long")
	}
	if text == "" {
		s.fault("%s: no text, which notifications and screen readers need", method)
	}
	if utf8.RuneCountInString(text) > textCut {
		s.fault("%s: a text of more than %d characters is cut off", method, textCut)
		text = string([]rune(text)[:textCut])
	}
	if metadata != "" {
		var meta struct {
			Type    string         `json:"event_type"`
			Payload map[string]any `json:"event_payload"`
		}
		switch err := json.Unmarshal([]byte(metadata), &meta); {
		case err != nil, (meta.Type == "") != (meta.Payload == nil):
			return refuse("invalid_metadata_format")
		case len(metadata) > metaSize:
			return refuse("metadata_too_large")
		}
		m.metaType, m.Meta = meta.Type, meta.Payload
	}
	m.Text = text
	s.setBlocks(m, blocks)
	return nil
}

func (s *Server) postMessage(c call) (object, error) {
	id, err := s.reach(c.get("channel"))
	if err != nil {
		return nil, err
	}
	m, err := s.compose(c)
	if err != nil {
		return nil, err
	}
	if err := s.paced(id); err != nil {
		return nil, err
	}
	m.Channel = id
	s.add(m)
	s.echo(m)
	return object{"channel": m.Channel, "ts": m.TS, "message": m.wire()}, nil
}

func (s *Server) postEphemeral(c call) (object, error) {
	id, err := s.reach(c.get("channel"))
	if err != nil {
		return nil, err
	}
	m, err := s.compose(c)
	if err != nil {
		return nil, err
	}
	if m.Only = c.get("user"); !strings.HasPrefix(m.Only, "U") {
		return nil, refuse("user_not_in_channel")
	}
	if err := s.paced(id); err != nil {
		return nil, err
	}
	m.Channel = id
	s.add(m)
	return object{"message_ts": m.TS}, nil
}

// own finds a message of the bot's.
func (s *Server) own(c call, forbidden string) (*Message, error) {
	id, err := s.reach(c.get("channel"))
	if err != nil {
		return nil, err
	}
	m := s.find(id, c.get("ts"))
	switch {
	case m == nil || m.Only != "": // what one person alone sees cannot be found again
		return nil, refuse("message_not_found")
	case !m.Bot:
		return nil, refuse(forbidden)
	}
	return m, nil
}

func (s *Server) updateMessage(c call) (object, error) {
	m, err := s.own(c, "cant_update_message")
	if err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(c.get("text")) > updateText {
		return nil, refuse("msg_too_long")
	}
	now, err := s.compose(c)
	if err != nil {
		return nil, err
	}
	if _, given := c.args["blocks"]; !given {
		now.Blocks = m.Blocks // an update that names none keeps them
	}
	s.change(m, now)
	return object{"channel": m.Channel, "ts": m.TS, "text": m.Text, "message": m.wire()}, nil
}

// change puts the content of one message into another of the bot's.
func (s *Server) change(m, now *Message) {
	was := m.wire()
	m.Text, m.Blocks, m.Edited = now.Text, now.Blocks, true
	if now.metaType != "" {
		m.Meta, m.metaType = now.Meta, now.metaType
	}
	s.changed(m, was, s.stamp())
}

func (s *Server) deleteMessage(c call) (object, error) {
	m, err := s.own(c, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	s.remove(m)
	s.deleted(m)
	return object{"channel": m.Channel, "ts": m.TS}, nil
}
