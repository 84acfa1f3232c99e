package rebellion

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/spelling"
)

// A Key is one of the Rules: how it is called on a command line, what it may
// be, and how it is read and written.
type Key struct {
	Name  string
	Words []string // of a key with words
	Want  string   // what its value may be
	Doc   string
	Set   func(r *Rules, text string) error
	Text  func(r Rules) string
}

// Forever is a sentence without end.
const Forever Ticks = -1

// Ticks are a length of time; Forever is written infinite.
type Ticks int

func (t Ticks) String() string {
	if t == Forever {
		return "infinite"
	}
	return strconv.Itoa(int(t))
}

// MarshalText writes the ticks, or infinite.
func (t Ticks) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// Bounds of the numbers. A vision is held so that nobody sees a cell twice, and
// that no count of what is seen leaves its 16 bits.
const (
	leastSize, mostSize = 5, 4096
	mostVision          = 50.0
	mostTicks           = 1_000_000
)

// Keys are all keys, in the order of their help.
func Keys() []Key {
	return []Key{
		choice("arrest", "x in the arrest probability 1 - exp(-k x): C/A as printed, its floor, or rounded to the nearest, halves to even",
			func(r *Rules) *Arrest { return &r.Arrest }, Ratio, Floor, Round),
		choice("neighbourhood", "shape of what is seen within a vision",
			func(r *Rules) *Neighbourhood { return &r.Neighbourhood }, Disc, Diamond, Moore),
		choice("own", "whether one sees one's own cell",
			func(r *Rules) *Own { return &r.Own }, With, Without),
		choice("self", "how often an active citizen who sees his own cell counts himself among the active",
			func(r *Rules) *Self { return &r.Self }, Once, Twice),
		choice("order", "turns: everybody once in a fresh order; as many picks as people, with replacement; or block by block, many at a time (model I)",
			func(r *Rules) *Order { return &r.Order }, Shuffle, Replacement, Blocks),
		choice("turn", "what one does first in a turn",
			func(r *Rules) *Turn { return &r.Turn }, MoveAct, ActMove),
		choice("officer", "where an officer goes who has arrested",
			func(r *Rules) *Officer { return &r.Officer }, Onto, Elsewhere, Stays),
		choice("sentences", "even draw of the ticks in jail: 0..max-1, 0..max, or 1..max",
			func(r *Rules) *Sentences { return &r.Sentences }, Below, Upto, Above),
		choice("countdown", "when a sentence gets shorter: for all at the tick's end, or on the prisoner's own turn",
			func(r *Rules) *Countdown { return &r.Countdown }, AtTick, AtTurn),
		choice("jailed", "where the jailed are: on their cell, which is then not free; on it, and others may come; or off the torus",
			func(r *Rules) *Jailed { return &r.Jailed }, Holds, Shares, Removed),
		choice("release", "where those come back who were off the torus",
			func(r *Rules) *Release { return &r.Release }, Near, Anywhere),
		choice("movement", "who moves",
			func(r *Rules) *Movement { return &r.Movement }, Everybody, PoliceOnly, Nobody),
		choice("numbers", "how many people: exactly a share of the cells, or each cell's own chance",
			func(r *Rules) *Numbers { return &r.Numbers }, Exact, Drawn),
		whole("size", "cells along a side of the torus", leastSize, mostSize, func(r *Rules) *int { return &r.Size }),
		number("density", "citizens per cell", 0, 1, func(r *Rules) *float64 { return &r.Density }),
		number("police", "officers per cell", 0, 1, func(r *Rules) *float64 { return &r.Police }),
		number("vision", "how far a citizen sees, in cells", 1, mostVision, func(r *Rules) *float64 { return &r.Vision }),
		number("police-vision", "how far an officer sees, in cells", 1, mostVision, func(r *Rules) *float64 { return &r.PoliceVision }),
		number("legitimacy", "legitimacy L, the same for all", 0, 1, func(r *Rules) *float64 { return &r.Legitimacy }),
		number("threshold", "threshold T", -1, 1, func(r *Rules) *float64 { return &r.Threshold }),
		number("k", "k in the arrest probability", 0, 100, func(r *Rules) *float64 { return &r.K }),
		{Name: "sentence-max", Want: "ticks from 1 to 1000000, or infinite", Doc: "the longest sentence",
			Set: func(r *Rules, text string) error { return r.SentenceMax.set(text) }, Text: func(r Rules) string { return r.SentenceMax.String() }},
		whole("groups", "1 is model I; 2 is model II: two groups that kill, clone and die of age", 1, 2, func(r *Rules) *int { return &r.Groups }),
		number("cloning", "model II: chance of a child in a tick", 0, 1, func(r *Rules) *float64 { return &r.Cloning }),
		whole("age-max", "model II: the age of death is drawn evenly from 1 tick to this", 1, mostTicks, func(r *Rules) *int { return &r.AgeMax }),
		{Name: "changes", Want: "WHAT@TICK=VALUE or WHAT@TICK=VALUE/STEP, with commas between several; WHAT is legitimacy or police",
			Doc: "what changes on the way: at once, or from that tick on by a step a tick",
			Set: func(r *Rules, text string) error { return r.Changes.set(text) }, Text: func(r Rules) string { return r.Changes.String() }},
		choice("counts", "how what is seen is counted: kept and changed, or scanned on every look; the run is the same",
			func(r *Rules) *Counts { return &r.Counts }, Incremental, Rescan),
	}
}

