package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
)

// A conv is a conversation read for a step.
type conv struct {
	num   uint64
	env   *envelope
	box   box
	state dialog.State
}

// readEntry undoes what change wrote.
func readEntry(bx box, seq uint64, value []byte) (dialog.Entry, error) {
	var e dialog.Entry
	if value == nil {
		return e, fmt.Errorf("entry %d: %w", seq, ErrNotFound)
	}
	plain, err := bx.open(nil, bEntry, numKey(seq), value)
	if err != nil {
		return e, fmt.Errorf("entry %d: %w", seq, err)
	}
	if err := json.Unmarshal(plain, &e); err != nil {
		return e, fmt.Errorf("entry %d: %w", seq, err)
	}
	return e, nil
}

// A rawConv is a conversation's values as copied from a transaction.
type rawConv struct {
	num        uint64
	key, value []byte
}

func (b *buckets) raw(num uint64) rawConv {
	k := numKey(num)
	return rawConv{num, clone(b[bKey].Get(k)), clone(b[bConv].Get(k))}
}

// open reads the envelope, not yet the snapshot.
func (db *DB) open(raw rawConv) (*conv, error) {
	id := db.vault.shortID(raw.num)
	if raw.value == nil {
		return nil, fmt.Errorf("intake %s: %w", id, ErrNotFound)
	}
	c := &conv{num: raw.num}
	var err error
	if c.box, err = db.vault.boxOf(raw.num, raw.key); err != nil {
		return nil, fmt.Errorf("intake %s: its key: %w", id, err)
	}
	e := envelope{version: versionOf(raw.value)}
	plain, err := c.box.open(e.prefix(), bConv, numKey(raw.num), raw.value)
	if err == nil {
		c.env, err = readEnvelope(e.version, plain)
	}
	if err != nil {
		return nil, fmt.Errorf("intake %s: %w", id, err)
	}
	return c, nil
}

// decode reads the snapshot as well.
func (db *DB) decode(c *conv) error {
	s, err := dialog.Decode(c.env.state, db.schemaOf)
	if err != nil {
		return fmt.Errorf("intake %s: %w", db.vault.shortID(c.num), err)
	}
	c.state = s
	return nil
}

// schemaOf finds the items of the content with this hash: today's, or that of
// an archive, read once.
func (db *DB) schemaOf(hash string) (*item.Schema, error) {
	if s, ok := db.schema.Load(hash); ok {
		return s.(*item.Schema), nil
	}
	archive, err := db.archive(hash)
	if err != nil {
		return nil, err
	}
	if db.opt.SchemaOf == nil {
		return nil, fmt.Errorf("content %s: nobody can read it", hash)
	}
	s, err := db.opt.SchemaOf(archive)
	if err != nil {
		return nil, fmt.Errorf("content %s: %w", hash, err)
	}
	kept, _ := db.schema.LoadOrStore(hash, s)
	return kept.(*item.Schema), nil
}

// numbers reads a person's conversations, oldest first.
func (db *DB) numbers(b *buckets, p person) ([]uint64, error) {
	value := b[bUser].Get(p[:])
	if value == nil {
		return nil, nil
	}
	plain, err := db.vault.index.open(nil, bUser, p[:], value)
	if err != nil {
		return nil, fmt.Errorf("a person's list: %w", err)
	}
	r := bytesReader{b: plain}
	list := r.deltas()
	if r.bad {
		return nil, fmt.Errorf("a person's list: %w", errDamaged)
	}
	return list, nil
}

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
	before := dialog.State{Channel: m.Channel, User: m.User, Asking: -1, Again: -1}
	if c != nil {
		if err := db.decode(c); err != nil {
			return t, false, err
		}
		before = c.state
		before.Channel, before.User = m.Channel, m.User
	}
	after, t := step(before)
	e := dialog.Entry{At: m.At, By: "patient", Said: m.Said}
	if err := db.keep(c, who, nums, before, after, t, e, m.ID); err != nil {
		return dialog.Turn{}, false, err
	}
	return t, false, nil
}

