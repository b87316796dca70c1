package summary

import (
	"slices"
	"strings"
	"time"

	"intake/internal/cond"
	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/text"
	"intake/internal/triage"
)

// Words for what only staff can fill in.
const (
	notRecorded = "not recorded"
	unassigned  = "unassigned"
)

// screens are the lists of signs that every patient is asked.
var screens = []item.ID{
	"redflag.emergency", "redflag.nerve", "redflag.general", "redflag.neck", "leg.signs", "leg.risk", "injury.flags",
	"pregnancy.warning", "postpartum.warning",
}

func (b *builder) redFlags() RedFlags {
	var r RedFlags
	for _, h := range b.rules {
		if h.Disposition >= triage.Urgent {
			r.Flags = append(r.Flags, b.flag(h))
		}
	}
	r.Screened = b.facts(screens...)
	for i := range b.entries {
		e := &b.entries[i]
		for _, x := range e.Turn.Effects {
			if !x.Mistaken {
				continue
			}
			for _, id := range x.Rules {
				t := TakenBack{Rule: id, Title: string(id), Turn: e.N, At: b.local(e.At)}
				if rule := b.e.Rules.Rule(id); rule != nil {
					t.Title = rule.Title
				}
				r.TakenBack = append(r.TakenBack, t)
			}
		}
	}
	return r
}

// flag tells of a rule: why it holds, what the patient was told, who acts.
func (b *builder) flag(h held) Flag {
	f := Flag{
		Rule: h.ID, Disposition: h.Disposition, Title: h.Title, Staff: h.Staff, Action: h.Action,
		Because: b.because(h), Since: b.at(h.fired.Turn), Turn: h.fired.Turn, Source: h.Source,
	}
	f.Told, f.ToldAt = b.told(h)
	from := f.Since
	if from.IsZero() {
		from = b.now
	}
	switch h.Disposition {
	case triage.Emergency:
		f.Reached, f.Owner, f.By, f.Due = notRecorded, unassigned, "now", from
	case triage.Urgent:
		y, m, d := from.Date()
		f.Due = time.Date(y, m, d, 23, 59, 0, 0, b.now.Location())
		f.Reached, f.Owner, f.By = notRecorded, unassigned, "today, "+from.Format("Mon 2 Jan 2006")
	}
	return f
}

// because lists the answers that make a rule hold, each with the words that
// brought it: those of the last turn that recorded the item before the rule
// came to hold.
func (b *builder) because(h held) []Evidence {
	var out []Evidence
	for _, id := range b.e.Rules.Why(h.Rule, b.a) {
		a := b.a.Get(id)
		v := Evidence{Item: id, Label: b.name(id), Answer: b.grounds(h.Rule, id, a.Value), Turn: a.Turn}
		if a.Status == item.Declined {
			v.Answer = "declined"
		}
		for i := range b.entries {
			if e := &b.entries[i]; e.N <= h.fired.Turn && records(e, id) {
				v.Turn = e.N
			}
		}
		if e := b.entry(v.Turn); e != nil {
			v.At = b.local(e.At)
			v.Words, v.Pressed = b.said(e, id), e.Said.Text == ""
			if a.Listened && e.Asked == "consent.privacy" {
				// Told before the privacy answer, used after it.
				if early := b.a.Get("symptoms.reason").Value.Text(); early != "" {
					v.Words, v.Pressed = early, false
				}
			}
		}
		out = append(out, v)
	}
	return out
}

// grounds is an answer in words: of a list, only those options that the rule
// asks for, if there are any.
func (b *builder) grounds(r *triage.Rule, id item.ID, v item.Value) string {
	if v.Type() != item.Options {
		return lower(b.showValue(id, v))
	}
	var asked, all []Item
	q := b.e.Flow.Question(id)
	for _, o := range v.Options() {
		it := Item{ID: o, Label: b.label(q, o)}
		all = append(all, it)
		if asksFor(r.When, id, o) {
			asked = append(asked, it)
		}
	}
	if len(asked) == 0 {
		asked = all
	}
	return list(asked)
}

// asksFor reports whether a condition names an option of an item.
func asksFor(when cond.Cond, id item.ID, option string) bool {
	found := false
	cond.Walk(when, func(c cond.Cond) {
		if c, ok := c.(*cond.Compare); ok && c.Item == id {
			found = found || slices.Contains(c.Options, option)
		}
	})
	return found
}

