package slacksim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A call is one request to the Web API.
type call struct {
	method, token string
	args          map[string]string // text as it is, all else as JSON
}

func (c call) get(name string) string { return c.args[name] }

func (c call) yes(name string) bool { return c.args[name] == "true" || c.args[name] == "1" }

// object is what a method answers beside "ok".
type object = map[string]any

// A refusal is an answer of Slack's that says no.
type refusal struct {
	err      string
	messages []string // what is wrong, where there is more to say
	extra    object
}

func (r *refusal) Error() string {
	if len(r.messages) > 0 {
		return r.err + ": " + strings.Join(r.messages, "; ")
	}
	return r.err
}

func refuse(err string, messages ...string) error { return &refusal{err: err, messages: messages} }

// A limited call has to wait.
type limited struct{ wait time.Duration }

func (l *limited) Error() string { return "ratelimited" }

// A method is one method of the Web API.
type method struct {
	// scope that the token needs, "" for none; "*:history" is that of the
	// channel's kind, and of two with "|" between them one is enough.
	scope string
	args  string // that it takes, besides token
	run   func(*Server, call) (object, error)
}

// appScope is the scope of the app's own token.
const appScope = "connections:write"

const messageArgs = "channel text blocks attachments thread_ts unfurl_links unfurl_media parse link_names metadata mrkdwn as_user username icon_url icon_emoji markdown_text "

var methods = map[string]method{
	"auth.test":                             {"", "", (*Server).authTest},
	"apps.connections.open":                 {appScope, "", (*Server).openConnection},
	"chat.postMessage":                      {"chat:write", messageArgs + "reply_broadcast", (*Server).postMessage},
	"chat.postEphemeral":                    {"chat:write", messageArgs + "user", (*Server).postEphemeral},
	"chat.update":                           {"chat:write", messageArgs + "ts reply_broadcast file_ids", (*Server).updateMessage},
	"chat.delete":                           {"chat:write", "channel ts as_user", (*Server).deleteMessage},
	"conversations.open":                    {"im:write", "users channel return_im prevent_creation", (*Server).openChat},
	"conversations.info":                    {"*:read", "channel include_locale include_num_members", (*Server).channelInfo},
	"conversations.members":                 {"*:read", "channel cursor limit", (*Server).channelMembers},
	"conversations.history":                 {"*:history", "channel cursor include_all_metadata inclusive latest limit oldest", (*Server).history},
	"conversations.replies":                 {"*:history", "channel ts cursor include_all_metadata inclusive latest limit oldest", (*Server).replies},
	"users.info":                            {"users:read", "user include_locale", (*Server).userInfo},
	"views.open":                            {"", "trigger_id interactivity_pointer view", (*Server).openView},
	"views.push":                            {"", "trigger_id interactivity_pointer view", (*Server).pushView},
	"views.update":                          {"", "view view_id external_id hash", (*Server).updateView},
	"views.publish":                         {"", "user_id view hash", (*Server).publishView},
	"files.getUploadURLExternal":            {"files:write", "filename length alt_txt snippet_type", (*Server).uploadURL},
	"files.completeUploadExternal":          {"files:write", "files channel_id channels initial_comment thread_ts blocks", (*Server).completeUpload},
	"assistant.threads.setSuggestedPrompts": {"assistant:write", "channel_id thread_ts title prompts", (*Server).setPrompts},
	"assistant.threads.setStatus":           {"assistant:write|chat:write", "channel_id thread_ts status loading_messages username icon_url icon_emoji", (*Server).setStatus},
	"assistant.threads.setTitle":            {"assistant:write", "channel_id thread_ts title", (*Server).setTitle},
}

