package report

import (
	"encoding/json"
	"io"

	"github.com/fromabove/fromabove/evidence"
)

// mostPlaces is how many places of a sweep are printed unless all are asked for.
const mostPlaces = 40

// mostShown is how many axes stand beside a place; the values of more are for
// --json and the experiment's own tables.
const mostShown = 4

// Sweep writes the outcomes at each place of a sampling design: the mean of its
// members and the band that holds nine in ten.
func Sweep(w io.Writer, s Sampled, opt Options) error {
	p := newPage(opt)
	p.sampled("Sweep", s)
	for o, kept := range s.Results.Outcomes {
		p.outcome(kept)
		p.places(s, s.histories(o))
		if len(s.Results.Draws) > 1 {
			p.shares(s.sharesOf(o, len(s.Rows)), len(s.Results.Seeds))
		}
	}
	return p.write(w)
}

// places is the table of one outcome.
func (p *page) places(s Sampled, histories [][]float64) {
	t := table{columns: []column{{title: "place"}}}
	shown := s.Axes
	if len(shown) > mostShown {
		shown = nil
	}
	for _, a := range shown {
		t.columns = append(t.columns, column{title: a.Key, right: true})
	}
	t.columns = append(t.columns, column{title: "mean", right: true}, column{title: "band 5% .. 95%", right: true}, column{title: "members", right: true})
	for r, d := range s.DrawOf {
		if r == mostPlaces && !p.All {
			t.note("and " + whole(len(s.DrawOf)-r) + " more places (--all)")
			break
		}
		cells := []string{whole(r + 1)}
		for i, a := range shown {
			cells = append(cells, brief(a.At(s.Rows[r][i])))
		}
		mean, low, high, n := bandOver(histories[d])
		t.add(append(cells, decimal(mean), p.ends(low, high), whole(n))...)
	}
	p.put(t)
	if shown == nil {
		p.text("", "The %s values of each place are printed by --json.", whole(len(s.Axes)))
	}
}

type jsonSweep struct {
	jsonSampled
	Outcomes []jsonSwept `json:"outcomes"`
}

type jsonSwept struct {
	Name   string      `json:"name"`
	Unit   string      `json:"unit"`
	Doc    string      `json:"doc"`
	Places []jsonPlace `json:"places"`
	Shares jsonShares  `json:"variance_of_one_history"`
}

type jsonPlace struct {
	Values  map[string]float64 `json:"values"` // by parameter, tied ones included
	Mean    evidence.Number    `json:"mean"`
	Low5    evidence.Number    `json:"low_5"`
	High95  evidence.Number    `json:"high_95"`
	Members int                `json:"members"`
}

// SweepJSON is what Sweep writes, not rounded and with every place.
func SweepJSON(s Sampled) ([]byte, error) {
	j := jsonSweep{jsonSampled: s.json()}
	for o, kept := range s.Results.Outcomes {
		histories := s.histories(o)
		swept := jsonSwept{Name: kept.Name, Unit: kept.Unit, Doc: kept.Doc, Shares: jsonSharesOf(s.sharesOf(o, len(s.Rows)))}
		for _, d := range s.DrawOf {
			mean, low, high, n := bandOver(histories[d])
			place := jsonPlace{map[string]float64{}, evidence.Number(mean), evidence.Number(low), evidence.Number(high), n}
			for i, key := range s.Results.Parameters {
				place.Values[key] = s.Results.Value(0, d, i)
			}
			swept.Places = append(swept.Places, place)
		}
		j.Outcomes = append(j.Outcomes, swept)
	}
	return json.MarshalIndent(j, "", "  ")
}
