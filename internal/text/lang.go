package text

import (
	"maps"
	"strings"
	"time"
)

// A language is one table of words: all that differs between languages.
// Words stand in it folded.
type language struct {
	code string
	// short are forms of chat and what they stand for.
	short map[string]string
	// contrast are words that end a clause: but.
	contrast map[string]bool
	// joining are words with no meaning at the end of what is left of a
	// message: and, with.
	joining map[string]bool
	and     map[string]bool
	small   map[string]bool // the, is: no meaning of their own
	// common are the words that sentences are held together by and that no
	// other language here has.
	common map[string]bool
	// marks are letters and signs that no other language here has.
	marks string

	numberWords
	measureWords
	dateWords
	spanWords
	answerWords
	stateWords
	mannerWords
	moveWords
	sayWords
}

// numberWords are those of numbers and ranges.
type numberWords struct {
	ones, tens, ordinals, multiples map[string]float64
	hundreds                        phrases[float64] // a hundred
	amounts                         phrases[float64] // a couple of
	halves                          phrases[float64] // and a half
	zero, point                     map[string]bool
	about                           map[string]bool
	between                         map[string]bool
	to                              phrases[string] // what joins a range: "or", "to", or "and" after between
	outOf                           phrases[bool]   // before a whole: out of
	of                              phrases[bool]   // also before a whole, but only after a number
	scaleOf                         phrases[bool]   // before the ends of a scale that is only named
	oneAfter, oneBefore             map[string]bool // words after which "one" counts, and before which it does not
	bounding                        phrases[bool]   // more than
	clock                           map[string]bool
	plural                          string // how the plural of things ends
	percent                         map[string]bool
	notThings                       map[string]bool // words that only end so
	past, present                   map[string]bool // tell a number of then from one of now
	degrees                         map[string]bool // how bad, where a number was asked

	tensAnd                 map[string]bool  // between tens and ones: treinta y uno
	ordinalEnds             map[string]bool  // tight after digits: 1ro
	clockBefore, clockAfter phrases[bool]    // at 7, 7 in the morning
	labels                  map[string]bool  // before a number that is a name: type 2
	times                   phrases[float64] // once
	another                 map[string]bool  // counts one more
	howMany                 phrases[bool]    // how a question for a count begins
	nothing                 phrases[bool]    // there is none, where things are counted; true where it needs no more words
	anyOf                   map[string]bool  // say the same: don't have any
	enough                  map[string]bool  // after which it says how many instead: not enough
	stops                   map[string]bool  // end what a question counts
	had                     map[string]bool  // makes an age of years
	now, worst, least       map[string]bool  // which of several scores
	longPast                map[string]bool  // plainly not now: yesterday
	corrects                phrases[bool]    // takes back what was said before: no wait; false for words that only look so
	denies                  phrases[bool]    // not
	soft                    map[string]bool  // corrects that may only explain: so
	odd                     phrases[bool]    // after a number that is only about: 80 something
	atClock, dayTimes       map[string]bool  // at, and what one does then: woke up at 6
	below, above, negated   map[string]bool  // under, over; doesn't
	leaving                 map[string]bool  // before the number that it was: down from 9
	nearly                  map[string]bool  // almost, before a word of none
	having                  map[string]bool  // before a number of things: took 2 aspirin
	uncounted               map[string]bool  // things that are counted without a plural: 2 advil
	passing                 map[string]bool  // may stand between those and what they are said of
}

// measureWords are those of lengths, weights and volumes.
type measureWords struct {
	measures      map[string]Measure
	tightMeasures map[string]Measure // only right after digits: g
	counted       []likes            // words for the same countable things
}

// likes are words for things of which some are asked for by heads.
type likes struct{ heads, words map[string]bool }

// dateWords are those of days, months and years.
type dateWords struct {
	dayFirst             bool // 14/3, not 3/14
	months               map[string]int
	weekdays             map[string]time.Weekday
	unlikely             map[string]bool // months and weekdays that are words besides
	seasons              map[string]int
	relative             phrases[shift]
	holidays             phrases[holiday]
	atAge, ageNow, ahead phrases[bool]
	dateCue              map[string]bool // makes a date of an unlikely word
	within, old, due     map[string]bool
	ago, last, next      map[string]bool
	the, inOf            map[string]bool
	nearDate             map[string]bool // may stand before a date and goes with it

	agoBefore, lastAfter      map[string]bool // hace tres dias, el lunes pasado
	nextAfter                 phrases[bool]   // el lunes que viene
	dayPart                   map[string]bool // before a morning, which is not tomorrow
	after, before, afterAlone phrases[bool]   // days after; the day after
	birthday                  phrases[bool]
	yearOf                    map[string]bool // of, before a year: del 24
	this, plans               map[string]bool // this Friday; will
	dayWord                   map[string]bool // day, before its number
	middle, late              map[string]bool // parts of a month
	until                     phrases[bool]   // till now
	others                    map[string]bool // whose date it may be
	kin, does, me             map[string]bool // my brother had; I
}

