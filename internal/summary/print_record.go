package summary

import (
	"fmt"
	"strings"
)

func printHistory(s *sheet, c *Case) {
	h := c.History
	for _, x := range h.Conditions {
		var follow []string
		for _, f := range x.Follow {
			follow = append(follow, lower(f.Label)+": "+lower(s.value(f)))
		}
		s.bullet("- ", x.Label+before(" (", strings.Join(follow, "; "))+strings.Repeat(")", min(1, len(follow))))
	}
	if o := h.Surgery; o != nil {
		weeks := ""
		if o.Weeks != nil {
			weeks = plural(*o.Weeks, "week") + " ago"
		}
		s.bullet("- ", "Surgery: "+joined(", ", s.quote(o.Type), lower(o.Areas), weeks, before("wound: ", lower(o.Wound)),
			before("surgeon's agreement: ", lower(o.Cleared))))
	}
	if len(h.Recent) > 0 {
		s.bullet("- ", upper(list(h.Recent)))
	}
	if len(h.Implants) > 0 {
		s.bullet("- ", "Implants: "+list(h.Implants))
	}
	s.none(h.Denied)
}

// none tells which lists were answered with none.
func (s *sheet) none(names []string) {
	if len(names) > 0 {
		low := make([]string, len(names))
		for i, n := range names {
			low[i] = lower(n)
		}
		s.line("None: %s", strings.Join(low, ", "))
	}
}

func joined(sep string, parts ...string) string {
	var keep []string
	for _, p := range parts {
		if p != "" {
			keep = append(keep, p)
		}
	}
	return strings.Join(keep, sep)
}

func printMedicines(s *sheet, c *Case) {
	m := c.Medicines
	s.line("%s", before("Blood thinners: ", list(m.Thinners)))
	s.line("%s", before("Medicines: ", list(m.Groups)))
	s.line("%s", before("Names: ", s.quote(m.Names)))
	s.join("; ", before("Allergies: ", list(m.Allergies)), before("worst reaction: ", lower(m.Severity)), s.quote(m.Details))
	s.line("%s", before("Avoid products: ", strings.Join(m.Products, ", ")))
	s.none(m.Denied)
}

func printPregnancy(s *sheet, c *Case) {
	p := c.Pregnancy
	if p.Status == "" && len(p.Warning) == 0 {
		return
	}
	weeks := ""
	if p.Weeks != nil {
		weeks = plural(*p.Weeks, "week") + " today"
		if *p.Weeks != *p.Said {
			weeks += fmt.Sprintf(" (%d on %s)", *p.Said, stamp(p.SaidOn, "2 Jan"))
		}
	}
	trimester := ""
	if p.Trimester > 0 {
		trimester = [...]string{"1st", "2nd", "3rd"}[p.Trimester-1] + " trimester"
	}
	head := map[string]string{"yes": "Pregnant", "maybe": "May be pregnant", "postpartum": "After birth"}[p.Status]
	s.join(", ", orElse(head, p.Label), weeks, trimester, before("birth: ", lower(p.Birth)))
	s.join(". ", before("Warning signs: ", list(p.Warning)), before("Complications: ", list(p.Complications)))
	s.line("%s", before("Provider says massage is fine: ", lower(p.Cleared)))
	s.line("%s", before("Position: ", p.Position))
	s.none(p.Denied)
}

func printBoundaries(s *sheet, c *Case) {
	b := c.Boundaries
	chaperone, therapist := "", ""
	if b.Chaperone {
		chaperone = "chaperone wished"
	}
	if b.Therapist != "" {
		therapist = b.Therapist + " therapist"
	}
	s.line("%s", upper(joined("; ", list(b.Touch), chaperone, therapist, b.LieFlat, list(b.Access))))
	if b.None {
		s.line("No limits named")
	}
	s.line("%s", before("Mood: ", lower(b.Mood)))
	s.line("%s", upper(b.Safeguarding))
}

func printMatch(s *sheet, c *Case) {
	m := c.Match
	var kinds []string
	for _, t := range m.Therapists {
		kinds = append(kinds, t.Kind+" ("+t.Why+")")
	}
	s.join("; ", strings.Join(kinds, ", "), before("therapist: ", m.Gender), before("wishes: ", list(m.Asked)))
	s.join("; ", m.Insurance, before("plan ", s.quote(m.Payer)), before("referral: ", lower(m.Referral)), before("from ", s.quote(m.Referrer)),
		before("claim: ", lower(m.Claim)))
	s.join("; ", "Session: "+m.Session, before("times: ", list(m.Slots)))
}

func printConsents(s *sheet, c *Case) {
	k := c.Consents
	for _, n := range k.List {
		if n.Value == "not asked" {
			s.bullet(fmt.Sprintf("%-4s", "-"), n.Label+": not asked")
			continue
		}
		name := s.short(inert(n.Name))
		s.bullet(fmt.Sprintf("%-4s", n.Value), joined(", ", n.Label, name, stamp(n.At, shortTime), n.Channel))
	}
	guardian := joined(", ", inert(k.Guardian), lower(k.Relationship), before("in the room: ", lower(k.Present)))
	s.line("%s", before("Guardian: ", guardian))
	version := ""
	if len(k.List) > 0 {
		version = "text " + k.List[0].Version
	}
	s.join("; ", "May contact doctor: "+k.Doctor, version)
}

