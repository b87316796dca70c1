package body

import "slices"

// Found is what Find read in a message.
type Found struct {
	// Regions are ids, in the order said, each once.
	Regions []string
	// Unsided are bases of paired regions said without a side.
	Unsided []string
	// Wide are places that hold several regions: "my back", "left leg".
	Wide []Wide
	// Denied are regions that the words rule out, sided as far as said;
	// none of them is in Regions.
	Denied []string
	// Unclear is set where places were named but it stays open which are
	// meant: "neck and hip, no wait, knee", "from the neck down".
	Unclear bool
	// Used are the parts of the message that name what was found, as byte
	// offsets, in order and apart.
	Used [][2]int
}

// A Wide is a place that holds several regions.
type Wide struct {
	Place       string // back leg arm thigh lower_leg
	Left, Right bool
}

// ID returns the place with its side: "leg_left", "arm_both", "back".
func (w Wide) ID() string {
	switch {
	case w.Left && w.Right:
		return w.Place + "_both"
	case w.Left:
		return w.Place + "_left"
	case w.Right:
		return w.Place + "_right"
	}
	return w.Place
}

// Empty reports whether no place was found.
func (f Found) Empty() bool { return len(f.Regions)+len(f.Unsided)+len(f.Wide) == 0 }

// Vague reports whether a place was named that is too wide to record.
func (f Found) Vague() bool { return len(f.Wide) > 0 }

// An Ask is what a question wants to know of the places named.
type Ask uint8

// The asks.
const (
	Hurts Ask = iota // where it hurts, where the rash is
	Once             // where something was: broken, operated on; though well now
	Avoid            // what not to touch: "no feet" names the feet
)

// Find reads the regions named in a message as those that hurt.
func Find(text string) Found { return FindFor(text, Hurts) }

// FindFor reads the regions named in a message for what was asked.
func FindFor(text string, ask Ask) Found {
	ws := split(text)
	r := reader{ws: ws, es: parse(ws), ask: ask}
	r.walk()
	return r.found()
}

// A mention is one place as said, with the sides joined to it.
type mention struct {
	at       int    // its element
	place    string // a base, or a wide place
	bits     sideBits
	own      bool // the side was said for it: not shared, no plural
	plural   bool // both, only because it was said as more than one
	not      sideBits
	qual     quals
	no       scope // denied
	frame    frame
	spared   bool // denied as being well or excepted, not by a "no"
	gone     bool // taken back, or given up for another
	was, now bool // said of the past, of the present
	chain    int  // mentions joined by and, or, commas share a chain
	sentence int
	from, to int // words used
}

// reach is how many words a side or qualifier looks ahead for its part, or
// back for it.
const (
	reach     = 5
	reachBack = 8
)

type reader struct {
	ws  []word
	es  []elem
	ms  []mention
	ask Ask

	sentence, sentenceAt int // count, and the element that began it
	neg                  scope
	negSeen              bool // the scope has covered something
	negAt                int
	but                  bool // the scope excepts

	pend     sideBits // said before a part that follows
	pendFrom int
	carry    sideBits // said at the start of the sentence, for what follows
	share    sideBits // of the last part, for those joined to it
	qual     quals
	qualAt   int

	// Since the last mention: only joining words; one of them; a determiner;
	// a word that tells where pain goes on to.
	chainOK, joined, apart, onward bool
	chain                          int

	fix     fixing // words that take back were said, and what follows is meant instead
	fixAt   int
	unclear bool
	hurting uint8 // whether the message says that something hurts: 1 no, 2 yes
}

func (r *reader) walk() {
	for i := 0; i < len(r.es); i++ {
		e := &r.es[i]
		if m := r.ws[e.from].before; i > 0 && m != space {
			r.pass(m, i)
		}
		switch e.kind {
		case part:
			r.part(i)
		case side:
			i = r.side(i)
		case qualifier:
			r.qualifier(i)
		default:
			i = r.word(i)
		}
	}
}

