package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"intake/internal/dialog"
	"intake/internal/faq"
)

// faqCmd tries the clinic's answers.
type faqCmd struct {
	Ask  faqAskCmd  `cmd:"" help:"Show what the bot would answer, and how sure it is."`
	Eval faqEvalCmd `cmd:"" help:"Measure the answers on a file of labelled questions."`
}

// faqAskCmd ranks one question, or many a line each.
type faqAskCmd struct {
	dataFlag
	flowFlag
	Text  string `arg:"" optional:"" help:"The question."`
	JSONL bool   `name:"jsonl" help:"One JSON object a line in, one a line out."`
}

func (c *faqAskCmd) Help() string {
	return `The clinic.yaml in the data directory counts: it may confirm answers, switch them off, and give hours and prices.

Examples:
  intake faq ask "how often should I come"
  echo '{"text":"does it hurt"}' | intake faq ask --jsonl`
}

type faqAnswer struct {
	ID     *string   `json:"id"`
	Score  float64   `json:"score"`
	Ranked []faq.Hit `json:"ranked"`
}

// mostRanked is how many entries the scripted form names.
const mostRanked = 5

// Run answers the question or the lines.
func (c *faqAskCmd) Run(w *world) error {
	e, err := load(w.env, c.flowFlag, c.dir(w.env), "")
	if err != nil {
		return err
	}
	warm(e, w.env, c.flowFlag, c.dir(w.env))
	if !c.JSONL {
		if strings.TrimSpace(c.Text) == "" {
			return usage("faq ask needs a question, or --jsonl")
		}
		return c.show(w, e)
	}
	in := bufio.NewScanner(w.stdin)
	in.Buffer(nil, 1<<20)
	out := json.NewEncoder(w.stdout)
	out.SetEscapeHTML(false)
	for in.Scan() {
		var q struct{ Text string }
		if err := json.Unmarshal(in.Bytes(), &q); err != nil || strings.TrimSpace(q.Text) == "" {
			if err := out.Encode(map[string]string{"error": "not a JSON object with a text"}); err != nil {
				return fmt.Errorf("write answer: %w", err)
			}
			continue
		}
		if err := out.Encode(answerOf(e.FAQ, q.Text)); err != nil {
			return fmt.Errorf("write answer: %w", err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read questions: %w", err)
	}
	return nil
}

func answerOf(x *faq.Index, question string) faqAnswer {
	r := x.Ask(question)
	a := faqAnswer{Ranked: r.Hits[:min(mostRanked, len(r.Hits))]}
	if len(r.Hits) > 0 {
		a.Score = r.Hits[0].Score
	}
	if r.Verdict == faq.Answer {
		a.ID = &r.Hits[0].ID
	}
	return a
}

func (c *faqAskCmd) show(w *world, e *dialog.Engine) error {
	r := e.FAQ.Ask(c.Text)
	switch r.Verdict {
	case faq.Answer:
		x := e.FAQ.Entry(r.Hits[0].ID)
		fmt.Fprintf(w.stdout, "answers with %s (%.2f):\n\n%s\n", x.ID, r.Hits[0].Score, e.Tells(x))
		if x.More != "" {
			fmt.Fprintf(w.stdout, "\nand, when asked for more:\n\n%s\n", x.More)
		}
		return nil
	case faq.Choose:
		fmt.Fprintln(w.stdout, "asks which of these is meant:")
	case faq.Clinician:
		fmt.Fprintln(w.stdout, "says to ask a clinician. Nearest:")
	default:
		fmt.Fprintln(w.stdout, "does not know, and says so. Nearest:")
	}
	for _, hit := range r.Hits[:min(3, len(r.Hits))] {
		fmt.Fprintf(w.stdout, "  %.2f  %s  (%s)\n", hit.Score, e.FAQ.Entry(hit.ID).Title, hit.ID)
	}
	return nil
}
