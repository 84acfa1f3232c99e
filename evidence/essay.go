package evidence

import (
	"fmt"

	"github.com/fromabove/fromabove/calendar"
)

// EssayRow is one of the essay's numbers on the elite beside other sources and
// an ensemble. All of it in shares, so that bases that differ can be compared.
type EssayRow struct {
	Claim   string // in words
	ID      string
	Printed string // as the essay prints it
	Essay   Number // share
	Source  string
	Others  []Other
	Gauge   string
	Month   calendar.Month // in which the gauge is read
	Median  Number         // share, over the members that reach the month
	Low5    Number
	High95  Number
	Members int
	Note    string
}

// Other is what another source says of the same thing.
type Other struct {
	ID      string
	Printed string
	Share   Number
	Source  string
	Grade   Grade
	Note    string
}

// essayClaims is the essay's table: which figure, in which words, out of how
// many, what others say, and what the model has beside it.
var essayClaims = []struct {
	id, claim string
	of        float64 // 100 for a percentage
	others    []otherOf
	gauge     string
	at        calendar.Month
	seats     float64 // of the gauge; 1 where it is a share
	note      string
}{
	{"essay_cc_share_purged", "of the Central Committee of 1934", 100, []otherOf{{"cc17_shot", 139}, {"cc17_shot_share", 100}},
		"cc_lost_share", calendar.Of(1939, 2), 1, "members and candidates together; the Central Committee elected in 1934"},
	{"essay_delegates_purged", "of the delegates of 1934", 1966, []otherOf{{"essay_delegates_share", 100}, {"del17_executed", 1966}},
		"delegates_lost_share", calendar.Of(1939, 2), 1, "1,108 were arrested by the report of 1956; 848 is the usual number shot"},
	{"essay_marshals", "of the marshals", 5, nil, "marshals_lost", calendar.Of(1938, 12), 5, ""},
	{"essay_generals", "of the army commanders", 15, nil, "army_commanders_lost", calendar.Of(1938, 12), 15, ""},
	{"essay_admirals", "of the admirals", 9, nil, "admirals_lost", calendar.Of(1938, 12), 9, ""},
	{"essay_divcom", "of the divisional commanders", 189, []otherOf{{"army_divcom_186", 186}, {"army_divcom_alt", 195}},
		"division_commanders_lost", calendar.Of(1938, 12), 186,
		"the essay says of 189; 186 is usual (82.8 percent), and the model has 186 posts"},
}

type otherOf struct {
	id string
	of float64
}

// EssayTable sets the essay's numbers on the elite beside other sources and an
// ensemble.
func EssayTable(histories []History) []EssayRow {
	var table []EssayRow
	for _, e := range essayClaims {
		f := mustID(e.id)
		r := EssayRow{
			Claim: e.claim, ID: e.id, Printed: printed(f, e.of), Essay: f.Value / Number(e.of), Source: f.Cited(),
			Gauge: e.gauge, Month: e.at, Median: Missing(), Low5: Missing(), High95: Missing(), Note: e.note,
		}
		for _, o := range e.others {
			g := mustID(o.id)
			r.Others = append(r.Others, Other{o.id, printed(g, o.of), g.Value / Number(o.of), g.Cited(), g.Grade, g.Remark()})
		}
		var shares []float64
		for _, h := range histories {
			if v, ok := h.sum(e.at, e.at, e.gauge); ok {
				shares = append(shares, v/e.seats)
			}
		}
		if r.Members = len(shares); r.Members > 0 {
			r.Median, r.Low5, r.High95 = band(shares)
		}
		table = append(table, r)
	}
	return table
}

// printed is a figure as readers know it: a percentage, or so many of so many.
func printed(f Figure, of float64) string {
	if of == 100 {
		return fmt.Sprintf("%v%%", float64(f.Value))
	}
	return fmt.Sprintf("%.0f of %.0f", float64(f.Value), of)
}
