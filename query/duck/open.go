//go:build cgo && (linux || darwin) && (amd64 || arm64)

package duck

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/fromabove/fromabove/query"
)

// Missing is nil where SQL is built in.
var Missing error

// Session is a database in memory whose views are the tables found.
type Session struct {
	db    *sql.DB
	conn  *sql.Conn
	names []string
}

// settings are made before anything is read. One thread: sums of floats then
// add up in one order, and the same question has the same answer to the last
// digit. The last line closes the door: no setting can be changed after it.
const settings = `
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET allow_community_extensions = false;
SET threads = 1;
SET temp_directory = '';
`

// Open makes a view of each table. The files of result, if it is not empty, is
// one more path that may be written, by Save.
func Open(ctx context.Context, tables []*query.Table, result string) (*Session, error) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, err
	}
	s := &Session{db: sql.OpenDB(connector)}
	if s.conn, err = s.db.Conn(ctx); err == nil {
		_, err = s.conn.ExecContext(ctx, settings)
	}
	var paths []string
	for _, t := range tables {
		if err == nil {
			err = s.view(ctx, t)
		}
		s.names = append(s.names, t.Name)
		for _, f := range t.Files {
			paths = append(paths, f.Path)
		}
	}
	if result != "" {
		paths = append(paths, result)
	}
	if err == nil {
		_, err = s.conn.ExecContext(ctx, fmt.Sprintf("SET allowed_paths = %s; SET enable_external_access = false; SET lock_configuration = true;", list(paths)))
	}
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("opening the tables: %s", cleaned(err.Error()))
	}
	return s, nil
}

// Close ends the session.
func (s *Session) Close() {
	if s.conn != nil {
		s.conn.Close()
	}
	s.db.Close()
}

// view puts the files of a table together, with the columns that say which run
// a row belongs to. Files of several versions may have different columns.
func (s *Session) view(ctx context.Context, t *query.Table) error {
	origins := named(t.Name + " files")
	var rows, paths []string
	for _, f := range t.Files {
		seed := "NULL"
		if f.Origin.Seed != "" {
			seed = quoted(f.Origin.Seed)
		}
		rows = append(rows, fmt.Sprintf("(%s, %s, %s, CAST(%s AS UBIGINT), %d)", quoted(f.Path), quoted(filepath.ToSlash(f.Run)), quoted(f.Origin.Scenario), seed, f.Origin.Member))
		paths = append(paths, f.Path)
	}
	var ahead []string
	for _, c := range t.Ahead() {
		ahead = append(ahead, "f."+c.Name)
	}
	_, err := s.conn.ExecContext(ctx, fmt.Sprintf(`
CREATE TABLE %[1]s AS SELECT * FROM (VALUES %[2]s) AS f(filename, run, scenario, seed, member);
CREATE VIEW %[3]s AS SELECT %[4]s, t.* EXCLUDE (filename)
FROM read_parquet(%[5]s, filename = true, union_by_name = true, hive_partitioning = false) t JOIN %[1]s f USING (filename);`,
		origins, strings.Join(rows, ", "), named(t.Name), strings.Join(ahead, ", "), list(paths)))
	return err
}

// one refuses what is not one SELECT. DuckDB itself reads the question and says
// what it is.
func (s *Session) one(ctx context.Context, question string) (string, error) {
	question = strings.TrimRight(strings.TrimSpace(question), "; \t\n")
	if question == "" {
		return "", &SQLError{"no question: give one SELECT"}
	}
	var text string
	if err := s.conn.QueryRowContext(ctx, "SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS VARCHAR)", question).Scan(&text); err != nil {
		return "", s.failed(err)
	}
	var read struct {
		Error      bool              `json:"error"`
		Type       string            `json:"error_type"`
		Message    string            `json:"error_message"`
		Position   string            `json:"position"`
		Statements []json.RawMessage `json:"statements"`
	}
	if err := json.Unmarshal([]byte(text), &read); err != nil {
		return "", err
	}
	switch {
	case read.Error && read.Type != "parser" && read.Type != "syntax":
		return "", &SQLError{"only SELECT is answered: recordings are read, never changed"}
	case read.Error:
		_, err := s.conn.QueryContext(ctx, question) // its error shows the place
		if err == nil {
			err = errors.New(read.Message)
		}
		return "", s.failed(err)
	case len(read.Statements) != 1:
		return "", &SQLError{fmt.Sprintf("%d statements; give one SELECT", len(read.Statements))}
	}
	return question, nil
}

// failed tells a mistake in the question from a failure to answer it.
func (s *Session) failed(err error) error {
	var d *duckdb.Error
	if !errors.As(err, &d) {
		return err
	}
	message := cleaned(d.Msg)
	switch d.Type {
	case duckdb.ErrorTypeParser, duckdb.ErrorTypeSyntax, duckdb.ErrorTypeBinder, duckdb.ErrorTypeConversion,
		duckdb.ErrorTypeInvalidInput, duckdb.ErrorTypeOutOfRange, duckdb.ErrorTypeMismatchType:
		return &SQLError{message}
	case duckdb.ErrorTypeCatalog:
		return &SQLError{message + "\ntables here: " + strings.Join(s.names, ", ") + " (fromabove sql --tables lists their columns)"}
	case duckdb.ErrorTypePermission:
		return &SQLError{message + "\nonly the files of the tables can be read: " + strings.Join(s.names, ", ")}
	}
	return errors.New(message)
}

// Ask answers one SELECT, row by row. The values handed to each are those of
// package database/sql and of DuckDB; they are kept for the call only.
func (s *Session) Ask(ctx context.Context, question string, head func(columns, types []string) error, each func([]any) error) error {
	question, err := s.one(ctx, question)
	if err != nil {
		return err
	}
	rows, err := s.conn.QueryContext(ctx, question)
	if err != nil {
		return s.failed(err)
	}
	defer rows.Close()
	described, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	columns, types := make([]string, len(described)), make([]string, len(described))
	values, places := make([]any, len(described)), make([]any, len(described))
	for i, c := range described {
		columns[i], types[i], places[i] = c.Name(), c.DatabaseTypeName(), &values[i]
	}
	if err := head(columns, types); err != nil {
		return err
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		for i := range values {
			values[i] = plain(values[i], types[i])
		}
		if err := each(values); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return s.failed(err)
	}
	return nil
}

// Save answers one SELECT into a Parquet file, the one that Open was told of.
func (s *Session) Save(ctx context.Context, question, file string) error {
	question, err := s.one(ctx, question)
	if err == nil {
		_, err = s.conn.ExecContext(ctx, fmt.Sprintf("COPY (%s\n) TO %s (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)", question, quoted(file)))
		if err != nil {
			err = s.failed(err)
		}
	}
	return err
}
