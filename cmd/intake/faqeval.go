package main

import (
	"fmt"
	"io"
	"os"

	"intake/internal/content"
	"intake/internal/faq"
)

// faqEvalCmd measures the answers on labelled questions.
type faqEvalCmd struct {
	dataFlag
	flowFlag
	File string `arg:"" type:"path" help:"JSON lines {\"text\",\"id\",\"list\",\"also\"}; id null where no entry answers."`
}

func (c *faqEvalCmd) Help() string {
	return `Prints how often the right entry comes first and among three, what is answered, offered and left, and what other limits on the score would do. In brackets: the interval that holds the true share in 95 of 100 cases. Lines that the answers were learned from flatter: use questions that are in no list of the flow.

Example:
  intake faq eval questions.jsonl`
}

// Run ranks every line and prints the report.
func (c *faqEvalCmd) Run(w *world) error {
	e, err := load(w.env, c.flowFlag, c.dir(w.env), "")
	if err != nil {
		return err
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("read questions: %w", err)
	}
	lines, faults := content.ParseList(c.File, data)
	for _, l := range lines {
		if l.ID != "" && e.FAQ.Entry(l.ID) == nil {
			return fmt.Errorf("%s: %q: no entry %q", c.File, l.Text, l.ID)
		}
	}
	switch {
	case len(faults) > 0:
		return fmt.Errorf("%s:%d: not a JSON object with a text", c.File, faults[0].Pos.Line)
	case len(lines) == 0:
		return fmt.Errorf("%s holds no questions", c.File)
	}
	warm(e, w.env, c.flowFlag, c.dir(w.env))
	printReport(w.stdout, faq.Evaluate(e.FAQ, lines))
	return nil
}

func printReport(out io.Writer, r faq.Report) {
	row := func(what string, s faq.Share) {
		if s.Of > 0 {
			fmt.Fprintf(out, "  %-34s %5.1f %%  [%.1f-%.1f]  %d of %d\n", what, 100*s.Value, 100*s.Low, 100*s.High, s.Count, s.Of)
		}
	}
	fmt.Fprintln(out, "questions that an entry answers")
	row("right entry first", r.First)
	row("right entry among three", r.Three)
	row("answered rightly", r.Answered)
	row("answered wrongly", r.Mistaken)
	row("offered, the right one among them", r.Offered)
	row("offered others", r.Misled)
	row("sent to a clinician", r.Referred)
	row("not known", r.Abstained)
	fmt.Fprintln(out, "lines that no entry answers")
	row("answered", r.FalseAnswer)
	row("offered a choice", r.FalseChoice)
	row("sent to a clinician", r.ToClinician)
	row("not known", r.RightlySilent)
	if len(r.Lists) > 1 {
		fmt.Fprintln(out, "by list: first, among three, answered; of lines that none answers: answered, offered")
		for _, l := range r.Lists {
			fmt.Fprintf(out, "  %-30s %5.1f %5.1f %5.1f   %5.1f %5.1f\n", l.List, 100*l.First.Value, 100*l.Three.Value,
				100*l.Answered.Value, 100*l.FalseAnswer.Value, 100*l.FalseChoice.Value)
		}
	}
	curve := func(what string, at float64, ps []faq.Point) {
		fmt.Fprintf(out, "%s from a score of %.3f; what other limits would do: right, wrong, of lines that none answers\n", what, at)
		for _, p := range ps {
			fmt.Fprintf(out, "  %.2f  %5.1f %5.1f %5.1f\n", p.Limit, 100*p.Right, 100*p.Wrong, 100*p.False)
		}
	}
	curve("answers", r.Limits.Answer, r.AnswerCurve)
	curve("offers a choice", r.Limits.Choose, r.ChooseCurve)
}
