package scenario

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// column is one quantity of a series.
type column struct {
	name      string
	low, high float64
}

// seriesKind is an input that a scenario chooses a version of.
type seriesKind struct {
	name     string
	doc      string
	variants []string // shipped; the first is the baseline's
	columns  []column // of a monthly series; none for the two by region
}

// seriesKinds are the inputs, in the order of a file.
var seriesKinds = []seriesKind{
	{"population", "Persons, share in towns, share of wage earners, ordinary deaths.", []string{"reconstructed"},
		[]column{{"population", 1, 1e9}, {"urban_share", 0, 1}, {"wage_share", 0, 1}, {"death_rate", 0, 1}}},
	{"hardship", "Hardship h: from food and income (availability) or from deaths and wages (mortality).", []string{"availability", "mortality"},
		[]column{{"base", 0, 1}, {"drive", 0, 1}}},
	{"taking", "What the campaign of collectivisation took, added to hardship.", []string{"campaign", "none"},
		[]column{{"taking", 0, 2}}},
	{"dislocation", "Uprooting dl: people moved or broken ties.", []string{"moved", "ties"},
		[]column{{"war", 0, 1}, {"drive", 0, 1}}},
	{"threat", "External threat W: graded incidents with reliefs (coded) or without (decaying), or militarised disputes.", []string{"coded", "decaying", "disputes"},
		[]column{{"threat", 0, 1}}},
	{"forces", "Persons under arms.", []string{"counts"}, []column{{"army", 0, 1e8}}},
	{"admissions", "Persons admitted to the party in the month.", []string{"stock"}, []column{{"admitted", 0, 1e7}}},
	{"regions", "The territories and their share of the population.", []string{"census"}, nil},
	{burden, "How much more or less than the mean the taking and the drive's hardship fall on each territory, or even: the mean everywhere.", []string{"regional", "even"}, nil},
}

// without are the variants that have no file: nothing is taken, no region
// differs.
var without = map[string]string{"none": "nothing", "even": "the mean of the country everywhere"}

// maxRegions is the most territories a plan may have.
const maxRegions = 255

// own is the variant of a series that the user brings.
const own = "own"

// seriesText is a series as read.
type seriesText struct {
	use     InputUse
	first   calendar.Month
	values  [][]float64 // one slice a column
	regions []country.RegionPlan
	burdens []regionBurden
	text    string // canonical CSV of an own series; empty for a shipped one
}

// last is the last month of a monthly series.
func (s *seriesText) last() calendar.Month {
	return s.first + calendar.Month(len(s.values[0])) - 1
}

// at is the value of a column in a month inside the series.
func (s *seriesText) at(column int, m calendar.Month) float64 { return s.values[column][m-s.first] }

// readSeries reads the series a scenario chose, nil after a mistake.
func (r *reader) readSeries(kind seriesKind, choice *node) *seriesText {
	key := "inputs." + kind.name
	chosen := input{}
	if choice.kind == text {
		chosen.Variant = choice.text
	} else if !into(choice, &chosen) {
		return nil
	}
	ways := 0
	for _, way := range []string{chosen.Variant, chosen.File, chosen.CSV} {
		if way != "" {
			ways++
		}
	}
	if ways != 1 {
		r.findings.found(choice.at, key, "name one of variant, file or csv")
		return nil
	}
	if chosen.Variant != "" {
		return r.shippedSeries(kind, chosen, choice.at, key)
	}
	if chosen.SHA256 != "" {
		r.findings.found(choice.of("sha256").at, key+".sha256", "belongs to a shipped variant")
		return nil
	}
	return r.ownSeries(kind, chosen, choice, key)
}

