package bot_test

import (
	"context"
	"testing"
	"time"

	"intake/bot"
)

// TestSetsAside: what can never be delivered leaves the line at once, what
// only fails stays in it for days, and then what follows is sent.
func TestSetsAside(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		gone time.Duration // by then the line is free
	}{
		{"never", &bot.Undeliverable{Err: errDown}, time.Minute},
		{"failing", errDown, 4 * 24 * time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				db := openStore(t, t.TempDir())
				b := newBot(db)
				d := newDesk("desk")
				bad := ""
				d.refuse = func(_ context.Context, _, id string) error {
					if bad == "" {
						bad = id
					}
					if id == bad {
						return c.err
					}
					return nil
				}
				b.AddChannel(d)
				stop := start(t, b)
				take(t, b, "desk", "ann", "1", "hello")
				take(t, b, "desk", "ann", "2", "yes")
				time.Sleep(c.gone / 2)
				if sent, _ := d.to("ann"); c.gone > time.Hour && len(sent) > 0 {
					t.Errorf("sent %s ahead of what only failed", ids(sent))
				}
				time.Sleep(c.gone)
				if sent, _ := d.to("ann"); len(sent) == 0 {
					t.Error("nothing that followed was sent")
				}
				lines, err := db.Lines(t.Context())
				if err != nil || len(lines) != 1 || !lines[0].Aside || lines[0].N != 1 {
					t.Errorf("lines %+v, %v", lines, err)
				}
				if err := stop(); err != nil {
					t.Error(err)
				}
				closeStore(t, db)
			})
		})
	}
}
