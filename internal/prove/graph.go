package prove

import (
	"fmt"
	"strings"

	"intake/internal/dialog"
	"intake/internal/item"
)

// Graph draws the questions of a flow as a Mermaid flowchart: a box for each
// section, the questions in it, and an arrow to each question from those that
// its condition reads.
func Graph(e *dialog.Engine) string {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	for _, s := range e.Flow.Sections {
		label := s.Title
		if s.When != nil {
			label += "<br>when " + escaped(s.When.String())
		}
		fmt.Fprintf(&b, "    subgraph section_%s[\"%s\"]\n", s.ID, label)
		for _, p := range s.Prompts {
			for _, q := range p.Questions {
				label := string(q.ID)
				if q.When != nil {
					label += "<br>when " + escaped(q.When.String())
				}
				fmt.Fprintf(&b, "        %s[\"%s\"]\n", node(q.ID), label)
			}
		}
		b.WriteString("    end\n")
	}
	for _, q := range e.Flow.Questions {
		if q.When == nil {
			continue
		}
		for _, id := range q.When.Items() {
			fmt.Fprintf(&b, "    %s --> %s\n", node(id), node(q.ID))
		}
	}
	return b.String()
}

// node is an item's id as Mermaid takes one; the prefix keeps words such as
// "end" from being read as Mermaid's own.
func node(id item.ID) string { return "q_" + strings.ReplaceAll(string(id), ".", "_") }

func escaped(s string) string {
	return strings.NewReplacer("<", "#lt;", ">", "#gt;", `"`, "#quot;").Replace(s)
}
