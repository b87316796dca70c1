package body

// A scope says how far a negation reaches.
type scope uint8

const (
	none        scope = iota
	constituent       // "not the left": the one thing that follows
	broad             // "no pain in": all of the list that follows
	exception         // "except": the same, and taken back where it was said
)

const (
	nouns = " pain pains ache aches problem problems issue issues trouble symptoms soreness discomfort tenderness stiffness numbness tingling swelling injury injuries complaints dolor longer more "
	hurts = " hurt hurts hurting ache aches aching sore painful bother bothers bothering affected involved problem stiff tender duele duelen molesta "
	havin = " have has had having feel get mean think include hurt hurts hurting involve injure injured tengo "
)

// negation reads the one at element i: how far it reaches, and how many
// elements it takes.
func (r *reader) negation(i int) (scope, int) {
	w := r.wordAt(i)
	if r.wordAfter(i) == "" {
		return none, 0
	}
	switch w {
	case "no":
		return r.saysNone(i), 1
	case "nothing", "none":
		if isOne(" in wrong with at around ", r.wordAfter(i)) {
			return broad, 1
		}
	case "not", "isnt", "arent", "wasnt", "werent", "aint":
		return r.saysNot(i), 1
	case "dont", "doesnt", "didnt", "havent", "hasnt", "never", "nunca", "tampoco":
		return r.saysNever(i), 1
	case "without", "neither", "nor", "sin", "ni":
		if r.placeAhead(i+1, reach) {
			return broad, 1
		}
	case "except", "excluding", "excepting", "minus", "excepto", "salvo":
		if r.placeAhead(i+1, reach) {
			return exception, 1
		}
	case "apart", "other", "rather", "instead", "aside":
		if isOne(" from than of ", r.wordAfter(i)) && r.placeAhead(i+2, reach) {
			return constituent, 2
		}
	case "solia":
		if isOne(" doler ser dolerme ", r.wordAfter(i)) {
			return broad, 2
		}
	case "used":
		if r.ask != Once && r.wordAfter(i) == "to" && isOne(" hurt have be get ache ", r.wordAfter(i+1)) {
			return broad, 3
		}
	case "everything", "everywhere", "anything", "anywhere", "all":
		if isOne(" but except ", r.wordAfter(i)) && r.neg == none {
			return broad, 2
		}
	case "todo", "todos", "todas":
		if isOne(" menos excepto salvo ", r.wordAfter(i)) {
			return broad, 2
		}
	case "menos":
		if r.placeAhead(i+1, 3) && len(r.ms) > 0 {
			return exception, 1
		}
	case "says", "said", "thinks", "swears", "dice", "thought", "assumed", "figured", "guessed", "pense", "crei", "creia", "pensaba":
		if r.turnsOut(i) {
			return broad, 1
		}
	}
	return none, 0
}

// wordAt is the word of element i if it names nothing, else "".
func (r *reader) wordAt(i int) string {
	if i < 0 || i >= len(r.es) || r.es[i].kind != other {
		return ""
	}
	return r.ws[r.es[i].from].text
}

// wordAfter is the first word of the element after i, if no mark stands
// between; it may name a part.
func (r *reader) wordAfter(i int) string {
	if i+1 >= len(r.es) || r.ws[r.es[i+1].from].before != space {
		return ""
	}
	return r.ws[r.es[i+1].from].text
}

// placeAhead reports whether a part or side stands within n elements from i
// on, no mark let by.
func (r *reader) placeAhead(i, n int) bool {
	for k := i; k < len(r.es) && k < i+n; k++ {
		if r.ws[r.es[k].from].before != space {
			return false
		}
		if k := r.es[k].kind; k == part || k == side {
			return true
		}
	}
	return false
}

// saysNone reads "no pain in", "no knee pain"; "no, my knee" and "no the
// left one" correct somebody and deny nothing.
func (r *reader) saysNone(i int) scope {
	n := r.wordAfter(i)
	if isOne(nouns, n) {
		return broad
	}
	if isOne(" me tengo en es son ", n) && r.placeAhead(i+1, reach+1) {
		return broad
	}
	if isOne(" el la los las mi mis ", n) && r.placeAhead(i+1, 3) {
		return constituent // Spanish: "no la izquierda"
	}
	for k := i + 1; k < len(r.es) && k < i+4 && r.ws[r.es[k].from].before == space; k++ {
		if r.es[k].kind == part {
			return broad
		}
		if isOne(determiners, r.wordAt(k)) || isOne(" its it im i is ", r.wordAt(k)) {
			return none
		}
		if isOne(nouns, r.wordAt(k)) {
			return broad
		}
	}
	return none
}

