package design

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestDesignsAreRead(t *testing.T) {
	for _, c := range []struct {
		text string
		want Design
		err  string
	}{
		{"grid:5", Design{Grid, 5}, ""},
		{"grid", Design{Grid, 0}, ""},
		{"list", Design{List, 0}, ""},
		{"lhs:200", Design{Latin, 200}, ""},
		{"sobol:256", Design{Sobol, 256}, ""},
		{"sobel:256", Design{}, `did you mean "sobol" (there are grid:LEVELS`},
		{"", Design{}, "no design is called"},
		{"lhs", Design{}, "lhs needs a number of rows, for example lhs:64"},
		{"lhs:0", Design{}, "lhs:0: want a number of rows from 1 to 1000000"},
		{"grid:1001", Design{}, "want a number of levels from 1 to 1000"},
		{"sobol:many", Design{}, "sobol:many: want"},
		{"list:3", Design{}, "a list takes no number"},
	} {
		got, err := Read(c.text)
		switch {
		case c.err == "" && (err != nil || got != c.want || got.String() != c.text):
			t.Errorf("%s: %v, %v, want %v", c.text, got, err, c.want)
		case c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)):
			t.Errorf("%s: %v, want %q", c.text, err, c.err)
		}
	}
}

var (
	credulity = Axis{Key: "leader.chi_leader", Min: 0.2, Max: 1.2}
	delay     = Axis{Key: "leader.lag", Values: []float64{2, 7.5, 12}}
	decay     = Axis{Key: "leader.evidence_decay", Values: []float64{0.1, 0.2, 0.3}}
)

func TestGridIsEveryCombination(t *testing.T) {
	axes := []Axis{credulity, delay}
	rows, err := Design{Grid, 3}.Rows(axes, 1)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]float64{{0.2, 2}, {0.2, 7.5}, {0.2, 12}, {0.7, 2}, {0.7, 7.5}, {0.7, 12}, {1.2, 2}, {1.2, 7.5}, {1.2, 12}}
	for r, row := range rows {
		for i, v := range Values(axes, row) {
			if math.Abs(v-want[r][i]) > 1e-12 {
				t.Errorf("row %d: %v, want %v", r, Values(axes, row), want[r])
			}
		}
	}
	if len(rows) != len(want) || rows[8][0] != 1 || credulity.At(1) != credulity.Max {
		t.Errorf("%d rows, want %d; the last ends at %v", len(rows), len(want), rows[len(rows)-1])
	}
}

func TestListsGoSideBySide(t *testing.T) {
	axes := []Axis{delay, decay}
	rows, err := Design{Kind: List}.Rows(axes, 1)
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range [][]float64{{2, 0.1}, {7.5, 0.2}, {12, 0.3}} {
		if got := Values(axes, rows[r]); !slices.Equal(got, want) {
			t.Errorf("row %d: %v, want %v", r, got, want)
		}
	}
}

func TestDesignsThatCannotBe(t *testing.T) {
	many := make([]Axis, 129)
	for i := range many {
		many[i] = credulity
	}
	short := Axis{Key: "leader.recovery", Values: []float64{0.02}}
	for _, c := range []struct {
		d    Design
		axes []Axis
		want string
	}{
		{Design{Latin, 4}, nil, "nothing is varied"},
		{Design{Kind: Grid}, []Axis{credulity}, "say how many levels"},
		{Design{Grid, 1}, []Axis{credulity}, "take at least grid:2"},
		{Design{Grid, 2}, many, "more than 1000000 rows"},
		{Design{Kind: List}, []Axis{delay, credulity}, "leader.chi_leader is a range: a list needs values, for example leader.chi_leader=0.2,1.2"},
		{Design{Kind: List}, []Axis{delay, short}, "leader.lag has 3 values and leader.recovery has 1"},
		{Design{Sobol, 8}, many, "129 parameters are varied, and the Sobol sequence has 128 dimensions"},
	} {
		if _, err := c.d.Rows(c.axes, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.d, err, c.want)
		}
	}
}

