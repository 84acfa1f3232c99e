package country

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
)

// Body is an institution with seats.
type Body uint8

// The bodies. Delegates and the Central Committee are elected by congresses;
// the seats of the others are filled as they fall vacant.
const (
	Politburo Body = iota
	CentralCommittee
	Delegates
	Secretaries  // first secretary of a region; before the party, the governor
	PoliceChiefs // head of the police of a region
	Marshals     // and posts of equal command before the ranks of 1935; so the four below
	ArmyCommanders
	Admirals
	CorpsCommanders
	DivisionCommanders
	Bodies // how many
)

// bodyNames are written in recordings.
var bodyNames = [Bodies]string{"politburo", "central_committee", "delegate", "secretary", "police_chief",
	"marshal", "army_commander", "admiral", "corps_commander", "division_commander"}

func (b Body) String() string { return bodyNames[b] }

// Military tells whether the body belongs to the army's command.
func (b Body) Military() bool { return b >= Marshals && b <= DivisionCommanders }

// Cohort is when a member joined the party.
type Cohort uint8

// The cohorts.
const (
	OldElite Cohort = iota // never of the party: the elite of before
	OldGuard               // before the party took power
	Wartime                // in its first three years in power
	Later
)

func (k Cohort) String() string {
	return [...]string{"old_elite", "old_guard", "wartime", "later"}[k]
}

// Fate is how a member stands.
type Fate uint8

// The fates.
const (
	InPlace Fate = iota
	Died
	Retired   // lost the last seat in the ordinary way
	Dismissed // removed without arrest
	Arrested
	Executed
)

func (f Fate) String() string {
	return [...]string{"in_place", "died", "retired", "dismissed", "arrested", "killed"}[f]
}

// Category is why a member was taken, or else dismissed.
type Category uint8

// The categories.
const (
	NoCategory   Category = iota
	ByRecord              // taken for what he had been
	ByDossier             // taken for what was said of him
	WithOldElite          // dismissed with the elite of before
	ForRegion             // dismissed for his region
)

func (k Category) String() string {
	return [...]string{"", "record", "dossier", "old elite", "region"}[k]
}

// Member is one person of the cadre, synthetic as everyone here. Rows are never
// used again, and there are many: they hold no pointers, which the garbage
// collector would follow in each, and have 64 bytes, which a processor fetches at
// once.
type Member struct {
	Seats      uint16 // bit b: holds a seat of Body b
	Ever       uint16 // bodies in which he ever held one
	Region     int16  // of an official, else -1
	Circle     uint8  // bloc of acquaintance
	Cohort     Cohort
	Client     bool // owes the seat to who makes the appointments
	Elected    bool // delegate of the latest congress
	Seated     bool // member of the Central Committee it elected
	Faction    bool // in a faction
	Factionist bool // is or was in one: all could see it
	Fate       Fate
	Category   Category       // why he was taken, or else dismissed
	Joined     calendar.Month // the party; 0: never
	Entered    calendar.Month
	Bound      calendar.Month // when a client last received a seat, 0: never a client
	Left       calendar.Month
	Nerve      float64 // fear above which he would oppose, 0..1
	Patience   float64 // grievance above which he would join a faction, 0..1
	Loyalty    float64 // true loyalty, -1..1; measured (elite_hit_share), seen by nobody
	Dossier    float64 // denunciations, fading
}

// Papers are what is asked of a member only when he takes a seat or leaves.
type Papers struct {
	Slots  [Bodies]int16 // which seat of each body he holds
	Decree int32         // the operation under which he was taken or dismissed
}

// MilitarySeats are the bits of the army's posts.
const MilitarySeats = 1<<Marshals | 1<<ArmyCommanders | 1<<Admirals | 1<<CorpsCommanders | 1<<DivisionCommanders

// Body is the weightiest body the member sits in; of those who sit in none, the
// delegates.
func (m *Member) Body() Body { return weightiest[m.Seats%sets].body }

// In tells whether the member holds a seat of the body.
func (m *Member) In(b Body) bool { return m.Seats>>b&1 != 0 }

