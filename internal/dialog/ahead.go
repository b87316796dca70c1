package dialog

import (
	"slices"
	"strings"
	"unicode"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
)

// ahead is how many questions of a section a clause is tried on.
const ahead = 4

// listenAhead reads clauses as answers to what would be asked soon: what
// depends on the answer just given, and the next questions of its section. A
// clause must say that and next to nothing else, and more than yes, no or a
// number. It returns what is left.
func (st *step) listenAhead(words string, not *flow.Question) string {
	var left []string
	for _, c := range clauses(words, false) {
		if st.answersSoon(c, not) {
			continue
		}
		parts := clauses(c, true)
		if len(parts) < 2 {
			left = append(left, c)
			continue
		}
		for _, part := range parts {
			if !st.answersSoon(part, not) {
				left = append(left, part)
			}
		}
	}
	return st.listenForName(strings.Join(left, ", "), not)
}

// listenForManner reads the clauses of what brings a patient as answers to the
// choices that may be taken from there: how it began.
func (st *step) listenForManner(words string, reason *flow.Question) {
	for _, whole := range clauses(words, false) {
		for _, c := range append([]string{whole}, clauses(whole, true)...) {
			for _, q := range st.Flow.Questions {
				if !q.Listen || q.Kind.Type() != item.Option || !st.hearable(q, reason) || !q.Applies(st.s.Answers) || q.Prompt.Section != reason.Prompt.Section {
					continue
				}
				r := q.Kind.Read(&q.Spec, kind.Said{Text: c}, st.byName())
				if r.Outcome == kind.Valued && !doubtful(r.Value) {
					st.overhear(q, r.Value, false)
					st.weighAll()
				}
			}
		}
	}
}

// firstPart reads the longest beginning of a message that answers q, where the
// whole does not, and returns the rest: "chiro. did nothing".
func (st *step) firstPart(q *flow.Question, h heard) (kind.Reading, string, bool) {
	if h.said.Text == "" || len(h.text) > longest || q.Kind.Type() == item.Text || q.Type == "body-regions" || mustAnswer(q) {
		return kind.Reading{}, "", false
	}
	all := clauses(h.text, false)
	if len(all) == 1 && q.Type != "multi" {
		all = clauses(h.text, true)
	}
	listed := q.Kind.Type() == item.Option || q.Kind.Type() == item.Options
	for n := len(all) - 1; n > 0; n-- {
		if listed && len(text.Parse(strings.Join(all[:n], ", "), "").Numbers()) > 0 && wordsIn(all[0]) > 2 {
			continue // a number in a sentence is no place in a list
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: strings.Join(all[:n], ", ")}, st.env)
		if r.Outcome == kind.Valued && !r.Value.IsNull() && wordsIn(r.Rest) <= mostLeft && !(q.Safety && (doubtful(r.Value) || st.saysNone(q, r.Value))) {
			return r, strings.Join(all[n:], ", "), true
		}
	}
	return kind.Reading{}, "", false
}

// listenBehind reads the clauses behind the first of an answer in the patient's
// own words, which stay whole, as answers to what would be asked soon.
func (st *step) listenBehind(words string, not *flow.Question) {
	for i, c := range clauses(words, false) {
		if i > 0 {
			st.answersSoon(c, not)
		}
	}
	st.settle()
}

// mostClauses is how many clauses of a message are looked at one by one.
const mostClauses = 8

// clauses cuts a message at its marks, or also at the words that join.
func clauses(words string, joins bool) []string {
	line := text.Parse(words, "")
	var out []string
	from := 0
	for i := 0; i <= len(line.Tokens); i++ {
		if i < len(line.Tokens) {
			t := line.Tokens[i]
			mark := !t.Word && strings.Contains(",;.!\n", t.Text)
			if !mark && !(joins && t.Word && (text.Joins(t.Text) || text.Contrasts(t.Text))) {
				continue
			}
		}
		if c := strings.TrimSpace(line.Between(from, i)); c != "" {
			out = append(out, c)
		}
		from = i + 1
		if len(out) == mostClauses-1 {
			if c := strings.TrimSpace(line.Between(min(from, len(line.Tokens)), len(line.Tokens))); c != "" {
				out = append(out, c)
			}
			return out
		}
	}
	return out
}

// soon lists what would be asked soon after q, what depends on it first.
func (st *step) soon(q *flow.Question) []*flow.Question {
	var depends, next []*flow.Question
	for _, o := range st.Flow.Questions {
		switch {
		case !st.hearable(o, q) || !o.Applies(st.s.Answers) || o.Role == "name":
		case o.DependsOn(q.ID):
			depends = append(depends, o)
		case o.At > q.At && len(next) < ahead && o.Prompt.Section == q.Prompt.Section:
			next = append(next, o)
		}
	}
	return append(depends, next...)
}

// mostBeside is how many words a clause may hold beside its answer to a
// question that depends on the one just answered.
const mostBeside = 5

