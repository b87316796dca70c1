package content

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestTranslate(t *testing.T) {
	f := load(t, folder(t, ""), "es")
	profile, safety := f.Flow.Sections[0], f.Flow.Sections[1]
	name, preg := profile.Prompts[0].Items[0], safety.Prompts[0].Items[0]
	for what, pair := range map[string][2]string{
		"lang":            {f.Lang, "es"},
		"flow's lang":     {f.Flow.Lang.S, "en"},
		"title":           {profile.Title.S, "Sobre ti"},
		"intro":           {profile.Intro.S, "{n} preguntas."},
		"no title":        {safety.Title.S, "Safety"},
		"name":            {name.Name.S, "Nombre"},
		"ask":             {name.Ask.S, "¿Cómo te llamas?"},
		"no short":        {name.Short.S, "Your name?"},
		"none":            {name.None.Label.S, "Sin nombre"},
		"none's id":       {name.None.ID.S, "none"},
		"also":            {preg.Also[0].S, "bebé"},
		"label":           {preg.Options[1].Label.S, "Sí"},
		"words":           {preg.Options[1].Words[0].S, "claro"},
		"no label":        {preg.Options[0].Label.S, "No"},
		"option's id":     {preg.Options[1].ID.S, "yes"},
		"prompt":          {profile.Prompts[1].Ask.S, "¿Dolor?"},
		"no prompt":       {profile.Prompts[1].Short.S, "Pain?"},
		"item in prompt":  {profile.Prompts[1].Items[0].Ask.S, "How bad"},
		"message":         {f.Messages["hello"].S, "Hola."},
		"no message":      {f.Messages["bye"].S, "Bye."},
		"rule":            {f.Rules[0].Patient.S, "Nos adaptamos."},
		"rule for staff":  {f.Rules[0].Staff.S, "Side-lying."},
		"faq":             {f.FAQ[0].Phrasings[0].S, "hace daño"},
		"faq's fact":      {f.FAQ[0].Fact.S, "pain_policy"},
		"sign":            {f.Signs[0].Ask.S, "¿Estás embarazada?"},
		"no sign words":   {f.Signs[0].Words[0].S, "pregnant"},
		"scope":           {f.Scope.Deny[0].S, "nunca"},
		"no scope":        {f.Scope.Others[0].S, "my dad"},
		"translated file": {name.Ask.File, "es.yaml"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %q, want %q", what, pair[0], pair[1])
		}
	}
	if len(preg.Also) != 1 || len(f.Scope.Deny) != 1 {
		t.Error("words of two languages are mixed")
	}
	want := []string{
		"faq.painful.answer", "faq.painful.filled", "faq.painful.short",
		"items.pain.now.again", "items.pain.now.ask", "items.pain.now.name", "items.pain.now.short", "items.pain.now.why",
		"items.pain.worst.again", "items.pain.worst.ask", "items.pain.worst.name", "items.pain.worst.short", "items.pain.worst.why",
		"items.preg.status.again", "items.preg.status.ask", "items.preg.status.name",
		"items.preg.status.options.no.label", "items.preg.status.options.no.words", "items.preg.status.options.yes.means",
		"items.preg.status.short", "items.preg.status.why",
		"items.profile.name.again", "items.profile.name.short", "items.profile.name.why",
		"messages.bye",
		"prompts.pain.now.again", "prompts.pain.now.short",
		"scope.contrasts", "scope.others", "scope.past",
		"sections.safety.title",
		"signs.preg.status yes.words",
	}
	if d := cmp.Diff(want, f.Missing()); d != "" {
		t.Errorf("missing (-want +got)\n%s", d)
	}
}

// TestTranslationOfNothing: an empty language file misses all that patients
// read, and leaves it as it is.
func TestTranslationOfNothing(t *testing.T) {
	base := load(t, folder(t, ""), "en")
	f := load(t, folder(t, "es.yaml", "*", "# soon\n"), "es")
	if d := cmp.Diff(base.Flow, f.Flow); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if len(f.Missing()) != 46 {
		t.Errorf("%d missing: %q", len(f.Missing()), f.Missing())
	}
	if len(base.Missing()) != 0 {
		t.Errorf("the base language misses %q", base.Missing())
	}
}

func TestTranslationFaults(t *testing.T) {
	const want = ", expected an id that the flow's own files declare"
	for name, tt := range map[string]struct {
		change []string
		want   string
	}{
		"section":     {[]string{"  profile: {title", "  profil: {title"}, `es.yaml:2:3: sections: nothing is called "profil"` + want},
		"item":        {[]string{"  profile.name:", "  profile.nom:"}, `es.yaml:4:3: items: nothing is called "profile.nom"` + want},
		"option":      {[]string{`"yes": {label`, `"si": {label`}, `es.yaml:11:7: items.preg.status.options: nothing is called "si"` + want},
		"prompt":      {[]string{"  pain.now: {ask", "  pain.worst: {ask"}, `es.yaml:13:3: prompts: nothing is called "pain.worst"` + want},
		"one item":    {[]string{"  pain.now: {ask", "  profile.name: {ask"}, `es.yaml:13:3: prompts: nothing is called "profile.name"` + want},
		"message":     {[]string{"hello:", "helo:"}, `es.yaml:15:3: messages: nothing is called "helo"` + want},
		"rule":        {[]string{"adp.preg:", "adp.pregn:"}, `es.yaml:17:3: rules: nothing is called "adp.pregn"` + want},
		"faq":         {[]string{"painful:", "painless:"}, `es.yaml:19:3: faq: nothing is called "painless"` + want},
		"sign":        {[]string{"preg.status yes:", "preg.status:"}, `es.yaml:21:3: signs: nothing is called "preg.status"` + want},
		"key":         {[]string{"title: Sobre", "titel: Sobre"}, `es.yaml:2:13: unknown key "titel", expected one of title, intro`},
		"structure":   {[]string{"name: Nombre", "type: text"}, `es.yaml:5:5: unknown key "type", expected one of name, also, ask, short, again, why, options, none`},
		"id twice":    {[]string{"  preg.status:\n", "  profile.name:\n"}, `es.yaml:8:3: key "profile.name" stands twice, first on line 4`},
		"none":        {[]string{"    also: [bebé]", "    none: {label: Nada}"}, "es.yaml:9:19: items.preg.status.none: the item has none to translate"},
		"blank none":  {[]string{"    also: [bebé]", "    none: {}"}, "es.yaml: items.preg.status.none: the item has none to translate"},
		"broken yaml": {[]string{"  hello: Hola.", "  hello: [Hola."}, "es.yaml:16:1: ',' or ']' must be specified"},
	} {
		_, err := Load(folder(t, "es.yaml", tt.change...), "es")
		if d := cmp.Diff(tt.want, head(err)); d != "" {
			t.Errorf("%s (-want +got)\n%s", name, d)
		}
	}
	// Where the flow itself cannot be read, its ids are not missed as well.
	_, err := Load(folder(t, "flow.yaml", "*", "flow: ["), "es")
	if faults := err.(Errors); len(faults) != 1 || faults[0].File != "flow.yaml" {
		t.Errorf("a broken flow.yaml gives\n%v", err)
	}
}

func TestNoSuchLanguage(t *testing.T) {
	fsys := folder(t, "")
	fsys["de.yaml"] = &fstest.MapFile{}
	for _, lang := range []string{"fr", "faq", "../es", "ES"} {
		_, err := Load(fsys, lang)
		want := lang + `.yaml: no language is called "` + lang + `", expected one of en, de, es`
		if head(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
