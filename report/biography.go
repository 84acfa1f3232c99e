package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// UnknownPerson is the error for a number that no member of the cadre has.
type UnknownPerson struct {
	Person int
	Cadre  int   // how many there are, from 0
	Taken  []int // the first who were arrested or killed, five at most
}

// Error names the range, and whom to ask about.
func (e *UnknownPerson) Error() string {
	if e.Cadre == 0 {
		return fmt.Sprintf("person %d: the cadre of this recording is empty", e.Person)
	}
	taken := "nobody was arrested or killed"
	if len(e.Taken) > 0 {
		taken = "arrested or killed were, for example, " + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(e.Taken)), ", "), "[]")
	}
	return fmt.Sprintf("person %d: the persons of this recording are 0 to %d; %s", e.Person, e.Cadre-1, taken)
}

// A life is what a recording tells of one member of the cadre.
type life struct {
	Person    int32       `json:"person"`
	Seats     []string    `json:"seats"` // bodies in which the person ever held one
	Region    string      `json:"region"`
	Cohort    string      `json:"cohort"`
	Client    bool        `json:"client"`
	Entered   string      `json:"entered"`
	Departed  *string     `json:"departed"` // null if in place at the end
	Fate      string      `json:"fate"`
	Taken     bool        `json:"taken"` // arrested or killed
	Dossier   float64     `json:"dossier"`
	Category  string      `json:"category"` // the stronger reason of an arrest
	Loyalty   float64     `json:"loyalty"`
	Operation *operation  `json:"operation"` // under which it was done; null for none
	Steps     []entry     `json:"steps"`
	InPlace   int         `json:"others_in_place"`           // in the month of leaving, or the last
	SameMonth int         `json:"others_taken_in_the_month"` // of leaving, or in the last
	Meanwhile int         `json:"others_taken_meanwhile"`    // while in place
	Smaller   int         `json:"of_them_with_smaller_dossier"`
	Bodies    []companion `json:"bodies"`
	Synthetic bool        `json:"synthetic"` // always true
	last      calendar.Month
}

// entry is an entry of the books on the person.
type entry struct {
	Month string `json:"month"`
	Act   string `json:"act"`
	From  string `json:"from"`
	To    string `json:"to"`
	Why   string `json:"why"`
}

type operation struct {
	Operation int32   `json:"operation"`
	Start     string  `json:"start"`
	Taken     float64 `json:"taken"` // persons, in all
}

// companion counts the others who ever held a seat in a body of the person.
type companion struct {
	Body      string `json:"body"`
	SameMonth int    `json:"others_taken_in_the_month"`
	Meanwhile int    `json:"others_taken_meanwhile"`
}

// Biography writes why a member of the cadre was taken or spared, as far as the
// tables cadre, ledger and operations tell. The error is an *UnknownPerson, or
// one of reading or writing.
func Biography(w io.Writer, r *archive.Recording, person int, opt Options) error {
	l, err := readLife(r, person)
	if err != nil {
		return err
	}
	p := newPage(opt)
	m := r.Manifest
	p.title("Person %d of the cadre of %s (%s, seed %d, scale 1:%d, %v to %v)", l.Person, r.Dir, m.Scenario, m.Seed, m.Scale, m.From, m.Until)
	l.write(p)
	return p.write(w)
}

