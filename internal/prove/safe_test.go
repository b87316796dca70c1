package prove

import (
	"testing"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/item"
)

func TestSendingOfTheBuiltInFlow(t *testing.T) {
	e := loaded(t, flows.Massage())
	if f := newProver(e, talkStart).sending(); len(f) > 0 {
		t.Errorf("sending() = %v, want nothing", f)
	}
	table, err := edges(e)
	if err != nil || len(table) < 60 {
		t.Errorf("edges() = %d edges, %v: the drawing is not read", len(table), err)
	}
}

func TestSendingRefusesASwitchedOffSafetyQuestion(t *testing.T) {
	files := mini(t, "safety: true, min: 0, max: 30", "safety: true, optional: true, min: 0, max: 30", "redflag.emergency has fever\"", "redflag.emergency has fever\"")
	files["clinic.yaml"] = file("name: C\noff: [fever.days]\n")
	f := newProver(loaded(t, files), talkStart).sending()
	if !holds(f, Fault, "fever.days is required or a safety question, and switched off") {
		t.Errorf("sending() = %v", f)
	}
}

func TestWalksSendWholeIntakes(t *testing.T) {
	w, f := walks(loaded(t, flows.Massage()), 12, 160, talkStart)
	if len(f) > 0 || w.Sent == 0 || w.Steps < 1000 {
		t.Errorf("walks() = %+v, %v, want intakes sent and nothing found", w, f)
	}
	again, _ := walks(loaded(t, flows.Massage()), 12, 160, talkStart)
	if again != w {
		t.Errorf("the same walks came to %+v, then to %+v", w, again)
	}
}

func TestUnfinishedNamesWhatIsOpen(t *testing.T) {
	e := loaded(t, mini(t))
	a := item.NewAnswers(e.Flow.Schema.Items)
	for _, q := range e.Flow.Questions {
		a.Set(q.At, item.Answer{Status: item.Declined})
	}
	s := dialog.State{Phase: dialog.PhaseSubmitted, Version: 1, Answers: a}
	if got := unfinished(e, s); got != "" {
		t.Errorf("unfinished() = %q where all is closed", got)
	}
	for _, id := range []item.ID{"pain.now", "redflag.emergency"} {
		s.Answers = a.Clone()
		s.Answers.Set(e.Flow.Question(id).At, item.Answer{})
		if got, want := unfinished(e, s), "the intake was sent with "+string(id)+" still open"; got != want {
			t.Errorf("unfinished() = %q, want %q", got, want)
		}
		s.Answers.Set(e.Flow.Question(id).At, item.Answer{Status: item.Given, Carried: true})
		if unfinished(e, s) == "" {
			t.Errorf("%s was not confirmed since the last visit, and that is not told", id)
		}
	}
}
