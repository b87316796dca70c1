package body

// An elem is a word or phrase of the message with what it means here.
type elem struct {
	kind     elemKind
	from, to int // words
	place    int // of a part: its position in lexicon
	many     bool
	bits     sideBits // of a side
	rel      relation // of a side said by another
	qual     quals    // of a qualifier
}

// A relation is how a side is said by another: "the same side".
type relation uint8

const (
	sameSide relation = 1 + iota
	otherSide
)

type elemKind uint8

const (
	other     elemKind = iota // a word that names nothing
	part                      // a place
	side                      // left, right, both
	qualifier                 // upper, back of, whole
)

// sideBits are the sides said of a part.
type sideBits uint8

const (
	left sideBits = 1 << iota
	right
	both = left | right
)

// quals say which part of a wide place is meant.
type quals uint8

const (
	upper quals = 1 << iota
	middle
	lower
	front
	rear
	inner
	outer
	whole
)

// bare are the qualifiers that are always one; those in of only before "of",
// or behind a place: "lower back, at the top" says nothing of the back.
var (
	bare = map[string]quals{
		"upper": upper, "mid": middle, "middle": middle, "central": middle, "lower": lower, "low": lower,
		"front": front, "anterior": front, "rear": rear, "posterior": rear, "inner": inner, "medial": inner,
		"outer": outer, "lateral": outer, "whole": whole, "entire": whole, "complete": whole,
		"alta": upper, "media": middle, "baja": lower, "abajo": lower, "arriba": upper, "medio": middle, "toda": whole, "entera": whole,
		"delantera": front, "delantero": front, "trasera": rear, "atras": rear, "detras": rear, "delante": front, "adelante": front,
		"interna": inner, "interno": inner, "externa": outer, "externo": outer, "entero": whole, "alto": upper, "bajo": lower,
	}
	before = map[string]quals{
		"top": upper, "center": middle, "centre": middle, "bottom": lower, "small": lower, "base": lower,
		"back": rear, "inside": inner, "outside": outer, "all": whole,
	}
)

// parse marks the parts, sides and qualifiers among the words.
func parse(ws []word) []elem {
	es := make([]elem, 0, len(ws))
	for i := 0; i < len(ws); {
		e := elem{from: i, to: i + 1}
		if p, n := longest(ws, i); n > 0 && (p.sense != isIdiom || ws[i].text != "pain" || figurative(ws, i)) {
			e.to = i + n
			switch {
			case p.sense >= 0 && !meant(ws, i, n):
			case p.sense >= 0 && atRear(ws, es, i, n):
				e.kind, e.qual = qualifier, rear
			case p.sense == isSame:
				e.kind, e.rel = side, sameSide
			case p.sense == isOther:
				e.kind, e.rel = side, otherSide
			case p.sense >= 0:
				e.kind, e.place, e.many = part, p.sense, p.many
			case p.sense != isIdiom:
				e.kind = side
				e.bits = sideOfSense(p.sense)
			}
		} else if otherOne(ws, i) {
			e.kind, e.rel = side, otherSide
		} else if b := sideOf(ws, i, es); b != 0 {
			e.kind, e.bits = side, b
		} else if q := qualOf(ws, i); q != 0 {
			e.kind, e.qual = qualifier, q
		}
		es = append(es, e)
		i = e.to
	}
	return es
}

// figurative reports whether the "pain in the neck" at word i is somebody:
// "he is such a pain in the neck", not "I have a pain in the neck".
func figurative(ws []word, i int) bool {
	article := false
	for k := i - 1; k >= 0 && k > i-5; k-- {
		w := ws[k].text
		switch {
		case w == "a" || w == "such" || w == "real" || w == "total" || w == "royal" || w == "huge" || w == "complete" || w == "right":
			article = true
		case ws[k].owner || isOne(" is im are be being was were youre hes shes theyre its thats ", w):
			return article
		default:
			return false
		}
	}
	return article && at(ws, i+4) == "of"
}

