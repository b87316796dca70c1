package body

import "strings"

// A called is what people call one place. Phrases are parted by |. Many are
// the words for left and right at once; what has a plural that may be on one
// side (fingers, ribs) stands under one.
type called struct {
	place string // a base, or a wide place
	one   string
	many  string
}

// lexicon lists the words for places. Misspellings one letter away are found
// without being listed.
var lexicon = []called{
	{"head", "head|headache|headaches|scalp|skull|forehead|fore head|temple|temples|brow|occiput|top of my head|back of my head|ear|ears|cabeza|la frente|mi frente|sien|sienes|noggin|crown of my head|mastoid|migraine|migraines|jaqueca|migrana|dolor de cabeza|coronilla|oido|oreja|hed|heda|haed", ""},
	{"face", "face|facial|cheek|cheeks|chin|nose|eye|eyes|eyebrow|eyelid|sinus|sinuses|lip|lips|cheekbone|cheek bone|la cara|mi cara|mejilla|eyeball|forehead and nose|pomulo|pomulos|nariz|ojo|ojos|mejillas", ""},
	{"jaw", "jaw|jawbone|jawline|tmj|tmjd|tmd|temporomandibular joint|mandible|masseter|mandibula|jaw joint|jaw bone|jaw muscle|temporomandibular|quijada|tmjs|masseters|articulacion de la mandibula|jaww", "jaws|mandibulas"},
	{"neck", "neck|throat|nape|cervical|cervical spine|c spine|cspine|neckache|base of my neck|base of my skull|scm|sternocleidomastoid|levator scapulae|scalenes|suboccipitals|c1|c2|c3|c4|c5|c6|c7|cuello|nuca|cervicales|garganta|suboccipital|levator|levator scap|lev scap|nek|nekc|neak|neckk|cervical area|scruff|cuello y nuca|cogote|pescuezo|base del craneo|base of skull|side of my neck|cervical vertebrae|c5 c6|zona cervical|trachea|adams apple", ""},
	{"shoulder", "shoulder|shoulder joint|rotator cuff|rotator|cuff|supraspinatus|deltoid|delt|collarbone|collar bone|clavicle|ac joint|trap|trapezius|armpit|frozen shoulder|subacromial|acromion|hombro|clavicula|trapecio|arm pit|underarm|rear delt|front delt|side delt|infraspinatus|subscapularis|subscap|teres|teres minor|coracoid|glenohumeral|upper trap|coller bone|collerbone|clavical|axila|sobaco|manguito rotador|manguito|deltoides", "shoulders|delts|deltoids|traps|upper traps|rotator cuffs|collarbones|clavicles|armpits|hombros|trapecios|rear delts|underarms|arm pits|axilas"},
	{"shoulder_blade", "shoulder blade|shoulderblade|scapula|scapular|winged scapula|omoplato|omoplata|paletilla|escapula|shoulder blad|shoulder bone|scap", "shoulder blades|shoulderblades|scapulas|scapulae|omoplatos|escapulas|paletillas|omoplatas|scaps"},
	{"upper_back", "upper back|upperback|upper spine|upper backache|between my shoulder blades|between shoulder blades|between my shoulders|between my scapulae|between my scapulas|between the blades|in between my shoulder blades|rhomboid|rhomboids|top of my back|espalda alta|parte alta de la espalda|parte superior de la espalda|entre los omoplatos|between my blades|between my shoulderblades|tween my shoulder blades|between both shoulder blades|t3|t4|t5|t6|upper bac|upper bak|upper bck|entre las escapulas|entre las paletillas|parte superior de espalda|between my wings|upper thoracic", ""},
	{"mid_back", "mid back|midback|middle back|middle of my back|centre of my back|center of my back|mid spine|lat|lats|latissimus|espalda media|media espalda|mitad de la espalda|parte media de la espalda|bra line|bra strap area|bra strap|t7|t8|t9|t10|t11|t12|medio de la espalda|mid bak|mid thoracic|parte central de la espalda|center back|latissimus dorsi|dorsal ancho|dorsales", ""},
	{"lower_back", "lower back|lowerback|low back|lowback|lumbar|lumbar spine|lumbar area|lumbago|lower spine|small of my back|bottom of my back|base of my spine|base of my back|low spine|lower lumbar|l spine|ql|quadratus lumborum|l1|l2|l3|l4|l5|l4l5|l5s1|lower backache|espalda baja|zona lumbar|lumbares|parte baja de la espalda|baja espalda|cintura|lower bak|lower bck|lowr back|lowr bak|low bak|lowerback|lower bac|lowe back|loew back|lumbars|lumbar vertebrae|kidney area|erector spinae|multifidus|rinones|zona de los rinones|parte baja de espalda|la lumbar|lumbalgia|lumbago|hollow of my back|l5 s1|zona baja de la espalda|espalda por abajo|baja de la espalda|cuadrado lumbar|lower spine area", ""},
	{"sacrum", "sacrum|sacral|tailbone|tail bone|coccyx|coccygeal|si joint|si joints|s i joint|sij|sacroiliac|sacroiliac joint|sacroiliac joints|sacro iliac joint|sacroilliac joint|bottom of my spine|sacro|coxis|coccix|rabadilla|tail bones|coxyx|cocyx|cocix|sacroiliaca|hueso de la cola|huesito de la cola|si joint area|si jt", ""},
	{"chest", "chest|chest wall|sternum|breastbone|breast bone|breast|breasts|pec|pecs|pectoral|pectorals|pectoralis|costal cartilage|xiphoid|pecho|torax|esternon|seno|senos|boob|boobs|tit|tits|nipple|nipples|moobs|titty|busto|pectoral|pectorales", ""},
	{"ribs", "rib|ribs|ribcage|rib cage|flank|flanks|intercostal|intercostals|serratus|costilla|costillas|costado|love handle|side of my ribs|floating rib|floating ribs|costillar|costillar", "love handles|costados"},
	{"abdomen", "abdomen|abdominal|belly|stomach|tummy|abs|gut|core|obliques|oblique|stomachache|stomach ache|bellyache|lower abdomen|belly button|navel|diaphragm|rectus abdominis|diastasis|barriga|vientre|estomago|panza|tum|tum tum|guts|midriff|solar plexus|bajo vientre|ombligo|tripa|beer belly|stomache|stomack|abdomin|lower belly|abdominales|boca del estomago", ""},
	{"pelvis", "pelvis|pelvic|pelvic floor|pelvic area|pelvic girdle|perineum|pubic bone|pubis|pubic symphysis|symphysis pubis|symphysis|vagina|suelo pelvico|pelvic bone|saddle area|testicle|testicles|scrotum|vulva|cervix area|pelvica|piso pelvico|zona pelvica|pubico|hueso pubico|testiculos", ""},
	{"upper_arm", "upper arm|upperarm|bicep|biceps|tricep|triceps|humerus|brachialis|parte superior del brazo|brazo superior|brachii|upper part of my arm|tricept|bicept|triceps tendon|bicep tendon|biceps tendon", "upper arms|upperarms|los biceps|los triceps|bis and tris"},
	{"elbow", "elbow|funny bone|tennis elbow|golfers elbow|golfer elbow|golf elbow|olecranon|elbow joint|codo|elbo|elobw|crook of my arm|crook of my elbow|epicondyle|medial epicondyle|lateral epicondyle|elbow pit|codo de tenista", "elbows|codos"},
	{"forearm", "forearm|fore arm|lower arm|ulna|antebrazo|brachioradialis|foreram", "forearms|fore arms|lower arms|antebrazos|lower parts of my arms"},
	{"wrist", "wrist|carpal tunnel|carpal|wrist joint|scaphoid|muneca|rist|wirst|writst|wrst", "wrists|munecas|rists"},
	{"hand", "hand|finger|fingers|thumb|thumb joint|palm|knuckle|knuckles|pinky|pinkie|pinky finger|index finger|ring finger|middle finger|little finger|pointer finger|trigger finger|trigger thumb|fingertip|fingertips|metacarpal|mano|dedo|dedos|dedos de la mano|pulgar|palma|ring finger|middle finger|thumbs joint|thum|thumb muscle|hand joint|fingernail|nudillo|nudillos|menique|dedo menique|indice|dedo indice|palma de la mano|dedo gordo de la mano|✋", "hands|thumbs|palms|manos|pulgares"},
	{"buttock", "buttock|butt|butt cheek|bum|bum cheek|glute|gluteal|gluteus|gluteus maximus|gluteus medius|glute med|glute max|piriformis|backside|rear end|bottom cheek|my bottom|my rear|sit bone|sitz bone|sits bone|ischial|ass cheek|arse|nalga|gluteo|ass|tush|tushy|booty|rump|my behind|derriere|keister|hiney|gluteus minimus|glute min|deep gluteal|buttcheek|bumcheek|asscheek|sciatic nerve|sciatic|piriforme|pompi|pompa|trasero|culo|pompas|cachete del culo|buttox|butox|🍑", "buttocks|butt cheeks|glutes|bum cheeks|sit bones|sitz bones|buns|nalgas|gluteos|buttcheeks|bumcheeks|cheeks of my butt|pompis|buttocs|cachas"},
	{"hip", "hip|hip joint|hip flexor|hip bone|hipbone|psoas|iliopsoas|greater trochanter|trochanteric|iliac crest|acetabulum|tfl|cadera|hip socket|hip crease|asis|iliacus|hip pointer|hpi|hiip|flexor de cadera|psoas iliaco", "hips|hip flexors|hip joints|hip bones|caderas"},
	{"groin", "groin|inguinal|adductor|inner thigh|inside of my thigh|ingle|crotch|gracilis|inside of my leg up high|inguinal area|aductor|entrepierna", "groins|adductors|inner thighs|ingles|aductores"},
	{"thigh_front", "quad|quadricep|quadriceps|front thigh|front of my thigh|front of my quad|it band|itb|iliotibial band|outer thigh|outside of my thigh|vastus|vmo|rectus femoris|parte delantera del muslo|cuadriceps|iliotibial|it bnad|sartorius|front of thigh|cuadricep|cara anterior del muslo", "quads|los cuadriceps|front thighs|outer thighs|it bands|cuadriceps|quadriceps muscles"},
	{"thigh_back", "hamstring|hammy|hamstring tendon|back thigh|rear thigh|back of my thigh|upper hamstring|parte posterior del muslo|parte de atras del muslo|isquiotibial|hamstring muscle|hamy|biceps femoris|semitendinosus|hamstrin|isquio|cara posterior del muslo", "hamstrings|hammies|hammys|back thighs|isquiotibiales|hamys|isquios|hams"},
	{"knee", "knee|knee cap|kneecap|patella|patellar|patellar tendon|meniscus|acl|mcl|lcl|pcl|knee joint|back of my knee|runners knee|jumpers knee|popliteal|rodilla|rotula|menisco|kne|knne|kene|pes anserine|popliteus|knee pit|rodila|ligamento cruzado|choquezuela|corva", "knees|kneecaps|knee caps|patellas|knee joints|rodillas|rodilas|kness|rotulas"},
	{"shin", "shin|shin bone|shinbone|shin splint|tibia|tibialis|tibialis anterior|front of my lower leg|espinilla|tibia|canilla|shinn|anterior tib", "shins|shin splints|shinsplints|shin bones|espinillas|canillas|tibias"},
	{"calf", "calf|calf muscle|gastroc|gastrocnemius|soleus|back of my lower leg|peroneal|peroneals|fibula|pantorrilla|gemelo|cafl|claf|calf muscel|pantorilla|peroneo", "calves|calfs|calve|calf muscles|pantorrillas|gemelos|calfs muscles|chamorros"},
	{"ankle", "ankle|ankle joint|ankle bone|anklebone|achilles|achilles tendon|achilles heel|malleolus|talus|tobillo|aquiles|tendon de aquiles|achilles tendan|achilies|heel cord|ankel|ankl|tobilo|maleolo|tendon aquiles", "ankles|tobillos|achilleses|tobilos"},
	{"foot", "foot|heel|toe|toes|big toe|great toe|little toe|pinky toe|bunion|arch|foot arch|arch of my foot|arches of my feet|ball of my foot|sole|instep|forefoot|midfoot|plantar fascia|plantar fasciitis|plantar|metatarsal|metatarsals|heel bone|heel spur|top of my foot|bottom of my foot|sole of my foot|calcaneus|pie|talon|planta del pie|dedo del pie|dedos del pie|dedo gordo del pie|empeine|arch of foot|planter fasciitis|planter fascitis|plantar fascitis|plantar fasciatis|planter fascia|planters fasciitis|soul of my foot|pinkie toe|second toe|toenail|foor|piecito|juanete|puente del pie|arco del pie|fascitis plantar|dedo chico del pie|🦶", "feet|heels|soles|arches|big toes|bunions|soles of my feet|bottoms of my feet|pies|talones|fett|plantas de los pies|empeines|dedos de los pies|juanetes"},
	{"back", "back|backache|back ache|backpain|spine|spinal|vertebrae|vertebra|thoracic|thoracic spine|t spine|espalda|columna|columna vertebral|dorsal|bakc|bck|bak|spinal column|paraspinals|lomo", ""},
	{"leg", "leg|pierna|lower extremity|leggs|🦵|piernita", "legs|piernas"},
	{"arm", "arm|brazo|upper extremity|brasos|bracito", "arms|brazos"},
	{"thigh", "thigh|femur|muslo|thig", "thighs|muslos"},
	{"lower_leg", "lower leg|lower limb", "lower legs"},
}

