package triage

import (
	"slices"
	"strings"

	"intake/internal/text"
)

// The pattern language, as small as a nurse can write it:
//
//	chest pain          these words, with nothing between but fillers ("really")
//	chest ... pain      up to five words between, in one clause
//	(chest|breast bone) one of these
//	tight*              any word that begins so
//	very? tight         the word, or the group, before "?" may be missing
//	$chest <> $pain     both, in either order, up to eight words apart, in one clause
//	$chest              one of the words of that class, also inside ( | )
//	bleeding & pregnant both, anywhere in the message, in any order
//
// Classes are what make one pattern cover what many people say: the words for
// a part of the body, for a sensation, for "cannot", in every language.
//
// Words are folded as the message is, so neither case nor accents nor the
// apostrophe of "can't" matter, and "can not" is "can't". A word of six
// letters or more also matches a slip of one letter, of eight or more a slip
// of two; see lexicon. Only the part before "&" is weighed for what stands
// around it; a part after it must merely not be denied or said of another.
//
// After "!" stand words that take the sign back where its clause holds them,
// unless a pattern with "&" finds it: "chest gets tight going up stairs" is not
// chest pain now. They say nothing of other signs.
//
// A cue of scope may begin with a mark:
//
//	~no idea            these words are no cue, though "no" alone is one
//	+next to me         beside a cue of its list, the sign counts after all
//	?before             beside a cue of its list, the sign is in doubt
//	-is fine now        beside a cue of its list, it does not count, whatever else

// How many words "..." may stand for, and how many may lie between two parts
// that stand near each other.
const (
	maxGap  = 5
	nearGap = 8
	// mostNear bounds the parts of "<>": their orders are tried one by one.
	mostNear = 3
)

// An element is one step of a pattern: a gap of up to so many words, or one
// run of words out of a group.
type element struct {
	group    int32
	optional bool
	gap      int
}

// A parsed pattern: what is looked for, in each order in which it may stand,
// and what must be there besides.
type parsed struct {
	orders [][]element
	also   []part
	need   []int
}

type part struct {
	src    string
	orders [][]element
}

// badPattern says what is wrong with a pattern, and at which byte.
type badPattern struct {
	at        int
	msg, want string
}

func parsePattern(src string, lex *lexicon) (parsed, *badPattern) {
	var p parsed
	at := 0
	for i, s := range strings.Split(src, "&") {
		orders, bad := parseNear(s, lex)
		if bad != nil {
			bad.at += at
			return p, bad
		}
		if i == 0 {
			p.orders = orders
		} else {
			p.also = append(p.also, part{strings.TrimSpace(s), orders})
		}
		at += len(s) + 1
	}
	return p, nil
}

// parseNear parses parts that may stand in any order near each other.
func parseNear(src string, lex *lexicon) ([][]element, *badPattern) {
	if out, ok := lex.near[src]; ok {
		return out, nil
	}
	var parts [][]element
	at := 0
	for _, s := range strings.Split(src, "<>") {
		elems, bad := parseElements(s, lex)
		if bad != nil {
			bad.at += at
			return nil, bad
		}
		parts = append(parts, elems)
		at += len(s) + 2
	}
	if len(parts) > mostNear {
		return nil, &badPattern{0, "too many parts near each other", "at most three with <> between"}
	}
	out := orders(parts)
	lex.near[src] = out
	return out, nil
}

// orders puts parts one after another in every order, a gap between.
func orders(parts [][]element) [][]element {
	if len(parts) == 1 {
		return parts
	}
	var out [][]element
	for i, first := range parts {
		rest := slices.Concat(parts[:i], parts[i+1:])
		for _, o := range orders(rest) {
			out = append(out, slices.Concat(first, []element{{gap: nearGap}}, o))
		}
	}
	return out
}

