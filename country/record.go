package country

import (
	"slices"

	"github.com/fromabove/fromabove/calendar"
)

// Record is what one closed month leaves behind: a row of the table gauges,
// and the month's rows of the other tables. All numbers of people are persons.
// Its rows of regions and ledger last until the next month opens, which writes
// over them: who keeps a record keeps a Clone.
type Record struct {
	Month   calendar.Month
	Gauges  [GaugeCount]float64
	Regions []RegionRow
	Ledger  []LedgerRow
	Events  []EventRow
}

// Clone is a copy with rows of its own.
func (r *Record) Clone() *Record {
	own := *r
	own.Regions, own.Ledger, own.Events = slices.Clone(r.Regions), slices.Clone(r.Ledger), slices.Clone(r.Events)
	return &own
}

// RegionRow is one region in one month.
type RegionRow struct {
	Region        string  // name of the territory
	Population    float64 // persons, at the end of the month
	Arrests       float64 // persons, in the month
	Executions    float64 // persons, in the month
	OnFile        float64 // persons, at the end of the month
	DissentShare  float64 // share of persons at liberty
	SupportShare  float64 // share of persons at liberty
	Fear          float64 // 0..1
	Limit         float64 // persons: limit granted in the operation so far; 0 without one
	Requested     float64 // persons: asked for in the month
	OfficialZeal  float64 // of the first secretary in office
	PoliceStaff   float64 // officers
	CampSentences float64 // persons, in the month
}

// LedgerRow is one entry of the books: how many persons moved from one place
// to another in a month, by which act, under which decree.
type LedgerRow struct {
	Act     string // "institution.what"
	Decree  int32  // 0: none; otherwise a number of the table operations
	From    string // place before: unborn, liberty, custody, settlement, dead, killed; office for the cadre
	To      string // place after
	Persons float64
	Person  int32  // row of the table cadre, or -1 for the multitude
	Why     string // short reason, for a member of the cadre
}

// EventRow is something with a date: an occasion, a decree, a fall.
type EventRow struct {
	Kind  string // congress, verification, murder, operation, stop, show_trial, leader, succession, faction, mutiny
	Label string
	Value float64 // persons or a share, by kind; 0 without one
}

// OperationRow is one operation under simplified procedure, written when the
// history ends.
type OperationRow struct {
	Operation int32
	Start     calendar.Month
	Stop      calendar.Month // 0: still on at the end
	Plan      float64        // persons: limits as first set
	Limit     float64        // persons: limits as granted in all
	Requested float64        // persons: asked for from below in all
	Taken     float64        // persons arrested
	Executed  float64        // persons
	Cause     string         // of the stop: losses, belief, institution, leader, plan, or empty
}

// CadreRow is one member of the cadre, written when the history ends. Everyone
// is synthetic.
type CadreRow struct {
	Person   int32
	Seats    string         // bodies, joined by +
	Region   string         // for an official of a region
	Cohort   string         // old_elite, old_guard, wartime, later
	Client   bool           // of the leader, when last appointed
	Entered  calendar.Month // first seat
	Left     calendar.Month // 0: in place at the end
	Fate     string         // in_place, retired, dismissed, arrested, killed, died
	Dossier  float64        // denunciations on file when he left, or at the end
	TakenBy  int32          // operation under which he was taken or dismissed, 0 without one
	Loyalty  float64        // true loyalty, -1..1
	Category string         // why he was taken, record or dossier, or dismissed, old elite or region; else empty
}
