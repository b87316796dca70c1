package faq

import (
	"math/bits"

	"intake/internal/stem"
	"intake/internal/vector"
)

// commonTo is the row up to which a word is taken to be meant as written.
const commonTo = 30_000

// A speller sets slips of typing right.
type speller struct {
	words []string
	masks []uint32 // the letters of each word, a bit each
}

func newSpeller(words []string) *speller {
	s := &speller{}
	for _, w := range words {
		if len(w) > 3 {
			s.words = append(s.words, w)
			s.masks = append(s.masks, lettersOf(w))
		}
	}
	return s
}

func lettersOf(w string) (mask uint32) {
	for i := range len(w) {
		mask |= 1 << (w[i] % 32)
	}
	return mask
}

// fix returns the word of the content that w was meant to be, or w: a word
// longer than three letters that is not common, with one slip, or two where it
// is longer than six.
func (s *speller) fix(w string) string {
	if len(w) <= 3 || len(w) > 24 {
		return w
	}
	if row, ok := vector.Row(w); ok && row < commonTo || stem.English(w) != "" {
		return w
	}
	most := 1
	if len(w) > 6 {
		most = 2
	}
	mask := lettersOf(w)
	best, found := most+1, w
	for i, v := range s.words {
		if d := len(v) - len(w); d > most || d < -most || bits.OnesCount32(mask^s.masks[i]) > 2*most {
			continue
		}
		if v == w {
			return w
		}
		if d := slips(w, v, most); d < best {
			best, found = d, v
		}
	}
	return found
}

// slips counts the letters changed, added, left out or swapped between a and
// b; more than most is most+1.
func slips(a, b string, most int) int {
	var rows [3][26]int
	if len(b) >= len(rows[0]) {
		return most + 1
	}
	last, row, next := rows[0][:len(b)+1], rows[1][:len(b)+1], rows[2][:len(b)+1]
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			d := row[j-1]
			if a[i-1] != b[j-1] {
				d = 1 + min(d, row[j], next[j-1])
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d = min(d, 1+last[j-2])
				}
			}
			next[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		last, row, next = row, next, last
	}
	return min(row[len(b)], most+1)
}
