package kind

import (
	"slices"
	"strings"
)

// mostTurns is how many corrections, or words such as "only", are heeded in
// one message, so that the time to read it stays in proportion.
const mostTurns = 12

// settle weighs the options that a message names against each other: what is
// taken back, only compared with, or set against what is meant does not count.
func (s *scene) settle(several bool) {
	for i := range s.line.Tokens {
		switch s.word(i) {
		case "fine", "ok", "okay", "easily", "bien":
			s.all = s.all && s.excepts // "I manage all of it fine" names nothing
		}
	}
	if len(s.matches) == 0 {
		return
	}
	s.compared()
	s.corrected(several)
	s.nothingElse()
	if !several {
		s.concluded()
		s.mainly()
		s.qualified()
		s.besides()
	} else {
		s.onlyThose()
		s.eitherOf()
		s.bounded()
		s.ranges()
	}
}

// live are the positions of the matches that count so far.
func (s *scene) live(fits func(*match) bool) []int {
	var out []int
	for k := range s.matches {
		if m := &s.matches[k]; m.counts() && !m.negated && fits(m) {
			out = append(out, k)
		}
	}
	return out
}

// compared drops what only stands behind a "than".
func (s *scene) compared() {
	for k := range s.matches {
		m := &s.matches[k]
		for i := m.From - 1; i >= 0 && i >= m.From-5 && s.word(i) != ""; i-- {
			if s.word(i) == "than" && s.word(i-1) != "rather" {
				m.gone = true
			}
		}
	}
}

// takesBack are the words after which what was said before no longer holds.
func (s *scene) takesBack(i int) bool {
	w, next := s.word(i), s.word(i+1)
	switch w {
	case "wait", "scratch", "oops", "espera", "espere", "perdon", "digo", "correction", "whoops":
		return true
	case "no":
		return next == "wait" || next == "sorry" || next == "espera" || next == "perdon" || next == "actually"
	case "i":
		return next == "mean" || next == "meant"
	case "mejor", "sorry":
		return w == "sorry" && i > 0 || next == "dicho"
	case "make":
		return next == "that"
	case "quise":
		return next == "decir"
	case "rather":
		return s.word(i-1) == "or"
	}
	return false
}

// corrected drops what was named before a correction: all of it where one is
// asked for, else the last.
func (s *scene) corrected(several bool) {
	times := 0
	for i := range s.line.Tokens {
		if s.used[i] || !s.takesBack(i) || times == mostTurns {
			continue
		}
		times++
		last, after := -1, false
		for k := range s.matches {
			switch m := &s.matches[k]; {
			case m.From > i:
				after = after || !m.negated
			case !m.gone:
				last = k
			}
		}
		if !after || last < 0 {
			continue
		}
		for k := range s.matches[:last+1] {
			if !several || k == last {
				s.matches[k].gone = true
			}
		}
	}
}

// nothingElse drops the "nothing" of "nothing else" where something was named.
func (s *scene) nothingElse() {
	for k := range s.matches {
		m := &s.matches[k]
		if w := s.word(m.From); w == "any" && m.To-m.From == 1 && len(s.matches) > 1 &&
			(k+1 < len(s.matches) && s.matches[k+1].From <= m.To+2 || strings.HasPrefix(s.word(m.To), "weekday")) {
			m.gone = true // "any weekday after 5"
		}
		if !s.lex.options[m.option].Alone {
			continue
		}
		switch s.word(m.To) {
		case "helped", "worked", "works", "helps", "ayudo", "sirvio", "funciono":
			m.gone = s.lex.tried && len(s.matches) > 1
		case "else", "mas", "other", "otherwise", "more":
			m.gone = len(s.matches) > 1
		}
	}
}

// concluded keeps what stands behind the last "so": "worse than when I
// started, so evenings".
func (s *scene) concluded() {
	for i := len(s.line.Tokens) - 1; i > 0; i-- {
		w, next := s.word(i), s.word(i+1)
		ends := w == "so" && s.word(i-1) == "" || w == "entonces" || w == "basically" || w == "asi" && next == "que" || w == "osea" || w == "therefore"
		if !ends || s.used[i] {
			continue
		}
		s.keepAfter(i)
		return
	}
}

// keepAfter drops what was named before token i if something is named after.
func (s *scene) keepAfter(i int) {
	if len(s.live(func(m *match) bool { return m.From > i })) == 0 {
		return
	}
	for k := range s.matches {
		if s.matches[k].From < i {
			s.matches[k].gone = true
		}
	}
}

// chiefly are words that single out one of several.
var chiefly = wordSet("mostly mainly usually normally primarily generally especially chiefly mayormente principalmente normalmente generalmente")

// mainly keeps the one option that is said to be so mostly.
func (s *scene) mainly() {
	var at []int
	for i := range s.line.Tokens {
		if w := s.word(i); chiefly[w] || w == "sobre" && s.word(i+1) == "todo" || w == "mas" && s.word(i+1) == "que" && s.word(i+2) == "nada" {
			at = append(at, i)
		}
	}
	if len(at) != 1 {
		return
	}
	i := at[0]
	near := s.live(func(m *match) bool { return m.From > i && m.From <= i+4 || m.To <= i && m.To >= i-1 })
	if len(near) == 0 {
		return
	}
	keep := s.matches[near[0]].option
	for k := range s.matches {
		if s.matches[k].option != keep {
			s.matches[k].gone = true
		}
	}
}

