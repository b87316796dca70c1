package kind

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"intake/internal/item"
)

// testNow is a Monday.
var testNow = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

// A readCase is one message and what becomes of it, written as say does.
type readCase struct{ in, want string }

// say writes a reading in one line for tables: "=7" for a value, "~7" for an
// inferred one, "?why" where not clear, "unsure", "follow", "-" for no answer;
// then what is left, after a bar.
func say(r Reading) string {
	s := ""
	switch r.Outcome {
	case Valued:
		s = "=" + r.Value.String()
		if r.Inferred {
			s = "~" + r.Value.String()
		}
	case NotClear:
		s = "?" + r.Why
	case NotSure:
		s = "unsure"
	case Followed:
		s = "follow"
	default:
		return "-" + r.Why
	}
	if r.Rest != "" {
		s += " | " + r.Rest
	}
	return s
}

func testReads(t *testing.T, spec Spec, env Env, cases []readCase) {
	t.Helper()
	k, ok := Of(spec.Type)
	if !ok {
		t.Fatalf("no kind %s", spec.Type)
	}
	if err := k.Check(&spec); err != nil {
		t.Fatalf("check: %v", err)
	}
	if env.Now.IsZero() {
		env.Now = testNow
	}
	for _, c := range cases {
		said := Said{Text: c.in}
		if id, ok := strings.CutPrefix(c.in, "press "); ok {
			said = Said{Choice: id}
		}
		if got := say(k.Read(&spec, said, env)); got != c.want {
			t.Errorf("%s %q: got %q, want %q", spec.Type+spec.Role, c.in, got, c.want)
		}
	}
}

func ptr(f float64) *float64 { return &f }

var noMore = &Option{ID: "none", Label: "No more", Words: []string{"that is it for me"}}

func TestBoolean(t *testing.T) {
	testReads(t, Spec{Type: "boolean"}, Env{}, []readCase{
		{"press yes", "=true"},
		{"press no", "=false"},
		{"press true", "=true"},
		{"press maybe", "-old"},
		{"yes", "=true"},
		{"Yeah, my doctor did", "=true | my doctor did"},
		{"not to my knowledge", "=false"},
		{"I don't think so", "=false"},
		{"yes, but why do you ask?", "=true | but why do you ask?"},
		{"why do you ask?", "-"},
		{"maybe", "unsure"},
		{"not sure, ask my doctor", "? | ask my doctor"},
		{"yes and no", "?"},
		{"ok", "-"},
		{"my knee hurts", "-"},
		{"", "-"},
	})
	testReads(t, Spec{Type: "boolean", Role: "consent"}, Env{}, []readCase{
		{"go ahead", "=true"},
		{"ok", "=true"},
		{"no problem", "=true"},
		{"I have no objection", "=true"},
		{"whatever", "?"},
		{"I don't care", "?"},
		{"I'd rather not", "=false"},
		{"no", "=false"},
		{"\U0001F44D", "=true"},
	})
	testReads(t, Spec{Type: "boolean"}, Env{Listening: true}, []readCase{{"yes", "-"}, {"no", "-"}})
	testReads(t, Spec{Type: "boolean", Options: []Option{{ID: "yes", Label: "I agree to treatment"}, {ID: "no", Label: "I want to talk first"}}}, Env{}, []readCase{
		{"i want to talk first", "=false"},
	})
}

func TestScale(t *testing.T) {
	testReads(t, Spec{Type: "scale"}, Env{}, []readCase{
		{"press 7", "=7"},
		{"press 11", "?range"},
		{"press old_id", "-old"},
		{"7", "=7"},
		{"seven", "=7"},
		{"7\ufe0f\u20e3", "=7"},
		{"about 7 out of 10", "=7"},
		{"7/10", "=7"},
		{"10/10", "=10"},
		{"a solid 8", "=8 | a solid"},
		{"6-7", "~7"},
		{"6 or 7", "~7"},
		{"6.5", "~7"},
		{"7ish", "=7 | ish"},
		{"0", "=0"},
		{"6-9", "?two"},
		{"6, 9", "?two"},
		{"11", "?range"},
		{"-3", "?range"},
		{"70%", "?range"},
		{"7/5", "?range"},
		{"pretty bad", "?number"},
		{"it was 9 yesterday but 6 now", "=6 | it was 9 yesterday but now"},
		{"not sure", "unsure"},
		{"7 for the last 3 days", "=7 | the last 3 days"},
		{"3 weeks", "-"},
		{"2 pills", "?number | pills"},
		{"March 7th", "-"},
		{"does it matter?", "-"},
		{"7. Is that bad?", "=7 | Is that bad?"},
		{"my left knee", "-"},
		{"", "-"},
	})
	testReads(t, Spec{Type: "scale"}, Env{Listening: true}, []readCase{
		{"7", "-"}, {"my back is 7/10 and tight", "=7 | my back is tight"}, {"8 out of 10", "=8"},
	})
	testReads(t, Spec{Type: "scale", Least: ptr(1), Most: ptr(5)}, Env{}, []readCase{{"0", "?range"}, {"5", "=5"}, {"4/5", "=4"}})
}