// saysNot reads "not the left", "not hurting in my knee"; "not sure", "not
// just my knee" and "not getting better" deny nothing.
func (r *reader) saysNot(i int) scope {
	if isOne(" just only sure certain getting going able improving better healing good great bending moving working enough much great right ", r.wordAfter(i)) &&
		!(i+1 < len(r.es) && r.es[i+1].kind != other) {
		return none
	}
	for k := i + 1; k < len(r.es) && k < i+6 && r.ws[r.es[k].from].before == space; k++ {
		if r.es[k].kind == part || r.es[k].kind == side {
			return constituent
		}
		if isOne(hurts, r.wordAt(k)) || isOne(nouns, r.wordAt(k)) {
			return broad
		}
	}
	return none
}

// saysNever reads "don't have knee pain", "never hurt my back".
func (r *reader) saysNever(i int) scope {
	for k := i + 1; k < len(r.es) && k < i+5 && r.ws[r.es[k].from].before == space; k++ {
		if w := r.wordAt(k); isOne(havin, w) && r.placeAhead(k+1, reach+1) {
			return broad
		}
	}
	return none
}

// endNegation ends the scope at a comma or "and" before element i, unless
// what follows goes on with the list that is denied.
func (r *reader) endNegation(i int, atComma bool) {
	switch r.neg {
	case none:
		return
	case constituent:
		if !atComma || r.listsOn(i, true) {
			return
		}
	case broad, exception:
		if r.listsOn(i, false) {
			return
		}
	}
	r.neg = none
}

// listsOn reports whether a list goes on at element i: a part that no verb
// follows. With an "or" demanded, one must stand in it.
func (r *reader) listsOn(i int, or bool) bool {
	seen, sawOr := false, false
	for k := i; k < len(r.es) && k < i+4*reach; k++ {
		e := r.es[k]
		if m := r.ws[e.from].before; m >= tag {
			break
		}
		w := r.wordAt(k)
		switch {
		case e.kind == part:
			seen = true
		case e.kind != other:
		case w == "or" || w == "nor" || w == "ni":
			sawOr = true
		case isOne(joiners, w), isOne(determiners, w), isOne(fillers, w):
		case isOne(" hurts hurt hurting aches is are feels feel has have started kills killing stiff sore duele ", w):
			return false
		default:
			return seen && (sawOr || !or)
		}
	}
	return seen && (sawOr || !or)
}

// onlyBut reports whether the word at element i excepts from what was said to
// be well, so that what follows is what hurts: "all fine except my knee".
func (r *reader) onlyBut(i int) bool {
	w := r.wordAt(i)
	if !isOne(" except excluding but besides salvo excepto menos ", w) && !(isOne(" apart aside other ", w) && isOne(" from than ", r.wordAfter(i))) || !r.placeAhead(i+1, reach+1) {
		return false
	}
	well := false
	for k := i - 1; k >= r.sentenceAt && k > i-9; k-- {
		if r.es[k].kind == part {
			return false
		}
		x := r.wordAt(k)
		if isOne(" nothing nowhere none nada ", x) || isOne(" anywhere else ", x) && w != "but" {
			return true
		}
		well = well || isOne(" fine good ok okay well great bien perfect ", x)
		if well && isOne(" everything all rest else todo ", x) {
			return true
		}
		if x == "no" && isOne(nouns, r.wordAt(k+1)) {
			return true
		}
	}
	return false
}

// turnsOut reports whether what was thought at element i is given up for
// something else later in the sentence: "but it's my back".
func (r *reader) turnsOut(i int) bool {
	before, but := false, false
	for k := i + 1; k < len(r.es) && k < i+20; k++ {
		if r.ws[r.es[k].from].before >= tag {
			return false
		}
		named := r.es[k].kind == part || r.es[k].kind == side
		switch {
		case but && isOne(" also too y tambien ", r.wordAt(k)):
			return false
		case named && but:
			return true
		case named:
			before = true
		case before && isOne(" but pero sino turns turned ", r.wordAt(k)):
			but = true
		}
	}
	return false
}

const (
	being  = " is are was feels feel seems s esta estan looks feeling doing "
	howFar = " totally completely pretty all both now still perfectly just doing quite absolutely a lot much way so feeling basically fully already totalmente perfectamente muy ya "
	well   = " fine ok okay okey normal healthy unaffected alright perfect bien healed recovered resolved gone cool well fixed painless solid "
)

