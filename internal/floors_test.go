// Package internal holds the rules of the tree, as a test: who may import
// whom, and which package alone may know each outside library.
package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the packages from the ground up. One imports only from floors
// below its own; tests may import any.
var floors = [][]string{
	{"flows", "internal/body", "internal/descent", "internal/item", "internal/metrics", "internal/sim/blockkit", "internal/text", "internal/vector"},
	{"internal/cond", "internal/content", "internal/kind", "internal/stem"},
	{"internal/faq", "internal/flow", "internal/triage"},
	{"internal/dialog"},
	{"internal/eval", "internal/prove", "internal/sim/discordsim", "internal/sim/slacksim", "internal/store", "internal/summary"},
	{"bot"},
	{"bot/bottest", "bot/discord", "bot/slack", "bot/term", "internal/bench", "internal/learn", "internal/linear"},
	{"cmd/intake"},
}

// topQuiet is the highest floor that touches no network and no disk, writes
// no log and reads no clock, so that what it computes depends on its
// arguments alone.
const topQuiet = 3

// doors names the one package that may import a library, or the folder of
// those that may. Whoever wants to
// exchange the library looks there and nowhere else. Tests may use any of them.
var doors = map[string]string{
	"github.com/alecthomas/kong":          "cmd/intake",
	"github.com/blevesearch/snowballstem": "internal/stem",
	"github.com/bwmarrin/discordgo":       "bot/discord",
	"github.com/coder/websocket":          "internal/sim",
	"github.com/getkin/kin-openapi":       inTests,
	"github.com/goccy/go-yaml":            "internal/content",
	"github.com/looplab/fsm":              "internal/dialog",
	"github.com/slack-go/slack":           "bot/slack",
	"go.etcd.io/bbolt":                    "internal/store",
	"golang.org/x/crypto":                 "internal/store",
	"golang.org/x/sys":                    "internal/linear",
	"golang.org/x/term":                   "cmd/intake",
	"golang.org/x/text":                   "internal/text",
	"github.com/google/go-cmp":            inTests,
	"github.com/rogpeppe/go-internal":     inTests,
	"pgregory.net/rapid":                  inTests,
}

// inTests is the door of libraries that only tests may import.
const inTests = "tests"

// loud are the standard packages closed to the quiet floors.
var loud = []string{"log", "net", "os", "syscall", "unsafe"}

// clock are the names of package time that read the clock or wait for it.
var clock = []string{"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"}

// A source is one Go file of the tree.
type source struct {
	pkg  string // its directory, from the root of the module
	test bool
	file *ast.File
	at   func(ast.Node) token.Position
}

// sources parses every Go file of the module.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || name != ".." && strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || filepath.Ext(name) != ".go" || name == filepath.Join("..", "internal", "floors_test.go"):
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("..", filepath.Dir(name))
		out = append(out, source{
			pkg: filepath.ToSlash(rel), test: strings.HasSuffix(name, "_test.go"), file: f,
			at: func(n ast.Node) token.Position { return fset.Position(n.Pos()) },
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 50 {
		t.Fatalf("only %d Go files found", len(out))
	}
	return out
}

func floorOf(pkg string) int {
	return slices.IndexFunc(floors, func(f []string) bool { return slices.Contains(f, pkg) })
}

func pathOf(t *testing.T, spec *ast.ImportSpec) string {
	t.Helper()
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFloors(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		floor := floorOf(s.pkg)
		if floor < 0 && !seen[s.pkg] {
			t.Errorf("package %s stands on no floor: give it one in the table", s.pkg)
		}
		seen[s.pkg] = true
		if s.test || floor < 0 {
			continue
		}
		for _, spec := range s.file.Imports {
			dep, ours := strings.CutPrefix(pathOf(t, spec), "intake/")
			if ours && floorOf(dep) >= floor {
				t.Errorf("%s: %s (floor %d) may not import %s (floor %d)", s.at(spec), s.pkg, floor, dep, floorOf(dep))
			}
		}
	}
	for _, f := range floors {
		for _, pkg := range f {
			if !seen[pkg] {
				t.Errorf("the table names %s, which is not there", pkg)
			}
		}
	}
}

func TestDoors(t *testing.T) {
	used := map[string]bool{}
	for _, s := range sources(t) {
		for _, spec := range s.file.Imports {
			dep := pathOf(t, spec)
			first, _, _ := strings.Cut(dep, "/")
			if !strings.Contains(first, ".") {
				continue // ours, or the standard library
			}
			lib := dep
			for doors[lib] == "" && lib != "." {
				lib = path.Dir(lib)
			}
			door := doors[lib]
			used[lib] = true
			switch {
			case door == "":
				t.Errorf("%s: no door for %s: name the one package that may import it", s.at(spec), dep)
			case door == inTests && !s.test:
				t.Errorf("%s: only tests may import %s", s.at(spec), dep)
			case door != inTests && door != s.pkg && !strings.HasPrefix(s.pkg, door+"/") && !s.test:
				t.Errorf("%s: only %s may import %s", s.at(spec), door, dep)
			}
		}
	}
	for lib := range doors {
		if !used[lib] {
			t.Errorf("nobody imports %s: its door can go", lib)
		}
	}
}

func TestQuiet(t *testing.T) {
	for _, s := range sources(t) {
		if floor := floorOf(s.pkg); s.test || floor < 0 || floor > topQuiet {
			continue
		}
		names := map[string]string{} // what a name in this file stands for
		for _, spec := range s.file.Imports {
			dep := pathOf(t, spec)
			name := path.Base(dep)
			if spec.Name != nil {
				name = spec.Name.Name
			}
			names[name] = dep
			first, _, _ := strings.Cut(dep, "/")
			if dep != "log/slog" && slices.Contains(loud, first) || name == "." {
				t.Errorf("%s: %s may not import %s", s.at(spec), s.pkg, dep)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && noise(names[x.Name], sel.Sel.Name) {
				t.Errorf("%s: %s may not use %s.%s", s.at(n), s.pkg, x.Name, sel.Sel.Name)
			}
			return true
		})
	}
}

// noise reports whether a name of a package reads the clock or writes
// somewhere. Of log/slog a value may say how it wants to be logged, no more.
func noise(pkg, name string) bool {
	switch pkg {
	case "time":
		return slices.Contains(clock, name)
	case "fmt":
		return strings.HasPrefix(name, "Print") || strings.HasPrefix(name, "Scan")
	case "log/slog":
		return !strings.HasSuffix(name, "Value") && name != "LogValuer"
	default:
		return false
	}
}
