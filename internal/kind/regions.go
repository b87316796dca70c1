package kind

import (
	"slices"
	"strings"

	"intake/internal/body"
	"intake/internal/item"
	"intake/internal/text"
)

// The questions back about a place half known.
const (
	askSide = "which_side"
	askBack = "which_back"
	askPart = "which_part_" // leg arm
)

// mostRegions is how many regions one answer may hold: who hurts in more
// places tells that better in words.
const mostRegions = 12

// regions asks where on the body.
//
// An answer may take several questions back: first which part of a back, leg
// or arm, then which side. A Follow carries all that is still to be asked in
// About, the thing asked now first; its Have holds what is known. Every
// answer makes About smaller or more exact, so that the chain ends.
type regions struct{}

// Name implements Kind.
func (regions) Name() string { return "body-regions" }

// Type implements Kind.
func (regions) Type() item.Type { return item.Options }

// Check implements Kind.
func (regions) Check(*Spec) error { return nil }

// Options implements Kind: all regions from head to foot.
func (regions) Options(*Spec) []Option { return slices.Clone(regionOptions) }

var regionOptions = listRegions()

func listRegions() []Option {
	var out []Option
	for _, r := range body.Regions() {
		out = append(out, Option{ID: r.ID, Label: r.Label})
	}
	return out
}

// Show implements Kind.
func (regions) Show(_ *Spec, v item.Value) string {
	list := body.Labels(v.Options())
	for i, l := range list {
		if i > 0 && l != "" {
			list[i] = strings.ToLower(l[:1]) + l[1:]
		}
	}
	return text.SayList("", list)
}

// Read implements Kind.
func (regions) Read(spec *Spec, said Said, env Env) Reading {
	pressed := said.Choices
	if said.Choice != "" {
		pressed = []string{said.Choice}
	}
	if env.Follow != nil {
		if r, ok := followRegion(env.Follow, pressed, said.Text, env.Lang); ok {
			return r
		}
	}
	if len(pressed) > 0 {
		for _, id := range pressed {
			if _, ok := body.ByID(id); !ok {
				return Reading{Outcome: NotAnswer, Why: "old"}
			}
		}
		return inRegions(place{have: pressed}, false, "")
	}
	if strings.TrimSpace(said.Text) == "" {
		return Reading{}
	}
	return readRegions(spec, said.Text, env)
}

// placesAsked tells what a question wants to know of places.
func placesAsked(spec *Spec) body.Ask {
	q := " " + strings.ToLower(spec.Question) + " "
	holds := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(q, w) })
	}
	switch {
	case holds("not touch", "n't touch", "avoid", "stay away", "off limits", "off-limits", "leave alone", "keep off", "not be touched", "not want", "don't want", "evit", "no toque", "no tocar", "no debemos"):
		return body.Avoid
	case holds("have you ", "operat", "surger", "operad", "operaron", "ever ", "did you", "were you", "broke", "fractur", "scar", "implant", "removed", "cicatri"):
		return body.Once
	}
	return body.Hurts
}

func readRegions(spec *Spec, s string, env Env) Reading {
	line := text.Parse(s, env.Lang)
	ask := placesAsked(spec)
	if env.Listening {
		ask = body.Hurts
	}
	found := body.FindFor(s, ask)
	if env.Listening {
		return overheardRegions(s, line, found)
	}
	if found.Empty() {
		p, _ := line.YesNo(false)
		switch {
		case found.Unclear:
			return Reading{Outcome: NotClear}
		case line.Unsure():
			return Reading{Outcome: NotSure}
		case len(found.Denied) > 0, p != text.Silent, nowhere(line):
			return Reading{Outcome: NotClear}
		}
		return Reading{}
	}
	if asks := line.Asks(); len(asks) > 0 && askedOnly(line, asks, found) {
		return Reading{}
	}
	p := place{have: found.Regions}
	for _, w := range found.Wide {
		p.open = append(p.open, w.ID())
	}
	p.open = append(p.open, found.Unsided...)
	return inRegions(p, true, restOf(s, found))
}

// nowhere reports whether a message says that it hurts nowhere, or all over.
func nowhere(line text.Line) bool {
	for _, t := range line.Tokens {
		switch t.Text {
		case "nowhere", "everywhere", "anywhere", "everything":
			return true
		}
	}
	b := " " + line.Bare() + " "
	return len(b) < 80 && (strings.Contains(b, " no pain ") || strings.Contains(b, " all over ") || strings.Contains(b, " whole body "))
}

