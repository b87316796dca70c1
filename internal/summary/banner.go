package summary

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"intake/internal/body"
	"intake/internal/dialog"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/text"
	"intake/internal/triage"
)

// signs mark a disposition without colour; words name it; actions are what
// the clinic does where the rule does not say.
var (
	signs   = [...]string{"[ ]", "[~]", "[?]", "[!]", "[!]"}
	words   = [...]string{"ROUTINE", "ADAPT", "CLEARANCE FIRST", "URGENT", "EMERGENCY"}
	actions = [...]string{
		"Book as usual", "Book with the changes below", "Get agreement before booking",
		"Call the patient today", "Call back now to confirm help was reached",
	}
)

func (b *builder) banner(c *Case) Banner {
	f := b.e.Flow
	n := Banner{
		Disposition: b.worst, Sign: signs[b.worst], Words: words[b.worst],
		Name: b.words("profile.name"), Born: b.value("profile.dob").Text(), Sex: b.show("profile.sex"),
		TypedBy: b.typedBy(), Complaint: b.complaint(),
		ID: b.s.ID, Before: b.s.Before, State: string(b.s.Phase), Opened: b.local(b.s.Opened), Made: b.now,
		Amended: b.s.Version > 1, Channel: b.s.Channel,
		Flow: f.ID, FlowVersion: f.Version, FlowHash: b.hash(), Language: f.Lang,
	}
	if b.s.Lang != "" {
		n.Language = b.s.Lang
	}
	if age, ok := item.AgeOn(n.Born, b.now); ok {
		n.Age = &age
	}
	n.Contact = b.words("profile.contact")
	n.Reach, n.SafeWay = splitContact(n.Contact)
	n.Reason, n.Action = b.why()
	n.Complete = !b.unfinished()
	if !n.Complete && b.worst < triage.Urgent {
		n.Sign, n.Words = "[?]", "NOT COMPLETE"
		n.Reason, n.Action = "Red flags not all asked yet", "Do not book on this; finish the intake"
	}
	for i := range b.entries {
		if slices.ContainsFunc(b.entries[i].Turn.Effects, func(x dialog.Effect) bool { return x.Kind == dialog.Handoff }) {
			n.Sent = b.local(b.entries[i].At)
		}
	}
	n.Alerts = b.alerts(c)
	return n
}

// unfinished reports whether what the intake does not say means nothing yet:
// it was not sent, or a correction after that opened a safety question.
func (b *builder) unfinished() bool {
	return b.s.Phase != dialog.PhaseSubmitted || slices.ContainsFunc(b.e.Flow.Questions, func(q *flow.Question) bool {
		return q.Safety && b.stillOpen(q)
	})
}

// hash names the content that the conversation ran on.
func (b *builder) hash() string {
	if b.s.Flow != "" {
		return b.s.Flow
	}
	return b.e.Flow.Hash
}

// why is the worst rule's title and what the clinic does.
func (b *builder) why() (reason, action string) {
	reason, action = "No red flags, no precautions", actions[b.worst]
	switch {
	case len(b.rules) > 0 && b.rules[0].Disposition == b.worst:
		r := b.rules[0]
		reason = r.Title
		if r.Action != "" {
			action = r.Action
		}
		if more := len(b.rules) - 1; more > 0 {
			reason += fmt.Sprintf(" (and %d more below)", more)
		}
	case b.worst > triage.Routine:
		reason, action = "Private: see the console", "Open this case in the console before anything else"
	}
	if b.is("consent.treatment", false) {
		action = "Call first, no consent to treatment yet. " + action
	}
	return reason, action
}

// typedBy says whose words these are.
func (b *builder) typedBy() string {
	switch {
	case b.minor() && b.words("guardian.name") != "":
		return "guardian"
	case b.has("history.conditions", "memory_capacity"):
		return "patient or a helper: ask"
	default:
		return "patient"
	}
}

// minor reports whether the patient is, or was when typing, under 18.
func (b *builder) minor() bool {
	dob := b.a.Get("profile.dob").Value.Text()
	then, ok := item.AgeOn(dob, b.a.Day)
	now, ok2 := item.AgeOn(dob, b.now)
	return ok && then < 18 || ok2 && now < 18 || b.a.Get("guardian.name").Known()
}

var (
	email = regexp.MustCompile(`[^\s<>,;:"()]+@[^\s<>,;:"()]+\.[^\s<>,;:"()]+`)
	phone = regexp.MustCompile(`\+?\(?\d[\d\s().\-/]{5,24}\d`)
)

// splitContact parts a phone number or address from what was said of a safe
// way or time to use it.
func splitContact(s string) (reach []string, safe string) {
	s = text.Strip(s)
	var spots [][]int
	spots = append(spots, email.FindAllStringIndex(s, -1)...)
	for _, p := range phone.FindAllStringIndex(s, -1) {
		if !slices.ContainsFunc(spots, func(e []int) bool { return p[0] < e[1] && e[0] < p[1] }) {
			spots = append(spots, p)
		}
	}
	if len(spots) == 0 {
		return nil, s
	}
	slices.SortFunc(spots, func(x, y []int) int { return x[0] - y[0] })
	var rest []string
	from := 0
	for _, p := range append(spots, []int{len(s), len(s)}) {
		if r := strings.TrimFunc(s[from:p[0]], loose); r != "" && !joins(r) {
			rest = append(rest, r)
		}
		if p[0] < p[1] {
			reach = append(reach, strings.TrimSpace(s[p[0]:p[1]]))
		}
		from = p[1]
	}
	return reach, strings.Join(rest, "; ")
}

