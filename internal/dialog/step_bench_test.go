package dialog_test

import (
	"testing"
	"time"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/kind"
)

// atTheEnd leads a talk up to one of the last questions.
func atTheEnd(b *testing.B, e *dialog.Engine) dialog.State {
	b.Helper()
	s := dialog.State{Asking: -1, Again: -1}
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	said := kind.Said{Text: "hello"}
	for range 200 {
		var t dialog.Turn
		s, t = e.Step(s, dialog.Spoke{Message: dialog.Message{At: now, Said: said}}, now)
		if t.Asking == "availability.slots" {
			return s
		}
		q := e.Flow.Question(t.Asking)
		if q == nil {
			b.Fatalf("stopped in %s", t.State)
		}
		options := q.Kind.Options(&q.Spec)
		switch q.Type {
		case "boolean":
			said = kind.Said{Choice: "yes"}
		case "multi":
			said = kind.Said{Choice: options[len(options)-1].ID}
		case "choice":
			said = kind.Said{Choice: options[0].ID}
		case "body-regions":
			said = kind.Said{Choice: "lower_back"}
		case "duration":
			said = kind.Said{Text: "three weeks"}
		case "scale", "integer":
			said = kind.Said{Text: "5"}
		default:
			said = kind.Said{Text: map[string]string{"dob": "14 March 1985", "contact": "415 555 0123"}[q.Role] + " and more"}
			if q.Role == "dob" {
				said.Text = "14 March 1985"
			}
		}
	}
	b.Fatal("the talk did not end")
	return s
}

func BenchmarkStep(b *testing.B) {
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		b.Fatal(err)
	}
	s := atTheEnd(b, e)
	now := s.Spoke.Add(time.Minute)
	in := dialog.Spoke{Message: dialog.Message{At: now, Said: kind.Said{Text: "weekday mornings"}}}
	b.ReportAllocs()
	for b.Loop() {
		e.Step(s, in, now)
	}
}