// idioms hold words for places that are not meant as such.
const idioms = "head to toe|head to foot|neck and neck|on the other hand|on the one hand|on one hand|second hand|hand in hand|" +
	"first hand|hands on|at hand|by hand|on hand|hand over|handed|left handed|right handed|left hander|right hander|face to face|face down|face up|face it|" +
	"on my feet|on your feet|on her feet|on his feet|back on my feet|on foot|leg day|arm day|chest day|back day|shoulder day|hip hop|" +
	"pains|aches|ache|aching|ached|head on|heads up|arm and a leg|pulling my leg|pain in the neck|pain in the ass|pain in the butt|pain in the arse|head start|head cold|" +
	"chest infection|chest cold|elbow room|elbow grease|on the back burner|back burner|knee deep|heart to heart|shoulder to cry on|cold shoulder|hard shoulder|" +
	"stomach bug|stomach flu|stomach acid|stomach ulcer|cervical cancer|cervical smear|cervical screening|cervical check|breast cancer|breast feeding|" +
	"fallen arches|lower back tattoo|arms length|back and forth|back to back|back up|back to normal|back to work|back on track|gut feeling|core class|core work|core exercises|core strength|" +
	"keep an eye|eye to eye|eye on|in my head|off my head|hot on the heels|foot the bill|toe the line|palm springs|temple run|" +
	"my other half|middle finger up|right hand man|hip replacement clinic|face value|sole reason|sole trader|sole parent|sole carer|ring finger size|" +
	"by my ears|around my ears|music to my ears|hips dont lie|my hips dont lie|butt off|ass off|arse off|bum off|my butt to work|kick ass|kicks ass|half ass|bad ass|dumb ass|pain in my ass|pain in my butt|pain in my neck of a|pain in the neck of|" +
	"gut tells|gut says|gut instinct|gut reaction|put my finger on|put a finger on|lift a finger|point the finger|fingers crossed|cross my fingers|hand on heart|by heart|" +
	"back is up against the wall|back is against the wall|backs to the wall|back against the wall|need a hand|needs a hand|give me a hand|lend a hand|lend me a hand|helping hand|" +
	"right hand woman|right hand person|left hand drive|right hand drive|back in the day|back when|back then|back of my mind|at the back of the queue|behind my back they|turn my back on|" +
	"foot in the door|cold feet|get my foot|one foot in the grave|on the other foot|foot traffic|square feet|head over heels|head in the sand|keep my head|over my head in|heads or tails|" +
	"eyes on|eye out|see eye|in the blink of an eye|face the|face it|lose face|chin up|tongue in cheek|cheek to|elbow my way|shoulder the|rub shoulders|chip on my shoulder|weight on my shoulders|" +
	"leg of the|leg up|last legs|break a leg|shake a leg|legs eleven|arms race|call to arms|up in arms|twist my arm|twisted my arm into|stomach it|cant stomach|no stomach for|butterflies in my stomach|" +
	"heart on my sleeve|get off my chest|get it off my chest|knee jerk|weak at the knees|bees knees|achilles heel of|rule of thumb|thumbs up|thumb war|under my thumb|green thumb|all thumbs|palm tree|palm oil|" +
	"hip and trendy|ribs for dinner|short ribs|rack of ribs|rib eye|spare ribs|chicken wings|calf roping|neck of the woods|breathing down my neck|stick my neck out|neck deep|up to my neck|up to my ears|all ears|" +
	"cara a|a pie|de pie|dar la espalda|un ojo de la cara|ojo de la cara|a pie de|al pie de la letra|a mano|de segunda mano|mano de obra|echar una mano|echarme una mano|manos a la obra|dar la cara|" +
	"de cabeza|dolor de cabeza de trabajo|a la cabeza|piedras en los rinones|calculos en los rinones|tomar el pelo|codo a codo|hablar por los codos|pecho a tierra|a espaldas de|brazo derecho en la empresa|" +
	"en pie|ponerme de pie|a la mano|a mano derecha|a mano izquierda|pie de atleta|por cierto derecho|todo derecho|sigo derecho"

