package kind

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"intake/internal/text"
)

// maxLabel is how long a button may be: Slack and Discord cut it off there.
const maxLabel = 75

// checkOptions reports what is wrong with a list of options, and makes their
// lexicon where nothing is.
func checkOptions(s *Spec, mostAlone int) error {
	options := s.Options
	if len(options) < 2 {
		return errors.New("needs at least two options")
	}
	ids := map[string]bool{}
	owner := map[string]string{}
	alone := 0
	for _, o := range options {
		switch n := utf8.RuneCountInString(o.Label); {
		case o.ID == "" || o.Label == "":
			return fmt.Errorf("option %q needs an id and a label", o.ID)
		case ids[o.ID]:
			return fmt.Errorf("option %q is there twice", o.ID)
		case n > maxLabel:
			return fmt.Errorf("the label of %q has %d letters; buttons hold %d", o.ID, n, maxLabel)
		}
		ids[o.ID] = true
		if o.Alone {
			alone++
		}
		for _, p := range append([]string{o.Label}, o.Words...) {
			p = strings.Join(text.Words(p), " ")
			if has, ok := owner[p]; ok && has != o.ID && p != "" {
				return fmt.Errorf("options %q and %q both say %q", has, o.ID, p)
			}
			owner[p] = o.ID
		}
	}
	if alone > mostAlone {
		return fmt.Errorf("%d options exclude the others; at most %d may", alone, mostAlone)
	}
	question := s.Question
	s.lex = lexiconOf(options, question, false)
	s.full = sync.OnceValue(func() *lexicon { return lexiconOf(options, question, true) })
	return nil
}

// labels names options in the order of ids; an id that content no longer has
// is shown as it is.
func labels(options []Option, ids []string) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		label := id
		if o := optionByID(options, id); o != nil {
			label = o.Label
		}
		out = append(out, label)
	}
	return out
}

func optionByID(options []Option, id string) *Option {
	for i := range options {
		if options[i].ID == id {
			return &options[i]
		}
	}
	return nil
}

// A phrase is one way to say an option.
type phrase struct {
	stems  []string
	option int
	also   []int // more options that it means: "weekend"
	named  bool  // by its label or id
	told   bool  // by a concept, not by the question's own words
	shared bool  // may be said of an option besides what else the words say
}

// A lexicon holds all that options are called by, for reading one message:
// phrases by their first stem, longest first, so that the time to read does
// not grow with their number.
type lexicon struct {
	options []Option
	phrases map[string][]phrase
	vocab   map[byte][]string // words by first letter, for misspellings
	mains   [][]mainWords     // per option: what its label comes down to
	against []bool            // per option: it asks for something not to be done
	spelt   map[string]bool
	// ever is set where the past counts too, tried where what did not help
	// counts as well.
	bins []bin // per option: the numbers it stands for; nil where few do
	// inQuestion are the stems that the question itself says.
	inQuestion  map[string]bool
	ever, tried bool
	// present is set where only what is so now counts; times where options
	// are days or hours.
	present, times bool
	days           []bool         // per option: it is a day of the week
	varies         []bool         // per option: it says that it varies
	owners         map[string]int // whose a phrase of the question's own is
}

// mainWords are the stems of the words that carry a label, or one side of a
// label such as "Physical therapy / physio".
type mainWords []string

func lexiconOf(options []Option, question string, learnt bool) *lexicon {
	x := &lexicon{
		options: options, phrases: map[string][]phrase{}, vocab: map[byte][]string{},
		mains: make([][]mainWords, len(options)), against: make([]bool, len(options)), owners: map[string]int{}, spelt: map[string]bool{}, inQuestion: map[string]bool{}, bins: binsOf(options),
		days: make([]bool, len(options)), varies: make([]bool, len(options)), ever: asksEver(question), tried: asksTried(question), present: asksNow(question),
	}
	names := make([][][]string, len(options))
	for i, o := range options {
		id := strings.ReplaceAll(o.ID, "_", " ")
		x.add(i, id, true)
		x.add(i, o.Label, true)
		names[i] = append(names[i], tellingStems(text.Words(id)), tellingStems(text.Words(o.Label)))
		for _, part := range sidesOfLabel(o.Label) {
			x.add(i, part, true)
			if m := mainsOf(part); len(m) > 0 {
				x.mains[i] = append(x.mains[i], m)
				names[i] = append(names[i], tellingStems(text.Words(part)))
			}
		}
		for _, w := range o.Words {
			x.add(i, w, false)
		}
		x.against[i] = forbids(o.Label)
	}
	for _, w := range text.Words(question) {
		x.inQuestion[stem(w)] = true
	}
	if learnt {
		x.learn(names, question)
	}
	for _, list := range x.phrases {
		slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.stems), len(a.stems)) })
	}
	return x
}

