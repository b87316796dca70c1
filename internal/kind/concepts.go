package kind

import (
	"embed"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A concept is something that options of intakes are made of (a weekday, a
// friend, a blood thinner), and the ways people say it. Clinics name options
// by a label; patients answer with descriptions. The files under concepts
// hold, for each concept, what an option is called that stands for it, and
// how it is said, in English and Spanish alike, so that a question never seen
// before is understood as well as the built-in ones.
//
// A line is "heads | ways", both lists with commas; it goes on in lines that
// begin with a space. Words stand folded, as text.Words gives them. A head
// that begins with = must be all of a label's main words, else half of them
// are enough. A way that begins with + may belong to several options at once:
// "weekend" is Saturday and Sunday. In a way, ".." stands for up to three
// words, and "{name}" for any phrase of the list that a line "{name} = a/b" holds.
type concept struct {
	heads []head
	ways  []way
	day   bool // of the week
	time  bool // of the day or the week
	// varies is set where the concept is that something varies.
	varies bool
	// spelt are the words of its ways that may be misspelt, by first letter.
	spelt map[byte][]speltRef
}

type head struct {
	stems []string
	whole bool
}

type way struct {
	key          string // the stems as one
	words, stems []string
	shared       bool
	id           int32 // the same for ways of the same stems
}

//go:embed concepts/*.txt
var conceptFiles embed.FS

// gapStem stands in a way for words that do not matter.
const gapStem = ".."

// mostInGap is how many words ".." may stand for.
const mostInGap = 3

// weekdays are the first heads of the concepts that are days of the week.
var weekdays = wordSet("monday tuesday wednesday thursday friday saturday sunday")

// dayParts are those of times that an appointment may suit.
var dayParts = wordSet("monday tuesday wednesday thursday friday saturday sunday weekend weekday before after noon any day night")

// headRef is one head of one concept.
type headRef struct{ concept, head int }

// wayRef is one way of one concept.
type wayRef struct{ concept, way int32 }

// speltRef is a word of one way.
type speltRef struct {
	word string
	way  int32
}

// lore is all concepts, and where each stem stands in their heads.
type lore struct {
	concepts []concept
	byStem   map[string][]headRef
	lists    map[string][][]string            // phrases by the name of their list, "{lately}"
	listed   map[string]map[string][][]string // the same as stems, by the first
	ids      map[string]int32                 // numbers of ways, by their stems as one
	same     [][]wayRef                       // the ways that have a number, in order
	first    map[string][]wayRef              // ways by their first stem, in order
}

// known are the concepts of the program, made once when first needed.
var known = sync.OnceValue(func() *lore {
	l := &lore{byStem: map[string][]headRef{}, lists: map[string][][]string{}, listed: map[string]map[string][][]string{}}
	names, err := fs.Glob(conceptFiles, "concepts/*.txt")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		data, err := conceptFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		l.parse(string(data))
	}
	for name, list := range l.lists {
		l.listed[name] = map[string][][]string{}
		for _, words := range list {
			stems := make([]string, len(words))
			for i, w := range words {
				stems[i] = stem(w)
			}
			l.listed[name][stems[0]] = append(l.listed[name][stems[0]], stems)
		}
	}
	for c := range l.concepts {
		l.concepts[c].day = weekdays[l.concepts[c].ways[0].words[0]]
		l.concepts[c].varies = l.concepts[c].ways[0].words[0] == "varies" || l.concepts[c].ways[0].words[0] == "mixed"
		l.concepts[c].time = dayParts[l.concepts[c].ways[0].words[0]]
		for h, hd := range l.concepts[c].heads {
			for _, s := range hd.stems {
				l.byStem[s] = append(l.byStem[s], headRef{c, h})
			}
		}
	}
	l.number()
	return l
})

// number notes where each way and each word of one stands.
func (l *lore) number() {
	l.ids, l.first = map[string]int32{}, map[string][]wayRef{}
	for c := range l.concepts {
		x := &l.concepts[c]
		x.spelt = map[byte][]speltRef{}
		for k := range x.ways {
			w, ref := &x.ways[k], wayRef{int32(c), int32(k)}
			id, ok := l.ids[w.key]
			if !ok {
				id = int32(len(l.same))
				l.ids[w.key] = id
				l.same = append(l.same, nil)
			}
			w.id = id
			l.same[id] = append(l.same[id], ref)
			l.first[w.stems[0]] = append(l.first[w.stems[0]], ref)
			for _, word := range w.words {
				if len(word) >= shortestSpelt {
					x.spelt[word[0]] = append(x.spelt[word[0]], speltRef{word, ref.way})
				}
			}
		}
	}
}

func (l *lore) parse(data string) {
	heads := true
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, " \n")
		if line == "" || line[0] == '#' {
			continue
		}
		if name, list, ok := strings.Cut(line, " ="); ok && name[0] == '{' {
			for phrase := range strings.SplitSeq(list, "/") {
				l.lists[name] = append(l.lists[name], strings.Fields(phrase))
			}
			continue
		}
		if line[0] != ' ' {
			l.concepts = append(l.concepts, concept{})
			heads = true
		}
		c := &l.concepts[len(l.concepts)-1]
		for part := range strings.SplitSeq(line, ",") {
			for heads {
				h, rest, more := strings.Cut(part, "|")
				c.addHead(strings.TrimSpace(h))
				if !more {
					break
				}
				heads = false
				part = rest
			}
			if !heads {
				c.spread(strings.TrimSpace(part), l.lists)
			}
		}
	}
}

