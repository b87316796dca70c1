package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"intake/bot"
	"intake/internal/dialog"
	"intake/internal/kind"
)

// ask sends a request and reads only the first byte of what comes.
func ask(t *testing.T, conn net.Conn, err error, body string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_, err = fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: intake\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	if err == nil {
		_, err = io.ReadFull(conn, make([]byte, 1))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestStopsWhileNobodyReads: a command whose output nobody takes holds up
// neither the stop nor the closing of the data.
func TestStopsWhileNobodyReads(t *testing.T) {
	dir := t.TempDir()
	w := &world{ctx: context.Background(), env: settings{zone: time.UTC}, stderr: io.Discard}
	h, err := openHouse(w, dataFlag{dir}, flowFlag{}, "", "test")
	if err != nil {
		t.Fatal(err)
	}
	// More than the system's buffers take.
	b := bot.New(h.engine, h.db, h.zone, h.log)
	for i := range 40 {
		m := dialog.Message{Channel: "jsonl", User: fmt.Sprint(i), Said: kind.Said{Text: strings.Repeat("word ", 10_000)}}
		if _, err := b.Take(w.ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	stop, err := serveControl(dir, h)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := dial(dir)
	ask(t, conn, err, `{"command":"backup","args":{}}`)
	done := make(chan error, 1)
	go func() {
		stop(50 * time.Millisecond)
		done <- h.db.Close()
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("a command that nobody listens to holds the data")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.copy")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestTimedGivesUp(t *testing.T) {
	gaveUp := make(chan error, 1)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		out := timed{w, http.NewResponseController(w), 50 * time.Millisecond}
		for {
			if _, err := out.Write(make([]byte, 1<<20)); err != nil {
				gaveUp <- err
				return
			}
		}
	}))
	t.Cleanup(srv.Close)
	conn, err := net.Dial("tcp", srv.Listener.Addr().String())
	ask(t, conn, err, "")
	select {
	case <-gaveUp:
	case <-time.After(20 * time.Second):
		t.Fatal("a write to one who does not read never ends")
	}
}
