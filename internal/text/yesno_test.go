package text

import "testing"

func TestYesNo(t *testing.T) {
	tests := []struct {
		in    string
		plain Polarity
		asked Polarity
	}{
		{"yes", Yes, Yes},
		{"Yeah", Yes, Yes},
		{"yep!", Yes, Yes},
		{"sure", Yes, Yes},
		{"of course", Yes, Yes},
		{"I do", Yes, Yes},
		{"I have", Yes, Yes},
		{"it is", Yes, Yes},
		{"I believe I do", Yes, Yes},
		{"I think so", Yes, Yes},
		{"yes please", Yes, Yes},
		{"\U0001F44D", Yes, Yes},
		{"yes, my doctor checked it", Yes, Yes},
		{"yes but only at night", Yes, Yes},
		{"yes my doctor looked at it", Yes, Yes},
		{"well yeah", Yes, Yes},
		{"pretty sure I have", Yes, Yes},
		{"I will", Yes, Yes},
		{"no", No, No},
		{"nope", No, No},
		{"nah", No, No},
		{"not really", No, No},
		{"no way", No, No},
		{"I don't think so", No, No},
		{"not to my knowledge", No, No},
		{"I don't", No, No},
		{"I have not", No, No},
		{"no, never", No, No},
		{"no I haven't", No, No},
		{"not yet", No, Torn},
		{"no thanks", No, No},
		{"no, my doctor hasn't seen it", No, No},
		{"I gave that up", No, No},
		{"definitely not", No, No},
		{"I really don't think so", No, No},
		{"\U0001F44E", No, No},
		{"no fractures", No, No},
		{"it hasn't", No, No},
		{"go ahead", Silent, Yes},
		{"fine by me", Silent, Yes},
		{"ok", Silent, Yes},
		{"I agree", Silent, Yes},
		{"why not", Silent, Yes},
		{"no problem", No, Yes},
		{"no objection", No, Yes},
		{"I don't mind", No, Yes},
		{"I have no objections", No, Yes},
		{"I'd rather not", Silent, No},
		{"I don't agree", Silent, No},
		{"not comfortable with that", Silent, No},
		{"whatever", NoMatter, NoMatter},
		{"I don't care", NoMatter, NoMatter},
		{"up to you", NoMatter, NoMatter},
		{"yes and no", Torn, Torn},
		{"no yes", Torn, Torn},
		{"yes, no", Torn, Torn},
		{"no, I do", Torn, Torn},
		{"no I do have it", Torn, Torn},
		{"sometimes", Torn, Torn},
		{"sort of", Torn, Torn},
		{"yes, I don't have any", Torn, Torn},
		{"maybe", Unsure, Unsure},
		{"I'm not sure", Unsure, Unsure},
		{"idk", Unsure, Unsure},
		{"no idea", Unsure, Unsure},
		{"my left knee hurts", Silent, Silent},
		{"I have no feeling in my left hand", Silent, Silent},
		{"no feeling in my left hand anymore", Silent, Silent},
		{"do I?", Silent, Silent},
		{"", Silent, Silent},
		{"why do you ask?", Silent, Silent},
		{"Yes, no problem", Yes, Yes},
		{"n", No, No},
		{"that is not true", No, No},
		{"I can't say that I have", No, No},
		{"luckily not", No, No},
		{"I'd like to read it first", Silent, Silent},
		{"good question", Silent, Silent},
		{"start over", Silent, Silent},
		{"you may", Silent, Yes},
		{"go ahead and store it", Silent, Yes},
		{"I gave that up years ago", No, No},
		{"not interested", Silent, No},
		{"yes, but not my medical history", Yes, Torn},
		{"I agree but I don't want photos", Silent, Torn},
		{"I never had that", No, No},
	}
	for _, tt := range tests {
		l := Parse(tt.in, "")
		if got, _ := l.YesNo(false); got != tt.plain {
			t.Errorf("%q: got %d, want %d", tt.in, got, tt.plain)
		}
		if got, _ := l.YesNo(true); got != tt.asked {
			t.Errorf("%q asked: got %d, want %d", tt.in, got, tt.asked)
		}
	}
}

