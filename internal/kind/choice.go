package kind

import (
	"regexp"
	"slices"
	"strings"

	"intake/internal/item"
	"intake/internal/text"
)

// pressures are readings of blood pressure, "185/112", that are one word
// otherwise.
var pressures = regexp.MustCompile(`\b([12]\d\d|[89]\d)\s?/\s?(\d{2,3})\b`)

// choice asks for one of several options.
type choice struct{}

// Name implements Kind.
func (choice) Name() string { return "choice" }

// Type implements Kind.
func (choice) Type() item.Type { return item.Option }

// Check implements Kind.
func (choice) Check(s *Spec) error { return checkOptions(s, 0) }

// Options implements Kind.
func (choice) Options(s *Spec) []Option { return s.Options }

// Show implements Kind.
func (choice) Show(s *Spec, v item.Value) string {
	return text.SayList("", labels(s.Options, v.Options()))
}

// Read implements Kind: a pressed option, the place of one in the list, its
// name, or a description that fits only one.
func (choice) Read(s *Spec, said Said, env Env) Reading {
	pressed := said.Choices
	if said.Choice != "" {
		pressed = []string{said.Choice}
	}
	if len(pressed) > 0 {
		return pressOne(s.Options, pressed)
	}
	if strings.TrimSpace(said.Text) == "" {
		return Reading{}
	}
	line := text.Parse(pressures.ReplaceAllString(said.Text, "$1 over $2"), env.Lang)
	x := s.lexicon(env.Listening || env.Named)
	scene := x.read(line)
	switch {
	case env.Named:
		return scene.byName(false)
	case env.Listening:
		return scene.overheard()
	}
	r := scene.one()
	if r.Outcome == NotClear && r.Why == "" || r.Outcome == NotAnswer {
		if line.Unsure() {
			return unsure(s.Options, false)
		}
	}
	return r
}

func pressOne(options []Option, pressed []string) Reading {
	for _, id := range pressed {
		if optionByID(options, id) == nil {
			return Reading{Outcome: NotAnswer, Why: "old"}
		}
	}
	if slices.ContainsFunc(pressed, func(id string) bool { return id != pressed[0] }) {
		return Reading{Outcome: NotClear, Why: "two"}
	}
	return Reading{Outcome: Valued, Value: item.OptionOf(pressed[0])}
}

// unsure reads "I don't know": as the option that says so, if there is one.
func unsure(options []Option, several bool) Reading {
	for _, o := range options {
		if isUnsure(o.ID) {
			if several {
				return Reading{Outcome: Valued, Value: item.OptionsOf(o.ID), Inferred: true}
			}
			return Reading{Outcome: Valued, Value: item.OptionOf(o.ID), Inferred: true}
		}
	}
	return Reading{Outcome: NotSure}
}

// isUnsure reports whether an option says that the patient does not know.
func isUnsure(id string) bool {
	switch id {
	case "unsure", "not_sure", "unknown", "dont_know", "no_se", "no_sabe":
		return true
	}
	return false
}

// one reads a message as one option.
func (s *scene) one() Reading {
	s.settle(false)
	if i, found, clear := s.counted(); found {
		place, isPlace := 0, false
		if p, pure := s.picks(); pure && len(p.chosen) == 1 && len(s.line.Core()) == 1 {
			place, isPlace = p.chosen[0], true
		}
		switch {
		case clear && (!isPlace || place == i):
			return s.chose(i, true)
		case len(s.matches) == 0:
			return Reading{Outcome: NotClear} // a number, or the place of an option
		}
	}
	meant := s.pick(func(m *match) bool { return m.meant() || m.doubt == perhaps && !m.negated && m.counts() })
	switch {
	case len(meant) == 1:
		return s.chose(meant[0], !s.namedFully(meant[0]))
	case len(meant) > 1:
		if i, ok := s.afterAnswer(meant); ok {
			return s.chose(i, true)
		}
		if i, ok := s.heaviest(meant); ok {
			return s.chose(i, true)
		}
		return Reading{Outcome: NotClear, Why: "two"}
	}
	if p, pure := s.picks(); pure && !p.empty() {
		chosen := slices.Compact(p.chosen)
		chosen = slices.DeleteFunc(chosen, func(i int) bool { return slices.Contains(p.denied, i) })
		switch {
		case p.beyond:
			return Reading{Outcome: NotClear, Why: "range"}
		case len(chosen) == 1 && !p.count:
			return s.chose(chosen[0], false)
		case len(chosen) > 1 || p.all || p.count:
			return Reading{Outcome: NotClear, Why: "two"}
		}
		return Reading{Outcome: NotClear}
	}
	if i, ok := s.byNumber(); ok {
		return s.chose(i, false)
	}
	if i, ok := s.byYesNo(); ok {
		return s.chose(i, true)
	}
	if len(s.matches) > 0 {
		return Reading{Outcome: NotClear}
	}
	if found := s.described(len(s.line.Tokens) <= 40); len(found) == 1 {
		return s.chose(found[0], true)
	} else if len(found) > 1 && len(s.line.Asks()) == 0 {
		return Reading{Outcome: NotClear}
	}
	if p, used := s.line.YesNo(false); p != text.Silent && p != text.Unsure {
		if i, ok := s.lex.nothing(); ok && p == text.No && s.onlyNo(used) {
			return s.chose(i, true)
		}
		return Reading{Outcome: NotClear}
	}
	if len(s.line.Asks()) > 0 || s.line.Unsure() {
		return Reading{}
	}
	if i, _, _, ok := s.closest(0, len(s.line.Tokens)); ok {
		return s.chose(i, true)
	}
	return Reading{}
}

