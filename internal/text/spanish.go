package text

var spanish = language{
	code: "es",
	short: map[string]string{
		"q": "que", "k": "que", "xq": "porque", "pq": "porque", "porq": "porque", "xk": "porque", "x": "por", "tmb": "tambien", "tb": "tambien", "tbn": "tambien",
		"d": "de", "dl": "del", "nd": "nada", "ntp": "no te preocupes", "xfa": "por favor", "xfavor": "por favor", "pf": "por favor", "pfa": "por favor",
		"porfa": "por favor", "porfis": "por favor", "porfavor": "por favor", "grax": "gracias", "grcs": "gracias", "bn": "bien", "msj": "mensaje", "tel": "telefono",
		"sip": "si", "sipi": "si", "nop": "no", "nel": "no", "ps": "pues", "pos": "pues", "toy": "estoy", "ta": "esta", "pa": "para", "aki": "aqui",
		"sem": "semana", "sems": "semanas", "hrs": "horas", "mins": "minutos",
	},
	contrast: set("pero", "sino", "aunque", "excepto"),
	joining:  set("y", "e", "o", "con", "tambien", "ademas"),
	and:      set("y", "e", "mas"),
	small: set("el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "en", "al", "es", "esta", "era", "por", "para", "mi", "mis", "se", "lo", "le", "que",
		"cuando", "como", "muy", "creo", "diria", "digo", "pongo", "tengo", "siento", "dolor", "nivel", "ahora", "hoy", "ayer", "ultima", "ultimo", "ultimas", "horas"),
	common: set("el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "en", "al", "es", "esta", "estoy", "era", "por", "para", "mi", "mis", "se", "lo",
		"le", "les", "que", "y", "o", "con", "pero", "muy", "cuando", "desde", "hace", "tengo", "tiene", "ya", "si", "su", "sus", "porque", "pues", "mas", "nada", "nunca",
		"donde", "este", "esto", "ese", "eso", "yo", "usted", "ni", "hay", "fue", "fui", "soy", "puedo", "quiero", "siempre", "tambien", "aqui", "ahora", "bien",
		"favor", "gracias", "cada", "dos", "tres", "todo", "todos", "toda", "todas", "algo", "sobre", "hasta", "entre", "bueno", "nos", "ha", "claro",
		"dolor", "duele", "dia", "dias", "ano", "anos", "mes", "meses", "semana", "semanas", "vez", "veces", "como", "ayer", "ahorita",
		"tenia", "casi", "digo", "llevo", "pasado", "pasada", "medio", "media", "antier", "anoche"),
	marks: "\u00f1\u00d1\u00bf\u00a1\u00e1\u00e9\u00ed\u00f3\u00fa",

	numberWords:  spanishNumbers,
	measureWords: spanishMeasures,
	dateWords:    spanishDates,
	spanWords:    spanishSpans,
	answerWords:  spanishAnswers,
	mannerWords:  spanishManner,
	moveWords:    spanishMoves,
	stateWords:   spanishStates,
	sayWords:     spanishSay,
}
