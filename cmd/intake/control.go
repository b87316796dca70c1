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
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// While a process holds the data, other commands go through a socket in the
// data directory that only its owner may open: the holder runs the command
// and streams what it prints. One POST a command, the arguments as JSON; an
// error comes as a trailer, after what was printed, in the escapes of a URL
// since it may have lines.

const (
	socketName   = "control"
	errorTrailer = "Intake-Error"
)

const (
	// finishFor is how long commands may go on when the holder is to stop.
	finishFor = 10 * time.Second
	// readWithin is how long whoever asked may take to read one write.
	readWithin = time.Minute
)

// longestSocket is what the name of a socket may have on every system; Linux
// takes 107 bytes, others a few less.
const longestSocket = 100

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

// serveControl answers commands until the returned func is called, which lets
// those that run go on for a while and then breaks them off.
func serveControl(dir string, h *house) (stop func(finish time.Duration), err error) {
	l, err := listen(dir)
	if err != nil {
		return nil, fmt.Errorf("open control socket: %w", err)
	}
	commands := dataCommands()
	srv := &http.Server{ReadHeaderTimeout: 5 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Trailer", errorTrailer)
		var req request
		err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&req)
		if err == nil {
			err = runHere(r.Context(), commands, req, h, timed{w, http.NewResponseController(w), readWithin})
		}
		if err != nil {
			w.Header().Set(errorTrailer, url.PathEscape(err.Error()))
		}
	})}
	go func() { _ = srv.Serve(l) }()
	return func(finish time.Duration) {
		ctx, cancel := context.WithTimeout(context.Background(), finish)
		defer cancel()
		if srv.Shutdown(ctx) != nil {
			_ = srv.Close() // the data cannot be closed while a command runs
		}
		_ = os.Remove(filepath.Join(dir, socketName))
	}, nil
}

// A timed writer gives whoever reads so long for each write: a command that
// nobody listens to must not hold the data for ever.
type timed struct {
	w      io.Writer
	c      *http.ResponseController
	within time.Duration
}

func (t timed) Write(b []byte) (int, error) {
	if err := t.c.SetWriteDeadline(time.Now().Add(t.within)); err != nil {
		return 0, fmt.Errorf("set deadline: %w", err)
	}
	return t.w.Write(b)
}

// listen opens the socket in a directory of its own that nobody else can
// enter, and puts it into its place only when its mode is set: in the place
// of one left over by a process that was killed.
func listen(dir string) (net.Listener, error) {
	own := filepath.Join(dir, socketName+".new")
	if err := os.RemoveAll(own); err != nil {
		return nil, err
	}
	if err := os.Mkdir(own, 0o700); err != nil {
		return nil, err
	}
	defer os.RemoveAll(own)
	var l *net.UnixListener
	err := nearby(own, func(name string) (err error) {
		l, err = net.ListenUnix("unix", &net.UnixAddr{Name: name, Net: "unix"})
		return err
	})
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false) // it will have another name
	path := filepath.Join(own, socketName)
	if err := errors.Join(os.Chmod(path, 0o600), os.Rename(path, filepath.Join(dir, socketName))); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// dial connects to the process that holds the data in dir.
func dial(dir string) (conn net.Conn, err error) {
	err = nearby(dir, func(name string) (err error) {
		conn, err = net.Dial("unix", name)
		return err
	})
	return conn, err
}

// nearby calls do with a name of the socket in dir that is short enough for
// the system: where dir is deep, through a link beside other temporary files.
func nearby(dir string, do func(name string) error) error {
	if name := filepath.Join(dir, socketName); len(name) <= longestSocket {
		return do(name)
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	for _, place := range []string{os.TempDir(), "/tmp"} {
		tmp, err := os.MkdirTemp(place, "intake-")
		if err != nil {
			continue
		}
		defer os.RemoveAll(tmp)
		link := filepath.Join(tmp, "d")
		name := filepath.Join(link, socketName)
		if len(name) > longestSocket || os.Symlink(full, link) != nil {
			continue
		}
		return do(name)
	}
	return fmt.Errorf("%s is too deep for a socket: choose a shorter --data", dir)
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
	if _, err := os.Stat(filepath.Join(dir, socketName)); err != nil {
		return false, nil
	}
	conn, err := dial(dir)
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
	if msg, err := url.PathUnescape(res.Trailer.Get(errorTrailer)); msg != "" || err != nil {
		return true, errors.Join(err, errors.New(msg))
	}
	return true, nil
}
