package dialog_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

func load(t testing.TB) *dialog.Engine {
	t.Helper()
	e, err := dialog.Load(flows.Massage(), dialog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// hostile are messages that no question expects.
var hostile = []string{
	"", " ", "\x00", "\xff\xfe", "null", "{}", "</script>", "' or 1=1 --", "{emergency}", "@everyone", "\u202etxet", "1e999", "-1", "99999999999999999999",
	"0", "11", "6.5", "7/10", "NaN", "31/02/2020", "tomorrow", "since forever", "yes and no", "no no no", "left right left", "1,2,3,4,5,6,7,8,9,10,11,12,13",
	"back", "skip", "why", "help", "pause", "stop", "restart", "repeat", "a person please", "delete", "keep", "new visit", "continue", "hello", "thanks",
	"actually it is the right knee, not the left", "I meant 6, not 7", "sorry, change my name to Bob", "wrong", "does insurance pay for this?", "what is this?",
	"chest pain", "I want to die", "no chest pain", "my dad had a stroke", "can't feel between my legs", "I was misunderstood", "fever", strings.Repeat("knee ", 800), strings.Repeat("é", 3000),
}

// anySaid draws what a patient may bring to a question: mostly something that
// fits it, sometimes anything.
func anySaid(t *rapid.T, e *dialog.Engine, s dialog.State, last dialog.Turn) kind.Said {
	switch rapid.IntRange(0, 9).Draw(t, "how") {
	case 0:
		return kind.Said{Text: rapid.SampledFrom(hostile).Draw(t, "hostile")}
	case 1:
		return kind.Said{Text: rapid.String().Draw(t, "text")}
	case 2:
		return kind.Said{Choice: rapid.SampledFrom([]string{"skip", "back", "why", "more", "misunderstood", "new_visit", "keep", "go_on", "same", "changed", "none_of_these", "nonsense"}).Draw(t, "move")}
	}
	var buttons []dialog.Button
	if n := len(last.Replies); n > 0 {
		buttons = last.Replies[n-1].Options
	}
	if len(buttons) > 0 {
		n := 1
		if last.Replies[len(last.Replies)-1].Many {
			n = rapid.IntRange(1, 3).Draw(t, "n")
		}
		var ids []string
		for range n {
			ids = append(ids, rapid.SampledFrom(buttons).Draw(t, "button").ID)
		}
		return kind.Said{Choices: ids}
	}
	if q := e.Flow.Question(last.Asking); q != nil {
		switch q.Role {
		case "dob":
			return kind.Said{Text: rapid.SampledFrom([]string{"14 March 1985", "2012-05-01", "1940-01-01", "2020-02-02"}).Draw(t, "dob")}
		case "contact":
			return kind.Said{Text: "415 555 0123"}
		}
	}
	return kind.Said{Text: rapid.SampledFrom([]string{"yes", "no", "7", "three weeks", "lower back", "20 weeks", "gardening, 4", "none", "2 years", "8 now, 9 worst, 3 best"}).Draw(t, "plain")}
}

func TestLaws(t *testing.T) {
	e := load(t)
	rapid.Check(t, func(t *rapid.T) {
		s := dialog.State{Channel: "test", User: "u", Asking: -1, Again: -1}
		now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		var last dialog.Turn
		for range rapid.IntRange(1, 60).Draw(t, "messages") {
			now = now.Add(rapid.SampledFrom([]time.Duration{time.Second, time.Minute, time.Hour, 24 * time.Hour, 10 * 24 * time.Hour}).Draw(t, "later"))
			var in dialog.Input = dialog.Spoke{Message: dialog.Message{Channel: "test", User: "u", At: now, Said: anySaid(t, e, s, last)}}
			switch rapid.IntRange(0, 30).Draw(t, "other") {
			case 0:
				in = dialog.Tick{}
			case 1:
				in = dialog.StaffAct{Act: dialog.Reopen, By: "staff"}
			}
			before, err := s.AppendBinary(nil)
			if err != nil {
				t.Fatal(err)
			}
			next, turn := e.Step(s, in, now)
			pure(t, e, s, before, in, now, next, turn)
			asksWhatIsOpen(t, e, next, turn)
			softensOnlyByChange(t, s, next)
			tellsAndFits(t, e, in, next)
			s, last = next, turn
		}
	})
}

// pure: the same inputs give the same outputs, and what went in is as it was,
// also when it went through the store on its way.
func pure(t *rapid.T, e *dialog.Engine, s dialog.State, before []byte, in dialog.Input, now time.Time, next dialog.State, turn dialog.Turn) {
	after, err := s.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Fatal("Step changed the state it was given")
	}
	stored, err := dialog.Decode(before, func(string) (*item.Schema, error) { return e.Flow.Schema.Items, nil })
	if err != nil {
		t.Fatal(err)
	}
	again, turn2 := e.Step(stored, in, now)
	if d := cmp.Diff(turn, turn2, cmp.Comparer(func(a, b item.Value) bool { return a.Equal(b) })); d != "" {
		t.Fatalf("the same input gave another turn:\n%s", d)
	}
	a, err := next.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := again.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Fatal("the same input gave another state")
	}
}

