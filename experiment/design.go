package experiment

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// Design is an experiment worked out: what experiment.json holds. It is all
// that is needed to run it again.
type Design struct {
	Schema     int            `json:"schema"`
	Key        string         `json:"key"` // hash of all but Kind, Command and itself
	Kind       string         `json:"kind"`
	Command    string         `json:"command"`
	Version    string         `json:"version"`
	Scale      int            `json:"scale"`
	Until      calendar.Month `json:"until"`
	Outcomes   []Kept         `json:"outcomes"`
	Series     []Kept         `json:"series"` // gauges kept by year
	Arms       []Settled      `json:"arms"`   // the first is the base
	SeedOfDraw bool           `json:"seed_of_draw"`
	Seeds      []chance.Seed  `json:"seeds"`
	Parameters []string       `json:"parameters"` // varied by the draws
	Draws      [][]float64    `json:"draws"`      // by parameter; at least one draw
}

// Kept is an outcome or gauge with what it means.
type Kept struct {
	Name string            `json:"name"`
	Unit string            `json:"unit"`
	Doc  string            `json:"doc"`
	Kind country.GaugeKind `json:"kind,omitempty"` // of a gauge
}

// Settled is an arm worked out.
type Settled struct {
	Name     string             `json:"name"`
	Scenario string             `json:"scenario"` // as named
	Set      []string           `json:"set"`
	Without  []string           `json:"without"`
	Point    string             `json:"point"` // label of the point it stands at
	From     calendar.Month     `json:"from"`
	Own      map[string]float64 `json:"own"` // parameters of the draws that the arm sets itself
	Hash     string             `json:"scenario_hash"`
	Text     string             `json:"scenario_text"` // resolved
}

// limits of an experiment, by name.
const (
	mostMembers = 10_000_000
	mostScale   = 100_000
)

// Settle works an experiment out, and refuses one that cannot be run, naming
// everything that is wrong with it. It runs nothing.
func (e *Experiment) Settle() (*Design, error) {
	d := &Design{Schema: Schema, Kind: e.Kind, Command: e.Command, Version: e.Version, Scale: e.Scale, Until: e.Until,
		SeedOfDraw: e.SeedOfDraw, Seeds: e.Seeds}
	wrong := []error{e.arms(d)}
	wrong = append(wrong, e.draws(d), e.seeds(d), e.outcomes(d))
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(format, args...))
		}
	}
	refuse(e.Scale < 1 || e.Scale > mostScale, "scale 1:%d: want 1:1 to 1:%d", e.Scale, mostScale)
	refuse(e.Version == "", "no version of the program is given")
	refuse(d.Members() > mostMembers, "%d members: want at most %d", d.Members(), mostMembers)
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	d.Key = d.key()
	return d, nil
}

// arms reads the scenarios of the arms.
func (e *Experiment) arms(d *Design) error {
	var wrong []error
	var findings scenario.Findings
	if len(e.Arms) == 0 {
		return errors.New("no arm is named; an experiment has at least one")
	}
	named := map[string]bool{}
	for i, a := range e.Arms {
		if a.Scenario == "" {
			wrong = append(wrong, fmt.Errorf("arm %d %q is empty: it names no scenario", i+1, a.Name))
			continue
		}
		s, err := scenario.Read(scenarios.Files, a.Scenario, regime.Institutions(), a.Edits)
		if err != nil {
			var found scenario.Findings
			if errors.As(err, &found) {
				findings = append(findings, found...)
			} else {
				wrong = append(wrong, fmt.Errorf("arm %s: %w", a.Name, err))
			}
			continue
		}
		if a.Name == "" {
			a.Name = s.Name
		}
		if named[a.Name] {
			wrong = append(wrong, fmt.Errorf("two arms are called %s; name one otherwise, for example again=%s", a.Name, a.Scenario))
		}
		named[a.Name] = true
		if e.Until == 0 && d.Until == 0 {
			d.Until = s.Plan.Until
		}
		if d.Until < s.Plan.From || d.Until > s.Plan.Until || e.Until == 0 && d.Until != s.Plan.Until {
			wrong = append(wrong, fmt.Errorf("arm %s: spans %v to %v, and the last month is %v; give one that all arms reach", a.Name, s.Plan.From, s.Plan.Until, d.Until))
		}
		d.Arms = append(d.Arms, Settled{Name: a.Name, Scenario: a.Scenario, Set: a.Edits.Set, Without: a.Edits.Without, Point: s.Point.String(),
			From: s.Plan.From, Own: s.Set, Hash: s.Hash, Text: s.Text})
	}
	if len(findings) > 0 {
		wrong = append(wrong, findings)
	}
	return errors.Join(wrong...)
}

