package summary

import (
	"slices"
	"strings"

	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
	"intake/internal/triage"
)

const (
	// elsewhere stands for words that the copy may not show.
	elsewhere = "(in the console only)"
	// privateNotice stands on every copy, whatever was told, so that it
	// gives nothing away.
	privateNotice = "Answers marked private are shown in the console only."
	minorNotice   = "Under 18: pregnancy and harm go to the safeguarding lead first, and are not shown here."
)

// Public returns a copy for channel posts, sheets and a guardian: without
// mood, self-harm and an unsafe home, and for a patient under 18 without
// pregnancy and abuse. A case that was not made by New has only a disposition
// in it, for what it may show is not known.
func (c *Case) Public() *Case {
	if c.public == nil {
		return &Case{Banner: Banner{
			Disposition: c.Banner.Disposition, Sign: c.Banner.Sign, Words: c.Banner.Words, ID: c.Banner.ID, Made: c.Banner.Made,
			Reason: "See the console", Action: "Open this case in the console",
		}, Notice: privateNotice}
	}
	p := c.public()
	p.public = func() *Case { return c.public() }
	p.Baseline.Earlier = slices.Clone(c.Baseline.Earlier)
	return p
}

func (b *builder) notice() string {
	if b.minor() {
		return privateNotice + " " + minorNotice
	}
	return privateNotice
}

// safeguarding says what staff do about a minor: in the whole case only where
// something was told, in a copy always.
func safeguarding(b *builder) string {
	told := b.open || b.has("pregnancy.status", "yes", "maybe", "postpartum") || b.has("boundaries.list", "past_trauma") ||
		b.has("wellbeing.coping", "unsafe_home", "unsafe_thoughts") || b.has("redflag.emergency", "pregnancy_warning", "self_harm")
	if !told {
		return ""
	}
	return "safeguarding lead first"
}

// A veil knows what may not leave the console.
type veil struct {
	b       *builder
	minor   bool
	items   map[item.ID]bool
	options map[item.ID][]string
	turns   map[uint32]bool // whose words are private
	phrases []string        // the words of those turns
}

// guarded are what a minor's copy leaves out beside all about pregnancy.
var guarded = map[item.ID][]string{
	"redflag.emergency": {"pregnancy_warning"}, "leg.risk": {"pregnant_or_birth"}, "boundaries.list": {"past_trauma"},
	"provider.preference": {"prenatal"},
}

// guardedStems begin words that tell of pregnancy or abuse in a minor's text.
var guardedStems = []string{
	"pregnan", "midwi", "miscarr", "abort", "trimester", "antenatal", "prenatal", "abus", "rape", "raping", "assault", "molest",
	"embaraz", "violac", "violad",
}

// withheld returns a builder that knows nothing private.
func (b *builder) withheld() *builder {
	v := &veil{b: b, minor: b.minor(), items: map[item.ID]bool{}, options: map[item.ID][]string{}, turns: map[uint32]bool{}}
	v.learn()
	v.findTurns()
	w := &builder{e: b.e, s: b.s, a: v.answers(), entries: v.entries(), now: b.now, worst: b.worst, open: true}
	for _, h := range b.rules {
		if !v.hides(h, w.a) {
			w.rules = append(w.rules, h)
		}
	}
	return w
}

// learn collects the private items, and the options by which private rules
// fire.
func (v *veil) learn() {
	for _, q := range v.b.e.Flow.Questions {
		about, _, _ := strings.Cut(string(q.ID), ".")
		if q.Private || v.minor && (about == "pregnancy" || about == "postpartum" || about == "wellbeing") {
			v.items[q.ID] = true
		}
	}
	for i := range v.b.e.Rules.List {
		r := &v.b.e.Rules.List[i]
		if !r.Private {
			continue
		}
		cond.Walk(r.When, func(c cond.Cond) {
			if c, ok := c.(*cond.Compare); ok {
				v.options[c.Item] = append(v.options[c.Item], c.Options...)
			}
		})
	}
	if v.minor {
		for id, options := range guarded {
			v.options[id] = append(v.options[id], options...)
		}
	}
}

// secret reports whether a value of an item may not be shown.
func (v *veil) secret(id item.ID, val item.Value) bool {
	return !val.IsNull() && (v.items[id] || slices.ContainsFunc(v.options[id], val.Has))
}

