// Package slacksim is a small Slack: the Web API and Socket Mode over real
// HTTP and websockets, with people who write and press, for tests and for
// trying the program without a workspace.
//
// It is strict where Slack is: a token, a scope, a method or a block that
// Slack would refuse is refused with the same answer, and noted in Faults.
// Faults of the service itself come when they are asked for, see Fail.
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
)

// Tokens that the server takes.
const (
	BotToken = "xoxb-sim"
	AppToken = "xapp-sim"
	botUser  = "UBOT"
	botID    = "BBOT"
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
	// Again is after how long an event that was not acknowledged comes again;
	// zero for Slack's own three seconds.
	Again time.Duration
	// Addr is where to listen, "" for any free port.
	Addr string
}

// A Message is one message as a person sees it.
type Message struct {
	Channel, TS, Thread string
	User                string // who wrote it; the bot is Bot
	Bot                 bool
	Text                string
	Blocks              []Block
	// Only is the one person who sees it, "" for everybody there.
	Only   string
	Edited bool
	// Meta is the id in the message's metadata.
	Meta     map[string]any
	metaType string
}

// A Server is one workspace.
type Server struct {
	URL string // of the Web API, with its trailing slash

	opt  Options
	http *http.Server
	host string // with its port

	mu       sync.Mutex
	messages []*Message
	homes    map[string][]Block
	members  map[string]bool // channels the bot is in
	urls     map[string]hook // response_urls
	faults   []string
	fails    []*Fault
	calls    map[string]int
	clock    int64
	ids      int
	sockets  []*socket
	turn     int
	tickets  map[string]bool
	pending  map[string]*envelope
	acked    int
	last     []*envelope
	acks     map[string]map[string]any
	closed   chan struct{}
	busy     sync.WaitGroup
}

// A hook is what a response_url leads to.
type hook struct {
	channel, user, ts, thread string
	left                      int
}

// New starts a server.
func New(opt Options) (*Server, error) {
	if opt.Scopes == nil {
		opt.Scopes = Scopes
	}
	if opt.Again == 0 {
		opt.Again = 3 * time.Second
	}
	s := &Server{
		opt: opt, homes: map[string][]Block{}, members: map[string]bool{}, urls: map[string]hook{}, calls: map[string]int{},
		tickets: map[string]bool{}, pending: map[string]*envelope{}, acks: map[string]map[string]any{}, closed: make(chan struct{}),
		clock: time.Now().UnixMicro(),
	}
	if opt.Addr == "" {
		opt.Addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", opt.Addr)
	if err != nil {
		return nil, fmt.Errorf("start fake Slack: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.api)
	mux.HandleFunc("/hook/", s.respond)
	mux.HandleFunc("/socket", s.serveSocket)
	s.host = l.Addr().String()
	s.URL = "http://" + s.host + "/api/"
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { _ = s.http.Serve(l) }()
	return s, nil
}

// Close ends the server and all its connections.
func (s *Server) Close() {
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

// Invite brings the bot into a channel.
func (s *Server) Invite(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.members[channel] = true
}

// stamp is the time stamp of a new message. s.mu is held.
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

// Messages are what a person sees in their own chat with the bot, in order.
func (s *Server) Messages(user string) []Message { return s.In(dm(user), user) }

// In are what a person sees in a channel.
func (s *Server) In(channel, user string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, m := range s.messages {
		if m.Channel == channel && (m.Only == "" || m.Only == user) {
			out = append(out, *m)
		}
	}
	return out
}

// Home is the app's home as a person sees it, nil for none.
func (s *Server) Home(user string) []Block {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.homes[user]
}
