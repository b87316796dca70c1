package content

import (
	"reflect"
	"slices"
	"strings"
)

// A language file holds words alone, by the ids of flow.yaml and its
// neighbours; keys keep their places so that an unknown id can be told. The
// names of the fields are those of the documents they are laid over. Fields
// marked staff are read by the clinic and not missed.
type (
	wordsDoc struct {
		Sections map[Str]sectionWords `yaml:"sections,omitempty"`
		Items    map[Str]itemWords    `yaml:"items,omitempty"`
		Prompts  map[Str]promptWords  `yaml:"prompts,omitempty"`
		Messages map[Str]Str          `yaml:"messages,omitempty"`
		Rules    map[Str]ruleWords    `yaml:"rules,omitempty"`
		FAQ      map[Str]faqWords     `yaml:"faq,omitempty"`
		Signs    map[Str]signWords    `yaml:"signs,omitempty"`
		Scope    scopeWords           `yaml:"scope,omitempty"`
	}
	sectionWords struct {
		Title Str `yaml:"title,omitempty"`
		Intro Str `yaml:"intro,omitempty"`
	}
	itemWords struct {
		Name    Str                 `yaml:"name,omitempty"`
		Also    []Str               `yaml:"also,omitempty"`
		Ask     Str                 `yaml:"ask,omitempty"`
		Short   Str                 `yaml:"short,omitempty"`
		Again   Str                 `yaml:"again,omitempty"`
		Why     Str                 `yaml:"why,omitempty"`
		Options map[Str]optionWords `yaml:"options,omitempty"`
		None    *optionWords        `yaml:"none,omitempty"`
	}
	optionWords struct {
		Label Str   `yaml:"label,omitempty"`
		Means Str   `yaml:"means,omitempty"`
		Words []Str `yaml:"words,omitempty"`
	}
	promptWords struct {
		Ask   Str `yaml:"ask,omitempty"`
		Short Str `yaml:"short,omitempty"`
		Again Str `yaml:"again,omitempty"`
	}
	ruleWords struct {
		Title   Str `yaml:"title,omitempty" read:"staff"`
		Patient Str `yaml:"patient,omitempty"`
		Staff   Str `yaml:"staff,omitempty" read:"staff"`
		Action  Str `yaml:"action,omitempty" read:"staff"`
	}
	faqWords struct {
		Title     Str   `yaml:"title,omitempty"`
		Short     Str   `yaml:"short,omitempty"`
		Phrasings []Str `yaml:"phrasings,omitempty"`
		Answer    Str   `yaml:"answer,omitempty"`
		More      Str   `yaml:"more,omitempty"`
		Filled    Str   `yaml:"filled,omitempty"`
		Unfilled  Str   `yaml:"unfilled,omitempty"`
	}
	signWords struct {
		Ask   Str   `yaml:"ask,omitempty"`
		Words []Str `yaml:"words,omitempty"`
		Doubt []Str `yaml:"doubt,omitempty"`
	}
	scopeWords struct {
		Deny      []Str `yaml:"deny,omitempty"`
		Others    []Str `yaml:"others,omitempty"`
		Past      []Str `yaml:"past,omitempty"`
		Idiom     []Str `yaml:"idiom,omitempty"`
		Planned   []Str `yaml:"planned,omitempty"`
		Ask       []Str `yaml:"ask,omitempty"`
		Sudden    []Str `yaml:"sudden,omitempty"`
		Fillers   []Str `yaml:"fillers,omitempty"`
		Contrasts []Str `yaml:"contrasts,omitempty"`
	}
)

// Missing lists the words for patients that the language lacks, as keys of
// its file; there the base language is said. It is empty in the base language.
func (f *Folder) Missing() []string { return f.missing }