// asksWhatIsOpen: nothing is asked that is answered, unless the patient wants
// to change it; every turn says something; consent comes first.
func asksWhatIsOpen(t *rapid.T, e *dialog.Engine, s dialog.State, turn dialog.Turn) {
	if turn.Done != (turn.Asking == "") && turn.State != dialog.PhasePaused && turn.State != dialog.PhaseStart {
		t.Fatalf("in %s asking %q, done %v", turn.State, turn.Asking, turn.Done)
	}
	q := e.Flow.Question(turn.Asking)
	if q == nil {
		return
	}
	a := s.Answers.At(q.At)
	if s.Follow == nil && s.Again != q.At && a.Status != item.Open && a.Status != item.Partial && !a.Carried {
		t.Fatalf("%s is asked in %s though it is %s", q.ID, turn.State, a.Status)
	}
	if p := s.Answers.Get("consent.privacy"); !p.Value.Bool() && turn.State != "consent" && turn.State != dialog.PhasePaused {
		t.Fatalf("in %s without consent", turn.State)
	}
}

// tellsAndFits: after a patient's words no urgent or emergency rule holds
// untold, and no number is kept below one that it may not be below.
func tellsAndFits(t *rapid.T, e *dialog.Engine, in dialog.Input, s dialog.State) {
	if _, ok := in.(dialog.Spoke); ok && s.Answers.Get("consent.privacy").Value.Bool() && s.Phase != dialog.PhaseExpired && s.Phase != dialog.PhaseEmergency {
		for _, f := range s.Fired {
			if f.Rule.Disposition() >= triage.Urgent && !f.Told {
				t.Fatalf("%s holds in %s and was not told", f.Rule, s.Phase)
			}
		}
	}
	for _, q := range e.Flow.Questions {
		if q.AtLeast == "" {
			continue
		}
		low, high := s.Answers.Get(q.AtLeast), s.Answers.Get(q.ID)
		if low.Known() && high.Known() && high.Value.Number() < low.Value.Number() {
			t.Fatalf("%s is below %s", q.ID, q.AtLeast)
		}
	}
}

// softensOnlyByChange: the overall severity falls only when an answer is taken
// back, changed, or no longer counts.
func softensOnlyByChange(t *rapid.T, before, after dialog.State) {
	takenBack := before.Phase == dialog.PhaseEmergency && after.Phase != dialog.PhaseEmergency
	if takenBack || after.ID != before.ID || before.Answers.Schema() == nil || after.Answers.Worst >= before.Answers.Worst {
		return
	}
	for i := range before.Answers.Schema().Len() {
		b, a := before.Answers.At(i), after.Answers.At(i)
		if b.Status.Closed() && (b.Status != a.Status || !b.Value.Equal(a.Value)) || b.Status == item.Partial && (a.Status == item.Given || a.Status == item.Open) && !b.Value.Equal(a.Value) {
			return
		}
	}
	if !before.Answers.Day.Equal(after.Answers.Day) {
		return // a birthday
	}
	t.Fatalf("severity fell from %d to %d and no answer changed", before.Answers.Worst, after.Answers.Worst)
}
