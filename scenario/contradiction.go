package scenario

import (
	"fmt"
	"reflect"
	"sort"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// settleNeeds holds every dependant against what it needs: a contradiction
// where both are spelt out, silence where a layer above took the other away.
func (r *reader) settleNeeds(s *settled) {
	section := r.tree.of("institutions")
	for _, need := range needs {
		dependant := section.of(string(need.dependant))
		stands := s.inForce[need.dependant]
		left := covered(stands, s.inForce[need.on], s.until)
		if len(stands) == 0 || reflect.DeepEqual(stands, left) {
			continue
		}
		if r.top(dependant) >= r.top(section.of(string(need.on))) {
			r.findings.found(dependant.at, "institutions."+string(need.dependant),
				"stands in %v, when %s does not; it cannot stand without it", gap(stands, s.inForce[need.on], s.until), need.on)
			continue
		}
		if len(left) == 0 {
			delete(s.inForce, need.dependant)
			s.notes = append(s.notes, fmt.Sprintf("%s falls silent: it cannot stand without %s", need.dependant, need.on))
			continue
		}
		s.inForce[need.dependant] = left
		s.notes = append(s.notes, fmt.Sprintf("%s is cut to the months of %s: it cannot stand without it", need.dependant, need.on))
	}
}

// covered is what of the spans lies within others.
func covered(spans, within []span, last calendar.Month) []span {
	end := func(i country.Interval) calendar.Month {
		if i.Until == 0 {
			return last + 1
		}
		return i.Until
	}
	var joined []country.Interval
	for _, w := range within {
		if n := len(joined); n > 0 && joined[n-1].Until == w.From {
			joined[n-1].Until = w.Until
			continue
		}
		joined = append(joined, w.Interval)
	}
	var out []span
	for _, s := range spans {
		for _, w := range joined {
			from, until := max(s.From, w.From), min(end(s.Interval), end(w))
			if from >= until {
				continue
			}
			if until > last {
				until = 0
			}
			out = append(out, span{country.Interval{From: from, Until: until}, s.source})
		}
	}
	return out
}

// gap is the first month of the spans that lies in none of the others.
func gap(spans, within []span, last calendar.Month) calendar.Month {
	for _, s := range spans {
		for m := s.From; s.Holds(m) && m <= last; m++ {
			if !anyHolds(within, m) {
				return m
			}
		}
	}
	return 0
}

func anyHolds(spans []span, m calendar.Month) bool {
	for _, s := range spans {
		if s.Holds(m) {
			return true
		}
	}
	return false
}

// settleLeaders reads who holds the highest office.
func (r *reader) settleLeaders(s *settled) {
	section := r.tree.of("leaders")
	if section == nil || section.kind != mapping {
		return
	}
	var all []holder
	for _, k := range section.keys {
		entry := section.of(k)
		var one leader
		if entry.kind != mapping || !into(entry, &one) {
			continue
		}
		key := join("leaders", k)
		i, ok := r.boundary(s, entry, key)
		if !ok {
			continue
		}
		h := holder{key: k, source: one.Source, entry: entry,
			LeaderPlan: country.LeaderPlan{Label: one.Label, From: i.From, Until: i.Until, Appoints: i.From, Personal: one.Personal}}
		switch n := entry.of("appoints"); {
		case n == nil:
		case n.kind == text && n.text == never:
			h.Appoints = 0
		default:
			m, ok := monthOf(n)
			if !ok {
				continue
			}
			r.inside(s, n, join(key, "appoints"), m, m)
			if i.Until != 0 && m >= i.Until {
				r.findings.found(n.at, join(key, "appoints"), "%v is not before until, %v", m, i.Until)
			}
			h.Appoints = m
		}
		all = append(all, h)
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].From != all[j].From {
			return all[i].From < all[j].From
		}
		return all[i].key < all[j].key
	})
	for i, h := range all {
		if i > 0 && (all[i-1].Until == 0 || all[i-1].Until > h.From) {
			r.findings.found(h.entry.at, join("leaders", h.key), "takes office in %v, when %s still holds it; say until when %s does", h.From, all[i-1].key, all[i-1].key)
		}
		kept, ok := clipped(country.Interval{From: h.From, Until: h.Until}, s)
		if !ok || h.Appoints > s.until {
			continue
		}
		h.From, h.Until = kept.From, kept.Until
		if h.Appoints != 0 {
			h.Appoints = max(h.Appoints, s.from)
		}
		s.leaders = append(s.leaders, h)
	}
}

// settleOccasions reads the dates on which a body may act.
func (r *reader) settleOccasions(s *settled) {
	section := r.tree.of("occasions")
	if section == nil || section.kind != mapping {
		return
	}
	var all []occasion
	for _, k := range section.keys {
		entry := section.of(k)
		var one meeting
		if entry.kind != mapping || !into(entry, &one) {
			continue
		}
		m, ok := monthOf(entry.of("month"))
		if !ok {
			continue
		}
		key := join("occasions", k)
		r.inside(s, entry.of("month"), join(key, "month"), m, m)
		r.sized(entry, one, key)
		if m < s.from || m > s.until {
			continue
		}
		all = append(all, occasion{k, country.Occasion{Month: m, Kind: country.OccasionKind(one.Kind), Label: one.Label,
			Size: one.Size, Seats: one.Seats, Source: one.Source}, entry})
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].Month != all[j].Month {
			return all[i].Month < all[j].Month
		}
		return all[i].key < all[j].key
	})
	for i, o := range all {
		for _, before := range all[:i] {
			if before.Month == o.Month && before.Kind == o.Kind {
				r.findings.found(o.entry.at, join("occasions", o.key), "is a second %s in %v, beside %s", o.Kind, o.Month, before.key)
			}
		}
		if o.Kind == country.Murder && !anyHolds(s.inForce[country.Murders], o.Month) {
			s.notes = append(s.notes, fmt.Sprintf("the occasion %s is left out: the switch %s does not stand in %v", o.key, country.Murders, o.Month))
		}
	}
	s.occasions = all
}

// knownKind are the kinds of occasion.
var knownKind = map[country.OccasionKind]bool{country.Congress: true, country.Verification: true, country.Murder: true, country.Enrolment: true}

// sized checks the numbers of an occasion.
func (r *reader) sized(entry *node, one meeting, key string) {
	congress := one.Kind == string(country.Congress)
	for _, k := range []string{"size", "seats"} {
		n := entry.of(k)
		switch {
		case congress && n == nil:
			r.findings.found(entry.at, join(key, k), "is missing: a congress has delegates (size) and a Central Committee (seats)")
		case !congress && n != nil && knownKind[country.OccasionKind(one.Kind)]:
			r.findings.found(n.at, join(key, k), "belongs to a congress, not to a %s", one.Kind)
		}
	}
	if congress && one.Seats > one.Size && one.Size > 0 {
		r.findings.found(entry.of("seats").at, join(key, "seats"), "%d seats are more than %d delegates", one.Seats, one.Size)
	}
}
