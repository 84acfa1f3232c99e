package sensitivity

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/design"
)

// ishigami is a function of three angles with known indices (Ishigami and Homma
// 1990; a = 7, b = 0.1 as Saltelli and others 2008 print them).
func ishigami(u []float64) float64 {
	x := func(i int) float64 { return math.Pi * (2*u[i] - 1) }
	return math.Sin(x(0)) + 7*math.Pow(math.Sin(x(1)), 2) + 0.1*math.Pow(x(2), 4)*math.Sin(x(0))
}

var (
	ishigamiFirst = []float64{0.3139, 0.4424, 0}
	ishigamiTotal = []float64{0.5576, 0.4424, 0.2437}
)

// weights of Sobol's g-function.
var weights = []float64{0, 1, 4.5, 9, 99, 99, 99, 99}

func g(u []float64) float64 {
	y := 1.0
	for i, a := range weights {
		y *= (math.Abs(4*u[i]-2) + a) / (1 + a)
	}
	return y
}

// ofG are its indices in closed form (Saltelli and Sobol 1995).
func ofG() (first, total []float64) {
	all := 1.0
	part := func(a float64) float64 { return 1 / (3 * (1 + a) * (1 + a)) }
	for _, a := range weights {
		all *= 1 + part(a)
	}
	for _, a := range weights {
		first = append(first, part(a)/(all-1))
		total = append(total, part(a)*all/(1+part(a))/(all-1))
	}
	return first, total
}

func at(rows [][]float64, f func([]float64) float64) []float64 {
	y := make([]float64, len(rows))
	for r, row := range rows {
		y[r] = f(row)
	}
	return y
}

func TestIndicesOfKnownFunctions(t *testing.T) {
	gFirst, gTotal := ofG()
	for _, c := range []struct {
		name         string
		f            func([]float64) float64
		first, total []float64
	}{
		{"ishigami", ishigami, ishigamiFirst, ishigamiTotal},
		{"g", g, gFirst, gTotal},
	} {
		crossed := design.Cross(4096, len(c.first), 1)
		a, b, ab := crossed.Split(at(crossed.Rows(), c.f))
		got, rows, err := Indices(a, b, ab, Resampling{Times: 200, Seed: 1})
		if err != nil || rows != 4096 {
			t.Fatalf("%s: %d rows, %v", c.name, rows, err)
		}
		for i, index := range got {
			for what, of := range map[string]struct {
				e    Estimate
				want float64
			}{"first": {index.First, c.first[i]}, "total": {index.Total, c.total[i]}} {
				if math.Abs(of.e.Value-of.want) > 0.01 {
					t.Errorf("%s: %s order of %d: %.4f, want %.4f", c.name, what, i, of.e.Value, of.want)
				}
				if of.e.Low-0.001 > of.want || of.e.High+0.001 < of.want || of.e.High-of.e.Low > 0.15 {
					t.Errorf("%s: %s order of %d: interval %.4f..%.4f, want one about %.4f", c.name, what, i, of.e.Low, of.e.High, of.want)
				}
			}
		}
	}
}

// A 95% interval of few rows holds the true index about so often.
func TestIntervalsHoldTheTruth(t *testing.T) {
	held, all := 0, 0
	for seed := range 40 {
		crossed := design.Cross(128, 3, chance.Seed(seed))
		a, b, ab := crossed.Split(at(crossed.Rows(), ishigami))
		got, _, err := Indices(a, b, ab, Resampling{Times: 300, Seed: chance.Seed(seed)})
		if err != nil {
			t.Fatal(err)
		}
		for i, index := range got {
			for _, of := range []struct {
				e    Estimate
				want float64
			}{{index.First, ishigamiFirst[i]}, {index.Total, ishigamiTotal[i]}} {
				all++
				if of.e.Low <= of.want && of.want <= of.e.High {
					held++
				}
			}
		}
	}
	t.Logf("%d of %d intervals hold the truth", held, all)
	if held < all*90/100 {
		t.Errorf("%d of %d intervals hold the truth", held, all)
	}
}

