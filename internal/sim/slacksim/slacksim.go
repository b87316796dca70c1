// Package slacksim is a small Slack: the Web API, response addresses, file
// uploads and Socket Mode over real HTTP and websockets, with people who
// write, press and call the bot, for tests and for trying the program without
// a workspace.
//
// It is strict where Slack is: a token, a scope, a method, a limit or a block
// that Slack would refuse is refused with the same answer, and noted in Faults
// so that a test can fail on it. What Slack lets pass but no clinic wants, such
// as an argument that it ignores or an answer for a whole channel to read, is
// noted too. Faults of the service itself come when they are asked for, one by
// one with Fail or at random with Storm.
//
// All state is behind one lock that is held for moments only: what goes out by
// a socket is put into the socket's own queue.
package slacksim

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"intake/internal/sim/blockkit"
)

// Tokens that the server takes, and who the bot is.
const (
	BotToken = "xoxb-sim"
	AppToken = "xapp-sim"
	BotUser  = "UBOT"
	botID    = "BBOT"
	appID    = "ASIM"
	teamID   = "TSIM"
)

// Scopes are what the bot token allows unless Options say otherwise.
var Scopes = []string{
	"chat:write", "commands", "im:history", "im:write", "app_mentions:read", "users:read", "files:write",
	"channels:read", "groups:read", "channels:history", "groups:history", "metadata.message:read",
}

// Options are what a server may be told.
type Options struct {
	// Scopes the bot token has; nil for Scopes.
	Scopes []string
	// Again is after how long an event that was not acknowledged comes again,
	// three times; zero for Retries.
	Again time.Duration
	// Retries are the waits before each time that an event which was not
	// acknowledged comes again; nil for Slack's own: three seconds, then a
	// minute, then five.
	Retries []time.Duration
	// Patience is how long a person waits for a command or a press to be
	// acknowledged, and how long a trigger lives; zero for three seconds.
	Patience time.Duration
	// AddressLife is how long a response_url works; zero for half an hour.
	AddressLife time.Duration
	// Pace is the time that one message costs in a channel; who writes faster,
	// after a burst, is told to wait. Zero for no such limit.
	Pace time.Duration
	// Addr is where to listen, "" for any free port.
	Addr string
}

// A Block is one block of a message or view, as it came.
type Block = blockkit.Block

// A Server is one workspace.
type Server struct {
	URL string // of the Web API, with its trailing slash

	opt    Options
	http   *http.Server
	host   string // with its port
	closed chan struct{}
	busy   sync.WaitGroup

	mu       sync.Mutex
	ended    bool
	clock    int64
	ids      int
	channels map[string]*channel
	shut     map[string]string // people who cannot be written to, and what Slack answers
	faults   []string
	calls    map[string]int
	trouble  trouble
	sockets  sockets
	views    views
	hooks    map[string]*hook // response_urls, by path
	triggers map[string]*trigger
	files    map[string]*File
	threads  map[string]*Assistant
}

// New starts a server.
func New(opt Options) (*Server, error) {
	if opt.Scopes == nil {
		opt.Scopes = Scopes
	}
	if opt.Patience == 0 {
		opt.Patience = 3 * time.Second
	}
	if opt.AddressLife == 0 {
		opt.AddressLife = 30 * time.Minute
	}
	switch {
	case opt.Retries != nil:
	case opt.Again != 0:
		opt.Retries = []time.Duration{opt.Again, opt.Again, opt.Again}
	default:
		opt.Retries = []time.Duration{3 * time.Second, time.Minute, 5 * time.Minute}
	}
	if opt.Addr == "" {
		opt.Addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", opt.Addr)
	if err != nil {
		return nil, fmt.Errorf("start fake Slack: %w", err)
	}
	s := &Server{
		opt: opt, host: l.Addr().String(), closed: make(chan struct{}), clock: time.Now().UnixMicro(),
		channels: map[string]*channel{}, shut: map[string]string{}, calls: map[string]int{}, trouble: trouble{draws: map[string]uint64{}},
		sockets: sockets{tickets: map[string]bool{}, pending: map[string]*Sent{}}, views: newViews(), hooks: map[string]*hook{},
		triggers: map[string]*trigger{}, files: map[string]*File{}, threads: map[string]*Assistant{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.api)
	mux.HandleFunc("POST "+hookPath, s.respond)
	mux.HandleFunc("POST "+uploadPath, s.upload)
	mux.HandleFunc("/socket", s.serveSocket)
	s.URL = "http://" + s.host + "/api/"
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	s.busy.Go(func() { _ = s.http.Serve(l) })
	return s, nil
}

// Close ends the server and all its connections.
func (s *Server) Close() {
	s.mu.Lock()
	s.ended = true
	s.mu.Unlock()
	close(s.closed)
	s.Drop()
	_ = s.http.Close()
	s.busy.Wait()
}

// fault notes something that Slack would not have taken. s.mu is held.
func (s *Server) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// Faults are the requests that Slack would have refused, in words.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.faults)
}

// Calls counts how often a method was called.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// stamp is the time stamp of a new message. s.mu is held, as for id.
func (s *Server) stamp() string {
	s.clock = max(s.clock+1, time.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", s.clock/1e6, s.clock%1e6)
}

func (s *Server) id(prefix string) string {
	s.ids++
	return prefix + strconv.Itoa(s.ids)
}

// dm is the channel of a person's direct message.
func dm(user string) string { return "D" + strings.TrimPrefix(user, "U") }

// owner is the person whose direct message a channel is, "" for none.
func owner(channel string) string {
	if id, ok := strings.CutPrefix(channel, "D"); ok {
		return "U" + id
	}
	return ""
}

// later calls fn with s.mu held after a while, unless the server has ended.
func (s *Server) later(wait time.Duration, fn func()) {
	time.AfterFunc(wait, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.ended {
			fn()
		}
	})
}
