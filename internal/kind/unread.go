package kind

// Words that begin to say something about what was named, rather than go on
// with a list.
var tellsMore = wordSet(`i im ive id he she it its is was were are am be been that this because since when while so if though
	after before until for from with about every each only just like at to than cuz as who which
	yo me es era fue porque cuando desde que para por con como si ya lo la se he tengo estoy`)

// mostListed is how many words one thing of a list is said in.
const mostListed = 4

// unread goes through the pieces of a list. One that names no option but says
// something may be an option in other words: it is added where its meaning is
// clear, and else reported, since half an answer is a wrong one.
func (s *scene) unread() (more []int, open bool) {
	from, listed := 0, true
	for i := range s.line.Tokens {
		if s.takesBack(i) && !s.used[i] {
			from, listed = i, false // what stands before is put in other words
		}
	}
	for i := from; i <= len(s.line.Tokens); i++ {
		if i < len(s.line.Tokens) && !s.partsList(i) {
			continue
		}
		if listed && s.isOpen(from, i) && !s.toldAround(from) {
			at, _, _, ok := s.closest(from, i)
			if !ok {
				return nil, true
			}
			more = append(more, at)
		}
		from, listed = i+1, i < len(s.line.Tokens) && !contrasts[s.word(i)]
	}
	return more, false
}

// partsList reports whether token i stands between two things of a list.
func (s *scene) partsList(i int) bool {
	t := s.line.Tokens[i]
	if !t.Word {
		return t.Text != "-"
	}
	switch t.Text {
	case "and", "plus", "also", "y", "e", "n", "or", "o", "tambien", "mas", "then":
		return true
	}
	return contrasts[t.Text]
}

// isOpen reports whether the tokens say one short thing that no option
// accounts for.
func (s *scene) isOpen(from, to int) bool {
	words, telling := 0, 0
	for i := from; i < to; i++ {
		w := s.word(i)
		switch {
		case w == "":
			continue
		case (w == "i" || w == "im" || w == "ive") && words == 0 && added(s.word(from-1)):
			// "and my neck gets stiff" goes on with the list.
		case s.used[i] || s.negated[i] || s.asked[i] || tellsMore[w] || denials[w] || doubts[w] || relatives[w]:
			return false
		case s.lex.tells(w) && !manners[w]:
			telling++
		}
		words++
	}
	return telling > 0 && words <= mostListed
}

// toldAround reports whether the sentence at token i tells of an option by
// words that stand apart: what else it says belongs to the same story.
func (s *scene) toldAround(i int) bool {
	for k := range s.matches {
		m := &s.matches[k]
		if m.size == 0 || m.gone {
			continue
		}
		from, to := min(m.From, i), max(m.From, i)
		for from < to && !s.ends(from) {
			from++
		}
		if from == to {
			return true
		}
	}
	return false
}

// manners say how, since when or to whom something is told; no option is named by
// them.
var manners = wordSet(`sudden suddenly new newly lately recently severe severely awful mild mildly slight slightly stable steady constant
	painful painfully badly bad unbearable agony terrible horrible hurts ouch scary scared swear honest truly sadly frankly
	mate dude bro hun hon dear doc doctor sir maam love sweetie pal buddy man folks sister
	subito repentino nuevo nueva leve estable fuerte feo fea horrible insoportable socio compadre mijo mija che wey guey vos
	parce pana hermano amiga amigo doctora senorita senora caballero oiga fijese mire verdad nomas vea`)

// defined reports whether the options say what counts as them, as those of
// clinical lists do: what only comes close in meaning does not count there.
func (x *lexicon) defined() bool {
	for _, o := range x.options {
		if o.Means != "" {
			return true
		}
	}
	return false
}

func added(w string) bool {
	return w == "and" || w == "also" || w == "plus" || w == "y" || w == "tambien"
}
