package kind

import (
	"slices"
	"sync"

	"intake/internal/text"
)

// learnt is what is known of the concepts that a question's options stand for.
// A concept is said in hundreds of ways, of which a message holds few: those
// that begin with one stem are put together when a message first has it.
type learnt struct {
	lore *lore
	fits [][]claimOf
	own  set           // numbers of the ways that are the options' own words
	by   map[int32]int // the first option that stands for a concept

	mu      sync.Mutex
	phrases map[string][]phrase // by the stem they begin with, longest first
	vocab   map[byte][]string   // by the letter they begin with
}

// A set has a bit for each number in it.
type set []uint64

func (s set) has(i int32) bool { return s[i/64]&(1<<(i%64)) != 0 }
func (s set) add(i int32)      { s[i/64] |= 1 << (i % 64) }

// learned returns the lexicon with the ways in which people say the concepts
// that options stand for.
func (x *lexicon) learned(question string) *lexicon {
	l, y := known(), *x
	k := &learnt{
		lore: l, fits: l.of(x.names(), x.options), own: make(set, len(l.same)/64+1), by: map[int32]int{},
		phrases: map[string][]phrase{}, vocab: map[byte][]string{},
	}
	for i := range x.calls {
		x.calls[i].each(func(say *saying) {
			if id, ok := l.ids[say.key]; ok {
				k.own.add(id)
			}
		})
	}
	y.learnt = k
	y.days, y.varies = make([]bool, len(x.options)), make([]bool, len(x.options))
	times := 0
	for i, list := range k.fits {
		for _, f := range list {
			c := &l.concepts[f.concept]
			y.days[i] = y.days[i] || c.day
			y.varies[i] = y.varies[i] || c.varies
			if c.time {
				times++
			}
			if _, ok := k.by[int32(f.concept)]; !ok {
				k.by[int32(f.concept)] = i
			}
		}
	}
	y.times = times > 1 && suits(text.Words(question))
	return &y
}

// names are the telling stems of what each option is called.
func (x *lexicon) names() [][][]string {
	names := make([][][]string, len(x.options))
	for i := range x.options {
		if x.other[i] { // "another medicine" is none of the medicines known
			names[i] = [][]string{{"other"}}
			continue
		}
		c := &x.calls[i]
		names[i] = append(names[i], tellingStems(c.id.words), tellingStems(c.label.words))
		for k := range c.sides {
			if len(mainsOf(&c.sides[k])) > 0 {
				names[i] = append(names[i], tellingStems(c.sides[k].words))
			}
		}
	}
	return names
}

// torn is the option of a way that nobody can tell the option of.
const torn = -1

// at returns the phrases that begin with a stem. Where two options would own
// one way, nobody can tell which is meant, unless the way may belong to
// several.
func (k *learnt) at(stem string) []phrase {
	if k == nil {
		return nil
	}
	refs := k.lore.first[stem]
	if len(refs) == 0 {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	out, ok := k.phrases[stem]
	if ok {
		return out
	}
	claims := map[int32]int{}
	for i, list := range k.fits {
		for _, f := range list {
			c := int32(f.concept)
			from, _ := slices.BinarySearchFunc(refs, c, func(r wayRef, c int32) int { return int(r.concept - c) })
			for _, r := range refs[from:] {
				if r.concept != c {
					break
				}
				out = k.claim(out, i, &k.lore.concepts[c].ways[r.way], claims)
			}
		}
	}
	longestFirst(out)
	k.phrases[stem] = out
	return out
}

// claim makes a way a phrase of option i.
func (k *learnt) claim(list []phrase, i int, w *way, claims map[int32]int) []phrase {
	if k.own.has(w.id) {
		return list
	}
	at, ok := claims[w.id]
	if !ok {
		claims[w.id] = len(list)
		return append(list, phrase{stems: w.stems, option: i, told: true, shared: w.shared})
	}
	p := &list[at]
	switch {
	case p.option == i || slices.Contains(p.also, i):
	case w.shared && p.option != torn:
		p.also = append(p.also, i)
	default:
		p.option = torn
	}
	return list
}

// spelt returns the words of the ways that begin with a letter, for
// misspellings of them.
func (k *learnt) spelt(letter byte) []string {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	out, ok := k.vocab[letter]
	if ok {
		return out
	}
	seen := map[string]bool{}
	for _, list := range k.fits {
		for _, f := range list {
			c := &k.lore.concepts[f.concept]
			for _, s := range c.spelt[letter] {
				if !seen[s.word] && k.leads(wayRef{int32(f.concept), s.way}, c.ways[s.way].id) {
					seen[s.word] = true
					out = append(out, s.word)
				}
			}
		}
	}
	k.vocab[letter] = out
	return out
}

// leads reports whether a way is the first of those that say the same.
func (k *learnt) leads(r wayRef, id int32) bool {
	if k.own.has(id) {
		return false
	}
	first, at := r, k.by[r.concept]
	for _, o := range k.lore.same[id] {
		if by, ok := k.by[o.concept]; ok && (by < at || by == at && (o.concept < first.concept || o.concept == first.concept && o.way < first.way)) {
			first, at = o, by
		}
	}
	return first == r
}
