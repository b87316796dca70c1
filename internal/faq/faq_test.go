package faq_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"intake/flows"
	"intake/internal/content"
	"intake/internal/faq"
)

// builtIn is the index of the built-in content.
func builtIn(t testing.TB) *faq.Index {
	t.Helper()
	f, err := content.Load(flows.Massage(), "")
	if err != nil {
		t.Fatal(err)
	}
	return faq.New(f.FAQ, f.Questions)
}

// TestModelIsCurrent fails where questions have changed since the model was
// made.
func TestModelIsCurrent(t *testing.T) {
	if !builtIn(t).BuiltIn() {
		t.Fatal("model.bin was learned from other questions than flows/massage holds: run go generate ./...")
	}
}

// entry is a document with a title and other ways to ask.
func entry(id, title string, phrasings ...string) content.FAQDoc {
	d := content.FAQDoc{ID: content.Str{S: id}, Title: content.Str{S: title}}
	for _, p := range phrasings {
		d.Phrasings = append(d.Phrasings, content.Str{S: p})
	}
	return d
}

// desk is a small clinic without lists; two of its answers differ by a word.
func desk() *faq.Index {
	docs := []content.FAQDoc{
		entry("pain", "Is a massage painful?", "Does it hurt?", "Will deep pressure leave bruises?"),
		entry("price", "How much does one session cost?", "Do you take insurance?"),
		entry("pregnant", "Do you treat pregnant women?", "prenatal massage"),
		entry("cancel_early", "Can I cancel my appointment early?"),
		entry("cancel_late", "Can I cancel my appointment late?"),
	}
	return faq.New(docs, content.QuestionsOf(docs, nil))
}

func TestVerdicts(t *testing.T) {
	x := builtIn(t)
	for _, c := range []struct {
		question string
		want     faq.Verdict
		first    string
	}{
		{"How often should I come?", faq.Answer, "frequency"},
		{"HOW OFTEN SHOULD I COME", faq.Answer, "frequency"},
		{"does it hurt", faq.Answer, "painful"},
		{"will my insurance pay for this", faq.Answer, "insurance"},
		{"what should i wear to my apointment", faq.Choose, "what_to_wear"},
		{"cuánto cuesta una sesión", faq.Answer, "cost"},
		{"who won the football game last night", faq.Abstain, ""},
		{"zork blah", faq.Abstain, ""},
		{"膝が痛い", faq.Abstain, ""},
		{"", faq.Abstain, ""},
		{"how many milligrams of ibuprofen can I take", faq.Clinician, ""},
		{"do I have a herniated disc", faq.Clinician, ""},
	} {
		r := x.Ask(c.question)
		if r.Verdict != c.want || c.first != "" && r.Hits[0].ID != c.first {
			t.Errorf("%q: verdict %d with %v, want %d with %s", c.question, r.Verdict, r.Hits[:3], c.want, c.first)
		}
	}
}

// TestOtherContent: what no lists are written for is learned from its
// phrasings alone, by the gate that comes with the program.
func TestOtherContent(t *testing.T) {
	x := desk()
	for question, first := range map[string]string{
		"Is a massage painful?": "pain", "does it hurt": "pain", "do you take insurance": "price",
		"prenatal massages": "pregnant", "can I cancel my appointment late": "cancel_late",
	} {
		if r := x.Ask(question); r.Hits[0].ID != first {
			t.Errorf("%q: %v", question, r.Hits[:2])
		}
	}
	if r := x.Ask("Does it hurt?"); r.Verdict != faq.Answer || r.Hits[0] != (faq.Hit{ID: "pain", Score: 1}) {
		t.Errorf("its own words: verdict %d, %v", r.Verdict, r.Hits[:2])
	}
	if r := x.Ask("who won the football game last night"); r.Verdict == faq.Answer {
		t.Errorf("a stranger is answered: %v", r.Hits[:2])
	}
}

// TestKept: what was learned can be kept, and is only used for the content it
// was learned from.
func TestKept(t *testing.T) {
	kept := desk().Warm(nil)
	if kept == nil {
		t.Fatal("nothing was learned")
	}
	same := desk()
	if same.Warm(kept) != nil {
		t.Error("what was kept is learned again")
	}
	question := "is the massage going to bruise me"
	if d := cmp.Diff(same.Ask(question), desk().Ask(question)); d != "" {
		t.Errorf("kept ranks otherwise: %s", d)
	}
	for name, bad := range map[string][]byte{
		"empty": {}, "cut": kept[:len(kept)/2], "text": []byte("not a model"), "longer": append(slices.Clone(kept), 1),
	} {
		if name != "longer" && desk().Warm(bad) == nil {
			t.Errorf("%s: taken for a model", name)
		}
	}
	docs := []content.FAQDoc{entry("pain", "Is a massage painful?")}
	if faq.New(docs, content.QuestionsOf(docs, nil)).Warm(kept) == nil {
		t.Error("the model of other content is used")
	}
	if x := builtIn(t); x.BuiltIn() && x.Warm(nil) != nil {
		t.Error("the built-in content is learned")
	}
}

