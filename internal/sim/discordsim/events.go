package discordsim

import (
	"slices"
	"strings"
	"time"
)

// An event is something that happened, as each session is told of it.
type event struct {
	name  string
	where string // whose events go one after another
	to    func(*session) any
}

// dispatch tells all sessions of an event, nil for those whom it does not
// concern. s.mu is held.
func (s *Server) dispatch(name, where string, to func(*session) any) {
	s.bring(&event{name, where, to})
}

// bring tells of an event, as a storm will have it. s.mu is held.
func (s *Server) bring(e *event) {
	st := s.storm
	switch held := s.held; {
	case s.swap:
		s.swap, s.held = false, e
		return
	case held != nil:
		s.held = nil
		defer s.deliver(held)
	}
	if s.draw("late", e.where, st.Late) {
		time.AfterFunc(late, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.deliver(e)
		})
	} else {
		s.deliver(e)
	}
	if s.draw("twice", e.where, st.Twice) {
		s.deliver(e)
	}
	if s.draw("drop", e.where, st.Drop) {
		if s.draw("forget", e.where, st.Forget) {
			s.sessions = nil
		}
		s.dropAll()
	}
}

func (s *Server) deliver(e *event) {
	for _, se := range s.sessions {
		if data := e.to(se); data != nil {
			se.add(e.name, data)
		}
	}
}

// tell tells of a message. s.mu is held.
func (s *Server) tell(name string, m *Message) {
	now := *m
	e := &event{name, m.Channel, func(se *session) any { return s.messageEvent(name, &now, se.intents) }}
	if name == "MESSAGE_CREATE" && !m.Bot {
		s.last = e
	}
	s.bring(e)
}

func (s *Server) messageEvent(name string, m *Message, intents int) any {
	dm := s.channels[m.Channel].user != ""
	if dm && intents&intentDMs == 0 || !dm && intents&intentGuildMessages == 0 {
		return nil
	}
	var out Object
	if name == "MESSAGE_DELETE" {
		out = Object{"id": m.ID, "channel_id": m.Channel}
	} else {
		out = s.wireTo(m, intents)
		out["channel_type"] = kindDM
	}
	if !dm {
		out["guild_id"] = GuildID
		if name != "MESSAGE_DELETE" {
			out["channel_type"] = kindText
			member := s.memberWire(m.User)
			delete(member, "user")
			out["member"] = member
		}
	}
	return out
}

// wireTo is a message as it is sent to those who may, or may not, read what
// others write in a guild.
func (s *Server) wireTo(m *Message, intents int) Object {
	out := s.wire(m)
	own := m.Bot || s.channels[m.Channel].user != "" || slices.Contains(m.Pings, AppID)
	if !own && intents&intentContent == 0 {
		out["content"], out["embeds"], out["attachments"], out["components"] = "", []any{}, []any{}, []any{}
	}
	return out
}

// summon makes an interaction and tells of it. s.mu is held.
func (s *Server) summon(i *interaction, data Object) {
	i.id, i.born = s.id(), s.now()
	i.token = "token-" + i.id + "-" + strings.Repeat("x", 60)
	s.asked = append(s.asked, i)
	payload := Object{
		"id": i.id, "application_id": AppID, "type": i.kind, "data": data, "token": i.token, "version": 1, "channel_id": i.channel,
		"channel": s.channelWire(s.channels[i.channel]), "locale": s.person(i.user).locale, "app_permissions": "2248473465835073",
		"entitlements": []any{}, "attachment_size_limit": mostFile,
	}
	if s.channels[i.channel].user != "" {
		payload["user"], payload["context"] = s.userWire(i.user), 1
		payload["authorizing_integration_owners"] = Object{"0": "0"}
	} else {
		payload["member"], payload["context"] = s.memberWire(i.user), 0
		payload["guild_id"], payload["guild_locale"] = GuildID, "en-US"
		payload["guild"] = Object{"id": GuildID, "locale": "en-US", "features": []string{}}
		payload["authorizing_integration_owners"] = Object{"0": GuildID}
	}
	if i.message != nil {
		payload["message"] = s.wire(i.message)
	}
	s.last = &event{"INTERACTION_CREATE", i.channel, func(*session) any { return payload }}
	s.bring(s.last)
}
