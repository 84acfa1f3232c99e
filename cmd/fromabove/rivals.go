package main

import (
	"fmt"
	"math"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/scenario"
)

// predicted is a number that is predicted: what stands beside it in the record,
// and what rivals say who know nothing of the model.
type predicted struct {
	Outcome  string // as package experiment names it
	Title    string
	Unit     string
	Observed float64
	Figures  []string // ids of the record
	Rivals   []float64
}

// rivals are the predictions of people without a model. Each names one number,
// made of figures to 1936 alone but for the last, which says what it has seen.
var rivals = []struct{ name, says string }{
	{"no change", "arrests and death sentences as in 1936; no loss in the elite"},
	{"by population", "the mean rate of 1930-36 on the population of each year; the elite like anybody"},
	{"another 1930", "1936, and once more in 1937 the operation of 1930: its plan times its overshoot, with its deaths"},
	{"1930 on the limits", "1936, and in 1937 the limits of July 1937 times the overshoot of 1930; has seen the limits, which are held out"},
}

// targets are what is predicted. The overshoot of 1930 (taken by the plan, 4.7)
// needs a plan to be applied to. Whoever stood at the end of 1936 had none but
// that of 1930 itself; the 268,950 of July 1937 are held out. Both are shown,
// and the second is marked as having seen what it should not. It says nothing of
// the elite, and puts the whole operation into 1937: four months were planned.
func targets(s *scenario.Scenario) ([]predicted, error) {
	f := &figures{}
	overshoot := f.of("kulak_cat1_overshoot")
	again := f.of("kulak_cat1_quota_1930") * overshoot
	killed := f.of("conv_vmn_1930") - f.of("conv_vmn_1929")
	ordered, toKill := f.of("o447_initial_total")*overshoot, f.of("o447_initial_cat1")*overshoot
	arrests, sentences := f.of("arrests_1936"), f.of("conv_vmn_1936")
	rate := func(prefix string) (sum float64) { // persons a year and head, mean of 1930-36
		for y := 1930; y <= 1936; y++ {
			sum += f.of(fmt.Sprintf("%s%d", prefix, y)) / population(s, y) / 7
		}
		return sum
	}
	arrested, sentenced := rate("arrests_"), rate("conv_vmn_")

	var all []predicted
	for y := 1937; y <= 1939; y++ {
		p := predicted{Outcome: fmt.Sprintf("arrests@%d:sum", y), Title: fmt.Sprintf("arrests %d", y), Unit: "persons",
			Figures: []string{fmt.Sprintf("arrests_%d", y)}, Rivals: []float64{arrests, arrested * population(s, y), arrests, arrests}}
		if y == 1937 {
			p.Rivals[2], p.Rivals[3] = arrests+again, arrests+ordered
		}
		all = append(all, p)
	}
	all = append(all, predicted{Outcome: "executed_1937_38", Title: "executed 1937-38", Unit: "persons", Figures: []string{"conv_vmn_1937", "conv_vmn_1938"},
		Rivals: []float64{2 * sentences, sentenced * (population(s, 1937) + population(s, 1938)), 2*sentences + killed, 2*sentences + toKill}})
	for i := range all {
		for _, id := range all[i].Figures {
			all[i].Observed += f.of(id)
		}
	}
	elite := func(outcome, title, id string, whole float64, months float64) {
		like := whole * (1 - math.Pow(1-arrested, months/12))
		all = append(all, predicted{Outcome: outcome, Title: title, Unit: map[bool]string{true: "share", false: "persons"}[whole == 1],
			Observed: f.of(id), Figures: []string{id}, Rivals: []float64{0, like, 0, math.NaN()}})
		if whole == 1 {
			all[len(all)-1].Observed /= 100 // the figure is in per cent
		}
	}
	elite("elite_share", "Central Committee of 1934 taken", "cc17_shot_share", 1, 60)
	elite("delegates_share", "delegates of 1934 taken", "essay_delegates_share", 1, 60)
	elite("corps_commanders_lost@1938-12:end", "corps commanders taken, of 57", "army_corpscom", 57, 24)
	elite("division_commanders_lost@1938-12:end", "division commanders taken, of 186", "army_divcom_186", 186, 24)
	return all, f.err
}

// population of the middle of a year, as the scenario has it.
func population(s *scenario.Scenario, year int) float64 {
	return s.Plan.Conditions[calendar.Of(year, 7)-s.Plan.From].Population
}

// figures looks figures up; the first that is missing is kept as the error.
type figures struct{ err error }

func (f *figures) of(id string) float64 {
	one, err := evidence.ByID(id)
	if err != nil && f.err == nil {
		f.err = err
	}
	return float64(one.Observed())
}
