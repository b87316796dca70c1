package triage

import "slices"

// A cueList is one list of scope.
type cueList uint8

const (
	deny cueList = iota
	others
	past
	idiom
	planned
	asking
	sudden
	cueLists
)

// A mark before a cue says what the cue does to its list.
type mark byte

const (
	plain   mark = 0
	notCue  mark = '~'
	counts  mark = '+'
	unclear mark = '?'
	settled mark = '-'
)

// How far a cue reaches, in words. A denial reaches on over a list: each
// comma, "or" and "and" begins the count anew.
const (
	denyReach  = 8
	askReach   = 15
	pastReach  = 10
	afterReach = 4
)

// A span is a run of words: from up to, not including, to.
type span struct{ from, to int }

func startsAt(s span, i int) int { return s.from - i }

// A hit is a cue found.
type hit struct {
	span
	mark mark
}

// ranges say, for every word, which cue a pattern that begins there is under:
// its position in the list's cues, or none.
type ranges struct {
	cues  [cueLists][]span
	plus  [cueLists][]span // the cues by which the sign counts after all
	query [cueLists][]span // the cues by which it is in doubt
	minus [cueLists][]span // the cues by which it does not count, whatever else
	under [cueLists][]int32
	over  [cueLists][]bool // the word lies inside a cue
	hits  [cueLists][]hit
}

const none int32 = -1

// restart empties the ranges for another message, and keeps their room.
func (r *ranges) restart() {
	for list := range cueLists {
		r.cues[list], r.plus[list], r.query[list], r.minus[list] = r.cues[list][:0], r.plus[list][:0], r.query[list][:0], r.minus[list][:0]
		r.hits[list] = r.hits[list][:0]
	}
}

// scope finds the cues of a message and what they cover.
func (m *message) scope(n *Net) {
	n.cues.each(m, func(i int, e *entry) {
		end, ok := m.match(e.elems, i, false)
		switch {
		case !ok || e.list == others && m.spanishHe(i, end):
		default:
			m.hits[e.list] = append(m.hits[e.list], hit{span{i, end}, e.mark})
		}
	})
	for list := range cueLists {
		slices.SortStableFunc(m.hits[list], func(a, b hit) int { return a.from - b.from })
		m.sort(list, m.hits[list])
	}
	for i := range m.words {
		m.words[i].stop = m.over[deny][i]
	}
	m.cover(deny, denyReach, m.endsDenial)
	m.cover(others, len(m.words), m.firstPerson)
	m.cover(past, pastReach, m.presentAgain)
	m.cover(asking, askReach, m.restart)
	m.facts = zeroed(m.facts, len(n.facts))
	m.sudden = slices.ContainsFunc(m.cues[sudden], func(s span) bool { return m.under[deny][s.from] == none })
}

// sort parts the hits of a list, in the order of the message, into cues and
// those that change them, without any within a hit marked as no cue.
func (m *message) sort(list cueList, hits []hit) {
	m.over[list] = zeroed(m.over[list], len(m.words))
	reach, at := 0, 0
	for _, h := range hits {
		for ; at < len(hits) && hits[at].from <= h.from; at++ {
			if hits[at].mark == notCue {
				reach = max(reach, hits[at].to)
			}
		}
		switch {
		case h.mark == notCue || h.to <= reach:
		case h.mark == plain:
			m.cues[list] = append(m.cues[list], h.span)
			for i := h.from; i < h.to; i++ {
				m.over[list][i] = true
			}
		case h.mark == counts:
			m.plus[list] = append(m.plus[list], h.span)
		case h.mark == settled:
			m.minus[list] = append(m.minus[list], h.span)
		default:
			m.query[list] = append(m.query[list], h.span)
		}
	}
}

// cover walks the message once and notes for each word the cue of a list that
// reaches it: one that begins before it in its clause, no more than so many
// words back, with nothing since that makes a new beginning.
func (m *message) cover(list cueList, reach int, ends func(i, cue int) bool) {
	under := zeroed(m.under[list], len(m.words))
	m.under[list] = under
	active, last, at := none, 0, 0
	cues := m.cues[list]
	for i := range m.words {
		w := &m.words[i]
		if i > 0 && m.words[i-1].clause != w.clause {
			active = none
		}
		if active != none && i >= cues[active].to {
			if w.comma || joins[w.text] {
				last = i
			}
			if i-last >= reach || ends(i, int(active)) {
				active = none
			}
		}
		under[i] = active
		for ; at < len(cues) && cues[at].from <= i; at++ {
			if c := cues[at]; active == none || c.to > cues[active].to {
				active, last = int32(at), max(last, c.to)
			}
		}
	}
}

// judge weighs what stands around a pattern found at words i up to end.
func (m *message) judge(i, end int, history bool) verdict {
	v := min(m.judgeContext(i, end), m.judgeDenial(i, end), m.judgeOthers(i, end))
	if !history {
		v = min(v, m.judgePast(i, end))
	}
	if m.under[asking][i] != none {
		v = min(v, m.judgeAsking(i))
	}
	return v
}