// Senses of a phrase besides a place.
const (
	isIdiom = -1 - iota
	isLeft
	isRight
	isBoth
	isSame
	isOther
)

// sides are the words for sides that need no look around them. Left, right
// and both themselves are read in context.
var sides = map[int]string{
	isLeft:  "left hand side|left side|left sided|left one|left ones|left hand sided|lhs|lt|lft|lefthand|leftside|leftie|lefty|izquierda|izquierdo|izq|izqda|izqdo|izda|izdo|isquierdo|isquierda|izkierda|izkierdo|lado izq|izquierdas|izquierdos|lado izquierdo",
	isRight: "right hand side|right side|right sided|right one|right ones|right hand sided|rhs|rt|rgt|rght|righthand|rightside|derecha|derecho|dcha|dcho|drcha|drcho|der|derecah|lado der|derechas|derechos|lado derecho",
	isBoth:  "b l|both sides|both of them|bilateral|bilaterally|bilat|ambos|ambas|los dos|las dos|ambos lados|los dos lados|both ones|each side|either side|the two of them|los 2|las 2|los dos|cada lado",
	isSame:  "same side|that side|that same side|same one|mismo lado|ese lado|ese mismo lado|this side",
	isOther: "other side|opposite side|other one|otro lado|lado contrario|lado opuesto|opposite one",
}

