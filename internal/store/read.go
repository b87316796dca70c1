package store

import (
	"encoding/json"
	"fmt"

	"intake/internal/dialog"
	"intake/internal/item"
)

// A conv is a conversation read for a step.
type conv struct {
	num   uint64
	env   *envelope
	box   box
	state dialog.State
}

// readEntry undoes what change wrote.
func readEntry(bx box, seq uint64, value []byte) (dialog.Entry, error) {
	var e dialog.Entry
	if value == nil {
		return e, fmt.Errorf("entry %d: %w", seq, ErrNotFound)
	}
	plain, err := bx.open(nil, bEntry, numKey(seq), value)
	if err != nil {
		return e, fmt.Errorf("entry %d: %w", seq, err)
	}
	if err := json.Unmarshal(plain, &e); err != nil {
		return e, fmt.Errorf("entry %d: %w", seq, err)
	}
	return e, nil
}

// A rawConv is a conversation's values as copied from a transaction.
type rawConv struct {
	num        uint64
	key, value []byte
}

func (b *buckets) raw(num uint64) rawConv {
	k := numKey(num)
	return rawConv{num, clone(b.at(bKey).Get(k)), clone(b.at(bConv).Get(k))}
}

// open reads the envelope, not yet the snapshot.
func (db *DB) open(raw rawConv) (*conv, error) {
	id := db.vault.shortID(raw.num)
	if raw.value == nil {
		return nil, fmt.Errorf("intake %s: %w", id, ErrNotFound)
	}
	c := &conv{num: raw.num}
	var err error
	if c.box, err = db.vault.boxOf(raw.num, raw.key); err != nil {
		return nil, fmt.Errorf("intake %s: its key: %w", id, err)
	}
	e := envelope{version: versionOf(raw.value)}
	plain, err := c.box.open(e.prefix(), bConv, numKey(raw.num), raw.value)
	if err == nil {
		c.env, err = readEnvelope(e.version, plain)
	}
	if err != nil {
		return nil, fmt.Errorf("intake %s: %w", id, err)
	}
	return c, nil
}

// get reads the conversation with this number.
func (db *DB) get(num uint64) (*conv, error) {
	var raw rawConv
	if err := db.view(func(b *buckets) error {
		raw = b.raw(num)
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read conversation: %w", err)
	}
	return db.open(raw)
}

// decode reads the snapshot as well.
func (db *DB) decode(c *conv) error {
	s, err := dialog.Decode(c.env.state, db.schemaOf)
	if err != nil {
		return fmt.Errorf("intake %s: %w", db.vault.shortID(c.num), err)
	}
	c.state = s
	return nil
}

// schemaOf finds the items of the content with this hash: today's, or that of
// an archive, read once.
func (db *DB) schemaOf(hash string) (*item.Schema, error) {
	if s, ok := db.schema.Load(hash); ok {
		return s.(*item.Schema), nil
	}
	archive, err := db.archive(hash)
	if err != nil {
		return nil, err
	}
	if db.opt.SchemaOf == nil {
		return nil, fmt.Errorf("content %s: nobody can read it", hash)
	}
	s, err := db.opt.SchemaOf(archive)
	if err != nil {
		return nil, fmt.Errorf("content %s: %w", hash, err)
	}
	kept, _ := db.schema.LoadOrStore(hash, s)
	return kept.(*item.Schema), nil
}

// numbers reads a person's conversations, oldest first.
func (db *DB) numbers(b *buckets, p person) ([]uint64, error) {
	value := b.at(bUser).Get(p[:])
	if value == nil {
		return nil, nil
	}
	plain, err := db.vault.index.open(nil, bUser, p[:], value)
	if err != nil {
		return nil, fmt.Errorf("a person's list: %w", err)
	}
	r := bytesReader{b: plain}
	list := r.deltas()
	if r.bad {
		return nil, fmt.Errorf("a person's list: %w", errDamaged)
	}
	return list, nil
}
