package prove

import (
	"maps"
	"slices"
	"strings"

	"intake/internal/content"
	"intake/internal/text"
)

// checkTexts checks the words that patients read: that they are there
// in the language, short, plain, and fit on a button; and lists what the clinic
// has still to fill in.
// country is the one whose numbers will be said, "" for any.
func checkTexts(folder *content.Folder, country string) []Finding {
	l := &linter{folder: folder, english: folder.Lang == "en"}
	for _, key := range folder.Missing() {
		l.fault(folder.Lang+".yaml", "%s is not translated", key)
	}
	for i := range folder.Flow.Sections {
		l.section(&folder.Flow.Sections[i])
	}
	for _, key := range slices.Sorted(maps.Keys(folder.Messages)) {
		if strings.HasPrefix(key, "move.") || strings.HasPrefix(key, "cue.") {
			continue
		}
		s := folder.Messages[key]
		l.say(key, s)
		if strings.HasPrefix(key, "button.") {
			l.label(key, s)
		}
	}
	for i := range folder.Rules {
		r := &folder.Rules[i]
		l.say(r.ID.S, r.Patient)
	}
	for i := range folder.Signs {
		s := &folder.Signs[i]
		l.ask(s.Item.S+" "+s.Option.S, "ask", s.Ask, false)
	}
	for i := range folder.FAQ {
		l.entry(&folder.FAQ[i])
	}
	l.unfilled(country)
	return l.findings
}

// A linter gathers what is wrong with a folder's words.
type linter struct {
	findings
	folder  *content.Folder
	english bool
}

func (l *linter) section(s *content.SectionDoc) {
	l.say(s.ID.S, s.Intro)
	for i := range s.Prompts {
		p := &s.Prompts[i]
		if len(p.Items) > 1 {
			l.asks(p.Items[0].ID.S, p.Ask, p.Short, p.Again, false)
		}
		for j := range p.Items {
			l.item(&p.Items[j])
		}
	}
}

func (l *linter) item(it *content.ItemDoc) {
	if it.Quiet {
		return
	}
	long := it.Role.S == "consent" || it.Safety
	l.asks(it.ID.S, it.Ask, it.Short, it.Again, long)
	l.say(it.ID.S, it.Why)
	if len(it.Options) > mostOptions {
		l.fault(pos(it.ID.Pos), "%s has %d options, %d can be shown", it.ID.S, len(it.Options), mostOptions)
	}
	all := slices.Clone(it.Options)
	if it.None != nil {
		all = append(all, *it.None)
	}
	for i := range all {
		o := &all[i]
		l.label(it.ID.S+" "+o.ID.S, o.Label)
		l.say(it.ID.S+" "+o.ID.S, o.Means)
	}
	l.collide(it, all)
}

// collide finds words that two options claim, and words that take a move from
// the patient: said to this question they are its answer. To skip and to
// answer that one would rather not are much the same.
func (l *linter) collide(it *content.ItemDoc, options []content.OptionDoc) {
	moves := l.moves()
	owner := map[string]string{}
	for i := range options {
		o := &options[i]
		for _, s := range append([]content.Str{o.Label}, o.Words...) {
			key := strings.Join(text.Words(s.S), " ")
			if key == "" {
				continue
			}
			if other, ok := owner[key]; ok && other != o.ID.S {
				l.fault(pos(s.Pos), "%s: %q means both %s and %s", it.ID.S, s.S, other, o.ID.S)
			}
			owner[key] = o.ID.S
			if mv, ok := moves[key]; ok && mv != "skip" {
				l.warn(pos(s.Pos), "%s: %q means %s here, so it cannot mean %s", it.ID.S, s.S, o.ID.S, mv)
			}
		}
	}
}

// moves are the phrases that the program takes for a move, with its name.
func (l *linter) moves() map[string]string {
	out := map[string]string{}
	for key, s := range l.folder.Messages {
		name, ok := strings.CutPrefix(key, "move.")
		if !ok || name == "filler" || name == "ask" {
			continue
		}
		for p := range strings.SplitSeq(s.S, "|") {
			out[strings.Join(text.Words(p), " ")] = name
		}
	}
	return out
}

// asks checks the three ways in which a question is put.
func (l *linter) asks(id string, ask, short, again content.Str, long bool) {
	l.ask(id, "ask", ask, long)
	l.ask(id, "short", short, long)
	l.ask(id, "again", again, long)
	for _, pair := range [][2]content.Str{{ask, short}, {ask, again}, {short, again}} {
		if pair[0].S != "" && pair[0].S == pair[1].S {
			l.warn(pos(pair[1].Pos), "%s is asked twice in the same words", id)
		}
	}
}

