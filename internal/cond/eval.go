package cond

import (
	"slices"

	"intake/internal/item"
)

// Eval is False when one part is, True when all are, else Unknown.
func (c *And) Eval(a item.Answers) Truth {
	t := True
	for _, x := range c.List {
		if t = min(t, x.Eval(a)); t == False {
			break
		}
	}
	return t
}

// Eval is True when one part is, False when all are, else Unknown.
func (c *Or) Eval(a item.Answers) Truth {
	t := False
	for _, x := range c.List {
		if t = max(t, x.Eval(a)); t == True {
			break
		}
	}
	return t
}

// Eval turns True and False round and leaves Unknown.
func (c *Not) Eval(a item.Answers) Truth { return True - c.X.Eval(a) }

// Eval compares what was answered. A question left open makes it Unknown, one
// that was closed without an answer False.
func (c *Compare) Eval(a item.Answers) Truth {
	got := a.At(c.at)
	switch got.Status {
	case item.Given, item.Left:
		return truth(c.holds(got.Value, a))
	case item.Partial:
		// Options volunteered so far stay, so what they make true is true
		// already; anything else may still change.
		if (c.Op == Has || c.Op == In) && c.any(got.Value) {
			return True
		}
		return Unknown
	case item.Open:
		return Unknown
	default:
		return False
	}
}

func (c *Compare) holds(v item.Value, a item.Answers) bool {
	if c.Age {
		years, ok := item.AgeOn(v.Text(), a.Day)
		return ok && v.Type() == item.Date && c.number(float64(years))
	}
	switch c.Op {
	case Answered:
		return true
	case Has, In:
		return c.any(v)
	}
	switch v.Type() {
	case item.Bool:
		return c.Op == Eq && slices.Contains(c.Bools, v.Bool())
	case item.Number:
		return c.number(v.Number())
	case item.Option:
		return c.Op == Eq && c.any(v)
	default:
		return false
	}
}

// any reports whether one of the options is v or among v.
func (c *Compare) any(v item.Value) bool {
	for _, o := range c.Options {
		if v.Has(o) {
			return true
		}
	}
	return false
}

func (c *Compare) number(n float64) bool {
	if c.Op == Eq {
		return slices.Contains(c.Numbers, n)
	}
	return ordered(n, c.Op, c.Number)
}

func ordered[T uint8 | float64](x T, op Op, y T) bool {
	switch op {
	case Eq:
		return x == y
	case Lt:
		return x < y
	case Le:
		return x <= y
	case Ge:
		return x >= y
	case Gt:
		return x > y
	default:
		return false
	}
}

// Eval is Unknown while an open question can still make the disposition worse
// and so change the outcome.
func (c *Disposition) Eval(a item.Answers) Truth {
	now := ordered(a.Worst, c.Op, c.rank)
	if a.Settled {
		return truth(now)
	}
	for worse := a.Worst; worse < c.worst; {
		worse++
		if ordered(worse, c.Op, c.rank) != now {
			return Unknown
		}
	}
	return truth(now)
}

// Eval is True once an item of the set was declined, False once none of them
// can be any more.
func (c *Declined) Eval(a item.Answers) Truth {
	t := False
	for _, at := range c.at {
		switch x := a.At(at); {
		case x.Refused():
			return True
		case !x.Status.Closed():
			t = Unknown
		}
	}
	return t
}

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}
