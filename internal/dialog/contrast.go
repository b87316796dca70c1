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

// A contrast is a correction taken apart: "6, not 7", "I said mornings but I
// meant evenings", "take out the massage".
type contrast struct {
	wanted   string // what is to be
	unwanted string // what was said, or is not so
	removed  string // what is to be left out
	more     bool   // what was said is so too: "not just the hip"
}

// contrast takes a message apart. What says neither is wanted.
func (m *moves) contrast(s string) contrast {
	if len(s) > longest {
		return contrast{wanted: s}
	}
	line := text.Parse(s, "")
	words := make([]string, len(line.Tokens))
	for i, t := range line.Tokens {
		words[i] = t.Text
	}
	spanish := text.LanguageOf(s) == "es" // an English "no" before a value takes back what went before
	var c contrast
	at := &c.wanted
	from := 0
	end := func(to int) {
		if part := strings.Trim(line.Between(from, to), " ,;"); part != "" {
			if *at != "" {
				*at += ", "
			}
			*at += part
		}
	}
	turn := func(i, n int, next *string) {
		end(i)
		at, from = next, i+n
	}
	for i := 0; i < len(words); {
		n := 1
		switch t := line.Tokens[i]; {
		case !t.Word && strings.Contains(",;.!\n", t.Text), text.Contrasts(t.Text):
			turn(i, 1, &c.wanted)
		case i > from && begins(words[i:], m.wrong, &n): // "the elbow was a mistake"
			if at == &c.wanted {
				at = &c.unwanted
			}
			turn(i, n, &c.wanted)
		case begins(words[i:], m.meant, &n):
			turn(i, n, &c.wanted)
		case at != &c.wanted && at != &c.removed && i > from && isSo[words[i]]: // "it isn't 3 it's 5"
			turn(i, 1, &c.wanted)
		case begins(words[i:], m.remove, &n):
			turn(i, n, &c.removed)
		case begins(words[i:], m.said, &n):
			turn(i, n, &c.unwanted)
		case begins(words[i:], m.not, &n) && onlyNot(words[i+n:]):
			c.more = true
			turn(i, n+1, new(string))
		case begins(words[i:], m.not, &n):
			if i > from && verbs[words[i-1]] { // "ice does not help": all of it is not so
				at = &c.unwanted
			}
			turn(i, n, &c.unwanted)
		case spanish && t.Text == "no" && onlyNot(words[i+1:]):
			c.more = true
			turn(i, 2, new(string))
		case spanish && t.Text == "no" && i+1 < len(words) && line.Tokens[i+1].Word && (i == 0 || !line.Tokens[i-1].Word): // "cuatro, no tres"
			turn(i, 1, &c.unwanted)
		}
		i += n
	}
	end(len(words))
	if c.wanted == "" && c.removed == "" {
		return contrast{wanted: s}
	}
	return c
}

// isSo are words that come, after what is not so, to what is.
var isSo = map[string]bool{"its": true, "es": true, "son": true, "llevo": true}

// verbs before a "not" have it deny what stands before them too.
var verbs = map[string]bool{"does": true, "do": true, "did": true, "is": true, "are": true, "was": true, "were": true, "am": true, "has": true, "have": true}

// onlyNot reports whether a "not" goes on with an "only": what follows is so,
// but not alone.
func onlyNot(words []string) bool {
	return len(words) > 0 && (words[0] == "just" || words[0] == "only" || words[0] == "solo" || words[0] == "solamente")
}

// begins reports whether words begin with a phrase, and sets n to the length
// of the longest.
func begins(words []string, phrases [][]string, n *int) bool {
	best := 0
	for _, p := range phrases {
		if len(p) > best && startsWithAny(words, [][]string{p}) {
			best = len(p)
		}
	}
	if best > 0 {
		*n = best
	}
	return best > 0
}

// contrasts reports whether a message sets what is against what is not, or
// takes something out.
func (m *moves) contrasts(s string) bool {
	c := m.contrast(s)
	return c.unwanted != "" || c.removed != "" || c.more
}

// takesOther reports whether a message goes back to what was said before, which
// is no answer in the patient's own words even where nobody can tell to what:
// "I said thyroid, that is my mom".
func (st *step) takesOther(h heard) bool {
	if holdsAny(h.words, st.moves.said) {
		return true
	}
	c := st.moves.contrast(h.text)
	return len(text.Parse(c.wanted, "").Numbers()) > 0 && len(text.Parse(c.unwanted, "").Numbers()) > 0
}

