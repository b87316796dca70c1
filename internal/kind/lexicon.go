package kind

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"intake/internal/text"
)

// A phrase is one way to say an option.
type phrase struct {
	stems  []string
	option int
	also   []int // more options that it means: "weekend"
	named  bool  // by its label or id
	told   bool  // by a concept, not by the question's own words
	shared bool  // may be said of an option besides what else the words say
}

// A saying is something that an option is called, folded.
type saying struct {
	words, stems []string
	text, key    string // the words and the stems as one
}

func sayingOf(s string) saying {
	f := saying{words: text.Words(s)}
	f.stems = make([]string, len(f.words))
	for i, w := range f.words {
		f.stems[i] = stem(w)
	}
	f.text, f.key = strings.Join(f.words, " "), strings.Join(f.stems, " ")
	return f
}

// called is what an option is called by.
type called struct {
	id, label saying
	sides     []saying // of the label, see sidesOfLabel
	words     []saying
}

func calledBy(o *Option) called {
	c := called{id: sayingOf(strings.ReplaceAll(o.ID, "_", " ")), label: sayingOf(o.Label), words: o.folded}
	for _, side := range sidesOfLabel(o.Label) {
		if side == o.Label {
			c.sides = append(c.sides, c.label)
			continue
		}
		c.sides = append(c.sides, sayingOf(side))
	}
	return c
}

// each calls f with all of them.
func (c *called) each(f func(*saying)) {
	f(&c.id)
	f(&c.label)
	for i := range c.sides {
		f(&c.sides[i])
	}
	for i := range c.words {
		f(&c.words[i])
	}
}

// fold folds the words of an option, unless they have been.
func (o *Option) fold() {
	if o.folded != nil || len(o.Words) == 0 {
		return
	}
	o.folded = make([]saying, len(o.Words))
	for i, w := range o.Words {
		o.folded[i] = sayingOf(w)
	}
}

// Lend returns to with the words and the meaning of o, an option of a question
// that was checked.
func (o *Option) Lend(to Option) Option {
	to.Words, to.Told, to.Means, to.folded = o.Words, o.Told, o.Means, o.folded
	return to
}

// ways are phrases by their first stem, longest first, so that the time to
// read does not grow with their number, and the words they are made of.
type ways struct {
	phrases map[string][]phrase
	calls   []called

	mu    sync.Mutex
	vocab map[byte][]string // see spelt
}

// shortestSpelt is how long a word must be for misspellings of it to count.
const shortestSpelt = 5

// spelt returns the words that begin with a letter, for misspellings of them.
func (w *ways) spelt(letter byte) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out, ok := w.vocab[letter]
	if ok {
		return out
	}
	seen := map[string]bool{}
	for i := range w.calls {
		w.calls[i].each(func(say *saying) {
			for _, word := range say.words {
				if word[0] == letter && len(word) >= shortestSpelt && !seen[word] {
					seen[word] = true
					out = append(out, word)
				}
			}
		})
	}
	w.vocab[letter] = out
	return out
}

// longestFirst puts phrases in the order in which they are looked for.
func longestFirst(list []phrase) {
	slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.stems), len(a.stems)) })
}

// A lexicon holds all that options are called by, for reading one message.
type lexicon struct {
	options []Option
	calls   []called
	own     *ways // what the question's own words say
	// tellings are what is told of options, by the first stems.
	tellings map[string][]*telling
	learnt   *learnt       // what is known of the concepts that options stand for; nil where only own counts
	mains    [][]mainWords // per option: what its label comes down to
	against  []bool        // per option: it asks for something not to be done
	other    []bool        // per option: it stands for all that the others do not
	bins     []bin         // per option: the numbers it stands for; nil where few do
	// inQuestion are the stems that the question itself says.
	inQuestion map[string]bool
	// ever is set where the past counts too, tried where what did not help
	// counts as well.
	ever, tried bool
	// present is set where only what is so now counts; times where options
	// are days or hours.
	present, times bool
	days           []bool // per option: it is a day of the week
	varies         []bool // per option: it says that it varies
	// senses are the directions of what options are called, made when first
	// needed.
	senses func() [][]sense
}

// mainWords are the stems of the words that carry a label, or one side of a
// label such as "Physical therapy / physio".
type mainWords []string

