package scenario

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
)

// burden is the series that says how hardship differs between territories.
const burden = "burden"

// regionBurden is how much more than the mean falls on a territory, as a share
// of the mean: -1 is nothing.
type regionBurden struct {
	name           string
	taking, hunger float64
}

// maxBeyond is the most that may fall on a territory beyond the mean.
const maxBeyond = 20

// parseBurden reads how hardship differs between territories.
func (r *reader) parseBurden(label string, content []byte, inline *node) *seriesText {
	before := len(r.findings)
	header := []string{"name", "taking_beyond", "hunger_beyond", "grade", "source"}
	lines, at := r.rows(label, content, inline, header)
	out, seen := &seriesText{}, map[string]bool{}
	var b bytes.Buffer
	canonical := csv.NewWriter(&b)
	canonical.Write(header)
	for i, line := range lines {
		if line[0] == "" || seen[line[0]] {
			r.findings.found(at[i], "name", "%.40q is empty or stands twice", line[0])
		}
		seen[line[0]] = true
		one := regionBurden{name: line[0]}
		for j, to := range []*float64{&one.taking, &one.hunger} {
			v, err := strconv.ParseFloat(line[j+1], 64)
			if err != nil || !(v >= -1 && v <= maxBeyond) {
				r.findings.found(at[i], header[j+1], "%.20q is not a share of the mean in -1..%d", line[j+1], maxBeyond)
			}
			*to = v + 0
		}
		out.burdens = append(out.burdens, one)
		canonical.Write([]string{line[0], trim(one.taking), trim(one.hunger), line[3], line[4]})
		if len(r.findings) > before+20 {
			return nil // enough to see what is wrong
		}
	}
	if len(r.findings) > before {
		return nil
	}
	canonical.Flush()
	out.text = b.String()
	return out
}

// settleBurden lays the burden on the territories: a line for each of them, and
// a mean over the population that is nobody's gain. A small rest, from rounded
// numbers or other shares of the population, is taken out.
func (r *reader) settleBurden(s *settled, inputs *node) {
	by := map[string]*seriesText{}
	for _, series := range s.series {
		if series != nil {
			by[series.use.Series] = series
		}
	}
	land, load := by["regions"], by[burden]
	if land == nil || load == nil || len(load.burdens) == 0 {
		return
	}
	at, key := inputs.of(burden).at, "inputs."+burden
	number := map[string]int{}
	names := make([]string, len(land.regions))
	for i, region := range land.regions {
		number[region.Name], names[i] = i, region.Name
	}
	found := make([]bool, len(land.regions))
	taking, hunger := 0.0, 0.0
	before := len(r.findings)
	for _, one := range load.burdens {
		i, ok := number[one.name]
		if !ok {
			r.findings.found(at, key, "%q is no territory of inputs.regions%s; bring a burden of your own, or choose even", one.name, didYouMean(one.name, names))
			return
		}
		found[i] = true
		region := &land.regions[i]
		region.TakingBeyond, region.HungerBeyond = one.taking, one.hunger
		taking += float64(region.PopulationShare * one.taking)
		hunger += float64(region.PopulationShare * one.hunger)
	}
	for i, ok := range found {
		if !ok {
			r.findings.found(at, key, "has no line for %q of inputs.regions; bring a burden of your own, or choose even", names[i])
			return
		}
	}
	for _, mean := range []struct {
		column string
		value  float64
	}{{"taking_beyond", taking}, {"hunger_beyond", hunger}} {
		if math.Abs(mean.value) > 0.01 {
			r.findings.found(at, key, "%s has the mean %.3f over the population; want 0: what one territory bears beyond the mean, another is spared", mean.column, mean.value)
		}
	}
	if len(r.findings) > before {
		return
	}
	for i := range land.regions {
		region := &land.regions[i]
		region.TakingBeyond = (1+region.TakingBeyond)/(1+taking) - 1
		region.HungerBeyond = (1+region.HungerBeyond)/(1+hunger) - 1
	}
}
