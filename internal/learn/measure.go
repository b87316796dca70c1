package main

import (
	"fmt"
	"time"

	"intake/flows"
	"intake/internal/content"
	"intake/internal/faq"
)

// folds is how many parts the lists are cut into to measure.
const folds = 5

// measure prints what each part of the ranking is worth, and how much more
// lists would bring.
func measure() error {
	f, err := content.Load(flows.Massage(), "")
	if err != nil {
		return err
	}
	show := func(name string, use faq.Parts, lists int, whole bool) {
		start := time.Now()
		r := faq.CrossValidate(f.FAQ, f.Questions, use, folds, lists, whole)
		fmt.Printf("%-22s first %.1f  three %.1f  answered %.1f  wrong %.1f  offered %.1f  false answers %.1f  false choices %.1f  limits %.3f %.3f %.3f (%.0f s)\n", name,
			100*r.First.Value, 100*r.Three.Value, 100*r.Answered.Value, 100*r.Mistaken.Value, 100*r.Offered.Value,
			100*r.FalseAnswer.Value, 100*r.FalseChoice.Value, r.Limits.Answer, r.Limits.Choose, r.Limits.Clinician, time.Since(start).Seconds())
		if use == (faq.Parts{}) && lists == 0 {
			for _, l := range r.Lists {
				fmt.Printf("  %-30s first %.1f three %.1f answered %.1f wrong %.1f referred %.1f | false answers %.1f choices %.1f clinician %.1f\n", l.List,
					100*l.First.Value, 100*l.Three.Value, 100*l.Answered.Value, 100*l.Mistaken.Value, 100*l.Referred.Value,
					100*l.FalseAnswer.Value, 100*l.FalseChoice.Value, 100*l.ToClinician.Value)
			}
		}
	}
	show("all", faq.Parts{}, 0, false)
	show("whole lists of none", faq.Parts{}, 0, true)
	for _, v := range []struct {
		name string
		use  faq.Parts
	}{
		{"no glossary", faq.Parts{NoGlossary: true}},
		{"no mean vector", faq.Parts{NoSense: true}},
		{"no alignment", faq.Parts{NoAlign: true}},
		{"no vectors at all", faq.Parts{NoSense: true, NoAlign: true}},
		{"no letters", faq.Parts{NoLetters: true}},
		{"no words", faq.Parts{NoWords: true}},
		{"no pairs of words", faq.Parts{NoPairs: true}},
		{"no manner", faq.Parts{NoManner: true}},
		{"no typos set right", faq.Parts{NoTypos: true}},
	} {
		v.use.NoGate = true
		show(v.name, v.use, 0, false)
	}
	for _, n := range []int{5, 10} {
		show(fmt.Sprintf("%d lists learned", n), faq.Parts{NoGate: true}, n, false)
	}
	return nil
}
