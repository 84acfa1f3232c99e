package page

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/abc"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
)

// tried is an experiment of equal arms, run once for all tests.
func tried(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "tried")
	e := &experiment.Experiment{
		Kind: "compare", Arms: []experiment.Arm{{Scenario: "baseline"}, {Name: "<same> & equal", Scenario: "baseline"}}, Seeds: experiment.Seeds(1, 3),
		Scale: 100_000, Until: calendar.Of(1922, 6), Version: lab.Version, Command: "fromabove compare baseline baseline",
		Outcomes: []string{"arrests@1917..1921:sum"}, Series: []string{"arrests", "support_share"},
	}
	if _, err := experiment.Run(context.Background(), e, experiment.Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The page of an experiment says what was run, needs nothing from elsewhere,
// is the same each time, and is drawn in well-formed pictures.
func TestPageOfAnExperiment(t *testing.T) {
	dir := tried(t)
	p, err := Of(dir)
	if err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	if err := errors.Join(p.Write(&first), p.Write(&second)); err != nil {
		t.Fatal(err)
	}
	text := first.String()
	if text != second.String() {
		t.Error("the page differs from itself")
	}
	for _, want := range []string{"fromabove compare baseline baseline", "3 seeds, 1000001 to 1000003", lab.Version, "&lt;same&gt; &amp; equal, 3 members", "1922 is left out",
		"arrests, persons a year (square-root scale)", "difference from baseline, persons"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, never := range []string{"<script", "src=", "href=", "url(", "@import", "NaN", "<same>"} {
		if strings.Contains(text, never) {
			t.Errorf("the page holds %q", never)
		}
	}
	made := 0
	for _, s := range p.Sections {
		for _, f := range s.Figures {
			made++
			if n := strings.Count(text, `id="`+f.Name+`"`); n != 1 {
				t.Errorf("figure %s stands %d times", f.Name, n)
			}
			d := xml.NewDecoder(bytes.NewReader(f.SVG("words")))
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("figure %s: %v", f.Name, err)
				}
			}
		}
	}
	if made != 3 {
		t.Errorf("%d figures, want contrasts and two fans", made)
	}
	if n := strings.Count(text, "Made from the histories of"); n != made {
		t.Errorf("%d of %d figures say how they are made again", n, made)
	}
}

// Equal arms differ by nothing, and the chart shows it: hollow dots at zero.
func TestContrastsOfEqualArms(t *testing.T) {
	r, err := experiment.Open(tried(t))
	if err != nil {
		t.Fatal(err)
	}
	s := contrasts(r)
	row := s.Figures[0].Intervals.Groups[0].Rows[0]
	if row.Value != 0 || row.Low != 0 || row.High != 0 || row.Note != "3 pairs, 50% above" {
		t.Errorf("equal arms give %+v", row)
	}
}

