package slacksim

import (
	"html"
	"strings"
	"time"
)

// Write has a person write to the bot in their own chat. It returns the
// message's time stamp.
func (s *Server) Write(user, text string) string { return s.WriteIn(user, "", text) }

// WriteIn has a person write in a thread of their own chat.
func (s *Server) WriteIn(user, thread, text string) string {
	s.mu.Lock()
	m := &Message{Channel: dm(user), TS: s.stamp(), Thread: thread, User: user, Text: escape(text)}
	s.messages = append(s.messages, m)
	ev := s.messageEvent(m)
	s.mu.Unlock()
	s.event(ev)
	return m.TS
}

// escape is what Slack does to what people write.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

func (s *Server) messageEvent(m *Message) map[string]any {
	ev := m.wire()
	ev["channel"], ev["channel_type"], ev["event_ts"] = m.Channel, "im", m.TS
	return ev
}

// event brings an event of the Events API.
func (s *Server) event(inner map[string]any) {
	s.mu.Lock()
	id := s.id("Ev")
	s.mu.Unlock()
	s.bring(&envelope{Type: "events_api", Payload: map[string]any{
		"type": "event_callback", "team_id": "TSIM", "api_app_id": "ASIM", "event_id": id, "event_time": time.Now().Unix(), "event": inner,
	}})
}

// Again brings the last event once more, as after a lost acknowledgement, and
// under another event id.
func (s *Server) Again() {
	s.mu.Lock()
	last := s.last[len(s.last)-1]
	s.mu.Unlock()
	if inner, ok := last.Payload["event"].(map[string]any); ok {
		s.event(inner)
		return
	}
	s.bring(&envelope{Type: last.Type, Payload: last.Payload, Accepts: last.Accepts, done: last.done})
}

// Upload has a person send a file with a word to it.
func (s *Server) Upload(user, text string) {
	s.mu.Lock()
	m := &Message{Channel: dm(user), TS: s.stamp(), User: user, Text: escape(text)}
	s.messages = append(s.messages, m)
	ev := s.messageEvent(m)
	ev["subtype"], ev["files"] = "file_share", []map[string]any{{"id": "F1", "name": "scan.jpg"}}
	s.mu.Unlock()
	s.event(ev)
}

// Edit has a person change a message of theirs.
func (s *Server) Edit(user, ts, text string) {
	s.mu.Lock()
	m := s.find(dm(user), ts)
	was := m.wire()
	m.Text, m.Edited = escape(text), true
	now := m.wire()
	now["edited"] = map[string]any{"user": user, "ts": s.stamp()}
	ev := map[string]any{
		"type": "message", "subtype": "message_changed", "channel": m.Channel, "channel_type": "im",
		"message": now, "previous_message": was, "ts": s.stamp(), "event_ts": s.stamp(),
	}
	s.mu.Unlock()
	s.event(ev)
}

// Delete has a person remove a message of theirs.
func (s *Server) Delete(user, ts string) {
	s.mu.Lock()
	m := s.find(dm(user), ts)
	was := m.wire()
	m.Text = ""
	ev := map[string]any{
		"type": "message", "subtype": "message_deleted", "channel": m.Channel, "channel_type": "im",
		"deleted_ts": ts, "previous_message": was, "ts": s.stamp(), "event_ts": s.stamp(),
	}
	s.mu.Unlock()
	s.event(ev)
}

// Mention has a person call the bot in a channel.
func (s *Server) Mention(user, channel, text string) {
	s.mu.Lock()
	m := &Message{Channel: channel, TS: s.stamp(), User: user, Text: "<@" + botUser + "> " + escape(text)}
	s.messages = append(s.messages, m)
	ev := m.wire()
	ev["type"], ev["channel"], ev["event_ts"] = "app_mention", channel, m.TS
	s.mu.Unlock()
	s.event(ev)
}

// OpenHome has a person look at the app's home.
func (s *Server) OpenHome(user string) {
	s.event(map[string]any{"type": "app_home_opened", "user": user, "channel": dm(user), "tab": "home", "event_ts": "1"})
}

