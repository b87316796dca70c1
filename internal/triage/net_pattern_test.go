package triage

import (
	"testing"

	"intake/internal/content"
)

// heard reports what a net of one sign hears: yes, no or in doubt.
func heard(t *testing.T, pattern string, scope content.ScopeDoc, said string) verdict {
	t.Helper()
	n, faults := NewNet([]content.SignDoc{{Item: str("redflag.nerve"), Option: str("sign"), Words: strs([]string{pattern})}}, scope)
	if len(faults) > 0 {
		t.Fatalf("pattern %q: %v", pattern, faults)
	}
	switch signs := n.Scan(said); {
	case len(signs) == 0:
		return no
	case signs[0].Doubt:
		return unsure
	}
	return yes
}

func TestPattern(t *testing.T) {
	tests := []struct {
		pattern, said string
		want          verdict
	}{
		{"chest pain", "Chest pain!", yes},
		{"chest pain", "chest and pain", no},
		{"chest pain", "chest. pain", no},
		{"chest ... pain", "chest has this odd dull pain", yes},
		{"chest ... pain", "chest is very much under a lot of pain", no},
		{"chest ... pain", "chest is fine but pain", no},
		{"(chest|breast bone) pain", "my breast bone pain", yes},
		{"(chest|breast bone) pain", "my bone pain", no},
		{"tight*", "the tightness", yes},
		{"very? tight", "tight", yes},
		{"(very|a bit)? tight", "a bit tight", yes},
		{"bleeding & pregnant", "Pregnant. And bleeding.", yes},
		{"bleeding & pregnant", "bleeding", no},
		{"cant feel", "I can't feel it", yes},
		{"can't feel", "I can not feel it", yes},
		{"cant feel", "I can’t feel it", yes},
		{"cant feel", "i can t feel it", yes},
		{"can not feel", "cannot feel", yes},
		{"niño", "NINO", yes},
		{"hinchada y caliente", "está hinchada y caliente", yes},
		{"breathe", "i cant brethe", yes},
		{"breathe", "i love the beach", no},
		{"numbness", "some numnes", yes},
		{"fainting", "finding parking", no},
		{"pain", "pian", yes},
		{"pain", "pail", no},
		{"my leg", "his leg", yes},
		{"(ankle|ankles) <> bent", "my ankle's bent", yes},
		{"wee brown", "my wee’s brown", yes},
		{"cat", "it is a chat's", no},
		{"chest <> pain", "pain all over the chest", yes},
		{"chest <> pain", "chest, and a dull pain", yes},
		{"chest <> pain", "chest one two three four five six seven eight nine pain", no},
		{"chest <> pain", "chest. pain", no},
		{"arm <> leg <> limp", "limp leg and arm", yes},
		{"arm <> leg <> limp", "limp leg", no},
		{"$chest <> $pain", "me duele el pecho", yes},
		{"$chest hurts", "my breast bone hurts", yes},
		{"$chest hurts", "my bone hurts", no},
		{"($pain|odd) chest", "odd chest", yes},
		{"sore & $chest <> $pain", "my pecho aches and i am sore", yes},
	}
	scope := content.ScopeDoc{Words: map[string][]content.Str{
		"chest": strs([]string{"chest | breast bone", "pecho"}), "pain": strs([]string{"$hurt | pain"}), "hurt": strs([]string{"ache* | duele"}),
	}, Fillers: strs([]string{"very", "much", "a lot"}), Contrasts: strs([]string{"but"})}
	for _, tt := range tests {
		if got := heard(t, tt.pattern, scope, tt.said); got != tt.want {
			t.Errorf("%q in %q: got %d, want %d", tt.pattern, tt.said, got, tt.want)
		}
	}
}

