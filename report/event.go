package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// Events lists dated events: the date as far as it is known, what a simulation
// may take from it, what happened, and who says so. Addresses stand there only
// if Provenance is set.
func Events(w io.Writer, events []evidence.Event, opt Options) error {
	p := newPage(opt)
	t := table{columns: []column{{title: "event, its effect as read for the model, source"}, {title: "date"}, {title: "role"}, {title: ""}}}
	for _, e := range events {
		about := []string{e.Event}
		if e.Institution != "" {
			about[0] += " (" + e.Institution + ")"
		}
		for _, part := range []struct{ name, text string }{
			{"", e.Effect}, {"The essay: ", e.EssayForm}, {"Note: ", p.noted(e.Note)}, {"Source: ", p.noted(e.Source)}, {"Seen: ", p.seen(e.FoundAt)},
		} {
			if part.text != "" {
				about = append(about, part.name+part.text)
			}
		}
		t.add(strings.Join(about, ". "), dated(e), string(e.Role), "")
	}
	p.putLast(t)
	p.text("", "%s %s. Roles: input, a scenario may name it; occasion, a date on which a body may act; outcome, the model must produce it "+
		"or miss it; context, for the reader.", whole(len(events)), plural(len(events), "event"))
	return p.write(w)
}

// dated is the date of an event as far as it is known.
func dated(e evidence.Event) string {
	switch {
	case e.Precision == "month" && len(e.Date) >= 7:
		return e.Date[:7]
	case e.Precision == "year" && len(e.Date) >= 4:
		return e.Date[:4]
	}
	return e.Date
}

// happened is an event in JSON and CSV.
type happened struct {
	Date        string `json:"date"`
	Precision   string `json:"date_precision"`
	Role        string `json:"role"`
	Event       string `json:"event"`
	Institution string `json:"institution"`
	Effect      string `json:"effect"`
	EssayForm   string `json:"essay_form"`
	Source      string `json:"source"`
	Note        string `json:"note"`
	FoundAt     string `json:"found_at,omitempty"`
}

func happenedOf(e evidence.Event, opt Options) happened {
	p := page{Options: opt}
	return happened{Date: dated(e), Precision: e.Precision, Role: string(e.Role), Event: e.Event, Institution: e.Institution,
		Effect: e.Effect, EssayForm: e.EssayForm, Source: p.noted(e.Source), Note: p.noted(e.Note), FoundAt: p.seen(e.FoundAt)}
}

// EventsJSON lists events as a JSON array.
func EventsJSON(events []evidence.Event, opt Options) ([]byte, error) {
	all := make([]happened, len(events))
	for i, e := range events {
		all[i] = happenedOf(e, opt)
	}
	b, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("events as JSON: %w", err)
	}
	return b, nil
}

// EventsCSV lists events as comma-separated values with one header line.
func EventsCSV(w io.Writer, events []evidence.Event, opt Options) error {
	header := []string{"date", "date_precision", "role", "event", "institution", "effect", "essay_form", "source", "note"}
	if opt.Provenance {
		header = append(header, "found_at")
	}
	rows := [][]string{header}
	for _, e := range events {
		h := happenedOf(e, opt)
		row := []string{h.Date, h.Precision, h.Role, h.Event, h.Institution, h.Effect, h.EssayForm, h.Source, h.Note}
		if opt.Provenance {
			row = append(row, h.FoundAt)
		}
		rows = append(rows, row)
	}
	return csv.NewWriter(w).WriteAll(rows)
}
