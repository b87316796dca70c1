package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"intake/internal/dialog"
)

func TestBackupAndRestore(t *testing.T) {
	for name, o := range map[string]Options{"open": options(), "sealed": sealed()} {
		t.Run(name, func(t *testing.T) {
			o.Sinks = []string{"mail"}
			db := open(t, t.TempDir(), o)
			for u := range 20 {
				say(t, db, fmt.Sprint("u", u), "a", "x", handoff)
			}
			var b bytes.Buffer
			if err := db.Backup(ctx, &b); err != nil {
				t.Fatal(err)
			}
			say(t, db, "u1", "b", "after the backup")
			dir := filepath.Join(t.TempDir(), "new")
			r, err := Restore(ctx, dir, bytes.NewReader(b.Bytes()), o)
			if err != nil || r.Conversations != 20 || r.Entries != 20 || r.Parcels != 40 {
				t.Fatalf("restored %+v, %v", r, err)
			}
			if files, _ := os.ReadDir(dir); len(files) != 1 {
				t.Errorf("left behind: %v", files)
			}
			again := open(t, dir, o)
			whole(t, again)
			if n := len(next(t, again, "sink:mail", noon, 99)); n != 20 {
				t.Errorf("%d parcels for the sink", n)
			}
			if s, _ := get(t, again, list(t, again)[1].ID); s.Turns != 1 {
				t.Errorf("u1 has %d turns", s.Turns)
			}
			if _, err := Restore(ctx, dir, bytes.NewReader(b.Bytes()), o); err == nil || !strings.Contains(err.Error(), "holds data already") {
				t.Errorf("over data: %v", err)
			}
			b.Reset()
			if err := db.Backup(canceled(), &b); !errors.Is(err, context.Canceled) {
				t.Errorf("canceled: %v", err)
			}
			if _, err := os.Stat(db.path(".copy")); err == nil {
				t.Error("the copy is left behind")
			}
		})
	}
}

func TestRestoreRefuses(t *testing.T) {
	db := open(t, t.TempDir(), sealed())
	say(t, db, "u1", "a", "x")
	var b bytes.Buffer
	if err := db.Backup(ctx, &b); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	damaged := bytes.Clone(whole)
	var at int
	_ = db.view(func(b *buckets) error {
		at = bytes.Index(whole, b.at(bEntry).Get(numKey(1)))
		return nil
	})
	damaged[at+30] ^= 1
	for name, c := range map[string]struct {
		data []byte
		opt  Options
	}{
		"empty": {nil, sealed()}, "text": {[]byte("hello"), sealed()}, "cut": {whole[:len(whole)/2], sealed()},
		"no key": {whole, options()}, "damaged": {damaged, sealed()},
	} {
		dir := t.TempDir()
		if _, err := Restore(ctx, dir, bytes.NewReader(c.data), c.opt); err == nil {
			t.Errorf("%s: restored", name)
		}
		if files, _ := os.ReadDir(dir); len(files) > 0 {
			t.Errorf("%s: left behind %v", name, files)
		}
	}
}

// contents are all rows of a file.
func contents(b *bbolt.DB) map[string]string {
	m := map[string]string{}
	_ = b.View(func(tx *bbolt.Tx) error {
		for i := range bucketNames {
			_ = bucketsOf(tx).at(i).ForEach(func(k, v []byte) error {
				m[fmt.Sprint(i, " ", string(k))] = string(v)
				return nil
			})
		}
		return nil
	})
	return m
}

// TestFlippedByte: whatever byte of the file changes, either nothing that is
// stored has changed, or opening or verifying says so.
func TestFlippedByte(t *testing.T) {
	for name, o := range map[string]Options{"open": options(), "sealed": sealed()} {
		t.Run(name, func(t *testing.T) {
			db := open(t, t.TempDir(), o)
			for u := range 40 {
				say(t, db, fmt.Sprint("u", u), "a", "some words that were said", alert)
			}
			var b bytes.Buffer
			if err := db.Backup(ctx, &b); err != nil {
				t.Fatal(err)
			}
			want := contents(db.bolt)
			dir := t.TempDir()
			path := filepath.Join(dir, fileName)
			rnd := rand.New(rand.NewPCG(1, 2))
			found, harmless := 0, 0
			file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			for range 150 {
				data := bytes.Clone(b.Bytes())
				at := 8192 + rnd.IntN(len(data)-8192) // bbolt checks its two meta pages
				data[at] ^= 1 << rnd.IntN(8)
				if _, err := file.WriteAt(data, 0); err != nil {
					t.Fatal(err)
				}
				db, err := Open(dir, o)
				if err != nil {
					if locked := (*Locked)(nil); errors.As(err, &locked) {
						t.Fatal("a file that could not be opened stays locked")
					}
					found++
					continue
				}
				r, err := db.Verify(ctx)
				if err != nil {
					t.Fatal(err)
				}
				if len(r.Faults) > 0 {
					found++
				} else if got := contents(db.bolt); !maps.Equal(want, got) {
					t.Errorf("byte %d: not found\n%s", at, cmp.Diff(want, got))
				} else {
					harmless++
				}
				_ = db.Close()
			}
			if found < 20 {
				t.Errorf("found %d, harmless %d", found, harmless)
			}
		})
	}
}

