// Package doctrine says who counts as an enemy, and whether force is a means
// like any other.
//
// Essay: Lenin raised force to a principle and then made it an institution
// (P4); the aim moved from loyal offices to a remade human being (P10);
// repression by group and by individual (P6-7).
//
// It reads the threat and the credulity in force. It leaves the weights by
// which signs count, for the leader's belief and for the police's choice. It
// ignores the content of ideology: only its use as a sieve.
package doctrine

import "github.com/fromabove/fromabove/country"

// Doctrine has the weights of signs.
type Doctrine struct {
	dissent, marked, file, remaking, insincere, national, scruples float64
}

// New is the institution with its parameters unset; regime sets them.
func New() *Doctrine { return &Doctrine{} }

// Describe is what the institution says about itself.
func (d *Doctrine) Describe() country.Institution {
	const g = country.Guess
	return country.Institution{
		Name:  "doctrine",
		Title: "Doctrine: force, marks, the new person",
		Essay: "P4 (force as a principle), P6-7 (groups and individuals), P10 (the remade human being)",
		Doc:   "Says which signs count as marks of an enemy and how heavily. Ignores the content of ideology.",
		Switches: []country.SwitchDoc{
			{Switch: country.ForceDoctrine, Title: "Force as a source of legitimacy", Off: "losses weigh half as much again for whoever decides"},
			{Switch: country.GroupMarks, Title: "Marks by group", Off: "the weight of a class mark is zero: individual files only"},
			{Switch: country.Remaking, Title: "Remaking of the person", Off: "a file counts once, not one and a half times: private conduct is no evidence"},
		},
		Params: []country.Param{
			{Key: "dissent", At: &d.dissent, Default: 0.39, Min: 0.05, Max: 1, Unit: "enemy per person", Source: g, Doc: "w_d: how far an open dissenter counts as an enemy"},
			{Key: "marked", At: &d.marked, Default: 0.017, Min: 0.005, Max: 0.03, Unit: "enemy per person", Source: "Gregory, Schroeder and Sonin, J. Comp. Econ. 39 (2011) 34-42, for the order", Doc: "w_m: how far a class mark counts"},
			{Key: "file", At: &d.file, Default: 0.06, Min: 0.02, Max: 0.1, Unit: "enemy per person", Source: "registers of July 1937 as reported by Werth 2010, for the order", Doc: "w_f: how far a police file counts"},
			{Key: "remaking", At: &d.remaking, Default: 1.5, Min: 1, Max: 3, Unit: "factor", Source: g, Doc: "what the remaking of the person makes of a file"},
			{Key: "insincere", At: &d.insincere, Default: 0.001, Min: 0, Max: 0.01, Unit: "enemy per person", Source: g, Doc: "how far hollow acclaim counts"},
			{Key: "national", At: &d.national, Default: 1, Min: 0, Max: 5, Unit: "class marks at full threat", Source: g, Doc: "weight of a nationality mark, in class marks times the threat W"},
			{Key: "scruples", At: &d.scruples, Default: 0.5, Min: 0, Max: 3, Unit: "share", Source: g, Doc: "how much heavier losses weigh where force is not a principle"},
		},
		Acts: []country.Act{{
			Who: "doctrine", What: "license", Do: d.license,
			Reads: "threat W, credulity in force", Leaves: "weights of the signs; weight of losses",
			Why: "what counts as an enemy must be known before anyone looks for one",
		}},
	}
}

func (d *Doctrine) license(c *country.Country) {
	w := &c.Weights
	w.Dissent, w.Insincere = d.dissent, d.insincere
	w.File = d.file
	if c.InForce(country.Remaking) {
		w.File *= d.remaking
	}
	w.Marked = 0
	if c.InForce(country.GroupMarks) {
		w.Marked = d.marked
	}
	w.National = d.national * d.marked * c.Report.War
	w.Named = c.Credulity
	c.LossFactor = 1
	if !c.InForce(country.ForceDoctrine) {
		c.LossFactor = 1 + d.scruples
	}
}
