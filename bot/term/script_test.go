package term

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intake/internal/dialog"
)

// runScript runs lines through a bot of its own and returns the lines out.
func runScript(t *testing.T, in string) []string {
	t.Helper()
	b, _ := newBot(t)
	return runScriptWith(t, in, b.Take)
}

func runScriptWith(t *testing.T, in string, take taker) []string {
	t.Helper()
	var out bytes.Buffer
	if err := Script(context.Background(), strings.NewReader(in), &out, take); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 0 && out.Bytes()[out.Len()-1] != '\n' {
		t.Error("the last line out has no end")
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// An out is a line out as a program reads it.
type out struct {
	User, State, Asking, Triage string
	Replies                     []struct {
		Text    string
		Options []struct{ ID, Label string }
	}
	Understood []struct {
		Item  string
		Value any
	}
	Flags []string
	Done  bool
	Error string
}

func decode(t *testing.T, line string) (o out) {
	t.Helper()
	if err := json.Unmarshal([]byte(line), &o); err != nil {
		t.Fatalf("%v in %q", err, line)
	}
	return o
}

// TestScriptTalk: the shape of a line out, choices, a correction of one's
// mind, the end.
func TestScriptTalk(t *testing.T) {
	lines := runScript(t, `{"user":"u1","text":"hello"}
{"user":"u1","choice":"yes"}
{"user":"u1","text":"Ann Lee"}
{"user":"u1","text":"stop"}
{"user":"u1","choice":"delete"}
`)
	if len(lines) != 5 {
		t.Fatalf("%d lines out", len(lines))
	}
	first := decode(t, lines[0])
	if first.User != "u1" || first.State != "consent" || first.Asking != "consent.privacy" || len(first.Replies) == 0 || first.Triage != "routine" {
		t.Errorf("first: %s", lines[0])
	}
	opts := first.Replies[len(first.Replies)-1].Options
	if len(opts) != 2 || opts[0].ID != "yes" || opts[0].Label == "" {
		t.Errorf("options %v", opts)
	}
	if yes := decode(t, lines[1]); len(yes.Understood) != 1 || yes.Understood[0].Item != "consent.privacy" || yes.Understood[0].Value != true {
		t.Errorf("second: %s", lines[1])
	}
	if end := decode(t, lines[4]); end.State != "withdrawn" || !end.Done || end.Asking != "" {
		t.Errorf("last: %s", lines[4])
	}
	for _, key := range []string{"user", "state", "asking", "replies", "understood", "faq", "triage", "flags", "done"} {
		if !strings.Contains(lines[0], `"`+key+`":`) {
			t.Errorf("%s is missing in %s", key, lines[0])
		}
	}
	for _, null := range []string{`"replies":null`, `"options":null`, `"understood":null`, `"flags":null`} {
		if strings.Contains(strings.Join(lines, ""), null) {
			t.Errorf("a list is null: %s", null)
		}
	}
}

// TestScriptSameID: the same id gets the same bytes, and nothing is taken
// twice; an empty id is none.
func TestScriptSameID(t *testing.T) {
	lines := runScript(t, `{"user":"u1","id":"a","text":"hello"}
{"user":"u1","id":"a","text":"hello"}
{"user":"u1","id":"b","text":"yes, my calf is swollen and hot and I have a fever"}
{"user":"u1","id":"c","text":"how long does it take?"}
{"user":"u1","id":"b","text":"something else"}
{"user":"u1","id":"c","choice":"no"}
{"user":"u2","id":"a","text":"hello"}
{"user":"u2","text":"yes"}
{"user":"u2","text":"yes"}
`)
	for _, same := range [][2]int{{0, 1}, {2, 4}, {3, 5}} {
		if lines[same[0]] != lines[same[1]] {
			t.Errorf("the same id got\n%s\nand\n%s", lines[same[0]], lines[same[1]])
		}
	}
	if lines[0] == lines[2] || lines[7] == lines[8] {
		t.Error("two messages got one answer")
	}
}

// TestScriptBadLines: what cannot be taken gets an error on its own line that
// quotes nothing, or a kind answer, and the rest goes on.
func TestScriptBadLines(t *testing.T) {
	const secret = "sEcReT"
	for name, c := range map[string]struct{ line, want string }{
		"no JSON":            {"hello " + secret, "bad JSON at byte 1"},
		"half an object":     {`{"user":"u1","text":"` + secret, "bad JSON at byte"},
		"two objects":        {`{"user":"u1","text":"` + secret + `"}{"user":"u1","text":"x"}`, "bad JSON at byte"},
		"empty":              {"", "an empty line"},
		"blank":              {" \t ", "an empty line"},
		"a list":             {`["` + secret + `"]`, "an object was expected"},
		"a string":           {`"` + secret + `"`, "an object was expected"},
		"null":               {"null", "needs a user"},
		"no user":            {`{"text":"` + secret + `"}`, "needs a user"},
		"empty user":         {`{"user":"","text":"` + secret + `"}`, "needs a user"},
		"neither":            {`{"user":"u1"}`, "needs a text or a choice"},
		"empty text":         {`{"user":"u1","text":"","choice":"","choices":[]}`, "needs a text or a choice"},
		"user a number":      {`{"user":7,"text":"` + secret + `"}`, "user must be a string"},
		"text an object":     {`{"user":"u1","text":{"a":"` + secret + `"}}`, "text must be a string"},
		"choices a string":   {`{"user":"u1","choices":"` + secret + `"}`, "choices must be a list of strings"},
		"choices of numbers": {`{"user":"u1","choices":[1]}`, "choices must be a list of strings"},
		"at no time":         {`{"user":"u1","text":"x","at":"` + secret + `"}`, "at is not a time in RFC 3339"},
		"at a number":        {`{"user":"u1","text":"x","at":1700000000}`, "at must be a string"},
		"at long ago":        {`{"user":"u1","text":"x","at":"0001-01-01T00:00:00Z"}`, "at is not a time"},
		"at the end of time": {`{"user":"u1","text":"x","at":"9999-12-31T23:59:59-12:00"}`, "at is not a time"},
		"too long":           {`{"user":"u1","text":"` + secret + strings.Repeat("x", maxLine) + `"}`, "line longer than"},
		"far too long":       {secret + strings.Repeat("x", 5*maxLine), "line longer than"},
		"user too long":      {`{"user":"` + strings.Repeat(secret, maxName) + `","text":"x"}`, "longer than"},
		"deep":               {strings.Repeat("[", 20_000), "bad JSON"},
		"only spaces":        {`{"user":"u1","text":"   "}`, ""},
		"invalid UTF-8":      {"{\"user\":\"u1\",\"text\":\"knee \xff\xfe pain\"}", ""},
		"half a surrogate":   {`{"user":"u1","text":"knee \ud83d pain"}`, ""},
		"NUL":                {`{"user":"u1","text":"knee \u0000 pain"}`, ""},
		"NUL in the user":    {`{"user":"u\u0000x","text":"knee"}`, ""},
		"turning characters": {`{"user":"u1","text":"\u202eknee\u202c pain\u2066"}`, ""},
		"long":               {`{"user":"u1","text":"` + strings.Repeat("my knee hurts. ", 20_000) + `"}`, ""},
		"unknown field":      {`{"user":"u1","text":"knee","mood":["x"]}`, ""},
		"unknown choice":     {`{"user":"u1","choice":"no-such-thing"}`, ""},
		"unknown language":   {`{"user":"u1","text":"knee","lang":"tlh"}`, ""},
		"carriage return":    {`{"user":"u1","text":"knee"}` + "\r", ""},
	} {
		t.Run(name, func(t *testing.T) {
			good := `{"user":"%s","text":"hello"}`
			lines := runScript(t, fmt.Sprintf(good, "before")+"\n"+c.line+"\n"+fmt.Sprintf(good, "after")+"\n")
			if len(lines) != 3 {
				t.Fatalf("%d lines out for 3 in: %.300q", len(lines), lines)
			}
			for i, u := range []string{"before", "", "after"} {
				o := decode(t, lines[i])
				switch {
				case i == 1 && c.want == "":
					if o.Error != "" || len(o.Replies) == 0 || o.Replies[0].Text == "" {
						t.Errorf("no kind answer: %s", lines[1])
					}
				case i == 1:
					if !strings.Contains(o.Error, c.want) || strings.Contains(lines[1], secret) || o.State != "" {
						t.Errorf("answered %s", lines[1])
					}
				case o.User != u || o.Error != "":
					t.Errorf("the line %s it got %s", u, lines[i])
				}
			}
		})
	}
}

// TestScriptOrder: whatever each turn takes, lines come out in the order they
// went in, one user's turns run one after the other, and users side by side.
func TestScriptOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const users, each = 40, 10
		random := rand.New(rand.NewPCG(1, 2))
		waits := map[string]time.Duration{}
		var in strings.Builder
		var want []string
		for i := range users * each {
			u, id := fmt.Sprint("u", random.IntN(users)), fmt.Sprint("m", i)
			waits[id] = time.Duration(random.IntN(1000)) * time.Millisecond
			fmt.Fprintf(&in, "{\"user\":%q,\"id\":%q,\"text\":\"x\"}\n", u, id)
			want = append(want, u+" "+id)
		}
		var mu sync.Mutex
		next, busy := map[string]int{}, map[string]bool{}
		begun := time.Now()
		lines := runScriptWith(t, in.String(), func(_ context.Context, m dialog.Message) (dialog.Turn, error) {
			mu.Lock()
			if busy[m.User] {
				t.Errorf("two lines of %s at once", m.User)
			}
			busy[m.User] = true
			if n := 0; true {
				if _, _ = fmt.Sscanf(m.ID, "m%d", &n); n < next[m.User] {
					t.Errorf("%s: line %d after %d", m.User, n, next[m.User])
				}
				next[m.User] = n
			}
			mu.Unlock()
			time.Sleep(waits[m.ID])
			mu.Lock()
			defer mu.Unlock()
			busy[m.User] = false
			return dialog.Turn{State: dialog.Phase(m.ID)}, nil
		})
		for i, l := range lines {
			if o := decode(t, l); o.User+" "+o.State != want[i] {
				t.Fatalf("line %d is %s %s, want %s", i, o.User, o.State, want[i])
			}
		}
		var longest time.Duration
		of := map[string]time.Duration{}
		for _, w := range want {
			u, id, _ := strings.Cut(w, " ")
			of[u] += waits[id]
			longest = max(longest, of[u])
		}
		if took := time.Since(begun); took != longest {
			t.Errorf("it took %s; side by side it takes %s", took, longest)
		}
	})
}

