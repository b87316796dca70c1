package summary

import (
	"fmt"
	"strings"

	"intake/internal/text"
	"intake/internal/triage"
)

func printDisposition(s *sheet, c *Case) {
	s.line("%s %s: %s", c.Banner.Sign, c.Banner.Words, c.Banner.Reason)
}

func printAction(s *sheet, c *Case) { s.line("%s", c.Banner.Action) }

func printPatient(s *sheet, c *Case) {
	n := c.Banner
	age := "age not known"
	if n.Age != nil {
		age = fmt.Sprintf("age %d", *n.Age)
	}
	born := "date of birth not given"
	if n.Born != "" {
		born = "born " + text.SayDate(staffLang, n.Born)
	}
	name := inert(n.Name)
	s.join(", ", orElse(s.short(name), "name not given"), born, age, strings.ToLower(n.Sex), "typed by "+orElse(n.TypedBy, "patient"))
}

func printContact(s *sheet, c *Case) {
	if c.Banner.Contact == "" {
		s.line("not given")
		return
	}
	way := ""
	if c.Banner.SafeWay == "" {
		way = "; safe way or time: not said"
	}
	s.line("%s%s", s.quote(c.Banner.Contact), way)
}

func printComplaint(s *sheet, c *Case) { s.line("%s", orElse(inert(c.Banner.Complaint), "not told")) }

func printAlerts(s *sheet, c *Case) {
	if len(c.Banner.Alerts) == 0 {
		s.line("none")
		return
	}
	labels := make([]string, len(c.Banner.Alerts))
	for i, a := range c.Banner.Alerts {
		labels[i] = inert(a.Label)
	}
	s.line("%s", strings.ToUpper(labels[0][:1])+labels[0][1:]+before("; ", strings.Join(labels[1:], "; ")))
}

func printIntake(s *sheet, c *Case) {
	n := c.Banner
	when := "not sent (" + orElse(n.State, "not begun") + "), opened " + stamp(n.Opened, fullTime) + ", now " + stamp(n.Made, fullTime)
	if !n.Sent.IsZero() {
		when = "sent " + stamp(n.Sent, fullTime)
	}
	if n.Channel != "" {
		when += " by " + n.Channel
	}
	if n.Amended {
		when += ", amended since"
	}
	s.join(", ", n.ID, when, n.Language, n.Flow+" "+n.FlowVersion, before("follows ", n.Before))
}

func printNotice(s *sheet, c *Case) { s.line("%s", c.Notice) }

func printFlags(s *sheet, c *Case) {
	r := c.RedFlags
	switch {
	case len(r.Flags) == 0 && !c.Banner.Complete:
		s.line("None so far; not all were asked")
	case len(r.Flags) == 0:
		s.line("None reported")
	}
	for _, f := range r.Flags {
		s.bullet(signs[f.Disposition]+" ", fmt.Sprintf("%s (%s)", f.Title, words[f.Disposition]))
		for _, v := range f.Because {
			s.bullet("    ", s.evidence(v))
		}
		told := "Told: nothing yet"
		if f.Told != "" {
			told = "Told " + stamp(f.ToldAt, shortTime) + ": " + s.quote(f.Told)
		}
		s.bullet("    ", told)
		s.bullet("    ", fmt.Sprintf("Help reached: %s. Call-back: %s, due %s", f.Reached, f.Owner, f.By))
	}
	for _, t := range r.TakenBack {
		s.line("Taken back %s, patient was misunderstood: %s", stamp(t.At, shortTime), t.Title)
	}
	for _, f := range r.Screened {
		if covered(r.Flags, f) || covered(c.Precautions.Rules, f) || negative(f) {
			continue
		}
		s.line("Also: %s: %s", lower(f.Label), lower(inert(f.Value)))
	}
}

// covered reports whether a flag already shows an answer.
func covered(flags []Flag, f Fact) bool {
	for _, g := range flags {
		for _, v := range g.Because {
			if v.Item == f.Item {
				return true
			}
		}
	}
	return false
}

// evidence is an answer that made a rule hold, with the words that gave it.
func (s *sheet) evidence(v Evidence) string {
	answer := v.Label + ": " + inert(v.Answer)
	at := before(" ", stamp(v.At, shortTime))
	switch {
	case v.Words == "":
		return answer
	case v.Pressed:
		return answer + ", pressed" + at
	default:
		return answer + ". Said" + at + ": " + s.quote(v.Words)
	}
}

// inline is how many rules of the mildest kind have a line each; more are told
// in one, for what they ask for stands in the areas below.
const inline = 3

