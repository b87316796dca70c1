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
//	bleeding & pregnant both, anywhere in the message, in any order
//
// Words are folded as the message is, so neither case nor accents nor the
// apostrophe of "can't" matter, and "can not" is "can't". A word of six
// letters or more also matches a slip of one letter, of eight or more a slip
// of two; see lexicon. Only the part before "&" is weighed for what stands
// around it; a part after it must merely not be denied or said of another.
//
// A cue of scope may begin with a mark:
//
//	~no idea            these words are no cue, though "no" alone is one
//	+next to me         beside a cue of its list, the sign counts after all
//	?before             beside a cue of its list, the sign is in doubt

// maxGap is how many words "..." may stand for.
const maxGap = 5

// An element is one step of a pattern: a gap, or one of several runs of words.
type element struct {
	alts     [][]int32
	optional bool
	gap      bool
}

// A parsed pattern: what is looked for, and what must be there besides.
type parsed struct {
	elems []element
	also  []part
	need  []int
}

type part struct {
	src   string
	elems []element
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
		elems, bad := parseElements(s, lex)
		if bad != nil {
			bad.at += at
			return p, bad
		}
		if i == 0 {
			p.elems = elems
		} else {
			p.also = append(p.also, part{strings.TrimSpace(s), elems})
		}
		at += len(s) + 1
	}
	return p, nil
}

func parseElements(src string, lex *lexicon) ([]element, *badPattern) {
	var elems []element
	for i := 0; i < len(src); {
		switch c := src[i]; {
		case c == ' ':
			i++
		case strings.HasPrefix(src[i:], "..."):
			if len(elems) == 0 || elems[len(elems)-1].gap {
				return nil, &badPattern{i, "a gap with no word before it", "a word, then ..."}
			}
			elems = append(elems, element{gap: true})
			i += 3
		case c == '(':
			n := strings.IndexByte(src[i:], ')')
			if n < 0 {
				return nil, &badPattern{i, "a group that does not end", "a ) after the last of its words"}
			}
			e, bad := parseGroup(src[i+1:i+n], lex)
			if bad != nil {
				bad.at += i + 1
				return nil, bad
			}
			elems = append(elems, e)
			i += n + 1
		case c == '?':
			if len(elems) == 0 || elems[len(elems)-1].gap || src[i-1] == ' ' {
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
			run, bad := parseWord(src[i:i+n], lex)
			if bad != nil {
				bad.at += i
				return nil, bad
			}
			i += n
			last := len(elems) - 1
			if (i < len(src) && src[i] == '?') || last < 0 || elems[last].optional || len(elems[last].alts) != 1 {
				elems = append(elems, element{alts: [][]int32{run}})
				break
			}
			elems[last].alts[0] = lex.contract(append(elems[last].alts[0], run...))
		}
	}
	if !slices.ContainsFunc(elems, func(e element) bool { return !e.gap && !e.optional }) {
		return nil, &badPattern{0, "a pattern that says nothing", "at least one word that must be there"}
	}
	if elems[len(elems)-1].gap {
		return nil, &badPattern{len(src), "a gap with no word after it", "..., then a word"}
	}
	if elems[0].optional && elems[1].gap {
		return nil, &badPattern{0, "a gap with no word before it", "a word that must be there, then ..."}
	}
	return elems, nil
}

func parseGroup(src string, lex *lexicon) (element, *badPattern) {
	var e element
	at := 0
	for _, alt := range strings.Split(src, "|") {
		if i := strings.IndexAny(alt, "(?"); i >= 0 || strings.Contains(alt, "...") {
			return e, &badPattern{at + max(i, 0), "a group holds more than words", "words, with | between the choices"}
		}
		var run []int32
		for _, w := range strings.Fields(alt) {
			r, bad := parseWord(w, lex)
			if bad != nil {
				bad.at += at
				return e, bad
			}
			run = append(run, r...)
		}
		if len(run) == 0 {
			return e, &badPattern{at, "a choice without words", "words on both sides of |"}
		}
		e.alts = append(e.alts, lex.contract(run))
		at += len(alt) + 1
	}
	return e, nil
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

// firstWords returns the words that a pattern may begin with.
func firstWords(elems []element) []int32 {
	var out []int32
	for _, e := range elems {
		for _, a := range e.alts {
			out = append(out, a[0])
		}
		if !e.optional {
			break
		}
	}
	return out
}

// possible reports whether a message has words for every step of a pattern,
// in whatever order.
func (m *message) possible(elems []element) bool {
	for _, e := range elems {
		if e.gap || e.optional {
			continue
		}
		if !slices.ContainsFunc(e.alts, func(run []int32) bool { return m.present[run[0]] }) {
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
			if e.gap {
				for j := from; j <= from+maxGap && j < len(m.words) && m.words[j].clause == c; j++ {
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
				for _, run := range e.alts {
					if to, ok := m.stands(run, at, c); ok {
						m.reach(to)
					}
				}
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
