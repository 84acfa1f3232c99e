package evidence

import "strings"

// Territory is one row of order 00447 of July 1937: a territory, the camps, or
// a printed total.
type Territory struct {
	Region         string
	RowType        string // limit_unit, or total for a printed subtotal
	Group          string // union republic, RSFSR, Ukraine, Kazakhstan, camps, USSR
	Category1      float64
	Category2      float64 // persons: limits of camp or prison; category 1 is death
	Total          float64
	InitialFoundAt string
	July1937       Number // persons: category 1 asked for or approved before the order
	July1937At     string
	Population1937 Number // persons, census of January 1937
	Population1939 Number // persons, census of January 1939, which was inflated
	PopulationAt   string
	Note           string
	Line           int
}

// Unit says whether the row is one of the 65 units of the order.
func (t Territory) Unit() bool { return t.RowType == "limit_unit" }

// Land says whether the row is one of the 64 territories: a unit with people
// living on it, so not the camps.
func (t Territory) Land() bool { return t.Unit() && t.Group != "camps" }

// Counted is the counted population, of 1937 where there is one, else of 1939;
// missing where neither census was seen. Estimates of the laboratory never
// stand here, so a rate made with it rests on a count.
func (t Territory) Counted() Number {
	if t.Population1937.Known() {
		return t.Population1937
	}
	return t.Population1939
}

var territoryColumns = []string{"region", "row_type", "group", "category1", "category2", "total", "found_at_initial",
	"july1937_cat1", "july1937_found_at", "population_1937", "population_1939", "population_found_at", "note"}

// ReadTerritories reads a table with the columns of regions_00447.csv. Every
// row's categories must add up to its total.
func ReadTerritories(name string, text []byte) ([]Territory, error) {
	var all []Territory
	err := readTable(name, text, territoryColumns, func(r *row) {
		t := Territory{
			Region: r.needed("region"), RowType: r.oneOf("row_type", "limit_unit", "total"), Group: r.needed("group"),
			Category1: r.numberOr("category1", 0), Category2: r.numberOr("category2", 0), Total: r.numberOr("total", 0),
			InitialFoundAt: r.text("found_at_initial"),
			July1937:       r.number("july1937_cat1"), July1937At: r.text("july1937_found_at"),
			Population1937: r.number("population_1937"), Population1939: r.number("population_1939"),
			PopulationAt: r.text("population_found_at"), Note: r.text("note"), Line: r.line,
		}
		if t.Category1+t.Category2 != t.Total {
			r.wrong("total", "%v and %v do not add up to %v", t.Category1, t.Category2, t.Total)
		}
		all = append(all, t)
	})
	return all, err
}

// Choice is a suggested use of some of the best figures: a row of best25.csv.
type Choice struct {
	Rank float64
	Role string   // calibrate, held-out or after-check
	IDs  []string // exact figure ids
	Why  string
	Line int
}

// ReadChoices reads a table with the columns of best25.csv.
func ReadChoices(name string, text []byte) ([]Choice, error) {
	var choices []Choice
	err := readTable(name, text, []string{"rank", "role", "ids", "why"}, func(r *row) {
		choices = append(choices, Choice{
			Rank: r.numberOr("rank", 0), Role: r.oneOf("role", "calibrate", "held-out", "after-check"),
			IDs: strings.Split(r.needed("ids"), ";"), Why: r.text("why"), Line: r.line,
		})
	})
	return choices, err
}
