package kind

import (
	"slices"
	"strings"

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
}

// A scene is a message read for options: what it names, and how.
type scene struct {
	line    text.Line
	lex     *lexicon
	stems   []string
	matches []match
	// used tells which tokens name an option or deny one.
	used []bool
	// negated tells which tokens stand under a "no"; asked, which are part
	// of a question.
	negated, asked []bool
	// all is set by "all" or "everything" at the start, none by "none" or
	// "nothing": what they mean without an "except".
	all, none bool
	excepts   bool      // an "except" followed
	narrowed  bool      // "any day after ...": which ones nobody can tell
	names     [][]sense // what options mean, made when first needed
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

// read finds the options that a message names.
func (x *lexicon) read(line text.Line) *scene {
	n := len(line.Tokens)
	s := &scene{
		line: line, lex: x, stems: make([]string, n), used: make([]bool, n),
		negated: make([]bool, n), asked: make([]bool, n),
	}
	spelt := map[string]string{}
	for i, t := range line.Tokens {
		if !t.Word {
			continue
		}
		w, ok := spelt[t.Text]
		if !ok {
			w = stem(x.respell(t.Text))
			spelt[t.Text] = w
		}
		s.stems[i] = w
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

// idiom reports how many tokens from i on are an idiom that no phrase of the
// options holds.
func (s *scene) idiom(i int) int {
	if !idioms[s.word(i)][s.word(i+1)] {
		return 0
	}
	if _, n := s.longest(i); n > 1 {
		return 0
	}
	return 2
}

// A stance is how the words at one place are meant.
type stance struct {
	no, others bool
	past       bool // said of what is over
	one        bool // the no is a "not": of one thing, unless an "or" follows
	doubt      doubt
	noAt       int
	began      int // where the sentence began
}

func (s *scene) walk() {
	var at stance
	for i := 0; i < len(s.stems); {
		t := s.line.Tokens[i]
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
	s.denyBehind()
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

// deniesBehind reports whether the word at token i is a no to the option
// named right before: "lump: no".
func (s *scene) deniesBehind(i int) bool {
	if len(s.matches) == 0 || s.word(i+1) != "" {
		return false
	}
	switch s.word(i) {
	case "no", "nope", "not", "never":
	default:
		return false
	}
	to := s.matches[len(s.matches)-1].To
	if to == i-1 {
		switch s.line.Tokens[to].Text {
		case ":", "-", "?":
			return true
		}
	}
	return to == i
}

// listsOn reports whether an "or" stands in the list from token i on.
func (s *scene) listsOn(i int) bool {
	for k := i; k < len(s.line.Tokens) && k < i+12; k++ {
		switch w := s.line.Tokens[k].Text; {
		case w == "or" || w == "nor" || w == "ni":
			return true
		case s.ends(k) || contrasts[w]:
			return false
		}
	}
	return false
}

// answers reports whether the "no" at token i is an answer by itself.
func (s *scene) answers(i int) bool {
	next := s.word(i + 1)
	return next == "" || restarts[next] || contrasts[next] || exceptions[next] || isPair(next, s.word(i+2)) ||
		denials[next] || afterNo[next]
}

// longest finds the longest phrase that begins at token i. Small words may
// stand between its own, and a few of any kind where it says so.
func (s *scene) longest(i int) (phrase, int) {
	if i >= len(s.stems) || s.stems[i] == "" {
		return phrase{}, 0
	}
	best, most := phrase{}, 0
	for _, p := range s.lex.phrases[s.stems[i]] {
		if p.option == torn || len(p.stems) < len(best.stems) {
			continue
		}
		if n := s.says(i, p.stems); n > most && !s.ofYear(i+n) {
			best, most = p, n
		}
	}
	return best, most
}

// ofYear reports whether token i is a year that dates what stands before:
// "in June 2015" is not "in June".
func (s *scene) ofYear(i int) bool {
	w := s.word(i)
	return len(w) == 4 && isDigits(w) && (w[:2] == "19" || w[:2] == "20") && s.word(i-1) != "in" && s.word(i-1) != "en"
}

// says reports how many tokens from i on say the stems; 0 if they do not.
func (s *scene) says(i int, stems []string) int {
	j := i + 1
	for k := 1; k < len(stems); k++ {
		want, skip := stems[k], 2
		loose := want == gapStem
		if loose {
			k++
			want, skip = stems[k], mostInGap
		}
		for j < len(s.stems) && s.stems[j] != want && skip > 0 && s.mayStand(j, loose) {
			j++
			skip--
		}
		if j >= len(s.stems) || s.stems[j] != want {
			return 0
		}
		j++
	}
	return j - i
}

// mayStand reports whether token j may stand between the words of a phrase.
func (s *scene) mayStand(j int, loose bool) bool {
	w := s.word(j)
	if w == "" {
		return s.line.Tokens[j].Text == "/" || s.line.Tokens[j].Text == "-"
	}
	if loose {
		return !contrasts[w] && !denials[w]
	}
	return between[w]
}

// turn takes notice of a word that names nothing, and returns how many tokens
// it covers.
func (s *scene) turn(at *stance, i int) int {
	w := s.word(i)
	if at.no && i-at.noAt > reachOfNo {
		at.no = false
	}
	s.negated[i] = at.no
	n := 1
	switch {
	case w == "then" || w == "luego":
		at.no = false
	case s.lex.times && s.busy(i):
		at.no, at.noAt = true, i
	case (w == "fine" || w == "ok" || w == "okay") && !s.lex.tried && s.word(i-1) != "" && s.word(i-1) != "im" && s.word(i-1) != "doing" && s.fineWith(i):
		at.no, at.noAt, at.one = true, i, true
	case w == "menos" && !s.all && !s.none && !s.shared(i): // "menos dolor": less, not except
	case exceptions[w] || isPair(w, s.word(i+1)) || w == "but" && (everything[s.word(i-1)] || s.shared(i)) || w == "but" && s.word(i-1) == "them":
		s.excepts = true
		at.no, at.noAt, at.doubt = !s.none, i, sure
		if isPair(w, s.word(i+1)) {
			n = 2
		}
	case w == "and" && at.no && restarts[s.word(i+1)], contrasts[w]:
		at.no, at.doubt, at.others, at.past = false, sure, false, false
	case (w == "now" || w == "ahora" || w == "currently" || w == "still" || w == "since" || w == "nowadays") && at.past:
		at.past = false
	case s.over(i):
		at.past = true
	case denials[w]:
		n = s.deny(at, i)
	case doubts[w], w == "could" && s.word(i+1) == "be":
		at.doubt = perhaps
	case relatives[w] && s.subject(i, at.began):
		at.others = true
	case (w == "i" || w == "ive" || w == "im" || w == "mine" || w == "yo" || w == "tengo" || w == "soy") && at.others:
		at.others = false
	case everything[w] && i-at.began < 4 && s.stands(i):
		if at.no { // "I don't have any, except asthma"
			s.none = true
		} else {
			s.all = true
		}
		s.used[i] = true
	}
	return n
}

// shared reports whether a phrase that means several options ends before
// token i: "every day but Sunday".
func (s *scene) shared(i int) bool {
	return len(s.matches) > 0 && s.matches[len(s.matches)-1].To == i && len(s.matches[len(s.matches)-1].also) > 0
}

// busy reports whether the words from token i on say of the times that follow
// that they do not suit.
func (s *scene) busy(i int) bool {
	next := s.word(i + 1)
	switch s.word(i) {
	case "cant", "cannot", "wont", "couldnt":
		return next == "do" || next == "make" || next == "come" || next == "be" || next == "get" || s.ways(i+1) || s.ways(i+2)
	case "no":
		return next == "puedo" || next == "trabajo" || next == "estoy"
	case "busy", "unavailable", "ocupado", "ocupada":
		return true
	}
	return false
}

// ways reports whether an option is named from token i on.
func (s *scene) ways(i int) bool {
	_, n := s.longest(i)
	return n > 0
}

// fineWith reports whether an option that is fine follows the "fine" at token
// i: "it is fine in the mornings".
func (s *scene) fineWith(i int) bool {
	for k := i + 1; k <= i+3; k++ {
		switch w := s.word(k); {
		case s.ways(k):
			return true
		case w != "in" && w != "at" && w != "when" && w != "during" && w != "the" && w != "while" && w != "on":
			return false
		}
	}
	return false
}

func isPair(a, b string) bool {
	switch a {
	case "apart", "aside":
		return b == "from"
	case "other", "rather":
		return b == "than"
	case "instead":
		return b == "of"
	}
	return false
}

// subject reports whether the relative at token i is whom a clause is about:
// "my dad had a stroke", not "I lifted my son".
func (s *scene) subject(i, began int) bool {
	if isOwner(s.word(i - 1)) {
		i--
	}
	if i <= began {
		return true
	}
	w := s.word(i - 1)
	if w == "in" || w == "en" {
		return s.word(i+1) == "family" || s.word(i+1) == "familia"
	}
	return w == "" || joins(w) || contrasts[w] || w == "that" || w == "que" || w == "had" || w == "has" || w == "both" || w == "its" || w == "is"
}

func isOwner(w string) bool {
	switch w {
	case "my", "our", "his", "her", "a", "the", "mi", "un", "una":
		return true
	}
	return false
}

// stands reports whether the "all" at token i is said of the options: it is
// the end of it, or "of them", "but", "except" follow.
func (s *scene) stands(i int) bool {
	switch w := s.word(i + 1); w {
	case "", "of", "one", "but", "except", "apart", "these", "them", "those", "above", "that", "apply", "please", "besides", "excluding", "menos", "excepto":
		return true
	case "the":
		return s.word(i+2) == "above"
	}
	return false
}

// deny takes notice of a "no" at token i: what it covers begins there, unless
// it answers by itself or says "not sure".
func (s *scene) deny(at *stance, i int) int {
	w, next := s.word(i), s.word(i+1)
	switch {
	case w == "no" && s.takesBack(i):
		return 2
	case w == "no" && (next == "se" || next == "estoy" && (s.word(i+2) == "seguro" || s.word(i+2) == "segura")):
		at.doubt, at.no = unknown, false
		return 2
	case strings.HasSuffix(w, "nt") && len(s.matches) > 0 && s.matches[len(s.matches)-1].To == i:
		return 1 // "heat doesn't help, ice does": of what stands before
	case w == "not" && (next == "sure" || next == "certain"), (w == "dont" || w == "not") && next == "know":
		at.doubt, at.no = unknown, false
		return 2
	case w == "not" && (next == "just" || next == "only"):
		return 2
	case w == "not" && (s.word(i-1) == "can" || s.word(i-1) == "could"):
		return 1 // "I can not sit" is what is wrong
	case nothing[w] && s.answers(i):
		s.none = true
		return 1
	}
	if w == "none" || w == "nothing" {
		s.none = true
	}
	at.no, at.noAt, at.one = true, i, w == "not"
	s.negated[i] = true
	return 1
}

// over reports whether the words from token i on say that what follows is
// past: "used to", "ya no".
func (s *scene) over(i int) bool {
	next := s.word(i + 1)
	switch s.word(i) {
	case "used":
		return next == "to" && s.word(i-1) != "get" && s.word(i-1) != "am" && s.word(i-1) != "im"
	case "formerly", "previously", "antes":
		return true
	case "ya":
		return next == "no"
	case "no":
		return next == "longer"
	case "took", "tomaba", "tome", "usaba":
		return s.lex.present
	case "was", "were", "estuve", "estaba":
		return s.lex.present && (next == "on" || next == "taking" || next == "using" || next == "tomando" || next == "con" || next == "usando")
	case "quit", "stopped":
		return s.word(i-1) != "havent" && s.word(i-1) != "not"
	case "deje":
		return next == "de"
	}
	return false
}

// denyBehind marks options that a "no" follows: "fever no", "fever: no",
// "sitting is fine", "walking doesn't bother me".
func (s *scene) denyBehind() {
	fine := false
	for k := range s.matches {
		m := &s.matches[k]
		if s.inFamily(m.To) {
			m.others = true
			continue
		}
		if s.lex.present && !s.lex.ever && s.longAgo(m.To) {
			m.past = true
			continue
		}
		if fine && m.From >= 2 && (s.word(m.From-1) == "is" || s.word(m.From-1) == "are") && s.word(m.From-2) == "so" {
			m.negated = true // "driving is fine and so is walking"
			continue
		}
		i, bare := m.To, true
		if i < len(s.line.Tokens) && (s.line.Tokens[i].Text == ":" || s.line.Tokens[i].Text == "-" || s.line.Tokens[i].Text == "?") {
			i++
		}
		switch s.word(i) {
		case "is", "are", "feels", "seems", "esta", "estan", "was", "s":
			i++
			bare = false
		}
		if w := s.word(i); w == "si" || w == "yes" {
			m.negated = false // "oils no, music yes"
			continue
		}
		n := s.allRight(i, bare)
		if n == 0 {
			continue
		}
		if fine && (s.word(i) == "not" || s.word(i) == "isnt" || s.word(i) == "no") {
			m.negated = false // "walking is fine, running is not"
			continue
		}
		if s.lex.against[m.option] && bare {
			continue
		}
		m.negated, fine = true, true
		for j := i; j < i+n && j < len(s.used); j++ {
			s.used[j] = true
		}
		for j := k + 1; j < len(s.matches) && s.matches[j].From < i+n; j++ {
			s.matches[j].gone = true // the "nothing" of "heat does nothing"
		}
		// What was listed before goes with it: "walking and standing are fine".
		for j := k - 1; j >= 0 && s.matches[j].To == s.matches[j+1].From-1 && joins(s.word(s.matches[j].To)); j-- {
			s.matches[j].negated = true
		}
	}
}

// inFamily reports whether the words from token i on say that others have it:
// "diabetes runs in my family", "cancer on my mother's side".
func (s *scene) inFamily(i int) bool {
	for k := i; k < i+5 && s.word(k) != ""; k++ {
		switch s.word(k) {
		case "i", "me", "myself", "and", "y", "yo":
			return false
		case "in", "en", "on", "de":
			if w := s.word(k + 2); isOwner(s.word(k+1)) && (w == "family" || w == "familia" || s.word(k+3) == "side" || s.word(k+3) == "family") {
				return true
			}
		}
	}
	return false
}

// longAgo reports whether the words from token i on put what stands before
// into the past: "shingles last year".
func (s *scene) longAgo(i int) bool {
	for k := i; k < i+5; k++ {
		w, next := s.word(k), s.word(k+1)
		switch {
		case w == "":
			return false
		case w == "still" || w == "since" || w == "now" || w == "desde" || w == "todavia" || s.used[k] && k > i:
			return false
		case w == "last" && (next == "year" || next == "summer" || next == "winter" || next == "spring" || next == "fall"),
			(w == "years" || w == "ages" || w == "decades") && next == "ago", w == "year" && next == "ago",
			w == "hace" && (s.word(k+2) == "anos" || next == "anos"), w == "ano" && next == "pasado", w == "back" && next == "in",
			w == "as" && next == "a" && (s.word(k+2) == "kid" || s.word(k+2) == "child"), w == "de" && (next == "nino" || next == "nina"),
			w == "when" && next == "i" && s.word(k+2) == "was", w == "once", w == "cuando" && next == "era":
			return true
		}
	}
	return false
}

func joins(w string) bool { return w == "and" || w == "or" || w == "y" || w == "o" || w == "e" }

// allRight reports how many words from token i on say that what stands before
// is no trouble; bare is set where no "is" stands between.
func (s *scene) allRight(i int, bare bool) int {
	w, next := s.word(i), s.word(i+1)
	ends := next == "" || contrasts[next] || next == "and" || next == "too" || next == "with" || next == "for" || next == "y" || next == "though"
	switch w {
	case "fine", "ok", "okay":
		if ends {
			return 1
		}
	case "good", "alright", "bien", "great":
		if !bare && ends {
			return 1
		}
	case "no", "not", "never", "nope":
		switch {
		case next == "":
			return 1
		case !bare && w == "not" && (next == "a" || next == "an") && (s.word(i+2) == "problem" || s.word(i+2) == "issue"):
			return 3
		case !bare && w == "no" && (next == "problem" || next == "issue"):
			return 2
		case !bare && w == "not" && !s.lex.tried:
			return 1
		case w == "no" && (next == "me" || next == "lo" || next == "la" || next == "es" || next == "tengo" || next == "problem"):
			return 2
		}
	case "does", "did", "hace":
		if next == "nothing" || next == "squat" || next == "zilch" || next == "nada" || next == "jack" {
			return 2
		}
	case "doesnt", "dont", "isnt", "arent", "wasnt", "didnt", "hasnt", "wont":
		if s.lex.tried && (w == "didnt" || w == "doesnt" || w == "hasnt") {
			return 0 // it was tried, though it did not help
		}
		return 1
	}
	return 0
}

// pick returns the options that fit a condition, each once, in the order
// of the list.
func (s *scene) pick(fits func(*match) bool) []int {
	has := make([]bool, len(s.lex.options))
	for k := range s.matches {
		if fits(&s.matches[k]) {
			has[s.matches[k].option] = true
		}
	}
	var out []int
	for i, ok := range has {
		if ok {
			out = append(out, i)
		}
	}
	return out
}

func (m *match) meant() bool { return !m.negated && m.doubt == sure && m.counts() }

// counts reports whether a match is said of the patient, of now, and stands.
func (m *match) counts() bool { return !m.others && !m.past && !m.gone }

// spans are the tokens used, for cutting them out.
func (s *scene) spans() []text.Span {
	out := make([]text.Span, 0, len(s.matches))
	for _, m := range s.matches {
		out = append(out, m.Span)
	}
	return out
}

// rest is what the message says besides options, where it says enough to be
// read for something else.
func (s *scene) rest() string {
	left := s.line.Cut(s.spans()...)
	if len(text.Words(left)) < 2 {
		return ""
	}
	return left
}

// described finds options by the main words of their labels, in any order in
// one clause: all of them, or, where loose, any that no other option has.
func (s *scene) described(loose bool) []int {
	here := map[string]bool{}
	found := make([]bool, len(s.lex.options))
	some := make([]bool, len(s.lex.options))
	flush := func() {
		if len(here) == 0 {
			return
		}
		for i, ways := range s.lex.mains {
			for _, m := range ways {
				n := 0
				for _, w := range m {
					if here[w] {
						n++
					}
				}
				found[i] = found[i] || n == len(m)
				some[i] = some[i] || n > 0
			}
		}
		clear(here)
	}
	clauses := 0
	for i, w := range s.stems {
		switch {
		case w == "" && clauses < 200 && s.ends(i), w != "" && contrasts[s.word(i)]:
			clauses++
			flush()
		case w != "" && !s.negated[i] && !s.asked[i]:
			here[w] = true
		}
	}
	flush()
	if !slices.Contains(found, true) && loose {
		found = some
	}
	var out []int
	for i, ok := range found {
		if ok {
			out = append(out, i)
		}
	}
	return out
}

func (s *scene) ends(i int) bool {
	switch s.line.Tokens[i].Text {
	case ".", ";", "!", "?", "\n":
		return true
	}
	return false
}
