package text

var spanishNumbers = numberWords{}

var spanishDates = dateWords{dayFirst: true}

var spanishSpans = spanWords{}
