package text

var spanishPolite = []string{
	"hola", "buenas", "buenos dias", "buenas tardes", "buenas noches", "buen dia", "por favor", "gracias", "muchas gracias", "mil gracias", "perdon", "perdone", "disculpe", "disculpa",
	"pues", "bueno", "este", "eh", "ay", "uy", "ah", "oh", "mm", "mmm", "jaja", "jajaja", "oiga", "oye", "mire", "mira", "fijese", "fijese que", "fijate", "fijate que", "la verdad",
	"de hecho", "o sea",
	"por cierto", "antes de que se me olvide", "antes que se me olvide", "antes de que me olvide", "ya que estamos", "una pregunta", "una preguntita",
	"una duda", "una dudita", "tengo una duda", "tengo una pregunta", "una cosa", "una cosita", "otra cosa", "una cosa mas", "otra pregunta", "una pregunta rapida",
	"pregunta rapida", "perdon por preguntar", "perdone la pregunta", "disculpe la pregunta", "perdon que pregunte", "le hago una pregunta", "te hago una pregunta",
	"puedo preguntar", "le puedo preguntar", "es curiosidad", "por curiosidad", "solo por curiosidad",
	"amable", "muy amable", "dios mio", "sabe", "sabe que", "vera", "digamos",
}

var spanishAnswers = answerWords{
	answers: answers(map[role][]string{
		yesWord: {
			"si", "sii", "siii", "yes", "ok si", "claro", "claro que si", "claro k si", "por supuesto", "desde luego", "seguro", "seguro que si", "cierto", "es cierto", "correcto", "es correcto", "exacto",
			"exactamente", "asi es", "eso es", "eso mismo", "efectivamente",
			"en efecto", "afirmativo", "obvio", "obviamente", "evidente", "como no", "ciertamente", "verdad", "es verdad", "absolutamente", "definitivamente", "totalmente", "sin duda",
			"sin ninguna duda", "sin lugar a dudas",
			"creo que si", "yo creo que si", "pienso que si", "me parece que si", "supongo que si", "imagino que si", "me imagino que si", "diria que si", "yo diria que si", "que yo sepa si",
			"hasta donde se si", "parece que si", "probablemente", "probablemente si", "seguramente", "lo mas probable",
			"casi seguro", "casi siempre", "siempre", "por desgracia si", "lamentablemente si", "desgraciadamente si", "si senor", "si senora", "si claro", "simon", "a huevo", "ey", "aja",
			"ya lo creo", "eso si", "tambien si",
		},
		noWord: {
			"no", "noo", "nooo", "nel", "nones", "nunca", "jamas", "nunca jamas", "negativo", "ninguno", "ninguna", "nada", "nadie", "para nada", "en absoluto", "de ninguna manera",
			"de ningun modo", "ni hablar", "claro que no", "por supuesto que no", "desde luego que no", "que va", "que no", "tampoco", "ni de broma",
			"ni loco", "ni loca", "ni en suenos", "falso", "es falso", "incorrecto", "creo que no", "yo creo que no", "no creo", "no lo creo", "no creo que si", "pienso que no",
			"me parece que no", "supongo que no", "imagino que no", "diria que no", "yo diria que no", "que yo sepa no", "no que yo sepa", "hasta donde se no", "que yo recuerde no",
			"no que yo recuerde", "que recuerde no", "que sepa no", "no que sepa", "no que recuerde",
			"parece que no", "probablemente no", "seguramente no", "lo dudo", "dudo", "lo dudo mucho", "espero que no", "ojala que no", "gracias a dios no", "no gracias a dios",
			"afortunadamente no", "por suerte no", "ya no", "ya no mas", "ni una vez", "ni una sola vez", "ni uno", "ni una", "nada de eso", "nada de nada", "ninguno de esos", "no senor",
			"no senora", "no gracias", "casi nunca", "definitivamente no", "absolutamente no", "seguro que no",
			"no es cierto", "no es verdad", "no es correcto", "sin", "nada que ver",
		},
		later: {
			"todavia no", "aun no", "por ahora no", "por el momento no", "ahora no", "ahorita no", "de momento no", "hoy no", "no todavia", "no por ahora", "en este momento no",
			"actualmente no", "ahora mismo no", "hasta ahora no",
		},
		grant: {
			"adelante", "estoy de acuerdo", "de acuerdo", "acepto", "si acepto", "consiento", "doy mi consentimiento", "doy mi permiso", "doy permiso", "tiene mi permiso",
			"tienen mi permiso", "tiene mi consentimiento", "autorizo", "lo autorizo", "los autorizo", "les autorizo", "le autorizo", "apruebo", "con mucho gusto", "con gusto", "hagalo",
			"haganlo", "hagale", "estamos de acuerdo", "por mi esta bien", "por mi bien", "por mi si", "me parece bien", "me parece perfecto", "si se puede", "pueden hacerlo", "puede hacerlo",
			"cuenten con ello", "permito", "lo permito", "se lo permito",
		},
		agree: {
			"esta bien", "ok", "oki", "okey", "vale", "dale", "va", "sale", "sale y vale", "orale", "bueno", "bien", "muy bien", "perfecto", "listo", "genial", "excelente", "hecho",
			"venga", "pueden", "puede", "puedes", "claro pueden", "cuando quieran", "cuando quiera", "todo bien", "todo correcto", "esta correcto", "esta perfecto", "esta todo bien",
			"todo esta bien", "todo en orden", "por que no", "suena bien", "continue", "continuemos", "comencemos", "empecemos", "sigamos", "procedan", "proceda", "aprobado", "trato hecho",
			"hagamoslo", "me parece", "mandelo", "envielo", "mandalo", "llamenle", "llamelo", "preguntenle",
		},
		consents: {
			"no hay problema", "no hay ningun problema", "ningun problema", "sin problema", "sin problemas", "sin ningun problema", "no tengo problema", "no tengo ningun problema",
			"no tengo inconveniente", "no tengo ningun inconveniente", "no hay inconveniente", "ningun inconveniente", "sin inconveniente", "no tengo objecion", "no tengo objeciones",
			"ninguna objecion", "sin objecion", "sin objeciones", "no me molesta", "no me importa que", "no me opongo", "no veo por que no", "no hay falla", "no hay bronca", "no hay pedo",
			"no pasa nada", "nada en contra", "no tengo nada en contra", "no le veo problema", "no veo problema", "no veo inconveniente", "no hay drama",
		},
		refuse: {
			"prefiero que no", "preferiria que no", "mejor no", "prefiero no", "preferiria no", "no quiero", "no acepto", "no estoy de acuerdo", "no consiento", "no autorizo",
			"no lo autorizo", "no doy permiso", "no doy mi permiso", "no doy mi consentimiento", "me niego", "me opongo", "rechazo", "no deseo", "no me gustaria", "no me gusta",
			"no me gusta la idea", "no me parece", "no me siento comodo", "no me siento comoda", "no pueden", "no puede", "no lo permito", "no permito", "no me interesa", "de preferencia no",
			"no esta bien", "no esta correcto", "que ni se les ocurra", "ni se le ocurra", "no les doy permiso", "no le doy permiso",
		},
		aux: {
			"lo soy", "lo estoy", "lo tengo", "los tengo", "la tengo", "las tengo", "lo hago", "lo hice", "lo es", "lo esta", "lo he hecho", "lo uso", "los uso", "tengo", "estoy", "soy",
			"uso", "hay", "fumo", "es", "esta", "he",
		},
		not:     {"ni"},
		subject: {"yo", "el", "ella", "eso", "esto", "lo", "la", "los", "las", "le", "me", "usted", "ustedes"},
		adverb: {
			"ya", "todavia", "aun", "ahora", "ahorita", "hoy", "actualmente", "en este momento", "por ahora", "de verdad", "en serio", "realmente", "mucho", "muy", "tambien",
			"de momento", "hasta ahora", "gracias a dios", "afortunadamente", "por suerte", "desgraciadamente", "lamentablemente", "por desgracia", "que yo sepa", "que yo recuerde",
			"hasta donde se", "la verdad", "creo", "creo yo", "pienso", "a todo", "con todo", "con eso", "con ello", "todo", "de eso", "de esos", "de esas", "que", "100", "%",
		},
		unsure: {
			"no se", "no lo se", "no estoy seguro", "no estoy segura", "no estoy muy seguro", "no estoy muy segura", "no sabria decirle", "no sabria decir", "no sabria", "ni idea",
			"no tengo idea", "no tengo ni idea", "quien sabe", "sabra dios", "sepa", "tal vez", "quizas", "quiza", "a lo mejor", "puede ser", "puede que si", "puede que no",
			"puede que si puede que no", "posiblemente", "no recuerdo", "no me acuerdo", "no lo recuerdo", "no recuerdo bien", "no sabe", "se me olvido", "no se que decirle", "no se decirle",
			"tengo dudas", "no sabria que decirle", "dudoso", "es posible", "tengo que preguntar", "tendria que preguntar",
		},
		noMatter: {
			"me da igual", "me da lo mismo", "igual", "lo mismo me da", "como quiera", "como quieran", "como usted quiera", "como ustedes quieran", "como guste", "como gusten",
			"lo que quiera", "lo que quieran", "lo que sea", "lo que usted diga", "lo que ustedes digan", "no me importa", "me vale", "me vale madre", "me es igual", "me es indiferente",
			"indiferente", "usted decida", "ustedes deciden", "ustedes decidan", "usted sabe", "ustedes saben", "que mas da", "da igual", "da lo mismo",
		},
		halfway: {
			"a veces", "algunas veces", "a veces si a veces no", "si y no", "si no", "mas o menos", "depende", "segun", "un poco", "un poquito", "de vez en cuando", "a ratos",
			"por ratos", "ahi mas o menos", "regular", "en parte", "parcialmente", "ocasionalmente", "algo", "medio", "puede ser que si",
		},
		ended: {"lo deje", "ya lo deje", "la deje", "lo he dejado", "antes", "antes si", "solia", "deje de hacerlo", "ya lo he dejado", "en el pasado"},
	}, spanishPolite, "y", "pero", "o", "mi", "doctor", "doctora", "senorita", "hombre", "mujer", "amigo", "amiga", "joven"),
	asides:    set("realmente", "totalmente", "muy", "yo", "pues", "bien", "completamente", "personalmente", "ya", "le", "les", "se", "lo"),
	bareYes:   set("si"),
	bareNo:    set("no", "sin", "nada", "ninguno", "ninguna", "nunca", "jamas", "nadie", "tampoco"),
	shortNo:   1,
	maybes:    set("quizas", "quiza", "talvez", "posiblemente"),
	sideWords: set("seguro", "siempre", "probablemente", "seguramente", "verdad", "cierto", "casi"),
	requests:  phraseSet("nos permite", "quiere que", "quiere recibir", "desea", "le gustaria", "nos permites", "nos da permiso", "nos autoriza", "esta de acuerdo", "estas de acuerdo", "acepta", "autoriza", "podemos", "le podemos", "puedo", "le parece", "le parece bien", "da su consentimiento", "consiente", "nos deja", "permite", "esta todo bien", "esta todo correcto", "es correcto"),
	afterNo: set("yo", "no", "nunca", "jamas", "nada", "ninguno", "ninguna", "porque", "solo", "pero", "el", "ella", "mi", "me", "soy", "estoy", "tengo", "he", "eso", "ya", "si", "todo",
		"fumo", "uso", "hay", "es", "lo", "la", "se", "gracias"),
}

