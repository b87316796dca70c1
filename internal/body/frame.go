package body

// A frame says how a place is named: as one that hurts, or in passing.
type frame uint8

const (
	plainly frame = iota
	alone         // counts if no other place is named: "fell on my left hip"
	never         // "sitting on my butt", "my husband's knee"
)

const (
	moves = " rest rests resting prop lift lifts lifting lifted raise raises raising raised turn turns turning rotate rotates rotating bend bends bending cross crosses crossing crossed straighten straightens " +
		"straightening flex flexing extend extends extending tilt tilts tilting nod nodding shake shaking swing swinging use using uses move moving moves stretch stretching twist twisting " +
		"roll rolling wave waving wash washing lower lowering shrug shrugging tuck tucking drop dropping point pointing spread spreading kick kicking swivel swivelling turnin liftin bendin " +
		"levantar levanto alzar alzo subir subo bajar bajo mover muevo girar giro doblar doblo estirar estiro cruzar cruzo usar uso voltear volteo agachar agacho inclinar inclino flexionar flexiono levantando girando doblando moviendo "
	stances = " sit sits sitting sat stand stands standing stood kneel kneels kneeling knelt lie lies lying lay laying laid sleep sleeps sleeping slept lean leans leaning leaned rest resting " +
		"crouch crouching squat squatting perched perching propped propping walk walking run running crawl crawling weight sentado sentada sentarme siento acostado acostada acostarme acuesto duermo dormir arrodillado arrodillada arrodillarme apoyado apoyada apoyo apoyar apoyarme recostado recostada tumbado tumbada "
	loads = " carry carries carrying carried hold holds holding held wear wears wearing put puts putting place placing balance balancing sling slinging hang hanging throw throwing haul hauling lug lugging " +
		"reach reaches reaching reached look looks looking cradle cradling tucked wedged crossed cargo cargar llevar cargando sujeto sostengo "
	tools = " work works working type types typing write writing play playing hit hitting kick kicking eat eating drive driving open opening lift lifting push pushing throw throwing brush brushing trabajo trabajar escribo "
	falls = " trip tripped tripping stumbled fell fall falls falling fallen land landed landing slipped crashed came caer cai caigo "
	blows = " hit hits hitting bump bumped banged bang knocked knock smacked whacked golpee golpeo "
	// What is put on a place because it hurts.
	remedies = " heat ice cream gel brace splint tape patch pressure bandage cast boot pack pad massage tension stress pain tightness worst ache knots "
	unable   = " cant cannot couldnt unable hurts hurt hard difficult painful trouble impossible struggle struggling barely hardly tough puedo cuesta dificil duele stiff "
	// Where a clause begins, seen from behind.
	clauses = " but because cause since when while if so then that which where until after before as pero porque cuando si "
	aching  = " pain pains painful hurt hurts hurting ache aches aching achy sore soreness stiff stiffness tight tightness tense numb numbness tingling injured strained sprained pulled tore torn tweaked " +
		"spasm spasms cramp cramps cramping knots killing kills burning burns throbbing throbs stabbing swollen tender bothers bothering messed pinches pinching clicks popping pops weak flares suffers suffer duele duelen dolor molesta molestan "
)

// frameOf tells how the place m is named, from the words before it.
func (r *reader) frameOf(m *mention, linked bool) frame {
	if f := r.anothers(m); f != plainly {
		return f
	}
	if wideNames[m.place] != "" && len(r.ms) > 0 && isOne(" that this same ", at(r.ws, m.from-1)) && r.ms[len(r.ms)-1].no == none {
		return never // "the shot in that arm": the one spoken of
	}
	if isOne(" pitching throwing dominant bowling serving kicking writing mouse drawing swinging racket strumming ", at(r.ws, m.from-1)) || r.ask != Once && r.operated(m.at) {
		return alone
	}
	k := r.phraseStart(m.at)
	w := r.wordAt(k)
	if linked && isOne(" and or y o ", w) && !r.verbBehind(m.at) {
		return r.ms[len(r.ms)-1].frame
	}
	inPassing := never
	wide := wideNames[m.place] != "" || m.place == "head"
	if r.aches() && !wide {
		inPassing = alone
	}
	if isOne(" up down around out back ", w) && isOne(moves, r.wordAt(k-1)) {
		k--
		w = r.wordAt(k)
	}
	switch {
	case isOne(moves, w) && !r.nounBefore(k):
		if r.hinders(k) {
			if !wide || m.place == "head" {
				return plainly
			}
			return alone
		}
		return inPassing
	case isOne(blows, w):
		return alone
	case w == "on" && isOne(" knees feet legs ", at(r.ws, m.to-1)) && r.standingOn(k, m.at):
		return never
	case isOne(" on upon against over above behind across under between with in onto sobre en con entre contra ", w):
		return r.leaned(m, k, w, inPassing)
	}
	return plainly
}

