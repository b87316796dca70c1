package body

import "slices"

// A builder turns mentions into what Find reports.
type builder struct {
	f    *Found
	seen map[string]bool
	wide map[string]bool // regions named as part of a whole: "my whole leg"
}

func (b *builder) put(list *[]string, kind, id string) {
	if !b.seen[kind+id] {
		b.seen[kind+id] = true
		*list = append(*list, id)
	}
}

// add reports one mention: its regions, or what is missing to know them.
func (b *builder) add(m *mention) {
	places := narrow(m.place, m.qual)
	for _, p := range places {
		if m.no != none {
			b.deny(p, m)
			continue
		}
		if _, isWide := wideNames[p]; isWide {
			w := Wide{Place: p, Left: m.bits&^m.not&left != 0, Right: m.bits&^m.not&right != 0}
			if !slices.Contains(b.f.Wide, w) {
				b.f.Wide = append(b.f.Wide, w)
			}
			continue
		}
		if !Paired(p) {
			b.put(&b.f.Regions, "+", p)
			continue
		}
		bits := m.bits
		if bits == 0 && m.not != 0 && m.not != both {
			bits = both // "my knee, not the left one"
		}
		for _, s := range sidesOf(m.not) {
			b.put(&b.f.Denied, "-", p+s)
		}
		if bits = bits &^ m.not; bits != 0 {
			for _, s := range sidesOf(bits) {
				b.put(&b.f.Regions, "+", p+s)
				b.wide[p+s] = b.wide[p+s] || m.qual&whole != 0
			}
		} else if m.not == 0 {
			b.put(&b.f.Unsided, "?", p)
		}
	}
}

// deny reports what the words rule out. Only a thing denied by itself ("not
// the left knee") takes back what was said before: "no swelling in the knee"
// does not.
func (b *builder) deny(p string, m *mention) {
	ids := []string{p}
	if m.bits != 0 && Paired(p) {
		ids = ids[:0]
		for _, s := range sidesOf(m.bits) {
			ids = append(ids, p+s)
		}
	}
	for _, id := range ids {
		if m.no != broad || !slices.Contains(b.f.Regions, id) && !slices.Contains(b.f.Unsided, id) {
			b.put(&b.f.Denied, "-", id)
		}
		if m.no != broad {
			drop := func(have string) bool {
				// "All of it except the elbow"; but "the left foot, not the
				// heel" keeps the foot.
				return have == id || b.wide[have] && byID[have].Base == id
			}
			b.f.Regions = slices.DeleteFunc(b.f.Regions, drop)
			b.f.Unsided = slices.DeleteFunc(b.f.Unsided, drop)
			b.seen["+"+id], b.seen["?"+id] = false, false
		}
	}
}

func sidesOf(bits sideBits) []string {
	return [][]string{left: {"_left"}, right: {"_right"}, both: {"_left", "_right"}}[bits]
}

// reconcile joins what one part of the message left open with what another
// says: "my left leg, around the knee" is the left knee.
func (b *builder) reconcile() {
	f := b.f
	var open []string
	for _, base := range f.Unsided {
		if b.seen["+"+base+"_left"] || b.seen["+"+base+"_right"] {
			continue
		}
		known := sideBits(0)
		for _, w := range f.Wide {
			if slices.Contains(wideParts[w.Place], base) {
				if w.Left {
					known |= left
				}
				if w.Right {
					known |= right
				}
			}
		}
		if known == 0 {
			open = append(open, base)
			continue
		}
		for _, s := range sidesOf(known) {
			b.put(&f.Regions, "+", base+s)
		}
	}
	f.Unsided = open
	f.Wide = slices.DeleteFunc(f.Wide, b.covered)
	f.Denied = slices.DeleteFunc(f.Denied, func(id string) bool { return slices.Contains(f.Regions, id) })
}

// covered reports whether a region inside w was named, so that w needs no
// question; sides must not differ.
func (b *builder) covered(w Wide) bool {
	for _, p := range wideParts[w.Place] {
		l, r := b.seen["+"+p+"_left"], b.seen["+"+p+"_right"]
		switch {
		case !Paired(p):
			if b.seen["+"+p] && slices.Contains(b.f.Regions, p) {
				return true
			}
		case (l || r) && (!w.Left || l) && (!w.Right || r):
			return true
		case slices.Contains(b.f.Unsided, p):
			return true
		}
	}
	for _, v := range b.f.Wide {
		if v != w && (v.Place == w.Place || narrowWide(v.Place, w.Place)) && !w.Left && !w.Right {
			return true
		}
		if v != w && v.Left == w.Left && v.Right == w.Right && (w.Place == "leg" && v.Place != "back" && v.Place != "arm") {
			return true
		}
	}
	return false
}

// narrowWide reports whether a wide place lies inside another.
func narrowWide(in, wide string) bool {
	return wide == "leg" && (in == "thigh" || in == "lower_leg")
}

// wideParts are the regions, as bases, that wide places hold.
var wideParts = map[string][]string{
	"back":      {"upper_back", "mid_back", "lower_back"},
	"leg":       {"thigh_front", "thigh_back", "knee", "shin", "calf", "ankle", "foot"},
	"arm":       {"upper_arm", "elbow", "forearm", "wrist", "hand"},
	"thigh":     {"thigh_front", "thigh_back"},
	"lower_leg": {"shin", "calf"},
}

// Parts returns the bases that a wide place holds, from the top down; nil for
// what is not one.
func Parts(wide string) []string { return slices.Clone(wideParts[wide]) }

// narrow returns the places that a qualifier picks of a wide one; the place
// itself where it picks none.
func narrow(place string, q quals) []string {
	var out []string
	pick := func(has quals, places ...string) {
		if q&has != 0 {
			out = append(out, places...)
		}
	}
	if q&whole != 0 {
		if parts := wideParts[place]; parts != nil {
			return parts
		}
	}
	switch place {
	case "back":
		pick(upper, "upper_back")
		pick(middle, "mid_back")
		pick(lower, "lower_back")
	case "leg":
		pick(upper, "thigh")
		if q&lower != 0 {
			out = append(out, narrow("lower_leg", q)...)
		}
	case "thigh":
		pick(front|outer, "thigh_front")
		pick(rear, "thigh_back")
		pick(inner, "groin")
	case "lower_leg":
		pick(front, "shin")
		pick(rear, "calf")
	case "arm":
		pick(upper, "upper_arm")
		pick(lower, "forearm")
	}
	if out == nil {
		return []string{place}
	}
	return out
}
