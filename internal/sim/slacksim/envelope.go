package slacksim

import (
	"slices"
	"time"
)

// A Sent is something that the program has to acknowledge: an event, a
// command, a press.
type Sent struct {
	ID      string `json:"envelope_id"`
	Type    string `json:"type"`
	Payload object `json:"payload"`
	Accepts bool   `json:"accepts_response_payload"`
	Retry   int    `json:"retry_attempt"`
	Reason  string `json:"retry_reason"`

	at     time.Time     // when it first went out
	person bool          // a person did it; the bot's own messages come as events too
	answer object        // what it was acknowledged with
	done   chan struct{} // closed when acknowledged, or given up
	ok     bool
	after  func(answer object, ok bool) // called with s.mu held
}

// Wait returns what something was acknowledged with, and whether it was, within
// a while.
func (e *Sent) Wait(most time.Duration) (answer map[string]any, ok bool) {
	select {
	case <-e.done:
		return e.answer, e.ok
	case <-time.After(most):
		return nil, false
	}
}

const (
	typeEvent   = "events_api"
	typeCommand = "slash_commands"
	typePress   = "interactive"
)

// bring sends something to the program. s.mu is held, as for all below.
func (s *Server) bring(e *Sent) *Sent {
	e.ID, e.done, e.at = s.id("E"), make(chan struct{}), time.Now()
	s.sockets.pending[e.ID] = e
	if e.person {
		s.sockets.last = e
	}
	if e.Type == typeEvent {
		s.bringEvent(e)
		return e
	}
	s.push(e)
	s.later(s.opt.Patience, func() { s.giveUp(e) })
	return e
}

// bringEvent sends an event, late or twice where a storm says so, and again
// while it is not acknowledged.
func (s *Server) bringEvent(e *Sent) {
	again := func() {
		s.push(e)
		s.retry(e, 0)
	}
	if late := s.lateBy(); late > 0 {
		s.later(late, again)
	} else {
		again()
	}
	if s.trouble.chance("twice", s.trouble.storm.Twice) {
		double := *e
		double.ID = s.id("E")
		s.later(s.lateBy(), func() { s.push(&double) })
	}
}

// retry has an event come again after its next wait, unless it was
// acknowledged by then.
func (s *Server) retry(e *Sent, try int) {
	if try == len(s.opt.Retries) {
		s.later(s.opt.Patience, func() { s.giveUp(e) })
		return
	}
	s.later(s.opt.Retries[try], func() {
		if s.sockets.pending[e.ID] != e || slices.Contains(s.sockets.parked, e) {
			if s.sockets.pending[e.ID] == e {
				s.retry(e, try) // it has not even gone out
			}
			return
		}
		next := *e
		next.Retry, next.Reason = try+1, "timeout"
		s.push(&next)
		s.retry(e, try+1)
	})
}

// giveUp ends the waiting for an acknowledgement.
func (s *Server) giveUp(e *Sent) {
	if s.sockets.pending[e.ID] != e {
		return
	}
	delete(s.sockets.pending, e.ID)
	s.sockets.parked = slices.DeleteFunc(s.sockets.parked, func(x *Sent) bool { return x == e })
	s.finish(e, nil, false)
}

func (s *Server) finish(e *Sent, answer object, ok bool) {
	e.answer, e.ok = answer, ok
	close(e.done)
	if e.after != nil {
		e.after(answer, ok)
	}
}

// push hands an envelope to the next socket in turn. Where none is open it
// waits for one.
func (s *Server) push(e *Sent) {
	open := s.sockets.open
	for range open {
		s.sockets.turn++
		if k := open[s.sockets.turn%len(open)]; !k.leaving {
			k.put(e)
			return
		}
	}
	s.sockets.parked = append(s.sockets.parked, e)
}

// acknowledged takes an acknowledgement, from whichever socket it comes.
func (s *Server) acknowledged(id string, answer object) {
	e := s.sockets.pending[id]
	if e == nil {
		return // of a repeat, or too late
	}
	if e.Type == typeEvent && s.trouble.chance("unheard", s.trouble.storm.Unheard) {
		return
	}
	delete(s.sockets.pending, id)
	if e.person {
		s.sockets.acks = append(s.sockets.acks, time.Since(e.at))
	}
	if len(answer) > 0 && !e.Accepts {
		s.fault("an event was acknowledged with a payload, which Slack ignores")
	}
	s.finish(e, answer, true)
}

// Acked returns how many things that people did were acknowledged.
func (s *Server) Acked() int { return len(s.Acks()) }

// Acks returns how long each acknowledgement of something that a person did
// took.
func (s *Server) Acks() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sockets.acks)
}

// Unacked returns how many things that people did wait to be acknowledged.
func (s *Server) Unacked() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.sockets.pending {
		if e.person {
			n++
		}
	}
	return n
}

// Again brings the last that a person did once more, an event under another
// event id, as Slack at times does for one message.
func (s *Server) Again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := s.sockets.last
	if last == nil {
		return
	}
	if inner, ok := last.Payload["event"].(object); ok {
		s.event(inner, true)
		return
	}
	s.bring(&Sent{Type: last.Type, Payload: last.Payload, Accepts: last.Accepts, person: true})
}

// event brings an event of the Events API.
func (s *Server) event(inner object, person bool) *Sent {
	inner["event_ts"] = valueOr(inner["event_ts"], s.stamp())
	return s.bring(&Sent{Type: typeEvent, person: person, Payload: object{
		"type": "event_callback", "token": "sim", "team_id": teamID, "api_app_id": appID, "event_id": s.id("Ev"), "event_time": time.Now().Unix(),
		"is_ext_shared_channel": false, "authorizations": []object{{"team_id": teamID, "user_id": BotUser, "is_bot": true}}, "event": inner,
	}})
}

func valueOr(v any, other string) any {
	if v == nil {
		return other
	}
	return v
}

// echo brings the bot's own message in a person's chat as an event, as Slack
// does: who does not look at bot_id talks with itself.
func (s *Server) echo(m *Message) {
	if owner(m.Channel) != "" {
		s.event(m.event(), false)
	}
}

// event is a message as an event. Its blocks are of the time of sending.
func (m *Message) event() object {
	ev := m.wire()
	ev["channel"], ev["channel_type"], ev["event_ts"] = m.Channel, "im", m.TS
	return ev
}

// changed brings the change of a message in a person's chat, deleted its end.
func (s *Server) changed(m *Message, was object, edit string) {
	if owner(m.Channel) == "" || m.Only != "" {
		return
	}
	now := m.wire()
	now["edited"] = object{"user": m.User, "ts": edit}
	s.event(object{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": m.Channel, "channel_type": "im",
		"message": now, "previous_message": was, "ts": s.stamp(),
	}, !m.Bot)
}

func (s *Server) deleted(m *Message) {
	if owner(m.Channel) == "" || m.Only != "" {
		return
	}
	s.event(object{
		"type": "message", "subtype": "message_deleted", "hidden": true, "channel": m.Channel, "channel_type": "im",
		"deleted_ts": m.TS, "previous_message": m.wire(), "ts": s.stamp(),
	}, !m.Bot)
}
