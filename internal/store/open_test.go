package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

func copyFile(to, from string, mode os.FileMode) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, mode)
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	c := child(t, "hold", dir)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "<nil>\n" {
		t.Fatalf("child: %q, %v", line, err)
	}
	_, err = Open(dir, options())
	var locked *Locked
	if !errors.As(err, &locked) {
		t.Fatalf("open: %v", err)
	}
	if want := fmt.Sprintf("intake serve (process %d)", c.Process.Pid); locked.Holder != want || locked.Path != dir {
		t.Errorf("held by %q, want %q", locked.Holder, want)
	}
	_ = in.Close()
	_, _ = io.ReadAll(out)
	_ = c.Wait()
	open(t, dir, options()) // the lock died with its holder, the file holder did not
}

func TestOpenRefuses(t *testing.T) {
	begun := func(o Options) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			db := open(t, dir, o)
			say(t, db, "u1", "a", "x")
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	other := sealed()
	other.Key = []byte("another key of thirty-two bytes.")
	short := sealed()
	short.Key = short.Key[:16]
	for _, c := range []struct {
		name string
		lay  func(t *testing.T, dir string)
		opt  Options
		want string
	}{
		{"key of the wrong length", begun(options()), short, "must have 32 bytes"},
		{"wrong key", begun(sealed()), other, "is not the key"},
		{"key missing", begun(sealed()), options(), "is sealed: set INTAKE_KEY"},
		{"key for open data", begun(options()), sealed(), "is not sealed"},
		{"not a database", func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, fileName), []byte(strings.Repeat("notes ", 4000)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, options(), "was not written by intake"},
		{"another program's database", func(t *testing.T, dir string) {
			b, err := bbolt.Open(filepath.Join(dir, fileName), 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(b.Update(func(tx *bbolt.Tx) error {
				_, err := tx.CreateBucket([]byte("meta"))
				return err
			}), b.Close()); err != nil {
				t.Fatal(err)
			}
		}, options(), "was not written by intake"},
		{"another format", func(t *testing.T, dir string) {
			begun(options())(t, dir)
			b, err := bbolt.Open(filepath.Join(dir, fileName), 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(b.Update(func(tx *bbolt.Tx) error {
				return bucketsOf(tx).at(bMeta).Put(metaFormat, []byte("9"))
			}), b.Close()); err != nil {
				t.Fatal(err)
			}
		}, options(), `has format "9"`},
		{"cut short", func(t *testing.T, dir string) {
			begun(options())(t, dir)
			if err := os.Truncate(filepath.Join(dir, fileName), 9000); err != nil {
				t.Fatal(err)
			}
		}, options(), "damaged"},
		{"others may write", func(t *testing.T, dir string) {
			if err := os.Chmod(dir, 0o777); err != nil {
				t.Fatal(err)
			}
		}, options(), "chmod 700"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			c.lay(t, dir)
			db, err := Open(dir, c.opt)
			if err == nil {
				_ = db.Close()
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := Open(os.Args[0], options()); err == nil || !strings.Contains(err.Error(), "takes a directory") {
		t.Errorf("a file: %v", err)
	}
}

func TestModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "data")
	db := open(t, dir, options())
	mode := func(path string) os.FileMode {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	if m := mode(dir); m != 0o700 {
		t.Errorf("directory %v", m)
	}
	for _, f := range []string{fileName, holderName} {
		if m := mode(filepath.Join(dir, f)); m != 0o600 {
			t.Errorf("%s %v", f, m)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, fileName), 0o644); err != nil {
		t.Fatal(err)
	}
	open(t, dir, options())
	if m := mode(filepath.Join(dir, fileName)); m != 0o600 {
		t.Errorf("after opening, %v", m)
	}
}
