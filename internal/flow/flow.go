// Package flow is the definition of one clinic's intake in one language:
// sections, prompts and questions, checked and compiled once from content, and
// which of them apply given the answers so far.
package flow

import (
	"slices"

	"intake/internal/cond"
	"intake/internal/item"
	"intake/internal/kind"
)

// A Flow is one clinic's intake in one language, ready to run. It does not
// change once compiled.
type Flow struct {
	ID, Version, Lang string
	// Hash names the content it was compiled from.
	Hash     string
	Sections []*Section
	// Questions are all questions in asking order, which is the order of
	// the schema's items.
	Questions []*Question
	Schema    *cond.Schema

	byID  map[item.ID]*Question
	order []*Question // so that a question comes after all it depends on
	// Cues lead to answers in anything a patient says; owners are positions.
	Cues kind.Cues
}

// A Section is one part of the intake; its id is also a state of the machine.
type Section struct {
	ID, Title, Intro string
	When             cond.Cond // nil: always
	Prompts          []*Prompt
}

// A Prompt is one message that asks one question, or several together.
type Prompt struct {
	Section   *Section
	Questions []*Question
	// Ask, Short and Again are the words for all its questions together;
	// empty where it asks one.
	Ask, Short, Again string
}

// A Question asks one item.
type Question struct {
	kind.Spec
	Kind   kind.Kind
	Prompt *Prompt
	// At is the position of its item in the schema.
	At   int
	Name string   // label in review and summary
	Also []string // other words that name it
	// Ask, Short and Again put the question in full, in few words, and in
	// other words with an example; Why says what it is for.
	Ask, Short, Again, Why string
	When                   cond.Cond // nil: always
	Required, Safety       bool
	Carry, Listen          bool // see content.ItemDoc
	Private, Quiet, Off    bool
	AtLeast                item.ID // the number may not be below this item's
	// Leads is true where a condition on other questions reads it: its
	// answer may bring more to ask.
	Leads bool
	Code  string
}

// Question returns the question of an item, or nil.
func (f *Flow) Question(id item.ID) *Question { return f.byID[id] }

// Section returns the section with this id, or nil.
func (f *Flow) Section(id string) *Section {
	for _, s := range f.Sections {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Asks reports whether q is a question that the flow can ask at all.
func (q *Question) Asks() bool { return !q.Quiet && !q.Off }

// truth says whether q applies, section included.
func (q *Question) truth(a item.Answers) cond.Truth {
	t := cond.True
	if !q.Asks() {
		return cond.False
	}
	if w := q.Prompt.Section.When; w != nil {
		t = w.Eval(a)
	}
	if q.When != nil && t != cond.False {
		t = min(t, q.When.Eval(a))
	}
	return t
}

// DependsOn reports whether the condition of q reads an item.
func (q *Question) DependsOn(id item.ID) bool {
	return q.When != nil && slices.Contains(q.When.Items(), id)
}

// Applies reports whether q is to be asked as far as its conditions go.
func (q *Question) Applies(a item.Answers) bool { return q.truth(a) == cond.True }

// Possible reports whether q applies or may still come to.
func (q *Question) Possible(a item.Answers) bool { return q.truth(a) != cond.False }

// Settle brings the statuses in a into line with the conditions, after an
// answer was set: what cannot be asked becomes NotApplicable and loses an
// answer that was given to the question itself, what can be asked again
// becomes Open. It changes a and calls changed for each position it touched;
// had is the answer that was lost, if any.
func (f *Flow) Settle(a item.Answers, changed func(q *Question, had item.Answer)) {
	for _, q := range f.order {
		if q.When == nil && q.Prompt.Section.When == nil && q.Asks() {
			continue
		}
		had := a.At(q.At)
		applies := q.truth(a) != cond.False
		if had.Listened && had.Known() && had.Value.Type() == item.Options {
			// Heard elsewhere: the rest of the list is asked where it applies.
			now := had
			if now.Status = item.Given; applies {
				now.Status = item.Partial
			}
			if now.Status != had.Status {
				a.Set(q.At, now)
				changed(q, item.Answer{})
			}
			continue
		}
		switch {
		case applies && had.Status == item.NotApplicable:
			a.Set(q.At, item.Answer{})
			changed(q, item.Answer{})
		case !applies && had.Status != item.NotApplicable && !(had.Listened && had.Known()) && !(q.Quiet && had.Known()):
			a.Set(q.At, item.Answer{Status: item.NotApplicable})
			changed(q, had)
		}
	}
}