// pass takes notice of the mark before element i.
func (r *reader) pass(m mark, i int) {
	switch m {
	case stop, tag:
		if len(r.ms) > 0 || i-r.sentenceAt > 4 {
			r.carry = 0 // but "The left one. Knee I mean."
		}
		r.sentence++
		r.sentenceAt = i
		r.neg, r.pend, r.share, r.qual = none, 0, 0, 0
		r.chainOK = false
	case comma:
		r.joined = true
		r.endNegation(i, true)
	case joint:
		r.joined = true
	}
}

const (
	joiners     = " and or nor plus y o e ni to into through hasta und n "
	determiners = " my the a his her their this that mi el la los las un una own "
	fillers     = " of in on at side sides pain pains ache aches area muscle muscles joint joints part region also too then down around really very whole bit little some de del tambien zona dolor en as well from up "
)

// word takes notice of a word that names nothing, and returns the last
// element used.
func (r *reader) word(i int) int {
	w := r.ws[r.es[i].from].text
	if r.qual != 0 && i-r.qualAt > reach {
		r.qual = 0
	}
	r.pronoun(i)
	if n := r.takesBack(i); n > 0 {
		r.chainOK, r.share = false, 0
		return i + n - 1
	}
	if r.onlyBut(i) {
		r.neg, r.chainOK = none, false
		return i
	}
	if s, n := r.negation(i); s != none {
		r.neg, r.negSeen, r.negAt = s, false, i
		r.but = n == 2 && r.wordAt(i+1) != "" && isOne(" but except menos excepto salvo ", r.wordAt(i+1)) || s == exception
		r.chainOK = false
		return i + n - 1
	}
	if r.neg != none {
		switch {
		case isOne(" but just only now instead rather pero sino ", w), isOne(" it its hay ", w) && r.negSeen:
			r.neg = none
		case w == "and" || w == "y":
			r.endNegation(i+1, false)
		case !r.negSeen && i-r.negAt > reachBack:
			r.neg = none
		}
	}
	switch {
	case isOne(joiners, w):
		r.joined = true
		r.onward = r.onward || isOne(" to into through down hasta ", w)
	case isOne(determiners, w):
		r.apart = true
	case isOne(fillers, w):
	default:
		r.chainOK = false
		r.share = 0
	}
	return i
}

// part adds the place at element i.
func (r *reader) part(i int) {
	e := r.es[i]
	c := lexicon[e.place]
	m := mention{at: i, place: c.place, sentence: r.sentence, from: e.from, to: e.to, no: r.neg}
	if r.qual != 0 && i-r.qualAt <= reach+1 {
		m.qual = r.qual
	}
	linked := r.chainOK && len(r.ms) > 0 && (r.joined || r.ms[len(r.ms)-1].at == i-1)
	if !linked {
		r.chain++
	}
	m.chain = r.chain
	switch {
	case r.pend != 0:
		m.bits, m.own = r.pend, true
		m.from = r.pendFrom
		r.share = r.pend
	case e.many:
		m.bits, m.plural = both, true
		r.share = 0
	case linked && r.share != 0 && (!r.apart || r.onward):
		m.bits = r.share
	case r.carry != 0:
		m.bits = r.carry
	default:
		r.share = 0
	}
	if wide := r.otherQuals(i); wide != "" {
		o := m
		o.place = wide
		r.ms = append(r.ms, o)
		m.qual = 0
	}
	r.pend, r.qual = 0, 0
	r.negSeen = true
	r.limit(&m)
	m.frame = r.frameOf(&m, linked)
	if r.extent(&m) || !r.mend(&m) {
		return
	}
	r.between(&m)
	r.put(m)
	if r.wellBehind(i) {
		r.denyChain(broad)
	}
	if r.but && r.neg != none {
		r.ms[len(r.ms)-1].spared = true
	}
}

