package dialog

import (
	"strings"

	"intake/internal/kind"
	"intake/internal/text"
)

// tells reports whether words said to the privacy question tell of more than
// consent ("get on with it", "I read it twice"): a figure, a part of the body,
// or what brings people here.
func (st *step) tells(words string) bool {
	if strings.ContainsAny(words, "0123456789@") {
		return true
	}
	for _, w := range text.Words(words) {
		if brings[w] {
			return true
		}
	}
	for _, q := range st.Flow.Questions {
		if q.Type != "body-regions" {
			continue
		}
		if r := q.Kind.Read(&q.Spec, kind.Said{Text: words}, st.env); r.Outcome == kind.Valued || r.Outcome == kind.Followed {
			return true
		}
	}
	return false
}

// brings are words of what brings people to a clinic.
var brings = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`pain pains painful hurt hurts hurting ache aches aching achy sore soreness stiff stiffness tight tension tense
		knot knots cramp cramps spasm spasms numb tingling swollen swelling injury injured accident fell fall crash surgery operation pregnant
		pregnancy massage therapy relax stress stressed headache headaches migraine sciatica arthritis neck back shoulder shoulders knee hip
		name called born email phone weeks months years cancer diabetes heart blood medicine allergic allergy sick ill dizzy
		dolor dolores duele duelen molestia molestias adolorido adolorida tieso tiesa rigido tension contractura nudo calambre hinchado
		hinchada lesion lastime accidente caida cai cirugia operacion embarazada embarazo masaje terapia relajarme estres ciatica cuello espalda
		hombro rodilla cadera llamo nombre correo telefono semanas meses cancer diabetes corazon alergia enfermo enferma mareo`) {
		m[w] = true
	}
	return m
}()
