package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"
)

// maxGroup is how many turns one transaction takes. More gain nothing and
// make the first wait for the last.
const maxGroup = 1000

// strikeAfter is how long delivered parcels stay in the file when no turn
// comes whose transaction could take them out.
const strikeAfter = 200 * time.Millisecond

// A write is one key set, or taken out where value is nil.
type write struct {
	bucket     int
	key, value []byte
}

// A change is one turn as finished bytes: these, if the conversation is still
// at that version.
type change struct {
	conv   uint64
	was    uint32 // the version it builds upon; 0 for a new conversation
	writes []write
	rows   []row // what it adds to the outbox
	struck []row // what it takes out of it
	done   chan error
}

var errStale = errors.New("the conversation was changed by someone else")

// submit hands a change to the committer and waits for its word. It does not
// listen to a context: once handed over, the turn may be on disk.
func (db *DB) submit(c *change) error {
	for _, w := range c.writes {
		if len(w.key) == 0 || len(w.key) > bbolt.MaxKeySize || len(w.value) > bbolt.MaxValueSize {
			return fmt.Errorf("cannot store a key of %d bytes with a value of %d", len(w.key), len(w.value))
		}
	}
	c.done = make(chan error, 1)
	db.work <- c
	return <-c.done
}

// run is the committer: it takes whatever waits when the last commit ends, in
// one transaction. A lone turn never waits for company.
func (db *DB) run() {
	defer close(db.done)
	var idle <-chan time.Time
	var group []*change
	for {
		group = group[:0]
		select {
		case c := <-db.work:
			group = append(group, c)
		case <-db.out.strikes:
			if idle == nil {
				idle = time.After(strikeAfter)
			}
			continue
		case <-idle:
			idle = nil
		case <-db.quit:
			db.commit(nil)
			return
		}
	more:
		for len(group) > 0 && len(group) < maxGroup {
			select {
			case c := <-db.work:
				group = append(group, c)
			default:
				break more
			}
		}
		db.commit(group)
	}
}

// commit writes a group and what was struck meanwhile, and tells each turn
// what became of it. A turn that cannot be applied is refused alone. When the
// transaction fails, the old state stays and all are refused.
func (db *DB) commit(group []*change) {
	db.writing.Lock()
	defer db.writing.Unlock()
	struck := db.out.takeStruck()
	for len(group)+len(struck) > 0 {
		bad := -1
		err := db.update(func(b *buckets) error {
			if err := b.strike(struck); err != nil {
				return err
			}
			for i, c := range group {
				if err := b.apply(c); err != nil {
					bad = i
					return err
				}
			}
			return b.count(db)
		})
		if bad >= 0 {
			group[bad].done <- fmt.Errorf("keep turn: %w", err)
			group = slices.Delete(group, bad, bad+1)
			continue
		}
		if err != nil {
			if !db.failing {
				db.log.Error("nothing can be written; every turn is refused until it can", "error", err)
			}
			db.out.failed(struck)
		} else {
			if db.failing {
				db.log.Info("turns are written again")
			}
			db.settled(group)
		}
		db.failing = err != nil
		for _, c := range group {
			if err != nil {
				c.done <- fmt.Errorf("keep turn: %w", err)
			} else {
				c.done <- nil
			}
		}
		return
	}
}

// update writes in one transaction. db.writing is held.
func (db *DB) update(fn func(*buckets) error) error {
	if err := db.settleName(); err != nil {
		return err
	}
	return db.bolt.Update(func(tx *bbolt.Tx) error { return fn(bucketsOf(tx)) })
}

// settled brings the outbox in memory in line with what was written.
func (db *DB) settled(group []*change) {
	if db.out.takeDoubt() {
		// The commit that failed may have reached the disk all the same.
		if err := db.view(func(b *buckets) error { return db.out.load(db.vault, b) }); err != nil {
			db.log.Error("read outbox again", "error", err)
		}
	}
	for _, c := range group {
		db.out.remove(c.struck)
		db.out.add(c.rows)
	}
}

// apply writes one change; it decodes nothing.
func (b *buckets) apply(c *change) error {
	if v := versionOf(b.at(bConv).Get(numKey(c.conv))); v != c.was {
		return fmt.Errorf("%w: version %d, not %d", errStale, v, c.was)
	}
	for _, w := range c.writes {
		if err := b.write(w); err != nil {
			return err
		}
	}
	return b.strike(c.struck)
}

func (b *buckets) write(w write) error {
	if w.value == nil {
		return b.at(w.bucket).Delete(w.key)
	}
	return b.at(w.bucket).Put(w.key, w.value)
}

// strike takes rows out of the outbox.
func (b *buckets) strike(rows []row) error {
	for _, r := range rows {
		if err := b.at(bOutbox).Delete(rowKey(r.dest, r.seq)); err != nil {
			return err
		}
		if r.parting {
			if err := b.at(bMeta).Put(metaDirty, []byte{1}); err != nil {
				return err
			}
		}
	}
	return nil
}

// count keeps the highest numbers given out. Where several goroutines hold
// numbers not yet written, it runs ahead, which does no harm.
func (b *buckets) count(db *DB) error {
	for bucket, last := range map[int]uint64{
		bConv: db.lastConv.Load(), bEntry: db.lastEntry.Load(), bOutbox: db.lastRow.Load(),
	} {
		if b.at(bucket).Sequence() < last {
			if err := b.at(bucket).SetSequence(last); err != nil {
				return err
			}
		}
	}
	return nil
}

// clone copies what must outlive its transaction; nil stays nil.
func clone(b []byte) []byte { return bytes.Clone(b) }