// atRear reports whether the "back" at word i only tells where on the part
// before it: "my thigh, at the back", "back side of".
func atRear(ws []word, es []elem, i, n int) bool {
	if n != 1 || ws[i].text != "back" {
		return false
	}
	if next(ws, i) == "side" || next(ws, i) == "part" {
		return at(ws, i+2) == "of"
	}
	if p := prev(ws, i); p != "the" && p != "its" || !isOne(" in at on around ", at(ws, i-2)) || len(es) < 3 {
		return false
	}
	for k := len(es) - 3; k >= 0 && k > len(es)-5; k-- {
		if es[k].kind == part {
			return true
		}
		if es[k].kind == other {
			return false
		}
	}
	return false
}

// otherOne reports whether word i is the "other" of "the other knee".
func otherOne(ws []word, i int) bool {
	switch ws[i].text {
	case "other", "opposite":
		return isOne(" the my ", prev(ws, i)) && begins(ws, i+1)
	case "otro", "otra":
		return isOne(" el la ", prev(ws, i)) && (begins(ws, i+1) || isOne(" tambien no esta si ", next(ws, i)) || next(ws, i) == "")
	}
	return false
}

// sideOfSense returns the side that a phrase with this sense says.
func sideOfSense(sense int) sideBits {
	switch sense {
	case isLeft:
		return left
	case isRight:
		return right
	case isBoth:
		return both
	}
	return 0
}

// longest finds the longest phrase at word i, and how many words it takes.
func longest(ws []word, i int) (phrase, int) {
	w := ws[i].text
	if w == "back" && i+1 < len(ws) && ws[i+1].text == "of" && ws[i+1].before == space {
		// "back of my left thigh": a qualifier, unless the phrase is whole.
		for _, p := range phrases[w] {
			if n := p.match(ws, i); n > 2 {
				return p, n
			}
		}
		return phrase{}, 0
	}
	for _, w := range []string{w, homophone(ws, i), respell(w)} {
		for _, p := range phrases[w] {
			if n := p.match(ws, i); n > 0 {
				return p, n
			}
		}
	}
	return phrase{}, 0
}

// homophone returns the place that the word at i sounds like, as dictation
// writes it: "my left heal"; "" if it is none, or no side goes before.
func homophone(ws []word, i int) string {
	as := map[string]string{"nee": "knee", "heal": "heel", "heals": "heels", "nees": "knees", "rest": "wrist", "hill": "heel", "tow": "toe"}[ws[i].text]
	if as != "" && isOne(" left right l r both lt rt lft rite ", prev(ws, i)) {
		return as
	}
	return ""
}

// at returns the text of word i; "" outside the message or behind a mark.
func at(ws []word, i int) string {
	if i < 0 || i >= len(ws) {
		return ""
	}
	return ws[i].text
}

// next returns the word behind i if nothing stands between, prev the one
// before it.
func next(ws []word, i int) string {
	if ws[i].after != space {
		return ""
	}
	return at(ws, i+1)
}

func prev(ws []word, i int) string {
	if ws[i].before != space {
		return ""
	}
	return at(ws, i-1)
}

// begins reports whether a place is named from word i on, qualifiers let by.
func begins(ws []word, i int) bool {
	for n := 0; n < 2 && i < len(ws) && ws[i].before == space; n++ {
		if p, k := longest(ws, i); k > 0 {
			return p.sense >= 0
		}
		if bare[ws[i].text] == 0 {
			return false
		}
		i++
	}
	return false
}

const (
	// What goes before or behind "back" where it is no part of the body.
	beforeBackAway = " came come comes coming go goes going went gone get gets getting got look looks looking call called calling bring brings brought " +
		"hold holding held years year weeks week months month days day while time way bit hour hours ago bounce bouncing bounced set sets fell fall fallen " +
		"be been welcome write text message ring turn pay give take taking took step stepped stepping far going straight report sent send " +
		"moving moved cut cutting push pushed pushing pull pulled pulling lay laid sit lean leaned move "
	afterBackAway = " in then to at when from again home up onto into by until till since around "
	possessors    = " my the his her your our their its a this whole entire of low lower upper mid middle bad sore stiff tight in on with and hurt hurts hurting injured pulled threw tweaked "
	units         = " two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand few several couple square cubic "
)

