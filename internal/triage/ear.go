package triage

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"sync"

	"intake/internal/item"
)

//go:generate go run intake/internal/learn ear

// An ear tells emergencies by what was learned from written lists, beside the
// patterns: patterns hear what somebody thought of, and are sure of it; the
// ear hears what is put like many lines that nobody thought of, and knows only
// how likely it is. Each finds emergencies that the other misses.
//
// It is a logistic regression on the traits of a message, and a second one
// that names the sign. What it has learned is tied to the signs of the content
// by name; content with other signs is heard by patterns alone.
type ear struct {
	signs   string    // names the signs it was learned with
	weights []float32 // by trait
	options []string  // of the emergency item, in order
	naming  []float32 // by trait that names a sign: one weight an option
	limits  EarLimits
}

// EarLimits are the probabilities of an emergency from which on, or below
// which, something is done.
type EarLimits struct {
	Alarm float64 // an emergency, whatever the patterns say
	Ask   float64 // one question settles it
	Doubt float64 // below: a sign that patterns are sure of is asked about
	Drop  float64 // below: what patterns doubt is none
}

// How sure the ear must be of a sign to record it, and to ask about it rather
// than about any emergency.
const (
	sureOf  = 0.9
	askedOf = 0.6
)

// The item of emergencies, and its option for those that have none of their
// own.
const (
	emergencyItem  item.ID = "redflag.emergency"
	otherEmergency string  = "other_emergency"
)

// spared are the signs that are never taken back, only asked about: who jokes
// of them may mean it.
var spared = set("self_harm", "unsafe_thoughts")

//go:embed ear.bin
var earFile string

// builtInEar is the ear that comes with the program, nil where there is none.
var builtInEar = sync.OnceValue(func() *ear { return decodeEar(earFile) })

// Learned returns the net with the ear that comes with the program, or as it
// is where that has learned of other signs. Urgent says which signs are an
// emergency by themselves.
func (n *Net) Learned(urgent func(item.ID, string) bool) *Net {
	return n.with(builtInEar(), urgent)
}

func (n *Net) with(x *ear, urgent func(item.ID, string) bool) *Net {
	if x == nil || x.signs != n.signsHash() {
		return n
	}
	c := &Net{
		lex: n.lex, signs: slices.Clone(n.signs), heard: n.heard, mild: n.mild, cues: n.cues, facts: n.facts,
		named: n.named, ear: x, fillers: n.fillers, contrasts: n.contrasts,
	}
	for i := range c.signs {
		s := &c.signs[i]
		s.urgent = urgent(s.item, s.option)
	}
	return c
}

// urgent reports whether a sign is an emergency by itself.
func (n *Net) urgent(s Sign) bool {
	return s.Sudden || slices.ContainsFunc(n.signs, func(o sign) bool { return o.urgent && o.item == s.Item && o.option == s.Option })
}

