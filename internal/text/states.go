package text

import "strings"

// stateWords are those of statements that answer a yes-or-no question
// without yes or no: "two packs a day", "quit in 2015".
type stateWords struct {
	pastAsks        phrases[bool]   // how questions about what has been begin
	vacant          map[string]bool // words of questions that tell nothing of what is asked
	firmYes, firmNo map[string]bool // at an end of a clause they answer, whatever else it says
	negators        map[string]bool // never, without, havent
	weak            map[string]bool // overlaps with the question that tell little: doctor
	acts            map[string]bool // verbs beside which they tell enough: saw
	countAsks       map[string]bool // words of questions that a count answers
	endings         map[string]bool // of forms of one word
	telling         map[string]bool // common words that tell what is asked all the same
	household       map[string]bool // what is asked is about those around: alone, parent
	insists         map[string]bool // did, do
	denials         phrases[bool]   // said alone, they deny: not once, never did
	affirms         phrases[bool]   // said alone, they affirm: every day, all the time
	counts          map[string]bool // at the beginning, they affirm: twice, several
	stopped         phrases[bool]   // what was is no more: until, died, used to
	willBe          phrases[bool]   // it is still to come
	futureAsks      phrases[bool]   // how questions about what is to come begin
	unreal          phrases[bool]   // nothing of it has happened: told me to, going to, if
	kinsfolk        phrases[bool]   // speaks of somebody else: my husband
	ownWords        map[string]bool // pronouns and possessives of the writer: a count is not the answer then
	refuses, grants phrases[bool]   // to a request, anywhere in a clause
	condition       phrases[bool]   // a yes holds whatever stands after it: as long as
	doubt           phrases[bool]   // does that count
	pains           map[string]bool // a clause that says how much it hurts
	then            map[string]bool // verbs that tell of then
	families        []family
}

// A family is words that speak of one thing, and those that say its contrary.
// A star stands for any ending.
type family struct{ is, contrary map[string]bool }

// familyOf makes a family from its words.
func familyOf(is, contrary string) family {
	return family{set(strings.Fields(is)...), set(strings.Fields(contrary)...)}
}

// holds reports whether a set of words, some with a star, has w.
func holds(m map[string]bool, w string) bool {
	if m[w] {
		return true
	}
	for n := 3; n <= len(w) && n <= 9; n++ {
		if m[w[:n]+"*"] {
			return true
		}
	}
	return false
}

// A topic is what a question asks about.
type topic struct {
	words    map[string]bool // its content words
	families []family
	counts   bool // a count answers it
	family   bool // it is about those around
	future   bool // whether something will be
	past     bool // whether something has been, not whether it is
}

// topicOf reads a question.
func (t *language) topicOf(question string) topic {
	p := topic{words: map[string]bool{}}
	toks := scan(question, shortForms(t.code))
	from := 0 // only the last sentence asks
	for i, tok := range toks {
		if !tok.Word && (tok.Text == "." || tok.Text == "?") && i+1 < len(toks) {
			from = i + 1
		}
	}
	toks = toks[from:]
	for i, tok := range toks {
		if _, n := t.pastAsks.at(toks, i, nil); n > 0 && i < 2 {
			p.past = true
		}
		if _, n := t.futureAsks.at(toks, i, nil); n > 0 && i < 2 {
			p.future = true
		}
		p.counts = p.counts || t.countAsks[tok.Text] && i < 4
		if w := tok.Text; tok.Word && len(w) > 2 && (t.telling[w] || !t.small[w] && !t.common[w]) && !t.vacant[w] {
			p.words[w] = true
			p.family = p.family || t.household[w]
		}
	}
	for _, f := range t.families {
		for w := range p.words {
			if holds(f.is, w) {
				p.families = append(p.families, f)
				break
			}
		}
	}
	return p
}

