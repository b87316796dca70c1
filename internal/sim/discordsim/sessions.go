package discordsim

import (
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

// identify begins a session.
func (s *Server) identify(k *socket, raw []byte) (websocket.StatusCode, string) {
	var d struct {
		Token      string          `json:"token"`
		Properties json.RawMessage `json:"properties"`
		Compress   bool            `json:"compress"`
		Intents    *int            `json:"intents"`
		Shard      []int           `json:"shard"`
	}
	switch err := json.Unmarshal(raw, &d); {
	case k.session != nil:
		return 4005, "Already authenticated"
	case err != nil || d.Properties == nil || d.Intents == nil:
		return 4002, "Error while decoding payload"
	case strings.TrimPrefix(d.Token, "Bot ") != BotToken:
		return 4004, "Authentication failed"
	case s.starts >= mostStarts:
		return 4004, "Authentication failed" // Discord then also takes the token back
	case *d.Intents&^allIntents != 0:
		return 4013, "Invalid intent(s)"
	case *d.Intents&privileged&^s.opt.Privileged != 0:
		return 4014, "Disallowed intent(s)"
	case d.Shard != nil && (len(d.Shard) != 2 || d.Shard[0] < 0 || d.Shard[0] >= d.Shard[1]):
		return 4010, "Invalid shard"
	}
	s.starts++
	se := &session{id: "session" + s.id(), intents: *d.Intents, compress: d.Compress, first: 1, socket: k, since: time.Now()}
	s.sessions = append(slices.DeleteFunc(s.sessions, func(x *session) bool {
		return x.socket == nil && time.Since(x.since) > sessionLife
	}), se)
	k.session, k.next = se, 1
	se.add("READY", Object{
		"v": 10, "user": s.userWire(AppID), "session_type": "normal", "session_id": se.id, "resume_gateway_url": "ws://" + s.host + "/gateway",
		"guilds": []any{Object{"id": GuildID, "unavailable": true}}, "private_channels": []any{}, "relationships": []any{},
		"presences": []any{}, "application": Object{"id": AppID, "flags": 0},
	})
	if se.intents&intentGuilds != 0 {
		se.add("GUILD_CREATE", s.guildEvent())
	}
	return 0, ""
}

// guildEvent is the guild as the gateway shows it first.
func (s *Server) guildEvent() Object {
	g := s.guildWire()
	channels := []any{}
	for _, c := range s.channels {
		if c.user == "" && !c.forbidden {
			channels = append(channels, s.channelWire(c))
		}
	}
	g["channels"], g["members"], g["member_count"] = channels, []any{s.memberWire(AppID)}, len(s.people)+1
	g["joined_at"], g["large"], g["unavailable"] = "2024-01-01T00:00:00Z", false, false
	for _, key := range []string{"threads", "presences", "voice_states", "stage_instances", "guild_scheduled_events", "soundboard_sounds"} {
		g[key] = []any{}
	}
	return g
}

// resume takes a session up again, which replays what it has missed.
func (s *Server) resume(k *socket, raw []byte) (websocket.StatusCode, string) {
	var d struct {
		Token   string `json:"token"`
		Session string `json:"session_id"`
		Seq     *int   `json:"seq"`
	}
	err := json.Unmarshal(raw, &d)
	at := slices.IndexFunc(s.sessions, func(x *session) bool { return x.id == d.Session })
	switch {
	case err != nil || d.Seq == nil:
		return 4002, "Error while decoding payload"
	case k.session != nil:
		return 4005, "Already authenticated"
	case strings.TrimPrefix(d.Token, "Bot ") != BotToken:
		return 4004, "Authentication failed"
	case at < 0 || *d.Seq+1 < s.sessions[at].first:
		k.say(opInvalid, false)
		return 0, ""
	}
	se := s.sessions[at]
	if *d.Seq >= se.first+len(se.events) {
		return 4007, "Invalid seq"
	}
	if old := se.socket; old != nil {
		old.part()
		old.stop()
	}
	se.socket, k.session, k.next = k, se, *d.Seq+1
	s.resumed++
	se.add("RESUMED", Object{})
	return 0, ""
}
