package slacksim

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/coder/websocket"
)

// pingEvery is often enough for clients that drop a silent socket after 30 s.
const pingEvery = 5 * time.Second

// A socket is one Socket Mode connection.
type socket struct {
	ws   *websocket.Conn
	stop context.CancelFunc
	out  chan any
}

// An envelope carries one event to the program, again until it is
// acknowledged where Slack does that.
type envelope struct {
	ID      string         `json:"envelope_id"`
	Type    string         `json:"type"`
	Payload map[string]any `json:"payload"`
	Accepts bool           `json:"accepts_response_payload"`
	Retry   int            `json:"retry_attempt,omitempty"`

	done func(payload map[string]any)
}

// againMost is how often an event comes again.
const againMost = 3

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	known := s.tickets[ticket]
	delete(s.tickets, ticket)
	s.mu.Unlock()
	if !known {
		http.Error(w, "a connection address works once", http.StatusForbidden)
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // programs, not pages
	if err != nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	k := &socket{ws: ws, stop: stop, out: make(chan any, 1000)}
	s.mu.Lock()
	s.sockets = append(s.sockets, k)
	s.busy.Add(1)
	s.mu.Unlock()
	defer s.busy.Done()
	defer s.gone(k)
	k.out <- map[string]any{"type": "hello", "num_connections": 1}
	go func() {
		ping := time.NewTicker(pingEvery)
		defer ping.Stop()
		defer stop()
		for {
			var err error
			select {
			case m := <-k.out:
				raw, _ := json.Marshal(m)
				err = ws.Write(ctx, websocket.MessageText, raw)
			case <-ping.C:
				err = ws.Ping(ctx)
			case <-ctx.Done():
				_ = ws.CloseNow()
				return
			}
			if err != nil {
				return
			}
		}
	}()
	for {
		_, raw, err := ws.Read(ctx)
		if err != nil {
			return
		}
		var ack struct {
			ID      string         `json:"envelope_id"`
			Payload map[string]any `json:"payload"`
		}
		if json.Unmarshal(raw, &ack) == nil && ack.ID != "" {
			s.acknowledged(ack.ID, ack.Payload, len(raw))
		}
	}
}

func (s *Server) gone(k *socket) {
	k.stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, x := range s.sockets {
		if x == k {
			s.sockets = append(s.sockets[:i], s.sockets[i+1:]...)
			return
		}
	}
}

func (s *Server) acknowledged(id string, payload map[string]any, size int) {
	s.mu.Lock()
	e := s.pending[id]
	delete(s.pending, id)
	if e != nil {
		s.acked++
	}
	if size >= 20<<10 {
		s.fault("an acknowledgement of 20 KB and more is dropped")
		payload = nil
	}
	s.mu.Unlock()
	if e != nil && e.done != nil {
		e.done(payload)
	}
}

// Acked returns how many envelopes were acknowledged.
func (s *Server) Acked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.acked
}

// Open returns how many sockets are open.
func (s *Server) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets)
}

// bring sends an envelope to one of the sockets, events again while they are
// not acknowledged.
func (s *Server) bring(e *envelope) {
	s.mu.Lock()
	e.ID = s.id("E")
	s.pending[e.ID] = e
	s.last = append(s.last, e)
	s.mu.Unlock()
	pushed := s.push(e) // here, so that what one person sends comes in order
	s.busy.Go(func() {
		for try := 0; ; try++ {
			for ; !pushed; pushed = s.push(e) { // nobody is connected
				select {
				case <-time.After(10 * time.Millisecond):
				case <-s.closed:
					return
				}
			}
			if e.Type != "events_api" || try == againMost {
				return
			}
			select {
			case <-time.After(s.opt.Again):
			case <-s.closed:
				return
			}
			s.mu.Lock()
			_, waits := s.pending[e.ID]
			if waits {
				e = &envelope{ID: e.ID, Type: e.Type, Payload: e.Payload, Retry: try + 1, done: e.done}
			}
			s.mu.Unlock()
			if !waits {
				return
			}
			pushed = false
		}
	})
}

// push hands an envelope to the next socket in turn.
func (s *Server) push(e *envelope) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sockets) == 0 {
		return false
	}
	s.turn++
	select {
	case s.sockets[s.turn%len(s.sockets)].out <- e:
		return true
	default:
		return false
	}
}

// Drop breaks all sockets off, without a word.
func (s *Server) Drop() {
	s.mu.Lock()
	list := append([]*socket(nil), s.sockets...)
	s.mu.Unlock()
	for _, k := range list {
		k.stop()
	}
}

// Refresh tells all sockets to connect anew, as Slack does every few hours.
func (s *Server) Refresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.sockets {
		k.out <- map[string]any{"type": "disconnect", "reason": "refresh_requested"}
	}
}
