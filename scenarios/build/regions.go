package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// territory is one limit unit with land.
type territory struct {
	name, group string
	autonomous  bool
	persons     float64 // at the census of January 1939; 0: not seen
	source      string
}

// buildRegions makes the 64 territories with their share of the population.
// Known are eight union republics (census of 1939), 24 units of the RSFSR and
// the totals of the three republics that are divided. Counts of January 1937
// are raised by the growth of the union's own count to 1939. What is left of a
// republic goes to its units without a count in proportion to the mean of the
// counted units of the RSFSR of the same rank (autonomous republic; krai or
// oblast): graded derived, left out of rates. The limits themselves would say
// more about size, and are not used: they are what the model must predict.
func buildRegions(dir string) ([]territory, error) {
	table, err := readTable(filepath.Join(dir, "regions_00447.csv"))
	if err != nil {
		return nil, err
	}
	growth := 170557093.0 / 162039470.0 // census_1939 over census_1937
	var list []territory
	totals := map[string]float64{}
	for i, t := range table {
		count, known, err := countOf(t)
		if err != nil {
			return nil, fmt.Errorf("regions_00447.csv:%d: %w", i+2, err)
		}
		if t["row_type"] == "total" {
			if strings.HasSuffix(t["region"], "units)") && known {
				totals[t["group"]] = count
			}
			continue
		}
		if t["group"] == "camps" {
			continue
		}
		r := territory{name: t["region"], group: t["group"], autonomous: strings.HasSuffix(t["region"], "ASSR"), persons: count}
		if t["population_1937"] != "" {
			r.persons *= growth
		}
		if known {
			r.source = t["population_found_at"]
		}
		list = append(list, r)
	}
	share(list, totals)
	return list, nil
}

// countOf is the population of a row, of either census.
func countOf(t map[string]string) (persons float64, known bool, err error) {
	for _, column := range []string{"population_1937", "population_1939"} {
		if t[column] != "" {
			persons, err = strconv.ParseFloat(t[column], 64)
			return persons, true, err
		}
	}
	return 0, false, nil
}

// share gives what is left of each republic to its units without a count.
func share(list []territory, totals map[string]float64) {
	mean := func(autonomous bool) float64 {
		sum, n := 0.0, 0.0
		for _, r := range list {
			if r.source != "" && r.group == "RSFSR" && r.autonomous == autonomous {
				sum += r.persons
				n++
			}
		}
		return sum / n
	}
	weight := map[bool]float64{true: mean(true), false: mean(false)}
	for group, total := range totals {
		open := 0.0
		for _, r := range list {
			if r.group == group && r.source == "" {
				open += weight[r.autonomous]
			} else if r.group == group {
				total -= r.persons
			}
		}
		for i, r := range list {
			if r.group == group && r.source == "" {
				list[i].persons = total * weight[r.autonomous] / open
			}
		}
	}
}

func regionsCSV(list []territory) ([]byte, error) {
	sum := 0.0
	for _, r := range list {
		sum += r.persons
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"name", "group", "population_share", "grade", "source"})
	for _, r := range list {
		grade, source := "A", r.source
		if source == "" {
			grade, source = "derived", "what the counted units leave of the republic"
		}
		w.Write([]string{r.name, r.group, strconv.FormatFloat(r.persons/sum, 'f', 6, 64), grade, source})
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
