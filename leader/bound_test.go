package leader

import "testing"

// No dossier suffices further than its bound: whoever the bound spares would
// have been spared. The bound is of use: it is far below 1 for most.
func TestTheBoundOfADossierIsOne(t *testing.T) {
	for _, steepness := range []float64{1, 4, 7.3, 12} {
		for _, full := range []float64{1, 2.9, 3, 10} {
			l := &Leader{full: full, steepness: steepness}
			bound := l.bound()
			for i := -10; i <= 4000; i++ {
				dossier := full * float64(i) / 1000
				if got, most := l.filled(dossier), bound.of(dossier/full); got > most {
					t.Fatalf("d* = %v, h = %v: a dossier of %v suffices %v, above its bound %v", full, steepness, dossier, got, most)
				}
			}
			if most := bound.of(0.2); most > 0.5 {
				t.Errorf("d* = %v, h = %v: a dossier a fifth full is bounded by %v", full, steepness, most)
			}
		}
	}
}
