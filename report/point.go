package report

import "github.com/fromabove/fromabove/scenario"

// JSONPoint is a parameter point as `--json` prints it.
type JSONPoint struct {
	Name       string             `json:"name"`
	Title      string             `json:"title"`
	Label      string             `json:"label"`
	FittedTo   *string            `json:"fitted_to"` // month; null: to nothing
	Parameters map[string]float64 `json:"parameters"`
	Search     map[string]any     `json:"search,omitempty"` // where it comes from
}

// Points are the points of a list for JSON.
func Points(list []scenario.Point) []JSONPoint {
	out := make([]JSONPoint, len(list))
	for i, p := range list {
		out[i] = pointOf(p)
	}
	return out
}

func pointOf(p scenario.Point) JSONPoint {
	out := JSONPoint{Name: p.Name, Title: p.Title, Label: p.Label, Parameters: p.Parameters, Search: p.Search}
	if p.FittedTo != 0 {
		month := p.FittedTo.String()
		out.FittedTo = &month
	}
	return out
}
