package item

import (
	"testing"
	"time"
)

func schema() *Schema {
	return NewSchema([]ID{"name", "pain.now", "areas"}, []Type{Text, Number, Options})
}

func TestSchema(t *testing.T) {
	ids := []ID{"name", "pain.now"}
	s := NewSchema(ids, []Type{Text, Number})
	ids[0] = "changed"
	if s.Len() != 2 || s.ID(0) != "name" || s.ID(1) != "pain.now" || s.Type(1) != Number {
		t.Errorf("schema holds %d items, first %s", s.Len(), s.ID(0))
	}
	if i, ok := s.Index("pain.now"); i != 1 || !ok {
		t.Errorf("pain.now is at %d, %t", i, ok)
	}
	if _, ok := s.Index("pain.worst"); ok {
		t.Error("pain.worst is found")
	}
}

func TestAnswers(t *testing.T) {
	s := schema()
	a := NewAnswers(s)
	for i := range s.Len() {
		if got := a.At(i); got.Status != Open || got.Known() {
			t.Errorf("%s begins as %s", s.ID(i), got.Status)
		}
	}
	a.Set(1, Answer{Status: Given, Value: NumberOf(7), Turn: 3})
	if got := a.Get("pain.now"); got.Value.Number() != 7 || got.Turn != 3 || !got.Known() {
		t.Errorf("pain.now is %+v", got)
	}
	if got := a.Get("pain.worst"); got.Status != Open || !got.Value.IsNull() {
		t.Errorf("an item that does not exist is %+v", got)
	}
	if a.Schema() != s {
		t.Error("the schema is another")
	}
}

func TestClone(t *testing.T) {
	a := NewAnswers(schema())
	b := a.Clone()
	shared := a
	a.Set(0, Answer{Status: Given, Value: TextOf("Ann")})
	if b.At(0).Known() {
		t.Error("a clone changes with the original")
	}
	if !shared.At(0).Known() {
		t.Error("a plain copy does not share its answers")
	}
}

func TestAnswersEqual(t *testing.T) {
	s := schema()
	day := time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC)
	base := func() Answers {
		a := NewAnswers(s)
		a.Day, a.Worst = day, 2
		a.Set(2, Answer{Status: Partial, Value: OptionsOf("neck", "jaw")})
		return a
	}
	if a := base(); !a.Equal(base()) {
		t.Error("equal answers differ")
	}
	for name, change := range map[string]func(*Answers){
		"schema":   func(a *Answers) { *a = NewAnswers(schema()); a.Day, a.Worst = day, 2; a.Set(2, base().At(2)) },
		"day":      func(a *Answers) { a.Day = day.AddDate(0, 0, 1) },
		"worst":    func(a *Answers) { a.Worst = 3 },
		"settled":  func(a *Answers) { a.Settled = true },
		"status":   func(a *Answers) { a.Set(2, Answer{Status: Given, Value: OptionsOf("neck", "jaw")}) },
		"value":    func(a *Answers) { a.Set(2, Answer{Status: Partial, Value: OptionsOf("neck")}) },
		"carried":  func(a *Answers) { x := a.At(2); x.Carried = true; a.Set(2, x) },
		"listened": func(a *Answers) { x := a.At(2); x.Listened = true; a.Set(2, x) },
		"turn":     func(a *Answers) { x := a.At(2); x.Turn = 9; a.Set(2, x) },
	} {
		a := base()
		change(&a)
		if a.Equal(base()) {
			t.Errorf("another %s makes no difference", name)
		}
	}
}

func TestStatus(t *testing.T) {
	for s, want := range map[Status]struct{ closed, known bool }{
		Open:          {false, false},
		Given:         {true, true},
		Partial:       {false, true},
		Declined:      {true, false},
		None:          {true, false},
		NotApplicable: {true, false},
	} {
		if s.Closed() != want.closed || (Answer{Status: s}).Known() != want.known {
			t.Errorf("%s is closed: %t, known: %t", s, s.Closed(), Answer{Status: s}.Known())
		}
	}
}

func TestAgeOn(t *testing.T) {
	for _, tt := range []struct {
		dob, day string
		want     int
		ok       bool
	}{
		{"1990-03-15", "2026-03-14", 35, true},
		{"1990-03-15", "2026-03-15", 36, true},
		{"1990-03-15", "2026-04-01", 36, true},
		{"1990-03-15", "2026-02-28", 35, true},
		{"1990-12-31", "2026-01-01", 35, true},
		{"2008-02-29", "2026-02-28", 17, true}, // born on a leap day: a year older in March
		{"2008-02-29", "2026-03-01", 18, true},
		{"2026-03-15", "2026-03-15", 0, true},
		{"2026-03-16", "2026-03-15", 0, false}, // not yet born
		{"2027-01-01", "2026-03-15", 0, false},
		{"1990-03", "2026-03-15", 0, false},
		{"1990", "2026-03-15", 0, false},
		{"1990-13-01", "2026-03-15", 0, false},
		{"15.03.1990", "2026-03-15", 0, false},
		{"", "2026-03-15", 0, false},
	} {
		day, err := time.Parse(time.DateOnly, tt.day)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := AgeOn(tt.dob, day)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("born %s, on %s: %d, %t, want %d, %t", tt.dob, tt.day, got, ok, tt.want, tt.ok)
		}
	}
	if _, ok := AgeOn("1990-03-15", time.Time{}); ok {
		t.Error("an age is known on no day")
	}
	// The day counts by its own clock: late on the 14th in New York is the
	// 15th in London.
	late := time.Date(2026, 3, 14, 23, 0, 0, 0, time.FixedZone("New York", -4*3600))
	if got, _ := AgeOn("1990-03-15", late); got != 35 {
		t.Errorf("on the eve of a birthday: %d, want 35", got)
	}
	if n := testing.AllocsPerRun(20, func() { AgeOn("1990", late); AgeOn("1990-03-15", late) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
