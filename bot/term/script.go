package term

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"intake/internal/dialog"
)

// ScriptName is the scripted channel's name in messages and in the store.
const ScriptName = "jsonl"

const (
	inFlight  = 2048 // lines worked on at once
	replyRoom = 64   // lines answered but not yet printed, beyond those
	// heavy is how many bytes count as a line more, so that long lines
	// cannot fill the memory.
	heavy = 16 << 10
	// grace is how long the output may still take once ctx has ended.
	grace = 5 * time.Second
)

// A taker makes one message's turn durable.
type taker func(context.Context, dialog.Message) (dialog.Turn, error)

// Script runs the scripted channel: one JSON object a line in, exactly one a
// line out, in the order of the input. Lines of different users are worked on
// side by side, one user's strictly one after the other. A line is answered
// after its turn is durable; one that cannot be read, or whose turn could not
// be kept, gets an error on its line, and the rest go on. It returns when the
// input has ended, the output is broken or ctx has ended, and every line read
// until then is answered.
func Script(ctx context.Context, in io.Reader, out io.Writer, take func(context.Context, dialog.Message) (dialog.Turn, error)) error {
	lines, quit := make(chan line), make(chan struct{})
	defer close(quit)
	go readLines(in, lines, quit)
	s := &script{
		take: take, ctx: context.WithoutCancel(ctx), last: map[string]chan struct{}{},
		slots: make(chan chan []byte, inFlight+replyRoom), room: make(chan struct{}, inFlight),
		broken: make(chan struct{}),
	}
	written := make(chan error, 1)
	go func() {
		err := write(out, s.slots)
		if err != nil {
			close(s.broken)
		}
		written <- err
	}()
	err := s.answerAll(ctx, lines)
	close(s.slots)
	defer s.working.Wait()
	select {
	case werr := <-written:
		return errors.Join(err, werr)
	case <-ctx.Done():
	}
	patience := time.NewTimer(grace)
	defer patience.Stop()
	select {
	case werr := <-written:
		return errors.Join(err, werr)
	case <-patience.C:
		return errors.Join(err, errors.New("write output: stopped before all answers were read"))
	}
}

// A script is one run of the scripted channel.
type script struct {
	take taker
	ctx  context.Context // of the turns: what was taken is finished
	last map[string]chan struct{}
	// slots hold the answers in the order of the lines, each a promise until
	// its turn is durable.
	slots   chan chan []byte
	room    chan struct{}
	broken  chan struct{} // closed when nobody reads the output
	working sync.WaitGroup
}

// answerAll starts work on every line until there are no more.
func (s *script) answerAll(ctx context.Context, lines <-chan line) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.broken:
			return nil
		case l := <-lines:
			if errors.Is(l.err, io.EOF) {
				return nil
			}
			if l.err != nil && !errors.Is(l.err, errLong) {
				return fmt.Errorf("read input: %w", l.err)
			}
			if !s.start(ctx, l) {
				return nil
			}
		}
	}
}

// start puts a line to work as soon as there is room, and reports whether the
// next may follow.
func (s *script) start(ctx context.Context, l line) bool {
	slot := make(chan []byte, 1)
	if !offer(ctx, s.broken, s.slots, slot) {
		return false
	}
	m, err := parse(l)
	if err != nil {
		slot <- encode(failure{err.Error()})
		return true
	}
	weight := 1 + len(l.raw)/heavy
	for range weight {
		if !offer(ctx, s.broken, s.room, struct{}{}) {
			slot <- encode(failure{"stopped before this line was taken"})
			return false
		}
	}
	before, done := s.last[m.User], make(chan struct{})
	s.last[m.User] = done
	s.working.Go(func() {
		if before != nil {
			<-before
		}
		slot <- answer(s.ctx, m, s.take)
		close(done)
		for range weight {
			<-s.room
		}
	})
	if len(s.last) > 4*inFlight {
		s.forgetDone()
	}
	return true
}

// forgetDone drops the users whose last line is answered.
func (s *script) forgetDone() {
	for user, done := range s.last {
		select {
		case <-done:
			delete(s.last, user)
		default:
		}
	}
}

// offer sends v to c unless the program is stopped or nobody reads the output.
func offer[T any](ctx context.Context, broken <-chan struct{}, c chan<- T, v T) bool {
	select {
	case c <- v:
		return true
	case <-ctx.Done():
	case <-broken:
	}
	return false
}

// write prints the answers in the order of their slots, and before it waits
// for one that is not ready hands on what it has, so that a program that reads
// line by line gets each as soon as it can.
func write(out io.Writer, slots <-chan chan []byte) error {
	w := bufio.NewWriter(out)
	for slot := range slots {
		var b []byte
		select {
		case b = <-slot:
		default:
			if err := w.Flush(); err != nil {
				return fmt.Errorf("write output: %w", err)
			}
			b = <-slot
		}
		_, err := w.Write(b)
		if err == nil && len(slots) == 0 {
			err = w.Flush()
		}
		if err != nil {
			return fmt.Errorf("write output: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}
