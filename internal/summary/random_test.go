package summary

import (
	"math/rand/v2"
	"strings"
	"testing"

	"intake/internal/item"
)

// flat is text without spaces, quotation marks and wrapping, so that words can
// be found however they were broken.
func flat(s string) string { return strings.Join(strings.Fields(s), "") }

// TestRandom builds cases of states that no patient may ever reach: none may
// crash, break the page or the schema, or lose a word.
func TestRandom(t *testing.T) {
	n := 100
	if testing.Short() {
		n = 20
	}
	for seed := range n {
		rng := rand.New(rand.NewPCG(uint64(seed), 1))
		s, entries, texts := randomState(t, rng)
		c := New(engine(t), s, entries, start.AddDate(0, 0, rng.IntN(60)))
		checkPage(t, c)
		checkJSON(t, c)
		checkPage(t, c.Public())
		checkJSON(t, c.Public())
		printed := flat(c.Text())
		for id, words := range texts {
			if !strings.Contains(printed, flat(inert(words))) {
				t.Errorf("seed %d: %s is cut: %q", seed, id, words)
			}
		}
		checkSections(t, c, s.Answers)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// checkSections fails where a section that must be there is empty, or an
// answer is in no section.
func checkSections(t *testing.T, c *Case, a item.Answers) {
	t.Helper()
	if c.Banner.Reason == "" || c.Banner.Action == "" || c.Banner.TypedBy == "" || c.Banner.Words == "" {
		t.Errorf("the banner lacks something: %+v", c.Banner)
	}
	if len(c.Consents.List) == 0 || c.Consents.Doctor == "" || c.Baseline.Change == "" || len(c.Match.Therapists) == 0 {
		t.Error("a required section is empty")
	}
	for _, f := range c.Reason.Other {
		if strings.HasSuffix(string(f.Item), ".weeks") {
			continue // told without a pregnancy: still told
		}
		t.Errorf("%s is in no section", f.Item)
	}
	n := 0
	for i := range a.Schema().Len() {
		if st := a.At(i).Status; st != item.Open && st != item.NotApplicable {
			n++
		}
	}
	if n != len(c.Provenance.Answers) {
		t.Errorf("%d answers recorded, %d listed", n, len(c.Provenance.Answers))
	}
}
