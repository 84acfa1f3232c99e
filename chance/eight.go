//go:build !(goexperiment.simd && amd64)

package chance

// vectors: there are none.
const vectors = false

func (d Dice) below(_ uint64, _ int, _ uint64) uint64 { panic("chance: no vectors") }

func (g *Drawing) sift(_ uint64, _ int, _ *[64]uint8) uint64 { panic("chance: no vectors") }

// words lays out the words of so many units from first on.
func (d Dice) words(first uint64, units int, out *[64]uint64) {
	for i := range out[:units] {
		out[i] = d.Of(first + uint64(i)).key
	}
}
