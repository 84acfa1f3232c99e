package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/evidence"
)

func written(t *testing.T, write func(b *bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAFigureIsListedWithAllThatReadersNeed(t *testing.T) {
	f, err := evidence.ByID("arrests_1937")
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{60, 80, 140} {
		text := plain(written(t, func(b *bytes.Buffer) error { return Figures(b, []evidence.Figure{f}, Options{Width: width}) }))
		for _, want := range []string{"arrests_1937", "1937", "936,750", "[918,671–936,750]", "persons/year", "Grade A", "held out", "arrests, sum"} {
			if !strings.Contains(text, want) {
				t.Errorf("width %d: no %q in %s", width, want, text)
			}
		}
	}
	full := written(t, func(b *bytes.Buffer) error { return Figure(b, f, Options{Width: 80}) })
	for _, want := range []string{"arrests_1937: Arrested by NKVD state security", "936,750 [918,671–936,750]", "1937-01 to 1937-12", "A: archival or official",
		"reach into 1937 or 1938", "1 in the distance", "B1, arrests 1937-39", f.Cited()[:40]} {
		if !strings.Contains(plain(full), want) {
			t.Errorf("no %q in\n%s", want, full)
		}
	}
}

func TestProvenanceIsShownOnRequestOnly(t *testing.T) {
	figures := append(evidence.Figures(), evidence.Inputs()...)
	events := evidence.Events()
	pages := map[string]func(b *bytes.Buffer, opt Options) error{
		"figures":     func(b *bytes.Buffer, opt Options) error { return Figures(b, figures, opt) },
		"figures CSV": func(b *bytes.Buffer, opt Options) error { return FiguresCSV(b, figures, opt) },
		"figures JSON": func(b *bytes.Buffer, opt Options) error {
			j, err := FiguresJSON(figures, opt)
			b.Write(j)
			return err
		},
		"events":     func(b *bytes.Buffer, opt Options) error { return Events(b, events, opt) },
		"events CSV": func(b *bytes.Buffer, opt Options) error { return EventsCSV(b, events, opt) },
		"events JSON": func(b *bytes.Buffer, opt Options) error {
			j, err := EventsJSON(events, opt)
			b.Write(j)
			return err
		},
		"one figure": func(b *bytes.Buffer, opt Options) error {
			for _, f := range figures {
				if err := Figure(b, f, opt); err != nil {
					return err
				}
			}
			return nil
		},
	}
	for name, write := range pages {
		opt := Options{Width: 100}
		if text := written(t, func(b *bytes.Buffer) error { return write(b, opt) }); strings.Contains(text, "http") || strings.Contains(text, "Essay seed") {
			t.Errorf("%s: shows where a value was seen", name)
		}
		opt.Provenance = true
		if text := written(t, func(b *bytes.Buffer) error { return write(b, opt) }); !strings.Contains(text, "http") {
			t.Errorf("%s: hides where a value was seen", name)
		}
	}
	if text := written(t, func(b *bytes.Buffer) error { return Summary(b, ran(1000, recorded()), Options{All: true}) }); strings.Contains(text, "http") {
		t.Error("the summary shows where a value was seen")
	}
}

func TestListsKeepTheirWidth(t *testing.T) {
	figures, events := append(evidence.Figures(), evidence.Inputs()...), evidence.Events()
	for _, width := range []int{40, 80, 120} {
		opt := Options{Width: width, Provenance: width == 120}
		text := written(t, func(b *bytes.Buffer) error { return Figures(b, figures, opt) }) +
			written(t, func(b *bytes.Buffer) error { return Events(b, events, opt) }) +
			written(t, func(b *bytes.Buffer) error { return Figure(b, figures[0], opt) })
		for l := range strings.Lines(text) {
			if l = strings.TrimSuffix(l, "\n"); columns(l) > width {
				t.Errorf("%d columns on a page of %d: %q", columns(l), width, l)
			}
		}
		if strings.Contains(text, "\x1b") {
			t.Error("escape codes without being asked for")
		}
	}
}

func TestListsAsCSVAndJSON(t *testing.T) {
	figures := evidence.Figures()
	rows, err := csv.NewReader(strings.NewReader(written(t, func(b *bytes.Buffer) error { return FiguresCSV(b, figures, Options{}) }))).ReadAll()
	if err != nil || len(rows) != len(figures)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	b, err := FiguresJSON(figures, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	if err := json.Unmarshal(b, &all); err != nil || len(all) != len(figures) {
		t.Fatalf("%d figures, %v", len(all), err)
	}
	value, use := slices.Index(rows[0], "value"), slices.Index(rows[0], "use")
	for i, l := range all {
		if l.ID != figures[i].ID || rows[i+1][0] != l.ID || rows[i+1][value] != cell(l.Value) || rows[i+1][use] != l.Use {
			t.Errorf("row %d: %v and %+v", i, rows[i+1], l)
		}
		if figures[i].Value.Known() != l.Value.Known() || l.Value.Known() && l.Value != figures[i].Value || l.Beside == "" {
			t.Errorf("%s: value %v, beside %q", l.ID, l.Value, l.Beside)
		}
	}
	events := evidence.Events()
	if rows, err = csv.NewReader(strings.NewReader(written(t, func(b *bytes.Buffer) error { return EventsCSV(b, events, Options{}) }))).ReadAll(); err != nil || len(rows) != len(events)+1 {
		t.Errorf("%d rows of events, %v", len(rows), err)
	}
	if b, err = EventsJSON(events, Options{}); err != nil {
		t.Fatal(err)
	}
	var told []happened
	if err := json.Unmarshal(b, &told); err != nil || len(told) != len(events) || told[0].Event != events[0].Event {
		t.Errorf("%d events, %v", len(told), err)
	}
}

// A date whose day is a placeholder is not printed as a day.
func TestDatesAreAsPreciseAsTheyAreKnown(t *testing.T) {
	for _, c := range []struct{ precision, want string }{{"day", "1934-12-01"}, {"month", "1934-12"}, {"year", "1934"}} {
		if got := dated(evidence.Event{Date: "1934-12-01", Precision: c.precision}); got != c.want {
			t.Errorf("%s: %s, want %s", c.precision, got, c.want)
		}
	}
}
