// Package faq ranks the clinic's approved answers for a question, or
// abstains: what it does not know it says.
//
// An entry is found by its title and the ways to ask it that the clinic's
// team has written. The score of a phrase is how much of the weight of its
// words and of the question's words they share, rare words weighing more; an
// entry scores as its best phrase does.
package faq

import (
	"cmp"
	"math"
	"slices"

	"intake/internal/content"
	"intake/internal/text"
)

// A Hit is an entry and how sure the ranking is of it, 0 to 1.
type Hit struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

// An Entry is one approved answer.
type Entry struct {
	ID, Title, Short string
	Answer, More     string // at most four sentences; the rest
	// Fact names the clinic's own fact that completes the answer: with it
	// Filled is said, without it Unfilled.
	Fact, Filled, Unfilled string
	Offer                  bool // ends by offering the intake
	Confirm, Source        string
}

// A Verdict says what may be done with a ranking.
type Verdict uint8

// The verdicts.
const (
	Abstain Verdict = iota // no entry fits
	Choose                 // one of the first three may: ask which
	Answer                 // the first does
)

// The thresholds between the verdicts.
const (
	chooseFrom = 0.42
	answerFrom = 0.62
	clearLead  = 0.06 // how far the first must be ahead of the second
	// An entry far ahead of all others may answer a little below answerFrom.
	aheadFrom = 0.50
	aheadLead = 0.20
)

// maxWords is how much of a message is ranked.
const maxWords = 60

// An Index ranks entries. It does not change once made.
type Index struct {
	entries []Entry
	byID    map[string]*Entry
	phrases []phrase
	byWord  map[string][]int // phrases that hold a word
	weight  map[string]float64
	rare    float64 // the weight of a word that no phrase holds
}

type phrase struct {
	entry int
	words []string
	sum   float64
}

// New makes the index of a folder's entries.
func New(docs []content.FAQDoc) *Index {
	x := &Index{byID: map[string]*Entry{}, byWord: map[string][]int{}, weight: map[string]float64{}}
	for i := range docs {
		d := &docs[i]
		x.entries = append(x.entries, Entry{
			ID: d.ID.S, Title: d.Title.S, Short: d.Short.S, Answer: d.Answer.S, More: d.More.S,
			Fact: d.Fact.S, Filled: d.Filled.S, Unfilled: d.Unfilled.S, Offer: d.Offer,
			Confirm: d.Confirm.S, Source: d.Source.S,
		})
		x.add(i, d.Title.S)
		for _, p := range d.Phrasings {
			x.add(i, p.S)
		}
	}
	for i := range x.entries {
		x.byID[x.entries[i].ID] = &x.entries[i]
	}
	n := float64(len(x.phrases) + 1)
	for w, in := range x.byWord {
		x.weight[w] = math.Log(n / float64(len(in)))
	}
	x.rare = math.Log(n)
	for i := range x.phrases {
		x.phrases[i].sum = x.sum(x.phrases[i].words)
	}
	return x
}

func (x *Index) add(entry int, s string) {
	words := distinct(text.Words(s))
	for _, w := range words {
		x.byWord[w] = append(x.byWord[w], len(x.phrases))
	}
	x.phrases = append(x.phrases, phrase{entry: entry, words: words})
}

func distinct(words []string) []string {
	var out []string
	for _, w := range words {
		if w = stem(w); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// stem takes off the plural, so that "sessions" meets "session".
func stem(w string) string {
	if n := len(w); n > 3 && w[n-1] == 's' && w[n-2] != 's' {
		return w[:n-1]
	}
	return w
}

func (x *Index) sum(words []string) float64 {
	s := 0.0
	for _, w := range words {
		s += x.weightOf(w)
	}
	return s
}

func (x *Index) weightOf(w string) float64 {
	if v, ok := x.weight[w]; ok {
		return v
	}
	return x.rare
}

// Entry returns the entry with this id, or nil.
func (x *Index) Entry(id string) *Entry { return x.byID[id] }

// Entries returns all entries in the order written. Do not modify them.
func (x *Index) Entries() []Entry { return x.entries }

// Rank returns every entry, the best first; equal scores keep the order
// written, so that the same question always ranks the same.
func (x *Index) Rank(question string) []Hit {
	words := distinct(text.Words(question))
	words = words[:min(len(words), maxWords)]
	shared := map[int]float64{}
	for _, w := range words {
		for _, p := range x.byWord[w] {
			shared[p] += x.weight[w]
		}
	}
	best := make([]float64, len(x.entries))
	asked := x.sum(words)
	for p, s := range shared {
		ph := &x.phrases[p]
		best[ph.entry] = max(best[ph.entry], 2*s/(asked+ph.sum))
	}
	hits := make([]Hit, len(x.entries))
	for i := range x.entries {
		hits[i] = Hit{ID: x.entries[i].ID, Score: math.Round(best[i]*1000) / 1000}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}

// Judge says what may be done with a ranking.
func (x *Index) Judge(ranked []Hit) Verdict {
	if len(ranked) == 0 || ranked[0].Score < chooseFrom {
		return Abstain
	}
	first, lead := ranked[0].Score, ranked[0].Score
	if len(ranked) > 1 {
		lead -= ranked[1].Score
	}
	if first >= answerFrom && lead >= clearLead || first >= aheadFrom && lead >= aheadLead {
		return Answer
	}
	return Choose
}
