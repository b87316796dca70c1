package store

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"
)

// leaseFor is how long parcels that Next gave out are nobody else's.
const leaseFor = 2 * time.Minute

// An outbox is the outbox bucket in memory, so that a worker with nothing to
// do reads nothing. Rows enter it when their transaction has committed.
//
// Leases are kept here alone: one process sends. They run out, so that what a
// worker took and dropped comes again; delivery is at least once anyway.
type outbox struct {
	mu     sync.Mutex
	dests  map[string]*queue
	struck []row
	doubt  bool // a commit failed: the bucket may hold more than is known here
	// queued is signalled when there is more to send, strikes when there is
	// something to take out of the bucket.
	queued, strikes chan struct{}
}

// A queue is what waits for one destination, oldest first.
type queue struct {
	rows []row
	out  map[uint64]time.Time // by row: given out until then
	// later holds back all of a conversation, so that its order stays.
	later map[uint64]time.Time
}

func newOutbox() *outbox {
	return &outbox{dests: map[string]*queue{}, queued: make(chan struct{}, 1), strikes: make(chan struct{}, 1)}
}

// find returns where the row with this number is, or belongs.
func (q *queue) find(seq uint64) (at int, known bool) {
	return slices.BinarySearchFunc(q.rows, seq, func(r row, seq uint64) int { return cmp.Compare(r.seq, seq) })
}

func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// load adds the bucket's rows that are not known yet.
func (o *outbox) load(v *vault, b *buckets) error {
	var rows []row
	err := b.at(bOutbox).ForEach(func(k, value []byte) error {
		r, err := v.readRow(k, value)
		if err != nil {
			return fmt.Errorf("outbox %x: %w", k, err)
		}
		rows = append(rows, r)
		return nil
	})
	if err != nil {
		return err
	}
	o.mu.Lock()
	rows = slices.DeleteFunc(rows, func(r row) bool {
		return slices.ContainsFunc(o.struck, func(s row) bool { return s.seq == r.seq })
	})
	o.mu.Unlock()
	o.add(rows)
	return nil
}

func (o *outbox) add(rows []row) {
	if len(rows) == 0 {
		return
	}
	o.mu.Lock()
	for _, r := range rows {
		q := o.dests[r.dest]
		if q == nil {
			q = &queue{out: map[uint64]time.Time{}, later: map[uint64]time.Time{}}
			o.dests[r.dest] = q
		}
		if at, known := q.find(r.seq); !known {
			q.rows = slices.Insert(q.rows, at, r)
		}
	}
	o.mu.Unlock()
	poke(o.queued)
}

// each calls fn for every row with one of these numbers. o.mu is held.
func (o *outbox) each(seqs []uint64, fn func(q *queue, at int)) {
	for dest, q := range o.dests {
		for _, seq := range seqs {
			if at, ok := q.find(seq); ok {
				fn(q, at)
			}
		}
		if len(q.rows) == 0 {
			delete(o.dests, dest)
		}
	}
}

// drop takes a row out; mostly it is the oldest, and nothing need move.
func (q *queue) drop(at int) {
	delete(q.out, q.rows[at].seq)
	if at == 0 {
		q.rows = q.rows[1:]
	} else {
		q.rows = slices.Delete(q.rows, at, at+1)
	}
}

// remove drops rows that need not be sent any more.
func (o *outbox) remove(rows []row) {
	if len(rows) == 0 {
		return
	}
	seqs := make([]uint64, len(rows))
	for i, r := range rows {
		seqs[i] = r.seq
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.each(seqs, func(q *queue, at int) {
		delete(q.later, q.rows[at].conv) // an erased one never comes to clear it
		q.drop(at)
	})
}

// of returns what waits of one conversation.
func (o *outbox) of(conv uint64) (rows []row) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, q := range o.dests {
		for _, r := range q.rows {
			if r.conv == conv {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

func (o *outbox) takeStruck() []row {
	o.mu.Lock()
	defer o.mu.Unlock()
	rows := o.struck
	o.struck = nil
	return rows
}

// failed puts back what the failed transaction was to take out.
func (o *outbox) failed(struck []row) {
	o.mu.Lock()
	o.struck = append(struck, o.struck...)
	o.doubt = true
	o.mu.Unlock()
	if len(struck) > 0 {
		poke(o.strikes)
	}
}

func (o *outbox) takeDoubt() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	d := o.doubt
	o.doubt = false
	return d
}

func (o *outbox) lease(dest string, now time.Time, limit int) []row {
	o.mu.Lock()
	defer o.mu.Unlock()
	q := o.dests[dest]
	if q == nil {
		return nil
	}
	var rows []row
	held := map[uint64]bool{}
	for _, r := range q.rows {
		if len(rows) == limit {
			break
		}
		if held[r.conv] || now.Before(q.out[r.seq]) || now.Before(q.later[r.conv]) {
			held[r.conv] = true
			continue
		}
		delete(q.later, r.conv)
		q.out[r.seq] = now.Add(leaseFor)
		rows = append(rows, r)
	}
	return rows
}
