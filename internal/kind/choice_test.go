package kind

import (
	"strings"
	"testing"

	"intake/internal/item"
	"intake/internal/linear"
)

// outcome writes a reading as one line.
func outcome(r Reading) string {
	switch r.Outcome {
	case Valued:
		return r.Value.String()
	case Followed:
		return r.Follow.Ask + " " + strings.Join(r.Follow.About, ",") + " have " + strings.Join(r.Follow.Have.Options(), ",")
	case NotSure:
		return "not sure"
	case NotClear:
		return strings.TrimSpace("not clear " + r.Why)
	}
	return strings.TrimSpace("not answer " + r.Why)
}

func readAll(t *testing.T, k Kind, s *Spec, env Env, tests [][2]string) {
	t.Helper()
	for _, tt := range tests {
		if got := outcome(k.Read(s, Said{Text: tt[0]}, env)); got != tt[1] {
			t.Errorf("%q: %s, want %s", tt[0], got, tt[1])
		}
	}
}

var onset = Spec{ID: "symptoms.onset", Type: "choice", Options: []Option{
	{ID: "injury", Label: "An injury or accident", Words: []string{"fell", "car accident", "i hurt it", "accident"}},
	{ID: "overuse", Label: "Doing too much of something", Words: []string{"overdid it", "repetitive", "overuse"}},
	{ID: "after_surgery", Label: "After an operation", Words: []string{"after surgery", "since my operation"}},
	{ID: "gradual", Label: "Slowly, over time", Words: []string{"gradually", "came on slowly", "crept up", "bit by bit", "no injury"}},
	{ID: "sudden_no_cause", Label: "Suddenly, for no reason", Words: []string{"out of nowhere", "just woke up with it", "suddenly"}},
	{ID: "flare_longstanding", Label: "A flare-up of an old problem", Words: []string{"flare up", "old problem", "acting up again"}},
}}

var pressure = Spec{ID: "preference.pressure", Type: "choice", Options: []Option{
	{ID: "light", Label: "Light", Words: []string{"gentle", "soft"}},
	{ID: "medium", Label: "Medium", Words: []string{"moderate", "in between"}},
	{ID: "firm", Label: "Firm", Words: []string{"deep", "hard", "strong"}},
	{ID: "unsure", Label: "Not sure", Words: []string{"you decide"}},
}}

var pregnant = Spec{ID: "pregnancy.status", Type: "choice", Options: []Option{
	{ID: "no", Label: "No", Words: []string{"not pregnant"}},
	{ID: "yes", Label: "Yes", Words: []string{"pregnant", "expecting"}},
	{ID: "maybe", Label: "Maybe", Words: []string{"might be", "could be"}},
	{ID: "postpartum", Label: "I gave birth in the last 12 months", Words: []string{"had a baby", "postpartum"}},
}}

