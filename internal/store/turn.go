package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"intake/internal/dialog"
)

// Turn makes one message's whole consequence durable, once. step gets the
// person's newest conversation, or a State that has not begun, and runs
// outside any transaction; where the State it returns has no ID, the store
// begins a new conversation and gives it one. A message id heard before,
// within the last 32, changes nothing: step is not called, and the first
// turn is returned whole, with seen true.
//
// An error means that nothing was kept. ctx counts until the turn is handed
// to the committer.
func (db *DB) Turn(ctx context.Context, m dialog.Message, step func(dialog.State) (dialog.State, dialog.Turn)) (t dialog.Turn, seen bool, err error) {
	if err := db.begin(); err != nil {
		return t, false, err
	}
	defer db.end()
	who := db.vault.person(m.Channel, m.User)
	leave, err := db.lines.enter(ctx, who)
	if err != nil {
		return t, false, err
	}
	defer leave()

	if s := db.recent.take(who); s.serves(m.ID) {
		return db.turn(s, who, m, step)
	}
	var nums []uint64
	var raws []rawConv // newest first
	err = db.view(func(b *buckets) error {
		nums, err = db.numbers(b, who)
		// A message may be repeated just after it opened a new visit, with
		// the ids of the one before still fresh.
		for i := len(nums) - 1; i >= max(0, len(nums)-2); i-- {
			raws = append(raws, b.raw(nums[i]))
		}
		return err
	})
	if err != nil {
		return t, false, fmt.Errorf("read conversation: %w", err)
	}
	var c *conv
	for i, raw := range raws {
		each, err := db.open(raw)
		if err != nil {
			return t, false, err
		}
		if m.ID != "" {
			if seq, ok := each.env.find(db.vault.mark(m.ID)); ok {
				t, err := db.answered(each, seq)
				return t, err == nil, err
			}
		}
		if i == 0 {
			c = each
		}
		if m.ID == "" || len(each.env.seen) >= window {
			break
		}
	}
	if c != nil {
		if err := db.decode(c); err != nil {
			return t, false, err
		}
	}
	return db.turn(&spokenIn{nums, c}, who, m, step)
}

// turn steps a conversation that is at hand, unless the message was heard
// before, and keeps it at hand.
func (db *DB) turn(s *spokenIn, who person, m dialog.Message, step func(dialog.State) (dialog.State, dialog.Turn)) (dialog.Turn, bool, error) {
	before := dialog.State{Channel: m.Channel, User: m.User, Asking: -1, Again: -1}
	if s.c != nil {
		if m.ID != "" {
			if seq, ok := s.c.env.find(db.vault.mark(m.ID)); ok {
				t, err := db.answered(s.c, seq)
				db.recent.put(who, s)
				return t, err == nil, err
			}
		}
		before = s.c.state
		before.Channel, before.User = m.Channel, m.User
	}
	after, t := step(before)
	e := dialog.Entry{At: m.At, By: "patient", Said: m.Said}
	c, err := db.keep(s.c, who, s.nums, before, after, t, e, m)
	if err != nil {
		return dialog.Turn{}, false, err
	}
	if s.c == nil || c.num != s.c.num {
		s.nums = append(slices.Clip(s.nums), c.num)
	}
	if s.c = c; !gone(&c.state) {
		db.recent.put(who, s)
	}
	return t, false, nil
}

// answered reads the turn that a message was answered with.
func (db *DB) answered(c *conv, seq uint64) (dialog.Turn, error) {
	var raw []byte
	if err := db.view(func(b *buckets) error {
		raw = clone(b.at(bEntry).Get(numKey(seq)))
		return nil
	}); err != nil {
		return dialog.Turn{}, fmt.Errorf("read first answer: %w", err)
	}
	e, err := readEntry(c.box, seq, raw)
	if err != nil {
		return dialog.Turn{}, fmt.Errorf("read first answer: %w", err)
	}
	return e.Turn, nil
}

// Act is what staff do to the intake with this id; by says who, in the
// transcript.
func (db *DB) Act(ctx context.Context, id string, now time.Time, by string, step func(dialog.State) (dialog.State, dialog.Turn)) (dialog.Turn, error) {
	if err := db.begin(); err != nil {
		return dialog.Turn{}, err
	}
	defer db.end()
	num, ok := db.vault.number(id)
	if !ok {
		return dialog.Turn{}, fmt.Errorf("intake %s: %w", id, ErrNotFound)
	}
	t, _, err := db.move(ctx, num, now, by, step, func(dialog.State) bool { return true })
	return t, err
}

// move steps a conversation by something other than its patient's words,
// unless want says no to the state it is in by then.
func (db *DB) move(ctx context.Context, num uint64, now time.Time, by string,
	step func(dialog.State) (dialog.State, dialog.Turn), want func(dialog.State) bool,
) (t dialog.Turn, moved bool, err error) {
	c, err := db.get(num)
	if err != nil {
		return t, false, err
	}
	who := c.env.person
	leave, err := db.lines.enter(ctx, who)
	if err != nil {
		return t, false, err
	}
	defer leave()
	db.recent.take(who)
	if c, err = db.get(num); err == nil { // it may have moved while waiting
		err = db.decode(c)
	}
	if err != nil || !want(c.state) {
		return t, false, err
	}
	after, t := step(c.state)
	if after.ID != c.state.ID {
		return dialog.Turn{}, false, errStrange
	}
	_, err = db.keep(c, who, nil, c.state, after, t, dialog.Entry{At: now, By: by}, dialog.Message{})
	return t, err == nil, err
}

var errStrange = errors.New("the step returned another conversation")
