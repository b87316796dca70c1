package bot_test

import (
	"strings"
	"testing"

	"intake/bot"
	"intake/bot/bottest"
)

// TestPost: each kind of notice says in its title what it is; the short form
// holds no name and no word of the patient's, the full one all of it.
func TestPost(t *testing.T) {
	seen := map[string]bool{}
	for _, n := range bottest.Notices(t) {
		title, short := bot.Post(n, false)
		if seen[title] && n.Effect.Kind != "handoff" {
			t.Errorf("two kinds of notice are called %q", title)
		}
		seen[title] = true
		if strings.Contains(short, "Ann") || strings.Contains(short, bottest.Hostile) {
			t.Errorf("the short form of %s tells who: %q", n.Effect.Kind, short)
		}
		if !strings.Contains(short, n.Case.Banner.ID) {
			t.Errorf("the short form of %s has no id: %q", n.Effect.Kind, short)
		}
		if _, full := bot.Post(n, true); !strings.Contains(full, "Ann") || !strings.Contains(full, n.Case.Banner.ID) {
			t.Errorf("the full form of %s: %q", n.Effect.Kind, full)
		}
	}
	if len(seen) < 4 {
		t.Errorf("titles %v", seen)
	}
}