// choice is a key with words.
func choice[W ~string](name, doc string, of func(*Rules) *W, known ...W) Key {
	var words []string
	for _, k := range known {
		words = append(words, string(k))
	}
	return Key{
		Name: name, Words: words, Want: strings.Join(words, ", "), Doc: doc,
		Text: func(r Rules) string { return string(*of(&r)) },
		Set: func(r *Rules, text string) error {
			for _, k := range known {
				if string(k) == text {
					*of(r) = k
					return nil
				}
			}
			return unknown(text, words)
		},
	}
}

// unknown is the error of a word that is not there: it names those that are,
// and the nearest.
func unknown(text string, known []string) error {
	hint := ""
	if near := spelling.Near(text, known); near != "" {
		hint = fmt.Sprintf("; did you mean %s?", near)
	}
	return fmt.Errorf("there is no such word%s (want %s)", hint, strings.Join(known, ", "))
}

func number(name, doc string, least, most float64, of func(*Rules) *float64) Key {
	want := fmt.Sprintf("a number from %g to %g", least, most)
	return Key{
		Name: name, Want: want, Doc: doc,
		Text: func(r Rules) string { return strconv.FormatFloat(*of(&r), 'g', -1, 64) },
		Set: func(r *Rules, text string) error {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil || !(v >= least && v <= most) {
				return errors.New("want " + want)
			}
			*of(r) = v
			return nil
		},
	}
}

func whole(name, doc string, least, most int, of func(*Rules) *int) Key {
	want := fmt.Sprintf("a whole number from %d to %d", least, most)
	return Key{
		Name: name, Want: want, Doc: doc,
		Text: func(r Rules) string { return strconv.Itoa(*of(&r)) },
		Set: func(r *Rules, text string) error {
			v, err := strconv.Atoi(text)
			if err != nil || v < least || v > most {
				return errors.New("want " + want)
			}
			*of(r) = v
			return nil
		},
	}
}

func (t *Ticks) set(text string) error {
	if text == Forever.String() {
		*t = Forever
		return nil
	}
	v, err := strconv.Atoi(text)
	if err != nil || v < 1 || v > mostTicks {
		return fmt.Errorf("want ticks from 1 to %d, or %v", mostTicks, Forever)
	}
	*t = Ticks(v)
	return nil
}

// Check says what is wrong with rules that are each allowed by themselves.
func (r Rules) Check() error {
	for _, v := range []struct {
		name string
		of   float64
	}{{"vision", r.Vision}, {"police-vision", r.PoliceVision}} {
		if most := (r.Size - 1) / 2; int(math.Floor(v.of)) > most {
			return fmt.Errorf("%s %g: on a torus of size %d one would see cells twice; want less than %d", v.name, v.of, r.Size, most+1)
		}
	}
	most := r.Police
	for _, c := range r.Changes {
		if c.What == PoliceChange {
			most = max(most, c.To)
		}
	}
	if r.Density+most > 1 {
		return fmt.Errorf("density %g and police %g: together more people than cells", r.Density, most)
	}
	if r.Groups == 2 && r.Order == Blocks {
		return errors.New("order blocks is for model I: in model II births and deaths are everybody's concern; want shuffle or replacement")
	}
	return nil
}
