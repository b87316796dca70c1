// Package descent holds what the trainings of the program's small models
// share, so that each gives the same model on any machine.
package descent

// Order returns the numbers below n in an order that looks random and is
// always the same: that in which examples are learned from.
func Order(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	seed := uint64(88172645463325252)
	for i := n - 1; i > 0; i-- {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		j := int(seed % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}
