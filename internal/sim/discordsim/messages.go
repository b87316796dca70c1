package discordsim

import (
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// nonceLife is how long a nonce is remembered ("a few minutes").
const nonceLife = 5 * time.Minute

// reach returns a channel that the bot may look into.
func (s *Server) reach(c *call) (*channel, error) {
	ch := s.channels[c.path("channel")]
	switch {
	case ch == nil:
		return nil, refuse(http.StatusNotFound, 10003, codes[10003])
	case ch.forbidden:
		return nil, deny(http.StatusForbidden, 50001)
	}
	return ch, nil
}

func (s *Server) openDM(c *call) (any, error) {
	id := str(c.in, "recipient_id")
	f := &form{}
	if !isID(id) {
		f.bad("recipient_id", "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", id)
		return nil, f.err()
	}
	if s.people[id] == nil {
		return nil, refuse(http.StatusBadRequest, 50033, "Invalid Recipient(s)")
	}
	return s.channelWire(s.dm(id)), nil
}

func (s *Server) channelInfo(c *call) (any, error) {
	ch, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	return s.channelWire(ch), nil
}

func (s *Server) typing(c *call) (any, error) {
	_, err := s.reach(c)
	return nil, err
}

// listMessages answers with the newest first.
func (s *Server) listMessages(c *call) (any, error) {
	ch, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	q := c.r.URL.Query()
	limit := 50
	if l := q.Get("limit"); l != "" {
		if limit, err = strconv.Atoi(l); err != nil || limit < 1 || limit > 100 {
			f := &form{}
			f.bad("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.")
			return nil, f.err()
		}
	}
	var list []*Message
	for _, m := range s.messages {
		if m.Channel == ch.id && m.Only == "" {
			list = append(list, m)
		}
	}
	switch after, until, around := q.Get("after"), q.Get("before"), q.Get("around"); {
	case after != "":
		list = slices.DeleteFunc(list, func(m *Message) bool { return !before(after, m.ID) })
		list = list[:min(limit, len(list))]
	case around != "":
		i, _ := slices.BinarySearchFunc(list, around, func(m *Message, id string) int {
			switch {
			case before(m.ID, id):
				return -1
			case m.ID == id:
				return 0
			}
			return 1
		})
		i = max(0, i-limit/2)
		list = list[i:min(i+limit, len(list))]
	case until != "":
		list = slices.DeleteFunc(list, func(m *Message) bool { return !before(m.ID, until) })
	}
	list = list[max(0, len(list)-limit):]
	out := []any{}
	for _, m := range slices.Backward(list) {
		out = append(out, s.wireTo(m, s.opt.Privileged))
	}
	return out, nil
}

func (s *Server) getMessage(c *call) (any, error) {
	ch, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	m := s.find(ch.id, c.path("message"))
	if m == nil || m.Only != "" {
		return nil, refuse(http.StatusNotFound, 10008, codes[10008])
	}
	return s.wireTo(m, s.opt.Privileged), nil
}

func (s *Server) createMessage(c *call) (any, error) {
	ch, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	if ch.user != "" {
		switch p := s.person(ch.user); {
		case p.left:
			return nil, deny(http.StatusForbidden, 50278)
		case p.closed:
			return nil, deny(http.StatusForbidden, 50007)
		}
	}
	if err := s.message(c, "", c.in, createFields, flagsCreate, nil); err != nil {
		return nil, err
	}
	nonce := ""
	if c.in["enforce_nonce"] == true {
		nonce = numeral(c.in["nonce"])
	}
	if m := s.nonces[nonce]; nonce != "" && m != nil && s.now().Sub(born(m.ID)) < nonceLife {
		if m.Channel != ch.id {
			s.fault("create_message: nonce %s was used in another channel: this message will not be seen", nonce)
		}
		return s.wire(m), nil
	}
	m := &Message{Channel: ch.id, User: AppID, Bot: true, nonce: c.in["nonce"]}
	if ref := obj(c.in, "message_reference"); ref != nil {
		m.reply, m.kind = str(ref, "message_id"), 19
		if s.find(ch.id, m.reply) == nil && ref["fail_if_not_exists"] != false {
			f := &form{}
			f.bad("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
			return nil, f.err()
		}
	}
	s.fill(m, c.in, c.files)
	s.post(m)
	if nonce != "" {
		s.nonces[nonce] = m
	}
	return s.wire(m), nil
}

// post adds a message and tells of it. s.mu is held.
func (s *Server) post(m *Message) {
	if m.ID == "" {
		m.ID = s.id()
	}
	s.messages = append(s.messages, m)
	if m.Only == "" {
		s.tell("MESSAGE_CREATE", m)
	}
}

// fill puts what a form says into a message.
func (s *Server) fill(m *Message, o Object, files map[string]File) {
	if m.ID == "" {
		m.ID = s.id()
	}
	if _, given := o["content"]; given {
		m.Text = str(o, "content")
		m.Pings = s.pings(s.channels[m.Channel], m.Text, o["allowed_mentions"])
	}
	if _, given := o["embeds"]; given {
		m.Embeds = objects(o, "embeds")
	}
	if _, given := o["components"]; given {
		m.Components = objects(o, "components")
	}
	if _, given := o["flags"]; given {
		m.Flags = m.Flags&(flagV2|flagEphemeral) | num(o, "flags")
	}
	about := map[string]Object{}
	for _, a := range objects(o, "attachments") {
		about[numeral(a["id"])] = a
	}
	if _, given := o["attachments"]; given {
		m.Files = slices.DeleteFunc(slices.Clone(m.Files), func(f File) bool { return about[f.ID] == nil })
	}
	for i := range 10 {
		key := strconv.Itoa(i)
		f, sent := files[key]
		if !sent {
			continue
		}
		if a := about[key]; a != nil {
			f.Description = str(a, "description")
			if n := str(a, "filename"); n != "" {
				f.Name = n
			}
		}
		m.Files = append(m.Files, s.keep(m.Channel, f))
	}
	m.Thinking = false
}

// keep stores a file, for everybody who knows its address.
func (s *Server) keep(channel string, f File) File {
	f.ID = s.id()
	f.path = "attachments/" + channel + "/" + f.ID + "/" + strings.ReplaceAll(path.Base(f.Name), " ", "_")
	s.uploads[f.path] = f.Data
	return f
}

func (s *Server) updateMessage(c *call) (any, error) {
	ch, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	m := s.find(ch.id, c.path("message"))
	switch {
	case m == nil || m.Only != "":
		return nil, refuse(http.StatusNotFound, 10008, codes[10008])
	case !m.Bot:
		return nil, refuse(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	}
	return s.edit(c, "", c.in, editFields, m)
}

// edit checks and makes a change to a message.
func (s *Server) edit(c *call, at string, o Object, fields []string, m *Message) (any, error) {
	if err := s.message(c, at, o, fields, flagsCreate, m); err != nil {
		return nil, err
	}
	thought := m.Thinking
	s.fill(m, o, c.files)
	m.Flags &^= flagLoading
	if !thought {
		m.Edited, m.edited = true, s.now()
	}
	if m.Only == "" {
		s.tell("MESSAGE_UPDATE", m)
	}
	return s.wire(m), nil
}

func (s *Server) deleteMessage(c *call) (any, error) {
	ch, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	m := s.find(ch.id, c.path("message"))
	switch {
	case m == nil || m.Only != "":
		return nil, refuse(http.StatusNotFound, 10008, codes[10008])
	case !m.Bot && ch.user != "":
		return nil, refuse(http.StatusForbidden, 50003, "Cannot execute action on a DM channel")
	case !m.Bot:
		return nil, refuse(http.StatusForbidden, 50013, codes[50013])
	}
	s.remove(m)
	s.tell("MESSAGE_DELETE", m)
	return nil, nil
}
