package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"intake/flows"
	"intake/internal/content"
	"intake/internal/dialog"
	"intake/internal/triage"
)

// Where the ear learns from, seen from its package. Lists called held are for
// judging alone.
const (
	safetyLists = "../eval/testdata/safety/learn-*.jsonl"
	answerLists = "../eval/testdata/answers/learn-*.jsonl"
	sayingLists = "../eval/testdata/says/learn-*.jsonl"
	turnLists   = "../eval/testdata/turns/learn-*.jsonl"
	mixedLists  = "../eval/testdata/several/learn-*.jsonl"
	peopleLists = "testdata/people/*.txt"
	complaints  = "testdata/complaints.txt"
)

// ear makes ear.bin in the present directory, and prints what it does for
// lists that were left out.
func ear() error {
	folder, err := content.Load(flows.Massage(), "")
	if err != nil {
		return err
	}
	net, faults := triage.NewNet(folder.Signs, folder.Scope)
	if len(faults) > 0 {
		return fmt.Errorf("%d faults in signs or scope: run `intake flow check`", len(faults))
	}
	e, err := dialog.Load(flows.Massage(), dialog.Options{PatternsOnly: true})
	if err != nil {
		return err
	}
	lines, err := earLines(folder)
	if err != nil {
		return err
	}
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	kept := lines[:0]
	for _, l := range lines {
		heard := e.Hears(l.Text, now)
		l.Alarm, l.Torn = heard == dialog.Alarm, heard == dialog.Torn
		// Nobody has looked through the ordinary lines for emergencies.
		if l.List == "people" || strings.HasPrefix(l.List, "learn-") || heard == dialog.Quiet {
			kept = append(kept, l)
		}
	}
	file, reports := triage.LearnEar(net, kept)
	for _, r := range reports {
		fmt.Println(r)
	}
	fmt.Printf("%+v\n", reports[0].Limits)
	return os.WriteFile("ear.bin", file, 0o644)
}

// earLines gathers what the ear learns from.
func earLines(folder *content.Folder) ([]triage.EarLine, error) {
	var out []triage.EarLine
	for _, l := range folder.Questions.Parsed().Lines {
		out = append(out, triage.EarLine{Text: l.Text, List: "question " + l.List, Ordinary: true})
	}
	for _, pattern := range []string{safetyLists, answerLists, sayingLists, turnLists, mixedLists, peopleLists, complaints} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("no lists %s: run in internal/triage", pattern)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			list := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
			for line := range bytes.Lines(data) {
				if line = bytes.TrimSpace(line); len(line) == 0 {
					continue
				}
				if pattern == complaints {
					out = append(out, triage.EarLine{Text: string(line), List: "complaints", Intake: true})
					continue
				}
				if pattern == peopleLists {
					out = append(out, triage.EarLine{Text: string(line[2:]), List: "people", Emergency: line[0] == '+'})
					continue
				}
				var c struct {
					Text, Item, Type string
					Expect           any
				}
				if err := json.Unmarshal(line, &c); err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
				// Choices are often signs, and told as such.
				if strings.HasPrefix(c.Item, "redflag.") || c.Type == "choice" || c.Type == "multi" {
					continue
				}
				l := triage.EarLine{Text: c.Text, List: list, Emergency: c.Expect == "emergency"}
				switch pattern {
				case turnLists:
					l.List, l.Intake = "turns", true
				case mixedLists:
					l.List, l.Intake = "several", true
				case answerLists, sayingLists:
					l.List, l.Ordinary = "answers "+list, true
				}
				out = append(out, l)
			}
		}
	}
	return out, nil
}
