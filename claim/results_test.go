package claim

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
)

// An experiment of two arms is weighed as a whole, by mode of the posterior and
// under a variant, from the rows that are on disk.
func TestWeighed(t *testing.T) {
	book, err := shippedBook(t).Choose([]string{"ban-dominance"})
	if err != nil {
		t.Fatal(err)
	}
	book.Variants = book.Variants[:1]
	arms, err := book.Arms("none", true)
	if err != nil {
		t.Fatal(err)
	}
	low, high := map[string]float64{"party.client_ban": 0.7}, map[string]float64{"party.client_ban": 0.9}
	draws, modes := []map[string]float64{low, high, low, high}, []string{"low", "high", "low", "high"}
	e := &experiment.Experiment{Kind: "claims", Arms: arms, Draws: draws, Seeds: experiment.Seeds(1, 4), SeedOfDraw: true, Scale: 100_000,
		Outcomes: book.Outcomes(), Command: "test", Version: lab.Version}
	dir := t.TempDir()
	r, err := experiment.Run(t.Context(), e, experiment.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if r.Members() != 16 {
		t.Fatalf("%d members: want 4 of each of 2 arms in 2 forms", r.Members())
	}
	got := book.Weighed(r, modes)
	if len(got) != 1 || len(got[0].Forms) != 4 || got[0].Unit != "0..1" {
		t.Fatalf("%+v", got)
	}
	f := got[0].Forms
	for i, want := range []struct {
		name         string
		pairs, units int
	}{{MainForm, 4, 2}, {"mode low", 2, 2}, {"mode high", 2, 2}, {book.Variants[0].ID, 4, 2}} {
		if f[i].Name != want.name || f[i].Pairs != want.pairs || f[i].Units != want.units || !f[i].Mean.Known() {
			t.Errorf("form %d: %+v, want %v", i, f[i], want)
		}
	}
	if mean := (f[1].Mean + f[2].Mean) / 2; math.Abs(float64(mean-f[0].Mean)) > 1e-9 {
		t.Errorf("modes have the effects %v and %v, the whole %v", f[1].Mean, f[2].Mean, f[0].Mean)
	}
	if other, err := shippedBook(t).Choose([]string{"murder-elite"}); err != nil || len(other.Weighed(r, nil)) != 0 {
		t.Errorf("a claim that was not run is weighed: %v", err)
	}
}

var rowsOf = flag.String("rows", "", "write testdata/rows.csv from the `folder` of an experiment that fromabove claims made")

// With -rows it writes the stored members of TestSignTurned.
func TestWriteRows(t *testing.T) {
	if *rowsOf == "" {
		t.Skip("no -rows: nothing to write")
	}
	r, err := experiment.Open(*rowsOf)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# made by: %s; base %s with hash %.8s; then: go test ./claim -run WriteRows -rows FOLDER\nclaim,form,draw,base,other\n",
		r.Command, r.Arms[0].Name, r.Arms[0].Hash)
	text := func(v float64) string {
		if math.IsNaN(v) {
			return ""
		}
		return fmt.Sprint(v)
	}
	book := shippedBook(t)
	for _, c := range book.Claims {
		for _, v := range append([]Variant{{}}, book.Variants...) {
			p, ok := pairs(r, c, v)
			if !ok || !c.Under(v) {
				continue
			}
			form := MainForm
			if v.ID != "" {
				form = v.ID
			}
			for i := range p.Base {
				draw := p.Draws[i]
				fmt.Fprintf(&b, "%s,%s,%d,%s,%s\n", c.ID, form, draw, text(p.Base[i]), text(p.Other[i]))
			}
		}
	}
	if err := os.WriteFile("testdata/rows.csv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