// Slash has a person type a command. What the program acknowledges it with is
// seen by that person alone.
func (s *Server) Slash(user, channel, command, text string) {
	if channel == "" {
		channel = dm(user)
	}
	s.mu.Lock()
	trigger := s.id("trigger.")
	url := s.hook(hook{channel: channel, user: user})
	s.mu.Unlock()
	s.bring(&envelope{Type: "slash_commands", Accepts: true, Payload: map[string]any{
		"command": command, "text": escape(text), "user_id": user, "channel_id": channel, "team_id": "TSIM",
		"trigger_id": trigger, "response_url": url,
	}, done: func(answer map[string]any) {
		if text := str(answer, "text"); text != "" {
			s.mu.Lock()
			defer s.mu.Unlock()
			if str(answer, "response_type") != "ephemeral" {
				s.fault("a command was answered for all to see")
			}
			s.messages = append(s.messages, &Message{Channel: channel, TS: s.stamp(), User: botUser, Bot: true, Text: text, Only: user})
		}
	}})
}

// hook makes a response_url. s.mu is held.
func (s *Server) hook(h hook) string {
	h.left = 5
	path := "/hook/" + s.id("r")
	s.urls[path] = h
	return "http://" + s.host + path
}

// A Control is something that can be pressed or chosen on a message.
type Control struct {
	Block, Action, Type string
	Value, Label        string
}

// Controls are what can be pressed or chosen on blocks.
func Controls(blocks []Block) []Control {
	var out []Control
	for _, b := range blocks {
		elements := list(b, "elements")
		if a := obj(b, "accessory"); a != nil {
			elements = append(elements, a)
		}
		for _, e := range elements {
			c := Control{Block: str(b, "block_id"), Action: str(e, "action_id"), Type: str(e, "type")}
			switch c.Type {
			case "button":
				c.Value, c.Label = str(e, "value"), str(obj(e, "text"), "text")
				out = append(out, c)
			case "static_select", "multi_static_select", "checkboxes", "radio_buttons":
				for _, o := range list(e, "options") {
					c.Value, c.Label = str(o, "value"), str(obj(o, "text"), "text")
					out = append(out, c)
				}
			case "datepicker":
				out = append(out, c)
			}
		}
	}
	return out
}

// Press has a person press a button or choose from a list on a message.
// Several of a list of several are chosen together, with the button after it.
func (s *Server) Press(user string, m Message, chosen ...Control) {
	last := chosen[len(chosen)-1]
	state := map[string]any{}
	for _, c := range chosen {
		if c.Type == "button" {
			continue
		}
		block, _ := state[c.Block].(map[string]any)
		if block == nil {
			block = map[string]any{}
			state[c.Block] = block
		}
		el, _ := block[c.Action].(map[string]any)
		if el == nil {
			el = map[string]any{"type": c.Type}
			block[c.Action] = el
		}
		opts, _ := el["selected_options"].([]any)
		el["selected_options"] = append(opts, option(c))
	}
	action := map[string]any{"action_id": last.Action, "block_id": last.Block, "type": last.Type}
	switch last.Type {
	case "button":
		action["value"], action["text"] = last.Value, map[string]any{"type": "plain_text", "text": last.Label}
	case "static_select":
		action["selected_option"] = option(last)
	case "datepicker":
		action["selected_date"] = last.Value
	default:
		action["selected_options"] = state[last.Block].(map[string]any)[last.Action].(map[string]any)["selected_options"]
	}
	s.mu.Lock()
	action["action_ts"] = s.stamp()
	only := ""
	if m.Only != "" {
		only = user
	}
	payload := map[string]any{
		"type": "block_actions", "user": map[string]any{"id": user}, "trigger_id": s.id("trigger."), "team": map[string]any{"id": "TSIM"},
		"actions": []any{action}, "state": map[string]any{"values": state},
	}
	if m.TS != "" {
		payload["channel"], payload["message"] = map[string]any{"id": m.Channel}, m.wire()
		payload["response_url"] = s.hook(hook{channel: m.Channel, user: only, ts: m.TS, thread: m.Thread})
	}
	s.mu.Unlock()
	s.bring(&envelope{Type: "interactive", Payload: payload, Accepts: true})
}

func option(c Control) map[string]any {
	return map[string]any{"value": c.Value, "text": map[string]any{"type": "plain_text", "text": c.Label}}
}

// Words is all that a person reads of messages: their text and blocks,
// labels of controls included.
func Words(messages []Message) string {
	var b strings.Builder
	for _, m := range messages {
		if len(m.Blocks) == 0 {
			b.WriteString(html.UnescapeString(m.Text) + "\n")
		}
		for _, block := range m.Blocks {
			if t := obj(block, "text"); t != nil {
				b.WriteString(str(t, "text") + "\n")
			}
			for _, e := range list(block, "elements") {
				if str(e, "type") == "plain_text" {
					b.WriteString(str(e, "text") + "\n")
				}
			}
		}
		for _, c := range Controls(m.Blocks) {
			b.WriteString(c.Label + "\n")
		}
	}
	return b.String()
}
