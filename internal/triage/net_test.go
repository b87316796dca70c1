package triage

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"intake/internal/content"
	"intake/internal/linear"
)

// massage reads the words of the default flow.
func massage(t testing.TB) ([]content.SignDoc, content.ScopeDoc) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "flows", "massage", "signs.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Signs []struct {
			Item, Option, Ask string
			Words, Doubt      []string
			Sudden            bool
		}
		Scope struct{ Deny, Others, Past, Idiom, Planned, Ask, Sudden, Fillers, Contrasts []string }
	}
	if err := yaml.UnmarshalWithOptions(data, &doc, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if data, err = os.ReadFile(filepath.Join("..", "..", "flows", "massage", "words.yaml")); err != nil {
		t.Fatal(err)
	}
	var classes map[string]map[string]string
	if err := yaml.UnmarshalWithOptions(data, &classes, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	words := map[string][]content.Str{}
	for _, lang := range slices.Sorted(maps.Keys(classes)) {
		for name, s := range classes[lang] {
			words[name] = append(words[name], str(s))
		}
	}
	var signs []content.SignDoc
	for _, s := range doc.Signs {
		signs = append(signs, content.SignDoc{
			Item: str(s.Item), Option: str(s.Option), Ask: str(s.Ask),
			Words: strs(s.Words), Doubt: strs(s.Doubt), Sudden: s.Sudden,
		})
	}
	return signs, content.ScopeDoc{
		Deny: strs(doc.Scope.Deny), Others: strs(doc.Scope.Others), Past: strs(doc.Scope.Past), Idiom: strs(doc.Scope.Idiom),
		Planned: strs(doc.Scope.Planned), Ask: strs(doc.Scope.Ask), Sudden: strs(doc.Scope.Sudden),
		Words: words, Fillers: strs(doc.Scope.Fillers), Contrasts: strs(doc.Scope.Contrasts),
	}
}

func str(s string) content.Str {
	return content.Str{S: s, Pos: content.Pos{File: "signs.yaml", Line: 1, Col: 1}}
}

func strs(words []string) []content.Str {
	var out []content.Str
	for _, w := range words {
		out = append(out, str(w))
	}
	return out
}

func massageNet(t testing.TB) *Net {
	t.Helper()
	n, faults := NewNet(massage(t))
	for _, f := range faults {
		t.Errorf("%v: %s; want %s", f.Pos, f.Msg, f.Want)
	}
	if n == nil {
		t.FailNow()
	}
	return n
}

// TestSaid holds the net and the default words against what patients say.
func TestSaid(t *testing.T) {
	n := massageNet(t)
	data, err := os.ReadFile(filepath.Join("testdata", "said.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		want, said, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if !ok || strings.HasPrefix(want, "#") {
			continue
		}
		heard := map[string]bool{}
		doubts := map[string]bool{}
		for _, s := range n.Scan(said) {
			if s.Doubt {
				doubts[s.Option] = true
			} else {
				heard[s.Option] = true
			}
		}
		for _, w := range strings.Fields(want) {
			ok := heard[w]
			if option, doubt := strings.CutPrefix(w, "?"); doubt {
				ok = doubts[option] && len(heard) == 0
			} else if w == "~" {
				ok = len(heard) == 0
			} else if w == "-" {
				ok = len(heard)+len(doubts) == 0
			}
			if !ok {
				t.Errorf("%q: want %s, heard %v, in doubt %v", said, w, slices.Sorted(maps.Keys(heard)), slices.Sorted(maps.Keys(doubts)))
			}
		}
	}
}

// TestScanSigns holds what a sign says of itself, and the order.
func TestScanSigns(t *testing.T) {
	n := massageNet(t)
	tests := []struct {
		said string
		want []Sign
	}{
		{"Hello there", nil},
		{"", nil},
		{"lost control of my bladder since this morning", []Sign{{Item: "redflag.nerve", Option: "bladder_change", Sudden: true}}},
		{"trouble peeing for a year", []Sign{{Item: "redflag.nerve", Option: "bladder_change"}}},
		{"night sweats and chest pain", []Sign{
			{Item: "redflag.emergency", Option: "chest_pain"},
			{Item: "redflag.general", Option: "night_sweats"},
		}},
		{"can I come with a fever", []Sign{{Item: "redflag.general", Option: "fever", Doubt: true}}},
		{"can I come with a fever, I have a fever of 39", []Sign{{Item: "redflag.general", Option: "fever"}}},
	}
	for _, tt := range tests {
		got := n.Scan(tt.said)
		for i := range got {
			if got[i].Ask == "" {
				t.Errorf("%q: %s has nothing to ask", tt.said, got[i].Option)
			}
			got[i].Ask = ""
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q:\n%s", tt.said, d)
		}
	}
}

// TestEveryOption holds that each option has words of its own, and that the
// question about it keeps to the manner of the rest.
func TestEveryOption(t *testing.T) {
	signs, _ := massage(t)
	if len(signs) < 70 {
		t.Errorf("%d signs, want one for each red-flag option", len(signs))
	}
	for _, s := range signs {
		if n := len(s.Words); n < 7 {
			t.Errorf("%s %s: %d patterns", s.Item.S, s.Option.S, n)
		}
		if q := s.Ask.S; !strings.HasSuffix(q, "?") || len(strings.Fields(q)) > 15 {
			t.Errorf("%s %s asks %q", s.Item.S, s.Option.S, q)
		}
	}
}

// TestHistory holds that a sign of an item about the past may be past.
func TestHistory(t *testing.T) {
	scope := content.ScopeDoc{Past: strs([]string{"years ago"})}
	for item, want := range map[string]int{"history.circulation": 1, "redflag.general": 0} {
		n, _ := NewNet([]content.SignDoc{{Item: str(item), Option: str("clot"), Words: strs([]string{"blood clot"})}}, scope)
		if got := n.Scan("a blood clot years ago"); len(got) != want {
			t.Errorf("%s: %d signs, want %d", item, len(got), want)
		}
	}
}

// TestLinear holds that long messages cost their length, whatever is in them.
func TestLinear(t *testing.T) {
	n := massageNet(t)
	var random strings.Builder
	for i := uint32(1); random.Len() < 100_000; {
		for range 9 {
			i = i*1664525 + 1013904223
			random.WriteByte('a' + byte(i>>24)%26)
		}
		random.WriteByte(' ')
	}
	for name, unit := range map[string]string{
		"no match":       "lorem ipsum dolor sit amet consectetur ",
		"found":          "I can't feel my legs and my chest hurts. ",
		"denied":         "no chest pain or trouble breathing, ",
		"others":         "my dad had chest pain and could not breathe ",
		"past":           "years ago my face was numb ",
		"gaps":           "chest chest chest numb numb arm arm ",
		"nearly a match": "bleeding bleeding bleeding headache ",
		"one word":       "a",
		"random words":   random.String(),
	} {
		t.Run(name, func(t *testing.T) {
			linear.Check(t, unit, func(said string) { n.Scan(said) })
		})
	}
}

func FuzzScan(f *testing.F) {
	n := massageNet(f)
	f.Add("no fever, but I can't feel my legs")
	f.Add("¿es seguro con dolor de pecho? \xff … y/o 100.4F")
	f.Fuzz(func(t *testing.T, said string) {
		seen := map[[2]string]bool{}
		for _, s := range n.Scan(said) {
			key := [2]string{string(s.Item), s.Option}
			if seen[key] {
				t.Errorf("%q: %v twice", said, key)
			}
			seen[key] = true
		}
	})
}

func BenchmarkScan(b *testing.B) {
	n := massageNet(b)
	for b.Loop() {
		n.Scan("No fever, but since this morning my left leg is swollen and I feel a bit out of breath on the stairs.")
	}
}

func BenchmarkNewNet(b *testing.B) {
	signs, scope := massage(b)
	for b.Loop() {
		NewNet(signs, scope)
	}
}
