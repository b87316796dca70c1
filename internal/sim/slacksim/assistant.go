package slacksim

import "encoding/json"

// An Assistant is what a thread of the split pane shows beside its messages.
type Assistant struct {
	Status, Title string
	PromptsTitle  string
	Prompts       []Prompt
}

// A Prompt is words that a person can send with one press.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

const mostPrompts = 4

// Assistant is what a thread of a person's chat shows.
func (s *Server) Assistant(user, thread string) Assistant {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.threads[dm(user)+" "+thread]; a != nil {
		return *a
	}
	return Assistant{}
}

// thread finds the thread that a call is about.
func (s *Server) thread(c call) (*Assistant, error) {
	id, ts := c.get("channel_id"), c.get("thread_ts")
	switch {
	case owner(id) == "":
		return nil, refuse("channel_not_found")
	case ts != "" && s.find(id, ts) == nil:
		return nil, refuse("invalid_thread_ts")
	}
	key := id + " " + ts
	if s.threads[key] == nil {
		s.threads[key] = &Assistant{}
	}
	return s.threads[key], nil
}

func (s *Server) setPrompts(c call) (object, error) {
	var prompts []Prompt
	if json.Unmarshal([]byte(c.get("prompts")), &prompts) != nil || len(prompts) == 0 {
		return nil, refuse("invalid_arguments", "must provide an array of prompts [json-pointer:/prompts]")
	}
	if len(prompts) > mostPrompts {
		return nil, refuse("invalid_arguments", "no more than 4 items allowed [json-pointer:/prompts]")
	}
	for _, p := range prompts {
		if p.Title == "" || p.Message == "" {
			return nil, refuse("invalid_arguments", "missing required field: title or message [json-pointer:/prompts]")
		}
	}
	a, err := s.thread(c)
	if err != nil {
		return nil, err
	}
	a.PromptsTitle, a.Prompts = c.get("title"), prompts
	return nil, nil
}

func (s *Server) setStatus(c call) (object, error) {
	a, err := s.thread(c)
	if err != nil {
		return nil, err
	}
	a.Status = c.get("status")
	return nil, nil
}

func (s *Server) setTitle(c call) (object, error) {
	if c.get("title") == "" {
		return nil, refuse("invalid_arguments", "missing required field: title")
	}
	a, err := s.thread(c)
	if err != nil {
		return nil, err
	}
	a.Title = c.get("title")
	return nil, nil
}
