package store

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
)

var ctx = context.Background()

var schema = item.NewSchema([]item.ID{"name", "pain.now", "areas"}, []item.Type{item.Text, item.Number, item.Options})

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// modes are the parts that this test binary plays when it starts itself.
var modes = map[string]func(){"killed": killedChild, "full": fullChild, "readonly": readOnlyChild, "hold": holdChild}

func TestMain(m *testing.M) {
	if run := modes[os.Getenv("STORE_TEST_MODE")]; run != nil {
		run()
		return
	}
	os.Exit(m.Run())
}

func options() Options {
	return Options{
		Holder: "test", Flow: Flow{Hash: "h1", Archive: archived("today's content"), Schema: schema},
		SchemaOf: func(archive []byte) (*item.Schema, error) {
			if !strings.HasPrefix(string(archive), "today") {
				return nil, fmt.Errorf("strange archive")
			}
			return schema, nil
		},
	}
}

func sealed() Options {
	o := options()
	o.Key = []byte("0123456789abcdef0123456789abcdef")
	return o
}

func open(t testing.TB, dir string, o Options) *DB {
	t.Helper()
	db, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func message(user, id, text string) dialog.Message {
	return dialog.Message{Channel: "slack", User: user, ID: id, At: noon, Said: kind.Said{Text: text}}
}

// echo is a small engine: it counts turns, keeps the words as an answer and
// says them back.
func echo(text string, effects ...dialog.Effect) func(dialog.State) (dialog.State, dialog.Turn) {
	return func(s dialog.State) (dialog.State, dialog.Turn) {
		a := item.NewAnswers(schema)
		if s.Answers.Schema() != nil {
			a = s.Answers.Clone()
		} else {
			s.Flow, s.Phase, s.Opened = "h1", "profile", noon
		}
		a.Set(0, item.Answer{Status: item.Given, Turn: s.Turns + 1, Value: item.TextOf(text)})
		s.Answers, s.Asking, s.Spoke = a, 1, noon
		s.Turns++
		return s, dialog.Turn{
			State: s.Phase, Asking: "pain.now", Effects: effects,
			Replies:    []dialog.Reply{{Text: fmt.Sprintf("%d %s", s.Turns, text), Options: []dialog.Button{{ID: "yes", Label: "Yes"}}}},
			Understood: []dialog.Heard{{Item: "name", Status: item.Given, Value: item.TextOf(text)}},
		}
	}
}

// in makes a step end in another phase.
func in(p dialog.Phase, step func(dialog.State) (dialog.State, dialog.Turn)) func(dialog.State) (dialog.State, dialog.Turn) {
	return func(s dialog.State) (dialog.State, dialog.Turn) {
		s, t := step(s)
		s.Phase, t.State = p, p
		return s, t
	}
}

func say(t testing.TB, db *DB, user, id, text string, effects ...dialog.Effect) dialog.Turn {
	t.Helper()
	turn, seen, err := db.Turn(ctx, message(user, id, text), echo(text, effects...))
	if err != nil || seen {
		t.Fatalf("turn of %s: seen %v, %v", user, seen, err)
	}
	return turn
}

func list(t testing.TB, db *DB) []Row {
	t.Helper()
	rows, err := db.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func get(t testing.TB, db *DB, id string) (dialog.State, []dialog.Entry) {
	t.Helper()
	s, e, err := db.Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return s, e
}

// whole fails the test unless Verify finds nothing.
func whole(t testing.TB, db *DB) Report {
	t.Helper()
	r, err := db.Verify(ctx)
	if err != nil || len(r.Faults) > 0 {
		t.Fatalf("verify: %v, %v", r.Faults, err)
	}
	return r
}

func same[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// archived stands for the content of a flow.
func archived(s string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(s), nil }
}