// A phrase is a run of words and what it means: a place by its position in
// lexicon, or one of the senses above.
type phrase struct {
	rest  []string // the words behind the first
	sense int
	many  bool
}

var (
	phrases = indexPhrases()
	nearby  = indexNearby()
)

// indexPhrases lists all phrases by their first word, the longest first. The
// "my" of a phrase stands for any such word, or none.
func indexPhrases() map[string][]phrase {
	m := map[string][]phrase{}
	add := func(list string, sense int, many bool) {
		for p := range strings.SplitSeq(list, "|") {
			if w := strings.Fields(p); len(w) > 0 {
				m[w[0]] = append(m[w[0]], phrase{rest: w[1:], sense: sense, many: many})
			}
		}
	}
	for i, c := range lexicon {
		add(c.one, i, false)
		add(c.many, i, true)
	}
	add(idioms, isIdiom, false)
	for sense, list := range sides {
		add(list, sense, false)
	}
	for _, ps := range m {
		longestFirst(ps)
	}
	return m
}

func longestFirst(ps []phrase) {
	for i := range ps {
		for j := i; j > 0 && len(ps[j].rest) > len(ps[j-1].rest); j-- {
			ps[j], ps[j-1] = ps[j-1], ps[j]
		}
	}
}

// owners may stand where a phrase has "my".
const owners = " my the your his her their our this that these those a an mi mis el la los las "

