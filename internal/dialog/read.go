package dialog

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/text"
	"intake/internal/triage"
)

// A Query is one message to be read without a conversation: as an answer to
// the question that Spec describes, which need not be one of the flow's.
type Query struct {
	Spec kind.Spec
	// Answered are items of the flow that count as answered, for
	// corrections; others are ignored.
	Answered map[item.ID]json.RawMessage
	DOB      string // YYYY-MM-DD where known
	Lang     string // "" reads every language
	Now      time.Time
	Text     string
}

// A QueryReading is what one message would do.
type QueryReading struct {
	// Value is what would be recorded, for the question asked or, where Item
	// is set, as a correction of that item. It counts only where Recorded is
	// true.
	Value    item.Value
	Recorded bool
	Item     item.ID
	// Move is the move that the message is, "" for none.
	Move string
	// Emergency is true where the safety net hears a sign that fires an
	// emergency rule.
	Emergency bool
}

// moveNames are the moves that a reading names; the others (hello, thanks)
// are small talk.
var moveNames = []move{moveBack, moveSkip, moveWhy, moveHelp, movePause, moveRestart, moveStop, moveHuman, moveRepeat}

// Read reads one message. The error says what is wrong with the question.
func (e *Engine) Read(q Query) (QueryReading, error) {
	k, ok := kind.Of(q.Spec.Type)
	if !ok {
		return QueryReading{}, errType
	}
	e.lend(&q.Spec)
	if err := k.Check(&q.Spec); err != nil {
		return QueryReading{}, err
	}
	st := e.stepFor(q)
	h := st.takeTo(kind.Said{Text: q.Text}, &q.Spec)
	r := QueryReading{Emergency: st.fork().hears(h) == Alarm}
	env := st.env
	env.DOB = q.DOB
	reading := k.Read(&q.Spec, h.said, env)
	valued := reading.Outcome == kind.Valued
	switch {
	case h.move != "":
		if slices.Contains(moveNames, h.move) {
			r.Move = string(h.move)
		}
		return r, nil
	case st.correcting(q, h, valued):
		fixed := st.fork()
		if fixed.change(h, false) && len(fixed.turn.Understood) == 1 {
			u := fixed.turn.Understood[0]
			r.Item, r.Value, r.Recorded = u.Item, u.Value, true
			return r, nil
		}
	}
	if valued {
		r.Value, r.Recorded = reading.Value, true
	}
	return r, nil
}

// lend gives the options of a question what the flow knows of options by the
// same ids, where it has a question that offers most of them: other words for
// them, and what they mean.
func (e *Engine) lend(s *kind.Spec) {
	shared := make([]int, len(e.Flow.Questions))
	for _, o := range s.Options {
		for _, at := range e.offers[o.ID] {
			shared[at]++
		}
	}
	var from *flow.Question
	most := 0
	for _, q := range e.Flow.Questions {
		if q.Type != s.Type && q.Type != "choice" && q.Type != "multi" {
			continue
		}
		if n := shared[q.At]; n > most && 2*n > len(s.Options) {
			from, most = q, n
		}
	}
	s.Options = slices.Clone(s.Options)
	for i := range s.Options {
		o := &s.Options[i]
		o.Alone = s.Type == "multi" && (o.Alone || isNone(*o))
		if from == nil {
			continue
		}
		if at := slices.IndexFunc(from.Options, func(x kind.Option) bool { return x.ID == o.ID }); at >= 0 {
			*o = from.Options[at].Lend(*o)
		}
	}
}

// stepFor begins a step in a conversation that has come as far as q says.
func (e *Engine) stepFor(q Query) *step {
	st := e.begin(State{Lang: q.Lang}, q.Now)
	st.s.Answers.Set(e.spots.privacy.At, item.Answer{Status: item.Given, Value: item.BoolOf(true)})
	for id, raw := range q.Answered {
		asked := e.Flow.Question(id)
		if asked == nil {
			continue
		}
		if v, err := item.FromJSON(asked.Kind.Type(), raw); err == nil && !v.IsNull() {
			st.s.Answers.Set(asked.At, item.Answer{Status: item.Given, Value: v})
		}
	}
	e.Flow.Settle(st.s.Answers, func(*flow.Question, item.Answer) {})
	return st
}

// correcting reports whether a message changes what was answered rather than
// answering what is asked.
func (st *step) correcting(q Query, h heard, valued bool) bool {
	if len(q.Answered) == 0 || !st.moves.corrects(h.words) && !st.moves.contrasts(h.text) {
		return false
	}
	return !valued || q.Spec.Type == "text" || len(st.named(h.words)) > 0
}

// Danger says what the safety net makes of a message.
type Danger uint8

// The dangers.
const (
	Quiet Danger = iota // tells of no emergency
	Torn                // may: one plain question is asked
	Alarm               // does
)

// String returns quiet, torn or alarm.
func (d Danger) String() string { return [...]string{"quiet", "torn", "alarm"}[d] }

// Hears asks the safety net of one message, outside of any conversation.
func (e *Engine) Hears(message string, now time.Time) Danger {
	st := e.stepFor(Query{Now: now})
	return st.hears(st.take(kind.Said{Text: message}))
}

// hears reports whether a message tells of an emergency, by the answers that
// there are.
func (st *step) hears(h heard) Danger {
	var doubts []triage.Sign
	for _, sign := range st.net.Scan(h.text) {
		if sign.Doubt {
			doubts = append(doubts, sign)
			continue
		}
		if st.raises(sign) {
			return Alarm
		}
	}
	for _, sign := range doubts {
		if st.raises(sign) {
			return Torn
		}
	}
	return Quiet
}

// raises adds a sign and reports whether an emergency rule holds then.
func (st *step) raises(sign triage.Sign) bool {
	st.addSign(st.Flow.Question(sign.Item), sign.Option)
	if sign.Sudden && st.waitsForMore(sign) {
		return true
	}
	st.weighAll()
	return slices.ContainsFunc(st.s.Fired, func(f Fired) bool { return f.Rule.Disposition() == triage.Emergency })
}

// isNone reports whether an option of a question that is not the flow's says
// that none of the others holds.
func isNone(o kind.Option) bool {
	switch o.ID {
	case "none", "nothing", "no_preference", "none_of_these", "none_of_the_above":
		return true
	}
	label := strings.Join(text.Words(o.Label), " ")
	for _, begin := range []string{"none of", "nothing", "none", "ninguna de", "ninguno de", "ninguna", "ninguno", "nada"} {
		if label == begin || strings.HasPrefix(label, begin+" of ") || len(begin) > 7 && strings.HasPrefix(label, begin+" ") {
			return true
		}
	}
	return false
}
