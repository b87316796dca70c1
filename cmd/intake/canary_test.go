package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"intake/bot"
	"intake/internal/dialog"
	"intake/internal/kind"
)

// A talk is what one patient says, with words that occur nowhere else. Where
// kept is false none of them may stay on disk.
type talk struct {
	user  string
	lines []string // as text; with a leading "/" the id of a button
	ends  dialog.Phase
	words []string // that must not get where they do not belong
	kept  bool
}

// whole is a talk from the greeting to the sending, with these words in it.
func whole(t *testing.T, replace ...string) []string {
	t.Helper()
	text := strings.NewReplacer(replace...).Replace(read(t, "testdata/readme/maria.txt"))
	return strings.Split(strings.TrimSpace(text), "\n")
}

func talks(t *testing.T) []talk {
	return []talk{
		{
			user: "U-quillabrix", ends: dialog.PhaseSubmitted, kept: true,
			lines: whole(t, "Maria Lopez", "Quilla Zanthorpe", "415 555 0199", "zq.canary@xylofern.example, not while grobbling",
				"gardening", "wimbling", "sit through a day", "grunkle my vexifer", "in the morning", "in the morning, says blorptan"),
			words: []string{"quillabrix", "zanthorpe", "xylofern", "grobbling", "wimbling", "vexifer", "blorptan"},
		},
		{
			user: "U-morvath", ends: "symptoms", kept: true,
			lines: []string{
				"hi", "yes", "Morva Thessaline", "3 April 1950", "male", "morva@thessaline.example", "my plimsy calf",
				"none", "/calf_left", "none", "one leg is swollen, hot and sore, quite dreffled",
			},
			words: []string{"morvath", "thessaline", "plimsy", "dreffled"},
		},
		{
			user: "U-wembol", ends: dialog.PhaseEmergency, kept: true,
			lines: []string{"crushing chest pain since my wembolite walk"},
			words: []string{"wembol", "wembolite"},
		},
		{
			user: "U-declan", ends: dialog.PhaseDeclined,
			lines: []string{
				"hello, my snorvy knee hurts, I'm Declan Prubwick", "no",
				"my thrummock shoulder hurts as well", "crushing chest pain after my joffling walk", "do you take glenwick insurance?",
			},
			words: []string{"snorvy", "prubwick", "thrummock", "joffling", "glenwick"},
		},
		{
			user: "U-yendrew", ends: dialog.PhaseWithdrawn,
			lines: []string{"hi", "yes", "Yendrew Oskamp", "5 May 1960", "male", "oskamp@hurdlewick.example", "ferrowing back", "stop", "delete", "I am pregnant, says quorlish", "how long is a plavid massage?"},
			words: []string{"oskamp", "hurdlewick", "ferrowing", "quorlish", "plavid"},
		},
	}
}

// odd lines get an error, or a puzzled answer; neither quotes them, and
// whoever sends them says yes to nothing.
var oddWords = []string{"krellbont", "vaxiparn", "dwindlemoth", "sproffle", "tharnish", "mungrave", "oxtibule", "zindrake"}

func oddLines() string {
	return strings.Join([]string{
		`{"user":"o1","text":"krellbont`,
		`{"user":"o1","text":["vaxiparn"]}`,
		`{"user":"o1","at":"dwindlemoth","text":"hi"}`,
		`{"text":"sproffle"}`,
		`tharnish`,
		`{"user":"o1","lang":"mungrave","text":"hi"}`,
		`{"user":"o1","choice":"oxtibule"}`,
		`{"user":"o1","choices":["oxtibule","\u0000\u001b[31m"]}`,
		`{"user":"o1","text":"` + strings.Repeat("zindrake ", 200_000) + `"}`,
		"",
	}, "\n")
}