// draws checks the draws and puts them into columns.
func (e *Experiment) draws(d *Design) error {
	var wrong []error
	if len(e.Draws) > 0 {
		d.Parameters = slices.Sorted(maps.Keys(e.Draws[0]))
	}
	allowed := map[string]country.Param{}
	var keys []string
	for _, i := range regime.Institutions() {
		for _, p := range i.Params {
			allowed[i.Name+"."+p.Key] = p
			keys = append(keys, i.Name+"."+p.Key)
		}
	}
	for _, key := range d.Parameters {
		if _, ok := allowed[key]; !ok {
			wrong = append(wrong, fmt.Errorf("draws: no parameter is called %q%s", key, didYouMean(key, keys)))
		}
		reached := len(d.Arms) == 0
		for _, a := range d.Arms {
			_, own := a.Own[key]
			reached = reached || !own
		}
		if !reached {
			wrong = append(wrong, fmt.Errorf("draws: every arm sets %s itself, so no draw of it has an effect", key))
		}
	}
	for k, draw := range e.Draws {
		if !slices.Equal(slices.Sorted(maps.Keys(draw)), d.Parameters) {
			wrong = append(wrong, fmt.Errorf("draw %d: sets %v, the first draw %v; all set the same parameters", k+1, slices.Sorted(maps.Keys(draw)), d.Parameters))
			break
		}
		values := make([]float64, len(d.Parameters))
		for i, key := range d.Parameters {
			values[i] = draw[key]
			if p, ok := allowed[key]; ok && !(values[i] >= p.Min && values[i] <= p.Max) {
				wrong = append(wrong, fmt.Errorf("draw %d: %s: %v is not in %v..%v %s", k+1, key, values[i], p.Min, p.Max, p.Unit))
			}
		}
		d.Draws = append(d.Draws, values)
	}
	if len(e.Draws) == 0 {
		d.Draws = [][]float64{{}}
	}
	for i := range d.Arms { // only what the draws vary
		own := map[string]float64{}
		for _, key := range d.Parameters {
			if v, ok := d.Arms[i].Own[key]; ok {
				own[key] = v
			}
		}
		d.Arms[i].Own = own
	}
	return errors.Join(wrong...)
}

func (e *Experiment) seeds(d *Design) error {
	if len(e.Seeds) == 0 {
		return errors.New("no seed is given")
	}
	if e.SeedOfDraw && len(e.Seeds) != len(d.Draws) {
		return fmt.Errorf("%d seeds for %d draws; give one to each", len(e.Seeds), len(d.Draws))
	}
	seen := map[chance.Seed]bool{}
	for _, s := range e.Seeds {
		if seen[s] {
			return fmt.Errorf("seed %d stands there twice", s)
		}
		seen[s] = true
	}
	return nil
}

// outcomes reads the outcomes and the gauges of the series.
func (e *Experiment) outcomes(d *Design) error {
	var wrong []error
	seen := map[string]bool{}
	for _, word := range e.Outcomes {
		o, err := Parse(word)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		if seen[word] {
			wrong = append(wrong, fmt.Errorf("outcome %s stands there twice", word))
		}
		seen[word] = true
		for _, a := range d.Arms {
			if o.From < a.From || o.To > d.Until {
				wrong = append(wrong, fmt.Errorf("outcome %s reads %v to %v, and arm %s runs from %v to %v", word, o.From, o.To, a.Name, a.From, d.Until))
				break
			}
		}
		d.Outcomes = append(d.Outcomes, Kept{Name: word, Unit: o.Unit, Doc: o.Doc})
	}
	if len(e.Outcomes) == 0 {
		wrong = append(wrong, errors.New("no outcome is named"))
	}
	for _, name := range e.Series {
		g, err := gaugeOf(name)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("series: %w", err))
		}
		d.Series = append(d.Series, Kept{Name: g.Name, Unit: g.Unit, Doc: g.Doc, Kind: g.Kind})
	}
	return errors.Join(wrong...)
}

