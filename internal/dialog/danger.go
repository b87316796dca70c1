package dialog

import (
	"slices"
	"strings"

	"intake/internal/cond"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/triage"
)

// otherEmergency is the option of redflag.emergency for signs that have none
// of their own.
const otherEmergency = "other_emergency"

// alarm leaves whatever is being asked: the patient is told to get help, and
// staff are told.
func (st *step) alarm() {
	if st.s.Phase != PhaseEmergency {
		back := st.s.Phase
		if !st.machine.fire(st, evAlarm) {
			return
		}
		st.s.Back = back
	}
	st.s.Follow, st.s.Held, st.s.Signs = nil, nil, nil
	st.s.Wake = noWake
	st.lead, st.answers, st.urgent = nil, nil, nil
	st.last, st.alarmed = nil, true
	st.turn.Replies = append(st.turn.Replies, Reply{
		Text:    strings.Join(st.dangerTexts(), "\n\n") + "\n\n" + st.say.text("emergency_told"),
		Options: []Button{st.button("misunderstood")},
	})
}

// dangerTexts are the words of the emergency rules that hold and have not
// been told.
func (st *step) dangerTexts() []string {
	var out []string
	st.s.Fired = slices.Clone(st.s.Fired)
	for i, f := range st.s.Fired {
		r := st.Rules.Rule(f.Rule)
		if r == nil || r.Disposition != triage.Emergency || f.Told {
			continue
		}
		st.s.Fired[i].Told = true
		if words := r.Patient; !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

// alert is the consequence of entering emergency.
func (st *step) alert() {
	st.turn.Effects = append(st.turn.Effects, Effect{Kind: Alert, Rules: st.worstRules()})
}

// worstRules are the emergency rules that hold.
func (st *step) worstRules() []triage.RuleID {
	var ids []triage.RuleID
	for _, f := range st.s.Fired {
		if f.Rule.Disposition() == triage.Emergency {
			ids = append(ids, f.Rule)
		}
	}
	return ids
}

// inCrisis reports whether an emergency rule that holds is answered with the
// crisis line.
func (st *step) inCrisis() bool {
	for _, id := range st.worstRules() {
		if r := st.Rules.Rule(id); r != nil && r.Crisis {
			return true
		}
	}
	return false
}

// stillInDanger answers every further message with the number again, or with
// the words for another emergency told meanwhile. The one way out is the
// patient's own word that they were misunderstood.
func (st *step) stillInDanger(h heard) {
	if h.move == moveMisunderstood {
		st.misunderstood()
		return
	}
	if st.screenDanger(h); st.inDanger() {
		var rules []triage.RuleID
		for _, f := range st.s.Fired {
			if f.Rule.Disposition() == triage.Emergency && !f.Told {
				rules = append(rules, f.Rule)
			}
		}
		st.turn.Effects = append(st.turn.Effects, Effect{Kind: Alert, Rules: rules})
		st.alarm()
		return
	}
	key := "emergency_again"
	if st.inCrisis() {
		key = "emergency_again_crisis"
	}
	st.turn.Replies = append(st.turn.Replies, Reply{Text: st.say.text(key), Options: []Button{st.button("misunderstood")}})
}

// screenDanger records the signs of another emergency in a talk that has
// stopped for one.
func (st *step) screenDanger(h heard) {
	for _, sign := range st.net.Scan(h.text) {
		q := st.Flow.Question(sign.Item)
		if a := st.answer(q); !sign.Doubt && !(a.Known() && a.Value.Has(sign.Option)) {
			st.addSign(q, sign.Option)
		}
	}
	st.weighAll()
}

// misunderstood takes back the answers that raised the alarm, tells staff,
// and goes on.
func (st *step) misunderstood() {
	rules := st.worstRules()
	for range len(rules) + 1 {
		still := st.worstRules()
		if len(still) == 0 {
			break
		}
		st.takeBack(still[0])
		st.weighAll()
	}
	st.turn.Effects = append(st.turn.Effects, Effect{Kind: Alert, Rules: rules, Mistaken: true})
	st.lead = append(st.lead, st.say.text("misunderstood"))
	st.calm()
}

// takeBack opens the answer that raised the alarm last: of those the rule
// reads, the one said last.
func (st *step) takeBack(id triage.RuleID) {
	r := st.Rules.Rule(id)
	if r == nil {
		return
	}
	var last *flow.Question
	for _, it := range st.Rules.Why(r, st.s.Answers) {
		q := st.Flow.Question(it)
		if last == nil || st.answer(q).Turn >= st.answer(last).Turn {
			last = q
		}
	}
	if last == nil {
		return
	}
	st.unsay(last, r)
}

// unsay takes out of an answer the options that raised an alarm. What is left
// of it stays; of nothing, the item is asked again, or in a case that was sent
// counts as answered without them.
func (st *step) unsay(q *flow.Question, r *triage.Rule) {
	a := st.answer(q)
	var keep []string
	if q.Kind.Type() == item.Options {
		raised := map[string]bool{}
		cond.Walk(r.When, func(c cond.Cond) {
			if x, ok := c.(*cond.Compare); ok && x.Item == q.ID {
				for _, o := range x.Options {
					raised[o] = true
				}
			}
		})
		keep = slices.DeleteFunc(slices.Clone(a.Value.Options()), func(o string) bool { return raised[o] })
	}
	sent := st.s.Back == PhaseSubmitted
	to := item.Answer{}
	switch {
	case len(keep) > 0:
		to = item.Answer{Status: a.Status, Listened: a.Listened, Value: item.OptionsOf(keep...)}
	case sent && q.Kind.Type() == item.Options:
		to = item.Answer{Status: item.Given, Value: item.OptionsOf(st.alone(q)...)}
	case sent:
		to = item.Answer{Status: item.Declined}
	}
	st.set(q, to, false)
	if to.Status == item.Open {
		st.turn.Understood = slices.DeleteFunc(st.turn.Understood, func(h Heard) bool { return h.Item == q.ID })
	}
}

// alone are the options of q that say there is nothing.
func (st *step) alone(q *flow.Question) []string {
	for _, o := range q.Options {
		if o.Alone {
			return []string{o.ID}
		}
	}
	return nil
}

// calm leads out of emergency to where the talk was.
func (st *step) calm() {
	back := st.s.Back
	st.s.Back = ""
	if back == PhaseSubmitted && st.machine.fire(st, evSettled) {
		st.turn.Effects = append(st.turn.Effects, Effect{Kind: Amend})
		st.s.Version++
		st.last = []Reply{{Text: st.say.text("after_sent")}}
		st.compose()
		return
	}
	st.machine.fire(st, evCalm)
	st.s.Asking = -1
	st.s.Wake = st.now.Add(expireAfter)
	if !st.consented() {
		if st.answer(st.spots.privacy).Status == item.Open {
			st.put(st.spots.privacy)
		}
		st.compose()
		return
	}
	st.settle()
	if st.s.Phase != PhaseEmergency {
		st.proceed()
		st.compose()
	}
}

// reopen is the staff's way out of an emergency, after they spoke with the
// patient: the answers stay, and the talk goes on.
func (st *step) reopen() {
	if st.s.Phase != PhaseEmergency {
		return
	}
	st.lead = append(st.lead, st.say.text("reopened"))
	st.calm()
}
