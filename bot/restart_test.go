package bot_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"intake/internal/dialog"
)

// TestCrashAfterSend: what was sent but not yet struck out when the program
// died is sent again with the same id.
func TestCrashAfterSend(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		dir := t.TempDir()
		db := openStore(t, dir, "mail")
		b := newBot(db)
		take(t, b, "desk", "ann", "m1", alarming)
		crashed := copyStore(t, dir)

		serve := func(b interface{ Run(context.Context) error }, d, mail *desk) (string, string) {
			ctx, cancel := context.WithCancel(context.Background())
			done := make(chan error)
			go func() { done <- b.Run(ctx) }()
			synctest.Wait()
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
			return ids(d.all()), ids(mail.all())
		}
		d, mail := newDesk("desk"), newDesk("mail")
		b.AddChannel(d)
		b.AddSink(mail)
		chat, staff := serve(b, d, mail)
		if chat == "" || staff == "" {
			t.Fatalf("sent %q to the patient and %q to staff", chat, staff)
		}
		closeStore(t, db)

		db = openStore(t, crashed, "mail")
		b = newBot(db)
		d, mail = newDesk("desk"), newDesk("mail")
		b.AddChannel(d)
		b.AddSink(mail)
		if c, s := serve(b, d, mail); c != chat || s != staff {
			t.Errorf("after the crash %q and %q were sent, before it %q and %q", c, s, chat, staff)
		}
		closeStore(t, db)

		db = openStore(t, crashed, "mail")
		if waits := db.Dests(); len(waits) != 0 {
			t.Errorf("after all was sent something waits for %v", waits)
		}
		closeStore(t, db)
	})
}

// TestSinkAddedLater gets what waited for a first sink.
func TestSinkAddedLater(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		dir := t.TempDir()
		db := openStore(t, dir)
		b := newBot(db)
		b.AddChannel(newDesk("desk"))
		stop := start(t, b)
		take(t, b, "desk", "ann", "m1", alarming)
		synctest.Wait()
		if err := stop(); err != nil {
			t.Error(err)
		}
		closeStore(t, db)

		db = openStore(t, dir, "mail")
		mail := newDesk("mail")
		b = newBot(db)
		b.AddSink(mail)
		stop = start(t, b)
		synctest.Wait()
		if got := mail.all(); len(got) != 1 || got[0].text != "alert" {
			t.Errorf("the new sink got %v", got)
		}
		_ = stop()
		closeStore(t, db)
	})
}

// TestStopFinishes: what was taken before the stop is still sent, as long as
// that takes no longer than a few seconds; the rest goes at the next start.
func TestStopFinishes(t *testing.T) {
	for name, c := range map[string]struct {
		takes time.Duration
		sent  bool
	}{"in time": {3 * time.Second, true}, "too late": {20 * time.Second, false}} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				dir := t.TempDir()
				db := openStore(t, dir)
				b := newBot(db)
				d := newDesk("desk")
				d.refuse = func(ctx context.Context, _, _ string) error {
					select {
					case <-time.After(c.takes):
						return nil
					case <-ctx.Done():
						return ctx.Err()
					}
				}
				b.AddChannel(d)
				stop := start(t, b)
				d.in <- said("desk", "ann", "m1", "hello")
				synctest.Wait()
				if err := stop(); err != nil {
					t.Error(err)
				}
				synctest.Wait()
				if n := len(d.all()); (n == 1) != c.sent {
					t.Errorf("%d replies went before the end", n)
				}
				closeStore(t, db)

				db = openStore(t, dir)
				if waits := len(db.Dests()) > 0; waits == c.sent {
					t.Errorf("after the end something waits: %t", waits)
				}
				b = newBot(db)
				d.refuse = nil
				b.AddChannel(d)
				stop = start(t, b)
				synctest.Wait()
				if n := len(d.all()); n != 1 {
					t.Errorf("%d replies went in all", n)
				}
				_ = stop()
				closeStore(t, db)
			})
		})
	}
}

// A lateDesk is still taking a message when it is told to stop.
type lateDesk struct{ *desk }

func (d lateDesk) Run(ctx context.Context, take func(context.Context, dialog.Message) error) error {
	<-ctx.Done()
	time.Sleep(time.Second)
	return take(context.WithoutCancel(ctx), said("desk", "ann", "m1", "hello"))
}

// TestStopWaitsForChannels: what a channel was still taking at the end is
// answered before the end.
func TestStopWaitsForChannels(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		b.AddChannel(lateDesk{d})
		stop := start(t, b)
		synctest.Wait()
		if err := stop(); err != nil {
			t.Error(err)
		}
		if n := len(d.all()); n != 1 {
			t.Errorf("%d replies went", n)
		}
		closeStore(t, db)
	})
}

// TestPartsGoOnce: where the second reply of a turn fails, the first is not
// sent again.
func TestPartsGoOnce(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		failed := false
		d.refuse = func(_ context.Context, _, id string) error {
			if id[len(id)-2:] == ".1" && !failed {
				failed = true
				return errDown
			}
			return nil
		}
		b.AddChannel(d)
		m := said("desk", "ann", "m1", "hello")
		m.At = time.Now()
		_, _, err := db.Turn(t.Context(), m, func(s dialog.State) (dialog.State, dialog.Turn) {
			s, turn := engine().Step(s, dialog.Spoke{Message: m}, m.At)
			turn.Replies = []dialog.Reply{{Text: "One."}, {Text: "Two."}, {Text: "Three."}}
			return s, turn
		})
		if err != nil {
			t.Fatal(err)
		}
		stop := start(t, b)
		time.Sleep(10 * time.Second)
		var got []string
		for _, s := range d.all() {
			got = append(got, s.text)
		}
		if want := []string{"One.", "Two.", "Three."}; !failed || !slices.Equal(got, want) {
			t.Errorf("sent %q, want each of %q once", got, want)
		}
		_ = stop()
		closeStore(t, db)
	})
}
