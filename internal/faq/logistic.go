package faq

import (
	"math"

	"intake/internal/descent"
)

// A cell is one feature of a text that is not zero.
type cell struct {
	at  uint32
	val float32
}

// An example is a text to learn from: its features and the classes that are
// right for it.
type example struct {
	cells  []cell
	right  []uint8
	weight float32
}

// A logistic is a multinomial logistic regression: for each feature one
// weight a class, side by side.
type logistic struct {
	classes int
	weights []float32
}

// tiny is an error in a class's probability that nothing is learned from.
const tiny = 3e-4

// fit learns from examples by gradient descent with a step for each weight
// that gets shorter the more it has moved. Where several classes are right,
// they count together as one. The order is fixed, so that the same examples
// give the same weights.
func fit(examples []example, features, classes, rounds int, rate, decay float32) *logistic {
	m := &logistic{classes: classes, weights: make([]float32, features*classes)}
	moved := make([]float32, len(m.weights))
	p := make([]float32, classes)
	g := make([]float32, classes)
	active := make([]int, 0, classes)
	order := descent.Order(len(examples))
	for round := range rounds {
		step := rate * (1 - float32(round)/float32(rounds))
		for _, i := range order {
			e := &examples[i]
			m.predict(p, e.cells)
			sum := float32(0)
			for _, c := range e.right {
				sum += p[c]
			}
			copy(g, p)
			for _, c := range e.right {
				g[c] -= p[c] / max(sum, 1e-9)
			}
			active = active[:0]
			for c, v := range g {
				if g[c] = v * e.weight; v > tiny || v < -tiny {
					active = append(active, c)
				}
			}
			for _, f := range e.cells {
				at := int(f.at) * classes
				w, h := m.weights[at:at+classes], moved[at:at+classes]
				for _, c := range active {
					d := g[c]*f.val + decay*w[c]
					h[c] += d * d
					w[c] -= step * d / (float32(math.Sqrt(float64(h[c]))) + 1e-3)
				}
			}
		}
	}
	return m
}

// predict fills p with the probability of each class.
func (m *logistic) predict(p []float32, cells []cell) {
	clear(p)
	for _, f := range cells {
		at := int(f.at) * m.classes
		row := m.weights[at : at+len(p)]
		for c := range p {
			p[c] += row[c] * f.val
		}
	}
	softmax(p)
}

func softmax(p []float32) {
	most := p[0]
	for _, v := range p {
		most = max(most, v)
	}
	sum := float32(0)
	for c, v := range p {
		p[c] = float32(math.Exp(float64(v - most)))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
}
