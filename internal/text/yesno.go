package text

import "slices"

// A Polarity is what a message says to a yes-or-no question.
type Polarity uint8

// The polarities.
const (
	Silent   Polarity = iota // neither
	Yes                      //
	No                       //
	Torn                     // both, or so that nobody can tell
	Unsure                   // "I don't know"
	NoMatter                 // "whatever": indifference, which is not agreement
)

// A part of speech, as far as yes and no go.
type role uint8

const (
	other    role = iota
	yesWord       // yes, definitely
	noWord        // no, not really
	agree         // go ahead, no problem: yes to a request, else nothing
	grant         // go ahead: agree, also with more words behind it
	later         // not yet: no to a question, nothing to a request
	refuse        // I'd rather not: no to a request, else nothing
	consents      // no objection: yes to a request, no to the question whether there is any
	aux           // do, have, is
	auxNo         // don't, haven't
	not           // not, never
	subject       // I, it
	adverb        // really, still, any
	unsure        // not sure, maybe
	noMatter      // whatever
	halfway       // sort of, I guess
	ended         // I gave that up: no, to a question about now
	filler        // please, well
	lastRole
)

// YesNo reads l as an answer to a yes-or-no question, or, where asked is
// true, to a request for agreement, and says which tokens it used. Words that
// stand on after a "yes" are left.
func (l Line) YesNo(asked bool) (Polarity, []Span) {
	for _, t := range tables(l.Lang) {
		if p, used := t.yesNo(l.Tokens, asked); p != Silent {
			return p, used
		}
	}
	return Silent, nil
}

// Unsure reports whether the whole of l says that its writer does not know.
func (l Line) Unsure() bool {
	p, used := l.YesNo(false)
	return p == Unsure && l.covered(used)
}

// YesOrNo reports whether the whole of l says yes or no and nothing else.
func (l Line) YesOrNo() bool {
	p, used := l.YesNo(true)
	return p != Silent && p != Unsure && l.covered(used)
}

func (t *language) yesNo(toks []Token, asked bool) (Polarity, []Span) {
	var used []Span
	said := Silent
	meet := func(p Polarity) {
		switch {
		case p == Silent || p == said:
		case said == Silent || said == Unsure && p != Torn:
			said = p
		case p == Unsure || p == NoMatter:
		default:
			said = Torn
		}
	}
	asks, told := false, false
	for i := 0; i < len(toks); {
		j := i
		tail := i
		for j < len(toks) && toks[j].Word && !(j > i && t.contrast[toks[j].Text]) {
			if _, n := t.condition.at(toks, j, nil); n > 0 && tail == i && j > i {
				tail = j // what is said under it does not take the yes back
			}
			j++
		}
		mark := word(toks, j)
		if tail > i && asked {
			toks := toks[:tail]
			p, n := t.clause(toks[i:], asked, said, false, told)
			if n > 0 {
				used = append(used, Span{i, i + n})
			}
			meet(p)
			i = j
			continue
		}
		if j > i {
			p, n := t.clause(toks[i:j], asked, said, mark == "?", told)
			told = told || p == Silent && j-i > 1
			if said != Silent && t.contrast[toks[i].Text] && t.maybe(toks[i+1:j]) {
				p = Torn
			}
			if n > 0 {
				used = append(used, Span{i, i + n})
			}
			asks = asks || p == Silent && mark == "?"
			if said == NoMatter && p == Yes && t.saysYes(toks[i:j]) {
				said = Silent // whatever, yes
			}
			meet(p)
		}
		i = max(j, i+1)
	}
	return said, used
}

