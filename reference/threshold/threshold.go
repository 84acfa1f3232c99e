// Package threshold holds the threshold models of collective action: one
// iteration with two readings.
//
// In Granovetter's (American Journal of Sociology 83, 1978) a person riots once
// as many riot as his threshold says. Whoever counts the thresholds knows how
// it ends; whoever counts the discontented does not: with the thresholds 0, 1,
// 2, ..., 99 all hundred riot, and with a 2 in the place of the 1 one does.
// Where thresholds are normal, the share of rioters jumps at one width of their
// distribution (Normal).
//
// In Kuran's (Public Choice 61, 1989; World Politics 44, 1991) the thresholds
// are made of what people hide: a person shows opposition once the visible
// opposition outweighs what his silence is worth to him, so the threshold
// falls as private dislike rises and rises with the expected penalty
// (Society). His four printed sequences are Sequences.
//
// Of this stands in the main model: whether the multitude dissents is such a
// threshold in people.Collective's Act, with the crowd of last month's
// dissenters in the collective (Epstein's form of it), so that a village can
// tip; and the gauge facade is Kuran's gap, acclaim less private support. What
// does not stand there is that everybody sees everybody: here all look at the
// whole population, there at 64 lanes.
//
// Left out: networks, memory, and whatever changes the thresholds.
package threshold

import "sort"

// A Cascade is what came of a population, round by round.
type Cascade struct {
	Path []int // persons acting, from nobody to where it rests
}

// Acting is the number acting in the end.
func (c Cascade) Acting() int { return c.Path[len(c.Path)-1] }

// Steps is the number of rounds in which somebody joined.
func (c Cascade) Steps() int { return len(c.Path) - 1 }

// A Population is people by their thresholds, ascending. A threshold is out of
// Whole: of who waits for everybody else it is Whole. Granovetter counts
// persons, Kuran per cent.
type Population struct {
	thresholds []float64
	whole      float64
}

// Persons are a population whose thresholds are numbers of persons, as
// Granovetter counts them.
func Persons(thresholds []float64) Population {
	return population(thresholds, float64(len(thresholds)))
}

// PerCent are a population whose thresholds are shares of it in per cent, as
// Kuran counts them.
func PerCent(thresholds []float64) Population { return population(thresholds, 100) }

func population(thresholds []float64, whole float64) Population {
	sorted := append([]float64(nil), thresholds...)
	sort.Float64s(sorted)
	return Population{sorted, whole}
}

// Follow is how many act if they see so many acting: those whose threshold is
// reached.
func (p Population) Follow(acting int) int {
	n := float64(len(p.thresholds))
	return sort.Search(len(p.thresholds), func(i int) bool { return p.thresholds[i]*n > float64(acting)*p.whole })
}

// Run lets people join, round by round, until nobody else does. It begins with
// nobody acting; as Follow never falls while more act, nobody ever leaves.
func (p Population) Run() Cascade {
	path := []int{0}
	for acting := 0; ; {
		next := p.Follow(acting)
		if next == acting {
			return Cascade{path}
		}
		path = append(path, next)
		acting = next
	}
}

// Rests are all numbers acting at which nobody joins and nobody leaves. Run
// ends at the least. The others are as much at rest: which of them a society is
// in cannot be read from its people, only from its history.
func (p Population) Rests() (rests []int) {
	for acting := range len(p.thresholds) + 1 {
		if p.Follow(acting) == acting {
			rests = append(rests, acting)
		}
	}
	return rests
}
