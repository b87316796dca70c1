package kind

import (
	"slices"
	"strings"

	"intake/internal/item"
	"intake/internal/text"
)

// askSure is the question back about options a patient is not sure of.
const askSure = "sure_sign"

// multi asks for any number of several options.
type multi struct{}

// Name implements Kind.
func (multi) Name() string { return "multi" }

// Type implements Kind.
func (multi) Type() item.Type { return item.Options }

// Check implements Kind.
func (multi) Check(s *Spec) error { return checkOptions(s, 1) }

// Options implements Kind.
func (multi) Options(s *Spec) []Option { return s.Options }

// Show implements Kind.
func (multi) Show(s *Spec, v item.Value) string {
	return text.SayList("", labels(s.Options, v.Options()))
}

// Read implements Kind: pressed options, their places in the list, or their
// names anywhere in the message; what is denied is left out.
func (multi) Read(s *Spec, said Said, env Env) Reading {
	if f := env.Follow; f != nil && f.Ask == askSure {
		if r, ok := sureOf(s, f, said, env); ok {
			return r
		}
	}
	pressed := said.Choices
	if said.Choice != "" {
		pressed = []string{said.Choice}
	}
	if len(pressed) > 0 {
		return pressSeveral(s.Options, pressed)
	}
	if strings.TrimSpace(said.Text) == "" {
		return Reading{}
	}
	line := text.Parse(said.Text, env.Lang)
	scene := s.lexicon(env.Listening || env.Named).read(line)
	switch {
	case env.Named:
		return scene.byName(true)
	case env.Listening:
		return scene.overheardSeveral()
	}
	return scene.several()
}

func pressSeveral(options []Option, pressed []string) Reading {
	var chosen []int
	for _, id := range pressed {
		i := slices.IndexFunc(options, func(o Option) bool { return o.ID == id })
		if i < 0 {
			return Reading{Outcome: NotAnswer, Why: "old"}
		}
		chosen = append(chosen, i)
	}
	return chooseSeveral(options, chosen, false)
}

// chooseSeveral returns the options at positions, in the list's order. One
// that excludes the others together with them is no answer.
func chooseSeveral(options []Option, chosen []int, inferred bool) Reading {
	slices.Sort(chosen)
	chosen = slices.Compact(chosen)
	ids := make([]string, 0, len(chosen))
	for _, i := range chosen {
		if options[i].Alone && len(chosen) > 1 {
			return Reading{Outcome: NotClear, Why: "two"}
		}
		ids = append(ids, options[i].ID)
	}
	return Reading{Outcome: Valued, Value: item.OptionsOf(ids...), Inferred: inferred}
}

// alone returns the option that excludes the others.
func alone(options []Option) (int, bool) {
	i := slices.IndexFunc(options, func(o Option) bool { return o.Alone })
	return i, i >= 0
}

// sureOf reads the answer to "are you sure": what is still unsure counts, as
// the safer reading.
func sureOf(s *Spec, f *Follow, said Said, env Env) (Reading, bool) {
	options := s.Options
	var about, have []int
	for i, o := range options {
		if slices.Contains(f.About, o.ID) {
			about = append(about, i)
		}
		if f.Have.Has(o.ID) {
			have = append(have, i)
		}
	}
	p := text.Silent
	line := text.Parse(said.Text, env.Lang)
	switch {
	case said.Choice == "yes":
		p = text.Yes
	case said.Choice == "no":
		p = text.No
	case said.Choice == "" && len(said.Choices) == 0:
		p, _ = line.YesNo(false)
	}
	switch p {
	case text.Yes, text.Unsure:
		return chooseSeveral(options, append(have, about...), true), true
	case text.No:
		if len(have) > 0 {
			return chooseSeveral(options, have, true), true
		}
		if i, ok := alone(options); ok {
			return chooseSeveral(options, []int{i}, true), true
		}
		return Reading{Outcome: NotClear}, true
	case text.Torn, text.NoMatter:
		return Reading{Outcome: NotClear}, true
	}
	if said.Choice != "" || len(said.Choices) > 0 {
		return Reading{}, false
	}
	scene := s.lexicon(false).read(line)
	named := scene.pick(func(m *match) bool { return !m.negated && m.counts() })
	if len(named) == 0 {
		return Reading{}, false
	}
	return chooseSeveral(options, append(have, named...), true), true
}

// longList is from how many options on "everything" is a figure of speech,
// where the list also has an option for nothing.
const longList = 15

