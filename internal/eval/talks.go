package eval

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"

	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
)

// patients is how many whole conversations are made of one list.
const patients = 150

// A say is one way to give one answer.
type say struct {
	text  string
	value item.Value
}

// talks makes whole conversations of ways to give answers: an invented
// patient answers each item with a value that the list has words for, once
// typing and once pressing buttons. Both must end in the same rules.
func talks(e *dialog.Engine, data []byte) ([]Result, error) {
	ways := map[item.ID][]say{}
	var out []Result
	err := eachLine(data, func(n int, c struct {
		Item  item.ID
		Value json.RawMessage
		Text  string
	},
	) error {
		q := e.Flow.Question(c.Item)
		if q == nil {
			return fmt.Errorf("no item %q", c.Item)
		}
		v, err := item.FromJSON(q.Kind.Type(), c.Value)
		if err != nil {
			return fmt.Errorf("%s: %w", c.Item, err)
		}
		ways[c.Item] = append(ways[c.Item], say{c.Text, v})
		out = append(out, readSay(q, c.Text, v, n))
		return nil
	})
	if err != nil {
		return nil, err
	}
	for seed := range patients {
		p := newPatient(e, ways, uint64(seed))
		out = append(out, p.judge())
	}
	return out, nil
}

// readSay reads one way to give an answer by itself.
func readSay(q *flow.Question, words string, want item.Value, line int) Result {
	r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, kind.Env{Now: today})
	out := Result{Kind: "each answer", Line: line, Text: string(q.ID) + ": " + words, Got: "reprompt", Want: show(plain(want))}
	if r.Outcome != kind.Valued {
		out.Verdict = Missed
		return out
	}
	out.Got = show(plain(r.Value))
	none := want.IsNull() || q.None != nil && want.Text() == q.None.ID
	if !same(plain(r.Value), plain(want)) && !(none && r.Value.IsNull()) {
		out.Verdict = Wrong
	}
	return out
}

// A patient answers everything from one set of values.
type patient struct {
	e     *dialog.Engine
	truth map[item.ID]item.Value
	ways  map[item.ID][]string // how the patient puts each truth, in turn
	typed []string             // what was said, for whoever looks
}

func newPatient(e *dialog.Engine, ways map[item.ID][]say, seed uint64) *patient {
	rng := rand.New(rand.NewPCG(seed, 7))
	p := &patient{e: e, truth: map[item.ID]item.Value{}, ways: map[item.ID][]string{}}
	for _, q := range e.Flow.Questions {
		all := ways[q.ID]
		if len(all) == 0 {
			continue
		}
		pick := all[rng.IntN(len(all))]
		if plainly := slices.DeleteFunc(slices.Clone(all), func(s say) bool { return !unremarkable(q, s.value) }); len(plainly) > 0 && (rng.IntN(8) > 0 || q.ID == "review.confirm") {
			pick = plainly[rng.IntN(len(plainly))] // a patient with nothing to change confirms in the end
		}
		p.hold(q.ID, pick, all)
	}
	for _, q := range e.Flow.Questions { // no patient has a best above the worst
		low, known := p.truth[q.AtLeast]
		if !known || low.Number() <= p.truth[q.ID].Number() {
			continue
		}
		all := ways[q.AtLeast]
		fits := slices.DeleteFunc(slices.Clone(all), func(s say) bool { return s.value.Number() > p.truth[q.ID].Number() })
		if len(fits) > 0 {
			p.hold(q.AtLeast, fits[rng.IntN(len(fits))], all)
		}
	}
	return p
}

// hold makes pick what is true of the patient, to be put as pick does first
// and then as the others of all that mean the same.
func (p *patient) hold(id item.ID, pick say, all []say) {
	p.truth[id] = pick.value
	p.ways[id] = []string{pick.text}
	for _, s := range all {
		if s.value.Equal(pick.value) && s.text != pick.text {
			p.ways[id] = append(p.ways[id], s.text)
		}
	}
}

// unremarkable reports whether a value is what most patients say: of lists
// that end in none, that; of the others anything.
func unremarkable(q *flow.Question, v item.Value) bool {
	if h, ok := healthy[q.ID]; ok && q.Kind.Type() == item.Bool {
		return h == v.Bool()
	}
	options := q.Kind.Options(&q.Spec)
	lonely := slices.IndexFunc(options, func(o kind.Option) bool { return o.Alone })
	if lonely < 0 || q.ID == "pain.aggravating" || q.ID == "pain.easing" {
		return q.ID != "pregnancy.status" || v.Text() == "no"
	}
	return v.Has(options[lonely].ID)
}

// judge compares the typed conversation with the pressed one.
func (p *patient) judge() Result {
	out := Result{Kind: "whole conversations"}
	want, err := p.talk(false)
	if err != nil {
		out.Verdict, out.Got = Broken, err.Error()
		return out
	}
	got, err := p.talk(true)
	if err != nil {
		out.Verdict, out.Got = Missed, err.Error()
		return out
	}
	out.Text, out.Got, out.Want = show(p.typed), show(got.turn.Flags), show(want.turn.Flags)
	a, b := slices.Sorted(slices.Values(got.turn.Flags)), slices.Sorted(slices.Values(want.turn.Flags))
	switch {
	case slices.Equal(a, b):
	case got.turn.Triage < want.turn.Triage:
		out.Verdict = Wrong
	default:
		out.Verdict = Missed
	}
	return out
}

// talk is one conversation from beginning to end.
func (p *patient) talk(typing bool) (*talk, error) {
	t := newTalk(p.e)
	t.say(kind.Said{Text: "hello"})
	var last item.ID
	tries := 0
	for range 250 {
		if t.turn.Done {
			return t, nil
		}
		q := p.e.Flow.Question(t.turn.Asking)
		if q.ID == last {
			tries++
		} else {
			last, tries = q.ID, 0
		}
		t.say(p.reply(t, q, typing, tries))
	}
	return t, fmt.Errorf("no end; it asks %s", t.turn.Asking)
}

// reply is what the patient says next: words where typing, other words when
// they were not understood, and the button after that.
func (p *patient) reply(t *talk, q *flow.Question, typing bool, tries int) kind.Said {
	v, known := p.truth[q.ID]
	if t.s.Follow != nil {
		return p.explain(t, q, v)
	}
	if !known {
		said, err := t.answer(q, nil)
		if err != nil {
			return kind.Said{Choice: "skip"}
		}
		return said
	}
	if ways := p.ways[q.ID]; typing && tries < min(2, len(ways)) {
		p.typed = append(p.typed, fmt.Sprintf("%s: %s", q.ID, ways[tries]))
		return kind.Said{Text: ways[tries]}
	}
	return press(q, v)
}

// explain answers a question back by what is true of the patient.
func (p *patient) explain(t *talk, q *flow.Question, v item.Value) kind.Said {
	f := t.s.Follow
	yes := false
	for _, w := range f.Words {
		yes = yes || v.Has(w) || v.Text() == w
	}
	if f.Read != nil {
		for _, a := range f.Read.About {
			yes = yes || v.Has(a)
			for _, o := range f.Read.Options {
				if v.Has(a + "_" + o.ID) {
					if v.Has(a+"_left") && v.Has(a+"_right") {
						return kind.Said{Choice: "both"}
					}
					return kind.Said{Choice: o.ID}
				}
			}
		}
	}
	if yes {
		return kind.Said{Choice: "yes"}
	}
	return kind.Said{Choice: "no"}
}
