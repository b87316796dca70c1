package bot

import (
	"strings"
	"unicode/utf8"
)

// Split cuts a text into parts of at most limit characters, at ends of
// paragraphs, sentences or words where there are any.
func Split(s string, limit int) []string {
	var out []string
	for s = strings.TrimSpace(s); utf8.RuneCountInString(s) > limit; {
		head := s[:byteOf(s, limit)]
		cut := -1
		for _, end := range []string{"\n\n", "\n", ". ", "? ", " "} {
			if i := strings.LastIndex(head, end); i > len(head)/3 {
				cut = i + len(end)
				break
			}
		}
		if cut < 0 {
			cut = len(head)
		}
		out = append(out, strings.TrimSpace(s[:cut]))
		s = strings.TrimSpace(s[cut:])
	}
	if s != "" || len(out) == 0 {
		out = append(out, s)
	}
	return out
}

// byteOf is where the character n of s begins.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// Cut shortens a text to at most limit characters, and shows that it did.
func Cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimSpace(s[:byteOf(s, limit-1)]) + "…"
}
