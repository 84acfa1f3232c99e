// Package regime puts the institutions together. It is the only place that
// knows all of them: which there are, and in which order they act.
//
// Read the table of the month first. It runs, prints itself, is timed, and
// MODEL.md's schedule is made from it.
package regime

import (
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/army"
	"github.com/fromabove/fromabove/camp"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/court"
	"github.com/fromabove/fromabove/doctrine"
	"github.com/fromabove/fromabove/leader"
	"github.com/fromabove/fromabove/party"
	"github.com/fromabove/fromabove/police"
	"github.com/fromabove/fromabove/region"
	"github.com/fromabove/fromabove/shock"
	"github.com/fromabove/fromabove/society"
)

// Institutions are all there are, in the order in which they inherit the
// country. Parameters are at their defaults.
func Institutions() []country.Institution {
	list := []country.Institution{
		shock.New().Describe(),
		society.New().Describe(),
		doctrine.New().Describe(),
		police.New().Describe(),
		court.New().Describe(),
		camp.New().Describe(),
		region.New().Describe(),
		army.New().Describe(),
		party.New().Describe(),
		leader.New().Describe(),
	}
	for _, i := range list {
		for _, p := range i.Params {
			*p.At = p.Default
		}
	}
	return list
}

// month is the order of acts. Read downwards it is a sentence: shocks strike, a
// leader is in office, the army levies, the dead leave their seats, people live
// and settle, doctrine licenses, the party meets, divides and weighs, the leader
// suspects and decrees, members accuse one another, police put down mutinies and
// arrest, courts try, camps keep, regions ask, the leader moves against the
// elite and reckons, the army answers, the party promotes, the leader contends
// for his office, and survives or does not.
var month = []string{
	"shock.strike",
	"leader.succeed",
	"party.found",
	"army.command",
	"army.levy",
	"party.retire",
	"society.live",
	"society.associate",
	"society.settle",
	"society.tell",
	"doctrine.license",
	"party.convene",
	"party.admit",
	"party.verify",
	"party.faction",
	"party.caucus",
	"leader.suspect",
	"leader.decree",
	"party.accuse",
	"police.recruit",
	"police.suppress",
	"police.arrest",
	"police.nation",
	"police.interrogate",
	"court.sentence",
	"court.stage",
	"camp.keep",
	"camp.release",
	"region.ask",
	"region.replace",
	"leader.move",
	"leader.reckon",
	"police.answer",
	"army.answer",
	"party.promote",
	"leader.contend",
	"leader.survive",
}

// Order puts the acts of the institutions into the order of the month. An act
// that the table lacks, or lists without an institution, is an error of ours.
func Order(institutions []country.Institution) []country.Act {
	return order(institutions, month)
}

func order(institutions []country.Institution, names []string) []country.Act {
	known := make(map[string]country.Act)
	for _, i := range institutions {
		for _, a := range i.Acts {
			if _, twice := known[a.Who+"."+a.What]; twice {
				panic("regime: two acts are called " + a.Who + "." + a.What)
			}
			known[a.Who+"."+a.What] = a
		}
	}
	acts := make([]country.Act, 0, len(names))
	for _, name := range names {
		a, ok := known[name]
		if !ok {
			panic("regime: the month lists " + name + ", which no institution does")
		}
		acts = append(acts, a)
		delete(known, name)
	}
	if len(known) != 0 {
		panic(fmt.Sprintf("regime: the month leaves out %d acts", len(known)))
	}
	return acts
}

// Sentence prints the table of the month, a line an act.
func Sentence(acts []country.Act) string {
	var b strings.Builder
	for i, a := range acts {
		fmt.Fprintf(&b, "%2d  %-9s %-12s reads %s; leaves %s\n", i+1, a.Who, a.What, a.Reads, a.Leaves)
	}
	return b.String()
}
