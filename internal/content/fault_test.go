package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// head returns the first line of each fault, without the lines shown.
func head(err error) string {
	var list []string
	faults, _ := err.(Errors)
	for _, e := range faults {
		e.Line = ""
		list = append(list, e.Error())
	}
	return strings.Join(list, "\n")
}

func TestFaults(t *testing.T) {
	const item = "id, type, name, also, ask, short, again, why, required, safety, when, options, min, max, min_len, max_len, unit, role, none, at_least, carry, listen, heard, optional, private, code, quiet"
	for _, tt := range []struct {
		name, file string
		change     []string
		want       string
	}{
		// Keys.
		{"unknown key", "flow.yaml", []string{"words: [\"nope\"", "wrods: [\"nope\""}, `flow.yaml:50:17: unknown key "wrods", expected one of id, label, means, words, told, alone`},
		{"unknown item key", "flow.yaml", []string{"max_len", "maxlen"}, `flow.yaml:18:13: unknown key "maxlen", expected one of ` + item},
		{"unknown top key", "rules.yaml", []string{"rules:", "rule:"}, "rules.yaml:1:1: rules is missing\n" + `rules.yaml:1:1: unknown key "rule", expected one of rules`},
		{"key twice", "flow.yaml", []string{"type: text", "id: other"}, "flow.yaml:10:13: type is missing\n" + `flow.yaml:11:13: key "id" stands twice, first on line 10`},
		{"message twice", "messages.yaml", []string{"bye:", "hello:"}, `messages.yaml:2:1: key "hello" stands twice, first on line 1`},
		{"key missing", "flow.yaml", []string{"            name: Name\n", ""}, "flow.yaml:10:13: name is missing"},
		{"label missing", "flow.yaml", []string{"                label: No\n", ""}, "flow.yaml:48:17: label is missing"},
		{"missing in braces", "flow.yaml", []string{"why: Baseline, min: 0", "min: 0"}, "flow.yaml:24:13: why is missing"},
		{"several missing", "rules.yaml", []string{"    title: Pregnant\n", "", "    action: book prenatal\n", ""}, "rules.yaml:2:5: action is missing\nrules.yaml:2:5: title is missing"},
		{"bad message key", "messages.yaml", []string{"bye:", "Good bye:"}, `messages.yaml:2:1: bad key "Good bye", expected lower-case letters, digits, _ and .`},
		{"bad country", "countries.yaml", []string{"US:", "usa:"}, `countries.yaml:2:1: bad country code "usa", expected two capital letters`},
		{"key is a list", "messages.yaml", []string{"bye:", "[a]:"}, "messages.yaml:2:4: found an invalid key for this map"},

		// Values.
		{"empty text", "flow.yaml", []string{"ask: \"What's your name?\"", "ask: \" \""}, "flow.yaml:13:18: ask is empty"},
		{"empty word", "flow.yaml", []string{"[\"nope\",", "[\"\","}, "flow.yaml:50:25: an entry of words is empty"},
		{"no value", "flow.yaml", []string{"    title: About you", "    title:"}, "flow.yaml:6:11: title has no value, expected a value, or no key"},
		{"null", "flow.yaml", []string{"title: About you", "title: ~"}, "flow.yaml:6:12: title has no value, expected a value, or no key"},
		{"list for text", "flow.yaml", []string{"title: About you", "title: [About, you]"}, "flow.yaml:6:12: title is a list, expected text"},
		{"keys for text", "flow.yaml", []string{"title: About you", "title: {a: b}"}, "flow.yaml:6:12: title is a set of keys, expected text"},
		{"block for text", "flow.yaml", []string{"title: About you", "title:\n      a: b"}, "flow.yaml:7:7: title is a set of keys, expected text"},
		{"text for list", "flow.yaml", []string{"also: [baby, expecting]", "also: baby"}, "flow.yaml:34:19: also is text, expected a list"},
		{"text for options", "flow.yaml", []string{"none: {id: none, label: No name}", "options: none"}, "flow.yaml:19:22: options is text, expected a list"},
		{"text for keys", "flow.yaml", []string{"none: {id: none, label: No name}", "none: none"}, "flow.yaml:19:19: none is text, expected a set of keys"},
		{"list of texts for keys", "flow.yaml", []string{"none: {id: none, label: No name}", "options: [a]"}, "flow.yaml:19:23: an entry of options is text, expected a set of keys"},
		{"yes for true", "flow.yaml", []string{"required: true", "required: yes"}, "flow.yaml:17:23: required is text, expected true or false"},
		{"true for a number", "flow.yaml", []string{"max_len: 200", "max_len: true"}, "flow.yaml:18:22: max_len is true or false, expected a number"},
		{"text for a number", "flow.yaml", []string{"max_len: 200", "max_len: \"200\""}, "flow.yaml:18:22: max_len is text, expected a number"},
		{"a fraction", "flow.yaml", []string{"max_len: 200", "max_len: 20.5"}, "flow.yaml:18:22: max_len is 20.5, expected a whole number"},
		{"hexadecimal", "flow.yaml", []string{"max_len: 200", "max_len: 0x20"}, `flow.yaml:18:22: max_len is "0x20", expected a number in plain digits`},
		{"no number", "flow.yaml", []string{"max: 10.5", "max: .nan"}, `flow.yaml:24:128: max is ".nan", expected a number in plain digits`},
		{"huge", "flow.yaml", []string{"max: 10.5", "max: 10000000000"}, `flow.yaml:24:128: max is "10000000000", expected a number in plain digits`},
		{"text for the file", "messages.yaml", []string{"*", "hello\n"}, "messages.yaml:1:1: the file is text, expected a set of keys"},
		{"list for the file", "rules.yaml", []string{"*", "- a\n"}, "rules.yaml:1:1: the file is a list, expected a set of keys"},
		{"empty file", "rules.yaml", []string{"*", ""}, "rules.yaml:1:1: rules is missing"},
		{"list for messages", "messages.yaml", []string{"bye: Bye.", "bye: [Bye.]"}, "messages.yaml:2:6: bye is a list, expected text"},

		// Ids.
		{"bad id", "flow.yaml", []string{"id: profile.name", "id: Profile Name"}, `flow.yaml:10:17: bad id "Profile Name", expected lower-case letters, digits, _ and .`},
		{"item twice", "flow.yaml", []string{"id: preg.status", "id: pain.now"}, `flow.yaml:31:17: item "pain.now" stands twice, first on line 24`},
		{"section twice", "flow.yaml", []string{"- id: safety", "- id: profile"}, `flow.yaml:26:9: section "profile" stands twice, first on line 5`},
		{"option twice", "flow.yaml", []string{"id: \"yes\"", "id: \"no\""}, `flow.yaml:51:21: option "no" stands twice, first on line 48`},
		{"bad none", "flow.yaml", []string{"{id: none,", "{id: No ne,"}, `flow.yaml:19:24: bad id "No ne", expected lower-case letters, digits, _ and .`},
		{"rule twice", "rules.yaml", []string{"*", small["rules.yaml"] + strings.TrimPrefix(small["rules.yaml"], "rules:\n")}, `rules.yaml:11:9: rule "adp.preg" stands twice, first on line 2`},
		{"entry twice", "faq.yaml", []string{"*", small["faq.yaml"] + strings.TrimPrefix(small["faq.yaml"], "faq:\n")}, `faq.yaml:10:9: entry "painful" stands twice, first on line 2`},
		{"sign twice", "signs.yaml", []string{"*", small["signs.yaml"] + strings.SplitAfter(small["signs.yaml"], "signs:\n")[1]}, `signs.yaml:17:11: sign "preg.status yes" stands twice, first on line 12`},
		{"bad language", "flow.yaml", []string{"lang: en", "lang: English"}, `flow.yaml:3:7: no language is called "English", expected a code such as en or pt-BR`},
		{"faq is no language", "flow.yaml", []string{"lang: en", "lang: faq"}, `flow.yaml:3:7: no language is called "faq", expected a code such as en or pt-BR`},

		// Letters.
		{"tab", "flow.yaml", []string{"title: About you", "title:\tAbout you"}, "flow.yaml:6:11: a tab, expected plain text"},
		{"tab in a comment", "clinic.yaml", []string{"confirmed:", "# a\tb\nconfirmed:"}, "clinic.yaml:4:4: a tab, expected plain text"},
		{"escaped tab", "messages.yaml", []string{"Bye.", `"By\te."`}, "messages.yaml:2:6: bye holds the invisible character U+0009, expected plain text"},
		{"control", "messages.yaml", []string{"Bye.", "By\u0007e."}, "messages.yaml:2:8: the invisible character U+0007, expected plain text"},
		{"lone return", "messages.yaml", []string{"Bye.", "By\re."}, "messages.yaml:2:8: the invisible character U+000D, expected plain text"},
		{"direction", "messages.yaml", []string{"Bye.", "é \u202ee."}, "messages.yaml:2:8: the invisible character U+202E, expected plain text"},
		{"isolate", "messages.yaml", []string{"Bye.", "\u2066e."}, "messages.yaml:2:6: the invisible character U+2066, expected plain text"},
		{"escaped direction", "messages.yaml", []string{"Bye.", `"\u202Ee"`}, "messages.yaml:2:6: bye holds the invisible character U+202E, expected plain text"},
		{"escaped in a key", "messages.yaml", []string{"bye:", `"b\u202Ee":`}, "messages.yaml:2:1: a key holds the invisible character U+202E, expected plain text\n" + `messages.yaml:2:1: bad key "b\u202ee", expected lower-case letters, digits, _ and .`},
		{"no UTF-8", "messages.yaml", []string{"Bye.", "By\xffe."}, "messages.yaml:2:8: a byte that is no UTF-8, expected plain text"},

		// YAML itself.
		{"anchor", "flow.yaml", []string{"title: About you", "title: &t About you", "title: Safety", "title: *t"}, "flow.yaml:6:12: anchors (&) are not read\nflow.yaml:27:12: aliases (*) are not read"},
		{"merge", "messages.yaml", []string{"bye: Bye.", "<<: {bye: Bye.}"}, "messages.yaml:2:1: merge keys (<<) are not read"},
		{"tag", "messages.yaml", []string{"Bye.", "!!str Bye."}, "messages.yaml:2:6: tags (!) are not read"},
		{"question mark", "messages.yaml", []string{"bye: Bye.", "? bye\n: Bye."}, "messages.yaml:2:1: keys marked with ? are not read"},
		{"two documents", "messages.yaml", []string{"bye:", "---\nbye:"}, "messages.yaml:3:4: a second document begins here"},
		{"unclosed", "messages.yaml", []string{"Bye.", `"Bye.`}, "messages.yaml:2:6: could not find end character of double-quoted text"},
		{"colon", "messages.yaml", []string{"Bye.", "So: bye."}, "messages.yaml:2:6: mapping value is not allowed in this context"},
		{"indent", "rules.yaml", []string{"    title: Pregnant", "   title: Pregnant"}, "rules.yaml:4:4: value is not allowed in this context"},
		{"deep", "messages.yaml", []string{"Bye.", strings.Repeat("[", 100000)}, "messages.yaml:2:26: lists nest deeper than 20"},
		{"deep entries", "messages.yaml", []string{"bye: Bye.", strings.Repeat("- ", 100000)}, "messages.yaml:2:41: lists nest deeper than 20"},

		// Files.
		{"no flow", "flow.yaml", []string{"*", "-"}, "flow.yaml: the file is missing"},
		{"no messages", "messages.yaml", []string{"*", "-"}, "messages.yaml: the file is missing"},
		{"no rules", "rules.yaml", []string{"*", "-"}, "rules.yaml: the file is missing"},
		{"unknown file", "rule.yaml", []string{"*", "a: b"}, "rule.yaml: no file of a flow is called so, expected a language such as es.yaml, or one of flow.yaml, messages.yaml, rules.yaml, signs.yaml, words.yaml, faq.yaml, countries.yaml, clinic.yaml"},
		{"other ending", "de.yml", []string{"*", "a: b"}, "de.yml: this file would not be read, expected a name that ends in .yaml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Load(folder(t, tt.file, tt.change...), "")
			if d := cmp.Diff(tt.want, head(err)); d != "" || f != nil {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// TestAllAtOnce: the faults of all files come together, in order, each with
// its line and a caret.
func TestAllAtOnce(t *testing.T) {
	fsys := folder(t, "messages.yaml", "bye: Bye.", "bye: \"B\u00e9\" ye")
	change(t, fsys, "flow.yaml", "also:", "aslo:", "required: true", "required: maybe")
	change(t, fsys, "countries.yaml", "crisis: 988, source: public}\nUS", "crisis: 988}\nUS")
	change(t, fsys, "es.yaml", "preg.status yes:", "preg.status no:")
	_, err := Load(fsys, "es")
	want := `countries.yaml:1:5: source is missing
    "": {emergency: 112 or 911, crisis: 988}
        ^
flow.yaml:17:23: required is text, expected true or false
                required: maybe
                          ^
flow.yaml:34:13: unknown key "aslo", expected one of id, type, name, also, ask, short, again, why, required, safety, when, options, min, max, min_len, max_len, unit, role, none, at_least, carry, listen, heard, optional, private, code, quiet
                aslo: [baby, expecting]
                ^
messages.yaml:2:11: value is not allowed in this context. map key-value is pre-defined
    bye: "Bé" ye
              ^`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// TestFaultAt: a fault inside a text is shown where the letter stands in the
// file, however the text is written.
func TestFaultAt(t *testing.T) {
	f := load(t, folder(t, ""), "")
	folded := f.Flow.Sections[1].Prompts[0].Items[0].When
	if folded.S != "pain.now > 3 and (pain.worst > 4 or profile.name answered)" {
		t.Fatalf("the condition is %q", folded.S)
	}
	for _, tt := range []struct {
		s    Str
		col  int
		want Pos
	}{
		{f.Flow.Sections[1].When, 1, Pos{"flow.yaml", 28, 12}},  // quoted
		{f.Flow.Sections[1].When, 14, Pos{"flow.yaml", 28, 25}}, // answered
		{f.Flow.Sections[1].When, 22, Pos{"flow.yaml", 28, 33}}, // its end
		{f.Flow.Sections[1].When, 99, Pos{"flow.yaml", 28, 33}},
		{f.Rules[0].When, 16, Pos{"rules.yaml", 3, 26}}, // plain
		{folded, 1, Pos{"flow.yaml", 44, 15}},
		{folded, 12, Pos{"flow.yaml", 44, 26}},                                       // 3
		{folded, 18, Pos{"flow.yaml", 45, 15}},                                       // the bracket
		{folded, 37, Pos{"flow.yaml", 46, 15}},                                       // profile.name
		{folded, 50, Pos{"flow.yaml", 46, 28}},                                       // answered
		{folded, 59, Pos{"flow.yaml", 46, 37}},                                       // the end
		{f.Flow.Sections[1].Prompts[0].Items[0].Again, 12, Pos{"flow.yaml", 41, 15}}, // Maybe
		{f.Flow.Sections[1].Prompts[0].Items[0].Options[1].Label, 3, Pos{"flow.yaml", 52, 27}},
		{f.Flow.Sections[1].Prompts[0].Items[0].Options[1].Label, 12, Pos{"flow.yaml", 52, 24}}, // past an escape
		{Str{"made up", Pos{"flow.yaml", 1, 1}}, 3, Pos{"flow.yaml", 1, 1}},
		{Str{"made up", Pos{"none.yaml", 7, 1}}, 3, Pos{"none.yaml", 7, 1}},
	} {
		got := f.FaultAt(tt.s, tt.col, "wrong", "right")
		if got.Pos != tt.want || got.Msg != "wrong" || got.Want != "right" {
			t.Errorf("column %d of %q is at %v, want %v", tt.col, tt.s.S, got.Pos, tt.want)
		}
	}
	want := "flow.yaml:45:15: wrong, expected right\n                  (pain.worst > 4 or\n                  ^"
	if got := f.FaultAt(folded, 18, "wrong", "right").Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestLongLine: of a long line the part around the fault is shown.
func TestLongLine(t *testing.T) {
	long := strings.Repeat("abcdefghi ", 30)
	for _, tt := range []struct {
		col  int
		want string
	}{
		{1, "    " + long[:120] + "...\n    ^"},
		{51, "    " + long[:120] + "...\n    " + strings.Repeat(" ", 50) + "^"},
		{151, "    ..." + long[90:210] + "...\n    " + strings.Repeat(" ", 63) + "^"},
		{300, "    ..." + long[180:] + "\n    " + strings.Repeat(" ", 122) + "^"},
		{301, "    ..." + long[180:] + "\n    " + strings.Repeat(" ", 123) + "^"},
	} {
		e := Error{Pos: Pos{"x.yaml", 1, tt.col}, Line: long, Msg: "wrong"}
		if _, got, _ := strings.Cut(e.Error(), "\n"); got != tt.want {
			t.Errorf("column %d\ngot\n%s\nwant\n%s", tt.col, got, tt.want)
		}
	}
}

// TestManyFaults: a file that is no text at all does not fill the screen.
func TestManyFaults(t *testing.T) {
	_, err := Load(folder(t, "messages.yaml", "*", strings.Repeat("\x16", 1<<20)), "")
	faults, _ := err.(Errors)
	if len(faults) != most || head(faults[:1]) != "messages.yaml: there are more faults than are told here" {
		t.Errorf("%d faults, first %v", len(faults), faults[:1])
	}
}

// FuzzLoad: no bytes in any file bring the loader down, and every fault it
// tells stands in a file.
func FuzzLoad(f *testing.F) {
	for name, data := range small {
		f.Add(name, []byte(data))
	}
	for _, s := range []string{"", "\xff", "a: [", "- - -", "? a", "a: |\n", "\"\\u", "a: &x *x", "{{{", "---\n...\n", "a:\n\tb: c", "!!a !!b", "a: \"\n\n", "%YAML", "'", "a: >+2\n   b"} {
		f.Add("messages.yaml", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if small[name] == "" {
			return
		}
		fsys := folder(t, "")
		fsys[name] = &fstest.MapFile{Data: data}
		_, err := Load(fsys, "es")
		if err == nil {
			return
		}
		for _, e := range err.(Errors) {
			if e.Msg == "" || e.Pos.Line < 0 || e.Pos.Line > len(lines(fsys[e.File].Data))+1 || e.Pos.Line > 0 && e.Col < 1 {
				t.Fatalf("fault %#v in %q", e, data)
			}
		}
		_ = err.Error()
	})
}
