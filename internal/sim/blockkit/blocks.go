package blockkit

// block are the fields that all blocks share.
func block(more ...field) []field {
	return append([]field{may("block_id", words(1, idLength))}, more...)
}

// What stands in a line of context: words and small pictures.
var contextFields = map[string][]field{
	"plain_text": {must("text", words(1, textLength)), may("emoji", yesNo)},
	"mrkdwn":     {must("text", words(1, textLength)), may("verbatim", yesNo)},
	"image":      elementFields["image"],
}

// textLength is the most that any text object may hold.
const textLength = 3000

var blockFields = map[string][]field{
	"section": block(may("text", mixed(textLength)), may("fields", each(1, 10, mixed(2000))),
		may("accessory", typed(elementFields, inAccessory...)), may("expand", yesNo)),
	"header":  block(must("text", plain(150)), may("level", number(1, 4))),
	"divider": block(),
	"context": block(must("elements", each(1, 10, typed(contextFields)))),
	"actions": block(must("elements", each(1, 25, typed(elementFields, inActions...)))),
	"image": block(must("alt_text", words(1, 2000)), may("image_url", words(1, urlLength)), may("slack_file", file),
		may("title", plain(2000))),
	"input": block(must("label", plain(2000)), must("element", typed(elementFields, inInput...)), may("hint", plain(2000)),
		may("optional", yesNo), may("dispatch_action", yesNo)),
	"markdown":        block(must("text", words(1, markdownText))),
	"rich_text":       block(must("elements", each(0, 1000, typed(richFields)))),
	"context_actions": block(must("elements", each(1, 5, typed(feedbackFields)))),
}

var feedbackFields = map[string][]field{
	"feedback_buttons": {
		may("action_id", actionID), must("positive_button", feedbackButton), must("negative_button", feedbackButton),
	},
	"icon_button": action(must("icon", oneOf("trash")), must("text", plain(75)), may("value", words(0, 2000)),
		may("accessibility_label", words(1, 75)), may("visible_to_user_ids", each(1, 100, words(1, idLength)))),
}

var feedbackButton = record(must("text", plain(75)), must("value", words(0, 2000)), may("accessibility_label", words(1, 75)))

// richFields are the parts of rich text, spanFields what stands in them.
var (
	richFields = map[string][]field{
		"rich_text_section": {must("elements", spans)},
		"rich_text_list": {
			must("style", oneOf("bullet", "ordered")), must("elements", each(1, 1000, typed(sectionOnly))),
			may("indent", number(0, 8)), may("offset", number(0, 1e6)), may("border", number(0, 1)),
		},
		"rich_text_preformatted": {must("elements", spans), may("border", number(0, 1)), may("language", words(1, 50))},
		"rich_text_quote":        {must("elements", spans), may("border", number(0, 1))},
	}
	sectionOnly = map[string][]field{"rich_text_section": {must("elements", spans)}}
	spans       = each(0, 1000, typed(spanFields))
	spanFields  = map[string][]field{
		"text":      {must("text", words(1, 40000)), may("style", anything)},
		"link":      {must("url", words(1, urlLength)), may("text", words(0, textLength)), may("unsafe", yesNo), may("style", anything)},
		"emoji":     {must("name", words(1, 100)), may("unicode", words(1, 100)), may("skin_tone", number(1, 6)), may("style", anything)},
		"user":      {must("user_id", words(1, idLength)), may("style", anything)},
		"usergroup": {must("usergroup_id", words(1, idLength)), may("style", anything)},
		"channel":   {must("channel_id", words(1, idLength)), may("style", anything)},
		"broadcast": {must("range", oneOf("here", "channel", "everyone")), may("style", anything)},
		"color":     {must("value", like(`^#[0-9A-Fa-f]{6}$`, "a color")), may("style", anything)},
		"date":      {must("timestamp", number(0, 1e12)), must("format", words(1, 500)), may("url", words(1, urlLength)), may("fallback", words(1, 500))},
	}
)
