package page

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/experiment"
)

// Of is the page of what is in a folder: an experiment, an ensemble or a
// recording.
func Of(dir string) (*Page, error) {
	if _, err := os.Stat(filepath.Join(dir, "experiment.json")); errors.Is(err, fs.ErrNotExist) {
		return OfRecordings(dir)
	}
	return OfExperiment(dir)
}

// mostContrasts is how many arms are set against the base on a page: the arms
// of an attribution or a sweep speak through their own sections.
const mostContrasts = 24

// OfExperiment is the page of an experiment, finished or not.
func OfExperiment(dir string) (*Page, error) {
	r, err := experiment.Open(dir)
	if err != nil {
		return nil, err
	}
	if r.Done == r.Failed {
		return nil, fmt.Errorf("%s: no member has a result yet: %d of %d are done, %d failed; run the same command again: %s", dir, r.Done, r.Members(), r.Failed, r.Command)
	}
	p := &Page{
		Title: title(r), Command: r.Command, Version: r.Version, Seeds: seedsOf(r.Design), Facts: facts(r),
		Lead: []string{"Arms are run with the same dice: a member of one arm and its pair in another differ by what was changed, and by nothing else."},
	}
	if !r.Finished() {
		p.Lead = append(p.Lead, fmt.Sprintf("The experiment is not finished: %d of %d members are done.", r.Done, r.Members()))
	}
	p.Sections = append(p.Sections, armsOf(r))
	told, replaces, err := told(dir)
	if err != nil {
		return nil, err
	}
	p.Sections = append(p.Sections, told...)
	if len(r.Arms) > 1 && len(r.Arms) <= mostContrasts && !replaces {
		p.Sections = append(p.Sections, contrasts(r))
	}
	fans, err := fans(r)
	if err != nil {
		return nil, err
	}
	if len(fans.Figures) > 0 {
		p.Sections = append(p.Sections, fans)
	}
	return paged(p), nil
}

func title(r *experiment.Results) string {
	switch n := len(r.Arms); {
	case n == 1:
		return fmt.Sprintf("%s: %s", upper(r.Kind), r.Arms[0].Name)
	case n == 2:
		return fmt.Sprintf("%s: %s against %s", upper(r.Kind), r.Arms[1].Name, r.Arms[0].Name)
	case n > mostContrasts:
		return fmt.Sprintf("%s: %d arms", upper(r.Kind), n)
	default:
		return fmt.Sprintf("%s: %d arms against %s", upper(r.Kind), n-1, r.Arms[0].Name)
	}
}

// seedsOf are the seeds in words.
func seedsOf(d *experiment.Design) string {
	switch n := len(d.Seeds); {
	case n == 0:
		return "no seeds"
	case n == 1:
		return fmt.Sprintf("seed %d", d.Seeds[0])
	default:
		return fmt.Sprintf("%d seeds, %d to %d", n, d.Seeds[0], d.Seeds[n-1])
	}
}

func facts(r *experiment.Results) []Fact {
	members := fmt.Sprintf("%d: %d arms, %d rounds", r.Members(), len(r.Arms), r.Rounds())
	if r.Failed > 0 {
		members += fmt.Sprintf("; %d failed and are left out", r.Failed)
	}
	all := []Fact{
		{"members", members},
		{"scale", fmt.Sprintf("a lane stands for %s persons", number(float64(r.Scale)))},
		{"last month", r.Until.String()},
	}
	if len(r.Parameters) > 0 {
		all = append(all, Fact{"draws", fmt.Sprintf("%d draws of %s", len(r.Draws), strings.Join(r.Parameters, ", "))})
	}
	return all
}

// firstArms is how many arms stand for all where there are too many to read.
const firstArms = 3

