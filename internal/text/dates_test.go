package text

import (
	"strings"
	"testing"
	"time"

	"intake/internal/linear"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestDates(t *testing.T) {
	now := day("2026-11-23") // a Monday
	tests := []struct{ in, want string }{
		{"1985-03-14", "1985-03-14"},
		{"1985/3/14", "1985-03-14"},
		{"3/14/85", "1985-03-14"},
		{"3/14/1985", "1985-03-14"},
		{"14/3/1985", "1985-03-14"},
		{"14.3.1985", "1985-03-14"},
		{"03-14-1985", "1985-03-14"},
		{"4/3/85", "1985-04-03"},
		{"3/14/14", "2014-03-14"},
		{"03141985", "1985-03-14"},
		{"19850314", "1985-03-14"},
		{"14 March 1985", "1985-03-14"},
		{"14-Mar-1985", "1985-03-14"},
		{"March 14th, 1985", "1985-03-14"},
		{"Mar. 14 '85", "1985-03-14"},
		{"march the 14th 85", "1985-03-14"},
		{"the fourteenth of march nineteen eighty five", "1985-03-14"},
		{"march fourteenth nineteen eighty-five", "1985-03-14"},
		{"march fourteen eighty five", "1985-03-14"},
		{"July 4th, two thousand and five", "2005-07-04"},
		{"May first nineteen oh five", "1905-05-01"},
		{"june twenty first twenty twenty one", "2021-06-21"},
		{"March 2021", "2021-03"},
		{"3/2021", "2021-03"},
		{"2021-03", "2021-03"},
		{"in March of 2021", "2021-03"},
		{"March '21", "2021-03"},
		{"march 85", "1985-03"},
		{"mid-March", "2026-03"},
		{"the end of January 2020", "2020-01"},
		{"last March", "2026-03"},
		{"in December", "2025-12"},
		{"last November", "2025-11"},
		{"3/14", "2026-03-14"},
		{"12/24", "2025-12-24"},
		{"March 14", "2026-03-14"},
		{"the 14th", "2026-11-14"},
		{"the 25th", "2026-10-25"},
		{"in 2015", "2015"},
		{"2015", "2015"},
		{"yesterday", "2026-11-22"},
		{"today", "2026-11-23"},
		{"last night", "2026-11-22"},
		{"the day before yesterday", "2026-11-21"},
		{"last month", "2026-10"},
		{"last year", "2025"},
		{"Monday", "2026-11-23"},
		{"last Monday", "2026-11-16"},
		{"on Friday", "2026-11-20"},
		{"3 weeks ago", "2026-11-02"},
		{"a week ago", "2026-11-16"},
		{"two months ago", "2026-09"},
		{"5 years ago", "2021"},
		{"half a year ago", "2026-05"},
		{"Christmas", "2025-12-25"},
		{"last Thanksgiving", "2025-11-27"},
		{"Thanksgiving 2023", "2023-11-23"},
		{"Easter", "2026-04-05"},
		{"July 4th", "2026-07-04"},
		{"the fourth of July", "2026-07-04"},
		{"New Year's", "2026-01-01"},
		{"memorial day", "2026-05-25"},
		{"last summer", "2026"},
		{"summer of 2019", "2019"},
		{"when I was 12", "1997"},
		{"at the age of twelve", "1997"},
		{"13/13/2020", "impossible"},
		{"2/30/2020", "impossible"},
		{"February 30th 2020", "impossible"},
		{"31.4.2020", "impossible"},
		{"March 2027", "future"},
		{"tomorrow", "future"},
		{"next Friday", "future"},
		{"in 3 weeks", "future"},
		{"12/24/2026", "future"},
		{"I'm 34", "incomplete"},
		{"34 years old", "incomplete"},
		{"last week", "incomplete"},
		{"it may hurt", ""},
		{"I sat down", ""},
		{"my back may be bad", ""},
		{"a 7 may be right", ""},
		{"seven", ""},
		{"3 weeks", ""},
		{"2000 steps", ""},
		{"Mar-14-1985", "1985-03-14"},
		{"03 / 14 / 1985", "1985-03-14"},
		{"3 14 1985", "1985-03-14"},
		{"3 14 85", "1985-03-14"},
		{"7 9 3", ""},
		{"1985, March 14th", "1985-03-14"},
		{"00/00/0000", "impossible"},
		{"years ago", "incomplete"},
		{"March or April", "2026-03 2026-04"},
		{"April of last year", "2025-04"},
		{"2 months and 3 days ago", "2026-09-21"},
		{"over the weekend", "incomplete"},
		{"2015 or 2016", "2015 2016"},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range Parse(tt.in, "").Dates(now, "1985-03-14") {
			if d.Fault != "" {
				got = append(got, string(d.Fault))
			} else {
				got = append(got, d.String())
			}
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, g, tt.want)
		}
	}
}

