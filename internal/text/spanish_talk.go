package text

var spanishAnswers = answerWords{}

var spanishManner = mannerWords{}

var spanishSay = sayWords{}
