package faq

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"

	"intake/internal/vector"
)

// A model file, little endian: "IFAQ", then blocks, each its length (4 bytes)
// and its bytes, in the order of (*model).blocks. A change of what is computed
// from them must change the magic, so that no kept file is misread.
const magic = "IFA4"

//go:embed model.bin
var builtInFile string

// builtInHash is the hash of the content the built-in model is of, without
// reading the rest.
func builtInHash() string {
	in := blocks{rest: strings.TrimPrefix(builtInFile, magic)}
	return in.text()
}

// builtIn is the model that comes with the program, nil where there is none.
var builtIn = sync.OnceValue(func() *model {
	m, err := decode(builtInFile)
	if err != nil {
		return nil
	}
	return m
})

var errModel = errors.New("not a model file of this version")

// blocks reads one block after another.
type blocks struct {
	rest string
	bad  bool
}

func (b *blocks) text() string {
	if len(b.rest) < 4 {
		b.bad = true
		return ""
	}
	n := int(binary.LittleEndian.Uint32([]byte(b.rest[:4])))
	if n > len(b.rest)-4 {
		b.bad = true
		return ""
	}
	s := b.rest[4 : 4+n]
	b.rest = b.rest[4+n:]
	return s
}

func (b *blocks) numbers() []uint32 {
	s := b.text()
	out := make([]uint32, len(s)/4)
	for i := range out {
		out[i] = uint32(s[4*i]) | uint32(s[4*i+1])<<8 | uint32(s[4*i+2])<<16 | uint32(s[4*i+3])<<24
	}
	return out
}

func (b *blocks) floats() []float32 {
	ns := b.numbers()
	out := make([]float32, len(ns))
	for i, n := range ns {
		out[i] = math.Float32frombits(n)
	}
	return out
}

