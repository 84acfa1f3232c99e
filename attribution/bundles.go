package attribution

import (
	"slices"

	"github.com/fromabove/fromabove/country"
)

// Bundle is causes that are thought of as one, and go or stay together.
type Bundle struct {
	Name     string // as --players takes it
	Title    string
	Switches []country.Switch
}

// holds tells whether a switch is in the bundle.
func (b Bundle) holds(s country.Switch) bool { return slices.Contains(b.Switches, s) }

// Bundles are the eight that the outcome is divided among first. Each switch of
// the baseline is in one of them or in Kept, which a test holds.
//
// Placed against a doubt: the doctrine of force is with the tools, because it
// lowers what losses weigh and organises nobody; the watch over the army is with
// the coercive state and not the party, because special departments were the
// police's; succession is with the leader, because it is how power over
// appointments becomes one man's.
func Bundles() []Bundle {
	return []Bundle{
		{"party-form", "a vanguard in tiers that bans factions", []country.Switch{country.Vanguard, country.FactionBan}},
		{"coercive-state", "police, tribunals, camps and an army that is watched",
			[]country.Switch{country.SecretPolice, country.Autonomy, country.Informers, country.Tribunals, country.Camps, country.ArmyControl}},
		{"society", "civil society taken apart, ties torn by the wars", []country.Switch{country.Suppression, country.WarUprooting}},
		{"leader", "one man's person, and an office that is inherited", []country.Switch{country.PersonalRule, country.Succession}},
		{"second-revolution", "collectivisation and the industrial drive", []country.Switch{country.SecondRevolution}},
		{"terror-tools", "limits, national cases, show trials, denunciation, facade, marks, the new person, force as a principle",
			[]country.Switch{country.Limits, country.NationalCases, country.ShowTrials, country.Denunciation, country.Facade, country.GroupMarks, country.Remaking, country.ForceDoctrine}},
		{"external-threat", "danger from abroad, the rivals' explanation", []country.Switch{country.Threat}},
		{"trigger", "blows from outside on men of the top", []country.Switch{country.Murders}},
	}
}

// KeptOn is a switch that is on in every coalition, with the reason.
type KeptOn struct {
	Switch country.Switch
	Why    string
}

// Kept are the switches that are no player's.
func Kept() []KeptOn {
	return []KeptOn{
		{country.Routine, "another explanation's mechanism: what a political police does of itself, whoever orders; it has an arm of its own, no-police-routine, and stands apart"},
		{country.Precedents, "the inheritance of the empire, which is there before anybody acts; it has an arm of its own, no-imperial-inheritance"},
	}
}

// goesWith are the changes that leaving a switch out asks for: input series
// that make no sense without it, as in the scenarios named no-something.
func goesWith(s country.Switch) []string {
	if s == country.SecondRevolution { // nothing is taken, and no region is hungrier for it
		return []string{"taking=none", "burden=even"}
	}
	return nil
}

// Baseline says what stands when every player is off: against which world
// anything is counted. A share of an effect is a share against a baseline, so
// it is always named.
type Baseline struct {
	Name   string // as --baseline takes it
	Title  string
	Stands []country.Switch // on in every coalition, beside Kept
	Later  bool             // players are off only from when the last leader takes office
}

// Baselines are those that can be named, the first where none is.
func Baselines() []Baseline {
	return []Baseline{
		{Name: "none", Title: "no Leninist institution, no drive, no threat, no blow from outside: all of it is to be explained"},
		{Name: "founder", Title: "the founder's house stands as he left it: what came after him is to be explained", Later: true,
			Stands: []country.Switch{
				country.Vanguard, country.FactionBan, country.Succession, country.SecretPolice, country.Autonomy, country.Informers, country.Tribunals,
				country.Camps, country.ArmyControl, country.Suppression, country.WarUprooting, country.ForceDoctrine, country.Facade, country.Denunciation,
				country.GroupMarks, country.Remaking,
			}},
	}
}