// Of noise that no parameter moves, no index is told from zero by the ranking,
// and those that come out below zero are read as nought.
func TestNoiseIsNotRanked(t *testing.T) {
	crossed := design.Cross(256, 4, 1)
	n := 0
	a, b, ab := crossed.Split(at(crossed.Rows(), func([]float64) float64 {
		n++
		return chance.Seed(5).Dice("test.noise", 0).Of(uint64(n)).Normal(0)
	}))
	got, _, err := Indices(a, b, ab, Resampling{Times: 300, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	var first, total []Estimate
	negative := 0
	for _, index := range got {
		first, total = append(first, index.First), append(total, index.Total)
		if index.First.Value < 0 {
			negative++
			if Read(index.First) != Nought {
				t.Errorf("%+v is read as %q, want nought", index.First, Read(index.First))
			}
		}
	}
	if len(Rank(first)) != 1 || len(Rank(total)) != 1 {
		t.Errorf("noise is ranked: %v, %v", Rank(first), Rank(total))
	}
	if negative == 0 {
		t.Error("no index came out below zero: this test does not see what it is for")
	}
}

// Dice that act otherwise at every place raise the total index of a parameter
// that does nothing by what Part says is left, and its first index not at all.
func TestDiceRaiseTotalIndices(t *testing.T) {
	const seeds = 2
	crossed := design.Cross(2048, 2, 1)
	rows := crossed.Rows()
	means := make([]float64, len(rows))
	var histories [][]float64
	for r, row := range rows {
		dice := chance.Seed(3).Dice("test.noise", 0).Of(uint64(r))
		h := make([]float64, seeds)
		for s := range h {
			h[s] = row[0] + 0.2*dice.Normal(s)
			means[r] += h[s] / seeds
		}
		histories = append(histories, h)
	}
	a, b, ab := crossed.Split(means)
	got, _, err := Indices(a, b, ab, Resampling{Times: 50})
	if err != nil {
		t.Fatal(err)
	}
	left, want := SharesOf(histories[:4096]).Left, 0.02/(1.0/12+0.02)
	if math.Abs(left-want) > 0.03 || math.Abs(got[1].Total.Value-want) > 0.03 || math.Abs(got[1].First.Value) > 0.03 {
		t.Errorf("left %.3f, total %.3f, first %.3f; want %.3f, %[4]f, 0", left, got[1].Total.Value, got[1].First.Value, want)
	}
}

func TestRowsWithoutANumberAreLeftOut(t *testing.T) {
	crossed := design.Cross(512, 3, 1)
	y := at(crossed.Rows(), ishigami)
	y[3], y[512+7], y[2*512+9], y[4*512+9], y[100] = math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.Inf(1)
	a, b, ab := crossed.Split(y)
	got, rows, err := Indices(a, b, ab, Resampling{Times: 20})
	if err != nil || rows != 508 || math.Abs(got[0].First.Value-ishigamiFirst[0]) > 0.05 {
		t.Errorf("%d rows, want 508; %v; %+v", rows, err, got)
	}
	for i := range 500 {
		y[i] = math.NaN()
	}
	if _, rows, err = Indices(a, b, ab, Resampling{Times: 20}); !errors.Is(err, ErrFew) || rows != 12 {
		t.Errorf("%d rows: %v, want too few", rows, err)
	}
	same := slices.Repeat([]float64{4}, 64)
	if _, _, err = Indices(same, same, [][]float64{same}, Resampling{Times: 20}); !errors.Is(err, ErrConstant) {
		t.Errorf("a constant: %v", err)
	}
}

// On four levels a step of a factor of g moves it by 2/(1+a) per width, either
// way, and the other factors have the mean (4/3+a)/(1+a).
func TestScreenOfG(t *testing.T) {
	walks := design.Walks(4000, len(weights), 1)
	var y []float64
	for _, w := range walks {
		y = append(y, at(w.Rows, g)...)
	}
	got, n, err := Screen(design.Effects(walks, y), Resampling{Times: 100})
	if err != nil || n != 4000 {
		t.Fatalf("%d walks, %v", n, err)
	}
	for i, a := range weights {
		want := 2 / (1 + a)
		for j, b := range weights {
			if j != i {
				want *= (4.0/3 + b) / (1 + b)
			}
		}
		if math.Abs(got[i].Size.Value-want) > 0.02*want {
			t.Errorf("factor %d: size %.4f, want %.4f", i, got[i].Size.Value, want)
		}
		if m := got[i].Mean; m.Low > 0 || m.High < 0 {
			if z := m.Value / (got[i].Scatter.Value / math.Sqrt(4000)); math.Abs(z) > 4 {
				t.Errorf("factor %d: mean %+v, want about zero", i, m)
			}
		}
	}
}

// morris is the function of 20 inputs of Morris 1991, its small coefficients by
// sign in place of draws, as Saltelli, Chan and Scott 2000 have them.
func morris(u []float64) float64 {
	w := make([]float64, 20)
	for i, x := range u {
		w[i] = 2 * (x - 0.5)
		if i == 2 || i == 4 || i == 6 {
			w[i] = 2 * (1.1*x/(x+0.1) - 0.5)
		}
	}
	sign := func(n int) float64 { return float64(1 - 2*(n%2)) }
	y := 0.0
	for i := range w {
		b := sign(i + 1)
		if i < 10 {
			b = 20
		}
		y += b * w[i]
		for j := i + 1; j < 20; j++ {
			b := sign(i + j)
			if j < 6 {
				b = -15
			}
			y += b * w[i] * w[j]
			for l := j + 1; l < 5; l++ {
				y -= 10 * w[i] * w[j] * w[l]
				for s := l + 1; s < 4; s++ {
					y += 5 * w[i] * w[j] * w[l] * w[s]
				}
			}
		}
	}
	return y
}

// What Morris 1991 reads from his figure: inputs 1 to 10 matter and 11 to 20 do
// not; of those that matter, 8 to 10 act alone and along a line, 1 to 7 do not.
func TestScreenOfMorrisFunction(t *testing.T) {
	walks := design.Walks(40, 20, 1)
	var y []float64
	for _, w := range walks {
		y = append(y, at(w.Rows, morris)...)
	}
	got, _, err := Screen(design.Effects(walks, y), Resampling{Times: 300})
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range got {
		switch {
		case i < 10 && m.Size.Low < 20:
			t.Errorf("input %d: size %+v, want a large one", i+1, m.Size)
		case i >= 10 && m.Size.High > 15:
			t.Errorf("input %d: size %+v, want a small one", i+1, m.Size)
		case i < 7 && m.Scatter.Value < m.Size.Value/4:
			t.Errorf("input %d: scatter %+v beside %+v, want a large one", i+1, m.Scatter, m.Size)
		case i >= 7 && i < 10 && (m.Scatter.Value > m.Size.Value/4 || m.Mean.Low < 30):
			t.Errorf("input %d: scatter %+v, mean %+v; want a line upwards", i+1, m.Scatter, m.Mean)
		}
	}
	var sizes []Estimate
	for _, m := range got {
		sizes = append(sizes, m.Size)
	}
	last := Rank(sizes)[len(Rank(sizes))-1]
	slices.Sort(last)
	if !slices.Equal(last, []int{10, 11, 12, 13, 14, 15, 16, 17, 18, 19}) {
		t.Errorf("the last group holds %v, want inputs 11 to 20", last)
	}
}

func TestFewWalks(t *testing.T) {
	effects := [][]float64{{1, 2, 3, math.NaN(), 5}, {1, 1, 1, 1, 1}}
	if _, walks, err := Screen(effects, Resampling{Times: 10}); !errors.Is(err, ErrFew) || walks != 4 {
		t.Errorf("%d walks: %v, want too few", walks, err)
	}
	if _, _, err := Screen([][]float64{make([]float64, 9)}, Resampling{Times: 10}); !errors.Is(err, ErrConstant) {
		t.Errorf("a constant: %v", err)
	}
	effects[0][3] = 4
	got, _, err := Screen(effects, Resampling{Times: 10})
	if err != nil || got[0].Mean.Value != 3 || math.Abs(got[0].Scatter.Value-math.Sqrt(2.5)) > 1e-12 || got[1].Size != (Estimate{1, 1, 1}) {
		t.Errorf("%+v, %v", got, err)
	}
}
