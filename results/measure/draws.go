package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/results"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/stat"
)

const (
	drawSeed  = 1936 // times a million, plus the number of the draw, is its seed
	lossMore  = 0.10 // rows of the log whose loss is at most so much above the best are near the point
	leastRows = 200  // fewer, and the draws are made around the point instead
	jitter    = 0.10 // of a searched range: the standard deviation of such a draw
)

// draws runs one history with dice of its own at each of some parameter values
// near a point, at every scale with the same values and dice.
func (b *bench) draws(ctx context.Context, point string, count int, scales []int) (results.Draws, error) {
	s, err := read(point)
	if err != nil {
		return results.Draws{}, err
	}
	out := results.Draws{Point: point}
	near, from, err := b.near(s, count)
	if err != nil {
		return out, err
	}
	out.From = from
	for _, scale := range scales {
		b.note(s, drawSeed, size{scale, count})
		fmt.Fprintf(b.out, "%d draws near %s at 1:%d\n", count, point, scale)
		histories, err := b.drawn(ctx, s, near, scale)
		if err != nil {
			return out, err
		}
		out.At = append(out.At, counted(scale, histories))
	}
	return out, nil
}

// drawn runs a history at each of the values, several side by side.
func (b *bench) drawn(ctx context.Context, s *scenario.Scenario, near []map[string]float64, scale int) ([]evidence.History, error) {
	histories, failed := make([]evidence.History, len(near)), make([]error, len(near))
	next := make(chan int)
	var wait sync.WaitGroup
	for range b.workers {
		wait.Go(func() {
			for k := range next {
				own := *s // the plan of all, but for its parameters
				own.Plan.Params = near[k]
				o := &lab.Order{Scenario: &own, Seed: drawSeed*1_000_000 + chance.Seed(k+1), Scale: scale, Members: 1, Workers: 1}
				var done *lab.Outcome
				if done, failed[k] = lab.Run(ctx, o, nil); failed[k] == nil {
					histories[k] = done.Histories[0]
					histories[k].Regions = nil // nobody asks for them
				}
			}
		})
	}
	for k := range near {
		next <- k
	}
	close(next)
	wait.Wait()
	return histories, errors.Join(failed...)
}

