package bottest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"intake/bot"
	"intake/internal/dialog"
)

// Hostile is what a patient may write so that it does something where it is
// shown: mentions, links, markup and control characters of every service.
const Hostile = "hostile-begin <@U0000001> <@!123456789012345678> <#C0000001> <!channel> <!here|x> @everyone @here " +
	"<http://evil.example|click> [click](http://evil.example) **bold** *bold* __under__ ~~out~~ ||hidden|| `code` ```block``` " +
	"&lt;@U0000001&gt; <b>x</b><script>alert(1)</script> \x1b[31mred\x1b]0;title\x07 \u202Eright to left\u202C \r\x00\u009b2J hostile-end"

func testReplies(t *testing.T, r *running) {
	u := r.Users[0]
	const n = 5
	for i := range n {
		r.send(u, fmt.Sprintf("r.%d", i), dialog.Reply{Text: fmt.Sprintf("Reply number %d.", i), Last: i == n-1})
	}
	r.sees(u, fmt.Sprintf("Reply number %d.", n-1))
	last := -1
	for i := range n {
		at := strings.Index(r.Shown(u), fmt.Sprintf("Reply number %d.", i))
		if at <= last {
			t.Errorf("reply %d stands at %d, the one before at %d", i, at, last)
		}
		last = at
	}
}

func options(n int) []dialog.Button {
	var list []dialog.Button
	for i := range n {
		list = append(list, dialog.Button{ID: fmt.Sprintf("opt_%02d", i), Label: fmt.Sprintf("Choice %02d", i)})
	}
	return list
}

func testOptions(t *testing.T, r *running) {
	u := r.Users[0]
	for _, c := range []struct {
		n    int
		many bool
	}{{2, false}, {6, false}, {12, true}, {26, false}, {30, true}} {
		list := options(c.n)
		words := fmt.Sprintf("Which of %d?", c.n)
		r.send(u, fmt.Sprintf("o.%d", c.n), dialog.Reply{Text: words, Options: list, Many: c.many, Last: true})
		r.sees(u, words)
		_, seen, _ := strings.Cut(r.Shown(u), words)
		for _, o := range list {
			if !strings.Contains(seen, o.Label) {
				t.Errorf("of %d options, %q cannot be seen", c.n, o.Label)
			}
		}
	}
	r.send(u, "o.all", dialog.Reply{Text: "Where is it?", Options: options(130), Many: true, Last: true})
	r.sees(u, "Where is it?")
	long := dialog.Button{ID: strings.Repeat("i", 60), Label: "Another emergency " + strings.Repeat("(heavy bleeding) ", 3) + "end"}
	r.send(u, "o.long", dialog.Reply{Text: "Is it this?", Options: []dialog.Button{long, {ID: "no", Label: "No"}}, Last: true})
	r.sees(u, "Is it this?")
}

func testPress(t *testing.T, r *running) {
	u := r.Users[0]
	list := append(options(4), dialog.Button{ID: "skip", Label: "Skip this"})
	press := func(id string, many bool, do func(), choice string, choices []string) {
		t.Helper()
		r.wait("the last answer", r.settled)
		before := len(r.said())
		r.send(u, id, dialog.Reply{Text: "Press " + id, Options: list, Many: many, Last: true})
		r.sees(u, "Press "+id)
		do()
		r.wait("the press", func() bool { return len(r.said()) > before })
		m := r.said()[before]
		if m.User != u || m.Said.Text != "" || m.Said.Choice != choice || !slices.Equal(m.Said.Choices, choices) {
			t.Errorf("a press came as %+v of %s", m.Said, m.User)
		}
	}
	if r.Press == nil && r.PressMany == nil {
		t.Skip("the service has no buttons")
	}
	if r.Press != nil {
		for i := range 3 {
			press(fmt.Sprintf("p%d", i), false, func() { r.Press(u, list[i]) }, list[i].ID, nil)
		}
		press("skip", false, func() { r.Press(u, list[4]) }, "skip", nil)
	}
	if r.PressMany != nil {
		press("many", true, func() { r.PressMany(u, list[1:3]) }, "", []string{list[1].ID, list[2].ID})
	}
}

