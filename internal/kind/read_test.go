package kind

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"intake/internal/item"
	"intake/internal/linear"
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
		{Type: "integer", Unit: "inch", Least: ptr(24), Most: ptr(96), Question: "How tall are you?"},
		{Type: "integer", Unit: "pound", Least: ptr(50), Most: ptr(700)},
		{Type: "integer", Unit: "year", Least: ptr(0), Most: ptr(120), Question: "How old were you?"},
		{Type: "integer", Least: ptr(0), Most: ptr(20), Question: "How many children do you have?"},
		{Type: "scale", Question: "What was the worst pain?"},
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
	for _, s := range []string{"7", "6-7/10", "no more", "3/14/85", "since last march", "both knees and left hip", "the second and the last", "\U0001F44D\u202e\xff", "all but the first", "99999999999999999999 weeks", "5'7, no 170 cm", "3 boys and a girl", "worst 9, now 6", "3 days, I mean weeks", "one eighty", "hace tres semanas"} {
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
	for _, piece := range []string{"no more ", "7 or march the ", "\u202e\u0301"} {
		for _, s := range specs() {
			if len(s.Options) > 0 || s.Type == "body-regions" {
				continue // these have a test of their own
			}
			k, _ := Of(s.Type)
			linear.Check(t, piece, func(said string) {
				checkReading(t, &s, k.Read(&s, Said{Text: said}, Env{Now: testNow}), Said{Text: piece})
			})
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, s := range []Spec{{Type: "boolean"}, {Type: "scale"}, {Type: "duration"}, {Type: "date", Role: "dob"}, {Type: "text"}} {
		k, _ := Of(s.Type)
		b.Run(s.Type, func(b *testing.B) {
			for b.Loop() {
				k.Read(&s, Said{Text: "about 7 out of 10, since last March I think"}, Env{Now: testNow})
			}
		})
	}
}
