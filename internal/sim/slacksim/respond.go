package slacksim

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

const (
	hookPath = "/hook/"
	hookUses = 5
)

// A hook is what a response_url leads to.
type hook struct {
	channel, user string // who pressed or commanded, and where
	ts, thread    string // the message that was pressed, if any
	made          time.Time
	used          int
}

// hookURL makes a response_url.
func (s *Server) hookURL(h *hook) string {
	h.made = time.Now()
	path := hookPath + s.id("r")
	s.hooks[path] = h
	return "http://" + s.host + path
}

func jsonOf(v any) string {
	if v == nil {
		return ""
	}
	raw, _ := json.Marshal(v)
	return string(raw)
}

// respond takes a post to a response_url.
func (s *Server) respond(w http.ResponseWriter, r *http.Request) {
	f := s.failing("response_url")
	if f.before(w, s.closed) {
		return
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	s.mu.Lock()
	s.calls["response_url"]++
	if err = f.err(); err == nil {
		if err = s.post(r.URL.Path, raw); err != nil {
			s.fault("response_url: %v", err)
		}
	}
	s.mu.Unlock()
	if f.Lost {
		panic(http.ErrAbortHandler)
	}
	var no *refusal
	switch {
	case err == nil:
		_, _ = io.WriteString(w, "ok")
	case errors.As(err, &no) && (no.err == "used_url" || no.err == "expired_url"):
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"ok":false,"error":"`+no.err+`"}`)
	case errors.As(err, &no):
		http.Error(w, no.err, http.StatusBadRequest)
	}
}

// post does what a post to a response_url asks for. s.mu is held.
func (s *Server) post(path string, raw []byte) error {
	var in struct {
		Type    string          `json:"response_type"`
		Text    string          `json:"text"`
		Thread  string          `json:"thread_ts"`
		Replace bool            `json:"replace_original"`
		Delete  bool            `json:"delete_original"`
		Blocks  json.RawMessage `json:"blocks"`
	}
	if json.Unmarshal(raw, &in) != nil {
		return refuse("invalid_payload")
	}
	h := s.hooks[path]
	switch {
	case h == nil || h.used >= hookUses:
		return refuse("used_url")
	case time.Since(h.made) > s.opt.AddressLife:
		return refuse("expired_url")
	}
	h.used++
	old := s.find(h.channel, h.ts)
	if in.Delete {
		if old == nil {
			return refuse("message_not_found")
		}
		s.remove(old)
		s.deleted(old)
		return nil
	}
	m := &Message{Channel: h.channel, Thread: h.thread, User: BotUser, Bot: true, Only: h.user}
	if in.Thread != "" {
		m.Thread = in.Thread
	}
	if err := s.fill(m, "response_url", in.Text, string(in.Blocks), "", ""); err != nil {
		return err
	}
	if in.Replace && old != nil {
		s.change(old, m)
		return nil
	}
	if in.Type == "in_channel" {
		if owner(h.channel) == "" {
			s.fault("response_url: an answer for a whole channel to read")
		}
		m.Only = ""
	}
	s.add(m)
	if m.Only == "" {
		s.echo(m)
	}
	return nil
}