func TestChoice(t *testing.T) {
	readAll(t, choice{}, &onset, Env{}, [][2]string{
		{"", "not answer"},
		{"2", "overuse"},
		{"#2", "overuse"},
		{"number 4 please", "gradual"},
		{"option 1", "injury"},
		{"the second", "overuse"},
		{"the second one", "overuse"},
		{"2nd", "overuse"},
		{"last", "flare_longstanding"},
		{"the last one", "flare_longstanding"},
		{"first", "injury"},
		{"three", "after_surgery"},
		{"7", "not clear range"},
		{"0", "not clear range"},
		{"99999999999999999999", "not clear range"},
		{"1 or 2", "not clear two"},
		{"1 and 2", "not clear two"},
		{"not 2", "not clear"},
		{"not the second one", "not clear"},
		{"gradual", "gradual"},
		{"Gradually", "gradual"},
		{"it came on slowly about three weeks ago", "gradual"},
		{"It crept up on me.", "gradual"},
		{"slowly, over time", "gradual"},
		{"after_surgery", "after_surgery"},
		{"I fell off a ladder", "injury"},
		{"an old problem acting up again", "flare_longstanding"},
		{"flare-up", "flare_longstanding"},
		{"no injury", "gradual"},
		{"not an accident", "not clear"},
		{"it wasn't an accident, it came on gradually", "gradual"},
		{"gradually and then suddenly", "not clear two"},
		{"gradualy", "gradual"},
		{"it was rather sudden", "sudden_no_cause"},
		{"an operation", "after_surgery"},
		{"I'm not sure", "not sure"},
		{"idk", "not sure"},
		{"yes", "not clear"},
		{"no", "not clear"},
		{"do you take insurance?", "not answer"},
		{"was it gradual?", "not answer"},
		{"my brother had a car accident", "not clear"},
		{"bananas", "not answer"},
	})
	readAll(t, choice{}, &pressure, Env{}, [][2]string{
		{"firm", "firm"},
		{"deep but not too hard", "firm"},
		{"not light", "not clear"},
		{"not light, medium", "medium"},
		{"medium or firm", "not clear two"},
		{"not sure", "unsure"},
		{"idk", "unsure"},
		{"you decide", "unsure"},
		{"maybe medium", "medium"},
		{"Medium pressure please", "medium"},
		{"mediun", "medium"},
	})
	readAll(t, choice{}, &pregnant, Env{}, [][2]string{
		{"no", "no"},
		{"No.", "no"},
		{"yes", "yes"},
		{"yes I'm pregnant", "yes"},
		{"no, not pregnant", "no"},
		{"I'm not pregnant", "no"},
		{"maybe", "maybe"},
		{"I might be", "maybe"},
		{"I had a baby in March", "postpartum"},
		{"not sure", "not sure"},
	})
}

func TestChoicePressed(t *testing.T) {
	for _, tt := range []struct {
		said Said
		want string
	}{
		{Said{Choice: "gradual"}, "gradual"},
		{Said{Choices: []string{"gradual"}}, "gradual"},
		{Said{Choices: []string{"gradual", "injury"}}, "not clear two"},
		{Said{Choice: "gone"}, "not answer old"},
		{Said{Choice: "gradual", Text: "injury"}, "gradual"},
	} {
		r := choice{}.Read(&onset, tt.said, Env{})
		if got := outcome(r); got != tt.want || r.Inferred {
			t.Errorf("%+v: %s (inferred %v), want %s", tt.said, got, r.Inferred, tt.want)
		}
	}
}

func TestChoiceInferred(t *testing.T) {
	for in, want := range map[string]bool{
		"gradual": false, "4": false, "the last one": false, "Slowly, over time": false,
		"it crept up": true, "gradualy": false, "operation": true,
	} {
		if r := (choice{}).Read(&onset, Said{Text: in}, Env{}); r.Outcome != Valued || r.Inferred != want {
			t.Errorf("%q: inferred %v (%s), want %v", in, r.Inferred, outcome(r), want)
		}
	}
}

func TestChoiceRest(t *testing.T) {
	for in, want := range map[string]string{
		"came on slowly, three weeks ago": "three weeks ago",
		"gradual":                         "",
		"2":                               "",
	} {
		if r := (choice{}).Read(&onset, Said{Text: in}, Env{}); r.Rest != want {
			t.Errorf("%q: rest %q, want %q", in, r.Rest, want)
		}
	}
}

func TestChoiceListening(t *testing.T) {
	readAll(t, choice{}, &onset, Env{Listening: true}, [][2]string{
		{"lower back, three weeks, came on slowly", "gradual"},
		{"2", "not answer"},
		{"the last one", "not answer"},
		{"yes", "not answer"},
		{"not sure", "not answer"},
		{"fell", "not answer"},
		{"car accident, came on slowly", "not answer"},
	})
}