// takeBackOld finds the answer that a message takes back, the last given
// first, and gives it the value wanted instead.
func (st *step) takeBackOld(c contrast) bool {
	if c.unwanted == "" && c.removed == "" {
		return false
	}
	for _, q := range st.latelyAny() {
		old := st.answer(q).Value
		var gone item.Value
		for _, words := range []string{c.removed, c.unwanted} {
			if v, ok := st.mentions(q, old, words); ok && gone.IsNull() {
				gone = v
			}
		}
		if gone.IsNull() && q.Type == "body-regions" {
			gone = st.ruledOut(q, old, c)
		}
		if gone.IsNull() {
			continue
		}
		if v, ok := st.instead(q, old, gone, c); ok && !v.Equal(old) {
			st.amend(q, v)
			if q.Leads {
				st.listen(c.wanted, q)
			}
			return true
		}
	}
	return false
}

// ruledOut is the old place of which only the side is taken back: "the left
// knee, not the right".
func (st *step) ruledOut(q *flow.Question, old item.Value, c contrast) item.Value {
	onLeft, onRight, ok := body.Side(c.unwanted)
	if !ok || onLeft == onRight {
		return item.Value{}
	}
	var gone []string
	r := q.Kind.Read(&q.Spec, kind.Said{Text: c.wanted}, st.env)
	if r.Outcome != kind.Valued { // only sides are named: "the right one, not the left"
		if l, r, ok := body.Side(c.wanted); !ok || l == onLeft || r == onRight {
			return item.Value{}
		}
		for _, had := range old.Options() {
			if o, _ := body.ByID(had); onLeft && o.Side == "left" || onRight && o.Side == "right" {
				gone = append(gone, had)
			}
		}
		if len(gone) != 1 {
			return item.Value{}
		}
		return item.OptionsOf(gone...)
	}
	for _, id := range r.Value.Options() {
		w, _ := body.ByID(id)
		for _, had := range old.Options() {
			if o, _ := body.ByID(had); o.Base == w.Base && (onLeft && o.Side == "left" || onRight && o.Side == "right") {
				gone = append(gone, had)
			}
		}
	}
	if len(gone) == 0 {
		return item.Value{}
	}
	return item.OptionsOf(gone...)
}

// byName is how corrections are read: an option counts by its own names only.
func (st *step) byName() kind.Env {
	env := st.env
	env.Named = true
	return env
}

// mentions reads words as a part of what q was answered, and returns it.
func (st *step) mentions(q *flow.Question, old item.Value, words string) (item.Value, bool) {
	if strings.TrimSpace(words) == "" {
		return item.Value{}, false
	}
	if q.Kind.Type() == item.Text {
		said := " " + strings.Join(text.Words(words), " ") + " "
		was := " " + strings.Join(text.Words(old.Text()), " ") + " "
		return old, q.Role != "reason" && len(said) > 4 && strings.Contains(was, said)
	}
	r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, st.byName())
	if r.Outcome != kind.Valued || r.Value.IsNull() {
		return item.Value{}, false
	}
	if q.Kind.Type() != item.Options {
		return r.Value, r.Value.Equal(old)
	}
	return r.Value, slices.ContainsFunc(r.Value.Options(), func(id string) bool { return old.Has(id) })
}

// instead is the value that q gets where a part of its old one is gone.
func (st *step) instead(q *flow.Question, old, gone item.Value, c contrast) (item.Value, bool) {
	var wanted item.Value
	if c.wanted != "" {
		if q.Kind.Type() == item.Text {
			words, ok := st.newText(q, c.wanted, old)
			return words, ok && !words.IsNull()
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: c.wanted}, st.byName())
		if r.Outcome == kind.Valued && !r.Value.IsNull() {
			wanted = r.Value
		}
	}
	if q.Kind.Type() != item.Options {
		return wanted, !wanted.IsNull()
	}
	if wanted.IsNull() && q.Type == "body-regions" {
		if v, ok := otherSide(old, gone, c.wanted); ok {
			return v, true
		}
	}
	keep := slices.DeleteFunc(slices.Clone(old.Options()), func(id string) bool { return gone.Has(id) })
	switch {
	case !wanted.IsNull() && st.saysNone(q, wanted):
		return wanted, true
	case !wanted.IsNull():
		return st.join(q, item.OptionsOf(keep...), wanted), true
	case c.removed == "":
		return item.Value{}, false
	case len(keep) == 0:
		keep = st.alone(q)
	}
	return item.OptionsOf(keep...), len(keep) > 0
}

