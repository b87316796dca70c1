package cond

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"intake/internal/item"
)

// alike compares trees without the positions that parsing resolved.
var alike = cmpopts.IgnoreUnexported(Compare{}, Disposition{}, Declined{})

func TestReal(t *testing.T) {
	s := clinic()
	for _, src := range real {
		if got := parse(t, s, src).String(); got != src {
			t.Errorf("parsed  %s\nprinted %s", src, got)
		}
	}
}

func TestParse(t *testing.T) {
	is := func(id item.ID, options ...string) *Compare { return &Compare{Item: id, Op: Eq, Options: options} }
	pain := func(op Op, n float64) *Compare { return &Compare{Item: "pain.now", Op: op, Number: n} }
	s := clinic()
	for _, tt := range []struct {
		src  string
		want Cond
	}{
		{"pain.now > 7", pain(Gt, 7)},
		{"pain.now<=7.5", pain(Le, 7.5)},
		{"pain.now >= -1", pain(Ge, -1)},
		{"pain.now == 1, 2 ,3", &Compare{Item: "pain.now", Op: Eq, Numbers: []float64{1, 2, 3}}},
		{"guardian.consent == false,true", &Compare{Item: "guardian.consent", Op: Eq, Bools: []bool{false, true}}},
		{"symptoms.areas in @leg", &Compare{Item: "symptoms.areas", Op: In, Group: "leg", Options: clinic().Groups["leg"]}},
		{"symptoms.areas in @ leg", &Compare{Item: "symptoms.areas", Op: In, Group: "leg", Options: clinic().Groups["leg"]}},
		{"age >= 65", &Compare{Item: "profile.dob", Age: true, Op: Ge, Number: 65}},
		{"profile.dob answered", &Compare{Item: "profile.dob", Op: Answered}},
		{"disposition >= clearance", &Disposition{Op: Ge, Name: "clearance"}},
		{"declined in @safety", &Declined{Set: "safety"}},

		// "and" binds tighter than "or", "not" tightest; chains are one node.
		{"pain.now > 1 or pain.now > 2 and pain.now > 3", &Or{[]Cond{pain(Gt, 1), &And{[]Cond{pain(Gt, 2), pain(Gt, 3)}}}}},
		{"pain.now > 1 and pain.now > 2 or pain.now > 3", &Or{[]Cond{&And{[]Cond{pain(Gt, 1), pain(Gt, 2)}}, pain(Gt, 3)}}},
		{"pain.now > 1 and (pain.now > 2 or pain.now > 3)", &And{[]Cond{pain(Gt, 1), &Or{[]Cond{pain(Gt, 2), pain(Gt, 3)}}}}},
		{"pain.now > 1 and pain.now > 2 and pain.now > 3", &And{[]Cond{pain(Gt, 1), pain(Gt, 2), pain(Gt, 3)}}},
		{"pain.now > 1 and (pain.now > 2 and pain.now > 3)", &And{[]Cond{pain(Gt, 1), &And{[]Cond{pain(Gt, 2), pain(Gt, 3)}}}}},
		{"not pain.now > 1 and pain.now > 2", &And{[]Cond{&Not{pain(Gt, 1)}, pain(Gt, 2)}}},
		{"not not (pain.now > 1)", &Not{&Not{pain(Gt, 1)}}},
		{"((pain.now > 1))", pain(Gt, 1)},

		// Words of the language are options where an option stands.
		{"cancer.spread == no\nand symptoms.onset == injury", &And{[]Cond{is("cancer.spread", "no"), is("symptoms.onset", "injury")}}},
	} {
		got, err := Parse(tt.src, s)
		if err != nil {
			t.Errorf("%s: %v", tt.src, err)
			continue
		}
		if d := cmp.Diff(tt.want, got, alike); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.src, d)
		}
	}
}

