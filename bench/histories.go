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

// spell is the time of some months, by act.
type spell struct {
	months, personMonths float64
	seconds              float64 // of the months whole
	acts                 []float64
}

// month runs one month and adds its time.
func (u *under) month(s *spell) (whole, pass float64) {
	clear(u.watch.spent)
	whole = timed(func() { u.Month() })
	if s.acts == nil {
		s.acts = make([]float64, len(u.watch.spent))
	}
	for i, x := range u.watch.spent {
		s.acts[i] += x
	}
	s.months++
	s.seconds += whole
	s.personMonths += float64(u.Country.Tally.Alive)
	return whole, u.watch.spent[u.pass]
}

// histories times the acts of whole histories on one worker, at several scales
// in turn.
func (m *measuring) histories() error {
	ran := slices.DeleteFunc([]int{10_000, 1000, 100}, func(s int) bool { return m.lanes(s) > m.Most })
	spells := map[int][]spell{}
	last := map[int]*under{}
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
			last[scale] = u
		}
	}
	for _, scale := range ran {
		m.out.Months = append(m.out.Months, monthOf(last[scale], 1, true, spells[scale]))
	}
	return nil
}

// monthOf is where the time of some spells went, of the country u and others
// like it.
func monthOf(u *under, workers int, whole bool, spells []spell) Month {
	out := Month{Scale: u.Country.Scale, Persons: float64(u.Country.Tally.Alive), Workers: workers, Months: int(spells[0].months), Whole: whole}
	var seconds, pass, all, books []float64
	total := 0.0
	for _, s := range spells {
		inActs := 0.0
		for _, x := range s.acts {
			inActs += x
		}
		all = append(all, s.seconds)
		books = append(books, s.seconds-inActs)
		pass = append(pass, 1e9*s.acts[u.pass]/s.personMonths)
	}
	out.Seconds, out.PassNSPerPersonM = spreadOf(all), spreadOf(pass)
	for i, a := range u.Acts {
		seconds = seconds[:0]
		for _, s := range spells {
			seconds = append(seconds, s.acts[i])
		}
		out.Acts = append(out.Acts, Act{Act: a.Who + "." + a.What, Seconds: spreadOf(seconds)})
	}
	out.Acts = append(out.Acts, Act{Act: Books, Seconds: spreadOf(books)})
	for _, a := range out.Acts {
		total += a.Seconds.Median
	}
	for i := range out.Acts {
		out.Acts[i].Share = out.Acts[i].Seconds.Median / total
	}
	return out
}
