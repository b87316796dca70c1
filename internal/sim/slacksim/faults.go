package slacksim

import (
	"net/http"
	"strconv"
	"time"
)

// A Fault is what goes wrong with calls of one method.
type Fault struct {
	Method string // "" for every method; "response_url" for posts to one
	Times  int    // how many calls; negative for all to come
	// Status is the answer, 429 or 500; 0 where the call is taken.
	Status int
	After  time.Duration // of a 429: how long to wait
	// Lost has the call take effect and its answer go missing.
	Lost bool
	Slow time.Duration // before anything else
}

// Fail has calls fail as f says.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails = append(s.fails, &f)
}

// Mend ends all faults.
func (s *Server) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails = nil
}

// failing returns the fault of a call, nil for none.
func (s *Server) failing(method string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.fails {
		if f.Times != 0 && (f.Method == "" || f.Method == method) {
			f.Times--
			return f
		}
	}
	return nil
}

// before does what comes before the call; true means that it was answered.
func (f *Fault) before(w http.ResponseWriter) bool {
	if f.Slow > 0 {
		time.Sleep(f.Slow)
	}
	switch f.Status {
	case 0:
		return false
	case http.StatusTooManyRequests:
		w.Header().Set("Retry-After", strconv.Itoa(int((f.After+time.Second-1)/time.Second)))
	}
	http.Error(w, http.StatusText(f.Status), f.Status)
	return true
}
