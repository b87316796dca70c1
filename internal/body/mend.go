package body

// A fixing says what words that take something back leave to stand.
type fixing uint8

const (
	nofix   fixing = iota
	instead        // "no wait", "I mean": what follows is meant, not what went before
	just           // "no, only": of all that was said this alone
)

// mendReach is how many elements words that take back look ahead.
const mendReach = 8

// takesBack reads words that take back what went before, and returns how many
// elements they are; 0 where there are none.
func (r *reader) takesBack(i int) int {
	if len(r.ms) == 0 {
		return 0
	}
	n := r.cue(i)
	if n == 0 {
		if r.fix != nofix && i-r.fixAt <= 4 && isOne(" just only solo nomas solamente ", r.wordAt(i)) {
			r.fix = just
		}
		return 0
	}
	if r.fix == nofix || i-r.fixAt > mendReach {
		r.fix = instead
	}
	r.fixAt = i + n - 1
	return n
}

func (r *reader) cue(i int) int {
	w, x := r.wordAt(i), r.wordAt(i+1)
	follows := r.follows(i)
	switch w {
	case "wait", "oops", "whoops", "nope", "correction", "typo", "espera", "perdon", "digo", "oop", "ups", "miento":
		if !isOne(" cant to the cannot and ", r.wordAt(i-1)) {
			return 1
		}
	case "sorry":
		if !isOne(" for about to if im am ", x) && !isOne(" feel ", r.wordAt(i-1)) {
			return 1
		}
	case "actually", "rather":
		if r.ws[r.es[i].from].before != space || follows != space || isOne(" no wait sorry but or ", r.wordAt(i-1)) || w == "actually" && isOne(" no its the my just only it i ", x) && !isOne(" and is it its does ", r.wordAt(i-1)) {
			return 1
		}
	case "i", "sorry i", "eh", "er":
		if isOne(" mean meant ", x) && !r.trailing(i+1) {
			return 2
		}
	case "meant":
		return 1
	case "should", "supposed", "shouldve", "shoulda":
		if isOne(" be been say read to have of ", x) && r.placeAhead(i+2, 4) {
			return 2
		}
	case "scratch", "strike", "forget", "ignore":
		if x == "that" {
			return 2
		}
	case "make", "or":
		if isOne(" that it rather ", x) && r.es[i+1].kind == other && r.nears(i+2) {
			return 2
		}
	case "my":
		if x == "bad" && r.follows(i+1) != space {
			return 2
		}
	case "hang", "hold":
		if x == "on" {
			return 2
		}
	case "mejor", "quise", "quiero":
		if isOne(" dicho decir ", x) {
			return 2
		}
	case "mas":
		if x == "bien" {
			return 2
		}
	case "me":
		if isOne(" equivoque confundi ", x) {
			return 2
		}
	case "no":
		if r.saysNone(i) != none {
			return 0
		}
		if e := i - 1; e >= 0 && r.es[e].kind != other && r.ws[r.es[i].from].before == space &&
			(follows != space || !isOne(" wait sorry i actually espera perdon hang hold the la el ", x) && r.wordAt(i+1) != "") {
			return 0 // "shoulders no, neck yes"
		}
		if follows != space || x == "" || isOne(" left right both wait sorry the its it actually just only i la el es espera perdon not my mejor ", x) {
			return 1
		}
	}
	return 0
}

// follows is the mark behind element i.
func (r *reader) follows(i int) mark { return r.ws[r.es[i].to-1].after }

// trailing reports whether the cue that ends at element i stands behind what
// it is about: "the left one, knee I mean".
func (r *reader) trailing(i int) bool {
	end := i+1 >= len(r.es) || r.follows(i) != space
	return end && i >= 2 && r.es[i-2].kind == part && r.ws[r.es[i-1].from].before == space
}

// nears reports whether a part or side stands at most two elements from i on.
func (r *reader) nears(i int) bool { return r.placeAhead(i, 3) }

