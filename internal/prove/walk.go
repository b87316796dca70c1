package prove

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// How many wilful patients flow check sends through an intake, and how many
// messages each has. Seeds are fixed: the same flow gives the same walks.
const (
	walkCount = 24
	walkSteps = 160
)

// walked is what walks came to.
type walked struct {
	Steps int // messages said
	Sent  int // times an intake was sent
}

// walks sends n patients of a will of their own through e, each with up to
// steps messages: they answer, skip, go back, change what they said, pause,
// begin again, ask, leave and come back. Whenever an intake is sent, every
// required question must be closed and no safety question open.
func walks(e *dialog.Engine, n, steps int, day time.Time) (walked, []Finding) {
	var f findings
	var sum walked
	for seed := range n {
		w := &walker{e: e, rand: rand.New(rand.NewPCG(uint64(seed), 1)), now: day}
		if bad := w.walk(steps); bad != "" {
			f.fault("walk "+strconv.Itoa(seed), "%s; said last: %s", bad, strings.Join(w.said[max(0, len(w.said)-6):], " | "))
		}
		sum.Steps += len(w.said)
		sum.Sent += w.sent
	}
	return sum, f
}

// A walker is one wilful patient.
type walker struct {
	e     *dialog.Engine
	rand  *rand.Rand
	now   time.Time
	state dialog.State
	turn  dialog.Turn
	said  []string
	sent  int
}

func (w *walker) walk(steps int) string {
	w.say(kind.Said{Text: "hello"})
	for range steps {
		w.now = w.now.Add(20 * time.Second)
		if w.rand.IntN(60) == 0 {
			w.now = w.now.Add(time.Duration(w.rand.IntN(40*24)) * time.Hour)
		}
		before := w.state.Phase
		w.say(w.next())
		if w.state.Phase != dialog.PhaseSubmitted {
			continue
		}
		if bad := unfinished(w.e, w.state); bad != "" {
			return bad
		}
		if before != dialog.PhaseSubmitted {
			w.sent++
		}
	}
	return ""
}

// unfinished names a question that is still open in an intake that was sent,
// "" for none.
func unfinished(e *dialog.Engine, s dialog.State) string {
	for _, q := range e.Flow.Questions {
		a := s.Answers.At(q.At)
		open := !a.Status.Closed() || a.Carried
		// After sending, a change may open a question, which staff then
		// ask; what was open when it was sent is the fault.
		if s.Version == 1 && q.Asks() && open && (q.Required && q.Applies(s.Answers) || q.Safety && q.Possible(s.Answers)) {
			return fmt.Sprintf("the intake was sent with %s still open", q.ID)
		}
	}
	return ""
}

func (w *walker) say(said kind.Said) {
	w.said = append(w.said, strings.TrimSpace(said.Text+said.Choice+strings.Join(said.Choices, "+")))
	in := dialog.Spoke{Message: dialog.Message{Channel: "walk", User: "patient", At: w.now, Said: said}}
	w.state, w.turn = w.e.Step(w.state, in, w.now)
}

// sideways is what a patient may say instead of an answer.
var sideways = []string{
	"skip", "back", "why", "help", "pause", "hello", "stop", "keep", "go on", "restart", "yes", "no", "none",
	"I don't know", "actually no, the left knee, not the right", "actually my pain is 5, not 4", "change the duration to 3 weeks",
	"what does it cost?", "do you treat pregnant women?", "thanks", "a person please", "asdf qwer", "new visit", "i was misunderstood",
	"no more", "nothing", "7", "3 weeks", "since March", "1990-05-17", "my lower back hurts since two weeks, about 6 out of 10",
}

// next chooses what to say: mostly an answer to what is asked.
func (w *walker) next() kind.Said {
	var options []dialog.Button
	if n := len(w.turn.Replies); n > 0 {
		options = w.turn.Replies[n-1].Options
	}
	roll := w.rand.IntN(100)
	q := w.e.Flow.Question(w.turn.Asking)
	switch {
	case w.turn.Done && roll < 60:
		if len(options) > 0 {
			return kind.Said{Choice: options[w.rand.IntN(len(options))].ID}
		}
		return kind.Said{Text: "new visit"}
	case roll < 12:
		return kind.Said{Text: sideways[w.rand.IntN(len(sideways))]}
	case w.state.Follow != nil && len(options) > 0:
		return kind.Said{Choice: options[w.rand.IntN(len(options))].ID}
	case q == nil:
		return kind.Said{Text: "yes"}
	case w.state.Answers.At(q.At).Carried && w.state.Again != q.At:
		return kind.Said{Choice: []string{"same", "changed"}[w.rand.IntN(2)]}
	case roll < 17 && q.Role != "consent":
		return kind.Said{Choice: "skip"}
	default:
		return w.answer(q)
	}
}

// answer answers a question: with a yes where nothing goes on without one,
// rarely with what raises an alarm, else with anything.
func (w *walker) answer(q *flow.Question) kind.Said {
	if q.Role == "consent" && w.rand.IntN(20) > 0 {
		return kind.Said{Choice: "yes"}
	}
	if q.Safety && w.rand.IntN(4) > 0 {
		for _, o := range q.Kind.Options(&q.Spec) {
			if o.Alone {
				return kind.Said{Choice: o.ID}
			}
		}
	}
	if q.None != nil && w.rand.IntN(2) == 0 {
		return kind.Said{Choice: q.None.ID}
	}
	options := q.Kind.Options(&q.Spec)
	switch q.Kind.Type() {
	case item.Bool:
		return spoken(q, item.BoolOf(w.rand.IntN(2) == 0))
	case item.Number:
		least, most := 0, 50
		if q.Least != nil {
			least = int(*q.Least)
		}
		if q.Most != nil {
			most = int(*q.Most)
		}
		return spoken(q, item.NumberOf(float64(least+w.rand.IntN(min(most-least+1, 400)))))
	case item.Date:
		return spoken(q, item.DateOf(w.now.AddDate(-w.rand.IntN(90), 0, -w.rand.IntN(365)).Format(time.DateOnly)))
	case item.Option:
		return kind.Said{Choice: options[w.rand.IntN(len(options))].ID}
	case item.Options:
		ids := []string{}
		for range 1 + w.rand.IntN(3) {
			ids = append(ids, options[w.rand.IntN(len(options))].ID)
		}
		return kind.Said{Choices: ids}
	default:
		if q.Role == "contact" {
			return kind.Said{Text: "0151 23456789"}
		}
		return kind.Said{Text: "walking the dog and work"}
	}
}
