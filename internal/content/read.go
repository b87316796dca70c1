package content

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A reader reads one file into the structs of doc.go by their yaml tags, and
// gathers every fault on the way. The library's own decoder stops at the first
// and keeps no places.
type reader struct {
	file   string
	faults *Errors
	told   int
}

// most is how many faults of one file are told. Nobody reads more, and a file
// that is no text at all would have millions.
const most = 500

func (r *reader) fault(p Pos, want, format string, args ...any) {
	switch r.told++; {
	case r.told == most:
		p, want, format, args = Pos{File: r.file}, "", "there are more faults than are told here", nil
	case r.told > most:
		return
	}
	*r.faults = append(*r.faults, Error{Pos: p, Msg: fmt.Sprintf(format, args...), Want: want})
}

var (
	strType     = reflect.TypeFor[Str]()
	countryType = reflect.TypeFor[CountryDoc]()
)

// read reads data into the struct or map that to points at; it reports false
// where the file is no YAML, so that nothing of it is known.
func (r *reader) read(data []byte, to any) bool {
	n, ok := r.parse(data)
	if !ok {
		return false
	}
	v := reflect.ValueOf(to).Elem()
	if n == nil {
		n = ast.Mapping(nil, false)
	}
	r.value(n, v, "the file")
	return true
}

// pos returns where a node begins.
func (r *reader) pos(n ast.Node) Pos {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle {
		if len(m.Values) == 0 {
			return Pos{r.file, 1, 1}
		}
		// The token of a block is its first colon.
		return place(r.file, m.Values[0].Key.GetToken())
	}
	return place(r.file, n.GetToken())
}

// value reads a node into v; name is its key, for messages.
func (r *reader) value(n ast.Node, v reflect.Value, name string) {
	if _, null := n.(*ast.NullNode); null {
		r.fault(r.pos(n), "a value, or no key", "%s has no value", name)
		return
	}
	if v.Type() == strType {
		if s, ok := scalar(n); ok {
			v.Set(reflect.ValueOf(Str{s, r.pos(n)}))
			r.letters(v.Interface().(Str), name)
			return
		}
		r.wrong(n, name, "text")
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(n, v.Elem(), name)
	case reflect.Bool:
		b, ok := n.(*ast.BoolNode)
		if !ok {
			r.wrong(n, name, "true or false")
			return
		}
		v.SetBool(b.Value)
	case reflect.Int, reflect.Float64:
		r.number(n, v, name)
	case reflect.Slice:
		list, ok := n.(*ast.SequenceNode)
		if !ok {
			r.wrong(n, name, "a list")
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values)))
		for i, x := range list.Values {
			r.value(x, v.Index(i), "an entry of "+name)
			if s, ok := v.Index(i).Interface().(Str); ok && s.Pos.Line > 0 && strings.TrimSpace(s.S) == "" {
				r.fault(s.Pos, "", "an entry of %s is empty", name)
			}
		}
	case reflect.Map:
		r.table(n, v, name)
	case reflect.Struct:
		r.fields(n, v, name)
	}
}

// wrong says that a node is of another sort than it should be.
func (r *reader) wrong(n ast.Node, name, want string) {
	is := "text"
	switch n.(type) {
	case *ast.MappingNode:
		is = "a set of keys"
	case *ast.SequenceNode:
		is = "a list"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		is = "a number"
	case *ast.BoolNode:
		is = "true or false"
	}
	r.fault(r.pos(n), want, "%s is %s", name, is)
}

// scalar returns the text of a node. Numbers and the like are taken as they
// are written, so that an id may be called no, 1 or true.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.LiteralNode:
		// The last line break of a block is never meant to be said.
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.StringNode:
		return n.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	default:
		return "", false
	}
}

// letters refuses what an escape can smuggle into a text.
func (r *reader) letters(s Str, name string) {
	for _, c := range s.S {
		if c != '\n' && hidden(c) {
			r.fault(s.Pos, "plain text", "%s holds the invisible character %U", name, c)
			return
		}
	}
}

