package discordsim

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

func str(o Object, key string) string { s, _ := o[key].(string); return s }

func num(o Object, key string) int { n, _ := o[key].(float64); return int(n) }

func obj(o Object, key string) Object { x, _ := o[key].(Object); return x }

// objects are the objects in a list.
func objects(o Object, key string) []Object {
	raw, _ := o[key].([]any)
	var out []Object
	for _, x := range raw {
		if o, ok := x.(Object); ok {
			out = append(out, o)
		}
	}
	return out
}

// A form gathers what is wrong with a request's body.
type form struct {
	tree  Object
	notes []string // what Discord lets pass
}

// bad notes an error at a path such as components.0.label.
func (f *form) bad(path, code, format string, args ...any) {
	if f.tree == nil {
		f.tree = Object{}
	}
	at := f.tree
	for step := range strings.SplitSeq(strings.Trim(path, "."), ".") {
		if at[step] == nil {
			at[step] = Object{}
		}
		at = at[step].(Object)
	}
	list, _ := at["_errors"].([]any)
	at["_errors"] = append(list, Object{"code": code, "message": fmt.Sprintf(format, args...)})
}

func (f *form) note(format string, args ...any) {
	f.notes = append(f.notes, fmt.Sprintf(format, args...))
}

func (f *form) err() error {
	if f.tree == nil {
		return nil
	}
	return &refusal{status: http.StatusBadRequest, code: 50035, text: "Invalid Form Body", errors: f.tree}
}

func at(path string, key any) string { return path + "." + fmt.Sprint(key) }

// fields notes fields that Discord does not know, unless they say nothing:
// libraries send empty ones along.
func (f *form) fields(path string, o Object, known ...string) {
	for key, v := range o {
		if !slices.Contains(known, key) && v != nil && v != false && v != "" {
			f.note("unknown field %s", strings.TrimPrefix(at(path, key), "."))
		}
	}
}

// text checks a text and returns how long it is. A least of 1 means required
// as well.
func (f *form) text(path string, o Object, key string, least, most int) int {
	v := o[key]
	path = at(path, key)
	if v == nil {
		if least > 0 {
			f.bad(path, "BASE_TYPE_REQUIRED", "This field is required")
		}
		return 0
	}
	t, ok := v.(string)
	if !ok {
		f.bad(path, "STRING_TYPE_CONVERT", "Could not interpret %q as string.", fmt.Sprint(v))
		return 0
	}
	n := utf8.RuneCountInString(t)
	switch {
	case n > most && least > 0:
		f.bad(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	case n > most:
		f.bad(path, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	case n < least:
		f.bad(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
	return n
}

// number checks a whole number.
func (f *form) number(path string, o Object, key string, least, most int) {
	v := o[key]
	if v == nil {
		return
	}
	n, ok := v.(float64)
	path = at(path, key)
	switch {
	case !ok || n != float64(int(n)):
		f.bad(path, "NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(v))
	case n < float64(least):
		f.bad(path, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", least)
	case n > float64(most):
		f.bad(path, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
}

func (f *form) yesNo(path string, o Object, keys ...string) {
	for _, key := range keys {
		if _, ok := o[key].(bool); !ok && o[key] != nil {
			f.bad(at(path, key), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
		}
	}
}

// oneOf checks a number against those allowed.
func (f *form) oneOf(path string, o Object, key string, allowed ...int) bool {
	if n, ok := o[key].(float64); ok && slices.Contains(allowed, int(n)) {
		return true
	}
	if o[key] == nil {
		f.bad(at(path, key), "BASE_TYPE_REQUIRED", "This field is required")
		return false
	}
	var names []string
	for _, n := range allowed {
		names = append(names, strconv.Itoa(n))
	}
	f.bad(at(path, key), "BASE_TYPE_CHOICES", "Value of field %q must be one of (%s).", key, strings.Join(names, ", "))
	return false
}

// list checks how long a list is, and that it holds objects.
func (f *form) list(path string, o Object, key string, least, most int) []Object {
	v := o[key]
	path = at(path, key)
	if v == nil {
		if least > 0 {
			f.bad(path, "BASE_TYPE_REQUIRED", "This field is required")
		}
		return nil
	}
	raw, ok := v.([]any)
	out := objects(o, key)
	switch {
	case !ok || len(out) != len(raw):
		f.bad(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
	case len(raw) < least || len(raw) > most:
		f.bad(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
	return out
}
