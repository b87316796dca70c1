package bot

import (
	"context"
	"time"

	"intake/internal/dialog"
)

const (
	sweepEvery   = time.Minute
	compactEvery = time.Hour
)

// sweep wakes conversations whose time has come, and has the store give back
// the room of what was erased.
func (b *Bot) sweep(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	var compacted time.Time
	for {
		if err := b.Wake(ctx, time.Now()); err != nil && ctx.Err() == nil {
			b.log.Error("wake conversations", "error", err)
		}
		if now := time.Now(); now.Sub(compacted) >= compactEvery {
			compacted = now
			if err := b.db.Compact(ctx); err != nil && ctx.Err() == nil {
				b.log.Error("compact store", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Wake gives every conversation whose time has come by now a tick.
func (b *Bot) Wake(ctx context.Context, now time.Time) error {
	now = now.In(b.zone)
	_, err := b.db.Wake(ctx, now, func(s dialog.State) (dialog.State, dialog.Turn) {
		return b.engine.Step(s, dialog.Tick{}, now)
	})
	return err
}
