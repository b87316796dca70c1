package content

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

const (
	flowFile      = "flow.yaml"
	messagesFile  = "messages.yaml"
	rulesFile     = "rules.yaml"
	signsFile     = "signs.yaml"
	wordsFile     = "words.yaml"
	faqFile       = "faq.yaml"
	countriesFile = "countries.yaml"
	clinicFile    = "clinic.yaml"
)

// The files of a folder, but for the languages; the first three must be there.
var known = []string{flowFile, messagesFile, rulesFile, signsFile, wordsFile, faqFile, countriesFile, clinicFile}

const required = 3

// langForm is a language as a file is named after it: "es", "pt-BR".
var langForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)

// Load reads a flow folder in a language, "" for the folder's own. The error
// is Errors with every fault of every file.
func Load(fsys fs.FS, lang string) (*Folder, error) {
	var faults Errors
	f := &Folder{Files: files(fsys, &faults)}
	f.Hash = hash(f.Files)
	var rules struct {
		Rules []RuleDoc `yaml:"rules"`
	}
	var signs struct {
		Signs []SignDoc `yaml:"signs"`
		Scope ScopeDoc  `yaml:"scope"`
	}
	var words map[string]map[string]Str // classes of words by language and name
	var faq struct {
		FAQ []FAQDoc `yaml:"faq"`
	}
	whole := f.readAll(&faults, []part{
		{flowFile, &f.Flow, func(r *reader) { r.flow(&f.Flow) }},
		{messagesFile, &f.Messages, nil},
		{rulesFile, &rules, func(r *reader) { r.rules(rules.Rules) }},
		{signsFile, &signs, func(r *reader) { r.signs(signs.Signs) }},
		{wordsFile, &words, nil},
		{faqFile, &faq, func(r *reader) { r.entries(faq.FAQ) }},
		{countriesFile, &f.Countries, nil},
		{clinicFile, &f.Clinic, nil},
	})
	f.Rules, f.Signs, f.Scope, f.FAQ = rules.Rules, signs.Signs, signs.Scope, faq.FAQ
	f.Questions = QuestionsOf(f.FAQ, readLists(fsys, &faults)) // before another language is laid over
	f.Scope.Words = joinWords(words)

	f.Lang = f.Flow.Lang.S
	if lang != "" && lang != f.Lang && f.Lang != "" {
		f.Lang = lang
		if data, ok := f.Files[lang+".yaml"]; ok && isLang(lang) {
			f.translate(&reader{file: lang + ".yaml", faults: &faults}, data, whole)
		} else {
			faults = append(faults, Error{
				Pos: Pos{File: lang + ".yaml"}, Msg: fmt.Sprintf("no language is called %q", lang),
				Want: "one of " + strings.Join(languages(f.Flow.Lang.S, f.Files), ", "),
			})
		}
	}
	if len(faults) == 0 {
		return f, nil
	}
	return nil, f.told(faults)
}

// joinWords puts the classes of all languages together: people mix them, and
// the net listens to all at once.
func joinWords(all map[string]map[string]Str) map[string][]Str {
	out := map[string][]Str{}
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		for name, s := range all[lang] {
			out[name] = append(out[name], s)
		}
	}
	return out
}

// A part is one file, where what it says goes, and what is checked of it.
type part struct {
	file  string
	to    any
	check func(*reader)
}

// readAll reads the parts that are there, side by side: parsing is most of
// what a start of the program takes. It reports whether all could be parsed.
func (f *Folder) readAll(faults *Errors, parts []part) bool {
	found := make([]Errors, len(parts))
	broken := make([]bool, len(parts))
	var wg sync.WaitGroup
	for i, p := range parts {
		wg.Go(func() {
			r := &reader{file: p.file, faults: &found[i]}
			if data, ok := f.Files[p.file]; ok {
				broken[i] = !r.read(data, p.to)
			}
			if p.check != nil {
				p.check(r)
			}
		})
	}
	wg.Wait()
	*faults = append(*faults, slices.Concat(found...)...)
	return !slices.Contains(broken, true)
}

// told completes faults with the lines they stand on, in order and each once.
func (f *Folder) told(faults Errors) Errors {
	shown := map[string][]string{}
	for i, e := range faults {
		if e.Pos.Line == 0 {
			continue
		}
		if shown[e.File] == nil {
			shown[e.File] = lines(f.Files[e.File])
		}
		faults[i].Line = line(shown[e.File], e.Pos.Line)
	}
	faults.Sort()
	return slices.Compact(faults)
}

// files reads every YAML file of a folder.
func files(fsys fs.FS, faults *Errors) map[string][]byte {
	fault := func(name, msg, want string) {
		*faults = append(*faults, Error{Pos: Pos{File: name}, Msg: msg, Want: want})
	}
	all := map[string][]byte{}
	list, err := fs.ReadDir(fsys, ".")
	if err != nil {
		fault(".", err.Error(), "a flow folder")
		return all
	}
	for _, entry := range list {
		name := entry.Name()
		base, isYAML := strings.CutSuffix(name, ".yaml")
		switch {
		case entry.IsDir():
			continue
		case path.Ext(name) == ".yml":
			fault(name, "this file would not be read", "a name that ends in .yaml")
			continue
		case !isYAML:
			continue
		case !slices.Contains(known, name) && !isLang(base):
			fault(name, "no file of a flow is called so", "a language such as es.yaml, or one of "+strings.Join(known, ", "))
		}
		data, err := readFile(fsys, name)
		if err != nil {
			fault(name, err.Error(), "")
			continue
		}
		all[name] = data
	}
	for _, name := range known[:required] {
		if _, err := fs.Stat(fsys, name); err != nil {
			fault(name, "the file is missing", "")
		}
	}
	return all
}

// hash names the content by its files and their bytes.
func hash(files map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		// The length keeps the end of one file from passing for the next.
		fmt.Fprintf(h, "%q %d\n", name, len(files[name]))
		h.Write(files[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// isLang reports whether name can be a language's; faq, a file of its own,
// cannot.
func isLang(name string) bool {
	return langForm.MatchString(name) && !slices.Contains(known, name+".yaml")
}

// languages lists what a folder can be loaded in, its own language first.
func languages(base string, files map[string][]byte) []string {
	var list []string
	if base != "" {
		list = append(list, base)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if lang := strings.TrimSuffix(name, ".yaml"); isLang(lang) && lang != base {
			list = append(list, lang)
		}
	}
	return list
}
