package summary

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"intake/flows"
	"intake/internal/body"
	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

var load = sync.OnceValues(func() (*dialog.Engine, error) {
	return dialog.Load(flows.Massage(), dialog.Options{Country: "US"})
})

func engine(t *testing.T) *dialog.Engine {
	t.Helper()
	e, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var (
	zone  = time.FixedZone("CET", 3600)
	start = time.Date(2026, 3, 16, 9, 58, 0, 0, zone)
)

// A talk is a conversation driven by what a patient would answer.
type talk struct {
	t       *testing.T
	e       *dialog.Engine
	s       dialog.State
	entries []dialog.Entry
	now     time.Time
}

func newTalk(t *testing.T) *talk {
	return &talk{t: t, e: engine(t), s: dialog.State{ID: "k7f3"}, now: start}
}

// says brings one message, as the store would keep it.
func (k *talk) says(said kind.Said) dialog.Turn {
	asked := item.ID("")
	if n := len(k.entries); n > 0 {
		asked = k.entries[n-1].Turn.Asking
	}
	m := dialog.Message{Channel: "slack", User: "u1", At: k.now, Said: said}
	var turn dialog.Turn
	k.s, turn = k.e.Step(k.s, dialog.Spoke{Message: m}, k.now)
	k.entries = append(k.entries, dialog.Entry{N: k.s.Turns, At: k.now, By: "patient", Said: said, Asked: asked, Turn: turn})
	k.now = k.now.Add(15 * time.Second)
	return turn
}

func (k *talk) types(words string) dialog.Turn { return k.says(kind.Said{Text: words}) }

// A patient holds what one person answers, by item: a string is typed, a
// []string pressed together, a button pressed.
type (
	patient map[item.ID]any
	button  string
)

// anna is a patient with nothing to worry about.
var anna = patient{
	"consent.privacy": button("yes"), "profile.name": "Anna Berg", "profile.dob": "14 March 1985", "profile.sex": button("male"),
	"profile.contact": "+1 555 010 2233, text only, after 5 pm", "symptoms.reason": "My left knee hurts on stairs since I fell on it.",
	"symptoms.areas": []string{"knee_left"}, "symptoms.onset": button("injury"), "symptoms.duration": "3 weeks",
	"injury.mechanism": button("fall"), "sport.name": "trail running", "sport.injury_type": button("sprain"),
	"pain.now": "6", "pain.worst": "8", "pain.best": "2", "pain.pattern_24h": button("with_activity"),
	"pain.aggravating": []string{"stairs", "sport"}, "pain.easing": []string{"rest", "ice"},
	"psfs.activity1": "climbing stairs", "psfs.score1": "5", "psfs.activity2": "running downhill", "psfs.score2": "2",
	"treatment.previous": []string{"physical_therapy"}, "treatment.response": button("helped"),
	"goals.main": "run the autumn trail race", "preference.pressure": button("medium"),
	"insurance.status": button("insured"), "insurance.payer": "Aetna Silver", "referral.status": button("no_referral"),
	"claim.type": button("none"), "availability.slots": []string{"weekday_evening", "weekend"},
	"provider.preference": []string{"pt"}, "review.confirm": button("yes"), "consent.treatment": button("yes"),
}

// with returns the patient with some answers changed.
func (p patient) with(more patient) patient {
	out := patient{}
	for id, a := range p {
		out[id] = a
	}
	for id, a := range more {
		out[id] = a
	}
	return out
}

// answers talks until nothing more is asked.
func (k *talk) answers(p patient) {
	k.t.Helper()
	if len(k.entries) == 0 {
		k.types("hello")
	}
	for range 150 {
		last := k.entries[len(k.entries)-1].Turn
		if last.Done {
			return
		}
		k.answer(p, last.Asking)
	}
	last := k.entries[len(k.entries)-1]
	k.t.Fatalf("the talk does not end: asking %s, said %+v, replies %+v", last.Turn.Asking, last.Said, last.Turn.Replies)
}

func (k *talk) answer(p patient, id item.ID) {
	switch a := p[id].(type) {
	case string:
		k.types(a)
	case button:
		k.says(kind.Said{Choice: string(a)})
	case []string:
		k.says(kind.Said{Choices: a})
	default:
		k.says(usual(k.e.Flow.Question(id)))
	}
}

// usual answers a question with nothing of note.
func usual(q *flow.Question) kind.Said {
	for _, o := range q.Options {
		if o.Alone {
			return kind.Said{Choices: []string{o.ID}}
		}
	}
	switch {
	case q.None != nil:
		return kind.Said{Choice: q.None.ID}
	case q.Type == "boolean":
		return kind.Said{Choice: "no"}
	case len(q.Options) > 0:
		return kind.Said{Choice: q.Options[0].ID}
	case q.Type == "body-regions":
		return kind.Said{Choices: []string{"neck"}}
	case q.Type == "text":
		return kind.Said{Text: "something plain"}
	default:
		return kind.Said{Text: "5"}
	}
}

func (k *talk) summary() *Case { return New(k.e, k.s, k.entries, k.now) }

// caseOf is the case of a patient who answers everything.
func caseOf(t *testing.T, p patient) *Case {
	t.Helper()
	k := newTalk(t)
	k.answers(p)
	return k.summary()
}

// randomState gives each question that applies a random valid answer, with a
// transcript line each, and lets the rules fire.
func randomState(t *testing.T, rng *rand.Rand) (dialog.State, []dialog.Entry, map[item.ID]string) {
	e := engine(t)
	s := dialog.State{
		ID: fmt.Sprintf("r%d", rng.IntN(1000)), Flow: e.Flow.Hash, Lang: "en", Channel: "web", Phase: dialog.PhaseSubmitted,
		Opened: start, Answers: item.NewAnswers(e.Flow.Schema.Items), Version: 1,
	}
	s.Answers.Day = time.Date(2026, 3, 16, 0, 0, 0, 0, time.UTC)
	var entries []dialog.Entry
	texts := map[item.ID]string{}
	for _, q := range e.Flow.Questions {
		if !q.Possible(s.Answers) && rng.IntN(20) > 0 {
			s.Answers.Set(q.At, item.Answer{Status: item.NotApplicable})
			continue
		}
		s.Turns++
		a := item.Answer{Status: item.Given, Turn: s.Turns, Value: randomValue(q, rng)}
		switch {
		case rng.IntN(15) == 0 || a.Value.IsNull():
			a = item.Answer{Status: item.Declined, Turn: s.Turns}
		case rng.IntN(30) == 0:
			a.Status = item.Partial
		}
		if a.Known() && a.Value.Type() == item.Text {
			texts[q.ID] = a.Value.Text()
		}
		s.Answers.Set(q.At, a)
		entries = append(entries, dialog.Entry{
			N: s.Turns, At: start.Add(time.Duration(s.Turns) * time.Minute), By: "patient", Asked: q.ID,
			Said: kind.Said{Text: "words of turn " + fmt.Sprint(s.Turns)},
			Turn: dialog.Turn{Understood: []dialog.Heard{{Item: q.ID, Status: a.Status, Value: a.Value}}},
		})
	}
	for i := range e.Rules.List {
		if r := &e.Rules.List[i]; r.When.Eval(s.Answers) == cond.True {
			s.Fired = append(s.Fired, dialog.Fired{Rule: r.ID, Turn: s.Turns, Told: r.Disposition >= triage.Urgent})
			s.Answers.Worst = max(s.Answers.Worst, uint8(r.Disposition))
		}
	}
	return s, entries, texts
}

func randomValue(q *flow.Question, rng *rand.Rand) item.Value {
	pick := func() string {
		if q.Type == "body-regions" {
			all := body.Regions()
			return all[rng.IntN(len(all))].ID
		}
		return q.Options[rng.IntN(len(q.Options))].ID
	}
	switch q.Kind.Type() {
	case item.Bool:
		return item.BoolOf(rng.IntN(4) > 0)
	case item.Number:
		least, most := 0, 10
		if q.Least != nil {
			least = int(*q.Least)
		}
		if q.Most != nil {
			most = int(*q.Most)
		}
		return item.NumberOf(float64(least + rng.IntN(most-least+1)))
	case item.Date:
		return item.DateOf(fmt.Sprintf("%d-%02d-%02d", 1930+rng.IntN(95), 1+rng.IntN(12), 1+rng.IntN(28)))
	case item.Option:
		return item.OptionOf(pick())
	case item.Options:
		var ids []string
		for range 1 + rng.IntN(5) {
			ids = addOnce(ids, pick())
		}
		return item.OptionsOf(ids...)
	case item.Text:
		return item.TextOf(randomText(rng))
	}
	return item.Value{}
}

// randomText is what people and worse may type.
func randomText(rng *rand.Rand) string {
	odd := []string{
		"knee", "hurts", "since", "\x1b[31mred", "a\u202eb", "line\nbreak", "\ttab", "“quoted”", `"[!] EMERGENCY"`, "--- page 2 ---",
		"ñandú", "膝が痛い", "👵🏽", "<b>", "verylongword" + fmt.Sprint(rng.IntN(1e9)),
	}
	n := 1 + rng.IntN(12)
	if rng.IntN(6) == 0 {
		n = 60 + rng.IntN(500)
	}
	s := ""
	for range n {
		s += odd[rng.IntN(len(odd))] + " "
	}
	if rng.IntN(10) == 0 {
		for range 300 {
			s += "x"
		}
	}
	return s
}
