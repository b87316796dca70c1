package item

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
)

var values = []struct {
	v    Value
	t    Type
	text string // String
	json string
}{
	{Value{}, Null, "null", "null"},
	{BoolOf(true), Bool, "true", "true"},
	{BoolOf(false), Bool, "false", "false"},
	{NumberOf(7), Number, "7", "7"},
	{NumberOf(2.5), Number, "2.5", "2.5"},
	{NumberOf(36500), Number, "36500", "36500"},
	{NumberOf(0), Number, "0", "0"},
	{TextOf("my \"neck\""), Text, `my "neck"`, `"my \"neck\""`},
	{TextOf(""), Text, "", `""`},
	{DateOf("1980-02"), Date, "1980-02", `"1980-02"`},
	{OptionOf("yes"), Option, "yes", `"yes"`},
	{OptionsOf("fever", "lump"), Options, "fever, lump", `["fever","lump"]`},
	{OptionsOf(), Options, "", "[]"},
}

func TestValues(t *testing.T) {
	for _, tt := range values {
		if got := tt.v.Type(); got != tt.t {
			t.Errorf("%s is %s, want %s", tt.v, got, tt.t)
		}
		if got := tt.v.String(); got != tt.text {
			t.Errorf("%s prints %q, want %q", tt.t, got, tt.text)
		}
		if got := tt.v.IsNull(); got != (tt.t == Null) {
			t.Errorf("%s is null: %t", tt.v, got)
		}
		data, err := json.Marshal(tt.v)
		if err != nil || string(data) != tt.json {
			t.Errorf("%s as JSON is %s (%v), want %s", tt.v, data, err, tt.json)
		}
		back, err := FromJSON(tt.t, data)
		if err != nil || !back.Equal(tt.v) {
			t.Errorf("%s came back as %s (%v)", tt.v, back, err)
		}
	}
}

// TestParts pins that a value gives only what it holds.
func TestParts(t *testing.T) {
	for _, tt := range values {
		if tt.v.Bool() && tt.t != Bool {
			t.Errorf("%s %s is true", tt.t, tt.v)
		}
		if tt.v.Number() != 0 && tt.t != Number {
			t.Errorf("%s %s is the number %v", tt.t, tt.v, tt.v.Number())
		}
	}
	if BoolOf(true).Number() != 0 || NumberOf(1).Bool() {
		t.Error("a bool passes for a number, or a number for a bool")
	}
	if got := OptionOf("yes").Options(); !slices.Equal(got, []string{"yes"}) {
		t.Errorf("the options of one option are %v", got)
	}
	if got := TextOf("yes").Options(); len(got) != 0 {
		t.Errorf("the options of a text are %v", got)
	}
}

func TestHas(t *testing.T) {
	for _, tt := range []struct {
		v    Value
		id   string
		want bool
	}{
		{OptionOf("yes"), "yes", true},
		{OptionOf("yes"), "no", false},
		{OptionsOf("fever", "lump"), "lump", true},
		{OptionsOf("fever", "lump"), "none", false},
		{TextOf("yes"), "yes", false},
		{DateOf("1980"), "1980", false},
		{Value{}, "", false},
	} {
		if got := tt.v.Has(tt.id); got != tt.want {
			t.Errorf("%s %s has %q: %t", tt.v.Type(), tt.v, tt.id, got)
		}
	}
}

func TestEqual(t *testing.T) {
	for i, a := range values {
		for j, b := range values {
			if got := a.v.Equal(b.v); got != (i == j) {
				t.Errorf("%s %s equals %s %s: %t", a.t, a.v, b.t, b.v, got)
			}
		}
	}
	if OptionsOf("a", "b").Equal(OptionsOf("b", "a")) {
		t.Error("the order of options does not count")
	}
	if TextOf("yes").Equal(OptionOf("yes")) {
		t.Error("a text equals an option")
	}
}

func TestFromJSON(t *testing.T) {
	for _, typ := range []Type{Null, Bool, Number, Text, Date, Option, Options} {
		if v, err := FromJSON(typ, []byte("null")); err != nil || !v.IsNull() {
			t.Errorf("null as %s is %s (%v)", typ, v, err)
		}
	}
	for _, tt := range []struct {
		t    Type
		data string
		want string // in the error
	}{
		{Bool, `"yes"`, "read bool value"},
		{Number, `"7"`, "read number value"},
		{Text, "7", "read text value"},
		{Option, `["a"]`, "read option value"},
		{Options, `"a"`, "read options value"},
		{Null, "7", "a null holds nothing"},
		{Date, "", "read date value"},
	} {
		v, err := FromJSON(tt.t, []byte(tt.data))
		if err == nil || !strings.Contains(err.Error(), tt.want) || !v.IsNull() {
			t.Errorf("%q as %s is %s (%v), want %q", tt.data, tt.t, v, err, tt.want)
		}
	}
}

// TestLog: what a patient answered never reaches a log.
func TestLog(t *testing.T) {
	for _, v := range []Value{TextOf("secret"), OptionOf("secret"), OptionsOf("secret"), DateOf("secret"), NumberOf(4711), BoolOf(true)} {
		var out bytes.Buffer
		slog.New(slog.NewJSONHandler(&out, nil)).Info("answered", "value", v)
		for _, content := range []string{"secret", "4711", "true"} {
			if strings.Contains(out.String(), content) {
				t.Errorf("the log shows %s", out.String())
			}
		}
		if want := `"value":"` + v.Type().String() + `"`; !strings.Contains(out.String(), want) {
			t.Errorf("the log shows %s, want %s", out.String(), want)
		}
	}
}

func TestNames(t *testing.T) {
	if got := Options.String() + " " + Type(99).String(); got != "options type 99" {
		t.Error(got)
	}
	if got := NotApplicable.String() + " " + Status(99).String(); got != "not applicable status 99" {
		t.Error(got)
	}
}
