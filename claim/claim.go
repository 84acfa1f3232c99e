// Package claim puts the essay's causal statements to the test.
//
// A claim is a sentence of the essay in our words, as a contrast: two arms with
// the same dice, an outcome, the sign that the sentence expects, and the smallest
// effect that would matter. claims.yaml holds them, with the mechanism that
// carries each, what would refute it, and the reading of others. Weigh gives the
// verdict from the members of an experiment (verdict.go has the rule): held, not
// held, undecided, or open where forms of the model contradict each other. A
// claim that fails stays.
//
// A claim with a hard gate among its terms is built in: the equations let it
// come out in one way. Each claim says which gates those are, and Check refuses
// one that leaves out what a gate asks for and does not own to it. That such a
// claim holds proves little; that one fails is a finding.
//
// What is absent: running (package experiment), printing (package report), and
// any claim about one history.
package claim

import (
	"slices"

	"github.com/fromabove/fromabove/spelling"
)

// Sign is what a claim expects of its outcome in the other arm.
type Sign string

// The signs.
const (
	Less Sign = "less"
	More Sign = "more"
	None Sign = "none" // an effect smaller than the smallest that matters
	Some Sign = "some" // an effect that matters, either way
)

var signs = []Sign{Less, More, None, Some}

// Turned is the opposite expectation.
func (s Sign) Turned() Sign {
	switch s {
	case Less:
		return More
	case More:
		return Less
	case None:
		return Some
	}
	return None
}

// Silent is the paragraph of a claim of which the essay does not speak.
const Silent = "silent"

// Claim is a causal sentence as a contrast.
type Claim struct {
	ID        string   `json:"id"`
	Paragraph string   `json:"paragraph"` // P2..P11, or Silent
	Statement string   `json:"statement"`
	Base      string   `json:"base"` // arm with what the statement speaks of
	Other     string   `json:"other"`
	Outcome   string   `json:"outcome"` // of package experiment
	Expected  Sign     `json:"expected"`
	Matters   float64  `json:"matters"` // smallest effect that matters, in the unit of the outcome
	Because   string   `json:"because"` // why this much
	Mechanism []string `json:"mechanism"`
	Carries   string   `json:"carries"`
	RefutedBy string   `json:"refuted_by"`
	Rival     string   `json:"rival"`
	Gates     []string `json:"gates,omitempty"`   // among its terms
	Beside    []Beside `json:"beside,omitempty"`  // gates behind which the outcome does not lie
	ByHand    string   `json:"by_hand,omitempty"` // the equation that sets the sign
	at        where
}

// Beside is a gate that the arms touch and the outcome does not depend on.
type Beside struct {
	Gate string `json:"gate"`
	Why  string `json:"why"`
}

// Standing says how far a claim could have failed.
type Standing string

// The standings.
const (
	BuiltIn Standing = "built in" // a hard gate stands among its terms
	ByHand  Standing = "by hand"  // one equation sets the sign; the rest of the country can turn it
	Free    Standing = "free"     // could have failed
)

// Standing of a claim.
func (c Claim) Standing() Standing {
	switch {
	case len(c.Gates) > 0:
		return BuiltIn
	case c.ByHand != "":
		return ByHand
	}
	return Free
}

// Gate is a condition in an equation without which something does not happen at
// all, in the words of MODEL.md.
type Gate struct {
	ID       string   `json:"id"`
	Says     string   `json:"says"`
	Acts     []string `json:"acts"`
	Switches []string `json:"switches"` // whose absence shuts it, or moves what it asks for
	at       where
}

// Variant is another form of an equation or of an input series, laid over both
// arms.
type Variant struct {
	ID   string   `json:"id"`
	Says string   `json:"says"`
	Set  []string `json:"set"`
	at   where
}

// Book is a file of claims.
type Book struct {
	Gates    []Gate    `json:"gates"`
	Variants []Variant `json:"variants"`
	Claims   []Claim   `json:"claims"`
	file     string
}

// Gate finds a gate.
func (b *Book) Gate(id string) (Gate, bool) {
	i := slices.IndexFunc(b.Gates, func(g Gate) bool { return g.ID == id })
	if i < 0 {
		return Gate{}, false
	}
	return b.Gates[i], true
}

// Choose keeps the claims named, in the order of the book; none: all. The error
// names the nearest id.
func (b *Book) Choose(ids []string) (*Book, error) {
	if len(ids) == 0 {
		return b, nil
	}
	out := &Book{Gates: b.Gates, Variants: b.Variants, file: b.file}
	var known []string
	for _, c := range b.Claims {
		known = append(known, c.ID)
		if slices.Contains(ids, c.ID) {
			out.Claims = append(out.Claims, c)
		}
	}
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return nil, &UnknownClaim{ID: id, Near: spelling.Near(id, known)}
		}
	}
	return out, nil
}

// UnknownClaim is the error for an id that no claim has.
type UnknownClaim struct{ ID, Near string }

// Error names the nearest.
func (u *UnknownClaim) Error() string {
	return "there is no claim " + quoted(u.ID) + meant(u.Near) + " (fromabove claims --list)"
}
