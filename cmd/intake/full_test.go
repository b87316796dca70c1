package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A session is a running program whose lines are answered one by one.
type session struct {
	t      *testing.T
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Scanner
	logged strings.Builder
}

// begin starts the scripted channel.
func begin(t *testing.T, dir string) *session {
	t.Helper()
	s := &session{t: t, cmd: exec.Command(os.Args[0], "chat", "--jsonl", "--data", dir)}
	s.cmd.Env = append(os.Environ(), asIntake+"=1", "INTAKE_CONFIG=", "INTAKE_TZ=UTC")
	s.cmd.Stderr = &s.logged
	var err error
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.out = bufio.NewScanner(out)
	s.out.Buffer(nil, 1<<20)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return s
}

// say sends one message and returns the error of its answer, "" for none.
func (s *session) say(user, id, text string) string {
	s.t.Helper()
	line, err := json.Marshal(map[string]string{"user": user, "id": id, "text": text})
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.in.Write(append(line, '\n')); err != nil {
		s.t.Fatalf("the program is gone: %v\n%s", err, s.logged.String())
	}
	if !s.out.Scan() {
		s.t.Fatalf("no answer: %v\n%s", s.out.Err(), s.logged.String())
	}
	var a struct{ Error, User string }
	if err := json.Unmarshal(s.out.Bytes(), &a); err != nil || (a.Error == "") == (a.User == "") {
		s.t.Fatalf("half an answer: %s", s.out.Bytes())
	}
	return a.Error
}

func (s *session) end() {
	s.t.Helper()
	if err := errors.Join(s.in.Close(), s.cmd.Wait()); err != nil {
		s.t.Errorf("the program ended with %v\n%s", err, s.logged.String())
	}
}

// mount mounts a file system that goes when the test ends.
func mount(t *testing.T, at string, args ...string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root may mount the small disk that this test fills")
	}
	if out, err := exec.Command("mount", append(args, at)...).CombinedOutput(); err != nil {
		t.Skipf("cannot mount a file system here: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", at).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
}

// fill takes all space of a disk, to the last byte.
func fill(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; size /= 2 {
		for err == nil {
			_, err = f.Write(make([]byte, size))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
		err = nil
	}
}

// TestDiskFull fills the disk under a talk. Each message is then answered
// with an error that says what to do, or kept; none is half kept; and when
// there is space again the same process goes on.
func TestDiskFull(t *testing.T) {
	disk := t.TempDir()
	mount(t, disk, "-t", "tmpfs", "-o", "size=20m", "tmpfs")
	dir := filepath.Join(disk, "d")
	s := begin(t, dir)
	kept := map[string]int{} // how many messages of each patient were answered
	say := func(user string) string {
		bad := s.say(user, fmt.Sprint("m", kept[user]), fmt.Sprintf("snorkle %d. of %s.", kept[user], user))
		if bad == "" {
			kept[user]++
		}
		return bad
	}
	if bad := say("early"); bad != "" {
		t.Fatal(bad)
	}
	filler := filepath.Join(disk, "filler")
	fill(t, filler)
	refused := ""
	for i := 0; refused == "" && i < 2000; i++ {
		refused = say("early")
	}
	if !strings.Contains(refused, "no space left") || !strings.Contains(refused, "free") {
		t.Errorf("the error does not say what to do: %q", refused)
	}
	for i := range 5 {
		if bad := say(fmt.Sprint("late", i)); bad == "" {
			t.Logf("patient %d found a free page", i)
		}
	}
	without(t, "the error", refused+s.logged.String(), []string{"snorkle", "early", "late0"})
	if out, bad, err := program(t, "", "", "verify", "--data", dir); err != nil {
		t.Errorf("the data is damaged while the disk is full: %v\n%s%s", err, out, bad)
	}

	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	for _, user := range []string{"early", "late0", "late1", "late2", "late3", "late4"} {
		if bad := say(user); bad != "" {
			t.Errorf("%s with space again: %s", user, bad)
		}
	}
	s.end()
	if out, bad, err := program(t, "", "", "verify", "--data", dir); err != nil {
		t.Errorf("the data is damaged: %v\n%s%s", err, out, bad)
	}
	list, _, _ := program(t, "", "", "list", "--data", dir)
	var said strings.Builder
	for line := range strings.Lines(list) {
		out, bad, err := program(t, "", "", "show", "--transcript", strings.Fields(line)[0], "--data", dir)
		if err != nil {
			t.Fatal(bad)
		}
		said.WriteString(out)
	}
	for user, n := range kept {
		for i := range n {
			said, line := said.String(), fmt.Sprintf("patient: snorkle %d. of %s.\n", i, user)
			if strings.Count(said, line) != 1 {
				t.Errorf("%q is in the transcripts %d times", line, strings.Count(said, line))
			}
		}
	}

	fill(t, filler)
	if _, bad, err := program(t, "", "", "chat", "--jsonl", "--data", filepath.Join(disk, "new")); err == nil || strings.Count(bad, "\n") != 1 {
		t.Errorf("data begun on a full disk: %v\n%s", err, bad)
	}
	if out, bad, err := program(t, "", "", "list", "--data", dir); err != nil {
		t.Errorf("what is there cannot be read on a full disk: %v\n%s%s", err, out, bad)
	}
}

// TestReadOnly opens data where nothing can be written. Root writes into any
// directory whatever its mode, so for root it is a mount that is read-only.
func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	if _, bad, err := program(t, "", `{"user":"u","text":"hello"}`, "chat", "--jsonl", "--data", filepath.Join(dir, "d")); err != nil {
		t.Fatal(bad)
	}
	if os.Getuid() == 0 {
		mount(t, dir, "--bind", dir)
		mountAgain := exec.Command("mount", "-o", "remount,bind,ro", dir)
		if out, err := mountAgain.CombinedOutput(); err != nil {
			t.Skipf("cannot make a mount read-only here: %v: %s", err, out)
		}
	} else {
		for _, d := range []string{filepath.Join(dir, "d"), dir} {
			if err := os.Chmod(d, 0o500); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(d, 0o700) })
		}
		if err := os.Chmod(filepath.Join(dir, "d", "intake.db"), 0o400); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"chat", "--jsonl", "--data", filepath.Join(dir, "d")},
		{"chat", "--jsonl", "--data", filepath.Join(dir, "new")},
		{"serve", "--data", filepath.Join(dir, "d")},
		{"list", "--data", filepath.Join(dir, "d")},
		{"backup", filepath.Join(dir, "b.db"), "--data", filepath.Join(dir, "d")},
		{"restore", filepath.Join(dir, "d", "intake.db"), "--data", filepath.Join(dir, "r")},
		{"doctor", "--data", filepath.Join(dir, "d")},
	} {
		out, bad, err := program(t, "", `{"user":"u","text":"krellbont"}`, args...)
		if err == nil || strings.Count(bad, "\n") != 1 || !strings.HasPrefix(bad, "intake: ") {
			t.Errorf("intake %v: %v\n%s%s", args, err, out, bad)
			continue
		}
		if args[0] != "doctor" && !strings.Contains(bad, "make it writable") {
			t.Errorf("intake %v does not say what to do: %s", args, bad)
		}
		without(t, args[0], out+bad, []string{"krellbont"})
	}
}
