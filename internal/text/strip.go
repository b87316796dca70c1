package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Strip returns s as its writer typed it, without what could harm or hide:
// broken bytes, control characters and marks that turn the direction of
// writing are left out, the ends trimmed. Line ends stay.
func Strip(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError:
			return -1
		case r == '\n' || r == '\t':
			return r
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return -1
		case '\u202A' <= r && r <= '\u202E', '\u2066' <= r && r <= '\u2069',
			r == '\u200E', r == '\u200F', r == '\u061C', r == '\u200B', r == '\uFEFF', r == '\u00AD', r == '\u2060',
			0xE0000 <= r && r <= 0xE007F:
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
	return strings.TrimSpace(s)
}
