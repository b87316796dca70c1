package kind

import (
	"math"
	"slices"
	"strings"
	"sync"

	"intake/internal/vector"
)

// Where no word of an option or of a concept is said, word vectors tell which
// option a message comes closest to: "roofer" to heavy work, "banana" to
// fruit. It is the last resort, so it asks for a clear likeness and a clear
// lead over every other option.
const (
	leastLike   = 0.52 // how like a word must be to a word of the option
	leastLead   = 0.12 // how much liker than to any other option
	perWord     = 0.015
	besideOther = 0.15 // where "something else" may be meant as well
	mostWords   = 14   // content words beyond which a message is a story
)

// common is the part that all words share, by the commonest ones.
var common = sync.OnceValue(func() *[vector.Dims]float32 {
	const n = 4000
	var mean [vector.Dims]float32
	for row := 200; row < n; row++ {
		u := vector.Unit(row)
		for i, x := range u {
			mean[i] += x / n
		}
	}
	return &mean
})

var spanishWords = sync.OnceValue(vector.Spanish)

// A sense is the direction of a word.
type sense = [vector.Dims]float32

// senseOf returns the direction of a folded word, in English or Spanish.
func senseOf(w string) (sense, bool) {
	var v sense
	rows := 0
	add := func(w string) {
		if row, ok := vector.Row(w); ok {
			u := vector.Unit(row)
			for i, x := range u {
				v[i] += x
			}
			rows++
		}
	}
	if means, ok := spanishWords()[w]; ok && !likelyEnglish(w) {
		for e := range strings.FieldsSeq(means) {
			add(e)
		}
	} else {
		add(w)
	}
	if rows == 0 {
		return v, false
	}
	mean, sum := common(), 0.0
	for i := range v {
		v[i] = v[i]/float32(rows) - mean[i]
		sum += float64(v[i] * v[i])
	}
	if sum == 0 {
		return v, false
	}
	by := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= by
	}
	return v, true
}

// likelyEnglish reports whether a word is common in English, so that its
// Spanish reading is the less likely one.
func likelyEnglish(w string) bool {
	row, ok := vector.Row(w)
	return ok && row < 3000
}

func like(a, b *sense) float64 {
	sum := float32(0)
	for i := range a {
		sum += a[i] * b[i]
	}
	return float64(sum)
}

// sensesOf are the directions of the words that options are called by.
func (x *lexicon) sensesOf() [][]sense {
	names := make([][][]string, len(x.options))
	for i := range x.calls {
		names[i] = [][]string{carrying(x.calls[i].id.words), carrying(x.calls[i].label.words)}
	}
	shared := commonStems(names)
	out := make([][]sense, len(x.options))
	for i, lists := range names {
		seen := map[string]bool{}
		for _, list := range lists {
			for _, w := range list {
				if seen[w] || shared[w] || x.other[i] || isUnsure(x.options[i].ID) || x.options[i].Alone {
					continue
				}
				seen[w] = true
				if v, ok := senseOf(w); ok {
					out[i] = append(out[i], v)
				}
			}
		}
	}
	return out
}

// carrying are the words that carry meaning.
func carrying(words []string) []string {
	var out []string
	for _, w := range words {
		if !smallWords[w] && !denials[w] && !isDigits(w) && len(w) > 2 {
			out = append(out, w)
		}
	}
	return out
}

// closest returns the option that the words of the tokens come closest to, by
// meaning alone.
func (s *scene) closest(from, to int) (option int, score, lead float64, ok bool) {
	var words []sense
	for i := from; i < to; i++ {
		w := s.word(i)
		if w == "" || s.used[i] || s.negated[i] || s.asked[i] || !s.lex.tells(w) {
			continue
		}
		if v, has := senseOf(w); has {
			if words = append(words, v); len(words) > mostWords {
				return 0, 0, 0, false
			}
		}
	}
	if len(words) == 0 {
		return 0, 0, 0, false
	}
	best, second, at := -1.0, -1.0, -1
	for i, list := range s.lex.senses() {
		top := -1.0
		for k := range words {
			for j := range list {
				top = max(top, like(&words[k], &list[j]))
			}
		}
		switch {
		case top > best:
			best, second, at = top, best, i
		case top > second:
			second = top
		}
	}
	if at < 0 {
		return 0, 0, 0, false
	}
	need := leastLike + perWord*float64(len(words))
	if slices.Contains(s.lex.other, true) {
		need += besideOther
	}
	return at, best, best - max(second, 0), best >= need && best-max(second, 0) >= leastLead
}

// weak words may stand in any message and tell nothing of an option.
var weakWords = wordSet(`would could will shall might may must get got gets getting go goes going went gone come comes came coming
	want wants need needs like likes make makes made take takes took taking use uses used using say says said tell told think thought
	know knew find found try tried trying put puts let lets thing things stuff something anything someone anyone people person guess
	pretty really actually honestly basically probably mostly usually always never sometimes often ever still yet already
	one two three four five six seven eight nine ten first last next day days time times year years week weeks month months
	good bad better best worse worst great nice okay fine big small little bit lot lots kind sort way please thanks thank sorry hello
	yes yeah yep nope sure maybe well also again back around about lately recently ago since while though because
	here there where when what who how why them they she her him his our your their have has had been being was were are
	mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
	mes meses semana semanas hora horas minutos hour hours minute minutes
	muy mas menos bien mal algo cosa cosas pues creo quiero tengo hay hace ser estar fue era son esta este eso esa uno dos tres
	cuando como donde porque para pero siempre nunca veces dia dias ano anos gracias favor hola bueno buena`)

// tells reports whether a word of a message may tell of an option: not what
// the question itself says.
func (x *lexicon) tells(w string) bool {
	return len(w) > 2 && !smallWords[w] && !weakWords[w] && !denials[w] && !isDigits(w) && numberWords[w] == 0 && !x.inQuestion[stem(w)]
}
