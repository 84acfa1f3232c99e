//go:build !unix

package bench

// cpuSeconds is not told here.
func cpuSeconds() float64 { return 0 }

// peakMemory is not told here.
func peakMemory() int64 { return 0 }
