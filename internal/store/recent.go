package store

import "sync"

// recentMost is how many conversations stay at hand, decoded: as many as are
// spoken in at once in a busy hour, and little memory.
const recentMost = 128

// A recent keeps the conversations spoken in last as they were committed, so
// that the next message need not read and decode them. Whoever is in a
// person's line takes theirs out, and puts it back only after what they wrote
// is on disk: what is found here is always what the file holds.
type recent struct {
	mu sync.Mutex
	of map[person]*spokenIn
}

// A spokenIn is one person's newest conversation, and the numbers of all.
type spokenIn struct {
	nums []uint64
	c    *conv
}

func (r *recent) take(who person) *spokenIn {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.of[who]
	delete(r.of, who)
	return s
}

// put keeps a conversation, in the place of any other where there are many:
// one that is missed costs a read.
func (r *recent) put(who person, s *spokenIn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil {
		r.of = map[person]*spokenIn{}
	}
	for other := range r.of {
		if len(r.of) < recentMost {
			break
		}
		delete(r.of, other)
	}
	r.of[who] = s
}

// serves reports whether the newest conversation is enough to tell whether a
// message was heard before.
func (s *spokenIn) serves(id string) bool {
	return s != nil && (id == "" || len(s.nums) == 1 || len(s.c.env.seen) >= window)
}
