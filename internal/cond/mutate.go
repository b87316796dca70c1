package cond

import "slices"

// Mutants returns every condition that differs from c by one small slip: an
// order turned strict or not strict, a comparison negated, one option of
// several left out, "and" for "or", a "not" lost. It stands here, beside the
// grammar, so that whoever adds an operator adds its slips; the tests of a
// flow's rules use it to show that no rule can be miswritten unnoticed.
func Mutants(c Cond) []Cond {
	switch c := c.(type) {
	case *And:
		return append([]Cond{&Or{c.List}}, within(c.List, func(l []Cond) Cond { return &And{l} })...)
	case *Or:
		return append([]Cond{&And{c.List}}, within(c.List, func(l []Cond) Cond { return &Or{l} })...)
	case *Not:
		// Negating what stands under the not is the same slip as losing it.
		out := []Cond{c.X}
		for _, m := range Mutants(c.X) {
			if n, ok := m.(*Not); !ok || n.X != c.X {
				out = append(out, &Not{m})
			}
		}
		return out
	case *Compare:
		return c.mutants()
	case *Disposition:
		if c.Op.orders() {
			m := *c
			m.Op = strict[c.Op]
			return []Cond{&m}
		}
	}
	return []Cond{&Not{c}}
}

// strict maps each order to the one that differs at the bound alone.
var strict = map[Op]Op{Lt: Le, Le: Lt, Ge: Gt, Gt: Ge}

// within returns the list once for each mutant of each of its parts.
func within(list []Cond, join func([]Cond) Cond) []Cond {
	var out []Cond
	for i, x := range list {
		for _, m := range Mutants(x) {
			changed := slices.Clone(list)
			changed[i] = m
			out = append(out, join(changed))
		}
	}
	return out
}

func (c *Compare) mutants() []Cond {
	if c.Op.orders() {
		m := *c
		m.Op = strict[c.Op]
		return []Cond{&m}
	}
	out := []Cond{&Not{c}}
	if c.Op == In {
		return out
	}
	for i := range c.Options {
		if len(c.Options) > 1 {
			m := *c
			m.Options = slices.Delete(slices.Clone(c.Options), i, i+1)
			out = append(out, &m)
		}
	}
	for i := range c.Numbers {
		if len(c.Numbers) > 1 {
			m := *c
			m.Numbers = slices.Delete(slices.Clone(c.Numbers), i, i+1)
			out = append(out, &m)
		}
	}
	return out
}