// match returns the number of words that p takes of ws from i on; 0 if it is
// not there. Phrases reach over no mark but / (L4/L5).
func (p phrase) match(ws []word, i int) int {
	j := i + 1
	for _, want := range p.rest {
		if want == "my" {
			for n := 0; n < 2 && j < len(ws) && ws[j].before == space && isOne(owners, ws[j].text); n++ {
				if ws[j].text == "left" || ws[j].text == "right" || ws[j].text == "both" {
					return 0 // a side inside: read as "back of" + side + part
				}
				j++
			}
			continue
		}
		if j >= len(ws) || ws[j].text != want || ws[j].before != space && ws[j].before != joint {
			return 0
		}
		j++
	}
	return j - i
}

// isOne reports whether w is a word of list, which has a space at both ends.
func isOne(list, w string) bool { return strings.Contains(list, " "+w+" ") }

// realWords are one letter away from a word for a place and mean what they
// say.
const realWords = " " +
	"angel beast belle bello books booth boots brass bravo brazos busco busty button buttons cadena calles calls camera cameras centers centres centro " +
	"cheers clave coastal codigo column columns condos contado cooler corta costa dolar donor enter entire entra entren entro entry espada espaldas " +
	"facil fascial finder frank frost funky honey huesos huevo indices indie insider inter lover malos medal median medical medico medios menos metio " +
	"museo nivel novel partes parts party paste planeta planner planners plants plata pointed printer public publico risks runner scenes seconds sends " +
	"senor shall ships sientes skins smell solas solos sonar sueno suenos tales talks templo teneis terms tires tommy traes trans trees vuelva worse " +
	"worst worsts " +
	"sciatica sales calle hands heals hells heel feels hinds hangs hanks handy handed handle cheat chess crest chef chefs grown grain groan going spice spices spins spire " +
	"spike spines bully bells billy bella caves carves cave trips tripe threat thump throw shine shirt shins angle angles quids kneel kneels knew wrest lowed loser " +
	"lowers tempo check checks cheer creek tenth pulse wait waist waste biked solve soles shell should shoulders other cheese stoma stomp pelt " +
	"ankled templ forearms footed hiphop backs backed heart heats hearts chased mouse house muscle muscles total tarsal pedal petal sacral " +
	"spin spinach vertebral skill skulls crowd crowns brown brows face faced facts fact facet paces palms plans plant planter calms shrink " +
	"sinks shines lumber thoracic patter gluten facing cuffed cough course coarse bottom cured cores corer delta delts felts ribbon ribs rides sides abscess " +
	"trapped strap traps tramps heals healed wrists forehand lasts lips eyed eyes noses toned tones toes totes arced archer march arched sole sold " +
	"tibial flanks flask flakes glutes clavicles rotor rotate rotation rotated rotating patellas meniscal planta thing think thighs tight thighed night might fight " +
	"cheap cheeky chill china chins chain chest chests bumps dumps groins scales scale scaled femurs femoral femora backing backup navel naval naves carnal casual palmar " +
	"mandibles facial facials fascia racial glacial pectin hammer hammys elbow elbows elbowed ablow ears years tears fears gears wears hears early earn nears dears bears tired " +
	"manos mango manor piers pied pier talon talent codes coder code carat careta pecho pecan hombre hombres rodillo costal muse torah "

