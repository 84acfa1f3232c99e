package bench

import (
	"fmt"
	"runtime"
	"sync"
)

// Sizes of the array that is streamed where none is asked for. It must be much
// larger than the caches, or what is measured is the cache; it must leave the
// whole measurement below a gigabyte and a half.
const (
	timesCache = 4
	leastArray = 256 << 20
	usualMost  = 1 << 30
)

// beyondCaches is how large an array is streamed, and why so.
func beyondCaches(cache int64) (bytes int64, why string) {
	if cache == 0 {
		return usualMost, "the system names no cache"
	}
	bytes = min(max(timesCache*cache, leastArray), usualMost)
	return bytes, fmt.Sprintf("%.1f times the largest cache, %d MB", float64(bytes)/float64(cache), cache>>20)
}

// stream measures what memory streams. Each worker has a run of the array of
// its own, which it touches first.
func (m *measuring) stream() error {
	m.say("what memory streams: an array of %d MB (%s)", m.out.ArrayBytes>>20, m.out.ArrayWhy)
	array := make([]uint64, m.out.ArrayBytes/8)
	read, both := map[int][]float64{}, map[int][]float64{}
	pass := func(workers int, do func([]uint64) uint64) float64 {
		return timed(func() {
			together(workers, func(i int) {
				runtime.KeepAlive(do(array[i*len(array)/workers : (i+1)*len(array)/workers]))
			})
		})
	}
	pass(m.Workers, rewrite) // memory is handed out when it is first written
	err := m.turns(func(_, w int) error {
		gb := float64(8*len(array)) / 1e9
		read[w] = append(read[w], gb/pass(w, sum))
		both[w] = append(both[w], 2*gb/pass(w, rewrite))
		return nil
	})
	if err != nil {
		return err
	}
	for _, w := range m.workers {
		m.out.Stream = append(m.out.Stream, Stream{w, spreadOf(read[w]), spreadOf(both[w])})
	}
	return nil
}

// sum reads every word once, eight at a time so that memory is what it waits
// for.
func sum(words []uint64) uint64 {
	var a, b, c, d uint64
	for ; len(words) >= 8; words = words[8:] {
		w := (*[8]uint64)(words)
		a += w[0] + w[4]
		b += w[1] + w[5]
		c += w[2] + w[6]
		d += w[3] + w[7]
	}
	for _, w := range words {
		a += w
	}
	return a + b + c + d
}

// rewrite reads every word once and writes another to its place, as the
// people's pass does.
func rewrite(words []uint64) uint64 {
	for ; len(words) >= 8; words = words[8:] {
		w := (*[8]uint64)(words)
		for i := range w {
			w[i] ^= 1 << 17
		}
	}
	for i := range words {
		words[i] ^= 1 << 17
	}
	return 0
}

// together calls do(0..workers-1) side by side, each worker once: unlike
// sim.Split it gives nobody another's part.
func together(workers int, do func(i int)) {
	var wait sync.WaitGroup
	for i := range workers {
		wait.Go(func() { do(i) })
	}
	wait.Wait()
}