// asksEver reports whether a question is about the past as well as now.
func asksEver(question string) bool {
	w := " " + strings.Join(text.Words(question), " ") + " "
	for _, p := range []string{" have you had ", " have you ever ", " did you ", " were you ", " tried ", " in the past ", " history ", " ha tenido ", " ha probado ", " alguna vez "} {
		if strings.Contains(w, p) {
			return true
		}
	}
	return false
}

// suits reports whether a question asks when something would suit, rather
// than when something happens.
func suits(question string) bool {
	for _, w := range text.Words(question) {
		switch w {
		case "pain", "hurt", "hurts", "work", "dolor", "duele", "trabaja", "worse", "symptoms", "sleep":
			return false
		}
	}
	return true
}

// asksNow reports whether a question is about what is so at present.
func asksNow(question string) bool {
	w := " " + strings.Join(text.Words(question), " ") + " "
	for _, p := range []string{" now ", " do you take ", " do you use ", " currently ", " these days ", " at the moment ", " new ", " are you taking ", " ahora ", " toma ", " usa ", " actualmente ", " hoy "} {
		if strings.Contains(w, p) {
			return true
		}
	}
	return false
}

// asksTried reports whether a question is about what was tried or done,
// whether it helped or not.
func asksTried(question string) bool {
	for _, w := range text.Words(question) {
		switch w {
		case "tried", "treatment", "treatments", "had", "probado", "tratamiento", "tratamientos", "hecho":
			return true
		}
	}
	return false
}

// isOther reports whether an option stands for all that the others do not.
func isOther(o Option) bool {
	if o.ID == "other" || o.ID == "otro" || o.ID == "otra" {
		return true
	}
	switch strings.Join(text.Words(o.Label), " ") {
	case "other", "something else", "someone else", "somewhere else", "another", "otro", "otra", "otra cosa":
		return true
	}
	return false
}

// forbids reports whether an option asks for something not to be done, so
// that "not my feet" names it.
func forbids(label string) bool {
	w := text.Words(label)
	if len(w) < 2 {
		return false
	}
	switch w[0] + " " + w[1] {
	case "no touch", "no touching", "dont touch", "do not", "avoid touching", "no tocar", "sin tocar", "cant lie", "cannot lie":
		return true
	}
	return w[0] == "avoid" || w[0] == "evitar"
}

// learn adds the ways in which people say the concepts that options stand
// for. Where two options would own one way, nobody can tell which is meant,
// unless the way may belong to several.
func (x *lexicon) learn(names [][][]string, question string) {
	l := known()
	for i, o := range x.options {
		if isOther(o) { // "another medicine" is none of the medicines known
			names[i] = [][]string{{"other"}}
		}
	}
	fits := l.of(names, x.options)
	times := 0
	claims := map[string]int{}
	for i, list := range fits {
		for _, f := range list {
			x.days[i] = x.days[i] || l.concepts[f.concept].day
			x.varies[i] = x.varies[i] || l.concepts[f.concept].varies
			if l.concepts[f.concept].time {
				times++
			}
			for _, w := range l.concepts[f.concept].ways {
				x.claim(i, w, claims)
			}
		}
	}
	x.times = times > 1 && suits(question)
}

// torn is the option of a way that nobody can tell the option of.
const torn = -1

// claim makes a way a phrase of an option.
func (x *lexicon) claim(i int, w way, claims map[string]int) {
	key := w.key
	if _, ok := x.owners[key]; ok {
		return
	}
	list := x.phrases[w.stems[0]]
	if at, ok := claims[key]; ok {
		p := &list[at]
		switch {
		case p.option == i || slices.Contains(p.also, i):
		case w.shared && p.option != torn:
			p.also = append(p.also, i)
		default:
			p.option = torn
		}
		return
	}
	claims[key] = len(list)
	x.phrases[w.stems[0]] = append(list, phrase{stems: w.stems, option: i, told: true, shared: w.shared})
	for _, w := range w.words {
		x.spell(w)
	}
}

func (x *lexicon) add(option int, s string, named bool) {
	words := text.Words(s)
	if len(words) == 0 {
		return
	}
	p := phrase{option: option, named: named, stems: make([]string, len(words))}
	for i, w := range words {
		p.stems[i] = stem(w)
		x.spell(w)
	}
	x.owners[strings.Join(p.stems, " ")] = option
	x.phrases[p.stems[0]] = append(x.phrases[p.stems[0]], p)
}

// spell makes a word known, for misspellings of it.
func (x *lexicon) spell(w string) {
	if len(w) >= 5 && !x.spelt[w] {
		x.spelt[w] = true
		x.vocab[w[0]] = append(x.vocab[w[0]], w)
	}
}

