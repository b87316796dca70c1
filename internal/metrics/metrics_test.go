package metrics_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"intake/internal/metrics"
)

// TestWrite holds the text format: types first, labels quoted, buckets that
// add up.
func TestWrite(t *testing.T) {
	var s metrics.Set
	s.Add("intake_turns_total", 1, "channel", "slack")
	s.Add("intake_turns_total", 2, "channel", `a"b`)
	s.Took("intake_turn_seconds", 2*time.Millisecond)
	s.Took("intake_turn_seconds", 2*time.Minute)
	var b strings.Builder
	if err := s.Write(&b, metrics.Gauge{Name: "intake_waiting", Labels: []string{"to", "chat:slack"}, Value: 3}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range strings.Split(b.String(), "\n") {
		if !strings.Contains(l, "_bucket") || strings.Contains(l, `"0.001"`) || strings.Contains(l, `"0.0025"`) || strings.Contains(l, "Inf") {
			got = append(got, l)
		}
	}
	want := []string{
		"# TYPE intake_turns_total counter",
		`intake_turns_total{channel="a\"b"} 2`,
		`intake_turns_total{channel="slack"} 1`,
		"# TYPE intake_turn_seconds histogram",
		`intake_turn_seconds_bucket{le="0.001"} 0`,
		`intake_turn_seconds_bucket{le="0.0025"} 1`,
		`intake_turn_seconds_bucket{le="+Inf"} 2`,
		"intake_turn_seconds_sum 120.002",
		"intake_turn_seconds_count 2",
		"# TYPE intake_waiting gauge",
		`intake_waiting{to="chat:slack"} 3`,
		"",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestNil: who is given no set counts nothing.
func TestNil(t *testing.T) {
	var s *metrics.Set
	s.Add("a", 1)
	s.Took("b", time.Second)
}
