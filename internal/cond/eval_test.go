package cond

import (
	"testing"

	"intake/internal/item"
)

func parse(t testing.TB, s *Schema, src string) Cond {
	t.Helper()
	c, err := Parse(src, s)
	if err != nil {
		t.Fatalf("Parse(%q): %v", src, err)
	}
	return c
}

// TestStatuses holds each operator against each status of its item.
func TestStatuses(t *testing.T) {
	s := clinic()
	opts := item.OptionsOf
	for _, tt := range []struct {
		src  string
		item item.ID
		yes  item.Value // makes it true when given
		no   item.Value // makes it false when given
		part Truth      // of yes, given in part
	}{
		{"pain.now == 3,7", "pain.now", item.NumberOf(7), item.NumberOf(5), Unknown},
		{"pain.now < 7", "pain.now", item.NumberOf(6), item.NumberOf(7), Unknown},
		{"pain.now <= 7", "pain.now", item.NumberOf(7), item.NumberOf(8), Unknown},
		{"pain.now >= 7", "pain.now", item.NumberOf(7), item.NumberOf(6), Unknown},
		{"pain.now > 7", "pain.now", item.NumberOf(8), item.NumberOf(7), Unknown},
		{"guardian.consent == true", "guardian.consent", item.BoolOf(true), item.BoolOf(false), Unknown},
		{"guardian.consent == false", "guardian.consent", item.BoolOf(false), item.BoolOf(true), Unknown},
		{"profile.sex == male,intersex", "profile.sex", item.OptionOf("intersex"), item.OptionOf("female"), Unknown},
		{"leg.signs has warm_red,hard_veins", "leg.signs", opts("swelling_one", "warm_red"), opts("swelling_one"), True},
		{"symptoms.areas in @leg", "symptoms.areas", opts("neck", "calf_left"), opts("neck"), True},
		{"psfs.activity2 answered", "psfs.activity2", item.TextOf("stairs"), item.Value{}, Unknown},
		{"age < 18", "profile.dob", item.DateOf("2008-03-16"), item.DateOf("2008-03-15"), Unknown},
		{"age >= 18", "profile.dob", item.DateOf("2008-03-15"), item.DateOf("2008-03-16"), Unknown},
		{"age == 17", "profile.dob", item.DateOf("2008-03-16"), item.DateOf("2008-03-15"), Unknown},
	} {
		c := parse(t, s, tt.src)
		i, _ := s.Items.Index(tt.item)
		for _, st := range []struct {
			status item.Status
			value  item.Value
			want   Truth
		}{
			{item.Open, item.Value{}, Unknown},
			{item.Given, tt.yes, True},
			{item.Partial, tt.yes, tt.part},
			{item.Partial, tt.no, Unknown},
			{item.Declined, item.Value{}, False},
			{item.None, item.Value{}, False},
			{item.NotApplicable, item.Value{}, False},
			{item.Declined, tt.yes, False}, // a value left behind does not count
			{item.None, tt.yes, False},
			{item.NotApplicable, tt.yes, False},
		} {
			a := answers(s, nil)
			a.Set(i, item.Answer{Status: st.status, Value: st.value})
			if got := c.Eval(a); got != st.want {
				t.Errorf("%s, %s %s: %d, want %d", tt.src, st.status, st.value, got, st.want)
			}
			if got, want := (&Not{c}).Eval(a), True-st.want; got != want {
				t.Errorf("not (%s), %s %s: %d, want %d", tt.src, st.status, st.value, got, want)
			}
		}
		if !tt.no.IsNull() {
			if got := c.Eval(answers(s, map[item.ID]item.Value{tt.item: tt.no})); got != False {
				t.Errorf("%s, given %s: %d, want false", tt.src, tt.no, got)
			}
		}
	}
}

// TestMissing pins what a clinic relies on: once a date of birth or a value
// cannot be known, comparisons on it are false and their negations true.
func TestMissing(t *testing.T) {
	s := clinic()
	for _, dob := range []string{"1980", "1980-02", "2027-01-01", "soon"} {
		a := answers(s, map[item.ID]item.Value{"profile.dob": item.DateOf(dob)})
		for src, want := range map[string]Truth{"age < 18": False, "age >= 0": False, "not (age < 18)": True} {
			if got := parse(t, s, src).Eval(a); got != want {
				t.Errorf("born %s: %s is %d, want %d", dob, src, got, want)
			}
		}
	}
	a := answers(s, map[item.ID]item.Value{"pain.now": item.TextOf("7"), "profile.sex": item.OptionOf("male")})
	for _, src := range []string{"pain.now == 7", "pain.now >= 0"} {
		if got := parse(t, s, src).Eval(a); got != False {
			t.Errorf("%s on a text is %d, want false", src, got)
		}
	}
}

func TestDisposition(t *testing.T) {
	s := clinic()
	for _, tt := range []struct {
		src     string
		worst   uint8
		open    Truth
		settled Truth
	}{
		{"disposition >= clearance", 0, Unknown, False},
		{"disposition >= clearance", 1, Unknown, False},
		{"disposition >= clearance", 2, True, True},
		{"disposition >= clearance", 4, True, True},
		{"disposition > clearance", 2, Unknown, False},
		{"disposition > clearance", 3, True, True},
		{"disposition < urgent", 2, Unknown, True},
		{"disposition < urgent", 3, False, False},
		{"disposition <= urgent", 3, Unknown, True},
		{"disposition <= urgent", 4, False, False},
		{"disposition == urgent", 2, Unknown, False},
		{"disposition == urgent", 3, Unknown, True},
		{"disposition == urgent", 4, False, False},
		{"disposition == emergency", 4, True, True},
		{"disposition >= routine", 0, True, True},
	} {
		c := parse(t, s, tt.src)
		a := answers(s, nil)
		a.Worst = tt.worst
		if got := c.Eval(a); got != tt.open {
			t.Errorf("%s at %d: %d, want %d", tt.src, tt.worst, got, tt.open)
		}
		a.Settled = true
		if got := c.Eval(a); got != tt.settled {
			t.Errorf("%s settled at %d: %d, want %d", tt.src, tt.worst, got, tt.settled)
		}
	}
}