// byYesNo reads a yes or a no where one option says yes and one says no; "not
// pregnant" denies the one and so names the other.
func (s *scene) byYesNo() (int, bool) {
	yes, no := -1, -1
	for i := range s.lex.options {
		w := s.lex.calls[i].label.words
		switch {
		case len(w) == 0:
		case w[0] == "yes" || w[0] == "si":
			if yes >= 0 {
				return 0, false // "yes, to bone", "yes, elsewhere"
			}
			yes = i
		case w[0] == "no" && no < 0:
			no = i
		}
	}
	if no < 0 {
		return 0, false
	}
	if len(s.matches) == 0 {
		switch p, used := s.line.YesNo(false); {
		case p == text.No && s.onlyNo(used):
			return no, true
		case p == text.Yes && yes >= 0 && s.onlyNo(used):
			return yes, true
		}
		return 0, false
	}
	for _, m := range s.matches {
		if m.option != yes || !m.negated || !m.counts() || m.doubt != sure {
			return 0, false
		}
	}
	return no, yes >= 0
}

// nothing returns the one option of a choice that says that none holds.
func (x *lexicon) nothing() (int, bool) {
	found := -1
	for i, o := range x.options {
		if o.ID != "none" && o.ID != "nothing" && o.ID != "ninguno" && o.ID != "ninguna" {
			continue
		}
		switch w := x.calls[i].label.words; {
		case len(w) == 0 || !nothing[w[0]]:
		case found >= 0:
			return 0, false
		default:
			found = i
		}
	}
	return found, found >= 0
}

// chose returns the reading of option i.
func (s *scene) chose(i int, inferred bool) Reading {
	return Reading{Outcome: Valued, Value: item.OptionOf(s.lex.options[i].ID), Inferred: inferred, Rest: s.rest()}
}

// namedFully reports whether option i was said by its label or id.
func (s *scene) namedFully(i int) bool {
	return slices.ContainsFunc(s.matches, func(m match) bool { return m.option == i && m.named })
}

// afterAnswer settles "no, we only asked about that": of two options, one
// being a bare yes or no at the start, the other one is meant if its words
// begin with the same.
func (s *scene) afterAnswer(meant []int) (int, bool) {
	first := s.matches[0]
	if len(meant) != 2 || first.From > 1 || first.To-first.From > 1 {
		return 0, false
	}
	w := s.word(first.From)
	if !denials[w] {
		return 0, false
	}
	for _, m := range s.matches[1:] {
		if m.option != first.option && denials[s.word(m.From)] {
			return m.option, true
		}
	}
	return 0, false
}

// byNumber reads "option 2" and "the second one" among other words.
func (s *scene) byNumber() (int, bool) {
	found, n := 0, 0
	for i := range s.line.Tokens {
		k, ok := 0, false
		switch next := s.word(i + 1); {
		case s.negated[i] || s.asked[i]:
		case nouns[s.word(i)]:
			k, ok = number(next)
		case next == "one" || nouns[next]:
			if k, ok = ordinal(s.word(i)); k == -1 {
				k = len(s.lex.options)
			}
		}
		if ok && k >= 1 && k <= len(s.lex.options) && k != found {
			found = k
			n++
		}
	}
	return found - 1, n == 1
}

// overheard reads words said to something else: only a phrase that can mean
// nothing else.
func (s *scene) overheard() Reading {
	meant := s.pick(func(m *match) bool {
		return m.meant() && !m.told && !s.lex.other[m.option] && (m.To-m.From > 1 || len(s.line.Tokens[m.From].Text) >= 8)
	})
	if len(meant) != 1 {
		return Reading{}
	}
	return s.chose(meant[0], true)
}

// byName reads only the names that options have of their own.
func (s *scene) byName(several bool) Reading {
	s.settle(several)
	meant := s.pick(func(m *match) bool { return m.meant() && !m.told })
	switch {
	case len(meant) == 0 || !several && len(meant) > 1:
		return Reading{}
	case several:
		r := chooseSeveral(s.lex.options, meant, true)
		r.Rest = s.rest()
		return r
	}
	return s.chose(meant[0], true)
}
