package discordsim

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"time"
)

// A Fault is what goes wrong with calls of one operation.
type Fault struct {
	Operation string // as in Calls; "" for every one
	Times     int    // how many calls; negative for all to come
	// Status is the answer, such as 429, 500 or 404; 0 where the call is taken.
	Status int
	Code   int           // Discord's own code that goes with Status, such as 50007 or 10062
	After  time.Duration // of a 429: how long to wait
	Global bool          // of a 429: that it holds for the whole application
	// Lost has the call take effect and its answer go missing: the connection
	// breaks off, or where Status is given that one is answered.
	Lost bool
	Slow time.Duration // before anything else
}

// A Storm is how likely each thing is to go wrong, between 0 and 1. What
// befalls the nth call or event of one address depends on the seed alone, not
// on what else happens at the time.
type Storm struct {
	Seed    uint64
	Broken  float64 // a call is answered 500
	Limited float64 // a call is answered 429
	Lost    float64 // a call takes effect and is not answered
	Twice   float64 // an event comes twice
	Late    float64 // an event comes after those that follow it
	Drop    float64 // the gateway's connections break off after an event
	Forget  float64 // of those: the session cannot be taken up again
}

// late is how much later a late event comes.
const late = 30 * time.Millisecond

// Fail has calls fail as f says.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails = append(s.fails, &f)
}

// Rage has things go wrong by chance.
func (s *Server) Rage(st Storm) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.storm = st
}

// Mend ends all faults.
func (s *Server) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails, s.storm, s.mute = nil, Storm{}, false
}

// draw decides one chance. s.mu is held.
func (s *Server) draw(what, where string, p float64) bool {
	if p <= 0 {
		return false
	}
	key := what + " " + where
	s.draws[key]++
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s %d", s.storm.Seed, key, s.draws[key])
	x := h.Sum64() // its high bits vary little with the last letters: mix
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return float64(x>>11)/(1<<53) < p
}

// failing returns the fault of a call, nil for none. s.mu is held.
func (s *Server) failing(operation, where string) *Fault {
	for _, f := range s.fails {
		if f.Times != 0 && (f.Operation == "" || f.Operation == operation) {
			f.Times--
			now := *f
			return &now
		}
	}
	switch st := s.storm; {
	case s.draw("broken", where, st.Broken):
		return &Fault{Status: http.StatusInternalServerError}
	case s.draw("limited", where, st.Limited):
		return &Fault{Status: http.StatusTooManyRequests, After: 50 * time.Millisecond}
	case s.draw("lost", where, st.Lost):
		return &Fault{Lost: true}
	}
	return nil
}

// before does what comes before the call; true means that it was answered.
func (f *Fault) before(w http.ResponseWriter, r *http.Request) bool {
	if f.Slow > 0 {
		select {
		case <-time.After(f.Slow):
		case <-r.Context().Done():
		}
	}
	if f.Lost || f.Status == 0 {
		return false
	}
	f.write(w)
	return true
}

// lose is the answer of a call that took effect.
func (f *Fault) lose(w http.ResponseWriter) {
	if f.Status == 0 {
		panic(http.ErrAbortHandler)
	}
	f.write(w)
}

func (f *Fault) write(w http.ResponseWriter) {
	switch {
	case f.Status == http.StatusTooManyRequests:
		limited(w, f.After, f.Global)
	case f.Code == 0 && f.Status >= 500:
		http.Error(w, http.StatusText(f.Status), f.Status) // from a server before Discord's own: no JSON
	default:
		answer(w, nil, &refusal{status: f.Status, code: f.Code, text: codes[f.Code]})
	}
}

// codes are the words that go with Discord's codes.
var codes = map[int]string{
	10003: "Unknown Channel",
	10008: "Unknown Message",
	10015: "Unknown Webhook",
	10062: "Unknown interaction",
	40003: "You are opening direct messages too fast",
	40060: "Interaction has already been acknowledged.",
	50001: "Missing Access",
	50007: "Cannot send messages to this user",
	50013: "Missing Permissions",
	50027: "Invalid Webhook Token",
	50278: "Cannot send messages to this user due to having no mutual guilds",
}

// limited answers that there were too many requests.
func limited(w http.ResponseWriter, wait time.Duration, global bool) {
	secs := wait.Seconds()
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	h.Set("X-RateLimit-Scope", "user")
	if global {
		h.Set("X-RateLimit-Global", "true")
		h.Set("X-RateLimit-Scope", "global")
	}
	h.Set("X-RateLimit-Remaining", "0")
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(secs, 'f', 3, 64))
	w.WriteHeader(http.StatusTooManyRequests)
	_ = json.NewEncoder(w).Encode(Object{"message": "You are being rate limited.", "retry_after": secs, "global": global, "code": 0})
}

// A bucket counts the messages sent to one channel.
type bucket struct {
	left  int
	until time.Time
}

// window is how long a bucket's allowance lasts.
const window = 5 * time.Second

// take counts a request, sets the headers that tell how many may follow, and
// returns how long the caller must wait; zero means that it may go on. s.mu is
// held.
func (s *Server) take(w http.ResponseWriter, operation string, r *http.Request) time.Duration {
	if operation != "create_message" {
		return 0
	}
	limit := s.opt.Limit
	if limit == 0 {
		limit = 1 << 20
	}
	key := r.PathValue("channel")
	b := s.limits[key]
	now := time.Now() // programs wait by their own clock
	if b == nil || now.After(b.until) {
		b = &bucket{limit, now.Add(window)}
		s.limits[key] = b
	}
	wait := b.until.Sub(now)
	if b.left == 0 {
		return wait
	}
	b.left--
	h := w.Header()
	h.Set("X-RateLimit-Bucket", "messages")
	h.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(b.left))
	h.Set("X-RateLimit-Reset", strconv.FormatFloat(float64(b.until.UnixMilli())/1000, 'f', 3, 64))
	h.Set("X-RateLimit-Reset-After", strconv.FormatFloat(wait.Seconds(), 'f', 3, 64))
	return 0
}
