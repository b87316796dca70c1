package dialog

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// A snapshot is the State in a compact form of our own: a version byte, the
// content's hash, then every field in the order below, numbers as varints,
// texts with their length, answers by position in the schema of that content.
// It is written at every turn, and its size is a third of what a turn costs;
// JSON would be three times as long.
const codeVersion = 1

var errShort = errors.New("snapshot ends too early")

// AppendBinary appends the snapshot of s to b.
func (s State) AppendBinary(b []byte) ([]byte, error) {
	w := writer{b}
	w.byte(codeVersion)
	w.text(s.Flow)
	w.text(s.ID)
	w.text(s.Before)
	w.text(s.Lang)
	w.text(s.Channel)
	w.text(s.User)
	w.text(string(s.Phase))
	w.text(string(s.Back))
	w.int(s.Asking)
	w.byte(s.Tries)
	w.byte(s.Unsure)
	w.byte(s.Put)
	w.int(s.Again)
	w.ints(s.Trail)
	w.text(s.LastFAQ)
	w.texts(s.Signs)
	w.texts(s.Doubted)
	w.follow(s.Held)
	w.texts(s.Early)
	w.uint(s.Introduced)
	w.time(s.Opened)
	w.time(s.Spoke)
	w.time(s.Wake)
	w.uint(uint64(s.Turns))
	w.uint(uint64(s.Since))
	w.uint(uint64(s.Version))
	w.uint(uint64(len(s.Fired)))
	for _, f := range s.Fired {
		w.text(string(f.Rule))
		w.uint(uint64(f.Turn))
		w.bool(f.Told)
	}
	w.follow(s.Follow)
	w.answers(s.Answers)
	return w.b, nil
}

// Decode reads a snapshot. schemaOf returns the items of the content with a
// given hash, which the store keeps as long as a conversation refers to it.
func Decode(b []byte, schemaOf func(hash string) (*item.Schema, error)) (State, error) {
	r := reader{b: b}
	if v := r.byte(); v != codeVersion && r.err == nil {
		return State{}, fmt.Errorf("snapshot of version %d, this program reads %d", v, codeVersion)
	}
	var s State
	s.Flow = r.text()
	s.ID = r.text()
	s.Before = r.text()
	s.Lang = r.text()
	s.Channel = r.text()
	s.User = r.text()
	s.Phase = Phase(r.text())
	s.Back = Phase(r.text())
	s.Asking = r.int()
	s.Tries = r.byte()
	s.Unsure = r.byte()
	s.Put = r.byte()
	s.Again = r.int()
	s.Trail = r.ints()
	s.LastFAQ = r.text()
	s.Signs = r.texts()
	s.Doubted = r.texts()
	s.Held = r.follow()
	s.Early = r.texts()
	s.Introduced = r.uint()
	s.Opened = r.time()
	s.Spoke = r.time()
	s.Wake = r.time()
	s.Turns = uint32(r.uint())
	s.Since = uint32(r.uint())
	s.Version = uint32(r.uint())
	for n := r.count(); n > 0 && r.err == nil; n-- {
		s.Fired = append(s.Fired, Fired{Rule: triage.RuleID(r.text()), Turn: uint32(r.uint()), Told: r.bool()})
	}
	s.Follow = r.follow()
	if r.err == nil && s.Flow != "" {
		schema, err := schemaOf(s.Flow)
		if err != nil {
			return State{}, fmt.Errorf("read snapshot: %w", err)
		}
		s.Answers = r.answers(schema)
	}
	if r.err != nil {
		return State{}, fmt.Errorf("read snapshot: %w", r.err)
	}
	return s, nil
}

type writer struct{ b []byte }

func (w *writer) byte(v byte)   { w.b = append(w.b, v) }
func (w *writer) uint(v uint64) { w.b = binary.AppendUvarint(w.b, v) }
func (w *writer) int(v int)     { w.b = binary.AppendVarint(w.b, int64(v)) }

func (w *writer) bool(v bool) {
	if v {
		w.byte(1)
	} else {
		w.byte(0)
	}
}

func (w *writer) text(s string) {
	w.uint(uint64(len(s)))
	w.b = append(w.b, s...)
}

func (w *writer) texts(list []string) {
	w.uint(uint64(len(list)))
	for _, s := range list {
		w.text(s)
	}
}

func (w *writer) ints(list []int) {
	w.uint(uint64(len(list)))
	for _, v := range list {
		w.int(v)
	}
}

// time keeps the instant to the millisecond and the offset to the minute, so
// that a patient's local day can be told later.
func (w *writer) time(t time.Time) {
	if t.IsZero() {
		w.byte(0)
		return
	}
	w.byte(1)
	_, off := t.Zone()
	w.b = binary.AppendVarint(w.b, t.UnixMilli())
	w.int(off / 60)
}

