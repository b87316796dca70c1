package content

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestLoad(t *testing.T) {
	f := load(t, folder(t, ""), "")
	at := func(file string, line, col int, s string) Str { return Str{s, Pos{file, line, col}} }
	name := f.Flow.Sections[0].Prompts[0].Items[0]
	now := f.Flow.Sections[0].Prompts[1].Items[0]
	preg := f.Flow.Sections[1].Prompts[0].Items[0]
	for what, pair := range map[string][2]any{
		"version":    {f.Flow.Version, at("flow.yaml", 2, 10, "1.10")},
		"lang":       {f.Lang, "en"},
		"intro":      {f.Flow.Sections[0].Intro, at("flow.yaml", 7, 12, "{n} questions.")},
		"when":       {f.Flow.Sections[1].When, at("flow.yaml", 28, 11, "profile.name answered")},
		"ask":        {name.Ask, at("flow.yaml", 13, 18, "What's your name?")},
		"required":   {name.Required, true},
		"safety":     {name.Safety, false},
		"max_len":    {name.MaxLen, 200},
		"none":       {*name.None, OptionDoc{ID: at("flow.yaml", 19, 24, "none"), Label: at("flow.yaml", 19, 37, "No name")}},
		"no none":    {now.None == nil, true},
		"prompt ask": {f.Flow.Sections[0].Prompts[1].Ask, at("flow.yaml", 20, 14, "Pain now and worst?")},
		"again":      {now.Again.S, "0 to 10"},
		"min":        {*now.Min, 0.0},
		"max":        {*now.Max, 10.5},
		"no max":     {preg.Max == nil, true},
		"also":       {preg.Also, []Str{at("flow.yaml", 34, 20, "baby"), at("flow.yaml", 34, 26, "expecting")}},
		"folded":     {preg.Ask, at("flow.yaml", 35, 18, "Are you pregnant, or could you be?")},
		"literal":    {preg.Again, at("flow.yaml", 39, 20, "Yes or no.\nMaybe is fine.")},
		"plain no":   {preg.Options[0].ID, at("flow.yaml", 48, 21, "no")},
		"quoted yes": {preg.Options[1].ID, at("flow.yaml", 51, 21, "yes")},
		"apostrophe": {preg.Options[1].Label, at("flow.yaml", 52, 24, "Yes, it's so")},
		"message":    {f.Messages["hello"], at("messages.yaml", 1, 8, "Hi, I'm {clinic}'s assistant.")},
		"care":       {f.Rules[0].Care[0].Instead, at("rules.yaml", 10, 51, "side-lying")},
		"deny":       {f.Scope.Deny[0], at("signs.yaml", 2, 10, "no")},
		"sign":       {f.Signs[0].Sudden, true},
		"faq":        {f.FAQ[0].Phrasings[0], at("faq.yaml", 5, 17, "does it hurt")},
		"number":     {f.Countries["US"].Emergency, at("countries.yaml", 2, 17, "911")},
		"nowhere":    {f.Countries[""].Crisis.S, "988"},
		"unverified": {f.Countries["US"].Unverified, true},
		"fact":       {f.Clinic.Facts["pain_policy"], at("clinic.yaml", 3, 16, "Tell us.")},
		"confirmed":  {f.Clinic.Confirmed[0].S, "painful"},
		"files":      {len(f.Files), 8},
		"missing":    {len(f.Missing()), 0},
	} {
		if d := cmp.Diff(pair[1], pair[0]); d != "" {
			t.Errorf("%s (-want +got)\n%s", what, d)
		}
	}
}

// TestOptional: a folder of the three files alone loads, and so do files that
// hold comments alone.
func TestOptional(t *testing.T) {
	fsys := folder(t, "clinic.yaml", "*", "# name: nothing yet\n")
	change(t, fsys, "countries.yaml", "*", "")
	for _, name := range []string{"signs.yaml", "faq.yaml", "es.yaml"} {
		delete(fsys, name)
	}
	f := load(t, fsys, "en")
	if len(f.Signs)+len(f.FAQ)+len(f.Countries)+len(f.Clinic.Facts) != 0 {
		t.Error("something came from nothing")
	}
}

