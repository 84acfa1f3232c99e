package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// choice is the gauge at which a switch is expected to matter: one that its own
// institution does not write, so that what is seen has gone through another.
type choice struct {
	sw       country.Switch
	gauge    string
	how      string // sum, mean or last
	from, to calendar.Month
	needs    bool // an operation, to show anything
	why      string
}

func year(y int) calendar.Month { return calendar.Of(y, 1) }
func end(y int) calendar.Month  { return calendar.Of(y, 12) }

// choices, one for each switch of the baseline, in the order of the essay: by
// what the equations say it moves first outside its institution, and chosen
// before the parameter points were found. A switch whose gauge does not move
// there is not given another: the program tries all the others and says so.
var choices = []choice{
	{country.Precedents, "arrests", "sum", year(1914), end(1917), false,
		"civil society at its height brings dissent into the open, and whom the police see dissent they take"},
	{country.WarUprooting, "mores", "mean", year(1922), end(1928), false,
		"what war and civil war wore away is missing when they are over"},
	{country.SecondRevolution, "support_share", "mean", year(1930), end(1933), false,
		"the taking and the drive are want, and want is felt"},
	{country.ForceDoctrine, "operation_active", "mean", year(1930), end(1940), true,
		"losses that weigh more keep an operation from beginning, or stop it sooner"},
	{country.Vanguard, "elite_arrested", "sum", year(1918), end(1940), false,
		"without seats that a patron fills nobody can move against the elite"},
	{country.FactionBan, "elite_arrested", "sum", year(1925), end(1938), false,
		"rivals who may organise and appoint keep the leader's margin down"},
	{country.Succession, "dominance", "mean", year(1924), end(1927), false,
		"whoever inherits no clients begins from nothing"},
	{country.PersonalRule, "arrests", "sum", year(1930), end(1938), false,
		"one man's credulity reaches the police through the belief"},
	{country.Tribunals, "arrests", "sum", year(1937), end(1938), true,
		"no simplified procedure, so the police work at the ordinary pace"},
	{country.SecretPolice, "executions", "sum", year(1918), end(1922), false,
		"a gendarme core brings few before the tribunals"},
	{country.Autonomy, "camp_sentences", "sum", year(1924), end(1936), false,
		"courts under the law release more of fewer cases"},
	{country.Informers, "dissent_share", "mean", year(1924), end(1936), false,
		"the risk that a person feels falls with the watchers"},
	{country.Camps, "filed_share", "mean", year(1924), end(1936), false,
		"who is released on the register instead of held is a sign to the police again"},
	{country.ArmyControl, "division_commanders_lost", "mean", year(1936), end(1939), false,
		"officers whom no commissar watches are hard to reach"},
	{country.Suppression, "arrests", "sum", year(1922), end(1928), false,
		"a civil society that lives brings dissent into the open"},
	{country.Murders, "denunciations", "sum", year(1935), end(1935), false,
		"alarm after a murder demands that people denounce"},
	{country.ShowTrials, "denunciations", "sum", calendar.Of(1936, 8), end(1938), false,
		"a staged trial lifts the vigilance that is demanded of everybody"},
	{country.Limits, "executions", "sum", year(1930), end(1938), true,
		"without the contest of regions an operation does not grow beyond its plan"},
	{country.Denunciation, "arrests", "sum", year(1924), end(1936), false,
		"fewer files, fewer signs to go by"},
	{country.Facade, "belief", "mean", year(1924), end(1938), false,
		"acclaim that is not meant is a sign of the enemy to the one who believes in it"},
	{country.GroupMarks, "unmarked_share", "mean", year(1930), end(1933), false,
		"a mark of class that weighs nothing sends the police to others"},
	{country.Remaking, "filed_share", "mean", year(1924), end(1936), false,
		"a file that counts once draws fewer of those on file before the police"},
	{country.Threat, "net_threat", "mean", year(1933), end(1938), false,
		"danger from abroad lowers what is tolerated, and so raises what there is to act on"},
	{country.NationalCases, "executions", "sum", year(1937), end(1938), true,
		"cases outside the limits are tried under the same simplified procedure"},
	{country.Routine, "camp_sentences", "sum", year(1926), end(1926), false,
		"in a quiet year most who are sentenced were not ordered to be taken"},
}

