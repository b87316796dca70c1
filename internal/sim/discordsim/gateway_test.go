package discordsim_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/coder/websocket"

	"intake/internal/sim/discordsim"
)

// raw is a connection to the gateway without a library.
type raw struct {
	t  *testing.T
	ws *websocket.Conn
}

// dial connects and reads HELLO.
func dial(t *testing.T, s *discordsim.Server, query string) raw {
	t.Helper()
	ws, _, err := websocket.Dial(t.Context(), strings.Replace(s.URL, "http", "ws", 1)+"gateway/?"+query, nil) //nolint:bodyclose // there is none
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.CloseNow() })
	ws.SetReadLimit(1 << 20)
	k := raw{t, ws}
	if query == "v=10" {
		if op, _, _ := k.read(); op != 10 {
			t.Fatalf("the first frame has op %d", op)
		}
	}
	return k
}

func (k raw) send(frame string) {
	k.t.Helper()
	if err := k.ws.Write(k.t.Context(), websocket.MessageText, []byte(frame)); err != nil {
		k.t.Fatal(err)
	}
}

// read returns the next frame; -code where the connection was closed.
func (k raw) read() (op int, name string, data json.RawMessage) {
	k.t.Helper()
	_, b, err := k.ws.Read(k.t.Context())
	if err != nil {
		return -int(websocket.CloseStatus(err)), "", nil
	}
	var p struct {
		Op   int             `json:"op"`
		Name string          `json:"t"`
		Data json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(b, &p); err != nil {
		k.t.Fatal(err)
	}
	return p.Op, p.Name, p.Data
}

func identify(token string, intents int) string {
	return fmt.Sprintf(`{"op": 2, "d": {"token": %q, "intents": %d, "properties": {"os": "linux"}}}`, token, intents)
}

func TestGatewayRefuses(t *testing.T) {
	t.Parallel()
	good := identify(discordsim.BotToken, 1|1<<12)
	for _, c := range []struct {
		name, query string
		frames      []string
		code        int
	}{
		{"version", "v=5", nil, 4012},
		{"not identified", "v=10", []string{`{"op": 3, "d": {}}`}, 4003},
		{"token", "v=10", []string{identify("x", 1)}, 4004},
		{"identified twice", "v=10", []string{good, good}, 4005},
		{"no JSON", "v=10", []string{"{"}, 4002},
		{"too long", "v=10", []string{`{"op": 1, "d": "` + long(4096) + `"}`}, 4002},
		{"opcode", "v=10", []string{`{"op": 99}`}, 4001},
		{"unknown intents", "v=10", []string{identify(discordsim.BotToken, 1<<30)}, 4013},
		{"message content", "v=10", []string{identify(discordsim.BotToken, 1<<15)}, 4014},
		{"members", "v=10", []string{identify(discordsim.BotToken, 1<<1)}, 4014},
		{"presences", "v=10", []string{identify(discordsim.BotToken, 1<<8)}, 4014},
		{"no intents", "v=10", []string{`{"op": 2, "d": {"token": "` + discordsim.BotToken + `", "properties": {}}}`}, 4002},
		{"shard", "v=10", []string{strings.Replace(good, `"intents"`, `"shard": [1, 1], "intents"`, 1)}, 4010},
		{"too often", "v=10", strings.Split(strings.Repeat(`{"op": 1, "d": null}|`, 121), "|")[:121], 4008},
		{"resume ahead", "v=10", []string{good, "resume"}, 4007},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, discordsim.Options{})
			k := dial(t, s, c.query)
			for _, f := range c.frames {
				if f == "resume" {
					_, _, ready := k.read()
					var d struct {
						ID string `json:"session_id"`
					}
					_ = json.Unmarshal(ready, &d)
					k = dial(t, s, c.query)
					f = fmt.Sprintf(`{"op": 6, "d": {"token": %q, "session_id": %q, "seq": 99}}`, discordsim.BotToken, d.ID)
				}
				k.send(f)
			}
			op := 0
			for op >= 0 {
				op, _, _ = k.read()
			}
			if op != -c.code {
				t.Errorf("closed with %d, want %d", -op, c.code)
			}
			if f := s.Faults(); len(f) != 1 {
				t.Errorf("faults %q", f)
			}
		})
	}
}

