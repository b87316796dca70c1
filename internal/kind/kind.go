// Package kind holds the ways of asking, one file each: the only place that
// knows a scale from a date.
//
// A kind reads what a patient says to one question. Reading has four
// outcomes: a Value; NotClear, when the words were meant as an answer but may
// not be recorded; a Follow, when half is known and one question back gives
// the rest; NotAnswer, when the words are about something else. Nothing is
// returned as a Value unless the reading is safe.
package kind

import (
	"time"

	"intake/internal/item"
)

// A Spec is what content says of one item, as far as asking and reading it go.
type Spec struct {
	ID      item.ID
	Type    string // boolean choice multi integer scale duration date text body-regions
	Options []Option
	// Least and Most bound numbers; nil where there is no bound.
	Least, Most    *float64
	Unit           string // what numbers count: day, inch, pound
	Role           string // name dob contact consent
	MinLen, MaxLen int
	// Question is what is asked, as the patient reads it: it tells which of
	// several things said is meant.
	Question string
	// None is the option that records "there is none" for kinds whose
	// options hold no such thing ("no more"); nil elsewhere.
	None *Option

	// lex is what the options are called by in the question's own words, and
	// full that and all that is known of the concepts they stand for. Both are
	// made once they are needed: a flow has many questions, of which a
	// conversation asks some. A Spec that was never checked is read all the
	// same, at the cost of making them anew.
	lex, full func() *lexicon
}

// lexicon returns what the options are called by; where listening, only what
// the question's own words say.
func (s *Spec) lexicon(listening bool) *lexicon {
	switch {
	case s.lex == nil:
		x := uncheckedLexicon(s)
		if listening {
			return x
		}
		return x.learned(s.Question)
	case listening:
		return s.lex()
	}
	return s.full()
}

func uncheckedLexicon(s *Spec) *lexicon {
	calls := make([]called, len(s.Options))
	for i, o := range s.Options {
		o.fold()
		calls[i] = calledBy(&o)
	}
	return lexiconOf(s.Options, calls, s.Question)
}

// An Option is one answer that can be pressed.
type Option struct {
	ID, Label string
	Means     string   // what counts, in plain words
	Words     []string // other ways to say it
	Told      []string // what tells of it together, in any order
	Alone     bool     // excludes the others: none, nothing

	folded []saying // Words, once they have been folded
}

// Said is what a patient brings: typed text, one pressed option, or several.
type Said struct {
	Text    string   `json:"text,omitempty"`
	Choice  string   `json:"choice,omitempty"`
	Choices []string `json:"choices,omitempty"`
}

// Env is what a reading may depend on besides the words.
type Env struct {
	Now  time.Time // by the clinic's clock
	Lang string
	DOB  string // full date of birth where known: "when I was 12"
	// Follow is set when the words answer a question back.
	Follow *Follow
	// Listening is set when the words were said to something else: only a
	// value that stands out by itself ("7/10", "three weeks", "left knee")
	// may be returned, never a bare number or a bare yes.
	Listening bool
	// Named is set where an option counts only by a name of its own, however
	// short, never by a description of it.
	Named bool
}

// An Outcome says what became of a reading.
type Outcome uint8

// The outcomes.
const (
	NotAnswer Outcome = iota // about something else
	NotClear                 // meant as an answer, but not safe to record
	NotSure                  // "I don't know"
	Followed                 // half known: ask Reading.Follow
	Valued                   // Reading.Value holds it; Null means "there is none"
)

// A Reading is what a kind made of a message.
type Reading struct {
	Outcome Outcome
	Value   item.Value
	Follow  *Follow
	// Why says what was wrong with a NotClear, as a message key: range,
	// unit, two, future, incomplete, length, digits; "" when nothing is known.
	Why string
	// Rest is what the reading did not use, to be read for other items.
	Rest string
	// Inferred is true where the value was converted or understood from
	// other words than the option's own, and should be said back.
	Inferred bool
}

// A Follow is a question back about an answer half understood.
type Follow struct {
	Ask     string     // message key: which_side
	About   []string   // what it asks of: region bases such as "knee"
	Have    item.Value // what is known already
	Options []Option   // left right both
}

// A Kind is a way of asking.
type Kind interface {
	// Name is the type as the contract names it: "scale".
	Name() string
	// Type is what values are recorded as.
	Type() item.Type
	// Check reports what is wrong with a Spec at load, or nil, and makes
	// ready what reading it needs: the Spec must not change afterwards.
	Check(*Spec) error
	// Options are the buttons to offer, or none.
	Options(*Spec) []Option
	// Read never panics and takes time linear in the message.
	Read(*Spec, Said, Env) Reading
	// Show puts a value in plain words for review and staff.
	Show(*Spec, item.Value) string
}

// Of returns the kind that the contract calls name.
func Of(name string) (Kind, bool) {
	k, ok := table[name]
	return k, ok
}
