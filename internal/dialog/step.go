package dialog

import (
	"slices"
	"time"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// expireAfter is how long an intake waits for its patient. Clinics keep
// unfinished health forms about a month.
const expireAfter = 30 * 24 * time.Hour

// awayFor is how long a silence must be before the patient is welcomed back.
const awayFor = 6 * time.Hour

// A step is one Step at work: the state being made, and the turn.
type step struct {
	*Engine
	s    State
	now  time.Time
	turn Turn
	env  kind.Env

	touched []int    // positions set in this step
	lost    []string // names of answers that no longer apply
	lead    []string // what is said before the next question
	urgent  []string // safety texts, each a message of its own
	answers []Reply  // answers to the patient's questions
	last    []Reply  // replies that end the turn: no question follows
	// alarmed is true once the turn has said what to do in an emergency:
	// nothing else is said then.
	alarmed bool
	// again and short say how the question is put.
	again bool // in other words, after a misreading
	short bool // in few words, after a digression
	upset bool // with ways out beside it: the patient has had enough
}

// begin copies what the step may change.
func (e *Engine) begin(s State, now time.Time) *step {
	if s.Phase == "" {
		s.Phase, s.Asking, s.Again = PhaseStart, -1, -1
	}
	s.Fired = slices.Clip(s.Fired)
	s.Trail = slices.Clip(s.Trail)
	s.Signs, s.Doubted = slices.Clip(s.Signs), slices.Clip(s.Doubted)
	s.Early = slices.Clip(s.Early)
	st := &step{Engine: e, s: s, now: now}
	if s.Answers.Schema() == e.Flow.Schema.Items {
		st.s.Answers = s.Answers.Clone()
	} else {
		st.migrate()
	}
	st.s.Turns++
	st.newDay()
	st.env = kind.Env{Now: now, Lang: s.Lang}
	if dob := st.answer(e.spots.dob); dob.Status == item.Given {
		st.env.DOB = dob.Value.Text()
	}
	return st
}

// fork returns a step that stands where st does, to try something with.
func (st *step) fork() *step {
	f := *st
	f.s.Answers = st.s.Answers.Clone()
	f.turn.Understood, f.touched = nil, nil
	return &f
}

// newDay moves the day on which ages count, and looks at every rule again
// where that may matter.
func (st *step) newDay() {
	y, m, d := st.now.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if day.Equal(st.s.Answers.Day) {
		return
	}
	first := st.s.Answers.Day.IsZero()
	st.s.Answers.Day = day
	if !first && st.spots.dob != nil {
		st.touched = append(st.touched, st.spots.dob.At)
		st.weighAll()
	}
}

// end composes the turn.
func (st *step) end() (State, Turn) {
	t := &st.turn
	t.State = st.s.Phase
	if st.s.Asking >= 0 && !st.done() {
		t.Asking = st.Flow.Questions[st.s.Asking].ID
	}
	t.Triage = triage.Disposition(st.s.Answers.Worst)
	for _, f := range st.s.Fired {
		t.Flags = append(t.Flags, f.Rule)
	}
	t.Done = st.done()
	return st.s, st.turn
}

// done reports whether nothing more is asked.
func (st *step) done() bool {
	switch st.s.Phase {
	case PhaseSubmitted, PhaseDeclined, PhaseWithdrawn, PhaseExpired, PhaseEmergency:
		return true
	default:
		return false
	}
}

func (st *step) answer(q *flow.Question) item.Answer {
	if q == nil {
		return item.Answer{}
	}
	return st.s.Answers.At(q.At)
}

func (st *step) consented() bool {
	a := st.answer(st.spots.privacy)
	return a.Status == item.Given && a.Value.Bool()
}

// asked returns the question being asked, or nil.
func (st *step) asked() *flow.Question {
	if st.s.Asking < 0 {
		return nil
	}
	return st.Flow.Questions[st.s.Asking]
}

// set records an answer and notes it for the turn; what was noted for the
// same item earlier in the turn gives way.
func (st *step) set(q *flow.Question, a item.Answer, sign bool) {
	was := st.answer(q)
	a.Turn = st.s.Turns
	st.s.Answers.Set(q.At, a)
	st.touched = append(st.touched, q.At)
	h := Heard{Item: q.ID, Status: a.Status, Value: a.Value, Sign: sign}
	if was.Known() && !was.Value.Equal(a.Value) {
		h.Was = was.Value
	}
	for i := range st.turn.Understood {
		if old := &st.turn.Understood[i]; old.Item == q.ID {
			h.Was = old.Was
			*old = h
			return
		}
	}
	st.turn.Understood = append(st.turn.Understood, h)
}

// settle brings conditions and rules into line after answers were set, and
// acts on rules that newly hold.
func (st *step) settle() {
	st.weighAll()
	st.announce()
}

// announce acts on the rules that hold and were not told of: an emergency
// ends the talk, an urgent one is said at once. Some may have come to hold
// with a birthday or with new content.
func (st *step) announce() {
	if st.inDanger() {
		st.alarm()
		return
	}
	st.tellUrgent()
}

// weighAll brings conditions into line with the answers and evaluates the
// rules that read what was touched.
func (st *step) weighAll() {
	touch := func(q *flow.Question, had item.Answer) {
		st.touched = append(st.touched, q.At)
		if had.Known() && had.Status != item.Partial {
			st.lost = append(st.lost, q.Name)
		}
		if st.s.Follow != nil && st.s.Follow.Item == q.At && st.answer(q).Status == item.NotApplicable {
			st.s.Follow = nil
		}
	}
	if slices.ContainsFunc(st.touched, func(at int) bool { return st.Flow.Questions[at].Leads }) {
		st.Flow.Settle(st.s.Answers, touch)
	}
	for _, at := range st.touched {
		for _, r := range st.Rules.Reading(at) {
			st.weigh(r)
		}
	}
	st.touched = st.touched[:0]
	worst := triage.Routine
	for _, f := range st.s.Fired {
		worst = max(worst, f.Rule.Disposition())
	}
	st.s.Answers.Settled = false
	if uint8(worst) != st.s.Answers.Worst {
		st.s.Answers.Worst = uint8(worst)
		st.Flow.Settle(st.s.Answers, touch) // for conditions on the disposition
	}
}

// weigh evaluates one rule and keeps the list of those that hold.
func (st *step) weigh(r int) {
	id := st.Rules.List[r].ID
	at := slices.IndexFunc(st.s.Fired, func(f Fired) bool { return f.Rule == id })
	holds := st.Rules.Fires(r, st.s.Answers)
	switch {
	case holds && at < 0:
		st.s.Fired = append(st.s.Fired, Fired{Rule: id, Turn: st.s.Turns})
	case !holds && at >= 0:
		st.s.Fired = slices.Delete(slices.Clone(st.s.Fired), at, at+1)
	}
}

// tellUrgent says at once what urgent rules that newly hold have to say, and
// tells staff.
func (st *step) tellUrgent() {
	var alert []triage.RuleID
	for i, f := range st.s.Fired {
		if f.Told || f.Rule.Disposition() != triage.Urgent {
			continue
		}
		r := st.Rules.Rule(f.Rule)
		if r == nil {
			continue
		}
		if len(alert) == 0 {
			st.s.Fired = slices.Clone(st.s.Fired)
		}
		st.s.Fired[i].Told = true
		alert = append(alert, f.Rule)
		st.urgent = append(st.urgent, r.Patient)
	}
	if len(alert) == 0 {
		return
	}
	key := "urgent_go_on"
	if st.done() {
		key = "emergency_told" // nothing is left to go on with
	}
	st.urgent[len(st.urgent)-1] += " " + st.say.text(key)
	st.turn.Effects = append(st.turn.Effects, Effect{Kind: Alert, Rules: alert})
}

// open reports whether q is to be asked.
func (st *step) open(q *flow.Question) bool {
	if !q.Asks() {
		return false
	}
	a := st.answer(q)
	return (a.Status == item.Open || a.Status == item.Partial || a.Carried) && q.Applies(st.s.Answers)
}

// complete reports whether every required answer is there: given, or declined
// in words.
func (st *step) complete() bool {
	for _, q := range st.Flow.Questions {
		if q.Required && st.open(q) {
			return false
		}
	}
	return st.answer(st.spots.confirm).Value.Bool()
}
