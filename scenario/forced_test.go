package scenario

import (
	"reflect"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
)

// Only forced-dates gives dates of operations from outside; but for them it is
// the baseline.
func TestForcedDatesIsTheOnlyOne(t *testing.T) {
	all, err := List(shipped)
	if err != nil {
		t.Fatal(err)
	}
	base := read(t, "baseline", Edits{}).Plan
	for _, one := range all {
		p := read(t, one.Name, Edits{}).Plan
		if one.Name != "forced-dates" {
			if p.Forced != nil {
				t.Errorf("%s has %d operations with dates from outside", one.Name, len(p.Forced))
			}
			continue
		}
		want := []country.Forced{
			{Label: "The operation against kulaks", Launch: month("1930-02"), Stop: month("1930-06"), Plan: figure(t, "kulak_cat1_quota_1930")},
			{Label: "The mass operation", Launch: month("1937-08"), Stop: month("1938-12"), Plan: figure(t, "o447_initial_total")},
		}
		if !reflect.DeepEqual(p.Forced, want) {
			t.Errorf("forced-dates: %+v, want %+v", p.Forced, want)
		}
		p.Name, p.Forced = base.Name, nil
		if !reflect.DeepEqual(p, base) {
			t.Error("forced-dates changes more than the dates")
		}
	}
}

func figure(t *testing.T, id string) float64 {
	t.Helper()
	f, err := evidence.ByID(id)
	if err != nil {
		t.Fatal(err)
	}
	return float64(f.Value)
}

// The dates are cut to the span of the scenario; what is said on the command
// line does not make one of them.
func TestForcedUnderEdits(t *testing.T) {
	for _, c := range []struct {
		set  []string
		want string // the operations, or a mistake
	}{
		{[]string{"until=1937-12"}, "1930-02..1930-06 1937-08..1938-01"},
		{[]string{"from=1930-04"}, "1930-04..1930-06 1937-08..1938-12"},
		{[]string{"until=1929-12"}, ""},
		{[]string{"forced=off", "forced_dates=off"}, "--set forced_dates: \"off\" is not true or false"},
		{[]string{"forced.1.stop=1938-06"}, "1930-02..1930-06 1937-08..1938-06"},
		{[]string{"forced.1.stop=1937-06"}, "--set forced.stop: 1937-06 is not after launch"},
	} {
		s, err := Read(shipped, "forced-dates", registry(), Edits{Set: c.set})
		if err != nil {
			if c.want == "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v: %v, want %s", c.set, err, c.want)
			}
			continue
		}
		var got []string
		for _, f := range s.Plan.Forced {
			got = append(got, f.Launch.String()+".."+f.Stop.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %v, want %s", c.set, got, c.want)
		}
		if again, err := Parse(shipped, s.Text, registry()); err != nil || again.Hash != s.Hash || !reflect.DeepEqual(again.Plan, s.Plan) {
			t.Errorf("%v: does not read again: %v", c.set, err)
		}
	}
	if _, err := Read(shipped, "baseline", registry(), Edits{Set: []string{"forced_dates=true"}}); err == nil || !strings.Contains(err.Error(), "--set forced_dates: cannot be set; write a scenario file") {
		t.Errorf("the baseline with forced_dates=true: %v", err)
	}
}