// signsHash names the signs of a net.
func (n *Net) signsHash() string {
	names := make([]string, len(n.signs))
	for i, s := range n.signs {
		names[i] = string(s.item) + " " + s.option
	}
	slices.Sort(names)
	h := fnv.New64a()
	for _, name := range slices.Compact(names) {
		h.Write([]byte(name + "\n"))
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// fewestWords is how many words a message must have for the ear to judge it:
// two or three answer a question, and patterns know those that matter.
const fewestWords = 4

// hear puts what the ear makes of a message to what the patterns found.
func (n *Net) hear(m *message, signs []Sign) []Sign {
	if len(m.words) < fewestWords {
		return signs
	}
	ts := m.traits(n)
	p, limits := n.ear.emergency(ts), &n.ear.limits
	if p < limits.Doubt {
		return n.calm(signs, p)
	}
	if p < limits.Ask || slices.ContainsFunc(signs, func(s Sign) bool { return !s.Doubt && n.urgent(s) }) {
		return signs
	}
	option, by := n.ear.name(ts)
	if by < askedOf || p >= limits.Alarm && by < sureOf {
		option = otherEmergency
	}
	heard := Sign{Item: emergencyItem, Option: option, Doubt: p < limits.Alarm, Learned: true}
	for i := range n.signs {
		if s := &n.signs[i]; s.item == emergencyItem && s.option == option {
			heard.Ask = s.ask
		}
	}
	switch at := slices.IndexFunc(signs, func(s Sign) bool { return s.Doubt && n.urgent(s) }); {
	case at < 0:
		signs = append(signs, heard)
	case !heard.Doubt:
		signs[at].Doubt, signs[at].Raised = false, true
	}
	return signs
}

// calm asks about what patterns found in a message that the ear finds nothing
// in, and takes back what they doubt themselves. What they are sure of is
// never taken back: of the emergencies of blind lists that would lose one in
// four hundred, and a question costs little.
func (n *Net) calm(signs []Sign, p float64) []Sign {
	out := signs[:0]
	for _, s := range signs {
		if n.urgent(s) {
			if s.Doubt && p < n.ear.limits.Drop && !spared[s.Option] {
				continue
			}
			s.Doubt = true
		}
		out = append(out, s)
	}
	return out
}

// emergency returns how likely a message tells of an emergency.
func (x *ear) emergency(ts []trait) float64 {
	sum := float32(0)
	for _, t := range ts {
		sum += x.weights[t.at] * t.val
	}
	return 1 / (1 + math.Exp(-float64(sum)))
}

// naming traits are fewer: signs are told apart by what they are about.
const namingTraits = 1<<12 + allTraits - hashed

func namingAt(at uint32) uint32 {
	if at < hashed {
		return at % (1 << 12)
	}
	return at - hashed + 1<<12
}

// name returns the likeliest sign of an emergency, and how likely it is.
func (x *ear) name(ts []trait) (option string, by float64) {
	p := make([]float32, len(x.options))
	named(p, x.naming, ts)
	best := 0
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
	}
	return x.options[best], float64(p[best])
}

// named fills p with the probability of each sign.
func named(p, weights []float32, ts []trait) {
	for _, t := range ts {
		row := weights[int(namingAt(t.at))*len(p):][:len(p)]
		for c, w := range row {
			p[c] += w * t.val
		}
	}
	most, sum := slices.Max(p), float32(0)
	for c, v := range p {
		p[c] = float32(math.Exp(float64(v - most)))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
}

// An ear file, little endian: the magic, what it was learned with, the
// options, the limits (4 float64), then for both regressions a scale (a
// float32) and each weight in two bytes. A change of traits must change the
// magic, so that no file is misread.
const earMagic = "IEA2"

func (x *ear) encode() []byte {
	out := []byte(earMagic + x.signs + "\n" + strings.Join(x.options, " ") + "\n")
	for _, l := range []float64{x.limits.Alarm, x.limits.Ask, x.limits.Doubt, x.limits.Drop} {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(l))
	}
	for _, ws := range [][]float32{x.weights, x.naming} {
		most := max(slices.Max(ws), -slices.Min(ws), 1e-9)
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(most/math.MaxInt16))
		for _, w := range ws {
			out = binary.LittleEndian.AppendUint16(out, uint16(int16(math.Round(float64(w/most)*math.MaxInt16))))
		}
	}
	return out
}

// decodeEar reads what encode has written; nil where it is something else.
func decodeEar(file string) *ear {
	rest, ok := strings.CutPrefix(file, earMagic)
	signs, rest, ok2 := strings.Cut(rest, "\n")
	options, rest, ok3 := strings.Cut(rest, "\n")
	x := &ear{signs: signs, options: strings.Fields(options)}
	if size := 4*8 + 2*4 + 2*(allTraits+namingTraits*len(x.options)); !ok || !ok2 || !ok3 || len(x.options) == 0 || len(rest) != size {
		return nil
	}
	data := []byte(rest)
	for i, l := range []*float64{&x.limits.Alarm, &x.limits.Ask, &x.limits.Doubt, &x.limits.Drop} {
		*l = math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:]))
	}
	data = data[4*8:]
	read := func(count int) []float32 {
		scale := math.Float32frombits(binary.LittleEndian.Uint32(data))
		out := make([]float32, count)
		for i := range out {
			out[i] = scale * float32(int16(binary.LittleEndian.Uint16(data[4+2*i:])))
		}
		data = data[4+2*count:]
		return out
	}
	x.weights, x.naming = read(allTraits), read(namingTraits*len(x.options))
	return x
}

// compareLines orders lines by list, so that what is learned does not hang on
// the order in which they were read.
func compareLines(a, b EarLine) int {
	return cmp.Or(strings.Compare(a.List, b.List), strings.Compare(a.Text, b.Text))
}