func loose(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }

// joins reports whether words only join two addresses.
func joins(s string) bool {
	return slices.Contains([]string{"and", "or", "also", "phone", "email", "e-mail", "mail", "tel", "y", "o"}, strings.ToLower(s))
}

// onsets say in the middle of a line how the problem began.
var onsets = map[string]string{
	"injury": "after an injury", "overuse": "from overuse", "training_soreness": "sore after training",
	"after_surgery": "after surgery", "gradual": "came on gradually", "sudden_no_cause": "sudden, no cause",
	"flare_longstanding": "flare of a long-standing problem",
}

// complaint is the problem in one line: side and area, onset, duration, pain.
func (b *builder) complaint() string {
	const most = 3
	var parts []string
	if areas := body.Labels(b.value("symptoms.areas").Options()); len(areas) > 0 {
		line := strings.Join(areas[:min(most, len(areas))], ", ")
		if more := len(areas) - most; more > 0 {
			line += fmt.Sprintf(" and %d more", more)
		}
		parts = append(parts, strings.ToLower(line))
	}
	if v := b.value("symptoms.onset"); !v.IsNull() {
		on, ok := onsets[v.Text()]
		if !ok {
			on = strings.ToLower(b.show("symptoms.onset"))
		}
		parts = append(parts, on)
	}
	if n := b.number("symptoms.duration"); n != nil {
		parts = append(parts, text.SayDays(staffLang, int(*n)))
	}
	if n := b.number("pain.now"); n != nil {
		parts = append(parts, "pain "+text.SayNumber(*n)+"/10")
	}
	return strings.Join(parts, ", ")
}

// alerts are what nobody may overlook before touching the patient.
func (b *builder) alerts(c *Case) []Item {
	var out []Item
	add := func(id, format string, args ...any) {
		out = append(out, Item{ID: id, Label: fmt.Sprintf(format, args...)})
	}
	if b.has("redflag.emergency", "allergic_reaction") {
		add("anaphylaxis", "allergic reaction now")
	}
	if b.has("allergies.severity", "anaphylaxis") {
		add("anaphylaxis", "anaphylaxis: %s", list(c.Medicines.Allergies))
	}
	if t := c.Medicines.Thinners; len(t) > 0 {
		// Labels explain to patients with brand names; staff know the ids.
		ids := make([]string, len(t))
		for i := range t {
			ids[i] = t[i].ID
		}
		add("blood_thinner", "blood thinner: %s", strings.Join(ids, ", "))
	}
	switch p := c.Pregnancy; {
	case p.Status == "yes" && p.Weeks != nil:
		add("pregnancy", "pregnant, %d weeks", *p.Weeks)
	case p.Status == "yes":
		add("pregnancy", "pregnant, weeks not known")
	case p.Status == "maybe":
		add("pregnancy", "may be pregnant")
	case p.Status == "postpartum" && p.Weeks != nil:
		add("pregnancy", "%d weeks after birth", *p.Weeks)
	case p.Status == "postpartum":
		add("pregnancy", "within a year after birth")
	}
	if d := b.itemsOf("implant.types", "pacemaker_icd", "port_catheter", "pump_cgm", "stimulator", "shunt"); len(d) > 0 {
		add("device", "device: %s", list(d))
	}
	if b.has("history.conditions", "epilepsy") {
		add("seizures", "seizures: %s", orElse(strings.ReplaceAll(b.value("epilepsy.control").Text(), "_", " "), "control not known"))
	}
	if d := slices.Concat(b.itemsOf("redflag.general", "fever", "contagious_illness"),
		b.itemsOf("skin.now", "hot_spreading_red", "shingles", "fungal_local", "contagious_skin"),
		b.itemsOf("postpartum.warning", "fever_discharge")); len(d) > 0 {
		add("infection", "infection: %s", list(d))
	}
	if d := slices.Concat(b.itemsOf("leg.signs", "swelling_one", "tender_calf", "warm_red", "hard_veins"),
		b.itemsOf("redflag.general", "one_arm"), b.itemsOf("history.circulation", "clot_current", "clot_past")); len(d) > 0 {
		add("clot", "clot: %s", list(d))
	} else if b.has("redflag.general", "one_leg") {
		add("clot", "clot: %s", list(b.itemsOf("redflag.general", "one_leg")))
	}
	if b.has("boundaries.list", "cannot_lie_flat") {
		add("cannot_lie_flat", "cannot lie flat")
	}
	var left []string
	for _, d := range c.NotAnswered.Declined {
		if d.Safety {
			left = append(left, strings.ToLower(d.Label))
		}
	}
	if len(left) > 0 {
		add("declined", "declined: %s", strings.Join(left, ", "))
	}
	if b.is("consent.treatment", false) {
		add("no_consent", "no consent to treatment")
	}
	return out
}

// list joins labels within a line.
func list(items []Item) string {
	labels := make([]string, len(items))
	for i, it := range items {
		labels[i] = lower(it.Label)
	}
	return strings.Join(labels, ", ")
}

// lower puts a label into the middle of a line: the first letter small, unless
// the word is written large as a whole (COPD).
func lower(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && !unicode.IsUpper(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}
