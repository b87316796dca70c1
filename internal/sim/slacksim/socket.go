package slacksim

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/coder/websocket"
)

const (
	// pingEvery is often enough for clients that drop a silent socket after 30 s.
	pingEvery = 5 * time.Second
	// mostSockets is how many Slack lets one app hold open.
	mostSockets = 10
	// ackSize is from where on Slack drops an acknowledgement without a word.
	ackSize = 20 << 10
	// renewal is how long a socket that was told to go stays open.
	renewal = 10 * time.Second
)

// sockets are the Socket Mode side of the server.
type sockets struct {
	open    []*socket
	turn    int
	tickets map[string]bool  // addresses given out and not yet used
	pending map[string]*Sent // by envelope id, until acknowledged or given up
	parked  []*Sent          // what nobody was there to take
	last    *Sent            // the latest that a person did
	acks    []time.Duration
}

// A socket is one Socket Mode connection. What is to be sent waits in its
// queue, so that nobody who has something to send waits for the network.
type socket struct {
	ws      *websocket.Conn
	stop    context.CancelFunc
	queue   []any
	wake    chan struct{}
	leaving bool // told to connect anew: gets nothing more
}

func (k *socket) put(m any) {
	k.queue = append(k.queue, m)
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	s.mu.Lock()
	known := s.sockets.tickets[ticket] && !s.ended
	delete(s.sockets.tickets, ticket)
	if !known {
		s.fault("a socket address was used that is not there, or not any more")
	}
	s.mu.Unlock()
	if !known {
		http.Error(w, "an address works once", http.StatusForbidden)
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // programs, not pages
	if err != nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	k := &socket{ws: ws, stop: stop, wake: make(chan struct{}, 1)}
	s.mu.Lock()
	s.sockets.open = append(s.sockets.open, k)
	k.put(object{
		"type": "hello", "num_connections": len(s.sockets.open), "connection_info": object{"app_id": appID},
		"debug_info": object{"host": "applink-sim", "approximate_connection_time": 18060},
	})
	parked := s.sockets.parked
	s.sockets.parked = nil
	for _, e := range parked {
		s.push(e)
	}
	s.busy.Add(1)
	s.mu.Unlock()
	defer s.busy.Done()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.write(ctx, k)
	}()
	s.read(ctx, k)
	stop()
	<-done
	_ = ws.CloseNow()
	s.mu.Lock()
	s.sockets.open = slices.DeleteFunc(s.sockets.open, func(x *socket) bool { return x == k })
	s.mu.Unlock()
}

// write sends what waits for a socket, and pings.
func (s *Server) write(ctx context.Context, k *socket) {
	defer k.stop()
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	if k.ws.Ping(ctx) != nil { // at once: some clients count from the last ping
		return
	}
	for {
		select {
		case <-k.wake:
		case <-ping.C:
			if k.ws.Ping(ctx) != nil {
				return
			}
		case <-ctx.Done():
			return
		}
		s.mu.Lock()
		queue := k.queue
		k.queue = nil
		s.mu.Unlock()
		for _, m := range queue {
			raw, err := s.encode(m)
			if err != nil || k.ws.Write(ctx, websocket.MessageText, raw) != nil {
				return
			}
		}
	}
}

// encode makes JSON of what may still be changed by others.
func (s *Server) encode(m any) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return json.Marshal(m)
}

// read takes acknowledgements until the socket breaks off.
func (s *Server) read(ctx context.Context, k *socket) {
	k.ws.SetReadLimit(1 << 20)
	for {
		_, raw, err := k.ws.Read(ctx)
		if err != nil {
			return
		}
		var ack struct {
			ID      string `json:"envelope_id"`
			Payload object `json:"payload"`
		}
		s.mu.Lock()
		switch err := json.Unmarshal(raw, &ack); {
		case err != nil || ack.ID == "":
			s.fault("a socket message that is no acknowledgement: %.100s", raw)
		case len(raw) >= ackSize:
			s.fault("an acknowledgement of 20 KB and more, which Slack drops")
		default:
			s.acknowledged(ack.ID, ack.Payload)
		}
		s.mu.Unlock()
	}
}

// Open returns how many sockets are open.
func (s *Server) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets.open)
}

// Drop breaks all sockets off, without a word.
func (s *Server) Drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.sockets.open {
		k.stop()
	}
}

// DropOne breaks one socket off, the one open longest.
func (s *Server) DropOne() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sockets.open) > 0 {
		s.sockets.open[0].stop()
	}
}

// Warn tells all sockets that they will soon have to connect anew.
func (s *Server) Warn() { s.disconnect("warning", false) }

// Refresh tells all sockets to connect anew, as Slack does every few hours.
// They get nothing more and break off a little later.
func (s *Server) Refresh() { s.disconnect("refresh_requested", true) }

// Disable tells all sockets that Socket Mode was turned off, and breaks them
// off.
func (s *Server) Disable() { s.disconnect("link_disabled", true) }

func (s *Server) disconnect(reason string, leave bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.sockets.open {
		s.dismiss(k, reason, leave)
	}
}

// dismiss tells one socket that it should go. s.mu is held.
func (s *Server) dismiss(k *socket, reason string, leave bool) {
	k.put(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-sim"}})
	if leave {
		k.leaving = true
		s.later(renewal, k.stop)
	}
}
