// Package bottest holds the tests that every Channel and every Sink must
// pass. They say in code what the comments of those interfaces promise, so
// that a new chat service or a new way to staff is done when they are green.
//
// A channel is tested together with the far side of its service, a fake
// server or a pipe, which the caller describes as a Service: what its patients
// do, and what they see.
package bottest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"intake/bot"
	"intake/internal/dialog"
)

// soon bounds every wait of the tests; what works needs far less.
const soon = 20 * time.Second

// A Service is a channel with the far side of its service.
type Service struct {
	Channel bot.Channel
	// Users are the ids of patients who can write and be written to: at
	// least two, or one where the service has only one.
	Users []string
	// Opens is true where the channel itself begins the talk, with one
	// message before a patient has said anything.
	Opens bool
	// Once is true where the service shows a reply sent twice with one id
	// only once.
	Once bool

	// Write has a patient write, and does not wait for an answer.
	Write func(user, text string)
	// Press has a patient press a button of the last reply, PressMany several
	// together. Nil where the service has no such thing.
	Press     func(user string, b dialog.Button)
	PressMany func(user string, b []dialog.Button)
	// Again has the service bring the last message once more, as after a lost
	// acknowledgement. Nil where it never does.
	Again func()
	// Acked returns how many messages the channel has acknowledged. Nil where
	// the service knows no acknowledgement.
	Acked func() int
	// Shown returns what a patient sees of the bot so far, labels of buttons
	// included, as plain words.
	Shown func(user string) string
	// Live returns what of it is more than words: mentions, links, bold text,
	// control sequences. Nil for none ever.
	Live func(user string) []string
	// Refuse has the service refuse the next sending; after, where it is not
	// zero, is how long it asks to be left alone. Nil where it cannot.
	Refuse func(after time.Duration)
}

// TestChannel runs the suite; make is called for each test anew.
func TestChannel(t *testing.T, make func(t *testing.T) Service) {
	for _, c := range []struct {
		name string
		test func(*testing.T, *running)
	}{
		{"name is stable", testName},
		{"messages carry who and where", testMessage},
		{"acknowledges after take", testAck},
		{"one patient in order", testOrder},
		{"goes on after an error of take", testTakeError},
		{"a repeat has the same id", testAgain},
		{"shows replies in order", testReplies},
		{"shows options", testOptions},
		{"presses name their option", testPress},
		{"shows a long reply whole", testLong},
		{"sends twice with one id", testTwice},
		{"sends to many at once", testManyAtOnce},
		{"words stay words", testInert},
		{"says when it was refused", testRefused},
		{"a send ends with its context", testSendEnds},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, make(t))
			c.test(t, r)
			r.stop()
		})
	}
	t.Run("run ends with its context", func(t *testing.T) { testRunEnds(t, make(t)) })
}

// running is a service whose channel runs, and what it has handed to take.
type running struct {
	Service
	t    *testing.T
	stop func()

	mu    sync.Mutex
	taken []dialog.Message
	under map[string]int // takes under way, by user
	due   int            // answers under way
	// before is asked before a take is answered.
	before func(dialog.Message) error
}

func run(t *testing.T, s Service) *running {
	t.Helper()
	r := &running{Service: s, t: t, under: map[string]int{}}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Channel.Run(ctx, r.take) }()
	r.stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("Run ended with %v", err)
			}
		case <-time.After(soon):
			t.Error("Run does not end with its context")
		}
	})
	t.Cleanup(r.stop)
	if s.Opens {
		r.wait("the channel to open the talk", func() bool { return len(r.list()) == 1 })
	}
	return r
}

// take is the bot: it records a message and answers it through the channel.
func (r *running) take(ctx context.Context, m dialog.Message) error {
	r.mu.Lock()
	if r.under[m.User]++; r.under[m.User] > 1 {
		r.t.Errorf("two messages of %s are taken at once", m.User)
	}
	before := r.before
	n := len(r.taken)
	r.mu.Unlock()
	var err error
	if before != nil {
		err = before(m)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.under[m.User]--
	r.taken = append(r.taken, m)
	if err == nil {
		r.due++
		go func() {
			defer func() {
				r.mu.Lock()
				r.due--
				r.mu.Unlock()
			}()
			_ = r.Channel.Send(context.WithoutCancel(ctx), m.User, fmt.Sprintf("answer.%d", n), dialog.Reply{Text: "Noted.", Last: true})
		}()
	}
	return err
}

// settled reports whether every answer has been sent, so that what a test
// sends next is the last word.
func (r *running) settled() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.due == 0
}

// list returns what was taken so far.
func (r *running) list() []dialog.Message {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.taken)
}

// said returns what patients said so far, without the channel's own opening.
func (r *running) said() []dialog.Message {
	list := r.list()
	if r.Opens && len(list) > 0 {
		list = list[1:]
	}
	return list
}

func (r *running) set(before func(dialog.Message) error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.before = before
}

func (r *running) wait(what string, ok func() bool) {
	r.t.Helper()
	await(r.t, what, ok)
}

func await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(soon); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func (r *running) send(user, id string, reply dialog.Reply) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), soon)
	defer cancel()
	if err := r.Channel.Send(ctx, user, id, reply); err != nil {
		r.t.Errorf("Send: %v", err)
	}
}