// operated reports whether the words right behind the part at element i say
// that it was operated on.
func (r *reader) operated(i int) bool {
	k := i + 1
	for k < len(r.es) && k < i+3 && r.es[k].kind == side {
		k++
	}
	return k < len(r.es) && r.ws[r.es[k].from].before == space &&
		isOne(" surgery surgeries operation replacement operado operada operados operadas reemplazo ", r.wordAt(k))
}

// phraseStart is the element before all that goes with the part at element i:
// its sides, qualifiers and determiners.
func (r *reader) phraseStart(i int) int {
	k := i - 1
	for k >= 0 && k > i-7 && r.ws[r.es[k+1].from].before == space {
		if r.es[k].kind == part || r.es[k].kind == other && !isOne(determiners, r.wordAt(k)) && !isOne(" of both all de del ", r.wordAt(k)) {
			return k
		}
		k--
	}
	return -1
}

// nounBefore reports whether the word at element k is no verb: "the lift".
func (r *reader) nounBefore(k int) bool {
	return isOne(" the a my ", r.wordAt(k-1)) && r.ws[r.es[k].from].before == space
}

// hinders reports whether the movement at element k is what is hard.
func (r *reader) hinders(k int) bool {
	for j := k - 1; j >= 0 && j > k-4 && r.ws[r.es[j+1].from].before == space; j-- {
		w := r.wordAt(j)
		if isOne(unable, w) {
			return true
		}
		if isOne(clauses, w) {
			return false
		}
	}
	return false
}

// verbBehind reports whether the part at element i begins a clause of its own.
func (r *reader) verbBehind(i int) bool {
	w := r.wordAfter(i)
	return isOne(aching, w) || isOne(" is are was feels feel has have started goes went gets got does do esta estan me ", w)
}

// standingOn reports whether "on my feet" at element k tells how somebody
// works, not where a rash is.
func (r *reader) standingOn(k, at int) bool {
	p, x := r.wordAt(k-1), r.wordAfter(at)
	if isOne(" am is was im are be been being get got down up stay staying spend hours day time job work working always ", p) {
		return true
	}
	return isOne(" all for a lot most much too at since ", x) || len(x) > 5 && x[len(x)-3:] == "ing" && !isOne(aching, x)
}

// leaned reads what a preposition at element k is part of: "sit on", "carry
// my bag on", "fell on".
func (r *reader) leaned(m *mention, k int, w string, inPassing frame) frame {
	for j := k - 1; j >= 0 && j > k-7 && r.ws[r.es[j+1].from].before == space; j-- {
		v := r.wordAt(j)
		switch {
		case isOne(clauses, v), isOne(remedies, v), isOne(aching, v) && j > k-3:
			return plainly
		case isOne(falls, v) && isOne(" on onto against over sobre con ", w):
			return alone
		case isOne(stances, v) && w != "in" && !(w == "en" && m.place != "buttock"):
			if r.hinders(j) {
				return plainly
			}
			return inPassing
		case isOne(loads, v):
			if (w == "in" || w == "en" && !isOne(" cargo cargar cargando ", v)) && !isOne(" arm hand forearm elbow ", m.place) || r.hinders(j) && !isOne(" back head ", m.place) && !(w == "over" && isOne(" look looks looking ", v)) {
				return plainly
			}
			return never
		case isOne(moves, v) && isOne(" over above behind with ", w):
			return never
		case isOne(tools, v) && (w == "with" || w == "con"):
			return never
		}
	}
	return plainly
}

// aches reports whether the message says that something hurts.
func (r *reader) aches() bool {
	if r.hurting == 0 {
		r.hurting = 1
		for _, w := range r.ws {
			if isOne(aching, w.text) {
				r.hurting = 2
				break
			}
		}
	}
	return r.hurting == 2
}