func TestScope(t *testing.T) {
	scope := content.ScopeDoc{
		Deny:      strs([]string{"no", "dont have", "~no idea", "+like this", "?before"}),
		Others:    strs([]string{"my dad", "he", "+next to me", "?today", "-is fine"}),
		Past:      strs([]string{"years ago", "+again", "~since ... ago"}),
		Idiom:     strs([]string{"pain in the neck"}),
		Planned:   strs([]string{"pain ... dentist"}),
		Ask:       strs([]string{"is it safe", "+right now", "-for anyone"}),
		Contrasts: strs([]string{"but"}),
	}
	tests := []struct {
		said string
		want verdict
	}{
		{"pain", yes},
		{"no pain", no},
		{"no fever, cough, chills or awful pain", no},
		{"no fever but pain", yes},
		{"no fever. pain", yes},
		{"no fever i have pain", yes},
		{"no, pain", unsure},
		{"no, my pain", yes},
		{"no idea why this pain", yes},
		{"no pain like this ever", yes},
		{"no pain before", unsure},
		{"pain: no", no},
		{"pain? no", no},
		{"pain no fever", yes},
		{"my dad has pain", no},
		{"my dad says i have pain", yes},
		{"my dad has pain, he is next to me", yes},
		{"my dad has pain today", unsure},
		{"my dad has pain, he is next to me, he is fine", no},
		{"my dad is in pain and vomiting", yes},
		{"he tenido pain", yes},
		{"pain, i do not", no},
		{"i dont have time, and the pain is bad", yes},
		{"i dont have fever, and pain", no},
		{"years ago i had pain", no},
		{"pain years ago", no},
		{"pain years ago and again", yes},
		{"pain since two years ago", yes},
		{"surgery years ago, now pain", yes},
		{"pain, i had surgery years ago", yes},
		{"surgery years ago, the knee is a pain", yes},
		{"surgery years ago and my pain is bad", yes},
		{"years ago i had surgery, me duele un pain", yes},
		{"years ago i had surgery and pain", no},
		{"years ago, when it was all a pain", no},
		{"my dad had a bit of pain, the vomiting stopped", no},
		{"he is a pain in the neck", no},
		{"pain after the dentist", no},
		{"is it safe with pain", unsure},
		{"is it safe, i have pain", yes},
		{"is it safe with pain right now", yes},
		{"is it safe with pain for anyone", no},
		{"is it safe also my pain", yes},
	}
	for _, tt := range tests {
		if got := heard(t, "pain", scope, tt.said); got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.said, got, tt.want)
		}
	}
}

// TestMild holds that words after "!" take back their own sign alone, in their
// clause, and not what a pattern with "&" finds.
func TestMild(t *testing.T) {
	n, faults := NewNet([]content.SignDoc{
		{Item: str("redflag.emergency"), Option: str("pain"), Words: strs([]string{"chest hurts", "chest hurts & sweating", "!chest ... stairs"})},
		{Item: str("redflag.general"), Option: str("effort"), Words: strs([]string{"chest ... stairs"})},
	}, content.ScopeDoc{})
	if n == nil {
		t.Fatal(faults)
	}
	for said, want := range map[string]string{
		"my chest hurts":                         "pain ",
		"my chest hurts on stairs":               "effort ",
		"my chest hurts. stairs are fine":        "pain ",
		"my chest hurts on the stairs, sweating": "pain effort ",
	} {
		got := ""
		for _, s := range n.Scan(said) {
			got += s.Option + " "
		}
		if got != want {
			t.Errorf("%q: heard %q, want %q", said, got, want)
		}
	}
}

func TestNetFaults(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		col     int
	}{
		{"", 10},
		{"maybe?", 10},
		{"... pain", 10},
		{"pain ...", 18},
		{"(chest", 10},
		{"chest) pain", 15},
		{"(chest|) pain", 17},
		{"a (chest ... b)", 13},
		{"chest & ", 17},
		{"chest ?", 16},
		{"$chest pain", 10},
		{"sore ($chest)", 16},
		{"a <> b <> c <> d", 10},
		{"chest <>", 18},
		{"!chest & stairs", 10},
	} {
		w := content.Str{S: tt.pattern, Pos: content.Pos{File: "signs.yaml", Line: 3, Col: 10}}
		n, faults := NewNet([]content.SignDoc{{Words: []content.Str{w}}}, content.ScopeDoc{})
		if n != nil || len(faults) != 1 || faults[0].Line != 3 || faults[0].Col != tt.col || faults[0].Msg == "" || faults[0].Want == "" {
			t.Errorf("%q: got %+v, want one fault at column %d", tt.pattern, faults, tt.col)
		}
	}
	for name, words := range map[string]map[string][]content.Str{
		"a mark":   {"chest": strs([]string{"chest | a/b"})},
		"a circle": {"chest": strs([]string{"$heart"}), "heart": strs([]string{"$chest"})},
		"no class": {"chest": strs([]string{"$heart"})},
	} {
		if _, faults := NewNet(nil, content.ScopeDoc{Words: words}); len(faults) != 1 {
			t.Errorf("%s in a class: got %+v, want one fault", name, faults)
		}
	}
	for _, cue := range []string{"~+no", "no & never", "~"} {
		if _, faults := NewNet(nil, content.ScopeDoc{Deny: strs([]string{cue})}); len(faults) != 1 {
			t.Errorf("cue %q: got %+v, want one fault", cue, faults)
		}
	}
	for _, words := range []string{"", "kind of a", "a/b", "very*"} {
		if _, faults := NewNet(nil, content.ScopeDoc{Fillers: strs([]string{words})}); len(faults) != 1 {
			t.Errorf("filler %q: got %+v, want one fault", words, faults)
		}
	}
	if _, faults := NewNet(nil, content.ScopeDoc{Contrasts: strs([]string{"but", "even so"})}); len(faults) != 1 {
		t.Errorf("a contrast of two words: got %+v, want one fault", faults)
	}
}
