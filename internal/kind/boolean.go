package kind

import (
	"fmt"
	"strings"

	"intake/internal/item"
	"intake/internal/text"
)

// boolean asks for yes or no. With the role "consent" it asks for agreement:
// then "go ahead" and "no problem" mean yes, and indifference means nothing.
type boolean struct{}

func (boolean) Name() string    { return "boolean" }
func (boolean) Type() item.Type { return item.Bool }

func (boolean) Check(s *Spec) error {
	for _, o := range s.Options {
		if _, ok := truth(o.ID); !ok {
			return fmt.Errorf("option %q of a boolean is neither yes nor no", o.ID)
		}
	}
	return nil
}

func (boolean) Options(s *Spec) []Option {
	if len(s.Options) > 0 {
		return s.Options
	}
	label := func(b bool) string {
		w := text.SayBool("", b)
		return strings.ToUpper(w[:1]) + w[1:]
	}
	return append([]Option{{ID: "yes", Label: label(true)}, {ID: "no", Label: label(false)}}, noneOption(s)...)
}

func (boolean) Read(spec *Spec, said Said, env Env) Reading {
	id, r, done := button(spec, said)
	if done {
		return r
	}
	if id != "" {
		if b, ok := truth(id); ok {
			return Reading{Outcome: Valued, Value: item.BoolOf(b)}
		}
		return old()
	}
	s := speak(said, env)
	if env.Listening {
		return notAnswer(s)
	}
	bare := s.Bare()
	for _, o := range spec.Options {
		for _, w := range append([]string{o.Label}, o.Words...) {
			if b, ok := truth(o.ID); ok && bare != "" && bare == text.Parse(w, env.Lang).Bare() {
				return Reading{Outcome: Valued, Value: item.BoolOf(b), Rest: s.asked}
			}
		}
	}
	asked := spec.Role == "consent" || text.Requests(spec.Question)
	p, used := s.YesNo(asked)
	switch {
	case p == text.Yes, p == text.No:
		return Reading{Outcome: Valued, Value: item.BoolOf(p == text.Yes), Rest: s.rest(used...)}
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	case p != text.Silent:
		return notClear("", s.rest(used...))
	}
	switch s.States(spec.Question, asked) {
	case text.Yes:
		return Reading{Outcome: Valued, Value: item.BoolOf(true), Rest: s.rest(), Inferred: true}
	case text.No:
		return Reading{Outcome: Valued, Value: item.BoolOf(false), Rest: s.rest(), Inferred: true}
	case text.Torn:
		return notClear("", s.rest())
	}
	return notAnswer(s)
}

func (boolean) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	for _, o := range spec.Options {
		if b, _ := truth(o.ID); b == v.Bool() {
			return o.Label
		}
	}
	return text.SayBool("", v.Bool())
}

// truth reads the id of a button.
func truth(id string) (b, ok bool) {
	switch id {
	case "yes", "true":
		return true, true
	case "no", "false":
		return false, true
	}
	return false, false
}
