package store

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"intake/internal/dialog"
)

// BenchmarkTurn is the program's own path with an engine that costs nothing.
func BenchmarkTurn(b *testing.B) {
	for _, key := range []bool{false, true} {
		for _, patients := range []int{1, 8, 64} {
			b.Run(fmt.Sprintf("sealed=%v/patients=%d", key, patients), func(b *testing.B) {
				o := options()
				if key {
					o = sealed()
				}
				o.Direct = []string{"slack"}
				db := open(b, b.TempDir(), o)
				var left atomic.Int64
				left.Store(int64(b.N))
				var wg sync.WaitGroup
				b.ResetTimer()
				for p := range patients {
					wg.Go(func() {
						for i := 0; left.Add(-1) >= 0; i++ {
							user := fmt.Sprint("u", p, ".", i/40) // an intake has some 40 turns
							if _, _, err := db.Turn(ctx, message(user, fmt.Sprint(i), "about seven out of ten"), echo("about seven out of ten, worse in the morning")); err != nil {
								b.Error(err)
							}
						}
					})
				}
				wg.Wait()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
			})
		}
	}
}

// BenchmarkFloor is the same bytes without thinking.
func BenchmarkFloor(b *testing.B) {
	for _, patients := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("patients=%d", patients), func(b *testing.B) {
			db := open(b, b.TempDir(), options())
			of := sample(b)
			if err := db.Fill(ctx, 1000, of); err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			f, err := db.Floor(ctx, patients, b.N/patients+1, 0, of)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(f.Turns)/f.Took.Seconds(), "turns/s")
		})
	}
}

// sample is a conversation of 20 turns as a store keeps it.
func sample(t testing.TB) Sample {
	db := open(t, t.TempDir(), options())
	for range 20 {
		say(t, db, "u1", "", "about seven out of ten")
	}
	s, entries := get(t, db, list(t, db)[0].ID)
	return Sample{s, entries}
}

func TestFillAndFloor(t *testing.T) {
	for name, o := range map[string]Options{"open": options(), "sealed": sealed()} {
		t.Run(name, func(t *testing.T) {
			of := sample(t)
			of.State.Wake = noon.Add(time.Hour)
			db := open(t, t.TempDir(), o)
			if err := db.Fill(ctx, 60, of); err != nil {
				t.Fatal(err)
			}
			if r := whole(t, db); r.Conversations != 60 || r.Entries != 1200 {
				t.Errorf("%+v", r)
			}
			turn, _, err := db.Turn(ctx, message(FillUser(7), "x", "x"), func(s dialog.State) (dialog.State, dialog.Turn) { return echo("x")(s) })
			if err != nil || turn.Replies[0].Text != "21 x" {
				t.Errorf("a filled conversation does not go on: %v, %v", turn, err)
			}
			f, err := db.Floor(ctx, 10, 5, 1, of)
			if err != nil || f.Turns != 50 || len(f.Waits) != 50 || slices.Min(f.Waits) <= 0 {
				t.Errorf("%+v, %v", f, err)
			}
			n := 0
			_ = db.view(func(b *buckets) error { return b.at(bEntry).ForEach(func(_, _ []byte) error { n++; return nil }) })
			if n != 1251 {
				t.Errorf("%d entries", n)
			}
			if _, err := db.Floor(ctx, 1000, 1, 0, of); err == nil {
				t.Error("more patients than conversations")
			}
		})
	}
}