// answered reads the turn that a message was answered with.
func (db *DB) answered(c *conv, seq uint64) (dialog.Turn, error) {
	var raw []byte
	if err := db.view(func(b *buckets) error {
		raw = clone(b[bEntry].Get(numKey(seq)))
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
	err = db.keep(c, who, nil, c.state, after, t, dialog.Entry{At: now, By: by}, "")
	return t, err == nil, err
}

func (db *DB) get(num uint64) (*conv, error) {
	var raw rawConv
	if err := db.view(func(b *buckets) error {
		raw = b.raw(num)
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read conversation: %w", err)
	}
	return db.open(raw)
}

var errStrange = errors.New("the step returned another conversation")

// keep encodes a turn and hands it to the committer. c is what before was
// read from, nil for a person's first words; nums are the person's
// conversations.
func (db *DB) keep(c *conv, who person, nums []uint64, before, after dialog.State, t dialog.Turn, e dialog.Entry, msgID string) error {
	ch := &change{}
	var old *dialog.State
	env := &envelope{person: who}
	var bx box
	switch {
	case after.ID == "":
		ch.conv = db.lastConv.Add(1)
		after.ID = db.vault.shortID(ch.conv)
		var kept []byte
		var err error
		if bx, kept, err = db.vault.newBox(ch.conv); err != nil {
			return err
		}
		if kept != nil {
			ch.writes = append(ch.writes, write{bKey, numKey(ch.conv), kept})
		}
		list := appendDeltas(nil, append(slices.Clip(nums), ch.conv))
		ch.writes = append(ch.writes, write{bUser, who[:], db.vault.index.seal(nil, bUser, who[:], list)})
	case c != nil && after.ID == c.state.ID:
		ch.conv, ch.was, bx, env, old = c.num, c.env.version, c.box, c.env, &c.state
	default:
		return errStrange
	}

	e.N, e.Turn = after.Turns, t
	if s := before.Answers.Schema(); s != nil && before.Asking >= 0 && before.Asking < s.Len() {
		e.Asked = s.ID(before.Asking)
	}
	if slices.ContainsFunc(t.Effects, func(f dialog.Effect) bool { return f.Kind == dialog.Forget }) {
		e.Said = kind.Said{}
		if err := db.forget(ch, env, bx); err != nil {
			return fmt.Errorf("forget: %w", err)
		}
	}
	seq := db.lastEntry.Add(1)
	env.entries = append(slices.Clip(env.entries), seq)
	if msgID != "" {
		env.seen = append(slices.Clip(env.seen), sight{db.vault.mark(msgID), len(env.entries) - 1})
		env.seen = env.seen[max(0, len(env.seen)-window):]
	}
	plain, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("keep turn: %w", err)
	}
	ch.writes = append(ch.writes, write{bEntry, numKey(seq), bx.seal(nil, bEntry, numKey(seq), plain)})

	user := after.User
	if gone(&after) {
		after.User = ""
	}
	ch.rows = db.rows(ch.conv, seq, after.Channel, user, gone(&after), t)
	for _, r := range ch.rows {
		ch.writes = append(ch.writes, db.vault.writeRow(r))
	}
	db.index(ch, env, old, &after)

	env.version = ch.was + 1
	if env.state, err = after.AppendBinary(nil); err != nil {
		return fmt.Errorf("keep turn: %w", err)
	}
	key := numKey(ch.conv)
	ch.writes = append(ch.writes, write{bConv, key, bx.seal(env.prefix(), bConv, key, env.body())})
	return db.submit(ch)
}

// gone reports whether only the hash of its patient may stay with a
// conversation.
func gone(s *dialog.State) bool {
	return s.Phase == dialog.PhaseDeclined || s.Phase == dialog.PhaseWithdrawn
}

// rows are what a turn adds to the outbox.
func (db *DB) rows(conv, entry uint64, channel, user string, parting bool, t dialog.Turn) []row {
	var rows []row
	if len(t.Replies) > 0 && user != "" && !db.direct[channel] {
		rows = append(rows, row{
			dest: chatDest + channel, seq: db.lastRow.Add(1),
			conv: conv, entry: entry, effect: -1, user: user, parting: parting,
		})
	}
	for i, f := range t.Effects {
		if f.Kind == dialog.Forget {
			continue
		}
		r := row{conv: conv, entry: entry, effect: i, alert: f.Kind == dialog.Alert}
		for _, dest := range db.sinkDests() {
			r.dest, r.seq = dest, db.lastRow.Add(1)
			rows = append(rows, r)
		}
	}
	return rows
}

func (db *DB) sinkDests() []string {
	if len(db.opt.Sinks) == 0 {
		return []string{staffDest}
	}
	list := make([]string, len(db.opt.Sinks))
	for i, s := range db.opt.Sinks {
		list[i] = sinkDest + s
	}
	return list
}

// index writes the rows of status and due where they change.
func (db *DB) index(ch *change, env *envelope, old, s *dialog.State) {
	key := statusKey(s, ch.conv)
	stale := old == nil || old.Phase != s.Phase || old.Answers.Worst != s.Answers.Worst ||
		old.Version != s.Version || s.Spoke.Sub(env.listed) >= relist
	if old != nil {
		if was := statusKey(old, ch.conv); string(was) != string(key) {
			ch.writes = append(ch.writes, write{bucket: bStatus, key: was})
			stale = true
		}
	}
	if stale {
		env.listed = s.Spoke
		ch.writes = append(ch.writes, write{bStatus, key, db.vault.index.seal(nil, bStatus, key, appendRow(nil, s))})
	}
	var was time.Time
	if old != nil {
		was = old.Wake
	}
	if was.Equal(s.Wake) {
		return
	}
	if !was.IsZero() {
		ch.writes = append(ch.writes, write{bucket: bDue, key: dueKey(was, ch.conv)})
	}
	if !s.Wake.IsZero() {
		ch.writes = append(ch.writes, write{bDue, dueKey(s.Wake, ch.conv), []byte{}})
	}
}
