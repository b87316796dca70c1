package blockkit

import (
	"reflect"
	"slices"
	"strconv"
)

// Elements by the blocks they may stand in.
var (
	menus      = []string{"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
	multiMenus = []string{
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	inActions   = append([]string{"button", "checkboxes", "datepicker", "datetimepicker", "overflow", "radio_buttons", "timepicker", "workflow_button"}, menus...)
	inAccessory = slices.Concat([]string{"button", "checkboxes", "datepicker", "image", "overflow", "radio_buttons", "timepicker", "workflow_button"}, menus, multiMenus)
	inInput     = slices.Concat([]string{
		"checkboxes", "datepicker", "datetimepicker", "email_text_input", "file_input", "number_input", "plain_text_input", "radio_buttons",
		"rich_text_input", "timepicker", "url_text_input",
	}, menus, multiMenus)
)

// action are the fields that all interactive elements share.
func action(more ...field) []field {
	return append([]field{may("action_id", actionID), may("confirm", confirm)}, more...)
}

// entry are the fields of elements in which one types.
func entry(more ...field) []field {
	return append([]field{
		may("action_id", actionID), may("placeholder", plain(150)), may("dispatch_action_config", dispatch), may("focus_on_load", focus),
	}, more...)
}

// menu are the fields of a list to open.
func menu(more ...field) []field {
	return action(append([]field{may("placeholder", plain(150)), may("focus_on_load", focus)}, more...)...)
}

// several are those of a list from which several may be chosen.
func several(more ...field) []field {
	return menu(append([]field{may("max_selected_items", number(1, 1e9))}, more...)...)
}

func anything(*checker, string, any) {}

// inputLength is the most that one can type into a field.
const inputLength = 3000

var elementFields = map[string][]field{
	"button": action(must("text", plain(75)), may("url", words(1, urlLength)), may("value", words(0, 2000)), may("style", style),
		may("accessibility_label", words(1, 75))),
	"workflow_button": {
		must("text", plain(75)), must("workflow", anything), may("action_id", actionID), may("style", style), may("accessibility_label", words(1, 75)),
	},
	"image":           {must("alt_text", words(1, 2000)), may("image_url", words(1, urlLength)), may("slack_file", file)},
	"overflow":        action(must("options", each(1, 5, overOption))),
	"checkboxes":      action(must("options", each(1, 10, boxOption)), may("initial_options", each(1, 10, boxOption)), may("focus_on_load", focus)),
	"radio_buttons":   action(must("options", each(1, 10, boxOption)), may("initial_option", boxOption), may("focus_on_load", focus)),
	"datepicker":      menu(may("initial_date", date)),
	"timepicker":      menu(may("initial_time", clock), may("timezone", words(1, 100))),
	"datetimepicker":  action(may("initial_date_time", number(1e9, 1e10-1)), may("focus_on_load", focus)),
	"static_select":   menu(may("options", each(1, 100, menuOption)), may("option_groups", each(1, 100, optionSet)), may("initial_option", menuOption)),
	"external_select": menu(may("initial_option", menuOption), may("min_query_length", number(0, 1e9))),
	"users_select":    menu(may("initial_user", words(1, idLength))),
	"conversations_select": menu(may("initial_conversation", words(1, idLength)), may("default_to_current_conversation", yesNo),
		may("response_url_enabled", yesNo), may("filter", filter)),
	"channels_select": menu(may("initial_channel", words(1, idLength)), may("response_url_enabled", yesNo)),
	"multi_static_select": several(may("options", each(1, 100, menuOption)), may("option_groups", each(1, 100, optionSet)),
		may("initial_options", each(1, 100, menuOption))),
	"multi_external_select": several(may("initial_options", each(1, 100, menuOption)), may("min_query_length", number(0, 1e9))),
	"multi_users_select":    several(may("initial_users", each(1, 100, words(1, idLength)))),
	"multi_conversations_select": several(may("initial_conversations", each(1, 100, words(1, idLength))),
		may("default_to_current_conversation", yesNo), may("filter", filter)),
	"multi_channels_select": several(may("initial_channels", each(1, 100, words(1, idLength)))),
	"plain_text_input": entry(may("initial_value", words(0, inputLength)), may("multiline", yesNo), may("min_length", number(0, inputLength)),
		may("max_length", number(1, inputLength))),
	"number_input":     entry(must("is_decimal_allowed", yesNo), may("initial_value", words(1, 100)), may("min_value", words(1, 100)), may("max_value", words(1, 100))),
	"email_text_input": entry(may("initial_value", words(1, idLength))),
	"url_text_input":   entry(may("initial_value", words(1, urlLength))),
	"rich_text_input":  entry(may("initial_value", anything), may("min_lines", number(1, 100)), may("max_lines", number(1, 100))),
	"file_input":       {may("action_id", actionID), may("filetypes", each(1, 100, words(1, 100))), may("max_files", number(1, 10))},
}

// rules are what no single field says, by type of block or element.
var rules = map[string]func(c *checker, at string, m map[string]any){
	"section":             needsTextOrFields,
	"image":               needsSource,
	"static_select":       optionsFit,
	"multi_static_select": optionsFit,
	"checkboxes":          optionsFit,
	"radio_buttons":       optionsFit,
	"overflow":            optionsFit,
	"plain_text_input":    lengthsFit,
	"number_input":        numbersFit,
}

func needsTextOrFields(c *checker, at string, m map[string]any) {
	if m["text"] == nil && m["fields"] == nil {
		c.say(at, "missing required field: text or fields")
	}
}

func needsSource(c *checker, at string, m map[string]any) {
	if (m["image_url"] == nil) == (m["slack_file"] == nil) {
		c.say(at, "either image_url or slack_file is required")
	}
}

// optionsFit: choices can be told apart, and what is chosen at first is one
// of them.
func optionsFit(c *checker, at string, m map[string]any) {
	all, _ := m["options"].([]any)
	if groups, ok := m["option_groups"].([]any); ok {
		if all != nil {
			c.say(at, "options and option_groups cannot both be given")
		}
		for _, g := range groups {
			if g, ok := g.(map[string]any); ok {
				list, _ := g["options"].([]any)
				all = append(all, list...)
			}
		}
	} else if all == nil && (m["type"] == "static_select" || m["type"] == "multi_static_select") {
		c.say(at, "missing required field: options")
	}
	seen := map[string]bool{}
	for _, o := range all {
		if o, ok := o.(map[string]any); ok {
			v, _ := o["value"].(string)
			if seen[v] {
				c.say(at+"/options", "value %q already exists", v)
			}
			seen[v] = true
		}
	}
	first, _ := m["initial_options"].([]any)
	if o := m["initial_option"]; o != nil {
		first = append(first, o)
	}
	for _, o := range first {
		if !slices.ContainsFunc(all, func(x any) bool { return reflect.DeepEqual(x, o) }) {
			c.say(at, "initial option is not among the options")
		}
	}
}

func lengthsFit(c *checker, at string, m map[string]any) {
	least, _ := m["min_length"].(float64)
	if most, ok := m["max_length"].(float64); ok && least > most {
		c.say(at, "min_length is greater than max_length")
	}
}

func numbersFit(c *checker, at string, m map[string]any) {
	value := map[string]float64{}
	for _, name := range []string{"min_value", "max_value", "initial_value"} {
		s, ok := m[name].(string)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			c.say(at+"/"+name, "must be a number")
		}
		value[name] = n
	}
	least, some := value["min_value"]
	if most, ok := value["max_value"]; ok && some && least > most {
		c.say(at, "min_value is greater than max_value")
	}
}
