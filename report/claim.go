package report

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/fromabove/fromabove/claim"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/experiment"
)

// Claims writes the verdicts as a table, and below it how many held, and of how
// many it could have been otherwise.
func Claims(w io.Writer, d *experiment.Design, results []claim.Result, opt Options) error {
	p := newPage(opt)
	p.claimsHeading(d, results)
	t := table{columns: []column{{title: "claim"}, {title: "verdict"}, {title: "expected"}, {title: "effect, 90% interval", right: true},
		{title: "matters", right: true}, {title: "right", right: true}, {title: "pairs", right: true}}}
	for _, r := range results {
		f := r.Forms[0]
		t.add(fmt.Sprintf("%s %s", r.Claim.Paragraph, r.Claim.ID), string(r.Verdict)+p.flips(r)+"\n"+string(r.Is), string(r.Claim.Expected),
			fmt.Sprintf("%s\n%s", signed(f.Mean), p.interval(f.Low, f.High)), brief(r.Claim.Matters), percentOrNone(f.Right), whole(f.Pairs))
	}
	p.blank()
	p.put(t)
	p.blank()
	for _, line := range claimsSummary(results) {
		p.text("", "%s", line)
	}
	return p.write(w)
}

func (p *page) claimsHeading(d *experiment.Design, results []claim.Result) {
	p.title("%d claims of the essay, %s", len(results), members(d.Members()))
	p.text("", "%s", drawn(d))
	p.text("", "effect: the other arm less the base, with the same dice; right: share of %s in which it has the expected sign", unitsOf(d))
	p.text("", "made by: %s", d.Command)
}

// drawn says what an experiment stands on.
func drawn(d *experiment.Design) string {
	over := fmt.Sprintf("%d %s", len(d.Seeds), plural(len(d.Seeds), "seed"))
	if len(d.Parameters) > 0 {
		over = fmt.Sprintf("%d draws of %d %s", len(d.Draws), len(d.Parameters), plural(len(d.Parameters), "parameter"))
	}
	return fmt.Sprintf("%d arms, %s each, scale 1:%d, to %v, point %s, version %s", len(d.Arms), over, d.Scale, d.Until, d.Arms[0].Point, d.Version)
}

func unitsOf(d *experiment.Design) string {
	if len(d.Parameters) > 0 {
		return "draws"
	}
	return "pairs"
}

// flips names the forms on which an open claim comes apart.
func (p *page) flips(r claim.Result) string {
	if r.Verdict != claim.Open {
		return ""
	}
	count := map[claim.Verdict]int{}
	for _, f := range r.Forms {
		count[f.Verdict]++
	}
	return fmt.Sprintf("\n(%d held, %d not)", count[claim.Held], count[claim.NotHeld])
}

// interval is a range of effects.
func (p *page) interval(low, high evidence.Number) string {
	if !low.Known() || !high.Known() {
		return "none"
	}
	return signed(low) + " to " + signed(high)
}

// signed is an effect with its sign.
func signed(n evidence.Number) string {
	if !n.Known() {
		return "none"
	}
	v := float64(n)
	if math.Abs(v) >= 1000 {
		step := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-2)
		v = math.Round(v/step) * step // three digits say all that is known
	}
	if s := brief(v); v > 0 {
		return "+" + s
	} else {
		return s
	}
}

func percentOrNone(n evidence.Number) string {
	if !n.Known() {
		return "none"
	}
	return fmt.Sprintf("%.0f%%", 100*float64(n))
}

// claimsSummary counts verdicts, and says which claims were built in.
func claimsSummary(results []claim.Result) []string {
	verdicts := []claim.Verdict{claim.Held, claim.NotHeld, claim.Undecided, claim.Open}
	line := func(what string, of func(claim.Result) bool) string {
		count, all := map[claim.Verdict]int{}, 0
		var ids []string
		for _, r := range results {
			if of(r) {
				count[r.Verdict]++
				all++
				ids = append(ids, r.Claim.ID)
			}
		}
		var parts []string
		for _, v := range verdicts {
			parts = append(parts, fmt.Sprintf("%s %d", v, count[v]))
		}
		if all == 0 {
			return fmt.Sprintf("%s: none.", what)
		}
		return fmt.Sprintf("%s, %d: %s (%s).", what, all, strings.Join(parts, ", "), strings.Join(ids, ", "))
	}
	is := func(s claim.Standing) func(claim.Result) bool {
		return func(r claim.Result) bool { return r.Is == s }
	}
	return []string{
		line("Could have failed", is(claim.Free)),
		line("Sign set by hand in one equation, the rest of the country could turn it", is(claim.ByHand)),
		line("Built in by a hard gate: that these hold proves little, that one fails is a finding", is(claim.BuiltIn)),
	}
}

