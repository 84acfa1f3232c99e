package main

import (
	"encoding/json"
	"io"

	"github.com/fromabove/fromabove/reference/rebellion"
)

// jsonSpread is a measure over seeds.
type jsonSpread struct {
	Seeds  int `json:"seeds"` // that have the measure
	Mean   any `json:"mean"`
	SD     any `json:"sd"`
	Min    any `json:"min"`
	Q05    any `json:"q05"`
	Q25    any `json:"q25"`
	Median any `json:"median"`
	Q75    any `json:"q75"`
	Q95    any `json:"q95"`
	Max    any `json:"max"`
}

// rebellionJSON prints the measures by seed and over seeds.
func rebellionJSON(out io.Writer, f *rebellionFlags, s rebellion.Study, histories []rebellion.History) error {
	answer := struct {
		Model    string                `json:"model"`
		Preset   string                `json:"preset"`
		Run      int                   `json:"run,omitempty"`
		Rules    rebellion.Rules       `json:"rules"`
		Ticks    int                   `json:"ticks"`
		Dropped  int                   `json:"dropped"`
		Meanings map[string]string     `json:"meanings"`
		Seeds    []map[string]any      `json:"seeds"`
		Over     map[string]jsonSpread `json:"over_seeds"`
	}{"rebellion", f.preset, f.run, s.Rules, s.Ticks, s.Drop, map[string]string{}, nil, map[string]jsonSpread{}}
	for _, h := range histories {
		answer.Seeds = append(answer.Seeds, map[string]any{"seed": h.Seed, "ticks": len(h.Ticks)})
	}
	for _, m := range rebellion.Measures(s.Rules.Groups) {
		values := m.Of(histories)
		for i, v := range values {
			answer.Seeds[i][m.Name] = orNull(v)
		}
		d := rebellion.SpreadOf(values)
		answer.Meanings[m.Name] = m.Doc
		answer.Over[m.Name] = jsonSpread{d.N, orNull(d.Mean), orNull(d.SD), orNull(d.Min), orNull(d.Q05), orNull(d.Q25), orNull(d.Median), orNull(d.Q75), orNull(d.Q95), orNull(d.Max)}
	}
	return printed(out)(json.MarshalIndent(answer, "", "  "))
}
