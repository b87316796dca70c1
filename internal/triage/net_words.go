package triage

import (
	_ "embed"
	"slices"
	"strings"

	"intake/internal/text"
)

// A token is a folded word or mark of a message or a pattern.
type token struct {
	text  string
	word  bool
	owner string // the word without its 's, which is a verb or an owner's
}

// foldWords writes the words of a line the way patterns have them: a denial
// as one word ("can not", "can t", "cannot": cant), the Spanish y as and.
func foldWords(l text.Line) []token {
	out := make([]token, 0, len(l.Tokens))
	for _, t := range l.Tokens {
		w := t.Text
		if t.Word && t.End-t.Start == 1 && (l.Raw[t.Start] == 'y' || l.Raw[t.Start] == 'Y') {
			w = "and"
		}
		if t.Word && len(out) > 0 && out[len(out)-1].word {
			if whole, ok := contract(out[len(out)-1].text, w); ok {
				out[len(out)-1].text = whole
				continue
			}
		}
		out = append(out, token{w, t.Word, owner(l.Raw[t.Start:t.End], w)})
	}
	return out
}

// owner returns a folded word without the 's it is written with, "" where it
// has none: "my ankle's the wrong way round".
func owner(raw, folded string) string {
	if cut := strings.TrimSuffix(raw, "s"); cut != raw && (strings.HasSuffix(cut, "'") || strings.HasSuffix(cut, "’")) {
		return strings.TrimSuffix(folded, "s")
	}
	return ""
}

var contractions = map[string]string{
	"can": "cant", "could": "couldnt", "do": "dont", "does": "doesnt", "did": "didnt", "is": "isnt", "are": "arent",
	"was": "wasnt", "were": "werent", "has": "hasnt", "have": "havent", "had": "hadnt", "will": "wont", "would": "wouldnt",
}

// contract joins two words that patterns have as one.
func contract(a, b string) (string, bool) {
	switch b {
	case "not":
		w, ok := contractions[a]
		return w, ok
	case "t":
		switch a {
		case "can":
			return "cant", true
		case "couldn", "don", "doesn", "didn", "isn", "aren", "wasn", "hasn", "haven", "won", "wouldn":
			return a + "t", true
		}
	case "am", "m":
		return "im", a == "i"
	case "ve":
		return "ive", a == "i"
	}
	return "", false
}

// Slips are looked for in words of these lengths; a message may have so many
// different words looked at for slips, and the rest only as they stand, so
// that a long message of nonsense costs no more than its length.
const (
	swapFrom  = 4
	slipFrom  = 6
	slipTwice = 8
	slipTo    = 20
	slipMost  = 1500
)

// realWords are common words of both languages that are spelled like a word of
// the patterns and mean something else: "finding" is no slip of "fainting".
var realWords = set(strings.Fields(realWordList)...)

//go:embed realwords.txt
var realWordList string

// A lexicon numbers the words of all patterns, and finds the ones that a word
// of a message may stand for.
type lexicon struct {
	words    []string
	written  map[string][]int32 // by the word as a pattern has it
	exact    map[string]int32
	prefix   map[string]int32
	shortest int
	classes  map[string][][]int32   // runs of words by the name of their class
	groups   [][][]int32            // runs of words, sorted by the first
	firsts   [][]int32              // the first word of each run, by group
	numbered map[string]int32       // groups by what they hold
	sources  map[string]int32       // groups by how a pattern has them
	parsed   map[string][][]int32   // runs by the group as a pattern has it
	near     map[string][][]element // orders by the parts as a pattern has them
	alone    [][]int32              // by word, the groups with a run of it alone
	pairs    map[uint64][]int32     // by the first two words, the groups with such a run
	leads    []bool                 // the word is the first of some run of more
	slips    []slip                 // by bucket
	bucket   []int32                // where each begins
	// formed has a bit for each form in slips: most words of a message are
	// told by it to be no slip without a search.
	formed []uint64
}

// pair is the key of two words.
func pair(a, b int32) uint64 { return uint64(a)<<32 | uint64(b) }

// A slip is one form in which a word may be looked for.
type slip struct {
	form uint64 // hash of the word with letters left out
	word int32
}

// usualWords is about how many words the patterns of a clinic have.
const usualWords = 8000

func newLexicon() *lexicon {
	return &lexicon{
		written: make(map[string][]int32, usualWords), exact: make(map[string]int32, usualWords), prefix: map[string]int32{}, shortest: slipTo,
		classes: map[string][][]int32{}, numbered: map[string]int32{},
		sources: map[string]int32{}, parsed: map[string][][]int32{}, near: map[string][][]element{},
	}
}

