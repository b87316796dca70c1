package kind

import (
	"intake/internal/text"
)

// A doubt says how sure a patient is of what is said.
type doubt uint8

const (
	sure    doubt = iota
	perhaps       // maybe
	unknown       // not sure about
)

// A match is one option named in a message.
type match struct {
	phrase
	text.Span
	negated bool
	doubt   doubt
	others  bool // said of somebody else
	past    bool // said of what is over
	gone    bool // taken back, or only compared with
	size    int  // how many tokens tell of it, where they stand apart
}

// A scene is a message read for options: what it names, and how.
type scene struct {
	line    text.Line
	lex     *lexicon
	stems   []string
	heard   []*heardWord // per token, nil for marks
	matches []match
	// used tells which tokens name an option or deny one.
	used []bool
	// negated tells which tokens stand under a "no"; asked, which are part
	// of a question.
	negated, asked []bool
	stances        []stance // how each token is meant
	// all is set by "all" or "everything" at the start, none by "none" or
	// "nothing": what they mean without an "except".
	all, none bool
	excepts   bool // an "except" followed
	narrowed  bool // "any day after ...": which ones nobody can tell
}

// Words that turn what follows, or end what turned it.
var (
	denials = wordSet(`no not never without neither nor none isnt arent wasnt werent dont doesnt didnt havent hasnt hadnt aint denies
		hardly sin nunca tampoco ni ninguna ningun ninguno`)
	doubts     = wordSet("maybe might possibly perhaps unsure quizas quiza")
	restarts   = wordSet("i ive im id it its just only yes yeah but my there instead mostly mainly actually rather definitely sometimes pero solo si")
	contrasts  = wordSet("but however though although yet because due so unless until pero aunque porque")
	exceptions = wordSet("except excluding besides minus save excepto salvo menos")
	everything = wordSet("all everything every any anything todo todos todas")
	nothing    = wordSet("none nothing no nope nah neither never nada ninguno ninguna nunca")
	// nothingSaid are the denials that need no noun: "none".
	nothingSaid = wordSet("none nothing neither nada ninguno ninguna")
	afterNo     = wordSet("to of that thanks thank please and or sorry sir maam gracias really at")
	// between may stand between the words of a phrase.
	between = wordSet(`a an the my your our some this that these those really very pretty quite right little bit just too so all
		kind sort of el la los las un una mi mis su muy un poco`)
	relatives = wordSet(`dad dads mom moms mum mums mother mothers father fathers brother brothers sister sisters husband husbands wife wifes
		wives son sons daughter daughters friend friends aunt uncle grandma grandmother grandpa grandfather granddad partner partners boss
		neighbor neighbour coworker colleague cousin boyfriend girlfriend family parents grandparents kid child baby
		kids children nephew niece uncles aunts cousins brothers sisters sons stepdad stepmom fiance fiancee roommate
		hubby wifey grandfathers grandmothers nana papa
		madre padre hermano hermana esposo esposa hijo hija abuela abuelo amigo amiga tia tio suegra suegro marido mujer
		primo prima mama cunada familia padres abuelos hermanos vecina vecino novio novia nieto nieta`)
)

// reachOfNo is how many words a "no" covers that names nothing.
const reachOfNo = 10

// A heardWord is what is looked up of a word once, however often a message has
// it.
type heardWord struct {
	stem        string
	own, learnt []phrase // that begin with it
	// small may stand between the words of a phrase, loose between those of a
	// phrase that says so.
	small, loose bool
}

func (x *lexicon) hear(word string) *heardWord {
	w := &heardWord{stem: stem(x.respell(word)), small: between[word], loose: !contrasts[word] && !denials[word]}
	if w.stem != "" {
		w.own, w.learnt = x.phrasesAt(w.stem)
	}
	return w
}

// read finds the options that a message names.
func (x *lexicon) read(line text.Line) *scene {
	n := len(line.Tokens)
	s := &scene{
		line: line, lex: x, stems: make([]string, n), used: make([]bool, n),
		negated: make([]bool, n), asked: make([]bool, n), stances: make([]stance, n), heard: make([]*heardWord, n),
	}
	known := map[string]*heardWord{}
	for i, t := range line.Tokens {
		if !t.Word {
			continue
		}
		w, ok := known[t.Text]
		if !ok {
			w = x.hear(t.Text)
			known[t.Text] = w
		}
		s.heard[i], s.stems[i] = w, w.stem
	}
	for _, q := range line.Asks() {
		for i := q.From; i < q.To; i++ {
			s.asked[i] = true
		}
	}
	s.walk()
	return s
}

