package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// A Report is what Verify counted and found.
type Report struct {
	Conversations, Entries, Parcels, Flows int
	Faults                                 []string // none: the data is whole
}

// maxFaults ends a report that only repeats itself.
const maxFaults = 100

// A verifier walks all that is stored.
type verifier struct {
	*DB
	ctx    context.Context
	b      *buckets
	report Report
	steps  int
	// counts of rows that conversations point at; each exists, so where the
	// sums differ something lies there that belongs to nobody.
	entries, users, status, due, keys int
}

var errEnough = errors.New("too many faults")

// Verify reads everything: the file's structure, every value with its seal or
// checksum, and whether what points at each other agrees. Turns wait
// meanwhile. The error says only that it could not be done; what is wrong
// with the data is in the report.
func (db *DB) Verify(ctx context.Context) (Report, error) {
	if err := db.begin(); err != nil {
		return Report{}, err
	}
	defer db.end()
	db.care.Lock()
	defer db.care.Unlock()
	db.writing.Lock() // bbolt's check must not meet a writer
	defer db.writing.Unlock()
	v := &verifier{DB: db, ctx: ctx}
	err := guarded(db.path(""), func() error {
		return db.bolt.View(func(tx *bbolt.Tx) error {
			v.b = bucketsOf(tx)
			if err := pages(tx); err != nil {
				return err
			}
			if err := v.walk(); err != nil {
				return err
			}
			if len(v.report.Faults) > 0 {
				return nil
			}
			// bbolt's own check trusts what it reads and ends the program
			// where that leads outside the file, so it comes last: it finds
			// what is left, pages lost or used twice.
			for err := range tx.Check(bbolt.WithKVStringer(shortKeys{})) {
				v.fault("file", err)
			}
			return nil
		})
	})
	switch {
	case ctx.Err() != nil:
		return v.report, fmt.Errorf("verify: %w", ctx.Err())
	case err != nil && !errors.Is(err, errEnough):
		v.fault("file", err)
	}
	return v.report, nil
}

// shortKeys names keys in faults without following a damaged length.
type shortKeys struct{}

func (shortKeys) KeyToString(k []byte) string   { return fmt.Sprintf("%d bytes", len(k)) }
func (shortKeys) ValueToString(v []byte) string { return fmt.Sprintf("%d bytes", len(v)) }

// pages checks the heads of all pages in use.
func pages(tx *bbolt.Tx) error {
	for id := 0; ; {
		p, err := tx.Page(id)
		switch {
		case err != nil:
			return err
		case p == nil:
			return nil
		case p.Type == "free":
			id++
			continue
		case len(p.Type) > len("freelist"):
			return fmt.Errorf("page %d is of no known type", id)
		}
		id += 1 + p.OverflowCount
		if last, err := tx.Page(id - 1); err != nil || last == nil {
			return fmt.Errorf("page %d goes on beyond the last one", p.ID)
		}
	}
}

func (v *verifier) fault(where string, err error) {
	if len(v.report.Faults) < maxFaults {
		v.report.Faults = append(v.report.Faults, fmt.Sprintf("%s: %v", where, err))
	}
}

// step is called for each row; it ends a walk that was given up.
func (v *verifier) step() error {
	if len(v.report.Faults) >= maxFaults {
		return errEnough
	}
	if v.steps++; v.steps&0xff == 0 {
		return v.ctx.Err()
	}
	return nil
}

// each calls fn for all rows of a bucket; its errors are faults. A row must
// also be found by its key, which reads the pages above it.
func (v *verifier) each(bucket int, fn func(k, value []byte) error) error {
	find := v.b.at(bucket).Cursor()
	return v.b.at(bucket).ForEach(func(k, value []byte) error {
		if found, _ := find.Seek(k); !bytes.Equal(found, k) {
			v.fault(fmt.Sprintf("%s %x", bucketNames[bucket], k), ErrNotFound)
		}
		if err := fn(k, value); err != nil {
			v.fault(fmt.Sprintf("%s %x", bucketNames[bucket], k), err)
		}
		return v.step()
	})
}