var spanishManner = mannerWords{
	polite: phraseSet(spanishPolite...),
	asking: phraseSet(
		"puedo", "puede", "pueden", "podemos", "podria", "podrian", "se puede", "es posible", "es necesario", "es normal", "es seguro", "es malo", "es bueno", "hay que", "hay algun",
		"hay alguna", "tengo que", "debo", "deberia", "que es", "que son", "que pasa", "que significa", "que hago", "que debo",
		"que tengo", "que tipo", "que ropa", "que incluye", "que hacen", "cual es", "cuales son", "cuanto cuesta", "cuanto vale", "cuanto dura", "cuanto tiempo", "cuanto es",
		"cuantas sesiones", "cuantas veces", "como funciona", "como es", "como se", "como puedo", "cuando es", "cuando puedo", "donde esta", "donde queda", "donde estan", "quien es", "quien me",
		"quien lee", "por que", "para que", "aceptan", "acepta", "tienen", "hacen", "cubre", "me va a", "va a doler", "duele mucho", "sirve para", "es verdad que"),
	noMore: phraseSet("nada mas", "eso es todo", "es todo", "seria todo", "ninguno mas", "ninguna mas", "ninguno", "ninguna", "nada", "ya", "ya es todo", "eso seria todo", "no hay mas",
		"no tengo mas", "no mas", "ya no hay mas", "ya no", "solo eso", "solo esa", "solo ese", "solo esos", "nomas", "nomas eso", "nada mas eso", "listo", "ya termine", "ya esta",
		"no aplica", "na", "por ahora", "eso nomas", "no se me ocurre nada", "no se me ocurre otra", "no se me ocurre nada mas", "no se me ocurre otro", "no hago deporte",
		"ningun deporte", "no practico ninguno", "no practico deporte", "otro", "otra"),
	nameIs: phraseSet("mi nombre es", "me llamo", "soy", "mi nombre completo es", "nombre", "el nombre es", "se llama", "me dicen", "me llaman", "puede llamarme", "puedes llamarme",
		"pueden llamarme", "llameme", "llamame", "digame", "dime", "pueden decirme", "puede decirme", "prefiero", "me conocen como", "todos me dicen", "todos me llaman"),
	greets:    phraseSet("hola", "buenas", "buenos dias", "buenas tardes", "buenas noches", "buen dia", "hola buenas", "hola buenos dias", "hola buenas tardes", "perdon", "disculpe"),
	courtesy:  set("gracias", "favor"),
	birth:     set("naci", "nacido", "nacida", "nacimiento", "cumpleanos", "cumple", "nacio"),
	spelled:   phraseSet("punto com", "punto mx", "punto es", "punto org", "punto net", "arroba"),
	askInside: set("que", "cual", "cuales", "cuando", "donde", "quien", "como", "cuanto", "cuanta", "cuantos", "cuantas", "usted", "ustedes"),
	askWords: set("que", "cual", "cuales", "cuando", "donde", "quien", "quienes", "como", "cuanto", "cuanta", "cuantos", "cuantas", "puedo", "puede", "pueden", "podria", "hay", "es",
		"son", "esta", "estan", "tiene", "tienen", "tengo", "debo", "va", "van", "sirve", "aceptan", "duele"),
}

var spanishSay = sayWords{
	yes: "sí", no: "no",
	andInList: " y ", orInList: " o ",
	unitWords: [...][2]string{
		Minute: {"minuto", "minutos"}, Hour: {"hora", "horas"}, Day: {"día", "días"}, Week: {"semana", "semanas"},
		Month: {"mes", "meses"}, Year: {"año", "años"},
	},
	monthNames: [...]string{
		"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
	},
	aboutFormat: "unos %s", monthFormat: "%s de %s", dayFormat: "%d de %s de %s", outOfFormat: "%s de %s",
}
