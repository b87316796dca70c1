package faq

import (
	"maps"
	"math"
	"slices"

	"intake/internal/vector"
)

// A sense turns a message into the mean of its word vectors, rare words
// weighing more, as seen from the mean of all messages.
type sense struct {
	words     []string // in order
	idf       []float32
	rare      float32
	mean, dev [vector.Dims]float32
	use       Parts
}

// senseSize is how many features the cells of a sense may name.
const senseSize = vector.Dims + manners + 1

func newSense(ms []message, use Parts) *sense {
	s := &sense{use: use}
	in := messagesWith(ms)
	s.words = slices.Sorted(maps.Keys(in))
	for _, w := range s.words {
		s.idf = append(s.idf, float32(math.Log(float64(1+len(ms))/float64(1+in[w]))))
	}
	s.rare = float32(math.Log(float64(1+len(ms)) / 2))
	all := make([][vector.Dims]float32, len(ms))
	for i := range ms {
		all[i] = s.of(&ms[i])
		for d, x := range all[i] {
			s.mean[d] += x / float32(len(ms))
		}
	}
	for _, v := range all {
		for d, x := range v {
			s.dev[d] += (x - s.mean[d]) * (x - s.mean[d]) / float32(len(ms))
		}
	}
	for d := range s.dev {
		s.dev[d] = float32(math.Sqrt(float64(s.dev[d]))) + 1e-3
	}
	return s
}

func (s *sense) of(m *message) (v [vector.Dims]float32) {
	sum := float32(0)
	for _, w := range m.sense() {
		row, ok := vector.Row(w)
		if !ok {
			continue
		}
		idf := s.rare
		if at, ok := slices.BinarySearch(s.words, w); ok {
			idf = s.idf[at]
		}
		vector.AddTo(&v, row, idf)
		sum += idf
	}
	if sum > 0 {
		for d := range v {
			v[d] /= sum
		}
	}
	return v
}

func (s *sense) cells(m *message) []cell {
	v := s.of(m)
	out := make([]cell, 0, senseSize)
	for d, x := range v {
		out = append(out, cell{uint32(d), (x - s.mean[d]) / s.dev[d] * 0.3})
	}
	if !s.use.NoManner {
		for i, x := range m.manner() {
			if x != 0 {
				out = append(out, cell{uint32(vector.Dims + i), x})
			}
		}
	}
	return append(out, cell{vector.Dims + manners, 1})
}
