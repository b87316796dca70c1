package bot

import "sync"

// Lines run what is done for one person in order, for different people side
// by side. The zero Lines are ready.
type Lines struct {
	mu      sync.Mutex
	waiting map[string][]func()
	busy    sync.WaitGroup
}

// Do runs fn after all that was handed in for who before.
func (l *Lines) Do(who string, fn func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waiting == nil {
		l.waiting = map[string][]func(){}
	}
	before, busy := l.waiting[who]
	l.waiting[who] = append(before, fn)
	if !busy {
		l.busy.Go(func() { l.work(who) })
	}
}

func (l *Lines) work(who string) {
	for {
		l.mu.Lock()
		list := l.waiting[who]
		if len(list) == 0 {
			delete(l.waiting, who)
			l.mu.Unlock()
			return
		}
		l.waiting[who] = list[1:]
		l.mu.Unlock()
		list[0]()
	}
}

// Wait returns when nothing is left to do.
func (l *Lines) Wait() { l.busy.Wait() }
