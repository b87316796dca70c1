package prove

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Limits on words, from the manner of the house and from the services that
// show them: a Slack option or button holds 75 letters, a Discord button 80.
const (
	longSentence   = 15 // words, from where a sentence is noted
	tooLong        = 22 // words, from where it is a fault
	askWords       = 40
	gradeWords     = 20  // texts shorter than this have no reading grade
	gradeLimit     = 9.0 // grade 8, and how far the estimate can be off
	labelLetters   = 75
	shortLetters   = 40
	mostOptions    = 100
	answerSentence = 4
)

// banned are formulas that nobody says to a person.
var banned = []string{"please note", "unfortunately", "kindly", "as per", "invalid input"}

var placeHolder = regexp.MustCompile(`\{[a-z_]+\}`)

// plain puts a word where the program will fill one in.
func plain(s string) string { return placeHolder.ReplaceAllString(s, "word") }

// sentences parts a text at full stops, question marks, colons and line ends;
// a dot inside a number or a name of one letter ends nothing.
func sentences(s string) []string {
	var out []string
	runes := []rune(s)
	from := 0
	cut := func(to int) {
		if w := strings.TrimSpace(string(runes[from:to])); wordCount(w) > 0 {
			out = append(out, w)
		}
		from = to
	}
	for i, r := range runes {
		switch {
		case r == '\n' || r == '?' || r == '!':
			cut(i + 1)
		case (r == '.' || r == ':' || r == ';') && (i+1 == len(runes) || unicode.IsSpace(runes[i+1])):
			if i >= 2 && r == '.' && unicode.IsLetter(runes[i-1]) && !unicode.IsLetter(runes[i-2]) && runes[i-2] != '\'' {
				continue // an initial, e.g.
			}
			cut(i + 1)
		}
	}
	cut(len(runes))
	return out
}

// wordsOf lists the words of a text: runs of letters, digits and what joins
// them.
func wordsOf(s string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '-' && r != '.' && r != '%'
	}), func(w string) bool {
		return !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}

func wordCount(s string) int { return len(wordsOf(s)) }

// syllables estimates the syllables of an English word: its groups of vowels,
// less a silent e at the end.
func syllables(w string) int {
	w = strings.ToLower(strings.Trim(w, ".'’-%"))
	n, inside := 0, false
	for _, r := range w {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !inside {
			n++
		}
		inside = vowel
	}
	switch {
	case strings.HasSuffix(w, "le") && len(w) > 2 && !strings.ContainsRune("aeiouy", rune(w[len(w)-3])):
	case strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "ee") && n > 1:
		n--
	case strings.HasSuffix(w, "ed") && n > 1 && !strings.HasSuffix(w, "ted") && !strings.HasSuffix(w, "ded"):
		n--
	}
	return max(n, 1)
}

// grade is the Flesch-Kincaid grade of an English text, and how many words it
// rests on.
func grade(s string) (float64, int) {
	words, syl := 0, 0
	list := sentences(s)
	for _, x := range list {
		for _, w := range wordsOf(x) {
			words++
			syl += syllables(w)
		}
	}
	if words == 0 {
		return 0, 0
	}
	g := 0.39*float64(words)/float64(len(list)) + 11.8*float64(syl)/float64(words) - 15.59
	return math.Round(g*10) / 10, words
}

// pictured reports whether a text holds an emoji.
func pictured(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2600 && r <= 0x27BF || r == 0xFE0F
	})
}