// api answers a call of the Web API.
func (s *Server) api(w http.ResponseWriter, r *http.Request) {
	c, err := readCall(r)
	f := s.failing(c.method)
	if f.before(w, s.closed) {
		s.mu.Lock()
		s.calls[c.method]++
		s.mu.Unlock()
		return
	}
	var out object
	if err == nil {
		err = f.err()
	}
	out, err = s.run(c, err, f.Error != "")
	if f.Lost {
		panic(http.ErrAbortHandler) // it happened, and nobody hears of it
	}
	var wait *limited
	if errors.As(err, &wait) {
		tooMany(w, wait.wait)
		return
	}
	if out == nil {
		out = object{}
	}
	out["ok"] = err == nil
	var no *refusal
	if errors.As(err, &no) {
		maps.Copy(out, no.extra)
		out["error"] = no.err
		if len(no.messages) > 0 {
			var full []string
			for _, m := range no.messages {
				full = append(full, "[ERROR] "+m)
			}
			out["errors"], out["response_metadata"] = no.messages, object{"messages": full}
		}
	}
	if c.token == BotToken {
		w.Header().Set("X-OAuth-Scopes", strings.Join(s.opt.Scopes, ","))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(out)
}

// tooMany answers that Slack wants to be left alone for a while.
func tooMany(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	_, _ = io.WriteString(w, `{"ok":false,"error":"ratelimited"}`)
}

// readCall reads a request, form or JSON.
func readCall(r *http.Request) (call, error) {
	c := call{method: strings.TrimPrefix(r.URL.Path, "/api/"), args: map[string]string{}}
	c.token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return c, refuse("request_timeout")
		}
		fields := map[string]json.RawMessage{}
		switch {
		case len(raw) == 0:
		case !json.Valid(raw):
			return c, refuse("invalid_json")
		case json.Unmarshal(raw, &fields) != nil:
			return c, refuse("json_not_object")
		}
		for name, v := range fields {
			var text string
			if json.Unmarshal(v, &text) != nil {
				text = string(v)
			}
			c.args[name] = text
		}
	} else {
		_ = r.ParseMultipartForm(1 << 20)
		for name, v := range r.Form {
			c.args[name] = v[0]
		}
	}
	if t := c.args["token"]; t != "" {
		c.token = t
	}
	delete(c.args, "token")
	return c, nil
}

// run checks a call and does it, unless an error stands already; wanted says
// that the error was asked for and is no fault of the program.
func (s *Server) run(c call, err error, wanted bool) (out object, _ error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[c.method]++
	m, known := methods[c.method]
	if err == nil {
		err = s.allowed(c, m, known)
	}
	if err == nil {
		for _, name := range slices.Sorted(maps.Keys(c.args)) {
			if !slices.Contains(strings.Fields(m.args), name) {
				s.fault("%s: unknown argument %s, which Slack ignores", c.method, name)
			}
		}
		out, err = m.run(s, c)
	}
	var wait *limited
	if err != nil && !wanted && !errors.As(err, &wait) {
		s.fault("%s: %v", c.method, err)
	}
	return out, err
}

// allowed reports why a call may not be made.
func (s *Server) allowed(c call, m method, known bool) error {
	app := m.scope == appScope
	switch {
	case !known:
		return &refusal{err: "unknown_method", extra: object{"req_method": c.method}}
	case c.token == "":
		return refuse("not_authed")
	case app && c.token == BotToken, !app && c.token == AppToken:
		return refuse("not_allowed_token_type")
	case c.token != BotToken && c.token != AppToken:
		return refuse("invalid_auth")
	case app || m.scope == "":
		return nil
	}
	need := strings.Split(scopeFor(m.scope, c.get("channel")), "|")
	if !slices.ContainsFunc(need, func(n string) bool { return slices.Contains(s.opt.Scopes, n) }) {
		return &refusal{err: "missing_scope", extra: object{"needed": strings.Join(need, ","), "provided": strings.Join(s.opt.Scopes, ",")}}
	}
	return nil
}

// scopeFor is the scope with the kind of channel put in.
func scopeFor(scope, channel string) string {
	what, ok := strings.CutPrefix(scope, "*")
	switch {
	case !ok:
		return scope
	case strings.HasPrefix(channel, "D"):
		return "im" + what
	case strings.HasPrefix(channel, "G"):
		return "groups" + what
	default:
		return "channels" + what
	}
}

func (s *Server) authTest(call) (object, error) {
	return object{
		"url": "http://" + s.host + "/", "team": "Sim", "team_id": teamID, "user": "clinic-intake", "user_id": BotUser, "bot_id": botID,
		"is_enterprise_install": false,
	}, nil
}

func (s *Server) openConnection(call) (object, error) {
	if len(s.sockets.open) >= mostSockets {
		return nil, refuse("too_many_websockets")
	}
	t := s.id("ticket")
	s.sockets.tickets[t] = true
	return object{"url": fmt.Sprintf("ws://%s/socket?ticket=%s", s.host, t)}, nil
}
