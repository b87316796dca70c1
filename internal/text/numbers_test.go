package text

import (
	"fmt"
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	tests := []struct{ in, want string }{
		{"7", "7"},
		{"seven", "7"},
		{"6.5", "6.5"},
		{"six point five", "6.5"},
		{"seven and a half", "7.5"},
		{"7 1/2", "7.5"},
		{"7\u00bd", "7.5"},
		{"6-7", "6-7"},
		{"6 to 7", "6-7"},
		{"six or seven", "6-7"},
		{"6, maybe 7", "6-7"},
		{"between 6 and 7", "6-7"},
		{"6 and 9", "6 9"},
		{"7/10", "7/10"},
		{"about 7 out of 10", "7/10"},
		{"seven out of ten", "7/10"},
		{"6-7/10", "6-7/10"},
		{"6 or 7 out of 10", "6-7/10"},
		{"on a scale of 1 to 10, 7", "7"},
		{"out of 10 I'd say a 7", "7"},
		{"a couple of", "2"},
		{"a few", "3"},
		{"a dozen", "12"},
		{"half a dozen", "6"},
		{"twenty-one", "21"},
		{"one hundred and twenty", "120"},
		{"two hundred fifty", "250"},
		{"two thousand and five", "2005"},
		{"1,000", "1000"},
		{"the third", "3th"},
		{"14th", "14th"},
		{"twenty first", "21th"},
		{"-3", "-3"},
		{"20+3", "20"},
		{"3/14/85", ""},
		{"8:30", ""},
		{"555-123-4567", ""},
		{"this one", ""},
		{"7 now, 9 worst and 3", "7 9 3"},
		{"none", ""},
		{"it's the worst one", ""},
		{"about one", "1"},
		{"4 pm", ""},
		{"9999999999999999999999", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, n := range Parse(tt.in, "").Numbers() {
			s := SayNumber(n.Low)
			if n.High != n.Low {
				s += "-" + SayNumber(n.High)
			}
			if n.Of > 0 {
				s += "/" + SayNumber(n.Of)
			}
			if n.Ordinal {
				s += "th"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, g, tt.want)
		}
	}
}

func TestDurations(t *testing.T) {
	now := day("2026-11-23") // a Monday
	tests := []struct{ in, want string }{
		{"three weeks", "21"},
		{"about three weeks", "21"},
		{"2-3 weeks", "21"},
		{"2 to 3 wks", "21"},
		{"3wks", "21"},
		{"3w", "21"},
		{"a week or two", "14"},
		{"one or two weeks", "14"},
		{"a year and a half", "547"},
		{"one and a half years", "547"},
		{"1.5 yrs", "547"},
		{"half a year", "182"},
		{"a couple of weeks", "14"},
		{"couple weeks", "14"},
		{"a few days", "3"},
		{"2 years and 3 months", "820"},
		{"2 years, 3 months", "820"},
		{"a fortnight", "14"},
		{"a full month", "30"},
		{"20 hours", "0"},
		{"since March", "267"},
		{"since last March", "267"},
		{"since 2015", "4344"},
		{"since last Thanksgiving", "361"},
		{"since Christmas 2020", "2159"},
		{"since yesterday", "1"},
		{"since last week", "7"},
		{"since last Monday", "7"},
		{"ever since May 5th", "202"},
		{"3 weeks ago", "21"},
		{"for the last 10 days", "10"},
		{"since I was 12", "10918"},
		{"all my life", "15229"},
		{"10+ years", "3650"},
		{"three quarters of a year", "273"},
		{"1,5 months", "45"},
		{"since spring", "267"},
		{"last summer", ""},
		{"since about May", "206"},
		{"since the accident", "vague"},
		{"for ages", "vague"},
		{"for weeks", "vague"},
		{"years and years", "vague"},
		{"several months", "vague"},
		{"a long time", "vague"},
		{"34 years old", ""},
		{"twice a day", ""},
		{"every 3 weeks", ""},
		{"7", ""},
		{"3 weeks, no 4 weeks", "21 28"},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range Parse(tt.in, "").Durations(now, "1985-03-14") {
			if d.Vague {
				got = append(got, "vague")
			} else {
				got = append(got, fmt.Sprint(d.Days()))
			}
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, g, tt.want)
		}
	}
}

func TestIn(t *testing.T) {
	tests := []struct {
		in   string
		u    Unit
		want float64
	}{
		{"6 months", Week, 26},
		{"5 and a half months", Week, 24},
		{"10 days", Week, 1},
		{"2 years", Month, 24},
		{"10 years", Month, 120},
		{"week 20", Week, 20},
		{"20w3d", Week, 20},
		{"20 weeks 3 days", Week, 20},
		{"in my 20th week", Week, 20},
	}
	for _, tt := range tests {
		ds := Parse(tt.in, "").Durations(day("2026-11-23"), "")
		if len(ds) != 1 || ds[0].In(tt.u) != tt.want {
			t.Errorf("%q: got %+v, want %v", tt.in, ds, tt.want)
		}
	}
}
