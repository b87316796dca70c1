// Package eval judges how well the program reads people, on written lists of
// what they type.
//
// Each list under testdata is one JSON line a case, written by one imagined
// kind of writer without sight of the rules or of other lists. Lists called
// learn are read while rules are made; lists called held are opened by this
// package alone, and only their totals are looked at. What a list holds
// depends on its folder:
//
//	answers    one message to one question, as `intake read` takes it, and what should be recorded
//	safety     one message, and whether it tells of an emergency
//	several    one message in a conversation, and all the items it should fill
//	turns      a correction, digression or move in a conversation
//	says       ways to give each answer, of which whole conversations are made
//	questions  questions to the clinic, and the entry that answers them, or null
package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"intake/internal/dialog"
)

// A Verdict says what became of one case.
type Verdict uint8

// The verdicts.
const (
	Right  Verdict = iota
	Wrong          // something was recorded, or told, that should not be
	Missed         // nothing wrong was recorded, but what should be was not
	Broken         // the case does not fit the flow: its list must be mended
)

// A Result is one case and what became of it.
type Result struct {
	Set, Kind, List string
	Line            int
	Verdict         Verdict
	// Got and Want are for the eyes of whoever makes rules; they hold words
	// of invented patients only.
	Text, Got, Want string
}

// Sets are the folders of lists, in the order they are shown.
var Sets = []string{"answers", "safety", "several", "turns", "says", "questions"}

// A judge reads one line of a list.
type judge func(e *dialog.Engine, line []byte) (Result, error)

var judges = map[string]judge{
	"answers": judgeAnswer,
	"safety":  judgeSafety,
	"several": judgeSeveral,
	"turns":   judgeTurn,
}

// Run judges every list of one set that keep accepts.
func Run(e *dialog.Engine, fsys fs.FS, set string, keep func(list string) bool) ([]Result, error) {
	var out []Result
	files, err := fs.Glob(fsys, path.Join(set, "*.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("eval %s: %w", set, err)
	}
	for _, name := range files {
		list := strings.TrimSuffix(path.Base(name), ".jsonl")
		if !keep(list) {
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("eval %s: %w", set, err)
		}
		var results []Result
		switch set {
		case "says":
			results, err = talks(e, data)
		case "questions":
			results, err = questions(e, data)
		default:
			results, err = lines(e, judges[set], data)
		}
		if err != nil {
			return nil, fmt.Errorf("eval %s: %w", name, err)
		}
		for i := range results {
			results[i].Set, results[i].List = set, list
		}
		out = append(out, results...)
	}
	return out, nil
}

func lines(e *dialog.Engine, j judge, data []byte) ([]Result, error) {
	var out []Result
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		r, err := j(e, line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		r.Line = n
		out = append(out, r)
	}
	return out, nil
}

// eachLine decodes JSON lines.
func eachLine[T any](data []byte, f func(n int, v T) error) error {
	in := bufio.NewScanner(bytes.NewReader(data))
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := f(n, v); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return in.Err()
}
