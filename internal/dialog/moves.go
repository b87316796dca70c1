package dialog

import (
	"slices"
	"strings"

	"intake/internal/kind"
	"intake/internal/text"
)

// A move is what a patient does to the conversation instead of answering.
type move string

// The moves. Their names are also the ids of their buttons.
const (
	moveBack          move = "back"
	moveSkip          move = "skip"
	moveWhy           move = "why"
	moveHelp          move = "help"
	moveRepeat        move = "repeat"
	movePause         move = "pause"
	moveRestart       move = "restart"
	moveStop          move = "stop"
	moveHuman         move = "human"
	moveResume        move = "resume"
	moveNewVisit      move = "new_visit"
	moveMisunderstood move = "misunderstood"
	moveHello         move = "hello"
	moveThanks        move = "thanks"
	moveBot           move = "bot"
	moveLeft          move = "left"  // how much is still to come
	moveUpset         move = "upset" // had enough of the talk, or of the bot
	moveKeep          move = "keep"
	moveDelete        move = "delete"
	moveMore          move = "more"
)

// moves recognizes them: a message is a move only when all of it is one,
// greetings and "please" aside, never by a word found inside a sentence.
type moves struct {
	phrases map[string]move
	buttons map[string]move
	filler  map[string]bool
	ask     [][]string // how questions begin
	correct [][]string // how corrections speak
	not     [][]string // how they say what it is not
	said    [][]string // how they name what was said before
	meant   [][]string // how they come to what is so
	remove  [][]string // how they take something out
	wrong   [][]string // how they say that what stands before is not so
	deny    [][]string // how they deny
	fine    [][]string // how a review is agreed to
	is      []string   // what stands between a name and its new value
	also    [][]string
}

func newMoves(p *phrases) *moves {
	m := &moves{phrases: map[string]move{}, buttons: map[string]move{}, filler: map[string]bool{}}
	lists := map[string]*[][]string{
		"move.ask": &m.ask, "cue.correct": &m.correct, "cue.not": &m.not, "cue.said": &m.said, "cue.meant": &m.meant,
		"cue.wrong": &m.wrong, "cue.remove": &m.remove, "cue.deny": &m.deny, "cue.fine": &m.fine, "cue.also": &m.also,
	}
	for _, key := range moveLists {
		name, ok := strings.CutPrefix(key, "move.")
		for phrase := range strings.SplitSeq(p.texts[key], "|") {
			words := text.Words(phrase)
			if len(words) == 0 && key != "cue.is" {
				continue
			}
			switch list := lists[key]; {
			case list != nil:
				*list = append(*list, words)
			case key == "move.filler":
				m.filler[strings.Join(words, " ")] = true
			case key == "cue.is":
				m.is = append(m.is, " "+strings.TrimSpace(phrase)+" ")
			case ok:
				m.phrases[strings.Join(words, " ")] = move(name)
			}
		}
		if ok && name != "filler" && name != "ask" {
			m.buttons[name] = move(name)
		}
	}
	m.buttons[string(moveMore)] = moveMore
	return m
}

// of returns the move that said is to a question, "" for none: by the phrases
// of the clinic, or by the words that people of either language use. Part is
// what of the message is looked at.
func (m *moves) of(said kind.Said, part string, words []string, ask *kind.Spec) move {
	if said.Choice != "" {
		return m.buttons[said.Choice]
	}
	if mv := m.listed(words); mv != "" {
		return mv
	}
	if len(words) == 0 {
		return ""
	}
	question, free := "", false
	if ask != nil {
		question, free = ask.Question, ask.Type == "text"
	}
	return move(text.Parse(part, "").Move(question, free))
}

// listed returns the move that words are by the phrases of the clinic.
func (m *moves) listed(words []string) move {
	if len(words) == 0 || len(words) > 12 {
		return ""
	}
	if mv, ok := m.phrases[strings.Join(words, " ")]; ok {
		return mv
	}
	whole := words
	for len(words) > 0 && m.filler[words[0]] {
		words = words[1:]
	}
	for len(words) > 0 && m.filler[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 { // "oh hello there": a greeting where one is among them
		for _, w := range whole {
			if m.phrases[w] == moveHello {
				return moveHello
			}
		}
		return ""
	}
	return m.phrases[strings.Join(words, " ")]
}

// IsMove reports whether words are a move of the conversation and say nothing
// else: "skip", "go back please".
func (e *Engine) IsMove(s string) bool {
	return e.Move(s) != ""
}

// asks reports whether a message is put as a question.
func (m *moves) asks(message string, words []string) bool {
	return strings.ContainsAny(message, "?¿") || startsWithAny(words, m.ask)
}

// questions are the questions that a message puts, each by itself: its
// sentences that ask, parted where a new question begins behind an "and".
func (m *moves) questions(message string) []string {
	if len(message) > longest {
		return nil
	}
	line := text.Parse(message, "")
	var out []string
	for _, s := range line.Asks() {
		part := strings.Fields(line.Between(s.From, s.To))
		from := 0
		for i := 2; i+2 < len(part); i++ {
			if joins[strings.ToLower(strings.Trim(part[i], ",;"))] && startsWithAny(text.Words(strings.Join(part[i+1:], " ")), m.ask) {
				out = append(out, strings.Join(part[from:i], " "))
				from = i + 1
			}
		}
		out = append(out, strings.Join(part[from:], " "))
	}
	return out
}

// joins are the words between two questions.
var joins = map[string]bool{"and": true, "also": true, "plus": true, "&": true, "y": true, "e": true}

// corrects reports whether a message speaks as one that changes something.
func (m *moves) corrects(words []string) bool {
	return holdsAny(words, m.correct)
}

// adds reports whether a message speaks of something more.
func (m *moves) adds(words []string) bool { return holdsAny(words, m.also) }

func startsWithAny(words []string, phrases [][]string) bool {
	return slices.ContainsFunc(phrases, func(p []string) bool {
		return len(p) <= len(words) && slices.Equal(words[:len(p)], p)
	})
}

func holdsAny(words []string, phrases [][]string) bool {
	for i := range words {
		if startsWithAny(words[i:], phrases) {
			return true
		}
	}
	return false
}

// Move returns the move that words are, by the name of its button; "" for
// none.
func (e *Engine) Move(s string) string {
	return string(e.moves.of(kind.Said{}, s, text.Words(s), nil))
}
