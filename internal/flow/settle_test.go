package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"intake/internal/flow"
	"intake/internal/item"
)

// A talk is a flow with the answers so far.
type talk struct {
	*flow.Flow
	a       item.Answers
	changed []string // by the last settle: the question, and what it lost
}

func begin(t *testing.T) *talk {
	t.Helper()
	f := loaded(t)
	x := &talk{Flow: f, a: item.NewAnswers(f.Schema.Items)}
	x.a.Day = time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC)
	x.settle()
	return x
}

func (x *talk) settle() {
	x.changed = nil
	x.Settle(x.a, func(q *flow.Question, had item.Answer) {
		s := string(q.ID) + " " + x.a.At(q.At).Status.String()
		if had.Known() {
			s += ", lost " + had.Value.String()
		}
		x.changed = append(x.changed, s)
	})
}

func (x *talk) set(id item.ID, a item.Answer) {
	x.a.Set(x.Question(id).At, a)
	x.settle()
}

func (x *talk) give(id item.ID, v item.Value) { x.set(id, item.Answer{Status: item.Given, Value: v}) }

func (x *talk) expect(t *testing.T, changed ...string) {
	t.Helper()
	if d := cmp.Diff(changed, x.changed); d != "" {
		t.Errorf("changed (-want +got)\n%s", d)
	}
}

func TestSettleBeginning(t *testing.T) {
	x := begin(t)
	// Only what is never asked is closed: all else is asked or may come to be.
	x.expect(t, "end.note not applicable")
	for _, c := range []struct {
		id                item.ID
		applies, possible bool
	}{
		{"me.ill", true, true},
		{"me.hurt", false, true},
		{"my.guardian", false, true},
		{"my.school", false, true},
		{"end.note", false, false},
	} {
		q := x.Question(c.id)
		if q.Applies(x.a) != c.applies || q.Possible(x.a) != c.possible {
			t.Errorf("%s applies %t, possible %t", c.id, q.Applies(x.a), q.Possible(x.a))
		}
	}
	x.settle()
	x.expect(t)
}

// TestSettleChain: a question that depends on a later one, and those that
// depend on it, close and open in one pass, in the order in which they depend.
func TestSettleChain(t *testing.T) {
	x := begin(t)
	x.give("me.ill", item.BoolOf(false))
	x.expect(t, "me.hurt not applicable", "end.weeks not applicable")
	x.give("me.ill", item.BoolOf(true))
	x.expect(t, "me.hurt open", "end.weeks open")
	if !x.Question("me.hurt").Applies(x.a) || x.Question("end.weeks").Applies(x.a) {
		t.Error("what is to be asked now is not, or what hangs on its answer is")
	}
	x.give("me.hurt", item.OptionsOf("leg"))
	x.expect(t)
	x.give("me.now", item.NumberOf(5))
	x.give("end.weeks", item.NumberOf(3))
	x.give("me.ill", item.BoolOf(false))
	x.expect(t, "me.hurt not applicable, lost leg", "end.weeks not applicable, lost 3")
	// What was lost does not come back by itself.
	x.give("me.ill", item.BoolOf(true))
	x.expect(t, "me.hurt open", "end.weeks open")
	if x.a.Get("me.hurt").Known() || x.a.Get("end.weeks").Known() {
		t.Error("an answer came back")
	}
}

func TestSettleDeclined(t *testing.T) {
	x := begin(t)
	x.set("me.ill", item.Answer{Status: item.Declined})
	x.expect(t, "me.hurt not applicable", "end.weeks not applicable")
	x.give("me.ill", item.BoolOf(true))
	x.set("me.hurt", item.Answer{Status: item.Declined})
	x.expect(t, "end.weeks not applicable")
	x.give("me.ill", item.BoolOf(false))
	x.expect(t, "me.hurt not applicable")
}