// armsOf is the table of arms, or of the first few.
func armsOf(r *experiment.Results) Section {
	shown := len(r.Arms)
	if shown > mostContrasts {
		shown = firstArms
	}
	t := Table{Columns: []string{"arm", "scenario", "edits", "parameters", "members with a result"}, Right: []bool{4: true}}
	for i, a := range r.Arms {
		if i == shown {
			t.Rows = append(t.Rows, []string{fmt.Sprintf("and %d more, in experiment.json", len(r.Arms)-i), "", "", "", ""})
			break
		}
		var edits []string
		for _, w := range a.Without {
			edits = append(edits, "without "+w)
		}
		edits = append(edits, a.Set...)
		done := 0
		for _, v := range r.Column(i, 0) {
			if !math.IsNaN(v) {
				done++
			}
		}
		t.Rows = append(t.Rows, []string{a.Name, a.Scenario, strings.Join(edits, ", "), "point " + pointOf(a.Point), strconv.Itoa(done)})
	}
	if len(r.Outcomes) > 0 {
		t.Columns[4] = "members with " + r.Outcomes[0].Name
	}
	return Section{Title: "Arms", Tables: []Table{t}}
}

// contrasts sets every arm against the base, outcome by outcome.
func contrasts(r *experiment.Results) Section {
	all := r.Contrasts(0)
	base := r.Arms[0].Name
	chart := &Intervals{}
	t := Table{Title: "In numbers", Columns: []string{"outcome", "arm", "mean of " + base, "difference", "95% interval", "band of pairs", "above zero", "pairs", "variance saved"},
		Right: []bool{false, false, true, true, true, true, true, true, true}}
	for _, o := range r.Outcomes {
		g := Group{Title: o.Name + ": " + o.Doc, Axis: "difference from " + base + ", " + o.Unit}
		for _, c := range all {
			if c.Outcome != o.Name {
				continue
			}
			g.Rows = append(g.Rows, Interval{Label: c.Arm, Value: Number(c.Mean), Low: Number(c.MeanLow), High: Number(c.MeanHigh),
				Note: fmt.Sprintf("%d pairs, %.0f%% above", c.Pairs, 100*c.Above)})
			t.Rows = append(t.Rows, []string{o.Name, c.Arm, number(c.BaseMean), number(c.Mean), span(Number(c.MeanLow), Number(c.MeanHigh)),
				span(Number(c.Low), Number(c.High)), percent(c.Above), strconv.Itoa(c.Pairs), percent(c.Reduction)})
		}
		chart.Groups = append(chart.Groups, g)
	}
	return Section{
		Title: "Contrasts with " + base,
		Figures: []Figure{{Name: "contrasts", Title: "What differs from " + base, Intervals: chart,
			Caption: "Mean of the paired differences, arm less base, with its 95% interval (pairs drawn anew). A hollow dot: zero lies in the interval. Above: share of pairs in which the arm has more, a tie counting half."}},
		Tables: []Table{t},
		Notes: []string{"The band holds nine tenths of the pairs: it shows how histories differ, the interval how well their mean is known. " +
			"Variance saved: by how much the same dice in both arms reduced the variance of the mean against dice drawn apart; below zero they did harm."},
	}
}

func percent(v float64) string {
	if math.IsNaN(v) {
		return "none"
	}
	return number(math.Round(1000*v)/10) + "%"
}

// mostFans is how many arms a fan shows.
const mostFans = 8

// fans draws the gauges that were kept by year, arm by arm.
func fans(r *experiment.Results) (Section, error) {
	s := Section{Title: "By year"}
	arms := len(r.Arms)
	if arms > mostFans {
		arms = mostFans
		s.Notes = append(s.Notes, fmt.Sprintf("The first %d of %d arms are drawn.", mostFans, len(r.Arms)))
	}
	last, note := lastYear(r.Until)
	if note != "" {
		s.Notes = append(s.Notes, note)
	}
	for _, kept := range r.Series {
		var years []int
		var made []FanArm
		for arm := range arms {
			first, values, err := r.Yearly(arm, kept.Name)
			if err != nil {
				return s, err
			}
			if arm == 0 {
				for y := first; y <= last; y++ {
					years = append(years, y)
				}
			}
			made = append(made, armOf(r.Arms[arm].Name, first, values, years))
		}
		if len(years) < 2 {
			continue
		}
		f, err := fanOf(kept.Name, years, made)
		if err != nil {
			return s, fmt.Errorf("%s: %w", r.Dir, err)
		}
		s.Figures = append(s.Figures, f)
	}
	return s, nil
}
