package text

import "time"

// Agree joins dates that were said of the same day: one that explains
// another ("halloween, so 3 weeks ago"), or that gives what it lacks ("on
// March 8th, 1944 that was"). Ok is false where they differ.
func Agree(ds []Date) (d Date, ok bool) {
	if len(ds) == 0 {
		return Date{}, false
	}
	d = ds[0]
	for _, e := range ds[1:] {
		j, ok := join(d, e)
		if !ok {
			if j, ok = join(e, d); !ok {
				return d, false
			}
		}
		j.Span = Span{min(d.From, e.From), max(d.To, e.To)}
		d = j
	}
	return d, true
}

// join returns a with what b adds to it, where b does not say otherwise.
func join(a, b Date) (Date, bool) {
	if a.Fault != b.Fault && a.feast == nil {
		return a, false
	}
	same := a.Y == b.Y && a.M == b.M && a.D == b.D
	switch {
	case same && a.Guessed && !b.Guessed:
		return b, true
	case same:
		return a, true
	case b.M == 0 && b.season == 0 && a.M > 0: // March 8th ... 1944
		if a.Y == b.Y {
			return a, true
		}
		if !a.Guessed || a.weekday || a.slack > 0 || a.dayOnly {
			return a, false
		}
		a.Y, a.Guessed, a.Fault = b.Y, b.Guessed, b.Fault
		if a.feast != nil {
			m, day := a.feast(b.Y)
			a.M, a.D = int(m), day
		}
		return checked(a), true
	case b.season > 0 && a.Guessed && a.D == 0 && a.M > 0 && (a.M-b.season+12)%12 < 4: // July, in summer 2023
		a.Y, a.Guessed = b.Y, b.Guessed
		return a, true
	case b.M == 0 && a.M == 0 && b.season == 0 && a.Y == b.Y:
		return a, true
	case b.D == 0 && b.M > 0 && a.D > 0 && a.dayOnly: // the 5th of last month
		a.Y, a.M, a.dayOnly = b.Y, b.M, false
		return checked(a), true
	case b.D == 0 && b.M > 0 && a.M == b.M && (a.Y == b.Y || b.Guessed):
		return a, true
	case a.D > 0 && b.D == a.D && b.M == a.M && b.Guessed && !b.weekday && b.slack == 0:
		return a, true
	case b.weekday && a.D > 0:
		return a, a.First().Weekday() == b.First().Weekday()
	case b.slack > 0 && a.slack == 0 && a.M > 0:
		off := a.First().Sub(b.First())
		if off < 0 {
			off = -off
		}
		return a, off <= time.Duration(b.slack)*24*time.Hour
	}
	return a, false
}
