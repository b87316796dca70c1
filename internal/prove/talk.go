package prove

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// A talk is a file of the folder talks: one conversation with what must come
// of it, a line each. Lines that begin with # say nothing.
//
//	title: a runner with a sore calf
//	at 2026-03-02T10:00:00Z     the time from here on
//	later 14d                   time passes (m, h, d)
//	patient: left knee, 3 weeks a typed message
//	press: yes                  a pressed button, or several: none, fever
//
// The lines below tell what the turn before them did:
//
//	bot: is that left           its words contain this, in any case and spacing
//	asking pain.now             the item asked; alone: none is
//	understood pain.now = 7     an item recorded; null for declined or none
//	state symptoms              the phase
//	triage urgent               the overall disposition
//	flag adp.preg               a rule that holds; with "no" before it: does not
//	faq cost                    the entry answered; alone: none was
//	alert                       what must happen: also handoff, amend, call,
//	                            forget; with "no" before it: must not
//	done                        nothing more is asked; also with "no"
type talk struct {
	name  string
	title string
	acts  []act
}

// An act is one line that does something.
type act struct {
	line  int
	text  string // as written, for messages
	at    time.Time
	later time.Duration
	said  *kind.Said
	check func(dialog.Turn) string // what is wrong, "" for nothing
}

var duration = regexp.MustCompile(`^(\d{1,5})([mhd])$`)

// parseTalk reads a talk. What cannot be read becomes a finding.
func parseTalk(name string, src []byte) (*talk, []Finding) {
	t := &talk{name: name}
	var f findings
	spoken := false
	for i, raw := range strings.Split(string(src), "\n") {
		text := strings.TrimSpace(raw)
		if text == "" || text[0] == '#' {
			continue
		}
		a := act{line: i + 1, text: text}
		if rest, ok := strings.CutPrefix(text, "title:"); ok {
			t.title = strings.TrimSpace(rest)
			continue
		}
		if err := a.parse(text); err != nil {
			f.fault(a.where(name), "%v", err)
			continue
		}
		if a.check != nil && !spoken {
			f.fault(a.where(name), "nothing was said before %q", text)
			continue
		}
		spoken = spoken || a.said != nil
		t.acts = append(t.acts, a)
	}
	if !spoken {
		f.fault(name, "the talk says nothing")
	}
	return t, f
}

func (a *act) where(name string) string { return name + ":" + strconv.Itoa(a.line) }

func (a *act) parse(text string) error {
	if said, ok := strings.CutPrefix(text, "patient:"); ok {
		a.said = &kind.Said{Text: strings.TrimSpace(said)}
		return nil
	}
	if ids, ok := strings.CutPrefix(text, "press:"); ok {
		list := fields(ids)
		switch len(list) {
		case 0:
			return fmt.Errorf("press names no button")
		case 1:
			a.said = &kind.Said{Choice: list[0]}
		default:
			a.said = &kind.Said{Choices: list}
		}
		return nil
	}
	if words, ok := strings.CutPrefix(text, "bot:"); ok {
		a.check = saying(words)
		return nil
	}
	word, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "at":
		at, err := time.Parse(time.RFC3339, rest)
		if err != nil {
			return fmt.Errorf("%q is no time such as 2026-03-02T10:00:00Z", rest)
		}
		a.at = at
		return nil
	case "later":
		m := duration.FindStringSubmatch(rest)
		if m == nil {
			return fmt.Errorf("%q is no time such as 14d, 3h or 20m", rest)
		}
		n, _ := strconv.Atoi(m[1])
		a.later = time.Duration(n) * map[string]time.Duration{"m": time.Minute, "h": time.Hour, "d": 24 * time.Hour}[m[2]]
		return nil
	case "understood":
		return a.understood(rest)
	}
	check, err := expectation(word, rest)
	if err != nil {
		return err
	}
	a.check = check
	return nil
}

// fields reads a list with commas.
func fields(s string) []string {
	var out []string
	for x := range strings.SplitSeq(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// understood reads "item = value".
func (a *act) understood(s string) error {
	id, want, ok := strings.Cut(s, "=")
	id, want = strings.TrimSpace(id), strings.TrimSpace(want)
	if !ok || id == "" || want == "" {
		return fmt.Errorf("understood wants an item, =, and a value")
	}
	a.check = func(t dialog.Turn) string {
		var heard []string
		for _, h := range t.Understood {
			if string(h.Item) == id {
				got, _ := json.Marshal(h.Value)
				if same(string(got), want) {
					return ""
				}
				return fmt.Sprintf("understood %s = %s", id, got)
			}
			heard = append(heard, string(h.Item))
		}
		if len(heard) == 0 {
			return "nothing was understood"
		}
		return "understood only " + strings.Join(heard, ", ")
	}
	return nil
}

// same compares a value as JSON with one as written: as JSON, as bare words,
// or as a list with commas.
func same(got, want string) bool {
	if bare, err := json.Marshal(want); got == want || err == nil && got == string(bare) {
		return true
	}
	var a, b any
	if json.Unmarshal([]byte(got), &a) != nil {
		return false
	}
	if json.Unmarshal([]byte(want), &b) == nil {
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		return string(x) == string(y)
	}
	if _, list := a.([]any); list {
		ids, _ := json.Marshal(fields(want))
		return got == string(ids)
	}
	return false
}