// spanWords are those of durations.
type spanWords struct {
	units, tightUnits map[string]Unit  // tight: only right after digits
	singular          map[string]bool  // units in the singular
	one, more         map[string]bool  // a; "full" in "3 full weeks"
	halfOf            phrases[float64] // half a
	aside             map[string]bool  // before a time that is not the whole: "worse for two days"
	spans             phrases[Part]    // a fortnight
	vague, allLife    phrases[bool]
	sinceWords, rate  map[string]bool
	rates             phrases[bool]   // how often: a day, per week
	loosely           phrases[bool]   // between a number and its unit: or so
	nearSpan          map[string]bool // may stand before a duration and goes with it
}

// answerWords are those of yes and no.
type answerWords struct {
	answers phrases[role]
	asides  map[string]bool
	bareYes map[string]bool // yes and nothing less
	bareNo  map[string]bool // a no that may belong to the next word
	afterNo map[string]bool // words before which it does not
	shortNo int             // how many words a clause has at most that is a no all the same
	// sideWords also tell a side, a likelihood or a time: they say yes only
	// alone.
	sideWords map[string]bool
	// requests begin questions that ask for agreement.
	requests phrases[bool]
	maybes   map[string]bool // perhaps
}

// mannerWords are those of greetings, questions and names.
type mannerWords struct {
	polite    phrases[bool] // greetings, please, thanks
	asking    phrases[bool] // how a question begins
	askWords  map[string]bool
	askInside map[string]bool // make a question of what ends in its mark
	noMore    phrases[bool]   // that's all
	nameIs    phrases[bool]   // my name is
	greets    phrases[bool]
	courtesy  map[string]bool // words of thanks
	birth     map[string]bool
	spelled   phrases[bool] // parts of an address said aloud: at, dot com
}

// sayWords are those the program itself says values with.
type sayWords struct {
	yes, no                                          string
	andInList, orInList                              string // between the last two of a list
	unitWords                                        [Year + 1][2]string
	monthNames                                       [12]string
	aboutFormat, monthFormat, dayFormat, outOfFormat string
}

// languages are all tables, the base language first.
var languages = []*language{&english, &spanish}

// orders are all tables, beginning with that of each language: people mix
// their languages, and one word is often all there is to tell by.
var orders = func() map[string][]*language {
	m := map[string][]*language{}
	for _, t := range languages {
		m[t.code] = append(m[t.code], t)
		for _, o := range languages {
			if o != t {
				m[t.code] = append(m[t.code], o)
			}
		}
	}
	return m
}()

// tables returns all tables, that of lang first.
func tables(lang string) []*language {
	if o, ok := orders[lang]; ok {
		return o
	}
	return languages
}

// likely returns the language that words, cut from s, seem to be in: the one
// that has the most of its common words there, or else lang.
func likely(s string, words []Token, lang string) string {
	best := 0
	for i, t := range tables(lang) {
		n := 0
		for _, w := range words {
			if t.common[w.Text] || len(words) > 1 && w.End-w.Start < 4 && t.common[strings.ToLower(s[w.Start:w.End])] {
				n++ // also where it is a short form in another
			}
		}
		if t.marks != "" && strings.ContainsAny(s, t.marks) {
			n++
		}
		if n > best || i == 0 && lang == "" {
			best, lang = n, t.code
		}
	}
	return lang
}

// Language returns the code of the language that s seems to be in, or else
// lang.
func Language(s, lang string) string { return Parse(s, lang).Lang }

// shortForms returns the short forms written out in a language. The very short
// ones of another language are words, or parts of words, in this: x, d.
func shortForms(lang string) map[string]string {
	if m, ok := shorts[lang]; ok {
		return m
	}
	return shorts[languages[0].code]
}

// shorts are the short forms of all tables, by the language that comes first.
var shorts = func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for lang, ts := range orders {
		all[lang] = maps.Clone(ts[0].short)
		for _, t := range ts[1:] {
			for w, long := range t.short {
				if _, ok := all[lang][w]; !ok && len(w) > 2 {
					all[lang][w] = long
				}
			}
		}
	}
	return all
}()

// Small reports whether a folded word carries no meaning of its own in a
// label or beside a number: the, is, about, please.
func Small(w string) bool {
	for _, t := range languages {
		if t.small[w] || t.about[w] || t.joining[w] {
			return true
		}
		if _, ok := t.polite[w]; ok {
			return true
		}
	}
	return false
}

// Joins reports whether a folded word joins two clauses: and, but.
func Joins(w string) bool {
	for _, t := range languages {
		if t.and[w] || t.contrast[w] {
			return true
		}
	}
	return false
}

func joining(lang, w string) bool {
	for _, t := range tables(lang) {
		if t.joining[w] {
			return true
		}
	}
	return false
}

// set makes a set of words.
func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// Contrasts reports whether a folded word ends a clause: but.
func Contrasts(w string) bool {
	for _, t := range languages {
		if t.contrast[w] {
			return true
		}
	}
	return false
}
