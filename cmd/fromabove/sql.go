package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/query"
	"github.com/fromabove/fromabove/query/duck"
	"github.com/fromabove/fromabove/report"
)

// sqlFlags say what is asked and how the answer is written.
type sqlFlags struct {
	in     []string
	format string
	out    string
	tables bool
}

var sqlFormats = []string{"table", "csv", "json", "parquet"}

func sqlVerb() *cobra.Command {
	f := sqlFlags{format: "table"}
	verb := &cobra.Command{
		Use:   "sql [SELECT]",
		Short: "Ask recordings and experiments in SQL",
		Long: `Every table of every recording and experiment below --in is one table of the question, with the columns run,
scenario, seed and member ahead. The dialect is DuckDB's. Recordings are read, never changed; only one SELECT
is taken.`,
		Example: `  fromabove sql --tables
  fromabove sql "SELECT scenario, left(month, 4) AS year, sum(arrests) AS arrests FROM gauges GROUP BY ALL ORDER BY ALL"
  fromabove sql "SELECT fate, count(*) AS officials FROM cadre GROUP BY fate ORDER BY 2 DESC" --in out/twenty --format csv
  fromabove sql "SELECT * FROM events WHERE kind = 'operation'" --format parquet --out operations.parquet`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.tables {
				return arguments(0, 0, "")(cmd, args)
			}
			if len(args) > 1 {
				return use("fromabove sql: put the question between quotes, so that it is one word of the shell")
			}
			return arguments(1, 1, `question, such as "SELECT * FROM gauges"`)(cmd, args)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(sqlFormats, f.format) {
				return use("--format %s: want %s%s", f.format, strings.Join(sqlFormats, ", "), didYouMean("", near(f.format, sqlFormats)))
			}
			if f.format == "parquet" && f.out == "" {
				return use("--format parquet is not text: say where it goes with --out FILE")
			}
			tables, err := query.Find(f.in...)
			if err != nil {
				return err
			}
			if f.tables {
				return listTables(cmd.OutOrStdout(), tables, f.format)
			}
			return f.ask(cmd.Context(), cmd, tables, args[0])
		},
	}
	flags := verb.Flags()
	flags.StringSliceVar(&f.in, "in", []string{"out"}, "folders of recordings and experiments, looked into with all below them; may be repeated")
	flags.StringVar(&f.format, "format", f.format, "table, csv, json or parquet")
	flags.StringVar(&f.out, "out", "", "file to write the answer to")
	flags.BoolVar(&f.tables, "tables", false, "list the tables that are there, with their columns")
	verb.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(sqlFormats, cobra.ShellCompDirectiveNoFileComp))
	return verb
}

// ask answers the question on the terminal or into a file.
func (f *sqlFlags) ask(ctx context.Context, cmd *cobra.Command, tables []*query.Table, question string) error {
	if duck.Missing != nil {
		return duck.Missing
	}
	if f.out == "" {
		columns, _ := width(cmd.OutOrStdout())
		return f.answer(ctx, tables, question, cmd.OutOrStdout(), "", columns)
	}
	return wholeFile(f.out, func(to *os.File) error { return f.answer(ctx, tables, question, to, to.Name(), 0) })
}

// answer writes the answer to w, or as Parquet into the file.
func (f *sqlFlags) answer(ctx context.Context, tables []*query.Table, question string, w io.Writer, file string, columns int) error {
	parquet := f.format == "parquet"
	if !parquet {
		file = ""
	}
	session, err := duck.Open(ctx, tables, file)
	if err != nil {
		return err
	}
	defer session.Close()
	if parquet {
		err = session.Save(ctx, question, file)
	} else {
		rows := report.NewRows(w, f.format, columns)
		if err = session.Ask(ctx, question, rows.Head, rows.Row); err == nil {
			err = rows.End()
		}
	}
	if errors.As(err, new(*duck.SQLError)) {
		return wrongUse{err}
	}
	return err
}

// wholeFile writes a file beside its place and renames it, so that nothing
// half-written is left there.
func wholeFile(name string, write func(*os.File) error) error {
	to, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".partial-*")
	if err != nil {
		return fmt.Errorf("%s: no file can be made there: %w", name, err)
	}
	defer os.Remove(to.Name())
	if err := errors.Join(write(to), to.Chmod(0o644), to.Close()); err != nil {
		return err
	}
	return os.Rename(to.Name(), name)
}

// listTables lists tables and columns; each format has the same rows.
func listTables(w io.Writer, tables []*query.Table, format string) error {
	if format == "parquet" {
		return use("--tables lists as table, csv or json")
	}
	if format != "table" {
		rows := report.NewRows(w, format, 0)
		if err := rows.Head([]string{"table", "column", "type", "unit", "meaning"}, nil); err != nil {
			return err
		}
		for _, t := range tables {
			for _, c := range append(t.Ahead(), t.Columns...) {
				if err := rows.Row([]any{t.Name, c.Name, c.Type, c.Unit, c.Doc}); err != nil {
					return err
				}
			}
		}
		return rows.End()
	}
	columns, _ := width(w)
	return report.Tables(w, tables, columns)
}
