package bench

import "runtime"

// Steps of the arithmetic loop: some 100 ms on one worker, and a few that only
// show that it runs.
const (
	usualSteps = 1 << 25
	quickSteps = 1 << 16
)

// loops times a plain loop of arithmetic, on nothing but registers: the gain
// that the machine has to give to several workers at the time.
type loops struct {
	steps   int
	seconds map[int][]float64 // by workers, over the whole measurement
	given   []float64         // share of its time in which one worker had a processor
}

// run runs the loop once on each of the workers and returns the seconds.
func (l *loops) run(workers int) float64 {
	before := cpuSeconds()
	s := timed(func() {
		together(workers, func(i int) { runtime.KeepAlive(arithmetic(l.steps, uint64(i+1))) })
	})
	if workers == 1 {
		l.given = append(l.given, (cpuSeconds()-before)/s)
	}
	if l.seconds == nil {
		l.seconds = map[int][]float64{}
	}
	l.seconds[workers] = append(l.seconds[workers], s)
	return s
}

// around does something between two runs of the loop, and returns the seconds
// of what was done and the mean of the two runs.
func (l *loops) around(workers int, do func()) (seconds, loop float64) {
	before := l.run(workers)
	seconds = timed(do)
	return seconds, (before + l.run(workers)) / 2
}

// gains are those over the whole measurement.
func (l *loops) gains(workers []int) (out []Gain) {
	for _, w := range workers {
		out = append(out, Gain{w, gainOf(l.seconds[1], l.seconds[w], float64(w))})
	}
	return out
}

// gainOf is the gain by pairs: repetition i on one worker beside repetition i
// on several, who did so many times the work.
func gainOf(one, several []float64, work float64) Spread {
	var gains []float64
	for i := range min(len(one), len(several)) {
		gains = append(gains, work*one[i]/several[i])
	}
	return spreadOf(gains)
}

// arithmetic does what the people's pass does to planes, four chains at once:
// and, exclusive or, shift, add.
func arithmetic(steps int, seed uint64) uint64 {
	a, b, c, d := seed, seed*3, seed*5, seed*7
	for range steps {
		a, b, c, d = a^b&c, b+d<<1, c^(d>>3|a), d+(a&^c)
		a, b, c, d = a+c>>7, b^d&a, c+b<<2, d^(a|b)>>1
	}
	return a ^ b ^ c ^ d
}
