// Package bot is the route a message takes: from a channel into one durable
// turn, and from the outbox to patients and staff.
//
// A channel hands each message to Take, which returns when the turn and all it
// caused are on disk; only then may the channel acknowledge. What has to be
// sent lies in the store's outbox: a worker for each destination sends it in
// order, waits and tries again when that fails, and strikes out what went, so
// that a destination that fails holds up no other. Delivery is at least once;
// ids travel with it.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"intake/internal/dialog"
	"intake/internal/store"
	"intake/internal/summary"
)

// A Channel carries messages between patients on one service and the bot.
type Channel interface {
	// Name is the channel's name in messages: "slack".
	Name() string
	// Run blocks until ctx ends. It acknowledges a message to its service
	// only after take has returned nil.
	Run(ctx context.Context, take func(context.Context, dialog.Message) error) error
	// Send brings one reply to a patient. It may be called again with the
	// same id after a crash; a service that can tell shows it once.
	Send(ctx context.Context, user, id string, r dialog.Reply) error
}

// A Sink hands a case to the people who act on it.
type Sink interface {
	// Name is the sink's name in the outbox.
	Name() string
	// Deliver brings one notice to staff. It may be called again with the
	// same id.
	Deliver(ctx context.Context, id string, n Notice) error
}

// A Notice is what staff are told: an effect of a turn, with the case.
type Notice struct {
	Effect dialog.Effect
	Case   *summary.Case
}

// A Bot joins one engine and one store.
type Bot struct {
	engine   *dialog.Engine
	db       *store.DB
	zone     *time.Location
	log      *slog.Logger
	channels map[string]Channel
	sinks    map[string]Sink
}

// New returns a bot whose clock runs in zone.
func New(e *dialog.Engine, db *store.DB, zone *time.Location, log *slog.Logger) *Bot {
	return &Bot{engine: e, db: db, zone: zone, log: log, channels: map[string]Channel{}, sinks: map[string]Sink{}}
}

// AddChannel has Run serve a channel.
func (b *Bot) AddChannel(c Channel) { b.channels[c.Name()] = c }

// AddSink has Run serve a sink.
func (b *Bot) AddSink(s Sink) { b.sinks[s.Name()] = s }

// Take makes one message's turn durable and returns it. A message whose id was
// taken before changes nothing and gets the first turn again. A message
// without a time is taken to be sent now.
func (b *Bot) Take(ctx context.Context, m dialog.Message) (dialog.Turn, error) {
	if m.At.IsZero() {
		m.At = time.Now()
	}
	m.At = m.At.In(b.zone)
	t, _, err := b.db.Turn(ctx, m, func(s dialog.State) (dialog.State, dialog.Turn) {
		return b.engine.Step(s, dialog.Spoke{Message: m}, m.At)
	})
	if err != nil {
		return dialog.Turn{}, fmt.Errorf("take message on %s: %w", m.Channel, err)
	}
	return t, nil
}

// Run serves all channels and sinks until ctx ends or a channel fails, then
// finishes what was taken.
func (b *Bot) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	errs := make(chan error, len(b.channels))
	for _, c := range b.channels {
		wg.Go(func() {
			err := c.Run(ctx, func(ctx context.Context, m dialog.Message) error {
				_, err := b.Take(ctx, m)
				return err
			})
			if err != nil && !errors.Is(err, context.Canceled) {
				errs <- fmt.Errorf("channel %s: %w", c.Name(), err)
			}
			stop()
		})
	}
	wg.Go(func() { b.sweep(ctx) })
	wg.Go(func() { b.carryOut(ctx) })
	<-ctx.Done()
	wg.Wait()
	close(errs)
	return <-errs
}
