package discordsim

import (
	"context"
	"slices"
	"time"

	"github.com/coder/websocket"
)

// gone forgets a connection.
func (s *Server) gone(k *socket) {
	k.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets = slices.DeleteFunc(s.sockets, func(x *socket) bool { return x == k })
	k.part()
}

// part takes a connection off its session, which goes on without. The
// server's lock is held.
func (k *socket) part() {
	if se := k.session; se != nil {
		se.socket, se.since, k.session = nil, time.Now(), nil
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
// side to agree. The session can be taken up again, unless it timed out.
func (s *Server) shut(k *socket, code websocket.StatusCode, why string) {
	s.mu.Lock()
	se := k.session
	k.part()
	if code == 4009 {
		s.sessions = slices.DeleteFunc(s.sessions, func(x *session) bool { return x == se })
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
		k.part()
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
		k.part()
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

// Swap has the next event come after the one that follows it.
func (s *Server) Swap() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.swap = true
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

// Started counts the sessions begun.
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