// qualified drops what only says how far another option goes: "deep but not
// too hard".
func (s *scene) qualified() {
	for k := range s.matches {
		m := &s.matches[k]
		if w := s.word(m.From - 1); k > 0 && denials[s.word(m.From)] && contrasts[w] && s.matches[k-1].meant() {
			m.gone = true
		}
	}
}

// besides lets the options that say nothing of their own ("something else",
// "I don't know") give way to one that does.
func (s *scene) besides() {
	own := s.live(func(m *match) bool { return !s.vague(m.option) })
	if len(own) == 0 {
		return
	}
	for k := range s.matches {
		if m := &s.matches[k]; s.vague(m.option) && m.told {
			m.gone = true
		}
	}
}

func (s *scene) vague(option int) bool {
	return s.lex.other[option] || isUnsure(s.lex.options[option].ID)
}

// onlyThose keeps what stands in the clause of an "only": "weekends only, I
// work Monday to Friday".
func (s *scene) onlyThose() {
	times := 0
	for i := range s.line.Tokens {
		w := s.word(i)
		only := w == "only" || w == "solamente" || w == "unicamente" || w == "nomas" || w == "nada" && s.word(i+1) == "mas" || w == "solo"
		if !only || s.used[i] || s.negated[i] || times == mostTurns {
			continue
		}
		times++
		from, to := s.clause(i)
		if len(s.live(func(m *match) bool { return m.From >= from && m.To <= to })) == 0 {
			continue
		}
		for k := range s.matches {
			m := &s.matches[k]
			if m.From >= to && !s.addsOn(to, m.From) {
				m.gone = true
			}
		}
		return
	}
}

// eitherOf drops two options between which it does not matter: "male or female,
// whatever".
func (s *scene) eitherOf() {
	n := 0
	for i := range s.line.Tokens {
		switch s.word(i) {
		case "whatever", "whichever", "either", "igual", "cualquiera":
		default:
			continue
		}
		for n < len(s.matches) && s.matches[n].From < i {
			n++
		}
		if n < 2 || s.matches[n-1].To < i-1 || s.matches[n-2].To != s.matches[n-1].From-1 {
			continue
		}
		if w := s.word(s.matches[n-2].To); w == "or" || w == "o" {
			s.matches[n-1].gone, s.matches[n-2].gone = true, true
		}
	}
}

// bounded drops "any day" where what follows narrows it in a way that is not
// read: "any day after Wednesday".
func (s *scene) bounded() {
	for k := range s.matches {
		m := &s.matches[k]
		if len(m.also) == 0 {
			continue
		}
		switch s.word(m.To) {
		case "after", "before", "from", "until", "depending", "despues", "antes", "starting", "past":
			s.narrowed = true
			return
		}
	}
}

// addsOn reports whether the words from one token to another go on with a
// list rather than say why.
func (s *scene) addsOn(from, to int) bool {
	for i := from; i < to; i++ {
		switch s.word(i) {
		case "i", "im", "because", "since", "trabajo", "porque", "yo", "work", "working", "my":
			return false
		}
	}
	return true
}

// clause is the run of tokens between two marks or contrasts around token i.
func (s *scene) clause(i int) (int, int) {
	bound := func(k int) bool {
		return s.word(k) == "" && s.line.Tokens[k].Text != "-" && s.line.Tokens[k].Text != "/" || contrasts[s.word(k)]
	}
	from, to := i, i
	for from > 0 && !bound(from-1) {
		from--
	}
	for to < len(s.line.Tokens) && !bound(to) {
		to++
	}
	return from, to
}

// ranges fills in what lies between two days: "Monday to Friday".
func (s *scene) ranges() {
	n := len(s.matches)
	for k := 1; k < n; k++ {
		a, b := s.matches[k-1], s.matches[k]
		if !s.lex.days[a.option] || !s.lex.days[b.option] || a.option >= b.option || a.To > b.From || len(a.also)+len(b.also) > 0 {
			continue
		}
		joined := false
		switch b.From - a.To {
		case 0:
			gap := s.line.Raw[s.line.Tokens[a.To-1].End:s.line.Tokens[b.From].Start]
			joined = len(gap) > 0 && slices.Contains([]string{"-", "–", "—"}, gap)
		case 1:
			switch s.line.Tokens[a.To].Text {
			case "-", "to", "thru", "through", "till", "til", "until", "a", "al", "hasta":
				joined = true
			}
		}
		for o := a.option + 1; joined && o < b.option; o++ {
			m := b
			m.option = o
			s.matches = append(s.matches, m)
		}
	}
}

// heaviest settles a choice between several options by how much was said for
// each: one that is told of at length stands against one that a single word
// may hint at. Where alternatives are named as such ("or", "maybe"), nobody
// can tell. "It varies" holds whatever it varies between.
func (s *scene) heaviest(meant []int) (int, bool) {
	for i := range s.line.Tokens {
		switch s.word(i) {
		case "or", "o", "maybe", "either", "quizas", "then", "between":
			if !s.used[i] {
				return 0, false
			}
		}
	}
	for _, i := range meant {
		if s.lex.varies[i] {
			return i, true
		}
	}
	weight := map[int]int{}
	best, most, second := 0, 0, 0
	for k := range s.matches {
		m := &s.matches[k]
		if !m.meant() {
			continue
		}
		weight[m.option] += m.To - m.From
	}
	for _, i := range meant {
		switch w := weight[i]; {
		case w > most:
			best, second, most = i, most, w
		case w > second:
			second = w
		}
	}
	return best, most >= 4 && most >= 3*second
}
