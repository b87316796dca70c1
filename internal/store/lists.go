package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"intake/internal/dialog"
)

// List returns all intakes, those opened first first.
func (db *DB) List(ctx context.Context) ([]Row, error) {
	if err := db.begin(); err != nil {
		return nil, err
	}
	defer db.end()
	type raw struct {
		num        uint64
		key, value []byte
	}
	var raws []raw
	if err := db.view(func(b *buckets) error {
		return b.at(bStatus).ForEach(func(k, v []byte) error {
			if len(raws)&0xfff == 0 {
				if err := ctx.Err(); err != nil {
					return err
				}
			}
			if len(k) != 17 {
				return fmt.Errorf("status %x: %w", k, errDamaged)
			}
			raws = append(raws, raw{keyNum(k[9:]), clone(k), clone(v)})
			return nil
		})
	}); err != nil {
		return nil, fmt.Errorf("list: %w", err)
	}
	// Keys begin with the group; the time and the number follow.
	slices.SortFunc(raws, func(a, b raw) int { return slices.Compare(a.key[1:], b.key[1:]) })
	rows := make([]Row, 0, len(raws))
	for _, r := range raws {
		plain, err := db.vault.index.open(nil, bStatus, r.key, r.value)
		if err != nil {
			return nil, fmt.Errorf("list: intake %s: %w", db.vault.shortID(r.num), err)
		}
		row, err := readRow(plain)
		if err != nil {
			return nil, fmt.Errorf("list: intake %s: %w", db.vault.shortID(r.num), err)
		}
		row.ID = db.vault.shortID(r.num)
		rows = append(rows, row)
	}
	return rows, nil
}

// Get returns one intake with its transcript.
func (db *DB) Get(ctx context.Context, id string) (dialog.State, []dialog.Entry, error) {
	if err := db.begin(); err != nil {
		return dialog.State{}, nil, err
	}
	defer db.end()
	num, ok := db.vault.number(id)
	if !ok {
		return dialog.State{}, nil, fmt.Errorf("intake %s: %w", id, ErrNotFound)
	}
	if err := ctx.Err(); err != nil {
		return dialog.State{}, nil, err
	}
	// Snapshot and entries come from one transaction, so that they agree.
	var c *conv
	var raws [][]byte
	if err := db.view(func(b *buckets) error {
		var err error
		if c, err = db.open(b.raw(num)); err != nil {
			return err
		}
		for _, seq := range c.env.entries {
			raws = append(raws, clone(b.at(bEntry).Get(numKey(seq))))
		}
		return nil
	}); err != nil {
		return dialog.State{}, nil, err
	}
	if err := db.decode(c); err != nil {
		return dialog.State{}, nil, err
	}
	entries := make([]dialog.Entry, 0, len(raws))
	for i, raw := range raws {
		e, err := readEntry(c.box, c.env.entries[i], raw)
		if err != nil {
			return dialog.State{}, nil, fmt.Errorf("intake %s: %w", id, err)
		}
		entries = append(entries, e)
	}
	return c.state, entries, nil
}

// Flow returns the archive of the content with this hash.
func (db *DB) Flow(hash string) ([]byte, error) {
	if err := db.begin(); err != nil {
		return nil, err
	}
	defer db.end()
	return db.archive(hash)
}

func (db *DB) archive(hash string) ([]byte, error) {
	if hash == "" {
		return nil, fmt.Errorf("content: %w", ErrNotFound)
	}
	key := []byte(hash)
	var value []byte
	if err := db.view(func(b *buckets) error {
		value = clone(b.at(bFlow).Get(key))
		return nil
	}); err != nil {
		return nil, fmt.Errorf("content %s: %w", hash, err)
	}
	if value == nil {
		return nil, fmt.Errorf("content %s: %w", hash, ErrNotFound)
	}
	plain, err := db.vault.index.open(nil, bFlow, key, value)
	if err != nil {
		return nil, fmt.Errorf("content %s: %w", hash, err)
	}
	return plain, nil
}

// wakers is how many sleepers are stepped side by side, so that their turns
// share commits.
const wakers = 64

// Wake steps every conversation whose time has come, as Turn would, and
// returns how many. One that fails is tried again at the next call; the
// others go on.
func (db *DB) Wake(ctx context.Context, now time.Time, step func(dialog.State) (dialog.State, dialog.Turn)) (n int, err error) {
	if err := db.begin(); err != nil {
		return 0, err
	}
	defer db.end()
	var nums []uint64
	if err := db.view(func(b *buckets) error {
		c := b.at(bDue).Cursor()
		for k, _ := c.First(); len(k) == 16 && keyNum(k[:8]) <= millis(now); k, _ = c.Next() {
			nums = append(nums, keyNum(k[8:]))
		}
		return nil
	}); err != nil {
		return 0, fmt.Errorf("wake: %w", err)
	}
	due := func(s dialog.State) bool { return !s.Wake.IsZero() && !s.Wake.After(now) }
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		fail error // the first: of many sleepers one cause tells enough
		next = make(chan uint64)
	)
	for range min(wakers, len(nums)) {
		wg.Go(func() {
			for num := range next {
				_, moved, err := db.move(ctx, num, now, "clock", step, due)
				mu.Lock()
				if moved {
					n++
				}
				if err != nil && fail == nil && !errors.Is(err, ErrNotFound) { // erased meanwhile
					fail = fmt.Errorf("wake: %w", err)
				}
				mu.Unlock()
			}
		})
	}
feed:
	for _, num := range nums {
		select {
		case next <- num:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	wg.Wait()
	return n, cmp.Or(fail, ctx.Err())
}