func TestErrors(t *testing.T) {
	s := clinic()
	const ops = "one of ==, <, <=, >=, >"
	const words = "words, numbers, ==, <, <=, >=, >, commas, @ and brackets"
	for _, tt := range []struct {
		src  string
		want Error
	}{
		{"", Error{1, "the condition ends too soon", "the id of an item"}},
		{"pain.now == seven", Error{13, `pain.now is a number, "seven" is not`, "a number"}},
		{"pain.now == 1,0x10", Error{15, `pain.now is a number, "0x10" is not`, "a number"}},
		{"pain.now > 1e3", Error{12, `pain.now is a number, "1e3" is not`, "a number"}},
		{"pain.now > NaN", Error{12, `pain.now is a number, "NaN" is not`, "a number"}},
		{"pain.now > 1,2", Error{14, "> takes one number", ""}},
		{"pain.now == 7,7.0", Error{15, `"7.0" stands twice`, ""}},
		{"pain.nwo > 7", Error{1, `no item is called "pain.nwo", did you mean pain.now?`, ""}},
		{"age < 8 and sympoms.areas in @leg", Error{13, `no item is called "sympoms.areas", did you mean symptoms.areas?`, ""}},
		{"weather == 1", Error{1, `no item is called "weather"`, "the id of an item, age, disposition or declined"}},
		{"profile.sex == man", Error{16, `profile.sex has no option "man"`, "one of female, male, intersex, prefer_not"}},
		{"leg.risk has none,none", Error{19, `"none" stands twice`, ""}},
		{"leg.risk has hormones,", Error{23, "the condition ends too soon", "a value"}},
		{"leg.risk has ,", Error{14, `unexpected ","`, "a value"}},
		{"guardian.consent == yes", Error{21, `guardian.consent is yes or no, "yes" is not`, "true or false"}},
		{"symptoms.areas in @arm", Error{20, `no group of regions is called "arm"`, "one of @back_leg, @belly, @leg, @low_back, @sky, @spine, @spine_hip"}},
		{"leg.signs in @leg", Error{15, "leg.signs has no region of @leg", ""}},
		{"symptoms.areas in @sky", Error{20, "symptoms.areas has no region of @sky", ""}},
		{"symptoms.areas in leg", Error{19, `unexpected "leg"`, "one of @back_leg, @belly, @leg, @low_back, @sky, @spine, @spine_hip"}},
		{"declined in @all", Error{14, `no set of items is called "all"`, "one of @empty, @safety"}},
		{"declined answered", Error{10, `declined is a set and cannot be asked "answered"`, "in and one of @empty, @safety"}},
		{"disposition >= bad", Error{16, `no disposition is called "bad"`, "one of routine, adapt, clearance, urgent, emergency"}},
		{"disposition has urgent", Error{13, `disposition is a rank and cannot be asked "has"`, ops}},
		{"age answered", Error{5, `age is a number and cannot be asked "answered"`, ops}},
		{"age < young", Error{7, `age is a number, "young" is not`, "a number"}},
		{"age <", Error{6, "the condition ends too soon", "a value"}},
		{"age", Error{4, "the condition ends too soon", ops}},
		{"pain.now has 7", Error{10, `pain.now is a number and cannot be asked "has"`, "one of ==, <, <=, >=, >, answered"}},
		{"pain.now is 7", Error{10, `pain.now is a number and cannot be asked "is"`, "one of ==, <, <=, >=, >, answered"}},
		{"leg.signs == none", Error{11, `leg.signs is several options and cannot be asked "=="`, "one of has, in, answered"}},
		{"profile.sex has male", Error{13, `profile.sex is one option and cannot be asked "has"`, "one of ==, answered"}},
		{"guardian.consent > 1", Error{18, `guardian.consent is yes or no and cannot be asked ">"`, "one of ==, answered"}},
		{"profile.name == Ann", Error{14, `profile.name is text and cannot be asked "=="`, "answered"}},
		{"profile.dob < 2000", Error{13, `profile.dob is a date and cannot be asked "<"`, "answered"}},
		{"pain.now = 7", Error{10, `unexpected '='`, "=="}},
		{"pain.now != 7", Error{10, `unexpected '!'`, words}},
		{"pain.now == \"7\"", Error{13, `unexpected '"'`, words}},
		{"age < 8 or é", Error{12, `unexpected 'é'`, words}},
		{"age < 8\tor age > 9", Error{8, `unexpected '\t'`, words}},
		{"age < 8 age > 9", Error{9, `unexpected "age"`, "and, or, or the end"}},
		{"age < 8)", Error{8, `unexpected ")"`, "and, or, or the end"}},
		{"age < 8 and (age > 1 or age > 2", Error{32, "the bracket at column 13 is not closed", `")"`}},
		{"age < 8 and", Error{12, "the condition ends too soon", "the id of an item"}},
		{"and age < 8", Error{1, `no item is called "and"`, "the id of an item, age, disposition or declined"}},
		{"not", Error{4, "the condition ends too soon", "the id of an item"}},
		{"< 8", Error{1, `unexpected "<"`, "the id of an item"}},
		{strings.Repeat("(", 40) + "age < 8", Error{32, "brackets nest deeper than 30", ""}},
		{strings.Repeat("not ", 40) + "age < 8", Error{125, "brackets nest deeper than 30", ""}},
	} {
		c, err := Parse(tt.src, s)
		if err == nil {
			t.Errorf("Parse(%q) = %v, want an error", tt.src, c)
			continue
		}
		if d := cmp.Diff(tt.want, *err); d != "" || c != nil {
			t.Errorf("Parse(%q) = %v (-want +got)\n%s", tt.src, c, d)
		}
	}
}