// Cadre is everyone who ever held a seat, and the seats.
type Cadre struct {
	Members []Member
	Papers  []Papers          // of each of Members
	Active  []int32           // in place, ascending
	Seats   [Bodies][]int32   // holders, -1: vacant; no seats yet: nil
	Past    [][Bodies][]int32 // holders of the army's posts, the last 24 months, oldest first
	Elected int               // delegates of the latest congress
	Seated  int               // members of the Central Committee it elected
	Met     calendar.Month    // of the latest congress; 0: none yet
	here    []uint64          // who is in place: digit row%64 of word row/64
	struck  []int32           // room for Struck
}

// Struck are the members in place whom the dice strike with probability p, in
// their order: 64 members to a unit, each a lane, so that nobody is looked at whom
// they spare. The list is written over when Struck is called again.
func (k *Cadre) Struck(dice chance.Dice, p float64) []int32 {
	odds, list := chance.OddsOf(p), k.struck[:0]
	for unit, here := range k.here {
		if here == 0 {
			continue
		}
		for struck := dice.Of(uint64(unit)).Mask(odds, here); struck != 0; struck &= struck - 1 {
			list = append(list, int32(64*unit+bits.TrailingZeros64(struck)))
		}
	}
	k.struck = list
	return list
}

// enter and leave note that the member of a row is in place, and that he is not.
func (k *Cadre) enter(row int32) {
	for int(row)/64 >= len(k.here) {
		k.here = append(k.here, 0)
	}
	k.here[row/64] |= 1 << (row % 64)
}

func (k *Cadre) leave(row int32) { k.here[row/64] &^= 1 << (row % 64) }

// stands tells whether the member of a row is in place, without a look at him.
func (k *Cadre) stands(row int32) bool { return k.here[row/64]>>(row%64)&1 == 1 }

// recallHere notes anew from the rows who is in place.
func (k *Cadre) recallHere() {
	k.here = nil
	for row := range k.Members {
		if k.Members[row].Fate == InPlace {
			k.enter(int32(row))
		}
	}
}

// Strikes tells whether the dice of Struck strike a member with probability p:
// whom they strike with a low one they strike with a higher one too.
func Strikes(dice chance.Dice, row int32, p float64) bool {
	return dice.Of(uint64(row/64)).Mask(chance.OddsOf(p), 1<<(row%64)) != 0
}

// Weight of a body's seat in the balance of the elite (guess: a convention, to be
// varied).
var bodyWeight = [Bodies]float64{30, 5, 0.3, 2, 2, 12, 4, 3, 1, 0.5}

// Weight is the influence of a member: of the weightiest seat held.
func (m *Member) Weight() float64 { return weightiest[m.Seats%sets].weight }

// sets is the number of sets of bodies in which a member may sit.
const sets = 1 << Bodies

// An influence is the weightiest of the bodies of a set, and its weight.
type influence struct {
	weight float64
	body   Body
}

// weightiest is worked out once for every set of seats, since everyone in the
// cadre is weighed every month.
var weightiest = weighAll()

func weighAll() (all [sets]influence) {
	for set := range all {
		best := influence{0, Delegates}
		for b := Body(0); b < Bodies; b++ {
			if set>>b&1 != 0 && bodyWeight[b] > best.weight {
				best = influence{bodyWeight[b], b}
			}
		}
		all[set] = best
	}
	return all
}

// firstRows is the room for the cadre at first. It doubles when it is full: the
// rows are many and never end, and each time they are copied.
const firstRows = 2000

// Enlist adds a new member, still without a seat, and returns the row.
func (c *Country) Enlist(m Member) int32 {
	m.Entered = c.Month
	m.Fate = InPlace
	rows := len(c.Cadre.Members)
	if rows == cap(c.Cadre.Members) {
		c.Cadre.Members = slices.Grow(c.Cadre.Members, rows+firstRows)
		c.Cadre.Papers = slices.Grow(c.Cadre.Papers, rows+firstRows)
	}
	c.Cadre.Members = append(c.Cadre.Members, m)
	c.Cadre.Papers = append(c.Cadre.Papers, Papers{})
	row := int32(rows)
	c.Cadre.Active = append(c.Cadre.Active, row)
	c.Cadre.enter(row)
	return row
}

