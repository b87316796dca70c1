// Package bot is the route a message takes: from a channel into one durable
// turn, and from the outbox to patients and staff.
//
// A channel hands each message to Take, which returns when the turn and all it
// caused are on disk; only then may the channel acknowledge. What has to be
// sent lies in the store's outbox: a worker for each destination sends it,
// many conversations side by side and each of them in order, waits and tries
// again where that fails, and strikes out what went (see worker.go). So
// neither a service that is down nor a patient who cannot be reached holds up
// anybody else. Delivery is at least once; ids travel with it.
package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"intake/internal/dialog"
	"intake/internal/metrics"
	"intake/internal/store"
	"intake/internal/summary"
)

// A Channel carries messages between patients on one service and the bot.
type Channel interface {
	// Name is the channel's name in messages: "slack". It never changes and
	// holds no colon.
	Name() string
	// Run blocks until ctx ends, or the channel cannot go on. It hands each
	// message to take, one patient's in the order they were sent and one
	// after the other, and acknowledges it to its service only after take
	// has returned nil. An error of take concerns that message alone.
	Run(ctx context.Context, take func(context.Context, dialog.Message) error) error
	// Send brings one reply to a patient and returns soon after ctx ends. It
	// may be called for many patients at once, before Run has connected and
	// for a while after it has returned, and again with the same id after a
	// crash; a service that can tell shows it once. Patients' own words come
	// back in replies: they must stay text. A service that asks to be left
	// alone is reported as a RetryAfter.
	Send(ctx context.Context, user, id string, r dialog.Reply) error
}

// A Sink hands a case to the people who act on it.
type Sink interface {
	// Name is the sink's name in the outbox. It never changes and holds no
	// colon.
	Name() string
	// Deliver brings one notice to staff and returns soon after ctx ends. It
	// may be called for many cases at once, and again with the same id.
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
	counts   *metrics.Set
	channels map[string]Channel
	sinks    map[string]Sink
}

// New returns a bot whose clock runs in zone.
func New(e *dialog.Engine, db *store.DB, zone *time.Location, log *slog.Logger) *Bot {
	return &Bot{engine: e, db: db, zone: zone, log: log, channels: map[string]Channel{}, sinks: map[string]Sink{}}
}

// Count has the bot count turns and sendings in a set, before Run.
func (b *Bot) Count(set *metrics.Set) { b.counts = set }

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
	began := time.Now()
	t, seen, err := b.db.Turn(ctx, m, func(s dialog.State) (dialog.State, dialog.Turn) {
		return b.engine.Step(s, dialog.Spoke{Message: m}, m.At)
	})
	if err != nil {
		b.counts.Add("intake_turns_refused_total", 1, "channel", m.Channel)
		return dialog.Turn{}, fmt.Errorf("take message on %s: %w", m.Channel, err)
	}
	b.counts.Add("intake_turns_total", 1, "channel", m.Channel)
	b.counts.Took("intake_turn_seconds", time.Since(began), "channel", m.Channel)
	// Not who spoke, nor what of: rules and items tell of a person's health.
	b.log.Debug("turn", "channel", m.Channel, "seen", seen, "state", t.State, "understood", len(t.Understood), "took", time.Since(began))
	return t, nil
}

// Run serves all channels and sinks until ctx ends or a channel returns. Then
// it has all channels finish what they are taking, and sends for a moment
// longer what waits; what cannot be sent by then stays for the next start.
func (b *Bot) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var taking, sending sync.WaitGroup
	errs := make(chan error, len(b.channels))
	for _, c := range b.channels {
		taking.Go(func() {
			defer stop()
			err := c.Run(ctx, func(ctx context.Context, m dialog.Message) error {
				_, err := b.Take(ctx, m)
				return err
			})
			if err != nil && (ctx.Err() == nil || !errors.Is(err, context.Canceled)) {
				errs <- fmt.Errorf("channel %s: %w", c.Name(), err)
			}
		})
	}
	taking.Go(func() { b.sweep(ctx) })
	sends, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	taken := make(chan struct{})
	sending.Go(func() { b.carryOut(sends, taken) })
	<-ctx.Done()
	taking.Wait()
	close(taken)
	defer time.AfterFunc(grace, cut).Stop()
	sending.Wait()
	close(errs)
	var all []error
	for err := range errs {
		all = append(all, err)
	}
	return errors.Join(all...)
}
