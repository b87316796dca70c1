package descent_test

import (
	"slices"
	"testing"

	"intake/internal/descent"
)

// TestOrder: every number stands once, not where it was, and the same way each
// time, so that a model can be made again.
func TestOrder(t *testing.T) {
	got := descent.Order(100)
	if !slices.Equal(got, descent.Order(100)) {
		t.Error("another order the second time")
	}
	if slices.IsSorted(got) {
		t.Error("the order is that of the numbers")
	}
	slices.Sort(got)
	for i, n := range got {
		if n != i {
			t.Fatalf("%d stands where %d should", n, i)
		}
	}
	if len(descent.Order(0)) != 0 {
		t.Error("an order of nothing holds something")
	}
}