func TestEaster(t *testing.T) {
	for _, want := range []string{"2019-04-21", "2024-03-31", "2025-04-20", "2038-04-25"} {
		d := day(want)
		if m, n := easter(d.Year()); m != d.Month() || n != d.Day() {
			t.Errorf("Easter %d: got %v %d, want %s", d.Year(), m, n, want)
		}
	}
}

func FuzzReaders(f *testing.F) {
	for _, s := range []string{"3/14/85 or march 5", "a week or two and a half", "nineteen", "last last since since", "no yes maybe", "5'7 170 cm 12 stone 4", "3 days after christmas 2 weeks ago today", "hace tres años y medio, digo 4", "the second, 1/2 a year", "'99 ' 5-6/7+8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l := Parse(s, "")
		in := func(sp Span) {
			if sp.From < 0 || sp.To <= sp.From || sp.To > len(l.Tokens) {
				t.Fatalf("%q: bad span %v", s, sp)
			}
			l.Cut(sp)
		}
		for _, n := range l.Numbers() {
			in(n.Span)
		}
		for _, d := range l.Dates(day("2026-11-23"), "1985-03-14") {
			in(d.Span)
			if d.Fault == "" && d.First().After(day("2026-11-23")) {
				t.Fatalf("%q: %v is in the future", s, d)
			}
		}
		for _, d := range l.Durations(day("2026-11-23"), "1985-03-14") {
			in(d.Span)
		}
		_, used := l.YesNo(true)
		for _, sp := range used {
			in(sp)
		}
		for _, sp := range l.Asks() {
			in(sp)
		}
		l.Bare()
		if strings.ContainsAny(Strip(s), "\x00\u202e") {
			t.Fatalf("%q: control characters left", s)
		}
		l.NoMore()
		l.Name()
		readMore(t, l)
	})
}

// readMore reads what depends on what was found.
func readMore(t *testing.T, l Line) {
	var spans []Span
	for _, n := range l.Numbers() {
		spans = append(spans, n.Span)
	}
	stands, _ := l.Standing(spans)
	for _, asked := range []Aspect{Any, Now, Worst, Least} {
		if keep := l.Meant(spans, asked); len(keep) != len(spans) || len(stands) != len(spans) {
			t.Fatalf("%q: %d spans, %d kept", l.Raw, len(spans), len(keep))
		}
	}
	for _, q := range l.Quantities() {
		if q.From < 0 || q.To <= q.From || q.To > len(l.Tokens) {
			t.Fatalf("%q: bad span %v", l.Raw, q.Span)
		}
	}
	if d, ok := Agree(l.Dates(day("2026-11-23"), "1985-03-14")); ok && d.Fault == "" && d.First().After(day("2026-11-23")) {
		t.Fatalf("%q: %v is in the future", l.Raw, d)
	}
}

func TestLinear(t *testing.T) {
	for _, s := range []string{"a", "7 ", "yes no ", "march ", "since last ", "a week or ", "\u0301", "half a ", "1/", "w/", "not to my ", "really ", "about ", "no wait 5 ", "3 days after ", "hace tres ", "5'7 ", "treinta y ", "not ", "yesterday 9 now ", "mid march till now ", "how many ", "none "} {
		linear.Check(t, s, readAll)
	}
}

func BenchmarkReadAll(b *testing.B) {
	said := strings.Repeat("my knee has hurt for about 3 weeks, since 14 March, 7 out of 10. ", 1500)
	b.SetBytes(int64(len(said)))
	for b.Loop() {
		readAll(said)
	}
}

// readAll reads everything there is to read in a message.
func readAll(said string) {
	l := Parse(said, "")
	l.Numbers()
	l.Dates(day("2026-11-23"), "")
	l.Durations(day("2026-11-23"), "")
	l.YesNo(true)
	l.Asks()
	l.Bare()
	var spans []Span
	for _, n := range l.Numbers() {
		spans = append(spans, n.Span)
	}
	l.Standing(spans)
	l.Meant(spans, Now)
	l.Own(spans)
	l.Quantities()
	l.None([]string{"kids"})
	l.OfKin()
}
