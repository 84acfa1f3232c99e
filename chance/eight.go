//go:build !(goexperiment.simd && amd64)

package chance

// vectors: there are none.
const vectors = false

func (d Dice) below(_ uint64, _ int, _ uint64) uint64 { panic("chance: no vectors") }

func (g *Drawing) sift(_ uint64, _ int, _ *[64]uint8) uint64 { panic("chance: no vectors") }

func deposit(_, _ uint64) uint64 { panic("chance: no vectors") }
