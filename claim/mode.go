package claim

import (
	"math"

	"github.com/fromabove/fromabove/abc"
)

// Modes names for each draw the mode of its posterior: that whose centre is
// nearer in the parameters in which the two lie furthest apart. Nil where the
// posterior has one mode, or a draw lacks those parameters.
func Modes(draws []map[string]float64, m abc.Modes) []string {
	if !m.Two {
		return nil
	}
	out := make([]string, len(draws))
	for i, draw := range draws {
		nearer := 0.0 // above zero: B
		for _, p := range m.Apart {
			v, there := draw[p.Key]
			if !there {
				return nil
			}
			if scale := math.Abs(p.A - p.B); scale > 0 {
				nearer += (math.Abs(v-p.A) - math.Abs(v-p.B)) / scale
			}
		}
		out[i] = "A"
		if nearer > 0 {
			out[i] = "B"
		}
	}
	return out
}
