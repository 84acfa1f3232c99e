package experiment

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"testing"
)

// instant is a runner whose members take no time: what is measured is the rest.
type instant struct{}

func (instant) Run(_ context.Context, members iter.Seq[Member], deliver func(Row) error) error {
	for m := range members {
		row := Row{Number: m.Number, Key: m.Key, Values: make([]float64, len(m.Outcomes))}
		for range m.Series {
			row.Series = append(row.Series, []float64{1, 2, float64(m.Number)})
		}
		if err := deliver(row); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkMemory is the largest heap while members finish: it must hardly grow
// with their number.
func BenchmarkMemory(b *testing.B) {
	for _, members := range []int{100, 2000, 10_000} {
		b.Run(fmt.Sprint(members), func(b *testing.B) {
			most := uint64(0)
			for range b.N {
				count := 0
				_, err := Run(b.Context(), tiny(members/2), Options{Dir: b.TempDir(), Runner: instant{}, Progress: func(Pace) {
					if count++; count%50 == 0 {
						runtime.GC()
						var m runtime.MemStats
						runtime.ReadMemStats(&m)
						most = max(most, m.HeapAlloc)
					}
				}})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(most)/1e6, "MB-heap")
		})
	}
}
