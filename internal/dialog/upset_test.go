package dialog_test

import (
	"slices"
	"strings"
	"testing"
)

// TestUpset: anger, and questions about the talk itself, are met at any kind
// of question and never kept as an answer; what is an answer all the same
// stays one.
func TestUpset(t *testing.T) {
	angry := []string{
		"you suck", "this is stupid", "This is ridiculous.", "what a waste of time", "stupid f***ing machine", "fuck off", "you useless piece of junk",
		"your questions are stupid as hell", "are you kidding me", "i already told you that", "I hate these questions", "you never listen", "oh for gods sake",
		"this is taking forever", "so many damn questions", "ARE YOU DEAF", "esto es una pérdida de tiempo", "ya le dije", "demasiadas preguntas",
	}
	for _, before := range [][]string{
		nil,                          // a name
		{"Mick Doyle"},               // a date
		{"Mick Doyle", "14/03/1981"}, // a choice
		{"Mick Doyle", "14/03/1981", "male", "555 201 9987"},                                                  // free text
		{"Mick Doyle", "14/03/1981", "male", "555 201 9987", "my lower back hurts"},                           // several choices
		{"Mick Doyle", "14/03/1981", "male", "555 201 9987", "it aches", "none"},                              // body regions
		{"Mick Doyle", "14/03/1981", "male", "555 201 9987", "lower back", "none", "none", "none", "gradual"}, // a duration
	} {
		k := begin(t)
		k.say("hi", "yes")
		k.say(before...)
		asking := k.turn.Asking
		var said []string
		for _, words := range angry {
			k.say(words)
			last := k.turn.Replies[len(k.turn.Replies)-1]
			offers := func(id string) bool {
				for _, o := range last.Options {
					if o.ID == id {
						return true
					}
				}
				return false
			}
			switch {
			case len(k.turn.Understood) > 0 || k.turn.Asking != asking || k.turn.Gap:
				t.Errorf("%s: %q: understood %v, asking %s", asking, words, k.turn.Understood, k.turn.Asking)
			case !offers("stop") || !offers("pause") || !offers("human"):
				t.Errorf("%s: %q: no way out beside %q", asking, words, last.Text)
			case !strings.Contains(last.Text, "?"):
				t.Errorf("%s: %q: no question behind %q", asking, words, last.Text)
			case slices.Contains(said, last.Text) && said[len(said)-1] == last.Text:
				t.Errorf("%s: %q: said again: %q", asking, words, last.Text)
			}
			said = append(said, last.Text)
		}
		for _, words := range []string{"are you a robot lol", "am i talking to a machine", "r u human??", "wait is this a bot", "eres un robot?"} {
			if k.say(words); len(k.turn.Understood) > 0 || k.turn.Gap || !strings.Contains(k.said(), "program of the clinic") {
				t.Errorf("%s: %q: %q", asking, words, k.said())
			}
		}
		for _, words := range []string{"how many more damn questions", "how much longer is this", "are we done yet", "almost done?", "how many questions are left", "cuánto falta"} {
			if k.say(words); len(k.turn.Understood) > 0 || k.turn.Gap || !strings.Contains(k.said(), "still to come: ") {
				t.Errorf("%s: %q: %q", asking, words, k.said())
			}
		}
	}
}

// TestUpsetAnswers: an answer given in anger is an answer.
func TestUpsetAnswers(t *testing.T) {
	for _, c := range []struct {
		before []string
		said   string
		want   string
	}{
		{nil, "fine whatever yes", "consent.privacy=true"},
		{nil, "ugh, whatever, yes", "consent.privacy=true"},
		{nil, "yes yes whatever", "consent.privacy=true"},
		{[]string{"yes", "Mick Doyle"}, "14 march 1981 for christs sake", "profile.dob=1981-03-14"},
		{[]string{"yes", "Mick Doyle", "14/03/1981"}, "male, are you blind", "profile.sex=male"},
		{[]string{"yes", "Mick Doyle", "14/03/1981", "male", "555 201 9987", "lower back"}, "none of that crap", "redflag.emergency=[none]"},
		{[]string{"yes", "Mick Doyle", "14/03/1981", "male", "555 201 9987", "lower back"}, "ugh no", "redflag.emergency=[none]"},
		{[]string{"yes", "Mick Doyle", "14/03/1981", "male", "555 201 9987"}, "my bloody back is killing me", ""},
	} {
		k := begin(t)
		k.say("hi")
		k.say(c.before...)
		if k.say(c.said); len(k.turn.Understood) == 0 || k.understood() != c.want {
			t.Errorf("%q: %s, want %s", c.said, k.understood(), c.want)
		}
	}
}
