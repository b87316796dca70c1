package dialog

import (
	"strings"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// reviewText shows every answer, grouped, and what the answers mean for the
// visit.
func (st *step) reviewText() string {
	var b []string
	for _, s := range st.Flow.Sections {
		if s.ID == sectionConsent || s.ID == sectionReview {
			continue
		}
		if lines := st.lines(s, func(*flow.Question) bool { return true }); len(lines) > 0 {
			b = append(b, s.Title+"\n"+strings.Join(lines, "\n"))
		}
	}
	if a := st.answer(st.spots.more); a.Known() {
		b = append(b, st.line(st.spots.more, a))
	}
	if notes := st.notes(); len(notes) > 0 {
		b = append(b, st.say.text("review_notes")+"\n"+strings.Join(notes, "\n"))
	}
	return strings.Join(b, "\n\n")
}

// lines shows the answers of a section that pass, a line each.
func (st *step) lines(s *flow.Section, pass func(*flow.Question) bool) []string {
	var out []string
	for _, p := range s.Prompts {
		for _, q := range p.Questions {
			a := st.answer(q)
			if q.Asks() && pass(q) && (a.Known() || a.Status == item.Declined) {
				out = append(out, st.line(q, a))
			}
		}
	}
	return out
}

func (st *step) line(q *flow.Question, a item.Answer) string {
	if a.Status == item.Declined {
		return "- " + q.Name + ": " + st.say.text("review_left")
	}
	words := st.show(q.At, a.Value)
	if a.Status == item.Left {
		words += "; " + st.say.text("review_left")
	}
	return "- " + q.Name + ": " + words
}

// notes are what clearance and adapt rules have to say to the patient, told
// kindly at the review and not one by one.
func (st *step) notes() []string {
	var out []string
	for want := triage.Clearance; want >= triage.Adapt; want-- {
		for i := range st.Rules.List {
			r := &st.Rules.List[i]
			if r.Disposition == want && st.holds(r.ID) {
				out = append(out, "- "+r.Patient)
			}
		}
	}
	return out
}

func (st *step) holds(id triage.RuleID) bool {
	for _, f := range st.s.Fired {
		if f.Rule == id {
			return true
		}
	}
	return false
}

// sayMore is how many words after a yes are more than "send it".
const sayMore = 4

// readReview reads what is said to the review: send, change something, or
// more to add.
func (st *step) readReview(h heard) bool {
	q := st.spots.confirm
	r := q.Kind.Read(&q.Spec, h.said, st.env)
	if h.text != "" && len(h.words) <= 8 && holdsAny(h.words, st.moves.fine) {
		r = kind.Reading{Outcome: kind.Valued, Value: item.BoolOf(true)}
	}
	switch {
	case r.Outcome == kind.Valued && r.Value.Bool() && wordsIn(r.Rest) < sayMore:
		st.record(q, r)
		st.settle()
	case h.text != "" && st.change(h, true):
	case r.Outcome == kind.Valued && !r.Value.Bool():
		st.s.Follow = &Follow{Kind: FollowWhich, Item: q.At}
	case h.said.Choice != "" || len(h.said.Choices) > 0:
		st.lead = append(st.lead, st.say.text("old_button"))
		st.short = true
	case h.asks && st.answerQuestion(h, false):
	case r.Outcome == kind.NotClear || len(h.words) < 3:
		st.missed(q, "")
	default:
		st.note(h.text)
		st.short = true
	}
	return true
}

// note keeps words added at the review for staff.
func (st *step) note(words string) {
	q := st.spots.more
	if a := st.answer(q); a.Known() {
		words = a.Value.Text() + "\n" + words
	}
	if q.MaxLen > 0 && len([]rune(words)) > q.MaxLen {
		st.lead = append(st.lead, st.say.text("too_long", "n", itoa(q.MaxLen)))
		return
	}
	st.set(q, item.Answer{Status: item.Given, Value: item.TextOf(words)}, false)
	st.lead = append(st.lead, st.say.text("review_noted"))
}

// send hands the finished case over; the machine refuses while a required
// answer is missing.
func (st *step) send() {
	if !st.machine.fire(st, evSubmit) {
		st.s.Asking = st.spots.confirm.At
		return
	}
	st.s.Asking = -1
	st.s.Follow = nil
	st.s.Wake = noWake
	words := st.say.text("sent")
	switch d := triage.Disposition(st.s.Answers.Worst); {
	case d >= triage.Urgent || st.refusedTreatment():
		words += " " + st.say.text("sent_call")
	case d == triage.Clearance:
		words += " " + st.say.text("sent_clearance")
	}
	st.last = []Reply{{Text: words}}
}

func (st *step) refusedTreatment() bool {
	a := st.answer(st.spots.treatment)
	return a.Status == item.Given && !a.Value.Bool()
}

// handoff is the consequence of entering submitted.
func (st *step) handoff() {
	st.s.Version = 1
	st.turn.Effects = append(st.turn.Effects, Effect{Kind: Handoff})
}
