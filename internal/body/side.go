package body

// Side reads an answer to "left, right or both?". Not ok means that it names
// no side, or only rules one out.
func Side(text string) (onLeft, onRight, ok bool) {
	ws := split(text)
	var yes, no sideBits
	neg := false
	var es []elem
	for i := 0; i < len(ws); {
		if ws[i].before >= tag || ws[i].before == comma {
			neg = false
		}
		e := elem{from: i, to: i + 1}
		w := ws[i].text
		if p, n := longest(ws, i); n > 0 && p.sense < isIdiom {
			e.to, e.kind = i+n, side
			e.bits = sideOfSense(p.sense)
		} else if isOne(" both each either all two dos ", respellSide(w)) && !(i > 0 && isOne(" at not that ", ws[i-1].text)) && next(ws, i) != "right" {
			e.kind, e.bits = side, both
		} else {
			if e.bits = sideOf(ws, i, es); e.bits != 0 {
				e.kind = side
			}
		}
		switch {
		case isOne(" not isnt no without except neither nor ni ", w) && ws[i].after == space:
			neg = true
		case isOne(" but just only its it pero ", w):
			neg = false
		case neg:
			no |= e.bits
		default:
			yes |= e.bits
		}
		es = append(es, e)
		i = e.to
	}
	if hasOr(ws) && yes == both {
		return false, false, false
	}
	yes &^= no
	return yes&left != 0, yes&right != 0, yes != 0
}

// hasOr reports whether the words leave open which: "left or right".
func hasOr(ws []word) bool {
	for i := range ws {
		if ws[i].text == "or" || ws[i].text == "o" {
			return true
		}
	}
	return false
}