// groupOf numbers the group that is written so.
func (x *lexicon) groupOf(src string, alts [][]int32) int32 {
	if src == "" {
		return x.group(alts)
	}
	g, ok := x.sources[src]
	if !ok {
		g = x.group(alts)
		x.sources[src] = g
	}
	return g
}

// group numbers a group of runs, the same for the same runs.
func (x *lexicon) group(alts [][]int32) int32 {
	alts = slices.Clone(alts)
	if len(alts) > 1 {
		slices.SortFunc(alts, compareRuns)
		alts = slices.CompactFunc(alts, slices.Equal)
	}
	key := make([]byte, 0, 8*len(alts))
	for _, run := range alts {
		for _, w := range run {
			key = append(key, byte(w), byte(w>>8), byte(w>>16))
		}
		key = append(key, 0xff, 0xff, 0xff)
	}
	g, ok := x.numbered[string(key)]
	if !ok {
		g = int32(len(x.groups))
		x.numbered[string(key)] = g
		x.groups = append(x.groups, alts)
		firsts := make([]int32, len(alts))
		for i, run := range alts {
			firsts[i] = run[0]
		}
		x.firsts = append(x.firsts, firsts)
	}
	return g
}

// compareRuns is slices.Compare, quick where the first words differ, as they
// mostly do.
func compareRuns(a, b []int32) int {
	if a[0] != b[0] {
		return int(a[0]) - int(b[0])
	}
	return slices.Compare(a, b)
}

// add returns the number of a word, or of all words that begin so.
func (x *lexicon) add(w string, prefix bool) int32 {
	in := x.exact
	if prefix {
		in = x.prefix
		x.shortest = min(x.shortest, len(w))
	}
	id, ok := in[w]
	if !ok {
		id = int32(len(x.words))
		in[w] = id
		x.words = append(x.words, w)
	}
	return id
}

// contract joins the words of a run that messages have as one.
func (x *lexicon) contract(run []int32) []int32 {
	if len(run) == 1 {
		return run
	}
	out := make([]int32, 0, len(run))
	for _, id := range run {
		if n := len(out); n > 0 {
			if w, ok := contract(x.words[out[n-1]], x.words[id]); ok {
				out[n-1] = x.add(w, false)
				continue
			}
		}
		out = append(out, id)
	}
	return out
}

// close builds the table of slips, once every word is known: each word under
// every form that lacks one or two of its letters. A word with a slip lacks
// few letters of such a form too, so both meet there. The table holds hashes,
// in buckets: strings in a map would take most of a program's start.
func (x *lexicon) close() {
	x.place()
	x.written, x.classes, x.numbered, x.sources, x.parsed, x.near = nil, nil, nil, nil, nil, nil
	var forms []uint64
	slips := make([]slip, 0, 16*len(x.exact))
	for id, w := range x.words { // in order, so that every start hears alike
		if exact, ok := x.exact[w]; !ok || int(exact) != id {
			continue
		}
		if n := slipsIn(w); n > 0 && len(w) <= slipTo {
			forms = shortened(forms[:0], w, n)
			for _, form := range forms {
				slips = append(slips, slip{form, int32(id)})
			}
		}
	}
	x.bucket = make([]int32, buckets+1)
	for _, s := range slips {
		x.bucket[s.form%buckets+1]++
	}
	for i := range buckets {
		x.bucket[i+1] += x.bucket[i]
	}
	x.slips = make([]slip, len(slips))
	next := slices.Clone(x.bucket)
	for _, s := range slips {
		at := &next[s.form%buckets]
		x.slips[*at] = s
		*at++
	}
	x.formed = make([]uint64, formedBits/64)
	for _, s := range x.slips {
		bit := s.form % formedBits
		x.formed[bit/64] |= 1 << (bit % 64)
	}
}

// place notes how the runs of each group begin.
func (x *lexicon) place() {
	x.alone, x.leads = make([][]int32, len(x.words)), make([]bool, len(x.words))
	x.pairs = make(map[uint64][]int32, len(x.words))
	for g, runs := range x.groups {
		for _, run := range runs {
			if len(run) == 1 {
				x.alone[run[0]] = append(x.alone[run[0]], int32(g))
				continue
			}
			x.leads[run[0]] = true
			key := pair(run[0], run[1])
			if p := x.pairs[key]; len(p) == 0 || p[len(p)-1] != int32(g) {
				x.pairs[key] = append(p, int32(g))
			}
		}
	}
}

