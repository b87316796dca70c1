// Package discordsim is a small Discord: its REST interface and its gateway
// over real HTTP and websockets, with people who write, type commands and
// press, for tests and for trying the program without an application.
//
// It is strict where Discord is: a request that Discord would refuse is
// refused with the same status, code and tree of errors. Such refusals, and
// what Discord would let pass though no program should ask for it (unknown
// fields, messages that may ping, a flag without effect), are noted in
// Faults, so that a test can fail on them. Faults of the service itself come
// when they are asked for: see Fail, Rage and what the gateway can be told to do.
//
// Time is the server's own: Pass moves it on, so that the three seconds for
// an answer and the fifteen minutes of an interaction's token need no waiting.
package discordsim

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

// The one application, its token and the one guild that it is in.
const (
	BotToken = "ODAwMDAwMDAwMDAwMDAwMDAx.sim.discord"
	AppID    = "800000000000000001" // also the bot's user id
	GuildID  = "900000000000000001"
)

// Options are what a server may be told.
type Options struct {
	// Addr is where to listen, "" for any free port.
	Addr string
	// Check is asked about every request of a known route, besides the
	// server's own checks; an error refuses it. The request is as Discord's
	// OpenAPI document has it: below https://discord.com/api/v10, its body
	// the JSON alone where files came with it.
	Check func(r *http.Request, body []byte) error
	// Privileged are the privileged intents that the application may use.
	Privileged int
	// Heartbeat is how often the program has to give a sign of life; zero for
	// Discord's 41.25 s.
	Heartbeat time.Duration
	// Limit is how many messages may be sent to one channel in five seconds;
	// zero for no limit, so that tests are not slowed down.
	Limit int
}

// A Server is Discord as one application sees it.
type Server struct {
	URL string // with a slash at its end; below it lies api/v10

	opt    Options
	http   *http.Server
	host   string // with its port
	closed chan struct{}
	busy   sync.WaitGroup

	mu       sync.Mutex
	ahead    time.Duration
	flake    int64 // the last id given
	people   map[string]*person
	names    map[string]string // a person's id by name
	channels map[string]*channel
	messages []*Message
	nonces   map[string]*Message
	uploads  map[string][]byte // by path
	commands map[string][]command
	asked    []*interaction
	faults   []string
	calls    map[string]int
	fails    []*Fault
	storm    Storm
	draws    map[string]int
	limits   map[string]*bucket
	sessions []*session
	sockets  []*socket
	starts   int // sessions begun
	resumed  int
	mute     bool
	last     *event // that a person caused
	swap     bool   // the next event waits for another
	held     *event // waits
}

// New starts a server.
func New(opt Options) (*Server, error) {
	if opt.Heartbeat == 0 {
		opt.Heartbeat = 41250 * time.Millisecond
	}
	if opt.Addr == "" {
		opt.Addr = "127.0.0.1:0"
	}
	s := &Server{
		opt: opt, closed: make(chan struct{}), people: map[string]*person{}, names: map[string]string{}, channels: map[string]*channel{},
		nonces: map[string]*Message{}, uploads: map[string][]byte{}, commands: map[string][]command{}, calls: map[string]int{},
		draws: map[string]int{}, limits: map[string]*bucket{},
	}
	l, err := net.Listen("tcp", opt.Addr)
	if err != nil {
		return nil, fmt.Errorf("start fake Discord: %w", err)
	}
	s.host = l.Addr().String()
	s.URL = "http://" + s.host + "/"
	s.http = &http.Server{Handler: s.mux(), ReadHeaderTimeout: 5 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	s.busy.Go(func() { _ = s.http.Serve(l) })
	return s, nil
}

// Close ends the server and all its connections.
func (s *Server) Close() {
	close(s.closed)
	s.Drop()
	_ = s.http.Close()
	s.busy.Wait()
}

// Pass moves the server's time on.
func (s *Server) Pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
}

// now is the server's time. s.mu is held.
func (s *Server) now() time.Time { return time.Now().Add(s.ahead) }

// epoch is the first millisecond of Discord, from which ids count.
const epoch = 1420070400000

// id is a new id, later than all before it. s.mu is held.
func (s *Server) id() string {
	s.flake = max(s.flake+1, (s.now().UnixMilli()-epoch)<<22)
	return strconv.FormatInt(s.flake, 10)
}

// born is when an id was given.
func born(id string) time.Time {
	n, _ := strconv.ParseInt(id, 10, 64)
	return time.UnixMilli(n>>22 + epoch).UTC()
}

// isID reports whether a text is an id.
func isID(text string) bool {
	n, err := strconv.ParseUint(text, 10, 64)
	return err == nil && strconv.FormatUint(n, 10) == text
}

// before orders ids.
func before(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

// fault notes something that a program should not do. s.mu is held.
func (s *Server) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// Faults are the requests that Discord would have refused or that no program
// should make, in words. What was asked for with Fail is not among them.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.faults)
}

// Calls counts how often an operation was called. Operations have the names
// of Discord's OpenAPI document, such as create_message.
func (s *Server) Calls(operation string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[operation]
}

// Person returns the id of a person by a name, who is made when not yet known.
func (s *Server) Person(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, ok := s.names[name]
	if !ok {
		id = s.id()
		s.names[name] = id
		s.person(id).name = name
	}
	return id
}

// Channel returns the id of a text channel of the guild, which is made when
// not yet known.
func (s *Server) Channel(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	name = strings.TrimPrefix(name, "#")
	for _, c := range s.channels {
		if c.user == "" && c.name == name {
			return c.id
		}
	}
	c := &channel{id: s.id(), name: name}
	s.channels[c.id] = c
	s.dispatch("CHANNEL_CREATE", "", func(k *session) any {
		if k.intents&intentGuilds == 0 {
			return nil
		}
		return s.channelWire(c)
	})
	return c.id
}

// Forbid takes a channel of the guild out of the bot's sight.
func (s *Server) Forbid(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[channel].forbidden = true
}

// CloseDMs has a person take no messages from the bot, or take them again.
func (s *Server) CloseDMs(user string, closed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person(user).closed = closed
}

// Leave has a person leave the guild, so that none is shared with the bot.
func (s *Server) Leave(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person(user).left = true
}

// SetLocale sets the language of a person's Discord, such as es-ES.
func (s *Server) SetLocale(user, locale string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person(user).locale = locale
}

// Commands are the names of the commands registered, global ones and those of
// the guild.
func (s *Server) Commands() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, scope := range []string{"", GuildID} {
		for _, c := range s.commands[scope] {
			out = append(out, str(c, "name"))
		}
	}
	return out
}