// TestLineEnds: a file from Windows, with a mark at its beginning, says the
// same at the same places.
func TestLineEnds(t *testing.T) {
	want := load(t, folder(t, ""), "")
	fsys := folder(t, "")
	for name, data := range small {
		fsys[name] = &fstest.MapFile{Data: []byte("\ufeff" + strings.ReplaceAll(data, "\n", "\r\n"))}
	}
	got := load(t, fsys, "")
	if d := cmp.Diff(want.Flow, got.Flow); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if d := cmp.Diff(want.Messages, got.Messages); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if e := got.Fault(got.Flow.Flow.Pos, "x", ""); e.Line != "flow: massage" {
		t.Errorf("the line shown is %q", e.Line)
	}
}

// TestPlaces: every text of a folder stands where its Pos says.
func TestPlaces(t *testing.T) {
	for _, lang := range []string{"", "es"} {
		f := load(t, folder(t, ""), lang)
		n := 0
		each(reflect.ValueOf(*f), func(s Str) {
			n++
			first := strings.FieldsFunc(s.S, func(r rune) bool { return r == ' ' || r == '\n' || r == '\'' })[0]
			rest := []rune(line(lines(f.Files[s.File]), s.Pos.Line))[s.Col-1:]
			if text := strings.TrimLeft(string(rest), `"'`); !strings.HasPrefix(text, first) && !strings.HasPrefix(text, ">-") && !strings.HasPrefix(text, "|-") {
				t.Errorf("%v: %q stands at %q", s.Pos, s.S, text)
			}
		})
		if n < 80 {
			t.Errorf("only %d texts", n)
		}
	}
}

// each calls f for every text in v.
func each(v reflect.Value, f func(Str)) {
	switch {
	case v.Type() == strType:
		if s := v.Interface().(Str); s.Pos.Line > 0 {
			f(s)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				each(v.Field(i), f)
			}
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		for i := range v.Len() {
			each(v.Index(i), f)
		}
	case v.Kind() == reflect.Map:
		for it := v.MapRange(); it.Next(); {
			each(it.Value(), f)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		each(v.Elem(), f)
	}
}

func TestHash(t *testing.T) {
	base := load(t, folder(t, ""), "").Hash
	if len(base) != 16 || strings.Trim(base, "0123456789abcdef") != "" {
		t.Fatalf("hash %q", base)
	}
	if got := load(t, folder(t, ""), "es").Hash; got != base {
		t.Error("the hash depends on the language")
	}
	other := folder(t, "")
	other["talks/two.txt"] = &fstest.MapFile{Data: []byte("patient: hello")}
	if got := load(t, other, "").Hash; got != base {
		t.Error("the hash depends on the talks")
	}
	seen := map[string]string{base: "small"}
	for name := range small {
		hash := load(t, folder(t, name, "*", small[name]+"# more\n"), "").Hash
		if was := seen[hash]; was != "" {
			t.Errorf("%s changed has the hash of %s", name, was)
		}
		seen[hash] = name
	}
	moved := folder(t, "es.yaml", "*", "-")
	moved["fr.yaml"] = &fstest.MapFile{Data: []byte(small["es.yaml"])}
	if got := load(t, moved, "").Hash; seen[got] != "" {
		t.Error("the hash does not depend on the names")
	}
}

func TestLanguages(t *testing.T) {
	fsys := folder(t, "")
	for _, name := range []string{"de.yaml", "pt-BR.yaml", "en.yaml", "talks.yaml", "es.txt"} {
		fsys[name] = &fstest.MapFile{}
	}
	if _, err := Load(fsys, "fr"); err == nil || !strings.Contains(err.Error(), "expected one of en, de, es, pt-BR\n") {
		t.Errorf("asked for another language: %v", err)
	}
}

// TestBig: a file beyond all reason is refused before it is parsed.
func TestBig(t *testing.T) {
	fsys := folder(t, "faq.yaml", "*", strings.Repeat("#", biggest+1))
	_, err := Load(fsys, "")
	if err == nil || err.Error() != "faq.yaml: is larger than 8 MB" {
		t.Errorf("Load: %v", err)
	}
	fsys["faq.yaml"] = &fstest.MapFile{Data: []byte(strings.Repeat("#", biggest))}
	if _, err := Load(fsys, ""); err == nil || !strings.Contains(err.Error(), "faq is missing") {
		t.Errorf("Load: %v", err)
	}
}

// TestUnreadable: a folder that cannot be read is an error like any other.
func TestUnreadable(t *testing.T) {
	if _, err := Load(nowhere{}, ""); err == nil || !strings.HasPrefix(err.Error(), ".: ") {
		t.Errorf("Load: %v", err)
	}
}

type nowhere struct{}

func (nowhere) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}
