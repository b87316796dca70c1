package triage

import "strings"

// The words by which a speaker turns from what a cue covers to something
// new. They are grammar, not medicine, so they stand here and not among the
// cues; both languages share each table, for people mix them.

func set(words ...string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}

var (
	// joins carry a list on.
	joins = set("and", "or", "nor", "o", "ni", "plus")
	// ors carry a denial on: "no pain or my usual cough".
	ors = set("or", "nor", "o", "ni")
	// selves begin a statement of the speaker's own.
	selves = set("i", "im", "ive", "id", "theres", "yo", "tengo", "estoy", "siento")
	// links make the statement part of what came before: "not that I have".
	links = set("that", "if", "when", "whenever", "where", "while", "as", "than", "think", "thought", "say", "said", "believe",
		"whether", "do", "did", "does", "am", "have", "has", "had", "can", "could", "should", "would", "like", "which", "who",
		"what", "nor", "case", "because", "que", "si", "cuando", "como")
	// turns begin something new after a comma or "and".
	turns = set("my", "its", "it", "now", "just", "only", "still", "some", "have", "having", "got", "slight",
		"little", "maybe", "yes", "cant", "couldnt", "wont", "keep", "keeps", "mi", "ahora", "solo", "es")
	// owns begin an answer after a bare no: "no, it is my chest", "no just".
	owns = set("i", "im", "ive", "my", "its", "it", "the", "he", "she", "they", "there", "theres", "just", "only", "yes", "mi")
	// excepts name what a denial leaves out, or the cause of what is denied.
	excepts = set("because", "cause", "due", "besides", "apart", "aside", "only", "just", "porque", "salvo", "excepto", "solo")
	// mine turn from another person to the speaker.
	mine = set("i", "im", "ive", "id", "my", "myself", "mine", "yo", "mi", "tengo", "siento", "estoy")
	// presents turn from the past to now.
	presents = set("im", "ive", "cant", "wont", "now", "today", "tonight", "is", "still", "has", "ahora", "hoy", "tengo", "estoy")
	// goings make a statement of a noun that is about now.
	goings = set("is", "are", "isnt", "arent", "feel", "feels", "keeps", "looks", "hurts", "gets", "goes", "wont", "cant", "has",
		"esta", "estan", "tiene", "duele", "duelen", "aprieta", "arde", "sigue", "sale")
	// amounts before a noun in -ing show that it is none of doing: "had spotting".
	amounts = set("had", "the", "some", "any", "of", "after", "from", "for", "about", "no")
	// todays after "i" turn from the past to now.
	todays = set("have", "cant", "feel", "get", "keep", "wont", "now", "still", "just", "see", "need", "think")
	// begins open a new statement after a comma or "and".
	begins = set("i", "im", "ive", "my", "the", "had", "have", "has", "was", "got", "did", "broke", "we", "they", "he", "she",
		"tuve", "mi", "yo", "me")
	// owners after adders begin a statement of the speaker's own.
	owners = set("my", "mi", "mis")
	adders = set("also", "and", "btw", "oh", "cuz", "because", "plus", "tambien", "porque", "ademas")
	// noDoing end like what is being done, and are not.
	noDoing = set("nothing", "something", "anything", "everything", "during", "morning", "evening", "wedding", "building",
		"ceiling", "asking", "wondering", "cuando", "sibling", "clothing", "parking", "booking", "training", "running", "being", "having")
	// finite verbs make a statement of a noun.
	finite = set("is", "are", "was", "has", "feels", "feel", "keeps", "looks", "went", "got", "hurts", "started", "came", "wont", "cant", "esta", "es", "tiene", "duele")
	// pronouns with bareNots deny what was just named: "I do not".
	pronouns = set("i", "it", "they", "she", "he")
	bareNots = set("dont", "doesnt", "didnt", "havent", "isnt", "hasnt", "wasnt")
	// bareNo after a sign denies it.
	bareNo = set("no", "none", "nope", "nah", "negative", "never", "denied", "nada", "nunca")
	// itselves are denials that are emergencies of their own: "can't".
	itselves = set("cant", "couldnt", "wont", "not", "no", "never", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt",
		"wouldnt", "havent", "hasnt", "unable", "lost", "losing", "sin", "nunca")
)

