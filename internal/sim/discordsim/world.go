package discordsim

import (
	"maps"
	"regexp"
	"slices"
	"time"
)

// Kinds of channel.
const (
	kindText = 0
	kindDM   = 1
)

// Flags of messages.
const (
	flagEphemeral = 1 << 6
	flagLoading   = 1 << 7
	flagV2        = 1 << 15
)

// A person is somebody who is not the bot.
type person struct {
	id, name, locale string
	dm               string // the channel of their chat with the bot
	closed, left     bool
	modal            *Modal
}

// A channel is one person's chat with the bot, or a text channel of the guild.
type channel struct {
	id, name  string
	user      string // whose chat it is, "" in the guild
	forbidden bool
}

// An Object is a piece of a message, a component or an embed, as it came.
type Object = map[string]any

// A File is one attachment.
type File struct {
	ID, Name, Description, Type string
	Data                        []byte
	path                        string
}

// A Message is one message as a person sees it.
type Message struct {
	ID, Channel string
	User        string // who wrote it
	Bot         bool   // the bot did
	Text        string
	Embeds      []Object
	Components  []Object
	Files       []File
	Flags       int
	// Only is the one person who sees it, "" for everybody there.
	Only string
	// Thinking is true while the bot has only promised an answer.
	Thinking bool
	Edited   bool
	// Pings are those whom it notifies: ids of people and roles, "everyone".
	Pings []string

	kind   int
	nonce  any
	edited time.Time
	reply  string       // the id of the message answered
	from   *interaction // what it answers
}

// person returns a person, who is made when not yet known. s.mu is held.
func (s *Server) person(id string) *person {
	if !isID(id) || id == AppID {
		panic("discordsim: " + id + " is no person's id: take a number, or ask Person for one")
	}
	p := s.people[id]
	if p == nil {
		p = &person{id: id, name: "person" + id, locale: "en-US"}
		s.people[id] = p
	}
	return p
}

// dm returns the channel of a person's chat with the bot. s.mu is held.
func (s *Server) dm(user string) *channel {
	p := s.person(user)
	if p.dm == "" {
		c := &channel{id: s.id(), user: user}
		s.channels[c.id], p.dm = c, c.id
	}
	return s.channels[p.dm]
}

// find returns a message, nil for none. s.mu is held.
func (s *Server) find(channel, id string) *Message {
	for _, m := range slices.Backward(s.messages) {
		if m.ID == id && m.Channel == channel {
			return m
		}
	}
	return nil
}

func (s *Server) remove(m *Message) {
	s.messages = slices.DeleteFunc(s.messages, func(x *Message) bool { return x == m })
}

// Messages are what a person sees in their own chat with the bot, in order.
func (s *Server) Messages(user string) []Message {
	s.mu.Lock()
	c := s.dm(user).id
	s.mu.Unlock()
	return s.In(c, user)
}

// In are what a person sees in a channel. With no person it is what everybody
// sees there.
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

func (s *Server) userWire(id string) Object {
	name, bot := "clinic-intake", true
	if id != AppID {
		name, bot = s.person(id).name, false
	}
	return Object{
		"id": id, "username": name, "global_name": nil, "discriminator": "0", "avatar": nil, "bot": bot,
		"public_flags": 0, "flags": 0, "primary_guild": nil,
	}
}

func (s *Server) memberWire(id string) Object {
	return Object{
		"user": s.userWire(id), "nick": nil, "avatar": nil, "banner": nil, "roles": []string{}, "flags": 0, "deaf": false, "mute": false,
		"pending": false, "joined_at": "2024-01-01T00:00:00Z", "premium_since": nil, "communication_disabled_until": nil,
		"permissions": "2248473465835073",
	}
}

func (s *Server) channelWire(c *channel) Object {
	var last any
	for _, m := range slices.Backward(s.messages) {
		if m.Channel == c.id && m.Only == "" {
			last = m.ID
			break
		}
	}
	out := Object{"id": c.id, "last_message_id": last, "flags": 0}
	if c.user != "" {
		out["type"], out["recipients"] = kindDM, []any{s.userWire(c.user)}
		return out
	}
	out["type"], out["name"], out["guild_id"], out["position"], out["parent_id"] = kindText, c.name, GuildID, 0, nil
	out["permission_overwrites"], out["nsfw"], out["topic"], out["rate_limit_per_user"] = []any{}, false, nil, 0
	return out
}

