package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"intake/internal/dialog"
	"intake/internal/item"
)

// same compares turns as they are stored.
var same = cmp.Comparer(func(a, b item.Value) bool { return a.Equal(b) })

func TestTakeIsDurableAndOnce(t *testing.T) {
	dir := t.TempDir()
	db := openStore(t, dir)
	b := newBot(db)
	take(t, b, "desk", "ann", "m1", "hello")
	first := take(t, b, "desk", "ann", "m2", "yes")
	if len(first.Understood) != 1 {
		t.Fatalf("understood %v: this test needs a turn that records something", first.Understood)
	}
	again := take(t, b, "desk", "ann", "m2", "no, delete all")
	if d := cmp.Diff(first, again, same); d != "" {
		t.Errorf("a repeated message is answered otherwise:\n%s", d)
	}
	closeStore(t, db)

	db = openStore(t, dir)
	again = take(t, newBot(db), "desk", "ann", "m2", "yes")
	if d := cmp.Diff(first, again, same); d != "" {
		t.Errorf("after a restart a repeated message is answered otherwise:\n%s", d)
	}
	rows, err := db.List(context.Background())
	if err != nil || len(rows) != 1 {
		t.Fatalf("list: %v %v", rows, err)
	}
	_, entries, err := db.Get(context.Background(), rows[0].ID)
	if err != nil || len(entries) != 2 {
		t.Errorf("%d entries kept of 2 messages and 2 repeats, error %v", len(entries), err)
	}
}

func TestTakeTellsThatNothingWasKept(t *testing.T) {
	db := openStore(t, t.TempDir())
	closeStore(t, db)
	m := said("desk", "ann-secret", "m1", "my secret words")
	_, err := newBot(db).Take(context.Background(), m)
	if err == nil {
		t.Fatal("a closed store took a message")
	}
	if s := err.Error(); strings.Contains(s, "secret") || !strings.Contains(s, "desk") {
		t.Errorf("error %q: the channel belongs in it, patient and words do not", s)
	}
}

// TestTakeTime: a message carries its own time in the clinic's zone, or is
// taken to be sent now.
func TestTakeTime(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		m := said("desk", "ann", "m1", "hello")
		m.At = time.Date(1999, 5, 1, 23, 30, 0, 0, time.FixedZone("", -7200))
		if _, err := b.Take(context.Background(), m); err != nil {
			t.Fatal(err)
		}
		take(t, b, "desk", "ann", "m2", "yes")
		rows, _ := db.List(context.Background())
		_, entries, err := db.Get(context.Background(), rows[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := entries[0].At.Format(time.RFC3339); got != "1999-05-02T01:30:00Z" {
			t.Errorf("kept as sent at %s", got)
		}
		if !entries[1].At.Equal(time.Now()) {
			t.Errorf("without a time kept as sent at %s", entries[1].At)
		}
		closeStore(t, db)
	})
}

// A brittle channel fails, or ends, at once.
type brittle struct {
	*desk
	err error
}

func (c brittle) Run(context.Context, func(context.Context, dialog.Message) error) error {
	return c.err
}

func TestChannelThatEndsEndsRun(t *testing.T) {
	broken, lost := errors.New("token revoked"), errors.New("no network")
	for name, c := range map[string]struct {
		ends []error
		want []error
	}{
		"fails":        {[]error{broken}, []error{broken}},
		"both fail":    {[]error{broken, lost}, []error{broken, lost}},
		"just returns": {[]error{nil}, nil},
		"is cut off":   {[]error{context.Canceled}, []error{context.Canceled}},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				db := openStore(t, t.TempDir())
				b := newBot(db)
				b.AddChannel(newDesk("other"))
				for i, err := range c.ends {
					b.AddChannel(brittle{newDesk(userName(i)), err})
				}
				err := b.Run(context.Background())
				if len(c.want) == 0 && err != nil {
					t.Errorf("Run ended with %v", err)
				}
				for _, w := range c.want {
					if !errors.Is(err, w) || !strings.Contains(err.Error(), "channel p00") {
						t.Errorf("Run ended with %v, want %v and the channel's name", err, w)
					}
				}
				closeStore(t, db)
			})
		})
	}
}

func TestSweepExpiresWhoNeverCameBack(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		db := openStore(t, t.TempDir())
		b := newBot(db)
		d := newDesk("desk")
		b.AddChannel(d)
		stop := start(t, b)
		for i, text := range []string{"hello", "yes", "pause"} {
			take(t, b, "desk", "ann", userName(i), text)
		}
		phase := func() dialog.Phase {
			rows, err := db.List(context.Background())
			if err != nil || len(rows) != 1 {
				t.Fatalf("list: %v %v", rows, err)
			}
			return rows[0].Phase
		}
		time.Sleep(29 * 24 * time.Hour)
		if p := phase(); p != dialog.PhasePaused {
			t.Errorf("after 29 days: %s", p)
		}
		before := len(d.all())
		time.Sleep(2 * 24 * time.Hour)
		synctest.Wait()
		if p := phase(); p != dialog.PhaseExpired {
			t.Errorf("after 31 days: %s", p)
		}
		if n := len(d.all()) - before; n != 0 {
			t.Errorf("the patient got %d messages for it", n)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		closeStore(t, db)
	})
}
