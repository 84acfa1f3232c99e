package scenario

import "github.com/fromabove/fromabove/country"

// document is a scenario file as its author writes it. The JSON Schema is made
// from it (schema.go fills in what the institutions say); the entries are read
// through it one by one, so that one mistake does not hide another.
type document struct {
	Schema       int                `json:"schema" jsonschema_description:"Version of the scenario language."`
	Name         string             `json:"name" jsonschema:"pattern=^[a-z][a-z0-9-]*$,maxLength=60" jsonschema_description:"Name of the scenario; of a shipped one, the name of its file."`
	Title        string             `json:"title,omitempty" jsonschema_description:"One line for readers."`
	Why          string             `json:"why,omitempty" jsonschema_description:"What history would have had to be for these causes to hold."`
	Extends      string             `json:"extends,omitempty" jsonschema_description:"Shipped scenario (baseline), or path of a .yaml file, on which this one is laid: maps merge by key, anything else replaces."`
	From         string             `json:"from,omitempty" jsonschema_description:"First month simulated."`
	Until        string             `json:"until,omitempty" jsonschema_description:"Last month simulated, included."`
	Inputs       map[string]input   `json:"inputs,omitempty" jsonschema_description:"Which version of each input series is read."`
	Institutions map[string]any     `json:"institutions,omitempty" jsonschema_description:"When each institution, tool or condition stands. Not named: never."`
	Leaders      map[string]leader  `json:"leaders,omitempty" jsonschema_description:"Who holds the highest office, by dates from outside."`
	Occasions    map[string]meeting `json:"occasions,omitempty" jsonschema_description:"Dates on which a body may act, and blows from outside. What follows is the model's."`
	ForcedDates  bool               `json:"forced_dates,omitempty" jsonschema_description:"Says that this scenario takes from outside when operations begin and end, which every other one leaves to the model. Each file says it for itself."`
	Forced       []forced           `json:"forced,omitempty" jsonschema_description:"Operations whose dates are given from outside; only with forced_dates: true."`
	Point        any                `json:"point,omitempty" jsonschema_description:"Parameter point: the name of a shipped one, none, the path of a .yaml file, or a point in full (name, label, fitted_to, parameters). Left out: to-1939, unless the command line names another."`
	Variants     []string           `json:"variants,omitempty" jsonschema_description:"Rival forms of equations, to ask whether a conclusion hangs on the form. Left out: the main form of each."`
	Parameters   map[string]any     `json:"parameters,omitempty" jsonschema_description:"Numbers of the institutions that the scenario sets, over its point."`
}

// input is the long form of a choice of series.
type input struct {
	Variant string `json:"variant,omitempty" jsonschema:"maxLength=60" jsonschema_description:"Name of a shipped variant."`
	SHA256  string `json:"sha256,omitempty" jsonschema:"pattern=^[0-9a-f]{64}$" jsonschema_description:"Refuse the shipped variant if it is not this one."`
	File    string `json:"file,omitempty" jsonschema_description:"Path of an own CSV file, relative to the scenario file."`
	CSV     string `json:"csv,omitempty" jsonschema_description:"An own series in full, as CSV."`
	Source  string `json:"source,omitempty" jsonschema_description:"Where an own series comes from."`
}

// interval is a span in which an institution stands.
type interval struct {
	From   string `json:"from" jsonschema_description:"First month in which it stands."`
	Until  string `json:"until,omitempty" jsonschema_description:"First month in which it stands no longer; left out: to the end."`
	Source string `json:"source,omitempty" jsonschema_description:"Where the dates come from, or guess."`
}

