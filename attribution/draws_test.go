package attribution

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parquet-go/parquet-go"
)

// lay writes a file and gives its name.
func lay(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// lags are the values of one parameter, as text.
func lags(draws []map[string]float64) string {
	var out []string
	for _, d := range draws {
		out = append(out, fmt.Sprint(d["leader.lag"]))
	}
	return strings.Join(out, " ")
}

func TestDraws(t *testing.T) {
	plain := "leader.lag,leader.launch,note\n2,0.001,a\n3,0.002,b\n4,0.003,c\n5,0.004,d\n"
	for _, c := range []struct {
		name, text string
		n          int
		want, how  string
	}{
		{"all", plain, 4, "2 3 4 5", "4 draws of the 4"},
		{"evenly spaced", plain, 2, "2 4", "2 draws of the 4"},
		{"again", plain, 6, "2 3 4 5 2 3", "6 draws of the 4"},
		{"by weight", "weight,leader.lag\n0.5,2\n0,3\n0.25,4\n0.25,5\n", 4, "2 2 4 5", "in proportion to weight"},
		{"the log of a search", "# a head\nloss,leader.lag\n3,2\n1,3\n1,3\n2,4\n,5\n", 2, "3 4", "not a posterior"},
		{"fewer candidates than draws", "loss,leader.lag\n3,2\n1,3\n1,3\n", 3, "3 2 3", "the 2 rows of least loss"},
	} {
		draws, how, err := ReadDraws(nil, lay(t, "draws.csv", c.text), c.n)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := lags(draws); got != c.want || !strings.Contains(how, c.how) {
			t.Errorf("%s: %s (%s), want %s (%s)", c.name, got, how, c.want, c.how)
		}
		if len(draws[0]) != strings.Count(strings.SplitN(c.text, "leader.", 2)[1], "leader.")+1 {
			t.Errorf("%s: a draw is %v", c.name, draws[0])
		}
	}
}

func TestDrawsThatShip(t *testing.T) {
	log := fstest.MapFS{"points/to.log.csv": {Data: []byte("loss,leader.lag\n1,3\n")}}
	both := fstest.MapFS{"points/to.log.csv": log["points/to.log.csv"], "posterior/to.csv": {Data: []byte("leader.lag\n5\n")}}
	for _, c := range []struct {
		files fstest.MapFS
		want  string
	}{{log, "3"}, {both, "5"}} {
		draws, _, err := ReadDraws(c.files, "to", 1)
		if err != nil || lags(draws) != c.want {
			t.Errorf("%v, %v: want %s", draws, err, c.want)
		}
	}
	if _, _, err := ReadDraws(log, "fro", 1); err == nil || !strings.Contains(err.Error(), "no table of draws ships") {
		t.Errorf("a table that does not ship: %v", err)
	}
}

func TestDrawsFromParquet(t *testing.T) {
	type row struct {
		Lag    float64 `parquet:"leader.lag"`
		Weight float32 `parquet:"weight"`
		Round  int32   `parquet:"round"`
	}
	name := filepath.Join(t.TempDir(), "draws.parquet")
	if err := parquet.WriteFile(name, []row{{2, 1, 1}, {3.5, 3, 2}}); err != nil {
		t.Fatal(err)
	}
	draws, _, err := ReadDraws(nil, name, 4)
	if err != nil {
		t.Fatal(err)
	}
	if got := lags(draws); got != "2 3.5 3.5 3.5" {
		t.Errorf("drawn: %s", got)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := ReadDraws(nil, lay(t, "cut.parquet", string(text[:len(text)/2])), 1); err == nil || !strings.Contains(err.Error(), "cut.parquet") {
		t.Errorf("a file cut short: %v", err)
	}
}

func TestDrawsThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		file, text string
		n          int
		want       string
	}{
		{"a.txt", "", 1, "ends in .csv or .parquet"},
		{"a.csv", "", 1, "no line of column names"},
		{"a.csv", "loss,lag\n1,2\n", 1, "no column is a parameter"},
		{"a.csv", "leader.lag\n", 1, "holds no rows"},
		{"a.csv", "leader.lag\nlong\n", 1, "row 1: leader.lag is no number"},
		{"a.csv", "leader.lag,weight\n2,-1\n", 1, "a weight is 0 or more"},
		{"a.csv", "leader.lag,weight\n2,0\n", 1, "all weights are 0"},
		{"a.csv", "leader.lag,loss\n2,\n", 1, "no row has a loss"},
		{"a.csv", "leader.lag\n2,3\n", 1, "wrong number of fields"},
		{"a.csv", "leader.lag\n2\n", MostDraws + 1, "want 1 to 500"},
	} {
		if _, _, err := ReadDraws(nil, lay(t, c.file, c.text), c.n); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want it to say %q", c.text, err, c.want)
		}
	}
}
