package text

import "testing"

// TestLikely tells the language of a message by its common words.
func TestLikely(t *testing.T) {
	for _, c := range []struct{ s, want string }{
		{"I have had it since the spring", "en"},
		{"me duele la espalda desde hace tres semanas", "es"},
		{"desde que me caí", "es"},
		{"my mom says no", "en"},
		{"I'm José and my doctor is Dr. Núñez", "en"},
		{"no", "en"},
		{"¿qué?", "es"},
		{"ya no", "es"},
	} {
		if got := Parse(c.s, "").Lang; got != c.want && !(got == "" && c.want == "en") {
			t.Errorf("Parse(%q).Lang = %q, want %q", c.s, got, c.want)
		}
	}
}
