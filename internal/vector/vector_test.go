package vector_test

import (
	"testing"

	"intake/internal/vector"
)

func TestFile(t *testing.T) {
	if err := vector.Check(); err != nil {
		t.Fatal(err)
	}
	if n := vector.Len(); n < 40_000 {
		t.Errorf("%d words", n)
	}
	for row, w := range vector.Words() {
		if got, ok := vector.Row(w); !ok || got != row {
			t.Fatalf("%q stands at row %d, found at %d, %v", w, row, got, ok)
		}
	}
	if _, ok := vector.Row("qwertyzx"); ok {
		t.Error("a word that is none has a vector")
	}
}

func alike(t *testing.T, a, b string) float32 {
	t.Helper()
	i, ok := vector.Row(a)
	j, also := vector.Row(b)
	if !ok || !also {
		t.Fatalf("no vector for %s or %s", a, b)
	}
	u, v := vector.Unit(i), vector.Unit(j)
	sum := float32(0)
	for k := range u {
		sum += u[k] * v[k]
	}
	return sum
}

// TestNear: words used alike are nearer than words that are not.
func TestNear(t *testing.T) {
	for _, c := range [][3]string{
		{"massage", "acupuncture", "bank"},
		{"doctor", "physician", "window"},
		{"pain", "ache", "price"},
		{"insurance", "coverage", "elbow"},
	} {
		if near, far := alike(t, c[0], c[1]), alike(t, c[0], c[2]); near < far+0.2 {
			t.Errorf("%s: %s %.2f, %s %.2f", c[0], c[1], near, c[2], far)
		}
	}
}
