package bench

import (
	"encoding/json"
	"fmt"

	"github.com/fromabove/fromabove/stat"
)

// Schema is the number of the shape of Figures. A name never changes its
// meaning; more may join.
const Schema = 1

// Figures are what was measured. The names, each with its unit, are those of
// the JSON; docs/performance.md says what each means.
type Figures struct {
	Schema          int     `json:"schema"`
	Machine         Machine `json:"machine"`
	Scenario        string  `json:"scenario"`
	Workers         []int   `json:"workers"`
	Repetitions     int     `json:"repetitions"`
	MostPersons     float64 `json:"most_persons"`
	Quick           bool    `json:"quick"`
	Seconds         float64 `json:"seconds"`
	PeakMemoryBytes int64   `json:"peak_memory_bytes"`
	ProcessorShare  Spread  `json:"processor_share"` // of the time of the loop on one worker; 0: the machine does not tell

	StartSeconds *Spread `json:"start_seconds,omitempty"` // absent: no program was timed

	ArrayBytes int64    `json:"array_bytes"`
	ArrayWhy   string   `json:"array_why"`
	Stream     []Stream `json:"stream"`

	Arithmetic []Gain `json:"arithmetic"`

	CollectiveBytes int        `json:"collective_bytes"`
	Sizes           []Size     `json:"sizes"`
	Flatness        []Flatness `json:"flatness"`

	Census   []Scaling `json:"census"`
	Ensemble []Scaling `json:"ensemble"`

	Months  []Month  `json:"months"`
	Members []Member `json:"members"`
}

// Spread is a number that was measured several times: the median and the
// quartiles.
type Spread struct {
	Median        float64 `json:"median"`
	LowerQuartile float64 `json:"lower_quartile"`
	UpperQuartile float64 `json:"upper_quartile"`
	Repetitions   int     `json:"repetitions"`
}

// spreadOf is the spread of some measurements, at least one.
func spreadOf(values []float64) Spread {
	return Spread{stat.Median(values), stat.Quantile(values, 0.25), stat.Quantile(values, 0.75), len(values)}
}

// Stream is what memory streams in 10^9 bytes a second: read, and read with
// everything written back to where it came from, both ways counted.
type Stream struct {
	Workers         int    `json:"workers"`
	ReadGBPerS      Spread `json:"read_gb_per_s"`
	ReadWriteGBPerS Spread `json:"read_write_gb_per_s"`
}

// Gain is how many times as much the workers do in a second as one of them.
type Gain struct {
	Workers int    `json:"workers"`
	Gain    Spread `json:"gain"`
}

// Scaling is a gain beside that of the arithmetic loop, which ran in turn with
// it.
type Scaling struct {
	Workers        int     `json:"workers"`
	Seconds        Spread  `json:"seconds"` // of the census a month, of an ensemble all its members
	Gain           Spread  `json:"gain"`
	ArithmeticGain Spread  `json:"arithmetic_gain"`
	Share          Spread  `json:"share_of_arithmetic_gain"`
	PassGain       *Spread `json:"pass_gain,omitempty"` // of the census: the people's pass alone
	PassShare      *Spread `json:"pass_share_of_arithmetic_gain,omitempty"`
}

// Size is a country of so many living persons, a lane each.
type Size struct {
	Persons         float64 `json:"persons"` // living, as counted
	Collectives     int     `json:"collectives"`
	FoundingSeconds Spread  `json:"founding_seconds"` // to lay it out and fill it
	ByWorkers       []Cost  `json:"by_workers"`
}

// Cost is what a month of a country costs.
type Cost struct {
	Workers             int     `json:"workers"`
	PassNSPerPersonM    Spread  `json:"pass_ns_per_person_month"`
	PassPersonMPerS     Spread  `json:"pass_person_months_per_s"`
	PassGBPerS          Spread  `json:"pass_gb_per_s"`
	PassShareOfStream   float64 `json:"pass_share_of_stream"`
	MonthNSPerPersonM   Spread  `json:"month_ns_per_person_month"`
	MonthPersonMPerS    Spread  `json:"month_person_months_per_s"`
	PassCostAgainstBase float64 `json:"pass_cost_against_1e6"` // 0: no country of a million was run
}

// Flatness is the dearest over the cheapest person-month, of the countries from
// a million persons up.
type Flatness struct {
	Workers         int     `json:"workers"`
	FromPersons     float64 `json:"from_persons"`
	ToPersons       float64 `json:"to_persons"`
	PassMaxOverMin  float64 `json:"pass_max_over_min"`
	MonthMaxOverMin float64 `json:"month_max_over_min"`
}

// Month is where the time of a history goes, by act.
type Month struct {
	Scale            int     `json:"scale"`
	Persons          float64 `json:"persons"` // living at the end, a lane each
	Workers          int     `json:"workers"`
	Months           int     `json:"months"`
	Whole            bool    `json:"whole_history"` // otherwise a few months of a country founded late
	Seconds          Spread  `json:"seconds"`
	PassNSPerPersonM Spread  `json:"pass_ns_per_person_month"`
	Acts             []Act   `json:"acts"`
}

// Act is an act of the month, as institution.verb, or Books. Shares sum to 1.
type Act struct {
	Act     string  `json:"act"`
	Share   float64 `json:"share"`
	Seconds Spread  `json:"seconds"`
}

// Books is what the month takes beside its acts: to open and to close the books.
const Books = "books"

// Member is a history of an ensemble alone on one worker, unrecorded, from an
// empty country on.
type Member struct {
	Scale       int    `json:"scale"`
	Months      int    `json:"months"`
	Seconds     Spread `json:"seconds"`
	MembersPerS Spread `json:"members_per_s"`
	CPUSeconds  Spread `json:"cpu_seconds"` // with what the garbage takes on other processors; 0: the machine does not tell
}

// Parse reads figures as they were written.
func Parse(text []byte) (*Figures, error) {
	var f Figures
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, err
	}
	if f.Schema != Schema {
		return nil, fmt.Errorf("schema %d: want %d", f.Schema, Schema)
	}
	return &f, f.whole()
}

// whole tells what is missing of figures that somebody may have cut.
func (f *Figures) whole() error {
	if len(f.Stream) != len(f.Workers) || len(f.Arithmetic) != len(f.Workers) {
		return fmt.Errorf("stream and arithmetic have %d and %d rows: want one for each of %d workers", len(f.Stream), len(f.Arithmetic), len(f.Workers))
	}
	for _, m := range f.Months {
		if len(m.Acts) != len(f.Months[0].Acts) {
			return fmt.Errorf("months have %d and %d acts: want as many", len(f.Months[0].Acts), len(m.Acts))
		}
	}
	for _, c := range f.Census {
		if c.PassGain == nil || c.PassShare == nil {
			return fmt.Errorf("census on %d workers has no pass_gain or no pass_share_of_arithmetic_gain", c.Workers)
		}
	}
	return nil
}