func TestDeclined(t *testing.T) {
	s := clinic()
	c := parse(t, s, "declined in @safety")
	for _, tt := range []struct {
		of   [3]item.Status
		want Truth
	}{
		{[3]item.Status{item.Open, item.Open, item.Open}, Unknown},
		{[3]item.Status{item.Given, item.Partial, item.Given}, Unknown},
		{[3]item.Status{item.Given, item.Given, item.Open}, Unknown},
		{[3]item.Status{item.Given, item.None, item.NotApplicable}, False},
		{[3]item.Status{item.Open, item.Open, item.Declined}, True},
		{[3]item.Status{item.Declined, item.Given, item.Given}, True},
	} {
		a := answers(s, nil)
		for i, id := range s.Sets["safety"] {
			at, _ := s.Items.Index(id)
			a.Set(at, item.Answer{Status: tt.of[i]})
		}
		if got := c.Eval(a); got != tt.want {
			t.Errorf("declined with %v is %d, want %d", tt.of, got, tt.want)
		}
	}
	if got := parse(t, s, "declined in @empty").Eval(answers(s, nil)); got != False {
		t.Errorf("declined in an empty set is %d, want false", got)
	}
}

// TestConnectives goes through all pairs of truths.
func TestConnectives(t *testing.T) {
	s := clinic()
	// pain.now and symptoms.duration are yes, no or open.
	values := map[Truth]item.Answer{
		False:   {Status: item.Given, Value: item.NumberOf(0)},
		True:    {Status: item.Given, Value: item.NumberOf(1)},
		Unknown: {},
	}
	and := parse(t, s, "pain.now == 1 and symptoms.duration == 1")
	or := parse(t, s, "pain.now == 1 or symptoms.duration == 1")
	x, _ := s.Items.Index("pain.now")
	y, _ := s.Items.Index("symptoms.duration")
	for p, pv := range values {
		for q, qv := range values {
			a := answers(s, nil)
			a.Set(x, pv)
			a.Set(y, qv)
			if got := and.Eval(a); got != min(p, q) {
				t.Errorf("%d and %d is %d", p, q, got)
			}
			if got := or.Eval(a); got != max(p, q) {
				t.Errorf("%d or %d is %d", p, q, got)
			}
		}
	}
}

// TestFragility follows one real rule through an intake: it fires although
// whether a doctor has looked was never asked.
func TestFragility(t *testing.T) {
	s := clinic()
	c := parse(t, s, fragility)
	a := answers(s, map[item.ID]item.Value{
		"symptoms.areas":     item.OptionsOf("lower_back"),
		"symptoms.duration":  item.NumberOf(3),
		"symptoms.onset":     item.OptionOf("sudden_no_cause"),
		"history.conditions": item.OptionsOf("osteoporosis"),
	})
	if got := c.Eval(a); got != Unknown {
		t.Errorf("while injury.assessed is open: %d, want unknown", got)
	}
	i, _ := s.Items.Index("injury.assessed")
	a.Set(i, item.Answer{Status: item.NotApplicable})
	if got := c.Eval(a); got != True {
		t.Errorf("once injury.assessed does not apply: %d, want true", got)
	}
	a.Set(i, item.Answer{Status: item.Given, Value: item.BoolOf(true)})
	if got := c.Eval(a); got != False {
		t.Errorf("once a doctor has looked: %d, want false", got)
	}
}

func full(s *Schema) item.Answers {
	a := answers(s, map[item.ID]item.Value{
		"profile.dob":        item.DateOf("1950-06-01"),
		"symptoms.areas":     item.OptionsOf("neck", "hip_right"),
		"symptoms.duration":  item.NumberOf(3),
		"symptoms.onset":     item.OptionOf("injury"),
		"injury.mechanism":   item.OptionOf("fall"),
		"injury.assessed":    item.BoolOf(false),
		"history.conditions": item.OptionsOf("none"),
		"meds.groups":        item.OptionsOf("none"),
	})
	i, _ := s.Items.Index("profile.name")
	a.Set(i, item.Answer{Status: item.Declined})
	return a
}

func TestEvalDoesNotAllocate(t *testing.T) {
	s := clinic()
	given := full(s)
	vague := full(s)
	i, _ := s.Items.Index("profile.dob")
	vague.Set(i, item.Answer{Status: item.Given, Value: item.DateOf("1950")})
	for _, src := range real {
		c := parse(t, s, src)
		for name, a := range map[string]item.Answers{"open": answers(s, nil), "given": given, "vague": vague} {
			if n := testing.AllocsPerRun(50, func() { c.Eval(a) }); n != 0 {
				t.Errorf("%s: %v allocations of %s", name, n, src)
			}
		}
	}
}

func BenchmarkEval(b *testing.B) {
	s := clinic()
	c := parse(b, s, fragility)
	a := full(s)
	if c.Eval(a) != True {
		b.Fatal("the rule does not fire")
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Eval(a)
	}
}
