package body

import "strings"

// side joins the sides said from element i on to a part, and returns the last
// element used.
func (r *reader) side(i int) int {
	if !r.relative(i) {
		return i
	}
	if _, ok := r.partAhead(i + 1); !ok && r.moving(i) {
		return i
	}
	bits, last, doubt := r.sideGroup(i)
	if doubt || bits == both && last == i && r.sideAhead(i+1) {
		return last
	}
	if k, ok := r.partAhead(last + 1); ok && !r.adjective(i) {
		if r.correlative(i, k) || r.ofSame(i, last, k, bits) {
			return last
		}
		r.pend, r.pendFrom = bits, r.es[i].from
		return last
	}
	if r.unknown(i, last) {
		return last
	}
	if r.mendSide(i, last, bits) {
		return last
	}
	r.behind(i, last, bits)
	if r.adjective(i) {
		r.share = bits
	}
	return last
}

// adjective reports whether the side at element i is Spanish and stands right
// behind its part, so that it is never that of what follows.
func (r *reader) adjective(i int) bool {
	w := r.ws[r.es[i].from]
	return i > 0 && r.es[i-1].kind == part && w.before == space && (strings.HasPrefix(w.text, "izq") || strings.HasPrefix(w.text, "der") || strings.HasPrefix(w.text, "dch"))
}

// sideGroup reads "left", "left and right", "l/r" from element i; doubt is
// set for "left or right".
func (r *reader) sideGroup(i int) (bits sideBits, last int, doubt bool) {
	bits, last = r.es[i].bits, i
	for k := i + 1; k < len(r.es); k++ {
		e := r.es[k]
		if m := r.ws[e.from].before; m != space && m != joint {
			break
		}
		if e.kind == other && isOne(" and the my or to y ", r.ws[e.from].text) {
			doubt = doubt || r.ws[e.from].text == "or"
			continue
		}
		if e.kind != side || e.bits == 0 || r.splits(i, k) {
			doubt = doubt && last > i
			break
		}
		if k == last+1 && r.ws[e.from].before != joint {
			break // "right left": no word joins them
		}
		bits |= e.bits
		last = k
	}
	return bits, last, doubt && last > i
}

// sideAhead reports whether a side follows with only joining words between:
// the both of "both on the right" counts things, not sides.
func (r *reader) sideAhead(i int) bool {
	for k := i; k < len(r.es) && k < i+4; k++ {
		e := r.es[k]
		if r.ws[e.from].before != space || e.kind == part {
			return false
		}
		if e.kind == side {
			return true
		}
		if !isOne(" on in are the my of ", r.ws[e.from].text) {
			return false
		}
	}
	return false
}

// splits reports whether the side at k belongs to what follows and the one
// at i to what went before: "knee on the left and right hip".
func (r *reader) splits(i, k int) bool {
	m := r.lastMention()
	if m == nil || m.sentence != r.sentence || m.bits != 0 || !Paired(m.place) {
		return false
	}
	if r.es[i].from-m.to > 3 {
		return false
	}
	_, ok := r.partAhead(k + 1)
	return ok
}

func (r *reader) lastMention() *mention {
	if len(r.ms) == 0 {
		return nil
	}
	return &r.ms[len(r.ms)-1]
}

// partAhead looks for the part that a side or qualifier before element i
// belongs to.
func (r *reader) partAhead(i int) (int, bool) {
	for k := i; k < len(r.es) && k < i+reach; k++ {
		e := r.es[k]
		if m := r.ws[e.from].before; m != space {
			return 0, false
		}
		switch e.kind {
		case part:
			return k, true
		case side:
			return 0, false
		case other:
			w := r.ws[e.from].text
			if isOne(joiners, w) || isOne(" not but no then hurts is because when pero que ", w) {
				return 0, false
			}
		}
	}
	return 0, false
}

// correlative reports whether the both or either at element i only announces
// two things: "both my knee and my hip".
func (r *reader) correlative(i, k int) bool {
	w := r.ws[r.es[i].from].text
	if !isOne(" both either ", w) || r.es[k].many || k+1 >= len(r.es) {
		return false
	}
	n := r.es[k+1]
	return n.kind == other && isOne(" and or ", r.ws[n.from].text) || r.ws[n.from].before == joint
}

// ofSame reports whether the side group tells where on a part it hurts whose
// own side is known: "my left knee, on the right side of the kneecap".
func (r *reader) ofSame(i, last, k int, bits sideBits) bool {
	m := r.lastMention()
	e := r.es[last]
	if m == nil || m.sentence != r.sentence || r.ws[e.to-1].text != "side" || at(r.ws, e.to) != "of" {
		return false
	}
	return m.own && m.bits != bits && m.place == lexicon[r.es[k].place].place
}

// moving reports whether the side at element i says where somebody turns or
// lies, not where it hurts.
func (r *reader) moving(i int) bool {
	for k := i - 1; k >= r.sentenceAt && k > i-6; k-- {
		e := r.es[k]
		if e.kind == part || r.ws[e.to].before == comma {
			return false
		}
		if e.kind == other && isOne(" turn turns turning turned look looks looking rotate rotating twist twisting lean leaning bend bending lie lies lying lay laying sleep sleeping "+
			"slept roll rolling facing tilt tilting ", r.ws[e.from].text) {
			return true
		}
	}
	return false
}

