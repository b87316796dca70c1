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
		if l.question(l.Tokens[i:j], mark) {
			out = append(out, Span{i, to})
		}
		i = j + 1
	}
	return out
}

func (l Line) ends(i int) bool {
	t := l.Tokens[i]
	return !t.Word && (t.Text == "." || t.Text == "!" || t.Text == "?" || t.Text == ";" || t.Text == newline)
}

// question reports whether a clause asks: by the way it begins, or by a
// question mark after more than a few words of hesitation ("7?").
func (l Line) question(toks []Token, mark bool) bool {
	for _, t := range tables(l.Lang) {
		i := 0
		for i < len(toks) {
			if _, n := t.polite.at(toks, i, nil); n > 0 {
				i += n
			} else if !toks[i].Word || t.and[toks[i].Text] || t.contrast[toks[i].Text] {
				i++
			} else {
				break
			}
		}
		rest := toks[i:]
		if len(rest) == 0 {
			continue
		}
		if _, n := t.asking.at(rest, 0, nil); n > 0 && (mark || len(rest) > n) {
			return true
		}
		if mark && (t.askWords[rest[0].Text] || len(rest) > 4) {
			return true
		}
	}
	return false
}
