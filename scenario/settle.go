package scenario

import (
	"encoding/json"
	"regexp"
	"sort"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// settled is a scenario with every choice made, ready to be written down or
// worked out.
type settled struct {
	name, title, why string
	from, until      calendar.Month
	series           []*seriesText // in the order of seriesKinds
	inForce          map[country.Switch][]span
	leaders          []holder
	occasions        []occasion
	point            Point
	params           map[string]map[string]float64 // set by the scenario
	moved            map[string]float64            // otherwise than at the defaults, by institution.parameter
	forced           []given
	variants         []country.Variant // ascending
	notes            []string
}

type span struct {
	country.Interval
	source string
}

type holder struct {
	key string
	country.LeaderPlan
	source string
	entry  *node
}

type occasion struct {
	key string
	country.Occasion
	entry *node
}

// workOut checks the tree and makes the scenario of it.
func (r *reader) workOut(tree *node) (*Scenario, error) {
	if tree == nil {
		return nil, r.findings.orNil()
	}
	r.tree = tree
	refused, err := validate(tree, r.registry)
	if err != nil {
		return nil, err
	}
	r.findings = append(r.findings, refused...)
	s := r.settle()
	if err := r.findings.orNil(); err != nil {
		return nil, err
	}
	return s.scenario(), nil
}

// settle reads every section. What the schema has refused is passed over, so
// that the rest is checked as well.
func (r *reader) settle() *settled {
	s := &settled{name: r.tree.word("name"), title: r.tree.word("title"), why: r.tree.word("why"),
		inForce: map[country.Switch][]span{}, params: map[string]map[string]float64{}, moved: map[string]float64{}}
	if !r.settleSpan(s) {
		s.from, s.until = 0, 1<<30 // no span: check what does not need one
	}
	r.settleInputs(s)
	r.settleInstitutions(s)
	r.settleNeeds(s)
	r.settleLeaders(s)
	r.settleOccasions(s)
	s.point = r.settlePoint()
	r.settleForced(s)
	r.settleVariants(s)
	r.settleParameters(s)
	return s
}

// settleSpan reads the first and the last month.
func (r *reader) settleSpan(s *settled) bool {
	ok := true
	for _, k := range []string{"from", "until"} {
		if r.tree.of(k) == nil {
			r.findings.found(r.tree.at, k, "is missing; write %s: YYYY-MM, or extends: baseline", k)
			ok = false
		}
	}
	from, okFrom := monthOf(r.tree.of("from"))
	until, okUntil := monthOf(r.tree.of("until"))
	if !ok || !okFrom || !okUntil {
		return false
	}
	if until < from {
		r.findings.found(r.tree.of("until").at, "until", "%v is before from, %v", until, from)
		return false
	}
	s.from, s.until = from, until
	return true
}

// settleInputs reads the series, and checks that they cover the span.
func (r *reader) settleInputs(s *settled) {
	inputs := r.tree.of("inputs")
	if inputs != nil && inputs.kind != mapping {
		return
	}
	for _, kind := range seriesKinds {
		choice := inputs.of(kind.name)
		if choice == nil {
			at := r.tree.at
			if inputs != nil {
				at = inputs.at
			}
			r.findings.found(at, "inputs."+kind.name, "is missing; allowed: %s", listed(kind.variants))
			continue
		}
		series := r.readSeries(kind, choice)
		s.series = append(s.series, series)
		if series == nil || len(series.values) == 0 || s.from == 0 {
			continue
		}
		for _, k := range []string{"from", "until"} {
			if m, ok := monthOf(r.tree.of(k)); ok && (m < series.first || m > series.last()) {
				r.findings.found(r.tree.of(k).at, k, "%v is outside the input series %s, which covers %v..%v", m, kind.name, series.first, series.last())
			}
		}
	}
	r.settleBurden(s, inputs)
}

// settleInstitutions reads the intervals of every switch.
func (r *reader) settleInstitutions(s *settled) {
	section := r.tree.of("institutions")
	for _, sw := range r.switches {
		entry := section.of(string(sw))
		if entry == nil || entry.kind != list {
			continue
		}
		key := "institutions." + string(sw)
		type written struct {
			span
			at place
		}
		var all []written
		for _, item := range entry.items {
			var one interval
			if !into(item, &one) {
				continue
			}
			if i, ok := r.boundary(s, item, key); ok {
				all = append(all, written{span{i, one.Source}, item.at})
			}
		}
		sort.SliceStable(all, func(i, j int) bool { return all[i].From < all[j].From })
		for i, w := range all {
			if i > 0 && (all[i-1].Until == 0 || all[i-1].Until > w.From) {
				r.findings.found(w.at, key, "the interval from %v overlaps the one from %v", w.From, all[i-1].From)
			}
			if kept, ok := clipped(w.Interval, s); ok {
				s.inForce[sw] = append(s.inForce[sw], span{kept, w.source})
			}
		}
	}
}

// boundary reads from and until of an interval or a leader and checks them
// against each other and against the span of the scenario.
func (r *reader) boundary(s *settled, item *node, key string) (country.Interval, bool) {
	from, ok := monthOf(item.of("from"))
	if !ok {
		return country.Interval{}, false
	}
	i := country.Interval{From: from}
	r.inside(s, item.of("from"), join(key, "from"), from, from)
	if n := item.of("until"); n != nil {
		until, ok := monthOf(n)
		if !ok {
			return i, false
		}
		if until <= from {
			r.findings.found(n.at, join(key, "until"), "%v is not after from, %v: until is the first month without it", until, from)
			return i, false
		}
		r.inside(s, n, join(key, "until"), until, until-1)
		i.Until = until
	}
	return i, true
}

// inside checks a month against the span of the scenario. A month written in a
// file below the one that sets the span is not a mistake: it is cut.
func (r *reader) inside(s *settled, n *node, key string, written, m calendar.Month) {
	if s.from == 0 {
		return
	}
	early := m < s.from && r.layer[n.at.file] >= r.layer[r.tree.of("from").at.file]
	late := m > s.until && r.layer[n.at.file] >= r.layer[r.tree.of("until").at.file]
	if early || late {
		r.findings.found(n.at, key, "%v lies outside the scenario, %v..%v", written, s.from, s.until)
	}
}

// clipped is the part of an interval inside the scenario; what reaches its end
// is open.
func clipped(i country.Interval, s *settled) (country.Interval, bool) {
	if i.From > s.until || i.Until != 0 && i.Until <= s.from {
		return i, false
	}
	i.From = max(i.From, s.from)
	if i.Until > s.until {
		i.Until = 0
	}
	return i, true
}

// settleParameters lays the numbers that the scenario sets on those of its
// point. All are kept, also one that the point has too: another point may take
// its place.
func (r *reader) settleParameters(s *settled) {
	section := r.tree.of("parameters")
	for _, institution := range r.registry {
		for _, p := range institution.Params {
			v := s.point.Value(institution.Name, p)
			if n := section.of(institution.Name).of(p.Key); n != nil && n.kind == number {
				v = n.number
				if s.params[institution.Name] == nil {
					s.params[institution.Name] = map[string]float64{}
				}
				s.params[institution.Name][p.Key] = v
			}
			if v != p.Default {
				s.moved[institution.Name+"."+p.Key] = v
			}
		}
	}
}

var monthForm = regexp.MustCompile(monthPattern)

// monthOf reads a month, if it is one.
func monthOf(n *node) (calendar.Month, bool) {
	if n == nil || n.kind != text || !monthForm.MatchString(n.text) {
		return 0, false
	}
	m, err := calendar.Parse(n.text)
	return m, err == nil
}

// into reads an entry into its struct, if it has the right form.
func into(n *node, v any) bool {
	if n == nil {
		return false
	}
	bytes, err := json.Marshal(n.plain())
	return err == nil && json.Unmarshal(bytes, v) == nil
}

// top is the highest layer of which something stands in a tree.
func (r *reader) top(n *node) int {
	if n == nil {
		return -maxChain - 1
	}
	out := r.layer[n.at.file]
	for _, item := range n.items {
		out = max(out, r.top(item))
	}
	for _, k := range n.keys {
		out = max(out, r.top(n.child[k]))
	}
	return out
}
