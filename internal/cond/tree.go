package cond

import (
	"slices"

	"intake/internal/item"
)

// An Op is what a Compare does.
type Op uint8

// The operators. Eq, Has and In take a list, of which one must hold.
const (
	Eq       Op = iota // ==
	Lt                 // <
	Le                 // <=
	Ge                 // >=
	Gt                 // >
	Has                // has
	In                 // in @group
	Answered           // answered
)

var opNames = [...]string{"==", "<", "<=", ">=", ">", "has", "in", "answered"}

// String returns the operator as it is written.
func (o Op) String() string {
	if int(o) < len(opNames) {
		return opNames[o]
	}
	return "?"
}

// orders reports whether o needs an order: <, <=, >= or >.
func (o Op) orders() bool { return o >= Lt && o <= Gt }

// An And holds when all of its conditions hold; there are at least two.
type And struct{ List []Cond }

// An Or holds when one of its conditions holds; there are at least two.
type Or struct{ List []Cond }

// A Not holds when its condition does not.
type Not struct{ X Cond }

// A Compare asks one thing of one item. Which of its lists is filled follows
// from the operator and from the type of the item.
type Compare struct {
	Item item.ID
	Op   Op
	// Age makes it compare whole years since the date in Item.
	Age bool
	// Options are those named by has, or by == on a choice; for in they are
	// the regions of the group.
	Options []string
	Group   string    // of in, without the @
	Bools   []bool    // of == on a yes/no item
	Numbers []float64 // of == on a number
	Number  float64   // the bound of <, <=, >= and >

	at int // of Item in the schema
}

// A Disposition compares the worst disposition of the rules that fired.
type Disposition struct {
	Op   Op // Eq or one that orders
	Name string

	rank, worst uint8 // of Name, and of the worst there is
}

// A Declined holds when an item of a set was declined.
type Declined struct {
	Set string // without the @

	at []int // of the set's items in the schema
}

func (*And) isCond()         {}
func (*Or) isCond()          {}
func (*Not) isCond()         {}
func (*Compare) isCond()     {}
func (*Disposition) isCond() {}
func (*Declined) isCond()    {}

// Walk calls f for c and for every condition in it, outer ones first.
func Walk(c Cond, f func(Cond)) {
	f(c)
	switch c := c.(type) {
	case *And:
		for _, x := range c.List {
			Walk(x, f)
		}
	case *Or:
		for _, x := range c.List {
			Walk(x, f)
		}
	case *Not:
		Walk(c.X, f)
	}
}

// items lists what c reads, each once, in the order written.
func items(c Cond) []item.ID {
	var ids []item.ID
	Walk(c, func(c Cond) {
		if c, ok := c.(*Compare); ok && !slices.Contains(ids, c.Item) {
			ids = append(ids, c.Item)
		}
	})
	return ids
}

// Items lists what c reads.
func (c *And) Items() []item.ID { return items(c) }

// Items lists what c reads.
func (c *Or) Items() []item.ID { return items(c) }

// Items lists what c reads.
func (c *Not) Items() []item.ID { return items(c) }

// Items is the one item that c compares.
func (c *Compare) Items() []item.ID { return items(c) }

// Items is empty: dispositions are derived.
func (c *Disposition) Items() []item.ID { return nil }

// Items is empty: what was declined is derived. The items of the set are in
// the Schema.
func (c *Declined) Items() []item.ID { return nil }
