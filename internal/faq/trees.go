package faq

import (
	"math"
	"slices"
)

// The shape of the gate's trees.
const (
	treeDepth = 4
	treeForks = 1<<treeDepth - 1
	treeEnds  = 1 << treeDepth
	treeCount = 150
	treeRate  = 0.08
	treeBins  = 32 // steps a feature is looked at in
	treeCalm  = 2  // keeps what few lines say from counting much
	treeFew   = 3
)

// A tree asks treeDepth questions about features and adds what it finds at the
// end to a score.
type tree struct {
	feature [treeForks]uint8
	above   [treeForks]float32
	adds    [treeEnds]float32
}

func (t *tree) end(f *[gateSize]float32) int {
	n := 0
	for range treeDepth {
		if f[t.feature[n]] > t.above[n] {
			n = 2*n + 2
		} else {
			n = 2*n + 1
		}
	}
	return n - treeForks
}

// pass returns the probability that trees give.
func pass(trees []tree, f *[gateSize]float32) float64 {
	sum := 0.0
	for i := range trees {
		sum += float64(trees[i].adds[trees[i].end(f)])
	}
	return 1 / (1 + math.Exp(-sum))
}

// grow learns trees, each from what those before it have left wrong: gradient
// boosting with logistic loss. Which features go together (a likely entry, but
// near to what none answers) is why there are trees and no straight line: at
// the same share of strangers answered they answer 3 of 100 questions more.
func grow(fs [][gateSize]float32, right []bool) []tree {
	var cuts [gateSize][]float32
	bins := make([][gateSize]uint8, len(fs))
	column := make([]float32, len(fs))
	for j := range gateSize {
		for i := range fs {
			column[i] = fs[i][j]
		}
		slices.Sort(column)
		for b := 1; b < treeBins && len(fs) > 0; b++ {
			if c := column[b*len(fs)/treeBins]; len(cuts[j]) == 0 || c > cuts[j][len(cuts[j])-1] {
				cuts[j] = append(cuts[j], c)
			}
		}
		for i := range fs {
			for int(bins[i][j]) < len(cuts[j]) && fs[i][j] > cuts[j][bins[i][j]] {
				bins[i][j]++
			}
		}
	}
	score := make([]float64, len(fs))
	trees := make([]tree, treeCount)
	for k := range trees {
		slope, curve := make([]float64, len(fs)), make([]float64, len(fs))
		for i, s := range score {
			p := 1 / (1 + math.Exp(-s))
			if slope[i], curve[i] = -p, p*(1-p); right[i] {
				slope[i]++
			}
		}
		trees[k].fork(bins, &cuts, slope, curve)
		for i := range fs {
			score[i] += float64(trees[k].adds[trees[k].end(&fs[i])])
		}
	}
	return trees
}

// fork finds the questions of one tree, level by level.
func (t *tree) fork(bins [][gateSize]uint8, cuts *[gateSize][]float32, slope, curve []float64) {
	at := make([]int, len(bins))
	var sums [treeEnds][treeBins][2]float64
	worth := func(g, h float64) float64 { return g * g / (h + treeCalm) }
	for level := range treeDepth {
		first, count := 1<<level-1, 1<<level
		var gain [treeEnds]float64
		var step [treeEnds]int
		for j := range gateSize {
			clear(sums[:count])
			for i := range bins {
				s := &sums[at[i]-first][bins[i][j]]
				s[0] += slope[i]
				s[1] += curve[i]
			}
			for k := range count {
				g, h := 0.0, 0.0
				for _, s := range sums[k] {
					g, h = g+s[0], h+s[1]
				}
				below, under := 0.0, 0.0
				for b := range cuts[j] {
					below, under = below+sums[k][b][0], under+sums[k][b][1]
					if under < treeFew || h-under < treeFew {
						continue
					}
					if v := worth(below, under) + worth(g-below, h-under) - worth(g, h); v > gain[k] {
						gain[k], step[k] = v, b
						t.feature[first+k] = uint8(j)
					}
				}
			}
		}
		for k := range count {
			if t.above[first+k] = math.MaxFloat32; gain[k] > 0 {
				t.above[first+k] = cuts[t.feature[first+k]][step[k]]
			} else {
				step[k] = treeBins
			}
		}
		for i := range bins {
			k := at[i] - first
			if at[i] = 2*at[i] + 1; int(bins[i][t.feature[first+k]]) > step[k] {
				at[i]++
			}
		}
	}
	var ends [treeEnds][2]float64
	for i := range bins {
		e := &ends[at[i]-treeForks]
		e[0] += slope[i]
		e[1] += curve[i]
	}
	for k, e := range ends {
		t.adds[k] = float32(treeRate * e[0] / (e[1] + treeCalm))
	}
}
