package discordsim

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// sessionLife is how long a session can be taken up again.
const sessionLife = 3 * time.Minute

// mostEvents a session keeps for that.
const mostEvents = 5000

// A session outlives the connections through which its events go.
type session struct {
	id       string
	intents  int
	compress bool
	first    int      // the number of events[0]
	events   [][]byte // as frames
	socket   *socket  // nil while nobody is connected
	since    time.Time
}

// add appends an event. The server's lock is held.
func (se *session) add(name string, data any) {
	raw, _ := json.Marshal(Object{"op": opDispatch, "t": name, "s": se.first + len(se.events), "d": data})
	se.events = append(se.events, raw)
	if n := len(se.events) - mostEvents; n > 0 {
		se.events, se.first = slices.Delete(se.events, 0, n), se.first+n
	}
	if se.socket != nil {
		se.socket.rouse()
	}
}

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

// gone forgets a connection.
func (s *Server) gone(k *socket) {
	k.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets = slices.DeleteFunc(s.sockets, func(x *socket) bool { return x == k })
	if se := k.session; se != nil && se.socket == k {
		se.socket, se.since = nil, time.Now()
	}
}

// left ends the session of a program that said that it goes: Discord keeps
// one for those only who break off, or close with another code.
func (s *Server) left(k *socket, code websocket.StatusCode) {
	if code != websocket.StatusNormalClosure && code != websocket.StatusGoingAway {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if k.session != nil {
		s.sessions = slices.DeleteFunc(s.sessions, func(x *session) bool { return x == k.session })
	}
}

// shut closes a connection with a code, and waits only shortly for the other
// side to agree.
func (s *Server) shut(k *socket, code websocket.StatusCode, why string) {
	s.mu.Lock()
	if code == 4009 && k.session != nil { // timed out: nothing to take up
		s.sessions = slices.DeleteFunc(s.sessions, func(x *session) bool { return x == k.session })
	}
	s.mu.Unlock()
	t := time.AfterFunc(200*time.Millisecond, func() { _ = k.ws.CloseNow() })
	_ = k.ws.Close(code, why)
	t.Stop()
	k.stop()
}

// dropAll breaks all connections off. s.mu is held.
func (s *Server) dropAll() {
	for _, k := range s.sockets {
		k.stop()
	}
}

// Drop breaks all connections to the gateway off, without a word.
func (s *Server) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropAll()
}

// Kick closes all connections to the gateway with a code, such as 4000.
func (s *Server) Kick(code int) {
	s.mu.Lock()
	list := slices.Clone(s.sockets)
	s.mu.Unlock()
	for _, k := range list {
		s.busy.Go(func() { s.shut(k, websocket.StatusCode(code), "") })
	}
}

// Reconnect asks all connections to begin anew and go on where they were, as
// Discord does every few hours.
func (s *Server) Reconnect() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.sockets {
		k.say(opReconnect, nil)
	}
}

// Invalidate tells all connections that their session is not valid: a
// resumable one may be taken up again, another not.
func (s *Server) Invalidate(resumable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.sockets {
		if se := k.session; se != nil {
			se.socket, k.session = nil, nil
		}
		k.say(opInvalid, resumable)
	}
	if !resumable {
		s.sessions = nil
	}
}

// Forget ends all sessions that nobody is connected to: what they have missed
// is lost.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions = slices.DeleteFunc(s.sessions, func(x *session) bool { return x.socket == nil })
}

// Mute has the gateway answer no signs of life, or answer them again.
func (s *Server) Mute(mute bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mute = mute
}

// Again brings the last message or interaction of a person once more, as
// after a session was taken up again.
func (s *Server) Again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last != nil {
		s.deliver(s.last)
	}
}

// Open returns how many connections have a session.
func (s *Server) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, k := range s.sockets {
		if k.session != nil {
			n++
		}
	}
	return n
}

// Started and Resumed count the sessions begun, and taken up again.
func (s *Server) Started() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.starts
}

// Resumed counts the sessions taken up again.
func (s *Server) Resumed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.resumed
}

// Await waits until a program is connected.
func (s *Server) Await(ctx context.Context) error {
	for s.Open() == 0 {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
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
