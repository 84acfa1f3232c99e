package lab

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/regime"
)

// Trial judges the candidates of a search by running histories. The scenario is
// worked out once; a candidate changes its parameters alone.
type Trial struct {
	Order        Order // scenario, scale, and the seed by which candidates are judged
	Reading      Reading
	Ranges       []Range
	FinalistSeed chance.Seed // other dice than those of the order
	launch       float64     // leader.launch where neither scenario nor search sets it
}

// Settle refuses an order that cannot be run, and ends it where the reading
// ends.
func (t *Trial) Settle() error {
	t.Order.Until = t.Reading.Until
	t.launch = Defaults(regime.Institutions())[LaunchKey]
	return t.Order.Settle()
}

// Judge is the objective of a search for a point.
func (t *Trial) Judge(ctx context.Context, values []float64, members int, finalist bool) (Loss, error) {
	params := Params(t.Order.Scenario.Plan.Params, t.Ranges, values)
	histories, err := t.histories(ctx, params, members, finalist)
	if err != nil {
		return Loss{}, err
	}
	return t.loss(histories, params), nil
}

func (t *Trial) loss(histories []evidence.History, params map[string]float64) Loss {
	launch, set := params[LaunchKey]
	if !set {
		launch = t.launch
	}
	return t.Reading.Of(histories, float64(t.Order.Scale), launch)
}

// histories runs the members, one after another: the workers of a search take a
// candidate each.
func (t *Trial) histories(ctx context.Context, params map[string]float64, members int, finalist bool) ([]evidence.History, error) {
	own := *t.Order.Scenario // the plan of all, but for its parameters
	own.Plan.Params = params
	order := t.Order
	order.Scenario, order.Members = &own, members
	if finalist {
		order.Seed = t.FinalistSeed
	}
	histories := make([]evidence.History, members)
	for k := range histories {
		member := k + 1
		if members == 1 {
			member = 0
		}
		var err error
		if histories[k], err = runMember(ctx, &order, member, 1, "", func(int) {}); err != nil {
			return nil, err
		}
	}
	return histories, nil
}

// probes is how many places of the box are tried to tell one model from
// another.
const probes = 4

// Probe is a hash of single histories at a few places of the box, and of their
// losses. Two programs that give the same are taken to have the same model and
// the same loss, so that one may go on with the other's journal; what is
// compiled into a program besides does not count.
func (t *Trial) Probe(ctx context.Context) (string, error) {
	sum := sha256.New()
	dice := rand.New(rand.NewPCG(uint64(t.Order.Seed), 0))
	for range probes {
		x := make([]float64, len(Searched(t.Ranges)))
		for i := range x {
			x[i] = 2 * dice.NormFloat64()
		}
		params := Params(t.Order.Scenario.Plan.Params, t.Ranges, values(t.Ranges, x))
		histories, err := t.histories(ctx, params, 1, false)
		if err != nil {
			return "", err
		}
		for _, g := range country.Gauges {
			fmt.Fprintln(sum, g.Name, histories[0].Gauges[g.Name])
		}
		fmt.Fprintf(sum, "%+v\n%.9g\n", histories[0].Operations, t.loss(histories, params))
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