// indexNearby lists the single words of five letters or more by first letter,
// for reading misspellings.
func indexNearby() map[byte][]string {
	m := map[byte][]string{}
	for first, ps := range phrases {
		if len(first) < 5 {
			continue
		}
		for _, p := range ps {
			if p.sense >= 0 {
				m[first[0]] = append(m[first[0]], first)
				break
			}
		}
	}
	return m
}

// respell returns the word for a place, or beginning one, that w is one
// letter away from; w itself if there is none, or more than one that differ.
func respell(w string) string {
	if len(w) < 5 || len(w) > 20 || isOne(realWords, w) {
		return w
	}
	if _, known := phrases[w]; known {
		return w
	}
	found := w
	for _, is := range nearby[w[0]] {
		if !oneAway(w, is) {
			continue
		}
		// Of two, the one that keeps the ending: "shouldrs" is more than one.
		if found == w || strings.HasSuffix(w, "s") == strings.HasSuffix(is, "s") && (is < found || strings.HasSuffix(found, "s") != strings.HasSuffix(w, "s")) {
			found = is
		}
	}
	return found
}

// oneAway reports whether a and b differ by one letter changed, added, left
// out, or two neighbours swapped. Package text has the same: neither of these
// two lowest packages imports the other.
func oneAway(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return a[i+1:] == b[i+1:] ||
		i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
