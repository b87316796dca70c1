package faq_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"intake/internal/content"
	"intake/internal/faq"
)

// entry is a document with a title and other ways to ask.
func entry(id, title string, phrasings ...string) content.FAQDoc {
	d := content.FAQDoc{ID: content.Str{S: id}, Title: content.Str{S: title}}
	for _, p := range phrasings {
		d.Phrasings = append(d.Phrasings, content.Str{S: p})
	}
	return d
}

// desk is a clinic's answers; two of them differ by one word.
func desk() *faq.Index {
	return faq.New([]content.FAQDoc{
		entry("pain", "Is a massage painful?", "Does it hurt?", "Will deep pressure leave bruises?"),
		entry("price", "How much does one session cost?", "Do you take insurance?"),
		entry("pregnant", "Do you treat pregnant women?", "prenatal massage"),
		entry("cancel_early", "Can I cancel my appointment early?"),
		entry("cancel_late", "Can I cancel my appointment late?"),
	})
}

func TestJudge(t *testing.T) {
	x := desk()
	for _, c := range []struct {
		question string
		want     faq.Verdict
		first    string
	}{
		{"Is a massage painful?", faq.Answer, "pain"},
		{"IS A MASSAGE PAINFUL", faq.Answer, "pain"},
		{"will deep pressure leave bruises", faq.Answer, "pain"},
		{"do you take insurance", faq.Answer, "price"},
		{"how much do sessions cost", faq.Answer, "price"},
		{"prenatal massages", faq.Answer, "pregnant"},
		{"can I cancel my appointment", faq.Choose, "cancel_early"},
		{"can I cancel my appointment late", faq.Answer, "cancel_late"},
		{"who won the football game last night", faq.Abstain, ""},
		{"膝が痛い", faq.Abstain, ""},
		{"", faq.Abstain, ""},
	} {
		hits := x.Rank(c.question)
		if got := x.Judge(hits); got != c.want || c.first != "" && hits[0].ID != c.first {
			t.Errorf("%q: verdict %d with %v, want %d with %s", c.question, got, hits[:2], c.want, c.first)
		}
	}
}

// TestThresholds holds the verdicts at the scores where they change.
func TestThresholds(t *testing.T) {
	x := desk()
	for _, c := range []struct {
		scores []float64
		want   faq.Verdict
	}{
		{nil, faq.Abstain},
		{[]float64{0.41, 0}, faq.Abstain},
		{[]float64{0.42, 0}, faq.Choose},
		{[]float64{0.62, 0.57}, faq.Choose},
		{[]float64{0.62, 0.5}, faq.Answer},
		{[]float64{0.5, 0.29}, faq.Answer},
		{[]float64{0.5, 0.31}, faq.Choose},
		{[]float64{0.49, 0.1}, faq.Choose},
		{[]float64{1, 1}, faq.Choose},
		{[]float64{1}, faq.Answer},
	} {
		var hits []faq.Hit
		for _, s := range c.scores {
			hits = append(hits, faq.Hit{ID: "x", Score: s})
		}
		if got := x.Judge(hits); got != c.want {
			t.Errorf("scores %v: verdict %d, want %d", c.scores, got, c.want)
		}
	}
}

func TestRankIsWhole(t *testing.T) {
	x := desk()
	first := x.Rank("do you take insurance for a massage session")
	if len(first) != len(x.Entries()) {
		t.Errorf("%d of %d entries are ranked", len(first), len(x.Entries()))
	}
	if !slices.IsSortedFunc(first, func(a, b faq.Hit) int { return int(1000 * (b.Score - a.Score)) }) {
		t.Errorf("not the best first: %v", first)
	}
	for range 50 {
		if d := cmp.Diff(first, desk().Rank("do you take insurance for a massage session")); d != "" {
			t.Fatalf("ranked otherwise: %s", d)
		}
	}
	equal := x.Rank("")
	for i, h := range equal {
		if h.ID != x.Entries()[i].ID || h.Score != 0 {
			t.Errorf("no question ranks %v", equal)
		}
	}
}

// TestBestPhrase: ways to ask that say something else take nothing from the
// one that fits.
func TestBestPhrase(t *testing.T) {
	x := desk()
	if hits := x.Rank("Does it hurt?"); hits[0] != (faq.Hit{ID: "pain", Score: 1}) {
		t.Errorf("its own words score %v", hits[0])
	}
}

func TestPlural(t *testing.T) {
	x := desk()
	if d := cmp.Diff(x.Rank("session bruise appointment"), x.Rank("sessions bruises appointments")); d != "" {
		t.Error(d)
	}
}

// TestHuge: what stands behind the first words of a message is not ranked.
func TestHuge(t *testing.T) {
	x := desk()
	var filler strings.Builder
	for i := range 20_000 {
		filler.WriteString(" w" + strings.Repeat("x", i%97) + string(rune('a'+i%26)))
	}
	short := x.Rank("does it hurt" + filler.String()[:20_000])
	if d := cmp.Diff(short, x.Rank("does it hurt"+filler.String()+" do you take insurance")); d != "" {
		t.Error(d)
	}
	if got := x.Judge(short); got != faq.Abstain {
		t.Errorf("a page of other words: verdict %d", got)
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
