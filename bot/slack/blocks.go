package slack

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"intake/bot"
	"intake/internal/dialog"
	visible "intake/internal/text"
)

// Limits of Block Kit, from its reference (docs.slack.dev, Block Kit
// reference) and, for the whole message, slackapi/bolt-js#2509.
const (
	sectionText  = 3000
	messageText  = 9000 // of one message's sections: the whole stays under 12,000
	buttonText   = 75
	optionText   = 75
	mostButtons  = 12 // of 25: more are a list to open, easier on a phone
	mostBoxes    = 10
	mostOptions  = 100
	actionsLimit = 25
)

// Ids of our controls.
const (
	homeStart  = "home.start"
	doneAction = "done"
)

// A control says in a block's id what its controls answer.
type control struct {
	turn  uint32 // the turn that showed it
	place string // "apart" for controls under an answer that stands apart
}

func (c control) blockID(n int) string { return fmt.Sprintf("intake.%d.%s.%d", c.turn, c.place, n) }

func parseControl(id string) (control, bool) {
	p := strings.Split(id, ".")
	if len(p) != 4 || p[0] != "intake" {
		return control{}, false
	}
	turn, err := strconv.ParseUint(p[1], 10, 32)
	return control{uint32(turn), p[2]}, err == nil
}

// turnOf reads the turn from the id of a reply, "conversation.turn.part".
func turnOf(id string) uint32 {
	p := strings.Split(id, ".")
	if len(p) < 2 {
		return 0
	}
	turn, _ := strconv.ParseUint(p[1], 10, 32)
	return uint32(turn)
}

// text is words that stay words: no mention, link, emoji or markup.
func text(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, visible.Strip(s), false, false)
}

// sections are the words of a message.
func sections(s string) []slack.Block {
	var out []slack.Block
	for _, part := range bot.Split(s, sectionText) {
		out = append(out, slack.NewSectionBlock(text(part), nil, nil))
	}
	return out
}

// longLabels are the labels that do not fit their control, to be read in the
// text.
func longLabels(options []dialog.Button) string {
	var b strings.Builder
	for i, o := range options {
		if utf8.RuneCountInString(o.Label) > buttonText {
			fmt.Fprintf(&b, "\n%d) %s", i+1, o.Label)
		}
	}
	return b.String()
}

// waysOut are the choices that stand beside a list of several and are chosen
// alone.
var waysOut = []string{"none", "skip", "human"}

// controls are the controls of a reply.
func (w Words) controls(c control, r dialog.Reply) []slack.Block {
	if len(r.Options) == 0 {
		return nil
	}
	if !r.Many {
		return w.single(c, 0, r.Options)
	}
	var boxes, alone []dialog.Button
	for _, o := range r.Options {
		if slices.Contains(waysOut, o.ID) {
			alone = append(alone, o)
		} else {
			boxes = append(boxes, o)
		}
	}
	var out []slack.Block
	for len(boxes) > 0 {
		n := min(len(boxes), mostOptions)
		part := options(boxes[:n])
		boxes = boxes[n:]
		var el slack.BlockElement
		id := c.blockID(len(out))
		if n <= mostBoxes {
			el = slack.NewCheckboxGroupsBlockElement("boxes", part...)
			out = append(out, slack.NewActionBlock(id, el))
			continue
		}
		list := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, text(w.Pick), "list", part...)
		s := slack.NewSectionBlock(text(w.Pick), nil, slack.NewAccessory(list))
		s.BlockID = id
		out = append(out, s)
	}
	done := slack.NewButtonBlockElement(doneAction, doneAction, text(w.Done))
	done.Style = slack.StylePrimary
	last := []slack.BlockElement{done}
	last = append(last, buttons(alone)...)
	return append(out, slack.NewActionBlock(c.blockID(len(out)), last...))
}

// single are the controls of which one is chosen.
func (w Words) single(c control, at int, list []dialog.Button) []slack.Block {
	if len(list) <= mostButtons {
		return []slack.Block{slack.NewActionBlock(c.blockID(at), buttons(list)...)}
	}
	var out []slack.Block
	for len(list) > 0 {
		n := min(len(list), mostOptions)
		el := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, text(w.Pick), "list", options(list[:n])...)
		out = append(out, slack.NewActionBlock(c.blockID(at+len(out)), el))
		list = list[n:]
	}
	return out
}

func buttons(list []dialog.Button) []slack.BlockElement {
	var out []slack.BlockElement
	for i, o := range list {
		out = append(out, slack.NewButtonBlockElement(fmt.Sprintf("button.%d", i), o.ID, text(bot.Cut(o.Label, buttonText))))
	}
	return out
}

func options(list []dialog.Button) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, o := range list {
		out = append(out, slack.NewOptionBlockObject(o.ID, text(bot.Cut(o.Label, optionText)), nil))
	}
	return out
}

// escape makes words safe where Slack reads markup.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
