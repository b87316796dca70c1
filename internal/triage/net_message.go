package triage

import (
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
	// present has a bit for each group of the lexicon with a run that begins
	// with one of its words; opens and wholes the same for each word, one after
	// another, of groups where more words may follow and where none do.
	present, opens, wholes []uint64
	ranges
	sudden bool
	at, to []int // where a pattern may stand, while it is matched
}

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
	m := &message{lex: n.lex, present: make([]uint64, n.lex.bits())}
	clause, comma := 0, false
	bits, tokens := n.lex.bits(), foldWords(text.Parse(s, ""))
	m.opens, m.wholes = make([]uint64, bits*len(tokens)), make([]uint64, bits*len(tokens))
	finder := n.lex.finder()
	end := func(mark rune) {
		if len(m.words) > 0 && m.words[len(m.words)-1].clause == clause {
			m.marks = append(m.marks, mark)
			clause++
		}
		comma = false
	}
	for _, t := range tokens {
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
			ids := finder.find(t.text)
			at := bits * len(m.words)
			for _, id := range ids {
				if int(id) >= len(n.lex.begun) {
					continue
				}
				for _, b := range n.lex.begun[id] {
					in, bit := int(b.group/64), uint64(1)<<(b.group%64)
					m.present[in] |= bit
					if b.whole {
						m.wholes[at+in] |= bit
					} else {
						m.opens[at+in] |= bit
					}
				}
			}
			m.words = append(m.words, word{text: t.text, ids: ids, clause: clause, comma: comma})
			comma = false
		}
	}
	end(0)
	for i := range m.words {
		m.words[i].filler = m.fillers(n, i)
	}
	return m
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