func printNotAnswered(s *sheet, c *Case) {
	n := c.NotAnswered
	var plain []string
	for _, d := range n.Declined {
		l := d.Label
		if d.Safety {
			l += " (safety)"
		}
		if d.Reason != "" {
			s.line("Declined: %s: %s", l, s.quote(d.Reason))
			continue
		}
		plain = append(plain, lower(l))
	}
	s.line("%s", before("Declined: ", strings.Join(plain, ", ")))
	if n.Rule != "" {
		s.line("%s: ask in person, never read as no", n.Rule)
	}
	switch left := len(n.NotReached); {
	case left > 6 && !s.whole:
		s.line("Not reached: %d questions %s", left, more)
		s.cut = true
	case left > 0:
		s.line("Not reached: %s", list(n.NotReached))
	}
	s.unheard("Not understood", n.NotUnderstood)
	s.unheard("Asked us, no answer known", n.Questions)
}

func (s *sheet) unheard(label string, list []Unheard) {
	for _, u := range list {
		s.line("%s%s: %s", label, before(", ", lower(u.Label)), s.quote(u.Words))
	}
}

func printProvenance(s *sheet, c *Case) {
	p := c.Provenance
	for _, e := range p.Edits {
		s.line("Changed %s: %s: %s -> %s", stamp(e.At, shortTime), lower(e.Label), s.quote(e.Old), s.quote(e.New))
	}
	var ids []string
	for _, r := range p.Rules {
		ids = append(ids, string(r.Rule))
	}
	s.line("%s", before("Rules: ", strings.Join(ids, " ")))
	s.join("; ", plural(len(p.Answers), "answer")+" in "+plural(int(p.Turns), "turn"), p.Transcript, "rule set "+p.RuleSet)
}

func printOnTheDay(s *sheet, c *Case) {
	// Ticks are not broken: their spaces come back after wrapping.
	const hold = "\x00"
	line := onTheDay
	for _, t := range c.OnTheDay {
		line += " _" + strings.ReplaceAll(t, " ", hold)
	}
	for _, l := range wrap(strings.Replace(line, " ", hold, strings.Count(onTheDay, " ")), columns) {
		s.out = append(s.out, strings.ReplaceAll(l, hold, " "))
	}
}

// details is page 2: in full what page 1 had to shorten, then each rule with
// its grounds, the wording of consents, and every answer with id and time.
func (c *Case) details(cut []int) []string {
	out := []string{pageBreak, strings.Join(wrap(joined(", ", inert(c.Banner.Name), before("intake ", c.Banner.ID)), columns), "\n"), ""}
	for _, i := range cut {
		s := &sheet{whole: true}
		parts[i].print(s, c)
		out = append(append(out, labelled(parts[i].label, s.out)...), "")
	}
	s := &sheet{}
	for _, f := range append(append([]Flag(nil), c.RedFlags.Flags...), c.Precautions.Rules...) {
		s.detail(f)
	}
	out = section(out, "RULES", s)
	s = &sheet{}
	for _, n := range c.Consents.List {
		if n.Value != "not asked" {
			s.line("%s: %s. %s", n.Label, n.Value, s.quote(orElse(n.Shown, n.Wording)))
			s.line("Text: %s", n.Version)
		}
	}
	out = section(out, "CONSENT", s)
	s = &sheet{}
	for _, a := range c.Provenance.Answers {
		s.record(a)
	}
	return section(out, "ANSWERS", s)
}

func section(out []string, label string, s *sheet) []string {
	if len(s.out) == 0 {
		return out
	}
	return append(append(out, labelled(label, s.out)...), "")
}

// detail tells all of a rule.
func (s *sheet) detail(f Flag) {
	s.bullet(signs[f.Disposition]+" ", fmt.Sprintf("%s  %s%s", f.Rule, f.Title, before(", since ", stamp(f.Since, shortTime))))
	s.bullet("    ", f.Staff)
	s.bullet("    ", before("Action: ", f.Action))
	for _, v := range f.Because {
		s.bullet("    ", "Because "+s.evidence(v))
	}
	if f.Told != "" {
		s.bullet("    ", "Told "+stamp(f.ToldAt, shortTime)+": "+s.quote(f.Told))
	}
	s.bullet("    ", before("Source: ", f.Source))
}

// record is one answer as recorded: id, time, turn, value.
func (s *sheet) record(a Answer) {
	value := inert(a.Shown)
	switch {
	case a.Type == "text" && value != "":
		value = `"` + value + `"`
	case value == "":
		value = a.Status
	}
	if a.Carried {
		value += " (from an earlier visit, not confirmed)"
	}
	when := fmt.Sprintf("%-12s %4s", stamp(a.At, shortTime), before("t", number(a.Turn)))
	s.bullet(fmt.Sprintf("%-22s %s  ", a.Item, when), value)
}

func number(n uint32) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
