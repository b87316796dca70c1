package triage

import (
	"slices"

	"intake/internal/cond"
	"intake/internal/item"
)

// Fires reports whether the rule at position i of List holds.
func (r *Rules) Fires(i int, a item.Answers) bool { return r.List[i].When.Eval(a) == cond.True }

// Settled reports whether no rule above worst can still come to hold: the
// overall disposition is final as far as the open questions go.
func (r *Rules) Settled(a item.Answers, worst Disposition) bool {
	for i := range r.List {
		if r.List[i].Disposition > worst && r.List[i].When.Eval(a) == cond.Unknown {
			return false
		}
	}
	return true
}

// Why lists the items whose answers make the rule hold, in the order its
// condition reads them: of several reasons joined by "or" all that hold, of
// those joined by "and" each one. It is empty where the rule does not hold.
func (r *Rules) Why(rule *Rule, a item.Answers) []item.ID {
	var ids []item.ID
	r.why(rule.When, a, cond.True, &ids)
	return ids
}

func (r *Rules) why(c cond.Cond, a item.Answers, want cond.Truth, ids *[]item.ID) {
	if c.Eval(a) != want {
		return
	}
	switch c := c.(type) {
	case *cond.And:
		for _, x := range c.List {
			r.why(x, a, want, ids)
		}
	case *cond.Or:
		for _, x := range c.List {
			r.why(x, a, want, ids)
		}
	case *cond.Not:
		r.why(c.X, a, cond.True-want, ids)
	case *cond.Declined:
		for _, id := range r.sets[c.Set] {
			if a.Get(id).Refused() {
				add(ids, id)
			}
		}
	default:
		for _, id := range c.Items() {
			if a.Get(id).Known() || a.Get(id).Status == item.Declined {
				add(ids, id)
			}
		}
	}
}

func add(ids *[]item.ID, id item.ID) {
	if !slices.Contains(*ids, id) {
		*ids = append(*ids, id)
	}
}
