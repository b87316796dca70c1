package bot_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"intake/bot"
)

// TestSplit: no part is too long or empty, and no word is lost.
func TestSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"pain", "grüße", "膝", ". ", "\n\n", "? ", strings.Repeat("x", 40)})).Draw(t, "words"), " ")
		limit := rapid.IntRange(5, 60).Draw(t, "limit")
		parts := bot.Split(s, limit)
		for _, p := range parts {
			if n := utf8.RuneCountInString(p); n > limit || n == 0 && len(parts) > 1 {
				t.Fatalf("a part of %d characters: %q", n, p)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(strings.Join(parts, "")) != bare(s) {
			t.Fatalf("%q became %q", s, parts)
		}
	})
	if got := bot.Split("One thing. Another thing here.", 20); got[0] != "One thing." {
		t.Errorf("cut in the middle of a sentence: %q", got)
	}
}
