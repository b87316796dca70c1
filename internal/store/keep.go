package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// keep encodes a turn and hands it to the committer. c is what before was
// read from, nil for a person's first words; nums are the person's
// conversations.
func (db *DB) keep(c *conv, who person, nums []uint64, before, after dialog.State, t dialog.Turn, e dialog.Entry, m dialog.Message) (*conv, error) {
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
			return nil, err
		}
		if kept != nil {
			ch.writes = append(ch.writes, write{bKey, numKey(ch.conv), kept})
		}
		list := appendDeltas(nil, append(slices.Clip(nums), ch.conv))
		ch.writes = append(ch.writes, write{bUser, who[:], db.vault.index.seal(nil, bUser, who[:], list)})
	case c != nil && after.ID == c.state.ID:
		ch.conv, ch.was, bx, env, old = c.num, c.env.version, c.box, c.env, &c.state
	default:
		return nil, errStrange
	}

	e.N, e.Turn = after.Turns, t
	if s := before.Answers.Schema(); s != nil && before.Asking >= 0 && before.Asking < s.Len() {
		e.Asked = s.ID(before.Asking)
	}
	if t.Apart {
		e.Said = kind.Said{}
	}
	if gone(&after) {
		e.Said = kind.Said{}
		if gone(&before) { // the turn of the no keeps that it was one
			e.Turn.Understood = nil
		}
	}
	if slices.ContainsFunc(t.Effects, func(f dialog.Effect) bool { return f.Kind == dialog.Forget }) {
		e.Said = kind.Said{}
		if err := db.forget(ch, env, bx); err != nil {
			return nil, fmt.Errorf("forget: %w", err)
		}
	}
	seq := db.lastEntry.Add(1)
	env.entries = append(slices.Clip(env.entries), seq)
	if m.ID != "" {
		env.seen = append(slices.Clip(env.seen), sight{db.vault.mark(m.ID), len(env.entries) - 1})
		env.seen = env.seen[max(0, len(env.seen)-window):]
	}
	plain, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("keep turn: %w", err)
	}
	ch.writes = append(ch.writes, write{bEntry, numKey(seq), bx.seal(nil, bEntry, numKey(seq), plain)})

	user := after.User
	if gone(&after) {
		after.User = ""
	}
	ch.rows = db.rows(row{conv: ch.conv, entry: seq, effect: -1, user: user, place: m.Place, parting: gone(&after)}, after.Channel, t)
	for _, r := range ch.rows {
		ch.writes = append(ch.writes, db.vault.writeRow(r))
	}
	db.index(ch, env, old, &after)

	env.version = ch.was + 1
	if env.state, err = after.AppendBinary(nil); err != nil {
		return nil, fmt.Errorf("keep turn: %w", err)
	}
	key := numKey(ch.conv)
	ch.writes = append(ch.writes, write{bConv, key, bx.seal(env.prefix(), bConv, key, env.body())})
	if err := db.submit(ch); err != nil {
		return nil, err
	}
	env.state = nil // stands in state
	return &conv{num: ch.conv, env: env, box: bx, state: after}, nil
}

// gone reports whether a conversation keeps only the hash of its patient: no
// name, and no word that is said to it afterwards.
func gone(s *dialog.State) bool {
	return s.Phase == dialog.PhaseDeclined || s.Phase == dialog.PhaseWithdrawn
}

// rows are what a turn adds to the outbox.
func (db *DB) rows(replies row, channel string, t dialog.Turn) []row {
	var rows []row
	if len(t.Replies) > 0 && replies.user != "" && !db.direct[channel] {
		replies.dest, replies.seq = chatDest+channel, db.lastRow.Add(1)
		rows = append(rows, replies)
	}
	for i, f := range t.Effects {
		if f.Kind == dialog.Forget {
			continue
		}
		r := row{conv: replies.conv, entry: replies.entry, effect: i, alert: f.Kind == dialog.Alert}
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
