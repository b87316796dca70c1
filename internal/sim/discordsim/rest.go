package discordsim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
)

// A refusal is an answer of Discord's that says no.
type refusal struct {
	status int
	code   int
	text   string
	errors Object // the tree of what is wrong with a form
	fair   bool   // the program could not know better
}

func (r *refusal) Error() string {
	out := fmt.Sprintf("%d, code %d: %s", r.status, r.code, r.text)
	if r.errors != nil {
		tree, _ := json.Marshal(r.errors)
		out += " " + string(tree)
	}
	return out
}

func refuse(status, code int, text string) error {
	return &refusal{status: status, code: code, text: text}
}

// deny refuses what the program could not know to be refused.
func deny(status, code int) error {
	return &refusal{status: status, code: code, text: codes[code], fair: true}
}

// What Discord says no with, by its table of codes.
var (
	errUnauthorized = &refusal{status: 401, text: "401: Unauthorized"}
	errNotFound     = &refusal{status: 404, text: "404: Not Found"}
)

// A call is one request to the REST interface.
type call struct {
	r     *http.Request
	name  string
	in    Object // the body, where it is an object
	list  []any  // the body, where it is a list
	files map[string]File
}

func (c *call) path(name string) string { return c.r.PathValue(name) }

// A route is one operation. Those open to all carry their own secret in the
// path.
type route struct {
	pattern string
	name    string
	open    bool
	run     func(*Server, *call) (any, error)
}

func routes() []route {
	return []route{
		{"GET /gateway", "get_gateway", true, (*Server).gatewayURL},
		{"GET /gateway/bot", "get_bot_gateway", false, (*Server).gatewayBot},
		{"GET /users/@me", "get_my_user", false, (*Server).me},
		{"GET /users/{user}", "get_user", false, (*Server).user},
		{"POST /users/@me/channels", "create_dm", false, (*Server).openDM},
		{"GET /channels/{channel}", "get_channel", false, (*Server).channelInfo},
		{"POST /channels/{channel}/typing", "trigger_typing_indicator", false, (*Server).typing},
		{"GET /channels/{channel}/messages", "list_messages", false, (*Server).listMessages},
		{"POST /channels/{channel}/messages", "create_message", false, (*Server).createMessage},
		{"GET /channels/{channel}/messages/{message}", "get_message", false, (*Server).getMessage},
		{"PATCH /channels/{channel}/messages/{message}", "update_message", false, (*Server).updateMessage},
		{"DELETE /channels/{channel}/messages/{message}", "delete_message", false, (*Server).deleteMessage},
		{"POST /interactions/{interaction}/{token}/callback", "create_interaction_response", true, (*Server).callback},
		{"POST /webhooks/{application}/{token}", "execute_webhook", true, (*Server).followUp},
		{"GET /webhooks/{application}/{token}/messages/{message}", "get_webhook_message", true, (*Server).getFollowUp},
		{"PATCH /webhooks/{application}/{token}/messages/{message}", "update_webhook_message", true, (*Server).editFollowUp},
		{"DELETE /webhooks/{application}/{token}/messages/{message}", "delete_webhook_message", true, (*Server).deleteFollowUp},
		{"GET /applications/@me", "get_my_application", false, (*Server).application},
		{"GET /oauth2/applications/@me", "get_my_oauth2_application", false, (*Server).application},
		{"GET /applications/{application}/commands", "list_application_commands", false, (*Server).listCommands},
		{"PUT /applications/{application}/commands", "bulk_set_application_commands", false, (*Server).setCommands},
		{"GET /applications/{application}/guilds/{guild}/commands", "list_guild_application_commands", false, (*Server).listCommands},
		{"PUT /applications/{application}/guilds/{guild}/commands", "bulk_set_guild_application_commands", false, (*Server).setCommands},
		{"GET /guilds/{guild}", "get_guild", false, (*Server).guild},
		{"GET /users/@me/guilds", "list_my_guilds", false, (*Server).myGuilds},
	}
}

func (s *Server) mux() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range routes() {
		verb, path, _ := strings.Cut(rt.pattern, " ")
		for _, version := range []string{"v9", "v10"} {
			mux.HandleFunc(verb+" /api/"+version+path, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, rt) })
		}
	}
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.fault("%s %s: no such route", r.Method, r.URL.Path)
		answer(w, nil, errNotFound)
	})
	mux.HandleFunc("/attachments/", s.serveFile)
	mux.HandleFunc("/gateway", s.serveGateway)
	mux.HandleFunc("/gateway/", s.serveGateway)
	return mux
}

