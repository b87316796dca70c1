package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Backup writes a consistent copy of the data to w, as Restore takes it. It
// is sealed if the data is, and holds nothing that was erased before. The
// copy is made beside the data first: w may be slow, and a read that stays
// open would in the end hold up all writing.
func (db *DB) Backup(ctx context.Context, w io.Writer) error {
	if err := db.begin(); err != nil {
		return err
	}
	defer db.end()
	db.care.Lock()
	defer db.care.Unlock()
	path := db.path(".copy")
	fresh, err := db.copyTo(ctx, path)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.Remove(path)
	var size int64 // without the room that bbolt makes ahead
	err = fresh.View(func(tx *bbolt.Tx) error {
		size = tx.Size()
		return nil
	})
	if err = errors.Join(err, fresh.Close()); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer f.Close()
	if _, err := io.CopyN(w, readerFunc(func(p []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		return f.Read(p)
	}), size); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

// Restore lays a backup into dir, which must hold no data, once it has been
// found whole. opt says how the data is sealed and how its content is read.
func Restore(ctx context.Context, dir string, r io.Reader, opt Options) (Report, error) {
	if _, err := os.Stat(filepath.Join(dir, fileName)); err == nil {
		return Report{}, fmt.Errorf("%s holds data already: restore into another --data, or move that away first", dir)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	if err := fitDir(dir); err != nil {
		return Report{}, err
	}
	// Verified in a directory of its own: a backup found damaged leaves no
	// trace in dir.
	tmp, err := os.MkdirTemp(dir, "restore-")
	if err != nil {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	defer os.RemoveAll(tmp)
	f, err := os.OpenFile(filepath.Join(tmp, fileName), os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	n, err := io.Copy(f, r)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	if n == 0 {
		return Report{}, errors.New("restore: the backup is empty")
	}
	opt.Sinks = nil // what waits for a sink is handed out when the data is used
	db, err := Open(tmp, opt)
	if err != nil {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	rep, err := db.Verify(ctx)
	if err = errors.Join(err, db.Close()); err != nil {
		return Report{}, fmt.Errorf("restore: %w", err)
	}
	if len(rep.Faults) > 0 {
		return rep, fmt.Errorf("restore: the backup is damaged: %s (%d faults)", rep.Faults[0], len(rep.Faults))
	}
	from, to := filepath.Join(tmp, fileName), filepath.Join(dir, fileName)
	err = os.Link(from, to) // unlike a rename, never over data begun meanwhile
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = os.Rename(from, to) // a file system without links
	}
	if err != nil {
		return rep, fmt.Errorf("restore: %w", err)
	}
	if err := syncDir(dir); err != nil {
		return rep, fmt.Errorf("restore: %w", err)
	}
	return rep, nil
}
