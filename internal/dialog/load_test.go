package dialog_test

import (
	"testing"

	"intake/flows"
	"intake/internal/dialog"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := dialog.Load(flows.Massage(), dialog.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