// askedOnly reports whether places are named only in questions: "do you treat
// knees?"
func askedOnly(line text.Line, asks []text.Span, found body.Found) bool {
	k := 0
	for _, u := range found.Used {
		for k < len(asks) && line.Tokens[asks[k].To-1].End < u[1] {
			k++
		}
		if k == len(asks) || u[0] < line.Tokens[asks[k].From].Start {
			return false
		}
	}
	return true
}

// A place is an answer under way: regions known, and what is still to be
// asked of.
type place struct {
	have []string
	open []string // wide places (leg_left), then bases without a side (knee)
}

// inRegions returns p as a value, or the question back for the first thing
// that is open.
func inRegions(p place, inferred bool, rest string) Reading {
	have := slices.Compact(slices.Clone(p.have))
	var ids []string
	for _, id := range have {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > mostRegions {
		return Reading{Outcome: NotClear, Why: "range"}
	}
	if len(p.open) == 0 {
		return Reading{Outcome: Valued, Value: item.OptionsOf(ids...), Inferred: inferred, Rest: rest}
	}
	f := ask(p.open)
	if len(ids) > 0 {
		f.Have = item.OptionsOf(ids...)
	}
	return Reading{Outcome: Followed, Follow: f, Rest: rest}
}

// ask puts the question back for what is open, wide places first.
func ask(open []string) *Follow {
	var wide, unsided []string
	for _, o := range open {
		list := &unsided
		if body.Parts(wideOf(o)) != nil {
			list = &wide
		}
		if !slices.Contains(*list, o) {
			*list = append(*list, o)
		}
	}
	f := &Follow{About: append(wide, unsided...)}
	if len(wide) == 0 {
		f.Ask = askSide
		f.Options = []Option{{ID: "left", Label: "Left"}, {ID: "right", Label: "Right"}, {ID: "both", Label: "Both"}}
		return f
	}
	w := wideOf(wide[0])
	switch w {
	case "back":
		f.Ask = askBack
	case "arm":
		f.Ask = askPart + "arm"
	default:
		f.Ask = askPart + "leg"
	}
	for _, b := range body.Parts(w) {
		label := body.Label(b)
		f.Options = append(f.Options, Option{ID: b, Label: strings.ToUpper(label[:1]) + label[1:]})
	}
	f.Options = append(f.Options, Option{ID: "whole_" + w, Label: wholeLabel[w]})
	return f
}

var wholeLabel = map[string]string{
	"back": "The whole back", "leg": "The whole leg", "arm": "The whole arm", "thigh": "The whole thigh", "lower_leg": "The whole lower leg",
}

// wideOf is a wide place without its side.
func wideOf(id string) string {
	for _, s := range []string{"_left", "_right", "_both"} {
		id = strings.TrimSuffix(id, s)
	}
	return id
}

// followRegion reads the answer to a question back. It reports false where
// the words do not answer it, but may be a new answer.
func followRegion(f *Follow, pressed []string, s, lang string) (Reading, bool) {
	if len(f.About) == 0 {
		return Reading{}, false
	}
	p := place{have: slices.Clone(f.Have.Options())}
	if f.Ask == askSide {
		return followSide(f, p, pressed, s, lang)
	}
	return followPart(f, p, pressed, s, lang)
}

// sides reads which side was pressed or said.
func sides(pressed []string, s string) (onLeft, onRight, ok bool) {
	if len(pressed) == 0 {
		return body.Side(s)
	}
	for _, id := range pressed {
		switch id {
		case "left":
			onLeft = true
		case "right":
			onRight = true
		case "both":
			onLeft, onRight = true, true
		default:
			return false, false, false
		}
	}
	return onLeft, onRight, true
}

func followSide(f *Follow, p place, pressed []string, s, lang string) (Reading, bool) {
	found := body.Found{}
	if len(pressed) == 0 {
		found = body.Find(s)
	}
	open := f.About
	if len(found.Regions) > 0 {
		var left []string
		for _, base := range open {
			if !slices.ContainsFunc(found.Regions, func(id string) bool { r, _ := body.ByID(id); return r.Base == base }) {
				left = append(left, base)
			}
		}
		if len(left) == len(open) {
			// Another place altogether, said whole, may stand instead.
			return Reading{Outcome: NotClear}, len(p.have)+len(found.Unsided)+len(found.Wide) > 0
		}
		p.have = append(p.have, found.Regions...)
		p.open = left
		return inRegions(p, true, restOf(s, found)), true
	}
	l, r, ok := sides(pressed, s)
	if !ok {
		return stuck(pressed, s, lang)
	}
	for _, base := range open {
		if l {
			p.have = append(p.have, base+"_left")
		}
		if r {
			p.have = append(p.have, base+"_right")
		}
	}
	return inRegions(p, true, ""), true
}

// stuck reads what answers no question back: as a button of old, as "not
// sure", as unclear, or as something else.
func stuck(pressed []string, s, lang string) (Reading, bool) {
	if len(pressed) > 0 {
		return Reading{}, false
	}
	line := text.Parse(s, lang)
	if line.Unsure() {
		return Reading{Outcome: NotSure}, true
	}
	found := body.Find(s)
	p, _ := line.YesNo(false)
	if p != text.Silent || len(found.Unsided)+len(found.Wide) > 0 {
		return Reading{Outcome: NotClear}, true
	}
	return Reading{}, false
}

// followPart reads which part of the first wide place in About is meant.
func followPart(f *Follow, p place, pressed []string, s, lang string) (Reading, bool) {
	now, later := f.About[0], f.About[1:]
	side := strings.TrimPrefix(strings.TrimPrefix(now, wideOf(now)), "_")
	parts := body.Parts(wideOf(now))
	if len(pressed) > 0 {
		var chosen []string
		for _, id := range pressed {
			switch {
			case id == "whole_"+wideOf(now):
				chosen = parts
			case slices.Contains(parts, id):
				chosen = append(chosen, id)
			default:
				return Reading{}, false
			}
		}
		p.add(chosen, side)
		p.open = append(p.open, later...)
		return inRegions(p, true, ""), true
	}
	chosen, rest := partSaid(now, s)
	if len(chosen.have)+len(chosen.open) == 0 {
		return stuck(nil, s, lang)
	}
	p.have = append(p.have, chosen.have...)
	p.open = append(chosen.open, later...)
	return inRegions(p, true, rest), true
}

// partSaid reads the words that tell which part of a wide place is meant.
func partSaid(now, s string) (place, string) {
	wide := wideOf(now)
	side := strings.TrimPrefix(strings.TrimPrefix(now, wide), "_")
	var p place
	found := body.Find(s)
	fits := len(found.Regions) > 0
	p.have = found.Regions
	for _, b := range found.Unsided {
		if slices.Contains(body.Parts(wide), b) {
			p.add([]string{b}, side)
		} else {
			p.open = append(p.open, b)
		}
		fits = true
	}
	for _, w := range found.Wide {
		if narrower(w.Place, wide) {
			id := w.ID()
			if id == w.Place && side != "" {
				id += "_" + side
			}
			p.open = append(p.open, id)
			fits = true
		}
	}
	if fits {
		return p, restOf(s, found)
	}
	// "The lower part", "all of it": said of the place asked about.
	line := text.Parse(s, "")
	for _, t := range line.Tokens {
		if everything[t.Text] || t.Text == "whole" || t.Text == "entire" {
			p.add(body.Parts(wide), side)
			return p, ""
		}
	}
	if len(line.Tokens) > 12 {
		return place{}, ""
	}
	found = body.Find(s + " " + strings.ReplaceAll(wide, "_", " "))
	for _, id := range found.Regions {
		if r, _ := body.ByID(id); slices.Contains(body.Parts(wide), r.Base) {
			p.have = append(p.have, id)
		}
	}
	for _, b := range found.Unsided {
		p.add([]string{b}, side)
	}
	for _, w := range found.Wide {
		if narrower(w.Place, wide) {
			p.open = append(p.open, strings.TrimSuffix(w.Place+"_"+side, "_"))
		}
	}
	return p, ""
}

// narrower reports whether place lies inside wide.
func narrower(place, wide string) bool {
	return wide == "leg" && (place == "thigh" || place == "lower_leg")
}

// add puts bases in with a side, or to be asked for one.
func (p *place) add(bases []string, side string) {
	for _, b := range bases {
		switch {
		case !body.Paired(b):
			p.have = append(p.have, b)
		case side == "":
			p.open = append(p.open, b)
		case side == "both":
			p.have = append(p.have, b+"_left", b+"_right")
		default:
			p.have = append(p.have, b+"_"+side)
		}
	}
}

// restOf is what a message says besides where.
func restOf(s string, found body.Found) string {
	line := text.Parse(s, "")
	var spans []text.Span
	i := 0
	for _, u := range found.Used {
		for i < len(line.Tokens) && line.Tokens[i].Start < u[0] {
			i++
		}
		from := i
		for i < len(line.Tokens) && line.Tokens[i].End <= u[1] {
			i++
		}
		if from < i {
			spans = append(spans, text.Span{From: from, To: i})
		}
	}
	left := line.Cut(spans...)
	if len(text.Words(left)) < 2 {
		return ""
	}
	return left
}
