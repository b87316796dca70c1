package text

// Core returns the words of l without greetings, thanks and other filler and
// without marks, so that "back please!" is "back".
func (l Line) Core() []Token {
	skip := make([]bool, len(l.Tokens))
	for _, t := range tables(l.Lang) {
		for i := 0; i < len(l.Tokens); {
			_, n := t.polite.at(l.Tokens, i, nil)
			for k := i; k < i+n; k++ {
				skip[k] = true
			}
			i += max(n, 1)
		}
	}
	var out []Token
	for i, t := range l.Tokens {
		if t.Word && !skip[i] {
			out = append(out, t)
		}
	}
	return out
}

// Bare returns what Core leaves as one folded string.
func (l Line) Bare() string {
	core := l.Core()
	n := 0
	for _, t := range core {
		n += len(t.Text) + 1
	}
	b := make([]byte, 0, n)
	for i, t := range core {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, t.Text...)
	}
	return string(b)
}

// Asks splits l into what it says and what it asks: the spans of the clauses
// that are questions.
func (l Line) Asks() []Span {
	var out []Span
	for i := 0; i < len(l.Tokens); {
		j := i
		for j < len(l.Tokens) && !l.ends(j) {
			j++
		}
		mark := j < len(l.Tokens) && l.Tokens[j].Text == "?"
		to := j
		if mark {
			to++
		}
		if k, ok := l.question(i, j, mark); ok {
			out = append(out, Span{k, to})
		}
		i = j + 1
	}
	return out
}

func (l Line) ends(i int) bool {
	t := l.Tokens[i]
	return !t.Word && (t.Text == "." || t.Text == "!" || t.Text == "?" || t.Text == ";" || t.Text == newline)
}

// question reports where a clause begins to ask, if it does: by its words, or
// by a question mark after words that ask; "7?" only hesitates.
func (l Line) question(from, to int, mark bool) (int, bool) {
	for _, t := range tables(l.Lang) {
		for i := from; i < to; i++ {
			if i > from && l.Tokens[i-1].Text != "," && !t.and[l.Tokens[i-1].Text] && !t.contrast[l.Tokens[i-1].Text] {
				continue
			}
			k := t.start(l.Tokens[:to], i)
			if _, n := t.asking.at(l.Tokens[:to], k, nil); n > 0 && (mark || to-k > n) {
				return i, true
			}
			if mark && k < to && t.askWords[l.Tokens[k].Text] {
				return i, true
			}
		}
		if !mark {
			continue
		}
		for _, tok := range l.Tokens[from:to] {
			if t.askInside[tok.Text] {
				return from, true
			}
		}
	}
	return 0, false
}

// start passes over polite and joining words from token i.
func (t *language) start(toks []Token, i int) int {
	for end := i + 8; i < min(len(toks), end); {
		if _, n := t.polite.at(toks, i, nil); n > 0 {
			i += n
		} else if !toks[i].Word || t.and[toks[i].Text] || t.contrast[toks[i].Text] {
			i++
		} else {
			break
		}
	}
	return i
}

// NoMore reports whether the whole of l says that there is nothing, or
// nothing more, to name.
func (l Line) NoMore() bool {
	if p, used := l.YesNo(false); p == No && l.covered(used) {
		return true
	}
	for _, t := range tables(l.Lang) {
		said := false
		var used []Span
		for i := 0; i < len(l.Tokens); {
			_, n := t.noMore.at(l.Tokens, i, nil)
			said = said || n > 0
			if n == 0 {
				if r, k := t.answers.at(l.Tokens, i, nil); r == noWord || r == adverb {
					n = k
				}
			}
			if n > 0 {
				used = append(used, Span{i, i + n})
			}
			i += max(n, 1)
		}
		if said && l.covered(used) {
			return true
		}
	}
	return false
}

// covered reports whether the spans, in order, take up all words of l but the
// polite ones.
func (l Line) covered(spans []Span) bool {
	k := 0
	for _, c := range l.Core() {
		for k < len(spans) && l.Tokens[spans[k].To-1].End < c.End {
			k++
		}
		if k == len(spans) || c.Start < l.Tokens[spans[k].From].Start {
			return false
		}
	}
	return true
}

// Degree reports whether l says how much in words: "pretty bad".
func (l Line) Degree() bool {
	for _, t := range tables(l.Lang) {
		for _, tok := range l.Tokens {
			if t.degrees[tok.Text] {
				return true
			}
		}
	}
	return false
}

// Due reports whether l speaks of a day that is expected.
func (l Line) Due() bool {
	for _, t := range tables(l.Lang) {
		for _, tok := range l.Tokens {
			if t.due[tok.Text] {
				return true
			}
		}
	}
	return false
}
