package discordsim

import "unicode/utf8"

// Types of component (docs.discord.com, Component Reference).
const (
	typeRow       = 1
	typeButton    = 2
	typeSelect    = 3
	typeInput     = 4
	typeUsers     = 5
	typeRoles     = 6
	typeMentions  = 7
	typeChannels  = 8
	typeSection   = 9
	typeText      = 10
	typeThumbnail = 11
	typeGallery   = 12
	typeFile      = 13
	typeSeparator = 14
	typeContainer = 17
	typeLabel     = 18
	typeUpload    = 19
	typeRadio     = 21
	typeChecks    = 22
	typeCheck     = 23
)

func isSelect(t int) bool { return t == typeSelect || t >= typeUsers && t <= typeChannels }

// components holds the components of one message or modal against their
// limits.
type components struct {
	*form
	ids   map[string]bool
	v2    bool
	count int
	words int // characters of text displays
}

// top checks the components of a message.
func (k *components) top(path string, o Object) {
	most, allowed := mostRows, []int{typeRow}
	if k.v2 {
		most = mostPieces
		allowed = []int{typeRow, typeSection, typeText, typeGallery, typeFile, typeSeparator, typeContainer}
	}
	list := k.list(path, o, "components", 0, most)
	k.all(at(path, "components"), list, allowed...)
	if k.count > mostPieces && k.v2 {
		k.bad(at(path, "components"), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "The number of total components must be %d or fewer", mostPieces)
	}
	if k.words > 4000 {
		k.bad(at(path, "components"), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "The total displayable text size must not exceed 4000")
	}
}

func (k *components) all(path string, list []Object, allowed ...int) {
	for i, o := range list {
		p := at(path, i)
		if k.oneOf(p, o, "type", allowed...) {
			k.one(p, o)
		}
	}
}

