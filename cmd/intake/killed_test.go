package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/store"
)

const (
	patients    = 64
	killsInTest = 6
	killsEnv    = "INTAKE_KILLS"
)

// TestKilled kills the program with SIGKILL at random while 64 patients speak
// through the scripted channel. Each sends its next message only when the last
// was answered, and after a kill the same one with the same id again. Then no
// answered message may be missing from the store, and none may be there twice.
func TestKilled(t *testing.T) {
	kills := killsInTest
	if s := os.Getenv(killsEnv); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("%s: %v", killsEnv, err)
		}
		kills = n
	} else if testing.Short() {
		kills = 2
	}
	dir := t.TempDir()
	next := make([]int, patients) // of each patient: the message to send, all before it were answered
	random := rand.New(rand.NewPCG(1, 2))
	for range kills {
		life(t, dir, next, time.Duration(300+random.IntN(900))*time.Millisecond)
	}
	total := checkKept(t, dir, next)
	t.Logf("%d kills, %d answered messages, none lost, none twice", kills, total)
	if total < kills*patients {
		t.Errorf("only %d messages were answered: the test did not bite", total)
	}
}

// life runs the program until it is killed after some time.
func life(t *testing.T, dir string, next []int, lives time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "chat", "--jsonl", "--data", dir)
	cmd.Env = append(os.Environ(), asIntake+"=1", "INTAKE_CONFIG=", "INTAKE_TZ=UTC")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex // guards the pipe
	send := func(u int) {
		n := next[u]
		line, _ := json.Marshal(map[string]string{"user": fmt.Sprint("u", u), "id": fmt.Sprint("m", n), "text": words(u, n)})
		mu.Lock()
		defer mu.Unlock()
		_, _ = in.Write(append(line, '\n')) // fails once killed
	}
	for u := range next {
		send(u)
	}
	// It lives on for some time after its first answer: how long a start takes
	// depends on the machine.
	var timer *time.Timer
	defer func() {
		if timer != nil {
			timer.Stop()
		}
	}()
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a struct{ User, Error string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			continue // cut off by the kill
		}
		if a.Error != "" {
			t.Errorf("answer: %s", a.Error)
			continue
		}
		var u int
		if _, err := fmt.Sscanf(a.User, "u%d", &u); err != nil {
			t.Fatalf("answer to unknown user %q", a.User)
		}
		next[u]++
		if timer == nil {
			timer = time.AfterFunc(lives, func() { _ = cmd.Process.Kill() })
		}
		go send(u)
	}
	_ = cmd.Wait()
}

// words are told apart by patient and number. The second says yes to consent,
// so that the talks run on through the questions.
func words(u, n int) string {
	if n == 1 {
		return "yes"
	}
	return fmt.Sprintf("word %d of patient %d", n, u)
}

// checkKept opens the store as it was left and counts what it holds.
func checkKept(t *testing.T, dir string, next []int) int {
	t.Helper()
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(dir, store.Options{
		Holder: "test", Flow: store.Flow{Hash: e.Flow.Hash, Archive: e.Archive, Schema: e.Flow.Schema.Items}, SchemaOf: dialog.SchemaOf,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ctx := context.Background()
	report, err := db.Verify(ctx)
	if err != nil || len(report.Faults) > 0 {
		t.Fatalf("the file is damaged: %v %v", err, report.Faults)
	}
	rows, err := db.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]map[string]int{}
	for _, r := range rows {
		s, entries, err := db.Get(ctx, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if kept[s.User] == nil {
			kept[s.User] = map[string]int{}
		}
		for _, e := range entries {
			kept[s.User][e.Said.Text]++
		}
	}
	total := 0
	for u, sent := range next {
		said := kept[fmt.Sprint("u", u)]
		for n := range sent {
			total++
			if c := said[words(u, n)]; c != 1 {
				t.Errorf("patient %d: answered message %d is kept %d times", u, n, c)
			}
		}
		if c := said[words(u, sent)]; c > 1 {
			t.Errorf("patient %d: message %d is kept %d times", u, sent, c)
		}
	}
	return total
}
