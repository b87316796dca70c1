package eval_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"intake/flows"
	"intake/internal/dialog"
)

// linesOf are the lines of all lists of one set that hold what begins a line
// of one type, "" for any.
func linesOf(b *testing.B, set, kind string) [][]byte {
	b.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", set, "*.jsonl"))
	if err != nil || len(names) == 0 {
		b.Fatalf("no lists of %s: %v", set, err)
	}
	var out [][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			var c struct{ Type string }
			if err := json.Unmarshal(line, &c); err == nil && (kind == "" || c.Type == kind) {
				out = append(out, line)
			}
		}
	}
	return out
}

// each runs f on every line over and over, and reports what a line takes in
// the middle and what all but one in a hundred stay under.
func each(b *testing.B, lines [][]byte, f func(line []byte)) {
	b.Helper()
	took := make([]time.Duration, 0, len(lines))
	least := make([]time.Duration, len(lines))
	for i := 0; b.Loop(); i++ {
		line := i % len(lines)
		began := time.Now()
		f(lines[line])
		t := time.Since(began)
		if least[line] == 0 || t < least[line] { // what else the machine does is no part of it
			least[line] = t
		}
	}
	for _, t := range least {
		if t > 0 {
			took = append(took, t)
		}
	}
	slices.Sort(took)
	ms := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Nanoseconds()) / 1e6
	}
	b.ReportMetric(ms(0.5), "p50-ms")
	b.ReportMetric(ms(0.99), "p99-ms")
	b.ReportMetric(ms(1), "max-ms")
}

func benchEngine(b *testing.B) *dialog.Engine {
	b.Helper()
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return e
}

// BenchmarkRead reads each line as `intake read` does, every question as if
// never seen before.
func BenchmarkRead(b *testing.B) {
	e := benchEngine(b)
	for _, kind := range []string{"boolean", "choice", "multi", "integer", "scale", "date", "duration", "text", "body-regions"} {
		b.Run(kind, func(b *testing.B) {
			each(b, linesOf(b, "answers", kind), func(line []byte) {
				q, err := dialog.ParseQuery(line, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
				if err == nil {
					_, err = e.Read(q)
				}
				if err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// BenchmarkAsk ranks each question to the clinic.
func BenchmarkAsk(b *testing.B) {
	e := benchEngine(b)
	lines := linesOf(b, "questions", "")
	texts := make([][]byte, len(lines))
	for i, line := range lines {
		var c struct{ Text string }
		if err := json.Unmarshal(line, &c); err != nil {
			b.Fatal(err)
		}
		texts[i] = []byte(c.Text)
	}
	e.FAQ.Ask("hello") // learns, or unpacks what was learned
	each(b, texts, func(text []byte) { e.FAQ.Ask(string(text)) })
}

// BenchmarkHear puts each safety line to the net.
func BenchmarkHear(b *testing.B) {
	e := benchEngine(b)
	lines := linesOf(b, "safety", "")
	for i, line := range lines {
		var c struct{ Text string }
		if err := json.Unmarshal(line, &c); err != nil {
			b.Fatal(err)
		}
		lines[i] = []byte(c.Text)
	}
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	each(b, lines, func(text []byte) { e.Hears(string(text), now) })
}