// translate reads a language file and, where the folder's own files could be
// read whole, lays it over them.
func (f *Folder) translate(r *reader, data []byte, whole bool) {
	var w wordsDoc
	if !r.read(data, &w) || !whole {
		return
	}
	f.sections(r, &w)
	messages := match(r, "messages", w.Messages, f.Messages)
	for key, base := range f.Messages {
		if s := messages[key]; s.S != "" {
			f.Messages[key] = s
		} else if base.S != "" {
			f.missing = append(f.missing, "messages."+key)
		}
	}
	rules := match(r, "rules", w.Rules, ids(f.Rules, func(d RuleDoc) string { return d.ID.S }))
	for i := range f.Rules {
		d := &f.Rules[i]
		f.lay(d, rules[d.ID.S], "rules."+d.ID.S)
	}
	faq := match(r, "faq", w.FAQ, ids(f.FAQ, func(d FAQDoc) string { return d.ID.S }))
	for i := range f.FAQ {
		d := &f.FAQ[i]
		f.lay(d, faq[d.ID.S], "faq."+d.ID.S)
	}
	signs := match(r, "signs", w.Signs, ids(f.Signs, signID))
	for i := range f.Signs {
		d := &f.Signs[i]
		f.lay(d, signs[signID(*d)], "signs."+signID(*d))
	}
	f.lay(&f.Scope, w.Scope, "scope")
	slices.Sort(f.missing)
}

// sections lays words over flow.yaml.
func (f *Folder) sections(r *reader, w *wordsDoc) {
	items, prompts := map[string]bool{}, map[string]bool{}
	for _, s := range f.Flow.Sections {
		for _, p := range s.Prompts {
			for i, it := range p.Items {
				items[it.ID.S] = true
				if i == 0 && len(p.Items) > 1 {
					prompts[it.ID.S] = true
				}
			}
		}
	}
	ofSection := match(r, "sections", w.Sections, ids(f.Flow.Sections, func(d SectionDoc) string { return d.ID.S }))
	ofPrompt := match(r, "prompts", w.Prompts, prompts)
	ofItem := match(r, "items", w.Items, items)
	for i := range f.Flow.Sections {
		s := &f.Flow.Sections[i]
		f.lay(s, ofSection[s.ID.S], "sections."+s.ID.S)
		for j := range s.Prompts {
			p := &s.Prompts[j]
			if len(p.Items) > 1 {
				id := p.Items[0].ID.S
				f.lay(p, ofPrompt[id], "prompts."+id)
			}
			for k := range p.Items {
				it := &p.Items[k]
				f.item(r, it, ofItem[it.ID.S])
			}
		}
	}
}

func (f *Folder) item(r *reader, it *ItemDoc, w itemWords) {
	key := "items." + it.ID.S
	f.lay(it, w, key)
	options := match(r, key+".options", w.Options, ids(it.Options, func(d OptionDoc) string { return d.ID.S }))
	for i := range it.Options {
		o := &it.Options[i]
		f.lay(o, options[o.ID.S], key+".options."+o.ID.S)
	}
	switch {
	case it.None != nil && w.None != nil:
		f.lay(it.None, *w.None, key+".none")
	case it.None != nil:
		f.lay(it.None, optionWords{}, key+".none")
	case w.None != nil:
		p := w.None.Label.Pos
		if p.File == "" {
			p = Pos{File: r.file}
		}
		r.fault(p, "", "%s.none: the item has none to translate", key)
	}
}

// lay puts each text of words over the field of the same name in doc, which
// must be a pointer, and notes what words lacks.
func (f *Folder) lay(doc, words any, key string) {
	base, over := reflect.ValueOf(doc).Elem(), reflect.ValueOf(words)
	for i := range over.NumField() {
		field := over.Type().Field(i)
		to, by := base.FieldByName(field.Name), over.Field(i)
		if by.Type() != to.Type() {
			continue // options and none, which are laid over one by one
		}
		name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		switch {
		case !blank(by):
			to.Set(by)
		case !blank(to) && field.Tag.Get("read") != "staff":
			f.missing = append(f.missing, key+"."+name)
		}
	}
}

// blank reports whether a text or a list of texts says nothing.
func blank(v reflect.Value) bool {
	if s, ok := v.Interface().(Str); ok {
		return s.S == ""
	}
	return v.Len() == 0
}

// match returns words by id and tells of those whose id is unknown.
func match[T, U any](r *reader, under string, words map[Str]T, known map[string]U) map[string]T {
	byID := map[string]T{}
	for key, w := range words {
		if _, ok := known[key.S]; !ok {
			r.fault(key.Pos, "an id that the flow's own files declare", "%s: nothing is called %q", under, key.S)
		}
		byID[key.S] = w
	}
	return byID
}

// ids is the set of the ids of a list.
func ids[T any](list []T, id func(T) string) map[string]bool {
	set := map[string]bool{}
	for _, d := range list {
		set[id(d)] = true
	}
	return set
}
