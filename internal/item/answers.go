package item

import (
	"slices"
	"strconv"
	"time"
)

// A Status says how far a question has come.
type Status uint8

// The statuses of an answer.
const (
	Open          Status = iota // can still be asked
	Given                       // answered
	Partial                     // some options were volunteered; the rest can still be asked
	Declined                    // left unanswered in words
	None                        // answered that there is none; counts as not answered
	NotApplicable               // its condition is false
	Left                        // some options were volunteered; the rest was declined
)

var statusNames = [...]string{"open", "given", "partial", "declined", "none", "not applicable", "left"}

// String returns the status's name in lower case.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return "status " + strconv.Itoa(int(s))
}

// Closed reports whether the question will not be asked any more, so that
// what is not known about it counts as false.
func (s Status) Closed() bool { return s != Open && s != Partial }

// An Answer is what a patient has said to one item, and how.
type Answer struct {
	Status Status
	// Carried marks an answer of an earlier visit not yet confirmed.
	Carried bool
	// Listened marks a value taken from words said elsewhere; it stays when
	// the item's own condition is false.
	Listened bool
	// Turn is the number of the transcript turn that gave it.
	Turn  uint32
	Value Value
}

// Known reports whether a carries a value.
func (a Answer) Known() bool {
	return a.Status == Given || a.Status == Partial || a.Status == Left
}

// Refused reports whether something about the item was declined.
func (a Answer) Refused() bool { return a.Status == Declined || a.Status == Left }

// Answers are what one patient has answered, by position in a Schema, with
// the derived items that conditions may ask for. Set changes the list that
// copies share: Clone first where the old answers are still wanted.
type Answers struct {
	schema *Schema
	list   []Answer
	// Day is the day by the clinic's clock on which ages count.
	Day time.Time
	// Worst is the worst disposition of the rules that fired, 0 routine;
	// Settled is true when no open question can make it worse.
	Worst   uint8
	Settled bool
}

// NewAnswers returns answers to s, all open.
func NewAnswers(s *Schema) Answers {
	return Answers{schema: s, list: make([]Answer, s.Len())}
}

// Schema returns the items that a answers.
func (a Answers) Schema() *Schema { return a.schema }

// At returns the answer at position i of the schema.
func (a Answers) At(i int) Answer { return a.list[i] }

// Get returns the answer to id; the zero Answer if there is no such item.
func (a Answers) Get(id ID) Answer {
	if i, ok := a.schema.Index(id); ok {
		return a.list[i]
	}
	return Answer{}
}

// Set puts an answer at position i.
func (a Answers) Set(i int, to Answer) { a.list[i] = to }

// Clone returns a copy that can be changed alone.
func (a Answers) Clone() Answers {
	a.list = slices.Clone(a.list)
	return a
}

// Equal reports whether both hold the same answers to the same schema.
func (a Answers) Equal(b Answers) bool {
	return a.schema == b.schema && a.Worst == b.Worst && a.Settled == b.Settled &&
		a.Day.Equal(b.Day) && slices.EqualFunc(a.list, b.list, func(x, y Answer) bool {
		v, w := x.Value, y.Value
		x.Value, y.Value = Value{}, Value{}
		return x.Status == y.Status && x.Carried == y.Carried && x.Listened == y.Listened &&
			x.Turn == y.Turn && v.Equal(w)
	})
}

// AgeOn returns whole years from a full date of birth to a day; false where
// dob is not a full date or lies after it.
func AgeOn(dob string, day time.Time) (int, bool) {
	if len(dob) != len(time.DateOnly) || day.IsZero() {
		return 0, false // before Parse, whose error allocates
	}
	b, err := time.Parse(time.DateOnly, dob)
	if err != nil {
		return 0, false
	}
	y, m, d := day.Date()
	years := y - b.Year()
	if m < b.Month() || m == b.Month() && d < b.Day() {
		years--
	}
	return years, years >= 0
}
