package triage

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"intake/internal/content"
	"intake/internal/item"
	"intake/internal/text"
)

// A Net finds red-flag signs in anything a patient says. It does not change
// once made and serves any number of readers at once.
//
// A sign counts when one of its patterns stands in the message and nothing
// around it takes it back: a denial, another person, a time long past, a
// figure of speech, a planned effect. A denial inside the pattern's own words
// takes nothing back, since many emergencies are denials ("can't feel",
// "won't stop"). What stays unclear is returned as a doubt: one question
// settles it, where a wrong guess either way would not be noticed.
type Net struct {
	lex   *lexicon
	signs []sign
	heard index // patterns of signs
	mild  index // patterns that take one sign back in their clause
	cues  index // patterns of scope
	facts []notion
	named []class // the classes of words, for the ear
	ear   *ear    // nil for patterns alone

	fillers, contrasts map[string]bool // as foldWords has them

	spare sync.Pool // messages that have been read, whose room serves others
}

type sign struct {
	item    item.ID
	option  string
	ask     string
	sudden  bool
	urgent  bool // an emergency by itself; known where there is an ear
	history bool // the item asks about the past, which then takes nothing back
}

// A Sign is one red-flag option that a message tells of.
type Sign struct {
	Item   item.ID
	Option string
	// Sudden is set where a new onset makes the sign an emergency and the
	// message tells of one.
	Sudden bool
	// Doubt is set where the message may mean something else: ask.
	Doubt bool
	// Ask is the yes/no question that settles a doubt.
	Ask string
	// Learned is set where no pattern has found it: it is likely, and no more.
	Learned bool
	// Raised is set where patterns only doubted it.
	Raised bool
}

// A NetFault is one mistake in the words of signs or scope.
type NetFault struct {
	content.Pos
	Msg  string
	Want string
}

// NewNet compiles the patterns of signs and scope. It returns every fault
// found; the net is nil if there are any.
func NewNet(signs []content.SignDoc, scope content.ScopeDoc) (*Net, []NetFault) {
	b := builder{net: &Net{lex: newLexicon()}, facts: map[string]int{}}
	b.classes(scope.Words)
	for i := range signs {
		d := &signs[i]
		b.net.signs = append(b.net.signs, sign{
			item: item.ID(d.Item.S), option: d.Option.S, ask: d.Ask.S, sudden: d.Sudden,
			history: strings.HasPrefix(d.Item.S, "history."),
		})
		for _, w := range d.Words {
			b.sign(w, i, false)
		}
		for _, w := range d.Doubt {
			b.sign(w, i, true)
		}
	}
	for list, cues := range [cueLists][]content.Str{
		deny: scope.Deny, others: scope.Others, past: scope.Past, idiom: scope.Idiom,
		planned: scope.Planned, asking: scope.Ask, sudden: scope.Sudden,
	} {
		for _, c := range cues {
			b.cue(c, cueList(list))
		}
	}
	b.net.fillers = b.words(scope.Fillers, 2)
	b.net.contrasts = b.words(scope.Contrasts, 1)
	if len(b.faults) > 0 {
		slices.SortFunc(b.faults, func(a, c NetFault) int {
			return cmp.Or(cmp.Compare(a.File, c.File), cmp.Compare(a.Line, c.Line), cmp.Compare(a.Col, c.Col))
		})
		return nil, b.faults
	}
	for _, name := range slices.Sorted(maps.Keys(b.net.lex.classes)) {
		b.net.named = append(b.net.named, class{number('k', name), b.net.lex.groupOf("$"+name, b.net.lex.classes[name])})
	}
	weights := b.net.lex.weights()
	var wg sync.WaitGroup
	wg.Go(b.net.lex.close)
	for _, x := range []*index{&b.net.heard, &b.net.mild, &b.net.cues} {
		x.close(weights)
	}
	wg.Wait()
	return b.net, nil
}

// A builder gathers patterns and faults while a Net is made.
type builder struct {
	net    *Net
	facts  map[string]int
	faults []NetFault
}

// words makes a set of plain words, each of at most so many.
func (b *builder) words(list []content.Str, most int) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, s := range list {
		var words []string
		plain := !strings.Contains(s.S, "*") // a mark of patterns that no message keeps
		for _, t := range foldWords(text.Parse(s.S, "")) {
			words = append(words, t.text)
			plain = plain && t.word
		}
		if !plain || len(words) == 0 || len(words) > most {
			b.faults = append(b.faults, NetFault{s.Pos, fmt.Sprintf("%q is no plain word", s.S), fmt.Sprintf("at most %d, without marks", most)})
			continue
		}
		out[strings.Join(words, " ")] = true
	}
	return out
}

// classes reads the classes of words, those first that others name.
func (b *builder) classes(all map[string][]content.Str) {
	left := slices.Sorted(maps.Keys(all))
	for len(left) > 0 {
		var later []string
		for _, name := range left {
			if !b.class(name, all) {
				later = append(later, name)
			}
		}
		if len(later) == len(left) {
			b.faults = append(b.faults, NetFault{all[left[0]][0].Pos, "classes that name each other: " + strings.Join(left, ", "), "words, and classes that do not lead back"})
			return
		}
		left = later
	}
}

