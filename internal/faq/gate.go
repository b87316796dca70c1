package faq

import "math"

// gateSize is how many features the gates look at.
const (
	clinicalAt = 18 + 2*manners
	namedAt    = clinicalAt + 6
	gateSize   = namedAt + int(sorts) - 1
)

// features are what tells whether the first entry of a guess is right, and
// whether the question is a clinician's.
func (g *guess) features() [gateSize]float32 {
	var f [gateSize]float32
	if len(g.order) == 0 {
		return f
	}
	first := g.order[0]
	p1, p2 := g.p[first], float32(0)
	if len(g.order) > 1 {
		p2 = g.p[g.order[1]]
	}
	log := func(p float32) float32 { return float32(math.Log(float64(p)+1e-4)) / 4 }
	likeNone, entropy := float32(0), 0.0
	for c, p := range g.p {
		if c >= len(g.order) {
			likeNone = max(likeNone, g.best[c])
		}
		entropy -= float64(p) * math.Log(float64(p)+1e-9)
	}
	noneBy := func(opinion []float32) (sum float32) {
		for _, p := range opinion[len(g.order):] {
			sum += p
		}
		return sum
	}
	copy(f[:], []float32{
		1, log(p1), p1, p1 - p2, log(g.none), g.none,
		log(g.letters[first]), log(g.meaning[first]), log(g.align[first]),
		g.best[first], likeNone, g.best[first] - likeNone,
		g.query.known, g.query.strange, float32(entropy) / 3,
		log(noneBy(g.letters)), log(noneBy(g.meaning)), g.best[first] * g.query.known,
	})
	for i, v := range g.manner {
		f[18+2*i] = v
		f[19+2*i] = v * p1
	}
	if c := g.clinician; c >= 0 {
		copy(f[clinicalAt:], []float32{log(g.p[c]), log(g.letters[c]), log(g.meaning[c]), log(g.align[c]), g.best[c], g.best[c] - g.best[first]})
	}
	for s, in := range g.named {
		if in && sort(s) != noSort {
			f[namedAt+s-1] = 1
		}
	}
	return f
}

// hits turns a guess into scores: the gate's for the first entry; what that
// leaves is shared among the others by how likely each is where the first is
// wrong, none of them above the first.
func (m *model) hits(g *guess, f *[gateSize]float32) (order []int, scores []float64) {
	scores = make([]float64, len(g.order))
	if len(g.order) == 0 {
		return nil, nil
	}
	pass := pass(m.gate, f)
	rest := max(1-float64(g.p[g.order[0]]), 1e-6)
	for i, c := range g.order {
		s := pass
		if i > 0 {
			s = min(pass, (1-pass)*float64(g.p[c])/rest)
		}
		scores[i] = math.Round(s*1000) / 1000
	}
	return g.order, scores
}
