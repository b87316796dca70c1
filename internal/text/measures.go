package text

// A Measure is a unit of length, weight or volume; its size is in
// millimetres, grams or millilitres.
type Measure struct {
	of   dimension
	size float64
}

type dimension uint8

const (
	length dimension = iota + 1
	weight
	volume
	pieces
)

// The measures people use, and the one that may follow each as its part.
var (
	inch       = Measure{length, 25.4}
	foot       = Measure{length, 304.8}
	yard       = Measure{length, 914.4}
	mile       = Measure{length, 1609344}
	centimetre = Measure{length, 10}
	metre      = Measure{length, 1000}
	kilometre  = Measure{length, 1e6}
	ounce      = Measure{weight, 28.349523125}
	pound      = Measure{weight, 453.59237}
	stone      = Measure{weight, 6350.29318}
	milligram  = Measure{weight, 0.001}
	microgram  = Measure{weight, 0.000001}
	gram       = Measure{weight, 1}
	kilogram   = Measure{weight, 1000}
	millilitre = Measure{volume, 1}
	litre      = Measure{volume, 1000}
	gallon     = Measure{volume, 3785.411784}
	piece      = Measure{pieces, 1}
	pack       = Measure{pieces, 20} // of cigarettes
)

// smaller is the unit that a bare number after a larger one counts: "5 foot
// 7", "1 m 70", "12 stone 4".
func (m Measure) smaller() (Measure, bool) {
	switch m {
	case foot:
		return inch, true
	case metre:
		return centimetre, true
	case stone:
		return pound, true
	}
	return Measure{}, false
}

// MeasureOf returns the measure that content calls name, in any language.
func MeasureOf(name string) (Measure, bool) {
	for _, w := range Words(name) {
		for _, t := range languages {
			if m, ok := t.measures[w]; ok {
				return m, true
			}
		}
	}
	return Measure{}, false
}

// A Quantity is an amount with a measure found in a message.
type Quantity struct {
	low, high float64
	of        dimension
	// Loose is true for "more than 80 kilos".
	Loose bool
	Span
}

// In returns the ends of q in another measure of its dimension.
func (q Quantity) In(m Measure) (low, high float64, ok bool) {
	return q.low / m.size, q.high / m.size, q.of == m.of
}

// Quantities returns the amounts with measures that l says, in order.
func (l Line) Quantities() []Quantity {
	return best(l, func(t *language) []Quantity { return t.quantities(l.Tokens) })
}

func (q Quantity) span() Span { return q.Span }

func (t *language) quantities(toks []Token) []Quantity {
	var out []Quantity
	for i := 0; i < len(toks); {
		from := i
		_, loose := t.bounding.at(toks, i, nil)
		q, ok := t.quantity(toks, i+loose)
		if !ok {
			i = max(from+1, q.To)
			continue
		}
		q.From, q.Loose = from, loose > 0
		out = append(out, q)
		i = q.To
	}
	return out
}

