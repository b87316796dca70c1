package kind

import (
	"strings"

	"intake/internal/body"
	"intake/internal/item"
	"intake/internal/text"
)

var (
	// complaints make a place named in passing one that hurts.
	complaints = wordSet(`pain pains painful hurt hurts hurting ache aches aching achy achey sore soreness stiff stiffness tight tightness tense
		tension numb numbness tingling tingly injury injured strain strained sprain sprained sprain pulled tore torn tweaked twisted
		spasm spasms spasming cramp cramps cramping knot knots killing burning throbbing stabbing sharp swollen swelling tender
		bothering bothers discomfort trouble problem problems issue issues locked locks clicking popping weak backache headache
		headaches sciatica burns burn messed wrecked wonky troublesome troubling grief suffering agony shot thrown throws goes acting
		inflamed irritated bruised broke broken fractured dislocated rolled popped clicks cracks unstable buckles lastime lastimado torci torcido rota roto fastidiado fastidiada throbs stabs pinches pinched seized swells bugging flares flared nagging dolor dolores duele
		duelen molesta molestan punzada adormecido adormecida tenso tensa rigido rigidez`)
	// elsewhere keep a place from being taken in passing: an operation, a
	// wish, somebody else.
	elsewhere = wordSet(`surgery surgeries operation operated replacement replaced removed surgeon scar transplant cancer
		massage massages avoid touch`)
)

// overheardRegions takes regions from words said to something else: whole
// ones, where it is said that they hurt.
func overheardRegions(s string, line text.Line, found body.Found) Reading {
	if len(found.Unsided)+len(found.Wide) > 0 {
		return Reading{} // asked in full, so that nothing half known is lost
	}
	if len(found.Regions) == 0 || len(found.Regions) > mostRegions || askedOnly(line, line.Asks(), found) {
		return Reading{}
	}
	hurts := len(line.Core()) <= 6
	asks := line.Asks()
	for i, t := range line.Tokens {
		for len(asks) > 0 && asks[0].To <= i {
			asks = asks[1:]
		}
		if len(asks) > 0 && asks[0].From <= i {
			continue // "do I need a massage?" is no wish for one here
		}
		if elsewhere[t.Text] || relatives[t.Text] && i > 0 && isOwner(line.Tokens[i-1].Text) && !ownPlaces(line, found) {
			return Reading{}
		}
		hurts = hurts || complaints[t.Text]
	}
	if !hurts && !standsAlone(s, found) && !pointedOut(line, found) {
		return Reading{}
	}
	return Reading{Outcome: Valued, Value: item.OptionsOf(found.Regions...), Inferred: true, Rest: restOf(s, found)}
}

// ownPlaces reports whether each place is said to be the writer's own: where
// others are spoken of too, nothing less will do.
func ownPlaces(line text.Line, found body.Found) bool {
	i := 0
	for _, u := range found.Used {
		for i < len(line.Tokens) && line.Tokens[i].Start < u[0] {
			i++
		}
		mine := false
		for k := max(0, i-3); k < i; k++ {
			switch line.Tokens[k].Text {
			case "my", "mi", "mis", "i":
				mine = true
			}
		}
		if !mine {
			return false
		}
	}
	return true
}

// pointedOut reports whether a place begins the message, with a time behind
// it, or is said to be the one: "right knee for eight weeks", "it's my neck".
func pointedOut(line text.Line, found body.Found) bool {
	i, first := 0, true
	for _, u := range found.Used {
		for i < len(line.Tokens) && line.Tokens[i].Start < u[0] {
			i++
		}
		from := i
		for i < len(line.Tokens) && line.Tokens[i].End <= u[1] {
			i++
		}
		for from > 0 && isDeterminer[line.Tokens[from-1].Text] {
			from--
		}
		if from > 0 && toldOf[line.Tokens[from-1].Text] {
			return true
		}
		if first && from == 0 && i < len(line.Tokens) && timed[line.Tokens[i].Text] {
			return true
		}
		first = false
	}
	return false
}

var (
	isDeterminer = wordSet(`my the mi el la mis los las`)
	toldOf       = wordSet(`its it's is es son`)
	timed        = wordSet(`for since x desde hace past last about`)
)

// standsAlone reports whether a place is all that stands between two marks:
// "lower back, three weeks, after a fall".
func standsAlone(s string, found body.Found) bool {
	for _, u := range found.Used {
		before := strings.TrimRight(s[:u[0]], " ")
		after := strings.TrimLeft(s[u[1]:], " ")
		if (before == "" || strings.ContainsAny(before[len(before)-1:], ",.;:!\n")) && (after == "" || strings.ContainsAny(after[:1], ",.;:!\n")) {
			return true
		}
	}
	return false
}
