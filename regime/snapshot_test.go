package regime_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// written is everything that a history leaves, as bytes.
func written(t *testing.T, h *regime.History, records []*country.Record) string {
	t.Helper()
	var b bytes.Buffer
	for _, x := range []any{h.Country.CadreRows(), h.Country.Operations} {
		if err := json.NewEncoder(&b).Encode(x); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range records {
		if err := json.NewEncoder(&b).Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func snapshot(t *testing.T, h *regime.History) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := h.Snapshot(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A history that is taken up from a snapshot is, byte for byte, the one that
// was never interrupted: from before the first month, from the middle of an
// operation, from before the last month and after it; and a snapshot of what
// was taken up is the snapshot.
func TestResumedIsStraight(t *testing.T) {
	const months = 30
	o := regime.Options{Seed: 4, Scale: coarse, Workers: 1}
	straight := begin(t, suspicious(months), o)
	shots := [][]byte{snapshot(t, straight)}
	var records []*country.Record
	operating := 0
	for !straight.Done() {
		records = append(records, straight.Month().Clone())
		shots = append(shots, snapshot(t, straight))
		if straight.Country.Operation.Number != 0 && operating == 0 {
			operating = len(records) + 3
		}
	}
	if operating == 0 || operating >= months {
		t.Fatalf("an operation is to be on in month %d of %d", operating, months)
	}
	for _, at := range []int{0, 1, 4, 5, months / 2, operating, months - 1, months} {
		for _, workers := range []int{1, 3} {
			o.Workers = workers
			h, err := regime.Resume(suspicious(months), o, bytes.NewReader(shots[at]))
			if err != nil {
				t.Fatalf("month %d: %v", at, err)
			}
			if h, err = regime.Resume(suspicious(months), o, bytes.NewReader(snapshot(t, h))); err != nil {
				t.Fatalf("month %d, interrupted again: %v", at, err)
			}
			resumed := run(t, h)
			if want := written(t, straight, records[at:]); written(t, h, resumed) != want {
				t.Errorf("month %d, %d workers: differs from month %d after it on", at, workers, same(records[at:], resumed))
			}
		}
	}
}

// A snapshot is of a state, so that what comes later may differ: a fork.
func TestAForkSharesThePastOnly(t *testing.T) {
	const months, at = 24, 12
	o := regime.Options{Seed: 4, Scale: coarse, Workers: 1}
	fork := func() *country.Plan {
		p := suspicious(months)
		p.InForce[country.Camps] = []country.Interval{{From: p.From, Until: p.From + at}}
		return p
	}
	h := begin(t, suspicious(months), o)
	for range at {
		h.Month()
	}
	forked, err := regime.Resume(fork(), o, bytes.NewReader(snapshot(t, h)))
	if err != nil {
		t.Fatal(err)
	}
	other := begin(t, fork(), o)
	straight := run(t, other)
	if m := same(straight[at:], run(t, forked)); m >= 0 {
		t.Errorf("a fork differs from the history of its plan from month %d on", at+m)
	}
	if m := same(straight[at:], run(t, h)); m < 0 {
		t.Errorf("the camps are closed in month %d, and that is never felt", at)
	}
}

// A fork may last longer than the history it leaves: who was sentenced before
// is released in the months that were not yet planned.
func TestAForkMayLastLonger(t *testing.T) {
	const months, at = 30, 16
	o := regime.Options{Seed: 4, Scale: coarse, Workers: 1}
	plan := func(months int) *country.Plan {
		p := suspicious(months)
		p.Leaders = []country.LeaderPlan{{Label: "first", From: p.From, Appoints: p.From, Personal: true}}
		param(map[string]float64{"court.term_min": 6, "court.term_max": 12, "court.long_min": 6, "court.long_max": 12})(p)
		return p
	}
	h := begin(t, plan(at), o)
	run(t, h)
	longer, err := regime.Resume(plan(months), o, bytes.NewReader(snapshot(t, h)))
	if err != nil {
		t.Fatal(err)
	}
	straight := of(t, plan(months), o.Seed, coarse)[at:]
	if m := same(straight, run(t, longer)); m >= 0 {
		t.Errorf("the longer history differs from month %d on", at+m)
	}
	if total(straight, country.Released) == 0 {
		t.Error("nobody is released: the test proves too little")
	}
}

func TestSnapshotsThatAreRefused(t *testing.T) {
	const months = 8
	plan := func() *country.Plan { return hard(months) }
	o := regime.Options{Seed: 4, Scale: coarse, Workers: 1}
	h := begin(t, plan(), o)
	for range 3 {
		h.Month()
	}
	shot := snapshot(t, h)
	for _, c := range []struct {
		what string
		plan func(*country.Plan)
		o    func(*regime.Options)
		shot []byte
		want string
	}{
		{what: "nothing wrong", want: ""},
		{what: "another seed", o: func(o *regime.Options) { o.Seed = 5 }, want: "of seed 4, not 5"},
		{what: "another scale", o: func(o *regime.Options) { o.Scale = usual }, want: "of scale 1:10000, not 1:1000"},
		{what: "a lane for nobody", o: func(o *regime.Options) { o.Scale = 0 }, want: "scale 1:0"},
		{what: "fewer regions", plan: func(p *country.Plan) { p.Regions = p.Regions[:63] }, want: "of another land"},
		{what: "fewer people", plan: func(p *country.Plan) {
			for m := range p.Conditions {
				p.Conditions[m].Population = 90e6
			}
		}, want: "of another land"},
		{what: "a plan that ends before", plan: func(p *country.Plan) {
			p.Until, p.Conditions = p.From+1, p.Conditions[:2]
		}, want: "outside the plan"},
		{what: "a plan that begins after", plan: func(p *country.Plan) {
			p.From, p.Conditions = p.From+5, p.Conditions[5:]
		}, want: "of a history from"},
		{what: "regions of other sizes", plan: func(p *country.Plan) {
			p.Regions = slices.Clone(p.Regions)
			p.Regions[0].PopulationShare, p.Regions[1].PopulationShare = p.Regions[0].PopulationShare*1.8, p.Regions[1].PopulationShare*0.2
		}, want: "of another land"},
		{what: "a byte too many", shot: append(slices.Clone(shot), 0), want: "something follows"},
		{what: "a plan that is wrong itself", plan: func(p *country.Plan) {
			p.Params = map[string]float64{"police.horses": 1}
		}, want: "police.horses"},
		{what: "nothing", shot: []byte{}, want: "not a snapshot of a history in format"},
		{what: "something else", shot: []byte("name: baseline\nfrom: long ago\n"), want: "not a snapshot of a history in format"},
		{what: "half of the head", shot: shot[:200], want: "cut short"},
		{what: "half of the people", shot: shot[:len(shot)-5000], want: "cut short"},
		{what: "all but a byte", shot: shot[:len(shot)-1], want: "cut short"},
	} {
		p, options, text := plan(), o, shot
		if c.plan != nil {
			c.plan(p)
		}
		if c.o != nil {
			c.o(&options)
		}
		if c.shot != nil {
			text = c.shot
		}
		err := func() (err error) {
			defer func() {
				if wrong := recover(); wrong != nil {
					err = fmt.Errorf("it panics: %v", wrong)
				}
			}()
			_, err = regime.Resume(p, options, bytes.NewReader(text))
			return err
		}()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}

// Wherever a snapshot is cut, it is refused with an error and not taken up.
func TestCutSnapshotsAreRefused(t *testing.T) {
	o := regime.Options{Seed: 4, Scale: 4 * coarse, Workers: 1}
	h := begin(t, hard(4), o)
	h.Month()
	shot := snapshot(t, h)
	for cut := 0; cut < len(shot); cut += 1 + len(shot)/500 {
		if _, err := regime.Resume(hard(4), o, bytes.NewReader(shot[:cut])); err == nil || !strings.Contains(err.Error(), "cut short") {
			t.Fatalf("cut at byte %d of %d: %v", cut, len(shot), err)
		}
	}
}
