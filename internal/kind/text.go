package kind

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"intake/internal/item"
	"intake/internal/text"
)

// free asks for the patient's own words and keeps them as typed; whatever
// stands in them, markup or commands, stays words. With the role "name" it
// asks what to call them, with "contact" for a way to reach them.
type free struct{}

func (free) Name() string    { return "text" }
func (free) Type() item.Type { return item.Text }

// maxText is how long a text may be where content says nothing.
const maxText = 4000

func (free) Check(s *Spec) error {
	if s.MaxLen < 0 || s.MinLen < 0 || s.MaxLen > 0 && s.MinLen > s.MaxLen {
		return errors.New("min_len is above max_len")
	}
	return nil
}

func (free) Options(s *Spec) []Option { return noneOption(s) }

func (free) Read(spec *Spec, said Said, env Env) Reading {
	id, r, done := button(spec, said)
	switch {
	case done:
		return r
	case id != "":
		return old()
	case env.Listening && spec.Role == "contact":
		return overheardContact(text.Strip(said.Text), env)
	case env.Listening && spec.Role == "name":
		return overheardName(text.Strip(said.Text))
	case env.Listening:
		return Reading{Outcome: NotAnswer, Rest: said.Text}
	}
	clean := text.Strip(said.Text)
	s := speak(Said{Text: clean}, env)
	switch {
	case clean == "":
		return notClear("", "")
	case none(spec, s.Line):
		return Reading{Outcome: Valued, Rest: s.asked}
	case s.asked != "" && len(s.Core()) == 0:
		return notAnswer(s)
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	case spec.Role == "reason" && s.YesOrNo(), spec.None != nil && spec.Role == "" && onlyTime(s, env):
		return notClear("", s.asked)
	}
	switch spec.Role {
	case "name":
		clean = text.Parse(clean, env.Lang).Name()
		if s.YesOrNo() && !oddName(clean) || strings.IndexFunc(clean, unicode.IsLetter) < 0 || len(s.Core()) == 0 {
			return notClear("", s.asked)
		}
	case "contact":
		if !reachable(clean) && !s.Spelled() && s.Digits() < 7 {
			return notClear("digits", s.asked)
		}
	}
	most := spec.MaxLen
	if most == 0 {
		most = maxText
	}
	if n := utf8.RuneCountInString(clean); n > most || n < spec.MinLen {
		return notClear("length", s.asked)
	}
	return Reading{Outcome: Valued, Value: item.TextOf(clean), Rest: s.asked}
}

// oddName reports whether a yes or no may be a name all the same: one word
// with a capital that nobody answers a plain question with twice.
func oddName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch strings.ToLower(s) {
	case "yes", "yeah", "yep", "yup", "no", "nah", "ok", "okay", "sure", "si", "sí", "claro", "vale":
		return false
	}
	return unicode.IsUpper(r) && !strings.ContainsAny(s, " \t\n")
}

// onlyTime reports whether all that is said is a time, which names nothing.
func onlyTime(s speech, env Env) bool {
	ds := s.Durations(env.Now, env.DOB)
	return len(ds) == 1 && len(text.Parse(s.Cut(ds[0].Span), "").Core()) == 0
}

// addressSigns joins an address that was typed apart.
var addressSigns = strings.NewReplacer(" @ ", "@", "(at)", "@", "[at]", "@", " (at) ", "@", " [at] ", "@")

// reachable reports whether s holds a telephone number, 7 to 15 digits in any
// spacing, or an e-mail address.
func reachable(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(" \t-.()/+", r), unicode.Is(unicode.Pd, r):
		default:
			if 7 <= digits && digits <= 15 {
				return true
			}
			digits = 0
		}
	}
	if 7 <= digits && digits <= 15 {
		return true
	}
	for f := range strings.FieldsSeq(addressSigns.Replace(s)) {
		f = strings.Trim(f, "<>(),;:.!?\"'")
		local, domain, found := strings.Cut(f, "@")
		dot := strings.LastIndexByte(domain, '.')
		if found && local != "" && dot > 0 && dot < len(domain)-2 && !strings.ContainsAny(domain, "@/") {
			return true
		}
	}
	return false
}

func (free) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	return v.Text()
}
