package bot

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"intake/internal/metrics"
	"intake/internal/store"
)

const (
	// linesAtOnce is how many patients or cases one destination is sent at
	// the same time: enough that a few which hang do not hold up the rest.
	linesAtOnce = 16
	// sendFor bounds one sending. It is shorter than the store's lease, so
	// that nothing is given out twice while it is still being sent.
	sendFor = 90 * time.Second

	firstWait   = time.Second
	longestWait = 5 * time.Minute
	// longestAsked is the longest that a service may ask to be left alone:
	// alerts go through here.
	longestAsked = time.Hour
	// longestTried is how long something is tried that fails by itself: what
	// follows it in its line waits no longer.
	longestTried = 3 * 24 * time.Hour
)

// A worker sends what waits for one destination. It keeps a line for each
// patient, or for each case where the destination is a sink: a line is sent in
// order, and where that fails waits by itself, longer each time.
//
// One goroutine owns the worker; those that send report to it.
type worker struct {
	db     *store.DB
	log    *slog.Logger
	counts *metrics.Set
	dest   string
	send   sender

	wake chan struct{}
	back chan outcome // has room for all that are busy

	carrying sync.WaitGroup

	busy  map[string]bool // lines being sent
	holds map[string]hold // lines whose last sending failed
	quiet time.Time       // the destination is left alone until then
	fails int             // sendings failed since one went
}

// A hold is a line that failed.
type hold struct {
	wait  time.Duration // the last one
	until time.Time
	seq   uint64 // the parcel that failed,
	gone  int    // and how many of its parts went
}

// An outcome is what became of a line's parcels: err, and what was not sent.
type outcome struct {
	line string
	left []store.Parcel
	gone int
	err  error
}

func newWorker(db *store.DB, log *slog.Logger, counts *metrics.Set, dest string, send sender) *worker {
	return &worker{
		db: db, log: log, counts: counts, dest: dest, send: send,
		wake: make(chan struct{}, 1), back: make(chan outcome, linesAtOnce),
		busy: map[string]bool{}, holds: map[string]hold{},
	}
}

func (w *worker) poke() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// run sends until taken is closed and nothing more can be sent at once, or ctx
// ends; ctx also ends what is being sent. Nothing is being sent any more when
// it returns, so that the store can be closed.
func (w *worker) run(ctx context.Context, taken <-chan struct{}) {
	defer w.carrying.Wait()
	last := false
	for {
		w.start(ctx, time.Now())
		if last && len(w.busy) == 0 {
			return
		}
		timer := time.NewTimer(w.nextLook(time.Now()))
		select {
		case <-w.wake:
		case <-timer.C:
		case o := <-w.back:
			w.settle(ctx, o, time.Now())
		case <-taken:
			last, taken = true, nil
		case <-ctx.Done():
			timer.Stop()
			return
		}
		timer.Stop()
	}
}

// lineOf names the line a parcel belongs to. A patient's replies are one line
// even where a new visit has begun another conversation.
func lineOf(p *store.Parcel) string {
	if p.User != "" {
		return p.User
	}
	return p.ID
}

// start sends what may be sent now, as far as there is room.
func (w *worker) start(ctx context.Context, now time.Time) {
	room := linesAtOnce - len(w.busy)
	if room == 0 || now.Before(w.quiet) {
		return
	}
	parcels, err := w.db.Next(ctx, w.dest, now, room)
	if err != nil {
		if ctx.Err() == nil {
			w.log.Error("cannot read what is to be sent", "to", w.dest, "error", err)
		}
		w.quiet = now.Add(firstWait)
		return
	}
	lines := map[string][]store.Parcel{}
	for _, p := range parcels {
		line := lineOf(&p)
		switch h := w.holds[line]; {
		case w.busy[line]:
			w.db.Later(now, p.Seq)
		case now.Before(h.until):
			w.db.Later(h.until, p.Seq)
		default:
			lines[line] = append(lines[line], p)
		}
	}
	for line, parcels := range lines {
		w.busy[line] = true
		h := w.holds[line]
		w.carrying.Go(func() { w.carry(ctx, line, parcels, h) })
	}
	if len(parcels) < room {
		for line, h := range w.holds {
			if !w.busy[line] && !now.Before(h.until) {
				delete(w.holds, line) // nothing waits in it: it was erased
			}
		}
	}
}