// sees waits until a patient sees these words.
func (r *running) sees(user, words string) {
	r.t.Helper()
	r.wait(fmt.Sprintf("%s to see %q", user, words), func() bool { return strings.Contains(r.Shown(user), words) })
}

var goodName = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

func testName(t *testing.T, r *running) {
	name := r.Channel.Name()
	if !goodName.MatchString(name) {
		t.Errorf("the name is %q: small letters, digits and hyphens are wanted", name)
	}
	r.Write(r.Users[0], "hello")
	r.wait("a message", func() bool { return len(r.said()) == 1 })
	if again := r.Channel.Name(); again != name {
		t.Errorf("the name was %q and is %q", name, again)
	}
}

func testMessage(t *testing.T, r *running) {
	words := "pain since March, grüße & <b> 7/10 \"quoted\" 膝"
	ids := map[string]bool{}
	for _, u := range r.Users {
		r.Write(u, words)
	}
	r.wait("the messages", func() bool { return len(r.said()) == len(r.Users) })
	for _, m := range r.list() {
		if m.Channel != r.Channel.Name() || !slices.Contains(r.Users, m.User) {
			t.Errorf("a message says channel %q, user %q", m.Channel, m.User)
		}
		if m.ID != "" && ids[m.ID] {
			t.Errorf("two messages have the id %q", m.ID)
		}
		ids[m.ID] = true
	}
	for _, m := range r.said() {
		if m.Said.Text != words || m.Said.Choice != "" || m.Said.Choices != nil {
			t.Errorf("said %+v, want the words %q alone", m.Said, words)
		}
	}
}

func testAck(t *testing.T, r *running) {
	if r.Acked == nil {
		t.Skip("the service knows no acknowledgement")
	}
	acked := r.Acked()
	release := make(chan struct{})
	entered := make(chan struct{}, 1)
	r.set(func(dialog.Message) error {
		entered <- struct{}{}
		<-release
		return nil
	})
	r.Write(r.Users[0], "hello")
	select {
	case <-entered:
	case <-time.After(soon):
		t.Fatal("the message was not taken")
	}
	time.Sleep(50 * time.Millisecond)
	if n := r.Acked(); n != acked {
		t.Error("acknowledged before take has returned")
	}
	close(release)
	r.wait("the acknowledgement", func() bool { return r.Acked() > acked })
}

func testOrder(t *testing.T, r *running) {
	const each = 20
	r.set(func(dialog.Message) error {
		time.Sleep(time.Millisecond) // long enough for the next to overtake
		return nil
	})
	for i := range each {
		for _, u := range r.Users {
			r.Write(u, fmt.Sprintf("message %d", i))
		}
	}
	r.wait("all messages", func() bool { return len(r.said()) == each*len(r.Users) })
	next := map[string]int{}
	for _, m := range r.said() {
		if want := fmt.Sprintf("message %d", next[m.User]); m.Said.Text != want {
			t.Fatalf("%s said %q, want %q", m.User, m.Said.Text, want)
		}
		next[m.User]++
	}
}

func testTakeError(t *testing.T, r *running) {
	acked := 0
	if r.Acked != nil {
		acked = r.Acked()
	}
	r.set(func(m dialog.Message) error {
		if m.Said.Text == "lost" {
			return errors.New("the disk is full")
		}
		return nil
	})
	r.Write(r.Users[0], "lost")
	r.wait("the message that cannot be kept", func() bool { return len(r.said()) == 1 })
	if r.Acked != nil {
		time.Sleep(50 * time.Millisecond)
		if r.Acked() != acked {
			t.Error("acknowledged what could not be kept")
		}
	}
	if seen := r.Shown(r.Users[0]); strings.Contains(seen, "disk") {
		t.Errorf("the patient sees the error: %q", seen)
	}
	r.Write(r.Users[0], "kept")
	r.wait("the next message", func() bool {
		list := r.said()
		return list[len(list)-1].Said.Text == "kept"
	})
}

func testAgain(t *testing.T, r *running) {
	if r.Again == nil {
		t.Skip("the service brings nothing twice")
	}
	r.Write(r.Users[0], "hello")
	r.wait("the message", func() bool { return len(r.said()) == 1 })
	r.Again()
	// It may be known by its id and go no further.
	time.Sleep(100 * time.Millisecond)
	for _, m := range r.said() {
		if first := r.said()[0]; m.ID == "" || m.ID != first.ID || m.Said.Text != first.Said.Text {
			t.Errorf("the repeat has id %q, the first %q", m.ID, first.ID)
		}
	}
}

// testRunEnds: Run ends with its context, and not before what it was taking.
func testRunEnds(t *testing.T, s Service) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	entered, taken := make(chan struct{}, 1), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- s.Channel.Run(ctx, func(ctx context.Context, _ dialog.Message) error {
			select {
			case entered <- struct{}{}:
				<-ctx.Done()
				time.Sleep(50 * time.Millisecond)
				close(taken)
			default:
			}
			return nil
		})
	}()
	if !s.Opens {
		s.Write(s.Users[0], "hello")
	}
	select {
	case <-entered:
	case <-time.After(soon):
		t.Fatal("nothing was taken")
	}
	cancel()
	select {
	case err := <-done:
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("Run ended with %v", err)
		}
	case <-time.After(soon):
		t.Fatal("Run does not end with its context")
	}
	select {
	case <-taken:
	default:
		t.Error("Run ended while a message was being taken")
	}
}