// sidesOfLabel splits a label into the names it holds: without what stands in
// brackets, and, where it lists names of the same kind, each of them. "Chest
// pain or pressure" does not make "pressure" a name.
func sidesOfLabel(label string) []string {
	plain := label
	for {
		i := strings.IndexByte(plain, '(')
		if i < 0 {
			break
		}
		j := strings.IndexByte(plain[i:], ')')
		if j < 0 {
			break
		}
		plain = plain[:i] + plain[i+j+1:]
	}
	parts := text.Alternatives(plain)
	single := true
	for _, p := range parts {
		single = single && len(strings.Fields(p)) == 1
	}
	out := []string{plain}
	for _, p := range parts {
		if len(parts) > 1 && (single || len(strings.Fields(p)) > 1) {
			out = append(out, p)
		}
	}
	return out
}

// smallWords carry nothing of a label.
var smallWords = wordSet(`a an and any are as at be been by do does else for from had has have i if in into is it its just like
	me my new no not now of off on one or other our out please so some still such than that the their them then there this to
	too up very was we when which with you your more most less much many only own last time things thing get got feel feels
	y o de la el los las un una en con por mi mis me no se que`)

// commonWords are never taken for a misspelt word of an option.
var commonWords = wordSet(`about above after again along almost also although always another around because been before began being
	below between both cause could didnt does doesnt doing dont down during each early either enough even every evening
	everything feel feeling fell first found from getting going great half hard have having heavy help here hours house
	however hurts just know knows large last late later least leave left less light like little long lots made make makes many
	maybe might months more morning most mother much need never next night nothing often once only other over pain
	people place point quite rather really right same second seems several should since some something sometimes start
	started still stuff such sure take taken than thank thanks that their them then there these they thing things think
	this those though three through time times tired today together told took towards trying under until usually very
	want water weeks well went were what when where which while whole will with without work worked working worse worst would
	sorts kinds plenty whatever nobody anybody wrong years yesterday your father sister friend please sorry hello`)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

func mainsOf(s string) mainWords {
	var m mainWords
	for _, w := range text.Words(s) {
		if !smallWords[w] && (len(w) > 1 || isDigits(w)) {
			m = append(m, stem(w))
		}
	}
	return m
}

// stem takes the common endings off a word, so that "sit", "sits" and
// "sitting" meet. It is only ever compared with other stems.
func stem(w string) string {
	if n := numberWords[w]; n > 1 {
		return strconv.Itoa(n)
	}
	if len(w) > 5 && strings.HasSuffix(w, "ly") {
		w = w[:len(w)-2]
	}
	base := w
	switch {
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		base = w[:len(w)-3]
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ed"):
		base = w[:len(w)-2]
	case len(w) > 4 && strings.HasSuffix(w, "es") && strings.ContainsAny(w[len(w)-3:len(w)-2], "sxzh"):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		base = w[:len(w)-1]
	}
	if n := len(base); base != w && n > 3 && base[n-1] == base[n-2] && base[n-1] != 'l' && base[n-1] != 's' {
		base = base[:n-1]
	}
	if len(base) > 3 && strings.HasSuffix(base, "e") && !keepsE[base] {
		base = base[:len(base)-1]
	}
	return spanishStem(base)
}

// keepsE are words that would be others without their e.
var keepsE = wordSet(`cane care tape note mate site fine here hate plane hope bare wine pine cute mane pane tune none done gone mine
	more bore core fare hare pare rate bate date fate gate tone bone cone dose nose lose rose base case ease
	tube cube kite bite quite whole there were where time dime page wage cage robe bathe`)

// spanishStem takes off what tells genders and the commonest forms of verbs
// apart in Spanish: "diabetica", "caminando".
func spanishStem(w string) string {
	if n := len(w); n > 4 && (w[n-1] == 'a' || w[n-1] == 'o') {
		w = w[:n-1]
	}
	for _, end := range []string{"iend", "and", "arm", "ars", "arl", "erm", "ers", "irm", "irs", "ar"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= 4 {
			return base
		}
	}
	return w
}

// respell returns the word of the options that w is one letter away from, or
// w itself.
func (x *lexicon) respell(w string) string {
	if len(w) < 5 || len(w) > 24 || commonWords[w] || likelyEnglish(w) || len(x.phrases[stem(w)]) > 0 {
		return w
	}
	for _, v := range x.vocab[w[0]] {
		if v == w {
			return w
		}
	}
	for _, v := range x.vocab[w[0]] {
		if text.OneSlip(w, v) {
			return v
		}
	}
	return w
}
