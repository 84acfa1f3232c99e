package people

import (
	"slices"

	"github.com/fromabove/fromabove/sim"
)

// Multitude is every collective of the country, region after region.
type Multitude struct {
	Collectives []Collective
	Blocks      []Block
	Regions     []Span // of collectives, by region
	NoWorkTies  bool   // who works together has the acquaintances of the region instead

	urban, wage, armed reached // shares of the people in town, on wages, under arms
	register           register

	later func(i int, b Block) // work that goes along with the next pass, or nil
	after func()               // what follows it
}

// Span is a run of collectives, First included and End not.
type Span struct{ First, End int }

// Block is the piece of a region that one worker takes at a time. Blocks do not
// depend on the number of workers, so what is added up over them in order does
// not either.
type Block struct {
	Span
	Region int
}

// blockSize bounds a block; about 130 kB of collectives.
const blockSize = 512

// New lays out a multitude: for each region the number of collectives it may
// ever need. Every lane is vacant.
func New(workers int, collectives []int) *Multitude {
	total := 0
	for _, n := range collectives {
		total += n
	}
	m := &Multitude{Collectives: make([]Collective, total), register: newRegister(total)}
	at := 0
	for region, n := range collectives {
		m.Regions = append(m.Regions, Span{at, at + n})
		for first := at; first < at+n; first += blockSize {
			m.Blocks = append(m.Blocks, Block{Span{first, min(first+blockSize, at+n)}, region})
		}
		at += n
	}
	m.Pass(workers, func(_ int, b Block) {
		for n := b.First; n < b.End; n++ {
			m.Collectives[n].Region = uint8(b.Region)
		}
	})
	return m
}

// regionOf is the region of a collective, which need not be read for it.
func (m *Multitude) regionOf(number int) int {
	at, _ := slices.BinarySearchFunc(m.Regions, number, func(s Span, number int) int {
		if number < s.End {
			return 1
		}
		return -1
	})
	return at
}

// ByRegion parts persons by their regions; in each they stay in order. Of nobody there
// are no parts.
func (m *Multitude) ByRegion(persons []ID) [][]ID {
	if len(persons) == 0 {
		return nil
	}
	parts := make([][]ID, len(m.Regions))
	for at := 0; at < len(persons); {
		g := m.regionOf(persons[at].Collective())
		first, end := At(m.Regions[g].First, 0), At(m.Regions[g].End, 0)
		run := at // to where all are of the region
		for run < len(persons) && first <= persons[run] && persons[run] < end {
			run++
		}
		if parts[g] == nil {
			parts[g] = persons[at:run:run]
		} else {
			parts[g] = append(parts[g], persons[at:run]...)
		}
		at = run
	}
	return parts
}

// Pass calls each once for every block, on any number of workers. each may
// change the collectives of its block and what belongs to block number i.
func (m *Multitude) Pass(workers int, each func(i int, b Block)) {
	later, after := m.later, m.after
	m.later, m.after = nil, nil
	sim.Split(workers, len(m.Blocks), func(i int) {
		if later != nil {
			later(i, m.Blocks[i])
		}
		each(i, m.Blocks[i])
	})
	if after != nil {
		after()
	}
}

// Parts is a pass in which something is found in every block, such as a sum; it
// returns what was found, in the order of the blocks. It is put beside the others
// when its block is done: two processors that write side by side wait for each other.
func Parts[T any](m *Multitude, workers int, each func(b Block) T) []T {
	parts := make([]T, len(m.Blocks))
	m.Pass(workers, func(i int, b Block) { parts[i] = each(b) })
	return parts
}

// Later puts work on the blocks off until the next pass, so that the people are
// fetched from memory once for both; after is called when it is done. Until then
// nobody may look at the people: Done panics.
func (m *Multitude) Later(each func(i int, b Block), after func()) {
	m.Done()
	m.later, m.after = each, after
}