// Each part of each column is visited once; columns are not the same order; a
// seed gives the same rows again and another seed others.
func TestLatinHypercube(t *testing.T) {
	const n, k = 50, 7
	rows := LatinHypercube(n, k, 3)
	if !slices.EqualFunc(rows, LatinHypercube(n, k, 3), slices.Equal[[]float64]) || slices.Equal(rows[0], LatinHypercube(n, k, 4)[0]) {
		t.Error("rows are not those of the seed")
	}
	for d := range k {
		evenly(t, rows, d, n)
		if d > 0 && slices.IsSortedFunc(rows, func(a, b []float64) int { return sign(a[d] - b[d]) }) {
			t.Errorf("column %d is in order", d)
		}
	}
	apart := 0
	for _, row := range rows {
		if int(row[0]*n) != int(row[1]*n) {
			apart++
		}
	}
	if apart < n/2 {
		t.Errorf("columns 0 and 1 agree in %d of %d rows", n-apart, n)
	}
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// evenly fails unless each of the parts of 0..1 holds one number of a column.
func evenly(t *testing.T, rows [][]float64, column, parts int) {
	t.Helper()
	seen := make([]int, parts)
	for _, row := range rows {
		if row[column] < 0 || row[column] >= 1 {
			t.Fatalf("column %d holds %v", column, row[column])
		}
		seen[int(row[column]*float64(parts))]++
	}
	for p, n := range seen {
		if n != len(rows)/parts {
			t.Errorf("column %d: part %d of %d holds %d of %d numbers", column, p, parts, n, len(rows))
			return
		}
	}
}

// On a walk each axis is turned once, by two thirds of its width, and nothing
// else moves; over many walks every level is as frequent as any other, and each
// direction.
func TestWalks(t *testing.T) {
	const n, k = 4000, 5
	levels, up := make([]int, walkLevels), 0
	for _, w := range Walks(n, k, 1) {
		turned := make([]bool, k)
		for s, i := range w.Turned {
			if turned[i] {
				t.Fatalf("axis %d is turned twice", i)
			}
			turned[i] = true
			for d := range k {
				moved := math.Abs(w.Rows[s+1][d] - w.Rows[s][d])
				if d == i && math.Abs(moved-2.0/3) > 1e-12 || d != i && moved != 0 {
					t.Fatalf("step %d turns axis %d: axis %d moves by %v", s, i, d, moved)
				}
			}
			if w.Rows[s+1][i] > w.Rows[s][i] {
				up++
			}
		}
		for _, u := range w.Rows[0] {
			levels[int(math.Round(u*(walkLevels-1)))]++
		}
	}
	for level, count := range levels {
		if z := (float64(count) - n*k/4.0) / math.Sqrt(n*k*3.0/16); math.Abs(z) > 4 {
			t.Errorf("level %d: %d of %d, z = %.1f", level, count, n*k, z)
		}
	}
	if z := (float64(up) - n*k/2.0) / math.Sqrt(n*k/4.0); math.Abs(z) > 4 {
		t.Errorf("%d of %d steps go up, z = %.1f", up, n*k, z)
	}
}

// The effects of a plane are its slopes, on every walk.
func TestEffectsOfAPlane(t *testing.T) {
	slopes := []float64{3, -2, 0, 0.5}
	walks := Walks(6, len(slopes), 9)
	var y []float64
	for _, w := range walks {
		for _, row := range w.Rows {
			sum := 7.0
			for i, s := range slopes {
				sum += s * row[i]
			}
			y = append(y, sum)
		}
	}
	for i, of := range Effects(walks, y) {
		for w, e := range of {
			if math.Abs(e-slopes[i]) > 1e-12 {
				t.Errorf("axis %d, walk %d: %v, want %v", i, w, e, slopes[i])
			}
		}
	}
}

func TestCrossedRows(t *testing.T) {
	const n, k = 8, 3
	c := Cross(n, k, 1)
	rows := c.Rows()
	if len(rows) != n*(k+2) {
		t.Fatalf("%d rows, want %d", len(rows), n*(k+2))
	}
	y := make([]float64, len(rows))
	for r := range y {
		y[r] = float64(r)
	}
	a, b, ab := c.Split(y)
	for r := range n {
		if !slices.Equal(rows[int(a[r])], c.A[r]) || !slices.Equal(rows[int(b[r])], c.B[r]) {
			t.Errorf("row %d: A or B is not where Split takes it from", r)
		}
		for i := range k {
			want := slices.Clone(c.A[r])
			want[i] = c.B[r][i]
			if !slices.Equal(rows[int(ab[i][r])], want) {
				t.Errorf("row %d, axis %d: %v, want %v", r, i, rows[int(ab[i][r])], want)
			}
		}
	}
}
