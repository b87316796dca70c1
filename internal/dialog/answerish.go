package dialog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
)

// isAnswer reports whether words that look like a move answer what is asked:
// an option of that name ("rather not say"), "back" where the body is asked
// about, the name Skip.
func (st *step) isAnswer(h heard, ask *kind.Spec) bool {
	if ask == nil {
		return false
	}
	k, ok := kind.Of(ask.Type)
	if !ok {
		return false
	}
	if h.said.Choice != "" {
		return slices.ContainsFunc(k.Options(ask), func(o kind.Option) bool { return o.ID == h.said.Choice })
	}
	valued := func() (kind.Reading, bool) {
		r := k.Read(ask, h.said, st.env)
		return r, r.Outcome == kind.Valued
	}
	switch ask.Type {
	case "choice", "multi":
		r, ok := valued()
		if line := text.Parse(h.text, st.env.Lang); ok && h.move == moveUpset && (line.YesOrNo() || line.NoMore()) {
			return true // "ugh, none"
		}
		talks := slices.Contains(moveNames, h.move) || h.move == moveUpset || h.move == moveLeft || h.move == moveBot
		return ok && !(r.Inferred && h.move != moveSkip && talks) // by an option's own words
	case "boolean":
		_, ok := valued()
		return ok && (yields(h, ask) || text.Parse(h.text, st.env.Lang).YesOrNo() && (ask.Role != "consent" || h.move != moveStop && h.move != movePause))
	case "duration":
		_, ok := valued()
		return ok && h.move == movePause && len(h.words) <= 3
	case "body-regions":
		return h.move == moveBack && len(h.words) == 1
	}
	if k.Type() != item.Text {
		return false
	}
	if r, ok := valued(); ask.None != nil && ok && r.Value.IsNull() {
		return true
	}
	switch ask.Role {
	case "name":
		return h.move != moveUpset && nameLike(h.text, h.words)
	case "contact":
		return h.move == moveHuman && strings.Contains(strings.Join(h.words, " "), "call me")
	case "reason":
		return h.move == moveBack && len(h.words) == 1
	}
	return false
}

// yields reports whether a yes or no that also reads as a move is rather the
// answer: "continue", "not now", or "quit" where a habit is asked about.
func yields(h heard, ask *kind.Spec) bool {
	switch h.move {
	case moveBack, moveSkip, moveWhy, moveHelp, moveRepeat, moveRestart, moveHuman, moveDelete:
		return false
	case movePause:
		return ask.Role != "consent"
	case moveStop:
		return ask.Role != "consent" && len(h.words) <= 2
	}
	return true
}

// nameLike reports whether words that read as a move may well be a name: one
// or several written with capitals, or a nickname that there is.
func nameLike(typed string, words []string) bool {
	if strings.ContainsAny(typed, "?¿") || len(words) > 3 {
		return false
	}
	if len(words) == 1 && nicknames[words[0]] {
		return true
	}
	for w := range strings.FieldsSeq(typed) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return len(words) > 1 || !neverNames[words[0]]
}

// nicknames are moves that people are called by, also without a capital;
// neverNames are those that nobody is.
var (
	nicknames  = map[string]bool{"skip": true, "paso": true, "salta": true}
	neverNames = map[string]bool{"why": true, "what": true, "huh": true, "help": true, "repeat": true, "restart": true, "ayuda": true, "que": true}
)
