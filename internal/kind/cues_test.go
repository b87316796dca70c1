package kind_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"intake/internal/kind"
	"intake/internal/linear"
	"intake/internal/text"
)

const (
	worse = iota
	better
	when
	worst
)

func cues(t testing.TB) *kind.Cues {
	t.Helper()
	var c kind.Cues
	for _, x := range []struct {
		owner int
		words string
	}{
		{worse, "worse when ..."},
		{worse, "worse ..."},
		{when, "worse ..."},
		{worse, "... makes it worse"},
		{better, "... helps"},
		{worst, "up to ..."},
		{worst, "at worst ..."},
	} {
		if err := c.Add(x.owner, x.words); err != nil {
			t.Fatal(err)
		}
	}
	return &c
}

func TestCues(t *testing.T) {
	c := cues(t)
	for _, x := range []struct {
		message string
		want    []string // owner: widest cut | ... | narrowest
	}{
		{"worse when I sit", []string{"0: I sit"}},
		{"It is Worse When sitting, standing and lifting", []string{"0: sitting, standing and lifting | sitting, standing | sitting"}},
		{"worse in the morning", []string{"0 2: in the morning"}},
		{"sitting makes it worse, heat helps", []string{"0: sitting", "1: heat"}},
		{"worse when I sit but heat helps", []string{"0: I sit", "1: heat"}},
		{"worse when I sit. heat and ice helps", []string{"0: I sit", "1: heat and ice | ice"}},
		{"5 now, up to 8", []string{"3: 8"}},
		{"nothing that does not helps", nil}, // denied
		{"helps", nil},
		{"worse when", nil},
		{"worst of all", nil},
		{"", nil},
	} {
		var got []string
		for _, p := range c.Find(text.Parse(x.message, "")) {
			var owners, cuts []string
			for _, o := range p.Owners {
				owners = append(owners, string(rune('0'+o)))
			}
			for _, cut := range p.Cuts {
				cuts = append(cuts, cut.Text)
			}
			got = append(got, strings.Join(owners, " ")+": "+strings.Join(cuts, " | "))
		}
		if d := cmp.Diff(x.want, got); d != "" {
			t.Errorf("%q: %s", x.message, d)
		}
	}
}

func TestCueFaults(t *testing.T) {
	for _, s := range []string{"worse when", "... worse ...", "...", "", "a ... b"} {
		var c kind.Cues
		if err := c.Add(0, s); err == nil {
			t.Errorf("cue %q was taken", s)
		}
	}
}

func TestCuesLinear(t *testing.T) {
	c := cues(t)
	linear.Check(t, "worse when it is, and ", func(said string) { c.Find(text.Parse(said, "")) })
	linear.Check(t, "and so it ", func(said string) { c.Find(text.Parse(said+" helps", "")) })
}