func (r *reader) number(n ast.Node, v reflect.Value, name string) {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
	default:
		r.wrong(n, name, "a number")
		return
	}
	text := n.GetToken().Value
	f, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.Abs(f) > 1e9:
		r.fault(r.pos(n), "a number in plain digits", "%s is %q", name, text)
	case v.Kind() == reflect.Float64:
		v.SetFloat(f)
	case f != math.Trunc(f):
		r.fault(r.pos(n), "a whole number", "%s is %s", name, text)
	default:
		v.SetInt(int64(f))
	}
}

// idForm is what ids and keys are made of.
var idForm = regexp.MustCompile(`^[a-z0-9_.]+$`)

const idWant = "lower-case letters, digits, _ and ."

var countryForm = regexp.MustCompile(`^([A-Z]{2})?$`)

// pairs calls f for each key of a mapping that stands there once.
func (r *reader) pairs(n ast.Node, name string, f func(key Str, value ast.Node)) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.wrong(n, name, "a set of keys")
		return
	}
	seen := map[string]int{}
	for _, kv := range m.Values {
		at := place(r.file, kv.Key.GetToken())
		text, ok := scalar(kv.Key)
		if !ok {
			r.fault(at, "a word", "this is no key")
			continue
		}
		key := Str{text, at}
		r.letters(key, "a key")
		if first, twice := seen[text]; twice {
			r.fault(at, "", "key %q stands twice, first on line %d", text, first)
			continue
		}
		seen[text] = at.Line
		f(key, kv.Value)
	}
}

// table reads a mapping whose keys are names into a map.
func (r *reader) table(n ast.Node, v reflect.Value, name string) {
	v.Set(reflect.MakeMap(v.Type()))
	r.pairs(n, name, func(key Str, value ast.Node) {
		x := reflect.New(v.Type().Elem()).Elem()
		r.value(value, x, key.S)
		switch {
		case v.Type().Key() == strType:
			v.SetMapIndex(reflect.ValueOf(key), x)
			return
		case x.Type() == countryType && !countryForm.MatchString(key.S):
			r.fault(key.Pos, "two capital letters", "bad country code %q", key.S)
		case x.Type() != countryType && !idForm.MatchString(key.S):
			r.fault(key.Pos, idWant, "bad key %q", key.S)
		}
		v.SetMapIndex(reflect.ValueOf(key.S), x)
	})
}

// fields reads a mapping into a struct. Keys of fields without omitempty must
// be there, and their texts must not be empty.
func (r *reader) fields(n ast.Node, v reflect.Value, name string) {
	type field struct {
		at             int
		required, seen bool
	}
	byKey := map[string]*field{}
	var keys []string
	for i := range v.NumField() {
		key, opt, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if key != "" {
			byKey[key] = &field{at: i, required: opt != "omitempty"}
			keys = append(keys, key)
		}
	}
	if _, ok := n.(*ast.MappingNode); !ok {
		r.wrong(n, name, "a set of keys")
		return
	}
	r.pairs(n, name, func(key Str, value ast.Node) {
		f := byKey[key.S]
		if f == nil {
			r.fault(key.Pos, "one of "+strings.Join(keys, ", "), "unknown key %q", key.S)
			return
		}
		f.seen = true
		x := v.Field(f.at)
		r.value(value, x, key.S)
		if s, ok := x.Interface().(Str); ok && f.required && s.Pos.Line > 0 && strings.TrimSpace(s.S) == "" {
			r.fault(s.Pos, "", "%s is empty", key.S)
		}
	})
	for _, key := range keys {
		if f := byKey[key]; f.required && !f.seen {
			r.fault(r.pos(n), "", "%s is missing", key)
		}
	}
}

// unique tells of ids that are badly formed or stand twice.
func (r *reader) unique(what string, ids []Str) {
	seen := map[string]int{}
	for _, id := range ids {
		switch first, twice := seen[id.S]; {
		case id.S == "":
			continue // told of already
		case twice:
			r.fault(id.Pos, "", "%s %q stands twice, first on line %d", what, id.S, first)
			continue
		case !idForm.MatchString(id.S):
			r.fault(id.Pos, idWant, "bad id %q", id.S)
		}
		seen[id.S] = id.Pos.Line
	}
}
