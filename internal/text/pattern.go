package text

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// patterns are phrases with choices in them, by each word that they may begin
// with. Written out, they would be tens of thousands of phrases.
type patterns map[string][]*pattern

type pattern struct {
	slots []slot
	is    head
}

// A slot is one choice: runs of words by the first of them, or none.
type slot struct {
	by   map[string][][]string
	none bool
}

// mostAside is how many words in a row may stand inside a pattern and belong
// to none of its slots.
const mostAside = 3

// patternsOf makes patterns from their written form: "(go|jump) back (one|)".
func patternsOf(list map[head][]string) patterns {
	heads := slices.SortedFunc(maps.Keys(list), func(a, b head) int {
		return cmp.Or(cmp.Compare(b.as, a.as), cmp.Compare(a.move, b.move))
	})
	out := patterns{}
	for _, h := range heads {
		for _, written := range list[h] {
			p := &pattern{slotsOf(written), h}
			begins := map[string]bool{}
			for _, s := range p.slots {
				for w := range s.by {
					begins[w] = true
				}
				if !s.none {
					break
				}
			}
			for w := range begins {
				out[w] = append(out[w], p)
			}
		}
	}
	return out
}

func slotsOf(written string) []slot {
	var out []slot
	for rest := written; rest != ""; {
		part, after, _ := strings.Cut(rest, "(")
		if words := strings.Fields(part); len(words) > 0 {
			out = append(out, slot{by: map[string][][]string{words[0]: {words}}})
		}
		if after == "" {
			break
		}
		choice, after, _ := strings.Cut(after, ")")
		s := slot{by: map[string][][]string{}}
		for one := range strings.SplitSeq(choice, "|") {
			words := strings.Fields(one)
			if len(words) == 0 {
				s.none = true
				continue
			}
			s.by[words[0]] = append(s.by[words[0]], words)
		}
		out = append(out, s)
		rest = after
	}
	return out
}

// at returns what the longest pattern at token i means and how many tokens it
// takes; none if 0. Words in skip may stand inside it.
func (ps patterns) at(toks []Token, i int, skip map[string]bool) (is head, n int) {
	if i >= len(toks) {
		return is, 0
	}
	for _, p := range ps[toks[i].Text] {
		if end := run(p.slots, toks, i, i, skip); end-i > n {
			is, n = p.is, end-i
		}
	}
	return is, n
}

// run matches slots from token i on and returns the furthest end, -1 for
// none. Nothing is passed over before the first word of a pattern.
func run(slots []slot, toks []Token, begin, i int, skip map[string]bool) int {
	if len(slots) == 0 {
		return i
	}
	best := -1
	if slots[0].none {
		best = run(slots[1:], toks, begin, i, skip)
	}
	for k := i; k < len(toks) && k <= i+mostAside; k++ {
		for _, words := range slots[0].by[toks[k].Text] {
			if end := through(words, toks, k, skip); end > 0 {
				best = max(best, run(slots[1:], toks, begin, end, skip))
			}
		}
		if k == begin || !skip[toks[k].Text] {
			break
		}
	}
	return best
}

// through matches words at token i and returns the end, 0 for none.
func through(words []string, toks []Token, i int, skip map[string]bool) int {
	j := i + 1
	for _, w := range words[1:] {
		for k := j + mostAside; j < min(len(toks), k) && toks[j].Text != w && skip[toks[j].Text]; {
			j++
		}
		if j >= len(toks) || toks[j].Text != w {
			return 0
		}
		j++
	}
	return j
}

// asidesOf makes phrases that mean only themselves from patterns of one
// choice.
func asidesOf(written ...string) phrases[bool] {
	all := map[string]bool{}
	for _, p := range written {
		before, after, _ := strings.Cut(p, "(")
		choice, after, _ := strings.Cut(after, ")")
		for one := range strings.SplitSeq(choice, "|") {
			all[before+one+after] = true
		}
	}
	return phrasesOf(all)
}