// put adds a mention.
func (r *reader) put(m mention) {
	r.tense(&m)
	r.ms = append(r.ms, m)
	r.chainOK, r.joined, r.apart, r.onward = true, false, false, false
}

// otherQuals returns the wide place that a qualifier joined to the part at
// element i is of: "upper and lower back" names the upper one too.
func (r *reader) otherQuals(i int) string {
	k := r.qualAt + 1
	if r.qual == 0 || k >= i || i-k > reach {
		return ""
	}
	if r.ws[r.es[k].from].before == space && !isOne(joiners, r.wordAt(k)) {
		return ""
	}
	e := r.es[i]
	switch last := r.ws[e.to-1].text; {
	case e.to-e.from < 2:
	case last == "back", last == "leg", last == "arm", last == "thigh":
		return last
	}
	return ""
}

// limit puts what was said as more than one on the side of the limb that m
// says it is on: "quads and hamstrings on my left leg".
func (r *reader) limit(m *mention) {
	if !m.own || m.bits == both || len(r.ms) == 0 {
		return
	}
	last := r.ms[len(r.ms)-1]
	if m.from-last.to > 2 || last.sentence != m.sentence || !isOne(" on of in ", r.ws[last.to].text) {
		return
	}
	for k := len(r.ms) - 1; k >= 0 && r.ms[k].chain == last.chain; k-- {
		p := &r.ms[k]
		if p.plural && slices.Contains(wideParts[m.place], p.place) {
			p.bits, p.plural = m.bits, false
		}
		if p.bits == 0 && limbOf(p.place) != "" && limbOf(p.place) == limbOf(m.place) {
			p.bits = m.bits // "wrist and thumb of my left hand"
		}
	}
}

// limbOf is the limb that a place is on: arm, leg, or "".
func limbOf(place string) string {
	switch place {
	case "arm", "shoulder":
		return "arm"
	case "leg", "thigh", "lower_leg", "hip", "buttock", "groin":
		return "leg"
	}
	for _, limb := range []string{"arm", "leg"} {
		if slices.Contains(wideParts[limb], place) {
			return limb
		}
	}
	return ""
}

// denyChain marks the last mention and those joined to it as denied: with
// "and", or as a list whose last is joined so ("neck, hips and knees are
// fine"); a comma alone parts what is well from what is not.
func (r *reader) denyChain(s scope) {
	last := len(r.ms) - 1
	and := false
	for k := last; k >= 0 && r.ms[k].chain == r.chain; k-- {
		if k < last {
			parted := r.commaBetween(r.ms[k].to, r.ms[k+1].from)
			if parted && !and {
				break
			}
			and = and || !parted
		}
		if r.ask == Once {
			r.ms[k].frame = max(r.ms[k].frame, alone)
			continue
		}
		r.ms[k].no, r.ms[k].spared = s, true
	}
}

// commaBetween reports whether a comma stands between words from and to.
func (r *reader) commaBetween(from, to int) bool {
	for k := from; k <= to && k < len(r.ws); k++ {
		if r.ws[k].before == comma {
			return true
		}
	}
	return false
}

// found puts the mentions together.
func (r *reader) found() Found {
	var f Found
	if r.sift(); r.unclear {
		f.Unclear = true
		return f
	}
	b := builder{f: &f, seen: map[string]bool{}, wide: map[string]bool{}}
	for i := range r.ms {
		if m := &r.ms[i]; !m.gone {
			b.add(m)
		}
	}
	b.reconcile()
	for i := range r.ms {
		m := &r.ms[i]
		if m.no == none && !m.gone && !slices.Contains(f.Denied, m.place) {
			f.Used = append(f.Used, [2]int{r.ws[m.from].start, r.ws[m.to-1].end})
		}
	}
	f.Used = merge(f.Used)
	return f
}

// merge sorts spans and puts those together that touch.
func merge(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}