// sift lets go what was named in passing and what is over.
func (r *reader) sift() {
	last := -1
	sites := false
	for i := range r.ms {
		m := &r.ms[i]
		if m.now && !m.gone {
			last = i
		}
		if m.place == unnamed && !m.gone {
			r.unclear = r.unclear || len(r.ms) > 1
			m.gone = true
		}
		sites = sites || m.frame == plainly && !m.gone && m.no == none
	}
	if r.ask == Avoid && !sites {
		for i := range r.ms {
			if m := &r.ms[i]; !m.spared && !m.gone {
				m.no = none
			}
		}
	}
	for i := range r.ms {
		m := &r.ms[i]
		if r.ask == Once && m.now && i > 0 && r.ms[i-1].was {
			m.gone = true
		}
		if m.was && i < last && r.ask != Once {
			m.gone = true
			for k := i - 1; k >= 0 && r.ms[k].chain == m.chain; k-- {
				r.ms[k].gone = true
			}
			for k := i + 1; k < last && r.ms[k].chain == m.chain && !r.ms[k].now; k++ {
				r.ms[k].gone = true
			}
		}
		if m.frame == never || m.frame == alone && sites {
			if m.frame == alone && wideNames[m.place] != "" && (m.bits == left || m.bits == right) {
				r.lend(i)
			}
			m.gone = m.gone || m.no == none
		}
	}
}

// lend gives the side of the limb that cannot be moved to the joint behind it
// that hurts: "I can't raise my left arm, it's the shoulder".
func (r *reader) lend(i int) {
	m := r.ms[i]
	for k := i + 1; k < len(r.ms) && k < i+4; k++ {
		n := &r.ms[k]
		fits := m.place == "arm" && (n.place == "shoulder" || n.place == "shoulder_blade") || m.place != "arm" && (n.place == "hip" || n.place == "groin" || n.place == "buttock")
		if n.bits == 0 && n.no == none && (fits || isPart(m.place, n.place)) {
			n.bits = m.bits
		}
	}
}

func isPart(wide, place string) bool {
	for _, p := range wideParts[wide] {
		if p == place {
			return true
		}
	}
	return false
}

// tense marks m as said of the past or of the present, where the words right
// before it do: "it was the", "now it's".
func (r *reader) tense(m *mention) {
	m.was, m.now = false, false
	for k, n := m.from-1, 0; k >= 0 && n < 6 && (n == 0 && r.ws[k].after < tag || n > 0 && r.ws[k].after == space); k, n = k-1, n+1 {
		w := r.ws[k].text
		switch {
		case isOne(" was were era eran fue antes originally previously primero first surgery operated operation operaron replaced ", w) && n < 4:
			m.was = true
			return
		case w == "from" && isOne(" moved switched shifted jumped changed ", at(r.ws, k-1)):
			m.was = true
			return
		case w == "to" && len(r.ms) > 0 && r.ms[len(r.ms)-1].was && r.ms[len(r.ms)-1].sentence == m.sentence,
			isOne(" now ahora currently nowadays actualmente hoy ", w), isOne(" time days ", w) && isOne(" this these ", at(r.ws, k-1)):
			m.now = !r.addedOn(m.to)
			return
		case !isOne(" its it is es esta just only the my mi la el en on in mostly mainly more left right both solo mas one s to moved de me duele duelen had have done got ", w):
			return
		}
	}
}

// addedOn reports whether what stands before word i is said to be one more.
func (r *reader) addedOn(i int) bool {
	for k := i; k < len(r.ws) && k < i+4 && r.ws[k].before < tag; k++ {
		if isOne(" too also tambien aswell ", r.ws[k].text) || r.ws[k].text == "as" && at(r.ws, k+1) == "well" {
			return true
		}
	}
	return false
}

// extent reads "from the knee down": a limb, or too much of the body to
// record.
func (r *reader) extent(m *mention) bool {
	k := r.phraseStart(m.at)
	from := false
	for j := max(k, 0); j < m.at; j++ {
		from = from || isOne(" from desde de ", r.wordAt(j))
	}
	if !from {
		return false
	}
	x, y := r.wordAfter(m.at), ""
	if m.at+2 < len(r.es) && r.ws[r.es[m.at+2].from].before == space {
		y = r.ws[r.es[m.at+2].from].text
	}
	if isOne(" para hacia ", x) && isOne(" abajo arriba ", y) {
		x = map[string]string{"abajo": "down", "arriba": "up"}[y]
		y = ""
	}
	if x != "down" && x != "up" && x != "downwards" && x != "upwards" || isOne(" to into my the through ", y) {
		return false
	}
	switch m.place {
	case "hip", "thigh", "knee", "buttock", "groin", "shin", "calf":
		if x[0] == 'd' {
			m.place = "leg"
			break
		}
		r.unclear = true
	case "shoulder", "upper_arm", "elbow", "forearm":
		if x[0] == 'd' {
			m.place = "arm"
			break
		}
		r.unclear = true
	case "ankle", "wrist", "foot", "hand":
	default:
		r.unclear = true
	}
	return r.unclear
}
