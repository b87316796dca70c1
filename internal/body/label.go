package body

import "strings"

// The places too wide to record, by the names Find and Parts use for them.
var wideNames = map[string]string{
	"back": "back", "leg": "leg", "arm": "arm", "thigh": "thigh", "lower_leg": "lower leg",
}

// sided puts a side where a name has its *, with a capital at the start.
func sided(name, side string) string {
	s := strings.Replace(name, "*", side, 1)
	return strings.ToUpper(s[:1]) + s[1:]
}

// cut splits an id into base and side; the side is "" where it has none.
func cut(id string) (base, side string) {
	for _, s := range []string{"left", "right", "both"} {
		if b, ok := strings.CutSuffix(id, "_"+s); ok {
			return b, s
		}
	}
	return id, ""
}

// Label names a region in few words: "Left knee", "Lower back". It also names
// a base ("knee"), and a wide place with or without its side ("left leg"), in
// lower case, as they stand in a question back. An id it does not know comes
// back as it is.
func Label(id string) string {
	b, side := cut(id)
	if at := baseByID[b]; at != nil {
		switch {
		case at.both == "" && side == "":
			return at.short
		case at.both != "" && side == "both":
			return at.both
		case at.both != "" && side == "":
			return at.plain
		case at.both != "":
			return sided(at.short, side)
		}
	}
	if name, ok := wideNames[b]; ok {
		switch side {
		case "":
			return name
		case "both":
			return "both " + name + "s"
		default:
			return side + " " + name
		}
	}
	return id
}

// Labels names regions in the order given, with left and right of one place
// put together where the first of them stands: "Both knees".
func Labels(ids []string) []string {
	has := make(map[string]bool, len(ids))
	for _, id := range ids {
		has[id] = true
	}
	said := make(map[string]bool, len(ids))
	var out []string
	for _, id := range ids {
		label := Label(id)
		if r, ok := byID[id]; ok && r.Side != "" && has[r.Base+"_left"] && has[r.Base+"_right"] {
			label = Label(r.Base + "_both")
		}
		if !said[label] {
			said[label] = true
			out = append(out, label)
		}
	}
	return out
}
