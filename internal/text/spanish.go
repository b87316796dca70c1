package text

var spanish = language{
	code: "es",

	numberWords: spanishNumbers,
	dateWords:   spanishDates,
	spanWords:   spanishSpans,
	answerWords: spanishAnswers,
	mannerWords: spanishManner,
	sayWords:    spanishSay,
}
