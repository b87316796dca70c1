package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// small is a folder with one of everything.
var small = map[string]string{
	"flow.yaml": `flow: massage
version: 1.10
lang: en
sections:
  - id: profile
    title: About you
    intro: "{n} questions."
    prompts:
      - items:
          - id: profile.name
            type: text
            name: Name
            ask: "What's your name?"
            short: Your name?
            again: "First and last name, like: Ana Ruiz."
            why: So we know what to call you.
            required: true
            max_len: 200
            none: {id: none, label: No name}
      - ask: Pain now and worst?
        short: Pain?
        again: Two numbers from 0 to 10.
        items:
          - {id: pain.now, type: scale, name: Pain now, ask: How bad, short: Pain, again: 0 to 10, why: Baseline, min: 0, max: 10.5}
          - {id: pain.worst, type: scale, name: Worst pain, ask: How bad, short: Pain, again: 0 to 10, why: Baseline, at_least: pain.now}
  - id: safety
    title: Safety
    when: "profile.name answered"
    prompts:
      - items:
          - id: preg.status
            type: choice
            name: Pregnancy
            also: [baby, expecting]
            ask: >-
              Are you pregnant,
              or could you be?
            short: Pregnant?
            again: |-
              Yes or no.
              Maybe is fine.
            why: Positions change.
            when: >-
              pain.now > 3 and
              (pain.worst > 4 or
              profile.name answered)
            options:
              - id: no
                label: No
                words: ["nope", no way]
              - id: "yes"
                label: 'Yes, it''s so'
                means: A test said so.
`,
	"messages.yaml": `hello: "Hi, I'm {clinic}'s assistant."
bye: Bye.
`,
	"rules.yaml": `rules:
  - id: adp.preg
    when: preg.status == yes
    title: Pregnant
    patient: We adapt.
    staff: Side-lying.
    action: book prenatal
    source: unverified
    care:
      - {area: abdomen, avoid: all work, instead: side-lying}
`,
	"signs.yaml": `scope:
  deny: ["no", never]
  others: [my dad]
  past: [years ago]
  idiom: []
  planned: []
  ask: []
  sudden: []
  fillers: []
  contrasts: [but]
signs:
  - item: preg.status
    option: "yes"
    ask: Are you pregnant?
    words: [pregnant]
    sudden: true
`,
	"faq.yaml": `faq:
  - id: painful
    title: Is it painful?
    short: Painful?
    phrasings: [does it hurt]
    answer: It should not be.
    source: seed
    fact: pain_policy
    filled: "Here: {fact}"
`,
	"countries.yaml": `"": {emergency: 112 or 911, crisis: 988, source: public}
US: {emergency: 911, crisis: 988, source: public, unverified: true}
`,
	"clinic.yaml": `name: Example Clinic
facts:
  pain_policy: Tell us.
confirmed: [painful]
`,
	"es.yaml": `sections:
  profile: {title: Sobre ti, intro: "{n} preguntas."}
items:
  profile.name:
    name: Nombre
    ask: ¿Cómo te llamas?
    none: {label: Sin nombre}
  preg.status:
    also: [bebé]
    options:
      "yes": {label: Sí, words: [claro]}
prompts:
  pain.now: {ask: ¿Dolor?}
messages:
  hello: Hola.
rules:
  adp.preg: {patient: Nos adaptamos.}
faq:
  painful: {title: ¿Duele?, phrasings: [hace daño]}
signs:
  preg.status yes: {ask: ¿Estás embarazada?}
scope:
  deny: [nunca]
`,
}

// folder returns small with changes: pairs of old and new text in the file
// named, or the whole file where old is "*"; new "-" takes the file away.
func folder(t testing.TB, file string, pairs ...string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{"talks/one.txt": {Data: []byte("patient: hi")}, "README.md": {Data: []byte("hi")}}
	for name, data := range small {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	if file == "" {
		return fsys
	}
	change(t, fsys, file, pairs...)
	return fsys
}

func change(t testing.TB, fsys fstest.MapFS, file string, pairs ...string) {
	t.Helper()
	text := small[file]
	for i := 0; i < len(pairs); i += 2 {
		switch was, is := pairs[i], pairs[i+1]; {
		case was == "*" && is == "-":
			delete(fsys, file)
			return
		case was == "*":
			text = is
		case strings.Count(text, was) != 1:
			t.Fatalf("%s: %q stands there %d times", file, was, strings.Count(text, was))
		default:
			text = strings.Replace(text, was, is, 1)
		}
	}
	fsys[file] = &fstest.MapFile{Data: []byte(text)}
}

func load(t testing.TB, fsys fstest.MapFS, lang string) *Folder {
	t.Helper()
	f, err := Load(fsys, lang)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
