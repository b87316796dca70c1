package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the program prints into README.md")

// A place is where the commands of README.md and CONTRIBUTING.md are
// run.
type place struct {
	dir   string
	maria string // what the program prints to the patient of the picture
	id    string // of her intake
}

func read(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// shell runs a line as a reader of the README would, with nobody at the
// keyboard, and returns what it prints.
func (p *place) shell(line, stdin string) (string, error) {
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), asIntake+"=1", "PATH="+filepath.Join(p.dir, "bin")+":"+os.Getenv("PATH"), "INTAKE_TZ=UTC", "INTAKE_COUNTRY=US")
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// lived makes a clinic as the README describes it, in which Maria Lopez has
// been a patient.
func lived(t *testing.T, readme string) *place {
	t.Helper()
	p := &place{dir: t.TempDir()}
	self, err := filepath.Abs(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"bin", "intake-data"} {
		if err := os.Mkdir(filepath.Join(p.dir, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(self, filepath.Join(p.dir, "bin", "intake")); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks(readme) {
		if strings.HasPrefix(b, "name: ") {
			if err := os.WriteFile(filepath.Join(p.dir, "intake-data", "clinic.yaml"), []byte(b), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	said := read(t, "testdata/readme/maria.txt")
	if p.maria, err = p.shell("intake chat", said); err != nil {
		t.Fatalf("chat: %v\n%s", err, p.maria)
	}
	list, err := p.shell("intake list", "")
	if err != nil || !strings.Contains(list, "submitted") {
		t.Fatalf("Maria's intake was not sent: %v\n%s", err, list)
	}
	p.id = strings.Fields(list)[0]
	return p
}

// blocks returns the indented blocks of a page, without their indent.
func blocks(text string) []string {
	var out []string
	var b []string
	fenced := false
	for _, line := range append(strings.Split(text, "\n"), "end") {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		code, ok := strings.CutPrefix(line, "    ")
		switch {
		case ok && !fenced, line == "" && b != nil:
			b = append(b, code)
		case b != nil:
			out = append(out, strings.TrimSpace(strings.Join(b, "\n"))+"\n")
			b = nil
		}
	}
	return out
}

// indented makes a block of a page.
func indented(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight("    "+l, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// conversation is the picture in the README: how Maria begins, and how a
// question of hers is answered in between.
func (p *place) conversation(said []string) string {
	turns := strings.Split(p.maria, "\n> ")
	price := slices.Index(said, "what does it cost?")
	var b strings.Builder
	b.WriteString("$ intake chat\n" + turns[0])
	for i, s := range said {
		if i < 2 || i == price {
			b.WriteString("\n> " + s + "\n" + turns[i+1])
		}
		if i == 2 {
			b.WriteString("\n  ...\n")
		}
	}
	return b.String()
}

// pageOfOne is what the therapist gets, without the lines that change from
// run to run, and not to its end.
func pageOfOne(shown string) string {
	head, rest, _ := strings.Cut(shown, "INTAKE ")
	_, rest, _ = strings.Cut(rest, "\n---")
	_, rest, _ = strings.Cut(rest, "\n")
	rest, _, _ = strings.Cut(rest, "\nBODY")
	return head + "...\n" + rest + "\n..."
}

// replaceBlock puts text in the place of the block that begins with a line.
func replaceBlock(t *testing.T, readme, begin, text string) string {
	t.Helper()
	at := strings.Index(readme, "\n    "+begin)
	if at < 0 {
		t.Fatalf("README.md has no block that begins with %q", begin)
	}
	end := regexp.MustCompile(`\n\n\S`).FindStringIndex(readme[at+1:])
	return readme[:at+1] + indented(text) + readme[at+1+end[0]+1:]
}

// TestReadme holds the README to what the program prints. After a change of
// words, run it with -update and read what it wrote.
func TestReadme(t *testing.T) {
	name := "../../README.md"
	readme := read(t, name)
	p := lived(t, readme)
	shown, err := p.shell("intake show "+p.id, "")
	if err != nil {
		t.Fatalf("show: %v\n%s", err, shown)
	}
	graph, err := p.shell("intake flow graph", "")
	if err != nil {
		t.Fatalf("graph: %v\n%s", err, graph)
	}
	said := strings.Split(strings.TrimSpace(read(t, "testdata/readme/maria.txt")), "\n")
	want := replaceBlock(t, readme, "$ intake chat", p.conversation(said))
	want = replaceBlock(t, want, "[ ] ", pageOfOne(shown))
	before, after, _ := strings.Cut(want, "```mermaid\n")
	_, after, ok := strings.Cut(after, "```\n")
	if !ok {
		t.Fatal("README.md has no picture in Mermaid")
	}
	want = before + "```mermaid\n" + graph + "```\n" + after
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	age := regexp.MustCompile(`age \d+`) // grows
	if diff := cmp.Diff(age.ReplaceAllString(want, "age"), age.ReplaceAllString(readme, "age")); diff != "" {
		t.Errorf("the program prints otherwise (-) than README.md says (+); go test -run TestReadme -update writes it:\n%s", diff)
	}
}

// TestPageCommands runs every command that README.md and CONTRIBUTING.md show.
func TestPageCommands(t *testing.T) {
	readme := read(t, "../../README.md")
	p := lived(t, readme)
	for _, name := range []string{"README.md", "CONTRIBUTING.md"} {
		ran := 0
		text := read(t, "../../"+name)
		for _, b := range blocks(text) {
			if strings.HasPrefix(b, "$ ") || strings.HasPrefix(b, "[ ] ") || strings.HasPrefix(b, "name: ") {
				continue // held by TestReadme, and used by lived
			}
			for line := range strings.Lines(b) {
				if line, _, _ = strings.Cut(strings.TrimSpace(line), " #"); line != "" {
					p.try(t, name, strings.TrimSpace(line))
					ran++
				}
			}
		}
		if ran == 0 {
			t.Errorf("%s shows no command", name)
		}
		for _, m := range regexp.MustCompile("`((?:intake|go|make) [^`]+)`").FindAllStringSubmatch(text, -1) {
			p.mentioned(t, name, m[1])
		}
	}
}

// try runs one command of a page.
func (p *place) try(t *testing.T, name, line string) {
	t.Helper()
	if target, ok := strings.CutPrefix(line, "make "); ok {
		p.target(t, name, target)
		return
	}
	if !strings.Contains(line, "intake") {
		t.Errorf("%s shows %q, which no test knows", name, line)
		return
	}
	run := strings.ReplaceAll(line, " ID", " "+p.id)
	if strings.HasPrefix(run, "intake erase") {
		run += " --yes" // there is nobody to ask
	}
	if run == "intake serve" {
		run = "timeout --preserve-status -s INT 5 " + run // it ends well when told to
	}
	if out, err := p.shell(run, "hello\n"); err != nil {
		t.Errorf("%s shows %q: %v\n%s", name, line, err, out)
	}
}

// mentioned checks a command named in a sentence: that there is one.
func (p *place) mentioned(t *testing.T, name, line string) {
	t.Helper()
	words := strings.Fields(line)
	switch {
	case words[0] == "make":
		p.target(t, name, words[1])
	case words[0] == "intake":
		words = slices.DeleteFunc(words, func(w string) bool { return w == strings.ToUpper(w) })
		if out, err := p.shell(strings.Join(words, " ")+" --help", ""); err != nil {
			t.Errorf("%s names %q: %v\n%s", name, line, err, out)
		}
	case len(words) < 3:
	case words[1] == "generate":
		sources, err := filepath.Glob(filepath.Join("../..", words[2], "*.go"))
		if err != nil || !slices.ContainsFunc(sources, func(f string) bool { return strings.Contains(read(t, f), "\n//go:generate ") }) {
			t.Errorf("%s names %q, and nothing is generated there", name, line)
		}
	case words[1] == "test":
		at := slices.Index(words, "-run")
		tests, err := filepath.Glob(filepath.Join("../..", words[2], "*_test.go"))
		if err != nil || at < 0 || !slices.ContainsFunc(tests, func(f string) bool { return strings.Contains(read(t, f), "func "+words[at+1]+"(") }) {
			t.Errorf("%s names %q, and that test is not there", name, line)
		}
	case words[1] == "build" || words[1] == "doc":
		if info, err := os.Stat(filepath.Join("../..", words[len(words)-1])); err != nil || !info.IsDir() {
			t.Errorf("%s names %q, and that package is not there", name, line)
		}
	case words[1] == "tool":
		if !strings.Contains(read(t, "../../go.mod"), words[2]) {
			t.Errorf("%s names %q, and go.mod has no such tool", name, line)
		}
	default:
		t.Errorf("%s names %q, which no test knows", name, line)
	}
}

func (p *place) target(t *testing.T, name, target string) {
	t.Helper()
	if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(target) + `:`).MatchString(read(t, "../../Makefile")) {
		t.Errorf("%s shows make %s, and the Makefile has no such target", name, target)
	}
}

// TestReadmeSettings holds the table of settings to those there are.
func TestReadmeSettings(t *testing.T) {
	readme := read(t, "../../README.md")
	var told []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\|").FindAllStringSubmatch(readme, -1) {
		told = append(told, m[1])
	}
	there := slices.Sorted(slices.Values(known))
	if diff := cmp.Diff(there, slices.Sorted(slices.Values(told))); diff != "" {
		t.Errorf("settings there are (-) and those in README.md (+):\n%s", diff)
	}
}
