package regime_test

import (
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// ending changes a plan so that the operation that has begun must end in month
// at, and for which cause.
var ending = []struct {
	cause  string
	change func(p *country.Plan, at calendar.Month)
}{
	{"institution", func(p *country.Plan, at calendar.Month) {
		p.InForce[country.Tribunals] = []country.Interval{{From: p.From, Until: at}}
	}},
	{"institution", func(p *country.Plan, at calendar.Month) {
		p.InForce[country.Autonomy] = []country.Interval{{From: p.From, Until: at}}
	}},
	{"institution", func(p *country.Plan, at calendar.Month) {
		p.InForce[country.SecretPolice] = []country.Interval{{From: p.From, Until: at}}
	}},
	{"leader", func(p *country.Plan, at calendar.Month) {
		p.Leaders = []country.LeaderPlan{{Label: "first", From: p.From, Until: at, Appoints: p.From, Personal: true}}
	}},
	{"losses", func(p *country.Plan, at calendar.Month) {
		p.Params["leader.omega_leader"], p.Params["leader.omega_collective"], p.Params["leader.lag"] = 3, 3, 12
	}},
	{"belief", func(p *country.Plan, at calendar.Month) {
		p.Params["leader.tolerance"] = 0.008
		for m := int(at - p.From); m < len(p.Conditions); m++ {
			p.Conditions[m].Threat = 0
		}
	}},
	{"", func(*country.Plan, calendar.Month) {}},
}

// The laws of an operation, in histories in which one begins and ends for every
// cause there is:
//
//   - what it took is what the police arrested under its number, whom it killed
//     is whom the courts did, and nobody is arrested under a number that is not on;
//   - what was asked for is what the regions asked for while it was on;
//   - the limit that was granted covers what was taken, but for the rounding of
//     a lane in each region, and is the plan and what was asked for beyond it;
//   - outside it there are no limits and nobody asks.
func TestTheLawsOfAnOperation(t *testing.T) {
	const months, end = 40, 24
	causes := map[string]bool{}
	for _, c := range ending {
		p := without(suspicious(months), country.NationalCases) // whose cases no limit is charged with
		c.change(p, p.From+end)
		h := begin(t, p, regime.Options{Seed: 1, Scale: coarse, Workers: 1})
		records := run(t, h)
		operations := h.Country.Operations
		if len(operations) == 0 {
			t.Fatalf("%s: no operation begins", c.cause)
		}
		taken, killed := make([]float64, len(operations)+1), make([]float64, len(operations)+1)
		asked := make([]float64, len(operations)+1)
		for _, r := range records {
			on := int32(0)
			for n, o := range operations {
				if r.Month >= o.Start && (o.Stop == 0 || r.Month < o.Stop) {
					on = int32(n + 1)
				}
			}
			if active := r.Gauges[country.OperationActive]; (on != 0) != (active == 1) {
				t.Errorf("%s, %v: operation %d, the gauge says %v", c.cause, r.Month, on, active)
			}
			if on == 0 && (r.Gauges[country.OperationLimit] != 0 || r.Gauges[country.OperationRequested] != 0) {
				t.Errorf("%s, %v: no operation, limits %v, asked for %v", c.cause, r.Month, r.Gauges[country.OperationLimit], r.Gauges[country.OperationRequested])
			}
			asked[on] += r.Gauges[country.OperationRequested]
			for _, e := range r.Ledger {
				if e.Decree != 0 && e.Decree != on {
					t.Errorf("%s, %v: %s under operation %d, and %d is on", c.cause, r.Month, e.Act, e.Decree, on)
				}
				switch {
				case e.Act == "police.arrest":
					if e.Decree != on {
						t.Errorf("%s, %v: arrests under %d, and %d is on", c.cause, r.Month, e.Decree, on)
					}
					taken[e.Decree] += e.Persons
				case e.Act == "court.sentence" && e.To == string(country.Killed):
					killed[e.Decree] += e.Persons
				}
			}
		}
		for n, o := range operations {
			if o.Taken != taken[n+1] || o.Executed != killed[n+1] {
				t.Errorf("%s: operation %d took %v and killed %v; by the ledger %v and %v", c.cause, n+1, o.Taken, o.Executed, taken[n+1], killed[n+1])
			}
			if near := 1e-9 * o.Limit; !close(o.Requested, asked[n+1], near) || !close(o.Limit, o.Plan+o.Requested, near) {
				t.Errorf("%s: operation %d: plan %v, asked for %v and by the month %v, limit %v", c.cause, n+1, o.Plan, o.Requested, asked[n+1], o.Limit)
			}
			if lanes := float64(len(p.Regions) * coarse); o.Taken > o.Limit+lanes || o.Taken == 0 || o.Executed > o.Taken {
				t.Errorf("%s: operation %d took %v of a limit of %v, killed %v", c.cause, n+1, o.Taken, o.Limit, o.Executed)
			}
			causes[o.Cause] = true
			if o.Cause == "institution" && o.Stop != p.From+end || (o.Stop == 0) != (o.Cause == "") {
				t.Errorf("%s: operation %d stops in %v by %q", c.cause, n+1, o.Stop, o.Cause)
			}
		}
		if last := operations[0]; last.Cause != c.cause {
			t.Errorf("the first operation stops by %q, want %q", last.Cause, c.cause)
		}
		if c.cause == "losses" || c.cause == "belief" {
			scapegoats(t, records, operations[0].Stop)
		}
	}
	if len(causes) < 5 {
		t.Errorf("operations stop by %v: the test proves too little", causes)
	}
}

func close(a, b, near float64) bool { return a-b <= near && b-a <= near }

// scapegoats proves that officers answer for an operation in the month in which
// the leader stops it, and in no month without one.
func scapegoats(t *testing.T, records []*country.Record, stop calendar.Month) {
	t.Helper()
	for _, r := range records {
		gone := r.Gauges[country.PoliceArrested]
		if r.Month == stop && gone <= 0 || r.Month < stop && gone != 0 {
			t.Errorf("%v: %v officers answer for an operation that stops in %v", r.Month, gone, stop)
		}
	}
}

// An operation needs tribunals, a secret police, its autonomy and a leader;
// where there are no limits, nobody asks for more.
func TestWhatAnOperationNeeds(t *testing.T) {
	for _, s := range []country.Switch{country.Tribunals, country.SecretPolice, country.Autonomy} {
		h := begin(t, without(suspicious(30), s), regime.Options{Seed: 1, Scale: coarse})
		for _, r := range run(t, h) {
			if r.Gauges[country.OperationActive] != 0 {
				t.Errorf("without %s an operation is on in %v", s, r.Month)
			}
		}
	}
	headless := suspicious(30)
	headless.Leaders = nil
	for _, r := range of(t, headless, 1, coarse) {
		if r.Gauges[country.OperationActive] != 0 || r.Gauges[country.EliteArrested] != 0 {
			t.Errorf("without a leader: %v in operation, %v of the elite arrested in %v", r.Gauges[country.OperationActive], r.Gauges[country.EliteArrested], r.Month)
		}
	}
	h := begin(t, without(suspicious(30), country.Limits), regime.Options{Seed: 1, Scale: coarse})
	for _, r := range run(t, h) {
		for _, g := range r.Regions {
			if g.Requested != 0 {
				t.Fatalf("without limits %s asks for %v in %v", g.Region, g.Requested, r.Month)
			}
		}
	}
	if o := h.Country.Operations; len(o) == 0 || o[0].Requested != 0 || o[0].Taken == 0 {
		t.Errorf("without limits: %+v", o)
	}
}
