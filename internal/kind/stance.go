package kind

import "strings"

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
	case w == "and" && at.no && (restarts[s.word(i+1)] || at.bound && !s.listsOn(i+1)), contrasts[w]:
		at.no, at.doubt, at.others, at.past = false, sure, false, false
	case (w == "now" || w == "ahora" || w == "currently" || w == "still" || w == "since" || w == "nowadays") && at.past:
		at.past = false
	case s.over(i):
		at.past = true
	case denials[w]:
		n = s.deny(at, i)
	case doubts[w], w == "could" && s.word(i+1) == "be":
		at.doubt = perhaps
	case relatives[w] && s.subject(i, at.began) && !s.reports(i+1):
		at.others = true
	case (w == "i" || w == "ive" || w == "im" || w == "mine" || w == "yo" || w == "tengo" || w == "soy") && at.others:
		at.others = false
	case everything[w] && i-at.began < 4 && s.stands(i):
		if at.no || s.none && !s.excepts { // "I don't have any, except asthma", "no to every one"
			s.none = true
		} else {
			s.all = true
		}
		s.used[i] = true
	}
	return n
}

// speaks are words by which somebody reports what is so of the patient.
var speaks = wordSet(`says said saying tells told telling noticed notices thinks thought reckons claims mentioned pointed jokes joked asked
	dice dijo dicen noto nota cree piensa comento`)

// reports reports whether the somebody before token i only says something of
// the patient: "my wife says my face droops", not "my wife says she is ill".
func (s *scene) reports(i int) bool {
	for k := i; k < i+5; k++ {
		if !speaks[s.word(k)] {
			continue
		}
		for j := k + 1; j < k+4; j++ {
			switch s.word(j) {
			case "she", "he", "they", "her", "his", "their", "shes", "hes", "el", "ella", "su":
				return false
			}
		}
		return true
	}
	return false
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
	at.bound = w == "without" || w == "sin" // "without even trying, and I wake up drenched"
	at.one = at.one || at.bound
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
	case "sold", "vendi":
		return true
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

// conditions are words that take back part of a "fine".
var conditions = wordSet("until till unless if when as once after before because enough hasta si cuando")

// allRight reports how many words from token i on say that what stands before
// is no trouble; bare is set where no "is" stands between.
func (s *scene) allRight(i int, bare bool) int {
	w, next := s.word(i), s.word(i+1)
	ends := !conditions[next]
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