// TestSettleNot: a bound under a not that was declined lets the question
// apply, as it would an answer beyond the bound.
func TestSettleNot(t *testing.T) {
	x := begin(t)
	x.give("me.ill", item.BoolOf(true))
	x.give("me.hurt", item.OptionsOf("leg"))
	weeks := x.Question("end.weeks")
	if weeks.Applies(x.a) || !weeks.Possible(x.a) {
		t.Error("weeks is settled before now is known")
	}
	x.set("me.now", item.Answer{Status: item.Declined})
	if !weeks.Applies(x.a) {
		t.Error("weeks does not apply though now was declined")
	}
	x.give("me.now", item.NumberOf(4))
	x.expect(t, "end.weeks not applicable")
}

func TestSettleSection(t *testing.T) {
	x := begin(t)
	x.give("me.born", item.DateOf("2008-03-15")) // 18 today
	x.expect(t, "my.guardian not applicable", "my.school not applicable")
	x.give("me.born", item.DateOf("2008-03-16"))
	x.expect(t, "my.guardian open", "my.school open")
	guardian, school := x.Question("my.guardian"), x.Question("my.school")
	if !guardian.Applies(x.a) || school.Applies(x.a) || !school.Possible(x.a) {
		t.Error("a section's condition does not hold for its questions, or alone decides")
	}
	x.give("my.guardian", item.TextOf("Ana"))
	x.give("my.school", item.TextOf("North"))
	x.give("me.born", item.DateOf("1980-01-01"))
	x.expect(t, "my.guardian not applicable, lost Ana", "my.school not applicable, lost North")
}

// TestSettleListened: what was heard elsewhere stays where the question does
// not apply; a list is then all that was said, else its rest is asked.
func TestSettleListened(t *testing.T) {
	x := begin(t)
	x.set("end.weeks", item.Answer{Status: item.Given, Listened: true, Value: item.NumberOf(3)})
	x.give("me.ill", item.BoolOf(false))
	x.expect(t, "me.hurt not applicable")
	if a := x.a.Get("end.weeks"); a.Status != item.Given || a.Value.Number() != 3 {
		t.Errorf("weeks is %s", a.Status)
	}
	x.set("me.hurt", item.Answer{Status: item.Partial, Listened: true, Value: item.OptionsOf("arm")})
	for _, c := range []struct {
		ill  bool
		want item.Status
	}{{false, item.Given}, {true, item.Partial}, {false, item.Given}} {
		x.give("me.ill", item.BoolOf(c.ill))
		if a := x.a.Get("me.hurt"); a.Status != c.want || !a.Listened || !slices.Equal(a.Value.Options(), []string{"arm"}) {
			t.Errorf("ill %t: hurt is %s %s", c.ill, a.Status, a.Value)
		}
		if c.ill {
			x.expect(t, "me.hurt partial") // rules that read it must look again
		}
	}
	// Asked and answered, it is an answer like any other.
	x.give("me.ill", item.BoolOf(true))
	x.give("me.hurt", item.OptionsOf("arm", "leg"))
	if a := x.a.Get("me.hurt"); a.Status != item.Given {
		t.Errorf("hurt is %s", a.Status)
	}
	x.give("me.ill", item.BoolOf(false))
	if a := x.a.Get("me.hurt"); a.Known() {
		t.Errorf("hurt is %s", a.Status)
	}
}

// TestSettleQuiet: what is recorded and never asked stays recorded.
func TestSettleQuiet(t *testing.T) {
	x := begin(t)
	x.give("end.note", item.TextOf("call after five"))
	x.give("me.ill", item.BoolOf(false))
	if !x.a.Get("end.note").Known() || slices.ContainsFunc(x.changed, func(s string) bool { return strings.HasPrefix(s, "end.note") }) {
		t.Errorf("the note is %s", x.a.Get("end.note").Status)
	}
}

func TestSettleOff(t *testing.T) {
	f, faults := compile(t, "off: [my.school]\n", "flow: small", "flow: small")
	if faults != nil {
		t.Fatal(faults)
	}
	x := &talk{Flow: f, a: item.NewAnswers(f.Schema.Items)}
	x.settle()
	if s := x.a.Get("my.school").Status; s != item.NotApplicable || x.Question("my.school").Possible(x.a) {
		t.Errorf("a question switched off is %s", s)
	}
}