func (b *blocks) words() []string {
	s := b.text()
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// lists reads lists of short numbers, each after its length.
func (b *blocks) lists() [][]uint16 {
	s := b.text()
	short := func(i int) uint16 { return uint16(s[2*i]) | uint16(s[2*i+1])<<8 }
	flat := make([]uint16, len(s)/2)
	for i := range flat {
		flat[i] = short(i)
	}
	var out [][]uint16
	for i := 0; i < len(flat); {
		n := int(flat[i])
		if i+1+n > len(flat) {
			b.bad = true
			return nil
		}
		out = append(out, flat[i+1:i+1+n])
		i += 1 + n
	}
	return out
}

// writer writes what blocks reads.
type writer struct{ out []byte }

func (w *writer) text(s string) {
	w.out = binary.LittleEndian.AppendUint32(w.out, uint32(len(s)))
	w.out = append(w.out, s...)
}

func (w *writer) numbers(ns []uint32) {
	w.out = binary.LittleEndian.AppendUint32(w.out, uint32(4*len(ns)))
	for _, n := range ns {
		w.out = binary.LittleEndian.AppendUint32(w.out, n)
	}
}

func (w *writer) floats(fs []float32) {
	ns := make([]uint32, len(fs))
	for i, f := range fs {
		ns[i] = math.Float32bits(f)
	}
	w.numbers(ns)
}

func (w *writer) words(ws []string) { w.text(strings.Join(ws, "\n")) }

func (w *writer) lists(ls [][]uint16) {
	var flat []byte
	for _, l := range ls {
		flat = binary.LittleEndian.AppendUint16(flat, uint16(len(l)))
		for _, n := range l {
			flat = binary.LittleEndian.AppendUint16(flat, n)
		}
	}
	w.text(string(flat))
}

// encode writes the model as a file.
func (m *model) encode() []byte {
	w := &writer{out: []byte(magic)}
	w.text(m.hash)
	w.numbers([]uint32{uint32(m.classes), uint32(m.entries), uint32(m.clinician + 1)})
	w.floats([]float32{float32(m.limits.Answer), float32(m.limits.Choose), float32(m.limits.Clinician)})
	for _, t := range slices.Concat(m.gate, m.refer) {
		w.text(string(t.feature[:]))
		w.floats(append(t.above[:], t.adds[:]...))
	}
	w.numbers(m.lexicon.keys)
	w.floats(m.lexicon.idf)
	w.floats(m.letters.scales)
	w.text(m.letters.bytes)
	w.words(m.sense.words)
	w.floats(m.sense.idf)
	w.floats(append(append([]float32{m.sense.rare}, m.sense.mean[:]...), m.sense.dev[:]...))
	w.floats(m.meaning.scales)
	w.text(m.meaning.bytes)
	w.words(m.spell.words)
	a := m.align
	w.words(a.vocab)
	w.floats(append([]float32{a.rare}, a.weight...))
	near := make([][]uint16, 0, 2*len(a.near))
	for _, ls := range a.near {
		var words, by []uint16
		for i, l := range ls {
			words = append(words, l.word)
			if i%2 == 0 {
				by = append(by, uint16(l.by))
			} else {
				by[len(by)-1] |= uint16(l.by) << 8
			}
		}
		near = append(near, words, by)
	}
	w.lists(near)
	w.lists(a.phrases)
	w.lists(a.of)
	return w.out
}

// decode reads what encode has written.
func decode(file string) (*model, error) {
	rest, ok := strings.CutPrefix(file, magic)
	if !ok {
		return nil, errModel
	}
	b := blocks{rest: rest}
	m := &model{hash: b.text()}
	counts, limits := b.numbers(), b.floats()
	if len(counts) != 3 || len(limits) != 3 {
		return nil, errModel
	}
	m.classes, m.entries, m.clinician = int(counts[0]), int(counts[1]), int(counts[2])-1
	thousandths := func(f float32) float64 { return math.Round(float64(f)*1000) / 1000 }
	m.limits = Limits{thousandths(limits[0]), thousandths(limits[1]), thousandths(limits[2])}
	trees := make([]tree, 2*treeCount)
	for i := range trees {
		t := &trees[i]
		copy(t.feature[:], b.text())
		if fs := b.floats(); len(fs) == treeForks+treeEnds {
			copy(t.above[:], fs)
			copy(t.adds[:], fs[treeForks:])
		}
	}
	m.gate, m.refer = trees[:treeCount:treeCount], trees[treeCount:]
	m.lexicon = &lexicon{keys: b.numbers(), idf: b.floats()}
	m.letters = &packed{m.classes, b.floats(), b.text()}
	m.sense = &sense{words: b.words(), idf: b.floats()}
	if fs := b.floats(); len(fs) == 1+2*vector.Dims {
		m.sense.rare = fs[0]
		copy(m.sense.mean[:], fs[1:])
		copy(m.sense.dev[:], fs[1+vector.Dims:])
	} else {
		return nil, errModel
	}
	m.meaning = &packed{m.classes, b.floats(), b.text()}
	m.spell = newSpeller(b.words())
	a := &aligner{vocab: b.words()}
	weights := b.floats()
	if len(weights) != len(a.vocab)+1 {
		return nil, errModel
	}
	a.rare, a.weight = weights[0], weights[1:]
	near := b.lists()
	a.near = make([][]like, len(near)/2)
	for i := range a.near {
		words, by := near[2*i], near[2*i+1]
		ls := make([]like, len(words))
		for j, w := range words {
			ls[j] = like{w, uint8(by[j/2] >> (8 * (j % 2)))}
		}
		a.near[i] = ls
	}
	a.phrases, a.of = b.lists(), b.lists()
	if m.align = a; b.bad || !m.whole() {
		return nil, errModel
	}
	a.units = a.unitsOf()
	a.sum()
	return m, nil
}

// whole reports whether the parts of a model fit each other, so that nothing
// of it can be looked up in vain.
func (m *model) whole() bool {
	a := m.align
	ok := m.entries <= m.classes && m.clinician < m.classes &&
		len(m.lexicon.idf) == len(m.lexicon.keys) &&
		len(m.letters.scales) == m.lexicon.size() && len(m.letters.bytes) == m.classes*m.lexicon.size() &&
		len(m.meaning.scales) == senseSize && len(m.meaning.bytes) == m.classes*senseSize &&
		len(m.sense.idf) == len(m.sense.words) && len(a.near) == len(a.vocab) && len(a.of) == m.classes
	for _, t := range slices.Concat(m.gate, m.refer) {
		for _, f := range t.feature {
			ok = ok && int(f) < gateSize
		}
	}
	for _, p := range a.phrases {
		for _, w := range p {
			ok = ok && int(w) < len(a.vocab)
		}
	}
	for _, ls := range a.near {
		for _, l := range ls {
			ok = ok && int(l.word) < len(a.vocab)
		}
	}
	for _, ps := range a.of {
		for _, p := range ps {
			ok = ok && int(p) < len(a.phrases)
		}
	}
	return ok
}
