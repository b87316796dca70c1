package discordsim

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
)

// Limits of a message (docs.discord.com, Message).
const (
	mostContent = 2000
	mostEmbeds  = 10
	mostRows    = 5
	mostPieces  = 40 // of components, with the flag for the second version
)

// What each request that makes or changes a message may hold. discordgo names
// the message in the body of an edit, too.
var (
	hookEditFields = []string{"content", "embeds", "allowed_mentions", "components", "flags", "attachments"}
	editFields     = append(slices.Clone(hookEditFields), "ID", "Channel")
	callbackFields = append(slices.Clone(hookEditFields), "tts", "poll")
	webhookFields  = append(slices.Clone(callbackFields), "username", "avatar_url", "thread_name", "applied_tags")
	createFields   = append(slices.Clone(callbackFields), "nonce", "enforce_nonce", "message_reference", "sticker_ids", "shared_client_theme")
)

// flags that a program may set, by operation: the others have no effect there.
const (
	flagsCreate = 1<<2 | 1<<12 | flagV2
	flagsAnswer = flagsCreate | flagEphemeral
)

// message checks a message's form. was is the message changed, nil for a new
// one.
func (s *Server) message(c *call, path string, o Object, fields []string, flags int, was *Message) error {
	f := &form{}
	f.fields(path, o, fields...)
	f.text(path, o, "content", 0, mostContent)
	f.yesNo(path, o, "tts", "enforce_nonce")
	f.number(path, o, "flags", 0, 1<<31-1)
	switch n := o["nonce"].(type) {
	case nil, float64:
	case string:
		f.text(path, o, "nonce", 0, 25)
	default:
		f.bad(at(path, "nonce"), "NONCE_TYPE_INVALID", "Invalid nonce %v", n)
	}
	f.embeds(path, o)
	f.mentions(path, o)
	f.attachments(path, o, c.files, was)
	set := num(o, "flags")
	if set&^flags != 0 {
		f.note("flags %d have no effect here", set&^flags)
	}
	v2 := set&flagV2 != 0 || was != nil && was.Flags&flagV2 != 0
	if v2 {
		for key, used := range map[string]bool{"content": str(o, "content") != "", "embeds": len(objects(o, "embeds")) > 0} {
			if used {
				f.bad(at(path, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
					"The %q field cannot be used when using MessageFlags.IS_COMPONENTS_V2", key)
			}
		}
	}
	k := &components{form: f, ids: map[string]bool{}, v2: v2}
	k.top(path, o)
	if (str(o, "content") != "" || k.words > 0) && o["allowed_mentions"] == nil {
		f.note("no allowed_mentions: what a person wrote may ping")
	}
	if err := f.err(); err != nil {
		return err
	}
	empty := str(o, "content") == "" && len(objects(o, "embeds")) == 0 && len(objects(o, "components")) == 0 && len(c.files) == 0
	if was != nil {
		empty = empty && o["content"] != nil && (o["embeds"] != nil || len(was.Embeds) == 0) && (o["components"] != nil || len(was.Components) == 0) && len(was.Files) == 0
	}
	if empty {
		return refuse(http.StatusBadRequest, 50006, "Cannot send an empty message")
	}
	for _, n := range f.notes {
		s.fault("%s: %s", c.name, n)
	}
	return nil
}

func (f *form) mentions(path string, o Object) {
	if o["allowed_mentions"] == nil {
		return
	}
	path = at(path, "allowed_mentions")
	m, ok := o["allowed_mentions"].(Object)
	if !ok {
		f.bad(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		return
	}
	f.fields(path, m, "parse", "users", "roles", "replied_user")
	parse, _ := m["parse"].([]any)
	for i, p := range parse {
		if p != "users" && p != "roles" && p != "everyone" {
			f.bad(at(at(path, "parse"), i), "BASE_TYPE_CHOICES", "Value of field \"%d\" must be one of ('users', 'roles', 'everyone').", i)
		}
		if named, _ := m[fmt.Sprint(p)].([]any); len(named) > 0 {
			f.bad(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %v: [ids...] are mutually exclusive.", p, p)
		}
	}
	for _, key := range []string{"users", "roles"} {
		if named, _ := m[key].([]any); len(named) > 100 {
			f.bad(at(path, key), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
		}
	}
}

func (f *form) embeds(path string, o Object) {
	total := 0
	for i, e := range f.list(path, o, "embeds", 0, mostEmbeds) {
		p := at(at(path, "embeds"), i)
		f.fields(p, e, "title", "type", "description", "url", "timestamp", "color", "footer", "image", "thumbnail", "video", "provider", "author", "fields")
		total += f.text(p, e, "title", 0, 256) + f.text(p, e, "description", 0, 4096)
		f.number(p, e, "color", 0, 1<<24-1)
		if a := obj(e, "author"); a != nil {
			total += f.text(at(p, "author"), a, "name", 1, 256)
		}
		if a := obj(e, "footer"); a != nil {
			total += f.text(at(p, "footer"), a, "text", 1, 2048)
		}
		for j, x := range f.list(p, e, "fields", 0, 25) {
			q := at(at(p, "fields"), j)
			f.fields(q, x, "name", "value", "inline")
			total += f.text(q, x, "name", 1, 256) + f.text(q, x, "value", 1, 1024)
			f.yesNo(q, x, "inline")
		}
	}
	if total > 6000 {
		f.bad(at(path, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
}

func (f *form) attachments(path string, o Object, files map[string]File, was *Message) {
	named := map[string]bool{}
	for i, a := range f.list(path, o, "attachments", 0, 10) {
		p := at(at(path, "attachments"), i)
		f.fields(p, a, "id", "filename", "description", "title", "duration_secs", "waveform", "is_remix",
			"url", "proxy_url", "size", "content_type", "ephemeral", "height", "width", "flags") // as they come back from a message
		f.text(p, a, "filename", 0, 1024)
		f.text(p, a, "description", 0, 1024)
		id := numeral(a["id"])
		named[id] = true
		if _, sent := files[id]; !sent && (was == nil || !slices.ContainsFunc(was.Files, func(x File) bool { return x.ID == id })) {
			f.bad(at(p, "id"), "ATTACHMENT_NOT_FOUND", "Attachment data for %s not found", id)
		}
	}
	for id, file := range files {
		if file.Name == "" {
			f.bad(at(path, "attachments"), "ATTACHMENT_NAME_REQUIRED", "files[%s] has no name", id)
		}
		if len(named) > 0 && !named[id] {
			f.note("files[%s] is not among the attachments", id)
		}
	}
}

// numeral is a number that may come as a text.
func numeral(v any) string {
	if n, ok := v.(float64); ok {
		return strconv.Itoa(int(n))
	}
	text, _ := v.(string)
	return text
}
