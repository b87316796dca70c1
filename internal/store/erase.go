package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"intake/internal/dialog"
)

// forget wipes what a conversation holds so far, in the transaction of the
// turn that asks for it. Its entries go, and with them what was not yet sent,
// except alerts: of their entries stays what staff need to be told. All ids
// heard so far are answered with the forgetting turn from now on.
func (db *DB) forget(ch *change, env *envelope, bx box) error {
	waiting := map[uint64]bool{} // entries with an alert not yet delivered
	for _, r := range db.out.of(ch.conv) {
		if r.alert {
			waiting[r.entry] = true
		} else {
			ch.struck = append(ch.struck, r)
		}
	}
	var stay []uint64
	for _, seq := range env.entries {
		key := numKey(seq)
		if !waiting[seq] {
			ch.writes = append(ch.writes, write{bucket: bEntry, key: key})
			continue
		}
		var raw []byte
		if err := db.view(func(b *buckets) error {
			raw = clone(b.at(bEntry).Get(key))
			return nil
		}); err != nil {
			return err
		}
		e, err := readEntry(bx, seq, raw)
		if err != nil {
			return err
		}
		plain, err := json.Marshal(dialog.Entry{N: e.N, At: e.At, By: e.By, Turn: dialog.Turn{
			State: e.Turn.State, Triage: e.Turn.Triage, Effects: e.Turn.Effects,
		}})
		if err != nil {
			return err
		}
		ch.writes = append(ch.writes, write{bEntry, key, bx.seal(nil, bEntry, key, plain)})
		stay = append(stay, seq)
	}
	env.entries = stay
	for i := range env.seen {
		env.seen[i].at = len(stay) // where the forgetting turn's entry goes
	}
	ch.writes = append(ch.writes, write{bMeta, metaDirty, []byte{1}})
	return nil
}

// Erase removes all of the persons named, each by the id of one of their
// intakes or as channel:user: conversations, transcripts, what was to be
// sent, their place in every list, their keys. Then the file is written anew,
// so that nothing of it stays in free pages either. It returns how many
// conversations went.
func (db *DB) Erase(ctx context.Context, whom ...string) (n int, err error) {
	if err := db.begin(); err != nil {
		return 0, err
	}
	defer db.end()
	for _, who := range whom {
		gone, err := db.erase(ctx, who)
		if err != nil {
			return n, fmt.Errorf("erase %s: %w", who, err)
		}
		n += gone
	}
	return n, db.compact(ctx)
}

func (db *DB) erase(ctx context.Context, who string) (int, error) {
	p, err := db.who(who)
	if err != nil {
		return 0, err
	}
	leave, err := db.lines.enter(ctx, p)
	if err != nil {
		return 0, err
	}
	defer leave()
	db.recent.take(p)

	// What must go is found before the write transaction, as with turns.
	var nums []uint64
	var raws []rawConv
	if err := db.view(func(b *buckets) error {
		if nums, err = db.numbers(b, p); err != nil {
			return err
		}
		for _, num := range nums {
			raws = append(raws, b.raw(num))
		}
		return nil
	}); err != nil {
		return 0, err
	}
	if len(nums) == 0 {
		return 0, ErrNotFound
	}
	dels := []write{{bucket: bUser, key: p[:]}, {bMeta, metaDirty, []byte{1}}}
	var struck []row
	for i, num := range nums {
		w, err := db.traces(raws[i])
		if err != nil {
			return 0, err
		}
		dels = append(dels, w...)
		struck = append(struck, db.out.of(num)...)
	}

	db.writing.Lock()
	defer db.writing.Unlock()
	err = db.update(func(b *buckets) error {
		for _, w := range dels {
			if err := b.write(w); err != nil {
				return err
			}
		}
		if err := b.strike(struck); err != nil {
			return err
		}
		return b.count(db)
	})
	if err != nil {
		return 0, err
	}
	db.out.remove(struck)
	return len(nums), nil
}

// who resolves an id or channel:user to a person.
func (db *DB) who(who string) (person, error) {
	if channel, user, ok := strings.Cut(who, ":"); ok {
		return db.vault.person(channel, user), nil
	}
	num, ok := db.vault.number(who)
	if !ok {
		return person{}, ErrNotFound
	}
	c, err := db.get(num)
	if err != nil {
		return person{}, err
	}
	return c.env.person, nil
}

// traces are the keys that one conversation has in the file, save its rows in
// the outbox.
func (db *DB) traces(raw rawConv) ([]write, error) {
	c, err := db.open(raw)
	if err != nil {
		return nil, err
	}
	if err := db.decode(c); err != nil {
		return nil, err
	}
	key := numKey(c.num)
	list := []write{
		{bucket: bConv, key: key},
		{bucket: bKey, key: key},
		{bucket: bStatus, key: statusKey(&c.state, c.num)},
	}
	if !c.state.Wake.IsZero() {
		list = append(list, write{bucket: bDue, key: dueKey(c.state.Wake, c.num)})
	}
	for _, seq := range c.env.entries {
		list = append(list, write{bucket: bEntry, key: numKey(seq)})
	}
	return list, nil
}
