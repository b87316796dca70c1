package store

// The floor is what the program is measured against: the same bytes into the
// same file by the same committer, with nothing read, decided, encoded or
// sealed. It stands here, and not beside the benchmark that runs it, because
// bbolt and the layout stay behind this door.

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"intake/internal/dialog"
)

// A Sample is one conversation as the program leaves it.
type Sample struct {
	State   dialog.State
	Entries []dialog.Entry
}

// fillStep is how many conversations Fill writes in one transaction.
const fillStep = 256

// FillUser is the user id of the i-th conversation that Fill makes, from 0.
func FillUser(i int) string { return fmt.Sprintf("bench-%07d", i) }

// Fill adds n copies of a conversation to an open store, each of a patient of
// its own on the sample's channel, begun a minute after the other. It is how
// a benchmark gets years of data in seconds: it does not wait for the disk
// until the end, so a crash may leave nothing that can be read.
func (db *DB) Fill(ctx context.Context, n int, of Sample) error {
	if err := db.begin(); err != nil {
		return err
	}
	defer db.end()
	db.writing.Lock()
	defer db.writing.Unlock()
	db.bolt.NoSync = true
	defer func() { db.bolt.NoSync = false }()
	for i := 0; i < n; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := db.bolt.Update(func(tx *bbolt.Tx) error {
			b := bucketsOf(tx)
			for end := min(n, i+fillStep); i < end; i++ {
				ch, err := db.copyOf(of, i)
				if err != nil {
					return err
				}
				if err := b.apply(ch); err != nil {
					return err
				}
			}
			return b.count(db)
		}); err != nil {
			return fmt.Errorf("fill: %w", err)
		}
	}
	return db.bolt.Sync()
}

// copyOf is the i-th conversation of Fill as one change.
func (db *DB) copyOf(of Sample, i int) (*change, error) {
	s := of.State
	later := time.Duration(i) * time.Minute
	s.User, s.Opened, s.Spoke = FillUser(i), s.Opened.Add(later), s.Spoke.Add(later)
	num := db.lastConv.Add(1)
	s.ID = db.vault.shortID(num)
	ch := &change{conv: num}
	env := &envelope{version: 1, person: db.vault.person(s.Channel, s.User)}
	bx, kept, err := db.vault.newBox(num)
	if err != nil {
		return nil, err
	}
	if kept != nil {
		ch.writes = append(ch.writes, write{bKey, numKey(num), kept})
	}
	for _, e := range of.Entries {
		plain, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		seq := db.lastEntry.Add(1)
		env.entries = append(env.entries, seq)
		env.seen = append(env.seen, sight{db.vault.mark(fmt.Sprint(seq)), len(env.entries) - 1})
		ch.writes = append(ch.writes, write{bEntry, numKey(seq), bx.seal(nil, bEntry, numKey(seq), plain)})
	}
	env.seen = env.seen[max(0, len(env.seen)-window):]
	db.index(ch, env, nil, &s)
	if env.state, err = s.AppendBinary(nil); err != nil {
		return nil, err
	}
	who, key := env.person, numKey(num)
	ch.writes = append(ch.writes,
		write{bUser, who[:], db.vault.index.seal(nil, bUser, who[:], appendDeltas(nil, []uint64{num}))},
		write{bConv, key, bx.seal(env.prefix(), bConv, key, env.body())})
	return ch, nil
}

// Floored is what the floor reached.
type Floored struct {
	Turns int
	Took  time.Duration
	Waits []time.Duration // of each turn
}

// Floor lets patients send turns each, one after the other, into the newest
// conversations of a store that Fill made: the sample's snapshot and its last
// entry, made ready beforehand, and as many outbox rows. The store is spoilt
// for anything else.
func (db *DB) Floor(ctx context.Context, patients, turns, rows int, of Sample) (Floored, error) {
	if err := db.begin(); err != nil {
		return Floored{}, err
	}
	defer db.end()
	newest := db.lastConv.Load()
	if uint64(patients) > newest || len(of.Entries) == 0 {
		return Floored{}, fmt.Errorf("floor: %d conversations, %d entries in the sample: too few", newest, len(of.Entries))
	}
	ready := make([]*change, patients)
	for i := range ready {
		c, err := db.get(newest - uint64(i))
		if err != nil {
			return Floored{}, fmt.Errorf("floor: %w", err)
		}
		if ready[i], err = db.ready(c, rows, of); err != nil {
			return Floored{}, fmt.Errorf("floor: %w", err)
		}
	}
	waits := make([][]time.Duration, patients)
	errs := make(chan error, patients)
	var wg sync.WaitGroup
	start := time.Now()
	for i, ch := range ready {
		waits[i] = make([]time.Duration, 0, turns)
		wg.Go(func() {
			for range turns {
				from := time.Now()
				if err := ctx.Err(); err != nil {
					errs <- err
					return
				}
				if err := db.send(ch); err != nil {
					errs <- err
					return
				}
				waits[i] = append(waits[i], time.Since(from))
			}
		})
	}
	wg.Wait()
	f := Floored{Took: time.Since(start)}
	for _, w := range waits {
		f.Turns += len(w)
		f.Waits = append(f.Waits, w...)
	}
	select {
	case err := <-errs:
		return f, fmt.Errorf("floor: %w", err)
	default:
		return f, nil
	}
}

// ready makes the writes of one patient's turns: snapshot, entry, rows.
func (db *DB) ready(c *conv, rows int, of Sample) (*change, error) {
	key, later := numKey(c.num), numKey(0)
	plain, err := json.Marshal(of.Entries[len(of.Entries)-1])
	if err != nil {
		return nil, err
	}
	ch := &change{conv: c.num, was: c.env.version, writes: []write{
		{bConv, key, c.box.seal(c.env.prefix(), bConv, key, c.env.body())},
		{bEntry, later, c.box.seal(nil, bEntry, later, plain)},
	}}
	for range rows {
		ch.writes = append(ch.writes, db.vault.writeRow(row{dest: staffDest, conv: c.num, entry: 1 << 20}))
	}
	return ch, nil
}

// send commits a ready change under the next numbers.
func (db *DB) send(ch *change) error {
	next := *ch
	next.writes = append([]write(nil), ch.writes...)
	for i := range next.writes {
		w := &next.writes[i]
		switch w.bucket {
		case bConv:
			w.value = clone(w.value)
			binary.BigEndian.PutUint32(w.value[1:], ch.was+1)
		case bEntry:
			w.key = numKey(db.lastEntry.Add(1))
		case bOutbox:
			w.key = rowKey(staffDest, db.lastRow.Add(1))
		}
	}
	if err := db.submit(&next); err != nil {
		return err
	}
	ch.was++
	return nil
}
