package bench

import (
	"slices"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/lab"
)

// scales of the members that are timed, finest last.
var scales = []int{10_000, 1000}

// membersEach is how many members of an ensemble each worker has to run.
const membersEach = 4

// lanes is how many persons live at the end of the scenario, at a scale.
func (m *measuring) lanes(scale int) float64 {
	plan := m.Scenario.Plan
	return plan.Conditions[len(plan.Conditions)-1].Population / float64(scale)
}

// order is what is run of members, unrecorded.
func (m *measuring) order(seed, scale, members, workers int) *lab.Order {
	return &lab.Order{Scenario: m.Scenario, Seed: chance.Seed(seed), Scale: scale, Members: members, Workers: workers, Version: lab.Version}
}

// members times histories one by one on one worker, the scales in turn.
func (m *measuring) members() error {
	ran := slices.DeleteFunc(slices.Clone(scales), func(s int) bool { return m.lanes(s) > m.Most })
	seconds, cpu := map[int][]float64{}, map[int][]float64{}
	for r := range m.Repetitions {
		m.say("members, repetition %d of %d", r+1, m.Repetitions)
		for _, scale := range ran {
			m.spare(scale)
			before := cpuSeconds()
			var err error
			seconds[scale] = append(seconds[scale], timed(func() { _, err = lab.Run(m.ctx, m.order(r+1, scale, 1, 1), nil) }))
			if err != nil {
				return err
			}
			cpu[scale] = append(cpu[scale], cpuSeconds()-before)
		}
	}
	months := len(m.Scenario.Plan.Conditions)
	for _, scale := range ran {
		m.out.Members = append(m.out.Members, Member{Scale: scale, Months: months, Seconds: spreadOf(seconds[scale]),
			MembersPerS: spreadOf(inverse(1, seconds[scale])), CPUSeconds: spreadOf(cpu[scale])})
	}
	return nil
}

// inverse is work over each of the seconds: the rates.
func inverse(work float64, seconds []float64) []float64 {
	rates := make([]float64, len(seconds))
	for i, s := range seconds {
		rates[i] = work / s
	}
	return rates
}

// ensemble times the same members on one worker and on several, in turn with
// the arithmetic loop.
func (m *measuring) ensemble() error {
	scale, count := scales[0], membersEach*m.Workers
	if m.lanes(scale) > m.Most {
		return nil
	}
	m.spare(scale)
	seconds, loop := map[int][]float64{}, map[int][]float64{}
	err := m.turns(func(r, w int) error {
		m.say("%d members side by side on %d of %d workers, repetition %d of %d", count, w, m.Workers, r+1, m.Repetitions)
		var err error
		s, l := m.loops.around(w, func() { _, err = lab.Run(m.ctx, m.order(r+1, scale, count, w), nil) })
		seconds[w], loop[w] = append(seconds[w], s), append(loop[w], l)
		return err
	})
	if err != nil {
		return err
	}
	for _, w := range m.workers {
		m.out.Ensemble = append(m.out.Ensemble, scaling(w, seconds, loop))
	}
	return nil
}

// scaling sets the gain of something beside that of the arithmetic loop; both
// by workers, repetition by repetition.
func scaling(w int, seconds, loop map[int][]float64) Scaling {
	return Scaling{Workers: w, Seconds: spreadOf(seconds[w]), Gain: gainOf(seconds[1], seconds[w], 1),
		ArithmeticGain: gainOf(loop[1], loop[w], float64(w)), Share: shareOf(w, seconds, loop)}
}

// shareOf is the gain of something over that of the arithmetic loop.
func shareOf(w int, seconds, loop map[int][]float64) Spread {
	var shares []float64
	for i := range min(len(seconds[1]), len(seconds[w]), len(loop[1]), len(loop[w])) {
		shares = append(shares, seconds[1][i]/seconds[w][i]/(float64(w)*loop[1][i]/loop[w][i]))
	}
	return spreadOf(shares)
}
