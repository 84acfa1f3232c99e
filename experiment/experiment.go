// Package experiment runs lists of histories with one thing different, and
// keeps what came out.
//
// An experiment is a list of members. A member is an arm (a scenario with
// edits), a draw (parameters laid over every arm) and a seed. A round is one
// draw with one seed: its members, one in each arm, share every die that they
// both throw. Members run round by round, so that an experiment that was
// interrupted has whole rounds.
//
// A member is self-contained and has a key, a hash of everything that can
// change its result, so that it may be run anywhere, and twice does no harm.
// Runner is where members run; Local is this machine.
//
// On disk an experiment is a folder:
//
//	experiment.json     the design: arms as resolved texts, draws, seeds, outcomes
//	rows.jsonl          while it is not finished: a line a member, as they finish
//	members.parquet     when it is: a row a member, by arm, draw and seed
//	series.parquet      gauges by year
//	datapackage.json    what every column means
//	run.log.json        what may differ between equal experiments
//
// Whatever was killed and however many worked, the files are the same byte for
// byte, but for the log. What it holds is a number for each outcome of each
// member, not recordings: lab.Run makes a recording of any member again.
//
// What is absent: plots (package report), and any statistic beyond the contrast
// of arms, which others make of Results.
package experiment

import (
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/scenario"
)

// Schema is the version of the layout on disk.
const Schema = 1

// Arm is one way of setting scenario and edits.
type Arm struct {
	Name     string         // by which results are told apart; empty: the scenario's
	Scenario string         // a shipped name, or the path of a .yaml file
	Edits    scenario.Edits // made after it is read
}

// Experiment says what is to be run and what is to be kept of it.
type Experiment struct {
	Kind string // compare, sweep and so on: which verb reads it
	Arms []Arm  // the first is the base
	// Draws are parameters, by institution.parameter, laid over the point of
	// every arm; all draws have the same keys. What an arm sets itself stands
	// above them, as it stands above its point. Empty: one draw without any.
	Draws []map[string]float64
	Seeds []chance.Seed // the same in every arm: the same dice
	// SeedOfDraw gives each draw one seed, the one of its number, instead of
	// every seed to every draw.
	SeedOfDraw bool
	Scale      int            // persons a lane stands for
	Until      calendar.Month // last month; 0: the scenarios' own
	Outcomes   []string       // names or general forms; see Parse
	Series     []string       // gauges kept by year, for charts
	Command    string         // that makes the experiment again
	Version    string         // of the program
}

// Seeds are those of the members 1..n of an ensemble with the given seed: a
// million times it, plus the number, as lab.Order has them.
func Seeds(seed chance.Seed, n int) []chance.Seed {
	out := make([]chance.Seed, n)
	for k := range out {
		out[k] = seed*seedsApart + chance.Seed(k+1)
	}
	return out
}

// seedsApart is how far the seeds of two ensembles lie from each other.
const seedsApart = 1_000_000

// Member is one history that is to be run: all that a runner needs to know.
type Member struct {
	Number   int                // in the order of running, from 0
	Arm      int                // in Design.Arms
	Draw     int                // in Design.Draws
	Round    int                // draw and seed; members of one round share their dice
	Key      string             // hash of all below
	Text     string             // resolved scenario
	Params   map[string]float64 // laid over it
	Seed     chance.Seed
	Scale    int
	Until    calendar.Month
	Outcomes []string
	Series   []string
	Version  string
}

// Row is what a member left behind.
type Row struct {
	Number int
	Key    string      // of the member
	Error  string      // why there is no result; empty: there is one
	Values []float64   // by outcome; NaN where it is not defined
	Series [][]float64 // by gauge and year
}
