package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

const (
	fileName   = "intake.db"
	holderName = "holder"
)

// lockWait is how long Open waits for a process that is about to end.
const lockWait = time.Second

// boltOptions maps a file of this size with much room to grow: address space,
// not memory. A file that outgrows its map must wait for every reader.
func boltOptions(size int) *bbolt.Options {
	return &bbolt.Options{
		Timeout: lockWait, FreelistType: bbolt.FreelistMapType, NoStatistics: true,
		InitialMmapSize: max(1<<30, 4*size),
	}
}

// Open opens the store in dir, making both where they are missing. Each way
// in which a directory can be unfit is told in one sentence that says what to
// do.
func Open(dir string, opt Options) (*DB, error) {
	if opt.Key != nil && len(opt.Key) != 32 {
		return nil, fmt.Errorf("the key that seals the data must have 32 bytes, not %d", len(opt.Key))
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if err := fitDir(dir); err != nil {
		return nil, err
	}
	db := &DB{
		dir: dir, opt: opt, log: opt.Log, direct: map[string]bool{}, out: newOutbox(), syncDir: syncDir,
		work: make(chan *change, maxGroup), quit: make(chan struct{}), done: make(chan struct{}),
	}
	for _, c := range opt.Direct {
		db.direct[c] = true
	}
	if err := guarded(db.path(""), db.setUp); err != nil {
		if db.bolt != nil {
			_ = db.bolt.Close()
		}
		return nil, err
	}
	go db.run()
	return db, nil
}

// guarded turns into an error what a damaged file does to bbolt: panics, and
// faults where a page number leads outside the file.
func guarded(path string, fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s is damaged (%v): put it aside and restore a backup", path, r)
		}
	}()
	return fn()
}

// fitDir makes the directory, or says what is wrong with it.
func fitDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("cannot make the data directory: %w", err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("cannot read the data directory: %w", err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file: --data takes a directory", dir)
	case info.Mode().Perm()&0o022 != 0 && info.Mode()&fs.ModeSticky == 0:
		return fmt.Errorf("others may write to the data directory %s: run chmod 700 on it", dir)
	}
	return nil
}

// openFile locks and maps the file.
func openFile(dir string) (bolt *bbolt.DB, err error) {
	path := filepath.Join(dir, fileName)
	size := 0
	if info, err := os.Stat(path); err == nil {
		if size = int(info.Size()); info.Mode().Perm()&0o077 != 0 {
			if err := os.Chmod(path, 0o600); err != nil {
				return nil, fmt.Errorf("others may read %s, and that cannot be changed: %w", path, err)
			}
		}
	}
	var file *os.File
	opt := boltOptions(size)
	opt.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		var err error
		file, err = os.OpenFile(name, flag, mode)
		return file, err
	}
	opened := false
	defer func() {
		if !opened && file != nil { // a panic of bbolt's leaves it open, and locked
			_ = file.Close()
		}
	}()
	for range 2 {
		bolt, err = bbolt.Open(path, 0o600, opt)
		switch {
		case errors.Is(err, berrors.ErrTimeout):
			who, _ := os.ReadFile(filepath.Join(dir, holderName))
			return nil, &Locked{Path: dir, Holder: strings.TrimSpace(string(who))}
		case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
			return nil, fmt.Errorf("%s was not written by intake, or is damaged: choose another --data, or put it aside and restore a backup", path)
		case errors.Is(err, fs.ErrPermission):
			return nil, fmt.Errorf("cannot open the data as this user: %w", err)
		case err != nil:
			return nil, fmt.Errorf("open data: %w", err)
		}
		// Whoever held the lock may have put another file in the place of
		// the one waited for.
		ours, err1 := file.Stat()
		named, err2 := os.Stat(path)
		if err1 == nil && err2 == nil && os.SameFile(ours, named) {
			opened = true
			return bolt, nil
		}
		_ = bolt.Close()
	}
	return nil, fmt.Errorf("open data: %s keeps being exchanged", path)
}