func (k talk) jsonl(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for i, l := range k.lines {
		m := map[string]string{"user": k.user, "id": fmt.Sprint("m", i), "text": l}
		if id, ok := strings.CutPrefix(l, "/"); ok {
			delete(m, "text")
			m["choice"] = id
		}
		line, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

// program runs the program as a process of its own.
func program(t *testing.T, key, stdin string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asIntake+"=1", "INTAKE_CONFIG=", "INTAKE_TZ=UTC", "INTAKE_KEY="+key)
	cmd.Stdin = strings.NewReader(stdin)
	var out, bad bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &bad
	err = cmd.Run()
	return out.String(), bad.String(), err
}

// without reports words that are found where they must not be, whatever their
// letters' case.
func without(t *testing.T, where, text string, words []string) {
	t.Helper()
	lower := strings.ToLower(text)
	for _, w := range words {
		if i := strings.Index(lower, w); i >= 0 {
			t.Errorf("%s holds %q: %.200q", where, w, text[max(0, i-80):])
		}
	}
}

// onDisk is all that lies in a directory, and the names of its files.
func onDisk(t *testing.T, dir string) (content, names string) {
	t.Helper()
	var all, named strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		named.WriteString(d.Name() + "\n")
		if d.Type().IsRegular() {
			raw, err := os.ReadFile(path)
			all.Write(raw)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String(), named.String()
}

// TestCanaries has patients of every kind say words that occur nowhere else,
// with all that can be logged logged, and looks for these words wherever they
// do not belong.
func TestCanaries(t *testing.T) {
	all := slices.Clone(oddWords)
	input := oddLines()
	for _, k := range talks(t) {
		all = append(all, k.words...)
		input += k.jsonl(t)
	}
	for _, key := range []string{"", testKey} {
		t.Run(map[bool]string{true: "sealed", false: "unsealed"}[key != ""], func(t *testing.T) {
			dir := t.TempDir()
			out, logged, err := program(t, key, input, "chat", "--jsonl", "--debug", "--data", dir)
			if err != nil {
				t.Fatalf("%v\n%s", err, logged)
			}
			if n := strings.Count(logged, "msg=turn"); n < 50 {
				t.Errorf("only %d turns were logged: the test does not bite", n)
			}
			without(t, "the log", logged, all)
			last := map[string]dialog.Phase{}
			for line := range strings.Lines(out) {
				if strings.HasPrefix(line, `{"error"`) {
					without(t, "an error", line, all)
				}
				var a struct {
					User  string
					State dialog.Phase
				}
				if err := json.Unmarshal([]byte(line), &a); err != nil {
					t.Fatal(err)
				}
				last[a.User] = a.State
			}
			content, names := onDisk(t, dir)
			without(t, "a file's name", names, all)
			rows, _, err := program(t, key, "", "list", "--data", dir)
			if err != nil {
				t.Fatal(err)
			}
			for row := range strings.Lines(rows) {
				if !strings.Contains(row, string(dialog.PhaseDeclined)) && !strings.Contains(row, string(dialog.PhaseWithdrawn)) {
					continue
				}
				said, _, err := program(t, key, "", "show", strings.Fields(row)[0], "--transcript", "--data", dir)
				if err != nil || !strings.Contains(said, "bot: ") {
					t.Errorf("show --transcript: %v %q", err, said)
				}
				without(t, "the transcript of one who is gone", said, all)
			}
			for _, k := range talks(t) {
				if last[k.user] != k.ends {
					t.Errorf("the talk of %s ended in %s, not %s", k.user, last[k.user], k.ends)
				}
				switch {
				case key != "" || !k.kept:
					without(t, "the data of "+k.user, content, k.words)
				case !strings.Contains(strings.ToLower(content), k.words[0]):
					t.Errorf("the data does not hold %q: the test does not bite", k.words[0])
				}
				if !k.kept {
					continue
				}
				if out, bad, err := program(t, key, "", "erase", "jsonl:"+k.user, "--yes", "--data", dir); err != nil {
					t.Errorf("erase: %v\n%s%s", err, out, bad)
				}
				content, _ := onDisk(t, dir)
				without(t, "the data after erasing", content, k.words)
			}
			if out, bad, err := program(t, key, "", "verify", "--data", dir); err != nil {
				t.Errorf("verify: %v\n%s%s", err, out, bad)
			}
		})
	}
}

// TestCanariesInErrors makes things fail under a patient's words: none of
// them is in what operators read.
func TestCanariesInErrors(t *testing.T) {
	k := talks(t)[0]
	dir := t.TempDir()
	if _, bad, err := program(t, "", k.jsonl(t), "chat", "--jsonl", "--data", dir); err != nil {
		t.Fatalf("%v\n%s", err, bad)
	}

	t.Run("store closed", func(t *testing.T) {
		var logged bytes.Buffer
		w := &world{ctx: context.Background(), env: settings{zone: time.UTC}, stderr: &logged, debug: true}
		h, err := openHouse(w, dataFlag{dir}, flowFlag{}, "", "test")
		if err != nil {
			t.Fatal(err)
		}
		if err := h.db.Close(); err != nil {
			t.Fatal(err)
		}
		m := dialog.Message{Channel: "jsonl", User: k.user, ID: "xylofern", Said: kind.Said{Text: "vexifer"}}
		if _, err = bot.New(h.engine, h.db, h.zone, h.log).Take(w.ctx, m); err == nil {
			t.Fatal("a closed store took a message")
		}
		without(t, "the error", err.Error()+logged.String(), k.words)
	})

	t.Run("damaged data", func(t *testing.T) {
		whole, err := os.ReadFile(filepath.Join(dir, "intake.db"))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range append([]string{"U-quillabrix"}, "Zanthorpe", "vexifer", "wimbling") {
			if !bytes.Contains(whole, []byte(w)) {
				t.Fatalf("%q is not in the data", w)
			}
			broken := t.TempDir()
			// Every copy: some lie in pages that were freed, where nothing
			// reads them.
			damaged := []byte(w)
			damaged[len(w)-1] ^= 0xff
			raw := bytes.ReplaceAll(whole, []byte(w), damaged)
			if err := os.WriteFile(filepath.Join(broken, "intake.db"), raw, 0o600); err != nil {
				t.Fatal(err)
			}
			words := append(slices.Clone(k.words), w[:len(w)-1])
			for i, w := range words {
				words[i] = strings.ToLower(w)
			}
			list, bad, _ := program(t, "", "", "list", "--data", broken)
			without(t, "list", list+bad, words)
			out, bad, err := program(t, "", "", "verify", "--data", broken)
			without(t, "verify", out+bad, words)
			if err == nil {
				t.Errorf("verify does not find the damage to %q", w)
			}
			if ids := strings.Fields(list); len(ids) > 0 {
				_, bad, _ = program(t, "", "", "show", ids[0], "--data", broken)
				without(t, "show", bad, words)
			}
			out, bad, _ = program(t, "", `{"user":"U-quillabrix","text":"hello"}`, "chat", "--jsonl", "--debug", "--data", broken)
			without(t, "chat", bad, words)
			if strings.Contains(out, `"error"`) {
				without(t, "an error of chat", out, words)
			}
		}
	})
}
