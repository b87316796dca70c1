package text

// A language is one table of words: all that differs between languages.
// Words stand in it folded.
type language struct {
	code string
	// short are forms of chat and what they stand for.
	short map[string]string
	// contrast are words that end a clause: but.
	contrast map[string]bool
	// joining are words with no meaning at the end of what is left of a
	// message: and, with.
	joining map[string]bool
}

// languages are all tables, the base language first.
var languages = []*language{&english}

// tables returns the tables for a code; all of them where there is none.
func tables(lang string) []*language {
	for i, t := range languages {
		if t.code == lang {
			return languages[i : i+1]
		}
	}
	return languages
}

// shortForms returns the look-up of short forms in a language.
func shortForms(lang string) func(string) (string, bool) {
	ts := tables(lang)
	return func(w string) (string, bool) {
		for _, t := range ts {
			if long, ok := t.short[w]; ok {
				return long, true
			}
		}
		return "", false
	}
}

func contrast(w string) bool {
	for _, t := range languages {
		if t.contrast[w] {
			return true
		}
	}
	return false
}

func joining(lang, w string) bool {
	for _, t := range tables(lang) {
		if t.joining[w] {
			return true
		}
	}
	return false
}

// set makes a set of words.
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