// leader is a holder of the highest office.
type leader struct {
	Label    string `json:"label" jsonschema_description:"For the reader."`
	From     string `json:"from" jsonschema_description:"Takes office."`
	Until    string `json:"until,omitempty" jsonschema_description:"Dies or is removed from outside: the first month without him. Left out: stays."`
	Appoints string `json:"appoints,omitempty" jsonschema_description:"From when appointments are in his hands; may precede from. never: in nobody's. Left out: from."`
	Personal bool   `json:"personal" jsonschema_description:"Has the leader's own credulity and cost weight, not those of the collective."`
	Source   string `json:"source,omitempty" jsonschema_description:"Where the dates come from, or guess."`
}

// meeting is an occasion.
type meeting struct {
	Month  string `json:"month" jsonschema_description:"When."`
	Kind   string `json:"kind" jsonschema:"enum=congress,enum=verification,enum=murder,enum=enrolment" jsonschema_description:"congress: the party elects. verification: members are screened. murder: a man of the top is killed by a hand from outside. enrolment: a mass admission, for the reader."`
	Label  string `json:"label,omitempty" jsonschema_description:"For the reader."`
	Size   int    `json:"size,omitempty" jsonschema:"minimum=1,maximum=10000" jsonschema_description:"Delegates, of a congress."`
	Seats  int    `json:"seats,omitempty" jsonschema:"minimum=1,maximum=1000" jsonschema_description:"Central Committee elected, full and candidate members, of a congress."`
	Source string `json:"source,omitempty" jsonschema_description:"Where the date comes from, or guess."`
}

// forced is an operation whose dates are given from outside.
type forced struct {
	Label  string  `json:"label" jsonschema:"minLength=1" jsonschema_description:"For the reader."`
	Launch string  `json:"launch" jsonschema_description:"First month of the operation."`
	Stop   string  `json:"stop" jsonschema_description:"First month in which it stands no longer."`
	Plan   float64 `json:"plan,omitempty" jsonschema:"minimum=1,maximum=100000000" jsonschema_description:"Persons, the first plan as given from outside. Left out: the leader's own."`
	Source string  `json:"source" jsonschema:"minLength=1" jsonschema_description:"Where the dates and the plan come from."`
}

// never is the word for appointments that are in nobody's hands.
const never = "never"

// monthKeys are the keys whose value is a month.
var monthKeys = map[string]bool{"from": true, "until": true, "month": true, "appoints": true, "launch": true, "stop": true}

// switchboard is every switch of package country, in the order of the essay. A
// registry may bring more.
var switchboard = []country.Switch{
	country.Precedents, country.WarUprooting, country.SecondRevolution, country.ForceDoctrine,
	country.Vanguard, country.FactionBan, country.Succession, country.PersonalRule,
	country.Tribunals, country.SecretPolice, country.Autonomy, country.Informers, country.Camps, country.ArmyControl,
	country.Suppression, country.Murders, country.ShowTrials, country.Limits,
	country.Denunciation, country.Facade, country.GroupMarks, country.Remaking, country.Threat,
	country.NationalCases, country.Routine,
}

// switchesOf is the switchboard and what the registry adds to it.
func switchesOf(registry Registry) []country.Switch {
	out := append([]country.Switch{}, switchboard...)
	known := map[country.Switch]bool{}
	for _, s := range out {
		known[s] = true
	}
	for _, institution := range registry {
		for _, d := range institution.Switches {
			if !known[d.Switch] {
				known[d.Switch] = true
				out = append(out, d.Switch)
			}
		}
	}
	return out
}

// needs says which switch cannot stand without which: an institution that is a
// rule of another, or a part of it. Spelt out against each other in one file
// this is a contradiction; where the other one is taken away by a scenario on
// top or on the command line, the dependant falls silent.
//
// What merely makes little sense is no contradiction but a question one may
// ask: camps without a political police (other states had them), tribunals
// before a vanguard, show trials without a police, personal rule without a
// party, control of the army by a state without a party.
var needs = []struct{ dependant, on country.Switch }{
	{country.FactionBan, country.Vanguard},
	{country.Autonomy, country.SecretPolice},
	{country.Informers, country.SecretPolice},
}
