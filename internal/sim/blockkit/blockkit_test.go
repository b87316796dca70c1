package blockkit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

type m = map[string]any

func plainText(n int) m { return m{"type": "plain_text", "text": strings.Repeat("ä", n)} }

func mark(n int) m { return m{"type": "mrkdwn", "text": strings.Repeat("ä", n)} }

// many are n values, the i-th made by one.
func many(n int, one func(i int) any) []any {
	out := []any{}
	for i := range n {
		out = append(out, one(i))
	}
	return out
}

func options(n int) []any {
	return many(n, func(i int) any { return m{"text": plainText(5), "value": fmt.Sprint(i)} })
}

func button(more m) m {
	b := m{"type": "button", "text": plainText(5), "action_id": "a"}
	for k, v := range more {
		b[k] = v
	}
	return b
}

func with(base, more m) m {
	out := m{}
	for k, v := range base {
		out[k] = v
	}
	for k, v := range more {
		out[k] = v
	}
	return out
}

func actions(elements ...any) m { return m{"type": "actions", "elements": elements} }

func input(element any) m { return m{"type": "input", "label": plainText(5), "element": element} }

func section(accessory any) m {
	return m{"type": "section", "text": plainText(5), "accessory": accessory}
}

func menuOf(kind string, n int) m {
	return m{"type": kind, "action_id": "a", "options": options(n)}
}