func TestInteger(t *testing.T) {
	weeks := Spec{Type: "integer", Unit: "week", Least: ptr(1), Most: ptr(42)}
	testReads(t, weeks, Env{}, []readCase{
		{"press 20", "=20"},
		{"20", "=20"},
		{"20 wks", "=20"},
		{"week 20", "=20"},
		{"20+3", "=20"},
		{"20w3d", "~20"},
		{"6 months", "~25"},
		{"5 and a half months", "~23"},
		{"10 days", "~1"},
		{"about twenty", "=20"},
		{"20-21 weeks", "~21"},
		{"20 to 30 weeks", "?two"},
		{"50 weeks", "?range"},
		{"3 days", "?range"},
		{"a few months", "~12"},
		{"some weeks", "?number"},
		{"I have 2 kids", "?unit | I have kids"},
		{"not sure", "unsure"},
		{"yes", "-"},
		{"20 weeks or 21 weeks", "?two"},
		{"since September 1st", "~11"},
	})
	testReads(t, Spec{Type: "integer", Unit: "month", Least: ptr(0), Most: ptr(720)}, Env{}, []readCase{
		{"2 years", "~24"},
		{"a year and a half", "~18"},
		{"3", "=3"},
		{"three months ago", "=3"},
		{"6 weeks", "~1"},
		{"last March", "~8"},
		{"next March", "?future"},
	})
	testReads(t, weeks, Env{Listening: true}, []readCase{{"20", "-"}, {"I'm 20 weeks along", "=20 | I'm along"}})
	testReads(t, Spec{Type: "integer", Least: ptr(0)}, Env{}, []readCase{
		{"2 kids", "=2 | kids"}, {"2.5", "?number"}, {"2 or 3", "?two"}, {"-1", "?range"}, {"7/10", "?number"}, {"3 weeks", "-"},
	})
}

func TestDuration(t *testing.T) {
	testReads(t, Spec{Type: "duration"}, Env{DOB: "1985-03-14"}, []readCase{
		{"press 21", "=21"},
		{"three weeks", "~21"},
		{"about three weeks", "~21"},
		{"10 days", "=10"},
		{"2-3 weeks", "~21"},
		{"a year and a half", "~547"},
		{"since March", "~267"},
		{"since last Thanksgiving", "~361"},
		{"3 weeks ago", "~21"},
		{"last week", "~7"},
		{"yesterday", "~1"},
		{"March 14th", "~254"},
		{"for ages", "?number"},
		{"years", "?number"},
		{"3", "?unit"},
		{"300 years", "?range"},
		{"3 weeks, no 4 weeks", "?two | no"},
		{"don't know", "unsure"},
		{"my back", "-"},
		{"next week", "?number"},
	})
	testReads(t, Spec{Type: "duration"}, Env{Listening: true}, []readCase{
		{"lower back, three weeks, came on slowly", "~21 | lower back came on slowly"}, {"3", "-"}, {"I slept 8 hours", "-"}, {"I'm 34 years old", "-"},
	})
}

func TestDate(t *testing.T) {
	testReads(t, Spec{Type: "date", Role: "dob"}, Env{}, []readCase{
		{"press 1985-03-14", "=1985-03-14"},
		{"press 14", "-old"},
		{"1985-03-14", "=1985-03-14"},
		{"3/14/85", "~1985-03-14"},
		{"12/24/26", "~1926-12-24"},
		{"the fourteenth of march nineteen eighty five", "=1985-03-14"},
		{"I was born March 14th, 1985", "=1985-03-14 | I was born"},
		{"March 1985", "?incomplete"},
		{"1985", "?incomplete"},
		{"3/14", "?incomplete"},
		{"yesterday", "?incomplete"},
		{"I'm 34", "?incomplete"},
		{"41", "?incomplete"},
		{"3/14/2030", "?future"},
		{"3/14/1900", "?range"},
		{"2/30/1985", "?"},
		{"not sure", "unsure"},
		{"hello", "-"},
		{"3/14/85 or 3/15/85", "?two"},
	})
	testReads(t, Spec{Type: "date"}, Env{DOB: "1985-03-14"}, []readCase{
		{"2021", "=2021"},
		{"March 2021", "=2021-03"},
		{"last Monday", "~2026-11-16"},
		{"Christmas", "~2025-12-25"},
		{"when I was 12", "~1997"},
		{"tomorrow", "?future"},
		{"last week", "?incomplete"},
	})
	testReads(t, Spec{Type: "date", Role: "dob"}, Env{Listening: true}, []readCase{
		{"born 3/14/1985", "=1985-03-14 | born"}, {"it started 3/14/2020", "-"}, {"1985", "-"},
	})
}

