package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intake/bot"
	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/kind"
	"intake/internal/store"
)

var engine = sync.OnceValue(func() *dialog.Engine {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		panic(err)
	}
	return e
})

func openStore(t *testing.T, dir string, sinks ...string) *store.DB {
	t.Helper()
	e := engine()
	db, err := store.Open(dir, store.Options{
		Holder: "test", Sinks: sinks, SchemaOf: dialog.SchemaOf, Log: slog.New(slog.DiscardHandler),
		Flow: store.Flow{Hash: e.Flow.Hash, Archive: e.Archive, Schema: e.Flow.Schema.Items},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func newBot(db *store.DB) *bot.Bot {
	return bot.New(engine(), db, time.UTC, slog.New(slog.DiscardHandler))
}

// start runs a bot; the returned func stops it and returns Run's error.
func start(t *testing.T, b *bot.Bot) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	t.Cleanup(func() { _ = stop() })
	return stop
}

func closeStore(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// A desk is a channel whose patients sit in the same program, and a sink whose
// staff do.
type desk struct {
	name string
	in   chan dialog.Message
	// refuse may hold a sending up or fail it; to is the patient, or the case.
	refuse func(ctx context.Context, to, id string) error

	mu    sync.Mutex
	acked []string
	tried []sending
	sent  []sending
}

type sending struct {
	to, id, text, reply string
	at                  time.Time
}

func newDesk(name string) *desk { return &desk{name: name, in: make(chan dialog.Message, 1000)} }

func (d *desk) Name() string { return d.name }

func (d *desk) Run(ctx context.Context, take func(context.Context, dialog.Message) error) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case m := <-d.in:
			if take(ctx, m) == nil {
				d.mu.Lock()
				d.acked = append(d.acked, m.ID)
				d.mu.Unlock()
			}
		}
	}
}

func (d *desk) Send(ctx context.Context, user, id string, r dialog.Reply) error {
	words := r.Text
	for _, o := range r.Options {
		words += "\n" + o.Label
	}
	return d.carry(ctx, sending{to: user, id: id, text: words, reply: r.Text})
}

func (d *desk) Deliver(ctx context.Context, id string, n bot.Notice) error {
	return d.carry(ctx, sending{to: n.Case.Banner.ID, id: id, text: string(n.Effect.Kind)})
}

func (d *desk) carry(ctx context.Context, s sending) error {
	s.at = time.Now()
	d.mu.Lock()
	d.tried = append(d.tried, s)
	d.mu.Unlock()
	if d.refuse != nil {
		if err := d.refuse(ctx, s.to, s.id); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sent = append(d.sent, s)
	return nil
}

// to returns what went to one patient or of one case, or was tried.
func (d *desk) to(who string) (sent, tried []sending) {
	d.mu.Lock()
	defer d.mu.Unlock()
	of := func(list []sending) (out []sending) {
		for _, s := range list {
			if s.to == who {
				out = append(out, s)
			}
		}
		return out
	}
	return of(d.sent), of(d.tried)
}

func (d *desk) all() []sending {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.sent)
}

func said(channel, user, id, text string) dialog.Message {
	return dialog.Message{Channel: channel, User: user, ID: id, Said: kind.Said{Text: text}}
}

func take(t *testing.T, b *bot.Bot, channel, user, id, text string) dialog.Turn {
	t.Helper()
	turn, err := b.Take(context.Background(), said(channel, user, id, text))
	if err != nil {
		t.Fatal(err)
	}
	return turn
}

// stuck blocks until the sending is called off.
func stuck(ctx context.Context, _, _ string) error {
	<-ctx.Done()
	return ctx.Err()
}

// only has refuse meet one patient or case alone.
func only(who string, refuse func(context.Context, string, string) error) func(context.Context, string, string) error {
	return func(ctx context.Context, to, id string) error {
		if to != who {
			return nil
		}
		return refuse(ctx, to, id)
	}
}

// ids returns the ids of sendings, in order.
func ids(list []sending) string {
	var b []string
	for _, s := range list {
		b = append(b, s.id)
	}
	return strings.Join(b, " ")
}

// gaps returns the waits between sendings.
func gaps(list []sending) (out []time.Duration) {
	for i := 1; i < len(list); i++ {
		out = append(out, list[i].at.Sub(list[i-1].at))
	}
	return out
}

// copyStore keeps what a directory holds now, as a crash would leave it.
func copyStore(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	raw, err := os.ReadFile(filepath.Join(dir, "intake.db"))
	if err == nil {
		err = os.WriteFile(filepath.Join(to, "intake.db"), raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// inBubble runs a test whose waits cost no time.
func inBubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	engine()
	synctest.Test(t, f)
}

func userName(i int) string { return fmt.Sprintf("p%02d", i) }