// most is how large a request may be.
const most = 25 << 20

// serve answers a request of a known route.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, rt route) {
	raw, readErr := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	s.mu.Lock()
	s.calls[rt.name]++
	f := s.failing(rt.name, r.URL.Path)
	s.mu.Unlock()
	if f != nil && f.before(w, r) {
		return
	}
	c := &call{r: r, name: rt.name}
	var out any
	err := s.admit(c, rt, raw)
	if readErr != nil {
		err = refuse(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")
	}
	s.mu.Lock()
	if wait := s.take(w, rt.name, r); wait > 0 {
		s.mu.Unlock()
		limited(w, wait, false)
		return
	}
	if err == nil {
		out, err = rt.run(s, c)
	}
	if no, ok := err.(*refusal); ok && !no.fair {
		s.fault("%s: %v", rt.name, err)
	}
	s.mu.Unlock()
	if f != nil && f.Lost {
		f.lose(w)
		return
	}
	answer(w, out, err)
}

// admit checks what holds for every request, and reads its body. It needs no
// lock: what checks may be slow.
func (s *Server) admit(c *call, rt route, raw []byte) error {
	if !strings.HasPrefix(c.r.UserAgent(), "DiscordBot (") {
		return refuse(http.StatusForbidden, 40333, "internal network error")
	}
	if !rt.open && c.r.Header.Get("Authorization") != "Bot "+BotToken {
		return errUnauthorized
	}
	body, err := c.read(raw)
	if err != nil {
		return err
	}
	if s.opt.Check == nil {
		return nil
	}
	r := c.r.Clone(c.r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = "https", "discord.com", "discord.com"
	r.URL.Path = "/api/v10" + strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/api/v10"), "/api/v9")
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	if len(body) > 0 {
		r.Header.Set("Content-Type", "application/json")
	}
	if err := s.opt.Check(r, body); err != nil {
		return refuse(http.StatusBadRequest, 50035, "Invalid Form Body: "+err.Error())
	}
	return nil
}

// read takes a body apart and returns its JSON.
func (c *call) read(raw []byte) ([]byte, error) {
	kind, params, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if len(raw) == 0 {
		if kind != "" && c.r.Method != http.MethodGet && c.r.Method != http.MethodDelete {
			return nil, refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
		}
		return nil, nil
	}
	body := raw
	switch kind {
	case "application/json":
	case "multipart/form-data":
		var err error
		if body, err = c.parts(raw, params["boundary"]); err != nil {
			return nil, err
		}
	default:
		return nil, refuse(http.StatusBadRequest, 50035, "Invalid Form Body: Expected \"Content-Type\" header to be one of {'application/json'}.")
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return nil, refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	}
	c.in, _ = v.(Object)
	c.list, _ = v.([]any)
	return body, nil
}

// most a file may be large.
const mostFile = 10 << 20

// parts reads a form of several parts: payload_json and files[n].
func (c *call) parts(raw []byte, boundary string) ([]byte, error) {
	body := []byte("{}")
	c.files = map[string]File{}
	for r := multipart.NewReader(bytes.NewReader(raw), boundary); ; {
		p, err := r.NextPart()
		if err == io.EOF {
			return body, nil
		}
		if err != nil {
			return nil, refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return nil, refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
		}
		switch name := p.FormName(); {
		case name == "payload_json":
			body = data
		case strings.HasPrefix(name, "files[") && strings.HasSuffix(name, "]") && len(c.files) < 10:
			if len(data) > mostFile {
				return nil, refuse(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")
			}
			c.files[name[6:len(name)-1]] = File{Name: p.FileName(), Type: p.Header.Get("Content-Type"), Data: data}
		default:
			return nil, refuse(http.StatusBadRequest, 50035, "Invalid Form Body")
		}
	}
}

// answer writes what came of a request.
func answer(w http.ResponseWriter, out any, err error) {
	w.Header().Set("Content-Type", "application/json")
	no, refused := err.(*refusal)
	switch {
	case refused:
		body := Object{"message": no.text, "code": no.code}
		if no.errors != nil {
			body["errors"] = no.errors
		}
		w.WriteHeader(no.status)
		_ = json.NewEncoder(w).Encode(body)
	case out == nil:
		w.WriteHeader(http.StatusNoContent)
	default:
		_ = json.NewEncoder(w).Encode(out)
	}
}

func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	data, ok := s.uploads[strings.TrimPrefix(r.URL.Path, "/")]
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write(data)
}
