package bench

import (
	"math"
	"slices"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// base is the country against which larger ones are set.
const base = 1_000_000

// sizes of the countries, in living persons, each with a lane: from one that
// the caches hold to the people of 1939.
var sizes = []float64{100_000, base, 10_000_000, 100_000_000, MostPersons}

// founded is the first month of the countries: late, because their months are
// those in which the pass has most to do (a facade is kept up, denouncing is
// demanded, people are taken), and a large country cannot be run there from
// the beginning. What the pass costs over a whole history is in Months.
var founded = calendar.Of(1937, 1)

const (
	unmeasured = 1          // month after the founding in which memory is touched for the first time
	monthsEach = 2          // for each number of workers, in turn
	small      = 10_000_000 // persons, up to which a country is built several times a repetition
	smallTimes = 5
)

// planFor is the scenario's plan from the founding on, for so many living
// persons at the scale that it returns: the same causes, and the population
// moved by less than a lane's worth.
func planFor(plan *country.Plan, persons float64, months int) (*country.Plan, int) {
	late := *plan
	late.From = max(plan.From, min(founded, plan.Until-calendar.Month(months-1)))
	late.Until = min(late.From+calendar.Month(months-1), plan.Until)
	late.Conditions = slices.Clone(plan.Conditions[late.From-plan.From : late.Until-plan.From+1])
	first := late.Conditions[0].Population
	scale := max(int(math.Round(first/persons)), 1)
	for i := range late.Conditions {
		late.Conditions[i].Population *= persons * float64(scale) / first
	}
	return &late, scale
}

// sized is what was measured of one size; by workers, in the order in which it
// was measured.
type sized struct {
	founding              []float64
	pass, month           map[int][]float64 // nanoseconds a person-month
	seconds, inPass, loop map[int][]float64 // of the largest size, beside the arithmetic loop
	spells                map[int][]spell
	collectives           int
	persons               float64
}

// census times months of countries of every size, on one worker and on several
// in turn, and the arithmetic loop between them.
func (m *measuring) census() error {
	m.out.CollectiveBytes = people.Size
	ran := slices.DeleteFunc(slices.Clone(sizes), func(n float64) bool { return n > m.Most })
	all := make([]*sized, len(ran))
	for i := range all {
		all[i] = &sized{pass: map[int][]float64{}, month: map[int][]float64{}, seconds: map[int][]float64{}, inPass: map[int][]float64{},
			loop: map[int][]float64{}, spells: map[int][]spell{}}
	}
	for r := range m.Repetitions {
		for i, persons := range ran {
			m.say("a country of %.0f persons, repetition %d of %d", persons, r+1, m.Repetitions)
			times := 1
			if persons <= small {
				times = smallTimes
			}
			for k := range times {
				if err := m.found(all[i], persons, times*r+k, i == len(ran)-1 && k == 0); err != nil {
					return err
				}
			}
			m.free()
		}
	}
	for _, s := range all {
		m.out.Sizes = append(m.out.Sizes, m.size(s))
	}
	m.flatness()
	largest := all[len(all)-1]
	for _, w := range m.workers {
		s := scaling(w, largest.seconds, largest.loop)
		gain, share := gainOf(largest.inPass[1], largest.inPass[w], 1), shareOf(w, largest.inPass, largest.loop)
		s.PassGain, s.PassShare = &gain, &share
		m.out.Census = append(m.out.Census, s)
	}
	for _, w := range slices.Compact([]int{1, m.Workers}) {
		m.out.Months = append(m.out.Months, monthOf(w, false, largest.spells[w]))
	}
	return nil
}

// found builds a country and runs its months, beside the arithmetic loop or
// alone. Which month falls to how many workers changes from turn to turn, so
// that none has the dearest; a small country lives a month with as many workers
// before one is measured.
func (m *measuring) found(s *sized, persons float64, turn int, beside bool) error {
	n, settle := len(m.workers), 0
	if persons <= small && n > 1 {
		settle = 1 // it lies in the caches of those who worked on it before
	}
	plan, scale := planFor(&m.Scenario.Plan, persons, unmeasured+monthsEach*n*(1+settle))
	m.spare(scale)
	var u *under
	var err error
	s.founding = append(s.founding, timed(func() { u, err = begin(plan, scale, m.Workers) }))
	if err != nil {
		return err
	}
	spells := make([]spell, n)
	for k := 0; !u.Done(); k++ {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		if k < unmeasured {
			u.Month()
			continue
		}
		at := ((k-unmeasured)/(1+settle) + turn) % n
		w := m.workers[at]
		u.Country.Workers = w
		if (k-unmeasured)%(1+settle) < settle {
			u.Month()
			continue
		}
		var whole, pass float64
		month := func() { whole, pass = u.month(&spells[at]) }
		if beside {
			_, loop := m.loops.around(w, month)
			s.loop[w] = append(s.loop[w], loop)
			s.seconds[w] = append(s.seconds[w], whole)
			s.inPass[w] = append(s.inPass[w], pass)
		} else {
			month()
		}
		alive := float64(u.Country.Tally.Alive)
		s.month[w] = append(s.month[w], 1e9*whole/alive)
		s.pass[w] = append(s.pass[w], 1e9*pass/alive)
	}
	for i, w := range m.workers {
		s.spells[w] = append(s.spells[w], spells[i])
	}
	s.persons, s.collectives = float64(u.Country.Tally.Alive), u.Country.Tally.Collectives
	return nil
}

// size is what is said of one size. The pass reads every collective and writes
// it back: so many bytes have to move, each way, where nothing stays in a cache.
func (m *measuring) size(s *sized) Size {
	out := Size{Persons: s.persons, Collectives: s.collectives, FoundingSeconds: spreadOf(s.founding)}
	moved := 2 * float64(people.Size) * float64(s.collectives) / s.persons // bytes a person-month
	for i, w := range m.workers {
		c := Cost{Workers: w, PassNSPerPersonM: spreadOf(s.pass[w]), MonthNSPerPersonM: spreadOf(s.month[w]),
			PassPersonMPerS: spreadOf(inverse(1e9, s.pass[w])), MonthPersonMPerS: spreadOf(inverse(1e9, s.month[w])),
			PassGBPerS: spreadOf(inverse(moved, s.pass[w]))}
		c.PassShareOfStream = c.PassGBPerS.Median / m.out.Stream[i].ReadWriteGBPerS.Median
		out.ByWorkers = append(out.ByWorkers, c)
	}
	return out
}

// flatness sets the sizes beside each other, from a million persons up.
func (m *measuring) flatness() {
	from := slices.IndexFunc(m.out.Sizes, func(s Size) bool { return s.Persons > base/2 })
	if from < 0 {
		return
	}
	large := m.out.Sizes[from:]
	for i, w := range m.workers {
		var pass, month []float64
		for k := range large {
			c := &large[k].ByWorkers[i]
			pass, month = append(pass, c.PassNSPerPersonM.Median), append(month, c.MonthNSPerPersonM.Median)
			c.PassCostAgainstBase = pass[k] / pass[0]
		}
		m.out.Flatness = append(m.out.Flatness, Flatness{Workers: w, FromPersons: large[0].Persons, ToPersons: large[len(large)-1].Persons,
			PassMaxOverMin: slices.Max(pass) / slices.Min(pass), MonthMaxOverMin: slices.Max(month) / slices.Min(month)})
	}
}
