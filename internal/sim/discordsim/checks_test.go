package discordsim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"intake/internal/sim/discordsim"
)

// ask makes a request by hand, as the libraries would not.
func ask(t *testing.T, s *discordsim.Server, method, path, body string, change ...func(*http.Request)) (int, map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+"api/v10/"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+discordsim.BotToken)
	r.Header.Set("User-Agent", "DiscordBot (test, 1)")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, f := range change {
		f(r)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	out := map[string]any{}
	if w.StatusCode != http.StatusNoContent {
		_ = json.NewDecoder(w.Body).Decode(&out)
	}
	return w.StatusCode, out
}

// leaf finds the code of an error at a path in a tree of errors.
func leaf(tree map[string]any, path string) string {
	at, _ := tree["errors"].(map[string]any)
	for step := range strings.SplitSeq(path, ".") {
		at, _ = at[step].(map[string]any)
	}
	list, _ := at["_errors"].([]any)
	if len(list) == 0 {
		return ""
	}
	return list[0].(map[string]any)["code"].(string)
}

func long(n int) string { return strings.Repeat("x", n) }

func many(n int, format string) string {
	var list []string
	for i := range n {
		list = append(list, strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
	}
	return "[" + strings.Join(list, ",") + "]"
}

func row(inner string) string {
	return `"components": [{"type": 1, "components": [` + inner + `]}]`
}

const (
	inRow  = "components.0.components.0"
	button = `{"type": 2, "style": 1, "label": "%d", "custom_id": "c%d"}`
	opts   = `[{"label": "a", "value": "a"}, {"label": "b", "value": "b"}]`
)

func TestMessageChecks(t *testing.T) {
	for _, c := range []struct{ name, body, path, code string }{
		{"content", `"content": "` + long(2001) + `"`, "content", "BASE_TYPE_MAX_LENGTH"},
		{"content's type", `"content": 1`, "content", "STRING_TYPE_CONVERT"},
		{"nonce", `"content": "a", "nonce": "` + long(26) + `"`, "nonce", "BASE_TYPE_MAX_LENGTH"},
		{"embeds", `"embeds": ` + many(11, `{"title": "a"}`), "embeds", "BASE_TYPE_BAD_LENGTH"},
		{"embed title", `"embeds": [{"title": "` + long(257) + `"}]`, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"},
		{"embed description", `"embeds": [{"description": "` + long(4097) + `"}]`, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"},
		{"embed fields", `"embeds": [{"fields": ` + many(26, `{"name": "a", "value": "b"}`) + `}]`, "embeds.0.fields", "BASE_TYPE_BAD_LENGTH"},
		{"field without value", `"embeds": [{"fields": [{"name": "a", "value": ""}]}]`, "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH"},
		{"field value", `"embeds": [{"fields": [{"name": "a", "value": "` + long(1025) + `"}]}]`, "embeds.0.fields.0.value", "BASE_TYPE_BAD_LENGTH"},
		{"footer", `"embeds": [{"footer": {"text": "` + long(2049) + `"}}]`, "embeds.0.footer.text", "BASE_TYPE_BAD_LENGTH"},
		{"all embeds", `"embeds": ` + many(2, `{"description": "`+long(3001)+`"}`), "embeds", "MAX_EMBED_SIZE_EXCEEDED"},
		{"mentions", `"content": "a", "allowed_mentions": {"parse": ["all"]}`, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"},
		{"mentions both ways", `"content": "a", "allowed_mentions": {"parse": ["users"], "users": ["1"]}`, "allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
		{"attachment", `"content": "a", "attachments": [{"id": 0}]`, "attachments.0.id", "ATTACHMENT_NOT_FOUND"},
		{"rows", `"components": ` + many(6, `{"type": 1, "components": [`+button+`]}`), "components", "BASE_TYPE_BAD_LENGTH"},
		{"no row", `"components": [` + button + `]`, "components.0.type", "BASE_TYPE_CHOICES"},
		{"second version without its flag", `"components": [{"type": 10, "content": "a"}]`, "components.0.type", "BASE_TYPE_CHOICES"},
		{"empty row", row(""), "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"six in a row", `"components": [{"type": 1, "components": ` + many(6, button) + `}]`, "components.0.components", "BASE_TYPE_BAD_LENGTH"},
		{"row in a row", row(`{"type": 1, "components": []}`), inRow + ".type", "BASE_TYPE_CHOICES"},
		{"button's label", row(`{"type": 2, "style": 1, "custom_id": "a", "label": "` + long(81) + `"}`), inRow + ".label", "BASE_TYPE_MAX_LENGTH"},
		{"button's id", row(`{"type": 2, "style": 1, "label": "a", "custom_id": "` + long(101) + `"}`), inRow + ".custom_id", "BASE_TYPE_BAD_LENGTH"},
		{"button without id", row(`{"type": 2, "style": 1, "label": "a"}`), inRow + ".custom_id", "BASE_TYPE_REQUIRED"},
		{"button without label", row(`{"type": 2, "style": 1, "custom_id": "a"}`), inRow, "BUTTON_COMPONENT_INVALID_EMOJI_OR_LABEL"},
		{"button's style", row(`{"type": 2, "style": 7, "label": "a", "custom_id": "a"}`), inRow + ".style", "BASE_TYPE_CHOICES"},
		{"link with id", row(`{"type": 2, "style": 5, "label": "a", "url": "https://a.example", "custom_id": "a"}`), inRow, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"},
		{"same id twice", `"components": [{"type": 1, "components": ` + many(2, `{"type": 2, "style": 1, "label": "%d", "custom_id": "a"}`) + `}]`, "components.0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"select beside a button", `"components": [{"type": 1, "components": [{"type": 3, "custom_id": "a", "options": ` + opts + `}, ` + button + `]}]`, "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
		{"options", row(`{"type": 3, "custom_id": "a", "options": ` + many(26, `{"label": "%d", "value": "%d"}`) + `}`), inRow + ".options", "BASE_TYPE_BAD_LENGTH"},
		{"no options", row(`{"type": 3, "custom_id": "a"}`), inRow + ".options", "BASE_TYPE_REQUIRED"},
		{"option's label", row(`{"type": 3, "custom_id": "a", "options": [{"label": "` + long(101) + `", "value": "a"}]}`), inRow + ".options.0.label", "BASE_TYPE_BAD_LENGTH"},
		{"option's value twice", row(`{"type": 3, "custom_id": "a", "options": ` + many(2, `{"label": "%d", "value": "a"}`) + `}`), inRow + ".options.1.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
		{"option's description", row(`{"type": 3, "custom_id": "a", "options": [{"label": "a", "value": "a", "description": "` + long(101) + `"}]}`), inRow + ".options.0.description", "BASE_TYPE_MAX_LENGTH"},
		{"placeholder", row(`{"type": 3, "custom_id": "a", "options": ` + opts + `, "placeholder": "` + long(151) + `"}`), inRow + ".placeholder", "BASE_TYPE_MAX_LENGTH"},
		{"max_values", row(`{"type": 3, "custom_id": "a", "options": ` + opts + `, "max_values": 3}`), inRow + ".options", "BASE_TYPE_BAD_LENGTH"},
		{"min_values", row(`{"type": 3, "custom_id": "a", "options": ` + opts + `, "min_values": 2}`), inRow + ".min_values", "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE"},
		{"too many chosen", row(`{"type": 3, "custom_id": "a", "options": ` + many(2, `{"label": "%d", "value": "%d", "default": true}`) + `}`), inRow + ".options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS"},
		{"content in the second version", `"flags": 32768, "content": "a", "components": [{"type": 10, "content": "a"}]`, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"},
		{"text displays", `"flags": 32768, "components": ` + many(2, `{"type": 10, "content": "`+long(2001)+`"}`), "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"},
		{"pieces", `"flags": 32768, "components": [{"type": 17, "components": ` + many(40, `{"type": 14}`) + `}]`, "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"},
		{"section", `"flags": 32768, "components": [{"type": 9, "components": [{"type": 10, "content": "a"}]}]`, "components.0.accessory", "BASE_TYPE_REQUIRED"},
		{"empty", `"content": ""`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, discordsim.Options{})
			user := s.Person("ana")
			s.Write(user, "hello")
			path := "channels/" + s.Messages(user)[0].Channel + "/messages"
			body := "{" + c.body + "}"
			if !strings.Contains(body, "allowed_mentions") {
				body = `{"allowed_mentions": {"parse": []}, ` + c.body + "}"
			}
			status, out := ask(t, s, "POST", path, body)
			want := 50035.0
			if c.path == "" {
				want = 50006
			}
			if status != http.StatusBadRequest || out["code"] != want || c.path != "" && leaf(out, c.path) != c.code {
				t.Errorf("answered %d, %v", status, out)
			}
			if len(s.Messages(user)) != 1 || len(s.Faults()) != 1 {
				t.Errorf("%d messages, faults %q", len(s.Messages(user)), s.Faults())
			}
		})
	}
}

// What Discord lets pass and a program should not do is noted.
func TestNotes(t *testing.T) {
	for _, c := range []struct{ name, body, note string }{
		{"unknown field", `"content": "a", "allowed_mentions": {"parse": []}, "text": "b"`, "unknown field text"},
		{"pings", `"content": "a"`, "no allowed_mentions"},
		{"flag", `"content": "a", "allowed_mentions": {"parse": []}, "flags": 64`, "have no effect"},
		{"emoji alone", row(`{"type": 2, "style": 1, "custom_id": "a", "emoji": {"name": "👍"}}`), "without words"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, discordsim.Options{})
			user := s.Person("ana")
			s.Write(user, "hello")
			status, out := ask(t, s, "POST", "channels/"+s.Messages(user)[0].Channel+"/messages", "{"+c.body+"}")
			if f := s.Faults(); status != http.StatusOK || len(f) != 1 || !strings.Contains(f[0], c.note) {
				t.Errorf("answered %d, %v, faults %q", status, out, f)
			}
		})
	}
}

func TestRequests(t *testing.T) {
	s := start(t, discordsim.Options{})
	user := s.Person("ana")
	said := s.Write(user, "hello")
	dm := s.Messages(user)[0].Channel
	room, closed := s.Channel("desk"), s.Channel("closed")
	s.Forbid(closed)
	good := `{"content": "a", "allowed_mentions": {"parse": []}}`
	for _, c := range []struct {
		name, method, path, body string
		change                   func(*http.Request)
		status, code             int
	}{
		{"no token", "GET", "users/@me", "", func(r *http.Request) { r.Header.Del("Authorization") }, 401, 0},
		{"bad token", "GET", "users/@me", "", func(r *http.Request) { r.Header.Set("Authorization", "Bot x") }, 401, 0},
		{"no agent", "GET", "users/@me", "", func(r *http.Request) { r.Header.Set("User-Agent", "curl") }, 403, 40333},
		{"no such route", "GET", "users/@me/friends", "", nil, 404, 0},
		{"no JSON", "POST", "channels/" + dm + "/messages", "{", nil, 400, 50109},
		{"no type", "POST", "channels/" + dm + "/messages", good, func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 400, 50035},
		{"no such channel", "POST", "channels/1/messages", good, nil, 404, 10003},
		{"channel out of sight", "POST", "channels/" + closed + "/messages", good, nil, 403, 50001},
		{"another's message", "PATCH", "channels/" + dm + "/messages/" + said, good, nil, 403, 50005},
		{"delete another's message", "DELETE", "channels/" + dm + "/messages/" + said, "", nil, 403, 50003},
		{"no such message", "PATCH", "channels/" + dm + "/messages/1", good, nil, 404, 10008},
		{"no such person", "POST", "users/@me/channels", `{"recipient_id": "1"}`, nil, 400, 50033},
		{"no id", "POST", "users/@me/channels", `{"recipient_id": "ana"}`, nil, 400, 50035},
		{"limit", "GET", "channels/" + dm + "/messages?limit=101", "", nil, 400, 50035},
		{"no such interaction", "POST", "interactions/1/x/callback", `{"type": 5}`, nil, 404, 10062},
		{"no such hook", "POST", "webhooks/" + discordsim.AppID + "/x", good, nil, 404, 10015},
		{"another's commands", "PUT", "applications/1/commands", "[]", nil, 403, 20012},
		{"another guild", "GET", "guilds/1", "", nil, 404, 10004},
		{"guild", "GET", "guilds/" + discordsim.GuildID, "", nil, 200, 0},
		{"channel", "GET", "channels/" + room, "", nil, 200, 0},
		{"application", "GET", "applications/@me", "", nil, 200, 0},
		{"gateway", "GET", "gateway/bot", "", nil, 200, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(s.Faults())
			var change []func(*http.Request)
			if c.change != nil {
				change = append(change, c.change)
			}
			status, out := ask(t, s, c.method, c.path, c.body, change...)
			code, _ := out["code"].(float64)
			if status != c.status || int(code) != c.code {
				t.Errorf("answered %d, %v; want %d, %d", status, out, c.status, c.code)
			}
			noted := len(s.Faults()) > before
			if wrong := c.status >= 400 && c.name != "channel out of sight"; noted != wrong {
				t.Errorf("noted: %t, %q", noted, s.Faults()[before:])
			}
		})
	}
}

func TestCommandChecks(t *testing.T) {
	option := func(inner string) string {
		return `{"name": "ask", "description": "a", "options": [` + inner + `]}`
	}
	for _, c := range []struct{ name, body, path, code string }{
		{"upper case", `{"name": "Ask", "description": "a"}`, "0.name", "APPLICATION_COMMAND_INVALID_NAME"},
		{"space", `{"name": "ask me", "description": "a"}`, "0.name", "APPLICATION_COMMAND_INVALID_NAME"},
		{"name", `{"name": "` + long(33) + `", "description": "a"}`, "0.name", "BASE_TYPE_BAD_LENGTH"},
		{"no description", `{"name": "ask"}`, "0.description", "BASE_TYPE_REQUIRED"},
		{"description", `{"name": "ask", "description": "` + long(101) + `"}`, "0.description", "BASE_TYPE_BAD_LENGTH"},
		{"twice", `{"name": "ask", "description": "a"}, {"name": "ask", "description": "b"}`, "1", "APPLICATION_COMMANDS_DUPLICATE_NAME"},
		{"language", `{"name": "ask", "description": "a", "name_localizations": {"es": "preguntar"}}`, "0.name_localizations.es", "BASE_TYPE_CHOICES"},
		{"name in a language", `{"name": "ask", "description": "a", "name_localizations": {"es-ES": "Una pregunta"}}`, "0.name_localizations.es-ES", "APPLICATION_COMMAND_INVALID_NAME"},
		{"contexts", `{"name": "ask", "description": "a", "contexts": [3]}`, "0.contexts.0", "BASE_TYPE_CHOICES"},
		{"integration types", `{"name": "ask", "description": "a", "integration_types": []}`, "0.integration_types", "BASE_TYPE_BAD_LENGTH"},
		{"option's type", option(`{"name": "a", "description": "a", "type": 12}`), "0.options.0.type", "BASE_TYPE_CHOICES"},
		{"required after optional", option(`{"name": "a", "description": "a", "type": 3}, {"name": "b", "description": "a", "type": 3, "required": true}`), "0.options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"},
		{"choices", option(`{"name": "a", "description": "a", "type": 3, "choices": ` + many(26, `{"name": "%d", "value": "%d"}`) + `}`), "0.options.0.choices", "BASE_TYPE_BAD_LENGTH"},
		{"menu with a description", `{"name": "ask", "type": 2, "description": "a"}`, "0.description", "APPLICATION_COMMAND_DESCRIPTION_CONTEXT_MENU"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, discordsim.Options{})
			status, out := ask(t, s, "PUT", "applications/"+discordsim.AppID+"/commands", "["+c.body+"]")
			if status != http.StatusBadRequest || leaf(out, c.path) != c.code || len(s.Faults()) != 1 || len(s.Commands()) != 0 {
				t.Errorf("answered %d, %v, faults %q", status, out, s.Faults())
			}
		})
	}
}

func TestFiles(t *testing.T) {
	s := start(t, discordsim.Options{})
	user := s.Person("ana")
	s.Write(user, "hello")
	path := "channels/" + s.Messages(user)[0].Channel + "/messages"
	send := func(field, payload string, size int) int {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		_ = w.WriteField("payload_json", payload)
		f, err := w.CreateFormFile(field, "case.pdf")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write(make([]byte, size))
		_ = w.Close()
		status, _ := ask(t, s, "POST", path, b.String(), func(r *http.Request) { r.Header.Set("Content-Type", w.FormDataContentType()) })
		return status
	}
	if got := send("files[0]", `{"attachments": [{"id": 0, "description": "the case"}]}`, 100); got != http.StatusOK {
		t.Errorf("a file is answered %d", got)
	}
	faultless(t, s)
	list := s.Messages(user)
	if f := list[len(list)-1].Files; len(f) != 1 || f[0].Name != "case.pdf" || f[0].Description != "the case" || len(f[0].Data) != 100 {
		t.Errorf("the person sees %+v", f)
	}
	for _, c := range []struct {
		field, payload string
		size, want     int
	}{
		{"files[0]", `{}`, 10<<20 + 1, http.StatusRequestEntityTooLarge},
		{"files[0]", `{}`, 26 << 20, http.StatusRequestEntityTooLarge},
		{"files[0]", `{"attachments": [{"id": 1}]}`, 10, http.StatusBadRequest},
		{"files[0]", `{"attachments": [{"id": 0, "description": "` + long(1025) + `"}]}`, 10, http.StatusBadRequest},
		{"case", `{}`, 10, http.StatusBadRequest},
	} {
		if got := send(c.field, c.payload, c.size); got != c.want {
			t.Errorf("%s of %d bytes with %.50s is answered %d, want %d", c.field, c.size, c.payload, got, c.want)
		}
	}
	if len(s.Faults()) != 5 {
		t.Errorf("faults %q", s.Faults())
	}
}
