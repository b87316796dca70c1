package triage

import "slices"

// A notion is what a pattern may need besides: the words for it, in each order
// in which they may stand.
type notion [][]element

// facts are the places of a message that tell of one notion. They are looked
// for when a pattern first needs them.
type facts struct {
	sought bool
	plain  bool   // somewhere nothing takes it back
	denied []span // the first denials that do
}

// mostDenied bounds how many denials of a fact are remembered.
const mostDenied = 8

// fact returns where a message tells of a notion.
func (m *message) fact(n *Net, of int) *facts {
	f := &m.facts[of]
	if f.sought {
		return f
	}
	f.sought = true
	var spans []span
	for _, order := range n.facts[of] {
		if !m.possible(order) {
			continue
		}
		m.begins(order, func(i int) {
			if end, ok := m.match(order, i, false); ok {
				spans = append(spans, span{i, end})
			}
		})
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	for _, s := range spans {
		f.add(m, s)
	}
	return f
}

func (f *facts) add(m *message, s span) {
	if f.plain || m.judgeContext(s.from, s.to) == no || m.judgeOthers(s.from, s.to) == no || m.judgePast(s.from, s.to) == no {
		return
	}
	if m.judgeDenial(s.from, s.to) != no {
		f.plain = true
	} else if at := m.under[deny][s.from]; at != none && len(f.denied) < mostDenied {
		f.denied = append(f.denied, m.cues[deny][at])
	}
}

// mayHold reports whether the message has words for each of these notions.
func (m *message) mayHold(n *Net, need []int) bool {
	for _, of := range need {
		if !slices.ContainsFunc(n.facts[of], m.possible) {
			return false
		}
	}
	return true
}

// holds reports whether the message tells of these notions besides a pattern
// at words i up to end, whose own denials say nothing of them: "no position
// helps at night".
func (m *message) holds(n *Net, need []int, i, end int) bool {
	own := func(s span) bool { return s.from >= i && s.to <= end }
	for _, of := range need {
		if f := m.fact(n, of); !f.plain && !slices.ContainsFunc(f.denied, own) {
			return false
		}
	}
	return true
}
