// Package stem takes words apart for what is learned from lists: what is left
// of a word without its endings, which of the two languages a message is in,
// and what a Spanish word is in English. The ranking of questions and the
// safety net's ear both count what it returns.
package stem

import (
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/spanish"

	"intake/internal/vector"
)

// Of takes the endings off a folded word.
func Of(w string, inSpanish bool) string {
	if len(w) < 3 {
		return w
	}
	env := snowballstem.NewEnv(w)
	if inSpanish {
		spanish.Stem(env)
	} else {
		english.Stem(env)
	}
	return env.Current()
}

// Words that only one of the languages has, and has in most sentences.
var (
	englishWords = wordSet(`the is are was do does did can could will would should my your you it its i im we they them he she his her
		what how when where which who why and or but if for with of to from at on in this that there not dont have has had get any about
		after before just still than then like want need much many often long be been am an so up out`)
	spanishWords = wordSet(`el la los las un una unos unas de del al que y o pero si para por con sin en es son esta estan ser estar
		mi mis su sus tu me te se le les lo nos yo usted ustedes ella ellos como cuando donde cual cuales quien porque cuanto cuanta cuantos
		cuantas tengo tiene tienen hay puedo puede pueden debo hacer hace hacen muy mas ya tambien esto eso ese esa este q xq pa despues antes
		desde hasta duele dolor masaje hola gracias cita semana dias seguro`)
)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// Spanish guesses the language by the words that hold sentences together.
// Where there are none of either, what only the Spanish list knows decides.
func Spanish(words []string) bool {
	balance, seen := 0, false
	for _, w := range words {
		switch {
		case spanishWords[w] && !englishWords[w]:
			balance++
			seen = true
		case englishWords[w] && !spanishWords[w]:
			balance--
			seen = true
		}
	}
	if seen {
		return balance > 0
	}
	for _, w := range words {
		if row, ok := vector.Row(w); ok && row < rareFrom {
			return false
		} else if English(w) != "" {
			balance++
		}
	}
	return balance > 0
}

// rareFrom is the row from which on a word is so rare in English that a
// Spanish one of the same letters is likelier.
const rareFrom = 12_000

// A glossary is the list of Spanish words, and the same by their stems.
type glossary struct{ words, stems map[string]string }

var spanishGlossary = sync.OnceValue(func() glossary {
	g := glossary{words: vector.Spanish(), stems: map[string]string{}}
	for w, e := range g.words {
		s := Of(w, true)
		if had, ok := g.stems[s]; !ok || e < had {
			g.stems[s] = e
		}
	}
	return g
})

// English returns a Spanish word in English, "" where it is not known.
func English(w string) string {
	g := spanishGlossary()
	if e, ok := g.words[w]; ok {
		return e
	}
	return g.stems[Of(w, true)]
}
