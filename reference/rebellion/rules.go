package rebellion

// Rules are everything that a run hangs on besides its seed: the keys on which
// implementations differ, the numbers of the paper's table, and what changes
// while the run goes on. Keys says what each is called and may be.
type Rules struct {
	Arrest        Arrest        `json:"arrest"`
	Neighbourhood Neighbourhood `json:"neighbourhood"`
	Own           Own           `json:"own"`
	Self          Self          `json:"self"`
	Order         Order         `json:"order"`
	Turn          Turn          `json:"turn"`
	Officer       Officer       `json:"officer"`
	Sentences     Sentences     `json:"sentences"`
	Countdown     Countdown     `json:"countdown"`
	Jailed        Jailed        `json:"jailed"`
	Release       Release       `json:"release"`
	Movement      Movement      `json:"movement"`
	Numbers       Numbers       `json:"numbers"`

	Size         int     `json:"size"`          // cells along a side of the torus
	Density      float64 `json:"density"`       // citizens per cell
	Police       float64 `json:"police"`        // officers per cell
	Vision       float64 `json:"vision"`        // of citizens, in cells
	PoliceVision float64 `json:"police_vision"` // of officers, in cells
	Legitimacy   float64 `json:"legitimacy"`    // L
	Threshold    float64 `json:"threshold"`     // T
	K            float64 `json:"k"`             // k in P = 1 - exp(-k C/A)
	SentenceMax  Ticks   `json:"sentence_max"`

	Groups  int     `json:"groups"`  // 1: model I, 2: model II
	Cloning float64 `json:"cloning"` // model II: chance of a child in a tick
	AgeMax  int     `json:"age_max"` // model II: the latest age of death, in ticks

	Changes Changes `json:"changes,omitempty"`

	Counts Counts `json:"counts"` // how what is seen is counted; never changes what happens
}

// Arrest is how the arrest probability P = 1 - exp(-k x) is felt: x is C/A as
// printed, its floor, or C/A rounded, halves to even.
type Arrest string

// The words of Arrest.
const (
	Ratio Arrest = "ratio"
	Floor Arrest = "floor"
	Round Arrest = "round"
)

// Neighbourhood is the shape of what is seen within a vision: Euclidean disc,
// diamond (von Neumann), square (Moore).
type Neighbourhood string

// The words of Neighbourhood.
const (
	Disc    Neighbourhood = "disc"
	Diamond Neighbourhood = "diamond"
	Moore   Neighbourhood = "moore"
)

// Own says whether a person's own cell is part of what he sees.
type Own string

// The words of Own.
const (
	With    Own = "with"
	Without Own = "without"
)

// Self says how often an active citizen counts himself in A: once, or once
// more where he sees himself.
type Self string

// The words of Self.
const (
	Once  Self = "once"
	Twice Self = "twice"
)

// Order is who has a turn when. Shuffle: everybody once a tick, in a fresh
// order. Replacement: as many turns as there are people, each of one picked at
// random, so that some have several and some none. Blocks: everybody once, many
// at the same time; how is said at World.inBlocks.
type Order string

// The words of Order.
const (
	Shuffle     Order = "shuffle"
	Replacement Order = "replacement"
	Blocks      Order = "blocks"
)

// Turn is what a person does first.
type Turn string

// The words of Turn.
const (
	MoveAct Turn = "move-act"
	ActMove Turn = "act-move"
)

// Officer is where an officer goes when he has arrested somebody: onto the
// cell of the arrested, by the ordinary move to elsewhere, or nowhere. Where
// people move before they act it is a second step in the turn; where they act
// before they move it takes the place of the move.
type Officer string

// The words of Officer.
const (
	Onto      Officer = "onto"
	Elsewhere Officer = "elsewhere"
	Stays     Officer = "stays"
)

// Sentences are how many ticks an arrested citizen is jailed, drawn evenly:
// below is 0..max-1, upto 0..max, above 1..max, which is U(0, max) rounded up. A
// sentence of 0 sets free at once, calm.
type Sentences string

// The words of Sentences.
const (
	Below Sentences = "below"
	Upto  Sentences = "upto"
	Above Sentences = "above"
)

// Countdown is when a sentence gets shorter: for all at the end of the tick, or
// on the prisoner's own turn, which is then over.
type Countdown string

// The words of Countdown.
const (
	AtTick Countdown = "tick"
	AtTurn Countdown = "turn"
)

// Jailed is where the jailed are: on their cell, which is then not free
// (blocks) or as free as without them (shares), or off the torus.
type Jailed string

// The words of Jailed.
const (
	Holds   Jailed = "blocks"
	Shares  Jailed = "shares"
	Removed Jailed = "removed"
)

// Release is where those come back who were off the torus: near is a free cell
// in sight of the cell of the arrest, if there is one, else any.
type Release string

// The words of Release.
const (
	Near     Release = "near"
	Anywhere Release = "anywhere"
)

// Movement is who moves.
type Movement string

// The words of Movement.
const (
	Everybody  Movement = "all"
	PoliceOnly Movement = "police"
	Nobody     Movement = "none"
)

// Numbers are how many people there are: exactly a share of the cells, or each
// cell's own chance.
type Numbers string

// The words of Numbers.
const (
	Exact Numbers = "exact"
	Drawn Numbers = "drawn"
)

// Counts are how what a person sees is counted: kept for every cell and
// changed when somebody turns or moves, or scanned anew on every look. Both
// give the same run.
type Counts string

// The words of Counts.
const (
	Incremental Counts = "incremental"
	Rescan      Counts = "rescan"
)