// quantity reads one amount with its measure at token i; where there is a
// number without one, To says where it ends.
func (t *language) quantity(toks []Token, i int) (Quantity, bool) {
	if i >= len(toks) {
		return Quantity{}, false
	}
	var n Number
	j := i
	if v, k := t.halfOf.at(toks, i, nil); k > 0 { // half a gram
		n, j = Number{Low: v, High: v}, i+k
	} else if v, to, ok := commaDecimal(toks, i); ok { // 1,70 m
		n, j = Number{Low: v, High: v}, to
	} else if v, ok := t.number(toks, i); ok {
		n, j = v, v.To
	} else {
		if t.one[toks[i].Text] {
			j++
		}
		n = Number{Low: 1, High: 1}
	}
	for k := 0; k < 2 && t.more[word(toks, j)]; k++ {
		j++
	}
	m, k := t.measure(toks, j, n.To == j)
	if k == 0 || n.Of > 0 || n.Ordinal || j == i && !t.whole(toks, j) {
		return Quantity{Span: Span{To: n.To}}, false
	}
	q := Quantity{of: m.of, low: n.Low * m.size, high: n.High * m.size, Span: Span{i, j + k}}
	if h, k := t.halves.at(toks, q.To, nil); k > 0 && n.Low == n.High {
		q.low += h * m.size
		q.high += h * m.size
		q.To += k
		return q, true
	}
	part, ok := m.smaller()
	j = q.To
	if t.and[word(toks, j)] || t.joining[word(toks, j)] {
		j++
	}
	if p, found := t.single(toks, j); ok && found && p.Low == p.High && !p.Ordinal && p.Of == 0 && p.Low*part.size < m.size {
		o, k := t.measure(toks, p.To, true)
		_, counts := t.units[word(toks, p.To)]
		if word(toks, p.To) == "'" && k > 0 { // 5'7''
			o = part
		}
		switch {
		case k > 0 && o == part, part == inch && word(toks, p.To) == "in", k == 0 && (j == q.To || !t.and[toks[q.To].Text]) && !counts && !t.things(word(toks, p.To)):
			q.low += p.Low * part.size
			q.high += p.Low * part.size
			q.To = p.To + k
		}
	}
	return q, true
}

// whole reports whether the measure at token i stands for one of it without
// a number: "metro setenta".
func (t *language) whole(toks []Token, i int) bool {
	if _, half := t.halves.at(toks, i+1, nil); half > 0 {
		return true
	}
	_, ok := t.single(toks, i+1)
	return ok && t.measures[toks[i].Text] == metre
}

// measure returns the measure at token i and how many tokens it takes; marks
// and single letters count only tight after a number.
func (t *language) measure(toks []Token, i int, tight bool) (Measure, int) {
	w := word(toks, i)
	if w == "" {
		return Measure{}, 0
	}
	if m, ok := t.measures[w]; ok {
		n := 1
		if word(toks, i+1) == "." && len(w) < 4 && i+2 < len(toks) && toks[i+1].Start == toks[i].End { // 5 ft. 7
			n = 2
		}
		return m, n
	}
	if !tight || i == 0 || toks[i-1].End != toks[i].Start && w != `"` {
		return Measure{}, 0
	}
	switch w {
	case "'":
		return foot, 1
	case `"`:
		return inch, 1
	}
	m, ok := t.tightMeasures[w]
	if !ok {
		return Measure{}, 0
	}
	return m, 1
}

// MeasureFor returns the measure that a thing to be counted also comes in:
// cigarettes, by the pack.
func MeasureFor(thing string) (Measure, bool) {
	return piece, CountsSame("cigarette", thing)
}

// Tall reports whether a number could be the height of a person in m, of
// which most is the largest that is asked for.
func (m Measure) Tall(most float64) bool {
	return m.of == length && most*m.size >= 1500 && most*m.size < 5000
}

// Weighs reports whether m is the pound, in which people say "one eighty".
func (m Measure) Weighs() bool { return m == pound }

// Feet and Metres are heights in m said by two numbers without a measure.
func (m Measure) Feet(feet, inches float64) float64 {
	return (feet*foot.size + inches*inch.size) / m.size
}

// Metres is Feet for metres and centimetres.
func (m Measure) Metres(metres, centimetres float64) float64 {
	return (metres*metre.size + centimetres*centimetre.size) / m.size
}

// CountsSame reports whether a word is for what a question calls thing: kids
// for children.
func CountsSame(w, thing string) bool {
	w, thing = stem(w), stem(thing)
	if w == thing {
		return true
	}
	for _, t := range languages {
		for _, group := range t.counted {
			if group.heads[thing] && (group.heads[w] || group.words[w]) {
				return true
			}
		}
	}
	return false
}

// stem takes the end of a plural off.
func stem(w string) string {
	switch n := len(w); {
	case n > 4 && w[n-3:] == "ies":
		return w[:n-3] + "y"
	case n > 3 && w[n-1] == 's' && w[n-2] != 's':
		return w[:n-1]
	}
	return w
}
