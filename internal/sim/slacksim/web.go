package slacksim

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// A refusal is an answer of Slack's that says no.
type refusal struct {
	Err      string
	Messages []string
}

func (r *refusal) Error() string { return r.Err }

func refuse(err string, messages ...string) error { return &refusal{err, messages} }

// A call is one request to the Web API.
type call struct {
	method string
	get    func(name string) string
	token  string
}

type method struct {
	scope string // "" for none
	run   func(*Server, call) (map[string]any, error)
}

func methods() map[string]method {
	return map[string]method{
		"auth.test":             {"", (*Server).authTest},
		"apps.connections.open": {"app", (*Server).openConnection},
		"conversations.open":    {"im:write", (*Server).openChat},
		"conversations.info":    {"channels:read", (*Server).info},
		"conversations.history": {"im:history", (*Server).history},
		"conversations.replies": {"im:history", (*Server).history},
		"chat.postMessage":      {"chat:write", (*Server).post},
		"chat.postEphemeral":    {"chat:write", (*Server).post},
		"chat.update":           {"chat:write", (*Server).update},
		"views.publish":         {"", (*Server).publish},
	}
}

// api answers a call of the Web API.
func (s *Server) api(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/api/")
	c := call{method: name, token: strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		fields := map[string]json.RawMessage{}
		raw, _ := io.ReadAll(r.Body)
		_ = json.Unmarshal(raw, &fields)
		c.get = func(n string) string {
			var text string
			if json.Unmarshal(fields[n], &text) == nil {
				return text
			}
			return string(fields[n])
		}
	} else {
		_ = r.ParseMultipartForm(1 << 20)
		c.get = r.FormValue
	}
	if t := c.get("token"); t != "" {
		c.token = t
	}
	f := s.failing(name)
	if f != nil && f.before(w) {
		return
	}
	out, err := s.run(c)
	if f != nil && f.Lost {
		panic(http.ErrAbortHandler) // it happened, and nobody hears of it
	}
	if out == nil {
		out = map[string]any{}
	}
	out["ok"] = err == nil
	if err != nil {
		out["error"] = err.Error()
		if no, ok := err.(*refusal); ok && len(no.Messages) > 0 {
			out["response_metadata"] = map[string]any{"messages": no.Messages}
		}
	}
	if name == "auth.test" {
		w.Header().Set("X-OAuth-Scopes", strings.Join(s.opt.Scopes, ","))
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out)
}

// run checks a call and does it.
func (s *Server) run(c call) (out map[string]any, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[c.method]++
	defer func() {
		if err != nil {
			s.fault("%s: %v", c.method, err)
		}
	}()
	m, known := methods()[c.method]
	switch {
	case !known:
		return nil, refuse("unknown_method")
	case m.scope == "app" && c.token != AppToken, m.scope != "app" && c.token != BotToken:
		return nil, refuse("invalid_auth")
	case m.scope != "" && m.scope != "app" && !slices.Contains(s.opt.Scopes, m.scope):
		return nil, refuse("missing_scope")
	}
	return m.run(s, c)
}

func (s *Server) authTest(call) (map[string]any, error) {
	return map[string]any{"team": "Sim", "team_id": "TSIM", "user": "clinic-intake", "user_id": botUser, "bot_id": botID}, nil
}

func (s *Server) openConnection(call) (map[string]any, error) {
	t := s.id("ticket")
	s.tickets[t] = true
	return map[string]any{"url": "ws://" + s.host + "/socket?ticket=" + t}, nil
}

func (s *Server) openChat(c call) (map[string]any, error) {
	user := c.get("users")
	if !strings.HasPrefix(user, "U") || strings.Contains(user, ",") {
		return nil, refuse("user_not_found")
	}
	return map[string]any{"channel": map[string]any{"id": dm(user)}}, nil
}

func (s *Server) info(c call) (map[string]any, error) {
	id := c.get("channel")
	if !strings.HasPrefix(id, "C") {
		return nil, refuse("channel_not_found")
	}
	return map[string]any{"channel": map[string]any{"id": id, "is_channel": true, "is_member": s.members[id]}}, nil
}

func (s *Server) history(c call) (map[string]any, error) {
	thread := ""
	if c.method == "conversations.replies" {
		thread = c.get("ts")
	}
	var list []map[string]any
	for _, m := range slices.Backward(s.messages) {
		if m.Channel == c.get("channel") && m.Only == "" && (thread == "" && m.Thread == "" || thread != "" && (m.Thread == thread || m.TS == thread)) {
			list = append(list, m.wire())
		}
	}
	return map[string]any{"messages": list, "has_more": false}, nil
}

// reach checks that the bot may write in a channel.
func (s *Server) reach(channel string) error {
	if strings.HasPrefix(channel, "D") {
		return nil
	}
	if !strings.HasPrefix(channel, "C") {
		return refuse("channel_not_found")
	}
	if !s.members[channel] {
		return refuse("not_in_channel")
	}
	return nil
}

