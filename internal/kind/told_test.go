package kind

import (
	"testing"

	"intake/internal/linear"
)

// toldSpec asks for signs of which options say what tells of them together.
func toldSpec() Spec {
	return Spec{Type: "multi", Question: "Do you have any of these?", Options: []Option{
		{ID: "hot_joint", Label: "Joint trouble", Means: "One joint.", Told: []string{"{joint} & hot/warm/caliente & {swollen}/balloon"}},
		{ID: "cola", Label: "Dark urine", Means: "Like cola.", Told: []string{"pee/urine/orina & brown/cola/tea & !blood"}},
		{ID: "saddle", Label: "Numb where you sit", Means: "New.", Told: []string{"wipe/limpiarme & {numb}"}},
		{ID: "puffy", Label: "Puffy hands", Means: "Both.", Words: []string{"hot hands", "puffy"}},
		{ID: "none", Label: "None of these", Alone: true},
	}}
}

func TestTold(t *testing.T) {
	testReads(t, toldSpec(), Env{}, []readCase{
		{"my knee is hot to touch and puffed up", "~hot_joint"},
		{"puffy and warm, the left elbow", "~hot_joint"},
		{"my dad says my knee is hot and like a balloon", "~hot_joint"},
		{"tengo la rodilla caliente e hinchada", "~hot_joint"},
		{"my knee is hot and puffy and my pee looks like cola", "~hot_joint, cola"},
		{"no, my knee is not hot or swollen", "?"},
		{"my knee is hot. my ego is swollen", "-"},    // two sentences
		{"my knee is hot but my lip is swollen", "-"}, // what a "but" parts
		{"my dad's knee is hot and swollen", "?"},     // somebody else's
		{"my pee is brown with blood", "-"},           // barred
		{"no siento nada al limpiarme", "~saddle"},    // a no that is part of it
		{"i cannot feel it when i wipe", "~saddle"},
		{"hot, swollen, and my knee as well", "~hot_joint"}, // whatever the order
		{"my knee used to get hot and swollen", "?"},        // formerly
		{"everything works as it should", "~none"},
		{"0", "~none"},
		{"all normal down there", "~none"},
		{"do you mean hot swollen knees?", "-"}, // a question
		{"my hands are puffy", "=puffy | my hands are"},
		{"everything is worse", "-"},                         // not well
		{"no, it was hot yesterday in town, knee deep", "?"}, // half of it
	})
}

func TestToldFaults(t *testing.T) {
	for _, told := range []string{"", "{nowhere} & hot", "hot & ", "!hot"} {
		s := toldSpec()
		s.Options[0].Told = []string{told}
		if err := (multi{}).Check(&s); err == nil {
			t.Errorf("%q is taken", told)
		}
	}
}

func TestToldLinear(t *testing.T) {
	s := toldSpec()
	if err := (multi{}).Check(&s); err != nil {
		t.Fatal(err)
	}
	linear.Check(t, "knee hot ", func(in string) { (multi{}).Read(&s, Said{Text: in}, Env{Now: testNow}) })
}

func TestWell(t *testing.T) {
	s := Spec{Type: "choice", Question: "How is it?", Options: []Option{
		{ID: "good", Label: "Good", Words: []string{"well"}}, {ID: "high", Label: "Too high", Told: []string{"185 & 112"}},
	}}
	testReads(t, s, Env{}, []readCase{
		{"well, the nurse pulled a face, it is too high", "=high | well, the nurse pulled a face, it is"},
		{"well", "~good"},
		{"185/112", "~high"},
	})
}

func TestCloses(t *testing.T) {
	s := Spec{Type: "text", Question: "What is a third hard thing?", None: &Option{ID: "no_more", Label: "No more"}}
	testReads(t, s, Env{}, []readCase{
		{"no, just those two", "=null"},
		{"that covers it", "=null"},
		{"nothing more comes to mind", "=null"},
		{"no hay otra", "=null"},
		{"i can't do anything hard", "=i can't do anything hard"},
		{"no lifting of boxes", "=no lifting of boxes"},
	})
}
