package cond

import (
	"regexp"
	"slices"
	"strconv"

	"intake/internal/item"
)

// compare reads one comparison and checks that it fits its item.
func (p *parser) compare() (Cond, *Error) {
	t, err := p.word("the id of an item")
	if err != nil {
		return nil, err
	}
	switch t.text {
	case wordAge:
		return p.age(t)
	case wordDisposition:
		return p.disposition(t)
	case wordDeclined:
		return p.declined()
	}
	at, ok := p.schema.Items.Index(item.ID(t.text))
	if !ok {
		return nil, p.noItem(t)
	}
	c := &Compare{Item: item.ID(t.text), at: at}
	typ := p.schema.Items.Type(at)
	opAt := p.peek()
	if c.Op, ok = p.op(); !ok || !fits(c.Op, typ) {
		return nil, opAt.cannot(fitting(typ), string(c.Item)+" is "+called(typ))
	}
	switch {
	case c.Op == Answered:
		return c, nil
	case c.Op == In:
		return c, p.region(c)
	case typ == item.Number:
		return c, p.numbers(c, string(c.Item))
	}
	list, err := p.list()
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		if typ == item.Bool {
			if t.text != "true" && t.text != "false" {
				return nil, t.fault("true or false", "%s is yes or no, %q is not", c.Item, t.text)
			}
			c.Bools = append(c.Bools, t.text == "true")
			continue
		}
		options := p.schema.Options[c.Item]
		if !slices.Contains(options, t.text) {
			return nil, t.fault(oneOf(options), "%s has no option %q", c.Item, t.text)
		}
		c.Options = append(c.Options, t.text)
	}
	return c, nil
}

// fits reports whether an item that records values of this type can be
// compared so.
func fits(o Op, t item.Type) bool {
	switch {
	case o == Answered:
		return true
	case o == Has || o == In:
		return t == item.Options
	case o == Eq:
		return t == item.Bool || t == item.Number || t == item.Option
	default:
		return t == item.Number
	}
}

// fitting lists the operators that an item of this type allows.
func fitting(t item.Type) string {
	var ops []string
	for o := Eq; o <= Answered; o++ {
		if fits(o, t) {
			ops = append(ops, o.String())
		}
	}
	return oneOf(ops)
}

const fittingOrder = "one of ==, <, <=, >=, >"

// cannot says that t is no operator for what precedes it.
func (t token) cannot(want, precedes string) *Error {
	if t.text == "" {
		return t.fault(want, "the condition ends too soon")
	}
	return t.fault(want, "%s and cannot be asked %q", precedes, t.text)
}

func called(t item.Type) string {
	switch t {
	case item.Bool:
		return "yes or no"
	case item.Number:
		return "a number"
	case item.Option:
		return "one option"
	case item.Options:
		return "several options"
	case item.Date:
		return "a date"
	case item.Text:
		return "text"
	default:
		return "of no known type"
	}
}

// region reads the group of an in.
func (p *parser) region(c *Compare) *Error {
	names := groups(p.schema.Groups)
	t, err := p.group(names)
	if err != nil {
		return err
	}
	regions, ok := p.schema.Groups[t.text]
	if !ok {
		return t.fault(names, "no group of regions is called %q", t.text)
	}
	options := p.schema.Options[c.Item]
	if !slices.ContainsFunc(regions, func(r string) bool { return slices.Contains(options, r) }) {
		return t.fault("", "%s has no region of @%s", c.Item, t.text)
	}
	c.Group, c.Options = t.text, regions
	return nil
}

func (p *parser) age(t token) (Cond, *Error) {
	at, ok := p.schema.Items.Index(p.schema.DOB)
	if !ok {
		return nil, t.fault("", "no item asks for a date of birth, so age is never known")
	}
	c := &Compare{Item: p.schema.DOB, Age: true, at: at}
	opAt := p.peek()
	if c.Op, ok = p.op(); !ok || c.Op != Eq && !c.Op.orders() {
		return nil, opAt.cannot(fittingOrder, "age is a number")
	}
	return c, p.numbers(c, wordAge)
}

// numeral keeps to what people write: no exponents, no hexadecimal, no NaN.
var numeral = regexp.MustCompile(`^-?[0-9]{1,9}(\.[0-9]{1,6})?$`)

// numbers reads what a number is compared with: a list for ==, else a bound.
func (p *parser) numbers(c *Compare, name string) *Error {
	list, err := p.list()
	if err != nil {
		return err
	}
	for i, t := range list {
		n, err := strconv.ParseFloat(t.text, 64)
		if err != nil || !numeral.MatchString(t.text) {
			return t.fault("a number", "%s is a number, %q is not", name, t.text)
		}
		switch {
		case c.Op == Eq && slices.Contains(c.Numbers, n):
			return t.fault("", "%q stands twice", t.text)
		case c.Op == Eq:
			c.Numbers = append(c.Numbers, n)
		case i > 0:
			return t.fault("", "%s takes one number", c.Op)
		default:
			c.Number = n
		}
	}
	return nil
}

func (p *parser) disposition(t token) (Cond, *Error) {
	names := p.schema.Dispositions
	if len(names) == 0 {
		return nil, t.fault("", "there are no dispositions here")
	}
	c := &Disposition{worst: uint8(len(names) - 1)}
	opAt, ok := p.peek(), false
	if c.Op, ok = p.op(); !ok || c.Op != Eq && !c.Op.orders() {
		return nil, opAt.cannot(fittingOrder, "disposition is a rank")
	}
	name, err := p.word(oneOf(names))
	if err != nil {
		return nil, err
	}
	rank := slices.Index(names, name.text)
	if rank < 0 {
		return nil, name.fault(oneOf(names), "no disposition is called %q", name.text)
	}
	c.Name, c.rank = name.text, uint8(rank)
	return c, nil
}

func (p *parser) declined() (Cond, *Error) {
	names := groups(p.schema.Sets)
	if t := p.peek(); !p.accept(In.String()) {
		return nil, t.cannot("in and "+names, "declined is a set")
	}
	t, err := p.group(names)
	if err != nil {
		return nil, err
	}
	set, ok := p.schema.Sets[t.text]
	if !ok {
		return nil, t.fault(names, "no set of items is called %q", t.text)
	}
	c := &Declined{Set: t.text}
	for _, id := range set {
		at, ok := p.schema.Items.Index(id)
		if !ok {
			return nil, t.fault("", "@%s lists %q, which is no item", t.text, id)
		}
		c.at = append(c.at, at)
	}
	return c, nil
}