func TestText(t *testing.T) {
	long := strings.Repeat("a", 201)
	testReads(t, Spec{Type: "text", MaxLen: 200}, Env{}, []readCase{
		{"  My back, since the fall \n", "=My back, since the fall"},
		{"<b>@here</b> /stop {{x}}", "=<b>@here</b> /stop {{x}}"},
		{"", "?"},
		{"  \u202e ", "?"},
		{long, "?length"},
		{"what does it cost?", "-"},
		{"My neck. What does it cost?", "=My neck. What does it cost? | What does it cost?"},
		{"no idea", "unsure"},
		{"no", "=no"},
		{"press foo", "-old"},
	})
	testReads(t, Spec{Type: "text", None: noMore}, Env{}, []readCase{
		{"press none", "=null"},
		{"no more", "=null"},
		{"no", "=null"},
		{"Nothing else, thanks", "=null"},
		{"that is it for me", "=null"},
		{"no lifting", "=no lifting"},
		{"running", "=running"},
	})
	testReads(t, Spec{Type: "text", Role: "name", MaxLen: 200}, Env{}, []readCase{
		{"Ana", "=Ana"},
		{"My name is Ana Garc\u00eda.", "=Ana Garc\u00eda"},
		{"Hi, I'm Bob O'Neil", "=Bob O'Neil"},
		{"call me Al", "=Al"},
		{"Stop", "=Stop"},
		{"\u674e\u660e", "=\u674e\u660e"},
		{"12345", "?"},
		{"hello", "?"},
		{"why do you need that?", "-"},
	})
	testReads(t, Spec{Type: "text", Role: "contact"}, Env{}, []readCase{
		{"555 123 4567", "=555 123 4567"},
		{"(555) 123-4567, but not after 6", "=(555) 123-4567, but not after 6"},
		{"+44 20 7946 0958", "=+44 20 7946 0958"},
		{"ana@clinic.example.", "=ana@clinic.example."},
		{"ana at clinic dot com", "=ana at clinic dot com"},
		{"12345", "?digits"},
		{"1234567890123456", "?digits"},
		{"call me", "?digits"},
		{"@ana", "?digits"},
	})
	testReads(t, Spec{Type: "text"}, Env{Listening: true}, []readCase{{"anything", "-"}})
}

func TestShow(t *testing.T) {
	tests := []struct {
		spec Spec
		v    item.Value
		want string
	}{
		{Spec{Type: "boolean"}, item.BoolOf(true), "yes"},
		{Spec{Type: "scale"}, item.NumberOf(7), "7 out of 10"},
		{Spec{Type: "integer", Unit: "week"}, item.NumberOf(20), "20 weeks"},
		{Spec{Type: "integer"}, item.NumberOf(2), "2"},
		{Spec{Type: "duration"}, item.NumberOf(21), "3 weeks"},
		{Spec{Type: "duration"}, item.NumberOf(400), "about 13 months"},
		{Spec{Type: "date"}, item.DateOf("1985-03-14"), "14 March 1985"},
		{Spec{Type: "text"}, item.TextOf("my back"), "my back"},
		{Spec{Type: "text", None: noMore}, item.Value{}, "No more"},
		{Spec{Type: "text"}, item.Value{}, "-"},
	}
	for _, tt := range tests {
		k, _ := Of(tt.spec.Type)
		if got := k.Show(&tt.spec, tt.v); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.spec.Type, got, tt.want)
		}
	}
}

func TestTable(t *testing.T) {
	if len(Names()) != len(table) {
		t.Errorf("%d names for %d kinds", len(Names()), len(table))
	}
	for _, n := range Names() {
		if k, ok := Of(n); !ok || k.Name() != n {
			t.Errorf("no kind %s under its own name", n)
		}
	}
}