// Reachable are the named outcomes that histories from..until hold.
func Reachable(from, until calendar.Month) []string {
	var names []string
	for _, o := range Outcomes() {
		if from <= o.From && o.To <= until {
			names = append(names, o.Name)
		}
	}
	return names
}

// Rounds is how many rounds there are: draws with seeds.
func (d *Design) Rounds() int {
	if d.SeedOfDraw {
		return len(d.Draws)
	}
	return len(d.Draws) * len(d.Seeds)
}

// Members is how many members there are.
func (d *Design) Members() int { return d.Rounds() * len(d.Arms) }

// Round gives the draw and the seed of a round, both from 0.
func (d *Design) Round(round int) (draw int, seed chance.Seed) {
	if d.SeedOfDraw {
		return round, d.Seeds[round]
	}
	return round / len(d.Seeds), d.Seeds[round%len(d.Seeds)]
}

// Number is the place of a member in the order of running: round by round.
func (d *Design) Number(arm, round int) int { return round*len(d.Arms) + arm }

// Value of a parameter that draws vary, as a member runs with it: the arm's own
// where it sets one.
func (d *Design) Value(arm, draw, parameter int) float64 {
	if v, own := d.Arms[arm].Own[d.Parameters[parameter]]; own {
		return v
	}
	return d.Draws[draw][parameter]
}

// Member is the member of a number.
func (d *Design) Member(number int) Member {
	arm, round := number%len(d.Arms), number/len(d.Arms)
	draw, seed := d.Round(round)
	a := &d.Arms[arm]
	m := Member{Number: number, Arm: arm, Draw: draw, Round: round, Text: a.Text, Seed: seed, Scale: d.Scale, Until: d.Until,
		Params: map[string]float64{}, Version: d.Version, Outcomes: names(d.Outcomes), Series: names(d.Series)}
	for i, key := range d.Parameters {
		m.Params[key] = d.Value(arm, draw, i)
	}
	m.Key = m.key(a.Hash)
	return m
}

func names(kept []Kept) []string {
	out := make([]string, len(kept))
	for i, k := range kept {
		out[i] = k.Name
	}
	return out
}

// key is a hash of everything that can change what the member leaves.
func (m *Member) key(scenarioHash string) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%d\n%q\n%s\n%d\n%d\n%v\n%q\n%q\n", Schema, m.Version, scenarioHash, m.Seed, m.Scale, m.Until, m.Outcomes, m.Series)
	for _, key := range slices.Sorted(maps.Keys(m.Params)) {
		fmt.Fprintf(sum, "%s=%x\n", key, m.Params[key])
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// Label is the member in words: arm, draw and seed.
func (d *Design) Label(number int) string {
	m := d.Member(number)
	if len(d.Parameters) == 0 {
		return fmt.Sprintf("%s, seed %d", d.Arms[m.Arm].Name, m.Seed)
	}
	return fmt.Sprintf("%s, draw %d, seed %d", d.Arms[m.Arm].Name, m.Draw+1, m.Seed)
}

func (d *Design) key() string {
	own := *d
	own.Key, own.Kind, own.Command = "", "", ""
	text, err := json.Marshal(own)
	if err != nil {
		panic(err) // a draw that is not a number was refused
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

// write is the design as JSON: a key a line, a draw a line.
func (d *Design) write() ([]byte, error) {
	own := *d
	own.Draws = nil
	text, err := archive.PlainJSON(own)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	head, _ := bytes.CutSuffix(text, []byte("null\n}\n"))
	b.Write(head)
	for k, draw := range d.Draws {
		line, err := json.Marshal(draw)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%s\n    %s", map[bool]string{true: "[", false: ","}[k == 0], line)
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), nil
}
