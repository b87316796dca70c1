package kind

import (
	"strconv"
	"strings"
)

// smallWords carry nothing of a label.
var smallWords = wordSet(`a an and any are as at be been by do does else for from had has have i if in into is it its just like
	me my new no not now of off on one or other our out please so some still such than that the their them then there this to
	too up very was we when which with you your more most less much many only own last time things thing get got feel feels
	y o de la el los las un una en con por mi mis me no se que`)

// commonWords are never taken for a misspelt word of an option.
var commonWords = wordSet(`about above after again along almost also although always another around because been before began being
	below between both cause could didnt does doesnt doing dont down during each early either enough even every evening
	everything feel feeling fell first found from getting going great half hard have having heavy help here hours house
	however hurts just know knows large last late later least leave left less light like little long lots made make makes many
	maybe might months more morning most mother much need never next night nothing often once only other over pain
	people place point quite rather really right same second seems several should since some something sometimes start
	started still stuff such sure take taken than thank thanks that their them then there these they thing things think
	this those though three through time times tired today together told took towards trying under until usually very
	want water weeks well went were what when where which while whole will with without work worked working worse worst would
	sorts kinds plenty whatever nobody anybody wrong years yesterday your father sister friend please sorry hello`)

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

func mainsOf(s *saying) mainWords {
	var m mainWords
	for i, w := range s.words {
		if !smallWords[w] && (len(w) > 1 || isDigits(w)) {
			m = append(m, s.stems[i])
		}
	}
	return m
}

// stem takes the common endings off a word, so that "sit", "sits" and
// "sitting" meet. It is only ever compared with other stems.
func stem(w string) string {
	if n := numberWords[w]; n > 1 {
		return strconv.Itoa(n)
	}
	if len(w) > 5 && strings.HasSuffix(w, "ly") {
		w = w[:len(w)-2]
	}
	base := w
	switch {
	case len(w) > 5 && strings.HasSuffix(w, "ing"):
		base = w[:len(w)-3]
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ed"):
		base = w[:len(w)-2]
	case len(w) > 4 && strings.HasSuffix(w, "es") && strings.ContainsAny(w[len(w)-3:len(w)-2], "sxzh"):
		return w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		base = w[:len(w)-1]
	}
	if n := len(base); base != w && n > 3 && base[n-1] == base[n-2] && base[n-1] != 'l' && base[n-1] != 's' {
		base = base[:n-1]
	}
	if len(base) > 3 && strings.HasSuffix(base, "e") && !keepsE[base] {
		base = base[:len(base)-1]
	}
	return spanishStem(base)
}

// keepsE are words that would be others without their e.
var keepsE = wordSet(`cane care tape note mate site fine here hate plane hope bare wine pine cute mane pane tune none done gone mine
	more bore core fare hare pare rate bate date fate gate tone bone cone dose nose lose rose base case ease
	tube cube kite bite quite whole there were where time dime page wage cage robe bathe`)

// spanishStem takes off what tells genders and the commonest forms of verbs
// apart in Spanish: "diabetica", "caminando".
func spanishStem(w string) string {
	if n := len(w); n > 4 && (w[n-1] == 'a' || w[n-1] == 'o') {
		w = w[:n-1]
	}
	for _, end := range []string{"iend", "and", "arm", "ars", "arl", "erm", "ers", "irm", "irs", "ar"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= 4 {
			return base
		}
	}
	return w
}
