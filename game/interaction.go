package game

// Interaction gives each two players their Shapley interaction index (Grabisch
// and Roubens 1999): how much more the two add together than one by one, over
// all orders. Above zero they need each other, below zero one does for the
// other. It is symmetric, with zeros where a player meets himself.
func (g Game) Interaction() [][]float64 {
	n := g.players
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, n)
	}
	if n < 2 {
		return out
	}
	weights := orders(n - 1) // the two come as one player
	for i := range n {
		for j := i + 1; j < n; j++ {
			sum := 0.0
			for c := range Coalition(len(g.value)) {
				if c.Has(i) || c.Has(j) {
					continue
				}
				together := g.value[c.With(i).With(j)] - g.value[c.With(i)] - g.value[c.With(j)] + g.value[c]
				sum += float64(weights[c.Size()] * together)
			}
			out[i][j], out[j][i] = sum, sum
		}
	}
	return out
}
