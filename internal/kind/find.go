package kind

import (
	"slices"

	"intake/internal/text"
)

// longest finds the longest phrase that begins at token i. Small words may
// stand between its own, and a few of any kind where it says so.
func (s *scene) longest(i int) (phrase, int) {
	if i >= len(s.stems) || s.stems[i] == "" {
		return phrase{}, 0
	}
	best, most := (*phrase)(nil), 0
	for _, list := range [2][]phrase{s.heard[i].own, s.heard[i].learnt} {
		for k := range list {
			p := &list[k]
			if p.option == torn || best != nil && len(p.stems) < len(best.stems) {
				continue
			}
			n := s.says(i, p.stems)
			if n > 0 && (n > most || len(p.stems) > len(best.stems)) && !s.ofYear(i+n) {
				best, most = p, n
			}
		}
	}
	if best == nil {
		return phrase{}, 0
	}
	return *best, most
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
		listed := s.lex.listed(want)
		n := 0
		for j < len(s.stems) && skip >= 0 {
			if listed != nil {
				n = s.anyOf(j, listed)
			}
			if n > 0 || s.stems[j] == want || skip == 0 || !s.mayStand(j, loose) {
				break
			}
			j++
			skip--
		}
		if listed != nil {
			if n == 0 {
				return 0
			}
			j += n
			continue
		}
		if j >= len(s.stems) || s.stems[j] != want {
			return 0
		}
		j++
	}
	return j - i
}

// anyOf reports how many tokens from j on say one of the phrases, given by
// their first stems; 0 for none.
func (s *scene) anyOf(j int, phrases map[string][][]string) int {
	most := 0
next:
	for _, p := range phrases[s.stems[j]] {
		for k, want := range p {
			if j+k >= len(s.stems) || s.stems[j+k] != want {
				continue next
			}
		}
		most = max(most, len(p))
	}
	return most
}

// listed returns the phrases of the list that a stem of a way names, or nil.
func (x *lexicon) listed(stem string) map[string][][]string {
	if stem == "" || stem[0] != '{' {
		return nil
	}
	return known().listed[stem]
}

// mayStand reports whether token j may stand between the words of a phrase.
func (s *scene) mayStand(j int, loose bool) bool {
	w := s.heard[j]
	switch {
	case w == nil:
		return s.line.Tokens[j].Text == "/" || s.line.Tokens[j].Text == "-"
	case loose:
		return w.loose
	}
	return w.small
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

// spans are the tokens used, for cutting them out.
func (s *scene) spans() []text.Span {
	out := make([]text.Span, 0, len(s.matches))
	for _, m := range s.matches {
		if m.size > 0 {
			m.Span = s.sentence(m.From) // the parts leave nothing whole
		}
		out = append(out, m.Span)
	}
	return out
}

// sentence is the run of tokens around token i that tells of one thing.
func (s *scene) sentence(i int) text.Span {
	x := text.Span{From: i, To: i + 1}
	for x.From > 0 && i-x.From < mostApart && !s.parts(x.From-1) {
		x.From--
	}
	for x.To < len(s.stems) && x.To-i <= mostApart && !s.parts(x.To) {
		x.To++
	}
	return x
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
