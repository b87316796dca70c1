// Package linear lets a test hold that reading a message takes time in
// proportion to its length. How long that is depends on the machine and on
// who else uses it, so no test may assert it; how it grows does not.
package linear

import (
	"strings"
	"testing"
	"time"
)

const (
	long  = 100_000 // bytes
	short = long / 8
	// mostTimes is how much longer long may take than short: linear work
	// takes 8 times as long, quadratic work 64 times.
	mostTimes = 24
	// rounds are measured before growth is believed. Only the least time of
	// each length counts, which others at work on the machine make longer in
	// some rounds and not in all.
	rounds = 20
)

// Check fails t where reading unit again and again, to 100 kB, takes more than
// its length accounts for.
func Check(t testing.TB, unit string, read func(said string)) {
	t.Helper()
	if a, b, ok := measure(unit, read); !ok {
		t.Errorf("%.40q repeated: %d bytes take %v, %d bytes %v", unit, short, a, long, b)
	}
}

// measure returns the least times of both lengths, as soon as they are in
// proportion or all rounds are over.
func measure(unit string, read func(string)) (ofShort, ofLong time.Duration, ok bool) {
	said := strings.Repeat(unit, long/len(unit)+1)
	least := func(d *time.Duration, said string) {
		begun := time.Now()
		read(said)
		if took := time.Since(begun); *d == 0 || took < *d {
			*d = took
		}
	}
	for range rounds {
		for range 3 {
			least(&ofShort, said[:short])
		}
		least(&ofLong, said[:long])
		if ofLong <= mostTimes*ofShort {
			return ofShort, ofLong, true
		}
	}
	return ofShort, ofLong, false
}
