// Package shock is what comes from outside: war and upheaval, hardship, the
// second revolution as a condition, the threat from abroad, and the blow
// against a man of the top.
//
// Essay: the world war, the civil war, collectivisation and the industrial
// drive that tore moral ties (P3); Kirov's murder (P2). The threat from abroad
// is not in the essay; it is the rivals' explanation and has a switch of its
// own.
//
// It reads the scenario's conditions and occasions. It leaves hardship,
// uprooting and threat in force, evidence of an enemy and a jump of vigilance
// after a murder. It ignores how a war goes, what is produced, and who is
// behind a murder.
package shock

import (
	"github.com/fromabove/fromabove/country"
)

// Shock has the parameters of what comes from outside.
type Shock struct {
	residue, calm, trigger, alarm float64
}

// New is the institution with its default parameters unset; regime sets them.
func New() *Shock { return &Shock{} }

// Describe is what the institution says about itself.
func (s *Shock) Describe() country.Institution {
	return country.Institution{
		Name:  "shock",
		Title: "War, upheaval, threat and the trigger",
		Essay: "P2 (an assassination supplied the pretext), P3 (war, revolution, collectivisation and the drive dissolved morals)",
		Doc:   "Puts the month's conditions in force. Ignores how wars go, what is produced, and who is behind a murder.",
		Switches: []country.SwitchDoc{
			{Switch: country.WarUprooting, Title: "Erosion of mores by world war and civil war", Off: "uprooting dl by war is a tenth of what it was"},
			{Switch: country.SecondRevolution, Title: "Collectivisation and forced industry", Off: "the taking is zero, and so are the drive's parts of hardship h and uprooting dl"},
			{Switch: country.Murders, Title: "The trigger murder", Off: "a murder leaves no evidence Z and no alarm"},
			{Switch: country.Threat, Title: "External threat (the rivals' explanation)", Off: "W stays at the calm level"},
		},
		Params: []country.Param{
			{Key: "residue", At: &s.residue, Default: 0.1, Min: 0, Max: 1, Unit: "share", Source: country.Guess, Doc: "share of the uprooting by war that is left when the switch is off"},
			{Key: "calm", At: &s.calm, Default: 0.2, Min: 0, Max: 1, Unit: "0..1", Source: country.Guess, Doc: "threat W in a quiet world, when the switch is off"},
			{Key: "trigger", At: &s.trigger, Default: 0.0007, Min: 0, Max: 0.005, Unit: "share of persons", Source: country.Guess, Doc: "evidence Z that the murder of a man of the top leaves"},
			{Key: "alarm", At: &s.alarm, Default: 0.2, Min: 0, Max: 1, Unit: "vigilance", Source: country.Guess, Doc: "jump of vigilance V after such a murder"},
		},
		Acts: []country.Act{{
			Who: "shock", What: "strike", Do: s.strike,
			Reads: "conditions and occasions of the scenario", Leaves: "hardship h of the country and of each region, uprooting dl, threat W in force; after a murder, evidence and alarm",
			Why: "causes from outside come before anyone answers them",
		}},
	}
}

func (s *Shock) strike(c *country.Country) {
	s.burden(c)
	war, drive := c.Now.DislocationWar, c.Now.DislocationDrive
	if !c.InForce(country.SecondRevolution) {
		drive = 0
	}
	if !c.InForce(country.WarUprooting) {
		war = float64(war * s.residue)
	}
	c.Report.Uprooting = min(war+drive, 1)
	c.Report.UprootingWar = war
	c.Report.War = c.Now.Threat
	if !c.InForce(country.Threat) {
		c.Report.War = s.calm
	}
	for _, o := range c.Occasions(country.Murder) {
		c.Happened(string(country.Murder), o.Label, 0)
		if c.InForce(country.Murders) {
			c.Evidence += s.trigger
			c.Vigilance = min(c.Vigilance+s.alarm, 1)
		}
	}
}

// burden lays the month's hardship on the country and on each region. What the
// drive and the taking add falls on regions as the plan shares it out: a
// campaign went to some regions first, and a mean would hide where people
// rose. The mean over the regions is that of the country where no region
// reaches 1.
func (s *Shock) burden(c *country.Country) {
	base, hunger, taking := c.Now.HardshipBase, c.Now.HardshipDrive, c.Now.HardshipTaking
	if !c.InForce(country.SecondRevolution) {
		hunger, taking = 0, 0
	}
	c.Report.Hardship = min(base+hunger+taking, 1)
	for g := range c.Regions {
		p := &c.Plan.Regions[g]
		c.Regions[g].Hardship = min(base+float64((1+p.HungerBeyond)*hunger)+float64((1+p.TakingBeyond)*taking), 1)
	}
}