// TestScriptAnswersAtOnce: a program that writes a line and waits for its
// answer gets it, though a later line is still being worked on.
func TestScriptAnswersAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inR, inW := io.Pipe()
		outR, outW := io.Pipe()
		release := make(chan struct{})
		done := make(chan error, 1)
		go func() {
			done <- Script(context.Background(), inR, outW, func(_ context.Context, m dialog.Message) (dialog.Turn, error) {
				if m.User == "slow" {
					<-release
				} else {
					time.Sleep(time.Second)
				}
				return dialog.Turn{}, nil
			})
		}()
		buf := make([]byte, 1000)
		reads := func(user string) {
			t.Helper()
			n, err := outR.Read(buf)
			if err != nil || !strings.HasPrefix(string(buf[:n]), `{"user":"`+user+`"`) {
				t.Fatalf("answer %q, error %v", buf[:n], err)
			}
		}
		fmt.Fprint(inW, "{\"user\":\"u1\",\"text\":\"x\"}\n{\"user\":\"slow\",\"text\":\"x\"}\n")
		reads("u1")
		close(release)
		reads("slow")
		fmt.Fprint(inW, "{\"user\":\"u2\",\"text\":\"x\"}\n")
		reads("u2")
		inW.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// TestScriptTurnFails: the line whose turn could not be kept says so.