// one checks a component that may stand where it does.
func (k *components) one(path string, o Object) {
	k.count++
	k.number(path, o, "id", 0, 1<<31-1)
	switch num(o, "type") {
	case typeRow:
		k.row(path, o)
	case typeButton:
		k.button(path, o)
	case typeSelect, typeUsers, typeRoles, typeMentions, typeChannels:
		k.choose(path, o)
	case typeSection:
		k.fields(path, o, "type", "id", "components", "accessory")
		k.all(at(path, "components"), k.list(path, o, "components", 1, 3), typeText)
		if a := obj(o, "accessory"); a == nil {
			k.bad(at(path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
		} else if k.oneOf(at(path, "accessory"), a, "type", typeButton, typeThumbnail) {
			k.one(at(path, "accessory"), a)
		}
	case typeText:
		k.fields(path, o, "type", "id", "content")
		k.words += k.text(path, o, "content", 1, 4000)
	case typeThumbnail:
		k.fields(path, o, "type", "id", "media", "description", "spoiler")
		k.text(path, o, "description", 0, 1024)
	case typeGallery:
		k.fields(path, o, "type", "id", "items")
		k.list(path, o, "items", 1, 10)
	case typeFile:
		k.fields(path, o, "type", "id", "file", "spoiler")
	case typeSeparator:
		k.fields(path, o, "type", "id", "divider", "spacing")
	case typeContainer:
		k.fields(path, o, "type", "id", "components", "accent_color", "spoiler")
		k.all(at(path, "components"), k.list(path, o, "components", 1, mostPieces), typeRow, typeSection, typeText, typeGallery, typeFile, typeSeparator)
	}
}

// customID checks an id that comes back with a press.
func (k *components) customID(path string, o Object) {
	k.text(path, o, "custom_id", 1, 100)
	id := str(o, "custom_id")
	if id != "" && k.ids[id] {
		k.bad(at(path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	k.ids[id] = true
}

func (k *components) row(path string, o Object) {
	k.fields(path, o, "type", "id", "components")
	list := k.list(path, o, "components", 1, 5)
	k.all(at(path, "components"), list, typeButton, typeSelect, typeUsers, typeRoles, typeMentions, typeChannels)
	for _, x := range list {
		if isSelect(num(x, "type")) && len(list) > 1 {
			k.bad(at(path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
			return
		}
	}
}

func (k *components) button(path string, o Object) {
	k.fields(path, o, "type", "id", "style", "label", "emoji", "custom_id", "sku_id", "url", "disabled")
	k.text(path, o, "label", 0, 80)
	k.yesNo(path, o, "disabled")
	if !k.oneOf(path, o, "style", 1, 2, 3, 4, 5, 6) {
		return
	}
	switch num(o, "style") {
	case 5:
		k.text(path, o, "url", 1, 512)
		if o["custom_id"] != nil {
			k.bad(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
	case 6:
	default:
		k.customID(path, o)
		if o["url"] != nil {
			k.bad(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
	}
	if str(o, "label") == "" && o["emoji"] == nil && num(o, "style") != 6 {
		k.bad(path, "BUTTON_COMPONENT_INVALID_EMOJI_OR_LABEL", "A button requires an emoji or a label")
	}
	if str(o, "label") == "" && o["emoji"] != nil {
		k.note("a button without words")
	}
}

// choose checks a select menu.
func (k *components) choose(path string, o Object) {
	k.fields(path, o, "type", "id", "custom_id", "options", "channel_types", "placeholder", "default_values", "min_values", "max_values", "disabled", "required")
	k.customID(path, o)
	k.text(path, o, "placeholder", 0, 150)
	k.number(path, o, "min_values", 0, 25)
	k.number(path, o, "max_values", 1, 25)
	k.yesNo(path, o, "disabled", "required")
	if num(o, "type") != typeSelect {
		return
	}
	k.options(path, o, 25)
	least, most := bounds(o)
	if n := len(objects(o, "options")); most > n {
		k.bad(at(path, "options"), "BASE_TYPE_BAD_LENGTH", "Must be between %d and 25 in length.", most)
	} else if least > most {
		k.bad(at(path, "min_values"), "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", "min_values must not be greater than max_values")
	}
}

// bounds are how few and how many options may be chosen.
func bounds(o Object) (least, most int) {
	least, most = 1, 1
	if o["min_values"] != nil {
		least = num(o, "min_values")
	}
	if o["max_values"] != nil {
		most = num(o, "max_values")
	}
	return least, most
}

func (k *components) options(path string, o Object, most int) {
	seen, chosen := map[string]bool{}, 0
	for i, x := range k.list(path, o, "options", 1, most) {
		p := at(at(path, "options"), i)
		k.fields(p, x, "label", "value", "description", "emoji", "default")
		k.text(p, x, "label", 1, 100)
		k.text(p, x, "value", 1, 100)
		k.text(p, x, "description", 0, 100)
		if v := str(x, "value"); seen[v] {
			k.bad(at(p, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		} else {
			seen[v] = true
		}
		if x["default"] == true {
			chosen++
		}
	}
	if _, max := bounds(o); chosen > max {
		k.bad(at(path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "Too many default options")
	}
}

// modal checks a modal.
func (f *form) modal(path string, o Object) {
	k := &components{form: f, ids: map[string]bool{}}
	k.fields(path, o, "title", "custom_id", "components")
	k.text(path, o, "title", 1, 45)
	k.text(path, o, "custom_id", 1, 100)
	for i, c := range k.list(path, o, "components", 1, 5) {
		p := at(at(path, "components"), i)
		if !k.oneOf(p, c, "type", typeRow, typeText, typeLabel) {
			continue
		}
		switch num(c, "type") {
		case typeRow:
			for j, x := range k.list(p, c, "components", 1, 1) {
				q := at(at(p, "components"), j)
				if k.oneOf(q, x, "type", typeInput) {
					k.text(q, x, "label", 1, 45)
					k.input(q, x)
				}
			}
		case typeText:
			k.one(p, c)
		case typeLabel:
			k.label(p, c)
		}
	}
}

func (k *components) label(path string, o Object) {
	k.fields(path, o, "type", "id", "label", "description", "component")
	k.text(path, o, "label", 1, 45)
	k.text(path, o, "description", 0, 100)
	x, p := obj(o, "component"), at(path, "component")
	if x == nil {
		k.bad(p, "BASE_TYPE_REQUIRED", "This field is required")
		return
	}
	if !k.oneOf(p, x, "type", typeSelect, typeInput, typeUsers, typeRoles, typeMentions, typeChannels, typeUpload, typeRadio, typeChecks, typeCheck) {
		return
	}
	switch t := num(x, "type"); {
	case t == typeInput:
		if x["label"] != nil {
			k.bad(at(p, "label"), "COMPONENT_LABEL_NOT_ALLOWED", "A text input in a label has no label of its own")
		}
		k.input(p, x)
	case isSelect(t):
		k.choose(p, x)
	case t == typeRadio || t == typeChecks:
		k.customID(p, x)
		k.options(p, x, 10)
	default:
		k.customID(p, x)
	}
}

func (k *components) input(path string, o Object) {
	k.fields(path, o, "type", "id", "custom_id", "style", "label", "min_length", "max_length", "required", "value", "placeholder")
	k.customID(path, o)
	k.oneOf(path, o, "style", 1, 2)
	k.number(path, o, "min_length", 0, 4000)
	k.number(path, o, "max_length", 1, 4000)
	k.yesNo(path, o, "required")
	k.text(path, o, "value", 0, 4000)
	k.text(path, o, "placeholder", 0, 100)
	if n := utf8.RuneCountInString(str(o, "value")); o["max_length"] != nil && n > num(o, "max_length") {
		k.bad(at(path, "value"), "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", num(o, "max_length"))
	}
}
