package text

var english = language{
	code: "en",
	short: map[string]string{
		"u": "you", "ur": "your", "r": "are", "ya": "yes",
		"idk": "i dont know", "dunno": "dont know", "iirc": "if i remember",
		"gonna": "going to", "wanna": "want to", "gotta": "got to", "kinda": "kind of", "sorta": "sort of",
		"lemme": "let me", "gimme": "give me", "cuz": "because", "cos": "because", "coz": "because", "bc": "because",
		"wk": "week", "wks": "weeks", "mo": "month", "mos": "months", "mth": "month", "mths": "months",
		"yr": "year", "yrs": "years", "hr": "hour", "hrs": "hours", "min": "minute", "mins": "minutes",
		"appt": "appointment", "appts": "appointments", "apt": "appointment", "dr": "doctor", "doc": "doctor",
		"b4": "before", "2day": "today", "2moro": "tomorrow", "tmrw": "tomorrow", "2nite": "tonight", "yday": "yesterday",
		"pls": "please", "plz": "please", "thx": "thanks", "thnx": "thanks", "ty": "thank you", "tysm": "thank you",
		"rn": "right now", "atm": "at the moment", "tbh": "to be honest", "imo": "in my opinion", "asap": "as soon as possible",
		"w/": "with", "w/o": "without", "b/c": "because", "n/a": "none", "k": "ok", "okay": "ok", "alot": "a lot",
		"thru": "through", "prob": "probably", "probs": "probably", "def": "definitely", "abt": "about", "approx": "about",
		"cannot": "cant",
	},
	contrast: set("but", "however", "although", "though", "except"),
	joining:  set("and", "or", "with", "for", "also", "plus"),
	and:      set("and", "plus"),
	small: set("a", "an", "the", "it", "its", "is", "are", "was", "be", "at", "in", "on", "of", "by", "from", "to", "i", "id", "im", "me", "my", "gets", "get",
		"got", "makes", "make", "made", "feel", "feels", "what", "when", "while", "things", "would", "say", "call", "give", "that", "then", "there", "pain", "level",
		"score", "h", "hour", "hours", "last", "past", "24", "does", "do", "if", "usually", "mostly", "mainly", "really", "right", "out", "10", "as", "than", "rating",
		"rate", "ok", "yes", "goes", "go", "going", "up", "down", "bit", "much", "lot", "anything", "nothing", "so"),

	common: set("the", "is", "i", "im", "ive", "my", "and", "to", "of", "it", "its", "have", "had", "was", "not", "do", "dont", "you", "your", "for", "with", "that",
		"this", "at", "on", "but", "been", "since", "they", "we", "she", "when", "what", "how", "why", "can", "would", "if", "or", "from", "just", "there", "were",
		"are", "did", "does", "will", "about", "some", "any", "an", "in", "be", "up", "out", "after", "before", "never", "ago", "his", "her", "who", "which",
		"id", "so", "today", "now", "yesterday", "week", "weeks", "month", "months", "year", "years", "day", "days", "like", "maybe", "then", "last", "half", "right", "by",
		"between", "still", "every"),

	numberWords:  englishNumbers,
	measureWords: englishMeasures,
	dateWords:    englishDates,
	spanWords:    englishSpans,
	answerWords:  englishAnswers,
	mannerWords:  englishManner,
	moveWords:    englishMoves,
	stateWords:   englishStates,
	sayWords:     englishSay,
}

var englishPolite = []string{
	"hi", "hello", "hey", "hi there", "hello there", "hey there", "good morning", "good afternoon", "good evening", "please", "thanks", "thank you",
	"thank you very much", "many thanks", "cheers", "um", "umm", "uh", "er", "erm", "hm", "hmm", "hmmm", "well", "oh", "ah", "sorry",
	"excuse me", "lol", "haha", "ha", "you know", "ok so", "so",
}