// CatchUp does the work that was put off, if there is any, in a pass of its own, and
// notes what has become of the people.
func (m *Multitude) CatchUp(workers int) {
	if m.later != nil {
		m.Pass(workers, func(_ int, b Block) {
			for n := b.First; n < b.End; n++ {
				m.Note(n)
			}
		})
	}
}

// Done panics if work has been put off.
func (m *Multitude) Done() {
	if m.later != nil {
		panic("people: somebody is looked at before the work that was put off until the next pass")
	}
}

// Month is the month of the minds of a block: of its garrisons in the climate
// arms, of all others in k. It counts them in t and adds those who denounce to
// found, in the order of the collectives.
func (m *Multitude) Month(b Block, k, arms *Climate, mood *Mood, t *Tally, found []ID) []ID {
	sum := *t // apart from the tallies of other blocks: see Parts
	n, found := m.eights(b, k, arms, mood, &sum, found)
	for ; n < b.End; n++ {
		c, climate := &m.Collectives[n], k
		if c.Garrison {
			climate = arms
		}
		for who := c.Month(uint64(n), climate, mood, &sum); who != 0; who &= who - 1 {
			found = append(found, At(n, First(who)))
		}
		m.Note(n)
	}
	*t = sum
	return found
}

// Tally counts the people of a block, a region or a country. Lanes, except
// where it says otherwise.
type Tally struct {
	Alive, Free, Held, Settled, Gone, Vacant      int
	Dissent, Acclaim, Insincere, Supporters       int // at liberty
	Marked, National, File, Named, Party, Joiners int // at liberty; Joiners: supporters outside the party
	Unscrupulous                                  int // at liberty, whose own mores are below the recruiting line
	Disturbances                                  int // collectives that dissent together
	Denouncers                                    int
	Collectives, Towns, Workplaces, Garrisons     int
	Soldiers, Refusing, Deserters                 int     // Refusing: soldiers who dissent
	Mutinies                                      int     // garrisons in mutiny
	Mutineers                                     int     // soldiers who dissent in them
	Fear, MoresSum                                float64 // sums over collectives
}

// Add adds another tally.
func (t *Tally) Add(o *Tally) {
	t.Alive += o.Alive
	t.Free += o.Free
	t.Held += o.Held
	t.Settled += o.Settled
	t.Gone += o.Gone
	t.Vacant += o.Vacant
	t.Dissent += o.Dissent
	t.Acclaim += o.Acclaim
	t.Insincere += o.Insincere
	t.Supporters += o.Supporters
	t.Marked += o.Marked
	t.National += o.National
	t.File += o.File
	t.Named += o.Named
	t.Party += o.Party
	t.Joiners += o.Joiners
	t.Unscrupulous += o.Unscrupulous
	t.Disturbances += o.Disturbances
	t.Denouncers += o.Denouncers
	t.Collectives += o.Collectives
	t.Towns += o.Towns
	t.Workplaces += o.Workplaces
	t.Garrisons += o.Garrisons
	t.Soldiers += o.Soldiers
	t.Refusing += o.Refusing
	t.Deserters += o.Deserters
	t.Mutinies += o.Mutinies
	t.Mutineers += o.Mutineers
	t.Fear += o.Fear
	t.MoresSum += o.MoresSum
}

// Places are the numbers of lanes by place: the side of the books that the
// people keep.
type Places struct{ Vacant, Liberty, Held, Settled, Gone int }

// CountPlaces counts every lane once.
func (m *Multitude) CountPlaces(workers int) Places {
	parts := Parts(m, workers, func(b Block) (p Places) {
		for k := b.First; k < b.End; k++ {
			c := &m.Collectives[k]
			p.Vacant += Count(c.Vacant())
			p.Liberty += Count(c.Free())
			p.Held += Count(c.Held)
			p.Settled += Count(c.Settled)
			p.Gone += Count(c.Gone)
		}
		return p
	})
	var sum Places
	for _, p := range parts {
		sum.Vacant += p.Vacant
		sum.Liberty += p.Liberty
		sum.Held += p.Held
		sum.Settled += p.Settled
		sum.Gone += p.Gone
	}
	return sum
}
