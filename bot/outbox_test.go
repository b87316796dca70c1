package bot_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"intake/bot"
)

var errDown = errors.New("service unavailable")

// alarming are words on which the engine tells staff at once.
const alarming = "I have crushing chest pain and cannot breathe"

// TestOrderHoldsThroughFailures: of every third sending the first try fails;
// still each patient gets all replies once, in order.
func TestOrderHoldsThroughFailures(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		var mu sync.Mutex
		seen := map[string]bool{}
		d.refuse = func(_ context.Context, to, id string) error {
			time.Sleep(10 * time.Millisecond)
			mu.Lock()
			defer mu.Unlock()
			if first := !seen[id]; first && len(seen)%3 == 0 {
				seen[id] = true
				return errDown
			}
			seen[id] = true
			return nil
		}
		b.AddChannel(d)
		stop := start(t, b)
		const patients, messages = 20, 6
		want := map[string]string{}
		for n := range messages {
			for p := range patients {
				turn := take(t, b, "desk", userName(p), fmt.Sprint(n), []string{"hello", "yes", "Ann Lee", "why", "back", "Ann Lee"}[n])
				for range turn.Replies {
					want[userName(p)] += "."
				}
			}
		}
		time.Sleep(10 * time.Minute)
		for p := range patients {
			sent, _ := d.to(userName(p))
			if len(sent) != len(want[userName(p)]) {
				t.Errorf("%s got %d replies of %d: %s", userName(p), len(sent), len(want[userName(p)]), ids(sent))
			}
			var turn, part, lastTurn, lastPart int
			for _, s := range sent {
				if _, err := fmt.Sscanf(s.id[9:], "%d.%d", &turn, &part); err != nil {
					t.Fatalf("id %s: %v", s.id, err)
				}
				if turn < lastTurn || turn == lastTurn && part <= lastPart && lastTurn > 0 {
					t.Errorf("%s got replies out of order or twice: %s", userName(p), ids(sent))
				}
				lastTurn, lastPart = turn, part
			}
		}
		if len(d.tried) == len(d.sent) {
			t.Error("nothing failed: the test did not bite")
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		closeStore(t, db)
	})
}

// TestNewVisitKeepsOrder: the replies of a new visit come after those of the
// one before, though they are another conversation.
func TestNewVisitKeepsOrder(t *testing.T) {
	for name, refuse := range map[string]func(since time.Duration) error{
		"fails": func(since time.Duration) error {
			if since < 3500*time.Millisecond {
				return errDown
			}
			return nil
		},
		"is slow": func(time.Duration) error {
			time.Sleep(6 * time.Second)
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				db := openStore(t, t.TempDir())
				b := newBot(db)
				d := newDesk("desk")
				begun := time.Now()
				d.refuse = func(context.Context, string, string) error { return refuse(time.Since(begun)) }
				b.AddChannel(d)
				var want []string
				for i, text := range []string{"hello", "no"} {
					for _, r := range take(t, b, "desk", "ann", fmt.Sprint(i), text).Replies {
						want = append(want, r.Text)
					}
				}
				want = want[1:] // wiped with the refusal before it could go
				stop := start(t, b)
				time.Sleep(4 * time.Second)
				for _, r := range take(t, b, "desk", "ann", "2", "new visit").Replies {
					want = append(want, r.Text)
				}
				time.Sleep(time.Minute)
				if rows, err := db.List(context.Background()); err != nil || len(rows) != 2 {
					t.Fatalf("%d conversations, error %v: this test needs two", len(rows), err)
				}
				sent := d.all()
				var got []string
				for _, s := range sent {
					got = append(got, s.reply)
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("replies as sent:\n%s", d)
				}
				if name == "is slow" && sent[1].at.Sub(sent[0].at) < 6*time.Second {
					t.Error("the second was begun before the first had gone")
				}
				_ = stop()
				closeStore(t, db)
			})
		})
	}
}

// TestOneStuckPatient: while the sending to one patient hangs, all others are
// served without any time passing.
func TestOneStuckPatient(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		d.refuse = only("stuck", stuck)
		b.AddChannel(d)
		stop := start(t, b)
		take(t, b, "desk", "stuck", "m", "hello")
		begun := time.Now()
		for p := range 100 {
			take(t, b, "desk", userName(p), "m", "hello")
		}
		synctest.Wait()
		for p := range 100 {
			if sent, _ := d.to(userName(p)); len(sent) == 0 {
				t.Errorf("%s waits", userName(p))
			}
		}
		if d := time.Since(begun); d != 0 {
			t.Errorf("it took %s", d)
		}
		_ = stop()
		closeStore(t, db)
	})
}

// TestOneStuckDestination: a sink that hangs holds up neither the other sink
// nor the patients.
func TestOneStuckDestination(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir(), "mail", "hook")
		b := newBot(db)
		d, mail, hook := newDesk("desk"), newDesk("mail"), newDesk("hook")
		hook.refuse = stuck
		b.AddChannel(d)
		b.AddSink(mail)
		b.AddSink(hook)
		stop := start(t, b)
		for p := range 40 {
			take(t, b, "desk", userName(p), "m", alarming)
		}
		synctest.Wait()
		if n := len(mail.all()); n != 40 {
			t.Errorf("the other sink got %d of 40 alerts", n)
		}
		for p := range 40 {
			if sent, _ := d.to(userName(p)); len(sent) == 0 {
				t.Errorf("%s waits", userName(p))
			}
		}
		_ = stop()
		closeStore(t, db)
	})
}

