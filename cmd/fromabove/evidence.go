package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/report"
)

// evidenceFlags choose what is listed and how.
type evidenceFlags struct {
	grades, prefix   string
	year             int
	events, all      bool
	json, csv, found bool
}

func evidenceVerb() *cobra.Command {
	var f evidenceFlags
	verb := &cobra.Command{
		Use:   "evidence [WORDS...]",
		Short: "List and search the historical figures, with source and trust grade",
		Long: `Without words it lists the best figures; an id alone prints one in full; words search in ids,
quantities, scopes, sources and notes, and all must be found.`,
		Example: `  fromabove evidence
  fromabove evidence arrests_1937
  fromabove evidence death sentences --year 1937 --grade A
  fromabove evidence --events Kirov`,
		ValidArgsFunction: figureIDs,
		RunE:              func(cmd *cobra.Command, args []string) error { return f.list(cmd, args) },
	}
	flags := verb.Flags()
	flags.StringVar(&f.grades, "grade", "", "only these trust grades, for example A,B")
	flags.StringVar(&f.prefix, "prefix", "", "only ids that begin so, for example conv_vmn_")
	flags.IntVar(&f.year, "year", 0, "only figures whose period touches this year, or events of it")
	flags.BoolVar(&f.events, "events", false, "dated events instead of figures")
	flags.BoolVar(&f.all, "all", false, "every figure, not the best ones alone")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	flags.BoolVar(&f.csv, "csv", false, "print CSV, with every column")
	flags.BoolVar(&f.found, "provenance", false, "also where the value was seen")
	return verb
}

func figureIDs(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	for _, f := range evidence.Figures() {
		ids = append(ids, f.ID+"\t"+f.Quantity)
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

func (f *evidenceFlags) list(cmd *cobra.Command, args []string) error {
	out := cmd.OutOrStdout()
	columns, terminal := width(out)
	opt := report.Options{Width: columns, Color: terminal, Provenance: f.found}
	if f.json && f.csv {
		return use("--json and --csv: choose one")
	}
	if f.events {
		events, err := f.dated(args)
		if err != nil {
			return err
		}
		switch {
		case f.json:
			return printed(out)(report.EventsJSON(events, opt))
		case f.csv:
			return report.EventsCSV(out, events, opt)
		}
		return report.Events(out, events, opt)
	}
	figures, err := f.figures(args)
	if err != nil {
		return err
	}
	switch {
	case f.json:
		return printed(out)(report.FiguresJSON(figures, opt))
	case f.csv:
		return report.FiguresCSV(out, figures, opt)
	case len(args) == 1 && len(figures) == 1 && figures[0].ID == args[0]:
		return report.Figure(out, figures[0], opt)
	}
	return report.Figures(out, figures, opt)
}

// dated are the events asked for.
func (f *evidenceFlags) dated(args []string) ([]evidence.Event, error) {
	if f.grades != "" || f.prefix != "" || f.all {
		return nil, use("--events lists events, which have no grade and no id, and all of them: leave --grade, --prefix and --all out")
	}
	var events []evidence.Event
	for _, e := range evidence.SearchEvents(strings.Join(args, " ")) {
		if f.year == 0 || e.Month.Year() == f.year {
			events = append(events, e)
		}
	}
	if len(events) == 0 {
		return nil, use("no event %s", f.asked(args))
	}
	return events, nil
}

// figures are those asked for.
func (f *evidenceFlags) figures(args []string) ([]evidence.Figure, error) {
	filter := evidence.Filter{Year: f.year, Prefix: f.prefix}
	for _, g := range strings.FieldsFunc(f.grades, func(r rune) bool { return r == ',' || r == ' ' }) {
		grade, err := gradeNamed(g)
		if err != nil {
			return nil, err
		}
		filter.Grades = append(filter.Grades, grade)
	}
	var figures []evidence.Figure
	switch one, err := evidence.ByID(strings.Join(args, " ")); {
	case err == nil:
		figures = []evidence.Figure{one}
	case len(args) == 0 && !f.all && f.prefix == "" && f.year == 0 && f.grades == "":
		figures = evidence.Best()
	default:
		figures = evidence.Search(strings.Join(args, " "))
	}
	figures = evidence.Select(figures, filter)
	if len(figures) == 0 {
		hint := ""
		if len(args) == 1 && len(evidence.Search(args[0])) == 0 && evidence.Nearest(args[0]) != "" {
			hint = fmt.Sprintf("; the nearest id is %q", evidence.Nearest(args[0]))
		}
		return nil, use("no figure %s%s", f.asked(args), hint)
	}
	return figures, nil
}

// grades of trust, best first.
var grades = []evidence.Grade{evidence.GradeA, evidence.GradeB, evidence.GradeC, evidence.GradeG, evidence.GradeEssay, evidence.GradeDerived, evidence.GradeCoded}

func gradeNamed(name string) (evidence.Grade, error) {
	for _, g := range grades {
		if strings.EqualFold(name, string(g)) {
			return g, nil
		}
	}
	return "", use("--grade %s: want A, B, C, G, essay, derived or coded, or several, for example A,B", name)
}

// asked is what was asked for, in words.
func (f *evidenceFlags) asked(args []string) string {
	var parts []string
	if len(args) > 0 {
		parts = append(parts, fmt.Sprintf("has all of %q", strings.Join(args, " ")))
	}
	if f.year != 0 {
		parts = append(parts, fmt.Sprintf("touches the year %d", f.year))
	}
	if f.grades != "" {
		parts = append(parts, "has grade "+f.grades)
	}
	if f.prefix != "" {
		parts = append(parts, fmt.Sprintf("has an id that begins with %q", f.prefix))
	}
	return strings.Join(parts, " and ")
}
