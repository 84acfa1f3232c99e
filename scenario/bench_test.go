package scenario

import "testing"

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(shipped, "kirov-lives", registry(), Edits{}); err != nil {
			b.Fatal(err)
		}
	}
}