// several reads a message as any number of options.
func (s *scene) several() Reading {
	s.settle(true)
	if s.narrowed {
		return Reading{Outcome: NotClear}
	}
	options := s.lex.options
	yes := s.pick(func(m *match) bool { return m.meant() })
	no := s.pick(func(m *match) bool { return m.negated })
	inDoubt := s.pick(func(m *match) bool { return m.doubt != sure && !m.negated && m.counts() })
	inDoubt = slices.DeleteFunc(inDoubt, func(i int) bool { return slices.Contains(yes, i) || options[i].Alone })

	if i, ok := alone(options); ok && options[i].ID == "none" && s.allWell() {
		return chooseSeveral(options, []int{i}, true)
	}
	byPlace := false
	if p, pure := s.picks(); pure && !p.empty() && !(p.beyond && len(s.matches) > 0) {
		switch {
		case p.beyond:
			return Reading{Outcome: NotClear, Why: "range"}
		case p.count && len(p.chosen)+len(yes) == 0:
			return Reading{Outcome: NotClear}
		}
		byPlace = len(p.chosen)+len(p.denied) > 0
		if core := s.line.Core(); len(core) == 1 && numberWords[core[0].Text] > 1 && len(p.chosen) == 1 {
			return Reading{Outcome: NotClear} // "four" may count them
		}
		yes = append(yes, p.chosen...)
		no = append(no, p.denied...)
	}
	if s.all && (s.excepts || len(yes) == 0) {
		if _, ok := alone(options); ok && len(options) > longList {
			return Reading{Outcome: NotClear} // nobody has all of thirty conditions
		}
		for i, o := range options {
			if !o.Alone {
				yes = append(yes, i)
			}
		}
	}
	yes = slices.DeleteFunc(yes, func(i int) bool { return slices.Contains(no, i) })
	if s.excepts && s.none {
		// "None except fever": the rest is what excludes the others.
		if rest := slices.DeleteFunc(slices.Clone(yes), func(i int) bool { return options[i].Alone }); len(rest) > 0 {
			yes = rest
		}
	}
	yes = s.afterNone(yes)

	if len(inDoubt) > 0 {
		return s.askSure(yes, inDoubt)
	}
	if len(yes) > 0 && !byPlace && !options[yes[0]].Alone {
		more, open := s.unread()
		if open {
			return Reading{Outcome: NotClear}
		}
		for _, i := range more {
			if !options[i].Alone && !slices.Contains(yes, i) {
				yes = append(yes, i)
			}
		}
	}
	if len(yes) > 0 {
		r := chooseSeveral(options, yes, byPlace || !s.allNamed(yes))
		if r.Outcome == Valued && !byPlace {
			r.Rest = s.rest()
		}
		return r
	}
	return s.noneOrNothing(len(no) > 0)
}

// afterNone takes out the option that excludes the others where it was said
// before a contrast or as part of a denial: "no, just the fever".
func (s *scene) afterNone(yes []int) []int {
	i, ok := alone(s.lex.options)
	if !ok || len(yes) < 2 || !slices.Contains(yes, i) {
		return yes
	}
	if s.lex.options[i].ID == "no_preference" || s.lex.options[i].ID == "any" {
		return slices.DeleteFunc(yes, func(o int) bool { return o == i }) // "good with runners, I don't care who"
	}
	if s.finallyNone(i) {
		return []int{i}
	}
	at := -1
	for _, m := range s.matches {
		if m.option == i {
			at = m.To
		}
	}
	for k := max(at, 0); k < len(s.line.Tokens) && at >= 0 && k < at+4; k++ {
		if w := s.word(k); w == "but" || w == "just" || w == "only" || w == "pero" || w == "solo" || w == "well" {
			return slices.DeleteFunc(yes, func(o int) bool { return o == i })
		}
	}
	return yes
}

// finallyNone reports whether option i, which excludes the others, is what a
// message comes to: "I lost 12 pounds but that's the diet, so none".
func (s *scene) finallyNone(i int) bool {
	if len(s.matches) == 0 {
		return false
	}
	last := s.matches[len(s.matches)-1]
	if last.option != i || last.From == 0 {
		return false
	}
	w := s.word(last.From - 1)
	return w == "so" || w == "que" && s.word(last.From-2) == "asi" || w == "entonces"
}

func (s *scene) allNamed(chosen []int) bool {
	for _, i := range chosen {
		if !s.namedFully(i) {
			return false
		}
	}
	return true
}

// askSure asks back about options in doubt.
func (s *scene) askSure(yes, inDoubt []int) Reading {
	f := &Follow{Ask: askSure, Options: []Option{{ID: "yes", Label: "Yes"}, {ID: "no", Label: "No"}}}
	for _, i := range inDoubt {
		f.About = append(f.About, s.lex.options[i].ID)
	}
	yes = slices.DeleteFunc(yes, func(i int) bool { return s.lex.options[i].Alone })
	if len(yes) > 0 {
		f.Have = chooseSeveral(s.lex.options, yes, false).Value
	}
	return Reading{Outcome: Followed, Follow: f}
}

