package text

var english = language{
	code: "en",
	short: map[string]string{
		"u": "you", "ur": "your", "r": "are", "ya": "yes", "y": "yes", "n": "and",
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
	joining:  set("and", "with", "for", "also", "plus"),
}
