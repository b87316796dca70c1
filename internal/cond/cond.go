// Package cond is the language of conditions over answers in which a clinic
// writes when a question is asked and when a rule fires:
//
//	pregnancy.status == yes and not (pregnancy.weeks >= 13)
//
// It has comparisons (==, <, <=, >=, >), has, in @group, answered, and the
// connectives and, or, not with brackets; "and" binds tighter than "or".
// Three items are derived: age, disposition and declined ("declined in
// @safety"). There are no calls and no loops, so that every rule can be read
// aloud, printed, drawn, and turned into FHIR enableWhen.
//
// Truth is three-valued. A comparison is Unknown only while its question can
// still be asked; once it has been answered, declined or turned out not to
// apply, a comparison on a missing value is False and its negation True.
package cond

import "intake/internal/item"

// A Truth is the value of a condition. The order is the point: and is the
// least of its parts, or the greatest.
type Truth int8

// The three truths.
const (
	False Truth = iota
	Unknown
	True
)

// A Cond is a condition over answers. A question that can still be asked
// makes it Unknown, not false.
type Cond interface {
	// Eval never allocates.
	Eval(item.Answers) Truth
	// Items lists what it reads, each once, in the order written; derived
	// items are not among them (age reads the date of birth and lists that).
	Items() []item.ID
	// String prints it so that Parse reads the same condition again.
	String() string
	isCond()
}

// A Schema is what conditions are typed against.
type Schema struct {
	Items   *item.Schema
	Options map[item.ID][]string // option ids of choice, several-choice and region items
	Groups  map[string][]string  // "leg": region ids
	Sets    map[string][]item.ID // "safety": items, for declined in @safety
	// DOB is the item that age counts from; "" where the flow asks none.
	DOB item.ID
	// Dispositions in order, routine first.
	Dispositions []string
}
