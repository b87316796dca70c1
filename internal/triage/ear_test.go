package triage

import (
	"reflect"
	"strings"
	"testing"

	"intake/internal/item"
	"intake/internal/linear"
)

// eared is the net of the built-in flow with its ear.
func eared(t testing.TB) *Net {
	t.Helper()
	n := massageNet(t).Learned(func(id item.ID, _ string) bool { return id == emergencyItem })
	if n.ear == nil {
		t.Fatal("ear.bin was learned with other signs than flows/massage has: run go generate ./internal/triage")
	}
	return n
}

// TestEar: what is likely enough is asked about or raises an alarm, and is
// said to be learned; what patients say of what brings them is not.
func TestEar(t *testing.T) {
	n := eared(t)
	for _, tt := range []struct {
		limits EarLimits
		heard  bool
		doubt  bool
	}{{EarLimits{Alarm: 0, Ask: 0}, true, false}, {EarLimits{Alarm: 1, Ask: 0}, true, true}, {EarLimits{Alarm: 1, Ask: 1}, false, false}} {
		x := *n.ear
		x.limits = tt.limits
		signs := n.with(&x, func(item.ID, string) bool { return false }).Scan("we went to see the boats")
		heard := len(signs) == 1 && signs[0].Learned && signs[0].Item == emergencyItem && signs[0].Ask != ""
		if heard != tt.heard || heard && signs[0].Doubt != tt.doubt {
			t.Errorf("%+v: %+v", tt.limits, signs)
		}
	}
	for _, said := range []string{
		"i fell down the stairs yesterday and my back hurts", "my knee is swollen since this morning", "since this morning",
		"tengo los hombros como piedras", "my pain is 8 since yesterday", "",
	} {
		for _, s := range n.Scan(said) {
			if s.Learned {
				t.Errorf("%q: %+v", said, s)
			}
		}
	}
}

// TestEarCalms: what patterns find in words that the ear finds nothing in is
// asked about, and dropped where they doubt it, but never a sign of self-harm.
func TestEarCalms(t *testing.T) {
	n := eared(t)
	plain := Sign{Item: emergencyItem, Option: "chest_pain"}
	harm := Sign{Item: emergencyItem, Option: "self_harm"}
	got := n.calm([]Sign{plain, harm}, 0)
	plain.Doubt, harm.Doubt = true, true
	if want := []Sign{plain, harm}; !reflect.DeepEqual(got, want) {
		t.Errorf("of sure signs %+v, want %+v", got, want)
	}
	if got, want := n.calm([]Sign{plain, harm}, 0), []Sign{harm}; !reflect.DeepEqual(got, want) {
		t.Errorf("of doubts %+v, want %+v", got, want)
	}
}

// TestEarFile: a file is read as it was written, and nothing else is.
func TestEarFile(t *testing.T) {
	x := decodeEar(earFile)
	if x == nil {
		t.Fatal("ear.bin is no ear file")
	}
	if got := decodeEar(string(x.encode())); got == nil || got.limits != x.limits || !reflect.DeepEqual(got.options, x.options) {
		t.Error("what was written is not what was read")
	}
	for _, bad := range []string{"", earMagic, earFile[:len(earFile)-1], strings.Replace(earFile, earMagic, "XXXX", 1)} {
		if decodeEar(bad) != nil {
			t.Errorf("%d bytes were read as an ear", len(bad))
		}
	}
	x.signs = "other"
	if n := massageNet(t); n.with(x, func(item.ID, string) bool { return false }) != n {
		t.Error("an ear was taken that has learned of other signs")
	}
}

func TestEarIsLinear(t *testing.T) {
	n := eared(t)
	linear.Check(t, "my chest is tight and ", func(said string) { n.Scan(said) })
}

func BenchmarkEar(b *testing.B) {
	n := eared(b)
	for b.Loop() {
		n.Scan("No fever, but since this morning my left leg is swollen and I feel a bit out of breath on the stairs.")
	}
}