// setUp opens the file and reads what is kept in memory. It writes only what
// is missing, so that data on a full disk can still be read.
func (db *DB) setUp() error {
	var err error
	if db.bolt, err = openFile(db.dir); err != nil {
		return err
	}
	for _, rest := range []string{".new", ".copy"} { // of a crash
		_ = os.Remove(db.path(rest))
	}
	if err := db.bolt.View(db.fresh); errors.Is(err, errFresh) {
		if err := db.bolt.Update(func(tx *bbolt.Tx) error { return found(tx, db.opt.Key) }); err != nil {
			return fmt.Errorf("lay out %s: %w", db.path(""), err)
		}
	} else if err != nil {
		return err
	}
	missing := false // today's content
	if err := db.view(func(b *buckets) error {
		if db.vault, err = db.unlock(b.at(bMeta)); err != nil {
			return err
		}
		db.lastConv.Store(b.at(bConv).Sequence())
		db.lastEntry.Store(b.at(bEntry).Sequence())
		db.lastRow.Store(b.at(bOutbox).Sequence())
		for _, bucket := range []int{bConv, bEntry} {
			if k, _ := b.at(bucket).Cursor().Last(); keyNum(k) > b.at(bucket).Sequence() {
				// To go on would give numbers twice.
				return fmt.Errorf("%s is damaged (numbers beyond the last): put it aside and restore a backup", db.path(""))
			}
		}
		missing = db.opt.Flow.Hash != "" && b.at(bFlow).Get([]byte(db.opt.Flow.Hash)) == nil
		return db.out.load(db.vault, b)
	}); err != nil {
		return err
	}
	if f := db.opt.Flow; f.Schema != nil {
		db.schema.Store(f.Hash, f.Schema)
	}
	waiting := db.out.dests[staffDest] != nil && len(db.opt.Sinks) > 0
	var archive []byte
	if missing {
		if archive, err = db.opt.Flow.Archive(); err != nil {
			return fmt.Errorf("keep today's flow: %w", err)
		}
	}
	if missing || waiting {
		if err := db.bolt.Update(func(tx *bbolt.Tx) error {
			b := bucketsOf(tx)
			if missing {
				key := []byte(db.opt.Flow.Hash)
				if err := b.at(bFlow).Put(key, db.vault.index.seal(nil, bFlow, key, archive)); err != nil {
					return err
				}
			}
			if waiting {
				return db.hire(b)
			}
			return nil
		}); err != nil {
			return fmt.Errorf("open data: %w", err)
		}
	}
	holder := fmt.Sprintf("%s (process %d)\n", db.opt.Holder, os.Getpid())
	if err := os.WriteFile(filepath.Join(db.dir, holderName), []byte(holder), 0o600); err != nil {
		db.log.Warn("others will not be told who holds the data", "error", err)
	}
	return nil
}

var errFresh = errors.New("the file is new")

// fresh tells a new file from ours and from somebody else's.
func (db *DB) fresh(tx *bbolt.Tx) error {
	k, _ := tx.Cursor().First()
	if k == nil {
		return errFresh
	}
	for _, name := range bucketNames {
		if tx.Bucket(name) == nil {
			return fmt.Errorf("%s was not written by intake: choose another --data", db.path(""))
		}
	}
	return nil
}

// Close ends the store: it waits for the calls under way, writes what was
// struck out, and wipes free pages where that is due.
func (db *DB) Close() error {
	db.life.Lock()
	defer db.life.Unlock()
	if db.closed {
		return nil
	}
	db.closed = true
	close(db.quit)
	<-db.done
	if info, err := os.Stat(db.path("")); err == nil && info.Size() <= maxTidy {
		if err := db.compact(context.Background()); err != nil {
			db.log.Error("wipe free pages", "error", err)
		}
	}
	_ = os.Remove(filepath.Join(db.dir, holderName))
	return db.bolt.Close()
}