func (r *reader) shippedSeries(kind seriesKind, chosen input, at place, key string) *seriesText {
	known := false
	for _, v := range kind.variants {
		known = known || v == chosen.Variant
	}
	if !known {
		if r.isLong(at, key) { // the short form has been refused by the schema
			r.findings.found(at, key+".variant", "%q is not known; allowed: %s%s", chosen.Variant, listed(kind.variants), didYouMean(chosen.Variant, kind.variants))
		}
		return nil
	}
	if source, ok := without[chosen.Variant]; ok {
		return &seriesText{use: InputUse{Series: kind.name, Variant: chosen.Variant, Source: source}}
	}
	file := "inputs/" + kind.name + "_" + chosen.Variant + ".csv"
	bytes, err := fs.ReadFile(r.fsys, file)
	if err != nil {
		r.findings.found(at, key, "%s cannot be read: %v", file, reason(err))
		return nil
	}
	out := r.parseSeries(kind, file, bytes, nil)
	if out == nil {
		return nil
	}
	out.text = ""
	out.use = InputUse{Series: kind.name, Variant: chosen.Variant, File: file, SHA256: hashOf(bytes), Source: r.shippedSource(kind.name, chosen.Variant)}
	if chosen.SHA256 != "" && chosen.SHA256 != out.use.SHA256 {
		r.findings.found(at, key+".sha256", "%s is not the series this was resolved with: it has %.12s..., wanted %.12s...", file, out.use.SHA256, chosen.SHA256)
		return nil
	}
	return out
}

// isLong tells whether the choice of a series is written as a map.
func (r *reader) isLong(at place, key string) bool {
	n := r.tree.of("inputs").of(strings.TrimPrefix(key, "inputs."))
	return n != nil && n.kind == mapping
}

func (r *reader) ownSeries(kind seriesKind, chosen input, choice *node, key string) *seriesText {
	label, content := "", []byte(chosen.CSV)
	var inline *node
	if chosen.File != "" {
		at := choice.of("file").at
		from := r.sources[at.file]
		label = chosen.File
		var err error
		if from.disk {
			if !filepath.IsAbs(label) {
				label = filepath.Join(from.dir, label)
			}
			content, err = os.ReadFile(label)
		} else {
			content, err = fs.ReadFile(r.fsys, label)
		}
		if err != nil {
			r.findings.found(at, key+".file", "%q cannot be read: %v", chosen.File, reason(err))
			return nil
		}
	} else {
		inline = choice.of("csv")
		label = inline.at.file
	}
	out := r.parseSeries(kind, label, content, inline)
	if out == nil {
		return nil
	}
	out.use = InputUse{Series: kind.name, Variant: own, File: chosen.File, SHA256: hashOf([]byte(out.text)), Source: chosen.Source}
	return out
}

// shippedSource is what sources.csv says of a variant, "" if it says nothing.
func (r *reader) shippedSource(series, variant string) string {
	b, err := fs.ReadFile(r.fsys, "inputs/sources.csv")
	if err != nil {
		return ""
	}
	lines, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		return ""
	}
	for _, line := range lines {
		if len(line) == 7 && line[0] == series && line[1] == variant {
			return line[3] + ". Evidence: " + line[4] + ". Trust: " + line[6] + "."
		}
	}
	return ""
}

// rows reads CSV lines with their places. The comment sign is #.
func (r *reader) rows(label string, content []byte, inline *node, header []string) (lines [][]string, at []place) {
	if len(content) > maxBytes {
		r.findings.found(place{file: label}, "", "the series has %d bytes; at most %d are read", len(content), maxBytes)
		return nil, nil
	}
	if !utf8.Valid(content) {
		r.findings.found(place{file: label}, "", "the series is not UTF-8 text")
		return nil, nil
	}
	in := csv.NewReader(bytes.NewReader(content))
	in.Comment, in.FieldsPerRecord = '#', -1
	where := func(line, col int) place {
		if inline != nil {
			if inline.block {
				return place{label, inline.at.line + line, 1}
			}
			return inline.at
		}
		return place{label, line, col}
	}
	for {
		line, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			r.findings.found(where(wrong.Line, wrong.Column), "", "this is not CSV: %v", wrong.Err)
			return nil, nil
		}
		n, col := in.FieldPos(0)
		here := where(n, col)
		if lines == nil && strings.Join(line, ",") != strings.Join(header, ",") {
			r.findings.found(here, "", "the first line is %.80q; want %s", strings.Join(line, ","), strings.Join(header, ","))
			return nil, nil
		}
		if len(line) != len(header) {
			r.findings.found(here, "", "has %d columns, want %d: %s", len(line), len(header), strings.Join(header, ","))
			return nil, nil
		}
		lines, at = append(lines, line), append(at, here)
	}
	if len(lines) < 2 {
		r.findings.found(place{file: label}, "", "the series has no rows; want %s and a line each", strings.Join(header, ","))
		return nil, nil
	}
	return lines[1:], at[1:]
}

