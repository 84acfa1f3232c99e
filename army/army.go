// Package army is the command, one person a post, and the rank and file: people
// of the multitude whose collective is under arms, who may desert and mutiny.
//
// Essay: the army purged for loyalty, the police used to hold it (P9).
//
// It reads the strength of the army, uprooting by war, whether police and
// commissars sit in it, and what soldiers did at the census. It leaves posts,
// garrisons and what service does to minds (society reads it), deserters, and
// the number of mutinies (police.suppress acts on the mutineers). What its
// command would dare is weighed with the elite's (party.caucus), where control
// of the army keeps the officers from knowing of each other. It ignores battle,
// and terms of service: a garrison serves as long as the army is large enough.
package army

import "github.com/fromabove/fromabove/country"

// Army has the parameters of command and ranks.
type Army struct {
	posts                                 [5]float64
	service, arms, commissars             float64
	quit, desertion, held, recorded, back float64
	rising                                float64
}

// New is the institution with its parameters unset; regime sets them.
func New() *Army { return &Army{} }

// command gives the army's posts their number; vacancies are filled by
// promotion.
func (a *Army) command(c *country.Country) {
	for i, n := range a.posts {
		c.Resize("army.command", country.Marshals+country.Body(i), int(n))
	}
}

// Describe is what the institution says about itself.
func (a *Army) Describe() country.Institution {
	const g = country.Guess
	return country.Institution{
		Name:  "army",
		Title: "The army's command and ranks",
		Essay: "P9 (the army purged for loyalty and held by the police)",
		Doc:   "Posts of the command; garrisons, whose soldiers may desert and mutiny. Ignores battle and terms of service.",
		Switches: []country.SwitchDoc{
			{Switch: country.ArmyControl, Title: "Control of the army by police and commissars", Off: "officers know of each other (kappa = 1), are reached at 0.15 of the hazard, and are appointed by rivals too"},
		},
		Params: []country.Param{
			{Key: "marshals", At: &a.posts[0], Default: 5, Min: 0, Max: 50, Unit: "posts", Source: "essay_marshals", Doc: "marshals, and posts of equal command before that rank"},
			{Key: "army_commanders", At: &a.posts[1], Default: 15, Min: 0, Max: 100, Unit: "posts", Source: "essay_generals", Doc: "army commanders"},
			{Key: "admirals", At: &a.posts[2], Default: 9, Min: 0, Max: 100, Unit: "posts", Source: "essay_admirals", Doc: "admirals"},
			{Key: "corps_commanders", At: &a.posts[3], Default: 57, Min: 0, Max: 300, Unit: "posts", Source: "army_corpscom", Doc: "corps commanders"},
			{Key: "division_commanders", At: &a.posts[4], Default: 186, Min: 0, Max: 1000, Unit: "posts", Source: "army_divcom_186", Doc: "division commanders (the essay has 189)"},
			{Key: "service", At: &a.service, Default: 0.6, Min: 0, Max: 1, Unit: "support per unit of dl_war", Source: g, Doc: "further support lost by a soldier at full uprooting by war; Wildman 1980, Sanborn 2003, for the sign"},
			{Key: "arms", At: &a.arms, Default: 0.3, Min: 0, Max: 0.6, Unit: "probability a month", Source: g, Doc: "a soldier's opportunity to act, who has arms and company and needs no associations"},
			{Key: "commissars", At: &a.commissars, Default: 3, Min: 1, Max: 20, Unit: "factor", Source: g, Doc: "under control: on police and informers near a soldier"},
			{Key: "quit", At: &a.quit, Default: -0.5, Min: -1, Max: 0.5, Unit: "support", Source: g, Doc: "support below which a soldier would leave the ranks"},
			{Key: "desertion", At: &a.desertion, Default: 0.1, Min: 0, Max: 0.3, Unit: "a month", Source: "desert_1919_05, ww1_desert, for the order", Doc: "of those who would leave, who desert in a month at full uprooting by war"},
			{Key: "desertion_held", At: &a.held, Default: 0.7, Min: 0, Max: 1, Unit: "factor", Source: "Rozenas, Talibova and Zhukov 2024, for the sign", Doc: "desertion under control"},
			{Key: "recorded", At: &a.recorded, Default: 0.25, Min: 0, Max: 1, Unit: "share", Source: "ww1_desert (registered of estimated), for the order", Doc: "of those who desert, whom a secret police puts on file"},
			{Key: "return", At: &a.back, Default: 0.1, Min: 0, Max: 1, Unit: "share a month", Source: g, Doc: "of deserters who come back, caught or by themselves"},
			{Key: "rising", At: &a.rising, Default: 15000, Min: 100, Max: 1e6, Unit: "persons", Source: "kron_rebels, for the order", Doc: "mutineers who count as one mutiny"},
		},
		Inherit: a.inherit,
		Acts: []country.Act{
			{Who: "army", What: "command", Do: a.command, Reads: "its establishment", Leaves: "posts",
				Why: "posts must exist before they are filled"},
			{Who: "army", What: "levy", Do: a.levy, Reads: "strength of the army, persons at liberty, uprooting by war, control", Leaves: "garrisons, what service does to minds",
				Why: "who is a soldier comes before what soldiers do"},
			{Who: "army", What: "answer", Do: a.answer, Reads: "the census of soldiers, support, uprooting by war, control, secret police", Leaves: "deserters, who have a file where there is a secret police; mutinies, the army's unrest",
				Why: "soldiers answer to the month that was"},
		},
	}
}

func (a *Army) inherit(c *country.Country) {
	if !c.Resumed {
		a.command(c)
	}
}
