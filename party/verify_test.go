package party_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// A verification expels members, each kind with its own chance, and arrests
// nobody.
func TestVerification(t *testing.T) {
	x := try(t, func(p *country.Plan) {
		p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Verification, Label: "cleansing"}}
	})
	known, hollow, sound, outside := 0, 0, 0, 0
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		col.Party, col.File, col.Marked = col.Alive&^1, col.Alive&0b1111, col.Alive&0b1111<<4
		for plane := range col.Support {
			col.Support[plane] = ^uint64(0xF00) // lanes 8 to 11 do not support
		}
	}
	x.Set("expel_filed", 1)
	x.Set("expel_hollow", 0)
	x.Set("expel_any", 0)
	x.Do("verify")
	expelled := x.Report.Expelled
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		known += people.Count(col.Party & (col.File | col.Marked))
		hollow += people.Count(col.Party & 0xF00)
		sound += people.Count(col.Party &^ 0xFFF)
		outside += people.Count(col.Alive &^ col.Party)
	}
	if known != 0 || hollow != 4*80 || sound != 52*80 || expelled != 7*80 || outside != 8*80 {
		t.Errorf("left in the party: %d known, %d hollow, %d sound; %d expelled, %d outside", known, hollow, sound, expelled, outside)
	}
	x.Set("expel_hollow", 1)
	x.Report.Expelled, x.Verified = 0, 0
	x.Do("verify")
	if x.Report.Expelled != 4*80 {
		t.Errorf("%d expelled whose support has gone, want %d", x.Report.Expelled, 4*80)
	}
	if len(x.Docket) != 0 {
		t.Error("a verification arrests")
	}
	x.Next()
}

// Each chance is taken times how much of the party no verification has seen, and
// times 1 + scrutiny V. All is unseen at the first; later the share admitted
// since, and 1 - exp(-months/staling) of the others.
func TestWhatIsNewToTheScreeners(t *testing.T) {
	const any = 0.1
	old := func(months float64) float64 { return 1 - math.Exp(-months/36) }
	for _, c := range []struct {
		what      string
		verified  calendar.Month // months ago; 0: never
		admitted  float64        // share of the members
		vigilance float64
		want      float64
	}{
		{"the first", 0, 0.5, 0, any},
		{"the first, at full vigilance", 0, 0, 1, any * 3},
		{"three years on, nobody new", 36, 0, 0, any * old(36)},
		{"nine months on, nobody new", 9, 0, 0, any * old(9)},
		{"nine months on, half are new", 9, 0.5, 0, any * (0.5 + 0.5*old(9))},
		{"nine months on, more were admitted than are left", 9, 2, 0, any},
		{"nine months on, half vigilant", 9, 0, 0.5, any * old(9) * 2},
	} {
		x := try(t, func(p *country.Plan) {
			p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Verification, Label: "cleansing"}}
		})
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			col.Party, col.File, col.Marked = col.Alive, 0, 0
			col.Support[people.SupportPlanes-1] = ^uint64(0)
		}
		x.Count()
		x.Pin(map[string]float64{"expel_any": any, "expel_hollow": 1, "expel_filed": 1})
		if c.verified > 0 {
			x.Verified = x.Month - c.verified
		}
		x.Admitted, x.Vigilance = int(c.admitted*float64(x.Tally.Party)), c.vigilance
		x.Do("verify")
		if n := float64(x.Tally.Party); !about(float64(x.Report.Expelled), n, c.want) || n < 5000 {
			t.Errorf("%s: a share of %v is expelled, want %v", c.what, float64(x.Report.Expelled)/n, c.want)
		}
		if x.Verified != x.Month || x.Admitted != 0 {
			t.Errorf("%s: verified in %v, %d admitted since", c.what, x.Verified, x.Admitted)
		}
	}
}

// A party verified twice within months loses few the second time: what there was
// to find has been found.
func TestASecondLookFindsLittle(t *testing.T) {
	x := try(t, func(p *country.Plan) {
		p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Verification}, {Month: p.From + 9, Kind: country.Verification}}
	})
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		col.Party, col.File = col.Alive, col.Alive&0xFFFF
	}
	x.Pin(map[string]float64{"expel_any": 0.08, "expel_hollow": 0.2, "expel_filed": 0.5})
	x.Count()
	x.Do("verify")
	first := x.Report.Expelled
	for range 9 {
		x.Next()
	}
	x.Count()
	x.Do("verify")
	if second := x.Report.Expelled; first < 1000 || second*3 > first || second == 0 {
		t.Errorf("%d are expelled, and %d nine months later", first, second)
	}
}