func parseElements(src string, lex *lexicon) ([]element, *badPattern) {
	elems := make([]element, 0, 8)
	runs := make([][][]int32, 0, 8) // of each element, until they are numbered
	sources := make([]string, 0, 8) // of each group and class
	open := false                   // the last element is words, which more words may continue
	add := func(e element, alts [][]int32, source string) {
		elems, runs, sources, open = append(elems, e), append(runs, alts), append(sources, source), false
	}
	for i := 0; i < len(src); {
		switch c := src[i]; {
		case c == ' ':
			i++
		case strings.HasPrefix(src[i:], "..."):
			if len(elems) == 0 || elems[len(elems)-1].gap > 0 {
				return nil, &badPattern{i, "a gap with no word before it", "a word, then ..."}
			}
			add(element{gap: maxGap}, nil, "")
			i += 3
		case c == '(':
			n := strings.IndexByte(src[i:], ')')
			if n < 0 {
				return nil, &badPattern{i, "a group that does not end", "a ) after the last of its words"}
			}
			alts, bad := parseGroup(src[i+1:i+n], lex)
			if bad != nil {
				bad.at += i + 1
				return nil, bad
			}
			add(element{}, alts, src[i+1:i+n])
			i += n + 1
		case c == '?':
			if len(elems) == 0 || elems[len(elems)-1].gap > 0 || src[i-1] == ' ' {
				return nil, &badPattern{i, "a ? after nothing", "a word or a group right before it"}
			}
			elems[len(elems)-1].optional = true
			i++
		case strings.IndexByte("|)*", c) >= 0:
			return nil, &badPattern{i, "a " + string(c) + " out of place", "words, groups in ( | ), ... between them, * after a word, ? after a word or group"}
		default:
			n := strings.IndexAny(src[i:], " ()|?")
			if n < 0 {
				n = len(src) - i
			}
			alts, bad := parseTerm(src[i:i+n], lex)
			if bad != nil {
				bad.at += i
				return nil, bad
			}
			source := ""
			if c == '$' {
				source = src[i : i+n]
			}
			i += n
			last := len(elems) - 1
			if c == '$' || (i < len(src) && src[i] == '?') || !open || elems[last].optional {
				add(element{}, alts, source)
				open = c != '$'
				break
			}
			runs[last][0] = lex.contract(append(runs[last][0], alts[0]...))
		}
	}
	if !slices.ContainsFunc(elems, func(e element) bool { return e.gap == 0 && !e.optional }) {
		return nil, &badPattern{0, "a pattern that says nothing", "at least one word that must be there"}
	}
	if elems[len(elems)-1].gap > 0 {
		return nil, &badPattern{len(src), "a gap with no word after it", "..., then a word"}
	}
	if elems[0].optional && elems[1].gap > 0 {
		return nil, &badPattern{0, "a gap with no word before it", "a word that must be there, then ..."}
	}
	for i := range elems {
		if elems[i].gap == 0 {
			elems[i].group = lex.groupOf(sources[i], runs[i])
		}
	}
	return elems, nil
}

// parseTerm parses one written word, or the name of a class.
func parseTerm(src string, lex *lexicon) ([][]int32, *badPattern) {
	name, ok := strings.CutPrefix(src, "$")
	if !ok {
		run, bad := parseWord(src, lex)
		return [][]int32{run}, bad
	}
	alts, ok := lex.classes[name]
	if !ok {
		return nil, &badPattern{0, "no class is called " + src, "a class of words.yaml"}
	}
	return slices.Clip(alts), nil
}

func parseGroup(src string, lex *lexicon) ([][]int32, *badPattern) {
	if out, ok := lex.parsed[src]; ok {
		return out, nil
	}
	out := make([][]int32, 0, 1+strings.Count(src, "|"))
	at := 0
	for alt := range strings.SplitSeq(src, "|") {
		if i := strings.IndexAny(alt, "(?"); i >= 0 || strings.Contains(alt, "...") {
			return nil, &badPattern{at + max(i, 0), "a group holds more than words", "words, with | between the choices"}
		}
		words := strings.TrimSpace(alt)
		if words == "" {
			return nil, &badPattern{at, "a choice without words", "words on both sides of |"}
		}
		if words[0] == '$' && !strings.Contains(words, " ") {
			alts, bad := parseTerm(words, lex)
			if bad != nil {
				bad.at += at
				return nil, bad
			}
			out = append(out, alts...)
			at += len(alt) + 1
			continue
		}
		var run []int32
		for w := range strings.FieldsSeq(words) {
			r, bad := parseWord(w, lex)
			if bad != nil {
				bad.at += at
				return nil, bad
			}
			if run == nil {
				run = r // has no room left: what follows goes elsewhere
			} else {
				run = append(run, r...)
			}
		}
		out = append(out, lex.contract(run))
		at += len(alt) + 1
	}
	out = slices.Clip(out)
	lex.parsed[src] = out
	return out, nil
}

