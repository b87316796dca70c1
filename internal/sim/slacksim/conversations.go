package slacksim

import (
	"slices"
	"strconv"
	"strings"
)

// CloseDM has Slack answer with an error when the bot writes to a person:
// messages_tab_disabled, user_disabled and the like. "" opens the chat again.
func (s *Server) CloseDM(user, err string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut[user] = err
}

// isUser reports whether there is such a person; all with U are there.
func isUser(id string) bool { return strings.HasPrefix(id, "U") && id != BotUser }

func (s *Server) openChat(c call) (object, error) {
	user := c.get("users")
	if id := c.get("channel"); user == "" && id != "" {
		user = owner(id)
	}
	switch {
	case user == "":
		return nil, refuse("users_list_not_supplied")
	case strings.Contains(user, ","):
		return nil, refuse("not_enough_users") // only chats of two are known here
	case user == BotUser:
		return nil, refuse("cannot_dm_bot")
	case !isUser(user):
		return nil, refuse("user_not_found")
	case strings.HasPrefix(s.shut[user], "user_"):
		return nil, refuse(s.shut[user])
	}
	_, open := s.channels[dm(user)]
	s.room(dm(user))
	ch := object{"id": dm(user)}
	if c.yes("return_im") {
		ch["is_im"], ch["user"] = true, user
	}
	return object{"channel": ch, "no_op": open, "already_open": open}, nil
}

// visible returns a channel that the bot can see.
func (s *Server) visible(id string) (*channel, error) {
	switch {
	case owner(id) != "", strings.HasPrefix(id, "C"), strings.HasPrefix(id, "G") && s.room(id).bot:
		return s.room(id), nil
	default:
		return nil, refuse("channel_not_found")
	}
}

func (s *Server) channelInfo(c call) (object, error) {
	id := c.get("channel")
	ch, err := s.visible(id)
	if err != nil {
		return nil, err
	}
	info := object{"id": id, "name": "channel-" + strings.ToLower(id), "is_archived": false}
	if user := owner(id); user != "" {
		info["is_im"], info["user"] = true, user
	} else {
		info["is_channel"], info["is_private"], info["is_member"] = true, strings.HasPrefix(id, "G"), ch.bot
		if c.yes("include_num_members") {
			info["num_members"] = len(s.membersOf(id))
		}
	}
	return object{"channel": info}, nil
}

// membersOf are all in a channel, the bot included.
func (s *Server) membersOf(id string) []string {
	ch := s.room(id)
	list := slices.Clone(ch.members)
	if user := owner(id); user != "" {
		list = append(list, user)
	}
	if ch.bot {
		list = append(list, BotUser)
	}
	return list
}

func (s *Server) channelMembers(c call) (object, error) {
	if _, err := s.visible(c.get("channel")); err != nil {
		return nil, err
	}
	page, next, err := paged(s.membersOf(c.get("channel")), c, 100)
	return object{"members": page, "response_metadata": object{"next_cursor": next}}, err
}

// paged cuts a list to what a call asks for, and returns the cursor to go on.
func paged[T any](list []T, c call, usual int) (page []T, next string, err error) {
	limit, start := usual, 0
	if l := c.get("limit"); l != "" && l != "0" {
		if limit, err = strconv.Atoi(l); err != nil || limit < 1 || limit > 999 {
			return nil, "", refuse("invalid_limit")
		}
	}
	if at := c.get("cursor"); at != "" {
		if start, err = strconv.Atoi(strings.TrimPrefix(at, "next:")); err != nil || start > len(list) {
			return nil, "", refuse("invalid_cursor")
		}
	}
	end := min(start+limit, len(list))
	if end < len(list) {
		next = "next:" + strconv.Itoa(end)
	}
	return append([]T{}, list[start:end]...), next, nil
}

// between reports whether a message lies in the time that a call asks for.
func between(c call, ts string) bool {
	oldest, latest, edges := c.get("oldest"), c.get("latest"), c.yes("inclusive")
	return (oldest == "" || ts > oldest || edges && ts == oldest) && (latest == "" || ts < latest || edges && ts == latest)
}

// listed are messages of a channel as history gives them, oldest first.
func (s *Server) listed(c call, in func(*Message) bool) ([]object, error) {
	ch, err := s.visible(c.get("channel"))
	if err != nil {
		return nil, err
	}
	if !ch.bot {
		return nil, refuse("not_in_channel")
	}
	meta := c.yes("include_all_metadata") && slices.Contains(s.opt.Scopes, "metadata.message:read")
	var out []object
	for _, m := range ch.messages {
		if m.Only == "" && between(c, m.TS) && in(m) {
			w := m.wire()
			if !meta {
				delete(w, "metadata")
			}
			out = append(out, w)
		}
	}
	return out, nil
}

// history gives the latest first, without what stands in threads.
func (s *Server) history(c call) (object, error) {
	list, err := s.listed(c, func(m *Message) bool { return m.Thread == "" || m.Thread == m.TS })
	if err != nil {
		return nil, err
	}
	slices.Reverse(list)
	return pageOf(list, c)
}

// replies gives a thread from its first message on.
func (s *Server) replies(c call) (object, error) {
	ts := c.get("ts")
	list, err := s.listed(c, func(m *Message) bool { return m.TS == ts || m.Thread == ts })
	if err != nil {
		return nil, err
	}
	if s.find(c.get("channel"), ts) == nil {
		return nil, refuse("thread_not_found")
	}
	return pageOf(list, c)
}

func pageOf(list []object, c call) (object, error) {
	page, next, err := paged(list, c, 100)
	return object{"messages": page, "has_more": next != "", "response_metadata": object{"next_cursor": next}}, err
}

func (s *Server) userInfo(c call) (object, error) {
	id := c.get("user")
	if !isUser(id) {
		return nil, refuse("user_not_found")
	}
	name := strings.ToLower(id)
	user := object{
		"id": id, "team_id": teamID, "name": name, "real_name": "Person " + id, "deleted": s.shut[id] == "user_disabled", "is_bot": false,
		"tz": "UTC", "profile": object{"real_name": "Person " + id, "display_name": name},
	}
	if c.yes("include_locale") {
		user["locale"] = "en-US"
	}
	return object{"user": user}, nil
}
