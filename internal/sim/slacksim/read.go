package slacksim

import (
	"html"
	"strings"

	"intake/internal/sim/blockkit"
)

func str(m object, key string) string { s, _ := m[key].(string); return s }

func obj(m object, key string) object { o, _ := m[key].(object); return o }

func list(m object, key string) []object {
	raw, _ := m[key].([]any)
	var out []object
	for _, x := range raw {
		if o, ok := x.(object); ok {
			out = append(out, o)
		}
	}
	return out
}

// shown is what a text object reads as.
func shown(t object) string {
	if str(t, "type") == "mrkdwn" {
		return html.UnescapeString(str(t, "text"))
	}
	return str(t, "text")
}

// A Control is something that can be pressed or chosen on a message or view:
// of a list, one of its options.
type Control struct {
	Block, Action, Type string
	Value, Label        string
}

// Controls are what can be pressed or chosen on blocks.
func Controls(blocks []Block) []Control {
	var out []Control
	for _, b := range blocks {
		for _, e := range blockkit.Elements(b) {
			c := Control{Block: str(b, "block_id"), Action: str(e, "action_id"), Type: str(e, "type")}
			switch c.Type {
			case "image":
			case "button", "icon_button", "workflow_button":
				c.Value, c.Label = str(e, "value"), shown(obj(e, "text"))
				out = append(out, c)
			default:
				options := optionsOf(e)
				for _, o := range options {
					c.Value, c.Label = str(o, "value"), shown(obj(o, "text"))
					out = append(out, c)
				}
				if len(options) == 0 {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// optionsOf are the options of a list, in groups or not.
func optionsOf(e object) []object {
	out := list(e, "options")
	for _, g := range list(e, "option_groups") {
		out = append(out, list(g, "options")...)
	}
	return out
}

// Words is all that a person reads of messages: their text or blocks, labels
// of controls and titles of files included.
func Words(messages []Message) string {
	var b strings.Builder
	for _, m := range messages {
		if len(m.Blocks) == 0 {
			b.WriteString(html.UnescapeString(m.Text) + "\n")
		}
		b.WriteString(BlockWords(m.Blocks))
		for _, f := range m.Files {
			b.WriteString(f.Title + "\n")
		}
	}
	return b.String()
}

// BlockWords is all that a person reads of blocks: first what they say, then
// the labels of controls.
func BlockWords(blocks []Block) string {
	var b strings.Builder
	line := func(s string) {
		if s != "" {
			b.WriteString(s + "\n")
		}
	}
	for _, block := range blocks {
		switch str(block, "type") {
		case "markdown":
			line(str(block, "text"))
			continue
		case "rich_text":
			line(spans(block))
			continue
		}
		for _, key := range []string{"text", "label", "hint", "title"} {
			line(shown(obj(block, key)))
		}
		for _, f := range list(block, "fields") {
			line(shown(f))
		}
		if str(block, "type") == "context" {
			for _, e := range list(block, "elements") {
				line(shown(e))
			}
		}
	}
	for _, c := range Controls(blocks) {
		line(c.Label)
	}
	return b.String()
}

// spans are the words of rich text, a line for each part.
func spans(m object) string {
	var b strings.Builder
	for i, e := range list(m, "elements") {
		if strings.HasPrefix(str(e, "type"), "rich_text_") {
			if i > 0 {
				b.WriteString("\n")
			}
			b.WriteString(spans(e))
			continue
		}
		b.WriteString(str(e, "text"))
	}
	return b.String()
}
