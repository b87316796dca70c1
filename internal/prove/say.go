package prove

import (
	"strconv"
	"time"

	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// Say puts a value as a patient who presses what can be pressed would say it.
func Say(q *flow.Question, v item.Value) kind.Said {
	switch v.Type() {
	case item.Bool:
		if v.Bool() {
			return kind.Said{Choice: "yes"}
		}
		return kind.Said{Choice: "no"}
	case item.Number:
		n := strconv.FormatFloat(v.Number(), 'f', -1, 64)
		if q.Unit != "" {
			n += " " + q.Unit + "s"
		}
		return kind.Said{Text: n}
	case item.Option:
		return kind.Said{Choice: v.Text()}
	case item.Options:
		return kind.Said{Choices: v.Options()}
	case item.Null:
		if q.None != nil {
			return kind.Said{Choice: q.None.ID}
		}
		return kind.Said{Choice: "skip"}
	default:
		if q.Role == "contact" {
			return kind.Said{Text: "0151 23456789"}
		}
		return kind.Said{Text: v.Text()}
	}
}

// Play talks to e as a patient whose answers are a, from the greeting on,
// until nothing more is asked, and returns the conversation with its turns.
// It gives up after three hundred messages.
func Play(e *dialog.Engine, a item.Answers, day time.Time) (dialog.State, []dialog.Turn) {
	var s dialog.State
	var turns []dialog.Turn
	said := kind.Said{Text: "hello"}
	for range 300 {
		day = day.Add(10 * time.Second)
		var t dialog.Turn
		s, t = e.Step(s, dialog.Spoke{Message: dialog.Message{Channel: "play", User: "patient", At: day, Said: said}}, day)
		turns = append(turns, t)
		if t.Done || t.Asking == "" {
			break
		}
		q := e.Flow.Question(t.Asking)
		said = Say(q, a.At(q.At).Value)
		if s.Follow != nil {
			said = kind.Said{Choice: "no"}
		}
	}
	return s, turns
}
