package bench

import (
	"fmt"
	"slices"
	"time"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// The people's pass, by its line in the month: memory, minds, acts,
// denunciation and the census, of every collective.
const passWho, passWhat = "society", "settle"

// watch is the clock that hangs on a history: what each act has taken, in
// seconds.
type watch struct {
	spent []float64
	since time.Time
}

// Begin and End are called round each act.
func (w *watch) Begin(int) { w.since = time.Now() }

// End adds the time since Begin to the act.
func (w *watch) End(act int) { w.spent[act] += time.Since(w.since).Seconds() }

// under is a history with a clock on it.
type under struct {
	*regime.History
	watch *watch
	pass  int // the number of the people's pass among the acts
}

func begin(plan *country.Plan, scale, workers int) (*under, error) {
	h, err := regime.New(plan, regime.Options{Seed: 1, Scale: scale, Workers: workers})
	if err != nil {
		return nil, err
	}
	w := &watch{spent: make([]float64, len(h.Acts))}
	h.Clock = w
	pass := slices.IndexFunc(h.Acts, func(a country.Act) bool { return a.Who == passWho && a.What == passWhat })
	if pass < 0 {
		return nil, fmt.Errorf("the month has no act %s.%s, which is the people's pass", passWho, passWhat)
	}
	return &under{h, w, pass}, nil
}

// spell is the time of some months, by act. It keeps nothing of the country,
// which may be large.
type spell struct {
	months, scale int
	persons       float64 // living at the end
	personMonths  float64
	seconds       float64 // of the months whole
	acts          []float64
	names         []string // of the acts
	pass          int      // the number of the people's pass among them
}

// month runs one month and adds its time.
func (u *under) month(s *spell) (whole, pass float64) {
	clear(u.watch.spent)
	whole = timed(func() { u.Month() })
	if s.acts == nil {
		s.acts, s.pass, s.scale = make([]float64, len(u.watch.spent)), u.pass, u.Country.Scale
		for _, a := range u.Acts {
			s.names = append(s.names, a.Who+"."+a.What)
		}
	}
	for i, x := range u.watch.spent {
		s.acts[i] += x
	}
	s.months++
	s.seconds += whole
	s.persons = float64(u.Country.Tally.Alive)
	s.personMonths += s.persons
	return whole, u.watch.spent[u.pass]
}

// histories times the acts of whole histories on one worker, at several scales
// in turn.
func (m *measuring) histories() error {
	ran := slices.DeleteFunc([]int{10_000, 1000, 100}, func(s int) bool { return m.lanes(s) > m.Most })
	spells := map[int][]spell{}
	for r := range m.Repetitions {
		for _, scale := range ran {
			m.say("the acts of a history at 1:%d, repetition %d of %d", scale, r+1, m.Repetitions)
			m.spare(scale)
			u, err := begin(&m.Scenario.Plan, scale, 1)
			if err != nil {
				return err
			}
			var s spell
			for !u.Done() {
				if err := m.ctx.Err(); err != nil {
					return err
				}
				u.month(&s)
			}
			spells[scale] = append(spells[scale], s)
		}
	}
	for _, scale := range ran {
		m.out.Months = append(m.out.Months, monthOf(1, true, spells[scale]))
	}
	return nil
}

// monthOf is where the time of some spells went, of the same country again and
// again.
func monthOf(workers int, whole bool, spells []spell) Month {
	first := spells[0]
	out := Month{Scale: first.scale, Persons: first.persons, Workers: workers, Months: first.months, Whole: whole}
	var all, pass, books []float64
	for _, s := range spells {
		inActs := 0.0
		for _, x := range s.acts {
			inActs += x
		}
		all = append(all, s.seconds)
		books = append(books, s.seconds-inActs)
		pass = append(pass, 1e9*s.acts[s.pass]/s.personMonths)
	}
	out.Seconds, out.PassNSPerPersonM = spreadOf(all), spreadOf(pass)
	for i, name := range first.names {
		var seconds []float64
		for _, s := range spells {
			seconds = append(seconds, s.acts[i])
		}
		out.Acts = append(out.Acts, Act{Act: name, Seconds: spreadOf(seconds)})
	}
	out.Acts = append(out.Acts, Act{Act: Books, Seconds: spreadOf(books)})
	total := 0.0
	for _, a := range out.Acts {
		total += a.Seconds.Median
	}
	for i := range out.Acts {
		out.Acts[i].Share = out.Acts[i].Seconds.Median / total
	}
	return out
}