func printPrecautions(s *sheet, c *Case) {
	p := c.Precautions
	var mild []Item
	for _, f := range p.Rules {
		if f.Disposition == triage.Adapt {
			mild = append(mild, Item{Label: f.Title})
		}
	}
	for _, f := range p.Rules {
		if f.Disposition > triage.Adapt || len(mild) <= inline {
			s.bullet(signs[f.Disposition]+" ", f.Title+before(": ", lower(f.Action)))
		}
	}
	for _, a := range p.Areas {
		s.bullet("- ", inert(upper(a.Area))+": avoid "+strings.Join(a.Avoid, "; ")+before(". Instead: ", strings.Join(a.Instead, "; ")))
	}
	if len(p.Clears) > 0 {
		who := make([]string, len(p.Clears))
		for i, w := range p.Clears {
			who[i] = w.Who
		}
		s.line("Clears: %s. May contact: %s%s", strings.Join(who, "; "), p.MayContact, before(", ", s.quote(p.Contact)))
	} else if p.Contact != "" {
		s.line("Doctor: %s", s.quote(p.Contact))
	}
	if len(mild) > inline {
		s.bullet(signs[triage.Adapt]+" ", upper(list(mild)))
	}
}

func upper(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

func printReason(s *sheet, c *Case) {
	r := c.Reason
	s.line("%s", s.quote(r.Words))
	s.join("  ", before("Goal: ", s.quote(r.Goal)), before("Sport: ", s.quote(r.Sport)))
	s.line("%s", before("Added at review: ", s.quote(r.Added)))
	for _, f := range r.Other {
		s.line("%s: %s", f.Label, s.value(f))
	}
}

// value is a fact's value, quoted where it is the patient's text.
func (s *sheet) value(f Fact) string {
	if f.Own {
		return s.quote(f.Value)
	}
	return inert(f.Value)
}

func printBody(s *sheet, c *Case) {
	b := c.Body
	s.line("%s", upper(list(asItems(b.Pain))))
	s.join(". ", before("Surgery: ", list(asItems(b.Surgery))), before("Lymphedema: ", list(asItems(b.Lymphedema))),
		before("Skin: ", list(b.Skin)), before("Implants: ", list(b.Implants)))
	var avoid []Item
	for _, h := range b.Avoid {
		avoid = append(avoid, Item{Label: h.Area})
	}
	s.line("%s", before("Hatched on the figure: ", inert(list(avoid))))
}

func asItems(list []Place) []Item {
	var out []Item
	for _, p := range list {
		out = append(out, Item{ID: p.Region, Label: p.Label})
	}
	return out
}

func score(n *float64) string {
	if n == nil {
		return "-"
	}
	return text.SayNumber(*n)
}

func printBaseline(s *sheet, c *Case) {
	b := c.Baseline
	if b.Now == nil && b.Worst == nil && b.Best == nil && len(b.Activity) == 0 {
		s.join("; ", "No scores given", lower(b.Pattern), before("pressure: ", lower(b.Pressure)))
		return
	}
	s.line("Pain now %s, worst %s, best %s (0-10, last 24 h)", score(b.Now), score(b.Worst), score(b.Best))
	for _, a := range b.Activity {
		s.bullet(fmt.Sprintf("%4s/10  ", score(a.Score)), s.quote(a.Words))
	}
	if b.Mean != nil {
		s.bullet(fmt.Sprintf("%4s/10  ", score(b.Mean)), "mean (MDC90: 2 points, one activity 3; Stratford 1995)")
	}
	s.join(". ", before("Pattern: ", lower(b.Pattern)), before("Pressure wished: ", lower(b.Pressure)))
	for _, e := range b.Earlier {
		real := ""
		if e.Real {
			real = ", a real change"
		}
		s.line("%s: pain %s (%s), mean %s (%s%s)", stamp(e.At, "2 Jan 2006"), score(e.Now), signed(e.NowChange),
			score(e.Mean), signed(e.MeanChange), real)
	}
}

func signed(n *float64) string {
	switch {
	case n == nil:
		return "change not known"
	case *n > 0:
		return "+" + text.SayNumber(*n) + " since"
	default:
		return text.SayNumber(*n) + " since"
	}
}

func printBehaviour(s *sheet, c *Case) {
	b := c.Behaviour
	s.join(", ", b.Onset, b.Duration, b.Phase, before("flare: ", lower(b.Flare)))
	var injury []string
	for _, f := range b.Injury {
		injury = append(injury, lower(f.Label)+": "+lower(s.value(f)))
	}
	s.line("%s", upper(strings.Join(injury, "; ")))
	s.join(". ", before("Worse: ", list(b.Aggravating)), before("Better: ", list(b.Easing)), before("Feels: ", list(b.Quality)))
	s.join("; ", before("Tried: ", list(b.Previous)), lower(b.Response))
}

// negative reports whether a list of signs was answered with none of them.
func negative(f Fact) bool { return strings.HasPrefix(strings.ToLower(f.Value), "none") }
