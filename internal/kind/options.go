package kind

import (
	"errors"
	"fmt"
	"sync"
	"unicode/utf8"
)

// maxLabel is how long a button may be: Slack and Discord cut it off there.
const maxLabel = 75

// checkOptions reports what is wrong with a list of options, and makes their
// lexicon where nothing is.
func checkOptions(s *Spec, mostAlone int) error {
	options := s.Options
	if len(options) < 2 {
		return errors.New("needs at least two options")
	}
	ids := make(map[string]bool, len(options))
	alone := 0
	for i := range options {
		o := &options[i]
		switch n := utf8.RuneCountInString(o.Label); {
		case o.ID == "" || o.Label == "":
			return fmt.Errorf("option %q needs an id and a label", o.ID)
		case ids[o.ID]:
			return fmt.Errorf("option %q is there twice", o.ID)
		case n > maxLabel:
			return fmt.Errorf("the label of %q has %d letters; buttons hold %d", o.ID, n, maxLabel)
		}
		ids[o.ID] = true
		if o.Alone {
			alone++
		}
		o.fold()
	}
	calls, ways := make([]called, len(options)), 0
	for i := range options {
		calls[i] = calledBy(&options[i])
		ways += 1 + len(calls[i].words)
	}
	owner := make(map[string]string, ways)
	claim := func(o *Option, say *saying) error {
		if has, ok := owner[say.text]; ok && has != o.ID && say.text != "" {
			return fmt.Errorf("options %q and %q both say %q", has, o.ID, say.text)
		}
		owner[say.text] = o.ID
		return nil
	}
	for i := range options {
		if err := claim(&options[i], &calls[i].label); err != nil {
			return err
		}
		for w := range calls[i].words {
			if err := claim(&options[i], &calls[i].words[w]); err != nil {
				return err
			}
		}
	}
	if alone > mostAlone {
		return fmt.Errorf("%d options exclude the others; at most %d may", alone, mostAlone)
	}
	if _, err := tellings(options); err != nil {
		return err
	}
	question := s.Question
	own := sync.OnceValue(func() *lexicon { return lexiconOf(options, calls, question) })
	s.lex, s.full = own, sync.OnceValue(func() *lexicon { return own().learned(question) })
	return nil
}

// labels names options in the order of ids; an id that content no longer has
// is shown as it is.
func labels(options []Option, ids []string) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		label := id
		if o := optionByID(options, id); o != nil {
			label = o.Label
		}
		out = append(out, label)
	}
	return out
}

func optionByID(options []Option, id string) *Option {
	for i := range options {
		if options[i].ID == id {
			return &options[i]
		}
	}
	return nil
}
