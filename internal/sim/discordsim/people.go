package discordsim

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Write has a person write to the bot in their own chat. It returns the
// message's id.
func (s *Server) Write(user, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said(&Message{Channel: s.dm(user).id, User: user, Text: text})
}

// WriteIn has a person write in a channel of the guild.
func (s *Server) WriteIn(user, channel, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person(user)
	return s.said(&Message{Channel: channel, User: user, Text: text})
}

// said posts what a person wrote. s.mu is held.
func (s *Server) said(m *Message) string {
	m.Pings = s.pings(s.channels[m.Channel], m.Text, nil)
	s.post(m)
	return m.ID
}

// Mention has a person call the bot in a channel of the guild.
func (s *Server) Mention(user, channel, text string) string {
	return s.WriteIn(user, channel, "<@"+AppID+"> "+text)
}

// Upload has a person send a file, with a word to it.
func (s *Server) Upload(user, text string, f File) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.dm(user).id
	return s.said(&Message{Channel: c, User: user, Text: text, Files: []File{s.keep(c, f)}})
}

// Edit has a person change a message of theirs.
func (s *Server) Edit(user, id, text string) error { return s.change(user, id, &text) }

// Delete has a person remove a message of theirs.
func (s *Server) Delete(user, id string) error { return s.change(user, id, nil) }

func (s *Server) change(user, id string, text *string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.messages {
		if m.ID != id || m.User != user {
			continue
		}
		if text == nil {
			s.remove(m)
			s.tell("MESSAGE_DELETE", m)
			return nil
		}
		m.Text, m.Edited, m.edited = *text, true, s.now()
		s.tell("MESSAGE_UPDATE", m)
		return nil
	}
	return fmt.Errorf("%s has written no message %s", user, id)
}

// Slash has a person type a command, in a channel of the guild or, with "", in
// their own chat with the bot. A text goes into the command's first option.
func (s *Server) Slash(user, channel, name, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	place := 0
	if channel == "" {
		channel, place = s.dm(user).id, 1
	}
	s.person(user)
	cmd := s.command(name, place)
	if cmd == nil {
		return fmt.Errorf("no command /%s is offered here", name)
	}
	data := Object{"id": cmd["id"], "name": name, "type": 1}
	if cmd["guild_id"] != nil {
		data["guild_id"] = cmd["guild_id"]
	}
	options := objects(cmd, "options")
	switch {
	case text != "" && len(options) == 0:
		return fmt.Errorf("/%s takes no text", name)
	case text != "":
		data["options"] = []any{Object{"name": str(options[0], "name"), "type": options[0]["type"], "value": text}}
	case len(options) > 0 && options[0]["required"] == true:
		return fmt.Errorf("/%s needs %s", name, str(options[0], "name"))
	}
	s.summon(&interaction{kind: askCommand, user: user, channel: channel, command: name}, data)
	return nil
}

// command finds a command offered in a guild (0) or in the bot's chat (1).
func (s *Server) command(name string, place int) command {
	scopes := []string{""}
	if place == 0 {
		scopes = []string{GuildID, ""}
	}
	for _, scope := range scopes {
		for _, c := range s.commands[scope] {
			contexts, limited := c["contexts"].([]any)
			if str(c, "name") == name && c["type"] == 1 && (!limited || slices.Contains(contexts, any(float64(place)))) {
				return c
			}
		}
	}
	return nil
}

// A Control is something that can be pressed or chosen on a message: a
// button, or one option of a select menu.
type Control struct {
	ID           string // its custom_id
	Type         int
	Value, Label string
	Disabled     bool
}

// Controls are what can be pressed or chosen on a message.
func Controls(m Message) []Control {
	var out []Control
	walk(m.Components, func(o Object) {
		c := Control{ID: str(o, "custom_id"), Type: num(o, "type"), Label: str(o, "label"), Disabled: o["disabled"] == true}
		switch {
		case c.Type == typeButton && c.ID != "":
			out = append(out, c)
		case c.Type == typeSelect:
			for _, x := range objects(o, "options") {
				c.Value, c.Label = str(x, "value"), str(x, "label")
				out = append(out, c)
			}
		}
	})
	return out
}

// walk calls f for components and all within them.
func walk(list []Object, f func(Object)) {
	for _, o := range list {
		f(o)
		walk(objects(o, "components"), f)
		for _, key := range []string{"accessory", "component"} {
			if x := obj(o, key); x != nil {
				walk([]Object{x}, f)
			}
		}
	}
}