// clause reads the words between two marks: what they say, and how many of
// them are used up in saying it. Before holds what earlier clauses said; told is true
// where they said something else.
func (t *language) clause(toks []Token, asked bool, before Polarity, question, told bool) (Polarity, int) {
	var count [lastRole]int
	first, lead, firstOther := other, 0, -1
	turns := 0 // how far the clause has come in saying "no", "I", "do"
	for i := 0; i < len(toks); {
		r, n := t.answers.at(toks, i, t.asides)
		n = max(n, 1)
		weak := r == agree || r == later // says it only alone
		r = r.in(asked, before == Yes || count[yesWord] > 0)
		count[r]++
		switch {
		case r == noWord:
			turns = 1
		case r == subject && turns == 1, r == aux && turns == 2:
			turns++
		}
		if !weak && first == other && firstOther < 0 && (r == yesWord || r == noWord || r == unsure || r == noMatter) {
			first, lead = r, i+n
		}
		if r == other && firstOther < 0 {
			firstOther = i
		}
		i += n
	}
	negated := count[noWord]+count[auxNo]+count[not] > 0
	switch {
	case firstOther < 0 && count[unsure] > 0 && count[yesWord]+count[noWord] == 0:
		return Unsure, len(toks)
	case firstOther < 0 && count[noMatter] > 0 && (negated || !t.saysYes(toks)):
		return NoMatter, len(toks)
	case firstOther < 0 && count[halfway] > 0 && count[yesWord]+count[noWord] == 0:
		return Torn, len(toks)
	case firstOther < 0 && count[ended] > 0:
		return No, len(toks)
	case firstOther < 0 && count[yesWord] > 0:
		if negated {
			return Torn, len(toks)
		}
		return Yes, len(toks)
	case firstOther < 0 && count[noWord] > 0:
		if turns == 3 && count[auxNo]+count[not] == 0 {
			return Torn, len(toks)
		}
		return No, len(toks)
	case firstOther < 0 && question:
		return Silent, 0
	case firstOther < 0 && negated && (count[aux] > 0 || count[auxNo] > 0 || count[subject] == 0):
		return No, len(toks)
	case firstOther < 0 && count[aux] > 0 && count[subject] > 0:
		return Yes, len(toks)
	case first == yesWord && before == Silent && (lead > 1 && !t.sideWords[toks[0].Text] || t.firmYes[toks[lead-1].Text]):
		if count[noWord] > 0 || asked && negated { // I agree, but not to all of it
			return Torn, len(toks)
		}
		return Yes, lead
	case first == noWord && before == Silent && t.answersNo(toks, lead, told):
		return No, lead
	case asked && before == Yes && negated:
		return Torn, 0
	}
	return Silent, 0
}

// saysYes reports whether a plain yes stands in a clause, and not only words
// that may mean it: grudging, it is one all the same.
func (t *language) saysYes(toks []Token) bool {
	return slices.ContainsFunc(toks, func(tok Token) bool { return t.bareYes[tok.Text] })
}

// maybe reports whether a clause begins to doubt.
func (t *language) maybe(toks []Token) bool { return len(toks) > 0 && t.maybes[toks[0].Text] }

// in returns what r comes down to in a request for agreement, or in a plain
// question, and after a yes.
func (r role) in(asked, yes bool) role {
	switch r {
	case agree, grant:
		if asked {
			return yesWord
		}
		return other
	case consents:
		switch {
		case asked:
			return yesWord
		case yes: // yes, no problem
			return filler
		}
		return noWord
	case refuse:
		if asked {
			return noWord
		}
		return other
	case later:
		if asked {
			return halfway
		}
		return noWord
	}
	return r
}

// answersNo reports whether a "no" that is followed by more words is itself
// the answer: "no my doctor hasn't", "no fractures", but not "no feeling in
// my left hand", which says more than no.
func (t *language) answersNo(toks []Token, lead int, told bool) bool {
	return !t.bareNo[toks[lead-1].Text] || toks[lead-1].Text == "no" && !told && len(toks) <= t.shortNo || lead == len(toks) || t.afterNo[word(toks, lead)]
}

// answers makes the phrases of yes and no; what is polite, and the words
// after it, say neither.
func answers(m map[role][]string, polite []string, more ...string) phrases[role] {
	all := map[string]role{}
	for _, p := range append(more, polite...) {
		all[p] = filler
	}
	for r, list := range m {
		for _, p := range list {
			all[p] = r
		}
	}
	return phrasesOf(all)
}
