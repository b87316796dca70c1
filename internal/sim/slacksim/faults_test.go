package slacksim_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"intake/internal/sim/slacksim"
)

func post(s *slacksim.Server) error {
	_, _, err := client(s).PostMessage("D1", slack.MsgOptionText("hi", true))
	return err
}

// TestFail: each fault of a call, and that it ends.
func TestFail(t *testing.T) {
	var limited *slack.RateLimitedError
	var status slack.StatusCodeError
	for _, c := range []struct {
		name  string
		fault slacksim.Fault
		ok    func(error) bool
		seen  int // messages that came to be
	}{
		{"told to wait", slacksim.Fault{Status: 429, After: 2 * time.Second}, func(err error) bool { return errors.As(err, &limited) && limited.RetryAfter == 2*time.Second }, 0},
		{"broken", slacksim.Fault{Status: 500}, func(err error) bool { return errors.As(err, &status) && status.Code == http.StatusInternalServerError }, 0},
		{"lost", slacksim.Fault{Lost: true}, func(err error) bool { return err != nil }, 1},
		{"an error", slacksim.Fault{Error: "messages_tab_disabled"}, func(err error) bool { return says(err, "messages_tab_disabled") }, 0},
		{"of another method", slacksim.Fault{Method: "chat.update", Status: 500}, func(err error) bool { return err == nil }, 1},
	} {
		s := workspace(t, slacksim.Options{})
		c.fault.Times = 1
		s.Fail(c.fault)
		if err := post(s); !c.ok(err) || len(s.Messages("U1")) != c.seen {
			t.Errorf("%s: %v, %d messages", c.name, err, len(s.Messages("U1")))
		}
		if err := post(s); err != nil {
			t.Errorf("%s: goes on: %v", c.name, err)
		}
		clean(t, s) // what was asked for is no fault of the program
	}
	s := workspace(t, slacksim.Options{})
	s.Fail(slacksim.Fault{Times: -1, Slow: 50 * time.Millisecond})
	began := time.Now()
	if err := post(s); err != nil || time.Since(began) < 50*time.Millisecond {
		t.Errorf("a slow answer: %v after %v", err, time.Since(began))
	}
	s.Mend()
	if s.Calls("chat.postMessage") != 1 {
		t.Errorf("%d calls", s.Calls("chat.postMessage"))
	}
	s.CloseDM("U1", "user_disabled")
	if err := post(s); !says(err, "user_disabled") {
		t.Errorf("a closed chat: %v", err)
	}
	if _, _, _, err := client(s).OpenConversation(&slack.OpenConversationParameters{Users: []string{"U1"}}); !says(err, "user_disabled") {
		t.Errorf("to open it: %v", err)
	}
	s.CloseDM("U1", "")
	if err := post(s); err != nil {
		t.Errorf("open again: %v", err)
	}
}

// TestPace: who writes too fast in one channel is told to wait, elsewhere not.
func TestPace(t *testing.T) {
	s := workspace(t, slacksim.Options{Pace: time.Minute})
	var limited *slack.RateLimitedError
	n := 0
	for post(s) == nil {
		n++
	}
	if err := post(s); !errors.As(err, &limited) || limited.RetryAfter < time.Second || n < 5 || n > 7 {
		t.Errorf("after %d: %v", n, err)
	}
	if _, _, err := client(s).PostMessage("D2", slack.MsgOptionText("hi", true)); err != nil {
		t.Errorf("another chat: %v", err)
	}
	clean(t, s)
}

// TestRetries: an event that is not acknowledged comes again with the same
// event id, as often as it should; a command does not.
func TestRetries(t *testing.T) {
	s := workspace(t, slacksim.Options{Retries: []time.Duration{10 * time.Millisecond, 20 * time.Millisecond}, Patience: 100 * time.Millisecond})
	l := listen(t, s)
	s.Write("U1", "hello")
	ids := map[string]bool{}
	for try := range 3 {
		e := l.next(t)
		if e.Request.RetryAttempt != try || try > 0 && e.Request.RetryReason != "timeout" {
			t.Errorf("try %d: %+v", try, e.Request)
		}
		ids[e.Data.(slackevents.EventsAPIEvent).Data.(*slackevents.EventsAPICallbackEvent).EventID] = true
	}
	if len(ids) != 1 {
		t.Errorf("the tries have ids %v", ids)
	}
	until(t, "Slack to give up", func() bool { return s.Unacked() == 0 })
	s.Slash("U1", "", "/ask", "x")
	l.next(t)
	s.Write("U1", "two")
	l.acked(t)
	select {
	case e := <-l.got:
		t.Errorf("came again: %+v", e.Request)
	case <-time.After(150 * time.Millisecond):
	}
	if n := s.Acked(); n != 1 || len(s.Acks()) != 1 {
		t.Errorf("%d acknowledged", n)
	}
	s.Again()
	if e := l.acked(t); message(t, e).Text != "two" {
		t.Errorf("again: %+v", e.Data)
	}
}

