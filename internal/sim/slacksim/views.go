package slacksim

import (
	"maps"
	"slices"

	"intake/internal/sim/blockkit"
)

// mostViews is how many modals may lie on each other.
const mostViews = 3

// A view is a modal or home that somebody sees.
type view struct {
	blockkit.View
	id, hash, user string
	root, below    string // ids, of a modal in a stack
	state          state
	errors         map[string]string
}

// views are what people see beside their messages.
type views struct {
	homes  map[string]*view
	stacks map[string][]*view // modals, the one on top last
}

func newViews() views { return views{homes: map[string]*view{}, stacks: map[string][]*view{}} }

// top is the modal that a person sees, nil for none.
func (v views) top(user string) *view {
	if st := v.stacks[user]; len(st) > 0 {
		return st[len(st)-1]
	}
	return nil
}

// seen is the view that a person sees.
func (v views) seen(user string) *view {
	if m := v.top(user); m != nil {
		return m
	}
	return v.homes[user]
}

// find looks a modal or home up by one of its ids.
func (v views) find(id, external string) *view {
	is := func(x *view) bool { return id != "" && x.id == id || external != "" && x.ExternalID == external }
	for _, st := range v.stacks {
		for _, x := range st {
			if is(x) {
				return x
			}
		}
	}
	for _, x := range v.homes {
		if is(x) {
			return x
		}
	}
	return nil
}

// fields is what stands in the view's fields.
func (v *view) fields() state {
	if v.state == nil {
		v.state = state{}
	}
	return v.state
}

// wire is a view as Slack sends it, with the state of its fields.
func (v *view) wire(st state) object {
	out := maps.Clone(v.Wire)
	out["id"], out["hash"], out["team_id"], out["app_id"], out["bot_id"], out["app_installed_team_id"] = v.id, v.hash, teamID, appID, botID, teamID
	out["blocks"], out["private_metadata"], out["callback_id"], out["external_id"] = v.Blocks, v.Private, v.CallbackID, v.ExternalID
	out["root_view_id"], out["previous_view_id"] = v.root, nil
	if v.below != "" {
		out["previous_view_id"] = v.below
	}
	if st == nil {
		st = state{}
	}
	out["state"] = object{"values": st}
	return out
}

// Home is the app's home as a person sees it, nil for none.
func (s *Server) Home(user string) []Block {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.views.homes[user]; v != nil {
		return v.Blocks
	}
	return nil
}

// newView reads a view, and refuses what Slack would.
func (s *Server) newView(user, raw, kind string) (*view, error) {
	read, problems := blockkit.CheckView(raw, kind)
	if len(problems) > 0 {
		return nil, refuse("invalid_arguments", problems...)
	}
	blockkit.Name(read.Blocks, func() string { return s.id("b") })
	return &view{View: read, id: s.id("V"), hash: s.id("hash."), user: user}, nil
}

func (s *Server) openView(c call) (object, error) {
	v, err := s.newView("", c.get("view"), "modal")
	if err != nil {
		return nil, err
	}
	if v.ExternalID != "" && s.views.find("", v.ExternalID) != nil {
		return nil, refuse("duplicate_external_id")
	}
	if v.user, err = s.pull(c.get("trigger_id")); err != nil {
		return nil, err
	}
	s.views.stacks[v.user] = nil
	s.stack(v)
	return object{"view": v.wire(nil)}, nil
}

// stack lays a modal on those of its person.
func (s *Server) stack(v *view) {
	v.root = v.id
	if below := s.views.top(v.user); below != nil {
		v.root, v.below = below.root, below.id
	}
	s.views.stacks[v.user] = append(s.views.stacks[v.user], v)
}

func (s *Server) pushView(c call) (object, error) {
	v, err := s.newView("", c.get("view"), "modal")
	if err != nil {
		return nil, err
	}
	if v.user, err = s.pull(c.get("trigger_id")); err != nil {
		return nil, err
	}
	switch n := len(s.views.stacks[v.user]); {
	case n == 0:
		return nil, refuse("invalid_trigger_id") // not from a modal
	case n >= mostViews:
		return nil, refuse("push_limit_reached")
	}
	s.stack(v)
	return object{"view": v.wire(nil)}, nil
}

func (s *Server) updateView(c call) (object, error) {
	id, external := c.get("view_id"), c.get("external_id")
	if (id == "") == (external == "") {
		return nil, refuse("invalid_arguments", "Provide either `view_id` or `external_id`")
	}
	old := s.views.find(id, external)
	switch {
	case old == nil:
		return nil, refuse("not_found")
	case c.get("hash") != "" && c.get("hash") != old.hash:
		return nil, refuse("hash_conflict")
	}
	now, err := s.newView(old.user, c.get("view"), old.Type)
	if err != nil {
		return nil, err
	}
	s.replace(old, now)
	return object{"view": old.wire(nil)}, nil
}

// replace puts a new view in place of one. What people typed into fields that
// are still there stays.
func (s *Server) replace(old, now *view) {
	old.View, old.hash, old.errors = now.View, now.hash, nil
	maps.DeleteFunc(old.state, func(id string, _ object) bool {
		return !slices.ContainsFunc(old.Blocks, func(b Block) bool { return str(b, "block_id") == id })
	})
}

func (s *Server) publishView(c call) (object, error) {
	user := c.get("user_id")
	if !isUser(user) {
		return nil, refuse("invalid_arguments", "no such user [json-pointer:/user_id]")
	}
	old := s.views.homes[user]
	if h := c.get("hash"); h != "" && (old == nil || old.hash != h) {
		return nil, refuse("hash_conflict")
	}
	v, err := s.newView(user, c.get("view"), "home")
	if err != nil {
		return nil, err
	}
	if old != nil {
		v.id = old.id
	}
	v.root = v.id
	s.views.homes[user] = v
	return object{"view": v.wire(nil)}, nil
}