func (s *Server) guildWire() Object {
	return Object{
		"id": GuildID, "name": "Clinic", "owner_id": "1", "icon": nil, "banner": nil, "splash": nil, "discovery_splash": nil, "description": nil,
		"home_header": nil, "region": "deprecated", "afk_channel_id": nil, "afk_timeout": 300, "widget_enabled": false, "widget_channel_id": nil,
		"verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw": false, "nsfw_level": 0,
		"application_id": nil, "system_channel_id": nil, "system_channel_flags": 0, "rules_channel_id": nil, "public_updates_channel_id": nil,
		"safety_alerts_channel_id": nil, "vanity_url_code": nil, "premium_tier": 0, "premium_subscription_count": 0,
		"premium_progress_bar_enabled": false, "preferred_locale": "en-US", "max_presences": nil, "max_members": 500000,
		"max_stage_video_channel_users": 50, "max_video_channel_users": 25, "features": []string{}, "emojis": []any{}, "stickers": []any{},
		"roles": []any{Object{
			"id": GuildID, "name": "@everyone", "description": nil, "permissions": "2248473465835073", "position": 0, "color": 0, "hoist": false,
			"managed": false, "mentionable": false, "icon": nil, "unicode_emoji": nil, "flags": 0,
			"colors": Object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
		}},
	}
}

// wire is a message as Discord sends it.
func (s *Server) wire(m *Message) Object {
	out := Object{
		"id": m.ID, "channel_id": m.Channel, "type": m.kind, "content": m.Text, "author": s.userWire(m.User),
		"timestamp": stamp(born(m.ID)), "edited_timestamp": nil, "tts": false, "pinned": false, "flags": m.Flags,
		"mention_everyone": slices.Contains(m.Pings, "everyone"), "mentions": []any{}, "mention_roles": []string{},
		"attachments": s.filesWire(m.Files), "embeds": embedsWire(m.Embeds), "components": componentsWire(m.Components),
	}
	var people []any
	for _, id := range m.Pings {
		if s.people[id] != nil || id == AppID {
			people = append(people, s.userWire(id))
		}
	}
	if people != nil {
		out["mentions"] = people
	}
	if !m.edited.IsZero() {
		out["edited_timestamp"] = stamp(m.edited)
	}
	if m.nonce != nil {
		out["nonce"] = m.nonce
	}
	if m.reply != "" {
		out["message_reference"] = Object{"type": 0, "channel_id": m.Channel, "message_id": m.reply}
	}
	if m.from != nil {
		out["application_id"], out["webhook_id"] = AppID, AppID
	}
	return out
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

func (s *Server) filesWire(files []File) []any {
	out := []any{}
	for _, f := range files {
		o := Object{
			"id": f.ID, "filename": f.Name, "size": len(f.Data), "url": s.URL + f.path, "proxy_url": s.URL + f.path, "content_type": f.Type,
		}
		if f.Description != "" {
			o["description"] = f.Description
		}
		out = append(out, o)
	}
	return out
}

func embedsWire(embeds []Object) []any {
	out := []any{}
	for _, e := range embeds {
		e = maps.Clone(e)
		e["type"] = "rich"
		out = append(out, e)
	}
	return out
}

// componentsWire numbers components, as Discord does with those that have no
// number of their own.
func componentsWire(list []Object) []any {
	next := 0
	var number func(o Object) Object
	number = func(o Object) Object {
		o = maps.Clone(o)
		next++
		if o["id"] == nil || o["id"] == 0.0 {
			o["id"] = next
		}
		for _, key := range []string{"component", "accessory"} {
			if inner := obj(o, key); inner != nil {
				o[key] = number(inner)
			}
		}
		if inner := objects(o, "components"); inner != nil {
			var all []any
			for _, x := range inner {
				all = append(all, number(x))
			}
			o["components"] = all
		}
		return o
	}
	out := []any{}
	for _, o := range list {
		out = append(out, number(o))
	}
	return out
}

var mention = regexp.MustCompile(`@everyone|@here|<@(!?|&)\d+>`)

// pings are those whom a text notifies, as far as the request allows.
func (s *Server) pings(c *channel, text string, allowed any) []string {
	var out []string
	rule, given := allowed.(Object)
	for _, m := range mention.FindAllString(text, -1) {
		class, who := "users", regexp.MustCompile(`\d+`).FindString(m)
		switch {
		case who == "":
			class, who = "everyone", "everyone"
		case m[2] == '&':
			class = "roles"
		}
		parse, _ := rule["parse"].([]any)
		named, _ := rule[class].([]any)
		if given && !slices.Contains(parse, any(class)) && !slices.Contains(named, any(who)) || class != "users" && c.user != "" {
			continue
		}
		if !slices.Contains(out, who) {
			out = append(out, who)
		}
	}
	return out
}
