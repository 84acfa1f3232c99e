package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"text/tabwriter"
)

// A Report is everything that a run of the command found; results.json is one.
type Report struct {
	Command  string    `json:"command"`
	Machine  Machine   `json:"machine"`
	Contests []Outcome `json:"contests"`
}

// Machine is where it was found, and with which versions.
type Machine struct {
	Processor string `json:"processor"`
	Cores     int    `json:"cores"`
	Threads   int    `json:"threads"` // that an entrant may use
	System    string `json:"system"`
	Go        string `json:"go"`
	Python    string `json:"python,omitempty"`
	Numpy     string `json:"numpy,omitempty"`
	Ark       string `json:"ark"`
	Load      string `json:"load,omitempty"` // what waited for the processors when it began: 1, 5 and 15 minutes
}

// An Outcome is one contest.
type Outcome struct {
	Name       string      `json:"name"`
	Unit       string      `json:"unit"`
	Trial      trial       `json:"trial"`
	Measures   []string    `json:"measures"`
	Absent     []string    `json:"absent,omitempty"`
	Behaviours []Behaviour `json:"behaviours"`
	Timings    []Timing    `json:"timings,omitempty"`
}

// thisMachine asks the system what it is.
func thisMachine() Machine {
	m := Machine{Processor: "unknown", Cores: runtime.NumCPU(), Threads: 1, System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Ark: arkVersion()}
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				m.Processor = strings.TrimSpace(value)
				break
			}
		}
	}
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		if fields := strings.Fields(string(text)); len(fields) >= 3 {
			m.Load = strings.Join(fields[:3], " ")
		}
	}
	return m
}

// write puts the report into a file in JSON, and what the command printed into
// one beside it that ends in txt; each whole or not at all.
func (r *Report) write(path string) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	var printed bytes.Buffer
	r.print(&printed)
	return errors.Join(replace(path, []byte(breakLines(string(text))+"\n")),
		replace(strings.TrimSuffix(path, filepath.Ext(path))+".txt", printed.Bytes()))
}

func replace(path string, text []byte) error {
	if err := os.WriteFile(path+".new", text, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// print prints a whole report.
func (r *Report) print(w io.Writer) {
	r.Machine.print(w)
	for i := range r.Contests {
		o := &r.Contests[i]
		o.missing(w)
		o.behaviour(w)
		o.times(w)
	}
}

func (m *Machine) print(w io.Writer) {
	fmt.Fprintf(w, "%s, %d cores of which one is used at a time, %s; %s; Python %s, NumPy %s, ark %s\n", m.Processor, m.Cores, m.System, m.Go,
		orAbsent(m.Python), orAbsent(m.Numpy), m.Ark)
}

func orAbsent(version string) string {
	if version == "" {
		return "absent"
	}
	return version
}

func (o *Outcome) missing(w io.Writer) {
	for _, text := range o.Absent {
		fmt.Fprintln(w, "absent:", text)
	}
}

// breakLines puts each seed's values, each verdict and each timing on a line of
// its own, so that a difference can be read.
func breakLines(text string) string {
	return strings.NewReplacer("],[", "],\n[", "},{", "},\n{", `"values":[[`, "\"values\":[\n[", `"verdicts":[{`, "\"verdicts\":[\n{").Replace(text)
}

// behaviour prints the quantiles of every entrant.
func (o *Outcome) behaviour(w io.Writer) {
	fmt.Fprintf(w, "\n%s: behaviour over %d seeds, size %d, %d steps; median (5%%..95%%)\n", o.Name, len(o.Trial.Seeds), o.Trial.Size, o.Trial.Steps)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "task\tmeasure\tentrant\tours\tpeer\tdistance\tallowed\tmean off by\tallowed\t")
	for _, b := range o.Behaviours {
		if b.Twin != "" {
			fmt.Fprintf(table, "%s\tall\t%s\tthe same history as %s, to the last digit: %s\n", b.Task, b.Entrant, b.Twin, yes(b.Agrees))
		}
		for _, v := range b.Verdicts {
			allowed := "-"
			if b.Tolerance.SameRules {
				allowed = fmt.Sprintf("%.2f", v.Critical)
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%.2f\t%s\t%+.2f%%\t%.1f%%\t%s\n", b.Task, v.Measure, b.Entrant, middle(v.Ours), middle(v.Peer),
				v.Distance, allowed, 100*v.Shift, 100*v.Allowed, map[bool]string{false: "DIFFERS"}[v.Agrees])
		}
	}
	table.Flush()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "NO"
}

// middle is a median with its band.
func middle(q measures) string { return fmt.Sprintf("%.4g (%.4g..%.4g)", q[2], q[0], q[4]) }

// times prints the table of ratios, if the clock was held.
func (o *Outcome) times(w io.Writer) {
	if len(o.Timings) == 0 {
		return
	}
	unit := map[string]struct {
		scale float64
		name  string
	}{"person-month": {1, "ns"}, "tick": {1e6, "ms"}}[o.Unit]
	fmt.Fprintf(w, "\n%s: processor time per %s, one thread each, %d repetitions in turn; median (quartiles)\n", o.Name, o.Unit, len(o.Timings[0].Seconds))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "size\tentrant\t%s\tratio to ours\t\n", unit.name)
	var ours *Timing
	for i := range o.Timings {
		t := &o.Timings[i]
		if ours == nil || t.Size != ours.Size {
			ours = t
		}
		n, r := quartiles(t.perUnit()), quartiles(ratios(ours, t))
		size := fmt.Sprintf("%.0f persons", t.Units)
		if o.Unit == "tick" {
			size = fmt.Sprintf("%d x %d cells", t.Size, t.Size)
		}
		fmt.Fprintf(table, "%s\t%s\t%.3g (%.3g..%.3g)\t%.3g (%.3g..%.3g)\t\n", size, t.Entrant,
			n[1]/unit.scale, n[0]/unit.scale, n[2]/unit.scale, r[1], r[0], r[2])
	}
	table.Flush()
}
