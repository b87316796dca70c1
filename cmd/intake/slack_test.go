package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"intake/internal/sim/slacksim"
)

// A buffer may be read while a command writes to it.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// command runs a command to its end and returns what it prints.
func command(t *testing.T, env map[string]string, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, func(name string) string { return env[name] }, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), code
}

// serving runs serve until the test ends, or stop.
func serving(t *testing.T, env map[string]string) (out *buffer, stop func()) {
	t.Helper()
	out = &buffer{}
	errs := &buffer{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"serve", "--http", "127.0.0.1:0"}, func(name string) string { return env[name] }, strings.NewReader(""), out, errs)
	}()
	stop = sync.OnceFunc(func() {
		cancel()
		if code := <-done; code != 0 {
			t.Errorf("serve ended with %d: %s", code, errs)
		}
	})
	t.Cleanup(stop)
	return out, stop
}

func within(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// bots are the bot's messages in a person's chat, as words.
func bots(s *slacksim.Server, user string) (n int, words string) {
	var list []slacksim.Message
	for _, m := range s.Messages(user) {
		if m.Bot {
			list = append(list, m)
		}
	}
	return len(list), slacksim.Words(list)
}

// TestSlack is a clinic on Slack: a whole patient typed there ends in the same
// case as in the terminal, staff are told of it and of an emergency, and what
// the program shows of itself holds no word of a patient's.
func TestSlack(t *testing.T) {
	s, err := slacksim.New(slacksim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	s.Invite("C1")
	env := map[string]string{
		"INTAKE_DATA": filepath.Join(t.TempDir(), "data"), "INTAKE_TZ": "UTC", "INTAKE_COUNTRY": "US",
		"SLACK_BOT_TOKEN": slacksim.BotToken, "SLACK_APP_TOKEN": slacksim.AppToken, "SLACK_API_URL": s.URL, "INTAKE_STAFF_SLACK_CHANNEL": "C1",
	}
	if out, _, code := command(t, env, "", "doctor"); code != 0 || !strings.Contains(out, "ok    slack staff") {
		t.Fatalf("doctor: %d\n%s", code, out)
	}
	out, stop := serving(t, env)
	within(t, "serve", func() bool { return strings.Contains(out.String(), "slack     on") })

	lines := strings.Split(strings.TrimSpace(read(t, "testdata/readme/maria.txt")), "\n")
	for i, line := range append([]string{"hello"}, lines...) {
		before, _ := bots(s, "U1")
		s.Write("U1", line)
		within(t, fmt.Sprintf("an answer to line %d", i), func() bool { n, _ := bots(s, "U1"); return n > before })
	}
	staff := func() string { return slacksim.Words(s.In("C1", "")) }
	within(t, "the case at the staff", func() bool { return strings.Contains(staff(), "a new intake") })
	s.Write("U2", "I have crushing chest pain and cannot breathe")
	within(t, "the alert at the staff", func() bool { return strings.Contains(staff(), "EMERGENCY") })
	if _, words := bots(s, "U2"); !strings.Contains(words, "911") {
		t.Errorf("in an emergency the patient reads %q", words)
	}
	for _, secret := range []string{"Maria", "chest", "lower back"} {
		if strings.Contains(staff(), secret) {
			t.Errorf("the staff's channel shows %q in its short form", secret)
		}
	}
	address := regexp.MustCompile(`health +on (\S+)`).FindStringSubmatch(out.String())
	if address == nil {
		t.Fatalf("no address in %q", out)
	}
	for path, want := range map[string]string{
		"/healthz": "ok", "/readyz": "ready", "/metrics": `intake_turns_total{channel="slack"} ` + fmt.Sprint(len(lines)+2),
	} {
		if body := get(t, "http://"+address[1]+path); !strings.Contains(body, want) || strings.Contains(body, "U1") || strings.Contains(body, "Maria") {
			t.Errorf("%s: %q", path, body)
		}
	}
	stop()

	var typed bytes.Buffer
	for i, line := range append([]string{"hello"}, lines...) {
		raw, _ := json.Marshal(map[string]string{"user": "u", "id": fmt.Sprint(i), "text": line})
		fmt.Fprintf(&typed, "%s\n", raw)
	}
	other := map[string]string{"INTAKE_DATA": t.TempDir(), "INTAKE_TZ": "UTC", "INTAKE_COUNTRY": "US"}
	if _, errs, code := command(t, other, typed.String(), "chat", "--jsonl"); code != 0 {
		t.Fatal(errs)
	}
	if d := cmp.Diff(sheetOf(t, other), sheetOf(t, env)); d != "" {
		t.Errorf("cases typed in the terminal (-) and on slack (+):\n%s", d)
	}
	for _, f := range s.Faults() {
		t.Errorf("slack would refuse: %s", f)
	}
}

// sheetOf is the case of the first intake as JSON, without what tells
// channels, ids and times apart.
func sheetOf(t *testing.T, env map[string]string) map[string]any {
	t.Helper()
	list, errs, code := command(t, env, "", "list")
	if code != 0 {
		t.Fatal(errs)
	}
	raw, errs, code := command(t, env, "", "export", strings.Fields(list)[0], "--format", "json")
	if code != 0 {
		t.Fatal(errs)
	}
	for _, x := range [][2]string{
		{`\d{4}-\d\d-\d\dT[^"]*`, "then"}, {`"channel": *"[a-z]+"`, `"channel":"here"`}, {strings.Fields(list)[0], "id"},
	} {
		raw = regexp.MustCompile(x[0]).ReplaceAllString(raw, x[1])
	}
	var k map[string]any
	if err := json.Unmarshal([]byte(raw), &k); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	if k["banner"] == nil {
		t.Fatalf("no banner in %s", raw)
	}
	return k
}

func get(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
