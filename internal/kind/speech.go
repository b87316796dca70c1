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
	if closes(spec, l) {
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

// closing are words that say there is nothing to add, of which one of ending
// must stand in what is said: "no, just those two", "that covers it".
var (
	ending  = wordSet("no not nope nah nothing none nobody dont isnt havent enough covers done nada nadie no ninguno ninguna basta bastan nomas")
	closing = wordSet(`i im we have got do did is are was the a an any one two three 1 2 3 other others more else third second last just only those these
		this that thats it its all them both comes come to mind think of can cant about right now for me us really sorry thanks thank
		you please so and at with will would be im well another there
		hay tengo con esas esos esa ese eso dos una uno otra otro mas solo es son ya la las los de a se me ocurre ocurren gracias`)
)

// closes reports whether a message says nothing but that there is none, in
// the words of closing and of the question.
func closes(spec *Spec, l text.Line) bool {
	ends := false
	core := l.Core()
	if len(core) == 0 || len(core) > 9 || len(l.Asks()) > 0 {
		return false
	}
	asked := map[string]bool{}
	for _, w := range text.Words(spec.Question) {
		asked[stem(w)] = true
	}
	for _, t := range core {
		switch w := t.Text; {
		case ending[w]:
			ends = true
		case !closing[w] && !(asked[stem(w)] && !smallWords[w]):
			return false
		}
	}
	return ends
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
