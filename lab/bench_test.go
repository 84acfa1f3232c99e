package lab

import (
	"context"
	"fmt"
	"testing"

	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// BenchmarkMember is one history of the baseline, unrecorded, on one worker.
func BenchmarkMember(b *testing.B) {
	for _, scale := range []int{10_000, 1000} {
		b.Run(fmt.Sprintf("scale=1:%d", scale), func(b *testing.B) {
			s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				o := &Order{Scenario: s, Seed: 1, Scale: scale, Members: 1, Workers: 1}
				if _, err := Run(context.Background(), o, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
