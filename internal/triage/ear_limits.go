package triage

import (
	"fmt"
	"math"
	"slices"
)

// chooseLimits finds the limits with which blind lists keep to what is
// allowed, and the most emergencies are heard. Once patterns have been made by
// every list, none can tell any more from what probability on to speak up: that
// stays as it was. What to make of signs that patterns find, any list tells
// that the ear was not taught.
func chooseLimits(lines []EarLine) EarLimits {
	var quiet, sure []float64 // look-alikes that patterns pass, emergencies they find
	for _, l := range lines {
		if l.Emergency && l.Alarm && !l.short {
			sure = append(sure, l.p)
		}
	}
	by := EarLimits{Alarm: 1, Ask: 1}
	by.Doubt, by.Drop = least(sure, mostDoubted*float64(len(sure))), least(sure, mostDropped*float64(len(sure)))
	blind := blindLines(lines)
	if given := builtInEar(); given != nil && tellsOf(blind, EarLimits{}).Emergencies < fewestBlind {
		by.Alarm, by.Ask = given.limits.Alarm, given.limits.Ask
		return by.rounded()
	}
	alike := 0
	for _, l := range blind {
		if l.short || l.Emergency {
			continue
		}
		if alike++; !l.Alarm && !l.Torn {
			quiet = append(quiet, l.p)
		}
	}
	var intake []EarLine // what patients say besides
	for _, l := range lines {
		if l.Intake {
			intake = append(intake, l)
		}
	}
	surest := most(quiet, mostAlarmed*float64(alike))
	for tellsOf(intake, EarLimits{Alarm: surest, Ask: surest}).False > mostIntake/3 {
		surest += 0.005
	}
	for ask := 0.99; ask > by.Doubt; ask -= 0.005 {
		try := by
		try.Ask, try.Alarm = ask, max(ask, surest)
		if r := tellsOf(blind, try); r.False > mostFalse && r.Added > mostAdded || tellsOf(intake, try).False > mostIntake {
			break
		}
		by = try
	}
	return by.rounded()
}

// rounded returns limits no finer than they are known.
func (by EarLimits) rounded() EarLimits {
	for _, l := range []*float64{&by.Alarm, &by.Ask, &by.Doubt, &by.Drop} {
		*l = math.Round(*l*1000) / 1000
	}
	return by
}

// least returns the limit below which no more than so many lie.
func least(ps []float64, many float64) float64 {
	if len(ps) == 0 {
		return 0
	}
	slices.Sort(ps)
	return ps[min(int(many), len(ps)-1)]
}

// most returns the limit above which no more than so many lie.
func most(ps []float64, many float64) float64 {
	if len(ps) == 0 {
		return 1
	}
	slices.Sort(ps)
	return ps[max(0, len(ps)-1-int(many))] + 1e-3
}

// blindLines are the lines of lists whose emergencies patterns were not made
// by.
func blindLines(lines []EarLine) []EarLine {
	found, all := map[string]int{}, map[string]int{}
	for _, l := range lines {
		if l.Emergency {
			if all[l.List]++; l.Alarm {
				found[l.List]++
			}
		}
	}
	var out []EarLine
	for _, l := range lines {
		if n := all[l.List]; n > 0 && float64(found[l.List]) < blindTo*float64(n) {
			out = append(out, l)
		}
	}
	return out
}

// An EarReport says what is heard of some lines.
type EarReport struct {
	Name                   string
	Emergencies, Others    int
	Found, Asked           float64 // of the emergencies: alarmed or asked about; asked about
	False, FalseAlarm      float64 // of the others: alarmed or asked about; alarmed
	Added                  float64 // of the others: those patterns pass
	PatternFound           float64
	PatternFalse, EarFound float64 // EarFound: by the ear alone, at as many false alarms as are allowed
	Limits                 EarLimits
}

func tellsOf(lines []EarLine, by EarLimits) EarReport {
	r := EarReport{Limits: by}
	for i := range lines {
		l := &lines[i]
		alarm, torn := l.after(by)
		if l.Emergency {
			r.Emergencies++
			r.Found += one(alarm || torn)
			r.Asked += one(torn)
			r.PatternFound += one(l.Alarm || l.Torn)
		} else {
			r.Others++
			r.False += one(alarm || torn)
			r.FalseAlarm += one(alarm)
			r.Added += one((alarm || torn) && !l.Alarm && !l.Torn)
			r.PatternFalse += one(l.Alarm || l.Torn)
		}
	}
	e, o := float64(max(1, r.Emergencies)), float64(max(1, r.Others))
	r.Found, r.Asked, r.PatternFound = r.Found/e, r.Asked/e, r.PatternFound/e
	r.False, r.FalseAlarm, r.Added, r.PatternFalse = r.False/o, r.FalseAlarm/o, r.Added/o, r.PatternFalse/o
	r.EarFound = earAlone(lines)
	return r
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// earAlone is the share of emergencies that the ear alone hears when it raises
// as many false alarms as are allowed.
func earAlone(lines []EarLine) float64 {
	var alike []float64
	for _, l := range lines {
		if !l.Emergency {
			alike = append(alike, l.p)
		}
	}
	limit := most(alike, mostFalse*float64(len(alike)))
	found, all := 0.0, 0.0
	for _, l := range lines {
		if l.Emergency {
			all++
			found += one(l.p >= limit)
		}
	}
	return found / max(1, all)
}

// report tells of each list with emergencies, of the blind ones together, and
// of ordinary lines.
func report(lines []EarLine, by EarLimits) []EarReport {
	var out []EarReport
	add := func(name string, lines []EarLine) {
		r := tellsOf(lines, by)
		r.Name = name
		out = append(out, r)
	}
	parts := map[string][]EarLine{}
	var names []string
	var ordinary []EarLine
	for _, l := range lines {
		if l.Ordinary {
			ordinary = append(ordinary, l)
			continue
		}
		if parts[l.List] == nil {
			names = append(names, l.List)
		}
		parts[l.List] = append(parts[l.List], l)
	}
	for _, name := range names {
		add(name, parts[name])
	}
	add("blind", blindLines(lines))
	add("ordinary", ordinary)
	return out
}

// String is one line of a table.
func (r EarReport) String() string {
	return fmt.Sprintf("%-10s %5d emergencies: patterns %5.1f  ear alone %5.1f  both %5.1f (asked %4.1f) | %5d others: patterns %4.1f  both %4.1f (alarm %4.1f)",
		r.Name, r.Emergencies, 100*r.PatternFound, 100*r.EarFound, 100*r.Found, 100*r.Asked, r.Others, 100*r.PatternFalse, 100*r.False, 100*r.FalseAlarm)
}
