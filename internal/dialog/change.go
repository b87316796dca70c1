package dialog

import (
	"slices"
	"strings"

	"intake/internal/body"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
)

// change reads a message as a correction of something answered before: an
// item whose old value it takes back, one that it names or leads to, one that
// it adds to, or the latest answer that its value fits. With bold it needs no
// word of correction, because it was asked for. It reports whether it took the
// message.
func (st *step) change(h heard, bold bool) bool {
	if h.text == "" || len(h.text) > longest {
		return false
	}
	c := st.moves.contrast(h.text)
	strong := bold || st.moves.corrects(h.words)
	if st.changeLed(c, h, strong) || st.takeBackOld(c) {
		return true
	}
	if strong && st.changePerson(h) {
		return true
	}
	named := st.named(h.words)
	for _, q := range named {
		words := c.wanted
		if t := q.Kind.Type(); t == item.Option || t == item.Options {
			words = st.withoutName(q, h) // these read what is denied themselves
		}
		if v, ok := st.newValue(q, words, h, true); ok {
			st.amend(q, v)
			return true
		}
	}
	if st.addTo(c, h, strong) {
		return true
	}
	if st.swaps(h) || strong && st.changeSide(c) {
		return true
	}
	if len(named) > 0 && strong {
		return st.changeByAsking(named[0])
	}
	return strong && st.changeLatest(c, h)
}

// changeLatest gives a new value to the latest answer that it fits.
func (st *step) changeLatest(c contrast, h heard) bool {
	for _, q := range st.lately() {
		old := st.answer(q)
		if c.unwanted != "" && q.Kind.Type() == item.Number && !takesBack(c.unwanted, old.Value.Number()) {
			continue // it takes another number back than this one
		}
		words := c.wanted
		if old.Value.Type() != item.Number && (c.unwanted == "" || !st.reads(q, words)) {
			words = h.text
		}
		if v, ok := st.newValue(q, words, h, false); ok {
			st.amend(q, v)
			return true
		}
	}
	return false
}

// takesBack reports whether words name a number, in whatever unit of time:
// "not three" takes 21 days back.
func takesBack(words string, number float64) bool {
	for _, n := range text.Parse(words, "").Numbers() {
		for _, unit := range []float64{1, 7, 30, 365} {
			if n.High*unit == number {
				return true
			}
		}
	}
	return false
}

// reads reports whether words alone answer q.
func (st *step) reads(q *flow.Question, words string) bool {
	return q.Kind.Read(&q.Spec, kind.Said{Text: words}, st.env).Outcome == kind.Valued
}

// named lists the answered items that a message names, the longest name first.
func (st *step) named(words []string) []*flow.Question {
	type hit struct {
		q   *flow.Question
		len int
	}
	var hits []hit
	line := " " + strings.Join(words, " ") + " "
	for _, q := range st.Flow.Questions {
		if a := st.answer(q); !a.Known() && a.Status != item.Declined && a.Status != item.None || q.Role == "consent" {
			continue
		}
		if n := st.nameIn(q, line); n > 0 {
			hits = append(hits, hit{q, n})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.len - a.len })
	out := make([]*flow.Question, len(hits))
	for i, x := range hits {
		out[i] = x.q
	}
	return out
}

// isNamed reports whether a message names q.
func (st *step) isNamed(q *flow.Question, words []string) bool {
	return st.nameIn(q, " "+strings.Join(words, " ")+" ") > 0
}

// nameIn returns the length of the longest name of q that stands in a line of
// folded words, 0 for none.
func (e *Engine) nameIn(q *flow.Question, line string) int {
	best := 0
	for _, name := range e.names[q.At] {
		if len(name) > best && strings.Contains(line, name) {
			best = len(name)
		}
	}
	return best
}

// withoutName is a message without the name it calls q by, which may hold the
// name of an option.
func (st *step) withoutName(q *flow.Question, h heard) string {
	line := " " + strings.Join(h.words, " ") + " "
	longest := ""
	for _, name := range st.names[q.At] {
		if len(name) > len(longest) && strings.Contains(line, name) {
			longest = name
		}
	}
	rest := strings.TrimSpace(strings.Replace(line, longest, " ", 1))
	if r := q.Kind.Read(&q.Spec, kind.Said{Text: rest}, st.env); r.Outcome == kind.Valued {
		return rest
	}
	if st.denies(h) {
		return h.text
	}
	return rest
}

// denies reports whether a message says that something is not so.
func (st *step) denies(h heard) bool { return holdsAny(h.words, st.moves.deny) }

// namesOf are the folded names of a question, with a space on either side.
func namesOf(q *flow.Question) []string {
	var names []string
	for _, name := range append([]string{q.Name}, q.Also...) {
		words := text.Words(name)
		if len(words) == 0 || len(words) == 1 && len(q.Prompt.Questions) > 1 {
			continue // "now", "worst": labels inside a shared prompt, said too often
		}
		names = append(names, " "+strings.Join(words, " ")+" ")
	}
	return names
}

// lately lists the answered items but those in the patient's own words, the
// last answered first.
func (st *step) lately() []*flow.Question {
	return slices.DeleteFunc(st.latelyAny(), func(q *flow.Question) bool { return q.Kind.Type() == item.Text })
}

