package scenario

import (
	"fmt"
	"sort"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// scenario makes the plan and the text of what is settled.
func (s *settled) scenario() *Scenario {
	text := s.text()
	out := &Scenario{Name: s.name, Title: s.title, Why: s.why, Plan: s.plan(), Point: s.point, Set: map[string]float64{}, Text: text, Hash: hashOf([]byte(text)), Notes: s.notes}
	for _, series := range s.series {
		out.Inputs = append(out.Inputs, series.use)
	}
	for institution, params := range s.params { // order: each key fills its own entry
		for key, v := range params { // order: likewise
			out.Set[institution+"."+key] = v
		}
	}
	return out
}

// plan is the scenario as the country takes it.
func (s *settled) plan() country.Plan {
	p := country.Plan{Name: s.name, From: s.from, Until: s.until,
		InForce: map[country.Switch][]country.Interval{}, Params: s.moved}
	by := map[string]*seriesText{}
	for i, kind := range seriesKinds {
		by[kind.name] = s.series[i]
	}
	p.Regions = append(p.Regions, by["regions"].regions...)
	for m := s.from; m <= s.until; m++ {
		p.Conditions = append(p.Conditions, conditions(by, m))
	}
	for sw, spans := range s.inForce { // order: each key fills its own entry
		for _, one := range spans {
			p.InForce[sw] = append(p.InForce[sw], one.Interval)
		}
	}
	for _, o := range s.occasions {
		if o.Kind != country.Murder || anyHolds(s.inForce[country.Murders], o.Month) {
			p.Occasions = append(p.Occasions, o.Occasion)
		}
	}
	for _, h := range s.leaders {
		p.Leaders = append(p.Leaders, h.LeaderPlan)
	}
	p.Variants = s.variants
	for _, g := range s.forced {
		p.Forced = append(p.Forced, g.Forced)
	}
	return p
}

// conditions are the causes from outside in one month. Hardship is held at 1 in
// the mean of the country: the drive gives way to the base and the taking to
// both.
func conditions(by map[string]*seriesText, m calendar.Month) country.Conditions {
	at := func(series string, column int) float64 {
		if len(by[series].values) == 0 {
			return 0 // a variant without a file
		}
		return by[series].at(column, m)
	}
	base := at("hardship", 0)
	drive := min(1-base, at("hardship", 1))
	war := at("dislocation", 0)
	return country.Conditions{
		Population:       at("population", 0),
		UrbanShare:       at("population", 1),
		WageShare:        at("population", 2),
		DeathRate:        at("population", 3),
		HardshipBase:     base,
		HardshipDrive:    drive,
		HardshipTaking:   min(1-base-drive, at("taking", 0)),
		DislocationWar:   war,
		DislocationDrive: min(1-war, at("dislocation", 1)),
		Threat:           at("threat", 0),
		ArmyStrength:     at("forces", 0),
		PartyAdmissions:  at("admissions", 0),
	}
}

// text is the canonical YAML: every section in a fixed order, series of this
// release by name and hash, own series in full, no key that says nothing.
func (s *settled) text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("schema: %d", Version)
	line("name: %s", quoted(s.name))
	for _, one := range []struct{ key, value string }{{"title", s.title}, {"why", s.why}} {
		if one.value != "" {
			line("%s: %s", one.key, quoted(one.value))
		}
	}
	line("from: %v\nuntil: %v", s.from, s.until)
	s.point.section(line)
	line("inputs:")
	for _, series := range s.series {
		b.WriteString(series.choice())
	}
	s.textInstitutions(line)
	s.textPeople(line)
	s.textForced(line)
	s.textVariants(line)
	s.textParameters(line)
	return b.String()
}

// choice is the line of a series in the section inputs.
func (t *seriesText) choice() string {
	switch {
	case without[t.use.Variant] != "":
		return fmt.Sprintf("  %s: %s\n", t.use.Series, t.use.Variant)
	case t.use.Variant != own:
		return fmt.Sprintf("  %s: {variant: %s, sha256: %s}\n", t.use.Series, t.use.Variant, quoted(t.use.SHA256))
	}
	out := fmt.Sprintf("  %s:\n", t.use.Series)
	if t.use.Source != "" {
		out += fmt.Sprintf("    source: %s\n", quoted(t.use.Source))
	}
	for _, c := range t.text {
		if c != '\n' && !plainRune(c) {
			return out + fmt.Sprintf("    csv: %s\n", quoted(t.text))
		}
	}
	return out + "    csv: |\n      " + strings.ReplaceAll(strings.TrimSuffix(t.text, "\n"), "\n", "\n      ") + "\n"
}

func (s *settled) textInstitutions(line func(string, ...any)) {
	if len(s.inForce) == 0 {
		return
	}
	line("institutions:")
	names := make([]string, 0, len(s.inForce))
	for sw := range s.inForce {
		names = append(names, string(sw))
	}
	place := map[string]int{}
	for i, sw := range switchboard {
		place[string(sw)] = i + 1
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := place[names[i]], place[names[j]]
		if (a == 0) != (b == 0) {
			return b == 0 // those that a registry adds come last, by name
		}
		return a < b || a == b && names[i] < names[j]
	})
	for _, name := range names {
		line("  %s:", name)
		for _, one := range s.inForce[country.Switch(name)] {
			line("    - {%s}", pairs("from", one.From, "until", one.Until, "source", one.source))
		}
	}
}

func (s *settled) textPeople(line func(string, ...any)) {
	if len(s.leaders) > 0 {
		line("leaders:")
	}
	for _, h := range s.leaders {
		var appoints any = h.Appoints
		switch h.Appoints {
		case 0:
			appoints = never
		case h.From:
			appoints = calendar.Month(0)
		}
		line("  %s: {%s}", h.key, pairs("label", must(h.Label), "from", h.From, "until", h.Until, "appoints", appoints, "personal", h.Personal, "source", h.source))
	}
	if len(s.occasions) > 0 {
		line("occasions:")
	}
	for _, o := range s.occasions {
		line("  %s: {%s}", o.key, pairs("month", o.Month, "kind", o.Kind, "label", o.Label, "size", o.Size, "seats", o.Seats, "source", o.Source))
	}
}

func (s *settled) textParameters(line func(string, ...any)) {
	if len(s.params) == 0 {
		return
	}
	line("parameters:")
	for _, institution := range sortedKeys(s.params) {
		line("  %s:", institution)
		for _, key := range sortedKeys(s.params[institution]) {
			line("    %s: %s", key, trim(s.params[institution][key]))
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// must marks a text that is written even if it is empty.
type must string

// pairs writes keys and values in a row, leaving out zero months, zero numbers
// and empty texts.
func pairs(list ...any) string {
	var out []string
	for i := 0; i+1 < len(list); i += 2 {
		value := ""
		switch v := list[i+1].(type) {
		case calendar.Month:
			if v != 0 {
				value = v.String()
			}
		case int:
			if v != 0 {
				value = fmt.Sprint(v)
			}
		case float64:
			if v != 0 {
				value = trim(v)
			}
		case bool:
			value = fmt.Sprint(v)
		case must:
			value = quoted(string(v))
		case country.OccasionKind:
			value = string(v)
		case string:
			if v != "" {
				value = quoted(v)
			}
		}
		if value != "" {
			out = append(out, fmt.Sprintf("%v: %s", list[i], value))
		}
	}
	return strings.Join(out, ", ")
}

// quoted is a text in double quotes, as YAML reads it.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case !plainRune(c):
			fmt.Fprintf(&b, `\U%08X`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
