package triage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"intake/internal/cond"
	"intake/internal/content"
	"intake/internal/flow"
	"intake/internal/item"
	"intake/internal/triage"
)

// day is the day on which the cases' ages count.
var day = time.Date(2026, 3, 15, 9, 0, 0, 0, time.UTC)

// An intake is the flow that comes with the program, with its rules.
type intake struct {
	flow  *flow.Flow
	rules *triage.Rules
}

var massage = sync.OnceValues(func() (intake, error) {
	folder, err := content.Load(os.DirFS("../../flows/massage"), "")
	if err != nil {
		return intake{}, err
	}
	f, faults := flow.Compile(folder)
	if faults != nil {
		return intake{}, faults
	}
	rules, faults := triage.Compile(folder, f.Schema)
	if faults != nil {
		return intake{}, faults
	}
	return intake{f, rules}, nil
})

func loaded(t testing.TB) intake {
	t.Helper()
	in, err := massage()
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// A trial is one line of a table of cases: what a rule says to each of some
// answers.
type trial struct {
	place   string
	rule    triage.RuleID
	want    cond.Truth
	answers []item.Answers
}

var verdicts = map[string]cond.Truth{"fires": cond.True, "silent": cond.False, "waits": cond.Unknown}

// trials reads the tables in testdata.
func trials(t testing.TB) []trial {
	t.Helper()
	in := loaded(t)
	r := reader{intake: in, groups: groups(t)}
	files, err := filepath.Glob("testdata/cases_*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var all []trial
	for _, file := range files {
		for n, line := range lines(t, file) {
			words := strings.Fields(line)
			if len(words) == 0 {
				continue
			}
			place := fmt.Sprintf("%s:%d: %s", file, n+1, line)
			if len(words) < 3 {
				t.Fatalf("%s: too short", place)
			}
			want, ok := verdicts[words[1]]
			if !ok {
				t.Fatalf("%s: no verdict", place)
			}
			answers, err := r.answers(in.closed(), words[2:])
			if err != nil {
				t.Fatalf("%s: %v", place, err)
			}
			all = append(all, trial{place, triage.RuleID(words[0]), want, answers})
		}
	}
	return all
}

func lines(t testing.TB, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(string(data), "\n")
	for i, l := range list {
		l, _, _ = strings.Cut(l, "#")
		list[i] = strings.Join(strings.Fields(l), " ")
	}
	return list
}

func groups(t testing.TB) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, l := range lines(t, "testdata/groups.txt") {
		if name, regions, ok := strings.Cut(l, " = "); ok {
			all[name] = strings.Fields(regions)
		}
	}
	return all
}

// closed returns answers to nothing, all questions closed.
func (in intake) closed() item.Answers {
	a := item.NewAnswers(in.flow.Schema.Items)
	a.Day = day
	for _, q := range in.flow.Questions {
		a.Set(q.At, item.Answer{Status: item.NotApplicable})
	}
	return a
}

// one returns the answers that words say, all else closed.
func (in intake) one(t testing.TB, words string) item.Answers {
	t.Helper()
	list, err := reader{intake: in}.answers(in.closed(), strings.Fields(words))
	if err != nil || len(list) != 1 {
		t.Fatalf("%s: %d answers, %v", words, len(list), err)
	}
	return list[0]
}

// A reader reads answers as the tables write them; testdata/cases_em.txt
// tells how.
type reader struct {
	intake
	groups map[string][]string
}

// answers returns base with each combination of what words say.
func (r reader) answers(base item.Answers, words []string) ([]item.Answers, error) {
	all := []item.Answers{base}
	for _, w := range words {
		at, list, err := r.word(w)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w, err)
		}
		var next []item.Answers
		for _, a := range all {
			for _, to := range list {
				b := a.Clone()
				b.Set(at, to)
				next = append(next, b)
			}
		}
		all = next
	}
	return all, nil
}

// word reads "item=value": which item, and each answer meant.
func (r reader) word(w string) (int, []item.Answer, error) {
	id, text, ok := strings.Cut(w, "=")
	id, but := strings.CutSuffix(id, "!")
	q := r.flow.Question(item.ID(id))
	if id == "age" {
		q = r.flow.Question(r.flow.Schema.DOB)
	}
	if !ok || q == nil {
		return 0, nil, fmt.Errorf("no item %q", id)
	}
	list := strings.Split(text, "|")
	if name, ok := strings.CutPrefix(text, "@"); ok {
		if list, ok = r.groups[name]; !ok {
			return 0, nil, fmt.Errorf("no group %q", name)
		}
	}
	if but {
		var err error
		if list, err = r.others(q, list); err != nil {
			return 0, nil, err
		}
	}
	var out []item.Answer
	for _, s := range list {
		a, err := r.value(q, s, id == "age")
		if err != nil {
			return 0, nil, err
		}
		out = append(out, a)
	}
	return q.At, out, nil
}

// others lists what is not in but, and for "a|b+c" joins c to each.
func (r reader) others(q *flow.Question, but []string) ([]string, error) {
	last := len(but) - 1
	text, with, joined := strings.Cut(but[last], "+")
	but = append(slices.Clone(but[:last]), text)
	options := r.flow.Schema.Options[q.ID]
	if q.Kind.Type() == item.Bool {
		options = []string{"true", "false"}
	}
	var out []string
	for _, o := range options {
		switch {
		case slices.Contains(but, o), joined && o == "none":
		case joined:
			out = append(out, o+","+with)
		default:
			out = append(out, o)
		}
	}
	for _, o := range but {
		if !slices.Contains(options, o) {
			return nil, fmt.Errorf("no option %q", o)
		}
	}
	if !joined {
		out = append(out, "declined")
	}
	return out, nil
}

func (r reader) value(q *flow.Question, s string, age bool) (item.Answer, error) {
	switch s {
	case "open":
		return item.Answer{}, nil
	case "declined":
		return item.Answer{Status: item.Declined}, nil
	case "null":
		return item.Answer{Status: item.None}, nil
	}
	a := item.Answer{Status: item.Given}
	var ok bool
	if s, ok = strings.CutPrefix(s, "partial:"); ok {
		a.Status = item.Partial
	}
	if age {
		return born(s)
	}
	var err error
	switch q.Kind.Type() {
	case item.Bool:
		if s != "true" && s != "false" {
			return a, fmt.Errorf("%q is no yes or no", s)
		}
		a.Value = item.BoolOf(s == "true")
	case item.Number:
		var n float64
		n, err = strconv.ParseFloat(s, 64)
		a.Value = item.NumberOf(n)
	case item.Date:
		a.Value = item.DateOf(s)
	case item.Text:
		a.Value = item.TextOf(s)
	default:
		list := strings.Split(s, ",")
		for _, o := range list {
			if !slices.Contains(r.flow.Schema.Options[q.ID], o) {
				return a, fmt.Errorf("no option %q", o)
			}
		}
		if a.Value = item.OptionsOf(list...); q.Kind.Type() == item.Option {
			a.Value = item.OptionOf(s)
		}
	}
	return a, err
}

// born returns the date of birth of someone who turns that old on the day, or
// with eve: on the day after.
func born(s string) (item.Answer, error) {
	s, eve := strings.CutPrefix(s, "eve:")
	years, err := strconv.Atoi(s)
	date := day.AddDate(-years, 0, 0)
	if eve {
		date = date.AddDate(0, 0, 1)
	}
	return item.Answer{Status: item.Given, Value: item.DateOf(date.Format(time.DateOnly))}, err
}
