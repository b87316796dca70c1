package cond

import (
	"maps"
	"slices"
	"strings"
)

// oneOf says that one of a list was expected.
func oneOf(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return "one of " + strings.Join(list, ", ")
}

// groups lists the names of groups or sets as they are written.
func groups[V any](m map[string]V) string {
	list := slices.Sorted(maps.Keys(m))
	for i, name := range list {
		list[i] = "@" + name
	}
	return oneOf(list)
}

// noItem says that t names no item, and which one may have been meant.
func (p *parser) noItem(t token) *Error {
	best, least := "", len(t.text)/3+2
	for i := range p.schema.Items.Len() {
		id := string(p.schema.Items.ID(i))
		if max(len(id)-len(t.text), len(t.text)-len(id)) >= least {
			continue
		}
		if d := distance(t.text, id); d < least {
			best, least = id, d
		}
	}
	if best == "" {
		return t.fault("the id of an item, age, disposition or declined", "no item is called %q", t.text)
	}
	return t.fault("", "no item is called %q, did you mean %s?", t.text, best)
}

// distance counts the letters to change, add or drop to make b of a; two
// letters that changed places count once.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
