package blockkit

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"
)

// words is a string of some length, in characters.
func words(least, most int) check {
	return func(c *checker, at string, v any) {
		s, ok := v.(string)
		switch n := utf8.RuneCountInString(s); {
		case !ok:
			c.say(at, "must provide a string")
		case n < least:
			c.say(at, "must be more than %d characters", least-1)
		case n > most:
			c.say(at, "must be less than %d characters", most+1)
		}
	}
}

func yesNo(c *checker, at string, v any) {
	if _, ok := v.(bool); !ok {
		c.say(at, "must be a boolean")
	}
}

func number(least, most float64) check {
	return func(c *checker, at string, v any) {
		n, ok := v.(float64)
		switch {
		case !ok || n != math.Trunc(n):
			c.say(at, "must be an integer")
		case n < least:
			c.say(at, "must be greater than %.0f", least-1)
		case n > most:
			c.say(at, "must be less than %.0f", most+1)
		}
	}
}

func oneOf(list ...string) check {
	return func(c *checker, at string, v any) {
		if s, _ := v.(string); !slices.Contains(list, s) {
			c.say(at, "value must be one of %q", list)
		}
	}
}

func like(pattern, what string) check {
	re := regexp.MustCompile(pattern)
	return func(c *checker, at string, v any) {
		if s, _ := v.(string); !re.MatchString(s) {
			c.say(at, "must be %s", what)
		}
	}
}

// each is a list of some length whose items all pass one check.
func each(least, most int, item check) check {
	return func(c *checker, at string, v any) {
		list, ok := v.([]any)
		switch {
		case !ok:
			c.say(at, "must provide an array")
			return
		case len(list) < least:
			c.say(at, "no less than %d items allowed", least)
		case len(list) > most:
			c.say(at, "no more than %d items allowed", most)
		}
		for i, x := range list {
			item(c, at+"/"+strconv.Itoa(i), x)
		}
	}
}

// record is an object without a type.
func record(fields ...field) check {
	return func(c *checker, at string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			c.say(at, "must provide an object")
			return
		}
		if m["type"] != nil {
			c.say(at, "invalid additional property: type")
		}
		c.object(at, m, fields)
	}
}

// plain is a text object that must be plain_text, of up to most characters.
func plain(most int) check { return text(most, "plain_text") }

// mixed is a text object of either kind.
func mixed(most int) check { return text(most, "plain_text", "mrkdwn") }

func text(most int, kinds ...string) check {
	table := map[string][]field{
		"plain_text": {must("text", words(1, most)), may("emoji", yesNo)},
		"mrkdwn":     {must("text", words(1, most)), may("verbatim", yesNo)},
	}
	return typed(table, kinds...)
}

// actionID is an id that is unique in its block.
func actionID(c *checker, at string, v any) {
	words(1, idLength)(c, at, v)
	id, _ := v.(string)
	if c.actions[id] {
		c.say(at, "`action_id` %q already exists", id)
	}
	c.actions[id] = true
}

// focus may be given to one element of a view.
func focus(c *checker, at string, v any) {
	yesNo(c, at, v)
	if v == true {
		if c.focused {
			c.say(at, "only one element can have focus_on_load")
		}
		c.focused = true
	}
}

// option is one choice: of a menu in plain text, of boxes in either.
func option(label check, link bool) check {
	fields := []field{must("text", label), must("value", words(1, 150)), may("description", label)}
	if link {
		fields = append(fields, may("url", words(1, urlLength)))
	}
	return record(fields...)
}

const urlLength = 3000

var (
	menuOption = option(plain(75), false)
	boxOption  = option(mixed(75), false)
	overOption = option(plain(75), true)
	optionSet  = record(must("label", plain(75)), must("options", each(1, 100, menuOption)))
	confirm    = record(must("title", plain(100)), must("text", mixed(300)), must("confirm", plain(30)), must("deny", plain(30)),
		may("style", oneOf("primary", "danger")))
	dispatch = record(must("trigger_actions_on", each(1, 2, oneOf("on_enter_pressed", "on_character_entered"))))
	file     = record(may("id", words(1, idLength)), may("url", words(1, urlLength)))
	filter   = record(may("include", each(1, 4, oneOf("im", "mpim", "private", "public"))), may("exclude_external_shared_channels", yesNo),
		may("exclude_bot_users", yesNo))
	date  = like(`^\d{4}-\d\d-\d\d$`, "a date, YYYY-MM-DD")
	clock = like(`^\d\d:\d\d$`, "a time, HH:mm")
	style = oneOf("primary", "danger")
)
