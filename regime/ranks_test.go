package regime_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// baseline is the plan of the causes as history had them.
func baseline(t *testing.T, point string) *country.Plan {
	t.Helper()
	s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{Point: point})
	if err != nil {
		t.Fatal(err)
	}
	return &s.Plan
}

// What the ranks do with the causes as history had them, at the reference
// point: mutinies from the fall of the monarchy to the end of the civil war, as
// the events have them, and none twenty years later; deserters in the order of
// the figures (ww1_desert: registered 0.2 million, estimated 2 million up to the
// autumn of 1917; desert_1919_02 to _05: 26,000 to 60,000 a month), and next to
// none in the thirties.
func TestTheRanksInTheBaseline(t *testing.T) {
	for seed := range uint64(3) {
		p := baseline(t, scenario.NoPoint)
		h := begin(t, p, regime.Options{Seed: seed + 1, Scale: usual, Workers: 1})
		sum := func(g country.GaugeID, records []*country.Record, from, until calendar.Month) (total float64) {
			for _, r := range records {
				if r.Month >= from && r.Month <= until {
					total += r.Gauges[g]
				}
			}
			return total
		}
		records := run(t, h)
		year := func(g country.GaugeID, y int) float64 {
			return sum(g, records, calendar.Of(y, 1), calendar.Of(y, 12))
		}
		if n := sum(country.Mutinies, records, calendar.Of(1917, 1), calendar.Of(1921, 12)); n < 1 || n > 200 {
			t.Errorf("seed %d: %v mutinies from 1917 to 1921", seed, n)
		}
		for y := 1923; y <= 1940; y++ {
			if n := year(country.Mutinies, y); n != 0 {
				t.Errorf("seed %d: %v mutinies in %d", seed, n, y)
			}
		}
		if n := sum(country.Desertions, records, calendar.Of(1914, 8), calendar.Of(1917, 10)); n < 1e5 || n > 4e6 {
			t.Errorf("seed %d: %v desert from the imperial army", seed, n)
		}
		if n := sum(country.Desertions, records, calendar.Of(1919, 2), calendar.Of(1919, 5)) / 4; n < 14e3 || n > 126e3 {
			t.Errorf("seed %d: %v desert a month in the spring of 1919", seed, n)
		}
		for y := 1930; y <= 1939; y++ {
			strength := p.Conditions[calendar.Of(y, 6)-p.From].ArmyStrength
			if n := year(country.Desertions, y); n > 0.03*strength {
				t.Errorf("seed %d: %v of %v desert in %d", seed, n, strength, y)
			}
		}
	}
}

// At the parameters that were found too: mutinies from the fall of the monarchy
// to the end of the civil war, and none in the year of the great operation.
func TestMutiniesAtThePoints(t *testing.T) {
	for _, point := range []string{"to-1936", "to-1939"} {
		early, late := 0.0, 0.0
		for seed := range uint64(4) {
			for _, r := range run(t, begin(t, baseline(t, point), regime.Options{Seed: seed + 1, Scale: usual, Workers: 1})) {
				switch y := r.Month.Year(); {
				case 1917 <= y && y <= 1921:
					early += r.Gauges[country.Mutinies] / 4
				case y == 1937:
					late += r.Gauges[country.Mutinies]
				}
			}
		}
		if early < 0.5 || early > 200 || late != 0 {
			t.Errorf("%s: %v mutinies in 1917-21 in the mean of the seeds, %v in 1937", point, early, late)
		}
	}
}

// In every month as many persons at liberty are in garrisons as the series has
// under arms, to three collectives, and deserters are only among them.
func TestGarrisonsFollowTheSeries(t *testing.T) {
	p := baseline(t, scenario.NoPoint)
	h := begin(t, p, regime.Options{Seed: 1, Scale: usual, Workers: 1})
	c := h.Country
	for !h.Done() {
		free := float64(c.Tally.Free)
		r := h.Month()
		want := p.Conditions[r.Month-p.From].ArmyStrength / usual * float64(c.Tally.Free) / free
		if got := float64(c.Tally.Soldiers + c.Tally.Deserters); math.Abs(got-want) > 3*people.Lanes+0.02*want {
			t.Fatalf("%v: %v lanes in garrisons, the series has %v", r.Month, got, want)
		}
	}
}

// The police put mutinies down where there is a secret police, and nobody does
// where there is none; never more are taken than there are mutineers.
func TestMutiniesAndThePolice(t *testing.T) {
	for _, secret := range []bool{true, false} {
		p := war(24)
		p.Params = map[string]float64{"army.service": 1, "army.arms": 0.6}
		if !secret {
			without(p, country.SecretPolice)
		}
		mutinies, taken := 0.0, 0.0
		for _, r := range of(t, p, 1, usual) {
			event, month := 0.0, 0.0
			for _, e := range r.Events {
				if e.Kind == "mutiny" {
					event = e.Value
				}
			}
			for _, e := range r.Ledger {
				if e.Act == "police.suppress" {
					month += e.Persons
				}
			}
			if month > event && r.Gauges[country.Mutinies] > 0 {
				t.Errorf("%v: %v are taken for mutinies of %v", r.Month, month, event)
			}
			mutinies += r.Gauges[country.Mutinies]
			taken += month
		}
		if mutinies < 5 || (taken > 0) != secret {
			t.Errorf("a secret police: %t; %v mutinies, %v mutineers taken", secret, mutinies, taken)
		}
	}
}