func (c *concept) addHead(s string) {
	s, whole := strings.CutPrefix(s, "=")
	var stems []string
	for w := range strings.FieldsSeq(s) {
		stems = append(stems, stem(w))
	}
	if len(stems) == 0 {
		return
	}
	c.ways = append(c.ways, way{key: strings.Join(stems, " "), words: strings.Fields(s), stems: stems})
	main := tellingStems(strings.Fields(s))
	if len(main) == 0 || len(main) == 1 && main[0] == "no" && len(stems) > 1 {
		main, whole = slices.Clone(stems), true
	}
	slices.Sort(main)
	c.heads = append(c.heads, head{slices.Compact(main), whole})
}

// tellingStems are the stems of the words that tell what an option is called,
// all ways of saying no being one.
func tellingStems(words []string) []string {
	var out []string
	for _, w := range words {
		switch {
		case denials[w] && w != "none" && w != "never" && w != "nothing":
			out = append(out, "no")
		case w == "one", !smallWords[w] && (len(w) > 1 || isDigits(w)):
			out = append(out, stem(w))
		}
	}
	return out
}

// spread adds a way, once for each phrase of the list that it begins with.
func (c *concept) spread(s string, lists map[string][][]string) {
	plain, shared := strings.CutPrefix(s, "+")
	name, rest, ok := strings.Cut(plain, "}")
	if !ok || plain[0] != '{' {
		c.addWay(s)
		return
	}
	for _, words := range lists[name+"}"] {
		way := strings.Join(words, " ") + rest
		if shared {
			way = "+" + way
		}
		c.addWay(way)
	}
}

func (c *concept) addWay(s string) {
	s, shared := strings.CutPrefix(s, "+")
	var stems []string
	for w := range strings.FieldsSeq(s) {
		if w[0] == '{' {
			stems = append(stems, w)
		} else {
			stems = append(stems, stem(w))
		}
	}
	if len(stems) > 0 {
		c.ways = append(c.ways, way{key: strings.Join(stems, " "), words: strings.Fields(s), stems: stems, shared: shared})
	}
}

// A claimOf is one of the concepts that an option stands for, and how well: 1 where a
// head says all of one of its names.
type claimOf struct {
	concept int
	score   float64
}

// of returns the concepts of each option, by its names as lists of stems.
func (l *lore) of(names [][][]string, options []Option) [][]claimOf {
	common := commonStems(names)
	fits := make([][]claimOf, len(names))
	best := map[int]float64{} // by concept, over all options
	for i, list := range names {
		mine := map[int]float64{}
		for _, name := range list {
			l.score(name, common, mine)
		}
		if options[i].Means != "" {
			// What says what counts as it is not to be stretched.
			maps.DeleteFunc(mine, func(_ int, share float64) bool { return share < 1 })
		}
		top := 0.0
		for _, s := range mine {
			top = max(top, s)
		}
		for c, s := range mine {
			if s < 1 && top == 1 {
				continue
			}
			fits[i] = append(fits[i], claimOf{c, s})
			best[c] = max(best[c], s)
		}
		slices.SortFunc(fits[i], func(a, b claimOf) int { return a.concept - b.concept })
	}
	for i := range fits {
		fits[i] = slices.DeleteFunc(fits[i], func(f claimOf) bool { return f.score < best[f.concept] })
	}
	return fits
}

// score adds the concepts of one name.
func (l *lore) score(name []string, common map[string]bool, out map[int]float64) {
	own := 0
	hits := map[headRef]int{}
	for k, s := range name {
		if slices.Contains(name[:k], s) {
			continue
		}
		if !common[s] {
			own++
		}
		for _, r := range l.byStem[s] {
			hits[r]++
		}
	}
	for r, n := range hits {
		h := l.concepts[r.concept].heads[r.head]
		if n < len(h.stems) {
			continue
		}
		telling := 0
		for _, s := range h.stems {
			if !common[s] {
				telling++
			}
		}
		share := 1.0
		if own > 0 {
			share = float64(telling) / float64(own)
		}
		if telling == 0 && own > 0 || share < 0.5 || h.whole && share < 1 {
			continue
		}
		out[r.concept] = max(out[r.concept], share)
	}
}

// commonStems are those that most options share, so that they tell none from
// another: "worse" in "worse in the morning".
func commonStems(names [][][]string) map[string]bool {
	in := map[string]int{}
	for _, list := range names {
		var seen []string
		for _, name := range list {
			for _, s := range name {
				if !slices.Contains(seen, s) {
					seen = append(seen, s)
					in[s]++
				}
			}
		}
	}
	for s, n := range in {
		if len(names) < 3 || 2*n <= len(names) {
			delete(in, s)
		}
	}
	out := make(map[string]bool, len(in))
	for s := range in {
		out[s] = true
	}
	return out
}
