package eval

import (
	"slices"

	"intake/internal/content"
	"intake/internal/dialog"
	"intake/internal/faq"
)

// questions ranks each question. A case is Right where the first entry is,
// Missed where the right one is second or third, Wrong where it is none of
// the three; of lines that no entry answers, Wrong where one is told anyway.
// What is labelled as a clinician's should be sent to one, what an entry
// answers should not.
func questions(e *dialog.Engine, data []byte) ([]Result, error) {
	var out []Result
	err := eachLine(data, func(n int, c struct {
		Text    string
		ID      *string
		Also    []string
		Verdict string
	},
	) error {
		ranking := e.FAQ.Ask(c.Text)
		ranked, verdict := ranking.Hits, ranking.Verdict
		r := Result{Line: n, Kind: "no entry", Text: c.Text, Got: show(ranked[:3]), Want: show(c.ID)}
		if c.Verdict == content.Clinician {
			r.Kind = "for a clinician"
			switch verdict {
			case faq.Clinician:
			case faq.Answer:
				r.Verdict = Wrong
			default:
				r.Verdict = Missed
			}
			out = append(out, r)
			return nil
		}
		if c.ID == nil {
			if verdict == faq.Answer {
				r.Verdict = Wrong
			}
			out = append(out, r)
			return nil
		}
		right := append(c.Also, *c.ID)
		at := slices.IndexFunc(ranked, func(h faq.Hit) bool { return slices.Contains(right, h.ID) })
		first := r
		first.Kind = "right entry first"
		three := r
		three.Kind = "right among three"
		direct := r
		direct.Kind = "answered directly"
		referred := r
		referred.Kind = "not for a clinician"
		if verdict == faq.Clinician {
			referred.Verdict = Wrong
		}
		if at != 0 {
			first.Verdict = Missed
		}
		if at < 0 || at > 2 {
			three.Verdict = Missed
		}
		switch {
		case verdict != faq.Answer:
			direct.Verdict = Missed
		case at != 0:
			direct.Verdict = Wrong
		}
		out = append(out, first, three, direct, referred)
		return nil
	})
	return out, err
}