// Requests reports whether question asks for agreement rather than for what
// is so.
func Requests(question string) bool {
	for _, t := range tables("") {
		toks := scan(question, shortForms(t.code))
		for i := range toks {
			if i > 0 && toks[i-1].Word {
				continue
			}
			if _, n := t.requests.at(toks, i, nil); n > 0 {
				return true
			}
		}
	}
	return false
}

// States reads l as a statement that answers question: it repeats or denies
// what is asked in other words. Asked is as for YesNo. It is Silent unless
// all that it says agrees.
func (l Line) States(question string, asked bool) Polarity {
	for _, t := range tables(l.Lang) {
		if p := t.states(l.Tokens, question, asked); p != Silent {
			return p
		}
		for _, tok := range l.Tokens {
			if t.common[tok.Text] {
				return Silent // it is in this language
			}
		}
	}
	return Silent
}

func (t *language) states(toks []Token, question string, asked bool) Polarity {
	about := t.topicOf(question)
	if len(about.words) == 0 && !asked {
		return Silent
	}
	var plain, firm Polarity
	meet := func(p *Polarity, q Polarity) {
		switch {
		case q == Silent:
		case *p == Silent:
			*p = q
		case *p != q:
			*p = Torn
		}
	}
	turned, ended := false, false
	for i := 0; i < len(toks); {
		j := i
		for j < len(toks) && toks[j].Word && (j == i || !t.contrast[toks[j].Text] && !t.and[toks[j].Text]) {
			j++
		}
		if j > i {
			c := toks[i:j]
			turns := t.contrast[c[0].Text] || t.and[c[0].Text]
			contrast := t.contrast[c[0].Text]
			if turns {
				c = c[1:]
			}
			if p := t.concluding(c, asked); p != Silent {
				if contrast && firm != Silent { // in March no, but in October yes
					firm = p
				} else {
					meet(&firm, p)
				}
			} else {
				p := t.statement(c, about, asked)
				switch {
				case contrast && p == No && plain == Yes && !asked:
					plain, turned = No, true // had one but she died
				case contrast && p == Yes && firm == No:
					firm = Torn
					for _, tok := range c {
						if t.insists[tok.Text] { // in March no, but in October I did
							firm = Yes
						}
					}
				case contrast && ended && p != No: // quit but started again
					plain = Torn
				case !turned:
					meet(&plain, p)
				}
				ended = ended || p == No && !about.past && t.ends(c)
			}
		}
		i = max(j, i+1)
	}
	doubt := false
	for i := range toks {
		_, n := t.doubt.at(toks, i, nil)
		doubt = doubt || n > 0
	}
	switch {
	case firm != Silent && doubt:
		return Torn
	case firm != Silent:
		return firm
	case plain == Torn, doubt:
		return Silent
	}
	return plain
}

// ends reports whether a clause says that something is no more.
func (t *language) ends(c []Token) bool {
	for i := range c {
		if _, n := t.stopped.at(c, i, nil); n > 0 {
			return true
		}
	}
	return false
}

// concluding reads a clause that ends in a yes or no, or is one with more
// words behind it.
func (t *language) concluding(c []Token, asked bool) Polarity {
	for len(c) > 1 {
		if r, n := t.answers.at(c, len(c)-1, nil); n == 1 && r == filler {
			c = c[:len(c)-1]
			continue
		}
		break
	}
	if len(c) == 0 {
		return Silent
	}
	yes, no := false, false
	for _, tok := range c {
		yes, no = yes || t.firmYes[tok.Text], no || t.firmNo[tok.Text]
	}
	if yes && no { // half yes half no
		return Torn
	}
	last, _ := t.answers.at(c, len(c)-1, nil)
	if len(c) > 1 && t.negators[c[len(c)-2].Text] {
		return Silent
	}
	switch {
	case last == yesWord && t.firmYes[c[len(c)-1].Text]:
		return Yes
	case last == noWord && t.firmNo[c[len(c)-1].Text]:
		return No
	}
	switch r, n := t.answers.at(c, 0, t.asides); {
	case n == 0:
	case r == yesWord && t.firmYes[c[0].Text]:
		for _, tok := range c[n:] {
			if t.negators[tok.Text] {
				return Silent
			}
		}
		return Yes
	case r == noWord && t.firmNo[c[0].Text] && (len(c) == n || t.afterNo[word(c, n)]):
		return No
	}
	return Silent
}

