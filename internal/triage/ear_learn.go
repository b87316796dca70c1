package triage

import (
	"math"
	"slices"
	"sync"

	"intake/internal/descent"
)

// An EarLine is a line to learn from: what somebody typed, and whether it
// tells of an emergency.
type EarLine struct {
	Text, List string
	Emergency  bool
	// Ordinary lines are no look-alikes: answers and questions, of which there
	// are many, so that each counts less.
	Ordinary bool
	// Intake lines are what patients say of themselves in an intake that is no
	// emergency.
	Intake bool
	// Alarm and Torn are what patterns alone make of it.
	Alarm, Torn bool

	traits []trait
	short  bool // of too few words for the ear
	spared bool // patterns find a sign that is never taken back
	option string
	fold   int
	p      float64 // by what was learned without its list
}

// How the regressions are fitted.
const (
	earRounds   = 10
	earRate     = 0.3
	earDecay    = 3e-4
	earOrdinary = 0.2 // what an ordinary line counts
	earFolds    = 5
)

// Of the look-alikes that patterns pass, how many the ear may ask about, for it
// hears some ten emergencies for each, and for how many it may raise an alarm;
// of what patients say besides, how many it may ask about, a third of them with
// an alarm. Of the emergencies that patterns are sure of, how many may be so
// unlikely that they are asked about, and how many so unlikely that a mere
// doubt of the patterns is dropped.
const (
	mostAsked   = 0.027
	mostAlarmed = 0.005
	mostIntake  = 0.03
	mostDoubted = 0.03
	mostDropped = 0.005
	mostFalse   = 0.05 // for the report of the ear alone
)

// LearnEar learns an ear from lines, with limits chosen on lists that were
// left out, and returns its file and what it does for each list when that was
// left out.
func LearnEar(n *Net, lines []EarLine) ([]byte, []EarReport) {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, compareLines)
	var lists, ordinary []string // each list with emergencies a fold of its own
	for _, l := range lines {
		if known := pick(l.Ordinary || l.Intake, &ordinary, &lists); !slices.Contains(*known, l.List) {
			*known = append(*known, l.List)
		}
	}
	x := &ear{signs: n.signsHash()}
	for i := range n.signs {
		if s := &n.signs[i]; s.item == emergencyItem && !slices.Contains(x.options, s.option) {
			x.options = append(x.options, s.option)
		}
	}
	slices.Sort(x.options)
	for i := range lines {
		l := &lines[i]
		l.fold = slices.Index(*pick(l.Ordinary || l.Intake, &ordinary, &lists), l.List) % earFolds
		if l.Intake { // few lists, of lines that have little in common
			l.fold = i % earFolds
		}
		m := n.read(l.Text)
		m.scope(n)
		l.traits, l.short = m.traits(n), len(m.words) < fewestWords
		for _, s := range n.Scan(l.Text) {
			l.spared = l.spared || spared[s.Option]
			if l.Emergency && s.Item == emergencyItem && !s.Doubt && l.option == "" {
				l.option = s.Option
			}
		}
	}
	var wg sync.WaitGroup
	for fold := range earFolds {
		wg.Go(func() {
			part := &ear{weights: fitEar(lines, fold)}
			for i := range lines {
				if l := &lines[i]; l.fold == fold {
					l.p = part.emergency(l.traits)
				}
			}
		})
	}
	wg.Wait()
	x.limits = chooseLimits(lines)
	x.weights = fitEar(lines, -1)
	x.naming = x.fitNames(lines)
	return x.encode(), report(lines, x.limits)
}

// fitEar learns from the lines outside a fold by gradient descent with a step
// for each weight that gets shorter the more it has moved. The order is fixed,
// so that the same lines give the same weights.
func fitEar(lines []EarLine, without int) []float32 {
	x := &ear{weights: make([]float32, allTraits)}
	moved := make([]float32, allTraits)
	order := descent.Order(len(lines))
	for round := range earRounds {
		step := earRate * (1 - float32(round)/earRounds)
		for _, i := range order {
			l := &lines[i]
			if l.fold == without {
				continue
			}
			g := float32(x.emergency(l.traits))
			if l.Emergency {
				g--
			}
			if l.Ordinary {
				g *= earOrdinary
			}
			descend(x.weights, moved, l.traits, 1, 0, func(at uint32) uint32 { return at }, g, step)
		}
	}
	return x.weights
}

// fitNames learns which sign an emergency tells of, from those in which
// patterns have found one.
func (x *ear) fitNames(lines []EarLine) []float32 {
	k := len(x.options)
	weights, moved := make([]float32, k*namingTraits), make([]float32, k*namingTraits)
	p := make([]float32, k)
	order := descent.Order(len(lines))
	for round := range earRounds {
		step := earRate * (1 - float32(round)/earRounds)
		for _, i := range order {
			l := &lines[i]
			if l.option == "" {
				continue
			}
			clear(p)
			named(p, weights, l.traits)
			p[slices.Index(x.options, l.option)]--
			for c, g := range p {
				descend(weights, moved, l.traits, k, c, namingAt, g, step)
			}
		}
	}
	return weights
}

// tinyError is an error that nothing is learned from.
const tinyError = 3e-4

// descend moves the weights of one class of k by an error.
func descend(weights, moved []float32, ts []trait, k, class int, place func(uint32) uint32, g, step float32) {
	if g < tinyError && g > -tinyError {
		return
	}
	for _, t := range ts {
		at := int(place(t.at))*k + class
		d := g*t.val + earDecay*weights[at]
		moved[at] += d * d
		weights[at] -= step * d / (float32(math.Sqrt(float64(moved[at]))) + 1e-3)
	}
}

// after returns what patterns and ear together make of a line.
func (l *EarLine) after(by EarLimits) (alarm, torn bool) {
	switch {
	case l.short:
		return l.Alarm, l.Torn
	case l.p >= by.Alarm:
		return true, false
	case l.Alarm && l.p >= by.Doubt:
		return true, false
	case l.Alarm || l.Torn:
		return false, l.Alarm || l.spared || l.p >= by.Drop
	}
	return false, l.p >= by.Ask
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
