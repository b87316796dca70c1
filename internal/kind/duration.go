package kind

import (
	"math"

	"intake/internal/item"
	"intake/internal/text"
)

// duration asks how long something has lasted and records days.
type duration struct{}

func (duration) Name() string    { return "duration" }
func (duration) Type() item.Type { return item.Number }

// maxDays is a hundred years, the longest that is believed.
const maxDays = 36500

func (duration) Check(s *Spec) error {
	least, most := bounds(s, 0, maxDays)
	return checkBounds(least, most)
}

func (duration) Options(s *Spec) []Option { return noneOption(s) }

func (duration) Read(spec *Spec, said Said, env Env) Reading {
	least, most := bounds(spec, 0, maxDays)
	id, r, done := button(spec, said)
	if done {
		return r
	}
	if id != "" {
		return pressedNumber(id, least, most)
	}
	s := speak(said, env)
	if r, ok := inUnit(s, env, text.Day, least, most); ok {
		return r
	}
	if env.Listening {
		return notAnswer(s)
	}
	switch {
	case none(spec, s.Line):
		return Reading{Outcome: Valued, Rest: s.asked}
	case s.Unsure():
		return Reading{Outcome: NotSure, Rest: s.asked}
	}
	if ns := bareNumbers(s, env); len(ns) > 0 {
		return notClear("unit", s.rest(spansOf(ns)...))
	}
	return sinceDate(s, env, text.Day, least, most)
}

func (duration) Show(spec *Spec, v item.Value) string {
	if w, ok := showNone(spec, v); ok {
		return w
	}
	return text.SayDays("", int(math.Round(v.Number())))
}
