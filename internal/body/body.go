// Package body knows the regions of the body that a patient can point to:
// their ids, sides, groups and names, and how people call them.
//
// There are 48 regions: 10 in the middle of the body and 19 that come in
// pairs. A paired region's id is its base with the side behind it, so that
// "knee" is what a patient says, and "knee_left" what is recorded once the
// side is known. Content, conditions, the figure staff see and FHIR all use
// these ids and nothing else.
//
// Find reads plain speech by walking over its words once: parts, sides and
// negations are marked first, then each side is joined to the part before or
// after it. It would rather report a part without its side, or a place too
// wide to record, than guess.
package body

import "slices"

// A Region is one place of the body that can be recorded.
type Region struct {
	ID    string // knee_left
	Base  string // knee
	Side  string // left, right, or "" for a region in the middle
	Label string // in full, as on a button: "Left foot / heel / toes"
	Code  string // SNOMED CT body structure
	// Laterality is the SNOMED CT qualifier for the side; "" where the
	// region has none or Code itself holds the side.
	Laterality string
}

// SNOMED CT qualifiers for the sides.
const (
	snomedLeft  = "7771000"
	snomedRight = "24028007"
)

// A base is a region without its side. In names of paired ones, * stands
// where the side goes.
type base struct {
	id    string
	plain string // what one of them is called in a sentence: "knee"
	short string // "* knee"
	both  string // "Both knees"; "" for what does not come in pairs
	full  string // "* foot / heel / toes"
	code  string
	right string // the right one's code, where left and right have their own
}

// bases are all places head to foot.
var bases = []base{
	{id: "head", plain: "head", short: "Head", full: "Head", code: "69536005"},
	{id: "face", plain: "face", short: "Face", full: "Face", code: "89545001"},
	{id: "jaw", plain: "jaw", short: "* jaw", both: "Both sides of the jaw", full: "* jaw / TMJ", code: "661005"},
	{id: "neck", plain: "neck", short: "Neck", full: "Neck (front or back)", code: "45048000"},
	{id: "shoulder", plain: "shoulder", short: "* shoulder", both: "Both shoulders", full: "* shoulder", code: "16982005"},
	{id: "shoulder_blade", plain: "shoulder blade", short: "* shoulder blade", both: "Both shoulder blades", full: "* shoulder blade", code: "79601000"},
	{id: "upper_back", plain: "upper back", short: "Upper back", full: "Upper back, between the blades", code: "304037003"},
	{id: "mid_back", plain: "mid back", short: "Mid back", full: "Mid back", code: "304037003"},
	{id: "lower_back", plain: "lower back", short: "Lower back", full: "Lower back", code: "52612000"},
	{id: "sacrum", plain: "sacrum / tailbone", short: "Sacrum / tailbone", full: "Sacrum / tailbone", code: "1144746008"},
	{id: "chest", plain: "chest", short: "Chest", full: "Chest (front)", code: "78904004"},
	{id: "ribs", plain: "ribs", short: "* ribs", both: "Ribs on both sides", full: "* ribs / side", code: "78904004"},
	{id: "abdomen", plain: "belly", short: "Belly", full: "Belly", code: "818983003"},
	{id: "pelvis", plain: "pelvis", short: "Pelvis", full: "Pelvis / pelvic floor", code: "12921003"},
	{id: "upper_arm", plain: "upper arm", short: "* upper arm", both: "Both upper arms", full: "* upper arm", code: "40983000"},
	{id: "elbow", plain: "elbow", short: "* elbow", both: "Both elbows", full: "* elbow", code: "127949000"},
	{id: "forearm", plain: "forearm", short: "* forearm", both: "Both forearms", full: "* forearm", code: "14975008"},
	{id: "wrist", plain: "wrist", short: "* wrist", both: "Both wrists", full: "* wrist", code: "8205005"},
	{id: "hand", plain: "hand", short: "* hand", both: "Both hands", full: "* hand / fingers", code: "85562004"},
	{id: "buttock", plain: "buttock", short: "* buttock", both: "Both buttocks", full: "* buttock", code: "46862004"},
	{id: "hip", plain: "hip", short: "* hip", both: "Both hips", full: "* hip", code: "29836001"},
	{id: "groin", plain: "groin", short: "* groin", both: "Both sides of the groin", full: "* groin", code: "85119005", right: "37117007"},
	{id: "thigh_front", plain: "front of the thigh", short: "Front of * thigh", both: "Front of both thighs", full: "Front of * thigh", code: "68367000"},
	{id: "thigh_back", plain: "back of the thigh", short: "Back of * thigh", both: "Back of both thighs", full: "Back of * thigh (hamstring)", code: "68367000"},
	{id: "knee", plain: "knee", short: "* knee", both: "Both knees", full: "* knee", code: "72696002"},
	{id: "shin", plain: "shin", short: "* shin", both: "Both shins", full: "* shin / front of lower leg", code: "30021000"},
	{id: "calf", plain: "calf", short: "* calf", both: "Both calves", full: "* calf", code: "53840002"},
	{id: "ankle", plain: "ankle", short: "* ankle", both: "Both ankles", full: "* ankle", code: "344001"},
	{id: "foot", plain: "foot", short: "* foot", both: "Both feet", full: "* foot / heel / toes", code: "56459004"},
}

