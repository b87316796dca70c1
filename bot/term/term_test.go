package term

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"intake/bot"
	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/store"
)

var engine = sync.OnceValue(func() *dialog.Engine {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		panic(err)
	}
	return e
})

// newBot returns a bot on a store of its own, and the store.
func newBot(t testing.TB) (*bot.Bot, *store.DB) {
	t.Helper()
	e := engine()
	db, err := store.Open(t.TempDir(), store.Options{
		Holder: "test", Direct: []string{ScriptName}, SchemaOf: dialog.SchemaOf, Log: slog.New(slog.DiscardHandler),
		Flow: store.Flow{Hash: e.Flow.Hash, Archive: e.Archive, Schema: e.Flow.Schema.Items},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return bot.New(e, db, time.UTC, slog.New(slog.DiscardHandler)), db
}

func noTurn(context.Context, dialog.Message) (dialog.Turn, error) { return dialog.Turn{}, nil }
