package regime

import (
	"fmt"
	"testing"
	"time"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

func always() []country.Interval { return []country.Interval{{From: calendar.Of(1914, 1)}} }

// plan is a hard country: everything stands from the first month, and hardship,
// uprooting and threat are high.
func plan(months int) *country.Plan {
	p := &country.Plan{Name: "hard", From: calendar.Of(1914, 1), InForce: map[country.Switch][]country.Interval{}}
	p.Until = p.From + calendar.Month(months) - 1
	for range months {
		p.Conditions = append(p.Conditions, country.Conditions{Population: 150e6, UrbanShare: 0.2, WageShare: 0.2, DeathRate: 0.025, HardshipBase: 0.5, DislocationWar: 0.5, Threat: 0.6, ArmyStrength: 1e6, PartyAdmissions: 20000})
	}
	for g := range 64 {
		p.Regions = append(p.Regions, country.RegionPlan{Name: fmt.Sprint("r", g), PopulationShare: 1.0 / 64})
	}
	for _, s := range []country.Switch{country.Precedents, country.WarUprooting, country.SecondRevolution, country.ForceDoctrine, country.Vanguard, country.FactionBan, country.Succession, country.PersonalRule, country.Tribunals, country.SecretPolice, country.Autonomy, country.Informers, country.Camps, country.ArmyControl, country.Suppression, country.Murders, country.ShowTrials, country.Limits, country.Denunciation, country.Facade, country.GroupMarks, country.Remaking, country.Threat} {
		p.InForce[s] = always()
	}
	p.Leaders = []country.LeaderPlan{{Label: "first", From: p.From, Appoints: p.From, Personal: true}}
	for m := 6; m < months; m += 36 {
		p.Occasions = append(p.Occasions, country.Occasion{Month: p.From + calendar.Month(m), Kind: country.Congress, Size: 1966, Seats: 139})
	}
	return p
}

func TestHistory(t *testing.T) {
	start := time.Now()
	h, err := New(plan(330), Options{Seed: 1, Scale: 1000, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Run(h.Country.Plan.Until, func(r *country.Record) error {
		if (r.Month-h.Country.Plan.From)%12 == 0 {
			g := r.Gauges
			fmt.Printf("%v pop %.1fM arr %.0f ex %.0f camp %.0f sup %.2f acc %.2f dis %.4f den %.0f file %.0f staff %.0f M %.2f C %.2f V %.2f e %.4f r %.4f net %.5f Z %.5f D %.2f m %.2f el %.0f cc %.2f op %v\n", r.Month, g[country.Population]/1e6, g[country.Arrests], g[country.Executions], g[country.CampPopulation], g[country.SupportShare], g[country.AcclaimShare], g[country.DissentShare], g[country.Denunciations], g[country.OnFile], g[country.PoliceStaff], g[country.Mores], g[country.CivilSociety], g[country.Vigilance], g[country.Belief], g[country.Tolerated], g[country.NetThreat], g[country.Evidence], g[country.Dominance], g[country.Margin], g[country.EliteArrested], g[country.CCLostShare], g[country.OperationActive])
		}
		return nil
	})
	fmt.Println(time.Since(start), err, len(h.Country.Cadre.Members))
}