func (w *writer) value(v item.Value) {
	w.byte(byte(v.Type()))
	switch v.Type() {
	case item.Bool:
		w.bool(v.Bool())
	case item.Number:
		w.b = binary.AppendUvarint(w.b, math.Float64bits(v.Number()))
	case item.Text, item.Date, item.Option:
		w.text(v.Text())
	case item.Options:
		w.texts(v.Options())
	case item.Null:
	}
}

func (w *writer) follow(f *Follow) {
	w.bool(f != nil)
	if f == nil {
		return
	}
	w.text(string(f.Kind))
	w.int(f.Item)
	w.texts(f.Words)
	w.bool(f.Read != nil)
	if f.Read == nil {
		return
	}
	w.text(f.Read.Ask)
	w.texts(f.Read.About)
	w.value(f.Read.Have)
	w.uint(uint64(len(f.Read.Options)))
	for _, o := range f.Read.Options {
		w.text(o.ID)
		w.text(o.Label)
	}
}

// answers are written by position, the open ones left out.
func (w *writer) answers(a item.Answers) {
	if a.Schema() == nil {
		return // not begun: Flow is "" and the reader stops here too
	}
	w.time(a.Day)
	w.byte(a.Worst)
	w.bool(a.Settled)
	n := 0
	for i := range a.Schema().Len() {
		if a.At(i).Status != item.Open {
			n++
		}
	}
	w.uint(uint64(n))
	for i := range a.Schema().Len() {
		x := a.At(i)
		if x.Status == item.Open {
			continue
		}
		w.uint(uint64(i))
		flags := byte(x.Status)
		if x.Carried {
			flags |= 1 << 6
		}
		if x.Listened {
			flags |= 1 << 7
		}
		w.byte(flags)
		w.uint(uint64(x.Turn))
		w.value(x.Value)
	}
}

type reader struct {
	b   []byte
	err error
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = errShort
	}
	r.b = nil
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail()
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reader) bool() bool { return r.byte() != 0 }

func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) int() int { return int(r.varint()) }

// count reads a length and refuses one that the bytes left cannot hold, so
// that a damaged snapshot costs no memory.
func (r *reader) count() int {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.count()
	if r.err != nil {
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *reader) texts() []string {
	var list []string
	for n := r.count(); n > 0 && r.err == nil; n-- {
		list = append(list, r.text())
	}
	return list
}

func (r *reader) ints() []int {
	var list []int
	for n := r.count(); n > 0 && r.err == nil; n-- {
		list = append(list, r.int())
	}
	return list
}

func (r *reader) time() time.Time {
	if !r.bool() {
		return time.Time{}
	}
	ms := r.varint()
	off := r.int() * 60
	if off == 0 {
		return time.UnixMilli(ms).UTC()
	}
	return time.UnixMilli(ms).In(time.FixedZone("", off))
}

func (r *reader) value() item.Value {
	switch t := item.Type(r.byte()); t {
	case item.Null:
		return item.Value{}
	case item.Bool:
		return item.BoolOf(r.bool())
	case item.Number:
		return item.NumberOf(math.Float64frombits(r.uint()))
	case item.Text:
		return item.TextOf(r.text())
	case item.Date:
		return item.DateOf(r.text())
	case item.Option:
		return item.OptionOf(r.text())
	case item.Options:
		return item.OptionsOf(r.texts()...)
	default:
		r.fail()
		return item.Value{}
	}
}

func (r *reader) follow() *Follow {
	if !r.bool() {
		return nil
	}
	f := &Follow{Kind: FollowKind(r.text()), Item: r.int(), Words: r.texts()}
	if r.bool() {
		f.Read = &kind.Follow{Ask: r.text(), About: r.texts(), Have: r.value()}
		for n := r.count(); n > 0 && r.err == nil; n-- {
			f.Read.Options = append(f.Read.Options, kind.Option{ID: r.text(), Label: r.text()})
		}
	}
	return f
}

func (r *reader) answers(schema *item.Schema) item.Answers {
	a := item.NewAnswers(schema)
	a.Day = r.time()
	a.Worst = r.byte()
	a.Settled = r.bool()
	for n := r.count(); n > 0 && r.err == nil; n-- {
		i := r.uint()
		if i >= uint64(schema.Len()) {
			r.err = fmt.Errorf("item %d of %d", i, schema.Len())
			return a
		}
		flags := r.byte()
		a.Set(int(i), item.Answer{
			Status: item.Status(flags & 0x3f), Carried: flags&(1<<6) != 0, Listened: flags&(1<<7) != 0,
			Turn: uint32(r.uint()), Value: r.value(),
		})
	}
	return a
}
