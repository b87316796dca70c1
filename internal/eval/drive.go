package eval

import (
	"encoding/json"
	"fmt"
	"time"

	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// A talk is a conversation being driven.
type talk struct {
	e    *dialog.Engine
	s    dialog.State
	turn dialog.Turn
	now  time.Time
}

func newTalk(e *dialog.Engine) *talk { return &talk{e: e, now: today} }

// say sends one message; a minute passes with each.
func (t *talk) say(said kind.Said) {
	t.now = t.now.Add(time.Minute)
	t.s, t.turn = t.e.Step(t.s, dialog.Spoke{Message: dialog.Message{Channel: "eval", User: "u", At: t.now, Said: said}}, t.now)
}

// understood is what the last message recorded, by item.
func (t *talk) understood() map[string]any {
	out := map[string]any{}
	for _, h := range t.turn.Understood {
		out[string(h.Item)] = plain(h.Value)
	}
	return out
}

// plain is a value as JSON has it.
func plain(v item.Value) any {
	var out any
	if data, err := v.MarshalJSON(); err == nil {
		_ = json.Unmarshal(data, &out) // its own output
	}
	return out
}

// healthy are the unremarkable answers of an adult where the first option
// that excludes the others is none.
var healthy = map[item.ID]any{
	"consent.privacy": true, "profile.name": "Robin Weaver", "profile.dob": "1988-05-14", "profile.sex": "male",
	"profile.contact": "robin@example.org", "guardian.name": "Kim Weaver", "guardian.relationship": "parent",
	"guardian.consent": true, "guardian.present": true,
	"symptoms.reason": "My neighbor sent me to you.", "symptoms.areas": []string{"upper_back"}, "symptoms.onset": "gradual",
	"symptoms.duration": 40, "pain.now": 4, "pain.worst": 5, "pain.best": 2, "pain.pattern_24h": "varies",
	"pain.aggravating": []string{"sitting"}, "pain.easing": []string{"rest"}, "psfs.activity1": "weeding the flower beds", "psfs.score1": 5,
	"psfs.activity2": nil, "psfs.activity3": nil, "sport.name": nil, "injury.mechanism": "other", "injury.assessed": true,
	"treatment.response": "mixed", "pregnancy.status": "no", "wellbeing.coping": "ok", "goals.main": "sit through a film",
	"consent.treatment": true, "review.confirm": true,
}

// reach opens a conversation and answers what is asked, as given says or else
// unremarkably, until ask is asked. It reports what stood in the way.
func (t *talk) reach(ask item.ID, given map[item.ID]json.RawMessage) error {
	t.say(kind.Said{Text: "hi"})
	for range 150 {
		if t.turn.Asking == ask && t.s.Follow == nil {
			return nil
		}
		if t.turn.Done {
			return fmt.Errorf("the talk ended as %s before %s was asked", t.turn.State, ask)
		}
		q := t.e.Flow.Question(t.turn.Asking)
		said, err := t.answer(q, given)
		if err != nil {
			return err
		}
		t.say(said)
	}
	return fmt.Errorf("%s was never asked", ask)
}

// answer is what the patient says to q.
func (t *talk) answer(q *flow.Question, given map[item.ID]json.RawMessage) (kind.Said, error) {
	if f := t.s.Follow; f != nil {
		options := t.turn.Replies[len(t.turn.Replies)-1].Options
		if len(options) == 0 {
			return kind.Said{Text: "no"}, nil
		}
		return kind.Said{Choice: options[len(options)-1].ID}, nil
	}
	if raw, ok := given[q.ID]; ok {
		v, err := item.FromJSON(q.Kind.Type(), raw)
		if err != nil {
			return kind.Said{}, fmt.Errorf("given %s: %w", q.ID, err)
		}
		return press(q, v), nil
	}
	if v, ok := healthy[q.ID]; ok {
		raw, err := json.Marshal(v)
		if err != nil {
			return kind.Said{}, err
		}
		val, err := item.FromJSON(q.Kind.Type(), raw)
		if err != nil {
			return kind.Said{}, fmt.Errorf("healthy %s: %w", q.ID, err)
		}
		return press(q, val), nil
	}
	options := q.Kind.Options(&q.Spec)
	for _, o := range options {
		if o.Alone {
			return kind.Said{Choice: o.ID}, nil
		}
	}
	switch q.Kind.Type() {
	case item.Bool:
		return kind.Said{Choice: "no"}, nil
	case item.Text:
		return kind.Said{Text: "fine as it is"}, nil
	case item.Number:
		return kind.Said{Text: "20"}, nil
	}
	return kind.Said{Choice: options[0].ID}, nil
}

// press is the button or plain form of a value.
func press(q *flow.Question, v item.Value) kind.Said {
	switch v.Type() {
	case item.Null:
		return kind.Said{Choice: none(q)}
	case item.Bool:
		if v.Bool() {
			return kind.Said{Choice: "yes"}
		}
		return kind.Said{Choice: "no"}
	case item.Option:
		return kind.Said{Choice: v.Text()}
	case item.Options:
		return kind.Said{Choices: v.Options()}
	case item.Number:
		return kind.Said{Choice: fmt.Sprint(v.Number())}
	}
	return kind.Said{Text: v.Text()}
}

// none is the button that says there is none.
func none(q *flow.Question) string {
	if q.None != nil {
		return q.None.ID
	}
	return "skip"
}
