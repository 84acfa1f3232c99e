// Package army is the command, one person a post, and the rank and file as a
// mass that may desert or mutiny.
//
// Essay: the army purged for loyalty, the police used to hold it (P9).
//
// It reads discontent, uprooting by war, whether police and commissars sit in
// the command. It leaves posts, desertions, mutinies. What its command would
// dare is weighed with the elite's (party.caucus), where control of the army
// keeps the officers from knowing of each other. It ignores battle.
package army

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
)

// Army has the parameters of command and ranks.
type Army struct {
	posts              [5]float64
	desertion, held    float64
	mutiny, mutinyHeld float64
}

// New is the institution with its parameters unset; regime sets them.
func New() *Army { return &Army{} }

const diceMutiny chance.Decision = "army.mutiny"

// command gives the army's posts their number; vacancies are filled by
// promotion.
func (a *Army) command(c *country.Country) {
	for i, n := range a.posts {
		c.Resize("army.command", country.Marshals+country.Body(i), int(n))
	}
}

// answer lets soldiers answer as the people they come from: desertions follow
// discontent and the uprooting of war, mutinies its square; both are fewer
// where police and commissars sit in the army.
func (a *Army) answer(c *country.Country) {
	if c.Now.ArmyStrength <= 0 || c.Tally.Free == 0 {
		return
	}
	discontent := 1 - float64(c.Tally.Supporters)/float64(c.Tally.Free)
	war := c.Now.DislocationWar
	desert, mutiny := a.desertion*discontent*war, a.mutiny*discontent*discontent*war
	if c.InForce(country.ArmyControl) {
		desert *= a.held
		mutiny *= a.mutinyHeld
	}
	c.Report.Desertions = c.Now.ArmyStrength * desert
	c.Report.Mutinies = c.Dice(diceMutiny).Of(0).Poisson(0, min(mutiny, 5))
	if c.Report.Mutinies > 0 {
		c.Happened("mutiny", "", float64(c.Report.Mutinies))
	}
}

// Describe is what the institution says about itself.
func (a *Army) Describe() country.Institution {
	const g = country.Guess
	return country.Institution{
		Name:  "army",
		Title: "The army's command and ranks",
		Essay: "P9 (the army purged for loyalty and held by the police)",
		Doc:   "Posts of the command; desertion and mutiny as rates of a mass. Ignores battle.",
		Switches: []country.SwitchDoc{
			{Switch: country.ArmyControl, Title: "Control of the army by police and commissars", Off: "officers know of each other (kappa = 1), are reached at 0.15 of the hazard, and are appointed by rivals too"},
		},
		Params: []country.Param{
			{Key: "marshals", At: &a.posts[0], Default: 5, Min: 0, Max: 50, Unit: "posts", Source: "essay_marshals", Doc: "marshals, and posts of equal command before that rank"},
			{Key: "army_commanders", At: &a.posts[1], Default: 15, Min: 0, Max: 100, Unit: "posts", Source: "essay_generals", Doc: "army commanders"},
			{Key: "admirals", At: &a.posts[2], Default: 9, Min: 0, Max: 100, Unit: "posts", Source: "essay_admirals", Doc: "admirals"},
			{Key: "corps_commanders", At: &a.posts[3], Default: 57, Min: 0, Max: 300, Unit: "posts", Source: "army_corpscom", Doc: "corps commanders"},
			{Key: "division_commanders", At: &a.posts[4], Default: 186, Min: 0, Max: 1000, Unit: "posts", Source: "army_divcom_186", Doc: "division commanders (the essay has 189)"},
			{Key: "desertion", At: &a.desertion, Default: 0.03, Min: 0, Max: 0.3, Unit: "a month", Source: "desert_1919_05, ww1_desert, for the order", Doc: "desertion at full discontent and uprooting"},
			{Key: "desertion_held", At: &a.held, Default: 0.7, Min: 0, Max: 1, Unit: "factor", Source: "Rozenas, Talibova and Zhukov 2024, for the sign", Doc: "desertion under control"},
			{Key: "mutiny", At: &a.mutiny, Default: 0.2, Min: 0, Max: 2, Unit: "events a month", Source: g, Doc: "mutinies at full discontent and uprooting"},
			{Key: "mutiny_held", At: &a.mutinyHeld, Default: 0.4, Min: 0, Max: 1, Unit: "factor", Source: g, Doc: "mutinies under control"},
		},
		Inherit: a.inherit,
		Acts: []country.Act{
			{Who: "army", What: "command", Do: a.command, Reads: "its establishment", Leaves: "posts",
				Why: "posts must exist before they are filled"},
			{Who: "army", What: "answer", Do: a.answer, Reads: "discontent, uprooting by war, control", Leaves: "desertions, mutinies",
				Why: "soldiers answer to the month that was"},
		},
	}
}

func (a *Army) inherit(c *country.Country) {
	if !c.Resumed {
		a.command(c)
	}
}