func TestScriptTurnFails(t *testing.T) {
	lines := runScriptWith(t, "{\"user\":\"u1\",\"text\":\"x\"}\n{\"user\":\"u2\",\"text\":\"x\"}\n", func(_ context.Context, m dialog.Message) (dialog.Turn, error) {
		if m.User == "u1" {
			return dialog.Turn{}, errors.New("keep turn: no space left on device")
		}
		return dialog.Turn{State: "consent"}, nil
	})
	if o := decode(t, lines[0]); !strings.Contains(o.Error, "no space left") {
		t.Errorf("answered %s", lines[0])
	}
	if o := decode(t, lines[1]); o.State != "consent" {
		t.Errorf("the next line got %s", lines[1])
	}
}

// TestScriptTimePasses by "at" alone.
func TestScriptTimePasses(t *testing.T) {
	lines := runScript(t, `{"user":"u1","text":"hello","at":"2026-03-01T09:00:00Z"}
{"user":"u1","text":"yes","at":"2026-03-01T09:01:00Z"}
{"user":"u1","text":"hello","at":"2026-03-29T09:01:00+02:00"}
{"user":"u1","text":"hello again","at":"2026-05-14T09:01:00Z"}
`)
	if o := decode(t, lines[2]); o.State != "profile" {
		t.Errorf("after four weeks: %s", lines[2])
	}
	if o := decode(t, lines[3]); o.State != "expired" || !o.Done {
		t.Errorf("after another six: %s", lines[3])
	}
}

// TestScriptMemory: what 100,000 users leave behind in the program does not
// grow with their number.
func TestScriptMemory(t *testing.T) {
	var in bytes.Buffer
	for i := range 100_000 {
		fmt.Fprintf(&in, "{\"user\":\"user-%d\",\"text\":\"%s\"}\n", i, strings.Repeat("x", 50))
	}
	var inUse []uint64
	n := 0
	var mu sync.Mutex
	err := Script(context.Background(), &in, io.Discard, func(context.Context, dialog.Message) (dialog.Turn, error) {
		mu.Lock()
		defer mu.Unlock()
		if n++; n%20_000 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			inUse = append(inUse, m.HeapAlloc)
		}
		return dialog.Turn{}, nil
	})
	if err != nil || n != 100_000 {
		t.Fatalf("%d lines taken, error %v", n, err)
	}
	runtime.KeepAlive(&in)
	if grown := int64(inUse[4]) - int64(inUse[0]); grown > 4<<20 {
		t.Errorf("80,000 users more took %d kB", grown>>10)
	}
}

func FuzzLine(f *testing.F) {
	for _, s := range []string{`{"user":"u","text":"x"}`, `{"user":"u","choices":["a"],"at":"2026-03-14T09:30:00Z"}`, "", "\x00", `{"user":1}`, "[[", `{"user":"u","text":"\ud800"}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if bytes.ContainsRune(b, '\n') {
			t.Skip()
		}
		var out bytes.Buffer
		if err := Script(context.Background(), bytes.NewReader(append(b, '\n')), &out, noTurn); err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(out.Bytes(), []byte{'\n'}); n != 1 || !json.Valid(out.Bytes()) {
			t.Errorf("one line in gave %q", out.Bytes())
		}
	})
}