func TestYesNoRest(t *testing.T) {
	l := Parse("Yes, but only at Night", "")
	_, used := l.YesNo(false)
	if got := l.Cut(used...); got != "but only at Night" {
		t.Errorf("rest = %q", got)
	}
}

func TestUnsure(t *testing.T) {
	for s, want := range map[string]bool{
		"not sure": true, "I don't know.": true, "idk, no idea": true, "um, I really don't know, sorry": true, "maybe": true,
		"I don't know, my knee": false, "no": false, "not sure but 7": false, "": false,
	} {
		if got := Parse(s, "").Unsure(); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

func TestBare(t *testing.T) {
	for s, want := range map[string]string{
		"Hi there, back please!": "back", "thank you": "", "um, skip": "skip", "Skip it, thanks": "skip it",
	} {
		if got := Parse(s, "").Bare(); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestAsks(t *testing.T) {
	for s, want := range map[string]string{
		"7. Why do you ask?": "7.", "how long does it take": "", "can I park there?": "", "7?": "7?", "three weeks I think?": "three weeks I think?",
		"it hurts when I sit": "it hurts when I sit", "when I was 12": "when I was 12", "Yes. Is it safe?": "Yes.",
		"7 out of 10, is that bad?": "7 out of 10", "three weeks or so, I would say?": "three weeks or so, I would say?",
		"no, how much is it": "no", "you have what?": "",
	} {
		l := Parse(s, "")
		if got := l.Cut(l.Asks()...); got != want && got+"." != want {
			t.Errorf("%q: left %q, want %q", s, got, want)
		}
	}
}

func TestStrip(t *testing.T) {
	for s, want := range map[string]string{
		"  my <b>back</b> \n": "my <b>back</b>", "a\u202eb\x00c\r\nd": "abc\nd", "\xff\xfe": "", "\U0001F468\u200D\U0001F9B1": "\U0001F468\u200D\U0001F9B1",
	} {
		if got := Strip(s); got != want {
			t.Errorf("Strip(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	for days, want := range map[int]string{
		0: "0 days", 1: "1 day", 7: "1 week", 10: "10 days", 21: "3 weeks", 30: "1 month", 400: "about 13 months", 365: "1 year", 730: "2 years",
		1500: "about 4 years", 25: "about 4 weeks", 182: "about 6 months",
	} {
		if got := SayDays("", days); got != want {
			t.Errorf("SayDays(%d) = %q, want %q", days, got, want)
		}
	}
	for d, want := range map[string]string{"1985-03-14": "14 March 1985", "2021-03": "March 2021", "2015": "2015", "x-y-z": "x-y-z", "a-b": "b a"} {
		if got := SayDate("", d); got != want {
			t.Errorf("SayDate(%s) = %q, want %q", d, got, want)
		}
	}
}

// A phrase in two groups would be read as either, by chance.
func TestAnswersDistinct(t *testing.T) {
	for first, list := range english.answers {
		seen := map[string]role{}
		for _, p := range list {
			key := ""
			for _, w := range p.words {
				key += w + " "
			}
			if r, ok := seen[key]; ok && r != p.is {
				t.Errorf("%q %q stands for two things", first, key)
			}
			seen[key] = p.is
		}
	}
}

func TestNoMore(t *testing.T) {
	for s, want := range map[string]bool{
		"no more": true, "no": true, "Nothing else, thanks": true, "that's all": true, "no, that's all for now": true, "nope": true, "I don't": true,
		"no more running": false, "yes": false, "nothing else hurts": false, "": false, "swimming": false,
	} {
		if got := Parse(s, "").NoMore(); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

func TestName(t *testing.T) {
	for s, want := range map[string]string{
		"Ana": "Ana", "My name is Ana Garc\u00eda.": "Ana Garc\u00eda", "Hi, I'm Bob O'Neil": "Bob O'Neil", "call me Al": "Al", "hello": "hello", "Stop": "Stop",
		"name: Eve": "Eve", "???": "", "\u674e\u660e": "\u674e\u660e",
	} {
		if got := Parse(s, "").Name(); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
