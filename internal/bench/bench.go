// Package bench measures the program beside the floors it is compared with,
// in the same run and on the same disk: a figure alone says more of the
// machine than of the program.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"intake/internal/dialog"
	"intake/internal/kind"
	"intake/internal/store"
)

// A Bench is one run.
type Bench struct {
	Engine *dialog.Engine
	Dir    string // for its data; removed by the caller
	Out    io.Writer
	// Quick measures little and proves only that it works.
	Quick bool
	// Start runs the program with a first message and waits for its answer;
	// Bare only starts and ends it.
	Start, Bare func() error
}

const channel = "bench"

// sizes of a run.
type sizes struct {
	stored   []int // conversations already in the file
	patients []int
	turns    int // per measurement
	rounds   int
	open     int
}

func (b *Bench) sizes() sizes {
	if b.Quick {
		return sizes{stored: []int{20, 40}, patients: []int{1, 8}, turns: 80, rounds: 1, open: 50}
	}
	return sizes{stored: []int{1_000, 10_000, 100_000}, patients: []int{1, 8, 64, 1024}, turns: 12_000, rounds: 3, open: 10_000}
}

// Run measures everything and prints a line each.
func (b *Bench) Run(ctx context.Context) error {
	z := b.sizes()
	sample, err := b.sample()
	if err != nil {
		return err
	}
	b.step(sample)
	if err := b.turns(ctx, z, sample); err != nil {
		return err
	}
	if err := b.growth(ctx, z, sample); err != nil {
		return err
	}
	if err := b.memory(ctx, z, sample); err != nil {
		return err
	}
	return b.start(z)
}

func (b *Bench) say(format string, args ...any) { fmt.Fprintf(b.Out, format+"\n", args...) }

// sample leads one patient through the intake up to one of the last questions
// and returns the conversation as it stands there.
func (b *Bench) sample() (store.Sample, error) {
	var s store.Sample
	s.State = dialog.State{Channel: channel, User: "sample", Asking: -1, Again: -1}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	say := func(said kind.Said) dialog.Turn {
		now = now.Add(10 * time.Second)
		m := dialog.Message{Channel: channel, User: "sample", At: now, Said: said}
		before := s.State
		var t dialog.Turn
		s.State, t = b.Engine.Step(before, dialog.Spoke{Message: m}, now)
		s.Entries = append(s.Entries, dialog.Entry{N: s.State.Turns, At: now, By: "patient", Said: said, Turn: t})
		return t
	}
	t := say(kind.Said{Text: "hello"})
	for range 200 {
		if t.Asking == "availability.slots" {
			return s, nil
		}
		q := b.Engine.Flow.Question(t.Asking)
		if q == nil {
			return s, fmt.Errorf("the sample talk stopped in %s", t.State)
		}
		t = say(plain(q.Type, q.Role, q.Kind.Options(&q.Spec)))
	}
	return s, errors.New("the sample talk did not end")
}

// plain is an answer that any question of its type takes.
func plain(typ, role string, options []kind.Option) kind.Said {
	switch {
	case role == "dob":
		return kind.Said{Text: "14 March 1985"}
	case role == "contact":
		return kind.Said{Text: "415 555 0123"}
	case typ == "boolean":
		return kind.Said{Choice: "yes"}
	case typ == "multi":
		return kind.Said{Choice: options[len(options)-1].ID}
	case typ == "body-regions":
		return kind.Said{Choice: "lower_back"}
	case typ == "choice":
		return kind.Said{Choice: options[0].ID}
	case typ == "scale", typ == "integer":
		return kind.Said{Text: "5"}
	case typ == "duration":
		return kind.Said{Text: "three weeks"}
	case typ == "date":
		return kind.Said{Text: "2025-01-01"}
	default:
		return kind.Said{Text: "gardening for an hour"}
	}
}

