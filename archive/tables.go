package archive

import (
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// gaugeRow is a row of the table gauges.
type gaugeRow struct {
	month  calendar.Month
	values [country.GaugeCount]float64
}

// Names follow the fields of package country, save where those are words of
// SQL (from, to, left, limit) and would have to be quoted in every query.

// Short names for the rows, to keep the tables below readable.
type (
	region    = Dated[country.RegionRow]
	entry     = Dated[country.LedgerRow]
	event     = Dated[country.EventRow]
	operation = country.OperationRow
	official  = country.CadreRow
)

var gaugesTable = table[gaugeRow]{
	Table{"gauges", "one month of the country", []string{"month"}},
	gaugeColumns(),
}

// gaugeColumns derives the columns of the table gauges from country.Gauges.
func gaugeColumns() []column[gaugeRow] {
	columns := []column[gaugeRow]{
		col("month", "", "calendar month", func(r *gaugeRow) any { return &r.month }),
	}
	for i, g := range country.Gauges {
		at := func(r *gaugeRow) any { return &r.values[i] }
		columns = append(columns, col(g.Name, g.Unit, g.Doc, at).kind(g.Kind).optional())
	}
	return columns
}

var regionsTable = table[region]{
	Table{"regions", "one region in one month", []string{"month", "region"}},
	[]column[region]{
		col("month", "", "calendar month", func(r *region) any { return &r.Month }),
		col("region", "", "name of the territory", func(r *region) any { return &r.Row.Region }),
		col("population", "persons", "living persons at the end of the month", func(r *region) any { return &r.Row.Population }).kind(country.Stock),
		col("arrests", "persons", "arrested in the month", func(r *region) any { return &r.Row.Arrests }).kind(country.Flow),
		col("executions", "persons", "sentenced to death and killed in the month", func(r *region) any { return &r.Row.Executions }).kind(country.Flow),
		col("on_file", "persons", "at liberty with a police file at the end of the month", func(r *region) any { return &r.Row.OnFile }).kind(country.Stock),
		col("dissent_share", "share of persons at liberty", "who dissent in public during the month", func(r *region) any { return &r.Row.DissentShare }).kind(country.Index),
		col("support_share", "share of persons at liberty", "whose private support is above zero", func(r *region) any { return &r.Row.SupportShare }).kind(country.Index),
		col("fear", "0..1", "mean fear of a collective", func(r *region) any { return &r.Row.Fear }).kind(country.Index),
		col("limit_granted", "persons", "limit granted in the operation so far; 0 without one", func(r *region) any { return &r.Row.Limit }).kind(country.Stock),
		col("requested", "persons", "further limit asked for in the month", func(r *region) any { return &r.Row.Requested }).kind(country.Flow),
		col("official_zeal", "number", "zeal of the first secretary in office", func(r *region) any { return &r.Row.OfficialZeal }).kind(country.Index),
		col("police_staff", "persons", "officers of the political police", func(r *region) any { return &r.Row.PoliceStaff }).kind(country.Stock),
		col("camp_sentences", "persons", "sentenced to camp or prison in the month", func(r *region) any { return &r.Row.CampSentences }).kind(country.Flow),
	},
}

var ledgerTable = table[entry]{
	Table{"ledger", "one entry of the books: persons moved from one place to another in a month", nil},
	[]column[entry]{
		col("month", "", "calendar month", func(r *entry) any { return &r.Month }),
		col("act", "", "the act that moved them, as institution.what", func(r *entry) any { return &r.Row.Act }),
		col("decree", "number of the operation", "the operation under which it was done; 0 for none", func(r *entry) any { return &r.Row.Decree }),
		col("from_place", "", "place before: unborn, liberty, custody, settlement, dead, killed; the office for a member of the cadre", func(r *entry) any { return &r.Row.From }),
		col("to_place", "", "place after", func(r *entry) any { return &r.Row.To }),
		col("persons", "persons", "how many were moved", func(r *entry) any { return &r.Row.Persons }).kind(country.Flow),
		col("person", "row of cadre", "which member of the cadre; -1 for the multitude", func(r *entry) any { return &r.Row.Person }),
		col("why", "", "short reason, for a member of the cadre", func(r *entry) any { return &r.Row.Why }),
	},
}

var eventsTable = table[event]{
	Table{"events", "something with a date: an occasion, a decree, a fall", nil},
	[]column[event]{
		col("month", "", "calendar month", func(r *event) any { return &r.Month }),
		col("kind", "", "congress, verification, murder, operation, stop, show_trial, leader or mutiny", func(r *event) any { return &r.Row.Kind }),
		col("label", "", "for the reader", func(r *event) any { return &r.Row.Label }),
		col("value", "persons or share, by kind", "size of what happened; 0 without one", func(r *event) any { return &r.Row.Value }),
	},
}

var operationsTable = table[operation]{
	Table{"operations", "one operation under simplified procedure", []string{"operation"}},
	[]column[operation]{
		col("operation", "number", "number of the operation, from 1", func(r *operation) any { return &r.Operation }),
		col("start", "", "month it began", func(r *operation) any { return &r.Start }),
		col("stop", "", "month it was stopped; null if still on at the end", func(r *operation) any { return &r.Stop }).optional(),
		col("plan", "persons", "limits as first set", func(r *operation) any { return &r.Plan }),
		col("limit_granted", "persons", "limits as granted in all", func(r *operation) any { return &r.Limit }),
		col("requested", "persons", "asked for from below in all", func(r *operation) any { return &r.Requested }),
		col("taken", "persons", "arrested in all", func(r *operation) any { return &r.Taken }),
		col("executed", "persons", "killed in all", func(r *operation) any { return &r.Executed }),
		col("cause", "", "of the stop: losses, belief, institution, leader, plan (of a variant); empty if still on", func(r *operation) any { return &r.Cause }),
	},
}

var cadreTable = table[official]{
	Table{"cadre", "one member of the cadre; everyone is synthetic", []string{"person"}},
	[]column[official]{
		col("person", "row of cadre", "number of the person", func(r *official) any { return &r.Person }),
		col("seats", "", "bodies the person sat in, joined by +", func(r *official) any { return &r.Seats }),
		col("region", "", "territory, for an official of a region", func(r *official) any { return &r.Region }),
		col("cohort", "", "old_elite, old_guard, wartime or later", func(r *official) any { return &r.Cohort }),
		col("client", "", "a client of the leader when last appointed", func(r *official) any { return &r.Client }),
		col("entered", "", "month of the first seat", func(r *official) any { return &r.Entered }),
		col("departed", "", "month of leaving the last seat; null if in place at the end", func(r *official) any { return &r.Left }).optional(),
		col("fate", "", "in_place, retired, dismissed, arrested, killed or died", func(r *official) any { return &r.Fate }),
		col("dossier", "denunciations", "on file when the person left, or at the end", func(r *official) any { return &r.Dossier }),
		col("taken_by", "number of the operation", "operation under which the person was taken or dismissed; 0 without one", func(r *official) any { return &r.TakenBy }),
		col("loyalty", "-1..1", "true loyalty", func(r *official) any { return &r.Loyalty }),
		col("category", "", "why he was taken, record or dossier, or dismissed, old elite or region; else empty", func(r *official) any { return &r.Category }),
	},
}

// describe calls f for each table, monthly tables first.
func describe(f func(Table, []Column)) {
	f(gaugesTable.described())
	f(regionsTable.described())
	f(ledgerTable.described())
	f(eventsTable.described())
	f(operationsTable.described())
	f(cadreTable.described())
}

// Tables lists the tables of a recording, in the order in which differences
// are looked for: monthly tables, then those written when the history ends.
func Tables() []Table {
	var all []Table
	describe(func(t Table, _ []Column) { all = append(all, t) })
	return all
}

// Columns lists the columns of a table, in their order in the file. A name
// that is not a table has none.
func Columns(table string) []Column {
	var found []Column
	describe(func(t Table, columns []Column) {
		if t.Name == table {
			found = columns
		}
	})
	return found
}
