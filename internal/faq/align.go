package faq

import (
	"maps"
	"math"
	"slices"

	"intake/internal/vector"
)

// An aligner compares a message word by word with every phrase it knows: each
// word takes the likeness of its best match on the other side, rare words
// weighing more, in both directions. It finds what was asked before in other
// words, where the regressions only know what all ways of asking share.
type aligner struct {
	vocab   []string // every word of the phrases, in order
	weight  []float32
	rare    float32    // the weight of a word that no phrase holds
	near    [][]like   // of each word of vocab
	phrases [][]uint16 // words of each phrase
	sums    []float32  // their weights together
	of      [][]uint16 // phrases of each class
	units   [][vector.Dims]float32
}

// A like is a word and how like another it is.
type like struct {
	word uint16
	by   uint8 // 255 is the same
}

const (
	alikeFrom = 0.35 // below this, likeness is chance
	maxNear   = 24
	// maxStrangers is how many words that no phrase holds are compared with
	// the whole vocabulary; what has more is no question.
	maxStrangers = 6
	// candidates is how many classes are compared: the likeliest.
	candidates = 8
)

// messagesWith counts in how many messages each word stands.
func messagesWith(ms []message) map[string]int {
	in := map[string]int{}
	for i := range ms {
		words := slices.Clone(ms[i].sense())
		slices.Sort(words)
		for _, w := range slices.Compact(words) {
			in[w]++
		}
	}
	return in
}

func newVocabulary(ms []message) *aligner {
	a := &aligner{}
	in := messagesWith(ms)
	a.vocab = slices.Sorted(maps.Keys(in))
	a.vocab = a.vocab[:min(len(a.vocab), math.MaxUint16)]
	weigh := func(n int) float32 { return float32(math.Pow(math.Log(float64(len(ms)+1)/float64(n)), 1.5)) }
	for _, w := range a.vocab {
		a.weight = append(a.weight, weigh(in[w]))
	}
	a.rare = weigh(1)
	a.units = a.unitsOf()
	a.near = make([][]like, len(a.vocab))
	halves(len(a.vocab), func(i int) { a.near[i] = a.scan(a.vocab[i]) })
	return a
}

func (a *aligner) unitsOf() [][vector.Dims]float32 {
	units := make([][vector.Dims]float32, len(a.vocab))
	for i, w := range a.vocab {
		if row, ok := vector.Row(w); ok {
			units[i] = vector.Unit(row)
		}
	}
	return units
}

// with returns the aligner of the same vocabulary for these phrases.
func (a *aligner) with(ms []message, right [][]uint8, classes int) *aligner {
	b := *a
	b.phrases, b.sums, b.of = nil, nil, make([][]uint16, classes)
	for i := range ms {
		var p []uint16
		for _, w := range ms[i].sense() {
			if at, ok := slices.BinarySearch(a.vocab, w); ok && !slices.Contains(p, uint16(at)) {
				p = append(p, uint16(at))
			}
		}
		if len(p) == 0 || len(b.phrases) == math.MaxUint16 || len(right[i]) > maxRight {
			continue
		}
		for _, c := range right[i] {
			b.of[c] = append(b.of[c], uint16(len(b.phrases)))
		}
		b.phrases = append(b.phrases, p)
	}
	b.sum()
	return &b
}

func (a *aligner) sum() {
	a.sums = make([]float32, len(a.phrases))
	for i, p := range a.phrases {
		for _, w := range p {
			a.sums[i] += a.weight[w]
		}
	}
}

// maxRight is how many classes a line may be right for and still be an
// example of each.
const maxRight = 4

// scan looks through the whole vocabulary for what is like a word.
func (a *aligner) scan(word string) []like {
	row, ok := vector.Row(word)
	if !ok {
		return nil
	}
	type found struct {
		at int
		by float32
	}
	var all []found
	u := vector.Unit(row)
	for i := range a.units {
		if by := dot(&u, &a.units[i]); by >= alikeFrom {
			all = append(all, found{i, by})
		}
	}
	slices.SortStableFunc(all, func(x, y found) int {
		switch {
		case x.by > y.by:
			return -1
		case x.by < y.by:
			return 1
		}
		return 0
	})
	out := make([]like, 0, min(maxNear, len(all)))
	for _, f := range all[:min(maxNear, len(all))] {
		out = append(out, like{uint16(f.at), uint8(min(f.by, 1) * 255)})
	}
	return out
}

