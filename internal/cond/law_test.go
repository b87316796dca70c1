package cond

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"intake/internal/item"
)

// anyAnswers generates answers in every status, with fitting values.
func anyAnswers(s *Schema) *rapid.Generator[item.Answers] {
	return rapid.Custom(func(t *rapid.T) item.Answers {
		a := answers(s, nil)
		a.Worst = uint8(rapid.IntRange(0, 4).Draw(t, "worst"))
		a.Settled = rapid.Bool().Draw(t, "settled")
		for i := range s.Items.Len() {
			st := item.Status(rapid.IntRange(0, int(item.NotApplicable)).Draw(t, "status"))
			to := item.Answer{Status: st}
			if to.Known() {
				to.Value = value(t, s, i)
			}
			if st != item.Partial || s.Items.Type(i) == item.Options {
				a.Set(i, to)
			}
		}
		return a
	})
}

func value(t *rapid.T, s *Schema, i int) item.Value {
	switch s.Items.Type(i) {
	case item.Bool:
		return item.BoolOf(rapid.Bool().Draw(t, "bool"))
	case item.Number:
		return item.NumberOf(float64(rapid.IntRange(0, 100).Draw(t, "number")))
	case item.Date:
		return item.DateOf(rapid.SampledFrom([]string{"1950", "2010-01-01", "1940-12-31"}).Draw(t, "date"))
	case item.Option:
		return item.OptionOf(rapid.SampledFrom(s.Options[s.Items.ID(i)]).Draw(t, "option"))
	case item.Options:
		return item.OptionsOf(some(t, s.Options[s.Items.ID(i)])...)
	default:
		return item.TextOf("words")
	}
}

// TestUnknownIsOpen: a truth is never taken back by closing what was open. Once
// a condition is True or False, whatever is answered later leaves it so.
func TestUnknownIsOpen(t *testing.T) {
	s := clinic()
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(conds(s, 1), 50, 50).Draw(t, "conds")
		for _, src := range real {
			c, err := Parse(src, s)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, c)
		}
		a := anyAnswers(s).Draw(t, "answers")
		later := a.Clone()
		if !a.Settled {
			later.Worst = uint8(rapid.IntRange(int(a.Worst), 4).Draw(t, "later worst"))
			later.Settled = true
		}
		for i := range s.Items.Len() {
			had := a.At(i)
			if had.Status.Closed() {
				continue
			}
			st := rapid.SampledFrom([]item.Status{item.Given, item.Declined, item.None, item.NotApplicable}).Draw(t, "status")
			if had.Status == item.Partial {
				st = item.Given // volunteered options stay
			}
			to := item.Answer{Status: st}
			if st == item.Given {
				to.Value = value(t, s, i)
				if had.Status == item.Partial {
					to.Value = item.OptionsOf(slices.Concat(had.Value.Options(), to.Value.Options())...)
				}
			}
			later.Set(i, to)
		}
		for _, c := range list {
			was, now := c.Eval(a), c.Eval(later)
			if now == Unknown {
				t.Fatalf("%s is unknown with everything closed", c)
			}
			if was != Unknown && was != now {
				t.Fatalf("%s went from %d to %d", c, was, now)
			}
		}
	})
}