// Press has a person press a button of a message, or choose one or several
// options of one select menu. The message may have changed since it was read:
// an old control can be pressed as well, as on a screen that lags behind.
func (s *Server) Press(user string, m Message, chosen ...Control) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(chosen) == 0 {
		return errors.New("nothing was chosen")
	}
	first := chosen[0]
	data := Object{"custom_id": first.ID, "component_type": first.Type, "id": 1}
	offered := Controls(m)
	values := []any{}
	for _, c := range chosen {
		switch {
		case !slices.Contains(offered, c):
			return fmt.Errorf("the message has no control %+v", c)
		case c.Disabled:
			return fmt.Errorf("%q cannot be pressed", c.Label)
		case c.ID != first.ID || c.Type == typeButton && len(chosen) > 1:
			return errors.New("only options of one menu can be chosen together")
		}
		values = append(values, c.Value)
	}
	if first.Type == typeSelect {
		data["values"] = values
		var err error
		walk(m.Components, func(o Object) {
			if least, most := bounds(o); str(o, "custom_id") == first.ID && (len(values) < least || len(values) > most) {
				err = fmt.Errorf("%d chosen of %d to %d", len(values), least, most)
			}
		})
		if err != nil {
			return err
		}
	}
	now := s.find(m.Channel, m.ID)
	if now == nil || now.Only != "" && now.Only != user {
		return fmt.Errorf("%s sees no message %s", user, m.ID)
	}
	s.person(user)
	s.summon(&interaction{kind: askPress, user: user, channel: m.Channel, message: now}, data)
	return nil
}

// A Modal is a form that the bot has opened to a person.
type Modal struct {
	ID, Title string
	Inputs    []Input

	form Object
	from *interaction
}

// An Input is one field of a modal.
type Input struct {
	ID, Label, Value string
	Type             int
	Required         bool
	Least, Most      int
}

func newModal(o Object, from *interaction) *Modal {
	m := &Modal{ID: str(o, "custom_id"), Title: str(o, "title"), form: o, from: from}
	label := ""
	walk(objects(o, "components"), func(c Object) {
		if num(c, "type") == typeLabel {
			label = str(c, "label")
		}
		if id := str(c, "custom_id"); id != "" {
			in := Input{ID: id, Label: str(c, "label"), Value: str(c, "value"), Type: num(c, "type"), Required: c["required"] != false, Most: 4000}
			if in.Label == "" {
				in.Label = label
			}
			if in.Least = num(c, "min_length"); c["max_length"] != nil {
				in.Most = num(c, "max_length")
			}
			m.Inputs = append(m.Inputs, in)
		}
	})
	return m
}

// Modal returns the form that is open before a person, nil for none.
func (s *Server) Modal(user string) *Modal {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.person(user).modal
}

// Submit has a person fill in the form before them and send it.
func (s *Server) Submit(user string, values map[string]string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.person(user).modal
	if m == nil {
		return fmt.Errorf("no form is open before %s", user)
	}
	filled := map[string]string{}
	for _, in := range m.Inputs {
		v, given := values[in.ID]
		if !given {
			v = in.Value
		}
		n := utf8.RuneCountInString(v)
		if n == 0 && in.Required || n > in.Most || n > 0 && n < in.Least {
			return fmt.Errorf("%q takes %d to %d characters, not %d", in.Label, in.Least, in.Most, n)
		}
		filled[in.ID] = v
	}
	for id := range values {
		if _, known := filled[id]; !known {
			return fmt.Errorf("the form has no field %s", id)
		}
	}
	s.person(user).modal = nil
	data := Object{"custom_id": m.ID, "components": submitted(objects(m.form, "components"), filled)}
	s.summon(&interaction{kind: askSubmit, user: user, channel: m.from.channel, message: m.from.message}, data)
	return nil
}

// submitted is what comes back of a form's components.
func submitted(list []Object, values map[string]string) []any {
	out := []any{}
	for i, o := range list {
		back := Object{"type": o["type"], "id": i + 1}
		switch t := num(o, "type"); {
		case t == typeRow:
			back["components"] = submitted(objects(o, "components"), values)
		case t == typeLabel:
			back["component"] = submitted([]Object{obj(o, "component")}, values)[0]
		case isSelect(t) || t == typeChecks || t == typeUpload:
			back["custom_id"], back["values"] = o["custom_id"], []any{values[str(o, "custom_id")]}
		case t != typeText:
			back["custom_id"], back["value"] = o["custom_id"], values[str(o, "custom_id")]
		}
		out = append(out, back)
	}
	return out
}
