package slacksim

import (
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// A Fault is what goes wrong with calls of one method.
type Fault struct {
	Method string // "" for every method; "response_url" for posts to one, "upload" for files
	Times  int    // how many calls; negative for all to come
	// Status is the answer, 429, 500 or another; 0 where the call is taken.
	Status int
	After  time.Duration // of a 429: how long to wait
	// Error is an answer that says no, such as expired_trigger_id, instead of
	// the call's effect.
	Error string
	// Lost has the call take effect and its answer go missing.
	Lost bool
	Slow time.Duration // before anything else
}

// Fail has calls fail as f says.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble.fails = append(s.trouble.fails, &f)
}

// A Storm is faults at random. What happens to the n-th call of a method, or
// to the n-th event, depends on the seed and n alone.
type Storm struct {
	Seed uint64
	// Shares, from 0 to 1, of calls that are told to wait, answered with 500,
	// done without an answer, or slow.
	Limited, Broken, Lost, Slow float64
	After, SlowBy               time.Duration // of a 429; at most, of a slow call
	// Shares of events that come twice, come late, or whose acknowledgement
	// is not heard.
	Twice, Late, Unheard float64
	LateBy               time.Duration // at most
	// About how often one socket breaks off, and how often one is told to
	// connect anew; zero for never.
	Drop, Refresh time.Duration
}

// Storm begins a storm, and ends the one before.
func (s *Server) Storm(w Storm) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble.storm, s.trouble.draws = w, map[string]uint64{}
	s.trouble.number++
	s.gust("drop", w.Drop, s.trouble.number, func(k *socket) { k.stop() })
	s.gust("refresh", w.Refresh, s.trouble.number, func(k *socket) { s.dismiss(k, "refresh_requested", true) })
}

// gust does something to one socket now and then, while a storm lasts.
func (s *Server) gust(name string, every time.Duration, number int, do func(*socket)) {
	if every <= 0 {
		return
	}
	wait := time.Duration(float64(every) * (0.5 + s.trouble.draw(name)))
	s.later(wait, func() {
		if s.trouble.number != number {
			return
		}
		if n := len(s.sockets.open); n > 0 {
			do(s.sockets.open[int(s.trouble.draw(name)*float64(n))])
		}
		s.gust(name, every, number, do)
	})
}

// Mend ends all faults.
func (s *Server) Mend() {
	s.Storm(Storm{})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble.fails = nil
}

// trouble is what goes wrong on demand.
type trouble struct {
	fails  []*Fault
	storm  Storm
	number int               // of the storm
	draws  map[string]uint64 // how often each kind of chance was drawn
}

// draw is a number from 0 to 1, the next of its kind.
func (t *trouble) draw(kind string) float64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, kind)
	t.draws[kind]++
	return rand.New(rand.NewPCG(t.storm.Seed, h.Sum64()+t.draws[kind])).Float64()
}

func (t *trouble) chance(kind string, share float64) bool { return share > 0 && t.draw(kind) < share }

// lateBy is by how much an event is late, mostly not at all.
func (s *Server) lateBy() time.Duration {
	w := s.trouble.storm
	if !s.trouble.chance("late", w.Late) {
		return 0
	}
	return time.Duration(s.trouble.draw("late by") * float64(w.LateBy))
}

// failing returns what goes wrong with a call, an empty Fault for nothing.
func (s *Server) failing(method string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.trouble.fails {
		if f.Times != 0 && (f.Method == "" || f.Method == method) {
			f.Times--
			return *f
		}
	}
	t, f := &s.trouble, Fault{}
	if t.chance("slow "+method, t.storm.Slow) {
		f.Slow = time.Duration(t.draw("slow by "+method) * float64(t.storm.SlowBy))
	}
	switch {
	case t.chance("limited "+method, t.storm.Limited):
		f.Status, f.After = http.StatusTooManyRequests, t.storm.After
	case t.chance("broken "+method, t.storm.Broken):
		f.Status = http.StatusInternalServerError
	case t.chance("lost "+method, t.storm.Lost):
		f.Lost = true
	}
	return f
}

// err is the answer that says no, nil where there is none.
func (f Fault) err() error {
	if f.Error == "" {
		return nil
	}
	return refuse(f.Error)
}

// before does what comes before the call; true means that it was answered.
func (f Fault) before(w http.ResponseWriter, closed <-chan struct{}) bool {
	if f.Slow > 0 {
		select {
		case <-time.After(f.Slow):
		case <-closed:
		}
	}
	switch f.Status {
	case 0:
		return false
	case http.StatusTooManyRequests:
		tooMany(w, f.After)
	default:
		http.Error(w, http.StatusText(f.Status), f.Status)
	}
	return true
}
