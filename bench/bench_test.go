package bench

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

func baseline(t *testing.T) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// quick is the smallest measurement there is.
func quick(t *testing.T) Options {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Scenario: baseline(t), Workers: 2, Most: LeastPersons, Repetitions: 1, Array: 1 << 20, Quick: true,
		Program: []string{self, "bench.test", "-test.run=^$"}}
}

// Whatever the machine: all is there, in its order, and nothing contradicts
// itself. How long anything takes is not asked.
func TestMeasure(t *testing.T) {
	o := quick(t)
	var said []string
	var scales []int
	o.Say = func(line string) { said = append(said, line) }
	o.Sparing = func(scale int) { scales = append(scales, scale) }
	f, err := Measure(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	spreadsAreInOrder(t, reflect.ValueOf(*f), "figures")
	workers := []int{1, 2}
	if !slices.Equal(f.Workers, workers) || len(f.Stream) != 2 || len(f.Arithmetic) != 2 || len(f.Census) != 2 || len(f.Ensemble) != 2 {
		t.Errorf("workers %v, stream %v, arithmetic %v, census %v, ensemble %v", f.Workers, f.Stream, f.Arithmetic, f.Census, f.Ensemble)
	}
	for i, w := range workers {
		if f.Stream[i].Workers != w || f.Arithmetic[i].Workers != w || f.Census[i].Workers != w || f.Ensemble[i].Workers != w {
			t.Errorf("row %d is not that of %d workers", i, w)
		}
	}
	for _, gain := range []Spread{f.Arithmetic[0].Gain, f.Census[0].Gain, f.Census[0].Share, *f.Census[0].PassGain, *f.Census[0].PassShare, f.Ensemble[0].Gain, f.Ensemble[0].Share} {
		if gain.Median != 1 {
			t.Errorf("one worker gains %v over himself", gain.Median)
		}
	}
	if len(f.Sizes) != 1 || len(f.Flatness) != 0 || math.Abs(f.Sizes[0].Persons/LeastPersons-1) > 0.02 || f.Sizes[0].Collectives < LeastPersons/64 {
		t.Errorf("sizes %+v, flatness %v", f.Sizes, f.Flatness)
	}
	for _, c := range f.Sizes[0].ByWorkers {
		if c.PassNSPerPersonM.Median > c.MonthNSPerPersonM.Median || !(c.PassShareOfStream > 0) {
			t.Errorf("%+v: a pass longer than its month, or no share", c)
		}
		if product := c.PassNSPerPersonM.Median * c.PassPersonMPerS.Median; product < 0.9e9 || product > 1.1e9 {
			t.Errorf("%v ns a person-month are not %v a second", c.PassNSPerPersonM.Median, c.PassPersonMPerS.Median)
		}
	}
	monthsAreWhole(t, f)
	if len(f.Members) != 1 || f.Members[0].Scale != 10_000 || f.Members[0].Months != 330 || f.StartSeconds == nil || len(said) < 5 || !slices.Contains(scales, 10_000) {
		t.Errorf("members %v, start %v, said %q, scales %v", f.Members, f.StartSeconds, said, scales)
	}

	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Parse(text)
	if err != nil || !reflect.DeepEqual(f, again) {
		t.Errorf("read back: %v\n%+v, want\n%+v", err, again, f)
	}
}

// monthsAreWhole holds that the shares of each month add up, and that the pass
// is among the acts.
func monthsAreWhole(t *testing.T, f *Figures) {
	t.Helper()
	whole := map[bool]int{}
	for _, m := range f.Months {
		whole[m.Whole]++
		total, pass := 0.0, 0.0
		for _, a := range m.Acts {
			total += a.Share
			if a.Act == "society.settle" {
				pass = a.Share
			}
		}
		if math.Abs(total-1) > 1e-9 || !(pass > 0 && pass < 1) || m.Acts[len(m.Acts)-1].Act != Books {
			t.Errorf("1:%d on %d workers: shares add up to %v, the pass has %v", m.Scale, m.Workers, total, pass)
		}
	}
	if whole[true] != 1 || whole[false] != 2 {
		t.Errorf("%v: want a whole history at 1:10,000, and the largest country on one worker and on two", whole)
	}
}

// spreadsAreInOrder holds that everything measured is positive, with its
// quartiles on either side.
func spreadsAreInOrder(t *testing.T, v reflect.Value, at string) {
	t.Helper()
	if s, ok := v.Interface().(Spread); ok {
		if !(s.Median > 0 || strings.Contains(at, "CPU") || strings.Contains(at, "ProcessorShare")) || s.LowerQuartile > s.Median || s.UpperQuartile < s.Median || s.Repetitions < 1 || math.IsInf(s.Median, 0) {
			if at != "figures.Months.Acts.Seconds" { // an act may do nothing in a month
				t.Errorf("%s: %+v", at, s)
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			spreadsAreInOrder(t, v.Field(i), at+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		for i := range v.Len() {
			spreadsAreInOrder(t, v.Index(i), at)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			spreadsAreInOrder(t, v.Elem(), at)
		}
	}
}

// Every name of the JSON stands in the page that says what it means.
func TestEveryNameIsExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/performance.md")
	if err != nil {
		t.Fatal(err)
	}
	var walk func(v reflect.Type)
	names := 0
	walk = func(v reflect.Type) {
		switch v.Kind() {
		case reflect.Slice, reflect.Pointer:
			walk(v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				name, _, _ := strings.Cut(v.Field(i).Tag.Get("json"), ",")
				names++
				if !strings.Contains(string(page), "`"+name+"`") {
					t.Errorf("docs/performance.md does not say what %q means", name)
				}
				walk(v.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[Figures]())
	if names < 40 {
		t.Errorf("only %d names were found", names)
	}
}

func TestMeasureStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	o := quick(t)
	o.Program = nil
	o.Say = func(string) { cancel() }
	if _, err := Measure(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled measurement ends with %v", err)
	}
}

func TestSettleNamesWhatIsWrong(t *testing.T) {
	o := Options{Workers: 0, Most: math.NaN(), Repetitions: 0, Array: -1 << 20}
	err := o.Settle()
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	for _, want := range []string{"--workers 0: want 1 to", "--most NaN: want 100000 persons", "--repetitions 0: want 1 to", "--array -1 MB: want 1 to"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
}

// A country of any size has as many living persons as were asked for, and
// nothing but the population is moved.
func TestPlanFor(t *testing.T) {
	plan := baseline(t).Plan
	for _, persons := range sizes {
		late, scale := planFor(&plan, persons, 5)
		if got := late.Conditions[0].Population / float64(scale); math.Abs(got/persons-1) > 1e-9 {
			t.Errorf("%.0f persons: %v lanes", persons, got)
		}
		if len(late.Conditions) != 5 || late.Until-late.From != 4 || late.From != founded {
			t.Errorf("%.0f persons: %v to %v", persons, late.From, late.Until)
		}
		for i, c := range late.Conditions {
			want := plan.Conditions[int(founded-plan.From)+i]
			if r := c.Population / want.Population; r < 0.9 || r > 1.25 {
				t.Errorf("%.0f persons: population %v, in the plan %v", persons, c.Population, want.Population)
			}
			if c.Population = want.Population; c != want {
				t.Errorf("%.0f persons: conditions %+v, in the plan %+v", persons, c, want)
			}
		}
	}
	if plan.From == founded || plan.Conditions[0].Population == sizes[0] {
		t.Error("the plan of the scenario was changed")
	}
	if late, _ := planFor(&plan, base, 1000); late.From != plan.From || late.Until != plan.Until {
		t.Errorf("a thousand months are %v to %v, the plan has %v to %v", late.From, late.Until, plan.From, plan.Until)
	}
}

func TestUpTo(t *testing.T) {
	for _, c := range []struct {
		most int
		want []int
	}{{1, []int{1}}, {2, []int{1, 2}}, {3, []int{1, 2, 3}}, {8, []int{1, 2, 4, 8}}, {12, []int{1, 2, 4, 8, 12}}} {
		if got := upTo(c.most); !slices.Equal(got, c.want) {
			t.Errorf("up to %d: %v, want %v", c.most, got, c.want)
		}
	}
}

func TestGains(t *testing.T) {
	// Two workers do twice the work in 1.25 times the time; the pairs count,
	// though the machine was half as fast in the second.
	one, two := []float64{1, 2, 1}, []float64{1.25, 2.5, 1.25}
	if got := gainOf(one, two, 2); got != (Spread{1.6, 1.6, 1.6, 3}) {
		t.Errorf("gain %+v, want 1.6", got)
	}
	seconds := map[int][]float64{1: {4, 8, 4}, 2: {2.5, 5, 2.5}}
	s := scaling(2, seconds, map[int][]float64{1: one, 2: two})
	if s.Gain.Median != 1.6 || s.ArithmeticGain.Median != 1.6 || s.Share != (Spread{1, 1, 1, 3}) {
		t.Errorf("%+v: want a gain of 1.6, the loop's 1.6, a share of 1", s)
	}
}

func TestSpread(t *testing.T) {
	if got := spreadOf([]float64{5, 1, 4, 2, 3}); got != (Spread{3, 2, 4, 5}) {
		t.Errorf("%+v", got)
	}
}

func TestCaches(t *testing.T) {
	for text, want := range map[string]int64{"48K": 48 << 10, "2M": 2 << 20, "1G": 1 << 30, "512": 512, "": 0, "2T": 0, "-1K": 0} {
		if got := cacheSize(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for cache, want := range map[int64]int64{0: 1 << 30, 1 << 20: 256 << 20, 100 << 20: 400 << 20, 512 << 20: 1 << 30} {
		if got, why := beyondCaches(cache); got != want || why == "" {
			t.Errorf("cache of %d MB: %d MB, want %d", cache>>20, got>>20, want>>20)
		}
	}
}

// The streams touch every word.
func TestStreams(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 1000} {
		words := make([]uint64, n)
		want := uint64(0)
		for i := range words {
			words[i] = uint64(i)*0x9E3779B97F4A7C15 + 1
			want += words[i]
		}
		if got := sum(words); got != want {
			t.Errorf("%d words: sum %d, want %d", n, got, want)
		}
		before := slices.Clone(words)
		rewrite(words)
		for i := range words {
			if words[i] == before[i] {
				t.Errorf("word %d of %d was not written", i, n)
			}
		}
		rewrite(words)
		if !slices.Equal(words, before) {
			t.Errorf("%d words: written twice they are not as before", n)
		}
	}
}

func TestTogether(t *testing.T) {
	var ran [7]atomic.Int32
	together(len(ran), func(i int) { ran[i].Add(1) })
	for i := range ran {
		if n := ran[i].Load(); n != 1 {
			t.Errorf("worker %d ran %d times", i, n)
		}
	}
}

func TestParseRefusesWhatIsCut(t *testing.T) {
	for text, want := range map[string]string{
		`{`:                             "JSON",
		`{"schema": 7}`:                 "schema 7: want 1",
		`{"schema": 1, "workers": [1]}`: "for each of 1 workers",
		`{"schema": 1, "census": [{"workers":1}]}`:    "no pass_gain",
		`{"schema": 1, "months": [{"acts":[{}]},{}]}`: "acts",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
