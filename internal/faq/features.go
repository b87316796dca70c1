package faq

import (
	"math"
	"slices"
	"strings"

	"intake/internal/stem"
)

// hash names a feature by its kind and parts (FNV-1a). Two of some 60,000
// that share a number are too few to matter.
func hash(kind byte, parts ...string) uint32 {
	h := uint32(2166136261)
	add := func(b byte) { h = (h ^ uint32(b)) * 16777619 }
	add(kind)
	for i, p := range parts {
		if i > 0 {
			add(0)
		}
		for j := range len(p) {
			add(p[j])
		}
	}
	return h
}

// The runs of letters that count.
const (
	shortest = 3
	longest  = 5
)

// apartBy is how far two stems may stand apart that count together: what comes
// between them is often by the way.
const apartBy = 3

// grams are what a message is written with: its stems, alone and by two, what
// they name, and its letters. A Spanish one is read in English as well, word by
// word.
func (m *message) grams(use Parts) (words, chars []uint32) {
	run := func(stems []string) {
		for i, s := range stems {
			words = append(words, hash('w', s))
			switch {
			case use.NoPairs:
			case i == 0:
				words = append(words, hash('b', "^", s))
			default:
				words = append(words, hash('b', stems[i-1], s))
			}
		}
	}
	run(m.stems)
	for i := range m.stems {
		for j := i + 2; j <= i+apartBy && j < len(m.stems) && !use.NoPairs; j++ {
			words = append(words, hash('k', m.stems[i], m.stems[j]))
		}
	}
	for i, w := range m.words {
		if s := sortOf(w); s != noSort {
			name := string([]byte{'0' + byte(s)})
			words = append(words, hash('s', name))
			if i > 0 {
				words = append(words, hash('s', m.stems[i-1], name))
			}
		}
	}
	text := " " + strings.Join(m.words, " ") + " "
	if m.spanish && len(m.english) > 0 {
		stems := make([]string, len(m.english))
		for i, w := range m.english {
			stems[i] = stem.Of(w, false)
		}
		run(stems)
		text += "| " + strings.Join(m.english, " ") + " "
	}
	if use.NoWords {
		words = nil
	}
	if use.NoLetters {
		return words, nil
	}
	for n := shortest; n <= longest; n++ {
		for i := 0; i+n <= len(text); i++ {
			chars = append(chars, hash('c', text[i:i+n]))
		}
	}
	return words, chars
}

// manners is how many features say how a message is put.
const manners = 9

// manner says how a message is put, whatever it is about.
func (m *message) manner() (g [manners]float32) {
	set := func(i int, ok bool) {
		if ok {
			g[i] = 1
		}
	}
	mark := strings.Contains(m.raw, "?")
	set(0, mark)
	if len(m.words) > 0 {
		set(1, questionWords[m.words[0]])
		set(2, selfWords[m.words[0]])
		set(3, questionWords[m.words[0]] && !mark)
	}
	g[4] = float32(math.Log1p(float64(len(m.words))) / 4)
	set(5, len(m.words) <= 2)
	set(6, strings.ContainsAny(m.raw, "0123456789"))
	set(7, slices.ContainsFunc(m.words, func(w string) bool { return youWords[w] }))
	set(8, slices.ContainsFunc(m.words, func(w string) bool { return itWords[w] }))
	return g
}

var (
	questionWords = wordSet(`what how when where which who why is are do does did can could will would should may am have has
		que como cuando donde cual quien cuanto cuantos cuanta cuantas puedo hay`)
	selfWords = wordSet("i im ive my mi me tengo")
	youWords  = wordSet("you your ustedes usted")
	itWords   = wordSet("it this that esto eso")
)

// A lexicon is every gram that is in three messages or more, with its weight.
type lexicon struct {
	keys []uint32 // in order
	idf  []float32
	use  Parts
}

func newLexicon(ms []message, use Parts) *lexicon {
	in := map[uint32]int{}
	for i := range ms {
		w, c := ms[i].grams(use)
		keys := append(w, c...)
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			in[k]++
		}
	}
	l := &lexicon{use: use}
	few := 3
	if len(ms) < 500 {
		few = 1
	}
	for k, n := range in {
		if n >= few {
			l.keys = append(l.keys, k)
		}
	}
	slices.Sort(l.keys)
	for _, k := range l.keys {
		l.idf = append(l.idf, float32(math.Log(float64(1+len(ms))/float64(1+in[k]))+1))
	}
	return l
}

// size is how many features cells may name.
func (l *lexicon) size() int { return len(l.keys) + manners + 1 }

// cells are the features of a message: words and letters, each block of
// length 1, then its manner.
func (l *lexicon) cells(m *message) []cell {
	w, c := m.grams(l.use)
	out := make([]cell, 0, len(w)+len(c)+manners+1)
	out = l.block(out, w)
	out = l.block(out, c)
	if !l.use.NoManner {
		for i, v := range m.manner() {
			if v != 0 {
				out = append(out, cell{uint32(len(l.keys) + i), v / 2})
			}
		}
	}
	return append(out, cell{uint32(len(l.keys) + manners), 0.5})
}

func (l *lexicon) block(out []cell, keys []uint32) []cell {
	slices.Sort(keys)
	from := len(out)
	sum := 0.0
	for i := 0; i < len(keys); {
		j := i
		for j < len(keys) && keys[j] == keys[i] {
			j++
		}
		if at, ok := slices.BinarySearch(l.keys, keys[i]); ok {
			v := l.idf[at] * float32(1+math.Log(float64(j-i)))
			sum += float64(v * v)
			out = append(out, cell{uint32(at), v})
		}
		i = j
	}
	for i := from; i < len(out); i++ {
		out[i].val /= float32(math.Sqrt(sum))
	}
	return out
}
