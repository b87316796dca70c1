package kind

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"intake/internal/item"
)

func TestLabelled(t *testing.T) {
	pain := []Label{
		{"now", "scale", []string{"Pain now", "right now", "now", "currently"}},
		{"worst", "scale", []string{"Worst pain", "worst", "at its worst"}},
		{"best", "scale", []string{"Least pain", "best", "at its best"}},
	}
	ease := []Label{
		{"worse", "multi", []string{"What makes it worse", "worse", "aggravates"}},
		{"better", "multi", []string{"What helps", "better", "helps", "eases"}},
	}
	activity := []Label{{"activity", "text", []string{"Activity"}}, {"score", "scale", []string{"Score"}}}
	cleared := []Label{{"weeks", "integer", []string{"Weeks"}}, {"cleared", "choice", []string{"Agreed"}}}
	type parts = map[item.ID]string
	tests := []struct {
		in     string
		labels []Label
		want   parts
	}{
		{"7 now, 9 at worst, 3 best", pain, parts{"now": "7", "worst": "9", "best": "3"}},
		{"now 7 worst 9 best 3", pain, parts{"now": "7", "worst": "9", "best": "3"}},
		{"worst is 9/10, best 3, and right now it's a 7", pain, parts{"now": "7", "worst": "9/10", "best": "3"}},
		{"7 now 9 worst 3 best", pain, parts{"now": "7", "worst": "9", "best": "3"}},
		{"7, 9 and 3", pain, parts{"now": "7", "worst": "9", "best": "3"}},
		{"7 9 3", pain, parts{"now": "7", "worst": "9", "best": "3"}},
		{"7/9/3", pain, parts{"now": "7", "worst": "9", "best": "3"}},
		{"7, worst 9, best 3", pain, parts{"now": "7", "worst": "9", "best": "3"}},
		{"8 now, 9 worst", pain, parts{"now": "8", "worst": "9"}},
		{"9 at worst", pain, parts{"worst": "9"}},
		{"6-7 now, worst nine", pain, parts{"now": "6-7", "worst": "nine"}},
		{"7, 9", pain, parts{}},
		{"7", pain, parts{}},
		{"worst 9, no worst 8", pain, parts{}},
		{"makes it worse: sitting; better: heat", ease, parts{"worse": "sitting", "better": "heat"}},
		{"worse with sitting, better with walking", ease, parts{"worse": "sitting", "better": "walking"}},
		{"worse: sitting, standing; better: heat and rest", ease, parts{"worse": "sitting, standing", "better": "heat and rest"}},
		{"sitting makes it worse, heat makes it better", ease, parts{"worse": "sitting", "better": "heat"}},
		{"sitting and standing make it worse but heat helps", ease, parts{"worse": "sitting and standing", "better": "heat"}},
		{"sitting, standing", ease, parts{}},
		{"worse with sitting", ease, parts{"worse": "sitting"}},
		{"climbing stairs, 4", activity, parts{"activity": "climbing stairs", "score": "4"}},
		{"playing with my kids - 3/10", activity, parts{"activity": "playing with my kids", "score": "3/10"}},
		{"4 - climbing stairs", activity, parts{"activity": "climbing stairs", "score": "4"}},
		{"climbing stairs", activity, parts{}},
		{"walking 2 miles", activity, parts{}},
		{"lifting 20 lbs, about 5", activity, parts{"activity": "lifting 20 lbs", "score": "about 5"}},
		{"4", activity, parts{}},
		{"20 weeks, yes she said it's fine", cleared, parts{"weeks": "20 weeks", "cleared": "yes she said it's fine"}},
		{"20, not asked yet", cleared, parts{"weeks": "20", "cleared": "not asked yet"}},
		{"20 weeks", cleared, parts{}},
		{"yes", cleared, parts{}},
		{"", pain, parts{}},
	}
	for _, tt := range tests {
		got := Labelled(tt.in, tt.labels)
		if got == nil {
			got = parts{}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q: %s", tt.in, d)
		}
	}
}

func FuzzLabelled(f *testing.F) {
	f.Add("7 now, 9 at worst", "worst")
	f.Fuzz(func(t *testing.T, s, w string) {
		for _, types := range [][2]string{{"scale", "scale"}, {"text", "scale"}, {"integer", "choice"}, {"multi", "multi"}} {
			for id, piece := range Labelled(s, []Label{{"a", types[0], []string{"now", w}}, {"b", types[1], []string{"worst pain", w}}}) {
				if id == "" || piece == "" {
					t.Fatalf("%q: empty piece", s)
				}
			}
		}
	})
}