// noneOrNothing reads a message that names no option: as the one that
// excludes the others, where it says no and nothing else.
func (s *scene) noneOrNothing(denied bool) Reading {
	options := s.lex.options
	if s.line.Unsure() {
		return unsure(options, true)
	}
	p, used := s.line.YesNo(false)
	i, has := alone(options)
	switch {
	case denied && has && s.deniesAsked():
		return chooseSeveral(options, []int{i}, true)
	case denied:
		return Reading{Outcome: NotClear}
	case p == text.No && has && s.onlyNo(used), has && s.nothingDoes(), p == text.NoMatter && has && options[i].ID == "no_preference":
		return chooseSeveral(options, []int{i}, options[i].ID != "none")
	case p != text.Silent && p != text.Unsure:
		return Reading{Outcome: NotClear}
	case len(s.matches) > 0:
		return Reading{Outcome: NotClear}
	}
	if len(s.line.Asks()) == 0 && len(s.described(false)) == 0 && !s.lex.defined() {
		if i, _, _, ok := s.closest(0, len(s.line.Tokens)); ok {
			return chooseSeveral(options, []int{i}, true)
		}
	}
	if found := s.described(false); len(found) > 0 && len(s.line.Asks()) == 0 {
		r := chooseSeveral(options, found, true)
		if slices.ContainsFunc(found, func(i int) bool { return options[i].Alone }) && len(found) > 1 {
			return Reading{Outcome: NotClear, Why: "two"}
		}
		return r
	}
	return Reading{}
}

// deniesAsked reports whether a short message denies just what the question
// asks about as a whole: "no surgeries", "no blood thinners".
func (s *scene) deniesAsked() bool {
	if len(s.line.Core()) > 4 {
		return false
	}
	for _, m := range s.matches {
		asked := false
		for i := m.From; i < m.To; i++ {
			asked = asked || s.lex.inQuestion[s.stems[i]] && !smallWords[s.word(i)]
		}
		if !m.negated || !asked {
			return false
		}
	}
	return len(s.matches) > 0
}

// nothingDoes reports whether a message is one short clause about nothing:
// "nothing really makes it worse".
func (s *scene) nothingDoes() bool {
	core := s.line.Core()
	if len(core) == 0 || len(core) > 7 || core[0].Text != "nothing" || s.excepts {
		return false
	}
	for i, t := range s.line.Tokens {
		if contrasts[t.Text] || t.Text == "," || t.Text == "like" || s.ends(i) && i < len(s.line.Tokens)-1 {
			return false
		}
	}
	return true
}

// onlyNo reports whether a message that begins with a no says nothing else,
// or only that all is well.
func (s *scene) onlyNo(used []text.Span) bool {
	covered := make([]bool, len(s.line.Tokens))
	for _, u := range used {
		for k := u.From; k < u.To; k++ {
			covered[k] = true
		}
	}
	core := map[int]bool{}
	for _, t := range s.line.Core() {
		core[t.Start] = true
	}
	left := 0
	for i, t := range s.line.Tokens {
		if !t.Word || covered[i] || !core[t.Start] {
			continue
		}
		switch w := t.Text; {
		case contrasts[w] || exceptions[w]:
			return false
		case wellWords[w]:
		default:
			left++
		}
	}
	return left == 0
}

// allWell reports whether a message names nothing and says that all is well:
// "everything works as it should", or counts none at all.
func (s *scene) allWell() bool {
	well, core := false, s.line.Core()
	if len(s.matches) > 0 || s.excepts || len(s.line.Asks()) > 0 {
		return false
	}
	for _, t := range core {
		switch w := t.Text; {
		case w == "0" || w == "zero":
			well = true
		case soundWords[w]:
			well = true
		case !wellWords[w]:
			return false
		}
	}
	return well
}

// soundWords say that all is well.
var soundWords = wordSet(`fine normal normally works work working healthy perfect perfectly smooth calm quiet tranquilo tranquila
	normales funciona funcionan perfecto perfecta sano sana excelente`)

// wellWords may go with a no to a whole list.
var wellWords = wordSet(`no none nothing nope not never of these those them that this like the above all any at i im am ive have had is are
	fine good well ok healthy clear great perfectly very pretty otherwise generally always been really to my knowledge know
	aware thank thanks god goodness luckily fortunately thankfully else here for me and so far feel feeling apply applies
	to report list happily touch wood just it its everything normal normally work works working should as front lucky luckily been down
	there on in so far yet perfect smooth calm boringly tired same ever both baby todo toda todos todas bien normal normales
	como debe siempre esta estan por ahora muy pues funciona funcionan tranquilo tranquila perfecto gracias dios a sano sana en orden
	ningun ninguno ninguna sintoma sintomas de esos esas signs symptoms sign symptom got any mijo mija dear nah m8 mate`)

// overheardSeveral reads words said to something else: only names that can
// mean nothing else, never "none".
func (s *scene) overheardSeveral() Reading {
	meant := s.pick(func(m *match) bool {
		return m.meant() && !m.told && !s.lex.options[m.option].Alone && !s.lex.other[m.option] && (m.To-m.From > 1 || len(s.line.Tokens[m.From].Text) >= 8)
	})
	if len(meant) == 0 {
		return Reading{}
	}
	r := chooseSeveral(s.lex.options, meant, true)
	r.Rest = s.rest()
	return r
}
