package discordsim

import (
	"net/http"
	"regexp"
	"strings"
)

// A command is one application command, as it was registered.
type command = Object

var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

// locales that names and descriptions may be given for.
const locales = " id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko "

// scope is whose commands a path speaks of: a guild's, or "" for all.
func (s *Server) scope(c *call) (string, error) {
	switch g := c.path("guild"); {
	case c.path("application") != AppID:
		return "", refuse(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
	case g != "" && g != GuildID:
		return "", refuse(http.StatusForbidden, 50001, codes[50001])
	default:
		return g, nil
	}
}

func (s *Server) listCommands(c *call) (any, error) {
	scope, err := s.scope(c)
	if err != nil {
		return nil, err
	}
	out := []any{}
	for _, x := range s.commands[scope] {
		out = append(out, x)
	}
	return out, nil
}

// setCommands replaces all commands of a scope. One whose name stays keeps its
// id.
func (s *Server) setCommands(c *call) (any, error) {
	scope, err := s.scope(c)
	if err != nil {
		return nil, err
	}
	f := &form{}
	if c.list == nil {
		f.bad("_", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return nil, f.err()
	}
	body := Object{"commands": c.list}
	seen := map[string]bool{}
	var made []command
	for i, x := range objects(body, "commands") {
		path := at("", i)
		f.command(path, x)
		if scope != "" && (x["contexts"] != nil || x["integration_types"] != nil) {
			f.note("%s: contexts have no effect in a guild", str(x, "name"))
		}
		key := strings.TrimSpace(str(x, "name")) + string(rune('0'+max(1, num(x, "type"))))
		if seen[key] {
			f.bad(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		seen[key] = true
		made = append(made, s.register(scope, x))
	}
	if len(made) > 100 {
		return nil, refuse(http.StatusBadRequest, 30032, "Maximum number of application commands reached (100)")
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	for _, n := range f.notes {
		s.fault("%s: %s", c.name, n)
	}
	s.commands[scope] = made
	return s.listCommands(c)
}

// register is a command as it is kept.
func (s *Server) register(scope string, x Object) command {
	out := command{
		"id": s.id(), "application_id": AppID, "version": s.id(), "type": max(1, num(x, "type")), "name": str(x, "name"),
		"description": str(x, "description"), "default_member_permissions": x["default_member_permissions"], "nsfw": false,
	}
	for _, key := range []string{"name_localizations", "description_localizations", "options", "contexts", "integration_types"} {
		if x[key] != nil {
			out[key] = bare(x[key])
		}
	}
	if scope != "" {
		out["guild_id"] = scope
	} else if x["contexts"] == nil {
		out["contexts"] = nil
	}
	for _, old := range s.commands[scope] {
		if str(old, "name") == str(x, "name") && old["type"] == out["type"] {
			out["id"] = old["id"]
		}
	}
	return out
}

// bare is a value without the fields that say nothing.
func bare(v any) any {
	switch v := v.(type) {
	case Object:
		out := Object{}
		for key, x := range v {
			if x != nil {
				out[key] = bare(x)
			}
		}
		return out
	case []any:
		out := []any{}
		for _, x := range v {
			out = append(out, bare(x))
		}
		return out
	default:
		return v
	}
}

func (f *form) command(path string, o Object) {
	f.fields(path, o, "id", "application_id", "guild_id", "version", "type", "name", "name_localizations", "description", "description_localizations",
		"options", "default_member_permissions", "dm_permission", "default_permission", "integration_types", "contexts", "nsfw", "handler")
	kind := 1
	if o["type"] != nil && f.oneOf(path, o, "type", 1, 2, 3, 4) {
		kind = num(o, "type")
	}
	if kind != 1 {
		f.text(path, o, "name", 1, 32)
		if str(o, "description") != "" {
			f.bad(at(path, "description"), "APPLICATION_COMMAND_DESCRIPTION_CONTEXT_MENU", "Context menu commands cannot have a description")
		}
		return
	}
	f.named(path, o)
	f.places(path, o, "contexts", 2)
	f.places(path, o, "integration_types", 1)
	f.commandOptions(path, o)
}

// named checks the name and description of a command or an option.
func (f *form) named(path string, o Object) {
	f.text(path, o, "name", 1, 32)
	f.text(path, o, "description", 1, 100)
	if name := str(o, "name"); name != "" && (!commandName.MatchString(name) || name != strings.ToLower(name)) {
		f.bad(at(path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
	for _, key := range []string{"name_localizations", "description_localizations"} {
		for lang, text := range obj(o, key) {
			p := at(at(path, key), lang)
			if !strings.Contains(locales, " "+lang+" ") {
				f.bad(p, "BASE_TYPE_CHOICES", "Value of field %q must be one of (%s).", lang, strings.TrimSpace(locales))
			}
			most := 100
			if t, _ := text.(string); key == "name_localizations" {
				most = 32
				if !commandName.MatchString(t) || t != strings.ToLower(t) {
					f.bad(p, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
				}
			}
			f.text(at(path, key), obj(o, key), lang, 1, most)
		}
	}
}

func (f *form) places(path string, o Object, key string, most int) {
	list, given := o[key].([]any)
	if given && len(list) == 0 {
		f.bad(at(path, key), "BASE_TYPE_BAD_LENGTH", "Must be 1 or more in length.")
	}
	for i, x := range list {
		if n, ok := x.(float64); !ok || n < 0 || n > float64(most) {
			f.bad(at(at(path, key), i), "BASE_TYPE_CHOICES", "Value of field \"%d\" must be one of (0..%d).", i, most)
		}
	}
}

func (f *form) commandOptions(path string, o Object) {
	optional := false
	for i, x := range f.list(path, o, "options", 0, 25) {
		p := at(at(path, "options"), i)
		f.fields(p, x, "type", "name", "name_localizations", "description", "description_localizations", "required", "choices", "options",
			"channel_types", "min_value", "max_value", "min_length", "max_length", "autocomplete")
		f.oneOf(p, x, "type", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
		f.named(p, x)
		f.yesNo(p, x, "required", "autocomplete")
		f.number(p, x, "min_length", 0, 6000)
		f.number(p, x, "max_length", 1, 6000)
		if x["required"] == true && optional {
			f.bad(p, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || x["required"] != true
		for j, ch := range f.list(p, x, "choices", 0, 25) {
			f.text(at(at(p, "choices"), j), ch, "name", 1, 100)
		}
		if t := num(x, "type"); t == 1 || t == 2 {
			f.commandOptions(p, x)
		}
	}
}

func (s *Server) me(*call) (any, error) {
	out := s.userWire(AppID)
	out["mfa_enabled"], out["locale"], out["verified"], out["email"] = false, "en-US", true, nil
	return out, nil
}

func (s *Server) user(c *call) (any, error) {
	if id := c.path("user"); s.people[id] != nil || id == AppID {
		return s.userWire(id), nil
	}
	return nil, refuse(http.StatusNotFound, 10013, "Unknown User")
}

func (s *Server) application(*call) (any, error) {
	flags := 0
	for intent, bit := range map[int]int{intentPresences: 1 << 13, intentMembers: 1 << 15, intentContent: 1 << 19} {
		if s.opt.Privileged&intent != 0 {
			flags |= bit
		}
	}
	return Object{
		"id": AppID, "name": "clinic-intake", "icon": nil, "description": "", "type": nil, "bot": s.userWire(AppID), "bot_public": false,
		"bot_require_code_grant": false, "verify_key": strings.Repeat("0", 64), "flags": flags, "redirect_uris": []string{},
		"interactions_endpoint_url": nil, "role_connections_verification_url": nil, "owner": s.userWire(AppID), "approximate_guild_count": 1,
		"approximate_user_install_count": 0, "approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil,
	}, nil
}

func (s *Server) guild(c *call) (any, error) {
	if c.path("guild") != GuildID {
		return nil, refuse(http.StatusNotFound, 10004, "Unknown Guild")
	}
	return s.guildWire(), nil
}

func (s *Server) myGuilds(*call) (any, error) {
	return []any{Object{
		"id": GuildID, "name": "Clinic", "icon": nil, "banner": nil, "owner": false, "permissions": "2248473465835073", "features": []string{},
	}}, nil
}
