package slacksim

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// How many blocks there may be (docs.slack.dev, Block Kit reference).
const (
	messageBlocks = 50
	viewBlocks    = 100
)

// A Block is one block of a message or view, as it came.
type Block map[string]any

func str(m map[string]any, key string) string { s, _ := m[key].(string); return s }

func list(m map[string]any, key string) []map[string]any {
	raw, _ := m[key].([]any)
	var out []map[string]any
	for _, x := range raw {
		if o, ok := x.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}

func obj(m map[string]any, key string) map[string]any { o, _ := m[key].(map[string]any); return o }

// size is about what Slack counts of a message: its blocks as JSON.
func size(blocks []Block) int {
	raw, _ := json.Marshal(blocks)
	return utf8.RuneCount(raw)
}

// readBlocks reads blocks and says all that Slack would refuse.
func readBlocks(raw string, most int) (blocks []Block, faults []string) {
	if raw == "" || raw == "null" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(raw), &blocks); err != nil {
		return nil, []string{"blocks are no list of objects"}
	}
	c := &checker{ids: map[string]bool{}}
	if len(blocks) > most {
		c.say("more than %d blocks", most)
	}
	for i, b := range blocks {
		c.at = fmt.Sprintf("/blocks/%d", i)
		c.block(b)
	}
	return blocks, c.faults
}

// A checker holds blocks against Block Kit's limits.
type checker struct {
	at     string
	ids    map[string]bool
	faults []string
}

func (c *checker) say(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...)+" [json-pointer:"+c.at+"]")
}

func (c *checker) block(b Block) {
	if id := str(b, "block_id"); id != "" {
		if len(id) > 255 {
			c.say("block_id longer than 255")
		}
		if c.ids[id] {
			c.say("block_id %s is there twice", id)
		}
		c.ids[id] = true
	}
	switch t := str(b, "type"); t {
	case "section":
		if b["text"] == nil && b["fields"] == nil {
			c.say("a section needs text or fields")
		}
		if b["text"] != nil {
			c.text(obj(b, "text"), 3000, false)
		}
		if f := list(b, "fields"); len(f) > 10 {
			c.say("more than 10 fields")
		}
		if b["accessory"] != nil {
			c.element(obj(b, "accessory"), false, map[string]bool{})
		}
	case "header":
		c.text(obj(b, "text"), 150, true)
	case "context":
		e := list(b, "elements")
		if len(e) == 0 || len(e) > 10 {
			c.say("a context has 1 to 10 elements")
		}
		for _, x := range e {
			if t := str(x, "type"); t == "plain_text" || t == "mrkdwn" {
				c.text(x, 3000, false)
			}
		}
	case "actions":
		e := list(b, "elements")
		if len(e) == 0 || len(e) > 25 {
			c.say("actions have 1 to 25 elements")
		}
		ids := map[string]bool{}
		for _, x := range e {
			c.element(x, true, ids)
		}
	case "divider":
	case "input":
		c.text(obj(b, "label"), 2000, true)
		c.element(obj(b, "element"), false, map[string]bool{})
	default:
		c.say("unknown block %q", t)
	}
}

func (c *checker) text(t map[string]any, most int, plain bool) {
	kind, words := str(t, "type"), str(t, "text")
	if kind != "plain_text" && (plain || kind != "mrkdwn") {
		c.say("text must be plain_text, not %q", kind)
	}
	if kind == "mrkdwn" && t["emoji"] != nil {
		c.say("mrkdwn takes no emoji field")
	}
	if n := utf8.RuneCountInString(words); n == 0 || n > most {
		c.say("text of %d characters, 1 to %d may be", n, most)
	}
}

func (c *checker) element(e map[string]any, inActions bool, ids map[string]bool) {
	id := str(e, "action_id")
	if id == "" || len(id) > 255 {
		c.say("action_id of %d characters", len(id))
	}
	if ids[id] {
		c.say("action_id %s is there twice", id)
	}
	ids[id] = true
	switch t := str(e, "type"); t {
	case "button":
		c.text(obj(e, "text"), 75, true)
		if len(str(e, "value")) > 2000 {
			c.say("a button's value is longer than 2000")
		}
		if s := str(e, "style"); s != "" && s != "primary" && s != "danger" {
			c.say("no style %q", s)
		}
	case "static_select", "multi_static_select":
		if t == "multi_static_select" && inActions {
			c.say("multi_static_select may not be in actions")
		}
		if e["placeholder"] != nil {
			c.text(obj(e, "placeholder"), 150, true)
		}
		c.options(list(e, "options"), 100, true)
	case "checkboxes", "radio_buttons":
		c.options(list(e, "options"), 10, false)
	case "datepicker":
	case "plain_text_input":
	default:
		c.say("unknown element %q", t)
	}
}

func (c *checker) options(opts []map[string]any, most int, plain bool) {
	if len(opts) == 0 || len(opts) > most {
		c.say("%d options, 1 to %d may be", len(opts), most)
	}
	seen := map[string]bool{}
	for _, o := range opts {
		c.text(obj(o, "text"), 75, plain)
		v := str(o, "value")
		if len(v) == 0 || len(v) > 150 {
			c.say("an option's value of %d characters", len(v))
		}
		if seen[v] {
			c.say("two options have the value %s", v)
		}
		seen[v] = true
		if o["description"] != nil {
			c.text(obj(o, "description"), 75, plain)
		}
	}
}