func TestChecks(t *testing.T) {
	for _, s := range []Spec{
		{Type: "boolean", Options: []Option{{ID: "perhaps", Label: "Perhaps"}}},
		{Type: "scale", Least: ptr(11)},
		{Type: "integer", Unit: "moon"},
		{Type: "duration", Least: ptr(5), Most: ptr(4)},
		{Type: "text", MinLen: 5, MaxLen: 4},
	} {
		k, _ := Of(s.Type)
		if k.Check(&s) == nil {
			t.Errorf("%+v passes", s)
		}
	}
}

// specs are all shapes a Spec can have, for the laws below.
func specs() []Spec {
	options := []Option{{ID: "a", Label: "Sitting"}, {ID: "b", Label: "Walking uphill"}, {ID: "none", Label: "None of these", Alone: true}}
	return []Spec{
		{Type: "boolean"},
		{Type: "boolean", Role: "consent", None: noMore},
		{Type: "choice", Options: options[:2]},
		{Type: "multi", Options: options},
		{Type: "integer"},
		{Type: "integer", Unit: "week", Least: ptr(1), Most: ptr(42)},
		{Type: "integer", Unit: "month", Least: ptr(0), Most: ptr(720), None: noMore},
		{Type: "scale"},
		{Type: "scale", Least: ptr(-2), Most: ptr(3)},
		{Type: "duration"},
		{Type: "duration", Most: ptr(100)},
		{Type: "date"},
		{Type: "date", Role: "dob"},
		{Type: "text", MaxLen: 50},
		{Type: "text", None: noMore},
		{Type: "text", Role: "name", MaxLen: 200},
		{Type: "text", Role: "contact"},
		{Type: "body-regions"},
		{Type: "body-regions", Least: ptr(1), Most: ptr(12)},
	}
}

func checkReading(t *testing.T, s *Spec, r Reading, said Said) {
	t.Helper()
	k, _ := Of(s.Type)
	if r.Outcome != Valued {
		return
	}
	v := r.Value
	k.Show(s, v)
	if v.IsNull() {
		if s.None == nil {
			t.Fatalf("%s %q: null without a none", s.Type, said.Text)
		}
		return
	}
	if v.Type() != k.Type() {
		t.Fatalf("%s %q: a %s", s.Type, said.Text, v.Type())
	}
	switch v.Type() {
	case item.Number:
		if s.Least != nil && v.Number() < *s.Least || s.Most != nil && v.Number() > *s.Most || v.Number() != float64(int64(v.Number())) {
			t.Fatalf("%s %q: %v is out of range", s.Type, said.Text, v)
		}
	case item.Date:
		if v.Text() > testNow.Format(time.DateOnly) {
			t.Fatalf("%q: %v is in the future", said.Text, v)
		}
	case item.Text:
		if !utf8.ValidString(v.Text()) || strings.TrimSpace(v.Text()) == "" || s.MaxLen > 0 && utf8.RuneCountInString(v.Text()) > s.MaxLen {
			t.Fatalf("%q: text %q", said.Text, v)
		}
	case item.Options:
		if len(v.Options()) == 0 {
			t.Fatalf("%s %q: no options", s.Type, said.Text)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"7", "6-7/10", "no more", "3/14/85", "since last march", "both knees and left hip", "the second and the last", "\U0001F44D\u202e\xff", "all but the first", "99999999999999999999 weeks"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, typed, pressed string) {
		for _, s := range specs() {
			k, _ := Of(s.Type)
			if err := k.Check(&s); err != nil {
				t.Fatal(err)
			}
			for _, env := range []Env{{Now: testNow}, {Now: testNow, Lang: "en", DOB: "1985-03-14", Listening: true}} {
				for _, said := range []Said{{Text: typed}, {Choice: pressed}, {Choices: []string{typed, pressed}}} {
					checkReading(t, &s, k.Read(&s, said, env), said)
				}
			}
		}
	})
}

func TestReadLong(t *testing.T) {
	for _, piece := range []string{"no more ", "left knee and ", "7 or ", "march the ", "a", "\u202e\u0301", "since last week "} {
		long := strings.Repeat(piece, 100_000/len(piece))
		for _, s := range specs() {
			k, _ := Of(s.Type)
			start := time.Now()
			checkReading(t, &s, k.Read(&s, Said{Text: long}, Env{Now: testNow}), Said{Text: piece})
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("%s: %q repeated takes %v", s.Type, piece, d)
			}
		}
	}
}
