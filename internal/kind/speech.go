package kind

import (
	"strings"

	"intake/internal/item"
	"intake/internal/text"
)

// A speech is a typed message parted into what it says and what it asks.
type speech struct {
	text.Line
	asked string // its questions, as typed
}

// speak parts a message. Only what it says can be an answer.
func speak(said Said, env Env) speech {
	l := text.Parse(said.Text, env.Lang)
	asks := l.Asks()
	if len(asks) == 0 {
		return speech{Line: l}
	}
	var asked []string
	for _, s := range asks {
		asked = append(asked, l.Between(s.From, s.To))
	}
	return speech{Line: text.Parse(l.Cut(asks...), env.Lang), asked: strings.Join(asked, " ")}
}

// speakOf is speak where the language of the question tells what to try first.
func speakOf(spec *Spec, said Said, env Env) speech {
	s := speak(said, env)
	s.Prefer = text.LanguageOf(spec.Question)
	return s
}

// rest is what a reading that used the spans leaves.
func (s speech) rest(used ...text.Span) string {
	return strings.TrimSpace(s.Cut(used...) + " " + s.asked)
}

// pressed returns the one button that was pressed, if it was one.
func pressed(said Said) (string, bool) {
	if said.Choice == "" && len(said.Choices) == 1 {
		return said.Choices[0], true
	}
	return said.Choice, said.Choice != ""
}

// The readings that are not a value.

func notAnswer(s speech) Reading { return Reading{Outcome: NotAnswer, Rest: s.rest()} }

func old() Reading { return Reading{Outcome: NotAnswer, Why: "old"} }

func notClear(why string, rest string) Reading {
	return Reading{Outcome: NotClear, Why: why, Rest: rest}
}

// overlap reports whether two runs of tokens share one.
func overlap(a, b text.Span) bool { return a.From < b.To && b.From < a.To }

// button reads the buttons that kinds without options of their own share:
// "there is none", and more than one pressed where one is asked.
func button(spec *Spec, said Said) (id string, r Reading, done bool) {
	id, ok := pressed(said)
	switch {
	case ok && spec.None != nil && id == spec.None.ID:
		return id, Reading{Outcome: Valued}, true
	case !ok && len(said.Choices) > 1:
		return "", notClear("two", ""), true
	}
	return id, Reading{}, false
}

// none reports whether the whole message says that there is none, where that
// can be recorded.
func none(spec *Spec, l text.Line) bool {
	if spec.None == nil {
		return false
	}
	if l.NoMore() {
		return true
	}
	bare := l.Bare()
	for _, w := range append([]string{spec.None.ID, spec.None.Label}, spec.None.Words...) {
		if bare != "" && bare == text.Parse(w, l.Lang).Bare() {
			return true
		}
	}
	return false
}

// noneOption is the button for "there is none", if there is one.
func noneOption(spec *Spec) []Option {
	if spec.None == nil {
		return nil
	}
	return []Option{*spec.None}
}

// showNone is how a Null shows.
func showNone(spec *Spec, v item.Value) (string, bool) {
	if !v.IsNull() {
		return "", false
	}
	if spec.None != nil {
		return spec.None.Label, true
	}
	return "-", true
}
