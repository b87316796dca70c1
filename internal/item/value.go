package item

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
)

// A Type says what a Value holds. The set is closed: FHIR, PDF and store know
// these and need nothing when a kind of question is added.
type Type uint8

// The types of value.
const (
	Null    Type = iota // nothing: declined, or "no more"
	Bool                // true or false
	Number              // a number in the item's unit
	Text                // the patient's own words
	Date                // YYYY, YYYY-MM or YYYY-MM-DD, at the precision given
	Option              // one option id
	Options             // several option ids
)

var typeNames = [...]string{"null", "bool", "number", "text", "date", "option", "options"}

// String returns the type's name in lower case.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return "type " + strconv.Itoa(int(t))
}

// A Value is one answer's content. The zero Value is Null. Values are
// immutable: share them freely, never write to what Options returns.
type Value struct {
	t    Type
	num  float64
	text string
	list []string
}

// BoolOf returns a Bool.
func BoolOf(b bool) Value {
	if b {
		return Value{t: Bool, num: 1}
	}
	return Value{t: Bool}
}

// NumberOf returns a Number.
func NumberOf(f float64) Value { return Value{t: Number, num: f} }

// TextOf returns a Text.
func TextOf(s string) Value { return Value{t: Text, text: s} }

// DateOf returns a Date; s is YYYY, YYYY-MM or YYYY-MM-DD.
func DateOf(s string) Value { return Value{t: Date, text: s} }

// OptionOf returns an Option.
func OptionOf(id string) Value { return Value{t: Option, text: id} }

// OptionsOf returns Options in the order given.
func OptionsOf(ids ...string) Value { return Value{t: Options, list: ids} }

// Type says what v holds.
func (v Value) Type() Type { return v.t }

// IsNull reports whether v holds nothing.
func (v Value) IsNull() bool { return v.t == Null }

// Bool returns the truth of a Bool, else false.
func (v Value) Bool() bool { return v.t == Bool && v.num != 0 }

// Number returns the number of a Number, else 0.
func (v Value) Number() float64 {
	if v.t != Number {
		return 0
	}
	return v.num
}

// Text returns the words of a Text, the digits of a Date or the id of an
// Option, else "".
func (v Value) Text() string { return v.text }

// Options returns the ids of an Option or Options. Do not modify it.
func (v Value) Options() []string {
	if v.t == Option {
		return []string{v.text}
	}
	return v.list
}

// Has reports whether the option id is v or among v.
func (v Value) Has(id string) bool {
	if v.t == Option {
		return v.text == id
	}
	return slices.Contains(v.list, id)
}

// Equal reports whether v and w hold the same; the order of Options counts.
func (v Value) Equal(w Value) bool {
	return v.t == w.t && v.num == w.num && v.text == w.text && slices.Equal(v.list, w.list)
}

// String is for staff and tests: the content in plain letters. Never log it.
func (v Value) String() string {
	switch v.t {
	case Bool:
		return strconv.FormatBool(v.Bool())
	case Number:
		return strconv.FormatFloat(v.num, 'f', -1, 64)
	case Text, Date, Option:
		return v.text
	case Options:
		return strings.Join(v.list, ", ")
	default:
		return "null"
	}
}

// LogValue keeps answers out of logs: it tells the type alone.
func (v Value) LogValue() slog.Value { return slog.StringValue(v.t.String()) }

// MarshalJSON writes the value as the contract has it: bool, number, text,
// date, option id, list of option ids, or null.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.t {
	case Bool:
		return json.Marshal(v.Bool())
	case Number:
		return json.Marshal(v.num)
	case Text, Date, Option:
		return json.Marshal(v.text)
	case Options:
		if v.list == nil {
			return []byte("[]"), nil
		}
		return json.Marshal(v.list)
	default:
		return []byte("null"), nil
	}
}

// FromJSON reads what MarshalJSON wrote, given the type it had.
func FromJSON(t Type, data []byte) (Value, error) {
	var err error
	v := Value{t: t}
	if string(data) == "null" {
		return Value{}, nil
	}
	switch t {
	case Bool:
		var b bool
		err = json.Unmarshal(data, &b)
		v = BoolOf(b)
	case Number:
		err = json.Unmarshal(data, &v.num)
	case Text, Date, Option:
		err = json.Unmarshal(data, &v.text)
	case Options:
		err = json.Unmarshal(data, &v.list)
	case Null:
		err = fmt.Errorf("a null holds nothing")
	}
	if err != nil {
		return Value{}, fmt.Errorf("read %s value: %w", t, err)
	}
	return v, nil
}
