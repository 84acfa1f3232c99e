package scenario

import (
	"testing"

	"github.com/fromabove/fromabove/scenarios"
)

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(scenarios.Files, "kirov-lives", registry(), Edits{}); err != nil {
			b.Fatal(err)
		}
	}
}
