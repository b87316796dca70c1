// Package faq ranks the clinic's approved answers for a question, or
// abstains: what it does not know it says.
//
// It learns from written lists of what patients type: the ways to ask that
// stand with each entry, some 200 more an entry, and lines that no entry
// answers. Three opinions on a message are put together: a regression on its
// stems and runs of letters, one on the mean of its word vectors (package
// vector), and its likeness, word by word, to what was asked before. Each
// gives a probability for every entry and for every kind of line that none
// answers. Then a gate, learned on lists that the opinions were not, says how
// likely the first entry is right: that is its score. Two limits on the score
// part answering, offering a choice of three, and saying that it is not known;
// what is a clinician's to say gets a verdict of its own. Spanish is read
// beside the English of its words.
//
// What is learned is one file, made by `go generate` for the built-in content,
// part of the program and tied to the content by its hash; for other content
// Warm learns it when first needed.
package faq

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"intake/internal/content"
	"intake/internal/text"
)

//go:generate go run intake/internal/learn model

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
	Abstain   Verdict = iota // no entry fits
	Choose                   // one of the first three may: ask which
	Answer                   // the first does
	Clinician                // a clinician's to answer: a dose, a diagnosis, a result
)

// A Ranking is what is made of one question.
type Ranking struct {
	Hits    []Hit // every entry, the best first
	Verdict Verdict
}

// An Index ranks entries. It does not change once made, but for learning what
// it needs on first use.
type Index struct {
	entries   []Entry
	byID      map[string]*Entry
	questions content.Questions
	once      sync.Once
	model     *model
	exact     map[string]int // the entry whose own words these are, folded
	fresh     bool           // learned here, not read
}

// New makes the index of a folder's entries and the questions they answer.
func New(docs []content.FAQDoc, questions content.Questions) *Index {
	x := &Index{byID: map[string]*Entry{}, questions: questions}
	for i := range docs {
		d := &docs[i]
		x.entries = append(x.entries, Entry{
			ID: d.ID.S, Title: d.Title.S, Short: d.Short.S, Answer: d.Answer.S, More: d.More.S,
			Fact: d.Fact.S, Filled: d.Filled.S, Unfilled: d.Unfilled.S, Offer: d.Offer,
			Confirm: d.Confirm.S, Source: d.Source.S,
		})
	}
	for i := range x.entries {
		x.byID[x.entries[i].ID] = &x.entries[i]
	}
	return x
}

// Hash names what the index learns from; a model kept for it is kept under
// this name.
func (x *Index) Hash() string { return x.questions.Hash }

// BuiltIn reports whether the program brings what has been learned from
// exactly these questions.
func (x *Index) BuiltIn() bool { return builtInHash() == x.questions.Hash }

// near reports whether what the program brings fits the entries, though lists
// may have changed since.
func (x *Index) near() bool { return strings.HasPrefix(builtInHash(), x.questions.Entries+"-") }

// Warm makes the index ready to rank by what is learned from exactly its
// questions: from the program, from kept, where that is of the same content,
// or by learning, which takes a minute of the processor for 10,000 lines. It
// returns what is worth keeping, nil where nothing was learned. Without Warm,
// Ask takes what the program brings where the entries are the same, and learns
// only where they are not.
func (x *Index) Warm(kept []byte) []byte {
	x.once.Do(func() { x.model, x.fresh = x.ready(kept, true) })
	if x.fresh {
		return x.model.encode()
	}
	return nil
}

// use makes the index ready to rank, if it is not.
func (x *Index) use() *model {
	x.once.Do(func() { x.model, x.fresh = x.ready(nil, false) })
	return x.model
}

// ready finds or learns the model, and reports whether it was learned. With
// nothing to rank there is none.
func (x *Index) ready(kept []byte, exact bool) (m *model, learned bool) {
	x.exact = x.own()
	switch {
	case len(x.entries) == 0:
		return nil, false
	case x.BuiltIn(), !exact && x.near(), x.questions.Hash == x.questions.Entries+"-" && x.near():
		return builtIn(), false
	}
	if m, err := decode(string(kept)); err == nil && m.hash == x.questions.Hash {
		return m, false
	}
	return train(x.questions.Parsed(), Parts{}, builtIn()), true
}

// own maps the titles and phrasings of the entries, folded, to their places.
func (x *Index) own() map[string]int {
	m := map[string]int{}
	for _, l := range x.questions.Lines {
		words := strings.Join(text.Words(l.Text), " ")
		at := slices.IndexFunc(x.entries, func(e Entry) bool { return e.ID == l.ID })
		if had, ok := m[words]; ok && had != at {
			at = -1 // two entries have it: their scores decide
		}
		m[words] = at
	}
	return m
}

// Learn learns a model of questions from nothing, as a file.
func Learn(q content.Questions) []byte { return train(q.Parsed(), Parts{}, nil).encode() }

// Entry returns the entry with this id, or nil.
func (x *Index) Entry(id string) *Entry { return x.byID[id] }

// Entries returns all entries in the order written. Do not modify them.
func (x *Index) Entries() []Entry { return x.entries }

// Ask ranks the entries for a question and says what may be done. The same
// question always ranks the same.
func (x *Index) Ask(question string) Ranking {
	return x.rank(x.use(), question)
}

// Rank is the ranking alone: every entry, the best first.
func (x *Index) Rank(question string) []Hit { return x.Ask(question).Hits }

// Judge says what the scores of a ranking allow. Whether a question is a
// clinician's they do not tell: Ask does.
func (x *Index) Judge(ranked []Hit) Verdict {
	m := x.use()
	if len(ranked) == 0 || m == nil {
		return Abstain
	}
	switch first := ranked[0].Score; {
	case first >= m.limits.Answer:
		return Answer
	case first >= m.limits.Choose:
		return Choose
	default:
		return Abstain
	}
}

func (x *Index) rank(m *model, question string) Ranking {
	r := Ranking{Hits: make([]Hit, len(x.entries))}
	if len(x.entries) == 0 {
		return r
	}
	msg := m.read(text.Strip(question))
	if len(msg.words) == 0 {
		for i := range x.entries {
			r.Hits[i].ID = x.entries[i].ID
		}
		return r
	}
	g := m.guess(&msg)
	f := g.features()
	order, scores := m.hits(&g, &f)
	if at, ok := x.exact[strings.Join(text.Words(msg.raw), " ")]; ok && at >= 0 {
		place := slices.Index(order, at)
		scores[place] = 1
		for i := range scores {
			if i != place {
				scores[i] = min(scores[i], 0.001)
			}
		}
	}
	for i, c := range order {
		r.Hits[i] = Hit{ID: x.entries[c].ID, Score: scores[i]}
	}
	slices.SortStableFunc(r.Hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	r.Verdict = m.verdict(&f, r.Hits)
	return r
}

// verdict says what may be done with a ranking.
func (m *model) verdict(f *[gateSize]float32, hits []Hit) Verdict {
	switch {
	case len(hits) == 0:
		return Abstain
	case hits[0].Score >= m.limits.Answer:
		return Answer
	case m.clinician >= 0 && pass(m.refer, f) >= m.limits.Clinician:
		return Clinician
	case hits[0].Score >= m.limits.Choose:
		return Choose
	default:
		return Abstain
	}
}