// mending reports whether what is said at element i takes the place of what
// was said before, and forgets that it was announced.
func (r *reader) mending(i int) fixing {
	f := r.fix
	r.fix = nofix
	if f == nofix || i-r.fixAt > mendReach || r.neg != none {
		if r.neg != none && i-r.fixAt <= mendReach {
			r.fix, r.fixAt = f, i // "no, not the neck, the mid back"
		}
		return nofix
	}
	return f
}

// adds reports whether words between the cue and element i, or behind it, add
// instead of taking back: "actually my hip too".
func (r *reader) adds(i int) bool {
	const more = " too also and plus tambien y ademas well "
	for k := r.fixAt + 1; k < i; k++ {
		if isOne(more, r.wordAt(k)) {
			return true
		}
	}
	for k := i + 1; k < len(r.es) && k < i+6; k++ {
		if r.ws[r.es[k].from].before >= tag || r.es[k].kind == part {
			return false
		}
		if w := r.wordAt(k); w == "too" || w == "also" || w == "tambien" || w == "well" && r.wordAt(k-1) == "as" {
			return true
		}
	}
	return false
}

// standing returns the mentions that are neither denied nor taken back.
func (r *reader) standing() []*mention {
	var all []*mention
	for k := len(r.ms) - 1; k >= 0 && k > len(r.ms)-30; k-- {
		if m := &r.ms[k]; !m.gone && m.no == none {
			all = append(all, m)
		}
	}
	return all
}

// mend lets m stand for what was taken back before it. It reports false where
// m says nothing new.
func (r *reader) mend(m *mention) bool {
	f := r.mending(m.at)
	if f == nofix || r.adds(m.at) {
		return true
	}
	have := r.standing()
	if len(have) == 0 {
		return true
	}
	last := have[0]
	if f == just {
		kept := false
		for _, h := range have {
			switch {
			case h.place != m.place, m.bits != 0 && h.bits != m.bits:
				h.gone = true
			default:
				kept = true
			}
		}
		return !kept
	}
	if last.place == m.place {
		if m.bits == 0 {
			return last.bits == 0
		}
		last.gone = true
		return true
	}
	if len(have) > 1 && have[1].chain == last.chain && (m.bits == 0 || m.bits != last.bits) {
		r.unclear = true // all of the list, or the last?
	}
	last.gone = true
	if m.bits == 0 && last.bits != both && Paired(last.place) {
		m.bits = last.bits
	}
	return true
}

// mendSide lets a side said alone stand for the one that was taken back.
func (r *reader) mendSide(i, last int, bits sideBits) bool {
	if r.fix == nofix || r.neg != none {
		return false
	}
	if f := r.mending(i); f == nofix || r.adds(last) {
		return false
	}
	have := r.standing()
	if len(have) == 0 || r.wellBehind(last) {
		return false
	}
	was, chain := have[0].bits, have[0].chain
	for _, m := range have {
		if m.chain != chain || m.bits != was {
			break
		}
		m.bits, m.own, m.plural, m.not = bits, true, false, 0
	}
	have[0].to = max(have[0].to, r.es[last].to)
	return true
}

// pronoun takes "that one's fine" for the last place named.
func (r *reader) pronoun(i int) {
	if r.ask == Once {
		return
	}
	w := r.wordAt(i)
	k := i
	switch {
	case isOne(" that those ", w) && isOne(" one ones ", r.wordAt(i+1)):
		k++
	case w == "thats" || w == "that" && r.ws[r.es[i].from].owner:
		if m := r.lastMention(); m != nil && isOne(" over gone healed history past ", r.wordAt(i+1)) && r.es[i].from-m.to <= reachBack {
			m.no = broad
		}
		return
	case isOne(" ese esa esos esas eso ", w):
	default:
		return
	}
	m := r.lastMention()
	if m == nil || m.gone || r.es[i].from-m.to > reachBack || !r.wellBehind(k) {
		return
	}
	m.no = broad
}

