package text

import (
	"slices"
	"strings"
)

// phrases are runs of folded words that mean something, by their first word,
// longer ones first.
type phrases[T any] map[string][]phrase[T]

type phrase[T any] struct {
	words []string
	is    T
}

// phrasesOf makes phrases from what they mean, written as in "a couple of".
func phrasesOf[T any](m map[string]T) phrases[T] {
	p := phrases[T]{}
	for s, is := range m {
		w := strings.Fields(s)
		p[w[0]] = append(p[w[0]], phrase[T]{w, is})
	}
	for _, list := range p {
		slices.SortFunc(list, func(a, b phrase[T]) int { return len(b.words) - len(a.words) })
	}
	return p
}

// phraseSet makes phrases that mean only themselves.
func phraseSet(list ...string) phrases[bool] {
	m := make(map[string]bool, len(list))
	for _, s := range list {
		m[s] = true
	}
	return phrasesOf(m)
}

// at returns what the longest phrase at token i means and how many tokens it
// takes; none if 0. Words in skip may stand between its own.
func (p phrases[T]) at(toks []Token, i int, skip map[string]bool) (is T, n int) {
	if i >= len(toks) {
		return is, 0
	}
next:
	for _, ph := range p[toks[i].Text] {
		j := i + 1
		for _, w := range ph.words[1:] {
			for k := j + 3; j < min(len(toks), k) && toks[j].Text != w && skip[toks[j].Text]; {
				j++
			}
			if j >= len(toks) || toks[j].Text != w {
				continue next
			}
			j++
		}
		return ph.is, j - i
	}
	return is, 0
}