// meant reports whether the place named by n words from i on is meant as one:
// not "came back", "six feet".
func meant(ws []word, i, n int) bool {
	p, w := prev(ws, i), ws[i].text
	nx := next(ws, i+n-1)
	if isOne(things, nx) || isOne(thingsPlain, nx) && n == 1 && p != "my" {
		return false
	}
	switch {
	case w == "🦶" || w == "🦵" || w == "✋" || w == "🍑":
		return isOne(pointsAt, p) || len(ws) <= 3 || i == 0 && sideOf(ws, 1, nil) != 0
	case isOne(" arm arms hand hands ", w) && isOne(" up overhead outstretched raised above ", nx):
		return false
	case w == "heels":
		return !isOne(" wear wearing wore in high stiletto ", p)
	case w == "ass" || w == "butt":
		return !isOne(" off ", nx)
	case n > 1:
		return true
	case w == "back":
		if isOne(" left right full half wing ", p) && isOne(" play plays played playing a at as ", at(ws, i-2)) {
			return false
		}
		if isOne(possessors, p) {
			return p != "on" && p != "and" && p != "a" || !isOne(afterBackAway, nx)
		}
		if p == "right" && isOne(" be come came go went ill brought ", at(ws, i-2)) {
			return false
		}
		return !isOne(beforeBackAway, p) && !isOne(afterBackAway, nx)
	case w == "foot" || w == "feet":
		return p == "" || !isOne(units, p) && (p[0] < '0' || p[0] > '9')
	case w == "head":
		return !isOne(" i to will ill well we ", p) && !isOne(" to out home back office coach teacher over of first nurse chef count start down forward bent ", nx) && !(nx == "is" && isOne(" down forward bent tilted up ", at(ws, i+2)))
	case w == "face":
		return !isOne(" to i cant not we in ", p) || p == "in" && nx == ""
	case w == "hand":
		return !isOne(" by to at ", p) && (p != "a" || isOne(" injury surgery pain problem issue ", nx))
	case w == "core":
		return isOne(" my the ", p) || p == "" && nx == ""
	case w == "sole":
		return isOne(" my the left right ", p) || p == "" && nx == ""
	}
	return true
}

// pointsAt go before an emoji that stands for a place.
const pointsAt = " my left right both the l r mi el la "

// things make of the place before them something else: a press for legs, a
// rail for hands.
const (
	things = " surgeon surgeons therapist specialist model washing teeth tooth molar molars rail rails press presses curl curls flys flyes flies raise raises thrust thrusts bridges extension extensions pulldown pulldowns squat squats shrugs dips " +
		"board bag bags band strap wrestling bowler spin bowling machine season rest rests chair towel rails pillow pillows workout workouts gate exercises office "
	thingsPlain = " end door yard pack seat row country bench guard mask cream lotion phone weights weight stand made held brake luggage "
)

const (
	rightElsewhere = " now away after before at in there here where on between above below under underneath behind beside next when as until till up down across along " +
		"off over through around about under since because "
	rightNever = " now away thing things way place time answer amount order direction person angle choice decision word words kind sort fit balance approach treatment therapist "
	notRight   = " all alright youre quite feel feels felt feeling isnt doesnt sit sits sitting sat do doing done go goes going look looks seem seems yeah yep yes ok okay get am i it youd am that thats "
	leftVerbs  = " work home off over me him her us them school hospital town untreated alone with for behind out nothing hanging unchecked the a my early college uni practice "
	whoLeft    = " i he she we they who you it that ive hes shes weve theyve id having have has had was were be been being got ever never "
	remaining  = " cartilage strength range movement feeling nothing what whats anything much little still time days weeks months years none few any something someone no "
	definite   = " the on my to his her a this la el a "
)

