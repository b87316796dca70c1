package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func canceled() context.Context {
	c, cancel := context.WithCancel(ctx)
	cancel()
	return c
}

// child starts this binary in one of its modes.
func child(t *testing.T, mode, dir string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "STORE_TEST_MODE="+mode, "STORE_TEST_DIR="+dir)
	c.Stderr = os.Stderr
	return c
}

// killedChild lets 64 patients talk until it is killed, and reports each turn
// after its acknowledgment.
func killedChild() {
	db, err := Open(os.Getenv("STORE_TEST_DIR"), options())
	if err != nil {
		fmt.Println("error", err)
		return
	}
	var mu sync.Mutex
	for u := range 64 {
		go func() {
			user := fmt.Sprint("u", u)
			for i := 0; ; i++ {
				turn, _, err := db.Turn(ctx, message(user, fmt.Sprint(os.Getpid(), ".", i), "x"), echo("x"))
				if err != nil {
					continue
				}
				n, _, _ := strings.Cut(turn.Replies[0].Text, " ")
				mu.Lock()
				fmt.Println(user, n)
				mu.Unlock()
			}
		}()
	}
	select {}
}

// TestKilled: SIGKILL at any instant loses no acknowledged turn and applies
// none twice.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	acked := map[string]uint32{}
	rounds := 3
	if testing.Short() {
		rounds = 2
	}
	for range rounds {
		c := child(t, "killed", dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(300*time.Millisecond+rand.N(400*time.Millisecond), func() { _ = c.Process.Kill() })
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var user string
			var n uint32
			if _, err := fmt.Sscan(lines.Text(), &user, &n); err == nil {
				acked[user] = n
			} else if strings.HasPrefix(lines.Text(), "error") {
				t.Error(lines.Text())
			}
		}
		kill.Stop()
		_ = c.Wait()

		db := open(t, dir, options())
		whole(t, db)
		kept := map[string]uint32{}
		for _, r := range list(t, db) {
			s, entries := get(t, db, r.ID)
			kept[s.User] = s.Turns
			for i, e := range entries {
				if e.N != uint32(i+1) {
					t.Fatalf("%s: entry %d is turn %d", s.User, i, e.N)
				}
			}
			if len(entries) != int(s.Turns) {
				t.Fatalf("%s: %d entries for %d turns", s.User, len(entries), s.Turns)
			}
		}
		for user, n := range acked {
			// The last turn may have been written and its word not heard.
			if kept[user] < n || kept[user] > n+1 {
				t.Errorf("%s: %d turns acknowledged, %d kept", user, n, kept[user])
			}
			acked[user] = kept[user]
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(acked) != 64 {
		t.Errorf("only %d patients were heard", len(acked))
	}
}

// fullChild talks until the file may not grow any more, gets room, talks on.
func fullChild() {
	signal.Ignore(syscall.SIGXFSZ)
	db, err := Open(os.Getenv("STORE_TEST_DIR"), options())
	if err != nil {
		fmt.Println("open", err)
		return
	}
	var lim syscall.Rlimit
	_ = syscall.Getrlimit(syscall.RLIMIT_FSIZE, &lim)
	small := lim
	small.Cur = 20 << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		fmt.Println("limit", err)
		return
	}
	big := strings.Repeat("x", 1_000_000)
	n := 0
	for ; ; n++ {
		if _, _, err = db.Turn(ctx, message("u1", fmt.Sprint(n), big), echo("ok")); err != nil || n > 2000 {
			break
		}
	}
	fmt.Println("full:", err != nil, n)
	for range 3 { // stays refused, and readable
		if _, _, err := db.Turn(ctx, message("u1", fmt.Sprint(n), big), echo("ok")); err == nil {
			fmt.Println("accepted on a full disk")
		}
	}
	if _, err := db.List(ctx); err != nil {
		fmt.Println("list", err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &lim); err != nil {
		fmt.Println("limit", err)
		return
	}
	_, seen, err := db.Turn(ctx, message("u1", fmt.Sprint(n), big), echo("ok"))
	fmt.Println("again:", seen, err)
	rows, err := db.List(ctx)
	if err != nil {
		fmt.Println("list", err)
		return
	}
	s, entries, err := db.Get(ctx, rows[0].ID)
	fmt.Println("kept:", int(s.Turns)-n, len(entries)-n, err)
	parcels, err := db.Next(ctx, "chat:slack", noon, 10_000)
	fmt.Println("queued:", len(parcels)-n, err)
	r, err := db.Verify(ctx)
	fmt.Println("verify:", r.Faults, err)
	fmt.Println("close:", db.Close())
}

func TestDiskFull(t *testing.T) {
	out, err := child(t, "full", t.TempDir()).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	first, rest, _ := strings.Cut(string(out), "\n")
	if !strings.HasPrefix(first, "full: true ") {
		t.Errorf("the disk did not fill up: %s", first)
	}
	same(t, "story", rest, "again: false <nil>\nkept: 1 1 <nil>\nqueued: 1 <nil>\nverify: [] <nil>\nclose: <nil>\n")
}

// readOnlyChild opens data that it may only read.
func readOnlyChild() {
	_, err := Open(os.Getenv("STORE_TEST_DIR"), options())
	fmt.Print(err)
}

func TestNoPermission(t *testing.T) {
	top, err := os.MkdirTemp("", "store")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(top)
	if err := os.Chmod(top, 0o755); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(top, "bin")
	if err := copyFile(bin, os.Args[0], 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		mode os.FileMode
		want string
	}{
		{"closed", 0o000, "cannot open the data as this user"},
		{"read only", 0o555, "cannot open the data as this user"},
	} {
		dir := filepath.Join(top, c.name)
		db := open(t, dir, options())
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, c.mode); err != nil {
			t.Fatal(err)
		}
		cmd := child(t, "readonly", dir)
		cmd.Path = bin
		if os.Getuid() == 0 { // to whom modes mean nothing
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := cmd.Output()
		if err != nil || !strings.Contains(string(out), c.want) {
			t.Errorf("%s: %s, %v", c.name, out, err)
		}
		_ = os.Chmod(dir, 0o700)
	}
}

// holdChild holds the data until its input ends.
func holdChild() {
	o := options()
	o.Holder = "intake serve"
	_, err := Open(os.Getenv("STORE_TEST_DIR"), o)
	fmt.Println(err)
	_, _ = io.ReadAll(os.Stdin)
}
