package country

import "github.com/fromabove/fromabove/sim"

// Act is one line of the month.
type Act = sim.Act[*Country]

// Institution is what a package of floor 3 says about itself, once. Help,
// the scenario schema, MODEL.md, the page and the tests derive from it.
type Institution struct {
	Name     string // package name and section of a scenario file
	Title    string // for readers
	Essay    string // the part of the essay it stands for
	Doc      string // what it is, and what it deliberately ignores
	Switches []SwitchDoc
	Params   []Param
	Acts     []Act          // in the order of its own steps; regime sets the order of the month
	Inherit  func(*Country) // what it is at the beginning of the history; may be nil
}

// SwitchDoc describes one switch.
type SwitchDoc struct {
	Switch Switch
	Title  string
	Off    string // which term of which equation disappears
}

// Source says where a parameter's value comes from.
type Source string

// Guess marks a value with no source; it is to be varied, not believed.
const Guess Source = "guess"

// Param is one number of an institution: a row of its table of parameters.
type Param struct {
	Key      string   // unique within the institution
	At       *float64 // where the institution keeps it
	Default  float64  // where no point and no scenario sets another
	Min, Max float64  // the range that a scenario may set
	Unit     string
	Source   Source // publication or evidence id for value or range, or Guess
	Doc      string // one sentence
}
