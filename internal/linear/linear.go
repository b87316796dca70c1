// Package linear lets a test hold that reading a message takes work in
// proportion to its length. How long that is depends on the machine and on
// who else uses it, so no test may assert it; how it grows does not.
//
// The same number of bytes is read twice, once in eight messages and once in
// one: linear work is the same for both, quadratic work eight times as much.
// What is compared is the time the processor gave to the reading itself, not
// the time that passed: on a busy machine a long read is interrupted where a
// short one is not.
package linear

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

const (
	long  = 100_000 // bytes
	parts = 8
	short = long / parts
	// most is how many times the work of the parts the whole may take: 1 for
	// linear work, 8 for quadratic; between them caches and the collector.
	most = 3
	// slack is below what quadratic work takes on so many bytes, and above
	// what a clock can tell apart.
	slack = 200 * time.Microsecond
	// rounds are measured before growth is believed; the least of each counts.
	rounds = 20
)

// Check fails t where reading unit again and again, to 100 kB, takes more than
// its length accounts for.
func Check(t testing.TB, unit string, read func(said string)) {
	t.Helper()
	if a, b, ok := measure(unit, read); !ok {
		t.Errorf("%.40q repeated: %d times %d bytes take %v of the processor, %d bytes %v", unit, parts, short, a, long, b)
	}
}

// measure returns the least work for the parts and for the whole, as soon as
// they are in proportion or all rounds are over.
func measure(unit string, read func(string)) (ofParts, ofWhole time.Duration, ok bool) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	said := strings.Repeat(unit, long/len(unit)+1)
	least := func(d *time.Duration, said string, times int) {
		begun := worked()
		for range times {
			read(said)
		}
		if took := worked() - begun; *d == 0 || took < *d {
			*d = took
		}
	}
	for range rounds {
		least(&ofParts, said[:short], parts)
		least(&ofWhole, said[:long], 1)
		if ofWhole <= most*ofParts+slack {
			return ofParts, ofWhole, true
		}
	}
	return ofParts, ofWhole, false
}
