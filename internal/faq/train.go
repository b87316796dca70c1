package faq

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"intake/internal/content"
)

// A lesson is one line to learn from.
type lesson struct {
	text      string
	right     []uint8
	none      bool
	clinician bool // none, but a clinician's to answer
	list      string
	fold      int
}

// Lists of lines that no entry answers hold one kind each, which is learned as
// a class of its own; one with this in its name holds all kinds.
var mixedLists = []string{"spanish", "mixed", "none-es"}

// gateFolds is how many parts the lists are cut into for the gate.
const gateFolds = 4

// How often the lessons are gone through. Words and letters are many, so what
// each is worth decays: without that they learn lists by heart, and put the
// right entry first for 2 in 100 questions less.
const (
	rounds        = 7
	roundsLetters = 15
	decayLetters  = 1e-3
)

// fewest is how many lines that no entry answers are needed to learn from them
// when to be silent.
const fewest = 200

func mixed(list string) bool {
	return slices.ContainsFunc(mixedLists, func(s string) bool { return strings.Contains(list, s) })
}

// lessons turns questions into lessons and names the classes. Lines that name
// no entry of this content are left out.
func lessons(q content.Questions) (ls []lesson, classes []string) {
	classes = slices.Clone(q.IDs)
	at := func(name string) uint8 {
		if i := slices.Index(classes, name); i >= 0 {
			return uint8(i)
		}
		classes = append(classes, name)
		return uint8(len(classes) - 1)
	}
	var names, noneNames []string
	for _, l := range q.Lines {
		known := &names
		if l.ID == "" {
			if known = &noneNames; l.Verdict != "" {
				at(l.Verdict)
			} else if !mixed(l.List) && len(classes) < math.MaxUint8 {
				at(l.List)
			}
		}
		if !slices.Contains(*known, l.List) {
			*known = append(*known, l.List)
		}
	}
	var any []uint8
	for c := len(q.IDs); c < len(classes); c++ {
		if classes[c] != content.Clinician {
			any = append(any, uint8(c))
		}
	}
	count, seen := map[string]int{}, map[string]int{}
	for _, l := range q.Lines {
		count[l.List]++
	}
	for _, l := range q.Lines {
		s := lesson{text: l.Text, list: l.List, fold: -1}
		switch {
		case l.ID == "":
			s.none, s.right = true, any
			s.clinician = l.Verdict == content.Clinician
			if i := slices.Index(classes, cmp.Or(l.Verdict, l.List)); i >= 0 {
				s.right = []uint8{uint8(i)}
			}
			// Each list is one kind, so none may be missing whole.
			s.fold = seen[l.List] * gateFolds / count[l.List]
			seen[l.List]++
		default:
			for _, id := range append([]string{l.ID}, l.Also...) {
				if i := slices.Index(q.IDs, id); i >= 0 {
					s.right = append(s.right, uint8(i))
				}
			}
			if l.List != "" {
				s.fold = slices.Index(names, l.List) % gateFolds
			}
		}
		if len(s.right) > 0 {
			ls = append(ls, s)
		}
	}
	return ls, classes
}

// train learns a model from questions. Where they hold too few lines that no
// entry answers, the gate and the limits are those of given.
func train(q content.Questions, use Parts, given *model) *model {
	ls, classes := lessons(q)
	base := &model{
		hash: q.Hash, classes: len(classes), entries: len(q.IDs), use: use,
		clinician: slices.Index(classes, content.Clinician),
	}
	base.spell = newSpeller(wordsOf(ls))
	ms := make([]message, len(ls))
	halves(len(ls), func(i int) { ms[i] = base.plain(read(ls[i].text, nil)) })
	vocabulary := newVocabulary(ms)
	nones := 0
	for _, l := range ls {
		if l.none {
			nones++
		}
	}
	gates := given
	if given == nil || nones >= fewest && !use.NoGate {
		gates = base.learnGates(ls, ms, vocabulary)
	}
	m := base.learn(ls, ms, vocabulary, -1)
	m.gate, m.refer, m.limits = gates.gate, gates.refer, gates.limits
	return m
}

