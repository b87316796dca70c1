package faq

import (
	"math"
	"runtime"
	"sync"
)

// Parts switches parts of the ranking off, to measure what each is worth.
type Parts struct {
	NoWords, NoPairs, NoLetters, NoManner bool
	NoSense, NoAlign, NoTypos, NoGlossary bool
	// NoGate takes the gate of the built-in model, which is quicker; what is
	// answered then says nothing.
	NoGate bool
}

// A model is what has been learned from the questions of one content.
type model struct {
	hash      string
	classes   int // the entries, in the order written, then ways to fit none
	entries   int
	clinician int // the class of questions for a clinician, or -1
	lexicon   *lexicon
	letters   *packed
	sense     *sense
	meaning   *packed
	align     *aligner
	spell     *speller
	gate      []tree // whether the first entry is right
	refer     []tree // whether the question is a clinician's
	limits    Limits
	use       Parts
}

// Limits are the scores from which on something is done.
type Limits struct {
	Answer, Choose, Clinician float64
}

// The weights of the three opinions on a message.
const (
	byLetters = 1.8
	byMeaning = 0.25
	byAlign   = 0.5
)

// A guess is what a model makes of a message, before the gate.
type guess struct {
	p       []float32 // of each class
	order   []int     // the entries, the likeliest first
	none    float32   // of all classes that are no entry
	letters []float32
	meaning []float32
	align   []float32
	best    []float32 // the likeness of the nearest phrase of each class
	query   query
	manner  [manners]float32
	spanish bool
	// clinician is the class of questions for a clinician, or -1; named the
	// sorts of words that such questions are made of.
	clinician int
	named     [sorts]bool
}

func (m *model) read(s string) message {
	if m.use.NoTypos || m.spell == nil {
		return m.plain(read(s, nil))
	}
	return m.plain(read(s, m.spell.fix))
}

func (m *model) plain(msg message) message {
	if m.use.NoGlossary {
		msg.english = nil
	}
	return msg
}

func (m *model) guess(msg *message) guess {
	g := guess{
		p: make([]float32, m.classes), letters: make([]float32, m.classes), meaning: make([]float32, m.classes),
		align: make([]float32, m.classes), best: make([]float32, m.classes), manner: msg.manner(), spanish: msg.spanish,
		clinician: m.clinician, named: msg.sortsIn(),
	}
	m.letters.predict(g.letters, m.lexicon.cells(msg))
	m.meaning.predict(g.meaning, m.sense.cells(msg))
	mix := func(opinion []float32, weight float64) {
		for c, p := range opinion {
			g.p[c] += float32(weight * math.Log(float64(p)+1e-5))
		}
	}
	mix(g.letters, byLetters)
	if !m.use.NoSense {
		mix(g.meaning, byMeaning)
	}
	if !m.use.NoAlign {
		g.query = m.align.query(msg)
		m.align.predict(g.align, g.best, &g.query, g.p)
		mix(g.align, byAlign)
	}
	softmax(g.p)
	g.order = byValue(g.p[:m.entries])
	for _, p := range g.p[m.entries:] {
		g.none += p
	}
	return g
}

// halves does a thing for every number below n, side by side.
func halves(n int, do func(int)) {
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	wg.Wait()
}
