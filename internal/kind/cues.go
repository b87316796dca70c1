package kind

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"intake/internal/text"
)

// Cues find the pieces of a message that words lead to: "worse when ..." leads
// to what stands behind it, "... makes it worse" to what stands before. One
// piece may belong to several owners, since "worse" begins an answer to what
// makes it worse and one to when. The zero Cues find nothing.
type Cues struct {
	all   []cue
	first map[string][]int // by first word, the longest first
}

type cue struct {
	words  []string
	before bool // the piece stands before the words
	owners []int
}

// gap stands in a cue for the piece that it leads to.
const gap = "..."

// Add makes an owner known by a cue: words with "..." at one end. It must not
// be called once Find is.
func (c *Cues) Add(owner int, s string) error {
	before := strings.HasPrefix(s, gap)
	if before == strings.HasSuffix(s, gap) {
		return fmt.Errorf("cue %q needs ... at one end", s)
	}
	words := text.Words(strings.ReplaceAll(s, gap, " "))
	if len(words) == 0 {
		return fmt.Errorf("cue %q has no words", s)
	}
	for _, at := range c.first[words[0]] {
		if x := &c.all[at]; x.before == before && slices.Equal(x.words, words) {
			x.owners = append(x.owners, owner)
			return nil
		}
	}
	if c.first == nil {
		c.first = map[string][]int{}
	}
	at := len(c.all)
	c.all = append(c.all, cue{words, before, []int{owner}})
	list := append(c.first[words[0]], at)
	slices.SortStableFunc(list, func(a, b int) int { return len(c.all[b].words) - len(c.all[a].words) })
	c.first[words[0]] = list
	return nil
}

// A Piece is a part of a message that words lead to, and the owners it may
// belong to.
type Piece struct {
	Owners []int
	// Cuts are the ways to cut it, the widest first: where a clause goes on
	// over a comma or an "and", nobody can tell by the words alone whether
	// what follows still belongs to it.
	Cuts []Cut
}

// A Cut is one way to cut a Piece, and where it stands in the line: alone, and
// with its cue.
type Cut struct {
	Text         string
	Alone, Whole text.Span
}

// Bounds of what one message can hold.
const (
	mostPieces = 12
	mostCuts   = 5
)

// Find returns the pieces of a line in the order they stand. A piece ends at
// the end of its sentence, at a "but", and where the next cue begins.
func (c *Cues) Find(l text.Line) []Piece {
	type hit struct {
		cue      *cue
		from, to int
	}
	var hits []hit
	for i := 0; i < len(l.Tokens) && len(hits) < mostPieces; {
		n := 1
		least := 0
		if len(hits) > 0 {
			least = hits[len(hits)-1].to
		}
		if x := c.at(l.Tokens, i, least); x != nil {
			hits = append(hits, hit{x, i, i + len(x.words)})
			n = len(x.words)
		}
		i += n
	}
	var out []Piece
	for k, h := range hits {
		p := Piece{Owners: h.cue.owners}
		if h.cue.before {
			least := 0
			if k > 0 {
				if least = hits[k-1].to; !hits[k-1].cue.before {
					least = lastParting(l.Tokens, least, h.from)
				}
			}
			from := h.from
			for from > least && !endsPiece(l.Tokens[from-1]) {
				from--
			}
			p.add(l, from, h.from, text.Span{From: from, To: h.to})
			for i := from; i < h.from-1; i++ {
				if parts(l.Tokens[i]) {
					p.add(l, i+1, h.from, text.Span{From: i + 1, To: h.to})
				}
			}
		} else {
			most := len(l.Tokens)
			if k+1 < len(hits) {
				most = hits[k+1].from
			}
			if k+1 < len(hits) && hits[k+1].cue.before {
				if most = lastParting(l.Tokens, h.to, most); most == h.to {
					continue // "pain is 8 at its worst": the 8 is what stands before
				}
			}
			to := h.to
			for to < most && !endsPiece(l.Tokens[to]) {
				to++
			}
			p.add(l, h.to, to, text.Span{From: h.from, To: to})
			for i := to - 1; i > h.to; i-- {
				if parts(l.Tokens[i]) {
					p.add(l, h.to, i, text.Span{From: h.from, To: i})
				}
			}
		}
		if len(p.Cuts) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// at returns the longest cue that stands at token i, nil for none. Of one that
// can lead both ways, that way which has something to lead to right beside it.
func (c *Cues) at(toks []text.Token, i, least int) *cue {
	var best *cue
	for _, at := range c.first[toks[i].Text] {
		x := &c.all[at]
		if best != nil && len(x.words) < len(best.words) {
			break
		}
		if !standsAt(toks, i, x.words) || x.before && (i == least || endsPiece(toks[i-1]) || toks[i-1].Text == ",") || denied(toks, i) {
			continue
		}
		if best == nil || x.before {
			best = x
		}
	}
	return best
}

// lastParting is where, between what leads on and what leads back, the piece of
// the second begins: behind the last end of a sentence, else behind the last
// comma, else behind the last "and", else at the beginning.
func lastParting(toks []text.Token, from, to int) int {
	sentence, comma, and := 0, 0, 0
	for i := from; i < to; i++ {
		switch {
		case endsPiece(toks[i]):
			sentence = i + 1
		case toks[i].Text == ",":
			comma = i + 1
		case parts(toks[i]):
			and = i + 1
		}
	}
	return cmp.Or(sentence, comma, and, from)
}

// add adds the cut between two tokens, if it says anything.
func (p *Piece) add(l text.Line, from, to int, whole text.Span) {
	if len(p.Cuts) == mostCuts {
		p.Cuts = p.Cuts[:mostCuts-1] // the narrowest one stays
	}
	s := l.Cut(text.Span{From: 0, To: from}, text.Span{From: to, To: len(l.Tokens)})
	if n := len(p.Cuts); s != "" && (n == 0 || p.Cuts[n-1].Text != s) {
		p.Cuts = append(p.Cuts, Cut{s, text.Span{From: from, To: to}, whole})
	}
}

// parts reports whether a token may part what belongs to a cue from what does
// not.
func parts(t text.Token) bool { return t.Text == "," || t.Word && text.Joins(t.Text) }

// denied reports whether a no stands close before token i: "does not get
// better".
func denied(toks []text.Token, i int) bool {
	for k := i - 1; k >= 0 && k >= i-2 && toks[k].Word; k-- {
		if denials[toks[k].Text] {
			return true
		}
	}
	return false
}

func endsPiece(t text.Token) bool {
	return !t.Word && strings.Contains(".;!?\n", t.Text) || t.Word && text.Contrasts(t.Text)
}

func standsAt(toks []text.Token, i int, words []string) bool {
	if i+len(words) > len(toks) {
		return false
	}
	for k, w := range words {
		if toks[i+k].Text != w {
			return false
		}
	}
	return true
}