var (
	baseByID = indexBases()
	regions  = listRegions()
	byID     = indexRegions()
	groups   = listGroups()
)

func indexBases() map[string]*base {
	m := make(map[string]*base, len(bases))
	for i := range bases {
		m[bases[i].id] = &bases[i]
	}
	return m
}

func listRegions() []Region {
	var all []Region
	for i := range bases {
		b := &bases[i]
		if b.both == "" {
			all = append(all, Region{ID: b.id, Base: b.id, Label: b.full, Code: b.code})
			continue
		}
		left := Region{
			ID: b.id + "_left", Base: b.id, Side: "left", Label: sided(b.full, "left"),
			Code: b.code, Laterality: snomedLeft,
		}
		right := Region{
			ID: b.id + "_right", Base: b.id, Side: "right", Label: sided(b.full, "right"),
			Code: b.code, Laterality: snomedRight,
		}
		if b.right != "" {
			left.Laterality, right.Laterality, right.Code = "", "", b.right
		}
		all = append(all, left, right)
	}
	return all
}

func indexRegions() map[string]Region {
	m := make(map[string]Region, len(regions))
	for _, r := range regions {
		m[r.ID] = r
	}
	return m
}

// listGroups spells out the groups that conditions name, both sides of what
// is paired.
func listGroups() map[string][]string {
	of := func(names ...string) []string {
		var ids []string
		for _, r := range regions {
			if slices.Contains(names, r.Base) {
				ids = append(ids, r.ID)
			}
		}
		return ids
	}
	spine := []string{"neck", "upper_back", "mid_back", "lower_back", "sacrum"}
	leg := []string{"thigh_front", "thigh_back", "knee", "shin", "calf", "ankle", "foot"}
	return map[string][]string{
		"neck_head":  of("head", "face", "jaw", "neck"),
		"spine":      of(spine...),
		"spine_hip":  of(append([]string{"pelvis", "hip", "groin"}, spine...)...),
		"leg":        of(leg...),
		"back_leg":   of(append([]string{"lower_back", "sacrum", "pelvis", "buttock", "hip", "groin"}, leg...)...),
		"belly_back": of("abdomen", "mid_back", "lower_back"),
		"low_back":   of("lower_back", "sacrum", "pelvis", "buttock", "hip", "groin", "thigh_back"),
	}
}

// Regions returns all regions from head to foot, left before right.
func Regions() []Region { return slices.Clone(regions) }

// ByID returns the region with this id.
func ByID(id string) (Region, bool) {
	r, ok := byID[id]
	return r, ok
}

// Groups returns the named groups of region ids that conditions refer to
// with an @ before the name.
func Groups() map[string][]string {
	m := make(map[string][]string, len(groups))
	for name, ids := range groups {
		m[name] = slices.Clone(ids)
	}
	return m
}

// Paired reports whether a base comes left and right, so that its side must
// be known.
func Paired(base string) bool {
	b := baseByID[base]
	return b != nil && b.both != ""
}
