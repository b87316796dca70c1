package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"intake/internal/store"
	"intake/internal/summary"
)

const (
	parcelsAtOnce = 16
	firstWait     = time.Second
	longestWait   = 5 * time.Minute
	// grace is how long what was taken may still be sent after the bot was
	// told to stop.
	grace = 5 * time.Second
)

// RetryAfter is an error of a Channel or Sink that says how long its service
// wants to be left alone.
type RetryAfter struct {
	Wait time.Duration
	Err  error
}

// Error says what happened and how long to wait.
func (e *RetryAfter) Error() string { return fmt.Sprintf("%v (again in %s)", e.Err, e.Wait) }

// Unwrap returns the service's own error.
func (e *RetryAfter) Unwrap() error { return e.Err }

// carryOut sends what the store has queued until ctx ends: one worker a
// destination, each at its own pace.
func (b *Bot) carryOut(ctx context.Context) {
	var wg sync.WaitGroup
	workers := map[string]chan struct{}{}
	for {
		for _, dest := range b.db.Dests() {
			wake, ok := workers[dest]
			if !ok {
				send := b.sender(dest)
				if send == nil {
					continue
				}
				wake = make(chan struct{}, 1)
				workers[dest] = wake
				wg.Go(func() { b.work(ctx, dest, wake, send) })
			}
			select {
			case wake <- struct{}{}:
			default:
			}
		}
		select {
		case <-ctx.Done():
			wg.Wait()
			return
		case <-b.db.Queued():
		}
	}
}

// A sender delivers one parcel.
type sender func(context.Context, store.Parcel) error

// sender returns how to reach a destination, nil where nothing here can.
func (b *Bot) sender(dest string) sender {
	kind, name, _ := strings.Cut(dest, ":")
	switch kind {
	case "chat":
		if c, ok := b.channels[name]; ok {
			return func(ctx context.Context, p store.Parcel) error { return b.reply(ctx, c, p) }
		}
	case "sink":
		if s, ok := b.sinks[name]; ok {
			return func(ctx context.Context, p store.Parcel) error { return b.notify(ctx, s, p) }
		}
	}
	return nil
}

// work sends what waits for one destination whenever it is woken, oldest
// first; of a conversation whose parcel failed the rest wait with it.
func (b *Bot) work(ctx context.Context, dest string, wake <-chan struct{}, send sender) {
	wait := firstWait
	retry := time.NewTimer(0)
	defer retry.Stop()
	for {
		select {
		case <-wake:
		case <-retry.C:
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
			defer cancel()
			_ = b.deliver(last, dest, send)
			return
		}
		err := b.deliver(ctx, dest, send)
		if err == nil {
			wait = firstWait
			continue
		}
		var later *RetryAfter
		if errors.As(err, &later) {
			wait = later.Wait
		}
		if ctx.Err() == nil {
			b.log.Warn("delivery failed", "to", dest, "again_in", wait, "error", err)
		}
		retry.Reset(wait)
		wait = min(2*wait, longestWait)
	}
}

// deliver sends all that waits for a destination, and returns the first
// failure; what failed is given back for later.
func (b *Bot) deliver(ctx context.Context, dest string, send sender) error {
	var failed error
	for {
		parcels, err := b.db.Next(ctx, dest, time.Now(), parcelsAtOnce)
		if err != nil {
			return err
		}
		if len(parcels) == 0 {
			return failed
		}
		for _, p := range parcels {
			if err := send(ctx, p); err != nil {
				failed = errors.Join(failed, err)
				b.db.Later(time.Now().Add(firstWait), p.Seq)
				continue
			}
			b.db.Done(p.Seq)
		}
		if failed != nil {
			return failed
		}
	}
}

// reply sends a turn's replies to its patient.
func (b *Bot) reply(ctx context.Context, c Channel, p store.Parcel) error {
	for i, r := range p.Entry.Turn.Replies {
		r.Last = i == len(p.Entry.Turn.Replies)-1
		if err := c.Send(ctx, p.User, fmt.Sprintf("%s.%d", p.Key(), i), r); err != nil {
			return fmt.Errorf("send to %s: %w", c.Name(), err)
		}
	}
	return nil
}

// notify tells one sink of one effect, with the case as it stands.
func (b *Bot) notify(ctx context.Context, s Sink, p store.Parcel) error {
	state, entries, err := b.db.Get(ctx, p.ID)
	if err != nil {
		return fmt.Errorf("read intake for %s: %w", s.Name(), err)
	}
	n := Notice{Effect: *p.Effect, Case: summary.New(b.engine, state, entries, time.Now().In(b.zone))}
	if err := s.Deliver(ctx, p.Key(), n); err != nil {
		return fmt.Errorf("deliver to %s: %w", s.Name(), err)
	}
	return nil
}
