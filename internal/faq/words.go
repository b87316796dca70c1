package faq

import (
	"strings"

	"intake/internal/stem"
	"intake/internal/text"
)

// maxWords is how much of a message is ranked: questions are shorter, and the
// time that a page of text takes stays bounded.
const maxWords = 60

// maxBytes is how much of a message is looked at for those words.
const maxBytes = 2000

// A message is a question taken apart.
type message struct {
	raw     string
	words   []string // folded
	stems   []string
	english []string // a Spanish message word by word, without what is not known
	spanish bool
}

// read takes a question apart; a slip of typing is set right where fix knows
// the word that was meant.
func read(s string, fix func(string) string) message {
	if len(s) > maxBytes {
		s = strings.ToValidUTF8(s[:maxBytes], "")
	}
	m := message{raw: s, words: text.Words(s)}
	m.words = m.words[:min(len(m.words), maxWords)]
	if fix != nil {
		for i, w := range m.words {
			m.words[i] = fix(w)
		}
	}
	m.spanish = stem.Spanish(m.words)
	m.stems = make([]string, len(m.words))
	for i, w := range m.words {
		m.stems[i] = stem.Of(w, m.spanish)
		if m.spanish {
			m.english = append(m.english, strings.Fields(stem.English(w))...)
		}
	}
	return m
}

// sense are the words that the meaning of a message is looked up by.
func (m *message) sense() []string {
	if m.spanish {
		return m.english
	}
	return m.words
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