// Claim writes the whole story of one claim; a nil design is one that was not
// put to the test.
func Claim(w io.Writer, book *claim.Book, c claim.Claim, d *experiment.Design, r *claim.Result, opt Options) error {
	p := newPage(opt)
	p.title("%s (%s)", c.ID, c.Paragraph)
	p.text("", "%s", c.Statement)
	p.blank()
	for _, f := range c.Facts(book) {
		p.item(fmt.Sprintf("  %-13s", f.Name), strings.Repeat(" ", 15), "%s", f.Says)
	}
	if r == nil {
		p.blank()
		p.text("", "Put to the test by: fromabove claims %s", c.ID)
		return p.write(w)
	}
	p.section("%s", strings.ToUpper(string(r.Verdict[:1]))+string(r.Verdict[1:]))
	p.text("", "%s", drawn(d))
	t := table{columns: []column{{title: "form"}, {title: "verdict"}, {title: "base\nother", right: true}, {title: "effect", right: true},
		{title: "90% of the mean\n90% of " + unitsOf(d), right: true}, {title: "right", right: true}, {title: "pairs", right: true}}}
	for _, f := range r.Forms {
		t.add(f.Name, string(f.Verdict), unsigned(f.Base)+"\n"+unsigned(f.Other), signed(f.Mean),
			p.interval(f.Low, f.High)+"\n"+p.interval(f.BandLow, f.BandHigh), percentOrNone(f.Right), whole(f.Pairs))
		for _, why := range formNotes(f) {
			t.note(why)
		}
	}
	p.put(t)
	if len(r.NotLaid) > 0 {
		p.text("", "Not laid over it, as an arm sets the same: %s.", strings.Join(r.NotLaid, ", "))
	}
	p.text("", "made by: %s", d.Command)
	return p.write(w)
}

func unsigned(n evidence.Number) string { return strings.TrimPrefix(signed(n), "+") }

// formNotes say what a form of a claim could not show.
func formNotes(f claim.Form) []string {
	var notes []string
	if f.Idle && f.Pairs > 0 {
		notes = append(notes, "idle: no pair differs, or what matters is more than half of what is there to be taken away; too little happens to show no effect")
	}
	if f.Left > 0 {
		notes = append(notes, fmt.Sprintf("%d pairs left out: the outcome is not defined in one of the arms", f.Left))
	}
	if f.Failed > 0 {
		notes = append(notes, fmt.Sprintf("%d pairs left out: a member failed or was not run", f.Failed))
	}
	return notes
}

// ClaimsJSON is an experiment's claims with their verdicts.
func ClaimsJSON(d *experiment.Design, results []claim.Result) ([]byte, error) {
	return json.MarshalIndent(struct {
		Command string         `json:"command"`
		Version string         `json:"version"`
		Point   string         `json:"point"`
		Scale   int            `json:"scale"`
		Members int            `json:"members"`
		Rounds  int            `json:"rounds"`
		Draws   bool           `json:"over_draws"`
		Claims  []claim.Result `json:"claims"`
	}{d.Command, d.Version, d.Arms[0].Point, d.Scale, d.Members(), d.Rounds(), len(d.Parameters) > 0, results}, "", "  ")
}

// ClaimList lists claims, gates and variants.
func ClaimList(w io.Writer, book *claim.Book, opt Options) error {
	p := newPage(opt)
	p.title("%d claims", len(book.Claims))
	for _, c := range book.Claims {
		p.item("  ", "      ", "%s %s (%s): %s", c.Paragraph, c.ID, c.Standing(), c.Statement)
	}
	p.section("%d hard gates", len(book.Gates))
	for _, g := range book.Gates {
		p.item("  ", "      ", "%s: %s", g.ID, g.Says)
	}
	p.section("%d variants", len(book.Variants))
	for _, v := range book.Variants {
		p.item("  ", "      ", "%s: %s (%s)", v.ID, v.Says, strings.Join(v.Set, ", "))
	}
	return p.write(w)
}

// ClaimListJSON is the same as JSON.
func ClaimListJSON(book *claim.Book) ([]byte, error) { return json.MarshalIndent(book, "", "  ") }