// ask checks one way of putting a question.
func (l *linter) ask(id, what string, s content.Str, long bool) {
	if s.S == "" {
		return
	}
	l.say(id, s)
	switch n := strings.Count(s.S, "?"); {
	case n > 1:
		l.fault(pos(s.Pos), "%s: %s asks %d questions at once", id, what, n)
	case n == 0 && what == "ask":
		l.warn(pos(s.Pos), "%s: the ask has no question mark", id)
	}
	if n := wordCount(s.S); n > askWords && !long {
		l.fault(pos(s.Pos), "%s: %s has %d words, a question may have %d", id, what, n, askWords)
	}
}

// label checks what stands on a button.
func (l *linter) label(id string, s content.Str) {
	if n := len([]rune(s.S)); n > labelLetters {
		l.fault(pos(s.Pos), "%s: the label has %d letters, a button holds %d", id, n, labelLetters)
	}
}

// say checks the manner of a text.
func (l *linter) say(id string, s content.Str) {
	if s.S == "" {
		return
	}
	at, words := pos(s.Pos), plain(s.S)
	if strings.Contains(s.S, "!") {
		l.fault(at, "%s: an exclamation mark", id)
	}
	if pictured(s.S) {
		l.fault(at, "%s: an emoji", id)
	}
	lower := strings.ToLower(s.S)
	for _, b := range banned {
		if l.english && strings.Contains(lower, b) {
			l.fault(at, "%s: says %q", id, b)
		}
	}
	for _, x := range sentences(words) {
		switch n := wordCount(x); {
		case n > tooLong:
			l.fault(at, "%s: a sentence of %d words, at most %d: %q", id, n, tooLong, shortened(x))
		case n > longSentence:
			l.warn(at, "%s: a sentence of %d words, wanted at most %d: %q", id, n, longSentence, shortened(x))
		}
	}
	if g, n := grade(words); l.english && n >= gradeWords && g > gradeLimit {
		l.warn(at, "%s: reads at grade %.1f, wanted at most %.0f", id, g, gradeLimit)
	}
}

func (l *linter) entry(e *content.FAQDoc) {
	if n := len([]rune(e.Short.S)); n > shortLetters {
		l.fault(pos(e.Short.Pos), "%s: short has %d letters, at most %d", e.ID.S, n, shortLetters)
	}
	for _, s := range []content.Str{e.Answer, e.More, e.Filled, e.Unfilled} {
		l.say(e.ID.S, s)
	}
	if n := len(sentences(e.Answer.S)); n > answerSentence {
		l.warn(pos(e.Answer.Pos), "%s: the answer has %d sentences, wanted at most %d", e.ID.S, n, answerSentence)
	}
	if e.Fact.S != "" && (e.Filled.S == "" || e.Unfilled.S == "") {
		l.fault(pos(e.Fact.Pos), "%s: a fact wants both filled and unfilled", e.ID.S)
	}
}

// unfilled lists what the clinic has still to say or to confirm.
func (l *linter) unfilled(country string) {
	c := &l.folder.Clinic
	var facts, unsure, numbers []string
	for i := range l.folder.FAQ {
		e := &l.folder.FAQ[i]
		if e.Fact.S != "" && c.Facts[e.Fact.S].S == "" {
			facts = append(facts, e.Fact.S)
		}
		if e.Confirm.S != "" && !slices.ContainsFunc(c.Confirmed, func(s content.Str) bool { return s.S == e.ID.S }) {
			unsure = append(unsure, e.ID.S)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(l.folder.Countries)) {
		if !l.folder.Countries[code].Unverified || country != "" && country != code {
			continue
		}
		if code == "" {
			code = "those said where no country is set"
		}
		numbers = append(numbers, code)
	}
	note := func(file, what string, list []string) {
		if len(list) > 0 {
			l.warn(file, "%s: %s", what, strings.Join(list, ", "))
		}
	}
	note("clinic.yaml", "the clinic has not said", facts)
	note("clinic.yaml", "answers that the clinic has still to confirm", unsure)
	note("countries.yaml", "numbers that nobody has verified", numbers)
	if c.Phone.S == "" && c.Email.S == "" {
		l.warn("clinic.yaml", "the clinic has given no phone number and no e-mail address")
	}
}
