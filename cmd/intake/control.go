package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// While a process holds the data, other commands go through a socket in the
// data directory that only its owner may open: the holder runs the command
// and streams what it prints. One POST a command, the arguments as JSON; an
// error comes as a trailer, after what was printed.

const (
	socketName   = "control"
	errorTrailer = "Intake-Error"
)

// A request names a command that runs on data, with its arguments.
type request struct {
	Command string          `json:"command"`
	Args    json.RawMessage `json:"args"`
}

// dataCommands are the commands that the holder of the data can run.
func dataCommands() map[string]func() dataCommand {
	return map[string]func() dataCommand{
		"list":   func() dataCommand { return &listCmd{} },
		"show":   func() dataCommand { return &showCmd{} },
		"export": func() dataCommand { return &exportCmd{} },
		"backup": func() dataCommand { return &backupCmd{} },
		"verify": func() dataCommand { return &verifyCmd{} },
		"erase":  func() dataCommand { return &eraseCmd{} },

		"flow diff": func() dataCommand { return &flowDiffCmd{} },
	}
}

// A dataCommand writes what it has to say to out.
type dataCommand interface {
	do(ctx context.Context, h *house, out io.Writer) error
}

// serveControl answers commands until the returned func is called.
func serveControl(dir string, h *house) (func(), error) {
	path := filepath.Join(dir, socketName)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("open control socket: %w", err)
	}
	// The name of a socket may have about 100 letters: a relative one to a
	// deep directory is reached through its open handle.
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("open control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, fmt.Errorf("open control socket: %w", err)
	}
	commands := dataCommands()
	srv := &http.Server{ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", errorTrailer)
		var req request
		err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&req)
		if err == nil {
			err = runHere(r.Context(), commands, req, h, w)
		}
		if err != nil {
			w.Header().Set(errorTrailer, err.Error())
		}
	})}
	go func() { _ = srv.Serve(l) }()
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		_ = srv.Shutdown(ctx)
		_ = os.Remove(path)
	}, nil
}

func runHere(ctx context.Context, commands map[string]func() dataCommand, req request, h *house, out io.Writer) error {
	make, ok := commands[req.Command]
	if !ok {
		return fmt.Errorf("no command %q runs on held data", req.Command)
	}
	c := make()
	if err := json.Unmarshal(req.Args, c); err != nil {
		return fmt.Errorf("read arguments of %s: %w", req.Command, err)
	}
	return c.do(ctx, h, out)
}

// viaControl has the holder of the data run a command. served is false where
// nobody holds it.
func viaControl(w *world, dir, command string, args any) (served bool, err error) {
	path := filepath.Join(dir, socketName)
	if _, err := os.Stat(path); err != nil {
		return false, nil
	}
	conn, err := net.Dial("unix", path)
	if err != nil {
		return false, nil // left over by a process that was killed
	}
	defer conn.Close()
	a, err := json.Marshal(args)
	if err != nil {
		return true, fmt.Errorf("send %s: %w", command, err)
	}
	body, err := json.Marshal(request{Command: command, Args: a})
	if err != nil {
		return true, fmt.Errorf("send %s: %w", command, err)
	}
	client := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return conn, nil }}}
	req, err := http.NewRequestWithContext(w.ctx, http.MethodPost, "http://intake/", bytes.NewReader(body))
	if err != nil {
		return true, fmt.Errorf("send %s: %w", command, err)
	}
	res, err := client.Do(req)
	if err != nil {
		return true, fmt.Errorf("the process that holds the data did not answer: %w", err)
	}
	defer res.Body.Close()
	if _, err := io.Copy(w.stdout, res.Body); err != nil {
		return true, fmt.Errorf("%s broke off: %w", command, err)
	}
	if msg := res.Trailer.Get(errorTrailer); msg != "" {
		return true, errors.New(msg)
	}
	return true, nil
}