func (s *Server) post(c call) (map[string]any, error) {
	m := &Message{
		Channel: c.get("channel"), Thread: c.get("thread_ts"), User: botUser, Bot: true, Text: c.get("text"),
	}
	if c.method == "chat.postEphemeral" {
		m.Only = c.get("user")
	}
	if err := s.reach(m.Channel); err != nil {
		return nil, err
	}
	if c.get("link_names") != "" && c.get("link_names") != "false" || c.get("parse") == "full" {
		s.fault("%s would turn names into mentions", c.method)
	}
	if err := m.fill(c.get("blocks"), c.get("metadata")); err != nil {
		return nil, err
	}
	m.TS = s.stamp()
	s.messages = append(s.messages, m)
	if m.Only != "" {
		return map[string]any{"message_ts": m.TS}, nil
	}
	return map[string]any{"channel": m.Channel, "ts": m.TS, "message": m.wire()}, nil
}

// fill reads and checks what a message is made of.
func (m *Message) fill(blocks, metadata string) error {
	var faults []string
	m.Blocks, faults = readBlocks(blocks, messageBlocks)
	if m.Text == "" {
		faults = append(faults, "a message needs text, for notifications and screen readers")
	}
	if len(m.Text) > 40000 {
		return refuse("msg_too_long")
	}
	if len(faults) > 0 {
		return refuse("invalid_blocks", faults...)
	}
	if size(m.Blocks) > 13000 {
		return refuse("msg_blocks_too_long")
	}
	if metadata != "" {
		var meta struct {
			Type    string         `json:"event_type"`
			Payload map[string]any `json:"event_payload"`
		}
		if err := json.Unmarshal([]byte(metadata), &meta); err != nil || meta.Type == "" {
			return refuse("invalid_metadata_format")
		}
		m.metaType, m.Meta = meta.Type, meta.Payload
	}
	return nil
}

func (s *Server) update(c call) (map[string]any, error) {
	m := s.find(c.get("channel"), c.get("ts"))
	if m == nil || !m.Bot {
		return nil, refuse("message_not_found")
	}
	changed := *m
	changed.Text = c.get("text")
	if err := changed.fill(c.get("blocks"), c.get("metadata")); err != nil {
		return nil, err
	}
	changed.Edited = true
	*m = changed
	return map[string]any{"channel": m.Channel, "ts": m.TS}, nil
}

func (s *Server) find(channel, ts string) *Message {
	for _, m := range s.messages {
		if m.Channel == channel && m.TS == ts {
			return m
		}
	}
	return nil
}

func (s *Server) publish(c call) (map[string]any, error) {
	var view struct {
		Type   string          `json:"type"`
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal([]byte(c.get("view")), &view); err != nil || view.Type != "home" {
		return nil, refuse("invalid_arguments")
	}
	blocks, faults := readBlocks(string(view.Blocks), viewBlocks)
	if len(faults) > 0 {
		return nil, refuse("invalid_blocks", faults...)
	}
	s.homes[c.get("user_id")] = blocks
	return nil, nil
}

// respond takes a post to a response_url: five in thirty minutes.
func (s *Server) respond(w http.ResponseWriter, r *http.Request) {
	if f := s.failing("response_url"); f != nil && f.before(w) {
		return
	}
	var in struct {
		Type    string          `json:"response_type"`
		Text    string          `json:"text"`
		Replace bool            `json:"replace_original"`
		Blocks  json.RawMessage `json:"blocks"`
	}
	_ = json.NewDecoder(r.Body).Decode(&in)
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.urls[r.URL.Path]
	if !ok || h.left == 0 {
		s.fault("a response_url was used that is used up")
		http.Error(w, "used_url", http.StatusNotFound)
		return
	}
	h.left--
	s.urls[r.URL.Path] = h
	if in.Type == "in_channel" && !strings.HasPrefix(h.channel, "D") {
		s.fault("a response_url was used to answer a patient in a channel")
	}
	m := &Message{Channel: h.channel, Thread: h.thread, User: botUser, Bot: true, Text: in.Text, Only: h.user, TS: s.stamp()}
	if in.Replace && h.ts != "" {
		if old := s.find(h.channel, h.ts); old != nil {
			m.Only, m.TS, m.Edited, m.Meta, m.metaType, m.Thread = old.Only, old.TS, true, old.Meta, old.metaType, old.Thread
			if err := m.fill(string(in.Blocks), ""); err != nil {
				s.fault("response_url: %v", err)
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			m.Meta, m.metaType = old.Meta, old.metaType
			*old = *m
			fmt.Fprint(w, "ok")
			return
		}
	}
	if err := m.fill(string(in.Blocks), ""); err != nil {
		s.fault("response_url: %v", err)
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.messages = append(s.messages, m)
	fmt.Fprint(w, "ok")
}

// wire is a message as Slack sends it.
func (m *Message) wire() map[string]any {
	out := map[string]any{"type": "message", "ts": m.TS, "text": m.Text, "user": m.User}
	if m.Bot {
		out["bot_id"] = botID
	}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
	}
	if len(m.Blocks) > 0 {
		out["blocks"] = m.Blocks
	}
	if m.metaType != "" {
		out["metadata"] = map[string]any{"event_type": m.metaType, "event_payload": m.Meta}
	}
	return out
}
