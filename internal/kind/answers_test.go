package kind

import (
	"strings"
	"testing"
)

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
		{"a 6 after 2 advil", "=6 | a after 2 advil"}, // what is counted is no score
		{"2 advil", "?number | advil"},
		{"a couple of beers", "?number | beers"},
		{"a few", "?number"},
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
		{"more than 5", "?number"},
		{"the last one", "-"},
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
		{"6 months", "~26"},
		{"5 and a half months", "~24"},
		{"10 days", "~1"},
		{"about twenty", "=20"},
		{"20-21 weeks", "~21"},
		{"20 to 30 weeks", "?two"},
		{"50 weeks", "?range"},
		{"3 days", "?range"},
		{"a few months", "~13"},
		{"some weeks", "?number | some weeks"},
		{"I have 2 kids", "?unit | I have kids"},
		{"not sure", "unsure"},
		{"yes", "-"},
		{"20 weeks or 21 weeks", "?two"},
		{"since September 1st", "~11"},
		{"on October 12th", "~6"},
		{"due in March", "?unit | due"},
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
		{"3 weeks, no 4 weeks", "~28 | no"},
		{"for 3 weeks, worse the last 2 days", "~21 | worse"},
		{"last summer", "~175"},
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
		{"I'm 41, born 3/14/1985", "=1985-03-14 | born"},
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
		{"So Young Kim", "=So Young Kim"},
		{"hi my name is jo thanks", "=jo"},
		{"no", "?"},
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
		{"my number is five five five one two three four", "=my number is five five five one two three four"},
		{"jo (at) x.io", "=jo (at) x.io"},
		{"12345", "?digits"},
		{"1234567890123456", "?digits"},
		{"call me", "?digits"},
		{"@ana", "?digits"},
	})
	testReads(t, Spec{Type: "text"}, Env{Listening: true}, []readCase{{"anything", "-"}})
}
