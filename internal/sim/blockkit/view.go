package blockkit

import (
	"encoding/json"
	"strconv"
)

// A View is a modal or the app's home.
type View struct {
	Type, Title, Submit, Close      string
	Blocks                          []Block
	CallbackID, ExternalID, Private string
	NotifyOnClose, ClearOnClose     bool
	// Wire is the view as it came.
	Wire map[string]any
}

const (
	viewWord    = 24 // characters of title, submit and close
	viewPrivate = 3000
)

var viewBlocks = each(0, ViewBlocks, func(c *checker, at string, v any) {
	b, ok := v.(map[string]any)
	if !ok {
		c.say(at, "must provide an object")
		return
	}
	if b["type"] == "markdown" {
		c.say(at+"/type", "unsupported type: markdown")
		return
	}
	c.block(at, b)
})

var viewFields = map[string][]field{
	"modal": {
		must("title", plain(viewWord)), must("blocks", viewBlocks), may("submit", plain(viewWord)), may("close", plain(viewWord)),
		may("private_metadata", words(0, viewPrivate)), may("callback_id", words(0, idLength)), may("external_id", words(0, idLength)),
		may("clear_on_close", yesNo), may("notify_on_close", yesNo),
	},
	"home": {
		must("blocks", viewBlocks), may("private_metadata", words(0, viewPrivate)), may("callback_id", words(0, idLength)),
		may("external_id", words(0, idLength)),
	},
}

// CheckView reads a view of the kind wanted, "modal" or "home".
func CheckView(raw, kind string) (View, []string) {
	var m map[string]any
	if json.Unmarshal([]byte(raw), &m) != nil || m == nil {
		return View{}, []string{"must provide an object [json-pointer:/view]"}
	}
	c := newChecker()
	typed(viewFields, kind)(c, "/view", m)
	v := View{Wire: m}
	v.Type, _ = m["type"].(string)
	v.CallbackID, _ = m["callback_id"].(string)
	v.ExternalID, _ = m["external_id"].(string)
	v.Private, _ = m["private_metadata"].(string)
	v.NotifyOnClose, _ = m["notify_on_close"].(bool)
	v.ClearOnClose, _ = m["clear_on_close"].(bool)
	v.Title, v.Submit, v.Close = wordsOf(m["title"]), wordsOf(m["submit"]), wordsOf(m["close"])
	list, _ := m["blocks"].([]any)
	for i, x := range list {
		b, ok := x.(map[string]any)
		if !ok {
			continue
		}
		v.Blocks = append(v.Blocks, b)
		if b["type"] == "input" && kind == "modal" && m["submit"] == nil {
			c.say("/view/blocks/"+strconv.Itoa(i), "an input block needs a view with submit")
		}
	}
	return v, c.problems
}

func wordsOf(v any) string {
	m, _ := v.(map[string]any)
	s, _ := m["text"].(string)
	return s
}