// begun reports whether word i follows a comma or a joining word.
func (m *message) begun(i int) bool {
	return m.words[i].comma || i > 0 && joins[m.words[i-1].text]
}

// restart reports whether a statement of the speaker's own begins at word i.
func (m *message) restart(i, _ int) bool {
	w := &m.words[i]
	if owners[w.text] && i > 0 && adders[m.words[i-1].text] {
		return true
	}
	return selves[w.text] && (w.comma || i == 0 || !links[m.words[i-1].text])
}

// goesOn reports whether clause c, from word i, tells of what is happening:
// "my wife is 36 weeks and bleeding".
func (m *message) goesOn(i, c int) bool {
	for ; i < len(m.words) && m.words[i].clause == c; i++ {
		w := m.words[i].text
		if len(w) > 5 && (strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ando") || strings.HasSuffix(w, "iendo")) && !noDoing[w] && (i == 0 || !amounts[m.words[i-1].text]) {
			return true
		}
	}
	return false
}

// states reports whether a statement of its own begins at word i, with a verb
// soon after: "the jeans don't fit, and my pee is black".
func (m *message) states(i int) bool { return m.verb(i, finite) }

// verb reports whether one of some verbs stands soon after word i.
func (m *message) verb(i int, verbs map[string]bool) bool {
	for k := i + 1; k < len(m.words) && k <= i+verbWithin && m.words[k].clause == m.words[i].clause && !m.words[k].comma; k++ {
		if verbs[m.words[k].text] {
			return true
		}
	}
	return false
}

// verbWithin is how many words after its beginning a statement has its verb.
const verbWithin = 3

// endsDenial reports whether a denial no longer holds at word i.
func (m *message) endsDenial(i, cue int) bool {
	w := m.words[i].text
	h := m.cues[deny][cue]
	switch {
	case m.restart(i, cue), excepts[w]:
		return true
	case w == "other" && i+1 < len(m.words) && m.words[i+1].text == "than":
		return true
	case i == h.to && h.to-h.from == 1 && m.words[h.from].text == "no" && owns[w]:
		return true
	case w == "a" && i+1 < len(m.words) && m.begun(i):
		next := m.words[i+1].text
		return next == "little" || next == "bit" || next == "lot" || next == "slight"
	}
	return m.begun(i) && (m.words[i].comma || !ors[m.words[i-1].text]) && (turns[w] || !joins[w] && m.states(i))
}

// firstPerson reports whether the speaker turns to themselves at word i.
func (m *message) firstPerson(i, _ int) bool {
	w := m.words[i].text
	if w == "me" {
		return m.words[i-1].text == "que"
	}
	return mine[w] && !m.over[others][i] && !strings.HasPrefix(m.words[i-1].text, "who")
}

// presentAgain reports whether the speaker turns from the past to now, as in
// "a new knee in 2015, and my chest feels tight".
func (m *message) presentAgain(i, _ int) bool {
	if !m.begun(i) {
		return false
	}
	w := m.words[i].text
	return presents[w] || w == "i" && i+1 < len(m.words) && todays[m.words[i+1].text] || m.verb(i, goings)
}

// spanishHe reports whether a cue is the Spanish "he" of "he vomitado", which
// is the speaker, and not the English one.
func (m *message) spanishHe(i, end int) bool {
	if end-i != 1 || m.words[i].text != "he" || end == len(m.words) {
		return false
	}
	next := m.words[end].text
	return strings.HasSuffix(next, "ado") || strings.HasSuffix(next, "ido") || irregular[next]
}

// irregular are past participles of another ending.
var irregular = set("visto", "hecho", "dicho", "puesto", "vuelto", "devuelto", "roto", "abierto", "muerto", "escrito")
