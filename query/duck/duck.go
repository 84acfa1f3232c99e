// Package duck answers questions in SQL over what package query finds, with
// DuckDB. It reads and never writes: one SELECT, the files that were found and
// no others, no network, no extension that is not built in.
//
// DuckDB is C++. The package is built where cgo is on and a library of it is
// shipped for the processor; elsewhere Open says so, and everything else works.
package duck

import (
	"errors"
	"fmt"
	"strings"
)

// SQLError is a mistake in the question itself.
type SQLError struct {
	Message string // with the line and a mark below the place, where it is known
}

func (e *SQLError) Error() string { return e.Message }

// ErrMissing is the error where DuckDB is not built in.
var ErrMissing = errors.New("sql is not in this build: DuckDB needs a C compiler that links C++. " +
	"Install one (on Debian: apt-get install g++) and build again with `make build`; " +
	"or write the tables as CSV with `fromabove export DIR --out FOLDER`; any DuckDB, R or Python reads the Parquet files as they are")

// cleaned is an error of the question in our words: the kind of error and the
// class names of the library are left out, the place is kept.
func cleaned(message string) string {
	message = strings.TrimSpace(message)
	for _, kind := range []string{"Parser", "Syntax", "Binder", "Catalog", "Conversion", "Invalid Input", "Out of Range", "Permission"} {
		message = strings.TrimPrefix(message, kind+" Error: ")
	}
	return message
}

// quoted is a text as SQL takes it.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// named is a name as SQL takes it.
func named(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// list is a list of texts as SQL takes it.
func list(texts []string) string {
	q := make([]string, len(texts))
	for i, t := range texts {
		q[i] = quoted(t)
	}
	return fmt.Sprintf("[%s]", strings.Join(q, ", "))
}
