package scenario

import (
	"sort"

	"github.com/fromabove/fromabove/country"
)

// forcedDates is the key with which a scenario says that it takes from outside
// what every other one leaves to the model: when operations begin and end. It
// is said by the file itself, never inherited and never set on the command
// line, so that nobody reads such a history as one that the model made.
const forcedDates = "forced_dates"

// given is an operation whose dates are given from outside.
type given struct {
	country.Forced
	source string
	entry  *node
}

// settleForced reads the operations of a scenario that says so, and refuses
// them in any other.
func (r *reader) settleForced(s *settled) {
	says, section := r.tree.of(forcedDates), r.tree.of("forced")
	if section != nil && section.isOff() {
		section = nil
	}
	said := says != nil && says.kind == truth && says.truth
	switch {
	case said && r.layer[says.at.file] > 0:
		r.findings.found(says.at, forcedDates, "cannot be set; write a scenario file that says so, or run forced-dates")
		return
	case said && s.name == "baseline":
		r.findings.found(says.at, forcedDates, "the baseline takes no date of an operation from outside: every other scenario is held against it")
		return
	case said && section == nil:
		r.findings.found(says.at, forcedDates, "says that operations have dates from outside, and forced names none")
		return
	case section == nil:
		return
	case !said && section.at.file != r.ownFile():
		r.findings.found(r.tree.of("name").at, "forced", "%s; those of %s are not inherited: write forced_dates: true here too, or forced: off", forcedSentence, section.at.file)
		return
	case !said:
		r.findings.found(section.at, "forced", "%s", forcedSentence)
		return
	}
	r.readForced(s, section)
}

const forcedSentence = outcomeSentence + "; only one that says forced_dates: true gives dates of operations from outside"

// ownFile is the file of the scenario itself: the one that says its name.
func (r *reader) ownFile() string {
	if n := r.tree.of("name"); n != nil {
		return n.at.file
	}
	return r.tree.at.file
}

func (r *reader) readForced(s *settled, section *node) {
	if section.kind != list {
		return // refused by the schema
	}
	var all []given
	for _, item := range section.items {
		var one forced
		if item.kind != mapping || !into(item, &one) {
			continue
		}
		launch, ok := monthOf(item.of("launch"))
		if !ok {
			continue
		}
		stop, ok := monthOf(item.of("stop"))
		if !ok {
			continue
		}
		if stop <= launch {
			r.findings.found(item.of("stop").at, "forced.stop", "%v is not after launch, %v: stop is the first month without the operation", stop, launch)
			continue
		}
		r.inside(s, item.of("launch"), "forced.launch", launch, launch)
		r.inside(s, item.of("stop"), "forced.stop", stop, stop-1)
		all = append(all, given{country.Forced{Label: one.Label, Launch: launch, Stop: stop, Plan: one.Plan}, one.Source, item})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Launch < all[j].Launch })
	for i, g := range all {
		if i > 0 && all[i-1].Stop > g.Launch {
			r.findings.found(g.entry.at, "forced", "the operation from %v overlaps the one from %v", g.Launch, all[i-1].Launch)
		}
		if g.Launch > s.until || g.Stop <= s.from {
			continue
		}
		g.Launch, g.Stop = max(g.Launch, s.from), min(g.Stop, s.until+1)
		s.forced = append(s.forced, g)
	}
	if len(all) > 0 && len(s.forced) == 0 {
		s.notes = append(s.notes, "no operation with dates from outside lies in the span of the scenario")
	}
}

// textForced writes the operations as they are read.
func (s *settled) textForced(line func(string, ...any)) {
	if len(s.forced) == 0 {
		return
	}
	line("%s: true", forcedDates)
	line("forced:")
	for _, g := range s.forced {
		line("  - {%s}", pairs("label", must(g.Label), "launch", g.Launch, "stop", g.Stop, "plan", g.Plan, "source", g.source))
	}
}