// wordsOf are the words of lessons that slips are set right to: those that
// stand there twice.
func wordsOf(ls []lesson) []string {
	count := map[string]int{}
	for _, l := range ls {
		for _, w := range read(l.text, nil).words {
			count[w]++
		}
	}
	few := 2
	if len(ls) < 500 {
		few = 1
	}
	var words []string
	for w, n := range count {
		if n >= few {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// learn learns all but the gate from the lessons outside a fold.
func (base *model) learn(ls []lesson, ms []message, vocabulary *aligner, without int) *model {
	m := *base
	var train []message
	var right [][]uint8
	for i, l := range ls {
		if l.fold != without || l.fold < 0 {
			train = append(train, ms[i])
			right = append(right, l.right)
		}
	}
	m.lexicon, m.sense = newLexicon(train, m.use), newSense(train, m.use)
	examples := func(cells func(*message) []cell) []example {
		es := make([]example, len(train))
		for i := range train {
			es[i] = example{cells(&train[i]), right[i], 1}
		}
		return es
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		m.letters = fit(examples(m.lexicon.cells), m.lexicon.size(), m.classes, roundsLetters, 0.3, decayLetters).pack()
	})
	wg.Go(func() {
		m.meaning = fit(examples(m.sense.cells), senseSize, m.classes, rounds, 0.1, 1e-5).pack()
		m.align = vocabulary.with(train, right, m.classes)
	})
	wg.Wait()
	return &m
}

// learnGates learns when the first entry is right, when a question is a
// clinician's, and from which scores on to say something, from lines of lists
// that were not trained on.
func (base *model) learnGates(ls []lesson, ms []message, vocabulary *aligner) *model {
	fs := make([][gateSize]float32, len(ls))
	right := make([]bool, len(ls))
	clinical := make([]bool, len(ls))
	halves(gateFolds, func(fold int) {
		m := base.learn(ls, ms, vocabulary, fold)
		for i, l := range ls {
			if l.fold != fold {
				continue
			}
			msg := m.read(l.text)
			g := m.guess(&msg)
			fs[i] = g.features()
			right[i] = len(g.order) > 0 && slices.Contains(l.right, uint8(g.order[0]))
			clinical[i] = l.clinician
		}
	})
	// The limits are chosen on lines that neither the opinions nor the gates
	// have learned from; the gates themselves learn from all.
	gate, scores := growHeld(ls, fs, right)
	refer, referred := growHeld(ls, fs, clinical)
	var nones, asked, others []float64
	for i, l := range ls {
		if l.fold >= 0 && l.none {
			nones = append(nones, scores[i])
		}
	}
	limits := Limits{Answer: above(nones, mostAnswered, 0.5), Choose: above(nones, mostChosen, 0.2)}
	for i, l := range ls {
		switch {
		case l.fold < 0 || l.clinician:
		case l.none:
			others = append(others, referred[i])
		case scores[i] >= limits.Answer:
			asked = append(asked, 0) // answered, whatever else it may be
		default:
			asked = append(asked, referred[i])
		}
	}
	limits.Clinician = max(above(asked, mostClinical, 0.1), above(others, mostReferred, 0.1))
	return &model{gate: gate, refer: refer, limits: limits}
}

// growHeld learns trees from all lessons that are in a fold, and returns for
// each what trees say that were grown without its fold.
func growHeld(ls []lesson, fs [][gateSize]float32, right []bool) (trees []tree, scores []float64) {
	scores = make([]float64, len(ls))
	halves(gateFolds+1, func(fold int) {
		var lines [][gateSize]float32
		var ok []bool
		for i := range ls {
			if ls[i].fold >= 0 && ls[i].fold != fold {
				lines, ok = append(lines, fs[i]), append(ok, right[i])
			}
		}
		grown := grow(lines, ok)
		if fold == gateFolds {
			trees = grown
			return
		}
		for i := range ls {
			if ls[i].fold == fold {
				scores[i] = pass(grown, &fs[i])
			}
		}
	})
	return trees, scores
}

// How many of the lines that no entry answers may be answered, or answered
// with a choice; of those that one does, be sent to a clinician; and of those
// that neither it nor a clinician answers.
const (
	mostAnswered = 0.023
	mostChosen   = 0.15
	mostClinical = 0.006
	mostReferred = 0.09
)

// above returns the least score, in thousandths, that no more than a share of
// these reach, and not less than least.
func above(scores []float64, share, least float64) float64 {
	if len(scores) == 0 {
		return least
	}
	slices.Sort(scores)
	at := len(scores) - 1 - int(share*float64(len(scores)))
	return max(least, math.Ceil(scores[max(at, 0)]*1000+0.5)/1000)
}
