package cond

import (
	"strconv"
	"strings"
)

// String joins the parts with "and"; brackets stand only where they must.
func (c *And) String() string {
	parts := make([]string, len(c.List))
	for i, x := range c.List {
		parts[i] = x.String()
		switch x.(type) {
		case *And, *Or:
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, " and ")
}

// String joins the parts with "or"; brackets stand only where they must.
func (c *Or) String() string {
	parts := make([]string, len(c.List))
	for i, x := range c.List {
		parts[i] = x.String()
		if _, same := x.(*Or); same {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, " or ")
}

// String always puts brackets: what a not covers is seen at once.
func (c *Not) String() string { return "not (" + c.X.String() + ")" }

// String prints the comparison as it is written.
func (c *Compare) String() string {
	s := string(c.Item)
	if c.Age {
		s = wordAge
	}
	s += " " + c.Op.String()
	switch {
	case c.Op == Answered:
		return s
	case c.Op == In:
		return s + " @" + c.Group
	case c.Op.orders():
		return s + " " + number(c.Number)
	}
	var list []string
	switch {
	case c.Bools != nil:
		for _, b := range c.Bools {
			list = append(list, strconv.FormatBool(b))
		}
	case c.Numbers != nil:
		for _, n := range c.Numbers {
			list = append(list, number(n))
		}
	default:
		list = c.Options
	}
	return s + " " + strings.Join(list, ",")
}

// String prints the comparison as it is written.
func (c *Disposition) String() string {
	return wordDisposition + " " + c.Op.String() + " " + c.Name
}

// String prints it as it is written.
func (c *Declined) String() string { return wordDeclined + " in @" + c.Set }

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