// wellBehind reports whether the words behind element i say that what it
// names is well: "is fine", "doesn't hurt", "no".
func (r *reader) wellBehind(i int) bool {
	k := i + 1
	skip := func(list string) {
		for n := 0; n < 4 && !r.ends(k) && isOne(list, r.wordAt(k)); n++ {
			k++
		}
	}
	skip(" itself side one ones pain mine and part area ")
	if r.ends(k) {
		return false
	}
	moved := k
	if k > i+1 && r.wordAt(k-1) == "and" {
		return false
	}
	switch w := r.wordAt(k); w {
	case "no", "not", "nope":
		if r.ends(k + 1) {
			return true
		}
		k++
		return w == "no" && (isOne(" pain problem problems issue issues longer ", r.wordAt(k)) || isOne(" me ya ", r.wordAt(k)) && isOne(hurts, r.wordAt(k+1)) || isOne(hurts, r.wordAt(k)))
	case "ya", "se":
		return r.wellSpanish(k)
	case "mejoro", "sano", "healed", "recovered", "resolved":
		return true
	case "never":
		return isOne(hurts, r.wordAt(k+1)) || isOne(" hurt bothered been ", r.wordAt(k+1))
	case "has", "have", "had":
		if r.wordAt(k+1) == "never" {
			return true
		}
		skip(" has have had fully completely totally since now ")
		return isOne(" healed recovered resolved gone cleared ", r.wordAt(k))
	case "got", "gets", "went", "cleared", "calmed", "stopped", "settled":
		return r.mended(k)
	case "used":
		return r.wordAt(k+1) == "to" && (isOne(hurts, r.wordAt(k+2)) || r.wordAt(k+2) == "be")
	}
	skip(being)
	switch w := r.wordAt(k); {
	case isOne(" doesnt dont isnt arent didnt not no wasnt ", w):
		if r.ends(k+1) && w != "wasnt" && w != "didnt" {
			return true
		}
		k++
		skip(" any actually really longer at all the a where it that what bothering no ")
		return r.wordAt(moved-1) != "pain" && isOne(hurts, r.wordAt(k)) && k < len(r.es)
	case w == "does" || w == "do":
		return r.wordAt(k+1) == "not" && (r.ends(k+2) || isOne(hurts, r.wordAt(k+2)))
	}
	if k == moved && k == i+1 && !isOne(" fine ok okay bien perfect good alright healed gone ", r.wordAt(k)) {
		return false
	}
	skip(howFar)
	if r.ends(k) || r.still(k) {
		return false
	}
	w := r.wordAt(k)
	switch {
	case w == "good" || w == "great":
		return r.ends(k + 1)
	case w == "better" || w == "mejor":
		return k > i+1 && (r.ends(k+1) || isOne(" now after since already thanks today ahora ya ", r.wordAt(k+1)))
	}
	return isOne(well, w)
}

// ends reports whether what was said ends before element k.
func (r *reader) ends(k int) bool {
	return k >= len(r.es) || r.ws[r.es[k].from].before != space || isOne(" but pero and y though ", r.wordAt(k))
}

// still reports whether the words from element k on take back that all is
// well: "better but still sore".
func (r *reader) still(k int) bool {
	for j := k; j < len(r.es) && j < k+7 && r.es[j].kind != part; j++ {
		if isOne(" still todavia aun sigue when unless cuando ", r.wordAt(j)) {
			return true
		}
	}
	return false
}

// mended reads "got better", "went away", "stopped hurting" at element k.
func (r *reader) mended(k int) bool {
	if r.still(k) {
		return false
	}
	switch x := r.wordAt(k + 1); r.wordAt(k) {
	case "got", "gets":
		return x == "better" && (r.ends(k+2) || isOne(" now after since already ", r.wordAt(k+2)))
	case "went":
		return x == "away"
	case "cleared":
		return x == "up"
	case "calmed", "settled":
		return x == "down"
	default:
		return isOne(hurts, x)
	}
}

// wellSpanish reads "ya no", "ya se me quitó" at element k.
func (r *reader) wellSpanish(k int) bool {
	for n := 0; n < 4 && isOne(" ya se me esta mucho ", r.wordAt(k)); n++ {
		k++
	}
	return isOne(" no quito paso curo fue alivio bien mejor mejoro sano recupero ", r.wordAt(k))
}
