package evidence

import (
	"time"

	"github.com/fromabove/fromabove/calendar"
)

// Role says what a simulation may take from an event.
type Role string

// The roles.
const (
	RoleInput    Role = "input"    // a condition from outside: a scenario may name it
	RoleOccasion Role = "occasion" // a date on which a body may act; what it does is the model's
	RoleOutcome  Role = "outcome"  // the model must produce it or miss it
	RoleContext  Role = "context"  // for the reader; no part in the model
)

// Event is one dated event: a row of events.csv. Dates are New Style.
type Event struct {
	Date        string // YYYY-MM-DD; see Precision for what of it is a placeholder
	Month       calendar.Month
	Role        Role
	Event       string
	Institution string
	Effect      string // a reading for the model, not a quotation or a finding
	Source      string
	FoundAt     string
	Precision   string // day, month or year
	EssayForm   string // date or wording of the essay, where it mentions the event
	Note        string
	Line        int
}

var eventColumns = []string{"date", "role", "event", "institution", "effect", "source", "found_at",
	"date_precision", "essay_form", "note"}

// ReadEvents reads a table with the columns of events.csv.
func ReadEvents(name string, text []byte) ([]Event, error) {
	var events []Event
	err := readTable(name, text, eventColumns, func(r *row) {
		e := Event{
			Date: r.needed("date"), Event: r.needed("event"),
			Role:        Role(r.oneOf("role", string(RoleInput), string(RoleOccasion), string(RoleOutcome), string(RoleContext))),
			Institution: r.text("institution"), Effect: r.text("effect"), Source: r.needed("source"),
			FoundAt: r.text("found_at"), Precision: r.oneOf("date_precision", "day", "month", "year"),
			EssayForm: r.text("essay_form"), Note: r.text("note"), Line: r.line,
		}
		day, err := time.Parse(time.DateOnly, e.Date)
		if err != nil {
			r.wrong("date", "%q is not a date; want YYYY-MM-DD, for example 1934-12-01", e.Date)
		}
		e.Month = calendar.Of(day.Year(), int(day.Month()))
		events = append(events, e)
	})
	return events, err
}

// EventsIn are the shipped events of the months from..to, both included.
func EventsIn(from, to calendar.Month) []Event {
	var in []Event
	for _, e := range shipped().events {
		if from <= e.Month && e.Month <= to {
			in = append(in, e)
		}
	}
	return in
}