func TestPrivilegedByLeave(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{Privileged: 1 << 15})
	k := dial(t, s, "v=10")
	k.send(identify(discordsim.BotToken, 1<<9|1<<15))
	k.read()
	ana, room := s.Person("ana"), s.Channel("desk")
	s.WriteIn(ana, room, "hello all")
	if _, name, data := k.read(); name != "MESSAGE_CREATE" || !strings.Contains(string(data), "hello all") {
		t.Errorf("%s %s", name, data)
	}
	// Without leave words in a guild come only where the bot is called.
	s = start(t, discordsim.Options{})
	k = dial(t, s, "v=10")
	k.send(identify(discordsim.BotToken, 1<<9))
	k.read()
	ana, room = s.Person("ana"), s.Channel("desk")
	s.WriteIn(ana, room, "hello all")
	s.Write(ana, "hello bot") // whose intent was not asked for
	s.Mention(ana, room, "hello you")
	if _, name, data := k.read(); name != "MESSAGE_CREATE" || strings.Contains(string(data), "hello") {
		t.Errorf("%s %s", name, data)
	}
	if _, name, data := k.read(); name != "MESSAGE_CREATE" || !strings.Contains(string(data), "hello you") {
		t.Errorf("%s %s", name, data)
	}
}

func TestDisallowedIntentsInLibrary(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{})
	d := client(t, s)
	d.Identify.Intents |= discordgo.IntentMessageContent
	if err := d.Open(); err == nil || !strings.Contains(err.Error(), "4014") {
		t.Errorf("opening ends with %v", err)
	}
}

// After a broken connection the library takes its session up again, and what
// was said meanwhile comes.
func TestResume(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{})
	d := client(t, s)
	created := collect[discordgo.MessageCreate](d)
	open(t, s, d)
	ana := s.Person("ana")
	s.Write(ana, "one")
	get(t, created)
	until(t, "the library", func() bool { d.RLock(); defer d.RUnlock(); return d.DataReady })
	for i, outage := range []func(){s.Drop, s.Reconnect, func() { s.Kick(4000) }} {
		outage()
		s.Write(ana, fmt.Sprint("meanwhile ", i))
		if m := get(t, created); m.Content != fmt.Sprint("meanwhile ", i) {
			t.Errorf("after outage %d comes %q", i, m.Content)
		}
		until(t, "the connection", func() bool {
			d.RLock() // an outage while the library still connects has it close its next connection too
			defer d.RUnlock()
			return s.Open() == 1 && s.Resumed() == i+1 && d.DataReady
		})
	}
	if s.Started() != 1 {
		t.Errorf("%d sessions were begun", s.Started())
	}
	faultless(t, s)
}

// A session that Discord has forgotten is begun anew; what was said meanwhile
// is only in the history.
func TestForgotten(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{})
	d := client(t, s)
	created := collect[discordgo.MessageCreate](d)
	open(t, s, d)
	ana := s.Person("ana")
	first := s.Write(ana, "one")
	dm := get(t, created).ChannelID
	s.Drop()
	s.Write(ana, "lost")
	s.Forget()
	until(t, "a new session", func() bool { return s.Started() == 2 && s.Open() == 1 })
	s.Invalidate(false)
	until(t, "a third session", func() bool { return s.Started() == 3 && s.Open() == 1 })
	s.Write(ana, "two")
	if m := get(t, created); m.Content != "two" {
		t.Errorf("after the outage comes %q", m.Content)
	}
	list, err := d.ChannelMessages(dm, 100, "", first, "")
	if err != nil || len(list) != 2 || list[1].Content != "lost" {
		t.Errorf("history %v, %v", list, err)
	}
	faultless(t, s)
}

func TestHeartbeat(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{Heartbeat: 300 * time.Millisecond})
	d := client(t, s)
	open(t, s, d)
	time.Sleep(time.Second)
	if s.Started() != 1 || s.Open() != 1 {
		t.Errorf("%d sessions, %d open", s.Started(), s.Open())
	}
	s.Mute(true)
	until(t, "the library to give up", func() bool { return s.Open() == 0 })
	s.Mute(false)
	until(t, "a connection", func() bool { return s.Open() == 1 })
	// A program that gives no sign of life is thrown out.
	k := dial(t, s, "v=10")
	if op, _, _ := k.read(); op != -4009 {
		t.Errorf("the silent one read %d", op)
	}
}

func TestRepeatsAndOrder(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{})
	d := client(t, s)
	created := collect[discordgo.MessageCreate](d)
	open(t, s, d)
	ana := s.Person("ana")
	one := s.Write(ana, "one")
	s.Again()
	for range 2 {
		if m := get(t, created); m.ID != one {
			t.Errorf("%s came", m.Content)
		}
	}
	s.Swap()
	s.Write(ana, "two")
	s.Write(ana, "three")
	if a, b := get(t, created).Content, get(t, created).Content; a != "three" || b != "two" {
		t.Errorf("%s came before %s", a, b)
	}
}
