package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// cli lists the commands; each is a file of its own.
type cli struct {
	Serve   serveCmd   `cmd:"" help:"Run every configured channel and send what is queued."`
	Chat    chatCmd    `cmd:"" help:"Be one patient in the terminal."`
	List    listCmd    `cmd:"" help:"List intakes, oldest first, one line each."`
	Show    showCmd    `cmd:"" help:"Show one intake as staff read it."`
	Export  exportCmd  `cmd:"" help:"Write intakes as JSON or text."`
	FAQ     faqCmd     `cmd:"" name:"faq" help:"Try the answers to patients' questions."`
	Read    readCmd    `cmd:"" help:"Show how single messages would be read."`
	Flow    flowCmd    `cmd:"" help:"Check, draw and compare flows."`
	Sim     simCmd     `cmd:"" help:"Try Slack without Slack: a fake one, and you as a patient."`
	Init    initCmd    `cmd:"" help:"Ask a few questions and write the configuration."`
	Doctor  doctorCmd  `cmd:"" help:"Check the configuration, one line each."`
	Backup  backupCmd  `cmd:"" help:"Write a copy of all data to a file."`
	Restore restoreCmd `cmd:"" help:"Make a data directory from a backup."`
	Verify  verifyCmd  `cmd:"" help:"Check that all stored data is whole."`
	Erase   eraseCmd   `cmd:"" help:"Remove all that is stored of one person."`
	Bench   benchCmd   `cmd:"" help:"Measure the program beside the floors it is compared with."`
}

// dataFlag is where the data lies, for the commands that touch it.
type dataFlag struct {
	Data string `help:"Data directory (default $INTAKE_DATA, else ./intake-data)." placeholder:"DIR"`
}

// debugFlag is for those who look for a fault: what is logged then is still
// nobody's answer.
type debugFlag struct {
	Debug bool `hidden:"" help:"Log every turn."`
}

// flowFlag is which flow to run.
type flowFlag struct {
	Flow string `help:"Flow folder (default $INTAKE_FLOW, else the built-in one)." placeholder:"DIR"`
}

// world is what a command may touch outside of its arguments.
type world struct {
	ctx            context.Context
	env            settings
	stdin          io.Reader
	stdout, stderr io.Writer
	debug          bool // log at debug level
	json           bool // log as JSON
}

// errUsage marks faults in how a command was called: exit code 2.
var errUsage = errors.New("usage")

// run parses the arguments, runs the command and returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("intake"),
		kong.Description("Asks a clinic's new patients about their health, in a chat."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(stderr, "intake:", err)
		return 1
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "intake: %v\nSee intake --help.\n", err)
		return 2
	}
	w := &world{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr}
	if w.env, err = env(getenv); err == nil {
		err = k.Run(w)
	}
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprintf(stderr, "intake: %s\n", strings.TrimSuffix(err.Error(), ": "+errUsage.Error()))
		return 2
	default:
		fmt.Fprintf(stderr, "intake: %v\n", advised(err))
		return 1
	}
}

// advised adds to an error of the disk what can be done about it.
func advised(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return fmt.Errorf("%w: free some space on that disk, nothing is half written", err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: make it writable for this user, or name another place", err)
	default:
		return err
	}
}

// usage returns an error of how a command was called.
func usage(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), errUsage)
}
