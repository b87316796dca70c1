package kind

import (
	"sync"
	"testing"
)

// TestReadSideBySide: what is looked up as messages need it is looked up by
// many at once.
func TestReadSideBySide(t *testing.T) {
	s := flags
	if err := (multi{}).Check(&s); err != nil {
		t.Fatal(err)
	}
	said := []string{"fevr and chills at night", "lost weight without trying", "none of these", "nite sweats"}
	want := make([]Reading, len(said))
	for i, words := range said {
		fresh := flags
		want[i] = multi{}.Read(&fresh, Said{Text: words}, Env{})
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, words := range said {
				if got := (multi{}).Read(&s, Said{Text: words}, Env{}); got.Outcome != want[i].Outcome || !got.Value.Equal(want[i].Value) {
					t.Errorf("%q: %v, alone %v", words, got.Value, want[i].Value)
				}
			}
		})
	}
	wg.Wait()
}