// Lists are rows of the cadre by a small number that each has, such as the
// circle. Who makes them keeps their room from month to month.
type Lists [256][]int32

// Clear empties the lists and keeps their room.
func (l *Lists) Clear() {
	for i := range l {
		l[i] = l[i][:0]
	}
}

// Add puts a row at the end of list i.
func (l *Lists) Add(i uint8, row int32) { l[i] = append(l[i], row) }

// Resize gives a body n seats; new ones are vacant, surplus holders leave.
func (c *Country) Resize(act string, b Body, n int) {
	seats := c.Cadre.Seats[b]
	for len(seats) > n {
		if last := seats[len(seats)-1]; last >= 0 {
			c.Unseat(act, b, last)
		}
		seats = seats[:len(seats)-1]
	}
	for len(seats) < n {
		seats = append(seats, -1)
	}
	c.Cadre.Seats[b] = seats
}

// Seat puts a member into a vacant seat of a body.
func (c *Country) Seat(act string, b Body, seat int, row int32) {
	if c.Cadre.Seats[b][seat] >= 0 {
		c.Wrong(act, "seat %d of %v is not vacant", seat, b)
	}
	c.Cadre.Seats[b][seat] = row
	m := &c.Cadre.Members[row]
	newcomer := m.Ever == 0
	c.Cadre.Papers[row].Slots[b] = int16(seat)
	m.Seats |= 1 << b
	m.Ever |= 1 << b
	if newcomer {
		c.note(act, 0, row, "none", b.String(), "")
	}
}

// Unseat takes one seat away from a member, who retires if it was the last.
func (c *Country) Unseat(act string, b Body, row int32) {
	c.vacate(b, row)
	if m := &c.Cadre.Members[row]; m.Seats == 0 && m.Fate == InPlace {
		m.Fate, m.Left = Retired, c.Month
		c.Cadre.leave(row)
		c.note(act, 0, row, b.String(), Retired.String(), "")
	}
}

func (c *Country) vacate(b Body, row int32) {
	c.Cadre.Members[row].Seats &^= 1 << b
	c.Cadre.Seats[b][c.Cadre.Papers[row].Slots[b]] = -1
}

// Compact moves the holders of a body's seats together and drops the vacant
// seats.
func (c *Country) Compact(b Body) {
	kept := c.Cadre.Seats[b][:0]
	for _, row := range c.Cadre.Seats[b] {
		if row >= 0 {
			c.Cadre.Papers[row].Slots[b] = int16(len(kept))
			kept = append(kept, row)
		}
	}
	c.Cadre.Seats[b] = kept
}

// Remove takes a member out of the cadre: all seats fall vacant.
func (c *Country) Remove(act string, row int32, fate Fate, decree int32, why Category) {
	m := &c.Cadre.Members[row]
	if m.Fate != InPlace {
		c.Wrong(act, "member %d of the cadre leaves twice: %v, then %v", row, m.Fate, fate)
	}
	from := m.bodies()
	for b := Body(0); b < Bodies; b++ {
		if m.In(b) {
			c.vacate(b, row)
		}
	}
	m.Fate, m.Left, m.Category = fate, c.Month, why
	c.Cadre.Papers[row].Decree = decree
	c.Cadre.leave(row)
	if m.taken() {
		c.noteTaken(row)
	}
	c.note(act, decree, row, from, fate.String(), why.String())
}

// bodies names the seats held, joined by +.
func (m *Member) bodies() string { return joined(m.Seats) }

func joined(seats uint16) string {
	var names []string
	for b := Body(0); b < Bodies; b++ {
		if seats>>b&1 != 0 {
			names = append(names, b.String())
		}
	}
	return strings.Join(names, "+")
}