// TestLimits holds each rule at what it lets pass and just beyond.
func TestLimits(t *testing.T) {
	typed := m{"type": "plain_text_input", "action_id": "a"}
	for _, c := range []struct {
		name      string
		good, bad any // a block each
		say       string
	}{
		{"section text", m{"type": "section", "text": mark(3000)}, m{"type": "section", "text": mark(3001)}, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
		{"section empty", m{"type": "section", "text": mark(1)}, m{"type": "section", "text": mark(0)}, "must be more than 0 characters"},
		{"section of nothing", m{"type": "section", "fields": []any{mark(1)}}, m{"type": "section"}, "missing required field: text or fields"},
		{"fields", m{"type": "section", "fields": many(10, func(int) any { return mark(2000) })}, m{"type": "section", "fields": many(11, func(int) any { return mark(1) })}, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"},
		{"field", m{"type": "section", "fields": []any{mark(2000)}}, m{"type": "section", "fields": []any{mark(2001)}}, "2001"},
		{"header", m{"type": "header", "text": plainText(150)}, m{"type": "header", "text": plainText(151)}, "151"},
		{"header marked up", m{"type": "header", "text": plainText(1)}, m{"type": "header", "text": mark(1)}, "unsupported type: mrkdwn"},
		{"context", m{"type": "context", "elements": many(10, func(int) any { return mark(1) })}, m{"type": "context", "elements": many(11, func(int) any { return mark(1) })}, "no more than 10 items"},
		{"actions", actions(many(25, func(i int) any { return button(m{"action_id": fmt.Sprint(i)}) })...), actions(many(26, func(i int) any { return button(m{"action_id": fmt.Sprint(i)}) })...), "no more than 25 items"},
		{"no actions", actions(button(nil)), m{"type": "actions", "elements": []any{}}, "no less than 1 items"},
		{"markdown", m{"type": "markdown", "text": strings.Repeat("x", 12000)}, m{"type": "markdown", "text": strings.Repeat("x", 12001)}, "12001"},
		{"button text", actions(button(m{"text": plainText(75)})), actions(button(m{"text": plainText(76)})), "less than 76"},
		{"button marked up", actions(button(nil)), actions(button(m{"text": mark(5)})), "unsupported type: mrkdwn"},
		{"button value", actions(button(m{"value": strings.Repeat("x", 2000)})), actions(button(m{"value": strings.Repeat("x", 2001)})), "less than 2001"},
		{"button url", actions(button(m{"url": strings.Repeat("x", 3000)})), actions(button(m{"url": strings.Repeat("x", 3001)})), "less than 3001"},
		{"button spoken", actions(button(m{"accessibility_label": strings.Repeat("x", 75)})), actions(button(m{"accessibility_label": strings.Repeat("x", 76)})), "less than 76"},
		{"button style", actions(button(m{"style": "danger"})), actions(button(m{"style": "default"})), "value must be one of"},
		{"action id", actions(button(m{"action_id": strings.Repeat("x", 255)})), actions(button(m{"action_id": strings.Repeat("x", 256)})), "less than 256"},
		{"action ids", actions(button(nil), button(m{"action_id": "b"})), actions(button(nil), button(nil)), "`action_id` \"a\" already exists"},
		{"block id", with(actions(button(nil)), m{"block_id": strings.Repeat("x", 255)}), with(actions(button(nil)), m{"block_id": strings.Repeat("x", 256)}), "less than 256"},
		{"menu", actions(menuOf("static_select", 100)), actions(menuOf("static_select", 101)), "no more than 100 items"},
		{"empty menu", actions(menuOf("static_select", 1)), actions(m{"type": "static_select", "action_id": "a"}), "missing required field: options"},
		{"several in actions", section(menuOf("multi_static_select", 100)), actions(menuOf("multi_static_select", 1)), "unsupported type: multi_static_select"},
		{"boxes", actions(menuOf("checkboxes", 10)), actions(menuOf("checkboxes", 11)), "no more than 10 items"},
		{"radio", actions(menuOf("radio_buttons", 10)), actions(menuOf("radio_buttons", 11)), "no more than 10 items"},
		{"overflow", actions(menuOf("overflow", 5)), actions(menuOf("overflow", 6)), "no more than 5 items"},
		{
			"option text", actions(with(menuOf("static_select", 1), m{"options": []any{m{"text": plainText(75), "value": "v"}}})),
			actions(with(menuOf("static_select", 1), m{"options": []any{m{"text": plainText(76), "value": "v"}}})), "less than 76",
		},
		{
			"option marked up", actions(with(menuOf("checkboxes", 1), m{"options": []any{m{"text": mark(75), "value": "v"}}})),
			actions(with(menuOf("static_select", 1), m{"options": []any{m{"text": mark(5), "value": "v"}}})), "unsupported type: mrkdwn",
		},
		{
			"option value", actions(with(menuOf("static_select", 1), m{"options": []any{m{"text": plainText(5), "value": strings.Repeat("x", 150)}}})),
			actions(with(menuOf("static_select", 1), m{"options": []any{m{"text": plainText(5), "value": strings.Repeat("x", 151)}}})), "less than 151",
		},
		{
			"option description", actions(with(menuOf("static_select", 1), m{"options": []any{m{"text": plainText(5), "value": "v", "description": plainText(75)}}})),
			actions(with(menuOf("static_select", 1), m{"options": []any{m{"text": plainText(5), "value": "v", "description": plainText(76)}}})), "less than 76",
		},
		{
			"option values", actions(menuOf("static_select", 2)),
			actions(with(menuOf("static_select", 1), m{"options": append(options(1), options(1)...)})), "value \"0\" already exists",
		},
		{
			"first option", actions(with(menuOf("static_select", 2), m{"initial_option": options(2)[1]})),
			actions(with(menuOf("static_select", 2), m{"initial_option": options(3)[2]})), "not among the options",
		},
		{"placeholder", input(with(typed, m{"placeholder": plainText(150)})), input(with(typed, m{"placeholder": plainText(151)})), "less than 151"},
		{"label", with(input(typed), m{"label": plainText(2000)}), with(input(typed), m{"label": plainText(2001)}), "less than 2001"},
		{"label marked up", input(typed), with(input(typed), m{"label": mark(5)}), "unsupported type: mrkdwn"},
		{"input of a button", input(typed), input(button(nil)), "unsupported type: button"},
		{"input length", input(with(typed, m{"max_length": 3000})), input(with(typed, m{"max_length": 3001})), "less than 3001"},
		{"input lengths", input(with(typed, m{"min_length": 2, "max_length": 2})), input(with(typed, m{"min_length": 3, "max_length": 2})), "greater than max_length"},
		{
			"number", input(m{"type": "number_input", "is_decimal_allowed": false, "min_value": "0", "max_value": "10"}),
			input(m{"type": "number_input", "is_decimal_allowed": false, "min_value": "10", "max_value": "0"}), "greater than max_value",
		},
		{"date", actions(m{"type": "datepicker", "initial_date": "2026-01-31"}), actions(m{"type": "datepicker", "initial_date": "31.1.2026"}), "must be a date"},
		{"image", m{"type": "image", "alt_text": "x", "image_url": "http://x"}, m{"type": "image", "image_url": "http://x"}, "missing required field: alt_text"},
		{"rich text", m{"type": "rich_text", "elements": []any{m{"type": "rich_text_section", "elements": []any{m{"type": "text", "text": "x"}}}}}, m{"type": "rich_text", "elements": []any{m{"type": "text", "text": "x"}}}, "unsupported type: text"},
		{"unknown block", m{"type": "divider"}, m{"type": "line"}, "unsupported type: line"},
		{"unknown field", m{"type": "divider"}, m{"type": "divider", "text": "x"}, "invalid additional property: text"},
		{"emoji of markup", m{"type": "section", "text": m{"type": "plain_text", "text": "x", "emoji": true}}, m{"type": "section", "text": m{"type": "mrkdwn", "text": "x", "emoji": true}}, "invalid additional property: emoji"},
		{"confirm", actions(button(m{"confirm": confirmation(100, 300, 30)})), actions(button(m{"confirm": confirmation(101, 300, 30)})), "less than 101"},
		{"confirm button", actions(button(m{"confirm": confirmation(1, 1, 30)})), actions(button(m{"confirm": confirmation(1, 1, 31)})), "less than 31"},
	} {
		if p := problems(c.good); len(p) > 0 {
			t.Errorf("%s: refuses what is right: %q", c.name, p)
		}
		if p := problems(c.bad); !named(p, c.say) {
			t.Errorf("%s: says %q, want %q", c.name, p, c.say)
		}
	}
}

func confirmation(title, text, word int) m {
	return m{"title": plainText(title), "text": plainText(text), "confirm": plainText(word), "deny": plainText(word)}
}

func problems(blocks ...any) []string {
	raw, err := json.Marshal(blocks)
	if err != nil {
		panic(err)
	}
	_, p := Check(string(raw))
	return p
}

func named(problems []string, words string) bool {
	return slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, words) })
}