// behind joins a side to the part that went before, or keeps it for what
// comes in the same sentence.
func (r *reader) behind(i, last int, bits sideBits) {
	from, to := r.es[i].from, r.es[last].to
	fine := r.wellBehind(last)
	m := r.lastMention()
	if m != nil && m.sentence != r.sentence && !r.shortSentence() {
		m = nil
	}
	switch {
	case m == nil:
		if r.neg == none && !fine {
			r.carry = bits
			r.sideRegion(i, last, bits)
		}
		r.negSeen = true
		return
	case r.neg != none || fine:
		if r.neg == constituent || r.neg == exception || m.no == none {
			m.not |= bits
		}
		r.negSeen = true
		return
	case from-m.to > reachBack && !r.pointed(i, last):
		return
	}
	if !r.ends(last+1) && (isOne(aching, r.wordAt(last+1)) || r.wordAt(last+1) == "tingle") {
		m.frame = plainly // "shaking my hands, both tingle"
	}
	switch {
	case m.no != none:
		r.again(m, bits, from, to)
	case m.plural:
		if !r.comparing(from, to) {
			m.bits, m.own, m.plural, m.to = bits, true, false, to
		}
	case m.bits == 0 || !m.own && !m.plural:
		r.reachChain(m, bits)
		m.to = to
	case m.bits != both && m.bits != bits && (m.frame != plainly || r.linkedSide(m, i)):
		r.again(m, bits, from, to)
	}
}

// reachChain gives a side said behind a list to all of it that has none.
func (r *reader) reachChain(m *mention, bits sideBits) {
	m.bits, m.own = bits, true
	for k := len(r.ms) - 2; k >= 0 && r.ms[k].chain == m.chain; k-- {
		if r.ms[k].bits == 0 {
			r.ms[k].bits = bits
		}
	}
}

// again adds the same place on another side: "the left knee, and the right".
func (r *reader) again(m *mention, bits sideBits, from, to int) {
	n := *m
	n.bits, n.own, n.no, n.not, n.from, n.to, n.sentence = bits, true, none, 0, from, to, r.sentence
	r.chain++
	n.chain = r.chain
	n.gone, n.frame = false, plainly
	r.put(n)
}

// pointed reports whether the side at elements i to last is said of a thing,
// so that it may stand far from it: "it's the left one".
func (r *reader) pointed(i, last int) bool {
	if isOne(" one ones side ", r.ws[r.es[last].to-1].text) {
		return true
	}
	return isOne(" the el la ", r.wordAt(i-1)) && isOne(" its is it on es mostly mainly just only now ", r.wordAt(i-2))
}

// shortSentence reports whether the present sentence is so short that a side
// in it can only be about the last part: "It's the left one."
func (r *reader) shortSentence() bool {
	start := r.es[r.sentenceAt].from
	for n := range 7 {
		if start+n >= len(r.ws) || n > 0 && r.ws[start+n].before >= tag {
			return true
		}
	}
	return false
}

// comparing reports whether the words around a side tell which of both is
// worse.
func (r *reader) comparing(from, to int) bool {
	const worse = " worse more mainly mostly especially particularly most than worst primarily peor mas todo especialmente principalmente "
	for k := max(0, from-4); k < min(len(r.ws), to+4); k++ {
		if isOne(worse, r.ws[k].text) {
			return true
		}
	}
	return false
}

// linkedSide reports whether a word before the side at element i adds it to
// what was said of m.
func (r *reader) linkedSide(m *mention, i int) bool {
	for k := i; k > m.at && k > i-7; k-- {
		w := r.ws[r.es[k].from]
		if w.before == comma || w.before == joint {
			return true
		}
		if k < i && isOne(" and plus also than but too y pero now ahora tambien ", w.text) {
			return true
		}
	}
	return false
}

// sideRegion takes "my left side", with no part it could be a side of, for
// the ribs.
func (r *reader) sideRegion(i, last int, bits sideBits) {
	e := r.es[last]
	if r.ws[e.to-1].text != "side" || !isOne(" my in ", at(r.ws, r.es[i].from-1)) || at(r.ws, e.to) == "of" {
		return
	}
	if isOne(" on down whole all over entire ", at(r.ws, r.es[i].from-2)) {
		return // half the body, or where somebody lies
	}
	r.chain++
	r.ms = append(r.ms, mention{
		at: i, place: "ribs", bits: bits, own: true, sentence: r.sentence, chain: r.chain,
		from: r.es[i].from, to: e.to,
	})
	r.chainOK, r.joined, r.apart, r.onward = true, false, false, false
}

// qualifier keeps a qualifier for the part ahead, or gives it to the wide
// place before.
func (r *reader) qualifier(i int) {
	if (isOne(" not no never ni isnt ", r.wordAt(i-1)) || isOne(" not no ni isnt ", r.wordAt(i-2)) && isOne(determiners, r.wordAt(i-1))) && !r.qualAhead(i+1) {
		return // "the mid back, not low"
	}
	q := r.es[i].qual
	if r.qualAhead(i + 1) {
		if i-r.qualAt > reach {
			r.qual = 0
		}
		r.qual |= q
		r.qualAt = i
		return
	}
	m := r.lastMention()
	if m == nil || wideNames[m.place] == "" || m.sentence != r.sentence && !r.shortSentence() {
		return
	}
	if r.es[i].from-m.to <= reachBack {
		m.qual |= q
		m.to = max(m.to, r.es[i].to)
	}
}

// qualAhead reports whether a part follows for a qualifier before element i,
// other qualifiers, sides and what joins them let by.
func (r *reader) qualAhead(i int) bool {
	for k := i; k < len(r.es) && k < i+reach+2; k++ {
		e := r.es[k]
		switch m := r.ws[e.from].before; {
		case e.kind == part:
			return m == space || m == joint
		case m == stop || m == tag:
			return false
		case m == comma && e.kind == other:
			return false
		case e.kind == other && isOne(" not but when is hurts because ", r.ws[e.from].text):
			return false
		}
	}
	return false
}
