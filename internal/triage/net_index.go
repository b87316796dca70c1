package triage

// An index finds the entries that may stand in a message: each is kept under
// the rarest group it needs, so that most are never looked at.
type index struct {
	entries []entry
	under   [][]int32 // entries by group
}

func (x *index) add(e entry) { x.entries = append(x.entries, e) }

// close puts each entry under its rarest group by their weights, once all
// groups are known.
func (x *index) close(weights []int) {
	x.under = make([][]int32, len(weights))
	for at := range x.entries {
		rarest := int32(-1)
		for _, e := range x.entries[at].elems {
			if e.gap == 0 && !e.optional && (rarest < 0 || weights[e.group] < weights[rarest]) {
				rarest = e.group
			}
		}
		x.under[rarest] = append(x.under[rarest], int32(at))
	}
}

// often are words that most messages hold, so that a group that begins with
// one is nearly always there.
var often = set("i", "im", "my", "me", "the", "a", "an", "and", "is", "it", "its", "in", "on", "of", "to", "for", "with", "at",
	"was", "been", "have", "has", "had", "got", "no", "not", "dont", "cant", "so", "this", "that", "from", "when", "now", "up", "out", "or", "if",
	"all", "just", "like", "feel", "feels", "get", "pain", "back", "one", "he", "she", "be", "do", "are", "he", "as", "by",
	"de", "la", "el", "los", "las", "un", "una", "me", "se", "le", "mi", "que", "en", "no", "con", "por", "al", "del", "es", "lo",
	"dolor", "ya", "muy", "tengo", "hace", "desde", "cuando")

// oftenWeighs is how many rare words one of often counts as.
const oftenWeighs = 60

// weights guesses of each group how often a message holds a word that begins
// one of its runs.
func (x *lexicon) weights() []int {
	usual := make([]bool, len(x.words))
	for w, id := range x.exact {
		usual[id] = often[w]
	}
	for w, id := range x.prefix {
		usual[id] = often[w]
	}
	out := make([]int, len(x.groups))
	for g, runs := range x.groups {
		for i, run := range runs {
			switch {
			case i > 0 && runs[i-1][0] == run[0]:
			case usual[run[0]]:
				out[g] += oftenWeighs
			default:
				out[g]++
			}
		}
	}
	return out
}

// each calls f with every entry that may stand in a message and every word
// that may begin it.
func (x *index) each(m *message, f func(i int, e *entry)) {
	for _, g := range m.groups {
		for _, at := range x.under[g] {
			if e := &x.entries[at]; m.possible(e.elems) {
				m.begins(e.elems, func(i int) { f(i, e) })
			}
		}
	}
}

// begins calls f with every word that may begin a pattern.
func (m *message) begins(elems []element, f func(i int)) {
	for _, step := range elems {
		for _, i := range m.places[step.group] {
			f(int(i))
		}
		if !step.optional {
			return
		}
	}
}