// lexiconOf makes the lexicon of what the question's own words say.
func lexiconOf(options []Option, calls []called, question string) *lexicon {
	n := 0
	for i := range calls {
		n += 3 + len(calls[i].words)
	}
	asked := text.Words(question)
	x := &lexicon{
		options: options, calls: calls, own: &ways{phrases: make(map[string][]phrase, n), calls: calls, vocab: map[byte][]string{}},
		mains: make([][]mainWords, len(options)), against: make([]bool, len(options)), other: make([]bool, len(options)),
		inQuestion: make(map[string]bool, len(asked)), bins: binsOf(calls),
		days: make([]bool, len(options)), varies: make([]bool, len(options)),
		ever: asksEver(asked), tried: asksTried(asked), present: asksNow(asked),
	}
	x.senses = sync.OnceValue(x.sensesOf)
	x.tellings, _ = tellings(options) // faults are told where a question is checked
	for i := range options {
		c := &calls[i]
		x.add(i, &c.id, true)
		x.add(i, &c.label, true)
		for k := range c.sides {
			x.add(i, &c.sides[k], true)
			if m := mainsOf(&c.sides[k]); len(m) > 0 {
				x.mains[i] = append(x.mains[i], m)
			}
		}
		for k := range c.words {
			x.add(i, &c.words[k], false)
		}
		x.against[i], x.other[i] = forbids(c.label.words), isOther(options[i].ID, c.label.text)
	}
	for _, w := range asked {
		x.inQuestion[stem(w)] = true
	}
	for _, list := range x.own.phrases {
		longestFirst(list)
	}
	return x
}

// phrasesAt returns the phrases that begin with a stem: the question's own,
// and those that were learnt.
func (x *lexicon) phrasesAt(stem string) (own, learnt []phrase) {
	return x.own.phrases[stem], x.learnt.at(stem)
}

// asksEver reports whether a question is about the past as well as now.
func asksEver(question []string) bool {
	w := " " + strings.Join(question, " ") + " "
	for _, p := range []string{" have you had ", " have you ever ", " did you ", " were you ", " tried ", " in the past ", " history ", " ha tenido ", " ha probado ", " alguna vez "} {
		if strings.Contains(w, p) {
			return true
		}
	}
	return false
}

// suits reports whether a question asks when something would suit, rather
// than when something happens.
func suits(question []string) bool {
	for _, w := range question {
		switch w {
		case "pain", "hurt", "hurts", "work", "dolor", "duele", "trabaja", "worse", "symptoms", "sleep":
			return false
		}
	}
	return true
}

// asksNow reports whether a question is about what is so at present.
func asksNow(question []string) bool {
	w := " " + strings.Join(question, " ") + " "
	for _, p := range []string{" now ", " do you take ", " do you use ", " currently ", " these days ", " at the moment ", " new ", " are you taking ", " ahora ", " toma ", " usa ", " actualmente ", " hoy "} {
		if strings.Contains(w, p) {
			return true
		}
	}
	return false
}

// asksTried reports whether a question is about what was tried or done,
// whether it helped or not.
func asksTried(question []string) bool {
	for _, w := range question {
		switch w {
		case "tried", "treatment", "treatments", "had", "probado", "tratamiento", "tratamientos", "hecho":
			return true
		}
	}
	return false
}

// isOther reports whether an option stands for all that the others do not, by
// its id and its label, folded.
func isOther(id, label string) bool {
	if id == "other" || id == "otro" || id == "otra" {
		return true
	}
	switch label {
	case "other", "something else", "someone else", "somewhere else", "another", "otro", "otra", "otra cosa":
		return true
	}
	return false
}

// forbids reports whether an option asks for something not to be done, so
// that "not my feet" names it.
func forbids(w []string) bool {
	if len(w) < 2 {
		return false
	}
	switch w[0] + " " + w[1] {
	case "no touch", "no touching", "dont touch", "do not", "avoid touching", "no tocar", "sin tocar", "cant lie", "cannot lie":
		return true
	}
	return w[0] == "avoid" || w[0] == "evitar"
}

func (x *lexicon) add(option int, say *saying, named bool) {
	if len(say.words) > 0 {
		x.own.phrases[say.stems[0]] = append(x.own.phrases[say.stems[0]], phrase{option: option, named: named, stems: say.stems})
	}
}

// respell returns the word of the options that w is one letter away from, or
// w itself.
func (x *lexicon) respell(w string) string {
	if len(w) < shortestSpelt || len(w) > 24 || commonWords[w] || likelyEnglish(w) {
		return w
	}
	if own, learnt := x.phrasesAt(stem(w)); len(own)+len(learnt) > 0 {
		return w
	}
	own, learnt := x.own.spelt(w[0]), x.learnt.spelt(w[0])
	if slices.Contains(own, w) || slices.Contains(learnt, w) {
		return w
	}
	for _, list := range [][]string{own, learnt} {
		for _, v := range list {
			if text.OneSlip(w, v) {
				return v
			}
		}
	}
	return w
}

// sidesOfLabel splits a label into the names it holds: without what stands in
// brackets, and, where it lists names of the same kind, each of them. "Chest
// pain or pressure" does not make "pressure" a name.
func sidesOfLabel(label string) []string {
	plain := label
	for {
		i := strings.IndexByte(plain, '(')
		if i < 0 {
			break
		}
		j := strings.IndexByte(plain[i:], ')')
		if j < 0 {
			break
		}
		plain = plain[:i] + plain[i+j+1:]
	}
	parts := text.Alternatives(plain)
	single := true
	for _, p := range parts {
		single = single && len(strings.Fields(p)) == 1
	}
	out := []string{plain}
	for _, p := range parts {
		if len(parts) > 1 && (single || len(strings.Fields(p)) > 1) {
			out = append(out, p)
		}
	}
	return out
}
