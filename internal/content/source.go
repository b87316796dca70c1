package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

const (
	// biggest is the largest file that is read, far above any real content.
	biggest = 8 << 20
	// deepest is how far lists may nest on one line. The YAML parser calls
	// itself for each, and no recover would catch a stack that runs out.
	deepest = 20
)

// readFile reads one file unless it is too big.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil && info.Size() <= biggest {
		b.Grow(int(info.Size()) + bytes.MinRead) // so that it is not moved while it grows
	}
	_, err = b.ReadFrom(io.LimitReader(f, biggest+1))
	if err == nil && b.Len() > biggest {
		err = fmt.Errorf("is larger than %d MB", biggest>>20)
	}
	return b.Bytes(), err
}

// clean returns the file as text that can be parsed and shown. A character
// that must not be there becomes one that may, so that places stay the same,
// and bad is called with its line and column.
func clean(data []byte, bad func(line, col int, what string)) string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if spotless(data) {
		return string(data)
	}
	var b strings.Builder
	line, col := 1, 1
	for i := 0; i < len(data); col++ {
		r, n := utf8.DecodeRune(data[i:])
		i += n
		switch {
		case r == '\r' && i < len(data) && data[i] == '\n':
			continue
		case r == '\n':
			line, col = line+1, 0
		case r == '\t':
			bad(line, col, "a tab")
			r = ' '
		case r == utf8.RuneError && n == 1:
			bad(line, col, "a byte that is no UTF-8")
		case hidden(r):
			bad(line, col, fmt.Sprintf("the invisible character %U", r))
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

// spotless reports whether a file holds nothing that clean would change.
func spotless(data []byte) bool {
	for i := 0; i < len(data); {
		if c := data[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' || c == 0x7f {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 || hidden(r) {
			return false
		}
		i += n
	}
	return true
}

// hidden reports whether r is a control character or turns the direction of
// text, so that what is shown is not what is there.
func hidden(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// lines returns the lines of a file as they can be shown.
func lines(data []byte) []string {
	return strings.Split(clean(data, func(int, int, string) {}), "\n")
}

// refused are parts of YAML that make content harder to read than it need be.
var refused = map[token.Type]string{
	token.AnchorType:      "anchors (&) are not read",
	token.AliasType:       "aliases (*) are not read",
	token.MergeKeyType:    "merge keys (<<) are not read",
	token.TagType:         "tags (!) are not read",
	token.DirectiveType:   "directives (%) are not read",
	token.MappingKeyType:  "keys marked with ? are not read",
	token.DocumentEndType: "the mark ... is not read",
}

// parse reads a file's YAML into nodes; ok is false where that ends in a
// fault. A file without content gives no node.
func (r *reader) parse(data []byte) (n ast.Node, ok bool) {
	text := clean(data, func(line, col int, what string) {
		r.fault(Pos{r.file, line, col}, "plain text", "%s", what)
	})
	if n, ok := readPlain(text); ok {
		return n, true
	}
	return r.library(text)
}

// library reads any YAML.
func (r *reader) library(text string) (n ast.Node, ok bool) {
	defer func() {
		// The YAML library is not ours, and no bytes of a file may bring
		// the program down.
		if p := recover(); p != nil {
			r.fault(Pos{r.file, 1, 1}, "", "this is no YAML: %v", p)
			n, ok = nil, false
		}
	}()
	tokens := lexer.Tokenize(text)
	if !r.plain(tokens) {
		return nil, false
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		p := Pos{r.file, 1, 1}
		msg := err.Error()
		if e := yaml.Error(nil); errors.As(err, &e) {
			msg = e.GetMessage()
			if t := e.GetToken(); t != nil && t.Position != nil {
				p = place(r.file, t)
			}
		}
		r.fault(p, "", "%s", msg)
		return nil, false
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if n != nil {
			r.fault(place(r.file, doc.Body.GetToken()), "", "a second document begins here")
			return nil, false
		}
		n = doc.Body
	}
	return n, true
}

// plain tells all that is not read here. It reports false where there is such
// or where lists nest too deeply, so that the parser need not see it.
func (r *reader) plain(tokens token.Tokens) bool {
	ok, depth, line, entries := true, 0, 0, 0
	for _, t := range tokens {
		if msg, bad := refused[t.Type]; bad {
			r.fault(place(r.file, t), "", "%s", msg)
			ok = false
		}
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType:
			entries++
		}
		if depth > deepest || entries > deepest {
			r.fault(place(r.file, t), "", "lists nest deeper than %d", deepest)
			return false
		}
	}
	return ok
}

// place returns where a token stands.
func place(file string, t *token.Token) Pos {
	return Pos{file, max(t.Position.Line, 1), max(t.Position.Column, 1)}
}
