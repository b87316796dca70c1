package prove

import (
	"strconv"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// spoken puts a value as a patient who presses what can be pressed would say it.
func spoken(q *flow.Question, v item.Value) kind.Said {
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