// relative gives the side at element i that is said by another ("the same
// side") what it means here. It reports false where that is not known.
func (r *reader) relative(i int) bool {
	e := &r.es[i]
	if e.rel == 0 {
		return true
	}
	for k := len(r.ms) - 1; k >= 0 && k > len(r.ms)-4; k-- {
		b := r.ms[k].bits &^ r.ms[k].not
		if b != left && b != right {
			continue
		}
		if e.bits = b; e.rel == otherSide {
			e.bits = both &^ b
		}
		return true
	}
	return false
}

// between puts the place that lies between two in their stead: "between my
// elbow and wrist".
func (r *reader) between(m *mention) {
	if len(r.ms) == 0 {
		return
	}
	last := &r.ms[len(r.ms)-1]
	if last.chain != m.chain || last.gone || !isOne(" and y ", at(r.ws, m.from-1)) && !isOne(" and y ", at(r.ws, m.from-2)) {
		return
	}
	from := last.from - 1
	for isOne(determiners, at(r.ws, from)) {
		from--
	}
	if !isOne(" between inbetween entre ", at(r.ws, from)) {
		return
	}
	if p := middles[[2]string{last.place, m.place}]; p != "" {
		m.place = p
	} else if p := middles[[2]string{m.place, last.place}]; p != "" {
		m.place = p
	} else {
		return
	}
	last.gone = true
	m.bits |= last.bits
	m.own = m.own || last.own
	m.from = last.from
}

// middles are the places between two.
var middles = map[[2]string]string{
	{"elbow", "wrist"}: "forearm", {"elbow", "hand"}: "forearm", {"elbow", "shoulder"}: "upper_arm",
	{"hip", "knee"}: "thigh", {"groin", "knee"}: "thigh", {"knee", "ankle"}: "lower_leg", {"knee", "foot"}: "lower_leg",
	{"buttock", "knee"}: "thigh_back", {"shoulder_blade", "back"}: "upper_back",
}

// unnamed is the place of a mention whose name is not known.
const unnamed = "?"

// unknown reports whether the bare side at elements i to last is said of a
// word that is not known, as "anlke" in "left knee and right anlke": it is
// not the knee's, and what is known is not all.
func (r *reader) unknown(i, last int) bool {
	const tells = " one ones side sides too also well worse worst more mostly mainly only just since when hurts hurt aches ache feels sore stiff bad badly tight numb weak equally really sometimes now then " +
		"started kind sort slightly especially constantly always often occasionally first again alone pain though please lately today yesterday tonight morning anymore even usually definitely " +
		"doesnt dont isnt arent does didnt wasnt hasnt will wont cant seems being handed sided bothers killing clicks pops burns throbs swells swollen tingles locks gives hurting aching throbbing primarily particularly maybe probably perhaps either most quite very pretty area " +
		"thanks lol haha recently currently afterwards izquierdo derecho tambien siempre peor cuando desde below above inside outside lower upper front back middle there here part half facing "
	if last != i || r.es[i].to-r.es[i].from > 1 || r.es[i].rel != 0 || !isOne(" left right l r ", respellSide(r.ws[r.es[i].from].text)) || r.neg != none {
		return false
	}
	w := r.wordAt(i + 1)
	if len(w) < 4 || r.follows(i) != space || isOne(tells, w) || isOne(hurts, w) || isOne(nouns, w) || isOne(rightElsewhere, w) || w[0] <= '9' || w[len(w)-1] == 'y' && w[max(0, len(w)-2)] == 'l' {
		return false
	}
	if k := i + 2; !r.ends(k) && !isOne(" and n pain hurts hurt aches is are or too also ", r.wordAt(k)) {
		return false
	}
	at := r.es[i].from
	if r.ws[at].before == space && at > 0 && !isOne(" and n y my the plus also or ", r.ws[at-1].text) {
		return false
	}
	r.chain++
	m := mention{at: i, place: unnamed, bits: r.es[i].bits, own: true, sentence: r.sentence, chain: r.chain, from: at, to: at + 2}
	if r.mend(&m) {
		r.put(m)
	}
	r.chainOK = false
	r.share = 0
	return true
}