// judgeAsking weighs a question that names the sign. Who asks whether it is
// safe with it may have it, and is asked back; what is asked of massage or
// people in general tells of nothing.
func (m *message) judgeAsking(i int) verdict {
	from, c := m.starts[m.words[i].clause], m.words[i].clause+1
	if m.settledBy(asking, from, len(m.words), c) {
		return no
	}
	return max(unsure, m.changed(asking, from, len(m.words), c))
}

// judgeContext weighs what must touch the pattern: a figure of speech, a
// planned effect.
func (m *message) judgeContext(i, end int) verdict {
	if slices.Contains(m.over[idiom][i:end], true) || slices.Contains(m.over[planned][i:end], true) {
		return no
	}
	return yes
}

func (m *message) judgeDenial(i, end int) verdict {
	if m.deniedAfter(end) {
		return no
	}
	at := m.under[deny][i]
	if at == none {
		return yes
	}
	cue := m.cues[deny][at]
	if itselves[m.words[i].text] && i-cue.to > 1 && !ors[m.words[i-1].text] {
		return yes
	}
	v := m.changed(deny, i, end+afterReach, m.words[i].clause)
	if cue.to-cue.from == 1 && cue.to < len(m.words) && m.words[cue.to].comma && m.words[cue.to].clause == m.words[i].clause {
		return max(v, unsure) // "no, chest pain": an answer, or the first of a list?
	}
	return v
}

// deniedAfter reports whether a bare no follows word end, "chest pain: no",
// "chest pain? No.", or a bare "I do not".
func (m *message) deniedAfter(end int) bool {
	if end >= len(m.words) {
		return false
	}
	c, before := m.words[end].clause, m.words[end-1].clause
	w := m.words[end].text
	switch {
	case bareNo[w] && (before == c || m.marks[before] == '?'):
		for end < len(m.words) && m.words[end].clause == c && bareNo[m.words[end].text] {
			end++ // "nah never"
		}
	case (before != c || m.words[end].comma) && end+1 < len(m.words) && pronouns[w] && bareNots[m.words[end+1].text]:
		end += 2
	default:
		return false
	}
	return end == len(m.words) || m.words[end].clause != c || m.words[end].comma
}

func (m *message) judgeOthers(i, end int) verdict {
	at := int(m.under[others][i])
	if at < 0 {
		at, _ = slices.BinarySearchFunc(m.cues[others], i, startsAt)
		if at == len(m.cues[others]) || m.cues[others][at].from >= end {
			return yes
		}
	}
	for k := i; k < end; k++ {
		if (mine[m.words[k].text] || m.words[k].text == "me") && !m.over[others][k] {
			return yes
		}
	}
	c := m.words[i].clause
	from := m.starts[c]
	v := m.changed(others, from, len(m.words), c+1)
	if v != yes && m.goesOn(from, c) && !m.settledBy(others, from, len(m.words), c+1) {
		return yes
	}
	return v
}

func (m *message) judgePast(i, end int) verdict {
	c := m.words[i].clause
	v := yes
	if at := m.under[past][i]; at != none {
		v = no
	} else {
		v = m.pastAfter(i, end)
	}
	if v == yes {
		return yes
	}
	from := i
	for from > 0 && m.words[from-1].clause == c && i-from < pastReach {
		from--
	}
	return max(v, m.changed(past, from, end+pastReach, c))
}

// pastAfter weighs a cue within the pattern or after it: it belongs to the
// sign, unless another clause begins in between; after a mere comma it may.
func (m *message) pastAfter(i, end int) verdict {
	cues := m.cues[past]
	at, _ := slices.BinarySearchFunc(cues, i, startsAt)
	if at == len(cues) || cues[at].from > end+pastReach || m.words[cues[at].from].clause != m.words[i].clause {
		return yes
	}
	v := no
	for k := end; k < cues[at].from; k++ {
		w := &m.words[k]
		if w.comma && begins[w.text] || joins[w.text] && begins[m.words[k+1].text] {
			return yes
		}
		if w.comma || joins[w.text] {
			v = unsure
		}
	}
	return v
}

// changed returns what the marked cues of a list make of a sign that its
// plain cues take back. They must begin within words from up to to, in no
// clause after the one given.
func (m *message) changed(list cueList, from, to, clause int) verdict {
	switch {
	case m.within(m.minus[list], from, to, clause):
		return no
	case m.within(m.plus[list], from, to, clause):
		return yes
	case m.within(m.query[list], from, to, clause):
		return unsure
	}
	return no
}

// settledBy reports whether a cue by which a sign does not count, whatever
// else, begins there.
func (m *message) settledBy(list cueList, from, to, clause int) bool {
	return m.within(m.minus[list], from, to, clause)
}

func (m *message) within(spans []span, from, to, clause int) bool {
	at, _ := slices.BinarySearchFunc(spans, from, startsAt)
	return at < len(spans) && spans[at].from < to && m.words[spans[at].from].clause <= clause
}