// latelyAny lists the answered items, the last answered first.
func (st *step) latelyAny() []*flow.Question {
	var out []*flow.Question
	for _, q := range st.Flow.Questions {
		if st.answer(q).Known() && q.Role != "consent" && q.Asks() {
			out = append(out, q)
		}
	}
	slices.SortStableFunc(out, func(a, b *flow.Question) int {
		x, y := st.answer(a).Turn, st.answer(b).Turn
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		default:
			return b.At - a.At
		}
	})
	return out
}

// newValue reads a new value for q that differs from the present one.
func (st *step) newValue(q *flow.Question, words string, h heard, named bool) (item.Value, bool) {
	old := st.answer(q).Value
	env := st.env
	env.Listening = !named && q.Type != "body-regions" // a side named in a correction stands out enough
	if named && q.Kind.Type() == item.Text {
		return st.newText(q, words, old)
	}
	r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, env)
	if r.Outcome != kind.Valued || r.Value.IsNull() {
		if named && q.Kind.Type() == item.Options && st.denies(h) {
			return st.without(q, old, h)
		}
		return item.Value{}, false
	}
	v := r.Value
	if q.Kind.Type() == item.Options {
		v = st.mix(q, old, v, h)
	}
	return v, !v.Equal(old)
}

// newText takes what follows the item's name: "my goal is to run again".
func (st *step) newText(q *flow.Question, words string, old item.Value) (item.Value, bool) {
	if q.Role == "contact" {
		env := st.env
		env.Listening = true
		for clause := range strings.SplitSeq(words, ",") {
			if r := q.Kind.Read(&q.Spec, kind.Said{Text: strings.TrimSpace(clause)}, env); r.Outcome == kind.Valued {
				return r.Value, !r.Value.Equal(old)
			}
		}
	}
	words = strings.ReplaceAll(words, ":", " : ")
	for _, sep := range append([]string{" : "}, st.moves.is...) {
		if _, after, ok := strings.Cut(words, sep); ok {
			if q.Role == "name" {
				after, _, _ = strings.Cut(after, ",")
			}
			r := q.Kind.Read(&q.Spec, kind.Said{Text: strings.TrimSpace(after)}, st.env)
			if r.Outcome == kind.Valued && !r.Value.IsNull() {
				return r.Value, !r.Value.Equal(old)
			}
		}
	}
	return item.Value{}, false
}

// mix joins a correction of a several-choice answer with what was there: the
// other side of the same region replaces it, "also" adds, anything else is
// the new answer.
func (st *step) mix(q *flow.Question, old, v item.Value, h heard) item.Value {
	if st.moves.adds(h.words) {
		return st.join(q, old, v)
	}
	if q.Type != "body-regions" {
		return v
	}
	base := map[string]bool{}
	for _, id := range v.Options() {
		if r, ok := body.ByID(id); ok && r.Side != "" {
			base[r.Base] = true
		}
	}
	var keep []string
	replaced := false
	for _, id := range old.Options() {
		if r, ok := body.ByID(id); ok && base[r.Base] {
			replaced = true
			continue
		}
		keep = append(keep, id)
	}
	if !replaced {
		return v
	}
	return st.join(q, item.OptionsOf(keep...), v)
}

// without takes out the options that a message denies: "I don't have asthma".
func (st *step) without(q *flow.Question, old item.Value, h heard) (item.Value, bool) {
	line := " " + strings.Join(h.words, " ") + " "
	var keep []string
	for _, o := range q.Options {
		if !old.Has(o.ID) {
			continue
		}
		denied := false
		for _, w := range append([]string{o.Label}, o.Words...) {
			if f := strings.Join(text.Words(w), " "); f != "" && strings.Contains(line, " "+f+" ") {
				denied = true
			}
		}
		if !denied {
			keep = append(keep, o.ID)
		}
	}
	if len(keep) == len(old.Options()) {
		return old, false
	}
	if len(keep) == 0 {
		keep = st.alone(q)
	}
	return item.OptionsOf(keep...), len(keep) > 0
}

// amend records a corrected value, says old and new, and re-opens or drops
// what hangs on it.
func (st *step) amend(q *flow.Question, v item.Value) {
	if st.tooLow(q, v) {
		st.lead = append(st.lead, st.missWords(q, "miss.below"))
		st.short = true
		return
	}
	st.liftFloor(q, v)
	was := st.answer(q)
	left := st.leftInAll()
	st.set(q, item.Answer{Status: item.Given, Value: v}, false)
	key := "changed"
	if !was.Known() {
		key = "added"
	}
	st.lead = append(st.lead, st.say.text(key, "item", q.Name, "new", st.show(q.At, v), "old", st.show(q.At, was.Value)))
	if st.s.Again == q.At {
		st.s.Again = -1
	}
	st.settle()
	st.afterChange(q)
	if n := st.leftInAll() - left; n >= 1 && !st.done() {
		st.lead = append(st.lead, st.say.text("more_because", "n", itoa(n)))
	}
	st.short = true
}

// afterChange has the review confirmed again.
func (st *step) afterChange(q *flow.Question) {
	if c := st.spots.confirm; q != c && st.answer(c).Status == item.Given && st.s.Version == 0 {
		st.s.Answers.Set(c.At, item.Answer{})
		st.touched = append(st.touched, c.At)
	}
}

// changeByAsking asks an item again that the patient wants to change without
// saying to what.
func (st *step) changeByAsking(q *flow.Question) bool {
	if st.s.Phase == PhaseSubmitted {
		return false
	}
	st.s.Again = q.At
	st.s.Follow = nil
	st.lead = append(st.lead, st.say.text("review_change", "item", q.Name))
	return true
}