func TestChoiceCheck(t *testing.T) {
	two := []Option{{ID: "a", Label: "A"}, {ID: "b", Label: "B"}}
	for name, tt := range map[string]struct {
		options []Option
		wrong   string
	}{
		"good":  {two, ""},
		"few":   {two[:1], "at least two"},
		"alone": {[]Option{two[0], {ID: "b", Label: "B", Alone: true}}, "exclude"},
		"same":  {[]Option{two[0], {ID: "b", Label: "B", Words: []string{"a!"}}}, `both say "a"`},
		"twice": {[]Option{two[0], {ID: "a", Label: "B"}}, "twice"},
		"long":  {[]Option{two[0], {ID: "b", Label: strings.Repeat("x", 76)}}, "76 letters"},
		"blank": {[]Option{two[0], {ID: "b"}}, "label"},
	} {
		err := choice{}.Check(&Spec{Options: tt.options})
		if tt.wrong == "" && err != nil || tt.wrong != "" && (err == nil || !strings.Contains(err.Error(), tt.wrong)) {
			t.Errorf("%s: %v, want %q", name, err, tt.wrong)
		}
	}
}

func TestChoiceShow(t *testing.T) {
	for id, want := range map[string]string{"gradual": "Slowly, over time", "gone": "gone"} {
		if got := (choice{}).Show(&onset, item.OptionOf(id)); got != want {
			t.Errorf("Show(%s) = %q, want %q", id, got, want)
		}
	}
	if got := (choice{}).Show(&onset, item.Value{}); got != "" {
		t.Errorf("nothing is shown as %q", got)
	}
}

// many is a list as long as the longest, each option with ten ways to say it.
func many() *Spec {
	s := &Spec{Type: "multi"}
	for i := range 30 {
		o := Option{ID: "o" + string(rune('a'+i%26)) + string(rune('a'+i/26)), Label: "Sign number " + string(rune('a'+i%26)) + string(rune('a'+i/26))}
		for j := range 10 {
			o.Words = append(o.Words, "i have "+strings.Repeat(string(rune('a'+i%26)), 5+j)+o.ID)
		}
		s.Options = append(s.Options, o)
	}
	return s
}

func TestOptionsAreReadInLinearTime(t *testing.T) {
	s := many()
	for _, unit := range []string{"i have ", "i ", "no fever, ", "not sure about it ", "1, ", "maybe 2 and ", "left knee and ", "aaaaab ", "sign number aa? ", "all but ", "a. "} {
		for _, k := range []Kind{choice{}, multi{}, regions{}} {
			linear.Check(t, unit, func(said string) { k.Read(s, Said{Text: said}, Env{}) })
		}
	}
}

func BenchmarkMulti(b *testing.B) {
	s := many()
	for name, said := range map[string]string{
		"short": "I have a fever and some night sweats",
		"100kB": strings.Repeat("I have had some pain in my left knee since the summer, and it is not better. ", 1300),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(said)))
			for b.Loop() {
				multi{}.Read(s, Said{Text: said}, Env{})
			}
		})
	}
}

func FuzzOptions(f *testing.F) {
	for _, s := range []string{"1, 3 and 5", "all but 2", "none except fever", "not sure about the fever", "left knee and hip", "the last three", "0-9", "\xff", "1/2/3.4+5-6", "which side? both"} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(3))
	}
	f.Fuzz(func(t *testing.T, s string, mode uint8) {
		env := Env{Listening: mode&1 != 0, Lang: []string{"", "en", "es"}[mode>>4%3]}
		for _, k := range []Kind{choice{}, multi{}, regions{}} {
			spec := &flags
			switch k.Name() {
			case "choice":
				spec = &onset
			case "body-regions":
				spec = &areas
			}
			e := env
			for n := 0; ; n++ {
				if n > 12 {
					t.Fatalf("%s: %q is asked back without end", k.Name(), s)
				}
				r := k.Read(spec, Said{Text: s}, e)
				for _, id := range r.Value.Options() {
					if optionByID(k.Options(spec), id) == nil {
						t.Fatalf("%s: %q recorded %q", k.Name(), s, id)
					}
				}
				if (r.Outcome == Valued) == r.Value.IsNull() {
					t.Fatalf("%s: %q: outcome %v with %v", k.Name(), s, r.Outcome, r.Value)
				}
				if r.Outcome != Followed {
					break
				}
				if env.Listening || r.Follow == nil || len(r.Follow.About) == 0 || len(r.Follow.Options) == 0 {
					t.Fatalf("%s: %q follows with %+v", k.Name(), s, r.Follow)
				}
				e.Follow = r.Follow
			}
		}
	})
}