// idioms are pairs of words in which neither says what it says elsewhere.
var idioms = map[string]map[string]bool{
	"face": wordSet("me us you"), "right": wordSet("now away after before back there here"), "all": wordSet("right sorts kinds"),
	"left": wordSet("me it work over"), "work": wordSet("out"), "hand": wordSet("it"), "back": wordSet("and again then to"),
	"last": wordSet("resort"), "heart": wordSet("to"), "head": wordSet("up out"), "cold": wordSet("feet"),
}

// idiom reports how many tokens to pass over at i, for an idiom that no phrase of the
// options holds.
func (s *scene) idiom(i int) int {
	if !idioms[s.word(i)][s.word(i+1)] {
		return 0
	}
	if _, n := s.longest(i); n > 1 {
		return 0
	}
	return 1
}

// A stance is how the words at one place are meant.
type stance struct {
	no, others bool
	past       bool // said of what is over
	bound      bool // the no reaches no further than an "and"
	one        bool // the no is a "not": of one thing, unless an "or" follows
	doubt      doubt
	noAt       int
	began      int // where the sentence began
}

func (s *scene) walk() {
	var at stance
	meant := 0
	for i := 0; i < len(s.stems); {
		t := s.line.Tokens[i]
		for ; meant <= i; meant++ {
			s.stances[meant] = at
		}
		if !t.Word {
			s.mark(&at, i)
			i++
			continue
		}
		if s.deniesBehind(i) {
			i++
			continue
		}
		if n := s.idiom(i); n > 0 {
			i += n
			continue
		}
		if n := s.name(&at, i); n > 0 {
			i += n
			continue
		}
		i += s.turn(&at, i)
	}
	for ; meant < len(s.stems); meant++ {
		s.stances[meant] = at
	}
	s.denyBehind()
	s.tell()
}

// mark takes notice of a mark: a sentence ends there, or a "no" goes on over
// a comma if what follows goes on with its list.
func (s *scene) mark(at *stance, i int) {
	switch s.line.Tokens[i].Text {
	case ",", "-", ":":
		at.doubt, at.past = sure, false
		if at.no && (restarts[s.word(i+1)] || at.one && !s.listsOn(i+1)) {
			at.no = false
		}
	case ".", ";", "!", "?", "\n":
		*at = stance{began: i + 1}
	}
}

// word is the word at token i; "" where there is none or a mark.
func (s *scene) word(i int) string {
	if i < 0 || i >= len(s.line.Tokens) || !s.line.Tokens[i].Word {
		return ""
	}
	return s.line.Tokens[i].Text
}

// name records the option named from token i on, and returns how many tokens
// that takes.
func (s *scene) name(at *stance, i int) int {
	p, n := s.longest(i)
	if n == 0 {
		return 0
	}
	if n == 1 && i == 0 && s.word(i) == "well" && len(s.stems) > 3 {
		return 0 // "well, the nurse took it" begins to tell
	}
	if n == 1 && denials[s.word(i)] && !nothingSaid[s.word(i)] && !s.answers(i) {
		return 0 // "no fever" denies fever, although "No" may be an option
	}
	if !s.asked[i] {
		m := match{phrase: p, Span: text.Span{From: i, To: i + n}, negated: at.no, doubt: at.doubt, others: at.others, past: at.past && !s.lex.ever}
		s.add(m)
		for _, o := range p.also {
			m.option = o
			s.add(m)
		}
	}
	for j := i + 1; j < i+n && !s.asked[i]; j++ {
		// "hip replacement in the summer" is an implant, and an operation.
		if q, more := s.longest(j); q.shared && j+more > i+n {
			s.add(match{phrase: q, Span: text.Span{From: j, To: j + more}, negated: at.no, doubt: at.doubt, others: at.others})
			n = j + more - i
		}
	}
	for k := i; k < i+n; k++ {
		s.used[k] = true
		s.negated[k] = at.no
	}
	if s.lex.options[p.option].Alone || nothing[s.word(i)] {
		s.none = true
	}
	at.noAt = i + n
	return n
}

// add records one match; where an option asks for something not to be done,
// "not my feet" names it.
func (s *scene) add(m match) {
	if s.lex.against[m.option] || s.lex.options[m.option].Alone && nothing[s.word(m.From)] {
		m.negated = false
	}
	s.matches = append(s.matches, m)
}

func (m *match) meant() bool { return !m.negated && m.doubt == sure && m.counts() }

// counts reports whether a match is said of the patient, of now, and stands.
func (m *match) counts() bool { return !m.others && !m.past && !m.gone }
