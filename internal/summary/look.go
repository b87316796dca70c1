package summary

import (
	"slices"
	"strings"
	"time"

	"intake/internal/body"
	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
)

// get returns the answer to an item and notes that a section has it.
func (b *builder) get(id item.ID) item.Answer {
	b.taken[id] = true
	return b.a.Get(id)
}

// value returns what is known of an item, Null for nothing.
func (b *builder) value(id item.ID) item.Value {
	if a := b.get(id); a.Known() {
		return a.Value
	}
	return item.Value{}
}

// has reports whether an answer holds one of the options.
func (b *builder) has(id item.ID, options ...string) bool {
	return slices.ContainsFunc(options, b.value(id).Has)
}

// is reports whether a yes/no item was answered so.
func (b *builder) is(id item.ID, yes bool) bool {
	v := b.value(id)
	return v.Type() == item.Bool && v.Bool() == yes
}

// number returns a number, nil where it is not known.
func (b *builder) number(id item.ID) *float64 {
	v := b.value(id)
	if v.Type() != item.Number {
		return nil
	}
	n := v.Number()
	return &n
}

// words returns a patient's text as typed.
func (b *builder) words(id item.ID) string { return b.value(id).Text() }

// name is the item's label.
func (b *builder) name(id item.ID) string {
	if q := b.e.Flow.Question(id); q != nil && q.Name != "" {
		return q.Name
	}
	return string(id)
}

// show puts what is known of an item in plain words, "" for nothing.
func (b *builder) show(id item.ID) string { return b.showValue(id, b.value(id)) }

func (b *builder) showValue(id item.ID, v item.Value) string {
	if v.IsNull() {
		return ""
	}
	q := b.e.Flow.Question(id)
	if q == nil || q.Kind.Type() != v.Type() {
		return v.String()
	}
	if v.Type() == item.Text {
		return v.Text()
	}
	return q.Kind.Show(&q.Spec, v)
}

// items lists the options of an answer but for those that say there is none.
func (b *builder) items(id item.ID) []Item {
	var out []Item
	q := b.e.Flow.Question(id)
	for _, o := range b.value(id).Options() {
		if q == nil || !alone(q, o) {
			out = append(out, Item{ID: o, Label: b.label(q, o)})
		}
	}
	return out
}

// itemsOf lists those of an answer's options that are named.
func (b *builder) itemsOf(id item.ID, options ...string) []Item {
	return slices.DeleteFunc(b.items(id), func(i Item) bool { return !slices.Contains(options, i.ID) })
}

// alone reports whether an option excludes the others, such as none.
func alone(q *flow.Question, option string) bool {
	return slices.ContainsFunc(q.Options, func(o kind.Option) bool { return o.ID == option && o.Alone })
}

// label names one option.
func (b *builder) label(q *flow.Question, option string) string {
	if _, ok := body.ByID(option); ok {
		return body.Label(option)
	}
	if q != nil {
		for _, o := range q.Kind.Options(&q.Spec) {
			if o.ID == option {
				return o.Label
			}
		}
	}
	return option
}

// denied reports whether a list of options was answered with none of them.
func (b *builder) denied(id item.ID) bool {
	v := b.value(id)
	return len(v.Options()) > 0 && len(b.items(id)) == 0
}

// fact is one answer in words; false where nothing is known.
func (b *builder) fact(id item.ID) (Fact, bool) {
	v := b.value(id)
	if v.IsNull() {
		return Fact{}, false
	}
	return Fact{Item: id, Label: b.name(id), Value: b.showValue(id, v), Own: v.Type() == item.Text}, true
}

func (b *builder) facts(ids ...item.ID) []Fact {
	var out []Fact
	for _, id := range ids {
		if f, ok := b.fact(id); ok {
			out = append(out, f)
		}
	}
	return out
}

// entry returns the transcript's line of a turn, nil where there is none.
func (b *builder) entry(turn uint32) *dialog.Entry {
	for i := range b.entries {
		if b.entries[i].N == turn && turn > 0 {
			return &b.entries[i]
		}
	}
	return nil
}

// at returns when a turn was, by the clinic's clock; zero where unknown.
func (b *builder) at(turn uint32) time.Time {
	if e := b.entry(turn); e != nil {
		return b.local(e.At)
	}
	return time.Time{}
}

func (b *builder) local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(b.now.Location())
}

// said returns what a patient brought in a turn: the text as typed, or the
// labels of the buttons pressed.
func (b *builder) said(e *dialog.Entry, about item.ID) string {
	if e.Said.Text != "" {
		return text.Strip(e.Said.Text)
	}
	ids := e.Said.Choices
	if e.Said.Choice != "" {
		ids = []string{e.Said.Choice}
	}
	labels := make([]string, len(ids))
	for i, id := range ids {
		labels[i] = b.button(e, about, id)
	}
	return strings.Join(labels, ", ")
}

// button names a button pressed in a turn: as it was offered the turn before,
// or as the question's option.
func (b *builder) button(e *dialog.Entry, about item.ID, id string) string {
	if before := b.entry(e.N - 1); before != nil {
		for _, r := range before.Turn.Replies {
			for _, o := range r.Options {
				if o.ID == id {
					return o.Label
				}
			}
		}
	}
	if q := b.e.Flow.Question(about); q != nil {
		if l := b.label(q, id); l != id {
			return l
		}
	}
	return b.label(b.e.Flow.Question(e.Asked), id)
}

// weeksOn returns a number of weeks counted on from the day it was said.
func (b *builder) weeksOn(id item.ID) *int {
	n := b.number(id)
	if n == nil {
		return nil
	}
	weeks := int(*n)
	if then := b.at(b.a.Get(id).Turn); !then.IsZero() {
		weeks += max(0, daysBetween(then, b.now)) / 7
	}
	return &weeks
}

// daysBetween counts midnights, so that a change of clocks makes no day less.
func daysBetween(from, to time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)).Hours() / 24)
}

// others are answers that no section took.
func (b *builder) others() []Fact {
	var out []Fact
	for _, q := range b.e.Flow.Questions {
		if b.taken[q.ID] {
			continue
		}
		if f, ok := b.fact(q.ID); ok {
			out = append(out, f)
		}
	}
	return out
}