// BiographyJSON is the same as JSON.
func BiographyJSON(r *archive.Recording, person int) ([]byte, error) {
	l, err := readLife(r, person)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = e.Encode(l)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

func readLife(r *archive.Recording, person int) (*life, error) {
	cadre, err := r.Cadre()
	if err != nil {
		return nil, err
	}
	if person < 0 || person >= len(cadre) {
		return nil, unknownPerson(cadre, person)
	}
	ledger, err := r.Ledger()
	if err != nil {
		return nil, err
	}
	operations, err := r.Operations()
	if err != nil {
		return nil, err
	}
	return lifeOf(cadre, ledger, operations, person, r.Manifest.Until), nil
}

func unknownPerson(cadre []country.CadreRow, person int) *UnknownPerson {
	unknown := &UnknownPerson{Person: person, Cadre: len(cadre)}
	for _, c := range cadre {
		if wasTaken(c) && len(unknown.Taken) < 5 {
			unknown.Taken = append(unknown.Taken, int(c.Person))
		}
	}
	return unknown
}

func wasTaken(c country.CadreRow) bool {
	return c.Fate == country.Arrested.String() || c.Fate == country.Executed.String()
}

// lifeOf gathers a life; person is a row of the cadre, until the last month.
func lifeOf(cadre []country.CadreRow, ledger []archive.Dated[country.LedgerRow], operations []country.OperationRow, person int, until calendar.Month) *life {
	c := cadre[person]
	l := &life{Person: c.Person, Seats: seatsOf(c), Region: c.Region, Cohort: c.Cohort, Client: c.Client, Entered: c.Entered.String(),
		Fate: c.Fate, Taken: wasTaken(c), Dossier: c.Dossier, Category: c.Category, Loyalty: c.Loyalty, Steps: []entry{}, Bodies: []companion{},
		Synthetic: true, last: until}
	if c.Left != 0 {
		l.last = c.Left
		departed := c.Left.String()
		l.Departed = &departed
	}
	for _, o := range operations {
		if c.TakenBy != 0 && o.Operation == c.TakenBy {
			l.Operation = &operation{o.Operation, o.Start.String(), o.Taken}
		}
	}
	for _, e := range ledger {
		if e.Row.Person == c.Person {
			l.Steps = append(l.Steps, entry{e.Month.String(), e.Row.Act, e.Row.From, e.Row.To, e.Row.Why})
		}
	}
	for _, body := range l.Seats {
		l.Bodies = append(l.Bodies, companion{Body: body})
	}
	for i, other := range cadre {
		if i != person {
			l.beside(other, c.Entered)
		}
	}
	return l
}

// seatsOf lists the bodies in which a member ever held a seat.
func seatsOf(c country.CadreRow) []string {
	return strings.FieldsFunc(c.Seats, func(r rune) bool { return r == '+' })
}

// beside counts another member of the cadre.
func (l *life) beside(other country.CadreRow, entered calendar.Month) {
	if other.Entered <= l.last && (other.Left == 0 || other.Left >= l.last) {
		l.InPlace++
	}
	if !wasTaken(other) || other.Left < entered || other.Left > l.last {
		return
	}
	l.Meanwhile++
	if other.Dossier < l.Dossier {
		l.Smaller++
	}
	same := 0
	if other.Left == l.last {
		same = 1
	}
	l.SameMonth += same
	seats := seatsOf(other)
	for i := range l.Bodies {
		if slices.Contains(seats, l.Bodies[i].Body) {
			l.Bodies[i].Meanwhile++
			l.Bodies[i].SameMonth += same
		}
	}
}

func (l *life) write(p *page) {
	fact := func(name, format string, args ...any) {
		p.item("  "+padded(name, 10, false), strings.Repeat(" ", 12), format, args...)
	}
	fact("seats", "%s (ever held; the books date only the first)", commaList(l.Seats))
	if l.Region != "" {
		fact("region", "%s", l.Region)
	}
	fact("cohort", "%s: %s", l.Cohort, cohortWords(l.Cohort))
	if l.Client {
		fact("client", "of the leader, when last appointed")
	} else {
		fact("client", "not of the leader, when last appointed")
	}
	fact("dossier", "%s %s on file %s", brief(l.Dossier), denunciations(l.Dossier), l.when())
	fact("loyalty", "%s on a scale of -1 to 1, which nobody in the model sees", brief(l.Loyalty))

	p.section("Step by step")
	if len(l.Steps) == 0 || l.Steps[0].From != "none" {
		p.item("  "+l.Entered+"  ", strings.Repeat(" ", 11), "in the first seat; the books have no entry of it")
	}
	for _, s := range l.Steps {
		p.item("  "+s.Month+"  ", strings.Repeat(" ", 11), "%s", l.stepWords(s))
	}
	if l.Departed == nil {
		p.item("  "+l.last.String()+"  ", strings.Repeat(" ", 11), "still in place, when the recording ends")
	}

	if l.Taken {
		l.writeTaken(p)
	} else {
		l.writeSpared(p)
	}
	p.blank()
	p.text("", "Who is taken is drawn from a hazard, month by month: fromabove explain leader.move.")
	p.text("", "Everyone is synthetic: person %d is nobody who lived.", l.Person)
}

// when is the month of which the dossier is.
func (l *life) when() string {
	if l.Departed == nil {
		return "at the end"
	}
	if !l.Taken {
		return "when the person left, in " + l.last.String()
	}
	return "when the person left, in " + l.last.String() + " (with what those taken that month said)"
}

func (l *life) stepWords(s entry) string {
	switch {
	case s.From == "none":
		return fmt.Sprintf("enters by %s: %s", s.Act, bodyWords(s.To))
	case s.Why == "":
		return fmt.Sprintf("%s: %s, then %s", s.Act, bodyWords(s.From), s.To)
	}
	return fmt.Sprintf("%s: %s, then %s (%s)", s.Act, bodyWords(s.From), s.To, s.Why)
}

func (l *life) writeTaken(p *page) {
	p.section("Why taken")
	switch l.Category {
	case "dossier":
		p.text("  ", "The dossier weighed more than the record: what others had said, as far as it was believed, more than the cohort and whose client the person was.")
	case "record":
		p.text("  ", "The record weighed more than the dossier: the cohort and whose client the person was, under the leader's pressure, more than what others had said.")
	default:
		p.text("  ", "The tables give no reason.")
	}
	if o := l.Operation; o != nil {
		p.text("  ", "It was done under operation %d, begun in %s, which took %s persons in all.", o.Operation, o.Start, brief(o.Taken))
	} else {
		p.text("  ", "No operation was on.")
	}
	if l.Loyalty < 0 {
		p.text("  ", "It hit: the true loyalty was below zero.")
	} else {
		p.text("  ", "It did not hit: the true loyalty was not below zero.")
	}
	p.section("Beside the person")
	p.text("  ", "In %s, %s of %s others in place were taken; from %s on, %s.", l.last, whole(l.SameMonth), whole(l.InPlace), l.Entered, whole(l.Meanwhile))
	for _, b := range l.Bodies {
		p.text("  ", "Of those who were ever %s: %s in %s; from %s on, %s.", among(b.Body), whole(b.SameMonth), l.last, l.Entered, whole(b.Meanwhile))
	}
}

func (l *life) writeSpared(p *page) {
	switch l.Fate {
	case country.InPlace.String():
		p.section("Spared so far")
	default:
		p.section("Not taken: %s", l.Fate)
	}
	if l.Meanwhile == 0 {
		p.text("  ", "Nobody of the cadre was arrested or killed from %s to %s.", l.Entered, l.last)
		return
	}
	p.text("  ", "From %s to %s, %s others of the cadre were taken; the dossier of %s of them was smaller than this one.", l.Entered, l.last, whole(l.Meanwhile), whole(l.Smaller))
	for _, b := range l.Bodies {
		p.text("  ", "Of those who were ever %s: %s.", among(b.Body), whole(b.Meanwhile))
	}
}

func denunciations(n float64) string {
	if n == 1 {
		return "denunciation"
	}
	return "denunciations"
}

// bodyWords are the names of bodies, joined by +, for a reader.
func bodyWords(names string) string {
	return strings.ReplaceAll(strings.ReplaceAll(names, "_", " "), "+", ", ")
}

// among says that somebody sits in a body.
func among(body string) string {
	switch body {
	case country.Politburo.String():
		return "in the Politburo"
	case country.CentralCommittee.String():
		return "in the Central Committee"
	case country.Secretaries.String():
		return "among the secretaries"
	}
	return "among the " + bodyWords(body) + "s"
}

func commaList(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return bodyWords(strings.Join(names, "+"))
}

func cohortWords(cohort string) string {
	switch cohort {
	case country.OldElite.String():
		return "never of the party, the elite of before"
	case country.OldGuard.String():
		return "of the party before it took power"
	case country.Wartime.String():
		return "of the party since its first three years in power"
	}
	return "of the party since later"
}