// findTurns finds the turns in which something private was told. Where a yes
// to a question back told it, the words that raised the question are private
// too.
func (v *veil) findTurns() {
	for i := range v.b.entries {
		e := &v.b.entries[i]
		for _, h := range e.Turn.Understood {
			if !v.secret(h.Item, h.Value) && !v.secret(h.Item, h.Was) {
				continue
			}
			v.mark(e)
			if h.Sign && len(text.Words(e.Said.Text)) <= 3 && i > 0 {
				v.mark(&v.b.entries[i-1])
			}
		}
	}
}

func (v *veil) mark(e *dialog.Entry) {
	v.turns[e.N] = true
	if s := text.Strip(e.Said.Text); len(text.Words(s)) > 1 {
		v.phrases = append(v.phrases, s)
	}
}

// private reports whether a text holds private words.
func (v *veil) private(s string, turn uint32) bool {
	if v.turns[turn] {
		return true
	}
	for _, p := range v.phrases {
		if strings.Contains(s, p) || strings.Contains(p, s) && len(text.Words(s)) > 1 {
			return true
		}
	}
	if !v.minor {
		return false
	}
	return slices.ContainsFunc(text.Words(s), func(w string) bool {
		return slices.ContainsFunc(guardedStems, func(stem string) bool { return strings.HasPrefix(w, stem) })
	})
}

// value returns what may be shown of an answer, Null for nothing.
func (v *veil) value(id item.ID, val item.Value, turn uint32) item.Value {
	switch {
	case v.items[id]:
		return item.Value{}
	case val.Type() == item.Text && v.b.e.Flow.Question(id) != nil && !keeps(id) && v.private(val.Text(), turn):
		return item.TextOf(elsewhere)
	case !v.secret(id, val):
		return val
	case val.Type() == item.Options:
		var keep []string
		for _, o := range val.Options() {
			if !slices.Contains(v.options[id], o) {
				keep = append(keep, o)
			}
		}
		if len(keep) > 0 {
			return item.OptionsOf(keep...)
		}
	}
	return item.Value{}
}

// keeps reports whether a text names the patient or a way to reach them: staff need it
// whatever else was said in the same breath.
func keeps(id item.ID) bool {
	return id == "profile.name" || id == "profile.contact" || id == "guardian.name"
}

func (v *veil) answers() item.Answers {
	a := v.b.a.Clone()
	for i := range a.Schema().Len() {
		id, x := a.Schema().ID(i), a.At(i)
		switch to := v.value(id, x.Value, x.Turn); {
		case v.items[id] && x.Status != item.Open:
			a.Set(i, item.Answer{Status: item.NotApplicable})
		case !x.Known():
		case to.IsNull():
			a.Set(i, item.Answer{Status: item.NotApplicable})
		default:
			x.Value = to
			a.Set(i, x)
		}
	}
	return a
}

func (v *veil) entries() []dialog.Entry {
	out := slices.Clone(v.b.entries)
	for i := range out {
		e := &out[i]
		if v.private(e.Said.Text, e.N) {
			e.Said = kind.Said{Text: elsewhere}
		}
		if v.items[e.Asked] {
			e.Asked = ""
		}
		heard := e.Turn.Understood
		e.Turn.Understood = nil
		for _, h := range heard {
			h.Value, h.Was = v.value(h.Item, h.Value, e.N), v.value(h.Item, h.Was, e.N)
			if !v.items[h.Item] {
				e.Turn.Understood = append(e.Turn.Understood, h)
			}
		}
		effects := e.Turn.Effects
		e.Turn.Effects = nil
		for _, x := range effects {
			x.Rules = slices.DeleteFunc(slices.Clone(x.Rules), func(id triage.RuleID) bool { return v.hidesRule(id) })
			e.Turn.Effects = append(e.Turn.Effects, x)
		}
	}
	return out
}

// hides reports whether a rule holds because of something private.
func (v *veil) hides(h held, open item.Answers) bool {
	return h.Private || v.b.e.Rules.Fires(h.at, v.b.a) && !v.b.e.Rules.Fires(h.at, open)
}

// hidesRule reports the same of a rule that need not hold any more: whether it
// reads anything private.
func (v *veil) hidesRule(id triage.RuleID) bool {
	r := v.b.e.Rules.Rule(id)
	if r == nil || r.Private {
		return true
	}
	hidden := false
	cond.Walk(r.When, func(c cond.Cond) {
		if c, ok := c.(*cond.Compare); ok {
			hidden = hidden || v.items[c.Item] || slices.ContainsFunc(c.Options, func(o string) bool {
				return slices.Contains(v.options[c.Item], o)
			})
		}
	})
	return hidden
}
