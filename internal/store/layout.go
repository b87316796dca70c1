package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"intake/internal/dialog"
	"intake/internal/triage"
)

// format is the version of the layout.
const format = "1"

// window is how many messages back a repeated id is known.
const window = 32

// The buckets.
const (
	bConv = iota
	bUser
	bEntry
	bOutbox
	bStatus
	bDue
	bFlow
	bKey
	bMeta
	nBuckets
)

var bucketNames = [nBuckets][]byte{
	[]byte("conv"), []byte("user"), []byte("entry"), []byte("outbox"),
	[]byte("status"), []byte("due"), []byte("flow"), []byte("key"), []byte("meta"),
}

var (
	metaFormat = []byte("format")
	metaSalt   = []byte("salt")   // for deriving keys
	metaSecret = []byte("secret") // what stands for the clinic's key in open data
	metaProof  = []byte("proof")  // in sealed data: tells the right key
	metaDirty  = []byte("dirty")  // free pages hold what was to be wiped
)

// buckets are the buckets of one transaction, opened when first asked for: a
// turn reads two or three.
type buckets struct {
	tx   *bbolt.Tx
	open [nBuckets]*bbolt.Bucket
}

func bucketsOf(tx *bbolt.Tx) *buckets { return &buckets{tx: tx} }

func (b *buckets) at(i int) *bbolt.Bucket {
	if b.open[i] == nil {
		b.open[i] = b.tx.Bucket(bucketNames[i])
		if i == bEntry || i == bOutbox {
			// Only appended to: nothing will be put between what lies there.
			b.open[i].FillPercent = 0.95
		}
	}
	return b.open[i]
}

func numKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func keyNum(k []byte) uint64 {
	if len(k) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(k)
}

// millis orders times in keys; nothing here is older than 1970.
func millis(t time.Time) uint64 { return uint64(max(t.UnixMilli(), 0)) }

func dueKey(t time.Time, conv uint64) []byte {
	return binary.BigEndian.AppendUint64(numKey(millis(t)), conv)
}

// statuses are the groups that lists ask for, in the order of their keys.
var statuses = []dialog.Phase{
	"", dialog.PhaseEmergency, dialog.PhaseSubmitted, dialog.PhasePaused,
	dialog.PhaseDeclined, dialog.PhaseWithdrawn, dialog.PhaseExpired,
}

// statusKey is the group (0: under way), the time it was opened, the number.
func statusKey(s *dialog.State, conv uint64) []byte {
	k := []byte{byte(max(0, slices.Index(statuses, s.Phase)))}
	k = binary.BigEndian.AppendUint64(k, millis(s.Opened))
	return binary.BigEndian.AppendUint64(k, conv)
}

func rowKey(dest string, seq uint64) []byte {
	k := append(make([]byte, 0, len(dest)+9), dest...)
	return binary.BigEndian.AppendUint64(append(k, 0), seq)
}

// An envelope is what a conversation's value holds.
type envelope struct {
	version uint32 // counts the conversation's changes, in the clear
	person  person
	listed  time.Time // what its status row says of State.Spoke
	entries []uint64  // its transcript
	seen    []sight   // the messages heard last, newest last
	state   []byte    // the snapshot, undecoded
}

// A sight is a message's hashed id and the position in entries of its answer.
type sight struct {
	id mark
	at int
}

// prefix is the clear start of a conversation's value: what the committer
// compares without decoding.
func (e *envelope) prefix() []byte {
	return binary.BigEndian.AppendUint32([]byte{1}, e.version)
}

const prefixLen = 5

// versionOf reads the version from a conversation's value; 0 for none.
func versionOf(value []byte) uint32 {
	if len(value) < prefixLen {
		return 0
	}
	return binary.BigEndian.Uint32(value[1:])
}

