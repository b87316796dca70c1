package prove

import (
	"strings"
	"testing"
	"testing/fstest"

	"intake/internal/content"
)

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func linted(t *testing.T, files fstest.MapFS, lang, country string) []Finding {
	t.Helper()
	folder, err := content.Load(files, lang)
	if err != nil {
		t.Fatal(err)
	}
	return checkTexts(folder, country)
}

func TestTextsTellsBadManner(t *testing.T) {
	ask := `ask: "How bad is it?"`
	for name, tt := range map[string]struct {
		old, with string
		sev       Severity
		want      string
	}{
		"two questions":         {ask, `ask: "How bad is it? And since when?"`, Fault, "flow.yaml:32:60: error: pain.now: ask asks 2 questions at once"},
		"no question":           {ask, `ask: "Tell me how bad it is."`, Warning, "has no question mark"},
		"too many words":        {ask, `ask: "` + strings.Repeat("So it is now. ", 11) + `Is it?"`, Fault, "ask has 46 words, a question may have 40"},
		"the same words twice":  {`short: "How bad?"`, `short: "How bad is it?"`, Warning, "asked twice in the same words"},
		"an exclamation mark":   {ask, `ask: "Hello! How bad is it?"`, Fault, "an exclamation mark"},
		"an emoji":              {ask, "ask: \"How bad is it \U0001F642?\"", Fault, "an emoji"},
		"a formula":             {ask, `ask: "Please note the scale. How bad is it?"`, Fault, `says "please note"`},
		"a long sentence":       {ask, `ask: "How bad is the pain that you have in your back when you sit at work all day?"`, Warning, "a sentence of 18 words"},
		"a sentence too long":   {ask, `ask: "How bad is the pain that you have in your back when you sit at work all day and then go home again?"`, Fault, "a sentence of 23 words"},
		"hard words":            {`patient: "Let a doctor look first."`, `patient: "Immediate physiological consultation necessitates professional deliberation. Contraindicated interventions exacerbate inflammatory manifestations. Individual circumstances determine appropriate rehabilitation methodology. Additional documentation facilitates collaborative determination."`, Warning, "reads at grade"},
		"a label too long":      {`label: "Lump"`, `label: "` + strings.Repeat("lump ", 16) + `"`, Fault, "the label has 80 letters, a button holds 75"},
		"words of two options":  {`{id: lump, label: "Lump"}`, `{id: lump, label: "Lump", words: ["Fever"]}`, Fault, `"Fever" means both fever and lump`},
		"words that are a move": {`{id: lump, label: "Lump"}`, `{id: lump, label: "Lump", words: ["go back"]}`, Warning, `"go back" means lump here, so it cannot mean back`},
	} {
		t.Run(name, func(t *testing.T) {
			f := linted(t, mini(t, tt.old, tt.with), "", "US")
			if !holds(f, tt.sev, tt.want) {
				t.Errorf("checkTexts() = %v, want %s: %s", f, tt.sev, tt.want)
			}
			if plain := linted(t, mini(t), "", "US"); holds(plain, tt.sev, tt.want) {
				t.Errorf("the sound flow is told the same")
			}
		})
	}
}

func TestTextsTellsWhatIsMissing(t *testing.T) {
	files := mini(t)
	files["faq.yaml"] = file(`faq:
  - {id: cost, title: "What does it cost?", short: "` + strings.Repeat("cost ", 9) + `", phrasings: ["price"], answer: "One. Two. Three. Four. Five.", fact: prices, filled: "It is {fact}.", unfilled: "Ask us.", confirm: "prices", source: "s"}
`)
	files["es.yaml"] = file("items:\n  pain.now: {ask: \"¿Cuánto duele?\"}\n")
	f := linted(t, files, "", "")
	for _, want := range []string{
		"cost: short has 45 letters, at most 40", "the answer has 5 sentences", "the clinic has not said: prices",
		"the clinic has still to confirm: cost", "numbers that nobody has verified: those said where no country is set, AT", "no phone number",
	} {
		if !holds(f, Fault, want) && !holds(f, Warning, want) {
			t.Errorf("checkTexts() = %v, want one that says %q", f, want)
		}
	}
	es := linted(t, files, "es", "")
	if !holds(es, Fault, "es.yaml: error: items.pain.now.short is not translated") || holds(es, Fault, "items.pain.now.ask") {
		t.Errorf("checkTexts() in Spanish = %v", es)
	}
}

func TestSentences(t *testing.T) {
	for in, want := range map[string]int{
		"One. Two? Three":                    3,
		"It is 38.5 degrees. Call 911.":      2,
		"Call Dr. J. Smith today.":           2, // "Dr." ends one: a rule of thumb
		"First line\nsecond line":            2,
		"Do one of these: rest, heat or ice": 2,
		"":                                   0,
	} {
		if got := len(sentences(in)); got != want {
			t.Errorf("sentences(%q) = %q, want %d", in, sentences(in), want)
		}
	}
}

func TestSyllables(t *testing.T) {
	for w, want := range map[string]int{
		"pain": 1, "massage": 2, "table": 2, "the": 1, "treatment": 2, "therapist": 3, "moved": 1, "needed": 2, "agree": 2, "area": 2,
	} {
		if got := syllables(w); got != want {
			t.Errorf("syllables(%q) = %d, want %d", w, got, want)
		}
	}
}