// answersSoon takes a clause that answers a question that would be asked soon.
func (st *step) answersSoon(clause string, not *flow.Question) bool {
	line := text.Parse(clause, "")
	core := line.Core()
	if len(core) == 0 || line.YesOrNo() || line.Unsure() || line.NoMore() || echoes(core, not) || st.answer(not).Value.Has("prefer_not") {
		return false
	}
	numbers := line.Numbers()
	if len(numbers) == 1 && len(core) <= numbers[0].To-numbers[0].From {
		return false
	}
	for _, q := range st.soon(not) {
		switch {
		case q.Kind.Type() == item.Text && q.Role != "contact":
			continue
		case q.Kind.Type() == item.Bool && !st.speaksOf(q, core):
			continue // a yes to something else
		case q.Kind.Type() == item.Number && len(numbers) == 0:
			continue // "in January" is no number of weeks
		case q.Kind.Type() == item.Option && len(numbers) == 1 && len(core) < 4:
			continue // no place in a list that was not shown
		}
		beside, env := 1, st.byName()
		if q.DependsOn(not.ID) {
			beside, env = mostBeside, st.env
		}
		r := q.Kind.Read(&q.Spec, kind.Said{Text: clause}, env)
		if r.Outcome != kind.Valued || r.Value.IsNull() || doubtful(r.Value) || wordsIn(r.Rest) > beside || st.saysNone(q, r.Value) {
			continue
		}
		before := len(st.turn.Understood)
		if st.overhear(q, r.Value, q.Safety && q.Type == "multi"); len(st.turn.Understood) > before {
			st.weighAll()
			return true
		}
	}
	return false
}

// echoes reports whether words only say again what q asks: "at birth", said to
// "What was your sex at birth?", tells of no birth.
func echoes(words []text.Token, q *flow.Question) bool {
	asked := text.Words(q.Ask)
	for _, w := range words {
		if !slices.Contains(asked, w.Text) {
			return false
		}
	}
	return true
}

// speaksOf reports whether words speak of what q is called by, in any form:
// "flaring", where it asks of a flare.
func (st *step) speaksOf(q *flow.Question, words []text.Token) bool {
	const stem = 4
	for _, name := range append([]string{q.Name}, q.Also...) {
		for _, n := range text.Words(name) {
			if len(n) < stem || text.Small(n) {
				continue
			}
			for _, w := range words {
				if len(w.Text) >= stem && w.Text[:stem] == n[:stem] {
					return true
				}
			}
		}
	}
	return false
}

// longestName is how many words a name given beside an answer may have.
const longestName = 10

// listenForName takes what is left beside an answer as the words that the
// next question wants, where the answer brought it up and they hold a name or
// a number: "insured, Blue Cross", "yes, from Dr. Lee". It returns what is left.
func (st *step) listenForName(words string, not *flow.Question) string {
	if t := not.Kind.Type(); t == item.Text || words == "" || wordsIn(words) > longestName || strings.IndexFunc(words, unicode.IsUpper) < 0 {
		return words
	}
	for _, q := range st.soon(not) {
		if q.Kind.Type() != item.Text || !q.Required || !q.DependsOn(not.ID) {
			continue
		}
		if r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, st.env); r.Outcome == kind.Valued && !r.Value.IsNull() {
			st.overhear(q, r.Value, false)
			return ""
		}
	}
	return words
}

// besides takes answers to other items out of a message that words lead to and
// returns what is left for the question asked: of two numbers, only one is
// its own.
func (st *step) besides(q *flow.Question, h heard) heard {
	name := q.Role == "name"
	switch {
	case h.said.Text == "" || len(h.text) > longest, !name && q.Kind.Type() == item.Text:
		return h
	case q.Kind.Type() == item.Option && q.Kind.Read(&q.Spec, h.said, st.env).Outcome == kind.Valued:
		return h // "after lifting" tells how it began, not what makes it worse
	}
	said, asked := apart(h.text)
	left, _ := st.listenForCues(said, q)
	if name {
		left = st.besidesName(left, q)
	}
	if left == said {
		return h
	}
	h.said.Text = strings.TrimSpace(left + " " + asked)
	h.text = h.said.Text
	h.words = text.Words(h.text)
	return h
}

// besidesName takes what is no name out of a message that tells one: the
// clauses that answer what would be asked soon.
func (st *step) besidesName(words string, q *flow.Question) string {
	first := true
	var left []string
	for _, c := range clauses(words, false) {
		for _, part := range clauses(c, true) {
			before := len(st.turn.Understood)
			if first || !st.answersSoon(part, q) {
				st.listenForSigns(part, q)
			}
			switch {
			case len(st.turn.Understood) == before:
				left = append(left, part)
			case first: // "Jamal Carter 555-010-4471"
				left = append(left, withoutSigns(part))
			}
			first = false
		}
	}
	if len(left) == 0 {
		return ""
	}
	if len(st.turn.Understood) > 0 {
		return left[0] // what else stands there only led to the others
	}
	return words
}

// withoutSigns is a clause up to the first sign or digit, which no name has.
func withoutSigns(s string) string {
	if i := strings.IndexAny(s, "0123456789+(@"); i >= 0 {
		return strings.TrimSpace(s[:i])
	}
	return s
}