// parseWord folds one written word, which may become several ("rn").
func parseWord(src string, lex *lexicon) ([]int32, *badPattern) {
	if run, ok := lex.written[src]; ok {
		return run, nil
	}
	stem, star := strings.CutSuffix(src, "*")
	var run []int32
	words := foldWords(text.Parse(stem, ""))
	for i, w := range words {
		if !w.word {
			return nil, &badPattern{0, "a mark among the words", "words only"}
		}
		run = append(run, lex.add(w.text, star && i == len(words)-1))
	}
	if len(run) == 0 {
		return nil, &badPattern{0, "a word without letters", "a word"}
	}
	run = slices.Clip(run) // shared by patterns, which append to it
	lex.written[src] = run
	return run, nil
}

// possible reports whether a message has words for every step of a pattern,
// in whatever order.
func (m *message) possible(elems []element) bool {
	for _, e := range elems {
		if e.gap == 0 && !e.optional && m.present[e.group/64]&(1<<(e.group%64)) == 0 {
			return false
		}
	}
	return true
}

// match reports whether a pattern stands at word i, and where it first ends.
// It keeps the set of places reached so far, so that a pattern costs its
// length times its gaps, whatever the message. Gaps do not pass a denial when
// heed is set.
func (m *message) match(elems []element, i int, heed bool) (int, bool) {
	c := m.words[i].clause
	m.at = append(m.at[:0], i)
	for k, e := range elems {
		m.to = m.to[:0]
		for _, from := range m.at {
			if e.gap > 0 {
				for j := from; j <= from+e.gap && j < len(m.words) && m.words[j].clause == c; j++ {
					m.reach(j)
					if heed && m.words[j].stop {
						break
					}
				}
				continue
			}
			if e.optional {
				m.reach(from)
			}
			for at := from; ; at += m.words[at].filler {
				m.reachGroup(e.group, at, c)
				if k == 0 || at >= len(m.words) || m.words[at].clause != c || m.words[at].filler == 0 {
					break
				}
			}
		}
		if len(m.to) == 0 {
			return 0, false
		}
		m.at, m.to = m.to, m.at
	}
	return slices.Min(m.at), true
}

func (m *message) reach(i int) {
	if !slices.Contains(m.to, i) {
		m.to = append(m.to, i)
	}
}

// reachGroup notes where the runs of a group end that stand at word i of
// clause c.
func (m *message) reachGroup(group int32, i, c int) {
	if i >= len(m.words) || m.words[i].clause != c {
		return
	}
	at, bit := i*len(m.present)+int(group/64), uint64(1)<<(group%64)
	if m.wholes[at]&bit != 0 {
		m.reach(i + 1)
	}
	if m.opens[at]&bit == 0 {
		return
	}
	alts, firsts := m.lex.groups[group], m.lex.firsts[group]
	for _, id := range m.words[i].ids {
		at, _ := slices.BinarySearch(firsts, id)
		for ; at < len(alts) && firsts[at] == id; at++ {
			if to, ok := m.stands(alts[at], i, c); ok {
				m.reach(to)
			}
		}
	}
}

// stands reports whether a run of words stands at word i of clause c, and
// where it ends.
func (m *message) stands(run []int32, i, c int) (int, bool) {
	for k, w := range run {
		for k > 0 && i < len(m.words) && m.words[i].filler > 0 && !slices.Contains(m.words[i].ids, w) {
			i += m.words[i].filler
		}
		if i >= len(m.words) || m.words[i].clause != c || !slices.Contains(m.words[i].ids, w) {
			return 0, false
		}
		i++
	}
	return i, true
}
