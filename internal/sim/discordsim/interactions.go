package discordsim

import (
	"net/http"
	"slices"
	"time"
)

// Types of interaction.
const (
	askCommand = 2
	askPress   = 3
	askSubmit  = 5
)

// Types of the first answer.
const (
	sayMessage  = 4
	sayLater    = 5
	updateLater = 6
	update      = 7
	openModal   = 9
)

// How long an interaction waits for its first answer, and how long its token
// is good after that.
const (
	answerTime = 3 * time.Second
	tokenTime  = 15 * time.Minute
)

// An interaction is one command, press or submission.
type interaction struct {
	id, token string
	kind      int
	user      string
	channel   string
	born      time.Time
	said      int      // the type of the first answer, 0 for none yet
	message   *Message // on which it was pressed
	original  *Message // what the first answer made or changed
	command   string
}

// Unanswered are the interactions that got no answer in time: people see that
// the application did not respond.
func (s *Server) Unanswered() int { return s.count(false) }

// Answered are the interactions that got their first answer.
func (s *Server) Answered() int { return s.count(true) }

func (s *Server) count(answered bool) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.asked {
		if answered && i.said != 0 || !answered && i.said == 0 && s.now().Sub(i.born) > answerTime {
			n++
		}
	}
	return n
}

// callback takes the first answer of an interaction.
func (s *Server) callback(c *call) (any, error) {
	at := slices.IndexFunc(s.asked, func(i *interaction) bool { return i.id == c.path("interaction") && i.token == c.path("token") })
	if at < 0 {
		return nil, refuse(http.StatusNotFound, 10062, codes[10062])
	}
	i := s.asked[at]
	switch {
	case i.said != 0:
		return nil, refuse(http.StatusBadRequest, 40060, codes[40060])
	case s.now().Sub(i.born) > answerTime:
		return nil, deny(http.StatusNotFound, 10062)
	}
	if err := s.first(c, i); err != nil {
		return nil, err
	}
	i.said = num(c.in, "type")
	if c.r.URL.Query().Get("with_response") != "true" {
		return nil, nil
	}
	out := Object{"interaction": Object{"id": i.id, "type": i.kind, "channel_id": i.channel}}
	if i.said != openModal {
		out["resource"] = Object{"type": i.said}
	}
	if m := i.original; m != nil && (i.said == sayMessage || i.said == sayLater || i.said == update) {
		out["interaction"].(Object)["response_message_id"] = m.ID
		out["interaction"].(Object)["response_message_loading"] = m.Thinking
		out["interaction"].(Object)["response_message_ephemeral"] = m.Only != ""
		if m.Thinking {
			return out, nil
		}
		out["resource"].(Object)["message"] = s.wire(m)
	}
	return out, nil
}

// first checks and does what a first answer says.
func (s *Server) first(c *call, i *interaction) error {
	allowed := []int{sayMessage, sayLater}
	if i.message != nil {
		allowed = append(allowed, updateLater, update)
	}
	if i.kind != askSubmit {
		allowed = append(allowed, openModal)
	}
	f := &form{}
	f.fields("", c.in, "type", "data")
	if !f.oneOf("", c.in, "type", allowed...) {
		return f.err()
	}
	data := obj(c.in, "data")
	if data == nil {
		data = Object{}
	}
	switch num(c.in, "type") {
	case sayMessage:
		if err := s.message(c, "data", data, callbackFields, flagsAnswer, nil); err != nil {
			return err
		}
		i.original = s.respond(i, data, c.files)
	case sayLater:
		f.fields("data", data, "flags", "allowed_mentions")
		i.original = s.respond(i, Object{"flags": float64(num(data, "flags")&flagEphemeral | flagLoading)}, nil)
		i.original.Thinking = true
	case updateLater:
		i.original = i.message
	case update:
		if s.find(i.channel, i.message.ID) == nil {
			return deny(http.StatusNotFound, 10008)
		}
		if _, err := s.edit(c, "data", data, callbackFields, i.message); err != nil {
			return err
		}
		i.original = i.message
	case openModal:
		f.modal("data", data)
		if err := f.err(); err != nil {
			return err
		}
		s.person(i.user).modal = newModal(data, i)
	}
	for _, n := range f.notes {
		s.fault("%s: %s", c.name, n)
	}
	return nil
}

// respond posts an answer of an interaction.
func (s *Server) respond(i *interaction, o Object, files map[string]File) *Message {
	m := &Message{Channel: i.channel, User: AppID, Bot: true, from: i}
	if i.kind == askCommand && i.said == 0 {
		m.kind = 20
	}
	s.fill(m, o, files)
	if m.Flags&flagEphemeral != 0 {
		m.Only = i.user
	}
	s.post(m)
	return m
}

// hook returns the interaction whose token a webhook's path has.
func (s *Server) hook(c *call) (*interaction, error) {
	at := slices.IndexFunc(s.asked, func(i *interaction) bool { return i.token == c.path("token") })
	if c.path("application") != AppID || at < 0 || s.asked[at].said == 0 {
		return nil, refuse(http.StatusNotFound, 10015, codes[10015])
	}
	i := s.asked[at]
	if s.now().Sub(i.born) > tokenTime {
		return nil, deny(http.StatusUnauthorized, 50027)
	}
	return i, nil
}

// answerOf returns a message of an interaction: @original or a follow-up.
func (s *Server) answerOf(c *call) (*Message, error) {
	i, err := s.hook(c)
	if err != nil {
		return nil, err
	}
	id := c.path("message")
	m := i.original
	if id != "@original" && (m == nil || m.ID != id) {
		m = s.find(i.channel, id)
		if m != nil && m.from != i {
			m = nil
		}
	}
	if m == nil || s.find(i.channel, m.ID) == nil {
		return nil, refuse(http.StatusNotFound, 10008, codes[10008])
	}
	return m, nil
}

func (s *Server) followUp(c *call) (any, error) {
	i, err := s.hook(c)
	if err != nil {
		return nil, err
	}
	if i.original != nil && i.original.Thinking { // the first follow-up keeps the promise
		return s.edit(c, "", c.in, webhookFields, i.original)
	}
	if err := s.message(c, "", c.in, webhookFields, flagsAnswer, nil); err != nil {
		return nil, err
	}
	return s.wire(s.respond(i, c.in, c.files)), nil
}

func (s *Server) getFollowUp(c *call) (any, error) {
	m, err := s.answerOf(c)
	if err != nil {
		return nil, err
	}
	return s.wire(m), nil
}

func (s *Server) editFollowUp(c *call) (any, error) {
	m, err := s.answerOf(c)
	if err != nil {
		return nil, err
	}
	return s.edit(c, "", c.in, hookEditFields, m)
}

func (s *Server) deleteFollowUp(c *call) (any, error) {
	m, err := s.answerOf(c)
	if err != nil {
		return nil, err
	}
	s.remove(m)
	if m.Only == "" {
		s.tell("MESSAGE_DELETE", m)
	}
	return nil, nil
}
