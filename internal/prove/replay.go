package prove

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"intake/internal/dialog"
	"intake/internal/triage"
)

// saying checks that the words of the turn contain some words.
func saying(words string) func(dialog.Turn) string {
	want := folded(words)
	return func(t dialog.Turn) string {
		var all []string
		for _, r := range t.Replies {
			all = append(all, r.Text)
		}
		if got := strings.Join(all, " "); !strings.Contains(folded(got), want) {
			return fmt.Sprintf("the bot said %q", shortened(got))
		}
		return ""
	}
}

func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 300 {
		return string(r[:300]) + " ..."
	}
	return s
}

// expectation reads one of the lines that tell what a turn did.
func expectation(word, rest string) (func(dialog.Turn) string, error) {
	if word == "no" {
		word, rest, _ = strings.Cut(rest, " ")
		yes, err := expectation(word, strings.TrimSpace(rest))
		if err != nil || !slices.Contains(deniable, word) {
			return nil, fmt.Errorf("no line says %q", "no "+word)
		}
		return func(t dialog.Turn) string {
			if yes(t) == "" {
				return "it did"
			}
			return ""
		}, nil
	}
	is := func(got func(dialog.Turn) string) (func(dialog.Turn) string, error) {
		return func(t dialog.Turn) string {
			if g := got(t); g != rest {
				return fmt.Sprintf("%s is %q", word, g)
			}
			return ""
		}, nil
	}
	switch word {
	case "asking":
		return is(func(t dialog.Turn) string { return string(t.Asking) })
	case "state":
		return is(func(t dialog.Turn) string { return string(t.State) })
	case "triage":
		return is(func(t dialog.Turn) string { return t.Triage.String() })
	case "faq":
		return is(func(t dialog.Turn) string {
			if t.FAQ == nil {
				return ""
			}
			return t.FAQ.ID
		})
	case "flag":
		return func(t dialog.Turn) string {
			if !slices.Contains(t.Flags, triage.RuleID(rest)) {
				return fmt.Sprintf("the flags are %v", t.Flags)
			}
			return ""
		}, nil
	case "done":
		return func(t dialog.Turn) string {
			if !t.Done {
				return "it goes on, asking " + string(t.Asking)
			}
			return ""
		}, nil
	case "alert", "handoff", "amend", "call", "forget":
		return func(t dialog.Turn) string {
			if !slices.ContainsFunc(t.Effects, func(e dialog.Effect) bool { return string(e.Kind) == word }) {
				return fmt.Sprintf("the effects are %v", t.Effects)
			}
			return ""
		}, nil
	}
	return nil, fmt.Errorf("no line of a talk begins with %q", word)
}

// deniable are the lines that "no" can stand before.
var deniable = []string{"flag", "done", "alert", "handoff", "amend", "call", "forget"}

// talkStart is when a talk takes place that does not say.
var talkStart = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// betweenMessages is how long a patient takes to answer.
const betweenMessages = 20 * time.Second

// replay has the conversation that src holds with e, and returns each line
// that did not come true, with its place, and the rules that fired at any
// time.
func replay(e *dialog.Engine, name string, src []byte) (findings, map[triage.RuleID]bool) {
	t, bad := parseTalk(name, src)
	f, fired := findings(bad), map[triage.RuleID]bool{}
	now := talkStart
	var s dialog.State
	var turn dialog.Turn
	for _, a := range t.acts {
		switch {
		case !a.at.IsZero():
			now = a.at
		case a.later > 0:
			now = now.Add(a.later)
		case a.said != nil:
			now = now.Add(betweenMessages)
			in := dialog.Spoke{Message: dialog.Message{Channel: "talk", User: name, At: now, Said: *a.said}}
			s, turn = e.Step(s, in, now)
			for _, id := range turn.Flags {
				fired[id] = true
			}
		default:
			if wrong := a.check(turn); wrong != "" {
				f.fault(a.where(name), "%q did not come true: %s", a.text, wrong)
			}
		}
	}
	return f, fired
}

// replayed is what came of replaying a folder's talks.
type replayed struct {
	Count    int
	Findings []Finding
	// Untouched are the rules that no talk made fire.
	Untouched []triage.RuleID
}

// replayAll replays the talks of a flow folder: talks/*.txt.
func replayAll(e *dialog.Engine, fsys fs.FS) (replayed, error) {
	names, err := fs.Glob(fsys, "talks/*.txt")
	if err != nil {
		return replayed{}, fmt.Errorf("find talks: %w", err)
	}
	out := replayed{Count: len(names)}
	fired := map[triage.RuleID]bool{}
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return replayed{}, fmt.Errorf("read talk: %w", err)
		}
		f, rules := replay(e, name, src)
		out.Findings = append(out.Findings, f...)
		for id := range rules {
			fired[id] = true
		}
	}
	for i := range e.Rules.List {
		if id := e.Rules.List[i].ID; !fired[id] {
			out.Untouched = append(out.Untouched, id)
		}
	}
	return out, nil
}
