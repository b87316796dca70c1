package triage

import (
	"slices"
	"strings"

	"intake/internal/text"
)

// A message is what is being read: its words in clauses, and what the cues
// around each word mean.
type message struct {
	words  []word
	starts []int  // the first word of each clause
	marks  []rune // the mark that ends each clause, 0 for none
	facts  []facts
	lex    *lexicon
	finder finder
	// present has a bit for each group of the lexicon with a run that begins
	// with one of its words; opens and wholes the same for each word, one after
	// another, of groups with a run of more words that begins there and with a run of one.
	present, opens, wholes []uint64
	groups                 []int32   // the groups present
	places                 [][]int32 // by group, the words that begin one of its runs
	ranges
	sudden bool
	milds  []mild
	at, to []int // where a pattern may stand, while it is matched
}

// room returns a message with nothing in it, with the room of one that has
// been read where there is one.
func (n *Net) room() *message {
	m, ok := n.spare.Get().(*message)
	if !ok {
		return &message{lex: n.lex, finder: n.lex.finder(), present: make([]uint64, n.lex.bits()), places: make([][]int32, len(n.lex.groups))}
	}
	for _, g := range m.groups {
		m.places[g] = m.places[g][:0]
	}
	clear(m.present)
	m.words, m.starts, m.marks, m.groups, m.sudden = m.words[:0], m.starts[:0], m.marks[:0], m.groups[:0], false
	m.finder.restart()
	m.ranges.restart()
	return m
}

// zeroed returns s with n zeros in it and nothing else.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// shortestOwner is the length from which on a word before 's is a noun: the
// shorter ones are he, it.
const shortestOwner = 3

type word struct {
	text   string
	ids    []int32
	clause int
	comma  bool // a weak mark stands before it
	stop   bool // part of a denial, which no gap of a pattern may pass
	filler int  // how many words from here on say nothing, 0 for none
}

// read folds a message and cuts it into words and clauses.
func (n *Net) read(s string) *message {
	m := n.room()
	clause, comma := 0, false
	end := func(mark rune) {
		if len(m.words) > 0 && m.words[len(m.words)-1].clause == clause {
			m.marks = append(m.marks, mark)
			clause++
		}
		comma = false
	}
	for _, t := range foldWords(text.Parse(s, "")) {
		switch {
		case !t.word && strings.Contains(".;!?\n", t.text):
			end([]rune(t.text)[0])
		case !t.word:
			comma = true
		case n.contrasts[t.text]:
			end(0)
		default:
			if len(m.starts) == clause {
				m.starts = append(m.starts, len(m.words))
			}
			ids := m.finder.find(t.text)
			if t.owner != "" && len(t.owner) >= shortestOwner {
				ids = slices.Concat(ids, m.finder.find(t.owner))
			}
			m.words = append(m.words, word{text: t.text, ids: ids, clause: clause, comma: comma})
			comma = false
		}
	}
	end(0)
	for i := range m.words {
		m.words[i].filler = m.fillers(n, i)
	}
	bits := n.lex.bits()
	m.opens, m.wholes = zeroed(m.opens, bits*len(m.words)), zeroed(m.wholes, bits*len(m.words))
	for i := range m.words {
		m.place(i)
	}
	return m
}

// mostFillers bounds the fillers passed to find the second word of a run.
const mostFillers = 4

// place notes the groups with a run that is word i, or that begins with it and
// the word after it.
func (m *message) place(i int) {
	at := i * m.lex.bits()
	for _, id := range m.words[i].ids {
		for _, g := range m.lex.alone[id] {
			m.note(g, i)
			m.wholes[at+int(g/64)] |= 1 << (g % 64)
		}
	}
	next := i + 1
	for range mostFillers {
		if next >= len(m.words) || m.words[next].clause != m.words[i].clause {
			return
		}
		for _, id := range m.words[i].ids {
			if !m.lex.leads[id] {
				continue
			}
			for _, second := range m.words[next].ids {
				for _, g := range m.lex.pairs[pair(id, second)] {
					m.note(g, i)
					m.opens[at+int(g/64)] |= 1 << (g % 64)
				}
			}
		}
		if m.words[next].filler == 0 {
			return
		}
		next += m.words[next].filler
	}
}

// note remembers that a run of a group begins at word i.
func (m *message) note(g int32, i int) {
	if in, bit := g/64, uint64(1)<<(g%64); m.present[in]&bit == 0 {
		m.present[in] |= bit
		m.groups = append(m.groups, g)
	}
	if p := m.places[g]; len(p) == 0 || int(p[len(p)-1]) != i {
		m.places[g] = append(p, int32(i))
	}
}

// fillers returns how many words from i on only make another word stronger or
// weaker.
func (m *message) fillers(n *Net, i int) int {
	w := &m.words[i]
	if n.fillers[w.text] {
		return 1
	}
	if i+1 < len(m.words) && m.words[i+1].clause == w.clause && n.fillers[w.text+" "+m.words[i+1].text] {
		return 2
	}
	return 0
}

// bits is how many words hold a bit for each group.
func (x *lexicon) bits() int { return (len(x.groups) + 63) / 64 }
