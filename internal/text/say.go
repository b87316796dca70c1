package text

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// SayNumber writes a number without needless digits.
func SayNumber(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// SayCount writes a number of units in words of a language: "3 weeks".
func SayCount(lang string, n float64, u Unit) string {
	words := tables(lang)[0].unitWords[u]
	if n == 1 {
		return SayNumber(n) + " " + words[0]
	}
	return SayNumber(n) + " " + words[1]
}

// SayDays writes days the way people count them: "3 weeks", "about 13
// months", "2 years".
func SayDays(lang string, days int) string {
	t := tables(lang)[0]
	exact := func(u Unit) (float64, bool) {
		n := float64(days) / u.Days()
		return n, days > 0 && n == math.Trunc(n)
	}
	n, ok := exact(Year)
	switch {
	case ok:
		return SayCount(lang, n, Year)
	case days < 14 && days != 7:
		return SayCount(lang, float64(days), Day)
	}
	if n, ok := exact(Month); ok && n < 24 {
		return SayCount(lang, n, Month)
	}
	if n, ok := exact(Week); ok && n <= 16 {
		return SayCount(lang, n, Week)
	}
	u := Year
	switch {
	case days < 60:
		u = Week
	case days < 720:
		u = Month
	}
	return fmt.Sprintf(t.aboutFormat, SayCount(lang, math.Round(float64(days)/u.Days()), u))
}

// SayDate writes YYYY, YYYY-MM or YYYY-MM-DD out: "14 March 1985".
func SayDate(lang, date string) string {
	t := tables(lang)[0]
	parts := strings.Split(date, "-")
	month := func() string {
		if m := atoi(strings.Trim(parts[1], "-")); m >= 1 && m <= 12 {
			return t.monthNames[m-1]
		}
		return parts[1]
	}
	switch {
	case len(parts) == 2:
		return fmt.Sprintf(t.monthFormat, month(), parts[0])
	case len(parts) == 3:
		if _, err := time.Parse(time.DateOnly, date); err == nil {
			return fmt.Sprintf(t.dayFormat, atoi(parts[2]), month(), parts[0])
		}
	}
	return date
}

// SayBool writes yes or no.
func SayBool(lang string, yes bool) string {
	t := tables(lang)[0]
	if yes {
		return t.yes
	}
	return t.no
}

// SayOutOf writes a score: "7 out of 10".
func SayOutOf(lang string, n, most float64) string {
	return fmt.Sprintf(tables(lang)[0].outOfFormat, SayNumber(n), SayNumber(most))
}

// SayList joins words as one says them: "a, b and c".
func SayList(lang string, list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + tables(lang)[0].andInList + list[last]
}

// Alternatives takes a label that lists names apart: "Gym, swimming or other".
func Alternatives(label string) []string {
	for _, t := range languages {
		label = strings.ReplaceAll(label, t.orInList, "/")
	}
	parts := strings.FieldsFunc(label, func(r rune) bool { return strings.ContainsRune("/,;:", r) })
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return parts
}