// cadreBalance proves that seats and members agree, drops who has left from
// the list of those in place, and remembers the army's posts.
func (c *Country) cadreBalance() {
	k := &c.Cadre
	for b := Body(0); b < Bodies; b++ {
		for _, row := range k.Seats[b] {
			if row >= 0 && (!k.Members[row].In(b) || k.Members[row].Fate != InPlace) {
				c.Wrong("close", "%v is held by member %d, who does not hold it (%v)", b, row, k.Members[row].Fate)
			}
		}
	}
	kept := k.Active[:0]
	for _, row := range k.Active {
		if k.stands(row) {
			kept = append(kept, row)
		}
	}
	k.Active = kept
	var posts [Bodies][]int32
	if len(k.Past) > lossMonths { // the lists of the oldest month are written over
		posts = k.Past[0]
		k.Past = k.Past[:copy(k.Past, k.Past[1:])]
	}
	for b := Marshals; b <= DivisionCommanders; b++ {
		posts[b] = append(posts[b][:0], k.Seats[b]...)
	}
	k.Past = append(k.Past, posts)
}

// lossMonths is the window in which the losses of the army's posts are counted.
const lossMonths = 24

// taken tells whether the member was arrested.
func (m *Member) taken() bool { return m.Fate == Arrested || m.Fate == Executed }

// postsLost counts the holders of a body's posts at the start of the window who
// have been arrested since.
func (k *Cadre) postsLost(b Body) float64 {
	if len(k.Past) == 0 {
		return 0
	}
	n := 0
	for _, row := range k.Past[0][b] {
		if row >= 0 && k.Members[row].taken() {
			n++
		}
	}
	return float64(n)
}

// noteTaken adds to the list of those arrested, which saves walking everybody
// who ever held a seat in order to count them.
func (c *Country) noteTaken(row int32) {
	c.taken = append(c.taken, row)
	if c.Cadre.Members[row].Elected {
		c.lost.elected++
	}
	if c.Cadre.Members[row].Seated {
		c.lost.seated++
	}
}

// recallTaken makes the list anew from the rows.
func (c *Country) recallTaken() {
	var rows []int32
	for row := range c.Cadre.Members {
		if c.Cadre.Members[row].taken() {
			rows = append(rows, int32(row))
		}
	}
	slices.SortStableFunc(rows, func(a, b int32) int { return int(c.Cadre.Members[a].Left - c.Cadre.Members[b].Left) })
	c.taken, c.lost.elected, c.lost.seated = nil, 0, 0
	for _, row := range rows {
		c.noteTaken(row)
	}
}

// TakenAfter counts the members of the cadre arrested after a month.
func (c *Country) TakenAfter(month calendar.Month) int {
	n := len(c.taken)
	for n > 0 && c.Cadre.Members[c.taken[n-1]].Left > month {
		n--
	}
	return len(c.taken) - n
}

// Elect marks those whom a congress has elected, in place of those of the last.
func (c *Country) Elect(seated, delegates []int32) {
	k := &c.Cadre
	for i := range k.Members {
		k.Members[i].Elected, k.Members[i].Seated = false, false
	}
	for _, row := range seated {
		k.Members[row].Seated = true
	}
	for _, row := range delegates {
		k.Members[row].Elected = true
	}
	k.Seated, k.Elected = len(seated), len(delegates)
	c.lost.elected, c.lost.seated = 0, 0
}

// CadreRows are the table cadre.
func (c *Country) CadreRows() []CadreRow {
	rows := make([]CadreRow, len(c.Cadre.Members))
	for i := range c.Cadre.Members {
		m := &c.Cadre.Members[i]
		rows[i] = CadreRow{Person: int32(i), Seats: joined(m.Ever), Cohort: m.Cohort.String(), Client: m.Client, Entered: m.Entered,
			Left: m.Left, Fate: m.Fate.String(), Dossier: m.Dossier, TakenBy: c.Cadre.Papers[i].Decree, Loyalty: m.Loyalty, Category: m.Category.String()}
		if m.Region >= 0 {
			rows[i].Region = c.Plan.Regions[m.Region].Name
		}
	}
	return rows
}
