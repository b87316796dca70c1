package body

import "strings"

const (
	kin = " husband wife mother father mom mum mommy mummy dad daddy brother sister friend boss coworker colleague neighbor neighbour grandma grandmother grandpa grandfather nan aunt uncle cousin " +
		"partner boyfriend girlfriend roommate client fiance spouse inlaw nephew niece buddy mate dog cat horse esposo esposa marido mujer madre padre mama papa hermano hermana amigo amiga abuela abuelo tia tio suegra suegro vecina vecino jefe perro "
	children = " son daughter child kid baby toddler grandson granddaughter boy girl hijo hija nino nina nieto nieta "
	theirs   = " his her their hers its su sus "
	holds    = " has had have with got having gets broke tore did suffers needs tiene tenia tuvo con "
)

// anothers tells whether the place m is somebody else's. A child's counts
// where no other is named: parents fill in for them.
func (r *reader) anothers(m *mention) frame {
	own := false
	k := m.at - 1
	for ; k >= 0 && k > m.at-6 && r.ws[r.es[k+1].from].before == space; k-- {
		e := r.es[k]
		w := r.ws[e.from]
		switch {
		case e.kind == part:
			return plainly
		case e.kind != other:
		case isOne(" my mi mis mine ", w.text):
			return r.spanishKin(m)
		case isOne(theirs, w.text):
			return r.kinBefore(k, 12)
		case isOne(" the a el la los las un una of ", w.text):
		case isOne(kin, strings.TrimSuffix(w.text, "s")) && (w.owner || strings.HasSuffix(w.text, "s")):
			return never
		case isOne(children, strings.TrimSuffix(w.text, "s")) && (w.owner || strings.HasSuffix(w.text, "s")):
			return alone
		case w.text == "duele" || w.text == "duelen" || w.text == "molesta":
			if r.wordAt(k-1) == "le" {
				return r.kinBefore(k, 6)
			}
			return r.spanishKin(m)
		case isOne(holds, w.text):
			own = true
		case own || isOne(" a bad bilateral an ", w.text):
		default:
			if isOne(" bad sore broken mal mala malo malas malos ", w.text) {
				continue
			}
			return r.spanishKin(m)
		}
		if own {
			return r.kinBefore(k, 4)
		}
	}
	return r.spanishKin(m)
}

// kinBefore looks for somebody else at most n elements before k, in the same
// sentence.
func (r *reader) kinBefore(k, n int) frame {
	for j := k - 1; j >= r.sentenceAt && j > k-1-n; j-- {
		w := r.wordAt(j)
		switch {
		case isOne(kin, w):
			return never
		case isOne(children, w):
			return alone
		case w == "i" || w == "im" || w == "ive" || w == "me" || w == "mine":
			return plainly
		}
	}
	return plainly
}

// spanishKin reads "la rodilla de mi hermana".
func (r *reader) spanishKin(m *mention) frame {
	k := m.at + 1
	for k < len(r.es) && k < m.at+3 && r.es[k].kind == side {
		k++
	}
	if r.wordAt(k) != "de" || !isOne(" mi su la el ", r.wordAt(k+1)) {
		return plainly
	}
	switch w := r.wordAt(k + 2); {
	case isOne(kin, w):
		return never
	case isOne(children, w):
		return alone
	}
	return plainly
}
