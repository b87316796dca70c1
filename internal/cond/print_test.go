package cond

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"intake/internal/item"
)

// conds generates any condition over s, as Parse would make it.
func conds(s *Schema, depth int) *rapid.Generator[Cond] {
	leaf := rapid.OneOf(compares(s), dispositions(s), declineds(s))
	if depth == 0 {
		return leaf
	}
	inner := rapid.Deferred(func() *rapid.Generator[Cond] { return conds(s, depth-1) })
	list := rapid.SliceOfN(inner, 2, 4)
	return rapid.OneOf(
		leaf,
		rapid.Map(list, func(l []Cond) Cond { return &And{l} }),
		rapid.Map(list, func(l []Cond) Cond { return &Or{l} }),
		rapid.Map(inner, func(x Cond) Cond { return &Not{x} }),
	)
}

// bounds are numbers as people write them.
func bounds() *rapid.Generator[float64] {
	return rapid.Map(rapid.IntRange(-99999999, 99999999), func(n int) float64 { return float64(n) / 1000 })
}

func some[T comparable](t *rapid.T, of []T) []T {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, len(of), rapid.ID[T]).Draw(t, "some")
}

func compares(s *Schema) *rapid.Generator[Cond] {
	return rapid.Custom(func(t *rapid.T) Cond {
		at := rapid.IntRange(0, s.Items.Len()-1).Draw(t, "item")
		c := &Compare{Item: s.Items.ID(at), at: at}
		typ := s.Items.Type(at)
		if typ == item.Date && rapid.Bool().Draw(t, "age") {
			c.Age, typ = true, item.Number
		}
		var ops []Op
		for o := Eq; o <= Answered; o++ {
			if fits(o, typ) && !(c.Age && o == Answered) && (o != In || c.Item == "symptoms.areas") {
				ops = append(ops, o)
			}
		}
		c.Op = rapid.SampledFrom(ops).Draw(t, "op")
		switch {
		case c.Op == Answered:
		case c.Op == In:
			c.Group = rapid.SampledFrom([]string{"leg", "spine", "low_back"}).Draw(t, "group")
			c.Options = s.Groups[c.Group]
		case typ == item.Number && c.Op == Eq:
			c.Numbers = rapid.SliceOfNDistinct(bounds(), 1, 3, rapid.ID).Draw(t, "numbers")
		case typ == item.Number:
			c.Number = bounds().Draw(t, "bound")
		case typ == item.Bool:
			c.Bools = some(t, []bool{true, false})
		default:
			c.Options = some(t, s.Options[c.Item])
		}
		return c
	})
}

func dispositions(s *Schema) *rapid.Generator[Cond] {
	return rapid.Custom(func(t *rapid.T) Cond {
		rank := rapid.IntRange(0, len(s.Dispositions)-1).Draw(t, "rank")
		return &Disposition{
			Op:   rapid.SampledFrom([]Op{Eq, Lt, Le, Ge, Gt}).Draw(t, "op"),
			Name: s.Dispositions[rank], rank: uint8(rank), worst: uint8(len(s.Dispositions) - 1),
		}
	})
}

func declineds(s *Schema) *rapid.Generator[Cond] {
	return rapid.Custom(func(t *rapid.T) Cond {
		c := &Declined{Set: rapid.SampledFrom([]string{"safety", "empty"}).Draw(t, "set")}
		for _, id := range s.Sets[c.Set] {
			at, _ := s.Items.Index(id)
			c.at = append(c.at, at)
		}
		return c
	})
}

// TestRoundTrip: any condition reads back as it was printed, and stays so.
func TestRoundTrip(t *testing.T) {
	s := clinic()
	all := cmp.AllowUnexported(Compare{}, Disposition{}, Declined{})
	rapid.Check(t, func(t *rapid.T) {
		c := conds(s, 4).Draw(t, "cond")
		again, err := Parse(c.String(), s)
		if err != nil {
			t.Fatalf("%s: %v", c, err)
		}
		if d := cmp.Diff(c, again, all); d != "" {
			t.Fatalf("%s (-want +got)\n%s", c, d)
		}
	})
}
