package conformance

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// Check finds what is wrong with a country whose month has been closed with the
// record, and nil if nothing is:
//
//   - every lane is vacant, at liberty, held, settled or gone, and just one of
//     them; only who is at liberty dissents or acclaims, and nobody does both;
//   - whoever is held, settled, on file or otherwise suspect is found by the register,
//     by which the camps and the police look for him;
//   - the population of the record is those counted;
//   - every holder of a seat is in place and knows of the seat, and the other
//     way round;
//   - every number is a number, shares are in 0..1, people and events are not
//     below zero, and regions add up to the country.
func Check(c *country.Country, r *country.Record) error {
	return errors.Join(checkPeople(c, r), checkCadre(c), checkGauges(r), checkRegions(r), finite("state", reflect.ValueOf(&c.State).Elem()))
}

func checkPeople(c *country.Country, r *country.Record) error {
	living := 0
	for k := range c.People.Collectives {
		col := &c.People.Collectives[k]
		living += people.Count(col.Alive)
		if who := c.People.Overlooked(k); who != "" {
			return fmt.Errorf("collective %d: lanes are %s, and whoever looks for them by the register overlooks them", k, who)
		}
		for _, rule := range [...]struct {
			broken uint64
			what   string
		}{
			{col.Alive & col.Gone, "alive and killed"},
			{col.Held &^ col.Alive, "held and not alive"},
			{col.Settled &^ col.Alive, "settled and not alive"},
			{col.Held & col.Settled, "held and settled"},
			{col.Dissent & col.Acclaim, "dissent and acclaim at once"},
			{(col.Dissent | col.Acclaim) &^ col.Free(), "act in public and are not at liberty"},
			{col.Party & (col.Held | ^col.Alive), "in the party, and held or not alive"},
		} {
			if rule.broken != 0 {
				return fmt.Errorf("collective %d: lanes %#x are %s", k, rule.broken, rule.what)
			}
		}
		if m := float64(col.Mores); !(m >= 0 && m <= 1) {
			return fmt.Errorf("collective %d: mores %v are not in 0..1", k, m)
		}
		if e := float64(col.Memory); !(e >= 0 && e < math.MaxFloat32) {
			return fmt.Errorf("collective %d: memory of arrests is %v", k, e)
		}
	}
	if want := float64(living * c.Scale); r.Gauges[country.Population] != want {
		return fmt.Errorf("population %v, but %v persons live", r.Gauges[country.Population], want)
	}
	return nil
}

func checkCadre(c *country.Country) error {
	k := &c.Cadre
	held := make([]uint16, len(k.Members))
	for b := country.Body(0); b < country.Bodies; b++ {
		for seat, row := range k.Seats[b] {
			switch {
			case row < 0:
			case int(row) >= len(k.Members):
				return fmt.Errorf("seat %d of %v is held by member %d of %d", seat, b, row, len(k.Members))
			case held[row]>>b&1 != 0:
				return fmt.Errorf("member %d holds two seats of %v", row, b)
			case int(k.Papers[row].Slots[b]) != seat:
				return fmt.Errorf("member %d holds seat %d of %v and looks for it at %d", row, seat, b, k.Papers[row].Slots[b])
			default:
				held[row] |= 1 << b
			}
		}
	}
	active := make([]bool, len(k.Members))
	before := int32(-1)
	for _, row := range k.Active {
		if row <= before {
			return fmt.Errorf("member %d comes after member %d in the list of those in place", row, before)
		}
		active[row], before = true, row
	}
	for row := range k.Members {
		m := &k.Members[row]
		in := m.Fate == country.InPlace
		switch {
		case m.Seats != held[row]:
			return fmt.Errorf("member %d says he holds seats %b, and holds %b", row, m.Seats, held[row])
		case in != active[row]:
			return fmt.Errorf("member %d is %v, and in place: %t", row, m.Fate, active[row])
		case in && m.Seats == 0:
			return fmt.Errorf("member %d is in place and holds no seat", row)
		case !in && m.Seats != 0:
			return fmt.Errorf("member %d is %v and holds seats %b", row, m.Fate, m.Seats)
		case in != (m.Left == 0):
			return fmt.Errorf("member %d is %v and left in %v", row, m.Fate, m.Left)
		}
		for _, x := range [...]float64{m.Nerve, m.Loyalty, m.Dossier} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("member %d: nerve %v, loyalty %v, dossier %v", row, m.Nerve, m.Loyalty, m.Dossier)
			}
		}
	}
	return nil
}

// bounds are what a gauge can be, by its unit and kind.
func bounds(g country.Gauge) (low, high float64) {
	switch {
	case g.Name == "facade": // a difference of two shares
		return -1, 1
	case g.Name == "net_threat" || g.Unit == "number":
		return math.Inf(-1), math.Inf(1)
	case g.Unit == "0..1" || g.Unit == "0 or 1" || strings.HasPrefix(g.Unit, "share") && g.Unit != "share of persons":
		return 0, 1
	}
	return 0, math.Inf(1)
}

func checkGauges(r *country.Record) error {
	for i, g := range country.Gauges {
		x := r.Gauges[i]
		if low, high := bounds(g); math.IsInf(x, 0) || !(x >= low && x <= high) {
			return fmt.Errorf("%s is %v %s", g.Name, x, g.Unit)
		}
	}
	return nil
}

func checkRegions(r *country.Record) error {
	var arrests, executions, sentences float64
	for _, row := range r.Regions {
		arrests += row.Arrests
		executions += row.Executions
		sentences += row.CampSentences
		for _, share := range [...]float64{row.DissentShare, row.SupportShare, row.Fear} {
			if !(share >= 0 && share <= 1) {
				return fmt.Errorf("%s: dissent %v, support %v, fear %v", row.Region, row.DissentShare, row.SupportShare, row.Fear)
			}
		}
		for _, x := range [...]float64{row.Population, row.Arrests, row.Executions, row.OnFile, row.Limit, row.Requested, row.OfficialZeal, row.PoliceStaff, row.CampSentences} {
			if !(x >= 0) || math.IsInf(x, 0) {
				return fmt.Errorf("%s: %+v", row.Region, row)
			}
		}
	}
	g := &r.Gauges
	if arrests != g[country.Arrests] || executions != g[country.Executions] || sentences != g[country.CampSentences] {
		return fmt.Errorf("the regions have %v arrests, %v executions, %v camp sentences; the country %v, %v, %v",
			arrests, executions, sentences, g[country.Arrests], g[country.Executions], g[country.CampSentences])
	}
	return nil
}

// finite finds a number that is none in what a month hands on; the cadre is
// checked by itself.
func finite(name string, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			return fmt.Errorf("%s is %v", name, x)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			if field == "Cadre" || field == "Terms" {
				continue
			}
			if err := finite(name+"."+field, v.Field(i)); err != nil {
				return err
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if err := finite(fmt.Sprint(name, ".", i), v.Index(i)); err != nil {
				return err
			}
		}
	}
	return nil
}
