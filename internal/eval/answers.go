package eval

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"intake/internal/dialog"
)

// today is the day of messages that name none.
var today = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// judgeAnswer reads one message as `intake read` would.
func judgeAnswer(e *dialog.Engine, line []byte) (Result, error) {
	var c struct {
		Type, Text string
		Expect     any
	}
	if err := json.Unmarshal(line, &c); err != nil {
		return Result{}, fmt.Errorf("not a case: %w", err)
	}
	q, err := dialog.ParseQuery(line, today)
	if err != nil {
		return Result{}, err
	}
	r, err := e.Read(q)
	if err != nil {
		return Result{Kind: c.Type, Text: c.Text, Verdict: Broken, Got: err.Error(), Want: show(c.Expect)}, nil
	}
	var got struct{ Value any }
	data, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(data, &got)
	}
	if err != nil {
		return Result{}, fmt.Errorf("read back: %w", err)
	}
	out := Result{Kind: c.Type, Text: c.Text, Got: show(got.Value), Want: show(c.Expect)}
	if m, ok := c.Expect.(map[string]any); ok {
		out.Kind = "moves"
		if m["intent"] == "correction" {
			out.Kind = "corrections"
		}
	}
	switch {
	case same(got.Value, c.Expect):
	case r.Recorded || r.Move != "" && c.Expect != "reprompt":
		out.Verdict = Wrong
	default:
		out.Verdict = Missed
	}
	return out, nil
}

// same compares JSON values; lists of ids are sets.
func same(a, b any) bool {
	if x, ok := a.([]any); ok {
		y, ok := b.([]any)
		return ok && slices.Equal(sorted(x), sorted(y))
	}
	if x, ok := a.(map[string]any); ok {
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for k := range x {
			if !same(x[k], y[k]) {
				return false
			}
		}
		return true
	}
	if x, ok := a.(string); ok {
		if y, ok := b.(string); ok {
			return strings.Join(strings.Fields(x), " ") == strings.Join(strings.Fields(y), " ")
		}
	}
	return reflect.DeepEqual(a, b)
}

func sorted(list []any) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = fmt.Sprint(v)
	}
	slices.Sort(out)
	return out
}

func show(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}

// judgeSafety asks the safety net of one message.
func judgeSafety(e *dialog.Engine, line []byte) (Result, error) {
	var c struct{ Text, Expect string }
	if err := json.Unmarshal(line, &c); err != nil {
		return Result{}, fmt.Errorf("not a case: %w", err)
	}
	heard := e.Hears(c.Text, today)
	out := Result{Kind: "emergencies", Text: c.Text, Got: heard.String(), Want: c.Expect}
	switch {
	case c.Expect == "emergency" && heard == dialog.Quiet:
		out.Verdict = Wrong
	case c.Expect == "emergency":
	case heard == dialog.Quiet:
		out.Kind = "look-alikes"
	default:
		out.Kind = "look-alikes"
		out.Verdict = Wrong
	}
	if heard == dialog.Torn { // asks one plain question
		out.Verdict = Missed
	}
	return out, nil
}
