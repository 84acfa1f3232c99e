// Package page writes a report as one HTML page: of an experiment, an ensemble
// or a recording.
//
// The page holds everything it needs, asks for nothing from any network, runs no
// script, and prints on A4. It says what was run and how to run it again; then
// come charts, tables, and sections that belong to the kind of experiment. Each
// figure has the command, seeds and version that make it again below it, and can
// be written as SVG and PNG files as well.
//
// A figure is one of three drawings (Fan, Intervals, Densities), each written
// once for two canvases. Sections reach the page in two ways: this package makes
// those that every experiment has, from its rows; and it reads summary.json, in
// which a verb leaves what it printed as JSON, by its kind (sections.go).
//
// What is absent: any computation about history beyond medians and bands;
// numbers are those of packages evidence and experiment.
package page

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// Number is a number that may be missing: null in JSON.
type Number = evidence.Number

// Page is a report.
type Page struct {
	Title    string
	Lead     []string // what was asked, in sentences
	Command  string   // that makes the histories again
	Seeds    string   // in words
	Version  string   // of the program that ran them
	Facts    []Fact
	Sections []Section
}

// Fact is a line on what was run.
type Fact struct{ Label, Text string }

// Section is a part of the page.
type Section struct {
	Title   string   `json:"title"`
	Text    []string `json:"text"` // paragraphs before the figures
	Figures []Figure `json:"figures"`
	Tables  []Table  `json:"tables"`
	Notes   []string `json:"notes"` // paragraphs after all
}

// Table is a table; a column whose cells begin with digits stands right.
type Table struct {
	Title   string     `json:"title"`
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
	Right   []bool     `json:"right"` // columns of numbers; may be shorter
}

//go:embed page.html
var layout string

//go:embed page.css
var style string

// made says how a figure is made again.
func (p *Page) made() []string {
	return []string{"Histories: " + p.Command + " (" + p.Seeds + ", version " + p.Version + ")"}
}

// check refuses figures that cannot be drawn and two of one name.
func (p *Page) check() error {
	seen := map[string]bool{}
	var wrong []error
	for i := range p.Sections {
		for j := range p.Sections[i].Figures {
			f := &p.Sections[i].Figures[j]
			wrong = append(wrong, f.check())
			if seen[f.Name] {
				wrong = append(wrong, fmt.Errorf("two figures are called %s", f.Name))
			}
			seen[f.Name] = true
		}
	}
	return errors.Join(wrong...)
}

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	if err := p.check(); err != nil {
		return err
	}
	count := 0
	t, err := template.New("page").Funcs(template.FuncMap{
		"style": func() template.CSS { return template.CSS(style) },
		"svg": func(f Figure) template.HTML {
			return template.HTML(f.SVG(strings.Join(p.made(), "; "))) // our own drawing; its texts are escaped there
		},
		"number": func() int { count++; return count },
		// a name of a column may be broken at its underscores
		"breaks": func(cell string) string { return strings.ReplaceAll(cell, "_", "_\u200b") },
		"right":  func(t Table, i int) bool { return i < len(t.Right) && t.Right[i] },
	}).Parse(layout)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// WriteFigures writes each figure as NAME.svg and NAME.png into a folder, which
// may hold other things; it returns the names. Each file is whole or absent.
func (p *Page) WriteFigures(dir string) ([]string, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var names []string
	for i := range p.Sections {
		for j := range p.Sections[i].Figures {
			f := &p.Sections[i].Figures[j]
			vector, pixels, err := f.files(p.made())
			if err != nil {
				return nil, err
			}
			for _, file := range []struct {
				ext  string
				text []byte
			}{{".svg", vector}, {".png", pixels}} {
				name := filepath.Join(dir, f.Name+file.ext)
				if err := os.WriteFile(name+".new", file.text, 0o644); err != nil {
					return nil, err
				}
				if err := os.Rename(name+".new", name); err != nil {
					return nil, err
				}
				names = append(names, name)
			}
		}
	}
	return names, nil
}