// near are the parameters of the draws: rows of the search's log if enough of
// them are about as good as the best, and else values around the point.
func (b *bench) near(s *scenario.Scenario, count int) (params []map[string]float64, from string, err error) {
	text, err := os.ReadFile(filepath.Join(b.root, "scenarios", "points", s.Point.Name+".log.csv"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, "", err
	}
	rows, err := rowsNear(s.Point.Name+".log.csv", text)
	if err != nil {
		return nil, "", err
	}
	dice := diceOf("draws near " + s.Point.Name)
	if len(rows) >= leastRows {
		order := dice.Perm(len(rows))
		for k := range count {
			p := maps.Clone(s.Plan.Params)
			maps.Copy(p, rows[order[k%len(rows)]])
			params = append(params, p)
		}
		return params, fmt.Sprintf("%d of the %d rows of the search's log whose loss is at most %g%% above the best, without choice", count, len(rows), 100*lossMore), nil
	}
	name := filepath.Join(b.root, "scenarios", "search", "parameters.csv")
	table, err := os.ReadFile(name)
	if err != nil {
		return nil, "", err
	}
	ranges, err := lab.ReadRanges(name, table, regime.Institutions())
	if err != nil {
		return nil, "", err
	}
	at := lab.Defaults(regime.Institutions())
	maps.Copy(at, s.Plan.Params)
	for range count {
		p := maps.Clone(s.Plan.Params)
		maps.Copy(p, around(at, ranges, dice.Float64))
		params = append(params, p)
	}
	why := "there is no log of a search"
	if len(text) > 0 {
		why = fmt.Sprintf("the search's log has %d rows within %g%% of the best loss, fewer than %d", len(rows), 100*lossMore, leastRows)
	}
	return params, fmt.Sprintf("a normal distribution around the point, with %g%% of each searched range as its standard deviation, cut at its ends (%s)", 100*jitter, why), nil
}

// around is a draw around values: each searched parameter moves by a normal
// step and stays in its range; tied ones follow.
func around(at map[string]float64, ranges []lab.Range, uniform func() float64) map[string]float64 {
	out := map[string]float64{}
	for _, r := range ranges {
		if r.Tie == "" {
			step := stat.NormalQuantile(stat.Clamp(uniform(), 1e-9, 1-1e-9))
			out[r.Key] = stat.Clamp(at[r.Key]+float64(jitter*(r.Max-r.Min)*step), r.Min, r.Max)
		}
	}
	for _, r := range ranges {
		if r.Tie != "" {
			out[r.Key] = r.Factor * out[r.Tie]
		}
	}
	return out
}

// rowsNear are the parameters of a log's candidates whose loss is at most
// lossMore above the best. Finalists were judged by other members, and are
// left out. Columns that are no parameter are parts of the loss.
func rowsNear(name string, text []byte) ([]map[string]float64, error) {
	if len(text) == 0 {
		return nil, nil
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment = '#'
	lines, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%s: has no line of columns", name)
	}
	known := lab.Defaults(regime.Institutions())
	loss, members := slices.Index(lines[0], "loss"), slices.Index(lines[0], "members")
	if loss < 0 {
		return nil, fmt.Errorf("%s: has no column loss", name)
	}
	var all []map[string]float64
	for n, cells := range lines[1:] {
		row := map[string]float64{}
		for i, column := range lines[0] {
			if _, is := known[column]; !is && i != loss && i != members {
				continue
			}
			v, err := strconv.ParseFloat(cells[i], 64)
			if err != nil {
				return nil, fmt.Errorf("%s: row %d: %s: %w", name, n+1, column, err)
			}
			row[column] = v
		}
		all = append(all, row)
	}
	fewest, best := math.Inf(1), math.Inf(1)
	for _, row := range all {
		fewest = min(fewest, row["members"])
	}
	all = slices.DeleteFunc(all, func(row map[string]float64) bool { return row["members"] > fewest })
	for _, row := range all {
		best = min(best, row["loss"])
	}
	all = slices.DeleteFunc(all, func(row map[string]float64) bool { return row["loss"] > best*(1+lossMore) })
	for _, row := range all {
		delete(row, "loss")
		delete(row, "members")
	}
	return all, nil
}

// A terror as the record has it: when it may begin, how much it must rise, how
// soon it must end, and how far arrests must fall.
const (
	bursts      = 3.0 // times the arrests of the two years before
	stopsWithin = 30  // months after its launch
	fallsBelow  = 1.0 / 3
)

// counted counts what the draws do.
func counted(scale int, histories []evidence.History) results.DrawsAt {
	what := []string{"begins", "bursts", "stops", "all three"}
	count := make([]int, len(what))
	var arrests []float64
	for _, h := range histories {
		d := deedsOf(h)
		for i, yes := range []bool{d.begins, d.bursts, d.stops, d.begins && d.bursts && d.stops} {
			if yes {
				count[i]++
			}
		}
		arrests = append(arrests, d.arrests)
	}
	at := results.DrawsAt{Scale: scale, Draws: len(histories), Arrests: results.Round(stat.Median(arrests)),
		Low5: results.Round(stat.Quantile(arrests, 0.05)), High95: results.Round(stat.Quantile(arrests, 0.95))}
	for i, n := range count {
		low, high := wilson(n, len(histories))
		at.Shares = append(at.Shares, results.Share{What: what[i], Draws: n, Low: results.Round(low), High: results.Round(high)})
	}
	return at
}

// deeds is what happened in 1937-38.
type deeds struct {
	begins, bursts, stops bool
	arrests               float64
}

// deedsOf reads a history. The operation is the one of 1937-38 that took most;
// it stops if it ended within thirty months and the twelve months from the stop
// on have less than a third of the arrests of the most terrible twelve before.
// A stop that leaves no twelve months to look at does not count.
func deedsOf(h evidence.History) (d deeds) {
	of := func(from, to calendar.Month) float64 { return window{"arrests", "sum", from, to}.of(h) }
	d.arrests = of(year(1937), end(1938))
	d.bursts = d.arrests > 0 && d.arrests >= bursts*of(year(1935), end(1936))
	var op country.OperationRow
	for _, o := range h.Operations {
		if year(1937) <= o.Start && o.Start <= end(1938) && (!d.begins || o.Taken > op.Taken) {
			d.begins, op = true, o
		}
	}
	if !d.begins || op.Stop == 0 || op.Stop-op.Start > stopsWithin || op.Stop+11 > h.Last() {
		return d
	}
	peak := 0.0
	for m := op.Start - 11; m+11 < op.Stop; m++ {
		peak = max(peak, of(m, m+11))
	}
	d.stops = of(op.Stop, op.Stop+11) < fallsBelow*peak
	return d
}

// wilson is the 95% interval of a share by its score (Wilson 1927), which holds
// also where nothing, or all, was seen.
func wilson(n, of int) (low, high float64) {
	const z = 1.959964
	total := float64(of)
	p := float64(n) / total
	middle, half := p+z*z/(2*total), z*math.Sqrt(p*(1-p)/total+z*z/(4*total*total))
	return max(0, (middle-half)/(1+z*z/total)), min(1, (middle+half)/(1+z*z/total))
}
