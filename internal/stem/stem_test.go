package stem

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for _, tt := range []struct {
		word      string
		inSpanish bool
		want      string
	}{{"massages", false, "massag"}, {"dolores", true, "dolor"}, {"is", false, "is"}} {
		if got := Of(tt.word, tt.inSpanish); got != tt.want {
			t.Errorf("%s is %s, want %s", tt.word, got, tt.want)
		}
	}
}

func TestSpanish(t *testing.T) {
	for said, want := range map[string]bool{"me duele la espalda": true, "my back hurts": false, "rodilla": true, "": false} {
		if got := Spanish(strings.Fields(said)); got != want {
			t.Errorf("%q in Spanish: %v", said, got)
		}
	}
	if English("espalda") == "" || English("xyzzy") != "" {
		t.Errorf("espalda is %q, xyzzy %q", English("espalda"), English("xyzzy"))
	}
}
