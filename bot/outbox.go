package bot

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"intake/internal/store"
)

// grace is how long what was taken may still be sent after the bot was told
// to stop.
const grace = 5 * time.Second

// RetryAfter is an error of a Channel or Sink whose service wants to be left
// alone for a while.
type RetryAfter struct {
	Wait time.Duration
	// Patient is true where only this patient's chat is to be left alone, and
	// the service goes on for the others.
	Patient bool
	Err     error
}

// Error says what happened and how long to wait.
func (e *RetryAfter) Error() string { return fmt.Sprintf("%v (again in %s)", e.Err, e.Wait) }

// Unwrap returns the service's own error.
func (e *RetryAfter) Unwrap() error { return e.Err }

// Undeliverable is an error of a Channel that trying again cannot mend: the
// patient's chat is closed. What was to be sent is set aside for staff to see.
type Undeliverable struct{ Err error }

// Error says what happened.
func (e *Undeliverable) Error() string { return e.Err.Error() }

// Unwrap returns the service's own error.
func (e *Undeliverable) Unwrap() error { return e.Err }

// carryOut sends what the store has queued, with a worker for each
// destination, until taken is closed and nothing more can be sent at once, or
// ctx ends.
func (b *Bot) carryOut(ctx context.Context, taken <-chan struct{}) {
	var wg sync.WaitGroup
	defer wg.Wait()
	workers := map[string]*worker{}
	for last := false; ; {
		for _, dest := range b.db.Dests() {
			w, ok := workers[dest]
			if !ok {
				send := b.sender(dest)
				if send == nil {
					continue
				}
				w = newWorker(b.db, b.log, b.counts, dest, send)
				workers[dest] = w
				wg.Go(func() { w.run(ctx, taken) })
			}
			w.poke()
		}
		if last {
			return
		}
		select {
		case <-taken:
			last = true
		case <-b.db.Queued():
		}
	}
}

// A sender delivers one parcel, from its part number from on; it returns how
// many parts have gone.
type sender func(ctx context.Context, p store.Parcel, from int) (gone int, err error)

// sender returns how to reach a destination, nil where nothing here can.
func (b *Bot) sender(dest string) sender {
	kind, name, _ := strings.Cut(dest, ":")
	switch kind {
	case "chat":
		if c, ok := b.channels[name]; ok {
			return func(ctx context.Context, p store.Parcel, from int) (int, error) { return b.reply(ctx, c, p, from) }
		}
	case "sink":
		if s, ok := b.sinks[name]; ok {
			return func(ctx context.Context, p store.Parcel, _ int) (int, error) { return 0, b.notify(ctx, s, p) }
		}
	}
	return nil
}

// reply sends a turn's replies to its patient.
func (b *Bot) reply(ctx context.Context, c Channel, p store.Parcel, from int) (int, error) {
	replies := p.Entry.Turn.Replies
	for i := from; i < len(replies); i++ {
		r := replies[i]
		r.Last, r.Place, r.Apart = i == len(replies)-1, p.Place, p.Entry.Turn.Apart
		if err := c.Send(ctx, p.User, fmt.Sprintf("%s.%d", p.Key(), i), r); err != nil {
			return i, fmt.Errorf("send to %s: %w", c.Name(), err)
		}
	}
	return len(replies), nil
}

// notify tells one sink of one effect, with the case as it stands.
func (b *Bot) notify(ctx context.Context, s Sink, p store.Parcel) error {
	k, err := b.Case(ctx, p.ID)
	if k == nil {
		return fmt.Errorf("make case for %s: %w", s.Name(), err)
	}
	if err != nil { // staff must be told all the same
		b.log.Error("an intake goes out in the words of another flow", "intake", p.ID, "error", err)
	}
	if err := s.Deliver(ctx, p.Key(), Notice{Effect: *p.Effect, Case: k}); err != nil {
		return fmt.Errorf("deliver to %s: %w", s.Name(), err)
	}
	return nil
}