func records(e *dialog.Entry, id item.ID) bool {
	return slices.ContainsFunc(e.Turn.Understood, func(h dialog.Heard) bool { return h.Item == id })
}

// told returns what the patient was told of a rule, in the words of the
// transcript, where the clinic's numbers are filled in, and when.
func (b *builder) told(h held) (string, time.Time) {
	for i := range b.entries {
		e := &b.entries[i]
		if e.N < h.fired.Turn {
			continue
		}
		for _, r := range e.Turn.Replies {
			if s := within(r.Text, h.Patient); s != "" {
				return s, b.local(e.At)
			}
		}
	}
	if h.fired.Told {
		return places.Replace(h.Patient), b.at(h.fired.Turn)
	}
	return "", time.Time{}
}

// places stand for facts that only the transcript knows.
var places = strings.NewReplacer(
	"{emergency}", "the emergency number", "{crisis}", "the crisis line", "{abuse}", "the abuse line",
	"{contact}", "the clinic", "{clinic}", "the clinic",
)

// within finds content's words in what was said, whatever stands where they
// have a {place}; "" where they were not said.
func within(said, pattern string) string {
	from, at := -1, 0
	for {
		literal, rest, more := strings.Cut(pattern, "{")
		i := strings.Index(said[at:], literal)
		if i < 0 {
			return ""
		}
		if from < 0 {
			from = at + i
		}
		at += i + len(literal)
		if !more {
			return said[from:at]
		}
		if _, pattern, more = strings.Cut(rest, "}"); !more {
			return ""
		}
		if pattern == "" {
			return said[from:]
		}
	}
}

func (b *builder) precautions() Precautions {
	var p Precautions
	var areas areas
	for _, h := range b.rules {
		if h.Disposition < triage.Urgent {
			p.Rules = append(p.Rules, b.flag(h))
		}
		for _, c := range h.Care {
			name, regions := b.place(c)
			areas.add(name, regions, h, c)
		}
		if who := h.Clears; who != "" {
			at := slices.IndexFunc(p.Clears, func(c Clearance) bool { return c.Who == who })
			if at < 0 {
				p.Clears = append(p.Clears, Clearance{Who: who})
				at = len(p.Clears) - 1
			}
			p.Clears[at].Rules = append(p.Clears[at].Rules, h.ID)
		}
	}
	p.Areas = areas
	p.Contact = b.words("share.contact")
	p.MayContact = b.mayContact()
	return p
}

// mayContact says whether the clinic may ask the patient's doctor.
func (b *builder) mayContact() string {
	switch a := b.get("consent.share"); {
	case a.Known() && a.Value.Bool():
		return "yes"
	case a.Known():
		return "no"
	case a.Refused():
		return "not answered"
	default:
		return "not asked"
	}
}

// areas merge what rules say of the same place; as rules come worst first, so
// do areas.
type areas []Area

func (l *areas) add(name string, regions []string, h held, c triage.Care) {
	at := slices.IndexFunc(*l, func(a Area) bool { return strings.EqualFold(a.Area, name) })
	if at < 0 {
		*l = append(*l, Area{Area: name, Disposition: h.Disposition, Regions: regions})
		at = len(*l) - 1
	}
	a := &(*l)[at]
	// "any massage" makes "any massage until cleared" idle.
	if !slices.ContainsFunc(a.Avoid, func(s string) bool { return strings.HasPrefix(c.Avoid, s+" ") }) {
		a.Avoid = addOnce(a.Avoid, c.Avoid)
	}
	a.Instead = addOnce(a.Instead, c.Instead)
	if !slices.Contains(a.Rules, h.ID) {
		a.Rules = append(a.Rules, h.ID)
	}
}

// addOnce appends s unless it is there, or is nothing.
func addOnce(to []string, s string) []string {
	if s == "" || slices.Contains(to, s) {
		return to
	}
	return append(to, s)
}

// place names the area of a precaution, with its regions on the body chart.
func (b *builder) place(c triage.Care) (string, []string) {
	if c.Item == "" {
		return c.Area, regionsIn(c.Area)
	}
	v := b.a.Get(c.Item).Value
	if !b.a.Get(c.Item).Known() || v.IsNull() {
		return lower(b.name(c.Item)) + " (not given)", nil
	}
	if v.Type() == item.Options || v.Type() == item.Option {
		return lower(b.showValue(c.Item, v)), v.Options()
	}
	return lower(b.name(c.Item)) + ": \"" + text.Strip(v.Text()) + "\"", regionsIn(v.Text())
}
