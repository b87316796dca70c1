package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// folded is a message as its tokens have it.
func folded(s string) string {
	var words []string
	for _, t := range Parse(s, "").Tokens {
		words = append(words, t.Text)
	}
	return strings.Join(words, " ")
}

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"  Hello   WORLD ", "hello world"},
		{"I can\u2019t", "i cant"},
		{"Ni\u00f1o d\u00e9j\u00e0 vu", "nino deja vu"},
		{"nin\u0303o", "nino"},
		{"\U0001F44D\U0001F3FD", "yes"},
		{"\U0001F44E", "no"},
		{"7\ufe0f\u20e3", "7"},
		{"7\ufe0f\u20e38\ufe0f\u20e3", "7 8"},
		{"\U0001F51F", "10"},
		{"idk, u tell me", "i dont know , you tell me"},
		{"appt b4 2 wks pls", "appointment before 2 weeks please"},
		{"6.5/10", "6.5/10"},
		{"6\u20137", "6-7"},
		{"3wks", "3 weeks"},
		{"7ish", "7 ish"},
		{"14th", "14th"},
		{"March 14th, 1985", "march 14th , 1985"},
		{"3/14/85.", "3/14/85 ."},
		{"1,000", "1000"},
		{"7,9,3", "7 , 9 , 3"},
		{"x-ray low-back", "x ray low back"},
		{"w/o pain", "without pain"},
		{"neck/shoulder", "neck / shoulder"},
		{"a\u202eb\x00c\x1bd", "abcd"},
		{"a\xffb", "ab"},
		{"wait...", "wait ."},
		{"7\u00bd", "7 half"},
		{"\uff17", "7"},
		{"\u0667", "7"},
		{"5'10\"", "5 ' 10 \""},
		{"20+3", "20+3"},
		{"L4-L5", "l4 l5"},
	}
	for _, tt := range tests {
		if got := folded(tt.in); got != tt.want {
			t.Errorf("%q is folded to %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestWords(t *testing.T) {
	got := Words("Left knee, (6-7)!")
	if d := cmp.Diff([]string{"left", "knee", "6-7"}, got); d != "" {
		t.Error(d)
	}
}

func TestCut(t *testing.T) {
	l := Parse("Yes, and my KNEE hurts", "")
	if got := l.Cut(Span{0, 1}); got != "my KNEE hurts" {
		t.Errorf("Cut = %q", got)
	}
	if got := l.Cut(Span{3, 5}, Span{0, 1}); got != "hurts" {
		t.Errorf("Cut = %q", got)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"7.5/10 w/o", "\u0301\u20e3\U0001F44D", "1,000,000", "a'b'c", strings.Repeat("9", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, tok := range Parse(s, "").Tokens {
			if tok.Start > tok.End || tok.End > len(s) || tok.Text == "" {
				t.Fatalf("%q: bad token %+v", s, tok)
			}
			if tok.End < end {
				t.Fatalf("%q: tokens out of order at %+v", s, tok)
			}
			end = tok.End
		}
	})
}