// body packs numbers as differences: an entry costs a byte or two, a message
// id nine.
func (e *envelope) body() []byte {
	b := make([]byte, 0, 64+2*len(e.entries)+10*len(e.seen)+len(e.state))
	b = append(b, e.person[:]...)
	b = binary.AppendVarint(b, e.listed.Unix())
	b = appendDeltas(b, e.entries)
	b = binary.AppendUvarint(b, uint64(len(e.seen)))
	for _, s := range e.seen {
		b = append(b, s.id[:]...)
		b = binary.AppendUvarint(b, uint64(len(e.entries)-1-s.at))
	}
	return append(b, e.state...)
}

var errDamaged = errors.New("the value is damaged")

func readEnvelope(version uint32, b []byte) (*envelope, error) {
	e := &envelope{version: version}
	r := bytesReader{b: b}
	copy(e.person[:], r.take(len(e.person)))
	e.listed = time.Unix(r.varint(), 0).UTC()
	e.entries = r.deltas()
	for n := r.uvarint(); n > 0 && !r.bad; n-- {
		var s sight
		copy(s.id[:], r.take(len(s.id)))
		s.at = len(e.entries) - 1 - int(r.uvarint())
		if s.at < 0 || s.at >= len(e.entries) {
			return nil, errDamaged
		}
		e.seen = append(e.seen, s)
	}
	e.state = r.b
	if r.bad {
		return nil, errDamaged
	}
	return e, nil
}

// find returns the sequence of the entry that answered a message.
func (e *envelope) find(id mark) (uint64, bool) {
	for _, s := range e.seen {
		if s.id == id {
			return e.entries[s.at], true
		}
	}
	return 0, false
}

// A Row is what a list shows of an intake.
type Row struct {
	ID      string
	Channel string
	Phase   dialog.Phase
	Triage  triage.Disposition
	Opened  time.Time
	// Spoke and Turns are of the last time the row was written: when the
	// phase or the disposition changed, and else every ten minutes.
	Spoke time.Time
	Turns uint32
	// Version is 0 for not sent to staff, 1 for sent, more for amended.
	Version uint32
}

// relist is how far a list may lag behind; writing the row at every turn
// would cost an eighth of all bytes written.
const relist = 10 * time.Minute

func appendRow(b []byte, s *dialog.State) []byte {
	b = appendText(b, s.Channel)
	b = appendText(b, string(s.Phase))
	b = append(b, s.Answers.Worst)
	b = binary.AppendVarint(b, s.Opened.UnixMilli())
	b = binary.AppendVarint(b, s.Spoke.UnixMilli())
	b = binary.AppendUvarint(b, uint64(s.Turns))
	return binary.AppendUvarint(b, uint64(s.Version))
}

func readRow(b []byte) (Row, error) {
	r := bytesReader{b: b}
	row := Row{Channel: r.text(), Phase: dialog.Phase(r.text())}
	if t := r.take(1); t != nil {
		row.Triage = triage.Disposition(t[0])
	}
	row.Opened = time.UnixMilli(r.varint()).UTC()
	row.Spoke = time.UnixMilli(r.varint()).UTC()
	row.Turns = uint32(r.uvarint())
	row.Version = uint32(r.uvarint())
	if r.bad {
		return Row{}, fmt.Errorf("list row: %w", errDamaged)
	}
	return row, nil
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendDeltas(b []byte, list []uint64) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	var last uint64
	for _, n := range list {
		b = binary.AppendUvarint(b, n-last)
		last = n
	}
	return b
}

// A bytesReader reads what the append functions wrote; bad is set where the
// bytes end too early.
type bytesReader struct {
	b   []byte
	bad bool
}

func (r *bytesReader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.b, r.bad = nil, true
		return nil
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}

func (r *bytesReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		n = -1
	}
	r.take(n)
	return v
}

func (r *bytesReader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		n = -1
	}
	r.take(n)
	return v
}

func (r *bytesReader) text() string {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.bad = true
		return ""
	}
	return string(r.take(int(n)))
}

func (r *bytesReader) deltas() []uint64 {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.bad = true
		return nil
	}
	list := make([]uint64, 0, n)
	var last uint64
	for ; n > 0 && !r.bad; n-- {
		last += r.uvarint()
		list = append(list, last)
	}
	return list
}
