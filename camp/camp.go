// Package camp is the labour camps under the police, and the settlements.
//
// Essay: camps answerable to the police alone, and their growth (P9).
//
// It reads who is held or settled, hardship, terms. It leaves deaths in
// custody, releases on the register, returns from settlement. It ignores what
// is produced there, escapes, and ordinary criminals: only political sentences
// are held here.
package camp

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/stat"
)

// Camp has the parameters of custody.
type Camp struct {
	death, hungerFrom, hunger, settlerDeath, settlerReturn float64

	dead, lost, home chance.Drawing // prisoners and settlers who die, settlers who return
}

// New is the institution with its parameters unset; regime sets them.
func New() *Camp { return &Camp{} }

// Decisions.
const (
	diceDeath  chance.Decision = "camp.death"
	diceSettle chance.Decision = "camp.settlement"
	diceReturn chance.Decision = "camp.return"
)

// keep lets prisoners and settlers die, and settlers return.
func (k *Camp) keep(c *country.Country) {
	if p := c.Places(); p.Held+p.Settled == 0 && len(c.Docket) == 0 {
		return
	}
	hunger := float64(k.hunger * stat.Positive(c.Report.Hardship-k.hungerFrom))
	k.dead.Set(c.Dice(diceDeath), chance.OddsOf(k.death+hunger))
	k.lost.Set(c.Dice(diceSettle), chance.OddsOf(k.settlerDeath+hunger))
	k.home.Set(c.Dice(diceReturn), chance.OddsOf(k.settlerReturn))
	parts := people.Parts(c.People, c.Workers, func(b people.Block) (part [3]int) {
		c.People.Captive(b.Span, func(n int, col *people.Collective) {
			unit := uint64(n)
			if col.Held != 0 {
				dead := k.dead.Of(unit, col.Held)
				col.Perish(dead)
				part[0] += people.Count(dead)
			}
			if col.Settled != 0 {
				lost := k.lost.Of(unit, col.Settled)
				col.Perish(lost)
				home := k.home.Of(unit, col.Settled)
				if home != 0 {
					col.Settled &^= home
					col.File |= home
					c.People.Note(n)
				}
				part[1] += people.Count(lost)
				part[2] += people.Count(home)
			}
		}, &k.dead, &k.lost, &k.home)
		return part
	})
	var sum [3]int
	for i, p := range parts {
		for j := range sum {
			sum[j] += p[j]
		}
		c.Regions[c.People.Blocks[i].Region].Flow.CampDeaths += p[0]
	}
	c.Move("camp.keep", 0, country.Custody, country.Killed, sum[0])
	c.Move("camp.keep", 0, country.Settlement, country.Killed, sum[1])
	c.Move("camp.keep", 0, country.Settlement, country.Liberty, sum[2])
}

// release sets free whose term ends this month: on the register from now on.
func (k *Camp) release(c *country.Country) {
	at := int(c.Month - c.Plan.From)
	if at < 0 || at >= len(c.Terms) {
		return
	}
	n := 0
	for _, id := range c.Terms[at] {
		col, lane := c.Of(id)
		if col.Held>>lane&1 == 0 {
			continue // died in custody
		}
		c.People.Release(id)
		c.Regions[col.Region].Flow.Released++
		n++
	}
	c.Terms[at] = nil
	c.Move("camp.release", 0, country.Custody, country.Liberty, n)
}

// Describe is what the institution says about itself.
func (k *Camp) Describe() country.Institution {
	const g = country.Guess
	return country.Institution{
		Name:  "camp",
		Title: "Labour camps and settlements",
		Essay: "P9 (camps under the police)",
		Doc:   "Keeps, loses and releases. Ignores production, escapes and ordinary criminals.",
		Switches: []country.SwitchDoc{
			{Switch: country.Camps, Title: "Labour camps under the police", Off: "no room: who would be held is released on the register, or killed in an operation if there are tribunals"},
		},
		Params: []country.Param{
			{Key: "death", At: &k.death, Default: 0.002, Min: 0, Max: 0.05, Unit: "a month", Source: "gulag_mort_1936", Doc: "deaths of prisoners in a year without hunger"},
			{Key: "hunger_from", At: &k.hungerFrom, Default: 0.3, Min: 0, Max: 1, Unit: "h", Source: g, Doc: "hardship from which prisoners and settlers starve"},
			{Key: "hunger", At: &k.hunger, Default: 0.02, Min: 0, Max: 0.1, Unit: "a month per unit of h", Source: "gulag_mort_1933, for the order", Doc: "further deaths with hardship"},
			{Key: "settler_death", At: &k.settlerDeath, Default: 0.002, Min: 0, Max: 0.05, Unit: "a month", Source: "specset_deaths_1935, specset_1935_01", Doc: "deaths of settlers beyond ordinary ones"},
			{Key: "settler_return", At: &k.settlerReturn, Default: 0.01, Min: 0, Max: 0.1, Unit: "a month", Source: "kulak_fled, for the order", Doc: "settlers who flee or are let go"},
		},
		Acts: []country.Act{
			{Who: "camp", What: "keep", Do: k.keep, Reads: "who is held or settled, hardship", Leaves: "deaths in custody, returns from settlement",
				Why: "sentences of the month have been passed"},
			{Who: "camp", What: "release", Do: k.release, Reads: "terms that end", Leaves: "people at liberty with a file",
				Why: "who has died is not released"},
		},
	}
}
