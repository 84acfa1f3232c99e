// Package attribution divides what came of a history among its causes: which
// part of the deaths, of the elite's losses, of the chance of an operation comes
// from which bundle of institutions and conditions. It names the players and the
// baselines, makes an arm of every coalition, and makes of the results Shapley
// and Owen values, interactions, and how often a player is necessary or
// sufficient (package game), each over draws of the parameters.
//
// What it deliberately does not give is one number for the leader: his share
// is a curve over how credulous those around him are (curve.go), because
// nothing before 1937 tells the two apart. And no division says what was a
// cause: when the truth is "A and B", each gets half. So necessity and
// sufficiency stand beside it, and the two questions of the thesis as contrasts
// of their own: the same house under another man, the same man in another house.
package attribution

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/game"
	"github.com/fromabove/fromabove/spelling"
)

// AllBundles is the word for players that are bundles, none opened.
const AllBundles = "bundles"

// Player is a bundle, or a switch of a bundle that was opened.
type Player struct {
	Name     string
	Title    string
	Bundle   int // its number among the bundles that play
	Switches []country.Switch
}

// Players are those of a baseline: bundles, less what stands, or the switches
// of the opened bundle beside the others whole.
func Players(b Baseline, open string) ([]Player, error) {
	var out []Player
	var names []string
	opened, k := false, 0
	for _, bundle := range Bundles() {
		left := slices.DeleteFunc(slices.Clone(bundle.Switches), func(s country.Switch) bool { return slices.Contains(b.Stands, s) })
		if len(left) > 1 {
			names = append(names, bundle.Name)
		}
		switch {
		case len(left) == 0:
			if bundle.Name == open {
				return nil, fmt.Errorf("--players %s: nothing of it plays against the baseline %s: all of it stands", open, b.Name)
			}
			continue
		case bundle.Name == open && len(left) == 1:
			return nil, fmt.Errorf("--players %s: holds one player against the baseline %s, %s; there is nothing to divide inside it", open, b.Name, left[0])
		case bundle.Name == open:
			opened = true
			for _, s := range left {
				out = append(out, Player{string(s), bundle.Title, k, []country.Switch{s}})
			}
		default:
			out = append(out, Player{bundle.Name, bundle.Title, k, left})
		}
		k++
	}
	if open != AllBundles && !opened {
		return nil, fmt.Errorf("--players %s: no bundle is called so; allowed: %s, %s%s", open, AllBundles, strings.Join(names, ", "), didYouMean(open, append(names, AllBundles)))
	}
	return out, nil
}

// partition puts players into their bundles.
func partition(players []Player) game.Partition {
	p := make(game.Partition, len(players))
	for i, player := range players {
		p[i] = player.Bundle
	}
	return p
}

// BaselineOf is the baseline of a name.
func BaselineOf(name string) (Baseline, error) {
	var names []string
	for _, b := range Baselines() {
		if b.Name == name {
			return b, nil
		}
		names = append(names, b.Name)
	}
	return Baseline{}, fmt.Errorf("--baseline %s: no baseline is called so; allowed: %s%s", name, strings.Join(names, ", "), didYouMean(name, names))
}

// didYouMean names the known word that is nearest, if one is near.
func didYouMean(word string, known []string) string {
	if near := spelling.Near(word, known); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ""
}
