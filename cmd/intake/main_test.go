package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// asIntake tells the test binary to be the program itself.
const asIntake = "INTAKE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asIntake) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"intake": main})
}

// testKey seals the data of tests.
const testKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

func TestScripts(t *testing.T) {
	flow, err := filepath.Abs("../../flows/massage")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("INTAKE_TZ", "UTC")
			e.Setenv("FLOW", flow)
			e.Setenv("KEY", testKey)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"fails":   fails,
			"ids":     ids,
			"mode":    mode,
			"held":    held,
			"sigterm": sigterm,
		},
		RequireUniqueNames: true,
	})
}

// exits CODE COMMAND... runs a command that must end with this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code %d, not %s", got, args[0])
	}
}

// fails COMMAND... runs a command that must end with exit code 1 and one line
// that says why.
func fails(ts *testscript.TestScript, neg bool, args []string) {
	exits(ts, neg, append([]string{"1"}, args...))
	line, isLine := strings.CutPrefix(ts.ReadFile("stderr"), "intake: ")
	if line = strings.TrimSuffix(line, "\n"); !isLine || line == "" || strings.Contains(line, "\n") {
		ts.Fatalf("not one line of the program")
	}
}

// ids NAME... sets a variable to the first word of each line last printed.
func ids(ts *testscript.TestScript, neg bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	if neg || len(lines) != len(args) {
		ts.Fatalf("%d lines for %d names", len(lines), len(args))
	}
	for i, name := range args {
		ts.Setenv(name, strings.Fields(lines[i])[0])
	}
}

// mode PERM FILE... checks the permissions of files.
func mode(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args[1:] {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		if got := strconv.FormatUint(uint64(info.Mode().Perm()), 8); (got == args[0]) == neg {
			ts.Fatalf("%s has mode %s", name, got)
		}
	}
}

// held DIR waits until a process that holds the data in DIR answers.
func held(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	for range 600 {
		if _, err := os.Stat(filepath.Join(dir, socketName)); errors.Is(err, fs.ErrNotExist) {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		if conn, err := dial(dir); err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("nobody holds %s", dir)
}

// sigterm DIR ends the process that holds the data in DIR as a service
// manager would.
func sigterm(ts *testscript.TestScript, neg bool, args []string) {
	_, pid, _ := strings.Cut(ts.ReadFile(filepath.Join(args[0], "holder")), "(process ")
	n, err := strconv.Atoi(strings.TrimRight(pid, ")\n"))
	ts.Check(err)
	p, err := os.FindProcess(n)
	ts.Check(err)
	ts.Check(p.Signal(syscall.SIGTERM))
}
