package dialog

import (
	"slices"
	"strconv"
	"strings"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// manyMore is how many new questions an answer must bring for it to be said.
const manyMore = 3

// trailLen is how far "back" can go.
const trailLen = 24

// proceed asks what comes next: the sign half heard, the question back that is
// open, the item being changed, the next open one; when none is left, the case
// is sent.
func (st *step) proceed() {
	if f := st.s.Follow; (f == nil || f.Kind == FollowRead || f.Kind == FollowFAQ) && st.nextSign() {
		st.askSign()
		return
	}
	switch f := st.s.Follow; {
	case f == nil:
		st.s.Held = nil
	case f.Kind != FollowFAQ || st.s.Held != nil:
		return // a question back is open, if only behind an offer
	}
	if st.s.Again >= 0 && st.Flow.Questions[st.s.Again].Possible(st.s.Answers) {
		st.put(st.Flow.Questions[st.s.Again])
		return
	}
	st.s.Again = -1
	if q := st.next(); q != nil {
		st.put(q)
		return
	}
	st.send()
}

// next returns the first question that is open, nil when none is.
func (st *step) next() *flow.Question {
	for _, q := range st.Flow.Questions {
		if !q.Asks() {
			continue
		}
		if q.Prompt.Section.ID == sectionReview && !st.s.Answers.Settled {
			st.s.Answers.Settled = st.Rules.Settled(st.s.Answers, triage.Disposition(st.s.Answers.Worst))
			if st.s.Answers.Settled {
				st.Flow.Settle(st.s.Answers, func(*flow.Question, item.Answer) {})
			}
		}
		if st.open(q) {
			return q
		}
	}
	return nil
}

// put makes q the question asked.
func (st *step) put(q *flow.Question) {
	if id := q.Prompt.Section.ID; string(st.s.Phase) != id {
		if !st.machine.fire(st, askPrefix+id) && id != sectionConsent {
			return
		}
	}
	if st.s.Asking != q.At {
		st.s.Asking, st.s.Tries, st.s.Unsure, st.s.Put = q.At, 0, 0, 0
		st.again, st.short = false, false
		st.s.Trail = append(st.s.Trail, q.At)
		if n := len(st.s.Trail); n > trailLen {
			st.s.Trail = slices.Clone(st.s.Trail[n-trailLen:])
		}
	}
}

// compose makes the replies: safety first, then answers to the patient's own
// questions, then what is said back and the next question in one message.
func (st *step) compose() {
	if st.alarmed {
		return
	}
	t := &st.turn
	for _, u := range st.urgent {
		t.Replies = append(t.Replies, Reply{Text: u})
	}
	t.Replies = append(t.Replies, st.answers...)
	if f := st.s.Follow; f != nil && f.Kind == FollowFAQ {
		t.Replies = append(t.Replies, st.offer(f))
	}
	lead := st.leadText()
	if st.last != nil {
		if lead != "" {
			st.last[0].Text = lead + " " + st.last[0].Text
		}
		t.Replies = append(t.Replies, st.last...)
		return
	}
	r := st.question()
	if r.Text == "" && lead == "" && len(t.Replies) > 0 {
		return
	}
	if lead != "" {
		between := " "
		if strings.Contains(r.Text, "\n") {
			between = "\n\n"
		}
		r.Text = strings.TrimSpace(lead + between + r.Text)
	}
	t.Replies = append(t.Replies, r)
}

// leadText joins what is said before the question; values said back become
// one sentence.
func (st *step) leadText() string {
	var back, rest []string
	for _, l := range st.lead {
		if v, ok := strings.CutPrefix(l, backPrefix); ok {
			back = append(back, v)
		} else {
			rest = append(rest, l)
		}
	}
	if len(st.lost) > 0 {
		rest = append(rest, st.say.text("dropped", "list", st.say.list(st.lost)))
	}
	if len(back) > 0 {
		rest = append([]string{st.say.text("got_it", "list", strings.Join(back, "; "))}, rest...)
	}
	return strings.Join(rest, " ")
}

// question puts what is open: the question back, the changed-since question,
// or the item asked. Behind an offer of answers stands the question that the
// patient's own came between.
func (st *step) question() Reply {
	f := st.s.Follow
	if f != nil && f.Kind == FollowFAQ {
		f = st.s.Held
	}
	if f != nil {
		return st.withWaysOut(st.followQuestion(f))
	}
	q := st.asked()
	if q == nil {
		return Reply{}
	}
	if st.answer(q).Carried && st.s.Again != q.At {
		return st.askChanged(q)
	}
	var b []string
	if intro := st.intro(q); intro != "" {
		b = append(b, intro)
	}
	if a := st.answer(q); a.Status == item.Partial && !st.again {
		b = append(b, st.say.text("mentioned", "list", st.show(q.At, a.Value)))
	}
	if q == st.spots.confirm && !st.short && !st.again {
		b = append(b, st.reviewText())
	}
	b = append(b, st.wording(q))
	r := Reply{Text: strings.Join(b, "\n\n"), Options: st.buttons[q.At], Many: q.Type == "multi" || q.Type == "body-regions"}
	return st.withWaysOut(r)
}

// withWaysOut adds to a question that was misread twice how to leave it, and
// how to leave the talk to one that was met with anger.
func (st *step) withWaysOut(r Reply) Reply {
	if st.upset {
		r.Options = append(slices.Clip(r.Options), st.button("stop"), st.button("pause"), st.button("human"))
		return r
	}
	if st.s.Tries >= 2 {
		r.Options = slices.Clip(r.Options)
		if q := st.asked(); q == nil || !mustAnswer(q) {
			r.Options = append(r.Options, st.button("skip"))
		}
		r.Options = append(r.Options, st.button("human"))
	}
	return r
}

// The ways in which a question is put.
const (
	putFull  = iota + 1
	putShort // in few words
	putAgain // in other words, with an example
)

// wording chooses the words: in full, in few, or others with an example, so
// that a question never comes twice in a row in the same words; for all open
// items of the prompt where none is known yet.
func (st *step) wording(q *flow.Question) string {
	ask, short, again := q.Ask, q.Short, q.Again
	if p := q.Prompt; p.Ask != "" && st.s.Again < 0 && len(st.openIn(p)) == len(p.Questions) {
		ask, short, again = p.Ask, p.Short, p.Again
	}
	last := st.s.Put
	st.s.Put = putFull
	switch {
	case st.again && last == putAgain, st.short && last != putShort:
		st.s.Put = putShort
	case st.again || st.short:
		st.s.Put = putAgain
	}
	way := ""
	if st.again && st.s.Tries >= 2 && st.s.Tries%2 == 0 {
		if way = "another_way"; mustAnswer(q) {
			way = "another_way_must"
		}
		way = st.say.text(way) + " "
	}
	switch {
	case st.s.Put == putShort:
		return way + short
	case st.s.Put == putAgain:
		return way + again
	case q == st.spots.privacy:
		where := st.say.text("where." + st.s.Channel)
		return strings.ReplaceAll(ask, " "+WherePlace, strings.TrimRight(" "+where, " "))
	default:
		return ask
	}
}

// WherePlace stands in the question of consent for what a patient must know
// of the service they write on.
const WherePlace = "{where}"

// intro is the line that opens a section, once.
func (st *step) intro(q *flow.Question) string {
	s := q.Prompt.Section
	at := slices.Index(st.Flow.Sections, s)
	if s.Intro == "" || st.s.Introduced&(1<<at) != 0 {
		return ""
	}
	st.s.Introduced |= 1 << at
	return strings.ReplaceAll(s.Intro, "{n}", strconv.Itoa(st.left(s)))
}

// left counts the prompts of a section that are to be asked as things stand.
func (st *step) left(s *flow.Section) int {
	n := 0
	for _, p := range s.Prompts {
		if slices.ContainsFunc(p.Questions, st.open) {
			n++
		}
	}
	return n
}

// leftInAll counts the prompts to be asked as things stand.
func (st *step) leftInAll() int {
	n := 0
	for _, s := range st.Flow.Sections {
		n += st.left(s)
	}
	return n
}

// buttonsOf are the options of a question.
func (e *Engine) buttonsOf(q *flow.Question) []Button {
	var out []Button
	switch {
	case q == e.spots.confirm:
		return []Button{{"yes", e.say.text("button.send")}, {"no", e.say.text("button.change")}}
	case q.Role == "consent":
		return []Button{{"yes", e.say.text("button.agree")}, {"no", e.say.text("button.disagree")}}
	case q.Type == "boolean":
		return []Button{e.button("yes"), e.button("no")}
	}
	for _, o := range q.Kind.Options(&q.Spec) {
		out = append(out, Button{o.ID, o.Label})
	}
	return out
}

// button is one of the bot's own.
func (e *Engine) button(id string) Button { return Button{id, e.say.text("button." + id)} }

func itoa(n int) string { return strconv.Itoa(n) }

// helpText says how to answer what is asked, and what else one can say.
func (st *step) helpText(q *flow.Question) string {
	b := []string{st.say.text("help")}
	if q == nil {
		return b[0]
	}
	var means []string
	for _, o := range q.Options {
		if o.Means != "" {
			means = append(means, o.Label+": "+strings.TrimSuffix(o.Means, ".")+".")
		}
	}
	if len(means) > 0 {
		b = append(b, st.say.text("help_options", "list", strings.Join(means, "\n")))
	}
	return strings.Join(b, "\n\n")
}

// says reads a yes or no said to a question of the engine's own.
func (st *step) says(said kind.Said) (yes, clear bool) {
	k, _ := kind.Of("boolean")
	r := k.Read(&kind.Spec{Type: "boolean"}, said, st.env)
	return r.Value.Bool(), r.Outcome == kind.Valued
}
