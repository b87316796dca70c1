package triage

import (
	"fmt"
	"math"
	"slices"
)

// chooseLimits finds the limits with which lists that the ear was not taught
// keep to what is allowed, and the most emergencies are heard. That patterns
// were made by the same lists matters little: of look-alikes only those count
// that they pass, as they pass most of any list.
func chooseLimits(lines []EarLine) EarLimits {
	var quiet, sure, intake []float64 // look-alikes that patterns pass, emergencies they find, what patients say besides
	alike := 0
	for _, l := range lines {
		switch {
		case l.short || l.Ordinary:
		case l.Intake:
			intake = append(intake, l.p)
		case l.Emergency && l.Alarm:
			sure = append(sure, l.p)
		case !l.Emergency:
			if alike++; !l.Alarm && !l.Torn {
				quiet = append(quiet, l.p)
			}
		}
	}
	found, others, said := float64(len(sure)), float64(alike), float64(len(intake))
	by := EarLimits{Doubt: least(sure, mostDoubted*found), Drop: least(sure, mostDropped*found)}
	by.Ask = max(by.Doubt, most(quiet, mostAsked*others), most(intake, mostIntake*said))
	by.Alarm = max(by.Ask, most(quiet, mostAlarmed*others), most(intake, mostIntake/3*said))
	for _, l := range []*float64{&by.Alarm, &by.Ask, &by.Doubt, &by.Drop} {
		*l = math.Round(*l*1000) / 1000 // they are known no finer
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

// An EarReport says what is heard of some lines.
type EarReport struct {
	Name                   string
	Emergencies, Others    int
	Found, Asked           float64 // of the emergencies: alarmed or asked about; asked about
	False, FalseAlarm      float64 // of the others: alarmed or asked about; alarmed
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
			r.PatternFalse += one(l.Alarm || l.Torn)
		}
	}
	e, o := float64(max(1, r.Emergencies)), float64(max(1, r.Others))
	r.Found, r.Asked, r.PatternFound = r.Found/e, r.Asked/e, r.PatternFound/e
	r.False, r.FalseAlarm, r.PatternFalse = r.False/o, r.FalseAlarm/o, r.PatternFalse/o
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

// report tells of each list that was left out, and of ordinary lines.
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
	add("ordinary", ordinary)
	return out
}

// String is one line of a table.
func (r EarReport) String() string {
	return fmt.Sprintf("%-10s %5d emergencies: patterns %5.1f  ear alone %5.1f  both %5.1f (asked %4.1f) | %5d others: patterns %4.1f  both %4.1f (alarm %4.1f)",
		r.Name, r.Emergencies, 100*r.PatternFound, 100*r.EarFound, 100*r.Found, 100*r.Asked, r.Others, 100*r.PatternFalse, 100*r.False, 100*r.FalseAlarm)
}