// TestVerifyFinds: rows that do not agree with each other.
func TestVerifyFinds(t *testing.T) {
	for name, spoil := range map[string]func(b *buckets, db *DB) error{
		"entry gone":        func(b *buckets, _ *DB) error { return b.at(bEntry).Delete(numKey(1)) },
		"entry of nobody":   func(b *buckets, _ *DB) error { return b.at(bEntry).Put(numKey(99), []byte("x")) },
		"conversation gone": func(b *buckets, _ *DB) error { return b.at(bConv).Delete(numKey(1)) },
		"list row gone": func(b *buckets, _ *DB) error {
			k, _ := b.at(bStatus).Cursor().First()
			return b.at(bStatus).Delete(k)
		},
		"person gone": func(b *buckets, _ *DB) error {
			k, _ := b.at(bUser).Cursor().First()
			return b.at(bUser).Delete(k)
		},
		"persons exchanged": func(b *buckets, _ *DB) error {
			c := b.at(bUser).Cursor()
			k1, v1 := c.First()
			k2, v2 := c.Next()
			k1, v1, k2, v2 = clone(k1), clone(v1), clone(k2), clone(v2)
			return errors.Join(b.at(bUser).Put(k1, v2), b.at(bUser).Put(k2, v1))
		},
		"entries exchanged": func(b *buckets, _ *DB) error {
			v1, v2 := clone(b.at(bEntry).Get(numKey(1))), clone(b.at(bEntry).Get(numKey(2)))
			return errors.Join(b.at(bEntry).Put(numKey(1), v2), b.at(bEntry).Put(numKey(2), v1))
		},
		"sleeper of nobody": func(b *buckets, _ *DB) error { return b.at(bDue).Put(dueKey(noon, 1), []byte{}) },
		"parcel of nobody": func(b *buckets, db *DB) error {
			w := db.vault.writeRow(row{dest: "staff", seq: 99, conv: 7, entry: 1})
			return b.write(w)
		},
	} {
		for kind, o := range map[string]Options{"open": options(), "sealed": sealed()} {
			t.Run(name+" "+kind, func(t *testing.T) {
				db := open(t, t.TempDir(), o)
				say(t, db, "u1", "a", "x")
				say(t, db, "u2", "a", "x")
				whole(t, db)
				if err := db.bolt.Update(func(tx *bbolt.Tx) error { return spoil(bucketsOf(tx), db) }); err != nil {
					t.Fatal(err)
				}
				if r, err := db.Verify(ctx); err != nil || len(r.Faults) == 0 {
					t.Errorf("%+v, %v", r, err)
				}
			})
		}
	}
}

// TestSealBinds: a sealed value is valid only where it was put.
func TestSealBinds(t *testing.T) {
	v, err := newVault(sealed().Key, []byte("salt"), true)
	if err != nil {
		t.Fatal(err)
	}
	bx, kept, err := v.newBox(7)
	if err != nil {
		t.Fatal(err)
	}
	same1, err := v.boxOf(7, kept)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.boxOf(8, kept); err == nil {
		t.Error("a key opens another conversation")
	}
	val := bx.seal([]byte("p"), bEntry, numKey(1), []byte("words"))
	if plain, err := same1.open([]byte("p"), bEntry, numKey(1), val); err != nil || string(plain) != "words" {
		t.Errorf("%q, %v", plain, err)
	}
	other, _, _ := v.newBox(8)
	for name, open := range map[string]func() ([]byte, error){
		"bucket": func() ([]byte, error) { return bx.open([]byte("p"), bConv, numKey(1), val) },
		"key":    func() ([]byte, error) { return bx.open([]byte("p"), bEntry, numKey(2), val) },
		"prefix": func() ([]byte, error) { return bx.open([]byte("q"), bEntry, numKey(1), val) },
		"box":    func() ([]byte, error) { return other.open([]byte("p"), bEntry, numKey(1), val) },
		"cut":    func() ([]byte, error) { return bx.open([]byte("p"), bEntry, numKey(1), val[:20]) },
	} {
		if _, err := open(); err == nil {
			t.Errorf("opened with another %s", name)
		}
	}
}

// TestSealedHidesAll: neither words nor who said them, nor where they are in
// the intake, can be read from sealed data.
func TestSealedHidesAll(t *testing.T) {
	o := sealed()
	o.Sinks = []string{"mail"}
	o.Flow.Archive = archived("today's archive-canary")
	db := open(t, t.TempDir(), o)
	say(t, db, "user-canary", "message-canary", "words-canary", handoff)
	if _, _, err := db.Turn(ctx, message("user-canary", "", "x"), in(dialog.PhaseEmergency, echo("x"))); err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{"user-canary", "words-canary", "message-canary", "archive-canary", "emergency", "profile", "pain.now", list(t, db)[0].ID} {
		if inFile(t, db, w) {
			t.Errorf("%s is in the file", w)
		}
	}
}

func TestShortIDs(t *testing.T) {
	v, err := newVault(make([]byte, 32), make([]byte, 32), false)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := uint64(1); n < 20_000; n++ {
		id := v.shortID(n)
		if back, ok := v.number(id); !ok || back != n || ids[id] || len(id) != 8 {
			t.Fatalf("%d is %s is %d", n, id, back)
		}
		ids[id] = true
	}
	if v.shortID(1)[:4] == v.shortID(2)[:4] {
		t.Error("ids in a row look alike")
	}
}
