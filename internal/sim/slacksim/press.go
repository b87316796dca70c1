package slacksim

import (
	"slices"

	"intake/internal/sim/blockkit"
)

// Press has a person press a button or choose from a list: on a message or,
// with an empty Message, on the view they see, the modal on top or else the
// app's home. Several are chosen one after the other, each an event of its
// own, and what was chosen before stays chosen: options of a list of several
// and then the button beside it are chosen together. It returns the last.
//
// A Message kept from before is pressed as it was then, as on a screen that
// has not caught up.
func (s *Server) Press(user string, m Message, chosen ...Control) *Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	blocks, view := m.Blocks, (*view)(nil)
	if m.TS == "" {
		if view = s.views.seen(user); view != nil {
			blocks = view.Blocks
		}
	}
	state := state{}
	if view != nil {
		state = view.fields()
	}
	state.fill(blocks)
	var last *Sent
	for _, c := range chosen {
		last = s.act(user, m, view, state, c, elementOf(blocks, c))
	}
	return last
}

// elementOf is the element of a control, nil where it is not there.
func elementOf(blocks []Block, c Control) object {
	for _, b := range blocks {
		if str(b, "block_id") != c.Block {
			continue
		}
		for _, e := range blockkit.Elements(b) {
			if str(e, "action_id") == c.Action {
				return e
			}
		}
	}
	return nil
}

// act brings one press. s.mu is held.
func (s *Server) act(user string, m Message, v *view, st state, c Control, element object) *Sent {
	action := object{"action_id": c.Action, "block_id": c.Block, "type": c.Type, "action_ts": s.stamp()}
	switch c.Type {
	case "button", "icon_button", "workflow_button":
		action["text"] = object{"type": "plain_text", "text": c.Label, "emoji": true}
		if c.Value != "" {
			action["value"] = c.Value
		}
	case "overflow":
		action["selected_option"] = optionFor(element, c)
	default:
		st.choose(c, element)
		for k, val := range st[c.Block][c.Action].(object) {
			action[k] = val
		}
	}
	payload := object{
		"type": "block_actions", "user": person(user), "api_app_id": appID, "token": "sim", "trigger_id": s.trigger(user),
		"team": object{"id": teamID, "domain": "sim"}, "enterprise": nil, "is_enterprise_install": false,
		"actions": []any{action}, "state": object{"values": st.copy()},
	}
	if v != nil {
		payload["view"] = v.wire(st.copy())
		payload["container"] = object{"type": "view", "view_id": v.id}
	} else {
		payload["channel"] = object{"id": m.Channel, "name": "directmessage"}
		container := object{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "is_ephemeral": m.Only != ""}
		if m.Thread != "" {
			container["thread_ts"] = m.Thread
		}
		payload["container"] = container
		if m.Only == "" { // what one person alone sees is kept nowhere, so it cannot be shown here
			payload["message"] = m.wire()
		}
		payload["response_url"] = s.hookURL(&hook{channel: m.Channel, user: user, ts: m.TS, thread: m.Thread})
	}
	return s.bring(&Sent{Type: typePress, Payload: payload, Accepts: true, person: true, after: func(_ object, ok bool) {
		if !ok && m.TS != "" {
			s.tell(m.Channel, user, "This app did not respond.")
		}
	}})
}

func person(user string) object {
	return object{"id": user, "username": user, "name": user, "team_id": teamID}
}

// state is what stands in the fields of blocks: by block and action, the value
// as Slack sends it.
type state map[string]object

// valueKey is where an element of a type keeps its value, "" where it has
// none.
func valueKey(kind string) string {
	switch kind {
	case "plain_text_input", "email_text_input", "url_text_input", "number_input":
		return "value"
	case "rich_text_input":
		return "rich_text_value"
	case "static_select", "external_select", "radio_buttons":
		return "selected_option"
	case "checkboxes", "multi_static_select", "multi_external_select":
		return "selected_options"
	case "datepicker":
		return "selected_date"
	case "timepicker":
		return "selected_time"
	case "datetimepicker":
		return "selected_date_time"
	case "users_select", "conversations_select", "channels_select":
		return "selected_" + kind[:len(kind)-len("s_select")]
	case "multi_users_select", "multi_conversations_select", "multi_channels_select":
		return "selected_" + kind[len("multi_"):len(kind)-len("_select")]
	case "file_input":
		return "files"
	default:
		return ""
	}
}

// first are the names under which an element says what stands in it at first.
func first(e object) any {
	for _, k := range []string{
		"initial_value", "initial_option", "initial_options", "initial_date", "initial_time", "initial_date_time", "initial_user",
		"initial_conversation", "initial_channel", "initial_users", "initial_conversations", "initial_channels",
	} {
		if e[k] != nil {
			return e[k]
		}
	}
	return nil
}

// fill puts in what the elements of blocks hold at first, where nothing stands
// yet.
func (st state) fill(blocks []Block) {
	for _, b := range blocks {
		for _, e := range blockkit.Elements(b) {
			kind := str(e, "type")
			key := valueKey(kind)
			if key == "" {
				continue
			}
			id := str(b, "block_id")
			if st[id] == nil {
				st[id] = object{}
			}
			if action := str(e, "action_id"); st[id][action] == nil {
				v := first(e)
				if v == nil && key[len(key)-1] == 's' {
					v = []any{}
				}
				st[id][action] = object{"type": kind, key: v}
			}
		}
	}
}

// choose sets what a control stands for; of a list of several it is added, or
// taken away where it was there.
func (st state) choose(c Control, element object) {
	key := valueKey(c.Type)
	if st[c.Block] == nil {
		st[c.Block] = object{}
	}
	was, _ := st[c.Block][c.Action].(object)
	var v any = c.Value
	switch key {
	case "selected_option":
		v = optionFor(element, c)
	case "selected_options":
		all, _ := was[key].([]any)
		at := slices.IndexFunc(all, func(x any) bool { o, _ := x.(object); return str(o, "value") == c.Value })
		if at >= 0 {
			v = slices.Delete(slices.Clone(all), at, at+1)
		} else {
			v = append(slices.Clone(all), optionFor(element, c))
		}
	}
	st[c.Block][c.Action] = object{"type": c.Type, key: v}
}

// copy is the state as it now is; choose puts new values in place of old ones
// and changes none.
func (st state) copy() state {
	out := state{}
	for id, actions := range st {
		out[id] = object{}
		for action, v := range actions {
			out[id][action] = v
		}
	}
	return out
}

// optionFor is the option of an element that a control stands for.
func optionFor(element object, c Control) object {
	for _, o := range optionsOf(element) {
		if str(o, "value") == c.Value {
			return o
		}
	}
	return object{"value": c.Value, "text": object{"type": "plain_text", "text": c.Label}}
}