// TestSockets: each event goes to one of several sockets; what nobody was
// there for waits; sockets that are told to go are followed by new ones.
func TestSockets(t *testing.T) {
	s := workspace(t, slacksim.Options{Retries: []time.Duration{time.Minute}})
	s.Write("U1", "early")
	a := listen(t, s)
	if m := message(t, a.acked(t)); m.Text != "early" {
		t.Errorf("what waited: %+v", m)
	}
	b := listen(t, s)
	for range 6 {
		s.Write("U1", "hello")
	}
	for range 3 {
		a.acked(t)
		b.acked(t)
	}
	select {
	case e := <-a.got:
		t.Errorf("more than its share: %+v", e)
	case e := <-b.got:
		t.Errorf("more than its share: %+v", e)
	case <-time.After(20 * time.Millisecond):
	}
	began := s.Calls("apps.connections.open")
	s.Warn()
	s.Refresh()
	until(t, "new sockets", func() bool { return s.Calls("apps.connections.open") >= began+2 && s.Open() >= 2 })
	s.Drop()
	until(t, "new sockets", func() bool { return s.Calls("apps.connections.open") >= began+3 && s.Open() == 2 })
	clean(t, s)
}

// TestStorm: in a storm all goes wrong at times, the same with the same seed.
func TestStorm(t *testing.T) {
	outcome := func(seed uint64) (out []string) {
		s := workspace(t, slacksim.Options{})
		s.Storm(slacksim.Storm{Seed: seed, Limited: 0.2, Broken: 0.2, Lost: 0.2, Slow: 0.2, SlowBy: time.Millisecond, After: time.Second})
		for range 40 {
			err := post(s)
			if err != nil && strings.Contains(err.Error(), "EOF") {
				err = errors.New("lost")
			}
			out = append(out, fmt.Sprint(err))
		}
		clean(t, s)
		return out
	}
	first := outcome(1)
	if !slices.Equal(first, outcome(1)) || slices.Equal(first, outcome(2)) {
		t.Error("the seed does not decide")
	}
	kinds := map[string]bool{}
	for _, o := range first {
		kinds[o] = true
	}
	if len(kinds) != 4 {
		t.Errorf("kinds of outcome: %v", kinds)
	}
}

// TestEachOfAStorm: each part of a storm alone, and certain.
func TestEachOfAStorm(t *testing.T) {
	again := slices.Repeat([]time.Duration{200 * time.Millisecond}, 3)
	for _, c := range []struct {
		name  string
		storm slacksim.Storm
		came  int           // how often an acknowledged event comes
		least time.Duration // and how late
	}{
		{"none", slacksim.Storm{}, 1, 0},
		{"twice", slacksim.Storm{Twice: 1}, 2, 0},
		{"unheard", slacksim.Storm{Unheard: 1}, 4, 0},
		{"late", slacksim.Storm{Late: 1, LateBy: time.Second, Seed: 1}, 1, 10 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := workspace(t, slacksim.Options{Retries: again})
			l := listen(t, s)
			s.Storm(c.storm)
			began := time.Now()
			s.Write("U1", "hello")
			l.acked(t)
			if took := time.Since(began); took < c.least {
				t.Errorf("came after %v", took)
			}
			came := 1
			for wait := time.After(time.Second); came < 10; {
				select {
				case e := <-l.got:
					l.ack(e)
					came++
					continue
				case <-wait:
				}
				break
			}
			if came != c.came {
				t.Errorf("came %d times, want %d", came, c.came)
			}
		})
	}
	s := workspace(t, slacksim.Options{})
	s.Storm(slacksim.Storm{Seed: 1, Slow: 1, SlowBy: time.Second})
	began := time.Now()
	if err := post(s); err != nil || time.Since(began) < 10*time.Millisecond {
		t.Errorf("slow: %v after %v", err, time.Since(began))
	}
}

// TestStormOfEvents: events come twice, late, unheard and over breaking
// sockets, and each is acknowledged in the end.
func TestStormOfEvents(t *testing.T) {
	s := workspace(t, slacksim.Options{Retries: slices.Repeat([]time.Duration{30 * time.Millisecond}, 100)})
	l := listen(t, s)
	s.Storm(slacksim.Storm{
		Seed: 3, Twice: 0.3, Late: 0.3, Unheard: 0.3, LateBy: 20 * time.Millisecond, Drop: 100 * time.Millisecond, Refresh: 150 * time.Millisecond,
	})
	const n = 50
	for i := range n {
		s.Write("U1", fmt.Sprint(i))
	}
	times, order := map[string]int{}, []string{}
	until(t, "all to be acknowledged", func() bool {
		select {
		case e := <-l.got:
			l.ack(e)
			text := message(t, e).Text
			if times[text]++; times[text] == 1 {
				order = append(order, text)
			}
		default:
		}
		return s.Acked() == n
	})
	again, sorted := 0, true
	for i, text := range order {
		if times[text] > 1 {
			again++
		}
		sorted = sorted && text == fmt.Sprint(i)
	}
	if len(order) != n || again == 0 || sorted {
		t.Errorf("%d events, %d more than once, in order: %v", len(order), again, sorted)
	}
	s.Mend()
}