// writes is which gauges an institution moves with its own hands, reviewed
// against the code and held to it by a test: a gauge on the list of the
// institution that has a switch is refused for that switch.
var writes = map[string][]string{
	"shock":    {"hardship", "dislocation", "threat", "evidence", "vigilance"},
	"doctrine": {},
	"leader": {"belief", "evidence", "tolerated", "perceived_loss", "net_threat", "vigilance", "caution", "proof", "operation_active", "operation_limit",
		"following", "elite_arrested", "elite_hit_share", "elite_dossier_share", "cc_lost_share", "delegates_lost_share",
		"old_guard_share", "old_guard_lost_share", "factionists_lost_share", "leader_seniority",
		"marshals_lost", "army_commanders_lost", "admirals_lost", "corps_commanders_lost", "division_commanders_lost"},
	"party": {"party_members", "party_expelled", "faction_share", "dominance", "opposition", "margin", "old_guard_share", "leader_seniority",
		"cc_lost_share", "delegates_lost_share"},
	"police": {"arrests", "hit_share", "unmarked_share", "filed_share", "group_share", "national_arrested", "specialists_arrested",
		"police_staff", "informers", "police_arrested", "camp_population", "on_file", "population"},
	"court": {"executions", "camp_sentences", "deported", "show_trials", "expelled_killed", "settlers", "camp_population", "on_file", "population"},
	"army":  {"mutinies", "desertions"},
	"society": {"population", "births", "deaths", "support_share", "acclaim_share", "dissent_share", "facade", "fear", "mores", "civil_society",
		"denunciations", "disturbances", "on_file", "urban_share", "wage_share"},
	"region": {"operation_limit", "operation_requested"},
	"camp":   {"camp_deaths", "released", "camp_population", "settlers", "on_file", "population"},
}

// owner is the institution that has a switch.
func owner(sw country.Switch) string {
	for _, i := range regime.Institutions() {
		for _, w := range i.Switches {
			if w.Switch == sw {
				return i.Name
			}
		}
	}
	return ""
}

// gaugeKind is the kind of a gauge; empty where none has the name.
func gaugeKind(name string) country.GaugeKind {
	for _, g := range country.Gauges {
		if g.Name == name {
			return g.Kind
		}
	}
	return ""
}

// checkChoices refuses choices of which something cannot be, naming all that is
// wrong: each switch has one, and its gauge is not written by its institution.
func checkChoices(all []choice) error {
	var wrong []string
	seen := map[country.Switch]bool{}
	for _, c := range all {
		own := owner(c.sw)
		list, reviewed := writes[own]
		switch {
		case own == "":
			wrong = append(wrong, fmt.Sprintf("%s is no switch", c.sw))
		case seen[c.sw]:
			wrong = append(wrong, fmt.Sprintf("%s stands twice", c.sw))
		case !reviewed:
			wrong = append(wrong, fmt.Sprintf("nobody has reviewed which gauges %s writes", own))
		case gaugeKind(c.gauge) == "":
			wrong = append(wrong, fmt.Sprintf("%s: no gauge is called %q", c.sw, c.gauge))
		case slices.Contains(list, c.gauge):
			wrong = append(wrong, fmt.Sprintf("%s: %s is written by %s itself: its move would prove nothing", c.sw, c.gauge, own))
		case c.how != "sum" && c.how != "mean" && c.how != "last":
			wrong = append(wrong, fmt.Sprintf("%s: %q: want sum, mean or last", c.sw, c.how))
		case c.from > c.to || c.why == "":
			wrong = append(wrong, fmt.Sprintf("%s: no months, or no reason", c.sw))
		}
		seen[c.sw] = true
	}
	for _, i := range regime.Institutions() {
		for _, w := range i.Switches {
			if !seen[w.Switch] {
				wrong = append(wrong, fmt.Sprintf("%s has no gauge", w.Switch))
			}
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("choices of gauges: %s", strings.Join(wrong, "; "))
	}
	return nil
}