func TestWholeMessages(t *testing.T) {
	lines := func(n int) []any { return many(n, func(int) any { return m{"type": "divider"} }) }
	if p := problems(lines(50)...); len(p) > 0 {
		t.Errorf("fifty blocks: %q", p)
	}
	if p := problems(lines(51)...); !named(p, "no more than 50 items allowed [json-pointer:/blocks]") {
		t.Errorf("one more: %q", p)
	}
	if p := problems(m{"type": "divider", "block_id": "x"}, m{"type": "divider", "block_id": "x"}); !named(p, "`block_id` \"x\" already exists") {
		t.Errorf("two blocks with one id: %q", p)
	}
	half := m{"type": "markdown", "text": strings.Repeat("x", 6001)}
	if p := problems(half, half); !named(p, "markdown in all") {
		t.Errorf("markdown twice: %q", p)
	}
	if _, p := Check(`{"type":"divider"}`); !named(p, "must be an array") {
		t.Errorf("no list: %q", p)
	}
	text := func(n int) Block { return m{"type": "section", "text": plainText(n)} }
	if TooLong([]Block{{"type": "markdown", "text": strings.Repeat("x", 13297)}}) {
		t.Error("the longest markdown that Slack was seen to take is too long")
	}
	if !TooLong([]Block{{"type": "markdown", "text": strings.Repeat("x", 13173)}, {"type": "divider"}}) {
		t.Error("what Slack was seen to refuse passes")
	}
	if TooLong([]Block{text(3000), text(3000), text(3000), text(3000)}) || !TooLong([]Block{text(3000), text(3000), text(3000), text(3000), text(1200)}) {
		t.Error("the weight of sections")
	}
}

