package text

// moveWords are those of moves: what people say to the conversation instead
// of answering in it.
type moveWords struct {
	moves patterns
	// around are words that may stand around a move and say nothing else: "can
	// we", "real quick", "ugh".
	around phrases[bool]
	inside map[string]bool // words that may stand inside a phrase of moves
	// jobs are heads that are also what people work as.
	jobs map[string]bool
	// merge writes a verb and "not" as one word.
	merge map[string]string
	// define begins a question about a word: "what is a", "define".
	define phrases[bool]
}

// A head is a phrase that names a move.
type head struct {
	move string
	as   strength
}

// strength says how much else may stand beside a head.
type strength uint8

const (
	bare   strength = iota // counts only as a whole clause: "what?"
	quiet                  // counts where no other head is there: "wait"
	plain                  // the whole message must be moves and asides: "back"
	strong                 // speaks of the conversation; other clauses may say why: "can we go back"
	open                   // strong, and the rest of its clause is free: "why do you need my weight"
)

// longestMove is how many words a move may have; a longer message tells more.
const longestMove = 24

// Move returns the move that l is to a question, by the name of its button,
// "" for none. It is one only when all of l is: words that name a move and
// words that say nothing else. Where a clause speaks plainly of the
// conversation itself, others may say why; where free text is asked, only
// few.
func (l Line) Move(question string, free bool) string {
	words := 0
	for _, t := range l.Tokens {
		if t.Word {
			words++
		}
	}
	if words == 0 || words > longestMove {
		return ""
	}
	for _, t := range tables(l.Lang) {
		if free && len(l.Tokens) == 1 && t.jobs[l.Tokens[0].Text] {
			return ""
		}
		if m := t.move(t.merged(l.Tokens), free); m != "" {
			return m
		}
	}
	for _, t := range tables(l.Lang) {
		if t.defines(l.Tokens, question) {
			return "help"
		}
	}
	return ""
}

// merged joins verbs with the "not" behind them, so that "did not" is
// "didnt".
func (t *language) merged(toks []Token) []Token {
	var out []Token
	for i, tok := range toks {
		if i+1 < len(toks) && toks[i+1].Text == "not" && t.merge[tok.Text] != "" && out == nil {
			out = append(make([]Token, 0, len(toks)), toks[:i]...)
		}
		switch {
		case out == nil:
		case i+1 < len(toks) && toks[i+1].Text == "not" && t.merge[tok.Text] != "":
			tok.Text = t.merge[tok.Text]
			out = append(out, tok)
		case tok.Text == "not" && t.merge[word(toks, i-1)] != "":
		default:
			out = append(out, tok)
		}
	}
	if out == nil {
		return toks
	}
	return out
}

// A moved clause is what one clause comes to.
type moved struct {
	move  string
	as    strength
	loose int // words that belong to no move
	words int
}

func (t *language) move(toks []Token, free bool) string {
	var best moved
	loose, strongest := 0, moved{}
	said, other := 0, 0 // clauses that are moves, and that are not
	for i := 0; i < len(toks); {
		j := i
		for j < len(toks) && toks[j].Word {
			j++
		}
		if j > i {
			c := t.moveClause(toks[i:j], free)
			loose += c.loose
			if c.move != "" && c.loose == 0 {
				said++
			} else if c.loose > 0 {
				other++
			}
			if c.move != "" {
				if best.move == "" || c.as > quiet && (best.as <= quiet || !above(best.move, c.move)) || c.as > best.as && best.as == bare ||
					c.as == quiet && best.as == quiet && above(c.move, best.move) {
					best = c
				}
				if c.as >= strong && c.loose == 0 {
					strongest = c
				}
			}
		}
		i = max(j, i+1)
	}
	most := 8
	if free {
		most = 5
		if strongest.words < 3 {
			most = 0
		}
	}
	switch {
	case loose == 0:
		return best.move
	case !free && said >= other && loose <= 4 && best.move == "pause":
		return best.move
	case strongest.move != "" && loose <= most:
		return strongest.move
	}
	return ""
}

// above reports whether move a counts where a and b are both said.
func above(a, b string) bool {
	rank := func(m string) int {
		switch m {
		case "upset":
			return -2
		case "help":
			return -1
		case "human":
			return 3
		case "pause":
			return 2
		case "stop", "repeat":
			return 0
		}
		return 1
	}
	return rank(a) > rank(b)
}

// moveClause reads the words between two marks.
func (t *language) moveClause(toks []Token, free bool) moved {
	c := moved{words: len(toks)}
	for i := 0; i < len(toks); {
		h, n := t.moves.at(toks, i, t.inside)
		switch {
		case n > 0 && h.as == bare && (i > 0 || n < len(toks)):
			if _, polite := t.polite.at(toks, i, nil); polite == 0 {
				c.loose += n
			}
		case n > 0 && h.as == open && (!free || len(toks)-i-n <= 5):
			c.move, c.as = h.move, open
			return c
		case n > 0:
			if h.as == open {
				h.as = plain
			}
			if c.move == "" || h.as > quiet && (c.as <= quiet || !above(c.move, h.move)) {
				c.move, c.as = h.move, h.as
			}
		default:
			if _, n = t.around.at(toks, i, nil); n == 0 {
				if _, n = t.polite.at(toks, i, nil); n == 0 {
					c.loose++
				}
			}
		}
		i += max(n, 1)
	}
	return c
}

// defines reports whether toks ask what a word of the question means.
func (t *language) defines(toks []Token, question string) bool {
	if question == "" {
		return false
	}
	var asked map[string]bool
	for i := 0; i < len(toks); i++ {
		_, n := t.define.at(toks, i, nil)
		if n == 0 {
			continue
		}
		if asked == nil {
			asked = set(Words(question)...)
		}
		for _, w := range toks[i+n : min(len(toks), i+n+4)] {
			if !w.Word {
				break
			}
			if asked[w.Text] && (digit(rune(w.Text[0])) || !t.small[w.Text] && !t.common[w.Text]) {
				return true
			}
		}
		i += n - 1
	}
	return false
}
