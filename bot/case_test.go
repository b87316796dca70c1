package bot_test

import (
	"context"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"intake/bot"
	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/store"
)

// A clerk is a sink that keeps what it is told.
type clerk struct {
	mu   sync.Mutex
	told []bot.Notice
}

func (*clerk) Name() string { return "clerk" }

func (c *clerk) Deliver(_ context.Context, _ string, n bot.Notice) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told = append(c.told, n)
	return nil
}

// formerly is the built-in flow with other words for one rule.
func formerly(t *testing.T, now, then string) *dialog.Engine {
	t.Helper()
	files := fstest.MapFS{}
	changed := 0
	err := fs.WalkDir(flows.Massage(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(flows.Massage(), path)
		if path == "rules.yaml" {
			changed = strings.Count(string(raw), now)
			raw = []byte(strings.ReplaceAll(string(raw), now, then))
		}
		files[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil || changed == 0 {
		t.Fatalf("%d words changed, %v", changed, err)
	}
	e, err := dialog.Load(files, dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestNoticeInWordsOfItsTime: what waits for staff over a change of the flow
// reaches them in the words that the patient was asked with.
func TestNoticeInWordsOfItsTime(t *testing.T) {
	const today, then = "Possible cardiac cause", "Perhaps the heart"
	old := formerly(t, today, then)
	inBubble(t, func(t *testing.T) {
		dir := t.TempDir()
		db, err := store.Open(dir, store.Options{
			Sinks: []string{"clerk"}, SchemaOf: dialog.SchemaOf,
			Flow: store.Flow{Hash: old.Flow.Hash, Archive: old.Archive, Schema: old.Flow.Schema.Items},
		})
		if err != nil {
			t.Fatal(err)
		}
		take(t, bot.New(old, db, time.UTC, slog.New(slog.DiscardHandler)), "desk", "ann", "1", alarming)
		closeStore(t, db)

		db = openStore(t, dir, "clerk")
		b, c := newBot(db), &clerk{}
		b.AddSink(c)
		stop := start(t, b)
		time.Sleep(time.Second)
		_ = stop()
		if len(c.told) == 0 {
			t.Fatal("staff were told nothing")
		}
		if page := c.told[0].Case.Text(); !strings.Contains(page, then) || strings.Contains(page, today) {
			t.Errorf("not in the words of its time:\n%s", page)
		}
		closeStore(t, db)
	})
}