func TestViews(t *testing.T) {
	typed := input(m{"type": "plain_text_input", "action_id": "a"})
	good := m{"type": "modal", "title": plainText(24), "submit": plainText(24), "close": plainText(24), "blocks": []any{typed}, "private_metadata": strings.Repeat("x", 3000), "callback_id": strings.Repeat("x", 255)}
	lines := many(101, func(int) any { return m{"type": "divider"} })
	focused := func(id string) m {
		return with(input(m{"type": "plain_text_input", "action_id": "a", "focus_on_load": true}), m{"block_id": id})
	}
	for _, c := range []struct {
		name, kind string
		view       m
		say        string // "" for nothing
	}{
		{"a modal", "modal", good, ""},
		{"a home", "home", m{"type": "home", "blocks": lines[:100]}, ""},
		{"title", "modal", with(good, m{"title": plainText(25)}), "less than 25 characters [json-pointer:/view/title/text]"},
		{"title marked up", "modal", with(good, m{"title": mark(5)}), "unsupported type: mrkdwn"},
		{"submit", "modal", with(good, m{"submit": plainText(25)}), "/view/submit/text"},
		{"close", "modal", with(good, m{"close": plainText(25)}), "/view/close/text"},
		{"private", "modal", with(good, m{"private_metadata": strings.Repeat("x", 3001)}), "less than 3001"},
		{"callback", "modal", with(good, m{"callback_id": strings.Repeat("x", 256)}), "less than 256"},
		{"blocks", "home", m{"type": "home", "blocks": lines}, "no more than 100 items allowed [json-pointer:/view/blocks]"},
		{"no submit", "modal", m{"type": "modal", "title": plainText(5), "blocks": []any{typed}}, "needs a view with submit"},
		{"no title", "modal", m{"type": "modal", "blocks": []any{}}, "missing required field: title"},
		{"home with a title", "home", m{"type": "home", "title": plainText(5), "blocks": []any{}}, "invalid additional property: title"},
		{"home as a modal", "modal", m{"type": "home", "blocks": []any{}}, "unsupported type: home"},
		{"block in a view", "home", m{"type": "home", "blocks": []any{m{"type": "header", "text": mark(1)}}}, "/view/blocks/0/text/type"},
		{"markdown in a view", "home", m{"type": "home", "blocks": []any{m{"type": "markdown", "text": "x"}}}, "unsupported type: markdown"},
		{"two that want the focus", "modal", with(good, m{"blocks": []any{focused("1"), focused("2")}}), "only one element can have focus_on_load"},
	} {
		raw, _ := json.Marshal(c.view)
		_, p := CheckView(string(raw), c.kind)
		if c.say == "" && len(p) > 0 || !named(p, c.say) && c.say != "" {
			t.Errorf("%s: says %q, want %q", c.name, p, c.say)
		}
	}
	if v, _ := CheckView(`{"type":"modal","title":{"type":"plain_text","text":"T"},"callback_id":"c","notify_on_close":true,"blocks":[{"type":"divider"}]}`, "modal"); v.Title != "T" || v.CallbackID != "c" || !v.NotifyOnClose || len(v.Blocks) != 1 {
		t.Errorf("read as %+v", v)
	}
}

// TestName: what has no id gets one, what has one keeps it.
func TestName(t *testing.T) {
	blocks := []Block{actions(m{"type": "button"}, m{"type": "button", "action_id": "mine"}), section(m{"type": "image"})}
	n := 0
	Name(blocks, func() string { n++; return fmt.Sprint("id", n) })
	e := Elements(blocks[0])
	if blocks[0]["block_id"] != "id1" || e[0]["action_id"] != "id2" || e[1]["action_id"] != "mine" || blocks[1]["block_id"] != "id3" {
		t.Errorf("named %v", blocks)
	}
	if Elements(blocks[1])[0]["action_id"] != nil {
		t.Error("an image got an id")
	}
}
