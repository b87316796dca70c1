package slacksim_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"intake/internal/sim/slacksim"
)

// dial opens a socket without any library of Slack's.
func dial(t *testing.T, s *slacksim.Server) (ws *websocket.Conn, err error) {
	t.Helper()
	_, url, err := client(s).StartSocketModeContext(t.Context())
	if err != nil {
		return nil, err
	}
	if ws, _, err = websocket.Dial(t.Context(), url, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.CloseNow() })
	return ws, nil
}

// receive reads the next that comes by a socket.
func receive(t *testing.T, ws *websocket.Conn) (m map[string]any) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	_, raw, err := ws.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func answer(t *testing.T, ws *websocket.Conn, text string) {
	t.Helper()
	if err := ws.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// TestFrames: what goes over a socket, to the letter.
func TestFrames(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	ws, err := dial(t, s)
	if err != nil {
		t.Fatal(err)
	}
	if m := receive(t, ws); m["type"] != "hello" || m["num_connections"] != 1.0 || m["connection_info"] == nil {
		t.Errorf("greeted with %v", m)
	}
	s.Write("U1", "hello")
	m := receive(t, ws)
	if m["type"] != "events_api" || m["accepts_response_payload"] != false || m["retry_attempt"] != 0.0 || m["retry_reason"] != "" || m["envelope_id"] == "" {
		t.Errorf("an event: %v", m)
	}
	big := `{"envelope_id":"` + m["envelope_id"].(string) + `","payload":{"text":"` + strings.Repeat("x", 20<<10) + `"}}`
	for _, c := range []struct{ say, want string }{
		{"ready", "no acknowledgement"},
		{`{"envelope_id":""}`, "no acknowledgement"},
		{big, "20 KB"},
		{`{"envelope_id":"` + m["envelope_id"].(string) + `","payload":{"text":"x"}}`, "with a payload"},
	} {
		before := len(s.Faults())
		answer(t, ws, c.say)
		until(t, "the fault", func() bool { return len(s.Faults()) > before })
		if f := s.Faults()[before]; !strings.Contains(f, c.want) {
			t.Errorf("%.50s: noted %q, want %q", c.say, f, c.want)
		}
	}
	if s.Acked() != 1 {
		t.Errorf("%d acknowledged: what was too long does not count", s.Acked())
	}
	s.Disable()
	if m := receive(t, ws); m["type"] != "disconnect" || m["reason"] != "link_disabled" {
		t.Errorf("turned off with %v", m)
	}
	s.Write("U1", "to nobody")
	time.Sleep(20 * time.Millisecond) // long enough to be sent, if it were
	s.DropOne()
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	if _, raw, err := ws.Read(ctx); err == nil {
		t.Errorf("a socket that was told to go gets %s", raw)
	}
}

// TestManySockets: ten and no more.
func TestManySockets(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	for i := range 10 {
		if _, err := dial(t, s); err != nil {
			t.Fatalf("socket %d: %v", i, err)
		}
		until(t, "the socket", func() bool { return s.Open() == i+1 })
	}
	if _, err := dial(t, s); !says(err, "too_many_websockets") {
		t.Errorf("one more: %v", err)
	}
}

// TestRequests: requests no library makes.
func TestRequests(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	for _, c := range []struct{ kind, body, want string }{
		{"application/json", `{"channel":`, `"error":"invalid_json"`},
		{"application/json", `[]`, `"error":"json_not_object"`},
		{"application/json", `{"channel":"D1","text":"hi","blocks":[{"type":"divider"}]}`, `"ok":true`},
		{"application/x-www-form-urlencoded", `channel=D1&text=hi&blocks=%7B%7D`, `must be an array`},
		{"application/x-www-form-urlencoded", `channel=D1&text=hi&token=other`, `"error":"invalid_auth"`},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+"chat.postMessage", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", c.kind)
		r.Header.Set("Authorization", "Bearer "+slacksim.BotToken)
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := io.ReadAll(a.Body)
		_ = a.Body.Close()
		if !strings.Contains(string(raw), c.want) {
			t.Errorf("%s: %s, want %s", c.body, raw, c.want)
		}
	}
}

// TestClose: a server that was closed has no socket and no event left.
func TestClose(t *testing.T) {
	s, err := slacksim.New(slacksim.Options{Again: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	ws, err := dial(t, s)
	if err != nil {
		t.Fatal(err)
	}
	receive(t, ws)
	s.Write("U1", "hello")
	s.Close()
	if s.Open() != 0 {
		t.Error("a socket is left")
	}
}
