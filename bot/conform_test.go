package bot_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"intake/bot"
	"intake/bot/bottest"
	"intake/internal/dialog"
	"intake/internal/kind"
)

// TestDesk holds the desk of these tests against the suites: what is proved
// with it would else say little of real channels and sinks.
func TestDesk(t *testing.T) {
	t.Run("channel", func(t *testing.T) { bottest.TestChannel(t, deskService) })
	t.Run("sink", func(t *testing.T) { bottest.TestSink(t, deskStaff) })
}

// refusing has a desk refuse its next sending.
func refusing(d *desk) func(time.Duration) {
	var mu sync.Mutex
	var next error
	d.refuse = func(context.Context, string, string) error {
		mu.Lock()
		defer mu.Unlock()
		err := next
		next = nil
		return err
	}
	return func(after time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		if next = errDown; after > 0 {
			next = &bot.RetryAfter{Wait: after, Err: errDown}
		}
	}
}

func deskService(*testing.T) bottest.Service {
	d := newDesk("desk")
	n := 0
	say := func(user string, s kind.Said) {
		n++
		d.in <- dialog.Message{Channel: "desk", User: user, ID: fmt.Sprint(n), Said: s}
	}
	return bottest.Service{
		Channel: d, Users: []string{"ann", "bob"}, Refuse: refusing(d),
		Write: func(user, text string) { say(user, kind.Said{Text: text}) },
		Press: func(user string, b dialog.Button) { say(user, kind.Said{Choice: b.ID}) },
		PressMany: func(user string, list []dialog.Button) {
			var ids []string
			for _, b := range list {
				ids = append(ids, b.ID)
			}
			say(user, kind.Said{Choices: ids})
		},
		Acked: func() int {
			d.mu.Lock()
			defer d.mu.Unlock()
			return len(d.acked)
		},
		Shown: func(user string) string {
			sent, _ := d.to(user)
			out := ""
			for _, s := range sent {
				out += s.text + "\n"
			}
			return out
		},
	}
}

func deskStaff(*testing.T) bottest.Staff {
	d := newDesk("desk")
	return bottest.Staff{
		Sink: d, Refuse: refusing(d),
		Got: func() []string {
			var out []string
			for _, s := range d.all() {
				out = append(out, s.text)
			}
			return out
		},
	}
}
