package bottest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"intake/bot"
	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/kind"
	"intake/internal/summary"
)

// Staff is a sink with the people, or the program, at its far side.
type Staff struct {
	Sink bot.Sink
	// Got returns what reached staff so far, one string for each notice.
	Got func() []string
	// Once is true where a notice that comes twice with one id is there once.
	Once bool
	// Live returns what of it is more than words, as for a Service. Nil for
	// none ever.
	Live func() []string
	// Refuse has the far side refuse the next delivery, as for a Service. Nil
	// where it cannot.
	Refuse func(after time.Duration)
}

// TestSink runs the suite; make is called for each test anew.
func TestSink(t *testing.T, make func(t *testing.T) Staff) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Staff)
	}{
		{"name is stable", testSinkName},
		{"takes every kind of notice", testKinds},
		{"delivers twice with one id", testDeliverTwice},
		{"delivers many at once", testDeliverMany},
		{"patients' words stay words", testSinkInert},
		{"says when it was refused", testSinkRefused},
		{"a delivery ends with its context", testDeliverEnds},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, make(t)) })
	}
}

// Notices are one of every kind that staff can get, of one patient whose words
// are Hostile.
func Notices(t *testing.T) []bot.Notice {
	t.Helper()
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 14, 9, 30, 0, 0, time.UTC)
	var s dialog.State
	var entries []dialog.Entry
	var last dialog.Turn
	say := func(said kind.Said) *summary.Case {
		now = now.Add(time.Minute)
		s, last = e.Step(s, dialog.Spoke{Message: dialog.Message{Channel: "desk", User: "ann", Said: said}}, now)
		s.ID, s.Channel, s.User = "k3v9m2qa", "desk", "ann"
		entries = append(entries, dialog.Entry{N: s.Turns, At: now, By: "patient", Said: said, Turn: last})
		return summary.New(e, s, entries, now)
	}
	say(kind.Said{Text: "hello"})
	say(kind.Said{Text: "yes"})
	early := say(kind.Said{Text: "Ann " + Hostile})
	alarm := say(kind.Said{Text: "I have crushing chest pain and cannot breathe"})
	rules := last.Flags
	if len(rules) == 0 {
		t.Fatal("the talk raised no alarm")
	}
	taken := say(kind.Said{Choice: "misunderstood"})
	return []bot.Notice{
		{Effect: dialog.Effect{Kind: dialog.Call}, Case: early},
		{Effect: dialog.Effect{Kind: dialog.Alert, Rules: rules}, Case: alarm},
		{Effect: dialog.Effect{Kind: dialog.Alert, Rules: rules, Mistaken: true}, Case: taken},
		{Effect: dialog.Effect{Kind: dialog.Alert}, Case: early}, // someone who had said no to being kept
		{Effect: dialog.Effect{Kind: dialog.Handoff}, Case: taken},
		{Effect: dialog.Effect{Kind: dialog.Amend}, Case: taken},
	}
}

func deliver(t *testing.T, s Staff, id string, n bot.Notice) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), soon)
	defer cancel()
	if err := s.Sink.Deliver(ctx, id, n); err != nil {
		t.Errorf("deliver %s: %v", n.Effect.Kind, err)
	}
}

func (s Staff) gets(t *testing.T, n int) {
	t.Helper()
	await(t, fmt.Sprintf("staff to get %d notices", n), func() bool { return len(s.Got()) >= n })
}

func testSinkName(t *testing.T, s Staff) {
	name := s.Sink.Name()
	if !goodName.MatchString(name) {
		t.Errorf("the name is %q: small letters, digits and hyphens are wanted", name)
	}
	deliver(t, s, "n.1", Notices(t)[0])
	if again := s.Sink.Name(); again != name {
		t.Errorf("the name was %q and is %q", name, again)
	}
}

func testKinds(t *testing.T, s Staff) {
	for i, n := range Notices(t) {
		deliver(t, s, fmt.Sprintf("k3v9m2qa.%d.%s.0", i+1, n.Effect.Kind), n)
		s.gets(t, i+1)
		if got := len(s.Got()); got != i+1 {
			t.Errorf("after notice %d, %s, staff got %d", i+1, n.Effect.Kind, got)
		}
	}
}

func testDeliverTwice(t *testing.T, s Staff) {
	n := Notices(t)[1]
	deliver(t, s, "twice", n)
	deliver(t, s, "twice", n)
	deliver(t, s, "after", n)
	want := 3
	if s.Once {
		want = 2
	}
	s.gets(t, want)
	if got := len(s.Got()); got != want {
		t.Errorf("staff got %d notices, want %d", got, want)
	}
}

func testDeliverMany(t *testing.T, s Staff) {
	notices := Notices(t)
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() { deliver(t, s, fmt.Sprintf("m.%d", i), notices[i%len(notices)]) })
	}
	wg.Wait()
	s.gets(t, 12)
}

func testSinkInert(t *testing.T, s Staff) {
	for i, n := range Notices(t) {
		deliver(t, s, fmt.Sprintf("h.%d", i), n)
	}
	if s.Live == nil {
		return
	}
	if live := s.Live(); len(live) > 0 {
		t.Errorf("a patient's words are more than words: %q", live)
	}
}

func testSinkRefused(t *testing.T, s Staff) {
	if s.Refuse == nil {
		t.Skip("the far side cannot refuse")
	}
	n := Notices(t)[1]
	refused(t, s.Refuse, func() error {
		ctx, cancel := context.WithTimeout(context.Background(), soon)
		defer cancel()
		return s.Sink.Deliver(ctx, "refused", n)
	})
	s.gets(t, 1)
}

func testDeliverEnds(t *testing.T, s Staff) {
	n := Notices(t)[4]
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	done := make(chan error, 1)
	go func() { done <- s.Sink.Deliver(ctx, "ends", n) }()
	select {
	case err := <-done:
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("a delivery that was called off ended with %v", err)
		}
	case <-time.After(soon):
		t.Error("a delivery goes on after its context has ended")
	}
}
