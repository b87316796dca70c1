package slacksim

import (
	"encoding/json"
	"testing"
)

// TestWords: all that a person reads is read, in order.
func TestWords(t *testing.T) {
	var blocks []Block
	if err := json.Unmarshal([]byte(`[
		{"type": "header", "text": {"type": "plain_text", "text": "Head"}},
		{"type": "section", "text": {"type": "mrkdwn", "text": "a &amp; b"}, "fields": [{"type": "plain_text", "text": "Field &amp;"}],
			"accessory": {"type": "static_select", "action_id": "m", "option_groups": [{"label": {"type": "plain_text", "text": "G"}, "options": [{"text": {"type": "plain_text", "text": "Grouped"}, "value": "g"}]}]}},
		{"type": "context", "elements": [{"type": "plain_text", "text": "Small"}]},
		{"type": "markdown", "text": "Marked"},
		{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Rich "}, {"type": "text", "text": "words"}]}, {"type": "rich_text_list", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Item"}]}]}]},
		{"type": "input", "block_id": "i", "label": {"type": "plain_text", "text": "Label"}, "element": {"type": "datepicker", "action_id": "d"}},
		{"type": "actions", "elements": [{"type": "button", "action_id": "b", "text": {"type": "plain_text", "text": "Press"}, "value": "v"}]}
	]`), &blocks); err != nil {
		t.Fatal(err)
	}
	got := Words([]Message{{Text: "x &lt; y"}, {Text: "not read", Blocks: blocks, Files: []File{{Title: "Scan"}}}})
	want := "x < y\nHead\na & b\nField &amp;\nSmall\nMarked\nRich words\nItem\nLabel\nGrouped\nPress\nScan\n"
	if got != want {
		t.Errorf("read %q, want %q", got, want)
	}
	if c := Controls(blocks); len(c) != 3 || c[0] != (Control{Action: "m", Type: "static_select", Value: "g", Label: "Grouped"}) || c[1].Type != "datepicker" {
		t.Errorf("controls %+v", c)
	}
}

// TestValues: where each kind of field keeps its value.
func TestValues(t *testing.T) {
	for kind, want := range map[string]string{
		"plain_text_input": "value", "number_input": "value", "rich_text_input": "rich_text_value", "static_select": "selected_option",
		"radio_buttons": "selected_option", "checkboxes": "selected_options", "multi_static_select": "selected_options",
		"datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time", "users_select": "selected_user",
		"multi_users_select": "selected_users", "conversations_select": "selected_conversation", "multi_channels_select": "selected_channels",
		"file_input": "files", "button": "", "image": "",
	} {
		if got := valueKey(kind); got != want {
			t.Errorf("%s keeps its value in %q, want %q", kind, got, want)
		}
	}
	st := state{}
	st.fill([]Block{{"type": "input", "block_id": "b", "element": object{"type": "plain_text_input", "action_id": "a", "initial_value": "was"}}})
	if v, _ := st["b"]["a"].(object); v["value"] != "was" {
		t.Errorf("at first: %v", st)
	}
	boxes := object{"type": "checkboxes", "options": []any{object{"value": "1"}, object{"value": "2"}}}
	tick := func(v string) { st.choose(Control{Block: "c", Action: "a", Type: "checkboxes", Value: v}, boxes) }
	tick("1")
	tick("2")
	tick("1")
	if v, _ := st["c"]["a"].(object); len(v["selected_options"].([]any)) != 1 {
		t.Errorf("ticked, and one taken back: %v", st["c"])
	}
}
