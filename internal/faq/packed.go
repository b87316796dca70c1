package faq

import "math"

// Packed weights take a byte each: for each feature a scale and a number a
// class. They are used where they lie.
type packed struct {
	classes int
	scales  []float32
	bytes   string
}

func (l *logistic) pack() *packed {
	p := &packed{classes: l.classes, scales: make([]float32, len(l.weights)/l.classes)}
	out := make([]byte, len(l.weights))
	for f := range p.scales {
		row := l.weights[f*l.classes : (f+1)*l.classes]
		most := float32(0)
		for _, w := range row {
			most = max(most, w, -w)
		}
		if p.scales[f] = most / 127; most == 0 {
			continue
		}
		for c, w := range row {
			out[f*l.classes+c] = byte(int8(math.Round(float64(w / p.scales[f]))))
		}
	}
	p.bytes = string(out)
	return p
}

// predict fills to with the probability of each class.
func (p *packed) predict(to []float32, cells []cell) {
	clear(to)
	for _, f := range cells {
		row := p.bytes[int(f.at)*p.classes : (int(f.at)+1)*p.classes]
		by := f.val * p.scales[f.at]
		for c := range to[:len(row)] {
			to[c] += by * float32(int8(row[c]))
		}
	}
	softmax(to)
}
