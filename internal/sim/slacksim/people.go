package slacksim

import "time"

// Write has a person write to the bot in their own chat. It returns the
// message's time stamp.
func (s *Server) Write(user, text string) string { return s.WriteIn(user, "", text) }

// WriteIn has a person write in a thread of their own chat.
func (s *Server) WriteIn(user, thread, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{Channel: dm(user), Thread: thread, User: user, Text: escape(text)}
	s.add(m)
	ev := m.event()
	ev["client_msg_id"] = s.id("c")
	s.event(ev, true)
	return m.TS
}

// Upload has a person send a file with a word to it.
func (s *Server) Upload(user, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &File{ID: s.id("F"), Name: "scan.jpg", Title: "scan.jpg", sent: true}
	s.files[f.ID] = f
	m := &Message{Channel: dm(user), User: user, Text: escape(text), Files: []File{*f}}
	s.add(m)
	ev := m.event()
	ev["subtype"] = "file_share"
	s.event(ev, true)
}

// Edit has a person change a message of theirs.
func (s *Server) Edit(user, ts, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.find(dm(user), ts); m != nil && m.User == user {
		was := m.wire()
		m.Text, m.Edited = escape(text), true
		s.changed(m, was, s.stamp())
	}
}

// Delete has a person remove a message of theirs.
func (s *Server) Delete(user, ts string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.find(dm(user), ts); m != nil && m.User == user {
		s.remove(m)
		s.deleted(m)
	}
}

// Mention has a person call the bot in a channel.
func (s *Server) Mention(user, channel, text string) string {
	return s.MentionIn(user, channel, "", text)
}

// MentionIn has a person call the bot in a thread of a channel.
func (s *Server) MentionIn(user, channel, thread, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &Message{Channel: channel, Thread: thread, User: user, Text: "<@" + BotUser + "> " + escape(text)}
	s.add(m)
	ev := m.wire()
	ev["type"], ev["channel"], ev["event_ts"] = "app_mention", channel, m.TS
	s.event(ev, true)
	return m.TS
}

// OpenHome has a person look at the app's home.
func (s *Server) OpenHome(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ev := object{"type": "app_home_opened", "user": user, "channel": dm(user), "tab": "home"}
	if v := s.views.homes[user]; v != nil {
		ev["view"] = v.wire(nil)
	}
	s.event(ev, true)
}

// OpenAssistant has a person begin a talk in the split pane. It returns the
// thread in which it goes on.
func (s *Server) OpenAssistant(user string) (thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	root := &Message{Channel: dm(user), User: BotUser, Bot: true, Text: "New Assistant Thread"}
	s.add(root)
	root.Thread = root.TS
	s.event(object{"type": "assistant_thread_started", "assistant_thread": object{
		"user_id": user, "channel_id": dm(user), "thread_ts": root.TS, "context": object{"team_id": teamID},
	}}, true)
	return root.TS
}

// Slash has a person type a command. What the program acknowledges it with is
// seen by that person alone; where it does not acknowledge in time they read
// an error.
func (s *Server) Slash(user, channel, command, text string) *Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	if channel == "" {
		channel = dm(user)
	}
	url := s.hookURL(&hook{channel: channel, user: user})
	return s.bring(&Sent{Type: typeCommand, Accepts: true, person: true, Payload: object{
		"token": "sim", "team_id": teamID, "team_domain": "sim", "channel_id": channel, "channel_name": "channel", "user_id": user,
		"user_name": user, "command": command, "text": escape(text), "api_app_id": appID, "is_enterprise_install": "false",
		"response_url": url, "trigger_id": s.trigger(user),
	}, after: func(answer object, ok bool) {
		if !ok {
			s.tell(channel, user, command+" failed because the app did not respond")
			return
		}
		s.answered(channel, user, answer)
	}})
}

// tell has Slack itself say something to one person.
func (s *Server) tell(channel, user, text string) {
	s.add(&Message{Channel: channel, User: "USLACKBOT", Text: text, Only: user})
}

// answered shows what a command was acknowledged with.
func (s *Server) answered(channel, user string, answer object) {
	text, _ := answer["text"].(string)
	if text == "" && answer["blocks"] == nil {
		return
	}
	m := &Message{Channel: channel, User: BotUser, Bot: true, Only: user}
	if answer["response_type"] == "in_channel" {
		s.fault("a command was answered for all to see")
		m.Only = ""
	}
	if err := s.fill(m, "acknowledgement", text, jsonOf(answer["blocks"]), "", ""); err != nil {
		s.fault("acknowledgement: %v", err)
		return
	}
	s.add(m)
}

// A trigger opens one view, for a moment.
type trigger struct {
	user string
	at   time.Time
	used bool
}

// trigger makes a trigger id.
func (s *Server) trigger(user string) string {
	id := s.id("trigger.")
	s.triggers[id] = &trigger{user: user, at: time.Now()}
	return id
}

// pull uses a trigger up.
func (s *Server) pull(id string) (user string, err error) {
	t := s.triggers[id]
	switch {
	case id == "":
		return "", refuse("invalid_arguments", "missing required field: trigger_id [json-pointer:/trigger_id]")
	case t == nil:
		return "", refuse("invalid_trigger_id")
	case t.used:
		return "", refuse("exchanged_trigger_id")
	case time.Since(t.at) > s.opt.Patience:
		return "", refuse("expired_trigger_id")
	}
	t.used = true
	return t.user, nil
}
