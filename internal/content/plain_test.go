package content

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/google/go-cmp/cmp"

	"intake/flows"
)

// outline writes all that a reader takes from a node.
func outline(r *reader, n ast.Node) string {
	var b strings.Builder
	var write func(n ast.Node, depth int)
	write = func(n ast.Node, depth int) {
		at := r.pos(n)
		fmt.Fprintf(&b, "%*s%T %d:%d", depth, "", n, at.Line, at.Col)
		switch n := n.(type) {
		case *ast.MappingNode:
			fmt.Fprintf(&b, " %v\n", n.IsFlowStyle)
			for _, kv := range n.Values {
				write(kv.Key, depth+1)
				write(kv.Value, depth+2)
			}
		case *ast.SequenceNode:
			b.WriteByte('\n')
			for _, x := range n.Values {
				write(x, depth+1)
			}
		default:
			s, ok := scalar(n)
			fmt.Fprintf(&b, " %q %v\n", s, ok)
		}
	}
	write(n, 0)
	return b.String()
}

// same holds what readPlain makes of a text against what the library does.
func same(t *testing.T, text string) (plain bool) {
	t.Helper()
	n, ok := readPlain(text)
	if !ok {
		return false
	}
	var faults Errors
	r := &reader{file: "f", faults: &faults}
	full, ok := r.library(text)
	if !ok || full == nil {
		t.Fatalf("read as plain, but the library says %v:\n%s", faults, text)
	}
	if d := cmp.Diff(outline(r, full), outline(r, n)); d != "" {
		t.Fatalf("(-library +plain)\n%s\n%s", d, text)
	}
	return true
}

// TestPlain: the built-in content is plain, and read as the library reads it.
func TestPlain(t *testing.T) {
	names, err := fs.Glob(flows.Massage(), "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(flows.Massage(), name)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 10_000 && !same(t, clean(data, func(int, int, string) {})) {
			t.Errorf("%s is not plain, so that it takes long to read", name)
		}
	}
}

// plainTexts are each right to read, in one way only.
var plainTexts = []string{
	"a: b\n", "a: \"b\"\n", "# c\na: 1\nb: true\n\n# d\n", "a:\n  - b\n  - \"c d\"\n", "a:\n  - b: 1\n    c: two words\n  - b: 3\ne: f",
	"a: [b, \"c\", d e,\n  f]\n", "a: []\n", "a: >-\n  b\n  c\n\n  d\n\n\n  e\n\nf: g\n", "a: \"b\n  c\n\n  d\"\n", "\"US\":\n  a: b\n",
	"a: it's so, isn't it\n", "a: \"é\\nb\"\nc: [é]\n", "a:\n  b:\n    c: d\n  e: f\n", "a: 007\n", "a.b_c: d-e\n",
	"a: [\"é é\", \"b\", c]\n", "a: >-\n  b\n# c\nd: e\n", "1: a\n", "a: b # c\n", "a: \"b\" # c\n", "a:\n- b\n", "true: x\n", "a:\n  - >-\n    b\n    c\n",
}

func TestPlainTexts(t *testing.T) {
	plain := 0
	for _, s := range plainTexts {
		if same(t, s) {
			plain++
		}
	}
	if plain < 14 {
		t.Errorf("%d of %d are plain", plain, len(plainTexts))
	}
}

// TestNotPlain: what may be read in more than one way is left to the library.
func TestNotPlain(t *testing.T) {
	for _, s := range []string{
		"", "a", "a: ~\n", "a: null\n", "a:\n", "a: &b c\n", "a: *b\n", "a: {b: c}\n", "a: 'b'\n", "a: |-\n  b\n", "a: b\n  c\n", "a: 1.5\n", "a: 0x1\n",
		"- a\n", "a: b\n---\nc: d\n", "a: \"b\" c\n", "a: >\n  b\n", "a: >-\n  b\n    c\n", "a: \"b\\tc\"\n", "a: b: c\n", "a: [b\n", "a: \"b\n", "? a\n", " a: b\n", "a: b\n c: d\n",
	} {
		if _, ok := readPlain(s); ok {
			t.Errorf("%q is read as plain", s)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range plainTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		same(t, clean([]byte(s), func(int, int, string) {}))
	})
}