// TestPoison: a case that a sink always refuses is tried again with growing
// waits, and no other case waits for it.
func TestPoison(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir(), "mail")
		b := newBot(db)
		mail := newDesk("mail")
		take(t, b, "desk", "poison", "m", alarming)
		rows, err := db.List(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		poison := rows[0].ID
		mail.refuse = only(poison, func(context.Context, string, string) error { return errDown })
		b.AddSink(mail)
		stop := start(t, b)
		time.Sleep(time.Hour)
		_, tried := mail.to(poison)
		want := []time.Duration{1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}
		for i := range want {
			want[i] *= time.Second
		}
		if d := cmp.Diff(want, gaps(tried)[:len(want)]); d != "" {
			t.Errorf("waits between tries:\n%s", d)
		}
		begun := time.Now()
		for p := range 20 {
			take(t, b, "desk", userName(p), "m", alarming)
		}
		synctest.Wait()
		if n := len(mail.all()); n != 20 || time.Since(begun) != 0 {
			t.Errorf("%d of 20 other alerts went within %s", n, time.Since(begun))
		}
		if _, more := mail.to(poison); len(more) != len(tried) {
			t.Error("what is new had the poison tried before its time")
		}
		_ = stop()
		closeStore(t, db)
	})
}

// TestWaitsShrinkAfterSuccess: once a patient was reached, the next failure
// begins with a short wait again.
func TestWaitsShrinkAfterSuccess(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		tries := 0
		d.refuse = func(context.Context, string, string) error {
			if tries++; tries%4 != 0 {
				return errDown
			}
			return nil
		}
		b.AddChannel(d)
		stop := start(t, b)
		for i := range 2 {
			take(t, b, "desk", "ann", fmt.Sprint(i), "hello")
			time.Sleep(time.Minute)
		}
		_, tried := d.to("ann")
		want := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 53 * time.Second, time.Second, 2 * time.Second, 4 * time.Second}
		if d := cmp.Diff(want, gaps(tried)); d != "" {
			t.Errorf("waits between tries:\n%s", d)
		}
		_ = stop()
		closeStore(t, db)
	})
}

// TestRetryAfter: a service that asks to be left alone gets nothing until
// then, or where only one patient's chat is full, that patient gets nothing.
func TestRetryAfter(t *testing.T) {
	for _, patient := range []bool{false, true} {
		t.Run(fmt.Sprint("patient ", patient), func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				db := openStore(t, t.TempDir())
				b := newBot(db)
				d, other := newDesk("desk"), newDesk("other")
				begun := time.Now()
				d.refuse = only("ann", func(context.Context, string, string) error {
					if time.Since(begun) < 30*time.Second {
						return fmt.Errorf("post: %w", &bot.RetryAfter{Wait: 30 * time.Second, Patient: patient, Err: errDown})
					}
					return nil
				})
				b.AddChannel(d)
				b.AddChannel(other)
				stop := start(t, b)
				take(t, b, "desk", "ann", "m1", "hello")
				synctest.Wait()
				take(t, b, "desk", "ann", "m2", "yes")
				take(t, b, "desk", "bob", "m1", "hello")
				take(t, b, "other", "cyd", "m1", "hello")
				time.Sleep(29 * time.Second)
				sent, tried := d.to("ann")
				if len(sent) != 0 || len(tried) != 1 {
					t.Errorf("within the wait it was tried %d times", len(tried))
				}
				if sent, _ := d.to("bob"); (len(sent) > 0) != patient {
					t.Errorf("another patient of the service got %d replies within the wait", len(sent))
				}
				if sent, _ := other.to("cyd"); len(sent) == 0 {
					t.Error("another service waits too")
				}
				time.Sleep(2 * time.Second)
				if sent, _ := d.to("ann"); len(sent) != 2 {
					t.Errorf("after the wait %d of 2 replies went", len(sent))
				}
				if sent, _ := d.to("bob"); len(sent) != 1 {
					t.Errorf("after the wait another patient got %d replies", len(sent))
				}
				_ = stop()
				closeStore(t, db)
			})
		})
	}
}

// TestRunWaitsForSendings: when Run has returned nothing is being sent, so
// that the store can be closed.
func TestRunWaitsForSendings(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		var sending atomic.Int32
		d.refuse = func(ctx context.Context, _, _ string) error {
			sending.Add(1)
			defer sending.Add(-1)
			<-ctx.Done()
			time.Sleep(time.Second) // it takes leave of its service
			return ctx.Err()
		}
		b.AddChannel(d)
		take(t, b, "desk", "ann", "1", "hello")
		stop := start(t, b)
		synctest.Wait()
		if sending.Load() != 1 {
			t.Fatal("nothing is being sent")
		}
		_ = stop()
		if sending.Load() != 0 {
			t.Error("Run returned while something was being sent")
		}
		closeStore(t, db)
	})
}

// TestDeadServiceIsNotHurried: where every sending fails, a new parcel waits a
// moment instead of having all that waits looked through at once.
func TestDeadServiceIsNotHurried(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		d.refuse = func(context.Context, string, string) error { return errDown }
		b.AddChannel(d)
		for p := range 16 {
			take(t, b, "desk", userName(p), "1", "hello")
		}
		stop := start(t, b)
		synctest.Wait()
		take(t, b, "desk", "new", "1", "hello")
		synctest.Wait()
		if _, tried := d.to("new"); len(tried) != 0 {
			t.Error("tried at once")
		}
		time.Sleep(5 * time.Second)
		if _, tried := d.to("new"); len(tried) == 0 {
			t.Error("not tried a moment later")
		}
		_ = stop()
		closeStore(t, db)
	})
}
