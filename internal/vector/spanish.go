package vector

import (
	_ "embed"
	"strings"
)

//go:embed spanish.txt
var spanish string

// Spanish returns the English words for each Spanish word that patients use,
// folded.
func Spanish() map[string]string {
	all := make(map[string]string, strings.Count(spanish, "\n"))
	for line := range strings.Lines(spanish) {
		if word, means, ok := strings.Cut(strings.TrimSpace(line), " "); ok && word != "#" {
			all[word] = means
		}
	}
	return all
}