func dot(u, v *[vector.Dims]float32) float32 {
	var a, b, c, d float32
	for i := 0; i < vector.Dims; i += 4 {
		a += u[i] * v[i]
		b += u[i+1] * v[i+1]
		c += u[i+2] * v[i+2]
		d += u[i+3] * v[i+3]
	}
	return a + b + c + d
}

// A query is a message made ready to be compared.
type query struct {
	// row is where the likenesses of a word of vocab begin in like, n of
	// them, 0 where it is like no word of the message: most are not, and the
	// few that are stay together in the processor's cache.
	row   []uint32
	like  []float32
	n     int
	weigh []float32
	total float32
	// Of its words: how much of the weight some phrase holds, and the
	// heaviest that none does, less what is like it.
	known, strange float32
}

func (a *aligner) query(m *message) query {
	words := slices.Clone(m.sense())
	slices.Sort(words)
	words = slices.Compact(words)
	q := query{n: len(words), row: make([]uint32, len(a.vocab)), like: make([]float32, len(words), maxNear*len(words)*(len(words)+1))}
	strangers := 0
	for j, w := range words {
		at, ok := slices.BinarySearch(a.vocab, w)
		weight, near := a.rare, []like(nil)
		switch {
		case ok:
			weight, near = a.weight[at], a.near[at]
			*q.of(at, j) = 1
			q.known += weight
		case strangers < maxStrangers:
			strangers++
			near = a.scan(w)
			by := float32(0)
			if len(near) > 0 {
				by = float32(near[0].by) / 255
			}
			q.strange = max(q.strange, weight*(1-by))
		default:
			q.strange = max(q.strange, weight)
		}
		for _, l := range near {
			if to := q.of(int(l.word), j); *to == 0 {
				*to = float32(l.by) / 255
			}
		}
		q.weigh = append(q.weigh, weight)
		q.total += weight
	}
	if q.total > 0 {
		q.known /= q.total
	}
	q.strange /= a.rare
	return q
}

// of is the place of the likeness of a word of vocab to word j.
func (q *query) of(word, j int) *float32 {
	if q.row[word] == 0 {
		q.row[word] = uint32(len(q.like))
		for range q.n {
			q.like = append(q.like, 0)
		}
	}
	return &q.like[int(q.row[word])+j]
}

// score compares the query with one phrase, 0 to 1.
func (a *aligner) score(q *query, phrase int, best []float32) float32 {
	clear(best)
	back := float32(0)
	for _, w := range a.phrases[phrase] {
		at := int(q.row[w])
		if at == 0 {
			continue
		}
		most := float32(0)
		row := q.like[at : at+len(best)]
		for j, v := range row {
			best[j] = max(best[j], v)
			most = max(most, v)
		}
		back += most * a.weight[w]
	}
	fore := float32(0)
	for j, v := range best {
		fore += v * q.weigh[j]
	}
	if fore == 0 || back == 0 {
		return 0
	}
	fore, back = fore/q.total, back/a.sums[phrase]
	return 2 * fore * back / (fore + back)
}

// predict fills p with the probability of each class, and best with the
// likeness of its nearest phrase, by comparing with the phrases of the classes
// that guess finds likeliest; the others count as what is least like of them.
func (a *aligner) predict(p, best []float32, q *query, guess []float32) {
	clear(best)
	order := byValue(guess)
	order = order[:min(candidates, len(order))]
	row := make([]float32, q.n)
	least := float32(math.MaxFloat32)
	done := make([]bool, len(p))
	for _, c := range order {
		var top [4]float32
		for _, i := range a.of[c] {
			s := a.score(q, int(i), row)
			for k := range top {
				if s > top[k] {
					s, top[k] = top[k], s
				}
			}
		}
		best[c] = top[0]
		p[c] = 14 * (0.5*top[0] + 0.2*top[1] + 0.15*top[2] + 0.15*top[3])
		least = min(least, p[c])
		done[c] = true
	}
	for c := range p {
		if !done[c] {
			p[c] = least
		}
	}
	softmax(p)
}

// byValue returns the places of vs, the greatest value first.
func byValue(vs []float32) []int {
	order := make([]int, len(vs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case vs[a] > vs[b]:
			return -1
		case vs[a] < vs[b]:
			return 1
		}
		return 0
	})
	return order
}