func TestFigureFiles(t *testing.T) {
	p, err := Of(tried(t))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "charts")
	names, err := p.WriteFigures(dir)
	if err != nil || len(names) != 6 {
		t.Fatalf("%v, %v; want SVG and PNG of three figures", names, err)
	}
	file, err := os.Open(filepath.Join(dir, "fan-arrests.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if w := picture.Bounds().Dx(); w != figureWidth*finer {
		t.Errorf("the PNG is %d pixels wide, want %v", w, figureWidth*finer)
	}
	colors := map[[3]uint32]int{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			colors[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	if colors[[3]uint32{0x1f, 0x4e, 0x79}] < 100 && colors[[3]uint32{0xb5, 0x65, 0x1d}] < 100 || colors[[3]uint32{255, 255, 255}] < 100_000 {
		t.Errorf("no curve is painted: %d colours", len(colors))
	}
}

// A figure of the evidence stands at its year, in the unit of the gauge; only
// figures whose period is the year stand there.
func TestObserved(t *testing.T) {
	years := []int{1936, 1937, 1938, 1939, 1940}
	at := func(gauge string) map[int]Observed {
		g, ok := gaugeOf(gauge)
		if !ok {
			t.Fatalf("no gauge %s", gauge)
		}
		all := map[int]Observed{}
		for _, o := range observed(g, years) {
			all[o.Year] = o
		}
		return all
	}
	figure, err := evidence.ByID("arrests_1937")
	if err != nil {
		t.Fatal(err)
	}
	arrests := at("arrests")
	if o := arrests[1937]; o.ID != figure.ID || o.Value != figure.Value || o.Given {
		t.Errorf("beside the arrests of 1937 stands %+v, want %v", o, figure.Value)
	}
	if o := arrests[1940]; !o.Given {
		t.Errorf("beside the arrests of 1940 stands %+v: it is context only", o)
	}
	camps := at("camp_population")
	figure, err = evidence.ByID("gulag_total_1938")
	if err != nil {
		t.Fatal(err)
	}
	if o := camps[1937]; figure.Start != calendar.Of(1938, 1) || !o.Value.Known() || !o.Given || o.Year != 1937 {
		t.Errorf("a stock of January 1938 is that of the end of 1937: %+v", o)
	}
	if all := at("facade"); len(all) != 0 {
		t.Errorf("nothing is observed of the facade, and yet %v", all)
	}
}

func TestBandsOfMembers(t *testing.T) {
	years := [][]float64{{1, 10}, {2, 20}, {3, 30}, {4, 40}}
	a := armOf("arm", 1920, years, []int{1919, 1920, 1921})
	if a.Median[0].Known() || a.Median[1] != 2.5 || a.Median[2] != 25 || a.Members != 4 {
		t.Errorf("medians %v of %d members", a.Median, a.Members)
	}
	if !(a.Low[1] >= 1 && a.Low[1] < a.Inner[1] && a.Inner[1] < a.Median[1] && a.Median[1] < a.Outer[1] && a.Outer[1] < a.High[1] && a.High[1] <= 4) {
		t.Errorf("the bands are not in order: %v %v %v %v %v", a.Low[1], a.Inner[1], a.Median[1], a.Outer[1], a.High[1])
	}
	alone := armOf("arm", 1920, years[:1], []int{1920})
	if alone.Low[0].Known() || alone.Median[0] != 1 {
		t.Errorf("one history has a band: %v", alone)
	}
}

// What a verb leaves becomes sections.
func TestSectionsOfVerbs(t *testing.T) {
	for _, c := range []struct{ file, text, figure, says string }{
		{"attribution.json", `{"players": [{"name": "party"}], "draws": 30, "coalitions": 256, "exact": true, "outcomes": [{"outcome": "log_deaths", "unit": "log", "draws": 30,
			"total": {"mean": 8}, "portions": [{"player": "party", "mean": 2, "mean_low": 1.5, "mean_high": 2.5, "share": 0.25, "above": 1}]}], "notes": ["Shapley gives each half."]}`, "shapley", "they add up to 8"},
		{"summary.json", `{"method": "sobol", "outcomes": [{"name": "log_deaths", "doc": "deaths", "rows": 64, "groups": [["leader.chi_leader"], ["police.names"]], "parameters": [
			{"key": "police.names", "first": {"value": 0.1, "low": 0, "high": 0.2}, "total": {"value": 0.2, "low": 0.1, "high": 0.3}},
			{"key": "leader.chi_leader", "first": {"value": 0.4, "low": 0.3, "high": 0.5}, "total": {"value": 0.6, "low": 0.5, "high": 0.7}}]}]}`, "tornado", "leader.chi_leader"},
		{"summary.json", `{"claims": [{"claim": {"id": "C1", "paragraph": "P3", "statement": "Without the ban fewer die.", "base": "baseline", "other": "no-faction-ban", "outcome": "log_deaths", "expected": "less", "matters": 0.5},
			"standing": "built in", "verdict": "not held", "forms": [{"form": "main", "verdict": "not held", "pairs": 30, "mean": 0.1, "low": -0.1, "high": 0.3}]}]}`, "claims", "1 not held"},
		{"page.json", `[{"title": "More", "figures": [{"name": "own", "title": "Own", "intervals": {"groups": [{"axis": "persons", "rows": [{"label": "one", "value": 1, "low": null, "high": null}]}]}}]}]`, "own", "More"},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		sections, _, err := told(dir)
		if err != nil || len(sections) == 0 {
			t.Errorf("%s: %v, %v", c.text, sections, err)
			continue
		}
		p := &Page{Title: "x", Sections: sections}
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		if text := b.String(); !strings.Contains(text, `id="`+c.figure+`"`) || !strings.Contains(text, c.says) {
			t.Errorf("%s: the page lacks the figure %s or the words %q", c.text, c.figure, c.says)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "summary.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := told(dir); err == nil || !strings.Contains(err.Error(), "summary.json: damaged") {
		t.Errorf("a damaged summary: %v", err)
	}
}

// The weight of a posterior stands where its points do, and adds up to all.
func TestPosterior(t *testing.T) {
	table := abc.Table{
		Head:  []abc.Line{{Key: "command", Value: "fromabove calibrate --to 1936 --seed 7"}, {Key: "label", Value: "fitted to 1936"}, {Key: "version", Value: "1"}},
		Prior: []abc.Parameter{{Key: "leader.chi_leader", Min: 0, Max: 3}}, Keys: []string{"leader.chi_leader"},
	}
	for k := range 50 {
		table.Rows = append(table.Rows, abc.Row{Weight: 0.02, Number: k + 1, Values: []float64{2.81 + 0.003*float64(k)}})
	}
	p, err := OfPosterior(table)
	if err != nil {
		t.Fatal(err)
	}
	shown := p.Sections[0].Figures[0].Densities.Panels[0].Shown
	if last := shown[bins-1]; last < 0.999 || last > 1.001 || p.Seeds != "seed 7" {
		t.Errorf("points between 2.8 and 3 of 0..3 stand in %v; %s", shown, p.Seeds)
	}
	var b bytes.Buffer
	if err := p.Write(&b); err != nil || !strings.Contains(b.String(), "fromabove calibrate --to 1936 --seed 7") || !strings.Contains(b.String(), "Of 1 parameters 1 are identified") {
		t.Errorf("%v\n%s", err, b.String())
	}
	if _, err := OfPosterior(abc.Table{}); err == nil {
		t.Error("a posterior of nothing has a page")
	}
}

// Parameters are drawn in the order of the ranking, not of the file.
func TestTornadoIsRanked(t *testing.T) {
	sections, err := sensitivitySections([]byte(`{"method": "morris", "outcomes": [{"name": "x", "unit": "persons", "groups": [["b"], ["a"]], "parameters": [
		{"key": "a", "size": {"value": 1, "low": 0, "high": 2}}, {"key": "b", "size": {"value": 9, "low": 8, "high": 10}}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	rows := sections[0].Figures[0].Intervals.Groups[0].Rows
	if len(rows) != 2 || rows[0].Label != "b" || rows[1].Label != "a" {
		t.Errorf("drawn in the order %+v", rows)
	}
}

func TestBadFigures(t *testing.T) {
	good := &Intervals{Groups: []Group{{Rows: []Interval{{Label: "x"}}}}}
	for _, c := range []struct {
		figures []Figure
		want    string
	}{
		{[]Figure{{Name: "a b", Intervals: good}}, "figure's name"},
		{[]Figure{{Name: "a"}}, "has no fan"},
		{[]Figure{{Name: "a", Intervals: &Intervals{}}}, "nothing is in it"},
		{[]Figure{{Name: "a", Intervals: good}, {Name: "a", Intervals: good}}, "two figures are called a"},
	} {
		p := &Page{Sections: []Section{{Figures: c.figures}}}
		if err := p.Write(io.Discard); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.figures, err, c.want)
		}
	}
}

func TestNumbersOfAPage(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{{936750, "937,000"}, {-0.0123456, "−0.0123"}, {0, "0"}, {1e6, "1,000,000"}, {999.6, "1,000"}} {
		if got := number(c.v); got != c.want {
			t.Errorf("%v is written %s, want %s", c.v, got, c.want)
		}
	}
	if text, err := json.Marshal(Interval{Value: evidence.Missing()}); err != nil || !strings.Contains(string(text), `"value":null`) {
		t.Errorf("a missing value is %s, %v", text, err)
	}
}