var numbered = regexp.MustCompile(`w\d{4}`)

func testLong(t *testing.T, r *running) {
	u := r.Users[0]
	var words []string
	for i := range 2000 {
		words = append(words, fmt.Sprintf("w%04d", i))
	}
	r.send(u, "long", dialog.Reply{Text: strings.Join(words, " "), Options: options(2), Last: true})
	r.sees(u, words[len(words)-1])
	if got := numbered.FindAllString(r.Shown(u), -1); !slices.Equal(got, words) {
		t.Errorf("of %d words the patient sees %d, or in another order", len(words), len(got))
	}
}

func testTwice(t *testing.T, r *running) {
	u := r.Users[0]
	for range 2 {
		r.send(u, "twice", dialog.Reply{Text: "Only once.", Options: options(2), Last: true})
	}
	r.send(u, "after", dialog.Reply{Text: "Afterwards.", Last: true})
	r.sees(u, "Afterwards.")
	if n := strings.Count(r.Shown(u), "Only once."); n == 0 || r.Once && n > 1 {
		t.Errorf("shown %d times", n)
	}
}

func testManyAtOnce(t *testing.T, r *running) {
	var wg sync.WaitGroup
	for _, u := range r.Users {
		for i := range 3 {
			wg.Go(func() {
				r.send(u, fmt.Sprintf("%s.%d", u, i), dialog.Reply{Text: fmt.Sprintf("For %s, %d.", u, i), Last: true})
			})
		}
	}
	wg.Wait()
	for _, u := range r.Users {
		for i := range 3 {
			r.sees(u, fmt.Sprintf("For %s, %d.", u, i))
		}
		for _, other := range r.Users {
			if other != u && strings.Contains(r.Shown(u), fmt.Sprintf("For %s,", other)) {
				t.Errorf("%s sees what is for %s", u, other)
			}
		}
	}
}

func testInert(t *testing.T, r *running) {
	u := r.Users[0]
	r.send(u, "h", dialog.Reply{
		Text: "You wrote: " + Hostile, Last: true,
		Options: []dialog.Button{{ID: "a", Label: "<!channel> @everyone **a** \x1b[1m"}, {ID: "b", Label: "`b`"}},
	})
	r.sees(u, "hostile-end")
	if !strings.Contains(r.Shown(u), "evil.example") {
		t.Error("the patient's own words were left out")
	}
	if r.Live == nil {
		return
	}
	if live := r.Live(u); len(live) > 0 {
		t.Errorf("a patient's words are more than words: %q", live)
	}
}

func testRefused(t *testing.T, r *running) {
	if r.Refuse == nil {
		t.Skip("the service cannot refuse")
	}
	u := r.Users[0]
	refused(t, r.Refuse, func() error {
		ctx, cancel := context.WithTimeout(context.Background(), soon)
		defer cancel()
		return r.Channel.Send(ctx, u, "refused", dialog.Reply{Text: "At last.", Last: true})
	})
	r.sees(u, "At last.")
}

// refused checks that a failure is told, with the wait that a service asks
// for, and that the same sending then goes through.
func refused(t *testing.T, refuse func(time.Duration), send func() error) {
	t.Helper()
	refuse(0)
	if err := send(); err == nil {
		t.Error("a refusal was not told")
	}
	const after = time.Minute
	refuse(after)
	err := send()
	var wait *bot.RetryAfter
	if !errors.As(err, &wait) || wait.Wait < after || wait.Wait > 2*after {
		t.Errorf("the service asked to be left alone for %s; Send says: %v", after, err)
	}
	if err := send(); err != nil {
		t.Errorf("once the service takes it: %v", err)
	}
}

func testSendEnds(t *testing.T, r *running) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = r.Channel.Send(ctx, r.Users[0], "ends", dialog.Reply{Text: "Too late?", Last: true})
	}()
	select {
	case <-done:
	case <-time.After(soon):
		t.Error("Send goes on after its context has ended")
	}
}
