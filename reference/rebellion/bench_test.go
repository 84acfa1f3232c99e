package rebellion

import (
	"fmt"
	"testing"
)

// BenchmarkTick is one tick of NetLogo's rules, after the first hundred, with
// what is seen kept and scanned; 400 is also run block by block.
func BenchmarkTick(b *testing.B) {
	for _, size := range []int{40, 400} {
		for _, counts := range []Counts{Incremental, Rescan} {
			for _, order := range []Order{Shuffle, Blocks} {
				if order == Blocks && size == 40 {
					continue // one block
				}
				b.Run(fmt.Sprintf("%s/%dx%d/%s", order, size, size, counts), func(b *testing.B) {
					r := presetNamed(b, "netlogo")
					r.Size, r.Counts, r.Order = size, counts, order
					w := New(r, 1, 2)
					for range 100 {
						w.Tick()
					}
					for b.Loop() {
						w.Tick()
					}
					b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "ticks/s")
				})
			}
		}
	}
}

func presetNamed(t testing.TB, name string) Rules {
	t.Helper()
	p, err := PresetOf(name)
	if err != nil {
		t.Fatal(err)
	}
	return p.Rules
}
