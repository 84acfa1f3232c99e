package rebellion

import (
	"fmt"
	"math"
	"testing"
)

// studied runs a study for a test: 100 seeds unless said otherwise.
func studied(t *testing.T, r Rules, seeds, ticks, drop int) []History {
	t.Helper()
	h, err := Study{Rules: r, Seed: 1, Seeds: seeds, Ticks: ticks, Drop: drop, Workers: 2}.Run(func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// measured is a measure of every history.
func measured(t *testing.T, h []History, groups int, name string) []float64 {
	t.Helper()
	for _, m := range Measures(groups) {
		if m.Name == name {
			return m.Of(h)
		}
	}
	t.Fatalf("there is no measure %s", name)
	return nil
}

// near holds a mean over seeds within four standard errors of what 400 other
// seeds gave (from 10001, the same ticks); the error is that of the difference,
// by the spread over the seeds here.
func near(t *testing.T, what string, values []float64, want float64) {
	t.Helper()
	d := SpreadOf(values)
	if d.N < len(values)/2 || math.Abs(d.Mean-want) > 4*d.SD*math.Sqrt(1/float64(d.N)+1./400) {
		t.Errorf("%s: mean %.4g, s.d. %.3g over %d seeds; want %.4g", what, d.Mean, d.SD, d.N, want)
	}
}

func count(values []float64, holds func(float64) bool) (n int) {
	for _, v := range values {
		if holds(v) {
			n++
		}
	}
	return n
}

// What the model is known for, and that it hangs on one word: with the printed
// ratio no seed of a hundred has a burst, with its floor every one is calm most
// of the time and bursts again and again.
func TestPunctuatedEquilibriumHangsOnTheFloor(t *testing.T) {
	paper := presetNamed(t, "paper")
	printed := studied(t, paper, 100, 200, 0)
	if n := count(measured(t, printed, 1, "peak_active"), func(v float64) bool { return v > Outburst }); n > 0 {
		t.Errorf("with the printed ratio %d of 100 seeds rise above %d", n, Outburst)
	}
	if calm := SpreadOf(measured(t, printed, 1, "calm_share")); calm.Min < 0.9 {
		t.Errorf("with the printed ratio the least calm seed is calm %.2f of the time", calm.Min)
	}

	paper.Arrest = Floor
	floor := studied(t, paper, 100, 300, 100)
	bursts, calm := SpreadOf(measured(t, floor, 1, "bursts")), SpreadOf(measured(t, floor, 1, "calm_share"))
	if bursts.Min < 3 || calm.Min < 0.4 {
		t.Errorf("with the floor: at least %g bursts in 200 ticks, calm %.2f of the time", bursts.Min, calm.Min)
	}
	// Two independent programs measured waits of 22 and 21 ticks, activations of
	// 779 and 820, and 101 to 122 bursts in 3,000 ticks; the paper says 60, and 708.
	near(t, "floor: wait", measured(t, floor, 1, "mean_wait"), 21.7)
	near(t, "floor: activation", measured(t, floor, 1, "mean_activation"), 796)
	near(t, "floor: bursts in 200 ticks", measured(t, floor, 1, "bursts"), 7.28)
	if wait := SpreadOf(measured(t, floor, 1, "mean_wait")); wait.Mean > 40 {
		t.Errorf("the wait is %.1f: the paper's 60 would be reproduced", wait.Mean)
	}
}

func TestNetLogoAndMesaBurst(t *testing.T) {
	netlogo := studied(t, presetNamed(t, "netlogo"), 20, 300, 100)
	near(t, "netlogo: wait", measured(t, netlogo, 1, "mean_wait"), 23.1)
	near(t, "netlogo: peak", measured(t, netlogo, 1, "peak_active"), 340)
	near(t, "netlogo: jailed", measured(t, netlogo, 1, "mean_jailed"), 238)
	mesa := studied(t, presetNamed(t, "mesa"), 20, 300, 100)
	near(t, "mesa: active", measured(t, mesa, 1, "mean_active"), 15.2)
	near(t, "mesa: peak", measured(t, mesa, 1, "peak_active"), 86.3)
	if a, b := SpreadOf(measured(t, netlogo, 1, "peak_active")), SpreadOf(measured(t, mesa, 1, "peak_active")); a.Min < b.Q95 {
		t.Errorf("the peaks of NetLogo's rules, from %g, and of Mesa's, to %g, overlap", a.Min, b.Q95)
	}
}

// Run 1 hangs on where the released come back, which the paper does not say:
// others measured 33 to 62 active where it is near, 88 with s.d. 8 where it is
// anywhere.
func TestRun1HangsOnTheRelease(t *testing.T) {
	for release, want := range map[Release][2]float64{Near: {33, 62}, Anywhere: {64, 112}} {
		r := Runs()[0].Over(presetNamed(t, "paper"))
		r.Release = release
		d := SpreadOf(measured(t, studied(t, r, 20, 300, 100), 1, "mean_active"))
		if d.Q05 < want[0] || d.Q95 > want[1] {
			t.Errorf("release %s: active %.0f to %.0f in nine of ten seeds, want within %v", release, d.Q05, d.Q95, want)
		}
	}
}

// Runs 3 to 5. With the printed ratio nothing happens in any of them. With the
// floor, over twenty seeds, another program found: under 50 active in 17 in run
// 3 and above it in 9 in run 4, whose peak is larger in 17 and whose jail is
// larger in only 7, against the paper, which says that it is larger; and a tip
// in all 20 in run 5, at about tick 177.
func TestRuns3To5(t *testing.T) {
	run := func(n, seeds, ticks int, arrest Arrest) []History {
		r := Runs()[n-1].Over(presetNamed(t, "paper"))
		r.Arrest = arrest
		return studied(t, r, seeds, ticks, 0)
	}
	tips := func(v float64) bool { return v > Outburst }
	for n := 3; n <= 5; n++ {
		if tipped := count(measured(t, run(n, 10, 300, Ratio), 1, "peak_active"), tips); tipped > 0 {
			t.Errorf("run %d with the printed ratio: %d of 10 seeds rise above %d", n, tipped, Outburst)
		}
	}
	slow, jump := run(3, 40, 200, Floor), run(4, 40, 200, Floor)
	slowPeaks, jumpPeaks := measured(t, slow, 1, "peak_active"), measured(t, jump, 1, "peak_active")
	// Over 300 other seeds 30% and 39% rise above 50. The bounds are four standard
	// deviations of a binomial number.
	if k := count(slowPeaks, tips); k < 1 || k > 23 {
		t.Errorf("run 3: %d of 40 seeds rise above %d", k, Outburst)
	}
	if k := count(jumpPeaks, tips); k < 4 || k > 27 {
		t.Errorf("run 4: %d of 40 seeds rise above %d", k, Outburst)
	}
	larger, jailed := 0, 0
	a, b := measured(t, slow, 1, "last_jailed"), measured(t, jump, 1, "last_jailed")
	for i := range a {
		if jumpPeaks[i] > slowPeaks[i] {
			larger++
		}
		if b[i] > a[i] {
			jailed++
		}
	}
	if larger <= 20 {
		t.Errorf("the jump's peak is larger in %d of 40 seeds", larger)
	}
	if jailed >= 20 {
		t.Errorf("the jump's jail is larger in %d of 40 seeds: the paper would be reproduced", jailed)
	}
	if d := SpreadOf(measured(t, run(5, 20, 400, Floor), 1, "first_burst")); d.N != 20 || math.Abs(d.Mean-177) > 4*d.SD/math.Sqrt(20) {
		t.Errorf("run 5: %d of 20 tip, on average in tick %.0f with s.d. %.0f; want all, about 177", d.N, d.Mean, d.SD)
	}
}

// Model II. Run 6 is peace by arithmetic, since no grievance exceeds 0.1; run 7
// ends with one group gone, either one; run 8 does too, though the paper has
// police keep a nasty peace, and so does run 7 with police from tick 50, where
// the paper has safe havens: these two are not reproduced.
func TestRuns6To8(t *testing.T) {
	paper := presetNamed(t, "paper")
	peace := studied(t, Runs()[5].Over(paper), 5, 200, 0)
	if killed := SpreadOf(measured(t, peace, 2, "killed")); killed.Max > 0 {
		t.Errorf("run 6: %g killed", killed.Max)
	}
	seven, eight := Runs()[6].Over(paper), Runs()[7].Over(paper)
	havens := seven
	havens.Changes = Changes{{What: PoliceChange, At: 50, To: 0.04}}
	for _, c := range []struct {
		name  string
		rules Rules
	}{{"run 7", seven}, {"run 8", eight}, {"police from tick 50", havens}} {
		h := studied(t, c.rules, 30, 1000, 0)
		d := SpreadOf(measured(t, h, 2, "extinction"))
		if d.N != 30 {
			t.Errorf("%s: one group is gone in %d of 30 seeds", c.name, d.N)
		}
		// Others: run 7 in ticks 30 to 190, mean 94, and 100 with s.d. 37; run 8 106 with s.d. 64.
		if d.Mean < 70 || d.Mean > 140 {
			t.Errorf("%s: gone in tick %.0f on average", c.name, d.Mean)
		}
		first := count(measured(t, h, 2, "victor"), func(v float64) bool { return v == 1 })
		if first < 5 || first > 25 {
			t.Errorf("%s: the first group is left in %d of 30 seeds; the victor should be random", c.name, first)
		}
	}
}

// The order of turns moves nothing that can be seen at this number of seeds.
func TestOrdersBehaveAlike(t *testing.T) {
	for _, order := range []Order{Replacement, Blocks} {
		r := presetNamed(t, "paper")
		r.Size, r.Vision, r.PoliceVision, r.Arrest = 24, 3, 3, Floor // two blocks a side
		with := measured(t, studied(t, r, 30, 300, 100), 1, "mean_jailed")
		r.Order = order
		h := studied(t, r, 30, 300, 100)
		a, b := SpreadOf(with), SpreadOf(measured(t, h, 1, "mean_jailed"))
		if z := (a.Mean - b.Mean) / math.Sqrt((a.SD*a.SD+b.SD*b.SD)/30); math.Abs(z) > 4 {
			t.Errorf("jailed by order: shuffle %s, %s %s: z = %.1f", fmt.Sprintf("%.1f", a.Mean), order, fmt.Sprintf("%.1f", b.Mean), z)
		}
	}
}