// sideOf reads the side that word i says, given what goes before; 0 if none.
func sideOf(ws []word, i int, es []elem) sideBits {
	switch w := respellSide(ws[i].text); w {
	case "rite", "write", "wright":
		if begins(ws, i+1) {
			return right
		}
	case "right":
		if rightIsSide(ws, i) {
			return right
		}
	case "left":
		if leftIsSide(ws, i) {
			return left
		}
	case "both":
		return both
	case "each", "either", "ambas", "ambos":
		if begins(ws, i+1) || next(ws, i) == "of" {
			return both
		}
	case "two":
		if isOne(" my las los both ", prev(ws, i)) && begins(ws, i+1) {
			return both
		}
	case "l", "r":
		if letterIsSide(ws, i, es) {
			if w == "l" {
				return left
			}
			return right
		}
	}
	return 0
}

// respellSide puts common slips of left, right and both in order.
func respellSide(w string) string {
	switch w {
	case "letf", "lefft", "elft", "leftt", "leff":
		return "left"
	case "rigth", "rihgt", "righ", "rght", "rightt", "rigt", "riight", "irght":
		return "right"
	case "boht", "bth", "bothh", "botth", "bothe":
		return "both"
	}
	return w
}

func rightIsSide(ws []word, i int) bool {
	if begins(ws, i+1) {
		return true
	}
	p, nx := prev(ws, i), next(ws, i)
	if p == "that" && at(ws, i-2) == "make" {
		return true
	}
	if isOne(rightNever, nx) {
		return false
	}
	if isOne(definite, p) {
		return true
	}
	switch {
	case ws[i].after == tag && ws[i].before == comma:
		return false
	case isOne(rightElsewhere, nx), isOne(notRight, p):
		return false
	case p == "is" && at(ws, i-2) == "that", p == "not" && nx == "":
		return false
	case i == 0 && ws[i].after == comma && isOne(" so ok okay well my it its i ive im ", at(ws, 1)):
		return false
	}
	return true
}

func leftIsSide(ws []word, i int) bool {
	if begins(ws, i+1) {
		return true
	}
	p, nx := prev(ws, i), next(ws, i)
	if p == "be" && isOne(" should supposed to ", at(ws, i-2)) {
		return true
	}
	if isOne(" just already then finally ", p) {
		if i >= 2 && isOne(whoLeft, at(ws, i-2)) {
			return false
		}
	}
	switch {
	case p == "it" && i > 0 && ws[i-1].owner:
		return true
	case isOne(remaining, p), isOne(whoLeft, p):
		return false
	case isOne(leftVerbs, nx):
		return isOne(definite, p)
	}
	return true
}

// letterIsSide reports whether a lone l or r says a side: right before a
// place, right behind one at the end of what is said, or paired with the
// other. "My knees r sore" has none.
func letterIsSide(ws []word, i int, es []elem) bool {
	if begins(ws, i+1) {
		return true
	}
	lone := func(w string) bool { return w == "l" || w == "r" }
	if n := at(ws, i+1); lone(n) && ws[i].after == joint || isOne(" and or ", n) && lone(at(ws, i+2)) {
		return true
	}
	if len(es) == 0 {
		return len(ws) == 1
	}
	last := es[len(es)-1]
	if last.kind == part {
		return ws[i].after != space || i == len(ws)-1
	}
	if isOne(" and or ", ws[i-1].text) && len(es) > 1 {
		last = es[len(es)-2]
	}
	return last.kind == side && last.to-last.from == 1 && lone(ws[last.from].text)
}

// qualOf reads the qualifier that word i is; 0 if none.
func qualOf(ws []word, i int) quals {
	w := ws[i].text
	if isOne(" baja alta ", w) && isOne(" me se que ", prev(ws, i)) {
		return 0 // "me baja a la pierna": it goes down
	}
	if isOne(" abajo arriba ", w) && isOne(" para hacia mas ", prev(ws, i)) {
		return 0
	}
	if q := bare[w]; q != 0 {
		return q
	}
	q := before[w]
	if q == 0 {
		return 0
	}
	nx := next(ws, i)
	switch {
	case nx == "of", q == whole && isOne(" over my the ", nx), q != whole && q != rear && (nx == "" || isOne(" part half bit ", nx)):
		return q
	}
	return 0
}
