package results

import (
	"bytes"
	"math"
	"testing"
)

// The committed files are what Text writes of them: nothing was edited by hand,
// and nothing is in them that is not read.
func TestFilesAreAsWritten(t *testing.T) {
	again(t, "patterns.json", Read[Patterns])
	again(t, "effects.json", Read[Effects])
	again(t, "draws.json", Read[Draws])
	again(t, "scales.json", Read[Scales])
	again(t, "planes.json", Read[Planes])
}

func again[T any](t *testing.T, name string, read func(string) (T, error)) {
	t.Helper()
	v, err := read(name)
	if err != nil {
		t.Error(err)
		return
	}
	text, err := Text(v)
	if err != nil {
		t.Fatal(err)
	}
	if have, err := files.ReadFile(name); err != nil || !bytes.Equal(have, text) {
		t.Errorf("%s is not as it is written (%v): make it anew with make measure", name, err)
	}
}

func TestRound(t *testing.T) {
	for x, want := range map[float64]Number{0: 0, 1.23456789: 1.23457, 99999.96: 100000, 123456.7: 123457, -0.000123456789: -0.000123457, 936750: 936750} {
		if got := Round(x); got != want {
			t.Errorf("Round(%v) = %v, want %v", x, got, want)
		}
	}
	if Round(math.NaN()).Known() || Round(math.Inf(1)).Known() {
		t.Error("what is undefined is rounded to a number")
	}
}

func TestReadRefusesWhatItDoesNotKnow(t *testing.T) {
	if _, err := Read[Draws]("scales.json"); err == nil {
		t.Error("a file of scales was read as draws")
	}
}
