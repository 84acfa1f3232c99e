package odd

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/country"
)

// pointTable is the shipped parameter points, and none.
func (s Source) pointTable() string {
	var rows [][]string
	for _, p := range s.Points {
		moved := 0
		for _, i := range s.Institutions {
			for _, param := range i.Params {
				if p.Value(i.Name, param) != param.Default {
					moved++
				}
			}
		}
		rows = append(rows, []string{code(p.Name), p.FittedTo.String(), p.Label, fmt.Sprint(moved)})
	}
	rows = append(rows, []string{code("none"), "", "the defaults of the code, unfitted", "0"})
	return markdown([]string{"point", "last month of its figures", "label", "parameters off their default"}, rows)
}

// rounded is a found value to three digits: the point's file has it in full.
func rounded(x float64) string {
	v, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		panic(err) // it was formatted a moment ago
	}
	return plain(v)
}

// values is the default of a parameter, and its value at each shipped point
// where it is another.
func (s Source) values(institution string, p country.Param) string {
	said := plain(p.Default)
	var others []string
	for _, point := range s.Points {
		if v := point.Value(institution, p); v != p.Default {
			others = append(others, point.Name+" "+rounded(v))
		}
	}
	if len(others) > 0 {
		said += " (" + strings.Join(others, ", ") + ")"
	}
	return said
}