// buckets part the slips by their form, about two in each.
const buckets = 1 << 17

// formedBits is about ten for each form.
const formedBits = 1 << 20

// formedBy reports whether some word of the patterns may have this form.
func (x *lexicon) formedBy(form uint64) bool {
	bit := form % formedBits
	return x.formed[bit/64]&(1<<(bit%64)) != 0
}

// slipsIn says how many slips a word may have. In fewer than six letters only
// two neighbours may have changed places, which seldom makes another word.
func slipsIn(w string) int {
	switch {
	case len(w) >= slipTwice:
		return 2
	case len(w) >= swapFrom:
		return 1
	}
	return 0
}

// shortened adds to out the hashes of w and of the forms that lack up to n
// letters of it.
func shortened(out []uint64, w string, n int) []uint64 {
	out = append(out, hash(w, -1, -1))
	for i := range len(w) {
		out = append(out, hash(w, i, -1))
		if n > 1 {
			for j := i + 1; j < len(w); j++ {
				out = append(out, hash(w, i, j))
			}
		}
	}
	return out
}

// hash is FNV-1a over a word without its letters i and j.
func hash(w string, i, j int) uint64 {
	h := uint64(14695981039346656037)
	for k := range len(w) {
		if k != i && k != j {
			h = (h ^ uint64(w[k])) * 1099511628211
		}
	}
	return h
}

// A finder looks words up for one message, each different one once.
type finder struct {
	*lexicon
	known map[string][]int32
	left  int
}

func (x *lexicon) finder() finder {
	return finder{lexicon: x, known: map[string][]int32{}, left: slipMost}
}

// mostKnown bounds the room kept for the words of the next message.
const mostKnown = 500

// restart forgets the words of a message.
func (f *finder) restart() {
	f.left = slipMost
	if len(f.known) > mostKnown {
		f.known = map[string][]int32{}
	}
	clear(f.known)
}

// find returns the numbers that a folded word may stand for. A word that is
// in some pattern as it stands is no slip of another.
func (f *finder) find(w string) []int32 {
	if ids, ok := f.known[w]; ok {
		return ids
	}
	var ids []int32
	if id, ok := f.exact[w]; ok {
		ids = append(ids, id)
	}
	for n := f.shortest; n <= len(w) && n <= slipTo; n++ {
		if id, ok := f.prefix[w[:n]]; ok {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 && len(w) >= swapFrom && len(w) <= slipTo && f.left > 0 && !realWords[w] {
		f.left--
		ids = f.slip(w)
	}
	if id, ok := f.exact[thirdPersons[w]]; ok {
		ids = append(slices.Clone(ids), id)
	}
	f.known[w] = ids
	return ids
}

// thirdPersons are words that stand for those of the patient's own in
// patterns, so that one pattern serves whoever writes; scope knows them as
// cues of another person.
var thirdPersons = map[string]string{
	"his": "my", "her": "my", "their": "my", "he": "i", "she": "i", "hes": "im", "shes": "im",
	"himself": "myself", "herself": "myself", "su": "mi", "sus": "mis",
}

func (f *finder) slip(w string) []int32 {
	n := 2
	if len(w) < slipTwice-2 {
		n = 1
	}
	var ids []int32
	for _, form := range shortened(make([]uint64, 0, 64), w, n) {
		if !f.formedBy(form) {
			continue
		}
		for _, s := range f.slips[f.bucket[form%buckets]:f.bucket[form%buckets+1]] {
			if s.form != form {
				continue
			}
			if id := s.word; !slices.Contains(ids, id) && isSlip(w, f.words[id]) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// isSlip reports whether w is word with no more slips than its length allows.
// The first letter is seldom wrong, and then alone.
func isSlip(w, word string) bool {
	d := distance(w, word)
	switch {
	case len(word) < slipFrom:
		return w[0] == word[0] && len(w) == len(word) && d == 1 && swapped(w, word)
	case w[0] != word[0]:
		return d <= 1
	}
	return d <= slipsIn(word)
}

// swapped reports whether two words of one length hold the same letters.
func swapped(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// distance counts the letters added, lost, changed or swapped with a
// neighbour between two words, up to 3.
func distance(a, b string) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 3
	}
	var rows [3][slipTo + 3]int
	last2, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		last2, last, row = last, row, last2
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], last2[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
