// Package metrics counts what the program does, for Prometheus to read in its
// text format (prometheus.io, "Exposition formats", version 0.0.4).
//
// Names and labels are the program's own and fixed where they are counted:
// no label ever holds anything of a patient.
package metrics

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Set is a set of metrics. The zero Set is ready; a nil one counts nothing.
type Set struct {
	mu      sync.Mutex
	numbers map[string]map[string]float64 // by name, by labels
	times   map[string]map[string]*histogram
}

// bounds of the buckets of a histogram, in seconds: turns take tenths of
// milliseconds to milliseconds, services up to their time limits.
var bounds = []float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60}

type histogram struct {
	counts []uint64 // one more than bounds
	sum    float64
}

// Add counts n more of name; labels are pairs of a name and a value.
func (s *Set) Add(name string, n float64, labels ...string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.numbers == nil {
		s.numbers = map[string]map[string]float64{}
	}
	if s.numbers[name] == nil {
		s.numbers[name] = map[string]float64{}
	}
	s.numbers[name][join(labels)] += n
}

// Took notes how long something took.
func (s *Set) Took(name string, d time.Duration, labels ...string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.times == nil {
		s.times = map[string]map[string]*histogram{}
	}
	if s.times[name] == nil {
		s.times[name] = map[string]*histogram{}
	}
	h := s.times[name][join(labels)]
	if h == nil {
		h = &histogram{counts: make([]uint64, len(bounds)+1)}
		s.times[name][join(labels)] = h
	}
	at, _ := slices.BinarySearch(bounds, d.Seconds())
	h.counts[at]++
	h.sum += d.Seconds()
}

// join writes labels as the format has them.
func join(labels []string) string {
	var b strings.Builder
	for i := 0; i+1 < len(labels); i += 2 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%s=%q", labels[i], labels[i+1])
	}
	return b.String()
}

// A Gauge is a value read when it is asked for.
type Gauge struct {
	Name   string
	Labels []string
	Value  float64
}

// Write writes all metrics, and the gauges given, in the text format.
func (s *Set) Write(w io.Writer, gauges ...Gauge) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s.numbers)) {
		fmt.Fprintf(&b, "# TYPE %s counter\n", name)
		for _, labels := range slices.Sorted(maps.Keys(s.numbers[name])) {
			line(&b, name, labels, s.numbers[name][labels])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.times)) {
		fmt.Fprintf(&b, "# TYPE %s histogram\n", name)
		for _, labels := range slices.Sorted(maps.Keys(s.times[name])) {
			s.times[name][labels].write(&b, name, labels)
		}
	}
	last := ""
	for _, g := range gauges {
		if g.Name != last {
			fmt.Fprintf(&b, "# TYPE %s gauge\n", g.Name)
			last = g.Name
		}
		line(&b, g.Name, join(g.Labels), g.Value)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func line(b *strings.Builder, name, labels string, v float64) {
	if labels != "" {
		labels = "{" + labels + "}"
	}
	fmt.Fprintf(b, "%s%s %s\n", name, labels, strconv.FormatFloat(v, 'g', -1, 64))
}

func (h *histogram) write(b *strings.Builder, name, labels string) {
	between := ""
	if labels != "" {
		between = ","
	}
	var n uint64
	for i, c := range h.counts {
		n += c
		le := "+Inf"
		if i < len(bounds) {
			le = strconv.FormatFloat(bounds[i], 'g', -1, 64)
		}
		line(b, name+"_bucket", labels+between+`le="`+le+`"`, float64(n))
	}
	line(b, name+"_sum", labels, h.sum)
	line(b, name+"_count", labels, float64(n))
}