// carry sends the parcels of one line in order.
func (w *worker) carry(ctx context.Context, line string, parcels []store.Parcel, h hold) {
	ctx, cancel := context.WithTimeout(ctx, sendFor)
	defer cancel()
	for i, p := range parcels {
		from := 0
		if p.Seq == h.seq {
			from = h.gone
		}
		began := time.Now()
		gone, err := w.send(ctx, p, from)
		w.count(err, time.Since(began))
		if err != nil && w.poisons(ctx, &p, err) {
			continue
		}
		if err != nil {
			w.back <- outcome{line, parcels[i:], gone, err}
			return
		}
		w.db.Done(p.Seq)
	}
	w.back <- outcome{line: line}
}

func (w *worker) count(err error, took time.Duration) {
	outcome, asked := "sent", (*RetryAfter)(nil)
	switch {
	case errors.As(err, &asked):
		outcome = "limited"
	case err != nil:
		outcome = "failed"
	}
	w.counts.Add("intake_sendings_total", 1, "to", w.dest, "outcome", outcome)
	w.counts.Took("intake_sending_seconds", took, "to", w.dest)
}

// poisons reports whether a parcel that failed is now set aside: trying again
// cannot mend it, or has not for days.
func (w *worker) poisons(ctx context.Context, p *store.Parcel, err error) bool {
	never, asked := (*Undeliverable)(nil), (*RetryAfter)(nil)
	closed := p.Effect == nil && errors.As(err, &never) // the way to staff can be mended
	if !closed && (errors.As(err, &asked) || time.Since(p.Entry.At) < longestTried) {
		return false
	}
	// Not with ctx: its time may be up because of this very parcel.
	if aside := w.db.SetAside(context.WithoutCancel(ctx), p.Seq); aside != nil {
		w.log.Error("cannot set aside what cannot be sent", "to", w.dest, "intake", p.ID, "error", aside)
		return false
	}
	w.log.Error("set aside what cannot be sent", "to", w.dest, "intake", p.ID, "error", err)
	return true
}

// settle frees the line, and gives back what was not sent.
func (w *worker) settle(ctx context.Context, o outcome, now time.Time) {
	delete(w.busy, o.line)
	if o.err == nil {
		w.fails = 0
		delete(w.holds, o.line)
		return
	}
	// Where the destination seems to be down, not every new parcel is worth a
	// look through all that waits.
	if w.fails++; w.fails >= linesAtOnce {
		w.quiet = later(w.quiet, now.Add(firstWait))
	}
	h := hold{wait: min(max(firstWait, 2*w.holds[o.line].wait), longestWait), seq: o.left[0].Seq, gone: o.gone}
	h.until = now.Add(h.wait)
	level := slog.LevelWarn
	if asked := (*RetryAfter)(nil); errors.As(o.err, &asked) && asked.Wait > 0 {
		level = slog.LevelInfo
		h.wait, h.until = w.holds[o.line].wait, now.Add(min(asked.Wait, longestAsked))
		if !asked.Patient {
			w.quiet = later(w.quiet, h.until)
		}
	}
	w.holds[o.line] = h
	for _, p := range o.left {
		w.db.Later(h.until, p.Seq)
	}
	if ctx.Err() == nil {
		w.log.Log(ctx, level, "delivery failed", "to", w.dest, "again_in", h.until.Sub(now), "error", o.err)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// nextLook is how long until something that waits may be sent.
func (w *worker) nextLook(now time.Time) time.Duration {
	if now.Before(w.quiet) {
		return w.quiet.Sub(now) // what came meanwhile was not looked at
	}
	at := now.Add(longestWait)
	if len(w.busy) == linesAtOnce {
		return longestWait // until one comes back
	}
	for line, h := range w.holds {
		if !w.busy[line] && h.until.Before(at) {
			at = h.until
		}
	}
	return max(at.Sub(now), 100*time.Millisecond)
}
