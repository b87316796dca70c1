// Package blockkit holds blocks and views against the rules of Slack's Block
// Kit: types, places, required and unknown fields, lengths, counts and unique
// ids, and answers in the words in which Slack does, with a pointer to the
// place.
//
// Slack publishes these rules as prose (docs.slack.dev, Block Kit reference)
// and refuses what breaks one with invalid_blocks. A table of fields for each
// type says the same in code, so that what a program sends can be judged
// without a workspace. Kinds of blocks that only Slack's own tools make are
// not in the tables and are refused as unknown.
package blockkit

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// A Block is one block as it came over the wire.
type Block = map[string]any

// Limits of a whole message or view.
const (
	MessageBlocks = 50
	ViewBlocks    = 100
	markdownText  = 12000 // of all markdown blocks of a message together
	idLength      = 255
)

// What a message may weigh in all, which Slack does not document. Measured in
// slackapi/bolt-js#2509: one markdown block of 13,297 characters passes, and a
// divider beside it costs 125.
const (
	mostWeight  = 13297 + blockWeight
	blockWeight = 125
)

// Check reads the blocks of a message. What Slack would refuse comes back as
// problems, each in one line with its place.
func Check(raw string) (blocks []Block, problems []string) {
	if raw == "" || raw == "null" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(raw), &blocks); err != nil {
		return nil, []string{"must be an array of objects [json-pointer:/blocks]"}
	}
	c := newChecker()
	if len(blocks) > MessageBlocks {
		c.say("/blocks", "no more than %d items allowed", MessageBlocks)
	}
	markdown := 0
	for i, b := range blocks {
		c.block("/blocks/"+strconv.Itoa(i), b)
		if b["type"] == "markdown" {
			text, _ := b["text"].(string)
			markdown += utf8.RuneCountInString(text)
		}
	}
	if markdown > markdownText {
		c.say("/blocks", "must be less than %d characters of markdown in all", markdownText+1)
	}
	return blocks, c.problems
}

// TooLong reports whether blocks are more than one message can hold together.
func TooLong(blocks []Block) bool {
	weight := 0
	for _, b := range blocks {
		weight += blockWeight + letters(b)
	}
	return weight > mostWeight
}

// letters counts the characters of all text in a value.
func letters(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			if s, ok := x.(string); ok && (k == "text" || k == "alt_text") {
				n += utf8.RuneCountInString(s)
			} else {
				n += letters(x)
			}
		}
	case []any:
		for _, x := range v {
			n += letters(x)
		}
	}
	return n
}

// Name gives the blocks and controls that have no id one, as Slack does.
func Name(blocks []Block, id func() string) {
	for _, b := range blocks {
		if b["block_id"] == nil {
			b["block_id"] = id()
		}
		for _, e := range Elements(b) {
			if e["action_id"] == nil && e["type"] != "image" {
				e["action_id"] = id()
			}
		}
	}
}

// Elements are the interactive elements of a block and its images.
func Elements(b Block) []map[string]any {
	var out []map[string]any
	switch b["type"] {
	case "section":
		if e, ok := b["accessory"].(map[string]any); ok {
			out = append(out, e)
		}
	case "input":
		if e, ok := b["element"].(map[string]any); ok {
			out = append(out, e)
		}
	case "actions", "context_actions":
		list, _ := b["elements"].([]any)
		for _, x := range list {
			if e, ok := x.(map[string]any); ok {
				out = append(out, e)
			}
		}
	}
	return out
}

// A checker collects what is wrong with one message or view.
type checker struct {
	blocks   map[string]bool // block ids so far
	actions  map[string]bool // action ids of the block at hand
	focused  bool            // something takes the focus
	problems []string
}

func newChecker() *checker { return &checker{blocks: map[string]bool{}} }

func (c *checker) say(at, format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// A check holds the value at a place against one rule.
type check func(c *checker, at string, v any)

// A field is one field of an object.
type field struct {
	name  string
	must  bool
	check check
}

func must(name string, ch check) field { return field{name, true, ch} }
func may(name string, ch check) field  { return field{name, false, ch} }

// object holds an object against its fields.
func (c *checker) object(at string, m map[string]any, fields []field) {
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if k != "type" && !slices.ContainsFunc(fields, func(f field) bool { return f.name == k }) {
			c.say(at, "invalid additional property: %s", k)
		}
	}
	for _, f := range fields {
		v, there := m[f.name]
		switch {
		case !there && f.must:
			c.say(at, "missing required field: %s", f.name)
		case there:
			f.check(c, at+"/"+f.name, v)
		}
	}
}

// typed is an object whose type is one of those allowed and says its fields.
func typed(table map[string][]field, allowed ...string) check {
	return func(c *checker, at string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			c.say(at, "must provide an object")
			return
		}
		kind, _ := m["type"].(string)
		fields, known := table[kind]
		if !known || len(allowed) > 0 && !slices.Contains(allowed, kind) {
			c.say(at+"/type", "unsupported type: %s", kind)
			return
		}
		c.object(at, m, fields)
		if rule := rules[kind]; rule != nil {
			rule(c, at, m)
		}
	}
}

// block holds one block against its rules.
func (c *checker) block(at string, b Block) {
	c.actions = map[string]bool{}
	typed(blockFields)(c, at, b)
	if id, _ := b["block_id"].(string); id != "" {
		if c.blocks[id] {
			c.say(at, "`block_id` %q already exists", id)
		}
		c.blocks[id] = true
	}
}
