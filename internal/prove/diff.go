package prove

import (
	"fmt"
	"slices"
	"strings"

	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/faq"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// A Change is one difference between two versions of a flow that answers,
// rules or patients can tell.
type Change struct {
	What string // "item pain.now"
	How  string // "added"
}

// String prints it as one line.
func (c Change) String() string { return c.What + ": " + c.How }

// Diff lists what changed from one version of a flow to another: items,
// their options and conditions, rules, and answers to questions.
func Diff(old, to *dialog.Engine) []Change {
	d := &differ{}
	compare(d, "section", old.Flow.Sections, to.Flow.Sections, func(s *flow.Section) string { return s.ID },
		func(what string, a, b *flow.Section) { d.condition(what, a.When, b.When) })
	compare(d, "item", old.Flow.Questions, to.Flow.Questions, func(q *flow.Question) string { return string(q.ID) }, d.question)
	compare(d, "rule", pointers(old.Rules.List), pointers(to.Rules.List), func(r *triage.Rule) string { return string(r.ID) },
		func(what string, a, b *triage.Rule) {
			d.condition(what, a.When, b.When)
			d.words(what, "what the patient is told", a.Patient, b.Patient)
			d.words(what, "what staff are told", a.Staff, b.Staff)
		})
	oldFAQ, newFAQ := old.FAQ.Entries(), to.FAQ.Entries()
	compare(d, "faq", oldFAQ, newFAQ, func(e faq.Entry) string { return e.ID },
		func(what string, a, b faq.Entry) { d.words(what, "the answer", a.Answer+a.More, b.Answer+b.More) })
	return d.list
}

type differ struct{ list []Change }

func (d *differ) add(what, format string, args ...any) {
	d.list = append(d.list, Change{what, fmt.Sprintf(format, args...)})
}

func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// compare lists what is gone and what is new, and has same look at the rest.
func compare[T any](d *differ, kind string, old, to []T, id func(T) string, same func(what string, a, b T)) {
	find := func(list []T, want string) int {
		return slices.IndexFunc(list, func(x T) bool { return id(x) == want })
	}
	for _, a := range old {
		if find(to, id(a)) < 0 {
			d.add(kind+" "+id(a), "removed")
		}
	}
	for _, b := range to {
		what := kind + " " + id(b)
		if i := find(old, id(b)); i >= 0 {
			same(what, old[i], b)
		} else {
			d.add(what, "added")
		}
	}
}

func (d *differ) question(what string, a, b *flow.Question) {
	if a.Type != b.Type {
		how := "answers are asked again"
		if a.Kind.Type() == b.Kind.Type() {
			how = "answers are kept where they still fit"
		}
		d.add(what, "type %s is now %s: %s", a.Type, b.Type, how)
	}
	d.condition(what, a.When, b.When)
	compare(d, what+" option", a.Kind.Options(&a.Spec), b.Kind.Options(&b.Spec),
		func(o kind.Option) string { return o.ID },
		func(what string, a, b kind.Option) { d.words(what, "the label", a.Label, b.Label) })
	if x, y := limits(a), limits(b); x != y {
		d.add(what, "limits were %s, are %s", x, y)
	}
	flags := func(name string, x, y bool) {
		switch {
		case !x && y:
			d.add(what, "is now %s", name)
		case x && !y:
			d.add(what, "is no longer %s", name)
		}
	}
	flags("required", a.Required, b.Required)
	flags("a safety question", a.Safety, b.Safety)
	flags("asked", a.Asks(), b.Asks())
	flags("kept for later visits", a.Carry, b.Carry)
	d.words(what, "the question", a.Ask, b.Ask)
}

func limits(q *flow.Question) string {
	end := func(f *float64) string {
		if f == nil {
			return "any"
		}
		return item.NumberOf(*f).String()
	}
	return strings.TrimSpace(fmt.Sprintf("%s to %s %s", end(q.Least), end(q.Most), q.Unit))
}

func (d *differ) condition(what string, a, b cond.Cond) {
	say := func(c cond.Cond) string {
		if c == nil {
			return "always"
		}
		return c.String()
	}
	if x, y := say(a), say(b); x != y {
		d.add(what, "condition was %q, is %q", x, y)
	}
}

func (d *differ) words(what, part, a, b string) {
	if a != b {
		d.add(what, "%s reads differently", part)
	}
}

// A Meeting is what a running conversation meets in another version of its
// flow at its next turn.
type Meeting struct {
	Kept  []item.ID // answers that stay
	Again []item.ID // answered, but will be asked again
	Gone  []item.ID // answered, and no longer wanted
	New   []item.ID // questions that the old version did not have
	// Rules that hold now and did not before, and the other way round.
	Fires, Rests []triage.RuleID
}

// Meets moves a conversation to a flow as its next turn would, and tells what
// becomes of it. s stays as it is.
func Meets(s dialog.State, to *dialog.Engine) Meeting {
	var m Meeting
	old := s.Answers
	if old.Schema() == nil {
		return m
	}
	s.Wake = s.Wake.AddDate(100, 0, 0) // nothing but the move is to happen
	moved, _ := to.Step(s, dialog.Tick{}, s.Spoke)
	for i := range old.Schema().Len() {
		a, id := old.At(i), old.Schema().ID(i)
		if !a.Known() && a.Status != item.Declined && a.Status != item.None {
			continue
		}
		q := to.Flow.Question(id)
		switch {
		case q == nil:
			m.Gone = append(m.Gone, id)
		case moved.Answers.At(q.At).Value.Equal(a.Value) && moved.Answers.At(q.At).Status == a.Status:
			m.Kept = append(m.Kept, id)
		case q.Asks() && q.Possible(moved.Answers):
			m.Again = append(m.Again, id)
		default:
			m.Gone = append(m.Gone, id)
		}
	}
	for _, q := range to.Flow.Questions {
		if _, had := old.Schema().Index(q.ID); !had && q.Asks() && q.Applies(moved.Answers) {
			m.New = append(m.New, q.ID)
		}
	}
	holds := func(list []dialog.Fired, id triage.RuleID) bool {
		return slices.ContainsFunc(list, func(f dialog.Fired) bool { return f.Rule == id })
	}
	for _, f := range moved.Fired {
		if !holds(s.Fired, f.Rule) {
			m.Fires = append(m.Fires, f.Rule)
		}
	}
	for _, f := range s.Fired {
		if !holds(moved.Fired, f.Rule) {
			m.Rests = append(m.Rests, f.Rule)
		}
	}
	return m
}