// statement reads one clause against what is asked.
func (t *language) statement(c []Token, about topic, asked bool) Polarity {
	var neg, stopped, unreal, others, affirms, denies, refuses, grants, rel, weak, acts, pain, contrary, then, mine bool
	for i, tok := range c {
		w := tok.Text
		if _, n := t.condition.at(c, i, nil); n > 0 {
			break
		}
		has := func(p phrases[bool]) bool { _, n := p.at(c, i, nil); return n > 0 }
		neg = neg || t.negators[w]
		then = then || t.then[w]
		pain = pain || t.pains[w]
		acts = acts || t.acts[w]
		mine = mine || t.ownWords[w]
		stopped = stopped || has(t.stopped)
		unreal = unreal || has(t.unreal) || !about.future && has(t.willBe)
		others = others || i < 2 && has(t.kinsfolk)
		affirms = affirms || has(t.affirms)
		denies = denies || has(t.denials)
		refuses = refuses || has(t.refuses)
		if r, n := t.answers.at(c, i, t.asides); n > 0 && asked {
			grants = grants || r == grant
			refuses = refuses || r == refuse
		}
		grants = grants || has(t.grants)
		if (t.small[w] || t.common[w]) && !t.telling[w] || len(w) < 2 {
			continue
		}
		near := false
		for q := range about.words {
			near = near || t.sameWord(q, w)
		}
		for _, f := range about.families {
			near = near || holds(f.is, w)
			contrary = contrary || holds(f.contrary, w)
		}
		weak = weak || near && t.weak[w]
		rel = rel || near && !t.weak[w]
	}
	rel = rel || weak && (acts || affirms)
	if asked {
		switch {
		case refuses:
			return No
		case grants && !neg && !unreal:
			return Yes
		}
		return Silent
	}
	neg = neg && !affirms || denies
	switch {
	case unreal:
		return Silent
	case stopped && (rel || len(c) <= 5 || then):
		if about.past {
			return Yes
		}
		return No
	case denies:
		return No
	case others && !about.family:
		return Silent
	case contrary && !rel:
		if neg { // no elevator
			return Yes
		}
		return No
	case neg && contrary && !denies: // no elevator
		return Yes
	case rel && neg:
		return No
	case rel && then && !about.past && !affirms:
		return Silent
	case rel && contrary:
		return Silent
	case rel && (mine || acts || affirms), affirms && !neg && !pain && len(c) <= 5:
		return Yes // a thing alone, without who or what of it, is not enough
	case about.counts && !neg && !mine && t.beginsCounting(c):
		return Yes
	}
	return Silent
}

// beginsCounting reports whether a clause begins with how many.
func (t *language) beginsCounting(c []Token) bool {
	for len(c) > 0 {
		if r, n := t.answers.at(c, 0, nil); n > 0 && r == filler && !t.counts[c[0].Text] {
			c = c[n:]
			continue
		}
		break
	}
	if len(c) == 0 {
		return false
	}
	if t.counts[c[0].Text] {
		return true
	}
	v, ok := t.ones[c[0].Text]
	if !ok && len(c[0].Text) < 3 && digit(rune(c[0].Text[0])) {
		v, ok = 1, c[0].Text != "0"
	}
	if !ok || v == 0 || len(c) < 2 || !c[1].Word || len(c[1].Text) < 3 || digit(rune(c[1].Text[0])) {
		return false
	}
	_, unit := t.units[c[1].Text]
	_, whole := t.outOf.at(c, 1, nil)
	return !unit && whole == 0 && !t.percent[c[1].Text]
}

// sameWord reports whether two words seem to be forms of one.
func (t *language) sameWord(a, b string) bool {
	if a == b {
		return true
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 4 && t.endings[a[n:]] && t.endings[b[n:]]
}
