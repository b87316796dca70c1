package slacksim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"intake/internal/sim/blockkit"
)

// A Modal is a modal as a person sees it.
type Modal struct {
	ID, Title, Submit, Close string
	CallbackID, Private      string
	Blocks                   []Block
	// Errors are what stands under fields after a submission, by block. What
	// Slack itself says of the whole stands under "".
	Errors map[string]string
}

// Modal is the modal on top that a person sees, nil for none.
func (s *Server) Modal(user string) *Modal {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.views.top(user)
	if v == nil {
		return nil
	}
	return &Modal{
		ID: v.id, Title: v.Title, Submit: v.Submit, Close: v.Close, CallbackID: v.CallbackID, Private: v.Private,
		Blocks: v.Blocks, Errors: maps.Clone(v.errors),
	}
}

// Submit has a person fill fields of the modal on top, by block id, and submit
// it: text, a date or the value of an option as string, several values as
// []string. What Slack would not let them submit is an error.
func (s *Server) Submit(user string, fields map[string]any) (*Sent, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.views.top(user)
	if v == nil {
		return nil, errors.New("no modal is open")
	}
	v.fields().fill(v.Blocks)
	for _, id := range slices.Sorted(maps.Keys(fields)) {
		if err := v.enter(id, fields[id]); err != nil {
			return nil, err
		}
	}
	for _, b := range v.Blocks {
		if err := v.complete(b); err != nil {
			return nil, err
		}
	}
	v.errors = nil
	return s.bring(&Sent{Type: typePress, Accepts: true, person: true, Payload: object{
		"type": "view_submission", "team": object{"id": teamID, "domain": "sim"}, "user": person(user), "api_app_id": appID, "token": "sim",
		"trigger_id": s.trigger(user), "view": v.wire(v.state.copy()), "response_urls": []any{}, "is_enterprise_install": false, "enterprise": nil,
	}, after: func(answer object, ok bool) { s.submitted(v, answer, ok) }}), nil
}

// input is the block with an id and its one element.
func (v *view) input(id string) (b Block, element object) {
	for _, b := range v.Blocks {
		if str(b, "block_id") == id {
			if e := blockkit.Elements(b); len(e) > 0 {
				return b, e[0]
			}
		}
	}
	return nil, nil
}

// enter puts a value into a field.
func (v *view) enter(id string, value any) error {
	_, e := v.input(id)
	kind, action := str(e, "type"), str(e, "action_id")
	key := valueKey(kind)
	if key == "" {
		return fmt.Errorf("no field %q in the modal", id)
	}
	choose := func(value string) (object, error) {
		for _, o := range optionsOf(e) {
			if str(o, "value") == value {
				return o, nil
			}
		}
		return nil, fmt.Errorf("field %q has no option %q", id, value)
	}
	switch key {
	case "selected_option":
		o, err := choose(fmt.Sprint(value))
		if err != nil {
			return err
		}
		value = o
	case "selected_options":
		all := []any{}
		chosen, _ := value.([]string)
		for _, x := range chosen {
			o, err := choose(x)
			if err != nil {
				return err
			}
			all = append(all, o)
		}
		value = all
	case "value":
		if value == "" {
			value = nil
		}
	}
	v.state[id][action] = object{"type": kind, key: value}
	return nil
}

// complete checks what Slack's own form checks before it submits.
func (v *view) complete(b Block) error {
	if str(b, "type") != "input" {
		return nil
	}
	id, e := str(b, "block_id"), obj(b, "element")
	held, _ := v.state[id][str(e, "action_id")].(object)
	value := held[valueKey(str(e, "type"))]
	several, many := value.([]any)
	text, _ := value.(string)
	n := float64(utf8.RuneCountInString(text))
	least, _ := e["min_length"].(float64)
	most, limited := e["max_length"].(float64)
	switch empty := value == nil || many && len(several) == 0; {
	case empty && b["optional"] == true:
		return nil
	case empty:
		return fmt.Errorf("field %q: please complete this required field", id)
	case n < least, limited && n > most:
		return fmt.Errorf("field %q: %.0f characters, %.0f to %.0f may be", id, n, least, most)
	}
	return nil
}

// submitted does what a submission was acknowledged with. s.mu is held.
func (s *Server) submitted(v *view, answer object, ok bool) {
	stack := s.views.stacks[v.user]
	at := slices.Index(stack, v)
	if at < 0 {
		return
	}
	if !ok {
		v.errors = map[string]string{"": "We had some trouble connecting. Try again?"}
		return
	}
	var now *view
	action := str(answer, "response_action")
	if action == "update" || action == "push" {
		var err error
		if now, err = s.newView(v.user, jsonOf(answer["view"]), "modal"); err != nil {
			s.distrust(v, fmt.Sprint(err))
			return
		}
	}
	switch action {
	case "":
		s.views.stacks[v.user] = slices.Delete(slices.Clone(stack), at, at+1)
	case "clear":
		s.views.stacks[v.user] = nil
	case "update":
		s.replace(v, now)
	case "push":
		if len(stack) >= mostViews {
			s.distrust(v, "push_limit_reached")
			return
		}
		s.stack(now)
	case "errors":
		s.showErrors(v, obj(answer, "errors"))
	default:
		s.distrust(v, "unknown response_action "+action)
	}
}

// distrust is what comes of an answer to a submission that Slack does not take.
func (s *Server) distrust(v *view, why string) {
	s.fault("view_submission: %s", why)
	v.errors = map[string]string{"": "We had some trouble connecting. Try again?"}
}

// showErrors puts words under fields.
func (s *Server) showErrors(v *view, errs object) {
	if len(errs) == 0 {
		s.distrust(v, "no errors among errors")
		return
	}
	shown := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(errs)) {
		words, ok := errs[id].(string)
		if b, _ := v.input(id); !ok || words == "" || str(b, "type") != "input" {
			s.distrust(v, fmt.Sprintf("an error for %q, where no words can stand", id))
			return
		}
		shown[id] = words
	}
	v.errors = shown
}

// Cancel has a person close the modal on top.
func (s *Server) Cancel(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.views.stacks[user]
	if len(stack) == 0 {
		return
	}
	v := stack[len(stack)-1]
	s.views.stacks[user] = stack[:len(stack)-1]
	if v.NotifyOnClose {
		s.bring(&Sent{Type: typePress, Accepts: true, person: true, Payload: object{
			"type": "view_closed", "team": object{"id": teamID, "domain": "sim"}, "user": person(user), "api_app_id": appID, "token": "sim",
			"view": v.wire(v.state), "is_cleared": false, "is_enterprise_install": false, "enterprise": nil,
		}})
	}
}
