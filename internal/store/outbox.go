package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"intake/internal/dialog"
)

// Destinations. A patient's chat is "chat:" and the channel, a sink "sink:"
// and its name; staffDest holds what waits for a first sink.
const (
	chatDest  = "chat:"
	sinkDest  = "sink:"
	staffDest = "staff"
)

// A Parcel is one thing to be carried out: the replies of a turn to its
// patient, or one effect to one sink.
type Parcel struct {
	Seq     uint64
	Dest    string
	ID      string // the conversation
	Channel string // for replies: where
	User    string // and to whom
	Place   string // and where there, as the channel wrote it
	// Entry is the turn that caused it; Effect points into it, nil for
	// replies.
	Entry  dialog.Entry
	Effect *dialog.Effect
	at     int
}

// Key names the parcel for services that can spot a duplicate: the same each
// time it is delivered.
func (p *Parcel) Key() string {
	if p.Effect == nil {
		return fmt.Sprintf("%s.%d", p.ID, p.Entry.N)
	}
	return fmt.Sprintf("%s.%d.%s.%d", p.ID, p.Entry.N, p.Effect.Kind, p.at)
}

// A row is a parcel as it lies in the outbox: it only points at the entry.
type row struct {
	dest        string
	seq         uint64
	conv, entry uint64
	effect      int    // position in the turn's effects, -1 for the replies
	user        string // whom the replies are for
	place       string // where they are wanted, "" for the patient's own chat
	alert       bool   // outlives a forgetting
	// parting marks the last words to a patient who was forgotten: the user
	// id must leave the file with it.
	parting bool
}

func (r *row) append(b []byte) []byte {
	b = binary.AppendUvarint(b, r.conv)
	b = binary.AppendUvarint(b, r.entry)
	b = binary.AppendVarint(b, int64(r.effect))
	var flags byte
	if r.alert {
		flags |= 1
	}
	if r.parting {
		flags |= 2
	}
	if r.place != "" {
		flags |= 4
	}
	b = appendText(append(b, flags), r.user)
	if r.place != "" {
		b = appendText(b, r.place)
	}
	return b
}

func (v *vault) readRow(key, value []byte) (row, error) {
	at := len(key) - 9
	if at < 1 {
		return row{}, errDamaged
	}
	plain, err := v.index.open(nil, bOutbox, key, value)
	if err != nil {
		return row{}, err
	}
	b := bytesReader{b: plain}
	r := row{dest: string(key[:at]), seq: keyNum(key[at+1:])}
	r.conv, r.entry, r.effect = b.uvarint(), b.uvarint(), int(b.varint())
	placed := false
	if f := b.take(1); f != nil {
		r.alert, r.parting, placed = f[0]&1 != 0, f[0]&2 != 0, f[0]&4 != 0
	}
	if r.user = b.text(); placed {
		r.place = b.text()
	}
	if b.bad {
		return row{}, errDamaged
	}
	return r, nil
}

func (v *vault) writeRow(r row) write {
	key := rowKey(r.dest, r.seq)
	return write{bOutbox, key, v.index.seal(nil, bOutbox, key, r.append(nil))}
}

// hire hands what waited for a first sink to the sinks there are now.
func (db *DB) hire(b *buckets) error {
	waited := db.out.dests[staffDest].rows
	var moved []row
	for _, r := range waited {
		for _, dest := range db.sinkDests() {
			to := r
			to.dest, to.seq = dest, db.lastRow.Add(1)
			w := db.vault.writeRow(to)
			if err := b.at(bOutbox).Put(w.key, w.value); err != nil {
				return err
			}
			moved = append(moved, to)
		}
	}
	if err := b.strike(waited); err != nil {
		return err
	}
	db.out.remove(waited)
	db.out.add(moved)
	return b.count(db)
}

// Dests returns the destinations for which something waits, in order.
func (db *DB) Dests() []string {
	db.out.mu.Lock()
	defer db.out.mu.Unlock()
	var list []string
	for d := range db.out.dests {
		list = append(list, d)
	}
	slices.Sort(list)
	return list
}

// Queued signals that there may be more to send. It holds one signal, so one
// goroutine must listen and look at all of Dests.
func (db *DB) Queued() <-chan struct{} { return db.out.queued }

// Next leases up to limit parcels for dest, oldest first, and those of one
// conversation in order. What is leased is not given out again until Done,
// or Later, or two minutes after now; while any of a conversation's parcels
// for dest are out, the others of it wait, so that one patient's replies
// leave in order and one who cannot be reached holds up no other.
func (db *DB) Next(ctx context.Context, dest string, now time.Time, limit int) ([]Parcel, error) {
	if err := db.begin(); err != nil {
		return nil, err
	}
	defer db.end()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rows := db.out.lease(dest, now, limit)
	if len(rows) == 0 {
		return nil, nil
	}
	type raw struct{ key, entry []byte }
	raws := make([]raw, len(rows))
	if err := db.view(func(b *buckets) error {
		for i, r := range rows {
			raws[i] = raw{clone(b.at(bKey).Get(numKey(r.conv))), clone(b.at(bEntry).Get(numKey(r.entry)))}
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	parcels := make([]Parcel, 0, len(rows))
	for i, r := range rows {
		p, err := db.parcel(r, raws[i].key, raws[i].entry)
		if err != nil {
			db.log.Error("cannot read what is to be sent", "intake", db.vault.shortID(r.conv), "error", err)
			db.Later(now.Add(time.Hour), r.seq)
			continue
		}
		parcels = append(parcels, p)
	}
	return parcels, nil
}

func (db *DB) parcel(r row, key, entry []byte) (Parcel, error) {
	bx, err := db.vault.boxOf(r.conv, key)
	if err != nil {
		return Parcel{}, err
	}
	e, err := readEntry(bx, r.entry, entry)
	if err != nil {
		return Parcel{}, err
	}
	p := Parcel{Seq: r.seq, Dest: r.dest, ID: db.vault.shortID(r.conv), User: r.user, Place: r.place, Entry: e, at: r.effect}
	switch {
	case r.effect >= len(e.Turn.Effects):
		return Parcel{}, errDamaged
	case r.effect >= 0:
		p.Effect = &p.Entry.Turn.Effects[r.effect]
	default:
		p.Channel = strings.TrimPrefix(r.dest, chatDest)
	}
	return p, nil
}

// Done strikes out parcels that were delivered. They leave the file with
// whatever commits next, or shortly after; a crash before that delivers them
// again.
func (db *DB) Done(seqs ...uint64) {
	db.out.mu.Lock()
	db.out.each(seqs, func(q *queue, at int) {
		db.out.struck = append(db.out.struck, q.rows[at])
		q.drop(at)
	})
	db.out.mu.Unlock()
	poke(db.out.strikes)
}

// Later gives parcels back: they and what follows them in their conversations
// are not given out until then.
func (db *DB) Later(until time.Time, seqs ...uint64) {
	db.out.mu.Lock()
	defer db.out.mu.Unlock()
	db.out.each(seqs, func(q *queue, at int) {
		delete(q.out, q.rows[at].seq)
		q.later[q.rows[at].conv] = until
	})
}
