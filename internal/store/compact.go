package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// maxTidy is the largest file that Close writes anew; a larger one is left to
// the sweeper, so that a restart is not held up.
const maxTidy = 512 << 20

// copyStep is how many bytes one transaction of a copy takes.
const copyStep = 8 << 20

// Compact writes the file anew where free pages hold what was wiped, and
// otherwise does nothing: bbolt uses freed pages again but leaves them as
// they are until then. Turns wait meanwhile, readers do not.
func (db *DB) Compact(ctx context.Context) error {
	if err := db.begin(); err != nil {
		return err
	}
	defer db.end()
	return db.compact(ctx)
}

func (db *DB) compact(ctx context.Context) error {
	db.care.Lock()
	defer db.care.Unlock()
	db.writing.Lock()
	defer db.writing.Unlock()
	if err := db.settleName(); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	if !db.dirty() {
		return nil
	}
	fresh, err := db.copyTo(ctx, db.path(".new"))
	if err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	// Both files are locked while the name moves from one to the other, so
	// that no other process gets in between.
	if err := os.Rename(db.path(".new"), db.path("")); err != nil {
		_ = fresh.Close()
		_ = os.Remove(db.path(".new"))
		return fmt.Errorf("compact: %w", err)
	}
	db.handle.Lock()
	old := db.bolt
	db.bolt = fresh
	db.handle.Unlock()
	if err := old.Close(); err != nil {
		db.log.Error("close the old file", "error", err)
	}
	db.unsettled = true
	if err := db.settleName(); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	return nil
}

// settleName makes the exchange of the file durable, where it is not yet:
// until then a crash may bring the old file back, without what was written
// since. db.writing is held.
func (db *DB) settleName() error {
	if !db.unsettled {
		return nil
	}
	if err := db.syncDir(db.dir); err != nil {
		return fmt.Errorf("keep the new file's name: %w", err)
	}
	db.unsettled = false
	return nil
}

func (db *DB) dirty() (yes bool) {
	if err := db.view(func(b *buckets) error {
		yes = b.at(bMeta).Get(metaDirty) != nil
		return nil
	}); err != nil {
		db.log.Error("read meta", "error", err)
	}
	return yes
}

// copyTo writes what lives in the file to a new one and returns it open, on
// disk, in step with the old one as long as nothing is written. It is not
// marked dirty.
func (db *DB) copyTo(ctx context.Context, path string) (fresh *bbolt.DB, err error) {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	size := 0
	if info, err := os.Stat(db.path("")); err == nil {
		size = int(info.Size())
	}
	if fresh, err = bbolt.Open(path, 0o600, boltOptions(size)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = fresh.Close()
			_ = os.Remove(path)
		}
	}()
	fresh.NoSync = true
	if err := db.bolt.View(func(src *bbolt.Tx) error { return copyBuckets(ctx, fresh, src) }); err != nil {
		return nil, err
	}
	fresh.NoSync = false
	return fresh, fresh.Sync()
}

// copyBuckets differs from bbolt's own Compact in that it can be stopped.
func copyBuckets(ctx context.Context, fresh *bbolt.DB, src *bbolt.Tx) error {
	dst, err := fresh.Begin(true)
	if err != nil {
		return err
	}
	defer func() { _ = dst.Rollback() }()
	size := 0
	for i, name := range bucketNames {
		from := src.Bucket(name)
		to, err := dst.CreateBucket(name)
		if err != nil {
			return err
		}
		if err := to.SetSequence(from.Sequence()); err != nil {
			return err
		}
		to.FillPercent = 1
		if err := from.ForEach(func(k, v []byte) error {
			if i == bMeta && string(k) == string(metaDirty) {
				return nil
			}
			if size += len(k) + len(v); size > copyStep {
				size = 0
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := dst.Commit(); err != nil {
					return err
				}
				next, err := fresh.Begin(true)
				if err != nil {
					return err
				}
				dst = next
				to = dst.Bucket(name)
				to.FillPercent = 1
			}
			return to.Put(k, v)
		}); err != nil {
			return err
		}
	}
	return dst.Commit()
}

func (db *DB) path(suffix string) string { return filepath.Join(db.dir, fileName+suffix) }

// syncDir makes a rename durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
