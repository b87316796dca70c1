package kind

import (
	"strconv"
	"strings"
)

// Picks are options named by where they stand: "1, 3 and 5", "the last two",
// "all but 2".
type picks struct {
	chosen, denied []int // positions, from 0
	beyond         bool  // a number that no option has
	count          bool  // "two of them": how many, but not which
	all            bool
}

func (p *picks) empty() bool {
	return len(p.chosen)+len(p.denied) == 0 && !p.beyond && !p.all && !p.count
}

var (
	numberWords = map[string]int{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
		"eighteen": 18, "nineteen": 19, "twenty": 20,
		"uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
	}
	ordinalWords = map[string]int{
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
		"tenth": 10, "eleventh": 11, "twelfth": 12, "last": -1, "bottom": -1, "final": -1, "top": 1,
		"primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "cuarto": 4, "cuarta": 4,
		"quinto": 5, "ultimo": -1, "ultima": -1,
	}
	// fillWords may stand in a message that says nothing but numbers.
	fillWords = wordSet(`the number numbers no option options choice choices answer answers and or also plus please i have had got id say would
		be its it is just only with go pick choose think for me my a yes yeah yep them those these of through both are as well too
		on list item items apply applies from that thats this definitely probably ill will take want select well ok so um hmm hi
		hello thanks thank you nr los las el la y numero opcion maybe possibly above most`)
	nouns  = wordSet("option options number numbers choice answer item nr opcion numero")
	counts = wordSet("couple few several some many most pair")
)

// picks reads the numbers of options among the tokens that name none. It
// reports false where other words stand between, since a number then counts
// something else: "fever for 3 days".
func (s *scene) picks() (picks, bool) {
	r := picker{s: s, n: len(s.lex.options)}
	for i := 0; i < len(s.line.Tokens); {
		i += r.token(i)
		if r.failed {
			return picks{}, false
		}
	}
	if r.all && r.except {
		for i := range s.lex.options {
			if !s.lex.options[i].Alone {
				r.chosen = append(r.chosen, i)
			}
		}
	}
	return r.picks, true
}

// A picker reads one message as a list of numbers.
type picker struct {
	picks
	s      *scene
	n      int
	no     bool // "not 3", "all but 3"
	except bool
	failed bool
	prior  int // the number before, for "1 to 3"
	to     bool
}

// token reads the token at i, and returns how many it takes.
func (r *picker) token(i int) int {
	t := r.s.line.Tokens[i]
	w := t.Text
	switch {
	case w == "of" && !everything[r.s.word(i-1)] && isDigits(r.s.word(i+1)):
		return 2 // a temperature of 39
	case !t.Word:
		r.to = (w == "-" || w == "." && t.End-t.Start > 1) && r.prior != 0
		return 1
	case r.s.used[i]:
		if everything[w] {
			r.all = true
		}
		r.prior = 0
		return 1
	case w == "but" || exceptions[w] || isPair(w, r.s.word(i+1)) || w == "not" || w == "without":
		r.no, r.except = true, r.except || w != "not"
		if isPair(w, r.s.word(i+1)) {
			return 2
		}
		return 1
	case w == "to" || w == "through" || w == "thru":
		r.to = r.prior != 0
		return 1
	case w == "a" && counts[r.s.word(i+1)], counts[w] && (r.s.word(i+1) == "of" || r.s.word(i+1) == ""):
		r.count = true
		return 2
	}
	if k, ok := ordinal(w); ok {
		if _, counts := number(r.s.word(i + 1)); len(r.s.matches) > 0 && i > 0 && !counts && !pointing[r.s.word(i-1)] && !nouns[r.s.word(i+1)] && w[0] > '9' {
			r.failed = true // "explain it first"
			return 1
		}
		return r.ordinal(i, k)
	}
	if k, ok := number(w); ok {
		return r.number(i, k)
	}
	if isDigits(w) {
		r.joined(w)
		return 1
	}
	if !fillWords[w] {
		r.failed = true
	}
	return 1
}

// pointing are words before the place of an option.
var pointing = wordSet("the el la los las and y just this that")

func isDigits(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

func ordinal(w string) (int, bool) {
	if k, ok := ordinalWords[w]; ok {
		return k, true
	}
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if digits, ok := strings.CutSuffix(w, end); ok {
			k, err := strconv.Atoi(digits)
			return k, err == nil
		}
	}
	return 0, false
}

func number(w string) (int, bool) {
	if k, ok := numberWords[w]; ok {
		return k, true
	}
	k, err := strconv.Atoi(w)
	return k, err == nil && k >= 0
}

// ordinal reads "the second", "the last three", "first two".
func (r *picker) ordinal(i, k int) int {
	if of, ok := number(r.s.word(i + 1)); ok && of > 1 && (k == 1 || k == -1) {
		lo, hi := 1, of
		if k == -1 {
			// The list as people see it ends before "none of these".
			hi = r.n
			for hi > 1 && r.s.lex.options[hi-1].Alone {
				hi--
			}
			lo = hi - of + 1
		}
		r.run(lo, hi)
		return 2
	}
	if k == -1 {
		k = r.n
		if len(r.chosen) > 0 {
			for k > 1 && r.s.lex.options[k-1].Alone {
				k--
			}
		}
	}
	r.put(k)
	return 1
}

// number reads a number on its own; "two of them" only counts.
func (r *picker) number(i, k int) int {
	next := r.s.word(i + 1)
	if next == "of" && (r.s.word(i+2) == "them" || r.s.word(i+2) == "these" || r.s.word(i+2) == "those" || r.s.word(i+2) == "the") {
		r.count = true
		return 3
	}
	if r.s.word(i) == "one" && (ordinalBefore(r.s.word(i-1)) || r.s.word(i-1) == "the" || r.s.word(i-1) == "that" || r.s.word(i-1) == "this") {
		return 1 // a pronoun
	}
	if i+1 < len(r.s.used) && r.s.used[i+1] && next != "" && !everything[next] {
		return 1 // "2 advil" counts what it stands before
	}
	if next == "things" || next == "options" {
		r.count = true
		return 2
	}
	r.put(k)
	return 1
}

func ordinalBefore(w string) bool {
	_, ok := ordinal(w)
	return ok
}

// joined reads numbers written together: 1-3, 1/3/5, 1+3.
func (r *picker) joined(w string) {
	if lo, hi, ok := strings.Cut(w, "-"); ok {
		a, okA := number(lo)
		b, okB := number(hi)
		if okA && okB {
			r.run(a, b)
			return
		}
	}
	for p := range strings.FieldsFuncSeq(w, func(c rune) bool { return c < '0' || c > '9' }) {
		k, ok := number(p)
		if !ok {
			r.beyond = true
			return
		}
		r.put(k)
	}
}

// run picks all from lo to hi.
func (r *picker) run(lo, hi int) {
	if lo < 1 || hi > r.n || lo > hi {
		r.beyond = true
		return
	}
	for k := lo; k <= hi; k++ {
		r.put(k)
	}
}

// put picks option k, counted from 1, or ends a range with it.
func (r *picker) put(k int) {
	if k < 1 || k > r.n {
		r.beyond = true
		return
	}
	if r.to {
		r.to = false
		from := r.prior
		r.prior = 0
		r.run(from+1, k)
		return
	}
	r.prior = k
	list := &r.chosen
	if r.no {
		list = &r.denied
	}
	if len(*list) <= r.n*4 {
		*list = append(*list, k-1)
	}
}
