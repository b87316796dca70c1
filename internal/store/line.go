package store

import (
	"context"
	"sync"
)

// lines keep each person's messages in the order they came: who enters waits
// for all who entered before.
type lines struct {
	mu sync.Mutex
	of map[person]*line
}

type line struct {
	last chan struct{} // closed when the last one in has left
	n    int
}

// enter waits until it is this caller's turn. A caller that gives up keeps
// its place until those before have left, so that the order holds.
func (l *lines) enter(ctx context.Context, p person) (func(), error) {
	l.mu.Lock()
	if l.of == nil {
		l.of = map[person]*line{}
	}
	q := l.of[p]
	if q == nil {
		q = &line{}
		l.of[p] = q
	}
	before, mine := q.last, make(chan struct{})
	q.last = mine
	q.n++
	l.mu.Unlock()

	leave := func() {
		close(mine)
		l.mu.Lock()
		if q.n--; q.n == 0 {
			delete(l.of, p)
		}
		l.mu.Unlock()
	}
	if before == nil {
		return leave, nil
	}
	select {
	case <-before:
		return leave, nil
	default:
	}
	select {
	case <-before:
		return leave, nil
	case <-ctx.Done():
		go func() { <-before; leave() }()
		return nil, ctx.Err()
	}
}