// step measures Step for a plain answer at the end of a long intake, beside
// copying the answers, which any step that changes one must do.
func (b *Bench) step(s store.Sample) {
	state := s.State
	now := state.Spoke.Add(time.Minute)
	in := dialog.Spoke{Message: dialog.Message{Channel: channel, User: "sample", At: now, Said: kind.Said{Text: "weekday mornings"}}}
	n := 20_000
	if b.Quick {
		n = 200
	}
	did := cost(n, func() { b.Engine.Step(state, in, now) })
	floor := cost(n, func() { state.Answers.Clone() })
	b.say("step                 %8.1f µs %8.0f B %5.0f allocations   copying the answers: %.2f µs   goal: 20 µs, 30 allocations",
		did.micros, did.bytes, did.allocs, floor.micros)
}

type costs struct{ micros, bytes, allocs float64 }

func cost(n int, f func()) costs {
	f()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	from := time.Now()
	for range n {
		f()
	}
	took := time.Since(from)
	runtime.ReadMemStats(&after)
	return costs{
		micros: float64(took.Nanoseconds()) / 1e3 / float64(n),
		bytes:  float64(after.TotalAlloc-before.TotalAlloc) / float64(n),
		allocs: float64(after.Mallocs-before.Mallocs) / float64(n),
	}
}

// linesStored is how many lines of transcript a conversation has that is only
// there to be in the way: the last ones of the sample, so that 100,000 fit on
// a small disk.
const linesStored = 4