// parseSeries reads a series; every mistake names file and line.
func (r *reader) parseSeries(kind seriesKind, label string, content []byte, inline *node) *seriesText {
	switch {
	case kind.name == burden:
		return r.parseBurden(label, content, inline)
	case kind.columns == nil:
		return r.parseRegions(label, content, inline)
	}
	header := []string{"month"}
	for _, c := range kind.columns {
		header = append(header, c.name)
	}
	before := len(r.findings)
	lines, at := r.rows(label, content, inline, header)
	out := &seriesText{values: make([][]float64, len(kind.columns))}
	var text strings.Builder
	text.WriteString(strings.Join(header, ",") + "\n")
	for i, line := range lines {
		m, err := calendar.Parse(line[0])
		switch {
		case err != nil:
			r.findings.found(at[i], "month", "%s", monthHint(line[0]))
		case i == 0:
			out.first = m
		case m != out.first+calendar.Month(i):
			r.findings.found(at[i], "month", "%v does not follow %v: want every month once, in order", m, out.first+calendar.Month(i-1))
			return nil
		}
		text.WriteString(m.String())
		for j, c := range kind.columns {
			v, err := strconv.ParseFloat(line[j+1], 64)
			if err != nil || math.IsNaN(v) || v < c.low || v > c.high {
				r.findings.found(at[i], c.name, "%.20q is not a number in %s..%s%s", line[j+1], trim(c.low), trim(c.high), numberHintIn(line[j+1], c))
			}
			v += 0
			out.values[j] = append(out.values[j], v)
			text.WriteString("," + trim(v))
		}
		text.WriteString("\n")
		if len(r.findings) > before+20 {
			return nil // enough to see what is wrong
		}
	}
	if len(r.findings) > before {
		return nil
	}
	out.text = text.String()
	return out
}

func numberHintIn(s string, c column) string {
	if v, err := strconv.ParseFloat(s, 64); err == nil && c.high == 1 && v > 1 && v <= 100 {
		return fmt.Sprintf("; for %s percent write %s", trim(v), trim(v/100))
	}
	if strings.HasSuffix(s, "%") {
		return numberHint(s)
	}
	return ""
}

// parseRegions reads the territories. Shares are brought to a sum of 1.
func (r *reader) parseRegions(label string, content []byte, inline *node) *seriesText {
	before := len(r.findings)
	header := []string{"name", "group", "population_share", "grade", "source"}
	lines, at := r.rows(label, content, inline, header)
	if len(lines) > maxRegions {
		r.findings.found(at[maxRegions], "", "the %dth territory; at most %d are read", len(lines), maxRegions)
		return nil
	}
	out, sum, seen := &seriesText{}, 0.0, map[string]bool{}
	var b bytes.Buffer
	canonical := csv.NewWriter(&b)
	canonical.Write(header)
	for i, line := range lines {
		share, err := strconv.ParseFloat(line[2], 64)
		if err != nil || !(share > 0 && share <= 1) {
			r.findings.found(at[i], "population_share", "%.20q is not a share above 0 and up to 1%s", line[2], numberHintIn(line[2], column{"", 0, 1}))
		}
		if line[0] == "" || seen[line[0]] {
			r.findings.found(at[i], "name", "%.40q is empty or stands twice", line[0])
		}
		seen[line[0]] = true
		sum += share
		out.regions = append(out.regions, country.RegionPlan{Name: line[0], Group: line[1], PopulationShare: share, Derived: line[3] == "derived"})
		canonical.Write([]string{line[0], line[1], trim(share), line[3], line[4]})
	}
	if len(r.findings) > before {
		return nil
	}
	if math.Abs(sum-1) > 0.01 {
		r.findings.found(at[0], "population_share", "the shares add up to %.4f; want 1", sum)
		return nil
	}
	for i := range out.regions {
		out.regions[i].PopulationShare /= sum
	}
	canonical.Flush()
	out.text = b.String()
	return out
}