// class reads one class, unless it names another that is not read yet.
func (b *builder) class(name string, all map[string][]content.Str) bool {
	for _, s := range all[name] {
		for _, alt := range strings.Split(s.S, "|") {
			if other, ok := strings.CutPrefix(strings.TrimSpace(alt), "$"); ok && all[other] != nil && b.net.lex.classes[other] == nil {
				return false
			}
		}
	}
	var runs [][]int32
	for _, s := range all[name] {
		alts, bad := parseGroup(s.S, b.net.lex)
		if bad != nil {
			b.faults = append(b.faults, NetFault{s.Pos, "class " + name + ": " + bad.msg, bad.want})
			continue
		}
		runs = append(runs, alts...)
	}
	b.net.lex.classes[name] = runs
	return true
}

func (b *builder) parse(s content.Str, words string) (parsed, bool) {
	p, bad := parsePattern(words, b.net.lex)
	if bad != nil {
		pos := s.Pos
		pos.Col += len(s.S) - len(words) + bad.at
		b.faults = append(b.faults, NetFault{pos, bad.msg, bad.want})
		return parsed{}, false
	}
	return p, true
}

func (b *builder) sign(s content.Str, of int, doubt bool) {
	words, mild := strings.CutPrefix(s.S, "!")
	p, ok := b.parse(s, words)
	if !ok {
		return
	}
	if mild {
		if len(p.also) > 0 {
			b.faults = append(b.faults, NetFault{s.Pos, "words that take a sign back stand in one clause, and cannot have &", "words without &"})
		}
		for _, o := range p.orders {
			b.net.mild.add(entry{elems: o, of: of})
		}
		return
	}
	for _, also := range p.also {
		f, ok := b.facts[also.src]
		if !ok {
			f = len(b.facts)
			b.facts[also.src] = f
			b.net.facts = append(b.net.facts, also.orders)
		}
		p.need = append(p.need, f)
	}
	for _, o := range p.orders {
		b.net.heard.add(entry{elems: o, of: of, doubt: doubt, need: p.need})
	}
}

func (b *builder) cue(s content.Str, list cueList) {
	words, m := s.S, plain
	if cut := strings.TrimLeft(words, string([]byte{byte(notCue), byte(counts), byte(unclear), byte(settled)})); cut != words {
		words, m = cut, mark(words[0])
		if len(s.S)-len(cut) > 1 {
			b.faults = append(b.faults, NetFault{s.Pos, "two marks before one cue", "one of ~ + ? - or none"})
			return
		}
	}
	p, ok := b.parse(s, words)
	if !ok {
		return
	}
	if len(p.also) > 0 {
		b.faults = append(b.faults, NetFault{s.Pos, "a cue stands in one clause, and cannot have &", "words without &"})
		return
	}
	for _, o := range p.orders {
		b.net.cues.add(entry{elems: o, list: list, mark: m})
	}
}

// An entry is one pattern and what finding it means.
type entry struct {
	elems []element
	of    int // sign
	doubt bool
	need  []int // facts that the message must hold too
	list  cueList
	mark  mark
}

// Scan returns the signs that a message tells of, in the order of the
// content, each option once; last what only the ear has heard.
func (n *Net) Scan(message string) []Sign {
	m := n.read(message)
	defer n.spare.Put(m)
	if len(m.words) == 0 {
		return nil
	}
	m.scope(n)
	m.milds = m.milds[:0]
	n.mild.each(m, func(i int, e *entry) {
		if _, ok := m.match(e.elems, i, true); ok {
			m.milds = append(m.milds, mild{e.of, m.words[i].clause})
		}
	})
	found := make([]finding, len(n.signs))
	n.heard.each(m, func(i int, e *entry) {
		best := yes
		if e.doubt {
			best = unsure
		}
		f := &found[e.of]
		if f.verdict >= best || !m.mayHold(n, e.need) || len(e.need) == 0 && slices.Contains(m.milds, mild{e.of, m.words[i].clause}) {
			return
		}
		if end, ok := m.match(e.elems, i, true); ok && m.holds(n, e.need, i, end) {
			if v := min(best, m.judge(i, end, n.signs[e.of].history)); v > f.verdict {
				*f = finding{v, span{i, end}}
			}
		}
	})
	var out []Sign
	for i, f := range found {
		if f.verdict == no || f.explained(found) {
			continue
		}
		s := &n.signs[i]
		out = append(out, Sign{Item: s.item, Option: s.option, Ask: s.ask, Sudden: s.sudden && m.sudden, Doubt: f.verdict == unsure})
	}
	if out = merge(out); n.ear != nil {
		out = n.hear(m, out)
	}
	return out
}

// A mild is a clause with words that take back a sign.
type mild struct{ of, clause int }

// A finding is what was made of one sign, and where.
type finding struct {
	verdict verdict
	span
}

// explained reports whether the words of a doubt are part of a longer sign,
// which says what they mean: "numb" in "numb between my legs".
func (f finding) explained(all []finding) bool {
	return f.verdict == unsure && slices.ContainsFunc(all, func(o finding) bool {
		return o.verdict != no && o.from <= f.from && f.to <= o.to && o.to-o.from > f.to-f.from
	})
}

// merge joins signs that content names twice.
func merge(signs []Sign) []Sign {
	out := signs[:0]
	for _, s := range signs {
		at := slices.IndexFunc(out, func(o Sign) bool { return o.Item == s.Item && o.Option == s.Option })
		if at < 0 {
			out = append(out, s)
			continue
		}
		out[at].Sudden = out[at].Sudden || s.Sudden
		out[at].Doubt = out[at].Doubt && s.Doubt
	}
	return out
}

// A verdict says whether a sign counts.
type verdict uint8

const (
	no verdict = iota
	unsure
	yes
)