// open makes a store that already holds n conversations.
func (b *Bench) open(ctx context.Context, name string, n int, s store.Sample) (*store.DB, error) {
	s.Entries = s.Entries[max(0, len(s.Entries)-linesStored):]
	dir := fmt.Sprintf("%s/%s-%d", b.Dir, name, n)
	db, err := store.Open(dir, store.Options{
		Holder: "intake bench", Direct: []string{channel}, SchemaOf: dialog.SchemaOf, Log: slog.New(slog.DiscardHandler),
		Flow: store.Flow{Hash: b.Engine.Flow.Hash, Archive: b.Engine.Archive, Schema: b.Engine.Flow.Schema.Items},
	})
	if err != nil {
		return nil, err
	}
	if err := db.Fill(ctx, n, s); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// speed is what one measurement of durable turns reached.
type speed struct {
	perSecond float64
	p99       time.Duration
}

func speedOf(turns int, took time.Duration, waits []time.Duration) speed {
	slices.Sort(waits)
	return speed{float64(turns) / took.Seconds(), waits[len(waits)*99/100]}
}

// durable has patients send turns, each its own strictly one after the other,
// through the whole program: store, engine, commit.
func (b *Bench) durable(ctx context.Context, db *store.DB, stored, patients, turns int, s store.Sample) (speed, error) {
	each := max(turns/patients, 8)
	waits := make([][]time.Duration, patients)
	errs := make(chan error, patients)
	var wg sync.WaitGroup
	from := time.Now()
	for i := range patients {
		wg.Go(func() {
			user := store.FillUser(stored - 1 - i)
			said := []kind.Said{{Text: "weekday mornings"}, {Choice: "back"}}
			for n := range each {
				start := time.Now()
				at := s.State.Spoke.Add(time.Duration(stored-1-i)*time.Minute + time.Duration(n)*time.Second)
				m := dialog.Message{Channel: channel, User: user, ID: fmt.Sprint(n, from.UnixNano()), At: at, Said: said[n%2]}
				_, _, err := db.Turn(ctx, m, func(s dialog.State) (dialog.State, dialog.Turn) {
					return b.Engine.Step(s, dialog.Spoke{Message: m}, m.At)
				})
				if err != nil {
					errs <- err
					return
				}
				waits[i] = append(waits[i], time.Since(start))
			}
		})
	}
	wg.Wait()
	took := time.Since(from)
	select {
	case err := <-errs:
		return speed{}, err
	default:
	}
	all := slices.Concat(waits...)
	return speedOf(len(all), took, all), nil
}

func (b *Bench) floor(ctx context.Context, db *store.DB, patients, turns int, s store.Sample) (speed, error) {
	f, err := db.Floor(ctx, patients, max(turns/patients, 8), 0, s)
	if err != nil {
		return speed{}, err
	}
	return speedOf(f.Turns, f.Took, f.Waits), nil
}

// turns compares durable turns with the floor, in turn, in files that already
// hold many conversations; of several rounds the medians count.
func (b *Bench) turns(ctx context.Context, z sizes, s store.Sample) error {
	stored := z.stored[1]
	for _, p := range z.patients {
		p = min(p, stored)
		var ours, theirs []float64
		var p99 []float64
		var lastOurs, lastFloor speed
		for round := range z.rounds {
			db, err := b.open(ctx, fmt.Sprint("turns", p, round), stored, s)
			if err != nil {
				return err
			}
			floorDB, err := b.open(ctx, fmt.Sprint("floor", p, round), stored, s)
			if err != nil {
				return errors.Join(err, db.Close())
			}
			turns := z.turns
			if p == 1 {
				turns = z.turns / 4
			}
			lastOurs, err = b.durable(ctx, db, stored, p, turns, s)
			if err == nil {
				lastFloor, err = b.floor(ctx, floorDB, p, turns, s)
			}
			if err := errors.Join(err, db.Close(), floorDB.Close()); err != nil {
				return err
			}
			ours = append(ours, lastOurs.perSecond)
			theirs = append(theirs, lastOurs.perSecond/lastFloor.perSecond)
			p99 = append(p99, lastOurs.p99.Seconds()/lastFloor.p99.Seconds())
			if err := os.RemoveAll(b.Dir); err != nil {
				return fmt.Errorf("clean up: %w", err)
			}
		}
		b.say("turns, %4d patients  %8.0f /s   %.2f of the floor, 99th percentile %.2f times the floor's   goal: 0.9 and 1.3 (at 1 and 64)",
			p, median(ours), median(theirs), median(p99))
	}
	return nil
}

// growth measures what a turn costs with more and more conversations stored.
func (b *Bench) growth(ctx context.Context, z sizes, s store.Sample) error {
	var logN, logT []float64
	for _, stored := range z.stored {
		db, err := b.open(ctx, "growth", stored, s)
		if err != nil {
			return err
		}
		var got []float64
		for range z.rounds {
			v, err := b.durable(ctx, db, stored, min(64, stored), z.turns/2, s)
			if err != nil {
				return errors.Join(err, db.Close())
			}
			got = append(got, 1e6/v.perSecond)
		}
		if err := errors.Join(db.Close(), os.RemoveAll(b.Dir)); err != nil {
			return err
		}
		b.say("a turn, %6d stored %8.1f µs each at 64 patients", stored, median(got))
		logN, logT = append(logN, math.Log(float64(stored))), append(logT, math.Log(median(got)))
	}
	b.say("growth               exponent %.3f   goal: flat, 0", slope(logN, logT))
	return nil
}

// memory measures what conversations cost that were spoken in and are silent.
func (b *Bench) memory(ctx context.Context, z sizes, s store.Sample) error {
	db, err := b.open(ctx, "memory", z.open, s)
	if err != nil {
		return err
	}
	before := heap()
	if _, err := b.durable(ctx, db, z.open, z.open, z.open, s); err != nil {
		return errors.Join(err, db.Close())
	}
	after := heap()
	b.say("memory               %8.0f B for each of %d conversations open and silent   goal: 1,000 B", max(0, after-before)/float64(z.open), z.open)
	return errors.Join(db.Close(), os.RemoveAll(b.Dir))
}

func heap() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// start measures from starting the program to its first reply, beside a start
// that does nothing.
func (b *Bench) start(z sizes) error {
	if b.Start == nil {
		return nil
	}
	var ours, bare []float64
	for range 3 * z.rounds {
		for _, m := range []struct {
			run  func() error
			into *[]float64
		}{{b.Start, &ours}, {b.Bare, &bare}} {
			from := time.Now()
			if err := m.run(); err != nil {
				return fmt.Errorf("start the program: %w", err)
			}
			*m.into = append(*m.into, float64(time.Since(from).Microseconds())/1e3)
		}
	}
	b.say("start to first reply %8.1f ms   a start that does nothing: %.1f ms   goal: 150 ms", median(ours), median(bare))
	return nil
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}

// slope is that of the straight line nearest to the points.
func slope(x, y []float64) float64 {
	var sx, sy, sxx, sxy float64
	n := float64(len(x))
	for i := range x {
		sx, sy, sxx, sxy = sx+x[i], sy+y[i], sxx+x[i]*x[i], sxy+x[i]*y[i]
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
