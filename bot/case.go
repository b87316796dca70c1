package bot

import (
	"context"
	"fmt"
	"time"

	"intake/internal/dialog"
	"intake/internal/summary"
)

// Case builds the case of an intake as it stands, in the words of the content
// that it was last spoken in with. Where that cannot be read any more, the
// case comes in today's words, along with an error that says so.
func (b *Bot) Case(ctx context.Context, id string) (*summary.Case, error) {
	state, entries, err := b.db.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read intake: %w", err)
	}
	e, err := b.engineOf(state.Flow)
	return summary.New(e, state, entries, time.Now().In(b.zone)), err
}

// engineOf makes the engine of content that may be no longer run. It returns
// today's with an error.
func (b *Bot) engineOf(hash string) (*dialog.Engine, error) {
	if hash == b.engine.Flow.Hash {
		return b.engine, nil
	}
	archive, err := b.db.Flow(hash)
	if err != nil {
		return b.engine, fmt.Errorf("read the flow of that intake: %w", err)
	}
	e, err := dialog.LoadArchive(archive, dialog.Options{})
	if err != nil {
		return b.engine, fmt.Errorf("read the flow of that intake: %w", err)
	}
	return e, nil
}
