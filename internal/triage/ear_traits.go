package triage

import (
	"math"
	"slices"
	"strings"

	"intake/internal/stem"
	"intake/internal/vector"
)

// A class is a class of words that patterns name, and the group that holds it.
type class struct {
	key   uint32
	group int32
}

// A trait is one feature of a message that is not zero.
type trait struct {
	at  uint32
	val float32
}

// Traits are numbered by their hash, so that no list of them is kept; after
// them stand the numbers of the word vector and one that is always there.
const (
	hashed    = 1 << 17
	vectorAt  = hashed
	alwaysAt  = vectorAt + vector.Dims
	allTraits = alwaysAt + 1
)

// The runs of letters that count.
const (
	shortestRun = 3
	longestRun  = 5
)

// mostHeard is how many words of a message the ear looks at: more is no
// message that it has learned from, and the time stays bounded.
const mostHeard = 300

// nearClasses is how far apart two classes of words may stand to count
// together, and mostNearBy how many before one are looked at.
const (
	nearClasses = 12
	mostNearBy  = 20
)

// meaningLength is what the word vector weighs beside the other traits.
const meaningLength = 2

// number names a trait by its kind and parts (FNV-1a).
func number(kind byte, parts ...string) uint32 {
	h := (uint32(2166136261) ^ uint32(kind)) * 16777619
	for _, p := range parts {
		for j := range len(p) {
			h = (h ^ uint32(p[j])) * 16777619
		}
		h *= 16777619
	}
	return h
}

// join names a trait by two others.
func join(a, b uint32) uint32 { return (a*16777619 ^ b) * 16777619 }

// traits are what the ear knows a message by: its stems, alone and by two, its
// letters, the classes of words that patterns name, alone and by two, the cues
// of scope, and the mean of its word vectors. Each kind has one length, so
// that none outweighs the others in a long message. Spanish is read beside the
// English of its words.
func (m *message) traits(n *Net) []trait {
	words := make([]string, min(len(m.words), mostHeard))
	for i := range words {
		words[i] = m.words[i].text
	}
	english, inSpanish := inEnglish(words)
	var stems, letters []uint32
	stems, letters = grams(stems, letters, words, inSpanish)
	if inSpanish {
		stems, letters = grams(stems, letters, english, false)
	}
	out := make([]trait, 0, len(stems)+len(letters)+allTraits-hashed)
	out = block(out, stems, 1)
	out = block(out, letters, 1)
	out = block(out, m.classTraits(n, len(words)), 1)
	out = block(out, m.cueTraits(), 0.5)
	for i, x := range meaning(english) {
		out = append(out, trait{uint32(vectorAt + i), x})
	}
	return append(out, trait{alwaysAt, 0.5})
}

// inEnglish returns the words of a message in English, without what is not
// known, and whether it was in Spanish. "And" stands for the Spanish y too,
// and tells nothing.
func inEnglish(words []string) ([]string, bool) {
	if !stem.Spanish(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "and" })) {
		return words, false
	}
	var out []string
	for _, w := range words {
		if w == "and" {
			out = append(out, w)
			continue
		}
		out = append(out, strings.Fields(stem.English(w))...)
	}
	return out, true
}

// grams adds the stems of words, alone, by two and by two with one between,
// and the runs of their letters.
func grams(stems, letters []uint32, words []string, inSpanish bool) (s, l []uint32) {
	last, before := "^", ""
	for _, w := range words {
		s := stem.Of(w, inSpanish)
		stems = append(stems, number('w', s), number('b', last, s))
		if before != "" {
			stems = append(stems, number('s', before, s))
		}
		before, last = last, s
	}
	line := " " + strings.Join(words, " ") + " "
	for size := shortestRun; size <= longestRun; size++ {
		for i := 0; i+size <= len(line); i++ {
			letters = append(letters, number('c', line[i:i+size]))
		}
	}
	return stems, letters
}

// block adds traits of one kind, as one vector of a length.
func block(out []trait, keys []uint32, length float32) []trait {
	for i, k := range keys {
		keys[i] = (k ^ k>>15) % hashed
	}
	slices.Sort(keys)
	from, sum := len(out), 0.0
	for i := 0; i < len(keys); {
		j := i
		for j < len(keys) && keys[j] == keys[i] {
			j++
		}
		v := 1.0
		if j-i > 1 {
			v += math.Log(float64(j - i))
		}
		sum += v * v
		out = append(out, trait{keys[i], float32(v)})
		i = j
	}
	for i := from; i < len(out); i++ {
		out[i].val *= length / float32(math.Sqrt(sum))
	}
	return out
}

// classTraits name the classes of words in a message, whether each is denied,
// another's, past or asked about, and which two stand near each other.
func (m *message) classTraits(n *Net, words int) []uint32 {
	var here []class
	for _, c := range n.named {
		if m.present[c.group/64]&(1<<(c.group%64)) != 0 {
			here = append(here, c)
		}
	}
	type place struct {
		key uint32
		at  int
	}
	var out []uint32
	var places []place
	for i := range words {
		for _, c := range here {
			m.to = m.to[:0]
			if m.reachGroup(c.group, i, m.words[i].clause); len(m.to) == 0 {
				continue
			}
			out = append(out, c.key)
			for _, list := range []cueList{deny, others, past, asking} {
				if m.under[list][i] != none {
					out = append(out, join(c.key, uint32(list)))
				}
			}
			for k := len(places) - 1; k >= 0 && i-places[k].at <= nearClasses && len(places)-k <= mostNearBy; k-- {
				if p := places[k].key; p != c.key {
					out = append(out, join(min(p, c.key), max(p, c.key)))
				}
			}
			places = append(places, place{c.key, i})
		}
	}
	return out
}

// cueTraits name the lists of scope that have a cue in a message.
func (m *message) cueTraits() []uint32 {
	var out []uint32
	for list := range cueLists {
		for kind, spans := range [][]span{m.cues[list], m.plus[list], m.query[list], m.minus[list]} {
			if len(spans) > 0 {
				out = append(out, join(number('q'), uint32(list)<<8|uint32(kind)))
			}
		}
	}
	if slices.Contains(m.marks, '?') {
		out = append(out, number('?'))
	}
	return out
}

// meaning is the mean of the word vectors of a message, rare words weighing
// more.
func meaning(words []string) (v [vector.Dims]float32) {
	for _, w := range words {
		if row, ok := vector.Row(w); ok {
			weight := float32(math.Log1p(float64(row)) / 10)
			vector.AddTo(&v, row, weight*weight)
		}
	}
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return v
	}
	by := meaningLength / float32(math.Sqrt(sum))
	for i := range v {
		v[i] *= by
	}
	return v
}
