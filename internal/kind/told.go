package kind

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"intake/internal/text"
)

// What is told of a sign has no order: "my knee is hot and puffed up", "the
// swelling in my elbow, it burns". An option says of itself what must come
// together for it to be meant:
//
//	told: ["{joint} & hot/warm/burning & swollen/puffy/blown up"]
//
// Each part is a list of phrases with strokes, one of which must be said; the
// first should be the rarest. All parts must stand in one sentence, none over
// another, in any order, and near each other. A part that begins with ! must
// not be said in that sentence. "{joint}" is a list that the files under
// concepts hold.

// How near the parts must be.
const (
	mostApart = 14 // tokens on either side of the first part
	mostTold  = 400
)

// A telling is a set of parts that tell of one option.
type telling struct {
	option int
	parts  []part
	bars   []part // none of which may be said
}

// A part is phrases, one of which must be said, by their first stem.
type part map[string][][]string

// partLists are the lists that parts may name.
var partLists = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	names, err := fs.Glob(conceptFiles, "concepts/*.txt")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		data, err := conceptFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		for line := range strings.Lines(string(data)) {
			if name, list, ok := strings.Cut(strings.TrimSpace(line), " ="); ok && line[0] == '{' {
				out[name] = strings.Split(list, "/")
			}
		}
	}
	return out
})

// tellingOf reads one set of parts.
func tellingOf(option int, s string) (telling, error) {
	t := telling{option: option}
	for piece := range strings.SplitSeq(s, "&") {
		piece, bar := strings.CutPrefix(strings.TrimSpace(piece), "!")
		p := part{}
		for phrase := range strings.SplitSeq(piece, "/") {
			phrase = strings.TrimSpace(phrase)
			if !strings.HasPrefix(phrase, "{") {
				p.add(phrase)
				continue
			}
			list, ok := partLists()[phrase]
			if !ok {
				return t, fmt.Errorf("%q names no list %s", s, phrase)
			}
			for _, w := range list {
				p.add(w)
			}
		}
		switch {
		case len(p) == 0:
			return t, fmt.Errorf("%q has a part that says nothing", s)
		case bar:
			t.bars = append(t.bars, p)
		default:
			t.parts = append(t.parts, p)
		}
	}
	if len(t.parts) == 0 {
		return t, fmt.Errorf("%q says nothing that must be said", s)
	}
	return t, nil
}

func (p part) add(phrase string) {
	if say := sayingOf(phrase); len(say.stems) > 0 {
		p[say.stems[0]] = append(p[say.stems[0]], say.stems)
	}
}

// tellings are what is told of options, by the stems that the first part
// begins with.
func tellings(options []Option) (map[string][]*telling, error) {
	out := map[string][]*telling{}
	for i, o := range options {
		for _, s := range o.Told {
			t, err := tellingOf(i, s)
			if err != nil {
				return nil, err
			}
			for first := range t.parts[0] {
				out[first] = append(out[first], &t)
			}
		}
	}
	return out, nil
}

// tell adds the options whose parts a message holds.
func (s *scene) tell() {
	if len(s.lex.tellings) == 0 {
		return
	}
	tries := 0
	for i, w := range s.stems {
		if w == "" || s.asked[i] {
			continue
		}
		for _, t := range s.lex.tellings[w] {
			if tries++; tries > mostTold {
				return
			}
			if found := s.together(t, i); found != nil {
				s.told(t.option, found)
			}
		}
	}
}

// together returns where the parts of a telling stand whose first part begins
// at token i.
func (s *scene) together(t *telling, i int) []text.Span {
	n := s.part(t.parts[0], i)
	if n == 0 {
		return nil
	}
	from, to := i, i+n
	for from > 0 && i-from < mostApart && !s.parts(from-1) {
		from--
	}
	for to < len(s.stems) && to-i < mostApart && !s.parts(to) {
		to++
	}
	found := []text.Span{{From: i, To: i + n}}
next:
	for _, p := range t.parts[1:] {
		for k := from; k < to; k++ {
			if n := s.part(p, k); n > 0 && !overlaps(found, k, k+n) {
				found = append(found, text.Span{From: k, To: k + n})
				continue next
			}
		}
		return nil
	}
	for _, p := range t.bars {
		for k := from; k < to; k++ {
			if s.part(p, k) > 0 {
				return nil
			}
		}
	}
	return found
}

// parts reports whether a sentence ends at token i, or turns to something
// else.
func (s *scene) parts(i int) bool {
	switch s.line.Tokens[i].Text {
	case "but", "however", "pero", "aunque":
		return true
	}
	return s.ends(i)
}

// part reports how many tokens from i on say one of the phrases of p.
func (s *scene) part(p part, i int) int {
	most := 0
	if s.stems[i] == "" {
		return 0
	}
	for _, stems := range p[s.stems[i]] {
		most = max(most, s.says(i, stems))
	}
	return most
}

func overlaps(spans []text.Span, from, to int) bool {
	return slices.ContainsFunc(spans, func(x text.Span) bool { return from < x.To && x.From < to })
}

// told adds what is told of an option. What is less than it, and lies in it,
// is not meant by itself; a "no" that is part of it denies nothing.
func (s *scene) told(option int, found []text.Span) {
	size, own, denied := 0, false, false // own: the no is part of what is told
	at := stance{}
	for _, x := range found {
		size += x.To - x.From
		for k := x.From; k < x.To; k++ {
			own = own || denials[s.word(k)]
			denied = denied || s.negated[k]
		}
		a := s.stances[x.From]
		at.others, at.past = at.others || a.others, at.past || a.past && s.formerly(a.began, x.From)
		at.doubt = max(at.doubt, a.doubt)
	}
	within := func(m *match) bool {
		for k := m.From; k < m.To; k++ {
			if !overlaps(found, k, k+1) && !between[s.word(k)] {
				return false
			}
		}
		return true
	}
	for k := range s.matches {
		if m := &s.matches[k]; m.size > size && m.option != option && overlaps(found, m.From, m.To) {
			return // part of something that says more
		}
	}
	denied = denied && !own
	s.matches = slices.DeleteFunc(s.matches, func(m match) bool {
		if m.option == option && !denied && (m.negated || m.past) && overlaps(found, m.From, m.To) {
			return true
		}
		return m.option != option && m.size < size && within(&m) || s.lex.options[m.option].Alone && m.option != option && s.idle(&m, found)
	})
	for _, x := range found {
		s.add(match{
			phrase: phrase{option: option, told: true}, Span: x, size: size,
			negated: denied, doubt: at.doubt, others: at.others, past: at.past && !s.lex.ever,
		})
		for k := x.From; k < x.To; k++ {
			s.used[k] = true
		}
	}
	slices.SortStableFunc(s.matches, func(a, b match) int { return a.From - b.From })
}

// formerly reports whether the words between two tokens say that something
// used to be so: what is told of a sign in the past tense may hold still.
func (s *scene) formerly(from, to int) bool {
	for k := max(from, to-mostApart); k < to; k++ {
		if w := s.word(k); w == "used" && s.word(k+1) == "to" || w == "formerly" || w == "previously" {
			return true
		}
	}
	return false
}

// idle reports whether a "nothing" stands in the middle of what is told
// rather than answers: "nothing I do in bed eases it".
func (s *scene) idle(m *match, found []text.Span) bool {
	from, to := s.clause(m.From)
	return m.To-m.From <= 2 && slices.ContainsFunc(found, func(x text.Span) bool { return x.From >= from && x.To <= to })
}
