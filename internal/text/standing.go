package text

// Standing reports which of the spans, in order, are still meant at the end
// of l: not taken back ("5, no wait, 6") and not denied ("not 3 weeks, more
// like 4"). Corrected is true where one was taken back
// outright, not by a word that may only explain.
func (l Line) Standing(spans []Span) (stands []bool, corrected bool) {
	stands = make([]bool, len(spans))
	for i := range stands {
		stands[i] = true
	}
	for _, t := range l.spoken() {
		corrects, denies := t.turns(l.Tokens)
		for k, s := range spans {
			least := 0
			if k > 0 {
				least = spans[k-1].To
			}
			takes, hard, denied := t.turned(l.Tokens, least, s.From, corrects, denies)
			if denied {
				stands[k] = false
			}
			if takes && k > 0 {
				corrected = corrected || hard
				for b := range k {
					stands[b] = false
				}
			}
		}
	}
	return stands, corrected
}

// turns marks the tokens at which words of correction and of denial end.
func (t *language) turns(toks []Token) (corrects, denies []bool) {
	corrects, denies = make([]bool, len(toks)), make([]bool, len(toks))
	for i := 0; i < len(toks); {
		is, n := t.corrects.at(toks, i, nil)
		if n > 0 && is {
			corrects[i+n-1] = true
		}
		if _, k := t.denies.at(toks, i, nil); k > 0 {
			denies[i+k-1] = true
			n = max(n, k)
		}
		i += max(n, 1)
	}
	return corrects, denies
}

// turned looks back from what begins at token from for a word that takes the
// earlier back or denies what follows. A mark ends a denial.
func (t *language) turned(toks []Token, least, from int, corrects, denies []bool) (takes, hard, denied bool) {
	marked := false
	for i := from; i < len(toks) && t.about[toks[i].Text]; i++ { // more like 4
		if corrects[i] {
			return true, !t.soft[toks[i].Text], false
		}
	}
	for i := from - 1; i >= max(least, from-10); i-- {
		switch {
		case denies[i] && !marked && (!corrects[i] || least == 0 || t.and[word(toks, i-1)]):
			return false, false, true
		case corrects[i]:
			return true, !t.soft[toks[i].Text], false
		case !toks[i].Word:
			marked = true
		case !t.passing[toks[i].Text] && !t.about[toks[i].Text]:
			return false, false, false
		}
	}
	return false, false, false
}
