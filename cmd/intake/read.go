package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"time"

	"intake/internal/dialog"
)

// readCmd reads single messages, for those who write questions and tests.
type readCmd struct {
	flowFlag
	JSONL bool `name:"jsonl" help:"One JSON object a line in, one a line out."`
}

func (c *readCmd) Help() string {
	return `Shows how one message would be read as the answer to a question, without a conversation. The question may be any: type is one of boolean, choice, multi, integer, scale, date, duration, text, body-regions. Moves and corrections of what "answered" holds are told by "intent"; "reprompt" means that nothing may be recorded.

Examples:
  echo '{"type":"scale","text":"about a seven"}' | intake read --jsonl
  echo '{"type":"choice","options":[{"id":"am","label":"Morning"},{"id":"pm","label":"Afternoon"}],"text":"the second"}' | intake read --jsonl`
}

// Run reads the lines.
func (c *readCmd) Run(w *world) error {
	if !c.JSONL {
		return usage("read needs --jsonl")
	}
	e, err := load(w.env, c.flowFlag, "", "")
	if err != nil {
		return err
	}
	in := bufio.NewScanner(w.stdin)
	in.Buffer(nil, 1<<20)
	out := json.NewEncoder(w.stdout)
	out.SetEscapeHTML(false)
	for in.Scan() {
		var answer any
		q, err := dialog.ParseQuery(in.Bytes(), time.Now())
		if err == nil {
			answer, err = e.Read(q)
		}
		if err != nil {
			answer = map[string]string{"error": err.Error()}
		}
		if err := out.Encode(answer); err != nil {
			return fmt.Errorf("write reading: %w", err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read messages: %w", err)
	}
	return nil
}
