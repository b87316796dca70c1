package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"intake/internal/dialog"
)

// Destinations. A patient's chat is "chat:" and the channel, a sink "sink:"
// and its name; staffDest holds what waits for a first sink.
const (
	chatDest  = "chat:"
	sinkDest  = "sink:"
	staffDest = "staff"
)

// leaseFor is how long parcels that Next gave out are nobody else's.
const leaseFor = 2 * time.Minute

// A Parcel is one thing to be carried out: the replies of a turn to its
// patient, or one effect to one sink.
type Parcel struct {
	Seq     uint64
	Dest    string
	ID      string // the conversation
	Channel string // for replies: where
	User    string // and to whom
	// Entry is the turn that caused it; Effect points into it, nil for
	// replies.
	Entry  dialog.Entry
	Effect *dialog.Effect
	at     int
}

// Key names the parcel for services that can spot a duplicate: the same each
// time it is delivered.
func (p *Parcel) Key() string {
	if p.Effect == nil {
		return fmt.Sprintf("%s.%d", p.ID, p.Entry.N)
	}
	return fmt.Sprintf("%s.%d.%s.%d", p.ID, p.Entry.N, p.Effect.Kind, p.at)
}

// A row is a parcel as it lies in the outbox: it only points at the entry.
type row struct {
	dest        string
	seq         uint64
	conv, entry uint64
	effect      int    // position in the turn's effects, -1 for the replies
	user        string // whom the replies are for
	alert       bool   // outlives a forgetting
	// parting marks the last words to a patient who was forgotten: the user
	// id must leave the file with it.
	parting bool
}

func (r *row) append(b []byte) []byte {
	b = binary.AppendUvarint(b, r.conv)
	b = binary.AppendUvarint(b, r.entry)
	b = binary.AppendVarint(b, int64(r.effect))
	var flags byte
	if r.alert {
		flags |= 1
	}
	if r.parting {
		flags |= 2
	}
	return appendText(append(b, flags), r.user)
}

func (v *vault) readRow(key, value []byte) (row, error) {
	at := len(key) - 9
	if at < 1 {
		return row{}, errDamaged
	}
	plain, err := v.index.open(nil, bOutbox, key, value)
	if err != nil {
		return row{}, err
	}
	b := bytesReader{b: plain}
	r := row{dest: string(key[:at]), seq: keyNum(key[at+1:])}
	r.conv, r.entry, r.effect = b.uvarint(), b.uvarint(), int(b.varint())
	if f := b.take(1); f != nil {
		r.alert, r.parting = f[0]&1 != 0, f[0]&2 != 0
	}
	r.user = b.text()
	if b.bad {
		return row{}, errDamaged
	}
	return r, nil
}

func (v *vault) writeRow(r row) write {
	key := rowKey(r.dest, r.seq)
	return write{bOutbox, key, v.index.seal(nil, bOutbox, key, r.append(nil))}
}

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
	err := b[bOutbox].ForEach(func(k, value []byte) error {
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
	o.each(seqs, (*queue).drop)
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

// Dests returns the destinations for which something waits, in order.
func (db *DB) Dests() []string {
	db.out.mu.Lock()
	defer db.out.mu.Unlock()
	var list []string
	for d := range db.out.dests {
		list = append(list, d)
	}
	slices.Sort(list)
	return list
}

// Queued signals that there may be more to send. It holds one signal, so one
// goroutine must listen and look at all of Dests.
func (db *DB) Queued() <-chan struct{} { return db.out.queued }

// Next leases up to limit parcels for dest, oldest first, and those of one
// conversation in order. What is leased is not given out again until Done,
// or Later, or two minutes after now; while any of a conversation's parcels
// for dest are out, the others of it wait, so that one patient's replies
// leave in order and one who cannot be reached holds up no other.
func (db *DB) Next(ctx context.Context, dest string, now time.Time, limit int) ([]Parcel, error) {
	if err := db.begin(); err != nil {
		return nil, err
	}
	defer db.end()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rows := db.out.lease(dest, now, limit)
	if len(rows) == 0 {
		return nil, nil
	}
	type raw struct{ key, entry []byte }
	raws := make([]raw, len(rows))
	if err := db.view(func(b *buckets) error {
		for i, r := range rows {
			raws[i] = raw{clone(b[bKey].Get(numKey(r.conv))), clone(b[bEntry].Get(numKey(r.entry)))}
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	parcels := make([]Parcel, 0, len(rows))
	for i, r := range rows {
		p, err := db.parcel(r, raws[i].key, raws[i].entry)
		if err != nil {
			db.log.Error("cannot read what is to be sent", "intake", db.vault.shortID(r.conv), "error", err)
			db.Later(now.Add(time.Hour), r.seq)
			continue
		}
		parcels = append(parcels, p)
	}
	return parcels, nil
}

func (db *DB) parcel(r row, key, entry []byte) (Parcel, error) {
	bx, err := db.vault.boxOf(r.conv, key)
	if err != nil {
		return Parcel{}, err
	}
	e, err := readEntry(bx, r.entry, entry)
	if err != nil {
		return Parcel{}, err
	}
	p := Parcel{Seq: r.seq, Dest: r.dest, ID: db.vault.shortID(r.conv), User: r.user, Entry: e, at: r.effect}
	switch {
	case r.effect >= len(e.Turn.Effects):
		return Parcel{}, errDamaged
	case r.effect >= 0:
		p.Effect = &p.Entry.Turn.Effects[r.effect]
	default:
		p.Channel = strings.TrimPrefix(r.dest, chatDest)
	}
	return p, nil
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

// Done strikes out parcels that were delivered. They leave the file with
// whatever commits next, or shortly after; a crash before that delivers them
// again.
func (db *DB) Done(seqs ...uint64) {
	db.out.mu.Lock()
	db.out.each(seqs, func(q *queue, at int) {
		db.out.struck = append(db.out.struck, q.rows[at])
		q.drop(at)
	})
	db.out.mu.Unlock()
	poke(db.out.strikes)
}

// Later gives parcels back: they and what follows them in their conversations
// are not given out until then.
func (db *DB) Later(until time.Time, seqs ...uint64) {
	db.out.mu.Lock()
	defer db.out.mu.Unlock()
	db.out.each(seqs, func(q *queue, at int) {
		delete(q.out, q.rows[at].seq)
		q.later[q.rows[at].conv] = until
	})
}
