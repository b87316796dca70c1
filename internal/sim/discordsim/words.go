package discordsim

import (
	"regexp"
	"strings"
)

// escaped is a sign of markup that a backslash makes plain.
var escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

// Plain is a text as a person reads it, once escapes have done their work.
func Plain(text string) string { return escaped.ReplaceAllString(text, "$1") }

// alive is what Discord shows as more than words.
var alive = regexp.MustCompile(strings.Join([]string{
	`<@[!&]?\d+>`, `<#\d+>`, `</[^>]+:\d+>`, `<a?:\w+:\d+>`, `<t:-?\d+(:\w)?>`, `@everyone`, `@here`, // mentions, emoji, times
	`https?://[^\s<]+`, `\[[^\]]+\]\([^)]+\)`, // links
	`\*[^*\s]`, `\b_[^_]+_\b`, `__[^_]+__`, `~~[^~]+~~`, `\|\|[^|]+\|\|`, "`[^`]+`", "```", // styles
	`(?m)^(#{1,3}|-#|>|>>>) \S`, // headings, small print, quotes
	`\x1b`,
}, "|"))

// Live is what of a text is more than words: mentions, links, styles.
func Live(text string) []string {
	return alive.FindAllString(escaped.ReplaceAllString(text, "\x00"), -1)
}

// Words is all that a person reads of messages: text, embeds, text displays,
// names of files, placeholders and labels of controls.
func Words(messages []Message) string {
	var b strings.Builder
	for _, m := range messages {
		for _, t := range texts(m) {
			b.WriteString(Plain(t) + "\n")
		}
		for _, f := range m.Files {
			b.WriteString(f.Name + "\n")
		}
		for _, c := range Controls(m) {
			b.WriteString(c.Label + "\n")
		}
	}
	return b.String()
}

// Markup is what of messages is more than words.
func Markup(messages []Message) (out []string) {
	for _, m := range messages {
		for _, t := range texts(m) {
			out = append(out, Live(t)...)
		}
		out = append(out, m.Pings...)
	}
	return out
}

// texts are the texts of a message in which markup works.
func texts(m Message) []string {
	out := []string{m.Text}
	for _, e := range m.Embeds {
		out = append(out, str(obj(e, "author"), "name"), str(e, "title"), str(e, "description"))
		for _, f := range objects(e, "fields") {
			out = append(out, str(f, "name"), str(f, "value"))
		}
		out = append(out, str(obj(e, "footer"), "text"))
	}
	walk(m.Components, func(o Object) {
		if num(o, "type") == typeText {
			out = append(out, str(o, "content"))
		}
	})
	kept := out[:0]
	for _, t := range out {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return kept
}
