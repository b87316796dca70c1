package term

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intake/internal/dialog"
)

func TestScriptEnds(t *testing.T) {
	line := `{"user":"u1","text":"hello"}`
	for name, c := range map[string]struct {
		in   string
		want int
	}{
		"nothing": {"", 0}, "one": {line + "\n", 1}, "without its end": {line, 1}, "second without its end": {line + "\n" + line, 2},
		"half a line": {line + "\n" + line[:9], 2}, "an empty last line": {line + "\n\n", 2}, "too long without its end": {strings.Repeat("x", 2*maxLine), 1},
	} {
		t.Run(name, func(t *testing.T) {
			lines := runScript(t, c.in)
			if lines[0] == "" {
				lines = nil
			}
			if len(lines) != c.want {
				t.Errorf("%d lines out, want %d: %q", len(lines), c.want, lines)
			}
		})
	}
}

// TestScriptReadError: what was read before the input broke is answered.
func TestScriptReadError(t *testing.T) {
	broken := errors.New("pipe broken")
	b, _ := newBot(t)
	var out bytes.Buffer
	in := io.MultiReader(strings.NewReader(`{"user":"u1","text":"hello"}`+"\n"), iotestErr{broken})
	if err := Script(context.Background(), in, &out, b.Take); !errors.Is(err, broken) {
		t.Errorf("ended with %v", err)
	}
	if !strings.Contains(out.String(), "consent.privacy") {
		t.Errorf("wrote %q", out.String())
	}
}

type iotestErr struct{ err error }

func (e iotestErr) Read([]byte) (int, error) { return 0, e.err }

// endless is input without end.
func endless() io.Reader {
	r, w := io.Pipe()
	go func() {
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(w, "{\"user\":\"u%d\",\"text\":\"x\"}\n", i%7); err != nil {
				return
			}
		}
	}()
	return r
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

// TestScriptOutputBreaks: nobody reads any more, so nothing more is taken.
func TestScriptOutputBreaks(t *testing.T) {
	closed := errors.New("closed pipe")
	in := endless()
	if err := Script(context.Background(), in, brokenWriter{closed}, noTurn); !errors.Is(err, closed) {
		t.Errorf("ended with %v", err)
	}
	in.(*io.PipeReader).Close()

	idle, w := io.Pipe()
	defer w.Close()
	go fmt.Fprintln(w, `{"user":"u1","text":"x"}`)
	if err := Script(context.Background(), idle, brokenWriter{closed}, noTurn); !errors.Is(err, closed) {
		t.Errorf("while no more comes in: ended with %v", err)
	}
}

type blockedWriter struct{ release chan struct{} }

func (w blockedWriter) Write(b []byte) (int, error) {
	<-w.release
	return len(b), nil
}

// TestScriptOutputBlocks: a reader that stops reading makes the input wait,
// and the end of ctx still ends the program.
func TestScriptOutputBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := blockedWriter{make(chan struct{})}
		in := endless()
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		var mu sync.Mutex
		taken := 0
		go func() {
			done <- Script(ctx, in, w, func(context.Context, dialog.Message) (dialog.Turn, error) {
				mu.Lock()
				defer mu.Unlock()
				taken++
				return dialog.Turn{}, nil
			})
		}()
		synctest.Wait()
		mu.Lock()
		if taken > 2*inFlight {
			t.Errorf("%d lines were taken that nobody reads", taken)
		}
		mu.Unlock()
		cancel()
		if err := <-done; err == nil {
			t.Error("answers were lost and nothing was said")
		}
		close(w.release)
		in.(*io.PipeReader).Close()
	})
}

// TestScriptStops: at the end of ctx what was taken is finished and answered,
// though the input is still open.
func TestScriptStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, w := io.Pipe()
		ctx, cancel := context.WithCancel(context.Background())
		var out bytes.Buffer
		done := make(chan error, 1)
		go func() {
			done <- Script(ctx, r, &out, func(ctx context.Context, m dialog.Message) (dialog.Turn, error) {
				time.Sleep(time.Second)
				return dialog.Turn{State: "consent"}, ctx.Err()
			})
		}()
		for range 3 {
			fmt.Fprintln(w, `{"user":"u1","text":"x"}`)
		}
		synctest.Wait()
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if n := strings.Count(out.String(), `"state":"consent"`); n != 3 {
			t.Errorf("%d of 3 lines were answered: %s", n, out.String())
		}
		w.Close()
	})
}
