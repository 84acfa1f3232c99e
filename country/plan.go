package country

import "github.com/fromabove/fromabove/calendar"

// Plan is a scenario worked out: every cause that is given from outside, month
// by month, and nothing that is an outcome. Package scenario makes it from
// files; package regime makes a Country from it.
type Plan struct {
	Name       string                // of the scenario
	From       calendar.Month        // first month
	Until      calendar.Month        // last month, included
	Conditions []Conditions          // one a month, From..Until
	Regions    []RegionPlan          // in a fixed order; at most 255
	InForce    map[Switch][]Interval // when each institution or tool stands; absent: never
	Occasions  []Occasion            // dates on which a body may act, ascending
	Leaders    []LeaderPlan          // who holds the highest office, ascending, not overlapping
	Forced     []Forced              // operations whose dates are given from outside; only the forced-dates scenario has them
	Params     map[string]float64    // "institution.parameter" that differ from the default
	Variants   []Variant             // rival forms of equations, ascending; none: the main form of each
}

// Forced is an operation that begins and ends by dates from outside, whatever
// the leader would have chosen: the arm in which he is exogenous and everything
// below him is free. Ascending, not overlapping.
type Forced struct {
	Label  string         // for the reader
	Launch calendar.Month // first month
	Stop   calendar.Month // the month in which it stands no longer
	Plan   float64        // persons, the first plan as given from outside; 0: the leader's own
}

// Interval is a span of months, Until excluded; Until 0 means to the end.
type Interval struct{ From, Until calendar.Month }

// Holds tells whether m lies in the interval.
func (i Interval) Holds(m calendar.Month) bool { return m >= i.From && (i.Until == 0 || m < i.Until) }

// Conditions are the causes from outside in one month. Shares are 0..1.
type Conditions struct {
	Population       float64 // persons, in the territory before September 1939
	UrbanShare       float64 // share of the population in towns
	WageShare        float64 // workers and employees with their families, share of the population
	DeathRate        float64 // ordinary deaths per person and year, famine included
	HardshipBase     float64 // hardship h that does not come from the second revolution, 0..1
	HardshipDrive    float64 // what collectivisation and the industrial drive add to h, the taking apart
	HardshipTaking   float64 // what the campaign of collectivisation takes at once, added to h
	DislocationWar   float64 // uprooting dl by world war and civil war, 0..1
	DislocationDrive float64 // uprooting dl by collectivisation and the industrial drive, 0..1
	Threat           float64 // external threat W, 0..1
	ArmyStrength     float64 // persons under arms
	PartyAdmissions  float64 // persons admitted to the party in the month
}

// RegionPlan is one territory.
type RegionPlan struct {
	Name            string
	Group           string  // republic
	PopulationShare float64 // of the country; all sum to 1
	Derived         bool    // the population is an estimate, left out of rates

	// How much more than the country's mean falls on the region, as a share of
	// it (-1: nothing, 0: the mean, 0.5: half as much again). The mean over the
	// population is kept.
	TakingBeyond float64 // of the taking
	HungerBeyond float64 // of the drive's part of hardship
}

// OccasionKind is a kind of date on which a body may act, or a blow from
// outside. What follows is the model's.
type OccasionKind string

// The kinds of occasion.
const (
	Congress     OccasionKind = "congress"     // the party elects delegates (Size) and a Central Committee (Seats)
	Verification OccasionKind = "verification" // members of the party are screened
	Murder       OccasionKind = "murder"       // a man of the top is killed by a hand from outside
	Enrolment    OccasionKind = "enrolment"    // for the reader: a mass admission, whose size is in PartyAdmissions
)

// Occasion is a date on which a body may act.
type Occasion struct {
	Month  calendar.Month
	Kind   OccasionKind
	Label  string // for the reader
	Size   int    // delegates, for a congress
	Seats  int    // Central Committee, full and candidate, for a congress
	Source string
}

// LeaderPlan is a holder of the highest office, by dates from outside. He may
// fall earlier by the model's own hazard.
type LeaderPlan struct {
	Label    string         // for the reader
	From     calendar.Month // takes office
	Until    calendar.Month // dies or is removed from outside; 0: stays
	Appoints calendar.Month // from when appointments are in his hands; may precede From; 0: never
	Personal bool           // has the leader's own credulity and cost weight, not those of the collective
}

// Switch names an institution, tool or condition that a scenario founds, ends
// or leaves out. A switch that is off removes a term from the equations; it
// never sets an outcome.
type Switch string

// The switchboard of the baseline, in the order of the essay.
const (
	Precedents       Switch = "imperial_precedents" // the inheritance of 1914
	WarUprooting     Switch = "war_uprooting"       // mores torn by world war and civil war
	SecondRevolution Switch = "second_revolution"   // collectivisation and forced industry
	ForceDoctrine    Switch = "force_doctrine"      // force as a source of legitimacy
	Vanguard         Switch = "vanguard"            // the party in tiers that appoints downwards
	FactionBan       Switch = "faction_ban"         // no organised opposition inside the party
	Succession       Switch = "succession"          // an heir inherits the office with its clients
	PersonalRule     Switch = "personal_rule"       // the leader's own person counts
	Tribunals        Switch = "tribunals"           // courts outside the law with the death penalty
	SecretPolice     Switch = "secret_police"       // a political police beyond the gendarmes
	Autonomy         Switch = "police_autonomy"     // answerable to the centre alone
	Informers        Switch = "informers"           // a network of informers under the police
	Camps            Switch = "camps"               // labour camps under the police
	ArmyControl      Switch = "army_control"        // commissars and police inside the army's command
	Suppression      Switch = "suppression"         // civil society taken apart
	Murders          Switch = "murders"             // blows from outside on men of the top
	ShowTrials       Switch = "show_trials"         // available: staged trials of the accused elite
	Limits           Switch = "limits"              // available: numbers set for regions, with requests from below
	Denunciation     Switch = "mutual_denunciation" // denouncing is owed
	Facade           Switch = "facade"              // acclaim is demanded: preferences are falsified
	GroupMarks       Switch = "group_marks"         // people are marked by class
	Remaking         Switch = "remaking"            // private conduct counts: the person is to be remade
	Threat           Switch = "external_threat"     // the rivals' explanation
	NationalCases    Switch = "national_cases"      // available: cases by nationality, outside the limits
	Routine          Switch = "police_routine"      // a rival's explanation: police work goes on whatever is ordered
)
