package discordsim

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/coder/websocket"
)

// Intents, of which the privileged ones need leave.
const (
	intentGuilds        = 1 << 0
	intentMembers       = 1 << 1
	intentPresences     = 1 << 8
	intentGuildMessages = 1 << 9
	intentDMs           = 1 << 12
	intentContent       = 1 << 15
	privileged          = intentMembers | intentPresences | intentContent
	allIntents          = 1<<17 - 1 | 3<<20 | 3<<24
)

// Opcodes of the gateway.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// Limits of what a program may send to the gateway.
const (
	mostPayload = 4096
	mostSent    = 120 // in a minute
	mostStarts  = 1000
)

// A packet is one frame of the gateway.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s"`
	Type *string         `json:"t"`
}

// A socket is one connection to the gateway.
type socket struct {
	ws      *websocket.Conn
	stop    context.CancelFunc
	wake    chan struct{}
	control [][]byte // frames outside of the session's events
	session *session
	next    int // the number of the event to send next
	beat    time.Time
	sent    []time.Time // when it sent what, in the last minute
}

func (s *Server) gatewayURL(*call) (any, error) {
	return Object{"url": "ws://" + s.host + "/gateway"}, nil
}

func (s *Server) gatewayBot(*call) (any, error) {
	return Object{"url": "ws://" + s.host + "/gateway", "shards": 1, "session_start_limit": Object{
		"total": mostStarts, "remaining": max(0, mostStarts-s.starts), "reset_after": 86400000, "max_concurrency": 1,
	}}, nil
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f := s.failing("gateway", "gateway")
	s.mu.Unlock()
	if f != nil && f.before(w, r) {
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // programs, not pages
	if err != nil {
		return
	}
	ws.SetReadLimit(1 << 20) // what is too long gets its own answer
	ctx, stop := context.WithCancel(context.Background())
	k := &socket{ws: ws, stop: stop, wake: make(chan struct{}, 1), beat: time.Now()}
	s.mu.Lock()
	select {
	case <-s.closed:
		s.mu.Unlock()
		stop()
		_ = ws.CloseNow()
		return
	default:
	}
	v := r.URL.Query().Get("v")
	known := v == "9" || v == "10"
	s.sockets = append(s.sockets, k)
	s.busy.Add(2)
	if known {
		k.say(opHello, Object{"heartbeat_interval": s.opt.Heartbeat.Milliseconds()})
	} else {
		s.fault("gateway: no version %q", v)
	}
	s.mu.Unlock()
	go func() {
		defer s.busy.Done()
		s.write(ctx, k)
	}()
	defer s.busy.Done()
	defer s.gone(k)
	if !known {
		s.shut(k, 4012, "Invalid API version")
	}
	for {
		_, raw, err := ws.Read(ctx)
		if err != nil {
			s.left(k, websocket.CloseStatus(err))
			return
		}
		if code, why := s.receive(k, raw); code != 0 {
			s.shut(k, code, why)
			return
		}
	}
}

// say queues a frame. s.mu is held.
func (k *socket) say(op int, data any) {
	raw, _ := json.Marshal(Object{"op": op, "d": data, "s": nil, "t": nil})
	k.control = append(k.control, raw)
	k.rouse()
}

func (k *socket) rouse() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// write sends what is queued and the session's events, and watches the signs
// of life.
func (s *Server) write(ctx context.Context, k *socket) {
	defer func() { _ = k.ws.CloseNow() }()
	watch := time.NewTicker(s.opt.Heartbeat)
	defer watch.Stop()
	for {
		s.mu.Lock()
		raw, kind := s.frame(k)
		late := time.Since(k.beat) > 2*s.opt.Heartbeat
		s.mu.Unlock()
		switch {
		case late:
			s.shut(k, 4009, "Session timed out")
			return
		case raw != nil:
			if k.ws.Write(ctx, kind, raw) != nil {
				k.stop()
				return
			}
			continue
		}
		select {
		case <-k.wake:
		case <-watch.C:
		case <-ctx.Done():
			return
		}
	}
}

// frame is what to send next, nil for nothing. s.mu is held.
func (s *Server) frame(k *socket) ([]byte, websocket.MessageType) {
	if len(k.control) > 0 {
		raw := k.control[0]
		k.control = k.control[1:]
		return raw, websocket.MessageText
	}
	se := k.session
	if se == nil || k.next-se.first >= len(se.events) {
		return nil, 0
	}
	raw := se.events[k.next-se.first]
	k.next++
	if !se.compress || len(raw) < 512 {
		return raw, websocket.MessageText
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(raw)
	_ = z.Close()
	return b.Bytes(), websocket.MessageBinary
}

// receive takes a frame of the program; a code closes the connection.
func (s *Server) receive(k *socket, raw []byte) (code websocket.StatusCode, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if code != 0 {
			s.fault("gateway: closed with %d: %s", code, why)
		}
	}()
	now := time.Now()
	k.sent = append(slices.DeleteFunc(k.sent, func(t time.Time) bool { return now.Sub(t) > time.Minute }), now)
	var p packet
	switch {
	case len(k.sent) > mostSent:
		return 4008, "Rate limited"
	case len(raw) > mostPayload || json.Unmarshal(raw, &p) != nil:
		return 4002, "Error while decoding payload"
	}
	switch p.Op {
	case opHeartbeat:
		k.beat = now
		if !s.mute {
			k.say(opAck, nil)
		}
	case opIdentify:
		return s.identify(k, p.Data)
	case opResume:
		return s.resume(k, p.Data)
	case opPresence:
		if k.session == nil {
			return 4003, "Not authenticated"
		}
	default:
		return 4001, "Unknown opcode " + strconv.Itoa(p.Op)
	}
	return 0, ""
}
