package text

// An Aspect is which of several numbers a question wants.
type Aspect uint8

// The aspects.
const (
	Any Aspect = iota
	Now
	Worst
	Least
)

// Aspect returns what l, a question, wants: what it names last.
func (l Line) Aspect() Aspect {
	a := Any
	for _, t := range tables(l.Lang) {
		for i, tok := range l.Tokens {
			w := tok.Text
			switch {
			case t.now[w]:
				a = Now
			case t.worst[w] && !t.between[word(l.Tokens, i-1)]:
				a = Worst
			case t.least[w]:
				a = Least
			}
		}
	}
	return a
}

// A tense is what the words around a number say of it.
type tense struct {
	aspect              Aspect
	past, long, present bool // long: plainly not now
}

// Meant reports which of the spans, in order, a question for an aspect is
// answered by: "worst was 9, now 6".
func (l Line) Meant(spans []Span, asked Aspect) []bool {
	tenses := make([]tense, len(spans))
	for _, t := range l.spoken() {
		t.tenses(l.Tokens, spans, tenses)
	}
	keep := make([]bool, len(spans))
	pick := func(ok func(tense) bool) bool {
		some := false
		for i, x := range tenses {
			keep[i] = ok(x)
			some = some || keep[i]
		}
		return some
	}
	then := func(x tense) bool { return x.past && !x.present && x.aspect != Now }
	switch asked {
	case Worst, Least:
		if pick(func(x tense) bool { return x.aspect == asked }) ||
			pick(func(x tense) bool { return x.aspect == Any || asked == Worst && x.aspect == Now && len(spans) == 1 }) {
			return keep
		}
	case Now, Any:
		if pick(func(x tense) bool { return x.aspect == Now && !then(x) }) || pick(func(x tense) bool { return x.aspect == Any && !then(x) }) {
			return keep
		}
		if asked == Now && !pick(func(x tense) bool { return x.aspect == Any && !x.long }) {
			return keep
		}
	}
	for i := range keep {
		keep[i] = true
	}
	return keep
}

// tenses adds what one language's words say of the spans. Words before a
// number are its own; those behind it too, unless the next number comes
// before any mark.
func (t *language) tenses(toks []Token, spans []Span, out []tense) {
	bound := func(i int) bool { return !toks[i].Word || t.contrast[toks[i].Text] || t.and[toks[i].Text] }
	used := 0
	for k, s := range spans {
		next := len(toks)
		if k+1 < len(spans) {
			next = spans[k+1].From
		}
		from, to := s.From, s.To
		for from > used && !bound(from-1) {
			from--
		}
		for to < next && !bound(to) {
			to++
		}
		before, behind := t.tense(toks[from:s.From]), t.tense(toks[s.To:to])
		if b := s.From - 1; b > 0 && k > 0 && b >= spans[k-1].To && (t.leaving[word(toks, b)] || t.one[word(toks, b)] && t.leaving[word(toks, b-1)]) {
			before.past, before.long = true, true
		}
		x := before
		shared := to == next && k+1 < len(spans)
		if before == (tense{}) || !shared {
			used = to
			x.past, x.long, x.present = x.past || behind.past, x.long || behind.long, x.present || behind.present
			if x.aspect == Any || x.aspect == Now && behind.aspect > Now {
				x.aspect = behind.aspect
			}
		} else {
			used = s.To
		}
		o := &out[k]
		o.past, o.long, o.present, o.aspect = o.past || x.past, o.long || x.long, o.present || x.present, max(o.aspect, x.aspect)
	}
}

func (t *language) tense(toks []Token) tense {
	var x tense
	for _, tok := range toks {
		w := tok.Text
		switch {
		case t.now[w]:
			x.aspect = max(x.aspect, Now)
		case t.worst[w]:
			x.aspect = max(x.aspect, Worst)
		case t.least[w]:
			x.aspect = max(x.aspect, Least)
		}
		x.past = x.past || t.past[w]
		x.long = x.long || t.longPast[w]
		x.present = x.present || t.present[w]
	}
	return x
}