// TestBareSchema pins what happens where a flow lacks what a condition needs.
func TestBareSchema(t *testing.T) {
	s := &Schema{
		Items: item.NewSchema([]item.ID{"x"}, []item.Type{item.Null}),
		Sets:  map[string][]item.ID{"safety": {"y"}},
	}
	for src, want := range map[string]string{
		"age < 18":            "column 1: no item asks for a date of birth, so age is never known",
		"disposition > adapt": "column 1: there are no dispositions here",
		"declined in @safety": `column 14: @safety lists "y", which is no item`,
		"x == 1":              `column 3: x is of no known type and cannot be asked "==", expected answered`,
	} {
		if _, err := Parse(src, s); err == nil || err.Error() != want {
			t.Errorf("Parse(%q): %v, want %s", src, err, want)
		}
	}
}

func TestItems(t *testing.T) {
	s := clinic()
	for src, want := range map[string][]item.ID{
		"age < 8 or pain.now > 1 and not (age > 60)":                              {"profile.dob", "pain.now"},
		"pain.now > 1 and (symptoms.areas in @leg or pain.now < 3)":               {"pain.now", "symptoms.areas"},
		"not (disposition >= urgent)":                                             nil,
		"disposition >= urgent":                                                   nil,
		"declined in @safety":                                                     nil,
		"declined in @safety or pain.now > 1":                                     {"pain.now"},
		"leg.risk has none":                                                       {"leg.risk"},
		"surgery.weeks_ago > 12 and surgery.cleared == no or age > 3 and age < 9": {"surgery.weeks_ago", "surgery.cleared", "profile.dob"},
	} {
		if got := parse(t, s, src).Items(); !slices.Equal(got, want) {
			t.Errorf("%s reads %v, want %v", src, got, want)
		}
	}
}

func TestWalk(t *testing.T) {
	c := parse(t, clinic(), "age < 8 or not (pain.now > 1 and declined in @safety)")
	var got []string
	Walk(c, func(c Cond) { got = append(got, c.String()) })
	want := []string{
		"age < 8 or not (pain.now > 1 and declined in @safety)",
		"age < 8",
		"not (pain.now > 1 and declined in @safety)",
		"pain.now > 1 and declined in @safety",
		"pain.now > 1",
		"declined in @safety",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// FuzzParse: nothing makes Parse panic; what it reads prints to the same
// condition, and an error stands inside the text.
func FuzzParse(f *testing.F) {
	s := clinic()
	for _, src := range real {
		f.Add(src)
	}
	f.Add("not not ((pain.now == -0.50,3)) or declined in @empty and guardian.consent == true,false")
	f.Add("pain.now <= 99999999999999999999")
	none := answers(s, nil)
	f.Fuzz(func(t *testing.T, src string) {
		c, err := Parse(src, s)
		if err != nil {
			if err.Col < 1 || err.Col > len([]rune(src))+1 || err.Msg == "" {
				t.Fatalf("error %+v in %q", err, src)
			}
			return
		}
		again, err := Parse(c.String(), s)
		if err != nil {
			t.Fatalf("%q printed as %q: %v", src, c, err)
		}
		if d := cmp.Diff(c, again, cmp.AllowUnexported(Compare{}, Disposition{}, Declined{})); d != "" {
			t.Fatalf("%q printed as %q\n%s", src, c, d)
		}
		c.Eval(none)
		Mutants(c)
	})
}