func (v *verifier) walk() error {
	for _, w := range []struct {
		bucket int
		fn     func(k, value []byte) error
	}{
		{bConv, v.conversation}, {bUser, v.user}, {bOutbox, v.parcel}, {bFlow, v.flow},
	} {
		if err := v.each(w.bucket, w.fn); err != nil {
			return err
		}
	}
	for _, c := range []struct{ bucket, pointed int }{
		{bEntry, v.entries}, {bStatus, v.status}, {bDue, v.due}, {bKey, v.keys}, {bConv, v.users},
	} {
		n := 0
		if err := v.each(c.bucket, func(_, _ []byte) error { n++; return nil }); err != nil {
			return err
		}
		if n != c.pointed {
			v.fault(string(bucketNames[c.bucket]), fmt.Errorf("%d rows, and %d that something points at", n, c.pointed))
		}
	}
	return nil
}

var errAbsent = errors.New("what it points at is absent")

func (v *verifier) conversation(k, value []byte) error {
	v.report.Conversations++
	num := keyNum(k)
	if num == 0 || num > v.b.at(bConv).Sequence() {
		return errors.New("a number that was never given")
	}
	c, err := v.open(rawConv{num, v.b.at(bKey).Get(k), value})
	if err != nil {
		return err
	}
	if v.vault.sealed {
		v.keys++
	}
	if err := v.decode(c); err != nil {
		return err
	}
	if c.state.ID != v.vault.shortID(num) {
		return fmt.Errorf("intake %s calls itself %s", v.vault.shortID(num), c.state.ID)
	}
	var last uint32
	for i, seq := range c.env.entries {
		if i > 0 && seq <= c.env.entries[i-1] {
			return fmt.Errorf("entry %d out of order", seq)
		}
		e, err := readEntry(c.box, seq, v.b.at(bEntry).Get(numKey(seq)))
		if err != nil {
			return err
		}
		if e.N <= last {
			return fmt.Errorf("entry %d: turn %d after turn %d", seq, e.N, last)
		}
		last = e.N
		v.entries++
		v.report.Entries++
	}
	sk := statusKey(&c.state, num)
	plain, err := v.vault.index.open(nil, bStatus, sk, v.b.at(bStatus).Get(sk))
	if err != nil {
		return fmt.Errorf("list row: %w", err)
	}
	if _, err := readRow(plain); err != nil {
		return err
	}
	v.status++
	if !c.state.Wake.IsZero() {
		if v.b.at(bDue).Get(dueKey(c.state.Wake, num)) == nil {
			return fmt.Errorf("when to wake: %w", errAbsent)
		}
		v.due++
	}
	return nil
}

func (v *verifier) user(k, value []byte) error {
	if len(k) != len(person{}) {
		return errDamaged
	}
	p := person(k)
	nums, err := v.numbers(v.b, p)
	if err != nil {
		return err
	}
	for _, num := range nums {
		raw := v.b.raw(num)
		c, err := v.open(raw)
		if err != nil {
			return err
		}
		if c.env.person != p {
			return fmt.Errorf("intake %s belongs to someone else", v.vault.shortID(num))
		}
		v.users++
	}
	return nil
}

func (v *verifier) parcel(k, value []byte) error {
	r, err := v.vault.readRow(k, value)
	if err != nil {
		return err
	}
	c, err := v.open(v.b.raw(r.conv))
	if err != nil {
		return err
	}
	e, err := readEntry(c.box, r.entry, v.b.at(bEntry).Get(numKey(r.entry)))
	if err != nil {
		return err
	}
	if r.effect >= len(e.Turn.Effects) {
		return errAbsent
	}
	v.report.Parcels++
	return nil
}

func (v *verifier) flow(k, value []byte) error {
	if _, err := v.vault.index.open(nil, bFlow, k, value); err != nil {
		return err
	}
	v.report.Flows++
	return nil
}
