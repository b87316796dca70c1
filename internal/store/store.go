// Package store makes turns durable: a turn's whole consequence is written in
// one transaction, once, before anybody is answered.
//
// It is the only door to bbolt. The data directory (0700) holds intake.db
// (0600) and, while a process has it open, holder: who that is. The file's
// buckets, no key of which holds a name, a platform's user id or an answer:
//
//	conv    conversation number        -> version, then an envelope: who, entry list, ids seen, snapshot
//	user    keyed hash of the person   -> numbers of that person's conversations
//	entry   sequence                   -> one line of the transcript, as JSON
//	outbox  destination, sequence      -> which entry is to be carried out, a few bytes
//	status  status, time, number       -> what a list shows
//	due     time, number               -> nothing: what wakes it
//	flow    hash                       -> the content that conversations were begun with
//	key     conversation number        -> that conversation's own key, in sealed data
//	meta    format, salt, secret, dirty
//
// Numbers are big endian and given in the order conversations began, so that
// those spoken in now share a few pages however many lie behind them; what
// only grows is appended under one global sequence. Both are worth a factor
// of two at 64 patients. The words to send stand once, in the entry.
//
// A step runs outside the write transaction: a short read, the step, the
// encoding; then one committer writes all turns that wait in one transaction
// and decodes nothing in it (see commit.go). One person's messages go strictly
// one after the other, so nothing changes under a step.
//
// Every value carries a checksum, or in sealed data an authentication tag,
// over its bucket, its key and itself, so that damage and exchange are found
// when it is read.
package store

import (
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"

	"intake/internal/item"
)

// Options are what a program that opens a store must say of itself.
type Options struct {
	// Key seals the data: 32 bytes, or nil for data in the clear.
	Key []byte
	// Holder is what others are told who find the data taken: "intake serve".
	Holder string
	// Sinks are the names of the sinks that take what staff must get.
	Sinks []string
	// Direct names the channels that answer on the same call: their replies
	// are not queued.
	Direct []string
	// Flow is today's content; it is kept in the store.
	Flow Flow
	// SchemaOf returns the items of older content from its archive.
	SchemaOf func(archive []byte) (*item.Schema, error)
	Log      *slog.Logger
}

// A Flow is content as the store keeps it.
type Flow struct {
	Hash string
	// Archive returns the content itself. It is asked for only where the
	// store does not have it yet.
	Archive func() ([]byte, error)
	Schema  *item.Schema
}

// ErrNotFound says that no conversation has this id, no person this name, or
// no content this hash.
var ErrNotFound = errors.New("not found")

// ErrClosed answers calls to a store that was closed.
var ErrClosed = errors.New("the store is closed")

// Locked says that another process has the data open.
type Locked struct {
	Path   string // the data directory
	Holder string // process id and command, or "" if unknown
}

// Error names the holder and what to do.
func (e *Locked) Error() string {
	who := e.Holder
	if who == "" {
		who = "another process"
	}
	return fmt.Sprintf("the data in %s is in use by %s: stop that first, or choose another --data", e.Path, who)
}

// A DB is an open store. Its methods may be called by any number of
// goroutines.
type DB struct {
	dir    string
	recent recent
	opt    Options
	log    *slog.Logger
	vault  *vault
	direct map[string]bool
	out    *outbox
	lines  lines
	schema sync.Map // hash -> *item.Schema

	// life is held for reading by every call, for writing by Close.
	life   sync.RWMutex
	closed bool
	// handle guards bolt, which a compaction exchanges.
	handle sync.RWMutex
	bolt   *bbolt.DB
	// care is held by what works on the whole file, writing by whoever
	// writes. They are taken in the order line, care, writing, handle.
	care    sync.Mutex
	writing sync.Mutex

	// Numbers are given out before the transaction that writes them, so that
	// it is handed finished bytes; a failed commit leaves a gap. The bucket's
	// own sequence keeps the highest one written, so that none comes twice
	// even where the newest was erased.
	lastConv, lastEntry, lastRow atomic.Uint64

	// writing guards these two.
	failing   bool // the last commit failed
	unsettled bool // the file was exchanged, and a crash may undo that
	syncDir   func(dir string) error

	work chan *change
	quit chan struct{}
	done chan struct{} // closed when the committer has ended
}

// begin holds the store open for one call.
func (db *DB) begin() error {
	db.life.RLock()
	if db.closed {
		db.life.RUnlock()
		return ErrClosed
	}
	return nil
}

func (db *DB) end() { db.life.RUnlock() }

// view reads in a short transaction. What fn takes out of it must be copied.
func (db *DB) view(fn func(*buckets) error) error {
	db.handle.RLock()
	defer db.handle.RUnlock()
	return db.bolt.View(func(tx *bbolt.Tx) error { return fn(bucketsOf(tx)) })
}