// otherSide gives the regions that are gone the side that words name: "left",
// said to "right elbow".
func otherSide(old, gone item.Value, words string) (item.Value, bool) {
	onLeft, onRight, ok := body.Side(words)
	if !ok || onLeft == onRight {
		return item.Value{}, false
	}
	side := "left"
	if onRight {
		side = "right"
	}
	var ids []string
	changed := false
	for _, id := range old.Options() {
		r, ok := body.ByID(id)
		if ok && gone.Has(id) && r.Side != "" && r.Side != side {
			id, changed = r.Base+"_"+side, true
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return item.OptionsOf(ids...), changed
}

// changeSide gives the one sided place of an answer the other side, where a
// correction names only that: "other shoulder, the left one".
func (st *step) changeSide(c contrast) bool {
	for _, q := range st.lately() {
		if q.Type != "body-regions" {
			continue
		}
		old := st.answer(q).Value
		var sided []string
		for _, id := range old.Options() {
			if r, ok := body.ByID(id); ok && r.Side != "" {
				sided = append(sided, id)
			}
		}
		if len(sided) != 1 || st.reads(q, c.wanted) {
			continue
		}
		if v, ok := otherSide(old, old, c.wanted); ok {
			st.amend(q, v)
			return true
		}
	}
	return false
}

// swaps changes an item whose old option and one other a message names: "firm
// is too much, put light".
func (st *step) swaps(h heard) bool {
	for _, q := range st.lately() {
		if q.Kind.Type() != item.Option || q.Type == "boolean" {
			continue
		}
		old := st.answer(q).Value
		asList := q.Spec
		asList.Type = "multi"
		several, _ := kind.Of("multi")
		r := several.Read(&asList, kind.Said{Text: h.text}, st.byName())
		if ids := r.Value.Options(); r.Outcome == kind.Valued && len(ids) == 2 && r.Value.Has(old.Text()) {
			other := ids[0]
			if other == old.Text() {
				other = ids[1]
			}
			st.amend(q, item.OptionOf(other))
			return true
		}
	}
	return false
}

// changePerson gives who the patient is, or how to reach them, as a message
// introduces it anew.
func (st *step) changePerson(h heard) bool {
	env := st.env
	env.Listening = true
	for _, q := range st.latelyAny() {
		if q.Role != "contact" && q.Role != "name" || !q.Listen {
			continue
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: h.text}, env)
		if r.Outcome == kind.Valued && !strings.EqualFold(r.Value.Text(), st.answer(q).Value.Text()) {
			st.amend(q, r.Value)
			return true
		}
	}
	return false
}

// changeLed gives answered items the values that words of a correction lead
// to: "actually the worst was a 9".
func (st *step) changeLed(c contrast, h heard, strong bool) bool {
	if !strong && c.unwanted == "" {
		return false
	}
	changed := false
	for _, p := range st.Flow.Cues.Find(text.Parse(c.wanted, "")) {
		for _, at := range p.Owners {
			q := st.Flow.Questions[at]
			a := st.answer(q)
			if !a.Known() && a.Status != item.Declined || q.Kind.Type() == item.Text && q.Role == "" {
				continue
			}
			v, _, ok := st.ledTo(q, p)
			if ok && q.Kind.Type() == item.Options {
				v = st.mix(q, a.Value, v, h)
			}
			if ok && !v.Equal(a.Value) {
				st.amend(q, v)
				changed = true
				break
			}
		}
	}
	return changed
}

// addTo adds to the latest list that a message says more of: "my lower back
// too".
func (st *step) addTo(c contrast, h heard, strong bool) bool {
	if !st.moves.adds(h.words) || !strong && !c.more {
		return false
	}
	for _, q := range st.lately() {
		if q.Kind.Type() != item.Options {
			continue
		}
		old := st.answer(q).Value
		r := q.Kind.Read(&q.Spec, kind.Said{Text: c.wanted}, st.byName())
		if r.Outcome != kind.Valued || r.Value.IsNull() || st.saysNone(q, r.Value) {
			continue
		}
		if v := st.join(q, old, r.Value); !v.Equal(old) {
			st.amend(q, v)
			return true
		}
	}
	return false
}
