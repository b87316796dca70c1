package store

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// asideDest begins the destination of what was set aside: a line that no
// worker serves, so that it stays for staff to see.
const asideDest = "aside:"

// SetAside takes a parcel that will never go out of its line, so that what
// follows is sent, and keeps it apart.
func (db *DB) SetAside(ctx context.Context, seq uint64) error {
	return db.relabel(ctx, seq, func(dest string) string { return asideDest + dest })
}

// Retry puts all that was set aside back to the end of its lines, and returns
// how much it was.
func (db *DB) Retry(ctx context.Context) (n int, err error) {
	db.out.mu.Lock()
	var seqs []uint64
	for dest, q := range db.out.dests {
		if strings.HasPrefix(dest, asideDest) {
			for _, r := range q.rows {
				seqs = append(seqs, r.seq)
			}
		}
	}
	db.out.mu.Unlock()
	for _, seq := range seqs {
		if err := db.relabel(ctx, seq, func(dest string) string { return strings.TrimPrefix(dest, asideDest) }); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// relabel moves a row to another destination, at once and durably. A row that
// is not there any more is left so.
func (db *DB) relabel(ctx context.Context, seq uint64, to func(string) string) error {
	if err := db.begin(); err != nil {
		return err
	}
	defer db.end()
	if err := ctx.Err(); err != nil {
		return err
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	var was []row
	db.out.mu.Lock()
	for _, q := range db.out.dests {
		if at, ok := q.find(seq); ok {
			was = append(was, q.rows[at])
		}
	}
	db.out.mu.Unlock()
	if len(was) == 0 {
		return nil
	}
	now := was[0]
	now.dest, now.seq = to(now.dest), db.lastRow.Add(1)
	if err := db.update(func(b *buckets) error {
		w := db.vault.writeRow(now)
		if err := b.at(bOutbox).Put(w.key, w.value); err != nil {
			return err
		}
		if err := b.strike(was); err != nil {
			return err
		}
		return b.count(db)
	}); err != nil {
		return fmt.Errorf("move what is to be sent: %w", err)
	}
	db.out.remove(was)
	db.out.add([]row{now})
	return nil
}

// A Line is what waits for one destination.
type Line struct {
	// Dest is "chat:" and a channel, "sink:" and a sink, or "staff" for what
	// waits for a first sink.
	Dest string
	// Aside is true for what was set aside there.
	Aside bool
	// N counts the parcels, Oldest is when the first of them came about.
	N      int
	Oldest time.Time
}

// Lines returns what waits to be sent, and what was set aside.
func (db *DB) Lines(ctx context.Context) ([]Line, error) {
	if err := db.begin(); err != nil {
		return nil, err
	}
	defer db.end()
	var lines []Line
	for _, dest := range db.Dests() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		db.out.mu.Lock()
		q := db.out.dests[dest]
		if q == nil || len(q.rows) == 0 {
			db.out.mu.Unlock()
			continue
		}
		first, l := q.rows[0], Line{N: len(q.rows)}
		db.out.mu.Unlock()
		l.Dest, l.Aside = strings.CutPrefix(dest, asideDest)
		if err := db.view(func(b *buckets) error {
			p, err := db.parcel(first, clone(b.at(bKey).Get(numKey(first.conv))), clone(b.at(bEntry).Get(numKey(first.entry))))
			l.Oldest = p.Entry.At
			return err
		}); err != nil {
			db.log.Error("cannot read what is to be sent", "intake", db.vault.shortID(first.conv), "error", err)
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// Writes reports whether turns can be kept: the last try to write succeeded.
func (db *DB) Writes() bool {
	db.writing.Lock()
	defer db.writing.Unlock()
	return !db.failing
}
