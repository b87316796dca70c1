package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"intake/internal/metrics"
	"intake/internal/store"
)

// watch serves what tells others how the program is: /healthz that it runs,
// /readyz that it can keep what patients say, /metrics in figures. It returns
// the address it listens on.
func watch(addr string, h *house, counts *metrics.Set) (on string, stop func(), err error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return "", nil, fmt.Errorf("listen on %s: %w: name another address with --http", addr, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if _, err := h.db.Lines(r.Context()); err != nil || !h.db.Writes() {
			http.Error(w, "the data cannot be read or written", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		lines, err := h.db.Lines(r.Context())
		if err != nil {
			http.Error(w, "the data cannot be read", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		if err := counts.Write(w, gauges(lines, time.Now())...); err != nil {
			h.log.Debug("metrics not read to their end", "error", err)
		}
	})
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			h.log.Error("http server ended", "error", err)
		}
	}()
	return l.Addr().String(), func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = srv.Shutdown(ctx)
	}, nil
}

// gauges are how much waits to be sent, and for how long.
func gauges(lines []store.Line, now time.Time) []metrics.Gauge {
	var depth, age, aside []metrics.Gauge
	for _, l := range lines {
		labels := []string{"to", l.Dest}
		if l.Aside {
			aside = append(aside, metrics.Gauge{Name: "intake_dead_letters", Labels: labels, Value: float64(l.N)})
			continue
		}
		depth = append(depth, metrics.Gauge{Name: "intake_queue_depth", Labels: labels, Value: float64(l.N)})
		age = append(age, metrics.Gauge{Name: "intake_queue_age_seconds", Labels: labels, Value: now.Sub(l.Oldest).Seconds()})
	}
	return append(append(depth, age...), aside...)
}