func TestRankIsWhole(t *testing.T) {
	x := builtIn(t)
	question := "do you take insurance for a massage session"
	first := x.Ask(question)
	if len(first.Hits) != len(x.Entries()) {
		t.Errorf("%d of %d entries are ranked", len(first.Hits), len(x.Entries()))
	}
	sum := 0.0
	for i, h := range first.Hits {
		if sum += h.Score; h.Score < 0 || h.Score > 1 || i > 0 && h.Score > first.Hits[i-1].Score {
			t.Errorf("scores are no probabilities, best first: %v", first.Hits)
		}
	}
	if sum > 1.02 {
		t.Errorf("the scores make %.3f", sum)
	}
	for range 20 {
		if d := cmp.Diff(first, x.Ask(question)); d != "" {
			t.Fatalf("ranked otherwise: %s", d)
		}
	}
	for i, h := range x.Ask("").Hits {
		if h.ID != x.Entries()[i].ID || h.Score != 0 {
			t.Errorf("no question ranks %v", h)
		}
	}
}

// TestHuge: what stands behind the first words of a message is not ranked.
func TestHuge(t *testing.T) {
	x := builtIn(t)
	filler := strings.Repeat(" plough harvest tractor", 200)
	a, b := x.Ask("does it hurt"+filler), x.Ask("does it hurt"+filler+" do you take insurance")
	if d := cmp.Diff(a, b); d != "" {
		t.Error(d)
	}
	if a.Verdict == faq.Answer {
		t.Errorf("a page of other words is answered: %v", a.Hits[:2])
	}
}

func TestEntry(t *testing.T) {
	x := desk()
	if e := x.Entry("price"); e == nil || e.Title != "How much does one session cost?" {
		t.Errorf("Entry(price) = %+v", e)
	}
	if e := x.Entry("parking"); e != nil {
		t.Errorf("Entry(parking) = %+v", e)
	}
}

func TestEvaluate(t *testing.T) {
	r := faq.Evaluate(builtIn(t), []content.ListLine{
		{Text: "How often should I come?", ID: "frequency", List: "a"},
		{Text: "Does it hurt?", ID: "cost", Also: []string{"painful"}, List: "a"},
		{Text: "Does it hurt?", ID: "cost", List: "b"},
		{Text: "zork blah", List: "b"},
		{Text: "do I have a herniated disc", List: "b"},
	})
	got := []int{r.First.Count, r.First.Of, r.Answered.Count, r.Mistaken.Count, r.FalseAnswer.Count, r.FalseAnswer.Of, r.RightlySilent.Count, r.ToClinician.Count, len(r.Lists)}
	if d := cmp.Diff([]int{2, 3, 2, 1, 0, 2, 1, 1, 2}, got); d != "" {
		t.Error(d)
	}
	if s := r.First; s.Low > s.Value || s.High < s.Value || s.Low < 0.2 || s.High > 0.95 {
		t.Errorf("2 of 3 is %+v", s)
	}
	for i := 1; i < len(r.AnswerCurve); i++ {
		if a, b := r.AnswerCurve[i-1], r.AnswerCurve[i]; b.Limit >= a.Limit || b.Right < a.Right || b.False < a.False {
			t.Errorf("the curve turns back: %v, %v", a, b)
		}
	}
}

func BenchmarkRank(b *testing.B) {
	x := builtIn(b)
	questions := []string{
		"how often should i come", "do you take aetna and do i need a referral from my doctor first",
		"my mother had her knee replaced in march and she wonders if this would be any use for the swelling",
		"cuánto cuesta la primera sesión y cuánto dura", "shoud i ware shorts for the apointment",
	}
	x.Warm(nil)
	for i := 0; b.Loop(); i++ {
		x.Ask(questions[i%len(questions)])
	}
}

func BenchmarkWarm(b *testing.B) {
	data := desk().Warm(nil)
	for b.Loop() {
		desk().Warm(data)
	}
}
